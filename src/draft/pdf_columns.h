/* pdf_columns.h - pages with two columns, whose lines a converter has put beside each other: read one column after the other,
 * where it is sure that they are columns of a text and no table. */
#ifndef CDT_DRAFT_PDF_COLUMNS_H
#define CDT_DRAFT_PDF_COLUMNS_H

#include "base/arena.h"
#include "base/str.h"

/* `text` with its columns one below the other, page by page: itself where there are none. *pages: on how many there are. */
cdt_str cdt_pdf_uncolumn(cdt_arena *arena, cdt_str text, size_t *pages);

#endif
