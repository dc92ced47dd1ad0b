/* saved_review.h - a review out of its JSON: the same public structs that the review itself filled. */
#ifndef CDT_REPORT_SAVED_REVIEW_H
#define CDT_REPORT_SAVED_REVIEW_H

#include "concordat/review.h"
#include "report/fields.h"

/* A problem, added to `diags`. */
void cdt_saved_diag(const cdt_fields *of, cdt_diags *diags);

/* The review is in the file's arena, but for its `diags`, which the caller frees. Where something is wrong, `failed` is set and
 * the review may not be used. */
cdt_review *cdt_saved_review(const cdt_fields *of);

#endif
