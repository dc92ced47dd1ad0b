/* build.h - nodes as they are met in a text, by libyaml (load.c) or by the quick way (quick.h), put together to a tree. Both
 * make their nodes here, so that a tree is the same whoever read it. */
#ifndef CDT_YAML_BUILD_H
#define CDT_YAML_BUILD_H

#include "yaml/tree.h"

/* All zero but for the document to begin with. */
typedef struct cdt_build {
    cdt_document *document;
    cdt_node **nodes; /* children of the lists and mappings that are open, those of the innermost last */
    size_t count, room;
} cdt_build;

/* A key where it stands. */
typedef struct cdt_build_key {
    cdt_str text;
    uint32_t line, column;
} cdt_build_key;

/* A node at this place (of the file, from 1). It is numbered, and belongs to nothing yet. */
cdt_node *cdt_build_node(cdt_build *build, cdt_kind kind, cdt_style style, uint32_t line, uint32_t column);

/* What a scalar says: its text, which the document must own, and whether that states anything. */
void cdt_build_text(cdt_node *scalar, cdt_str text);

/* The next child of what is open: of a mapping under `key`, of a list without one (NULL). */
void cdt_build_child(cdt_build *build, cdt_node *child, const cdt_build_key *key);

/* Close a list or mapping: it gets the children from `base` on, which was the count when it was opened. */
void cdt_build_close(cdt_build *build, cdt_node *node, size_t base);

void cdt_build_free(cdt_build *build);

#endif
