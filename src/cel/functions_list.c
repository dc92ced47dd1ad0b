/* Lists and sets, as cel-go's extensions have them; distinct() keeps the first of equals. */
#include "cel/rows.h"

/* All items at once; the worst failure among them, or no failure. */
static cel_value items_of(cel_state *state, const cel_ast *call, cel_value list, cel_value **out, size_t *count)
{
    cel_value worst = cel_null();

    *count = cel_count(state, list);
    *out = cel_spend(state, *count) ? cel_take(state, *count, sizeof **out) : NULL;
    if (!*out)
        return cel_spent(state);
    for (size_t i = 0; i < *count; i++) {
        (*out)[i] = cel_item(state, call, list, i);
        worst = cel_worse(worst, (*out)[i]);
    }
    return worst;
}

static int item_order(const void *context, uint32_t a, uint32_t b)
{
    const cel_value *items = context;

    return cel_key_cmp(items[a], items[b]);
}

static bool has_parts(cel_value value)
{
    return value.kind == CEL_LIST || value.kind == CEL_MAP || value.kind == CEL_OPTIONAL || value.single;
}

/* Mark the items that equal an earlier one: sorted, equals stand together and the first of them is the earliest. */
static bool mark_repeats(cel_state *state, const cel_value *items, size_t count, bool *repeats)
{
    uint32_t *order = cel_take(state, count, 2 * sizeof *order);

    if (!order || !cel_spend(state, count * 8))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!cel_spend_text(state, items[i]))
            return false;
    cel_sort(order, order + count, count, item_order, items);
    for (size_t i = 1; i < count; i++) {
        cel_value a = items[order[i - 1]], b = items[order[i]];

        repeats[order[i]] = !has_parts(a) && !has_parts(b) && cel_key_equal(a, b);
    }
    return true;
}

/* Is item number `at`, which has parts, equal to an earlier one? */
static cel_value repeats_earlier(cel_state *state, const cel_ast *call, const cel_value *items, size_t at)
{
    for (size_t i = 0; i < at; i++) {
        cel_value same = has_parts(items[i]) ? cel_equals(state, call, items[i], items[at]) : cel_bool(false);

        if (!cel_is_false(same))
            return same;
    }
    return cel_bool(false);
}

FUNCTION(distinct)
{
    cel_value *items, worst;
    size_t total, kept = 0;
    bool *repeats;

    UNUSED;
    worst = items_of(state, call, args[0], &items, &total);
    if (worst.kind == CEL_FAILURE)
        return worst;
    repeats = cel_take(state, total, sizeof *repeats);
    if (!repeats || !mark_repeats(state, items, total, repeats))
        return cel_spent(state);
    for (size_t i = 0; i < total; i++) {
        if (has_parts(items[i])) {
            cel_value same = repeats_earlier(state, call, items, i);

            if (same.kind == CEL_FAILURE)
                return same;
            repeats[i] = same.boolean;
        }
    }
    for (size_t i = 0; i < total; i++)
        if (!repeats[i])
            items[kept++] = items[i];
    return cel_list_made(state, items, kept);
}

FUNCTION(slice)
{
    size_t total = cel_count(state, args[0]);
    int64_t from = args[1].integer, to = args[2].integer;
    cel_value *items, worst;

    UNUSED;
    if (from < 0 || to < from || (uint64_t)to > total)
        return cel_error(state, call, "slice(%lld, %lld) is outside of a list of %zu", (long long)from, (long long)to,
                         total);
    worst = items_of(state, call, args[0], &items, &total);
    return worst.kind == CEL_FAILURE ? worst : cel_list_made(state, items + from, (size_t)(to - from));
}

/* Items put one after another as they are opened up; room doubles. */
typedef struct flat_list {
    cel_value *items;
    size_t count, room;
} flat_list;

static bool flat_add(cel_state *state, flat_list *flat, cel_value item)
{
    if (flat->count == flat->room) {
        size_t room = flat->room ? flat->room * 2 : 16;
        cel_value *more = cel_take(state, room, sizeof *more);

        if (!more)
            return false;
        if (flat->count)
            memcpy(more, flat->items, flat->count * sizeof *more);
        flat->items = more;
        flat->room = room;
    }
    flat->items[flat->count++] = item;
    return true;
}

/* Open lists up `depth` levels, at most as deep as a condition may be nested. */
static cel_value flatten_into(cel_state *state, const cel_ast *call, flat_list *flat, cel_value list, int64_t depth)
{
    size_t total = cel_count(state, list);
    cel_value worst = cel_null();

    for (size_t i = 0; i < total; i++) {
        cel_value item = cel_item(state, call, list, i);

        if (!cel_spend(state, 1))
            return cel_spent(state);
        if (item.kind == CEL_LIST && depth > 0)
            worst = cel_worse(worst, flatten_into(state, call, flat, item, depth - 1));
        else if (item.kind == CEL_FAILURE)
            worst = cel_worse(worst, item);
        else if (!flat_add(state, flat, item))
            return cel_spent(state);
        if (worst.kind == CEL_FAILURE && cel_rank_of(worst) == CEL_RANK_BUDGET)
            return worst;
    }
    return worst;
}

FUNCTION(flatten)
{
    flat_list flat = { 0 };
    int64_t depth = count > 1 ? args[1].integer : 1;
    cel_value worst;

    UNUSED;
    if (depth < 0)
        return cel_error(state, call, "flatten() wants a depth of 0 or more");
    worst =
        flatten_into(state, call, &flat, args[0], depth > CDT_MAX_CONDITION_DEPTH ? CDT_MAX_CONDITION_DEPTH : depth);
    return worst.kind == CEL_FAILURE ? worst : cel_list_made(state, flat.items, flat.count);
}

