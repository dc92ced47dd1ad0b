/* starter.h - a description to begin with: every fact that some check reads, blank below its question. */
#ifndef CDT_REVIEW_STARTER_H
#define CDT_REVIEW_STARTER_H

#include "review/reads.h"

/* Write it. It is a valid description as it stands: what is blank is not stated, and lists hold one item each as a comment. */
void cdt_starter_write(cdt_buf *out, const cdt_reads *reads, cdt_str title);

#endif
