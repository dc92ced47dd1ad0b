/* items.h - adding items to a list of a file and taking some out, with every other line and comment as it is. */
#ifndef CDT_YAML_ITEMS_H
#define CDT_YAML_ITEMS_H

#include "base/buf.h"
#include "yaml/tree.h"

/* Write the document's text without the items of `list` for which `gone` is true; the comment lines right above an item go
 * with it. The document must begin on line 1, the list must be one item a line (block style). */
void cdt_items_without(const cdt_document *document, const cdt_node *list, const bool *gone, cdt_buf *out);

/* Write the document's text with `item` behind the last of `list`: lines of YAML as they would stand behind "- ", with line
 * feeds between them. A list that is blank or [] becomes one. */
void cdt_items_with(const cdt_document *document, const cdt_node *list, cdt_str item, cdt_buf *out);

/* Can it be edited so: is it in block style, or is there nothing in it? */
bool cdt_items_editable(const cdt_node *list);

#endif
