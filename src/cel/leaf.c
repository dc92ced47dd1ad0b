/* What is told about a leaf of an explanation: operands with their values and places, missing keys with those there are. */
#include <stdio.h>

#include "base/nearest.h"
#include "base/utf8.h"
#include "cel/blame.h"

enum { KEY_STEPS = 8 }; /* what holding a key against a missing one costs */

static cdt_arena *arena_of(const cel_blame *b)
{
    return b->state->context->arena;
}

static cdt_str source_of(const cel_blame *b, const cel_ast *node)
{
    return cel_node_text(b->state->program, node);
}

bool cel_blame_where(const cel_blame *b, cel_value value, cel_where *out)
{
    const cel_data *data = b->state->context->data;
    const void *node = value.kind == CEL_FAILURE && value.failure ? value.failure->node : value.node;

    *out = (cel_where){ 0 };
    if (!data || !node)
        return false;
    data->describe(data, arena_of(b), node, out);
    return true;
}

static cdt_str cut(cdt_arena *arena, cdt_str text)
{
    size_t at;

    if (cdt_utf8_count(text) <= CEL_SHOWN_MAX)
        return text;
    at = cdt_utf8_offset(text, CEL_SHOWN_MAX - 3);
    return cdt_str_z(cdt_format(arena, "%.*s...", CDT_ARGS(cdt_str_slice(text, 0, at))));
}

cel_shown cel_blame_show(const cel_blame *b, cel_value value)
{
    cel_shown shown;

    shown.text = cut(arena_of(b), cel_to_text(b->state->context, value));
    shown.located = cel_blame_where(b, value, &shown.where);
    return shown;
}

/* Operands being gathered. */
typedef struct operand_list {
    cel_operand *at;
    size_t count;
} operand_list;

static bool is_told(const operand_list *list, cdt_str text)
{
    for (size_t i = 0; i < list->count; i++)
        if (cdt_str_is(list->at[i].text, text))
            return true;
    return false;
}

static void operand_add(cel_blame *b, operand_list *list, const cel_ast *node, cel_value value)
{
    cel_operand *operand = &list->at[list->count];

    if (list->count == CEL_OPERANDS_MAX || is_told(list, source_of(b, node)))
        return;
    operand->node = node;
    operand->text = source_of(b, node);
    operand->value = value;
    operand->shown = cel_blame_show(b, value);
    list->count++;
}

static bool is_path(const cel_ast *node)
{
    return node->form == CEL_IDENT || node->form == CEL_SELECT || node->form == CEL_INDEX;
}

/* What `node` computes with. A computed value has no place, so the paths that it is computed from are told too; bodies of
 * macros are left out, as their variables are not bound here. */
static void operands_of(cel_blame *b, operand_list *list, const cel_ast *node)
{
    size_t count = node->form == CEL_MACRO ? 1 : node->count;

    for (size_t i = 0; i < count && list->count < CEL_OPERANDS_MAX; i++) {
        const cel_ast *arg = node->args[i];
        cel_value value;

        if (arg->form == CEL_LITERAL)
            continue;
        value = cel_run_node(b->state, arg);
        if (value.kind == CEL_TYPE)
            continue;
        operand_add(b, list, arg, value);
        if (!is_path(arg) && arg->form != CEL_HAS)
            operands_of(b, list, arg);
    }
}

static void tell_operands(cel_blame *b, cel_leaf *leaf, const cel_ast *node, cel_value value)
{
    cel_operand room[CEL_OPERANDS_MAX] = { 0 }, *kept;
    operand_list list = { room, 0 };

    if (is_path(node))
        operand_add(b, &list, node, value);
    else if (node->form == CEL_HAS && cel_is_true(value))
        operand_add(b, &list, node->args[0], cel_run_node(b->state, node->args[0]));
    else if (node->form != CEL_LITERAL && node->form != CEL_HAS)
        operands_of(b, &list, node);
    leaf->operands = kept = CDT_NEW_ARRAY(arena_of(b), cel_operand, list.count);
    if (list.count)
        memcpy(kept, room, list.count * sizeof *kept);
    leaf->operand_count = list.count;
}

