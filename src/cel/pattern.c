#include "cel/pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/limits.h"
#include "cel/gate.h"

struct cel_pattern {
    pcre2_code *code;
    uint32_t groups;
    size_t weight; /* what a callout costs besides what was passed over: a repetition fails without one */
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

cel_pattern *cel_pattern_compile(cdt_arena *arena, cdt_str text, const char **message, size_t *at)
{
    const uint32_t options = PCRE2_UTF | PCRE2_NEVER_UCP | PCRE2_NEVER_BACKSLASH_C | PCRE2_DOLLAR_ENDONLY |
                             PCRE2_AUTO_CALLOUT | PCRE2_NO_START_OPTIMIZE | PCRE2_NO_AUTO_POSSESS;
    pcre2_general_context *general = pcre2_general_context_create(arena_malloc, arena_free, arena);
    pcre2_compile_context *context = pcre2_compile_context_create(general);
    cel_pattern *pattern = CDT_NEW(arena, cel_pattern);
    cel_gated gated;
    PCRE2_SIZE offset;
    int error;

    if (!cel_gate(arena, text, &gated, message, at))
        return NULL;
    pcre2_set_newline(context, PCRE2_NEWLINE_LF);
    pcre2_set_parens_nest_limit(context, CDT_MAX_PATTERN_PARENS);
    pattern->code = pcre2_compile((PCRE2_SPTR)gated.pattern.at, gated.pattern.len, options, &error, &offset, context);
    if (!pattern->code) {
        *message = error_text(arena, error);
        *at = gated.from[offset < gated.pattern.len ? offset : gated.pattern.len];
        return NULL;
    }
    pattern->weight = 1 + gated.largest / 16;
    pcre2_pattern_info(pattern->code, PCRE2_INFO_CAPTURECOUNT, &pattern->groups);
    return pattern;
}

size_t cel_pattern_size(const cel_pattern *pattern)
{
    PCRE2_SIZE size = 0;

    pcre2_pattern_info(pattern->code, PCRE2_INFO_SIZE, &size);
    return size;
}

size_t cel_pattern_groups(const cel_pattern *pattern)
{
    return pattern->groups;
}

/* What a match has cost. */
typedef struct meter {
    bool (*spend)(void *context, size_t steps);
    void *context;
    size_t weight;
    size_t last; /* where in the subject the last callout was */
} meter;

static int callout(pcre2_callout_block *block, void *context)
{
    meter *m = context;
    size_t here = block->current_position;
    size_t passed = here > m->last ? here - m->last : 0;

    m->last = here;
    return m->spend(m->context, m->weight + passed) ? 0 : PCRE2_ERROR_CALLOUT;
}

cel_match cel_pattern_match(const cel_pattern *pattern, cdt_str subject, size_t start,
                            bool (*spend)(void *context, size_t steps), void *context, cel_group *groups, size_t room)
{
    meter m = { spend, context, pattern->weight, start };
    pcre2_match_context *settings = pcre2_match_context_create(NULL);
    pcre2_match_data *data = pcre2_match_data_create_from_pattern(pattern->code, NULL);
    const PCRE2_SIZE *offsets;
    int found;

    if (!settings || !data)
        cdt_out_of_memory();
    pcre2_set_match_limit(settings, CDT_MAX_CONDITION_STEPS);
    pcre2_set_depth_limit(settings, 10000);
    pcre2_set_heap_limit(settings, 8192); /* kibibytes */
    pcre2_set_callout(settings, callout, &m);
    /* A later search of the same text need not look at its bytes again. */
    found = pcre2_match(pattern->code, (PCRE2_SPTR)subject.at, subject.len, start, start ? PCRE2_NO_UTF_CHECK : 0, data,
                        settings);
    offsets = pcre2_get_ovector_pointer(data);
    for (size_t i = 0; i < room && found > 0; i++) {
        bool took_part = i < (size_t)found && offsets[2 * i] != PCRE2_UNSET;

        groups[i].from = took_part ? offsets[2 * i] : (size_t)-1;
        groups[i].to = took_part ? offsets[2 * i + 1] : (size_t)-1;
    }
    pcre2_match_data_free(data);
    pcre2_match_context_free(settings);
    if (found > 0)
        return CEL_MATCH;
    return found == PCRE2_ERROR_NOMATCH ? CEL_NO_MATCH : CEL_MATCH_SPENT;
}
