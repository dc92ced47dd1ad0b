#include "cel/pattern.h"

#include <stdlib.h>
#include <string.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/limits.h"
#include "cel/gate.h"

enum { CLASS_MAX = 1000 }; /* so many parts of a class are tried on a character */

struct cel_pattern {
    pcre2_code *code;
    uint32_t groups;
    size_t weight; /* of a callout: what may have been tried in vain since the last one */
    size_t scale;  /* of a byte that was passed over */
};

static void *arena_malloc(size_t size, void *arena)
{
    return cdt_alloc(arena, size);
}

static void arena_free(void *memory, void *arena)
{
    (void)memory, (void)arena; /* all at once, with the arena */
}

static const char *error_text(cdt_arena *arena, int code)
{
    PCRE2_UCHAR text[160];

    if (pcre2_get_error_message(code, text, sizeof text) < 0)
        return "the pattern cannot be read";
    return cdt_format(arena, "the pattern cannot be read: %s", (const char *)text);
}

static size_t size_of(const pcre2_code *code)
{
    PCRE2_SIZE size = 0;

    pcre2_pattern_info(code, PCRE2_INFO_SIZE, &size);
    return size;
}

/* Bytes of the compiled form of a part of a pattern, by itself. */
static size_t compiled_size(cdt_str part, uint32_t options)
{
    int error;
    PCRE2_SIZE offset;
    pcre2_code *code = pcre2_compile((PCRE2_SPTR)part.at, part.len, options, &error, &offset, NULL);
    size_t size = code ? size_of(code) : 0;

    if (!code && error == PCRE2_ERROR_HEAP_FAILED)
        cdt_out_of_memory();
    pcre2_code_free(code);
    return size;
}

/* Beyond Latin 1, a class tries its characters, ranges and properties one after the other: how many the largest has. That is
 * told by its compiled size, as folding of case can make a hundred of one range. */
static size_t widest_class(const cel_gated *gated)
{
    uint32_t options = PCRE2_UTF | PCRE2_NEVER_UCP | (gated->caseless ? PCRE2_CASELESS : 0);
    size_t least = gated->wide_count ? compiled_size(CDT_STR("x"), options) : 0, widest = 0;

    for (size_t i = 0; i < gated->wide_count; i++) {
        size_t size = compiled_size(gated->wide[i], options);
        size_t items = size > least ? (size - least) / 3 : 0; /* each takes three bytes or more */

        if (items > widest)
            widest = items;
    }
    return widest;
}

/* What the parts of a match cost, in steps. Of what fails there is no callout: a repetition that breaks off (up to `largest`
 * characters, each tried against a whole class). Groups are copied whenever there is something to come back to. false: a
 * class is too large to be charged for in time. */
static bool set_costs(cel_pattern *pattern, const cel_gated *gated)
{
    size_t items = widest_class(gated);

    pattern->weight = 1 + gated->largest * (1 + items) / 16 + pattern->groups / 32;
    pattern->scale = 1 + items / 16;
    return items <= CLASS_MAX;
}

cel_pattern *cel_pattern_compile(cdt_arena *arena, cdt_str text, cel_pattern_report *report)
{
    const uint32_t options = PCRE2_UTF | PCRE2_NEVER_UCP | PCRE2_NEVER_BACKSLASH_C | PCRE2_DOLLAR_ENDONLY |
                             PCRE2_AUTO_CALLOUT | PCRE2_NO_START_OPTIMIZE | PCRE2_NO_AUTO_POSSESS;
    pcre2_general_context *general = pcre2_general_context_create(arena_malloc, arena_free, arena);
    pcre2_compile_context *context = pcre2_compile_context_create(general);
    cel_pattern *pattern = CDT_NEW(arena, cel_pattern);
    cel_gated gated;
    PCRE2_SIZE offset;
    int error;

    *report = (cel_pattern_report){ .cost = 100 + (text.len < CDT_MAX_PATTERN_BYTES ? text.len : 0) * 16 };
    if (!cel_gate(arena, text, &gated, &report->message, &report->at))
        return NULL;
    if (gated.caseless)
        report->cost += gated.span / 8;
    pcre2_set_newline(context, PCRE2_NEWLINE_LF);
    pcre2_set_parens_nest_limit(context, CDT_MAX_PATTERN_PARENS);
    pattern->code = pcre2_compile((PCRE2_SPTR)gated.pattern.at, gated.pattern.len, options, &error, &offset, context);
    if (!pattern->code) {
        report->message = error_text(arena, error);
        report->at = gated.from[offset < gated.pattern.len ? offset : gated.pattern.len];
        return NULL;
    }
    pcre2_pattern_info(pattern->code, PCRE2_INFO_CAPTURECOUNT, &pattern->groups);
    if (set_costs(pattern, &gated))
        return pattern;
    report->message = "a class of this pattern becomes too large when the flag i folds its case";
    return NULL;
}

size_t cel_pattern_size(const cel_pattern *pattern)
{
    return size_of(pattern->code);
}

size_t cel_pattern_groups(const cel_pattern *pattern)
{
    return pattern->groups;
}

