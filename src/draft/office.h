/* office.h - what the readers of Word and OpenDocument files share. */
#ifndef CDT_DRAFT_OFFICE_H
#define CDT_DRAFT_OFFICE_H

#include "base/buf.h"
#include "draft/xml.h"

/* Add the error for a part that was refused. Returns false, as a reader then does. */
bool cdt_office_refuse(cdt_diags *diags, const char *file, cdt_str part, const cdt_xml_outcome *outcome);

/* Does a running header say that this is a draft or which version? Then what it says, cut to a length for a sentence, with
 * single blanks; else an empty text. */
cdt_str cdt_office_draft_header(cdt_arena *arena, cdt_str words);

#endif
