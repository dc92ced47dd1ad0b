/* wanted.h - what an answer to a question looks like, told to people who know no YAML, and how short it may be. */
#ifndef CDT_YAML_WANTED_H
#define CDT_YAML_WANTED_H

#include "yaml/schema.h"

/* Where the answer is written: in a description, or in one cell of a table, where a list has ; between its items. */
typedef enum cdt_form { CDT_IN_YAML, CDT_IN_CELL } cdt_form;

/* "yes or no"; "a date such as 2026-04-01"; "one of: draft, signed"; "the id of a party or body, or all". */
void cdt_wanted_write(cdt_buf *out, const cdt_schema *schema, cdt_form form);

/* The property that plain text stands for in an element of a list of objects: the one that names it, else the one of the
 * short form, else the first. NULL: `items` is no object. */
const cdt_property *cdt_wanted_key(const cdt_schema *list);

/* May an element say more of itself in words than its id? The property for that ("name", "what", "title"); NULL: none. */
const cdt_property *cdt_wanted_name(const cdt_schema *items);

#endif
