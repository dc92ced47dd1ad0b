/* book.h - all reviews of a report as documents (paper.h), for formats that begin with a summary: what is at the front is
 * known only at the end. One review has the page for itself; several stand below a title of their own. */
#ifndef CDT_REPORT_BOOK_H
#define CDT_REPORT_BOOK_H

#include "report/paper.h"

/* A subject that some checklist has. */
typedef struct cdt_book_column {
    struct cdt_book_column *next;
    const char *title;
} cdt_book_column;

/* What the summary tells of one review. */
typedef struct cdt_book_line {
    struct cdt_book_line *next;
    unsigned review;
    const char *name, *reference;
    bool reviewed;
    cdt_tally sum;
    cdt_tally *tallies;
    size_t count;
} cdt_book_line;

typedef struct cdt_book {
    cdt_paper paper;             /* its `review` is how many there are */
    cdt_buf alone;               /* the first review as the only one */
    cdt_buf several;             /* all as some of many */
    cdt_buf problems;            /* of no agreement */
    cdt_paper_section *sections; /* of the only review */
    cdt_book_line *lines, **last_line;
    cdt_book_column *columns, **last_column;
    const char *first;
} cdt_book;

/* The functions of a format; the book is the report's state. */
void cdt_book_open(cdt_report *report, const cdt_paper_format *format);
void cdt_book_add(cdt_report *report, const cdt_review *review);
void cdt_book_problems(cdt_report *report, const cdt_diags *diags);

/* The title of the report: of its only agreement, or how many there are. */
const char *cdt_book_title(cdt_report *report);

/* The reviews, ready to be written. */
cdt_str cdt_book_text(const cdt_book *book);

void cdt_book_free(cdt_book *book);

#endif
