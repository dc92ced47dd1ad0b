/* typed.h - numbers that were typed at the beginnings of lines, inside what a format takes for one paragraph. */
#ifndef CDT_DRAFT_TYPED_H
#define CDT_DRAFT_TYPED_H

#include "draft/build.h"

/* Hand the block over, as several where lines of its text begin with typed numbers ("(a)", "2.1"): formats know only some
 * of these. Lines of the file count up with those of the text. */
void cdt_typed_build(cdt_builder *builder, const cdt_block *block);

/* Does the text begin with a number that was typed, not with a bullet? */
bool cdt_typed_label(cdt_str text);

#endif
