/* text.h - the report for people, in parts: one finding, one check, one review, the end. */
#ifndef CDT_REPORT_TEXT_H
#define CDT_REPORT_TEXT_H

#include "report/format.h"
#include "report/layout.h"
#include "report/order.h"

/* How a review came out, kept for the summary at the end of the run. */
typedef struct cdt_text_line {
    struct cdt_text_line *next;
    const char *title, *reference, *file;
    bool reviewed;
    size_t gaps, high, unanswered, waived, errors;
} cdt_text_line;

/* A source or a checklist that some review used; each once. */
typedef struct cdt_text_used {
    struct cdt_text_used *next;
    const char *name, *text;
} cdt_text_used;

typedef struct cdt_text {
    cdt_report *report;
    cdt_layout layout;
    size_t reviews;
    bool told; /* something was written; a blank line parts it from what comes */
    cdt_text_line *lines, **last_line;
    cdt_text_used *sources, **last_source, *checklists, **last_checklist;
} cdt_text;

cdt_ink cdt_text_ink(cdt_severity severity);

/* "1 gap", "2 gaps" */
const char *cdt_text_plural(size_t count, const char *one, const char *more, char out[64]);

/* What a finding says: its message, or its question where one fact is not stated. */
const char *cdt_text_message(const cdt_finding *finding);

/* Those who can answer a question: "HR" for "hr". */
const char *cdt_text_who(const char *asked_of);

/* A problem in an input file, with its line. */
void cdt_text_problem(cdt_text *text, const cdt_diag *diag);

/* The line of the input at a place, with its number. */
void cdt_text_excerpt(cdt_text *text, cdt_place place, unsigned alias_line, const char *line, cdt_ink ink);

/* The best passages of the draft for a check: where, and what they say. */
void cdt_text_evidence(cdt_text *text, const cdt_outcome *outcome);
void cdt_text_value(cdt_text *text, const cdt_evidence *evidence); /* " (12 months)"; nothing where it has none */

/* "high, falls short: Title [checklist/id]"; `what` in place of "falls short", NULL: what the outcome says. */
void cdt_text_title(cdt_text *text, const cdt_ordered *ordered, const char *what, unsigned indent);

/* text_clause.c: the review clause by clause, then what stands at none. */
void cdt_text_by_clause(cdt_text *text, const cdt_review *review, const cdt_ordered *all);

/* One check with its findings: `number` stands before it where it is not 0. */
void cdt_text_check(cdt_text *text, const cdt_ordered *ordered, size_t number);

/* The end of the run: a line for each agreement where there are several, sources, and what the report is not. */
void cdt_text_end(cdt_text *text);

/* Remember what the end needs of a review. */
void cdt_text_keep(cdt_text *text, const cdt_review *review);

#endif
