/* Macros that bind variables (langdef, "Macros"; cel-go's two-variable macros, bindings and optionals). Only all() and
 * exists() absorb failures of single elements; the others give back the worst of them. */
#include "cel/state.h"

/* A run over the elements of a range. */
typedef struct loop {
    cel_state *state;
    const cel_cell *cell;
    const cel_cell *body; /* the first behind the range */
    cel_value range;
    size_t count;
} loop;

bool cel_is_loop(cel_macro macro)
{
    return macro != CEL_BIND && macro != CEL_OPT_MAP && macro != CEL_OPT_FLAT_MAP;
}

static bool bind_element(cel_state *state, const cel_cell *cell, cel_value range, size_t index)
{
    bool map = range.kind == CEL_MAP && !range.single;
    cel_value first;

    if (!cel_spend(state, 1))
        return false;
    first = map ? cel_key_at(state, range, index) : cel_item(state, cell->ast, range, index);
    if (!(cell->flags & CEL_CELL_PAIRS)) {
        state->slots[cell->slots[0]] = first;
    } else {
        state->slots[cell->slots[0]] = map ? first : cel_int((int64_t)index);
        state->slots[cell->slots[1]] = map ? cel_entry_at(state, cell->ast, range, index) : first;
    }
    return true;
}

static void unbind(cel_state *state, const cel_cell *cell)
{
    for (int i = 0; i < 2; i++)
        if (cell->slots[i] != CEL_NO_SLOT)
            state->slots[cell->slots[i]] = (cel_value){ .kind = CEL_FAILURE };
}

bool cel_bind_element(cel_state *state, const cel_ast *node, cel_value range, size_t index)
{
    return bind_element(state, &state->program->code[node->cell], range, index);
}

void cel_unbind(cel_state *state, const cel_ast *node)
{
    unbind(state, &state->program->code[node->cell]);
}

static bool loop_at(loop *in, size_t index)
{
    return bind_element(in->state, in->cell, in->range, index);
}

/* A condition on one element; what is no bool is an error. */
static cel_value test(loop *in)
{
    const cel_ast *predicate = in->body->ast;
    cel_value value = cel_use(in->state, predicate, cel_run(in->state, in->body));

    if (value.kind == CEL_BOOL || value.kind == CEL_FAILURE)
        return value;
    return cel_error(in->state, predicate, "no such overload: wanted yes or no from this condition, saw %s",
                     cel_kind_words(value.kind));
}

/* all() stops at the first element that is false, exists() at the first that is true; either decides whatever the others
 * did, but for a spent budget. */
static cel_value quantify(loop *in, bool stop)
{
    cel_value worst = cel_bool(!stop);

    for (size_t i = 0; i < in->count; i++) {
        cel_value value;

        if (!loop_at(in, i))
            return cel_spent(in->state);
        value = test(in);
        if (cel_is_budget(value) || (value.kind == CEL_BOOL && value.boolean == stop))
            return value;
        worst = cel_worse(worst, value);
    }
    return worst;
}

static cel_value exists_one(loop *in)
{
    cel_value worst = cel_null();
    size_t held = 0;

    for (size_t i = 0; i < in->count; i++) {
        cel_value value;

        if (!loop_at(in, i))
            return cel_spent(in->state);
        value = test(in);
        if (cel_is_budget(value))
            return value;
        worst = cel_worse(worst, value);
        held += cel_is_true(value);
    }
    return worst.kind == CEL_FAILURE ? worst : cel_bool(held == 1);
}

static cel_value filter(loop *in)
{
    cel_value *items = cel_take(in->state, in->count, sizeof *items), worst = cel_null();
    size_t kept = 0;

    if (!items)
        return cel_spent(in->state);
    for (size_t i = 0; i < in->count; i++) {
        cel_value value;

        if (!loop_at(in, i))
            return cel_spent(in->state);
        value = test(in);
        if (cel_is_budget(value))
            return value;
        worst = cel_worse(worst, value);
        if (cel_is_true(value))
            items[kept++] = in->state->slots[in->cell->slots[0]];
    }
    return worst.kind == CEL_FAILURE ? worst : cel_list_made(in->state, items, kept);
}

/* The result of the macro for one element, when its condition (if it has one) holds. */
static bool transformed(loop *in, size_t index, cel_value *worst, cel_value *out)
{
    const cel_cell *result = in->body;
    cel_value value;

    if (!loop_at(in, index)) {
        *worst = cel_spent(in->state);
        return false;
    }
    if (in->cell->count == 3) {
        result = cel_cell_next(result);
        value = test(in);
        *worst = cel_worse(*worst, value);
        if (!cel_is_true(value))
            return false;
    }
    *out = cel_run(in->state, result);
    *worst = cel_worse(*worst, *out);
    return out->kind != CEL_FAILURE;
}

static cel_value map_list(loop *in)
{
    cel_value *items = cel_take(in->state, in->count, sizeof *items), worst = cel_null();
    size_t kept = 0;

    if (!items)
        return cel_spent(in->state);
    for (size_t i = 0; i < in->count && !cel_is_budget(worst); i++)
        kept += transformed(in, i, &worst, &items[kept]);
    return worst.kind == CEL_FAILURE ? worst : cel_list_made(in->state, items, kept);
}

