/* edit.h - changing a tree that was read: how the examples of a checklist differ from its complete agreement. */
#ifndef CDT_YAML_EDIT_H
#define CDT_YAML_EDIT_H

#include "yaml/tree.h"

/* A copy of `from` and all below it in the document's arena, without parent and key. Places stay those of the original. */
cdt_node *cdt_node_copy(cdt_document *document, const cdt_node *from);

/* The node at `path` ("governance.boards[board].members[1]", as cdt_node_path() writes it); NULL: there is none. */
cdt_node *cdt_node_at(const cdt_document *document, cdt_str path);

/* Put `value` (copied) at `path`: in place of what is there, else as a new key; mappings on the way are made. false: an
 * element of a list on the way is not there. */
bool cdt_node_set(cdt_document *document, cdt_str path, const cdt_node *value);

/* Put `value` (copied) behind the last element of the list at `path`, which is made where there is none. One item that stands
 * for a list of one (a schema was applied) becomes its first. */
bool cdt_node_append(cdt_document *document, cdt_str path, const cdt_node *value);

/* Take out the node at `path`. false: there is none. */
bool cdt_node_remove(cdt_document *document, cdt_str path);

/* Take out a node that has a parent. */
void cdt_node_cut(cdt_node *node);

#endif
