/* Names, selection and index (langdef, "Name Resolution", "Field Selection"), has() and the optional forms of both. */
#include <math.h>

#include "cel/state.h"

bool cel_is_absence(cel_value value)
{
    if (value.kind != CEL_FAILURE)
        return false;
    return value.failure->rank == CEL_RANK_NOT_STATED ||
           (value.failure->rank == CEL_RANK_ERROR && value.failure->missing.at);
}

/* A failure that an optional form or has() takes for absence when the operand is already it: only what is not stated. A
 * missing key of a computed map, one level up, stays an error as in every engine. */
static bool is_not_stated(cel_value value)
{
    return value.kind == CEL_FAILURE && value.failure->rank == CEL_RANK_NOT_STATED;
}

/* Is it this very select or index that found nothing, not something it is computed from? */
static bool absent_here(cel_value value, const cel_ast *node)
{
    return cel_is_absence(value) && value.failure->at == node;
}

cel_value cel_optional_of(cel_state *state, cel_value value)
{
    cel_value *inner = cel_take(state, 1, sizeof *inner);

    if (!inner)
        return cel_spent(state);
    *inner = value;
    return (cel_value){ .kind = CEL_OPTIONAL, .inner = inner };
}

static cel_value optional_none(void)
{
    return (cel_value){ .kind = CEL_OPTIONAL };
}

static cel_value data_field(cel_state *state, const cel_ast *at, cel_value operand, cdt_str name, uint32_t sign)
{
    const cel_data *data = state->context->data;
    cel_value field = { 0 };

    switch (data->select(data, operand.node, name, sign, &field)) {
    case CEL_FOUND: return field;
    case CEL_OPEN: return cel_not_stated(state, at, field.node, (cdt_str){ 0 }, true);
    case CEL_MISSING:
        if (field.node)
            return cel_not_stated(state, at, field.node, (cdt_str){ 0 }, false);
        return cel_not_stated(state, at, operand.node, name, false);
    case CEL_NO_FIELDS: break;
    }
    return cel_error(state, at, "no such overload: %s has no field `%.*s`", cel_kind_words(operand.kind),
                     CDT_ARGS(name));
}

static cel_value field(cel_state *state, const cel_cell *cell, cel_value operand)
{
    const cel_ast *at = cell->ast;
    cdt_str name = cel_cell_name(cell);
    bool found;
    cel_value value;

    if (operand.kind == CEL_FAILURE)
        return operand;
    if (operand.kind == CEL_NONE)
        return cel_use(state, at, operand);
    if (operand.kind == CEL_MAP && operand.map) {
        value = cel_map_get(operand.map, cel_string(name), &found);
        return found ? value : cel_absent(state, at, name, "no such key");
    }
    if (operand.node && state->context->data)
        return data_field(state, at, operand, name, cell->sign);
    return cel_error(state, at, "no such overload: %s has no field `%.*s`", cel_kind_words(operand.kind),
                     CDT_ARGS(name));
}

/* A number that counts items: a double or unsigned number too, where it is whole. */
static bool whole_index(cel_value index, int64_t *out)
{
    if (index.kind == CEL_INT)
        *out = index.integer;
    else if (index.kind == CEL_UINT && index.natural <= INT64_MAX)
        *out = (int64_t)index.natural;
    else if (index.kind == CEL_DOUBLE && index.number == trunc(index.number) && fabs(index.number) < 0x1p53)
        *out = (int64_t)index.number;
    else
        return false;
    return true;
}

static cel_value list_element(cel_state *state, const cel_ast *at, cel_value list, cel_value index)
{
    int64_t number;

    if (!whole_index(index, &number))
        return cel_error(state, at, "no such overload: an item of a list is chosen by a whole number, not by %s",
                         cel_kind_words(index.kind));
    if (number >= 0 && (uint64_t)number < cel_count(state, list))
        return cel_item(state, at, list, (size_t)number);
    if (list.node && number >= 0) {
        cel_value text = cel_to_string(state, at, cel_int(number)), failure;
        char *key = text.kind == CEL_STRING ? cel_text_new(state, text.text.len + 2, &failure) : NULL;

        if (!key)
            return cel_spent(state);
        key[0] = '[';
        memcpy(key + 1, text.text.at, text.text.len);
        key[text.text.len + 1] = ']';
        return cel_not_stated(state, at, list.node, (cdt_str){ key, text.text.len + 2 }, false);
    }
    return cel_absent(state, at, CDT_STR("item"), "index out of range: the list has no such item");
}

