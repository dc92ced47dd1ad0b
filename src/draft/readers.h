/* readers.h - the readers that formats.def names, and how a file is known to be one of theirs. */
#ifndef CDT_DRAFT_READERS_H
#define CDT_DRAFT_READERS_H

#include "draft/build.h"

typedef struct cdt_draft_row {
    const char *name, *title;
    cdt_read_fn *read;
} cdt_draft_row;

/* formats.def */
extern const cdt_draft_row cdt_draft_rows[];
extern const size_t cdt_draft_row_count;

#define FORMAT(name, title, function) cdt_read_fn function;
#include "draft/formats.def"
#undef FORMAT

/* The name of the format that these bytes, or else the ending of the name, speak of; it need not have a row here. NULL: no
 * draft; where the bytes are of something known, `*refusal` says what, and what to do, else it is NULL. */
const char *cdt_format_guess(cdt_str name, cdt_str bytes, const char **refusal);

#endif
