/* bench_clauses TEXT PATTERNS ROUNDS - the first PATTERNS patterns of the built-in checklists on every sentence of a text: by
 * the literals first, as a review does it (with the folding of the text); by PCRE2 with JIT, each pattern on each sentence; and
 * by Vectorscan, where that was there when this was built and the patterns are few. All of them must find the same. One line
 * for each, with tabs: what, how many were found, and milliseconds of processor time: median, least, most; rounds are in turn.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "bench/bench.h"
#include "checklist/checklist.h"
#include "concordat/draft.h"
#include "words/language.h"
#include "words/reading.h"
#ifdef WITH_VECTORSCAN
#include <hs.h>
#endif

enum { VECTORSCAN_MOST = 300 }; /* patterns: it takes minutes to compile all of them */

typedef struct bench {
    const cdt_draft *draft;
    cdt_words words; /* patterns alone */
    cdt_reading reading;
    cdt_known known;
    cdt_search search;
    cdt_arena arena;
    unsigned char *marks; /* of Vectorscan: found in the sentence at hand */
#ifdef WITH_VECTORSCAN
    hs_database_t *database;
    hs_scratch_t *scratch;
    unsigned char *partial; /* patterns that only say where PCRE2 has to look */
    uint32_t *hits;
    size_t hit_count;
#endif
} bench;

static bool any_unit(const cdt_unit *unit, void *context)
{
    (void)unit;
    (void)context;
    return true;
}

static size_t literals_first(bench *b)
{
    size_t found = 0;
    cdt_span span;

    cdt_units_free(&b->reading.units);
    cdt_units_make(&b->reading.units, b->draft);
    b->known.occurrences = cdt_occurrences_find(b->words.literals, &b->reading.units);
    b->reading.try_all = false;
    for (uint32_t p = 0; p < b->words.pattern_count; p++) {
        const uint32_t *some = NULL;
        size_t count = b->reading.units.count;
        if (!cdt_occurrences_candidates(b->known.occurrences, p, any_unit, NULL, &some, &count)) {
            some = NULL;
            count = b->reading.units.count;
        }
        for (size_t i = 0; i < count; i++)
            found += cdt_find_in(&b->search, p, some ? some[i] : i, &span);
    }
    cdt_occurrences_free(b->known.occurrences);
    return found;
}

static size_t each_pattern(bench *b)
{
    size_t found = 0;
    cdt_span span;

    b->reading.try_all = true;
    for (uint32_t p = 0; p < b->words.pattern_count; p++)
        for (size_t i = 0; i < b->reading.units.count; i++)
            found += cdt_find_in(&b->search, p, i, &span);
    return found;
}

#ifdef WITH_VECTORSCAN
static int on_match(unsigned id, unsigned long long from, unsigned long long to, unsigned flags, void *context)
{
    bench *b = context;

    (void)from, (void)to, (void)flags;
    if (!b->marks[id]) {
        b->marks[id] = 1;
        b->hits[b->hit_count++] = id;
    }
    return 0;
}

static bool compiles(const char *text, unsigned flags)
{
    hs_database_t *database = NULL;
    hs_compile_error_t *error = NULL;
    bool good = hs_compile(text, flags, HS_MODE_BLOCK, NULL, &database, &error) == HS_SUCCESS;

    hs_free_database(database);
    hs_free_compile_error(error);
    return good;
}

/* The same without its ends: matches at least as much. */
static const char *without_ends(cdt_arena *arena, const char *text)
{
    char *out = cdt_copy_z(arena, cdt_str_z(text)), *put = out;

    for (const char *at = text; *at; at++) {
        if (*at == '\\' && at[1])
            *put++ = *at++;
        else if (*at == '$')
            continue;
        *put++ = *at;
    }
    *put = '\0';
    return out;
}

static void make_database(bench *b)
{
    const unsigned usual = HS_FLAG_CASELESS | HS_FLAG_DOTALL | HS_FLAG_SINGLEMATCH | HS_FLAG_ALLOWEMPTY;
    const char **texts = (const char **)cdt_alloc_array(&b->arena, b->words.pattern_count, sizeof *texts);
    unsigned *flags = CDT_NEW_ARRAY(&b->arena, unsigned, b->words.pattern_count);
    unsigned *ids = CDT_NEW_ARRAY(&b->arena, unsigned, b->words.pattern_count);
    hs_compile_error_t *error = NULL;

    b->partial = CDT_NEW_ARRAY(&b->arena, unsigned char, b->words.pattern_count);
    b->hits = CDT_NEW_ARRAY(&b->arena, uint32_t, b->words.pattern_count);
    for (unsigned i = 0; i < b->words.pattern_count; i++) {
        texts[i] = cdt_copy_z(&b->arena, b->words.texts[i]);
        b->partial[i] = !compiles(texts[i], usual);
        flags[i] = b->partial[i] ? usual | HS_FLAG_PREFILTER : usual;
        if (!compiles(texts[i], flags[i])) /* an end inside a choice */
            texts[i] = without_ends(&b->arena, texts[i]);
        ids[i] = i;
    }
    if (hs_compile_multi(texts, flags, ids, (unsigned)b->words.pattern_count, HS_MODE_BLOCK, NULL, &b->database,
                         &error) != HS_SUCCESS) {
        fprintf(stderr, "bench_clauses: Vectorscan: %s\n", error ? error->message : "?");
        exit(1);
    }
    hs_alloc_scratch(b->database, &b->scratch);
}