struct cel_matcher {
    bool (*spend)(void *context, size_t steps);
    void *context;
    const cel_pattern *pattern; /* at work */
    size_t last;                /* where in the subject the last callout was */
    pcre2_match_context *settings;
    pcre2_match_data *data;
};

static int callout(pcre2_callout_block *block, void *context)
{
    cel_matcher *m = context;
    size_t here = block->current_position;
    size_t passed = here > m->last ? here - m->last : 0;

    m->last = here;
    return m->spend(m->context, m->pattern->weight + passed * m->pattern->scale) ? 0 : PCRE2_ERROR_CALLOUT;
}

cel_matcher *cel_matcher_new(bool (*spend)(void *context, size_t steps), void *context)
{
    cel_matcher *matcher = cdt_malloc(sizeof *matcher);

    *matcher = (cel_matcher){ .spend = spend,
                              .context = context,
                              .settings = pcre2_match_context_create(NULL),
                              .data = pcre2_match_data_create(CEL_GROUPS_MAX, NULL) };
    if (!matcher->settings || !matcher->data)
        cdt_out_of_memory();
    pcre2_set_match_limit(matcher->settings, CDT_MAX_CONDITION_STEPS);
    pcre2_set_depth_limit(matcher->settings, 10000);
    pcre2_set_heap_limit(matcher->settings, 8192); /* kibibytes */
    pcre2_set_callout(matcher->settings, callout, matcher);
    return matcher;
}

void cel_matcher_free(cel_matcher *matcher)
{
    if (!matcher)
        return;
    pcre2_match_data_free(matcher->data);
    pcre2_match_context_free(matcher->settings);
    free(matcher);
}

cel_match cel_pattern_match(const cel_pattern *pattern, cel_matcher *matcher, cdt_str subject, size_t start,
                            cel_group *groups, size_t room)
{
    const PCRE2_SIZE *offsets = pcre2_get_ovector_pointer(matcher->data);
    int found;

    matcher->pattern = pattern;
    matcher->last = start;
    /* A later search of the same text need not look at its bytes again. */
    found = pcre2_match(pattern->code, (PCRE2_SPTR)subject.at, subject.len, start, start ? PCRE2_NO_UTF_CHECK : 0,
                        matcher->data, matcher->settings);
    if (found == PCRE2_ERROR_NOMEMORY)
        cdt_out_of_memory();
    if (found == 0)
        found = CEL_GROUPS_MAX; /* there are more groups than those */
    for (size_t i = 0; i < room && found > 0; i++) {
        bool took_part = i < (size_t)found && offsets[2 * i] != PCRE2_UNSET;

        groups[i].from = took_part ? offsets[2 * i] : (size_t)-1;
        groups[i].to = took_part ? offsets[2 * i + 1] : (size_t)-1;
    }
    if (found > 0)
        return CEL_MATCH;
    return found == PCRE2_ERROR_NOMATCH ? CEL_NO_MATCH : CEL_MATCH_SPENT;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static char lower(char c)
{
    return (char)(is_letter(c) ? c | 0x20 : c);
}

/* Where the set of characters that begins there ends; the end of the text where that takes more than a look. */
static size_t end_of_set(cdt_str text, size_t at)
{
    if (at + 2 >= text.len || strchr("^\\[", text.at[at + 1]))
        return text.len;
    for (at += 2; at < text.len && text.at[at] != ']'; at++)
        if (strchr("[\\", text.at[at]))
            return text.len;
    return at;
}

/* Does what follows the words leave it at that: nothing says that they may be absent, and there is no other way to match? */
static bool binds(cdt_str rest)
{
    unsigned depth = 0;

    if (rest.len && strchr("?*{", rest.at[0]))
        return false;
    for (size_t i = 0; i < rest.len; i++) {
        if (rest.at[i] == '\\' || rest.at[i] == '#' || (rest.at[i] == '|' && !depth))
            return false;
        if (rest.at[i] == '[' && (i = end_of_set(rest, i)) == rest.len)
            return false;
        depth += rest.at[i] == '(';
        depth -= rest.at[i] == ')';
    }
    return true;
}

bool cel_pattern_may_match(cdt_str pattern, cdt_str subject)
{
    bool any_case = cdt_str_starts(pattern, CDT_STR("(?i)"));
    size_t at = any_case ? 4 : 0;
    bool found = false, begins = true;

    if (!cdt_str_starts(cdt_str_slice(pattern, at, pattern.len), CDT_STR("^(")))
        return true;
    for (at += 2; at < pattern.len && (is_letter(pattern.at[at]) || (pattern.at[at] == '|' && !begins)); at++) {
        char first = subject.len ? subject.at[0] : '\0';
        found |= begins && (any_case ? lower(pattern.at[at]) == lower(first) : pattern.at[at] == first);
        begins = pattern.at[at] == '|';
    }
    if (begins || at >= pattern.len || pattern.at[at] != ')' || !binds(cdt_str_slice(pattern, at + 1, pattern.len)))
        return true;
    return found || (subject.len &&
                     (unsigned char)subject.at[0] >= 0x80); /* in any case, some letters have others beyond ASCII */
}
