/* trace.h - conditions and why they came out so, told to people and as JSON; for `eval --trace` and `check --trace`.
 *
 * Both have the same tree: a condition; the parts that account for its outcome; around those that speak of an element of a
 * list, the comprehension and the element; under each, the values that it read with their places.
 */
#ifndef CDT_REPORT_TRACE_H
#define CDT_REPORT_TRACE_H

#include "base/json.h"
#include "report/layout.h"
#include "review/trace.h"

typedef struct cdt_trace_style {
    bool quotes; /* show values of the description */
    bool why;    /* show the explanation; else a condition's outcome alone */
} cdt_trace_style;

/* The explanation of one condition, `indent` columns in. */
void cdt_trace_put_why(cdt_layout *layout, const cdt_traced *traced, cdt_trace_style style, unsigned indent);

/* A whole check: each condition with its place, its text, its outcome and why. */
void cdt_trace_put(cdt_layout *layout, const cdt_agreement *agreement, const cdt_trace *trace, cdt_trace_style style);

/* The object around all traces of a run, and one trace in it. */
void cdt_trace_json_open(cdt_json *json);
void cdt_trace_json(cdt_json *json, const cdt_agreement *agreement, const cdt_trace *trace, cdt_trace_style style);
void cdt_trace_json_close(cdt_json *json);

#endif
