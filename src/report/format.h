/* format.h - what a format of reports is made of. A format is one row in format.c and up to four functions, which put text
 * into the report's buffer; the report writes it out after each call, so nothing grows with the number of agreements but
 * what a format itself keeps for its end. */
#ifndef CDT_REPORT_FORMAT_H
#define CDT_REPORT_FORMAT_H

#include "base/arena.h"
#include "base/buf.h"
#include "concordat/report.h"
#include "report/escape.h"
#include "report/excerpt.h"

/* Each function may be NULL where the format has nothing to say there. */
typedef struct cdt_report_format {
    const char *name, *title;
    bool confidential; /* read by others, such as the log of a pipeline: quotes nothing unless that was asked for */
    bool bare;         /* shows neither the lines of the file nor reasons */
    void (*open)(cdt_report *report);
    void (*add)(cdt_report *report, const cdt_review *review);
    void (*problems)(cdt_report *report, const cdt_diags *diags);
    void (*close)(cdt_report *report);
} cdt_report_format;

struct cdt_report {
    const cdt_report_format *format;
    cdt_report_options options;
    const char *as_of;
    cdt_buf out;       /* made, not yet written */
    cdt_arena arena;   /* what is kept until the end */
    cdt_arena scratch; /* emptied after each call */
    void *state;       /* of the format, in `arena` */
    cdt_write_fn write;
    void *to;
    bool failed;
};

/* Write what was made so far. */
void cdt_report_flush(cdt_report *report);

extern const cdt_report_format cdt_report_text, cdt_report_compact, cdt_report_json, cdt_report_ndjson,
    cdt_report_sarif, cdt_report_junit, cdt_report_tap, cdt_report_github, cdt_report_gitlab, cdt_report_markdown,
    cdt_report_html, cdt_report_csv;

#endif
