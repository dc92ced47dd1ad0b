/* guide.h - the whole of a checklist on paper, without an agreement: what each check wants, why, what to do about it, how to
 * word it and who says so, with a box to tick. */
#ifndef CDT_REPORT_GUIDE_H
#define CDT_REPORT_GUIDE_H

#include "base/buf.h"
#include "concordat/checklist.h"

/* In the order of the option's choices. */
typedef enum cdt_guide_format { CDT_GUIDE_TEXT, CDT_GUIDE_MARKDOWN, CDT_GUIDE_HTML } cdt_guide_format;

/* Write the guide of these checklists. `width` and `color` are for text. HTML is one file without scripts, and nothing in it
 * is fetched from elsewhere. */
void cdt_guide_write(cdt_buf *out, cdt_guide_format format, const cdt_checklist *const *lists, size_t count, unsigned width,
                     bool color);

#endif
