/* trace.h - every condition of one check over an agreement, whatever came of the check, each with its explanation. */
#ifndef CDT_REVIEW_TRACE_H
#define CDT_REVIEW_TRACE_H

#include "cel/explain.h"
#include "concordat/review.h"
#include "review/facts.h"

/* One condition. It is of a check, or stands alone. */
typedef struct cdt_traced {
    const cdt_checklist *checklist;     /* NULL: it stands alone */
    const cdt_requirement *requirement; /* NULL: none; of a check, that is its gate */
    const char *part;                   /* "applies", "when", "that"; NULL: it stands alone */
    const char *stopped_by;             /* "applies" or "when", without which it does not count; NULL: it counts */
    const cdt_node *scalar;             /* of the checklist */
    const cel_program *program;
    unsigned long long steps;
    cel_explanation why;
} cdt_traced;

/* Where a node of the condition stands: in the checklist, or in the condition itself. */
cdt_place cdt_traced_place(const cdt_traced *traced, const cel_ast *node);

/* The conditions of a check, or one that stands alone, and what they saw. */
typedef struct cdt_trace {
    const cdt_checklist *checklist; /* whose settings they may read */
    const cdt_check *check;         /* NULL: of none */
    const cdt_outcome *outcome;     /* NULL: the review does not have it */
    cdt_traced *at;
    size_t count;
    cdt_first_facts first; /* of a draft, where the condition stands alone */
    cdt_facts facts;
    cel_binding globals[CDT_GLOBALS];
    cel_scope scope;
    cel_budget budget;
    cel_context context;
    cdt_arena arena;
} cdt_trace;

/* Trace a check of a review: its gate, then each requirement; of each list, the first three elements that are to blame. The
 * trace must stay where it is; empty it with cdt_trace_free(). */
void cdt_trace_check(cdt_trace *trace, const cdt_review *review, int as_of, const cdt_checklist *checklist,
                     const cdt_check *check);

/* Trace a condition of no check, which may read the settings of `settings`. `draft` NULL: there is none. */
void cdt_trace_alone(cdt_trace *trace, const cdt_agreement *agreement, const cdt_draft *draft, int as_of,
                     const cdt_checklist *settings, const cel_program *program);

void cdt_trace_free(cdt_trace *trace);

#endif
