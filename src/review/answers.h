/* answers.h - a table of answers (`concordat questions --format csv`, filled in by somebody) made into a description, or
 * added to one. */
#ifndef CDT_REVIEW_ANSWERS_H
#define CDT_REVIEW_ANSWERS_H

#include "base/buf.h"
#include "concordat/agreement.h"

/* A table, as it was read: RFC 4180 with a header that names the columns `path` and `answer`; others are passed over. */
typedef struct cdt_table {
    const char *file; /* as it is shown */
    cdt_str text;
} cdt_table;

/*
 * Write a description that says what the answers say. Each must fit the fact at its path; what does not is told in `diags`
 * by row and column, with what to write instead. `title` NULL: as a row says, else a placeholder. false: there was an error.
 */
bool cdt_answers_write(cdt_buf *out, const cdt_library *library, const cdt_table *table, const char *title,
                       cdt_diags *diags);

/* Write the description `into`, which must be valid and alone in its file, with the answers added: its own lines and comments
 * stay. An answer to what is stated already is an error. */
bool cdt_answers_insert(cdt_buf *out, const cdt_agreement *into, const cdt_table *table, cdt_diags *diags);

#endif