/* A key of a mapping that was read and that is no text. */
static cel_value data_entry(cel_state *state, const cel_ast *at, cel_value map, cel_value key)
{
    size_t count = cel_count(state, map);

    for (size_t i = 0; i < count; i++) {
        if (!cel_spend(state, 1))
            return cel_spent(state);
        if (cel_key_equal(cel_key_at(state, map, i), key))
            return cel_entry_at(state, at, map, i);
    }
    key = cel_to_string(state, at, key);
    return key.kind == CEL_STRING ? cel_not_stated(state, at, map.node, key.text, false) : key;
}

cel_value cel_index(cel_state *state, const cel_ast *at, cel_value operand, cel_value index)
{
    bool found;
    cel_value value;

    if (operand.kind == CEL_FAILURE || index.kind == CEL_FAILURE)
        return cel_worse(operand, index);
    if (operand.kind == CEL_NONE || index.kind == CEL_NONE)
        return cel_use(state, at, operand.kind == CEL_NONE ? operand : index);
    if (!cel_spend_text(state, index))
        return cel_spent(state);
    if (operand.kind == CEL_LIST || (operand.single && cel_is_number(index)))
        return list_element(state, at, operand, index);
    if (operand.kind == CEL_MAP && operand.map) {
        value = cel_map_get(operand.map, index, &found);
        if (found)
            return value;
        if (index.kind == CEL_STRING)
            return cel_absent(state, at, index.text, "no such key");
        return cel_absent(state, at, CDT_STR("key"), "no such key");
    }
    if (operand.kind == CEL_MAP && index.kind == CEL_STRING)
        return data_field(state, at, operand, index.text, cdt_key_sign(index.text));
    if (operand.kind == CEL_MAP)
        return data_entry(state, at, operand, index);
    return cel_error(state, at, "no such overload: %s has no items to choose by [ ]", cel_kind_words(operand.kind));
}

/* What a select or index reads from its operand, which is no failure and no optional. */
static cel_value read_from(cel_state *state, const cel_cell *cell, cel_value operand)
{
    if (cell->form == CEL_SELECT)
        return field(state, cell, operand);
    return cel_index(state, cell->ast, operand, cel_run(state, cel_cell_next(cell + 1)));
}

/* `.?f`, `[?k]`, and selection through an optional: absence is optional.none(), anything else that fails still fails. */
static cel_value read_optional(cel_state *state, const cel_cell *cell, cel_value operand)
{
    cel_value value;

    if (is_not_stated(operand))
        return optional_none();
    if (operand.kind == CEL_OPTIONAL) {
        if (!operand.inner)
            return operand;
        operand = *operand.inner;
    }
    value = read_from(state, cell, operand);
    if (absent_here(value, cell->ast))
        return optional_none();
    return value.kind == CEL_FAILURE ? value : cel_optional_of(state, value);
}

/* Bound names, innermost scope first. */
static const cel_value *bound(const cel_state *state, cdt_str name)
{
    for (const cel_scope *scope = state->context->scope; scope; scope = scope->outer)
        for (size_t i = 0; i < scope->count; i++)
            if (cdt_str_is(scope->bindings[i].name, name))
                return &scope->bindings[i].value;
    return NULL;
}

/* The name in the container "a.b" is tried as a.b.name, a.name, name (langdef, "Name Resolution"). */
static const cel_value *bound_in_container(cel_state *state, cdt_str container, cdt_str name)
{
    const cel_value *value = NULL;
    char text[256];

    while (container.len > 0 && container.len + 1 + name.len <= sizeof text) {
        memcpy(text, container.at, container.len);
        text[container.len] = '.';
        memcpy(text + container.len + 1, name.at, name.len);
        value = bound(state, (cdt_str){ text, container.len + 1 + name.len });
        if (value)
            return value;
        do
            container.len--;
        while (container.len > 0 && container.at[container.len] != '.');
    }
    return bound(state, name);
}

