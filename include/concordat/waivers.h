/* waivers.h - gaps that someone with authority has accepted, kept in a file beside the agreements. The waivers that stand in
 * a description need none of this. */
#ifndef CONCORDAT_WAIVERS_H
#define CONCORDAT_WAIVERS_H

#include "concordat/review.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Read a file of waivers from YAML text, which must outlive the result, as `file` must. Every problem goes to `diags` with
 * its place; NULL once an error was added, so that a broken file never looks as if it excused nothing. It serves any number
 * of reviews: see cdt_review_options. Release with cdt_waiver_file_free().
 */
cdt_waiver_file *cdt_waiver_file_read(const char *file, const char *text, size_t len, cdt_diags *diags);
void cdt_waiver_file_free(cdt_waiver_file *waivers); /* NULL is allowed */

size_t cdt_waiver_file_count(const cdt_waiver_file *waivers);

/* Waiver number `index` as the file states it; its state is that of the day, and says nothing of whether it excuses. It
 * belongs to the file. */
const cdt_waiver *cdt_waiver_file_at(cdt_waiver_file *waivers, size_t index, int as_of);

/* Room for "sha256:", 64 digits and a NUL. */
#define CDT_DIGEST_SIZE 72

/* A digest of what a waiver of this outcome excuses, at or below `path` ("" for all of it): it changes when a fact at one of
 * the findings changes, or when there is another finding. */
void cdt_waiver_digest(const cdt_review *review, const cdt_outcome *outcome, const char *path,
                       char digest[CDT_DIGEST_SIZE]);

#ifdef __cplusplus
}
#endif
#endif
