/* guide_page.h - what the guide is made of, written by each format in its own way (guide_text.c, guide_markdown.c,
 * guide_html.c). Text comes as it is and is escaped there. */
#ifndef CDT_REPORT_GUIDE_PAGE_H
#define CDT_REPORT_GUIDE_PAGE_H

#include "report/layout.h"

typedef struct cdt_page {
    cdt_buf *out;
    cdt_layout layout; /* of text */
    bool in_check;     /* of HTML: an element to be closed */
} cdt_page;

typedef struct cdt_page_format {
    void (*begin)(cdt_page *page, const char *title);
    void (*heading)(cdt_page *page, unsigned level, const char *text); /* level 1: a checklist; 2: a group */
    void (*check)(cdt_page *page, const char *title, const char *about);
    void (*label)(cdt_page *page, const char *label);                  /* heads the items or the wording that follow */
    void (*item)(cdt_page *page, const char *text);
    void (*items_end)(cdt_page *page);
    void (*line)(cdt_page *page, const char *label, const char *text); /* `label` may be "" */
    void (*wording)(cdt_page *page, const char *text);                 /* its line ends are kept */
    void (*end)(cdt_page *page);
} cdt_page_format;

extern const cdt_page_format cdt_page_text, cdt_page_markdown, cdt_page_html;

#endif
