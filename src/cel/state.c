#include "cel/state.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/limits.h"
#include "cel/pattern.h"

void cel_state_init(cel_state *state, const cel_program *program, const cel_context *context)
{
    const int few = sizeof state->few / sizeof *state->few;

    state->program = program;
    state->context = context;
    state->depth = state->nesting = 0;
    state->patterns = NULL;
    state->matcher = NULL;
    state->slots = state->few;
    if (program->slot_count > few)
        state->slots = CDT_NEW_ARRAY(context->arena, cel_value, (size_t)program->slot_count);
    for (int i = 0; i < program->slot_count && i < few; i++)
        state->few[i] = (cel_value){ .kind = CEL_FAILURE };
}

void cel_state_done(cel_state *state)
{
    cel_matcher_free(state->matcher);
}

_Static_assert(CDT_MAX_CONDITION_STEPS == 1000000 && CDT_MAX_CONDITION_BYTES == 16 << 20 &&
                   CDT_MAX_CONDITION_TEXT == 1 << 20 && CDT_MAX_CONDITION_LOOPS == 8 &&
                   CDT_MAX_CONDITION_DEPTH == 250 && CDT_MAX_PATTERN_SUBJECT == 65536,
               "the messages below name the limits");

cel_value cel_over(cel_limit limit)
{
    static const cel_failure failures[] = {
        [CEL_LIMIT_STEPS] = { .rank = CEL_RANK_BUDGET,
                              .message = "the condition takes too many steps, more than 1,000,000; look through fewer "
                                         "lists inside each "
                                         "other, or split the check" },
        [CEL_LIMIT_BYTES] = { .rank = CEL_RANK_BUDGET,
                              .message = "the condition takes too much memory, more than 16 MiB; build shorter lists "
                                         "and texts" },
        [CEL_LIMIT_NESTING] = { .rank = CEL_RANK_BUDGET,
                                .message = "all, exists, map, filter are nested too deeply, more than 8 inside each "
                                           "other; split the check" },
        [CEL_LIMIT_TEXT] = { .rank = CEL_RANK_BUDGET,
                             .message = "the condition builds too long a text, of more than 1 MiB" },
        [CEL_LIMIT_MATCH] = { .rank = CEL_RANK_BUDGET,
                              .message = "the pattern has too much to come back to in this text; make its repetitions "
                                         "less alike" },
        [CEL_LIMIT_SUBJECT] = { .rank = CEL_RANK_BUDGET,
                                .message = "the text is too long to try a pattern on, more than 65,536 bytes; try it "
                                           "on a part" },
        [CEL_LIMIT_DEPTH] = { .rank = CEL_RANK_BUDGET,
                              .message = "lists are nested in lists too deeply, more than 250 inside each other" },
    };
    return (cel_value){ .kind = CEL_FAILURE, .failure = &failures[limit] };
}

cel_value cel_spent(cel_state *state)
{
    const cel_budget *budget = state->context->budget;

    return cel_over(budget->steps > budget->step_limit ? CEL_LIMIT_STEPS : CEL_LIMIT_BYTES);
}

void *cel_take(cel_state *state, size_t count, size_t size)
{
    cel_budget *budget = state->context->budget;

    if (count > budget->byte_limit / size || budget->bytes + count * size > budget->byte_limit) {
        budget->bytes = budget->byte_limit + 1; /* spent for good */
        return NULL;
    }
    budget->bytes += count * size;
    return cdt_alloc(state->context->arena, count * size);
}

char *cel_text_new(cel_state *state, size_t len, cel_value *failure)
{
    char *text;

    if (len > state->context->budget->text_limit) {
        *failure = cel_over(CEL_LIMIT_TEXT);
        return NULL;
    }
    text = cel_spend(state, len / 16) ? cel_take(state, len + 1, 1) : NULL;
    if (!text)
        *failure = cel_spent(state);
    return text;
}

static cel_value fail(cel_state *state, cel_failure failure)
{
    cel_failure *kept = cel_take(state, 1, sizeof *kept);

    if (!kept)
        return cel_spent(state);
    *kept = failure;
    return (cel_value){ .kind = CEL_FAILURE, .failure = kept };
}

