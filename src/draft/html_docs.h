/* html_docs.h - lists as Google Docs writes them into a page: each level is a list of its own, none stands inside another, and
 * only the class tells which list and level it is ("lst-kix_abc-1"). How its numbers look stands in the page's style.
 */
#ifndef CDT_DRAFT_HTML_DOCS_H
#define CDT_DRAFT_HTML_DOCS_H

#include <gumbo.h>

#include "base/arena.h"
#include "base/map.h"

#define CDT_HTML_DOCS_LEVELS 9

/* A list, with the numbers that came last at each level. */
typedef struct cdt_html_docs_list {
    int id; /* from 1 */
    int last[CDT_HTML_DOCS_LEVELS];
} cdt_html_docs_list;

typedef struct cdt_html_docs {
    cdt_arena *arena;
    cdt_map lists;  /* by name */
    cdt_map styles; /* by class: the "content" of its items' numbers, a cdt_str */
    int count;
} cdt_html_docs;

/* Learn from the text of a style element, which has to last. */
void cdt_html_docs_learn(cdt_html_docs *docs, cdt_str style);
void cdt_html_docs_free(cdt_html_docs *docs);

/* The list that the ol or ul is of, with its class and level; NULL: it is no such list. */
cdt_html_docs_list *cdt_html_docs_find(cdt_html_docs *docs, const GumboNode *element, cdt_str *class, int *level);

/* The next number of the list at this level, as the page shows it: "2.1", "(a)". */
const char *cdt_html_docs_number(cdt_html_docs *docs, cdt_html_docs_list *list, cdt_str class, int level, int value);

#endif
