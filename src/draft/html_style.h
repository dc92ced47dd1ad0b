/* html_style.h - what elements of an HTML page are, and how they are shown, as far as words depend on it. */
#ifndef CDT_DRAFT_HTML_STYLE_H
#define CDT_DRAFT_HTML_STYLE_H

#include <gumbo.h>
#include <stdbool.h>

#include "base/arena.h"

/* NULL where a node has none. */
const GumboVector *cdt_html_children(const GumboNode *node);

bool cdt_html_is_block(GumboTag tag);  /* a paragraph ends before it and behind it */
bool cdt_html_is_silent(GumboTag tag); /* scripts, styles, the head */
bool cdt_html_is_hidden(const GumboNode *element);
bool cdt_html_is_bold(const GumboNode *element);

/* What word processors mark in the pages that they save. */
typedef enum cdt_html_role {
    CDT_HTML_PLAIN,
    CDT_HTML_NUMBER,    /* the number or bullet of a paragraph, as it was computed */
    CDT_HTML_NOTE_MARK, /* in the words, or before those of the note */
    CDT_HTML_NOTE,      /* a footnote or endnote */
    CDT_HTML_COMMENT
} cdt_html_role;

cdt_html_role cdt_html_role_of(const GumboNode *element);

/* Of a paragraph that Word has in a list: the list's number, from 1, and its level, from 0. false: it is in none. */
bool cdt_html_word_list(const GumboNode *element, int *list, int *level);

/* '1', 'a', 'A', 'i', 'I'; '*' of bullets, ' ' where it shows none; the number of its first item; and -1 for `step` where it
 * counts down, else 1. */
char cdt_html_list_type(const GumboNode *list, int *start, int *step);

/* The same of a name that styles have ("lower-latin"); `unknown` where it is none. */
char cdt_html_type_named(cdt_str name, char unknown);

/* Does the item show no number, nor is counted? */
bool cdt_html_item_is_plain(const GumboNode *item);

/* The number that an item gives itself. */
bool cdt_html_item_value(const GumboNode *item, int *value);

/* As a browser shows it: "3.", "c.", "III.". */
const char *cdt_html_number(cdt_arena *arena, char type, int value);

/* A length of the element's own style, in twentieths of a point; 0 where it has none in a unit of the paper's or the page's. */
int cdt_html_length(const GumboNode *element, const char *property);

/* Columns of a cell, at least 1. */
int cdt_html_span(const GumboNode *cell);

#endif
