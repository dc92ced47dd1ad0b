/* compare.h - what changed between two reviews of one agreement, and why: outcomes, gaps, facts, clauses. */
#ifndef CDT_REVIEW_COMPARE_H
#define CDT_REVIEW_COMPARE_H

#include "review/snapshot.h"

/* Why an outcome may have changed. Several bits: the reports do not tell which of them it was. */
enum {
    CDT_BY_AGREEMENT = 1, /* its facts */
    CDT_BY_DRAFT = 2,
    CDT_BY_CHECKLIST = 4, /* the check is another, or its settings are */
    CDT_BY_WAIVER = 8,
    CDT_BY_DATE = 16,
    CDT_BY_TOOL = 32
};
#define CDT_CAUSES 6

/* "agreement", "draft", "checklist", "waiver", "date", "tool": of bit number `index`. */
const char *cdt_cause_name(int index);

/* One side of a comparison. */
typedef struct cdt_side {
    const cdt_review *review;
    const cdt_snapshot *snapshot; /* NULL: it is a saved report, which holds no facts */
    const char *tool;             /* the version that reviewed it */
} cdt_side;

/* A check whose outcome is another now. `before` or `after` NULL: it was not held there. */
typedef struct cdt_outcome_change {
    const cdt_outcome *before, *after;
    unsigned causes;
} cdt_outcome_change;

typedef enum cdt_gap_change_kind { CDT_GAP_OPENED, CDT_GAP_CLOSED, CDT_GAP_MOVED } cdt_gap_change_kind;

/* A gap at one place: it is new, it is gone, or it stands on another line or in another clause. */
typedef struct cdt_gap_change {
    cdt_gap_change_kind kind;
    const cdt_outcome *outcome; /* that it is of; of what is gone, as it was */
    const cdt_finding *before, *after;
} cdt_gap_change;

/* A fact that is stated otherwise, or on one side only (the other is NULL). */
typedef struct cdt_fact_change {
    const cdt_kept_fact *before, *after;
} cdt_fact_change;

typedef enum cdt_clause_change_kind {
    CDT_CLAUSE_INSERTED,
    CDT_CLAUSE_REMOVED,
    CDT_CLAUSE_RENUMBERED, /* the same words under another number */
    CDT_CLAUSE_REWORDED    /* other words under the same number, or the same heading */
} cdt_clause_change_kind;

typedef struct cdt_clause_change {
    cdt_clause_change_kind kind;
    const cdt_kept_clause *before, *after;
} cdt_clause_change;

/* A reference whose words stayed while the clauses moved: it points to another clause now. */
typedef struct cdt_stale_reference {
    const cdt_kept_reference *reference;
    const cdt_kept_clause *in;            /* the clause it stands in, as it is now */
    const cdt_kept_clause *meant, *meets; /* what it pointed to, as it was; what it points to now (NULL: nothing) */
    const cdt_kept_clause *now;           /* where that is now; NULL: it is gone */
} cdt_stale_reference;

typedef struct cdt_comparison {
    cdt_side before, after;
    const cdt_outcome_change *outcomes;
    size_t outcome_count;
    const cdt_gap_change *gaps;
    size_t gap_count;
    const cdt_fact_change *facts;
    size_t fact_count;
    const cdt_clause_change *clauses;
    size_t clause_count;
    const cdt_stale_reference *stale;
    size_t stale_count;
} cdt_comparison;

/* Compare two reviews; all of it lives in the arena. */
cdt_comparison cdt_compare(cdt_side before, cdt_side after, cdt_arena *arena);

/* compare_draft.c: the clauses and references of two drafts. */
void cdt_compare_drafts(cdt_comparison *comparison, cdt_arena *arena);

const char *cdt_gap_change_name(cdt_gap_change_kind kind);       /* "opened", "closed", "moved" */
const char *cdt_clause_change_name(cdt_clause_change_kind kind); /* "inserted", "removed", "renumbered", "reworded" */

#endif
