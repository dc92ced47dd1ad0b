/* matches() of the standard, find() and findAll() as users know them, and the regex extension of cel-go. The pattern is
 * always the second argument; a literal one was compiled with the condition. */
#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "cel/format.h"
#include "cel/pattern.h"
#include "cel/rows.h"

enum { CACHE_MAX = 16 };

/* A pattern compiled in this evaluation. */
typedef struct cel_cached {
    cdt_str text;
    const cel_pattern *pattern;
    struct cel_cached *next;
} cel_cached;

static bool spend(void *context, size_t steps)
{
    return cel_spend(context, steps);
}

/* A match was stopped: by the budget, or by what it may remember. */
static cel_value match_spent(cel_state *state)
{
    return cel_spend(state, 0) ? cel_over(CEL_LIMIT_MATCH) : cel_spent(state);
}

static const cel_pattern *compile(cel_state *state, const cel_ast *call, cdt_str text, cel_value *failure)
{
    cel_pattern_report report;
    size_t seen = 0, most = text.len < CDT_MAX_PATTERN_BYTES ? text.len : CDT_MAX_PATTERN_BYTES;
    cel_cached *cached;

    for (cached = state->patterns; cached; cached = cached->next, seen++)
        if (cdt_str_is(cached->text, text))
            return cached->pattern;
    cached = cel_spend(state, 0) ? cel_take(state, 1, sizeof *cached + most * 32) : NULL;
    if (!cached) {
        *failure = cel_spent(state);
        return NULL;
    }
    cached->text = text;
    cached->pattern = cel_pattern_compile(state->context->arena, text, &report);
    if (!cel_spend(state, report.cost) || (cached->pattern && !cel_take(state, 1, cel_pattern_size(cached->pattern)))) {
        *failure = cel_spent(state);
        return NULL;
    }
    if (!cached->pattern) {
        *failure = cel_error(state, call, "bad pattern, at its character %zu: %s", report.at + 1, report.message);
        return NULL;
    }
    if (seen < CACHE_MAX) {
        cached->next = state->patterns;
        state->patterns = cached;
    }
    return cached->pattern;
}

/* The pattern of a literal is part of the condition: it costs nothing, whenever it is compiled. */
static const cel_pattern *compile_late(cel_state *state, cdt_str text)
{
    cel_pattern_report report;
    cel_cached *cached;

    for (cached = state->patterns; cached; cached = cached->next)
        if (cdt_str_is(cached->text, text))
            return cached->pattern;
    cached = CDT_NEW(state->context->arena, cel_cached);
    *cached = (cel_cached){ .next = state->patterns,
                            .text = text,
                            .pattern = cel_pattern_compile(state->context->arena, text, &report) };
    state->patterns = cached;
    return cached->pattern;
}

/* The pattern of a call whose subject fits. */
static const cel_pattern *pattern_of(cel_state *state, const cel_ast *call, const cel_value *args, cel_value *failure)
{
    if (args[0].text.len > CDT_MAX_PATTERN_SUBJECT) {
        *failure = cel_over(CEL_LIMIT_SUBJECT);
        return NULL;
    }
    if (!state->matcher)
        state->matcher = cel_matcher_new(spend, state);
    if (call->late_pattern)
        return compile_late(state, args[1].text);
    return call->pattern ? call->pattern : compile(state, call, args[1].text, failure);
}

FUNCTION(matches)
{
    cel_value failure;
    const cel_pattern *pattern;

    UNUSED;
    if ((call->late_pattern || call->pattern) && !cel_pattern_may_match(args[1].text, args[0].text))
        return cel_bool(false);
    pattern = pattern_of(state, call, args, &failure);
    if (!pattern)
        return failure;
    switch (cel_pattern_match(pattern, state->matcher, args[0].text, 0, NULL, 0)) {
    case CEL_MATCH: return cel_bool(true);
    case CEL_NO_MATCH: return cel_bool(false);
    default: return match_spent(state);
    }
}

/* A search through a text, one match after another; an empty match does not stop it where it is. */
typedef struct search {
    cel_state *state;
    const cel_pattern *pattern;
    cdt_str text;
    size_t from;
    bool spent;
    cel_group groups[CEL_GROUPS_MAX];
} search;

static bool search_next(search *s)
{
    cel_match match;

    if (s->from > s->text.len)
        return false;
    match = cel_pattern_match(s->pattern, s->state->matcher, s->text, s->from, s->groups, CEL_GROUPS_MAX);
    s->spent = match == CEL_MATCH_SPENT || !cel_spend(s->state, 10);
    if (match != CEL_MATCH || s->spent)
        return false;
    s->from = s->groups[0].to;
    if (s->groups[0].to == s->groups[0].from) {
        if (s->from < s->text.len)
            cdt_utf8_next(s->text, &s->from);
        else
            s->from++;
    }
    return true;
}

static bool search_start(cel_state *state, const cel_ast *call, const cel_value *args, search *s, cel_value *failure)
{
    *s = (search){ .state = state, .text = args[0].text };
    s->pattern = pattern_of(state, call, args, failure);
    return s->pattern != NULL;
}

static cel_value group_text(const search *s, size_t group)
{
    if (s->groups[group].from == (size_t)-1)
        return cel_string(CDT_STR(""));
    return cel_string(cdt_str_slice(s->text, s->groups[group].from, s->groups[group].to));
}

