/* guess.h - files that people give where YAML is wanted. */
#ifndef CDT_DRAFT_GUESS_H
#define CDT_DRAFT_GUESS_H

#include "base/str.h"

/* What a file with these bytes at its beginning is, and what to do, where it is no text that could be YAML; NULL: nothing known.
 */
const char *cdt_file_is_foreign(cdt_str bytes);

#endif
