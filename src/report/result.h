/* result.h - what became of a check as machines want it: what counts against the agreement, what is excused, what need not be
 * told. Findings of one check with the same identity are one result, so that a fingerprint stands once in a report. */
#ifndef CDT_REPORT_RESULT_H
#define CDT_REPORT_RESULT_H

#include "report/format.h"
#include "review/identity.h"

typedef enum cdt_standing {
    CDT_STANDS_AGAINST, /* a gap, or an unanswered check: it counts */
    CDT_STANDS_BROKEN,  /* the check ended in an error */
    CDT_STANDS_WAIVED,
    CDT_STANDS_ASIDE /* it does not count: met, history, a note, ... */
} cdt_standing;

typedef struct cdt_result {
    const cdt_finding *finding; /* the first of them; NULL: the check has none */
    cdt_standing standing;
    const cdt_waiver *waiver; /* that excuses it, or has expired; NULL: none */
    const char *text;         /* what they say, a line each */
    char identity[CDT_IDENTITY_SIZE];
} cdt_result;

/* The results of one check, never none, in the report's scratch. */
size_t cdt_results(cdt_report *report, const cdt_review *review, const cdt_outcome *outcome, const cdt_result **all);

/* Is a result told by a format that tells failures? What is met, and the like, only with --show. */
bool cdt_result_is_told(const cdt_report *report, const cdt_outcome *outcome, const cdt_result *result);

/* The standing of a whole check: the worst of its results. */
cdt_standing cdt_outcome_standing(const cdt_outcome *outcome);

/* Is there more to say of the check than how it came out: why it matters, what to do? Not where it was simply met. */
bool cdt_outcome_is_explained(const cdt_outcome *outcome);

/* Where a result stands: its finding's place, else the first line of the agreement. */
cdt_place cdt_result_place(const cdt_review *review, const cdt_result *result);

/* "falls short: The notice is ...", in the buffer, as it is (not escaped). `finding` may be NULL. */
void cdt_put_says(cdt_buf *out, const cdt_outcome *outcome, const cdt_finding *finding);

/* "checklist/check" in the arena. */
const char *cdt_check_name(cdt_arena *arena, const cdt_outcome *outcome);

/* "study notes, paragraph 23" for people; `first` of several in the buffer. Nothing where the check has no source. */
void cdt_put_sources(cdt_buf *out, const cdt_check *check);

/* "waived until 2026-09-30: reason (Director of resources)" */
void cdt_put_waiver_words(cdt_buf *out, const cdt_waiver *waiver);

/* "shared-services 1 (law as at 2026-07-01), house 2": what a review was held against. */
void cdt_put_checklists(cdt_buf *out, const cdt_review *review);

#endif