static size_t vectorscan(bench *b)
{
    const cdt_units *units = &b->reading.units;
    size_t found = 0;
    cdt_span span;

    b->reading.try_all = true;
    for (size_t i = 0; i < units->count; i++) {
        const cdt_unit *unit = &units->at[i];
        b->hit_count = 0;
        hs_scan(b->database, units->folded.at + unit->lead, unit->to - unit->lead, 0, b->scratch, on_match, b);
        for (size_t h = 0; h < b->hit_count; h++) {
            uint32_t p = b->hits[h];
            /* What stands in a lead-in alone does not count. */
            found += b->partial[p] || unit->lead < unit->from ? cdt_find_in(&b->search, p, i, &span) : true;
            b->marks[p] = 0;
        }
    }
    return found;
}
#endif

/* The patterns of the built-in checklists, one behind the other. */
static void gather(bench *b, const cdt_library *library, size_t most)
{
    cdt_str *texts = CDT_NEW_ARRAY(&b->arena, cdt_str, most);
    const char **shown = (const char **)cdt_alloc_array(&b->arena, most, sizeof *shown);
    cdt_diags *diags = cdt_diags_new();

    for (size_t i = 0; i < cdt_builtin_count() && b->words.pattern_count < most; i++) {
        cdt_checklist *list = cdt_builtin_read(library, cdt_builtin_name(i), diags); /* kept until the end */
        const cdt_words *words = list ? cdt_checklist_words(list) : NULL;
        for (size_t p = 0; words && p < words->pattern_count && b->words.pattern_count < most; p++)
            texts[b->words.pattern_count++] = words->texts[p];
    }
    for (size_t p = 0; p < b->words.pattern_count; p++)
        shown[p] = texts[p].at;
    b->words.texts = texts;
    b->words.shown = shown;
    b->words.regexes = cdt_regexes_new(NULL, 0, b->words.pattern_count);
    b->words.literals = cdt_literal_index_new(texts, b->words.pattern_count, &b->arena);
    b->marks = CDT_NEW_ARRAY(&b->arena, unsigned char, b->words.pattern_count);
    cdt_diags_free(diags);
}

typedef struct way {
    const char *name;
    size_t (*run)(bench *b);
    size_t found;
    bench_times times;
} way;

int main(int argc, char **argv)
{
    static bench b;
    static way ways[] = { { .name = "literals first", .run = literals_first },
                          { .name = "PCRE2", .run = each_pattern },
#ifdef WITH_VECTORSCAN
                          { .name = "Vectorscan", .run = vectorscan }
#endif
    };
    size_t count = sizeof ways / sizeof *ways;
    cdt_buf text = { 0 };
    cdt_str bytes = argc == 4 ? bench_file(argv[1], &text) : CDT_STR("");
    size_t rounds = argc == 4 ? strtoul(argv[3], NULL, 10) : 0;
    cdt_draft_source source = { "clauses.txt", bytes.at, bytes.len };
    cdt_diags *diags = cdt_diags_new();
    int wrong = 0;

    if (!rounds) {
        fprintf(stderr, "usage: bench_clauses TEXT PATTERNS ROUNDS\n");
        return 2;
    }
    b.draft = cdt_draft_read(&source, 1, &(cdt_draft_options){ 0 }, diags);
    if (!b.draft)
        return 1;
    gather(&b, cdt_library_new(), strtoul(argv[2], NULL, 10));
    b.reading = (cdt_reading){ .draft = b.draft, .searcher = cdt_searcher_new() };
    b.search = (cdt_search){ &b.reading, &b.known, &b.words, &b.arena, NULL };
    cdt_units_make(&b.reading.units, b.draft);
#ifdef WITH_VECTORSCAN
    if (b.words.pattern_count <= VECTORSCAN_MOST)
        make_database(&b);
    else
        count--;
#endif
    for (size_t round = 0; round < rounds; round++)
        for (size_t i = 0; i < count; i++) {
            way *w = &ways[(i + round) % count];
            double start = bench_now();
            w->found = w->run(&b);
            bench_add(&w->times, BENCH_WARM, start);
        }
    for (size_t i = 0; i < count; i++) {
        printf("%s\t%zu\t%.3f\t%.3f\t%.3f\n", ways[i].name, ways[i].found, bench_median(&ways[i].times) / 1e3,
               bench_least(&ways[i].times) / 1e3, bench_most(&ways[i].times) / 1e3);
        wrong |= ways[i].found != ways[0].found;
    }
    fflush(stdout);
    _exit(wrong); /* checklists and all go with the process */
}