FUNCTION(sort)
{
    cel_value *items, *sorted, worst;
    uint32_t *order;
    size_t total;
    int unused;

    UNUSED;
    worst = items_of(state, call, args[0], &items, &total);
    for (size_t i = 0; i < total && worst.kind != CEL_FAILURE; i++)
        worst = cel_worse(cel_use(state, call, items[i]), cel_order(state, call, items[0], items[i], &unused));
    if (worst.kind == CEL_FAILURE)
        return worst;
    order = cel_take(state, total, 2 * sizeof *order);
    sorted = cel_take(state, total, sizeof *sorted);
    if (!order || !sorted || !cel_spend(state, total * 8))
        return cel_spent(state);
    cel_sort(order, order + total, total, item_order, items);
    for (size_t i = 0; i < total; i++)
        sorted[i] = items[order[i]];
    return cel_list_made(state, sorted, total);
}

FUNCTION(reverse_list)
{
    cel_value *items, worst;
    size_t total;

    UNUSED;
    worst = items_of(state, call, args[0], &items, &total);
    for (size_t i = 0; i < total / 2 && worst.kind != CEL_FAILURE; i++) {
        cel_value other = items[i];

        items[i] = items[total - 1 - i];
        items[total - 1 - i] = other;
    }
    return worst.kind == CEL_FAILURE ? worst : cel_list_made(state, items, total);
}

FUNCTION(first)
{
    UNUSED;
    if (cel_count(state, args[0]) == 0)
        return (cel_value){ .kind = CEL_OPTIONAL };
    cel_value item = cel_item(state, call, args[0], 0);
    return item.kind == CEL_FAILURE ? item : cel_optional_of(state, item);
}

FUNCTION(last)
{
    size_t total = cel_count(state, args[0]);

    UNUSED;
    if (total == 0)
        return (cel_value){ .kind = CEL_OPTIONAL };
    cel_value item = cel_item(state, call, args[0], total - 1);
    return item.kind == CEL_FAILURE ? item : cel_optional_of(state, item);
}

FUNCTION(range)
{
    int64_t total = args[0].integer;
    cel_value *items;

    UNUSED;
    if (total < 0)
        return cel_error(state, call, "lists.range() wants 0 or more");
    items = cel_spend(state, (uint64_t)total) ? cel_take(state, (size_t)total, sizeof *items) : NULL;
    if (!items)
        return cel_spent(state);
    for (int64_t i = 0; i < total; i++)
        items[i] = cel_int(i);
    return cel_list_made(state, items, (size_t)total);
}

static cel_value holds(cel_state *state, const cel_ast *call, cel_value list, cel_value item)
{
    size_t total = cel_count(state, list);
    cel_value worst = cel_bool(false);

    for (size_t i = 0; i < total; i++) {
        cel_value same = cel_equals(state, call, item, cel_item(state, call, list, i));

        if (cel_is_true(same) || (same.kind == CEL_FAILURE && cel_rank_of(same) == CEL_RANK_BUDGET))
            return same;
        worst = cel_worse(worst, same);
    }
    return worst;
}

/* Does `list` hold every (`all`) or any item of `items`? */
static cel_value holds_items(cel_state *state, const cel_ast *call, cel_value list, cel_value items, bool all)
{
    size_t total = cel_count(state, items);

    for (size_t i = 0; i < total; i++) {
        cel_value held = holds(state, call, list, cel_item(state, call, items, i));

        if (held.kind == CEL_FAILURE || held.boolean != all)
            return held;
    }
    return cel_bool(all);
}

FUNCTION(set_contains)
{
    UNUSED;
    return holds_items(state, call, args[0], args[1], true);
}

FUNCTION(set_equivalent)
{
    cel_value held = holds_items(state, call, args[0], args[1], true);

    UNUSED;
    return cel_is_true(held) ? holds_items(state, call, args[1], args[0], true) : held;
}

FUNCTION(set_intersects)
{
    UNUSED;
    return holds_items(state, call, args[0], args[1], false);
}

const cel_function cel_functions_list[] = {
    { "distinct", BOTH, 1, { LIST }, LIST, distinct },
    { "slice", CEL_MEMBER, 3, { LIST, INT, INT }, LIST, slice },
    { "flatten", CEL_MEMBER, 1, { LIST_ANY }, LIST_ANY, flatten },
    { "flatten", CEL_MEMBER, 2, { LIST_ANY, INT }, LIST_ANY, flatten },
    { "sort", CEL_MEMBER, 1, { LIST }, LIST, sort },
    { "first", CEL_MEMBER, 1, { LIST }, OPTION, first },
    { "last", CEL_MEMBER, 1, { LIST }, OPTION, last },
    { "lists.range", CEL_GLOBAL, 1, { INT }, INTS, range },
    { "sets.contains", CEL_GLOBAL, 2, { LIST, LIST }, BOOL, set_contains },
    { "sets.equivalent", CEL_GLOBAL, 2, { LIST, LIST }, BOOL, set_equivalent },
    { "sets.intersects", CEL_GLOBAL, 2, { LIST, LIST }, BOOL, set_intersects },
    { "reverse", CEL_MEMBER, 1, { LIST }, LIST, reverse_list },
    { "reverse", CEL_MEMBER, 1, { STRING }, STRING, cel_string_reverse },
    { 0 },
};
