/* excerpt.h - the part of a source line that a report shows: all of it, or what stands around the place in a long one. */
#ifndef CDT_REPORT_EXCERPT_H
#define CDT_REPORT_EXCERPT_H

#include "base/str.h"
#include "concordat/diag.h"

#define CDT_EXCERPT 240 /* characters that are shown at most */

typedef struct cdt_excerpt {
    cdt_str text;   /* nothing where there is no line */
    unsigned first; /* characters of the line before it */
} cdt_excerpt;

/* `line` may be NULL. Cutting what was cut already, with blanks for what is missing before it, gives the same again: a saved
 * report shows what the review showed. */
cdt_excerpt cdt_excerpt_of(const char *line, cdt_place place);

#endif
