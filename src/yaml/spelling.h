/* spelling.h - how to write what a user meant: a date, a sum, yes or no in a spelling that is not read. */
#ifndef CDT_YAML_SPELLING_H
#define CDT_YAML_SPELLING_H

#include "yaml/schema.h"

/* "; write 2026-04-01" for "1 April 2026", and the like; the empty text where nothing better is known. */
void cdt_spelling(const cdt_schema *schema, cdt_str found, char *out, size_t room);

#endif
