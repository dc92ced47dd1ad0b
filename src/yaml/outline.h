/* outline.h - YAML to be written: facts put in by their paths, in any order, and written as one block at the right nesting.
 *
 *     cdt_outline outline = cdt_outline_of(schema);
 *     cdt_entry *entry = cdt_outline_at(&outline, "parties[south].resources.money");
 *     entry->comment = "What money does it commit?";
 *     cdt_outline_write(&outline, &buf, 0);
 *
 * gives
 *
 *     parties:
 *       - id: south
 *         resources:
 *           # What money does it commit?
 *           money:
 */
#ifndef CDT_YAML_OUTLINE_H
#define CDT_YAML_OUTLINE_H

#include "base/map.h"
#include "yaml/schema.h"

typedef struct cdt_entry cdt_entry;
struct cdt_entry {
    cdt_str path;
    cdt_str step;             /* the end of it: its key, or what names it in its list */
    bool element;             /* of a list */
    bool label;               /* names the element that it is the first key of */
    const cdt_schema *schema; /* NULL: the schema has none */
    const char *comment;      /* lines of text above it; NULL: none */
    cdt_str value;            /* written behind the key; one without text is blank */
    bool stated;              /* `value` is there, also where it is empty */
    bool whole;               /* what is below it is one answer: a list, or `none` with its reason */
    unsigned tag;             /* the caller's own */
    cdt_entry *parent, *first, *last, *next;
};

typedef struct cdt_outline {
    cdt_arena arena;
    cdt_entry root;
    cdt_map by_path;
    unsigned *tags; /* of the lines that were written, from 0 */
    size_t line_count, line_room;
} cdt_outline;

cdt_outline cdt_outline_of(const cdt_schema *root);
void cdt_outline_free(cdt_outline *outline);

/* The entry at `path`, made with what is on the way to it. Elements get the key that names them. */
cdt_entry *cdt_outline_at(cdt_outline *outline, cdt_str path);

/* The child of `parent` that `step` leads to. */
cdt_entry *cdt_outline_child(cdt_outline *outline, cdt_entry *parent, cdt_str step, bool element);

/* Write all that is below `entry`, `indent` blanks from the left. Lines are counted on from those written before, and each
 * keeps the tag of its entry. */
void cdt_outline_write(cdt_outline *outline, const cdt_entry *entry, cdt_buf *out, unsigned indent);

/* One scalar, quoted where it has to be. */
void cdt_yaml_scalar(cdt_buf *out, cdt_str text);

#endif
