/* order.h - the outcomes of a review as people read them: by group, the severe first, and what falls short before what is
 * not stated. Shared by every format that is not a plain list. */
#ifndef CDT_REPORT_ORDER_H
#define CDT_REPORT_ORDER_H

#include "base/arena.h"
#include "concordat/review.h"

typedef struct cdt_ordered {
    const cdt_outcome *outcome;
    const cdt_group *group; /* NULL: none */
    cdt_gap_kind gap;       /* the first kind that it has; CDT_GAP_NO where it is no gap */
    size_t checklist_rank, group_rank, index;
} cdt_ordered;

/* Every outcome of the review, ordered by checklist, group, severity, kind of gap and the checklist's own order. */
const cdt_ordered *cdt_order_outcomes(const cdt_review *review, cdt_arena *arena);

/* The same by severity before all else. */
const cdt_ordered *cdt_order_by_severity(const cdt_review *review, cdt_arena *arena);

/* A gap that counts: not history, not waived. */
bool cdt_outcome_counts(const cdt_outcome *outcome);

/* How many gaps that count there are of each severity, by cdt_severity. */
void cdt_count_severities(const cdt_review *review, size_t counts[CDT_HIGH + 1]);

#endif