/* The keys that a mapping does have, and the nearest to the one that is missing. */
static void tell_keys(cel_blame *b, cel_leaf *leaf, cel_value map, cdt_str missing)
{
    cdt_nearest nearest = { .word = missing };
    size_t count;
    cdt_str *keys;

    if (map.kind != CEL_MAP || map.single)
        return;
    count = cel_count(b->state, map);
    keys = CDT_NEW_ARRAY(arena_of(b), cdt_str, count < CEL_KEYS_MAX ? count : CEL_KEYS_MAX);
    for (size_t i = 0; i < count && cel_spend(b->state, KEY_STEPS); i++) {
        cdt_str key = cel_to_text(b->state->context, cel_key_at(b->state, map, i));

        cdt_nearest_try(&nearest, key);
        if (leaf->key_count < CEL_KEYS_MAX)
            keys[leaf->key_count++] = key;
    }
    leaf->keys = keys;
    leaf->nearest = nearest.best;
}

/* "missing.path" and the fields that the condition selects below it. */
static cdt_str wanted_path(cel_blame *b, const cel_ast *node, const cel_ast *failed, cdt_str missing)
{
    cdt_str below = CDT_STR("");

    if (node == failed)
        return missing;
    for (; node != failed && (node->form == CEL_SELECT || node->form == CEL_INDEX); node = node->args[0]) {
        if (node->form == CEL_SELECT)
            below = cdt_join(arena_of(b), CDT_STR("."), node->name, below);
        else
            below =
                cdt_join(arena_of(b), cdt_join(arena_of(b), CDT_STR("["), source_of(b, node->args[1]), CDT_STR("]")),
                         below, CDT_STR(""));
    }
    return cdt_join(arena_of(b), missing, node == failed ? below : CDT_STR(""), CDT_STR(""));
}

static void tell_missing(cel_blame *b, cel_leaf *leaf, const cel_ast *node, cel_value failure)
{
    const cel_context *context = b->state->context;
    const cel_failure *failed = failure.failure;
    const cel_ast *at = failed->at;

    leaf->has_missing = true;
    leaf->open = failed->open;
    if (failed->rank == CEL_RANK_NOT_STATED)
        cel_describe_missing(context, failure, &leaf->missing);
    else
        leaf->missing.path = failed->missing;
    leaf->wanted = at ? wanted_path(b, node, at, leaf->missing.path) : leaf->missing.path;
    if (!at || failed->missing.len == 0 || (b->options->without_keys && leaf->outcome != CEL_IS_ERROR))
        return;
    if (at->form == CEL_SELECT || at->form == CEL_INDEX)
        tell_keys(b, leaf, cel_run_node(b->state, at->args[0]), failed->missing);
    else if (at->form == CEL_IDENT && context->root)
        tell_keys(b, leaf, context->data->value(context->data, context->root), failed->missing);
}

/* has(e.f) that is false: what reading e.f says. */
static void tell_has(cel_blame *b, cel_leaf *leaf, const cel_ast *node)
{
    cel_value read = cel_run_node(b->state, node->args[0]);

    if (cel_is_absence(read))
        tell_missing(b, leaf, node->args[0], read);
}

/* "no such key" says which keys there are. */
static const char *error_message(cel_blame *b, const cel_leaf *leaf, const cel_failure *failure)
{
    const char *list = "", *nearest = "";

    if (!leaf->has_missing || leaf->key_count == 0)
        return failure->message;
    for (size_t i = 0; i < leaf->key_count && i < 12; i++)
        list = cdt_format(arena_of(b), "%s%s%.*s", list, i ? ", " : "", CDT_ARGS(leaf->keys[i]));
    if (leaf->nearest.len > 0)
        nearest = cdt_format(arena_of(b), "; did you mean \"%.*s\"?", CDT_ARGS(leaf->nearest));
    return cdt_format(arena_of(b), "%s \"%.*s\"; keys: %s%s", failure->message, CDT_ARGS(failure->missing), list,
                      nearest);
}

