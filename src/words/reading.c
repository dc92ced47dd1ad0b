#include "words/reading.h"

#include <stdlib.h>

#include "base/limits.h"

static int by_start(const void *a, const void *b)
{
    const cdt_draft_value *x = *(const cdt_draft_value *const *)a, *y = *(const cdt_draft_value *const *)b;

    if (x->at.start != y->at.start)
        return x->at.start < y->at.start ? -1 : 1;
    return x < y ? -1 : x > y;
}

cdt_reading *cdt_reading_new(const cdt_draft *draft)
{
    cdt_reading *reading = cdt_malloc(sizeof *reading);

    *reading = (cdt_reading){ .draft = draft };
    cdt_units_make(&reading->units, draft);
    reading->searcher = cdt_searcher_new();
    reading->quality = CDT_NEW_ARRAY(&reading->arena, int16_t, reading->units.count + 1);
    reading->marks = CDT_NEW_ARRAY(&reading->arena, uint32_t, reading->units.count + 1);
    reading->values = CDT_NEW_ARRAY(&reading->arena, const cdt_draft_value *, draft->value_count + 1);
    for (size_t i = 0; i < draft->value_count; i++)
        reading->values[i] = &draft->values[i];
    if (draft->value_count)
        qsort(reading->values, draft->value_count, sizeof *reading->values, by_start);
    return reading;
}

void cdt_reading_free(cdt_reading *reading)
{
    if (!reading)
        return;
    for (cdt_known *k = reading->known; k; k = k->next)
        if (!k->shared)
            cdt_occurrences_free(k->occurrences);
    cdt_units_free(&reading->units);
    cdt_searcher_free(reading->searcher);
    cdt_arena_free(&reading->arena);
    free(reading);
}

void cdt_reading_try_all(cdt_reading *reading)
{
    reading->try_all = true;
    cdt_searcher_without_programs(reading->searcher);
}

/* ---- one unit ---- */

static void spent(cdt_search *search, uint32_t pattern)
{
    if (!search->problem)
        search->problem =
            cdt_format(search->arena, "the pattern %s took more than %d steps on one sentence; make its gaps shorter",
                       search->words->shown[pattern], CDT_MAX_WORDS_STEPS);
}

static bool find(cdt_search *search, uint32_t pattern, cdt_str subject, size_t start, bool anchored, cdt_span *span)
{
    const cdt_words *words = search->words;
    const cdt_regex_source source = { words->texts[pattern], words->codes, pattern };
    cdt_found found = cdt_regex_find(cdt_regex_at(words->regexes, pattern), &source, search->reading->searcher, subject,
                                     start, anchored, span);

    if (found == CDT_FOUND_SPENT)
        spent(search, pattern);
    return found == CDT_FOUND;
}

static void move(cdt_span *span, size_t by)
{
    span->from += by;
    span->to += by;
    if (span->value_from != CDT_NOWHERE) {
        span->value_from += by;
        span->value_to += by;
    }
}

/* The number of a pattern among those whose literals were looked for. */
static size_t number(const cdt_search *search, uint32_t pattern)
{
    return search->words->first_literals + pattern;
}

/* Where a match may begin: at some places, or anywhere. */
typedef struct starts {
    const uint32_t *at;
    size_t count;
    bool anywhere;
} starts;

static starts starts_of(const cdt_search *search, uint32_t pattern, size_t unit)
{
    starts s = { .anywhere = true };

    if (!search->reading->try_all)
        s.anywhere =
            !cdt_occurrences_starts(search->known->occurrences, number(search, pattern), unit, &s.at, &s.count);
    return s;
}

/* Find the pattern in bytes `from` to `to` of the folded text, beginning at byte `start` or behind it. */
static bool find_from(cdt_search *search, uint32_t pattern, const starts *s, cdt_stretch text, size_t start,
                      cdt_span *span)
{
    cdt_str subject = { search->reading->units.folded.at + text.start, text.end - text.start };

    if (s->anywhere)
        return find(search, pattern, subject, start - text.start, false, span);
    for (size_t i = 0; i < s->count; i++)
        if (s->at[i] >= start && find(search, pattern, subject, s->at[i] - text.start, true, span))
            return true;
    return false;
}

enum { LEAD_TRIES = 8 }; /* matches that lie in a lead-in alone, until no more are looked for */

bool cdt_find_in(cdt_search *search, uint32_t pattern, size_t unit, cdt_span *span)
{
    const cdt_unit *u = &search->reading->units.at[unit];
    starts s = starts_of(search, pattern, unit);
    size_t start = u->lead;

    if (find_from(search, pattern, &s, (cdt_stretch){ u->from, u->to }, u->from, span)) {
        move(span, u->from);
        return true;
    }
    for (int i = 0; u->lead < u->from && i < LEAD_TRIES; i++) {
        if (!find_from(search, pattern, &s, (cdt_stretch){ u->lead, u->to }, start, span))
            return false;
        move(span, u->lead);
        start = span->from + 1;
        if (span->to > u->from)
            return true;
        while (start < u->to && ((unsigned char)search->reading->units.folded.at[start] & 0xC0) == 0x80)
            start++;
        if (start >= u->to)
            return false;
    }
    return false;
}

