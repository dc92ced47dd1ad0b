/* by_clause.h - what a review has to say of a draft, in the order in which people read it: clause by clause. Shared by every
 * format that lays a report out that way. */
#ifndef CDT_REPORT_BY_CLAUSE_H
#define CDT_REPORT_BY_CLAUSE_H

#include "report/order.h"

/* One thing to tell of a clause: a finding that stands there, else the best passage for a check. */
typedef struct cdt_placed {
    const cdt_ordered *ordered;
    const cdt_finding *finding;   /* NULL: the passage alone */
    const cdt_evidence *evidence; /* NULL: the finding alone */
    const char *clause;           /* as it is cited; "" */
    const char *heading;          /* "" */
    size_t file;                  /* which of the draft's, by number */
    cdt_place place;              /* in it */
} cdt_placed;

typedef struct cdt_by_clause {
    const cdt_placed *at; /* in the draft's order */
    size_t count;
    const bool *placed; /* of each outcome, by the number it has in the review: something is told of it there */
} cdt_by_clause;

/* `all` as cdt_order_outcomes() gives it. Gaps that count and what is unconfirmed are placed; what is met where `met` says so. */
cdt_by_clause cdt_order_by_clause(const cdt_review *review, const cdt_ordered *all, bool met, cdt_arena *arena);

#endif
