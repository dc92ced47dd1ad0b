/* code.h - a condition as it is run: its nodes side by side, in the order in which they are evaluated. A program's tree is what
 * is told about a condition; its code is the same without what evaluation does not look at, so that a whole condition is a
 * few lines of memory that are read one after the other.
 *
 * The code of a node begins with its own cell; the code of its operands follows, each as long as its first cell says. Behind
 * the cell of a literal lies its value. */
#ifndef CEL_CODE_H
#define CEL_CODE_H

#include "base/arena.h"
#include "base/map.h"
#include "cel/ast.h"

enum {
    CEL_CELL_OPTIONAL = 1,  /* .?field, [?index] */
    CEL_CELL_ROOT = 2,      /* written with a leading dot */
    CEL_CELL_TYPE_NAME = 4, /* the name may be that of a type */
    CEL_CELL_DOTTED = 8,    /* the tree's `qualified` is not empty */
    CEL_CELL_PAIRS = 16,    /* a macro of two variables */
    CEL_CELL_OPTIONALS = 32 /* of a list or map, the tree's `optionals` is not NULL */
};

/* Calls that are run without looking at the table of functions. */
typedef enum cel_quick { CEL_NOT_QUICK, CEL_EQUAL, CEL_UNEQUAL } cel_quick;

typedef struct cel_cell {
    unsigned char form;  /* cel_form */
    unsigned char which; /* of macros: cel_macro; of calls: cel_quick */
    unsigned char flags; /* CEL_CELL_... */
    unsigned char style; /* of a call: CEL_MEMBER or CEL_GLOBAL */
    uint32_t span;       /* cells of this node with all below it */
    uint32_t count;      /* operands */
    int16_t slots[2];    /* as in the tree */
    union {              /* by form: a name, a call */
        uint32_t sign;   /* cdt_key_sign() of the name */
        uint32_t overloads;
    };
    union {
        uint32_t name_len;
        uint32_t overload_count;
    };
    const char *name;
    const cel_ast *ast;
} cel_cell;

/* The code of a tree that was resolved (and type-checked, if it is to be): `count` cells. Its nodes are told their cells.
 * `names`, unless it is NULL, has the names that other code has, and gets those that it has not. */
const cel_cell *cel_code_make(cdt_arena *arena, cel_ast *root, cdt_map *names, uint32_t *count);

static inline const cel_cell *cel_cell_next(const cel_cell *cell)
{
    return cell + cell->span;
}

static inline cdt_str cel_cell_name(const cel_cell *cell)
{
    return (cdt_str){ cell->name, cell->name_len };
}

static inline const cel_value *cel_cell_literal(const cel_cell *cell)
{
    return (const cel_value *)(const void *)(cell + 1);
}

#endif
