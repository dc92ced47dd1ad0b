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
#include "words/program.h"

enum {
    TRIES_TO_JIT = 50, /* so often a pattern is tried before machine code is worth its making */
    PARENS = 100
};

/* The ways to have a pattern: to be interpreted; as machine code to be found anywhere, or at one place. */
enum { PLAIN, QUICK, QUICK_ANCHORED, KINDS };

/* Of patterns that have none. */
static const cdt_program no_program = { .size = 0 };

struct cdt_regex {
    _Atomic(const cdt_program *) program; /* its own; NULL until it is first needed */
    _Atomic(pcre2_code *) codes[KINDS];   /* NULL until one is first needed */
    atomic_uint tries;
};

struct cdt_searcher {
    bool without_programs;
    cdt_retries retries;
    pcre2_match_context *context;
    pcre2_match_data *data;
};

cdt_regex *cdt_regexes_new(cdt_regex *old, size_t count, size_t more)
{
    cdt_regex *regexes;

    if (!old) { /* most are never used: their pages are never touched */
        regexes = calloc(count + more, sizeof *regexes);
        if (!regexes)
            cdt_out_of_memory();
        return regexes;
    }
    regexes = cdt_realloc(old, (count + more) * sizeof *regexes);
    memset(regexes + count, 0, more * sizeof *regexes);
    return regexes;
}

static void free_program(const cdt_program *program)
{
    if (program != &no_program)
        free((void *)(uintptr_t)program);
}

