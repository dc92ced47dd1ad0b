#include "words/regex.h"

#include <assert.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/arena.h"
#include "base/limits.h"
#include "concordat/draft.h"
#include "words/plain.h"

enum {
    TRIES_TO_JIT = 8,     /* so often a pattern is tried before machine code is worth its making */
    ANCHORED_TO_JIT = 30, /* at one place alone: that costs less */
    PARENS = 100
};

/* The ways to compile a pattern, which may be added up. */
enum { ANCHORED = 1, QUICK = 2, KINDS = 4 };

struct cdt_regex {
    _Atomic(pcre2_code *) codes[KINDS]; /* NULL until one is first needed */
    atomic_uint tries;
};

struct cdt_searcher {
    pcre2_match_context *context;
    pcre2_match_data *data;
};

cdt_regex *cdt_regexes_new(cdt_regex *old, size_t count, size_t more)
{
    cdt_regex *regexes = cdt_realloc(old, (count + more) * sizeof *regexes);

    for (size_t at = count; at < count + more; at++) {
        for (int i = 0; i < KINDS; i++)
            atomic_init(&regexes[at].codes[i], NULL);
        atomic_init(&regexes[at].tries, 0);
    }
    return regexes;
}

void cdt_regexes_free(cdt_regex *regexes, size_t count)
{
    for (size_t at = 0; regexes && at < count; at++)
        for (int i = 0; i < KINDS; i++)
            pcre2_code_free(atomic_load(&regexes[at].codes[i]));
    free(regexes);
}

cdt_regex *cdt_regex_at(cdt_regex *regexes, size_t index)
{
    return &regexes[index];
}

bool cdt_regex_is_wide(cdt_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char next = i + 1 < text.len ? text.at[i + 1] : '\0';
        if ((unsigned char)text.at[i] >= 0x80 || (text.at[i] == '\\' && next && strchr("pPxXNo", next)))
            return true;
        i += text.at[i] == '\\' && next == '\\';
    }
    return false;
}

static pcre2_code *compile(cdt_str text, int kind, int *error, size_t *at)
{
    uint32_t options = PCRE2_CASELESS | PCRE2_DOTALL | PCRE2_DOLLAR_ENDONLY | PCRE2_NEVER_BACKSLASH_C |
                       (cdt_regex_is_wide(text) ? PCRE2_UTF : PCRE2_NEVER_UTF) | (kind & ANCHORED ? PCRE2_ANCHORED : 0);
    pcre2_compile_context *context = pcre2_compile_context_create(NULL);
    PCRE2_SIZE offset = 0;
    pcre2_code *code;

    if (!context)
        cdt_out_of_memory();
    pcre2_set_parens_nest_limit(context, PARENS);
    code = pcre2_compile((PCRE2_SPTR)text.at, text.len, options, error, &offset, context);
    pcre2_compile_context_free(context);
    if (!code && *error == PCRE2_ERROR_HEAP_FAILED)
        cdt_out_of_memory();
    if (code && kind & QUICK)
        pcre2_jit_compile(code, PCRE2_JIT_COMPLETE); /* where there is no JIT, matching goes on without */
    *at = offset;
    return code;
}

static bool matches_empty(const pcre2_code *code)
{
    uint32_t empty = 0;

    pcre2_pattern_info(code, PCRE2_INFO_MATCHEMPTY, &empty);
    return empty;
}

bool cdt_regex_check(cdt_regex *regex, cdt_str text, char *message, size_t *at)
{
    int error = 0;
    pcre2_code *code, *none = NULL;
    bool empty;

    if (cdt_pattern_is_plain(text))
        return true;
    code = compile(text, 0, &error, at);
    if (!code) {
        PCRE2_UCHAR why[CDT_REGEX_MESSAGE - 40];
        if (pcre2_get_error_message(error, why, sizeof why) < 0)
            why[0] = '\0';
        snprintf(message, CDT_REGEX_MESSAGE, "the pattern cannot be read: %s", (const char *)why);
        return false;
    }
    empty = matches_empty(code);
    if (!atomic_compare_exchange_strong(&regex->codes[0], &none, code))
        pcre2_code_free(code);
    if (empty) {
        *at = 0;
        snprintf(message, CDT_REGEX_MESSAGE,
                 "the pattern also matches the empty text, so it would be found everywhere");
    }
    return !empty;
}