cel_value cel_error(cel_state *state, const cel_ast *at, const char *format, ...)
{
    char text[400], *kept;
    va_list args;
    cel_value failure;
    int len;

    va_start(args, format);
    len = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (len < 0 || (size_t)len >= sizeof text)
        len = (int)sizeof text - 1;
    while (len > 0 && (text[len] & 0xc0) == 0x80 && (size_t)len == sizeof text - 1)
        len--; /* not in the middle of a character */
    kept = cel_text_new(state, (size_t)len, &failure);
    if (!kept)
        return failure;
    memcpy(kept, text, (size_t)len);
    return fail(state, (cel_failure){ .rank = CEL_RANK_ERROR, .message = kept, .at = at });
}

cel_value cel_absent(cel_state *state, const cel_ast *at, cdt_str key, const char *message)
{
    return fail(state, (cel_failure){ .rank = CEL_RANK_ERROR, .message = message, .at = at, .missing = key });
}

cel_value cel_not_stated(cel_state *state, const cel_ast *at, const void *node, cdt_str key, bool open)
{
    return fail(state, (cel_failure){ CEL_RANK_NOT_STATED, NULL, at, node, key, open });
}

cel_value cel_fail_none(cel_state *state, const cel_ast *at, cel_value value)
{
    return fail(state, (cel_failure){ .rank = CEL_RANK_NONE, .at = at, .node = value.node });
}

cel_value cel_list_made(cel_state *state, const cel_value *items, size_t count)
{
    cel_list *list = cel_take(state, 1, sizeof *list);

    if (!list)
        return cel_spent(state);
    *list = (cel_list){ count, items };
    return cel_list_of(list);
}

cel_value cel_map_made(cel_state *state, const cel_ast *at, const cel_entry *entries, size_t count)
{
    cel_value map;

    for (size_t bits = count; bits > 0; bits /= 2) /* sorting takes n log n */
        if (!cel_spend(state, count / 8))
            return cel_spent(state);
    if (!cel_take(state, count + 2, sizeof *entries)) /* cel_map_new() copies them */
        return cel_spent(state);
    if (!cel_map_new(state->context->arena, entries, count, &map))
        return cel_error(state, at, "a key of this map stands twice, or is not a whole number, yes or no, or text");
    return map;
}

size_t cel_count(const cel_state *state, cel_value value)
{
    if (value.single)
        return 1;
    if (value.kind == CEL_LIST && value.list)
        return value.list->count;
    if (value.kind == CEL_MAP && value.map)
        return value.map->count;
    return state->context->data->count(state->context->data, value.node);
}

/* What the data table found. `key` is the item's "[3]", for a failure. */
static cel_value found(cel_state *state, const cel_ast *at, cel_found how, const void *parent, cdt_str key,
                       cel_value value)
{
    if (how == CEL_FOUND)
        return value;
    if (value.node)
        return cel_not_stated(state, at, value.node, (cdt_str){ 0 }, how == CEL_OPEN);
    return cel_not_stated(state, at, parent, key, how == CEL_OPEN);
}

static cdt_str index_text(cel_state *state, size_t index)
{
    char text[24];
    int len = snprintf(text, sizeof text, "[%zu]", index);
    cel_value failure;
    char *kept = cel_text_new(state, (size_t)len, &failure);

    if (kept)
        memcpy(kept, text, (size_t)len);
    return (cdt_str){ kept ? kept : "", kept ? (size_t)len : 0 };
}

void cel_item_to(cel_state *state, const cel_ast *at, const cel_value *list, size_t index, cel_value *out)
{
    const cel_data *data = state->context->data;
    cel_found how;

    if (list->single) {
        *out = *list;
        out->single = false;
    } else if (list->list) {
        *out = list->list->items[index];
    } else {
        how = data->at(data, list->node, index, out);
        if (how != CEL_FOUND)
            *out = found(state, at, how, list->node, index_text(state, index), *out);
    }
}

cel_value cel_item(cel_state *state, const cel_ast *at, cel_value list, size_t index)
{
    cel_value item;

    cel_item_to(state, at, &list, index, &item);
    return item;
}

bool cel_is_native_map(cel_value value)
{
    return value.kind == CEL_MAP && value.map;
}

cel_value cel_key_at(const cel_state *state, cel_value map, size_t index)
{
    if (map.map)
        return map.map->entries[index].key;
    return state->context->data->key(state->context->data, map.node, index);
}

cel_value cel_entry_at(cel_state *state, const cel_ast *at, cel_value map, size_t index)
{
    const cel_data *data = state->context->data;
    cel_value item = { 0 };

    if (map.map)
        return map.map->entries[index].value;
    return found(state, at, data->at(data, map.node, index, &item), map.node, cel_key_at(state, map, index).text, item);
}
