/* baseline.h - the inside of a baseline: is a finding in it, and how one is written. */
#ifndef CDT_REVIEW_BASELINE_H
#define CDT_REVIEW_BASELINE_H

#include "base/buf.h"
#include "concordat/baseline.h"

/* Mark the findings that the baseline has, and the outcome where it has all that counts. */
void cdt_baseline_apply(const cdt_baseline *baseline, const cdt_review *review, cdt_outcome *outcome,
                        cdt_finding *findings);

/* What a baseline made today would say of a review, in its order, each once. The texts live in `arena`. */
size_t cdt_baseline_gather(const cdt_review *review, cdt_arena *arena, const cdt_known **known);

/* A file of it. Entries of one agreement, and of one check, stand together. */
void cdt_baseline_write(cdt_buf *out, const cdt_known *const *known, size_t count, const char *as_of);

#endif
