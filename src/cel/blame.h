/* blame.h - inside of the explanation: leaves and what is told about them (cel/leaf.c), found by cel/explain.c. */
#ifndef CEL_BLAME_H
#define CEL_BLAME_H

#include "cel/explain.h"
#include "cel/state.h"

enum { CEL_ELEMENTS_DEEP = 16, CEL_OPERANDS_MAX = 12, CEL_KEYS_MAX = 40, CEL_SHOWN_MAX = 80 };

typedef struct cel_blame {
    cel_state *state;
    const cel_explain_options *options;
    cel_leaf *leaves;
    size_t count, room;
    cel_element elements[CEL_ELEMENTS_DEEP]; /* we are in, outermost first */
    size_t element_count;
    bool also;                   /* what is found now did not decide */
    size_t group, alternative;   /* we are in, if group is not 0 */
    size_t groups, alternatives; /* so far; alternatives of this group */
    bool whole;                  /* what comes is an alternative by itself, not a part of one */
    bool negated;                /* we are within an odd number of negations */
} cel_blame;

/* Add a leaf for a node with its value, and everything that can be told about it. */
void cel_blame_leaf(cel_blame *blame, const cel_ast *node, cel_value value);

/* A value as it is told. */
cel_shown cel_blame_show(const cel_blame *blame, cel_value value);

/* What a value says about where it was read. false: it was computed. */
bool cel_blame_where(const cel_blame *blame, cel_value value, cel_where *out);

#endif
