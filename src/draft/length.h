/* length.h - lengths as styles of pages and OpenDocument files have them: "1.27cm", "-36pt", "0.5in". */
#ifndef CDT_DRAFT_LENGTH_H
#define CDT_DRAFT_LENGTH_H

#include "base/str.h"

#define CDT_LENGTH_LAST 100000 /* no page is so wide */

/* In twentieths of a point, which a page's pixel has fifteen of; `otherwise` where the text is no length with such a unit. */
int cdt_length_of(cdt_str text, int otherwise);

#endif