/* exists_one that is false: how many held, and which. */
static const char *held_message(cel_blame *b, const cel_ast *node)
{
    cel_value range = cel_run_node(b->state, node->args[0]);
    const char *which = "";
    size_t total, held = 0;

    if (!cel_range(b->state->context, range, &total))
        return NULL;
    for (size_t i = 0; i < total && cel_bind_element(b->state, node, range, i); i++) {
        if (!cel_is_true(cel_run_node(b->state, node->args[1])))
            continue;
        if (held++ < 5)
            which = cdt_format(arena_of(b), "%s%s%zu", which, held > 1 ? ", " : "", i);
    }
    cel_unbind(b->state, node);
    return cdt_format(arena_of(b), "%zu of %zu hold%s%s%s, not one", held, total, held ? " (" : "", which,
                      held ? ")" : "");
}

static const char *macro_message(cel_blame *b, const cel_ast *node, cel_value value)
{
    cel_value range = cel_run_node(b->state, node->args[0]);
    size_t total;

    if (!cel_range(b->state->context, range, &total))
        return NULL;
    if (total == 0)
        return "the list is empty";
    return node->macro == CEL_EXISTS_ONE && cel_is_false(value) ? held_message(b, node) : NULL;
}

static cel_leaf *leaf_new(cel_blame *b)
{
    if (b->count == b->room) {
        size_t room = b->room ? b->room * 2 : 1; /* nearly always one */
        cel_leaf *more = CDT_NEW_ARRAY(arena_of(b), cel_leaf, room);

        if (b->count)
            memcpy(more, b->leaves, b->count * sizeof *more);
        b->leaves = more;
        b->room = room;
    }
    return &b->leaves[b->count++];
}

static void tell_leaf(cel_blame *b, const cel_ast *node, cel_value value)
{
    cel_leaf *leaf = leaf_new(b);
    cel_element *elements = CDT_NEW_ARRAY(arena_of(b), cel_element, b->element_count);

    if (b->element_count)
        memcpy(elements, b->elements, b->element_count * sizeof *elements);
    *leaf = (cel_leaf){ .node = node,
                        .text = source_of(b, node),
                        .value = value,
                        .outcome = cel_outcome_of(value),
                        .decisive = !b->also,
                        .elements = elements,
                        .element_count = b->element_count,
                        .group = b->group,
                        .alternative = b->alternative };
    if (value.kind != CEL_FAILURE)
        leaf->shown = cel_blame_show(b, value);
    if (leaf->outcome == CEL_IS_BUDGET) {
        leaf->message = value.failure->message;
        return;
    }
    if (value.kind == CEL_FAILURE && (leaf->outcome == CEL_IS_NOT_STATED || cel_is_absence(value)))
        tell_missing(b, leaf, node, value);
    else if (node->form == CEL_HAS && cel_is_false(value))
        tell_has(b, leaf, node);
    if (leaf->outcome != CEL_IS_NOT_STATED)
        tell_operands(b, leaf, node, value);
    if (leaf->outcome == CEL_IS_ERROR)
        leaf->message = error_message(b, leaf, value.failure);
    else if (node->form == CEL_MACRO && cel_is_loop(node->macro))
        leaf->message = macro_message(b, node, value);
}

/* What is told takes memory as well: a list that is looked through for each of its elements has many leaves. */
void cel_blame_leaf(cel_blame *b, const cel_ast *node, cel_value value)
{
    size_t before = arena_of(b)->bytes;

    tell_leaf(b, node, value);
    b->state->context->budget->bytes += arena_of(b)->bytes - before;
}
