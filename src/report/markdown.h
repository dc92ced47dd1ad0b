/* markdown.h - the parts of the Markdown report: all of it (markdown.c), and what a review is made of (markdown_paper.c). */
#ifndef CDT_REPORT_MARKDOWN_H
#define CDT_REPORT_MARKDOWN_H

#include "report/paper.h"

extern const cdt_paper_format cdt_paper_markdown;

/* `text` between two pieces of markup, escaped. */
void cdt_markdown_put(cdt_buf *out, const char *before, const char *text, const char *after);

#endif
