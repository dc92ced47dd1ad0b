/* paper.h - the report as a document: what it says and in which order (paper.c, paper_check.c), and how a format writes that
 * (html.c, markdown.c). Text comes as it is; the format escapes it. */
#ifndef CDT_REPORT_PAPER_H
#define CDT_REPORT_PAPER_H

#include "report/format.h"
#include "report/order.h"

/* How the checks of a group came out, or all of them. */
typedef struct cdt_tally {
    const char *title;
    const char *anchor;              /* of the group among the gaps; "" where it has none */
    size_t severities[CDT_HIGH + 1]; /* gaps that count */
    size_t outcomes[CDT_OUTCOMES];   /* history and gaps that count are both under CDT_OUTCOME_GAP */
    size_t history, known, checks;
} cdt_tally;

/* A column of a table; its cells are text, code or numbers. */
typedef struct cdt_column {
    const char *title;
    char kind; /* 't', 'c', 'n' */
} cdt_column;

typedef struct cdt_paper_check {
    const char *anchor;
    size_t number; /* 0: none */
    const char *title, *name;
    cdt_severity severity;
    const char *label; /* "falls short" */
} cdt_paper_check;

typedef struct cdt_paper cdt_paper;

typedef struct cdt_paper_format {
    void (*title)(cdt_paper *paper, const char *title, const char *about);
    void (*section)(cdt_paper *paper, const char *anchor, const char *title); /* ends the one before */
    void (*group)(cdt_paper *paper, const char *anchor, const char *title);
    void (*verdict)(cdt_paper *paper, const char *text);
    void (*para)(cdt_paper *paper, const char *text);
    void (*warning)(cdt_paper *paper, const char *label, const char *text);
    void (*tallies)(cdt_paper *paper, const cdt_tally *all, size_t count, const cdt_tally *sum);
    void (*item)(cdt_paper *paper, const char *anchor, const char *label, const char *text, const char *more);
    void (*items_end)(cdt_paper *paper);
    void (*table)(cdt_paper *paper, const char *caption, const cdt_column *columns, size_t count);
    void (*row)(cdt_paper *paper, const cdt_column *columns, const char *const *cells, size_t count);
    void (*table_end)(cdt_paper *paper);
    void (*check)(cdt_paper *paper, const cdt_paper_check *check);
    void (*message)(cdt_paper *paper, const char *label, const char *text); /* `label` may be "" */
    void (*place)(cdt_paper *paper, const char *text);
    void (*excerpt)(cdt_paper *paper, cdt_place place, const char *line);
    void (*quote)(cdt_paper *paper, const char *where, const char *text);
    void (*term)(cdt_paper *paper, const char *label, const char *text);
    void (*wording)(cdt_paper *paper, const char *label, const char *text); /* line ends stay */
    void (*check_end)(cdt_paper *paper);
    void (*end)(cdt_paper *paper); /* of a review */
} cdt_paper_format;

/* A heading, for a list of contents. */
typedef struct cdt_paper_section {
    struct cdt_paper_section *next;
    const char *anchor, *title;
} cdt_paper_section;

/* What some review was held against or rests on, told once at the end. */
typedef struct cdt_paper_used {
    struct cdt_paper_used *next;
    const char *label, *name, *text;
} cdt_paper_used;

struct cdt_paper {
    const cdt_paper_format *format;
    cdt_report *report;
    cdt_buf *out;
    unsigned level;  /* of the title of a review: 1, or 2 below that of the report */
    unsigned review; /* number of the review, from 1 */
    size_t rows;     /* of the table, or items of the list, so far */
    bool in_section, in_list, in_terms;
    cdt_paper_section *sections, **last_section; /* kept from one review to the next only where that is wanted */
    cdt_paper_used *used;
};

/* One review. */
void cdt_paper_review(cdt_paper *paper, const cdt_review *review);

/* One check with its findings and what is known of it; paper_check.c. */
void cdt_paper_put_check(cdt_paper *paper, const cdt_ordered *ordered, size_t number, const char *anchor);

/* Problems in files. */
void cdt_paper_put_problems(cdt_paper *paper, const cdt_diags *diags);

/* Remember checklists and sources; then tell them, and what the report is not. */
void cdt_paper_keep(cdt_paper *paper, const cdt_review *review);
void cdt_paper_end(cdt_paper *paper);

/* How the checks of each group came out, in `tallies` (in the report's scratch), and all of them in `sum`. */
size_t cdt_paper_tallies(const cdt_paper *paper, const cdt_review *review, const cdt_ordered *all, cdt_tally **tallies,
                         cdt_tally *sum);

/* "r2-g5" */
const char *cdt_paper_anchor(const cdt_paper *paper, char kind, size_t number);

/* The title of an agreement, else its reference, else its file. */
const char *cdt_paper_name(const cdt_review *review);

/* The kinds of an outcome that a picture shows apart, in their order; each with a word for its style, and its heading. */
typedef struct cdt_share {
    const char *style, *title;
} cdt_share;

#define CDT_SHARES 10
#define CDT_SHARE_WAIVED 6
#define CDT_SHARE_MET 8
extern const cdt_share cdt_shares[CDT_SHARES];
size_t cdt_share_of(const cdt_tally *tally, size_t share);

#endif
