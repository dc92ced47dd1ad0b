/* html_gate.h - what an HTML page may ask of its parser: elements inside each other, and attributes of one of them, cost it
 * the square of their number. */
#ifndef CDT_DRAFT_HTML_GATE_H
#define CDT_DRAFT_HTML_GATE_H

#include "base/str.h"

typedef enum cdt_html_gate {
    CDT_HTML_PASSES,
    CDT_HTML_TOO_DEEP,
    CDT_HTML_TOO_MANY_TAGS,
    CDT_HTML_TOO_MANY_ATTRIBUTES
} cdt_html_gate;

/* Looks only at tags. `*line`: where it does not pass. */
cdt_html_gate cdt_html_judge(cdt_str page, unsigned *line);

#endif
