/* starter.h - a description to begin with: every fact that some check reads, blank below its question. */
#ifndef CDT_REVIEW_STARTER_H
#define CDT_REVIEW_STARTER_H

#include "concordat/draft.h"
#include "review/reads.h"

/* Write it. It is a valid description as it stands: what is blank is not stated, and lists hold one item each as a comment. */
void cdt_starter_write(cdt_buf *out, const cdt_reads *reads, cdt_str title);

/* The same with the facts that `draft` states for sure, each with its clause as a comment; its questions are what is open. */
void cdt_starter_of_draft(cdt_buf *out, const cdt_reads *reads, const cdt_draft *draft, cdt_str title);

#endif