cdt_searcher *cdt_searcher_new(void)
{
    cdt_searcher *searcher = cdt_malloc(sizeof *searcher);

    searcher->context = pcre2_match_context_create(NULL);
    searcher->data = pcre2_match_data_create(32, NULL);
    if (!searcher->context || !searcher->data)
        cdt_out_of_memory();
    pcre2_set_match_limit(searcher->context, CDT_MAX_WORDS_STEPS);
    pcre2_set_depth_limit(searcher->context, 20000);
    pcre2_set_heap_limit(searcher->context, 8192); /* kibibytes */
    return searcher;
}

void cdt_searcher_free(cdt_searcher *searcher)
{
    if (!searcher)
        return;
    pcre2_match_data_free(searcher->data);
    pcre2_match_context_free(searcher->context);
    free(searcher);
}

/* The compiled pattern; whoever comes second throws his own away. */
static pcre2_code *made(cdt_regex *regex, cdt_str text, int kind)
{
    pcre2_code *code = atomic_load(&regex->codes[kind]), *none = NULL;
    size_t at;
    int error;

    if (code)
        return code;
    code = compile(text, kind, &error, &at);
    assert(!cdt_pattern_is_plain(text) || (code && !matches_empty(code)));
    if (!code || atomic_compare_exchange_strong(&regex->codes[kind], &none, code))
        return code;
    pcre2_code_free(code);
    return none;
}

static void read_value(const pcre2_code *code, pcre2_match_data *data, cdt_span *span)
{
    const PCRE2_SIZE *offsets = pcre2_get_ovector_pointer(data);
    int group = pcre2_substring_number_from_name(code, (PCRE2_SPTR) "value");

    span->value_from = span->value_to = CDT_NOWHERE;
    if (group > 0 && (uint32_t)group < pcre2_get_ovector_count(data) && offsets[2 * group] != PCRE2_UNSET) {
        span->value_from = offsets[2 * group];
        span->value_to = offsets[2 * group + 1];
    }
}

cdt_found cdt_regex_find(cdt_regex *regex, cdt_str text, cdt_searcher *searcher, cdt_str subject, size_t start,
                         bool anchored, cdt_span *span)
{
    unsigned enough = anchored ? ANCHORED_TO_JIT : TRIES_TO_JIT;
    unsigned tries = atomic_load_explicit(&regex->tries, memory_order_relaxed);
    bool quick = tries >= enough;
    const PCRE2_SIZE *offsets = pcre2_get_ovector_pointer(searcher->data);
    pcre2_code *code = made(regex, text, (quick ? QUICK : 0) | (anchored ? ANCHORED : 0));
    const uint32_t options = PCRE2_NO_UTF_CHECK | PCRE2_NOTEMPTY;
    int found;

    if (tries < ANCHORED_TO_JIT) /* that another thread counts too does no harm */
        atomic_store_explicit(&regex->tries, tries + 1, memory_order_relaxed);
    if (!code)
        return CDT_FOUND_SPENT;
    found = pcre2_match(code, (PCRE2_SPTR)subject.at, subject.len, start, options, searcher->data, searcher->context);
    if (found == PCRE2_ERROR_JIT_STACKLIMIT)
        found = pcre2_match(code, (PCRE2_SPTR)subject.at, subject.len, start, options | PCRE2_NO_JIT, searcher->data,
                            searcher->context);
    if (found == PCRE2_ERROR_NOMEMORY)
        cdt_out_of_memory();
    if (found == PCRE2_ERROR_NOMATCH)
        return CDT_NOT_FOUND;
    if (found < 0)
        return CDT_FOUND_SPENT;
    span->from = offsets[0];
    span->to = offsets[1];
    if (span->from > span->to) /* \K in a lookahead */
        span->from = span->to;
    read_value(code, searcher->data, span);
    return CDT_FOUND;
}
