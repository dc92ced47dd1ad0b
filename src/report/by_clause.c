#include "report/by_clause.h"

#include <stdlib.h>

#include "base/map.h"

typedef struct placing {
    const cdt_review *review;
    cdt_placed *at;
    size_t count;
    cdt_map headings; /* of clauses, by their citation */
} placing;

/* Which of the draft's files it stands in; past the last: in none. */
static size_t file_of(const cdt_review *review, cdt_place place)
{
    size_t i = 0;

    while (i < review->draft->file_count && !(place.file && strcmp(review->draft->files[i].name, place.file) == 0))
        i++;
    return i;
}

static bool in_draft(const cdt_review *review, cdt_place place)
{
    return place.line && file_of(review, place) < review->draft->file_count;
}

static const char *heading_of(placing *p, const char *clause)
{
    const char *heading = cdt_map_get(&p->headings, cdt_str_z(clause));

    return heading ? heading : "";
}

static void read_headings(placing *p)
{
    const cdt_draft *draft = p->review->draft;

    for (size_t i = 0; i < draft->clause_count; i++) {
        size_t at = i;
        void **slot;
        if (!*draft->clauses[i].number)
            continue;
        while (at < draft->clause_count && !*draft->clauses[at].heading)
            at = draft->clauses[at].parent;
        slot = cdt_map_at(&p->headings, cdt_str_z(draft->clauses[i].number));
        if (!*slot && at < draft->clause_count)
            *slot = (void *)(uintptr_t)draft->clauses[at].heading;
    }
}

static void place(placing *p, const cdt_ordered *ordered, const cdt_finding *finding, const cdt_evidence *evidence)
{
    cdt_place where = !finding ? evidence->place : finding->draft.line ? finding->draft : finding->place;
    const char *clause = finding && (!evidence || *finding->clause) ? finding->clause : evidence->clause;

    if (evidence && finding && !in_draft(p->review, where))
        where = evidence->place;
    p->at[p->count++] =
        (cdt_placed){ .ordered = ordered,
                      .finding = finding,
                      .evidence = evidence,
                      .clause = clause,
                      .heading = evidence && !*heading_of(p, clause) ? evidence->heading : heading_of(p, clause),
                      .file = file_of(p->review, where),
                      .place = where };
}

/* Is it the same place, or an item of it: 5.1(b) of 5.1? */
static bool is_inside(const char *clause, const char *of)
{
    size_t length = strlen(of);

    return strncmp(clause, of, length) == 0 && (!clause[length] || (length && clause[length] == '('));
}

/* Of what is contradicted, the passage in the same clause: what the draft says there. */
static const cdt_evidence *passage_at(const cdt_outcome *outcome, const cdt_finding *finding)
{
    for (size_t i = 0; i < outcome->evidence_count && finding->draft.line; i++)
        if (is_inside(outcome->evidence[i].clause, finding->clause))
            return &outcome->evidence[i];
    return NULL;
}

/* A gap: each of its findings that stands in the draft; else, where the words were found, its first one there. */
static void place_gap(placing *p, const cdt_ordered *ordered)
{
    const cdt_outcome *outcome = ordered->outcome;
    size_t before = p->count;

    for (size_t i = 0; i < outcome->finding_count; i++) {
        const cdt_finding *finding = &outcome->findings[i];
        if (finding->gap != CDT_GAP_NOT_IN_DRAFT && finding->gap != CDT_GAP_NOT_STATED &&
            (in_draft(p->review, finding->place) || in_draft(p->review, finding->draft)))
            place(p, ordered, finding, passage_at(outcome, finding));
    }
    if (p->count == before && outcome->evidence_count && outcome->finding_count)
        place(p, ordered, &outcome->findings[0], &outcome->evidence[0]);
}

static int compare(size_t a, size_t b)
{
    return a < b ? -1 : a > b;
}

/* As the draft has it; at one place gaps before what is found. */
static int in_order(const void *left, const void *right)
{
    const cdt_placed *a = left, *b = right;
    int order = compare(a->file, b->file);

    if (!order)
        order = compare(a->place.line, b->place.line);
    if (!order)
        order = compare(a->place.column, b->place.column);
    if (!order)
        order = compare(a->ordered->gap, b->ordered->gap);
    return order ? order : compare(a->ordered->index, b->ordered->index);
}

static size_t most(const cdt_review *review)
{
    size_t count = 0;

    for (size_t i = 0; i < review->outcome_count; i++)
        count += review->outcomes[i].finding_count + 1;
    return count;
}

cdt_by_clause cdt_order_by_clause(const cdt_review *review, const cdt_ordered *all, bool met, cdt_arena *arena)
{
    placing p = { .review = review, .at = CDT_NEW_ARRAY(arena, cdt_placed, most(review)) };
    bool *placed = CDT_NEW_ARRAY(arena, bool, review->outcome_count);

    read_headings(&p);
    for (size_t i = 0; i < review->outcome_count; i++) {
        const cdt_outcome *outcome = all[i].outcome;
        size_t before = p.count;
        if (cdt_outcome_counts(outcome))
            place_gap(&p, &all[i]);
        else if ((outcome->kind == CDT_OUTCOME_UNCONFIRMED || (met && outcome->kind == CDT_OUTCOME_MET)) &&
                 outcome->evidence_count)
            place(&p, &all[i], NULL, &outcome->evidence[0]);
        placed[all[i].index] = p.count > before;
    }
    if (p.count)
        qsort(p.at, p.count, sizeof *p.at, in_order);
    cdt_map_free(&p.headings);
    return (cdt_by_clause){ p.at, p.count, placed };
}
