/* selftest.h - a checklist tested by its own examples, and the examples tested by taking parts of the checklist away. */
#ifndef CDT_REVIEW_SELFTEST_H
#define CDT_REVIEW_SELFTEST_H

#include "concordat/review.h"

/* One thing that was tested. */
typedef struct cdt_test_result {
    const cdt_check *check;     /* NULL: the complete agreement */
    const cdt_example *example; /* NULL: not an example but a mutation, or the complete agreement */
    bool passed;
    const char *message; /* of a failure: what was wanted and what came; valid during the call */
    cdt_place place;     /* in the checklist */
} cdt_test_result;

typedef void (*cdt_test_fn)(const cdt_test_result *result, void *context);

typedef struct cdt_test_counts {
    size_t passed, failed;
} cdt_test_counts;

/*
 * Test `checklist`:
 *  - its complete agreement is valid and meets every check;
 *  - each example has its outcome, and fails exactly the requirements that it names;
 *  - of an example with a draft, the words of its check are found in it, or not, as it says;
 *  - each requirement, taken to hold, changes the outcome of some example (else nothing shows that it works);
 *  - with `mutate`, each fact of the complete agreement, taken out, changes the outcome of some check.
 * Settings are changed while an example asks for it and put back. Results are told one by one. A checklist that has neither
 * examples nor a complete agreement gives none: there is nothing to test.
 */
cdt_test_counts cdt_checklist_test(cdt_checklist *checklist, bool mutate, cdt_test_fn tell, void *context);

#endif
