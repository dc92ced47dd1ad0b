/* report.h - reviews as text for people and machines. */
#ifndef CONCORDAT_REPORT_H
#define CONCORDAT_REPORT_H

#include "concordat/review.h"

#ifdef __cplusplus
extern "C" {
#endif

/* How a report for people is laid out. */
typedef enum cdt_report_by {
    CDT_BY_USUAL, /* a draft alone by clause, all else by group */
    CDT_BY_CLAUSE,
    CDT_BY_GROUP,
    CDT_BY_SEVERITY
} cdt_report_by;

typedef struct cdt_report_options {
    bool color;             /* ANSI colours */
    unsigned width;         /* columns of text; 0: 80 */
    bool verbose;           /* more of the reasons; budgets used */
    bool quotes;            /* source lines and quoted clauses may be shown */
    bool always_quote;      /* also in formats that others read, such as those of public pipelines */
    unsigned show;          /* bit 1 << cdt_outcome_kind: which outcomes are told one by one beside gaps */
    cdt_report_by by;
    const char *program;    /* name and version of the tool are the library's own */
} cdt_report_options;

/* Receives text as it is made. false: stop (a full disk, a closed pipe). */
typedef bool (*cdt_write_fn)(void *to, const char *text, size_t len);

typedef struct cdt_report cdt_report;

/* One report over any number of reviews. A review is not needed after cdt_report_add() returns. */
cdt_report *cdt_report_open(const char *format, const cdt_report_options *options, const char *as_of, cdt_write_fn write,
                            void *to); /* NULL: no such format */
void cdt_report_add(cdt_report *report, const cdt_review *review);

/* Is it enough for the report if its reviews are bare, as cdt_review_options says? */
bool cdt_report_is_bare(const cdt_report *report);

/* Problems that belong to no agreement (a file that cannot be read, a checklist's warnings). */
void cdt_report_problems(cdt_report *report, const cdt_diags *diags);

/* Write what is left and release it. false: something could not be written. */
bool cdt_report_close(cdt_report *report);

/* Formats in the order in which --help shows them. */
size_t cdt_format_count(void);
const char *cdt_format_name(size_t index);
const char *cdt_format_title(size_t index);

/* Reports that were saved as JSON, or with one review a line, to be told again in any format: what is told is what the review
 * itself would have told. */
typedef struct cdt_saved cdt_saved;

cdt_saved *cdt_saved_new(void);
void cdt_saved_free(cdt_saved *saved);

/* Add the content of one file, which is not needed afterwards. Problems go to `diags`; false: it is no saved report, a damaged
 * one, or one of another day than those before, and `saved` is fit only to be freed. */
bool cdt_saved_read(cdt_saved *saved, const char *file, const char *text, size_t len, cdt_diags *diags);

/* The day of the reviews; "" before anything was read. */
const char *cdt_saved_as_of(const cdt_saved *saved);

/* The version of the program that made the last of them; "" before anything was read. */
const char *cdt_saved_tool(const cdt_saved *saved);

/* Do all of them have the lines that they quote? */
bool cdt_saved_quotes(const cdt_saved *saved);

/* What was told, in its order: a review, or problems of no agreement (the other is NULL). It belongs to `saved`. */
typedef struct cdt_saved_item {
    const cdt_review *review;
    const cdt_diags *problems;
} cdt_saved_item;

size_t cdt_saved_count(const cdt_saved *saved);
const cdt_saved_item *cdt_saved_at(const cdt_saved *saved, size_t index);

#ifdef __cplusplus
}
#endif
#endif
