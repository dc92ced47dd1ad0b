/* pdf_terms.h - tables of definitions on the pages of a PDF: a term in the first column, and its meaning beside it and in the
 * lines below, which the lines of the page would mix. */
#ifndef CDT_DRAFT_PDF_TERMS_H
#define CDT_DRAFT_PDF_TERMS_H

#include "draft/lines.h"

/* A line of such a table. Texts are empty where it has none of that column. */
typedef struct cdt_term_line {
    cdt_str term, meaning;
    bool begins; /* the row does */
} cdt_term_line;

#define CDT_TERM_LINES 400 /* a longer table is read in pieces */

/* The lines of a table of definitions from line `from` on, where it is sure that one begins there; returns how many, or 0. */
size_t cdt_pdf_terms(const cdt_lines *lines, size_t from, cdt_term_line out[CDT_TERM_LINES]);

#endif