/* May the unit match, as far as the literals tell? */
bool cdt_may_find(const cdt_search *search, uint32_t pattern, size_t unit)
{
    return search->reading->try_all || cdt_occurrences_may(search->known->occurrences, number(search, pattern), unit);
}

bool cdt_find_any(cdt_search *search, cdt_patterns patterns, size_t unit)
{
    cdt_span span;

    for (size_t i = 0; i < patterns.count; i++)
        if (cdt_may_find(search, patterns.at[i], unit) && cdt_find_in(search, patterns.at[i], unit, &span))
            return true;
    return false;
}

/* ---- all units ---- */

static void add_hit(cdt_search *search, cdt_hits *hits, size_t unit, const cdt_span *span)
{
    if (hits->count == hits->room) {
        size_t room = hits->room ? hits->room * 2 : 16;
        cdt_hit *at = CDT_NEW_ARRAY(search->arena, cdt_hit, room);
        if (hits->count)
            memcpy(at, hits->at, hits->count * sizeof *at);
        hits->at = at;
        hits->room = room;
    }
    hits->at[hits->count++] = (cdt_hit){ (uint32_t)unit, *span };
}

static int by_unit(const void *a, const void *b)
{
    const cdt_hit *x = a, *y = b;

    if (x->unit != y->unit)
        return x->unit < y->unit ? -1 : 1;
    return x->span.from < y->span.from ? -1 : x->span.from > y->span.from;
}

cdt_hits cdt_find_all(cdt_search *search, cdt_patterns patterns, cdt_counts_fn *counts, void *context)
{
    const cdt_units *units = &search->reading->units;
    cdt_hits hits = { 0 };
    size_t kept = 0;
    cdt_span span;

    for (size_t i = 0; i < patterns.count && !search->problem; i++) {
        const uint32_t *some = NULL;
        size_t count = units->count;
        bool all = search->reading->try_all ||
                   !cdt_occurrences_candidates(search->known->occurrences, number(search, patterns.at[i]), counts,
                                               context, &some, &count);
        for (size_t k = 0; k < count && !search->problem; k++) {
            size_t unit = all ? k : some[k];
            if ((!all || counts(&units->at[unit], context)) && cdt_find_in(search, patterns.at[i], unit, &span))
                add_hit(search, &hits, unit, &span);
        }
    }
    if (patterns.count > 1 && hits.count > 1)
        qsort(hits.at, hits.count, sizeof *hits.at, by_unit);
    for (size_t i = 0; i < hits.count; i++)
        if (!kept || hits.at[kept - 1].unit != hits.at[i].unit)
            hits.at[kept++] = hits.at[i];
    hits.count = kept;
    return hits;
}

/* ---- headings ---- */

static bool is_heading(const cdt_unit *unit, void *context)
{
    (void)context;
    return unit->heading;
}

/* Of each clause: does the pattern match its own heading, or that of a clause or schedule over it? Behind them: of any? */
static const unsigned char *under(cdt_search *search, uint32_t pattern)
{
    const cdt_draft *draft = search->reading->draft;
    const cdt_patterns one = { &pattern, 1 };
    unsigned char *out;
    cdt_hits hits;

    if (search->known->under[pattern])
        return search->known->under[pattern];
    hits = cdt_find_all(search, one, is_heading, NULL);
    if (!search->known->nowhere)
        search->known->nowhere = CDT_NEW_ARRAY(&search->reading->arena, unsigned char, draft->clause_count + 1);
    if (!hits.count)
        return search->known->under[pattern] = search->known->nowhere;
    out = CDT_NEW_ARRAY(&search->reading->arena, unsigned char, draft->clause_count + 1);
    for (size_t i = 0; i < hits.count; i++)
        out[search->reading->units.at[hits.at[i].unit].clause] = 1;
    for (size_t i = 0; i < draft->clause_count; i++) {
        size_t parent = draft->clauses[i].parent, part = draft->clauses[i].part;
        out[i] = out[i] || (parent < i && out[parent]) || (part < i && out[part]);
        out[draft->clause_count] |= out[i];
    }
    search->known->under[pattern] = out;
    return out;
}

bool cdt_any_under(cdt_search *search, cdt_patterns patterns)
{
    bool any = false;

    for (size_t i = 0; i < patterns.count; i++)
        any |= under(search, patterns.at[i])[search->reading->draft->clause_count];
    return any;
}

bool cdt_find_under(cdt_search *search, cdt_patterns patterns, size_t clause)
{
    for (size_t i = 0; i < patterns.count; i++)
        if (under(search, patterns.at[i])[clause])
            return true;
    return false;
}
