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

static cel_value no_field(cel_state *state, const cel_ast *at, cel_kind kind, cdt_str name)
{
    return cel_error(state, at, "no such overload: %s has no field `%.*s`", cel_kind_words(kind), CDT_ARGS(name));
}

/* Why `node`, of this kind, has no field `name`; `blank` is the node that says nothing, or NULL. */
static cel_value not_found(cel_state *state, const cel_ast *at, cel_found how, cel_kind kind, const void *node,
                           cdt_str name, const void *blank)
{
    if (how == CEL_NO_FIELDS)
        return no_field(state, at, kind, name);
    if (how == CEL_OPEN || blank)
        return cel_not_stated(state, at, blank, (cdt_str){ 0 }, how == CEL_OPEN);
    return cel_not_stated(state, at, node, name, false);
}

static cel_value data_field(cel_state *state, const cel_ast *at, cel_value operand, cdt_str name)
{
    const cel_data *data = state->context->data;
    cel_value field = { 0 };
    cel_found how = data->select(data, operand.node, name, cdt_key_sign(name), &field);

    if (how != CEL_FOUND)
        field = not_found(state, at, how, operand.kind, operand.node, name, field.node);
    return field;
}

static void field(cel_state *state, const cel_cell *cell, const cel_value *operand, cel_value *out)
{
    const cel_data *data = state->context->data;
    const cel_ast *at = cell->ast;
    cdt_str name = cel_cell_name(cell);
    bool found;

    if (operand->kind == CEL_FAILURE) {
        *out = *operand;
    } else if (operand->kind == CEL_NONE) {
        *out = cel_fail_none(state, at, *operand);
    } else if (operand->kind == CEL_MAP && operand->map) {
        *out = cel_map_get(operand->map, cel_string(name), &found);
        if (!found)
            *out = cel_absent(state, at, name, "no such key");
    } else if (operand->node && data) {
        const void *node = operand->node; /* `out` may be the operand */
        cel_kind kind = operand->kind;
        cel_found how = data->select(data, node, name, cell->sign, out);

        if (how != CEL_FOUND)
            *out = not_found(state, at, how, kind, node, name, out->node);
    } else {
        *out = no_field(state, at, operand->kind, name);
    }
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
        return data_field(state, at, operand, index.text);
    if (operand.kind == CEL_MAP)
        return data_entry(state, at, operand, index);
    return cel_error(state, at, "no such overload: %s has no items to choose by [ ]", cel_kind_words(operand.kind));
}

/* What a select or index reads from its operand, which is no failure and no optional. */
static void read_from(cel_state *state, const cel_cell *cell, const cel_value *operand, cel_value *out)
{
    cel_value index, of;

    if (cell->form == CEL_SELECT) {
        field(state, cell, operand, out);
        return;
    }
    of = *operand;
    cel_run(state, cel_cell_next(cell + 1), &index);
    *out = cel_index(state, cell->ast, of, index);
}

/* `.?f`, `[?k]`, and selection through an optional: absence is optional.none(), anything else that fails still fails. */
static void read_optional(cel_state *state, const cel_cell *cell, cel_value operand, cel_value *out)
{
    if (is_not_stated(operand)) {
        *out = optional_none();
        return;
    }
    if (operand.kind == CEL_OPTIONAL) {
        if (!operand.inner) {
            *out = operand;
            return;
        }
        operand = *operand.inner;
    }
    read_from(state, cell, &operand, out);
    if (absent_here(*out, cell->ast))
        *out = optional_none();
    else if (out->kind != CEL_FAILURE)
        *out = cel_optional_of(state, *out);
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
static void global(cel_state *state, const cel_cell *cell, cel_value *out)
{
    const cel_data *data = state->context->data;
    const void *root = state->context->root;
    cdt_str name = cel_cell_name(cell);
    const cel_value *value = bound_global(state, cell, name);
    cel_found how;

    if (value) {
        *out = *value;
        return;
    }
    if (cell->flags & CEL_CELL_TYPE_NAME) {
        *out = cel_type_named(type_name(name));
        return;
    }
    how = data && root ? data->select(data, root, name, cell->sign, out) : CEL_NO_FIELDS;
    if (how == CEL_NO_FIELDS)
        *out = cel_error(state, cell->ast, "undeclared reference to `%.*s`", CDT_ARGS(name));
    else if (how != CEL_FOUND)
        *out = not_found(state, cell->ast, how, CEL_MAP, NULL, name, out->node);
}

void cel_run_ident(cel_state *state, const cel_cell *cell, cel_value *out)
{
    const cel_value *value;

    if (cell->slots[0] == CEL_NO_SLOT) {
        global(state, cell, out);
        return;
    }
    value = &state->slots[cell->slots[0]];
    if (value->kind == CEL_FAILURE && !value->failure)
        value = bound(state, cel_cell_name(cell)); /* evaluation began inside of the macro */
    if (value)
        *out = *value;
    else
        global(state, cell, out);
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

void cel_run_select(cel_state *state, const cel_cell *cell, cel_value *out)
{
    const cel_value *operand;

    if ((cell->flags & CEL_CELL_DOTTED) && dotted(state, cell, out))
        return;
    operand = cel_look(state, cell + 1, out);
    if ((cell->flags & CEL_CELL_OPTIONAL) || operand->kind == CEL_OPTIONAL)
        read_optional(state, cell, *operand, out);
    else
        field(state, cell, operand, out);
}

void cel_run_index(cel_state *state, const cel_cell *cell, cel_value *out)
{
    const cel_value *operand = cel_look(state, cell + 1, out);

    if ((cell->flags & CEL_CELL_OPTIONAL) || operand->kind == CEL_OPTIONAL)
        read_optional(state, cell, *operand, out);
    else
        read_from(state, cell, operand, out);
}

/* has(e.f): is f there? Something on the way that is not stated says no; every other failure of e stays one. */
cel_answer cel_ask_has(cel_state *state, const cel_cell *cell, cel_value *failure)
{
    const cel_cell *test = cell + 1;
    cel_value room;
    const cel_value *operand = cel_look(state, test + 1, &room);
    bool optional = operand->kind == CEL_OPTIONAL || (test->flags & CEL_CELL_OPTIONAL);

    if (is_not_stated(*operand))
        return CEL_NO;
    if (optional)
        read_optional(state, test, *operand, failure);
    else
        read_from(state, test, operand, failure);
    if (absent_here(*failure, test->ast))
        return CEL_NO;
    if (failure->kind == CEL_FAILURE)
        return CEL_FAILS;
    return failure->kind != CEL_OPTIONAL || failure->inner || !optional ? CEL_YES : CEL_NO;
}