void cdt_regexes_free(cdt_regex *regexes, size_t count)
{
    for (size_t at = 0; regexes && at < count; at++) {
        free_program(atomic_load(&regexes[at].program));
        for (int i = 0; i < KINDS; i++)
            pcre2_code_free(atomic_load(&regexes[at].codes[i]));
    }
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

static pcre2_code *compile(cdt_str text, bool anchored, int *error, size_t *at)
{
    uint32_t options = PCRE2_CASELESS | PCRE2_DOTALL | PCRE2_DOLLAR_ENDONLY | PCRE2_NEVER_BACKSLASH_C |
                       (cdt_regex_is_wide(text) ? PCRE2_UTF : PCRE2_NEVER_UTF) | (anchored ? PCRE2_ANCHORED : 0);
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
    code = compile(text, false, &error, at);
    if (!code) {
        PCRE2_UCHAR why[CDT_REGEX_MESSAGE - 40];
        if (pcre2_get_error_message(error, why, sizeof why) < 0)
            why[0] = '\0';
        snprintf(message, CDT_REGEX_MESSAGE, "the pattern cannot be read: %s", (const char *)why);
        return false;
    }
    empty = matches_empty(code);
    if (!atomic_compare_exchange_strong(&regex->codes[PLAIN], &none, code))
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

    *searcher = (cdt_searcher){ .without_programs = false };
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
    cdt_retries_free(&searcher->retries);
    pcre2_match_data_free(searcher->data);
    pcre2_match_context_free(searcher->context);
    free(searcher);
}

void cdt_searcher_without_programs(cdt_searcher *searcher)
{
    searcher->without_programs = true;
}

/* ---- codes as bytes ---- */

/* A program behind the others, if there is one: returns whether there is. */
static bool add_program(uint16_t **programs, uint32_t *starts, size_t number, cdt_str text)
{
    cdt_arena scratch = { 0 };
    const cdt_program *program = cdt_program_of(text, &scratch);
    bool found = program != NULL;

    starts[number + 1] = starts[number] + (found ? program->size : 0);
    if (found) {
        *programs = cdt_realloc(*programs, starts[number + 1] * sizeof **programs);
        memcpy(*programs + starts[number], program, program->size * sizeof **programs);
    }
    cdt_arena_free(&scratch);
    return found;
}

/* The bytes of a pattern behind the others: false where they cannot be had. */
static bool add_bytes(cdt_regex_codes *codes, unsigned char **bytes, uint32_t *starts, size_t number, cdt_str text)
{
    PCRE2_SIZE size, own, at;
    uint8_t *out = NULL;
    int error;
    pcre2_code *code = compile(text, false, &error, &at);
    bool good = code && pcre2_serialize_encode((const pcre2_code **)&code, 1, &out, &size, NULL) == 1 &&
                pcre2_pattern_info(code, PCRE2_INFO_SIZE, &own) == 0 && own < size;

    if (good) { /* all but the code itself is the same for each */
        codes->beginning = size - own;
        *bytes = cdt_realloc(*bytes, codes->beginning + starts[number] + own);
        memcpy(*bytes, out, codes->beginning);
        memcpy(*bytes + codes->beginning + starts[number], out + codes->beginning, own);
        starts[number + 1] = starts[number] + (uint32_t)own;
    }
    pcre2_serialize_free(out);
    pcre2_code_free(code);
    return good;
}

cdt_regex_codes *cdt_regex_codes_new(const cdt_str *texts, size_t count, cdt_arena *arena)
{
    cdt_regex_codes *codes = CDT_NEW(arena, cdt_regex_codes);
    uint32_t *starts = CDT_NEW_ARRAY(arena, uint32_t, count + 1);
    uint32_t *program_starts = CDT_NEW_ARRAY(arena, uint32_t, count + 1);
    unsigned char *bytes = NULL;
    uint16_t *programs = NULL;

    for (size_t i = 0; i < count; i++) {
        starts[i + 1] = starts[i];
        if (!add_program(&programs, program_starts, i, texts[i]) && !add_bytes(codes, &bytes, starts, i, texts[i])) {
            free(bytes);
            free(programs);
            return NULL;
        }
    }
    *codes = (cdt_regex_codes){ .bytes = bytes,
                                .size = bytes ? codes->beginning + starts[count] : 0,
                                .beginning = codes->beginning,
                                .starts = starts,
                                .programs = programs,
                                .program_size = program_starts[count] * sizeof *programs,
                                .program_starts = program_starts };
    return codes;
}

/* The pattern out of its bytes; NULL: they are not of this PCRE2, or there are none. */
static pcre2_code *decode(const cdt_regex_source *source)
{
    const cdt_regex_codes *codes = source->codes;
    pcre2_code *code = NULL;
    uint8_t *bytes;
    size_t size;

    if (!codes || codes->starts[source->number] == codes->starts[source->number + 1])
        return NULL;
    size = codes->starts[source->number + 1] - codes->starts[source->number];
    bytes = cdt_malloc(codes->beginning + size);
    memcpy(bytes, codes->bytes, codes->beginning);
    memcpy(bytes + codes->beginning, codes->bytes + codes->beginning + codes->starts[source->number], size);
    if (pcre2_serialize_decode(&code, 1, bytes, NULL) != 1)
        code = NULL;
    free(bytes);
    return code;
}

/* ---- searching ---- */

static pcre2_code *make(const cdt_regex_source *source, int kind)
{
    pcre2_code *code = kind == QUICK_ANCHORED ? NULL : decode(source);
    size_t at;
    int error;

    if (!code)
        code = compile(source->text, kind == QUICK_ANCHORED, &error, &at);
    if (code && kind != PLAIN)
        pcre2_jit_compile(code, PCRE2_JIT_COMPLETE); /* where there is no JIT, matching goes on without */
    return code;
}

/* The compiled pattern; whoever comes second throws his own away. */
static pcre2_code *made(cdt_regex *regex, const cdt_regex_source *source, int kind)
{
    pcre2_code *code = atomic_load(&regex->codes[kind]), *none = NULL;

    if (code)
        return code;
    code = make(source, kind);
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

/* The program of the pattern; NULL where it has none. */
static const cdt_program *program_of(cdt_regex *regex, const cdt_regex_source *source)
{
    const cdt_regex_codes *codes = source->codes;
    const cdt_program *program = atomic_load(&regex->program), *made;
    cdt_arena scratch = { 0 };

    if (codes)
        return codes->program_starts[source->number] == codes->program_starts[source->number + 1]
                   ? NULL
                   : (const cdt_program *)(codes->programs + codes->program_starts[source->number]);
    if (!program) {
        made = cdt_program_of(source->text, &scratch);
        made =
            made ? memcpy(cdt_malloc(made->size * sizeof(uint16_t)), made, made->size * sizeof(uint16_t)) : &no_program;
        cdt_arena_free(&scratch);
        if (atomic_compare_exchange_strong(&regex->program, &program, made))
            program = made;
        else
            free_program(made);
    }
    return program == &no_program ? NULL : program;
}

static cdt_found find_by_pcre2(cdt_regex *regex, const cdt_regex_source *source, cdt_searcher *searcher,
                               cdt_str subject, size_t start, bool anchored, cdt_span *span)
{
    unsigned tries = atomic_load_explicit(&regex->tries, memory_order_relaxed);
    bool quick = tries >= TRIES_TO_JIT;
    const PCRE2_SIZE *offsets = pcre2_get_ovector_pointer(searcher->data);
    pcre2_code *code = made(regex, source, !quick ? PLAIN : anchored ? QUICK_ANCHORED : QUICK);
    const uint32_t options = PCRE2_NO_UTF_CHECK | PCRE2_NOTEMPTY | (anchored && !quick ? PCRE2_ANCHORED : 0);
    int found;

    if (tries < TRIES_TO_JIT) /* that another thread counts too does no harm */
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

cdt_found cdt_regex_find(cdt_regex *regex, const cdt_regex_source *source, cdt_searcher *searcher, cdt_str subject,
                         size_t start, bool anchored, cdt_span *span)
{
    const cdt_program *program = searcher->without_programs ? NULL : program_of(regex, source);
    cdt_found found = CDT_FOUND_SPENT;

    if (program)
        found = cdt_program_find(program, &searcher->retries, subject, start, anchored, span);
    return found == CDT_FOUND_SPENT ? find_by_pcre2(regex, source, searcher, subject, start, anchored, span) : found;
}
