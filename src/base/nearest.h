/* nearest.h - "did you mean": the known word that lies closest to a misspelt one. */
#ifndef CDT_BASE_NEAREST_H
#define CDT_BASE_NEAREST_H

#include "base/str.h"

/* Feed it every known word; `best` is the nearest so far, of length 0 while none is near. Start with
 * (cdt_nearest){ .word = misspelt }. */
typedef struct cdt_nearest {
    cdt_str word;
    cdt_str best;
    size_t distance;
} cdt_nearest;

/* Near: one third of the letters differ at most (insert, delete, change, swap of two neighbours), two at most; `-`, `_` and
 * blanks count as the same, and so does case. Words over 64 bytes are never near. */
void cdt_nearest_try(cdt_nearest *nearest, cdt_str known);

#endif
