/* wording.h - model wording, whose lines are as wide as the file it stands in, and values as people write them. */
#ifndef CDT_REPORT_WORDING_H
#define CDT_REPORT_WORDING_H

#include "base/buf.h"

/* The same with lines filled up again, as a page is not as wide as the file: a line for each paragraph and each item. */
void cdt_wording_fill(cdt_buf *out, const char *text);

/* A value that was read from a draft: "P1Y6M" is "1 year 6 months", "P10D" in working days "10 working days", "50000" in GBP
 * "50000 GBP"; anything else stays as it is. */
void cdt_wording_value(cdt_buf *out, const char *value, const char *unit);

/* A fact that a draft states, which is YAML in one line: of `[{id: hill, name: "Hill Council"}, ...]` the names, with "; "
 * between them; anything else as it is. */
void cdt_wording_fact(cdt_buf *out, const char *value);

#endif
