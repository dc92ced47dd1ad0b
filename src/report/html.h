/* html.h - the parts of the HTML report: the page around all (html.c), and what a review is made of (html_paper.c). */
#ifndef CDT_REPORT_HTML_H
#define CDT_REPORT_HTML_H

#include "report/paper.h"

extern const cdt_paper_format cdt_paper_html;

/* `text` between two pieces of markup, escaped. */
void cdt_html_put(cdt_buf *out, const char *before, const char *text, const char *after);

/* The picture of one tally: its shares side by side, as wide as `most` checks would fill. */
void cdt_html_bar(cdt_buf *out, const cdt_tally *tally, size_t most);

#endif
