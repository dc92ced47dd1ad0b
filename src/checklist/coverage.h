/* coverage.h - what becomes of each paragraph of a checklist's sources: checks are drawn from it, or it holds no advice and
 * the checklist says why. */
#ifndef CDT_CHECKLIST_COVERAGE_H
#define CDT_CHECKLIST_COVERAGE_H

#include "base/arena.h"
#include "concordat/checklist.h"

/* One paragraph. */
typedef struct cdt_paragraph {
    const cdt_check **checks; /* that cite it, in the checklist's order */
    size_t check_count;
    const char *reason; /* why there is no advice; NULL: that is not said */
} cdt_paragraph;

typedef struct cdt_coverage {
    const cdt_paragraph *paragraphs; /* number 1 is the first */
    size_t count;
    size_t by_checks, by_reason; /* of them, accounted for so; by checks where both hold */
    size_t named;                /* how often a check or a reason names one */
    const char *const *mistakes; /* a paragraph cited that the source does not have, or said to hold no advice all the same */
    size_t mistake_count;
} cdt_coverage;

/* Of one source of the checklist. */
cdt_coverage cdt_coverage_of(const cdt_checklist *checklist, const cdt_source *source, cdt_arena *arena);

/* Is every paragraph accounted for, and nothing wrong? A source that does not say how many it
 * has is so only where none is named: it is cited as a whole. */
bool cdt_coverage_is_whole(const cdt_coverage *coverage);

#endif
