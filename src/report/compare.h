/* compare.h - what changed between two sets of reviews, told to people (text, Markdown, HTML) and machines (JSON). */
#ifndef CDT_REPORT_COMPARE_H
#define CDT_REPORT_COMPARE_H

#include "base/buf.h"
#include "review/compare.h"

/* In the order of the option's choices. */
typedef enum cdt_compare_format {
    CDT_COMPARE_TEXT,
    CDT_COMPARE_JSON,
    CDT_COMPARE_MARKDOWN,
    CDT_COMPARE_HTML
} cdt_compare_format;

/* Agreements that are on one side only, by what they are known by. */
typedef struct cdt_compared {
    const cdt_comparison *at;
    size_t count;
    const cdt_review *const *added, *const *removed;
    size_t added_count, removed_count;
    const char *before, *after; /* what was compared, as it was named */
    bool quotes;                /* values and words may be shown */
} cdt_compared;

/* Write it. `width` and `color` are for text. HTML is one file without scripts, and nothing in it is fetched from elsewhere. */
void cdt_compare_write(cdt_buf *out, cdt_compare_format format, const cdt_compared *compared, unsigned width,
                       bool color);

/* compare_json.c: concordat.comparison/v1 */
void cdt_compare_json(cdt_buf *out, const cdt_compared *compared);

#endif