/* Every match, at most `most` (negative: all), as texts: of the group `group`. */
static cel_value all_matches(search *s, int64_t most, size_t group)
{
    size_t count = 0, room = 8;
    cel_value *items = cel_take(s->state, room, sizeof *items);

    while (items && most != 0 && search_next(s)) {
        most -= most > 0;
        if (count == room) {
            cel_value *more = cel_take(s->state, room *= 2, sizeof *more);

            if (more)
                memcpy(more, items, count * sizeof *more);
            items = more;
        }
        if (items)
            items[count++] = group_text(s, group);
    }
    if (s->spent)
        return match_spent(s->state);
    return items ? cel_list_made(s->state, items, count) : cel_spent(s->state);
}

FUNCTION(find)
{
    search s;
    cel_value failure;

    UNUSED;
    if (!search_start(state, call, args, &s, &failure))
        return failure;
    if (search_next(&s))
        return group_text(&s, 0);
    return s.spent ? match_spent(state) : cel_string(CDT_STR(""));
}

FUNCTION(find_all)
{
    search s;
    cel_value failure;

    UNUSED;
    if (!search_start(state, call, args, &s, &failure))
        return failure;
    return all_matches(&s, count > 2 ? args[2].integer : -1, 0);
}

/* The only group of the pattern, or the whole match where it has none. */
static bool one_group(cel_state *state, const cel_ast *call, const search *s, size_t *group, cel_value *failure)
{
    *group = cel_pattern_groups(s->pattern);
    if (*group <= 1)
        return true;
    *failure =
        cel_error(state, call, "this function wants a pattern with one group at most; write (?:...) for the others");
    return false;
}

FUNCTION(extract)
{
    search s;
    cel_value failure;
    size_t group;

    UNUSED;
    if (!search_start(state, call, args, &s, &failure) || !one_group(state, call, &s, &group, &failure))
        return failure;
    if (!search_next(&s))
        return s.spent ? match_spent(state) : (cel_value){ .kind = CEL_OPTIONAL };
    if (s.groups[group].from == (size_t)-1)
        return (cel_value){ .kind = CEL_OPTIONAL };
    return cel_optional_of(state, group_text(&s, group));
}

FUNCTION(extract_all)
{
    search s;
    cel_value failure;
    size_t group;

    UNUSED;
    if (!search_start(state, call, args, &s, &failure) || !one_group(state, call, &s, &group, &failure))
        return failure;
    return all_matches(&s, -1, group);
}

/* The replacement, with \0 to \9 standing for groups and \\ for a backslash. */
static bool put_replacement(cdt_buf *buf, const search *s, cdt_str with)
{
    for (size_t i = 0; i < with.len; i++) {
        size_t group;

        if (with.at[i] != '\\') {
            cdt_buf_char(buf, with.at[i]);
            continue;
        }
        if (++i >= with.len)
            return false;
        group = (size_t)(with.at[i] - '0');
        if (with.at[i] == '\\')
            cdt_buf_char(buf, '\\');
        else if (group <= 9 && group <= cel_pattern_groups(s->pattern))
            cdt_buf_put(buf, group_text(s, group).text);
        else
            return false;
    }
    return true;
}

FUNCTION(replace)
{
    search s;
    cel_value failure;
    int64_t left = count > 3 ? args[3].integer : -1;
    cdt_buf buf = { .limit = state->context->budget->text_limit };
    size_t done = 0;
    bool good = true;

    UNUSED;
    if (!search_start(state, call, args, &s, &failure))
        return failure;
    while (good && left != 0 && !buf.full && search_next(&s)) {
        left -= left > 0;
        cdt_buf_put(&buf, cdt_str_slice(s.text, done, s.groups[0].from));
        good = cel_spend(state, args[2].text.len / 8) && put_replacement(&buf, &s, args[2].text);
        done = s.groups[0].to;
    }
    if (!good || s.spent) {
        cdt_buf_free(&buf);
        if (s.spent || !cel_spend(state, 0))
            return match_spent(state);
        return cel_error(state, call,
                         "in a replacement, \\0 to \\9 stand for groups that the pattern has, \\\\ for a backslash");
    }
    cdt_buf_put(&buf, cdt_str_slice(s.text, done, s.text.len));
    return cel_text_finish(state, &buf);
}

const cel_function cel_functions_pattern[] = {
    { "matches", BOTH, 2, { STRING, STRING }, BOOL, matches },
    { "find", CEL_MEMBER, 2, { STRING, STRING }, STRING, find },
    { "findAll", CEL_MEMBER, 2, { STRING, STRING }, TEXTS, find_all },
    { "findAll", CEL_MEMBER, 3, { STRING, STRING, INT }, TEXTS, find_all },
    { "regex.extract", CEL_GLOBAL, 2, { STRING, STRING }, &cel_type_optional_string, extract },
    { "regex.extractAll", CEL_GLOBAL, 2, { STRING, STRING }, TEXTS, extract_all },
    { "regex.replace", CEL_GLOBAL, 3, { STRING, STRING, STRING }, STRING, replace },
    { "regex.replace", CEL_GLOBAL, 4, { STRING, STRING, STRING, INT }, STRING, replace },
    { 0 },
};
