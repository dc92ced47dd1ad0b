/* ast.h - a condition, parsed. Made by cel_compile(), read-only afterwards.
 *
 * Macros are nodes of their own (they are not expanded), so that a condition can be explained in the words in which it is
 * written. `&&` and `||` are flat: one node has all operands of a chain. Operators are calls whose name is the operator.
 *
 *   form              name          args
 *   CEL_LITERAL                     -                          (value in `literal`)
 *   CEL_IDENT         identifier    -                          (`root`: written with a leading dot)
 *   CEL_SELECT        field         operand                    (`optional`: .?field)
 *   CEL_INDEX                       operand, index             (`optional`: [?index])
 *   CEL_CALL          function      arguments                  (`member`: the first is the receiver)
 *   CEL_AND, CEL_OR                 operands, two or more
 *   CEL_NOT                         operand
 *   CEL_CONDITIONAL                 condition, then, else
 *   CEL_LIST_LITERAL                items                      (`optionals`: which are [?e])
 *   CEL_MAP_LITERAL                 key, value, key, value ... (`optionals`: per entry)
 *   CEL_HAS                         the select or index        (its optional flag is off)
 *   CEL_MACRO         macro         range, then the bodies     (`macro` says which; `vars` its variables)
 */
#ifndef CEL_AST_H
#define CEL_AST_H

#include "cel/type.h"
#include "cel/value.h"

typedef enum cel_form {
    CEL_LITERAL,
    CEL_IDENT,
    CEL_SELECT,
    CEL_INDEX,
    CEL_CALL,
    CEL_AND,
    CEL_OR,
    CEL_NOT,
    CEL_CONDITIONAL,
    CEL_LIST_LITERAL,
    CEL_MAP_LITERAL,
    CEL_HAS,
    CEL_MACRO,
} cel_form;

/* args[0] is the range (for CEL_BIND the value, for the optional macros the optional), the bodies follow it. */
typedef enum cel_macro {
    CEL_NO_MACRO,
    CEL_ALL,        /* range, predicate */
    CEL_EXISTS,     /* range, predicate */
    CEL_EXISTS_ONE, /* range, predicate */
    CEL_FILTER,     /* range, predicate */
    CEL_MAP_MACRO,  /* range, [predicate,] result; also transformList */
    CEL_TRANSFORM_MAP,
    CEL_TRANSFORM_MAP_ENTRY,
    CEL_SORT_BY,      /* range, key */
    CEL_BIND,         /* value, body */
    CEL_OPT_MAP,      /* optional, body */
    CEL_OPT_FLAT_MAP, /* optional, body */
} cel_macro;

#define CEL_NO_SLOT (-1)

typedef struct cel_ast cel_ast;
struct cel_ast {
    cel_form form;
    cel_macro macro;
    bool member, optional, root;
    bool late_pattern;  /* a literal regular expression that was found good, and is compiled in each evaluation */
    uint32_t overloads; /* calls: the first row with this name, see cel_overloads(); 0: unknown function */
    cdt_str name;
    const cel_ast *const *args;
    size_t count;
    int slots[2]; /* where evaluation keeps its variables; of an identifier, slots[0], CEL_NO_SLOT: no local */
    uint32_t overload_count;
    uint32_t id;   /* nodes of a program are numbered from 0 */
    uint32_t cell; /* where its code begins, see cel/code.h */
    union {        /* by form: a literal, a select, a macro */
        cel_value literal;
        cdt_str qualified; /* on a plain dotted name: "a.b.c"; else empty */
        cdt_str vars[2];   /* vars[1] is empty in one-variable macros */
    };
    const bool *optionals;        /* NULL: none is */
    void *pattern;                /* a literal regular expression, compiled (cel/pattern.h) */
    uint32_t from, to;            /* bytes of the source it spans, without brackets around it */
    uint32_t name_from;           /* where the field, function or operator stands */
    unsigned depth;               /* of the tree below, 1 for a leaf */
    const cel_type *var_types[2]; /* NULL unless type-checked */
    const cel_type *type;         /* static type; NULL unless type-checked */
};

/* Call `visit` for `node` and everything below it, parents first. It returns false to leave out what is below. */
void cel_ast_walk(const cel_ast *node, bool (*visit)(const cel_ast *node, void *context), void *context);

#endif