static const cel_value *bound_global(cel_state *state, const cel_cell *cell, cdt_str name)
{
    cdt_str container = state->program->container;

    return container.len && !(cell->flags & CEL_CELL_ROOT) ? bound_in_container(state, container, name)
                                                           : bound(state, name);
}

/* Types are values and have names (langdef, "Types"). */
static const char *type_name(cdt_str name)
{
    static const char *const names[] = { "bool",
                                         "int",
                                         "uint",
                                         "double",
                                         "string",
                                         "bytes",
                                         "list",
                                         "map",
                                         "null_type",
                                         "type",
                                         "decimal",
                                         "period",
                                         "dyn",
                                         "optional_type",
                                         "google.protobuf.Timestamp",
                                         "google.protobuf.Duration" };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (cdt_str_is_z(name, names[i]))
            return names[i];
    return NULL;
}

bool cel_is_type_name(cdt_str name)
{
    return type_name(name) != NULL;
}

/* A name that is no variable of a macro: bound, of a type, or a field of the root. */
static cel_value global(cel_state *state, const cel_cell *cell)
{
    const cel_data *data = state->context->data;
    cdt_str name = cel_cell_name(cell);
    const cel_value *value = bound_global(state, cell, name);
    cel_value out = { 0 };

    if (value)
        return *value;
    if (cell->flags & CEL_CELL_TYPE_NAME)
        return cel_type_named(type_name(name));
    if (data && state->context->root) {
        switch (data->select(data, state->context->root, name, cell->sign, &out)) {
        case CEL_FOUND: return out;
        case CEL_OPEN: return cel_not_stated(state, cell->ast, out.node, (cdt_str){ 0 }, true);
        case CEL_MISSING: return cel_not_stated(state, cell->ast, out.node, out.node ? (cdt_str){ 0 } : name, false);
        case CEL_NO_FIELDS: break;
        }
    }
    return cel_error(state, cell->ast, "undeclared reference to `%.*s`", CDT_ARGS(name));
}

cel_value cel_run_ident(cel_state *state, const cel_cell *cell)
{
    const cel_value *value;

    if (cell->slots[0] == CEL_NO_SLOT)
        return global(state, cell);
    value = &state->slots[cell->slots[0]];
    if (value->kind != CEL_FAILURE || value->failure)
        return *value;
    value = bound(state, cel_cell_name(cell)); /* evaluation began inside of the macro */
    return value ? *value : global(state, cell);
}

/* A dotted name that is bound or is that of a type. */
static bool dotted(cel_state *state, const cel_cell *cell, cel_value *out)
{
    cdt_str name = cell->ast->qualified;
    const cel_value *value = bound_global(state, cell, name);
    const char *type = value ? NULL : type_name(name);

    if (value)
        *out = *value;
    else if (type)
        *out = cel_type_named(type);
    return value || type;
}

cel_value cel_run_select(cel_state *state, const cel_cell *cell)
{
    cel_value operand;

    if ((cell->flags & CEL_CELL_DOTTED) && dotted(state, cell, &operand))
        return operand;
    operand = cel_run(state, cell + 1);
    if ((cell->flags & CEL_CELL_OPTIONAL) || operand.kind == CEL_OPTIONAL)
        return read_optional(state, cell, operand);
    return field(state, cell, operand);
}

cel_value cel_run_index(cel_state *state, const cel_cell *cell)
{
    cel_value operand = cel_run(state, cell + 1);

    if ((cell->flags & CEL_CELL_OPTIONAL) || operand.kind == CEL_OPTIONAL)
        return read_optional(state, cell, operand);
    return read_from(state, cell, operand);
}

/* has(e.f): is f there? Something on the way that is not stated says no; every other failure of e stays one. */
cel_value cel_run_has(cel_state *state, const cel_cell *cell)
{
    const cel_cell *test = cell + 1;
    cel_value operand = cel_run(state, test + 1), value;
    bool optional;

    if (is_not_stated(operand))
        return cel_bool(false);
    optional = operand.kind == CEL_OPTIONAL || (test->flags & CEL_CELL_OPTIONAL);
    value = optional ? read_optional(state, test, operand) : read_from(state, test, operand);
    if (absent_here(value, test->ast))
        return cel_bool(false);
    if (value.kind == CEL_FAILURE)
        return value;
    return cel_bool(value.kind != CEL_OPTIONAL || value.inner || !optional);
}
