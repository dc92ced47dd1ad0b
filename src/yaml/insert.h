/* insert.h - adding facts to a description without touching its text: new lines go behind the mapping or list they belong
 * to, answers behind keys that are blank or whose fact is open; every other line and comment stays as it is. */
#ifndef CDT_YAML_INSERT_H
#define CDT_YAML_INSERT_H

#include "yaml/outline.h"

/* Told of each entry that cannot be added, with what stands in its way. */
typedef void (*cdt_refuse_fn)(void *context, const cdt_entry *entry, const char *reason);

/*
 * Write the document's text with the outline's facts into `out`. A schema must have been applied to the document, which must
 * hold one YAML document from line 1 on. `tags` gets the entry's tag for each line that was added, 0 for the others (from line
 * 1, one number a line, in the outline's arena). false: something was refused; `out` is of no use then.
 */
bool cdt_outline_insert(cdt_outline *outline, const cdt_document *document, cdt_buf *out, const unsigned **tags,
                        size_t *tag_count, cdt_refuse_fn refuse, void *context);

/* Does `after` say all that `before` says? Facts that were not stated or open before may differ. */
bool cdt_node_kept(const cdt_node *before, const cdt_node *after);

#endif
