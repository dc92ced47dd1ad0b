#include "draft/faults.h"

#include <stdarg.h>
#include <stdlib.h>

#include "base/buf.h"
#include "draft/grow.h"

#define MOST 20000 /* a text that has more is no agreement */

void cdt_fault_put(cdt_faults *faults, const char *kind, cdt_stretch at, size_t clause, const char *near,
                   const char *format, ...)
{
    cdt_arena *arena = &faults->making->arena;
    cdt_buf what = { 0 };
    va_list args;

    if (faults->count == MOST)
        return;
    va_start(args, format);
    cdt_buf_vprintf(&what, format, args);
    va_end(args);
    faults->at = cdt_grow(arena, faults->at, faults->count, &faults->room, sizeof *faults->at);
    faults->at[faults->count++] = (cdt_fault){ .kind = kind,
                                               .what = cdt_buf_take(&what, arena).at,
                                               .near = cdt_copy_z(arena, cdt_str_z(near)),
                                               .at = at,
                                               .clause = clause };
    cdt_buf_free(&what);
}

bool cdt_fault_counts(const cdt_faults *faults, size_t clause)
{
    cdt_region region = faults->making->draft.clauses[clause].region;

    return region != CDT_REGION_CONTENTS && region != CDT_REGION_FURNITURE;
}

size_t cdt_fault_shared(const uint32_t *a, size_t n, const uint32_t *b, size_t m)
{
    size_t count = 0;

    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < m; k++)
            if (a[i] == b[k]) {
                count++;
                break;
            }
    return count;
}

cdt_stretch cdt_fault_stretch(const cdt_faults *faults, size_t from, size_t to)
{
    return (cdt_stretch){ faults->t->at[from].start, faults->t->at[to - 1].end };
}

/* What is known of these words; each list keeps a place of its own, as long as there are some. */
static cdt_fault_memo *memo_of(const cdt_faults *faults, const char *words)
{
    size_t at = (uint32_t)(uintptr_t)words * 2654435761u >> 24;

    for (size_t k = 0; k < CDT_FAULT_MEMOS; k++) {
        cdt_fault_memo *memo = &faults->memos[(at + k) % CDT_FAULT_MEMOS];
        if (memo->words == words || !memo->words)
            return memo;
    }
    return &faults->memos[at % CDT_FAULT_MEMOS];
}

size_t cdt_fault_first(const cdt_faults *faults, size_t from, size_t to, const char *words)
{
    cdt_fault_memo *memo = memo_of(faults, words);
    size_t i = from;

    if (memo->words == words && memo->from <= from && from <= memo->first) {
        if (to <= memo->first || memo->first < memo->to)
            return memo->first < to ? memo->first : to;
        i = memo->to; /* none up to there */
    } else {
        *memo = (cdt_fault_memo){ .words = words, .from = from };
    }
    while (i < to && !cdt_token_among(faults->t, i, to, words))
        i++;
    memo->first = i;
    memo->to = i + (i < to);
    return i;
}

bool cdt_fault_has(const cdt_faults *faults, size_t from, size_t to, const char *words)
{
    return from < to && cdt_fault_first(faults, from, to, words) < to;
}

size_t cdt_fault_phrase(const cdt_faults *faults, size_t from, size_t to, const char *phrase)
{
    cdt_fault_memo *memo = memo_of(faults, phrase);
    size_t i = from;

    if (memo->words == phrase && memo->to == to && memo->from <= from && from <= memo->first)
        return memo->first;
    while (i < to && !cdt_token_phrase(faults->t, i, to, phrase))
        i++;
    *memo = (cdt_fault_memo){ phrase, from, i, to };
    return i < to ? i : to;
}

static const struct topic {
    uint8_t bit;
    const char *words; /* of a heading */
} topics[] = {
    { CDT_ABOUT_MONEY,
      "payment payments cost costs charge charges fee fees price prices pricing finance finances financial "
      "funding contribution contributions budget budgets invoicing invoices money expenses savings" },
    { CDT_ABOUT_REPORTS, "report reports reporting monitoring review reviews performance" },
    { CDT_ABOUT_BUYING, "procurement procurements tender tenders tendering purchasing" },
    { CDT_ABOUT_SAFETY, "safeguarding safety protection" },
    { CDT_ABOUT_EXIT, "exit termination terminating withdrawal expiry consequences handover" },
    { CDT_ABOUT_TARGETS, "target targets kpis kpi indicators performance levels standards" },
};

const uint8_t *cdt_fault_topics(cdt_faults *faults)
{
    const cdt_draft *draft = &faults->making->draft;
    uint8_t *out;

    if (faults->topics)
        return faults->topics;
    out = CDT_NEW_ARRAY(&faults->making->scratch, uint8_t, draft->clause_count + 1);
    for (size_t c = 0; c < draft->clause_count; c++) {
        const cdt_clause *clause = &draft->clauses[c];
        size_t above = clause->parent != CDT_NOWHERE ? clause->parent : clause->part, end;
        if (above != CDT_NOWHERE && above < c)
            out[c] = out[above];
        if (!*clause->heading)
            continue;
        end = cdt_tokens_find(faults->t, c, clause->words);
        for (size_t k = 0; k < sizeof topics / sizeof topics[0]; k++)
            if (cdt_fault_has(faults, faults->t->first[c], end, topics[k].words))
                out[c] |= topics[k].bit;
    }
    return faults->topics = out;
}

static int order(const void *one, const void *other)
{
    const cdt_fault *a = one, *b = other;

    if (a->at.start != b->at.start)
        return a->at.start < b->at.start ? -1 : 1;
    return strcmp(a->kind, b->kind);
}

void cdt_find_faults(cdt_making *making)
{
    cdt_fault_memo memos[CDT_FAULT_MEMOS] = { { 0 } };
    cdt_faults faults = {
        .making = making, .t = cdt_making_tokens(making), .places = *cdt_making_places(making), .memos = memos
    };

    cdt_find_number_faults(&faults);
    cdt_find_target_faults(&faults);
    cdt_find_subject_faults(&faults);
    cdt_find_term_faults(&faults);
    cdt_find_figure_faults(&faults);
    cdt_find_mark_faults(&faults);
    cdt_find_duty_faults(&faults);
    cdt_find_status_faults(&faults);
    cdt_find_name_faults(&faults);
    cdt_find_party_faults(&faults);
    cdt_find_contents_faults(&faults);
    cdt_find_count_faults(&faults);
    cdt_find_amendment_faults(&faults);
    cdt_find_capital_faults(&faults);
    cdt_find_share_faults(&faults);
    cdt_find_word_faults(&faults);
    if (faults.count)
        qsort(faults.at, faults.count, sizeof *faults.at, order);
    making->draft.faults = faults.at;
    making->draft.fault_count = faults.count;
}
