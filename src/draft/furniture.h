/* furniture.h - lines of a text that belong to its pages: page numbers, running headers and footers. */
#ifndef CDT_DRAFT_FURNITURE_H
#define CDT_DRAFT_FURNITURE_H

#include "draft/lines.h"

/* Sets `furniture` where it is. */
void cdt_find_furniture(cdt_arena *arena, cdt_lines *lines);

#endif
