/* furniture.h - lines of a text that belong to its pages: page numbers, running headers and footers. */
#ifndef CDT_DRAFT_FURNITURE_H
#define CDT_DRAFT_FURNITURE_H

#include "draft/lines.h"

/* Sets `furniture` where it is. */
void cdt_find_furniture(cdt_arena *arena, cdt_lines *lines);

/* "Page 3 of 12", "- 3 -", "[3]", "3 of 12": a page number and nothing else. `*plain`: only digits, which might be something
 * else. */
bool cdt_is_page_number(cdt_str text, bool *plain);

#endif
