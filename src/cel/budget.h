/* budget.h - what an evaluation may use up. Everything is counted, nothing is timed, so the same condition over the same
 * description stops at the same point on every machine. One budget may serve several evaluations.
 */
#ifndef CEL_BUDGET_H
#define CEL_BUDGET_H

#include <stddef.h>
#include <stdint.h>

#include "base/limits.h"

typedef struct cel_budget {
    uint64_t steps, step_limit; /* nodes evaluated, elements visited, bytes passed over, callouts of patterns */
    uint64_t bytes, byte_limit; /* memory taken for values */
    unsigned nesting_limit;     /* comprehensions inside one another */
    size_t text_limit;          /* one string or bytes value */
} cel_budget;

/* Nothing used yet: 1,000,000 steps, 16 MiB, 8 comprehensions deep, strings of 1 MiB. */
#define CEL_BUDGET                                                                                                     \
    {                                                                                                                  \
        .step_limit = CDT_MAX_CONDITION_STEPS, .byte_limit = CDT_MAX_CONDITION_BYTES,                                  \
        .nesting_limit = CDT_MAX_CONDITION_LOOPS, .text_limit = CDT_MAX_CONDITION_TEXT,                                \
    }

#endif
