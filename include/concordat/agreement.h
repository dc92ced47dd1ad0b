/* agreement.h - an agreement's description: the stated facts, each with its place.
 *
 * A library (here: the schemas and the data that are built in) is made once. Agreements are read from text, one YAML
 * document each; what does not fit the schema is reported with its place, and such an agreement is not reviewed.
 */
#ifndef CONCORDAT_AGREEMENT_H
#define CONCORDAT_AGREEMENT_H

#include "concordat/diag.h"
#include "concordat/zones.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The schemas, compiled; read-only once made, so that any number of threads may share it. */
typedef struct cdt_library cdt_library;

cdt_library *cdt_library_new(void);
void cdt_library_free(cdt_library *library); /* after everything that was read with it */

/* Where conditions look time zones up; borrowed. Set before the first review; without it they know UTC and offsets only. */
void cdt_library_set_zones(cdt_library *library, const cdt_zones *zones);

typedef struct cdt_agreement cdt_agreement;

/*
 * Read one description. `text` need not end in a NUL and must outlive the result, as `file` (the name that is shown) must.
 * `first_line` is the file's line on which the text begins, `number` which document of the file it is, from 0.
 * Problems go to `diags`. Never NULL; release with cdt_agreement_free().
 */
cdt_agreement *cdt_agreement_read(const cdt_library *library, const char *file, const char *text, size_t len,
                                  unsigned first_line, unsigned number, cdt_diags *diags);

void cdt_agreement_free(cdt_agreement *agreement);

/* May it be reviewed: it was read without an error. */
bool cdt_agreement_is_valid(const cdt_agreement *agreement);

/* Borrowed; "" where it does not say, or could not be read. */
const char *cdt_agreement_title(const cdt_agreement *agreement);
const char *cdt_agreement_reference(const cdt_agreement *agreement);
const char *cdt_agreement_file(const cdt_agreement *agreement);
unsigned cdt_agreement_number(const cdt_agreement *agreement);

/* "sha256:" and 64 hexadecimal digits of the document's text. */
const char *cdt_agreement_digest(const cdt_agreement *agreement);

/* The first key of `text` says what kind of file it is: "concordat.agreement/v1" of `schema: concordat.agreement/v1`.
 * Writes at most `room` bytes with a NUL and returns true where the first key is `schema` and has a plain value. */
bool cdt_kind_of_text(const char *text, size_t len, char *kind, size_t room);

#ifdef __cplusplus
}
#endif
#endif
