/* baseline.h - the gaps that were there on a day, by what they are known by: a review against them fails for new ones only. */
#ifndef CONCORDAT_BASELINE_H
#define CONCORDAT_BASELINE_H

#include "concordat/review.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Read a baseline from YAML text, which must outlive the result, as `file` must. Every problem goes to `diags` with its place;
 * NULL once an error was added. It serves any number of reviews: see cdt_review_options. Release with cdt_baseline_free().
 */
cdt_baseline *cdt_baseline_read(const char *file, const char *text, size_t len, cdt_diags *diags);
void cdt_baseline_free(cdt_baseline *baseline); /* NULL is allowed */

/* A gap or unanswered check that a baseline names, at one place. */
typedef struct cdt_known {
    const char *agreement; /* as the review knows it: cdt_review.identity */
    const char *check;     /* "shared-services/exit-notice" */
    const char *at;        /* the finding's subject; "" for the agreement as a whole */
    cdt_place place;       /* in the baseline */
} cdt_known;

size_t cdt_baseline_count(const cdt_baseline *baseline);
const cdt_known *cdt_baseline_at(const cdt_baseline *baseline, size_t index);

#ifdef __cplusplus
}
#endif
#endif
