/* first_lines.h - on which line each of many texts came first, in some twenty bytes a text: a stream may have any number of
 * agreements, and each has a reference of its own.
 *
 * Texts are known by 96 bits of their SHA-256: that two that differ are taken for one does not happen. Where the table has no
 * more room, a small part of it grows by a quarter. */
#ifndef CDT_CLI_FIRST_LINES_H
#define CDT_CLI_FIRST_LINES_H

#include "base/str.h"

struct cdt_lines_part;

/* All zero: no text was seen. */
typedef struct cdt_first_lines {
    struct cdt_lines_part *parts; /* NULL before the first text */
} cdt_first_lines;

/* The line on which the text came first; 0: it is new, and from now on it is that of `line`, which is not 0. */
unsigned cdt_first_lines_hold(cdt_first_lines *lines, cdt_str text, unsigned line);

/* Forget them all. */
void cdt_first_lines_free(cdt_first_lines *lines);

#endif
