/* explain.h - why a condition came out as it did, in the terms of the description.
 *
 * The condition is evaluated again without short cuts, and the outcome is blamed on leaves: the smallest sub-expressions that
 * account for it, from the top down (a false `&&` on its false operands, a false `||` on all of them, a false all() on the
 * elements that are false, ...). For an outcome that is not stated, every missing fact is a leaf: these are the questions.
 * The order is that of the description and the source; nothing depends on addresses or time.
 */
#ifndef CEL_EXPLAIN_H
#define CEL_EXPLAIN_H

#include "cel/eval.h"

typedef enum cel_outcome {
    CEL_IS_FALSE,
    CEL_IS_TRUE,
    CEL_IS_NONE, /* a fact is expressly none */
    CEL_IS_NOT_STATED,
    CEL_IS_ERROR,
    CEL_IS_BUDGET,
    CEL_IS_VALUE, /* neither true nor false */
} cel_outcome;

/* "false", "true", "none", "not stated", "error", "over budget", "value" */
const char *cel_outcome_name(cel_outcome outcome);
cel_outcome cel_outcome_of(cel_value value);

/* A value as it is told. */
typedef struct cel_shown {
    cdt_str text; /* as cel_to_text() has it, cut at 80 characters */
    bool located; /* read from the description: `where` says where */
    cel_where where;
} cel_shown;

/* Something that a leaf computes with: an operand that is not a literal. */
typedef struct cel_operand {
    const cel_ast *node;
    cdt_str text; /* its source: "c.limit" */
    cel_value value;
    cel_shown shown;
} cel_operand;

/* A comprehension that was gone into, for what came of its elements. */
typedef struct cel_loop {
    const cel_ast *macro;
    cel_outcome outcome; /* of the comprehension */
    size_t total;        /* elements */
    size_t alike, told;  /* of them with that outcome, and how many of these there are leaves of */
} cel_loop;

/* The element of a comprehension that a leaf speaks of; outermost first. */
typedef struct cel_element {
    const cel_loop *loop;
    cdt_str var;  /* "p" */
    size_t index; /* from 0 */
    bool located;
    cel_where where; /* where.id is its id */
} cel_element;

typedef struct cel_leaf {
    const cel_ast *node;
    cdt_str text;        /* its source */
    cel_outcome outcome; /* of this leaf */
    cel_value value;
    cel_shown shown;
    bool decisive;       /* false: "also", it failed but did not decide */
    const char *message; /* error: what went wrong; "no such key" lists the keys and the nearest; else NULL */
    const cel_operand *operands;
    size_t operand_count;
    const cel_element *elements;
    size_t element_count;
    bool has_missing; /* not stated (or has() that is false): what is missing, and where it would stand */
    bool open;
    cel_where missing;
    cdt_str wanted;      /* the path that the condition reads, which begins with missing.path: "exit.notice.period" */
    const cdt_str *keys; /* has_missing: keys that the mapping does have */
    size_t key_count;
    cdt_str nearest;    /* the one of them nearest to the missing key; empty: none is near */
    size_t group;       /* leaves of which any one is enough share a group number; 0: there is no choice */
    size_t alternative; /* which of them, from 0; an alternative may have several leaves, which are wanted together */
} cel_leaf;

typedef struct cel_explanation {
    cel_value value;
    cel_outcome outcome;
    cel_shown shown;
    const cel_leaf *leaves; /* decisive ones first, then those that failed beside them */
    size_t count;
} cel_explanation;

typedef struct cel_explain_options {
    size_t elements_max; /* elements of one comprehension that are told of; 0: all */
    bool in_order;       /* leaves as they stand in the condition, whether they decide or not */
    bool without_keys;   /* leaves go without `keys` and `nearest`; errors have them in their message all the same */
} cel_explain_options;

/* Explain `node` (NULL: the whole program). Takes its own budget, several times the context's, as it looks at parts again;
 * where even that is spent, the last leaf says so. */
cel_explanation cel_explain(const cel_program *program, const cel_ast *node, const cel_context *context,
                            const cel_explain_options *options);

#endif