/* {k: t} for each element; transformMapEntry gives the whole entry as a map. */
static cel_value map_map(loop *in)
{
    bool entries = in->cell->macro == CEL_TRANSFORM_MAP_ENTRY;
    size_t room = in->count, kept = 0;
    cel_entry *made = cel_take(in->state, room, sizeof *made);
    cel_value worst = cel_null(), out;

    if (!made)
        return cel_spent(in->state);
    for (size_t i = 0; i < in->count && !cel_is_budget(worst); i++) {
        if (!transformed(in, i, &worst, &out))
            continue;
        if (!entries) {
            made[kept++] = (cel_entry){ in->state->slots[in->cell->slots[0]], out };
        } else if (out.kind != CEL_MAP || cel_count(in->state, out) != 1) {
            return cel_error(in->state, in->cell->ast, "transformMapEntry() wants a map of one entry for each element");
        } else {
            made[kept].key = cel_key_at(in->state, out, 0);
            made[kept++].value = cel_entry_at(in->state, in->cell->ast, out, 0);
        }
    }
    return worst.kind == CEL_FAILURE ? worst : cel_map_made(in->state, in->cell->ast, made, kept);
}

static int key_order(const void *context, uint32_t a, uint32_t b)
{
    const cel_value *keys = context;

    return cel_key_cmp(keys[a], keys[b]);
}

/* The elements in the order of their keys, which must all be of one kind that has an order. */
static cel_value sort_by(loop *in)
{
    cel_state *state = in->state;
    cel_value *keys = cel_take(state, in->count, 2 * sizeof *keys), worst = cel_null();
    uint32_t *order = cel_take(state, in->count, 2 * sizeof *order);
    int unused;

    if (!keys || !order || !cel_spend(state, in->count * 8))
        return cel_spent(state);
    for (size_t i = 0; i < in->count && !cel_is_budget(worst); i++) {
        if (!loop_at(in, i))
            return cel_spent(state);
        keys[i] = cel_use(state, in->cell->ast, cel_run(state, in->body));
        worst = cel_worse(worst, keys[i]);
        if (worst.kind != CEL_FAILURE)
            worst = cel_worse(worst, cel_order(state, in->body->ast, keys[0], keys[i], &unused));
    }
    if (worst.kind == CEL_FAILURE)
        return worst;
    cel_sort(order, order + in->count, in->count, key_order, keys);
    for (size_t i = 0; i < in->count; i++)
        keys[in->count + i] = cel_item(state, in->cell->ast, in->range, order[i]);
    return cel_list_made(state, keys + in->count, in->count);
}

static cel_value run_loop(loop *in)
{
    switch (in->cell->macro) {
    case CEL_ALL: return quantify(in, false);
    case CEL_EXISTS: return quantify(in, true);
    case CEL_EXISTS_ONE: return exists_one(in);
    case CEL_FILTER: return filter(in);
    case CEL_SORT_BY:
        return in->range.kind == CEL_LIST || in->range.single
                   ? sort_by(in)
                   : cel_error(in->state, in->cell->ast, "no such overload: sortBy() wants a list");
    case CEL_TRANSFORM_MAP:
    case CEL_TRANSFORM_MAP_ENTRY: return map_map(in);
    default: return map_list(in);
    }
}

static cel_value bind(cel_state *state, const cel_cell *cell)
{
    state->slots[cell->slots[0]] = cel_run(state, cell + 1);
    return cel_run(state, cel_cell_next(cell + 1));
}

static cel_value map_optional(cel_state *state, const cel_cell *cell)
{
    cel_value optional = cel_use(state, cell->ast, cel_run(state, cell + 1)), value;

    if (optional.kind == CEL_FAILURE)
        return optional;
    if (optional.kind != CEL_OPTIONAL)
        return cel_error(state, cell->ast, "no such overload: optMap() wants an optional value, saw %s",
                         cel_kind_words(optional.kind));
    if (!optional.inner)
        return optional;
    state->slots[cell->slots[0]] = *optional.inner;
    value = cel_run(state, cel_cell_next(cell + 1));
    if (value.kind == CEL_FAILURE)
        return value;
    if (cell->macro == CEL_OPT_MAP)
        return cel_optional_of(state, value);
    if (value.kind == CEL_OPTIONAL)
        return value;
    return cel_error(state, cell->ast, "no such overload: optFlatMap() wants an optional value from its body, saw %s",
                     cel_kind_words(value.kind));
}

static cel_value over_range(cel_state *state, const cel_cell *cell)
{
    loop in = { .state = state, .cell = cell, .body = cel_cell_next(cell + 1) };
    cel_value value;

    in.range = cel_use(state, cell[1].ast, cel_run(state, cell + 1));
    if (in.range.kind == CEL_FAILURE)
        return in.range;
    if (!cel_range(state->context, in.range, &in.count))
        return cel_error(state, cell[1].ast, "no such overload: wanted a list to go through, saw %s",
                         cel_kind_words(in.range.kind));
    if (++state->nesting > state->context->budget->nesting_limit)
        value = cel_over(CEL_LIMIT_NESTING);
    else
        value = run_loop(&in);
    state->nesting--;
    return value;
}

/* Slots are emptied again, so that a node inside finds what its caller has bound when it is evaluated alone. */
cel_value cel_run_macro(cel_state *state, const cel_cell *cell)
{
    cel_value value;

    if (cel_is_loop((cel_macro)cell->macro))
        value = over_range(state, cell);
    else
        value = cell->macro == CEL_BIND ? bind(state, cell) : map_optional(state, cell);
    unbind(state, cell);
    return value;
}
