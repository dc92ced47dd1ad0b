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

static bool bind_element(cel_state *state, const cel_cell *cell, const cel_value *range, size_t index)
{
    bool map = range->kind == CEL_MAP && !range->single, pairs = cell->flags & CEL_CELL_PAIRS;
    cel_value *first = &state->slots[cell->slots[0]], *second = pairs ? &state->slots[cell->slots[1]] : NULL;

    if (!cel_spend(state, 1))
        return false;
    if (map) {
        *first = cel_key_at(state, *range, index);
        if (pairs)
            *second = cel_entry_at(state, cell->ast, *range, index);
    } else {
        cel_item_to(state, cell->ast, range, index, pairs ? second : first);
        if (pairs)
            *first = cel_int((int64_t)index);
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
    return bind_element(state, &state->program->code[node->cell], &range, index);
}

void cel_unbind(cel_state *state, const cel_ast *node)
{
    unbind(state, &state->program->code[node->cell]);
}

static bool loop_at(loop *in, size_t index)
{
    return bind_element(in->state, in->cell, &in->range, index);
}

/* A condition on one element; what is no bool is an error. */
static cel_value test(loop *in)
{
    cel_value value;
    cel_answer answer = cel_ask(in->state, in->body, true, &value);

    return answer == CEL_FAILS ? value : cel_bool(answer == CEL_YES);
}

/* all() stops at the first element that is false, exists() at the first that is true; either decides whatever the others
 * did, but for a spent budget. */
static cel_answer quantify(loop *in, cel_answer stop, cel_value *failure)
{
    cel_value worst;
    bool failed = false;

    for (size_t i = 0; i < in->count; i++) {
        cel_answer answer;

        if (!loop_at(in, i)) {
            *failure = cel_spent(in->state);
            return CEL_FAILS;
        }
        answer = cel_ask(in->state, in->body, true, failure);
        if (answer == stop || (answer == CEL_FAILS && cel_is_budget(*failure)))
            return answer;
        if (answer == CEL_FAILS) {
            worst = failed ? cel_worse(worst, *failure) : *failure;
            failed = true;
        }
    }
    if (!failed)
        return stop == CEL_YES ? CEL_NO : CEL_YES;
    *failure = worst;
    return CEL_FAILS;
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
    cel_run(in->state, result, out);
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
    bool entries = in->cell->which == CEL_TRANSFORM_MAP_ENTRY;
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
        cel_run(state, in->body, &keys[i]);
        if (keys[i].kind == CEL_NONE)
            keys[i] = cel_fail_none(state, in->cell->ast, keys[i]);
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
    switch (in->cell->which) {
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

/* A macro within the value has the same slot until the value is there. */
static void bind(cel_state *state, const cel_cell *cell, cel_value *out)
{
    cel_run(state, cell + 1, out);
    state->slots[cell->slots[0]] = *out;
    cel_run(state, cel_cell_next(cell + 1), out);
}

static cel_value map_optional(cel_state *state, const cel_cell *cell)
{
    cel_value optional, value;

    cel_run(state, cell + 1, &optional);
    optional = cel_use(state, cell->ast, optional);
    if (optional.kind == CEL_FAILURE)
        return optional;
    if (optional.kind != CEL_OPTIONAL)
        return cel_error(state, cell->ast, "no such overload: optMap() wants an optional value, saw %s",
                         cel_kind_words(optional.kind));
    if (!optional.inner)
        return optional;
    state->slots[cell->slots[0]] = *optional.inner;
    cel_run(state, cel_cell_next(cell + 1), &value);
    if (value.kind == CEL_FAILURE)
        return value;
    if (cell->which == CEL_OPT_MAP)
        return cel_optional_of(state, value);
    if (value.kind == CEL_OPTIONAL)
        return value;
    return cel_error(state, cell->ast, "no such overload: optFlatMap() wants an optional value from its body, saw %s",
                     cel_kind_words(value.kind));
}

/* Begin to go through the range of a macro. false: *failure says why not. */
static bool enter(loop *in, cel_value *failure)
{
    cel_state *state = in->state;
    const cel_cell *from = in->cell + 1;

    in->body = cel_cell_next(from);
    cel_run(state, from, &in->range);
    if (in->range.kind == CEL_NONE)
        in->range = cel_fail_none(state, from->ast, in->range);
    if (in->range.kind == CEL_FAILURE) {
        *failure = in->range;
        return false;
    }
    if (!in->range.single && in->range.kind != CEL_LIST && in->range.kind != CEL_MAP) {
        *failure = cel_error(state, from->ast, "no such overload: wanted a list to go through, saw %s",
                             cel_kind_words(in->range.kind));
        return false;
    }
    in->count = cel_count(state, in->range);
    if (state->nesting >= state->context->budget->nesting_limit) {
        *failure = cel_over(CEL_LIMIT_NESTING);
        return false;
    }
    state->nesting++;
    return true;
}

/* Slots are emptied again, so that a node inside finds what its caller has bound when it is evaluated alone. */
static void leave(loop *in)
{
    in->state->nesting--;
    unbind(in->state, in->cell);
}

cel_answer cel_ask_macro(cel_state *state, const cel_cell *cell, cel_value *failure)
{
    loop in = { .state = state, .cell = cell };
    cel_answer answer;

    if (!enter(&in, failure))
        return CEL_FAILS;
    answer = quantify(&in, cell->which == CEL_ALL ? CEL_NO : CEL_YES, failure);
    leave(&in);
    return answer;
}

void cel_run_macro(cel_state *state, const cel_cell *cell, cel_value *out)
{
    loop in = { .state = state, .cell = cell };

    if (cell->which == CEL_BIND) {
        bind(state, cell, out);
        unbind(state, cell);
    } else if (!cel_is_loop((cel_macro)cell->which)) {
        *out = map_optional(state, cell);
        unbind(state, cell);
    } else if (enter(&in, out)) {
        *out = run_loop(&in);
        leave(&in);
    }
}
