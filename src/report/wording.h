/* wording.h - model wording, whose lines are as wide as the file it stands in. */
#ifndef CDT_REPORT_WORDING_H
#define CDT_REPORT_WORDING_H

#include "base/buf.h"

/* The same with lines filled up again, as a page is not as wide as the file: a line for each paragraph and each item. */
void cdt_wording_fill(cdt_buf *out, const char *text);

#endif
