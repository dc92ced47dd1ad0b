/* draft_facts.h - what stands in a draft, as conditions see it: `draft` and everything below it, read where it lies.
 *
 * A node is a pointer into the draft's own structs, and nothing is copied. An element is the pointer to its struct; field number
 * n of it, the pointer n + 1 bytes further, which is still within the struct as every struct has more bytes than fields. So
 * each node has an address of its own, and the address tells what it is.
 */
#ifndef CDT_REVIEW_DRAFT_FACTS_H
#define CDT_REVIEW_DRAFT_FACTS_H

#include "cel/data.h"
#include "checklist/draft_type.h"

/* A node, looked up. */
typedef struct cdt_draft_node {
    const cdt_draft_object *object;
    const char *base;             /* the object's struct */
    size_t index;                 /* of an element in its list */
    const cdt_draft_field *field; /* of the object; NULL: the object itself */
} cdt_draft_node;

/* Is `pointer` a node of the draft? */
bool cdt_draft_node_of(const cdt_draft *draft, const void *pointer, cdt_draft_node *out);

/* The functions of cel_data, for a node of the draft. */
cel_found cdt_draft_select(const cdt_draft *draft, const cdt_draft_node *node, cdt_str name, cel_value *out);
size_t cdt_draft_items(const cdt_draft *draft, const cdt_draft_node *node);
cel_found cdt_draft_item(const cdt_draft *draft, const cdt_draft_node *node, size_t index, cel_value *out);
cel_value cdt_draft_key(const cdt_draft_node *node, size_t index);
cel_value cdt_draft_read_node(const cdt_draft *draft, const cdt_draft_node *node);
void cdt_draft_describe(const cdt_draft *draft, cdt_arena *arena, const cdt_draft_node *node, cel_where *out);

/* What `draft` is bound to. */
cel_value cdt_draft_root(const cdt_draft *draft);

/* Where a node stands: its own words, else those of its clause. false: nowhere in particular. */
bool cdt_draft_stretch(const cdt_draft *draft, const cdt_draft_node *node, cdt_stretch *at, size_t *clause);

#endif
