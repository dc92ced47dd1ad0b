/* functions.h - the table of functions and operators: one row per overload. The type check and the evaluator read the same
 * rows. Overloads of one name stand together in one table.
 */
#ifndef CEL_FUNCTIONS_H
#define CEL_FUNCTIONS_H

#include "cel/state.h"
#include "cel/type.h"

typedef cel_value (*cel_call)(cel_state *state, const cel_ast *call, const cel_value *args, size_t count);

enum {
    CEL_GLOBAL = 1, /* f(a, b); operators too */
    CEL_MEMBER = 2, /* a.f(b) */
    CEL_LAZY = 4,   /* may be given facts that are expressly none */
    CEL_MANY = 8,   /* the last parameter may stand any number of times */
    CEL_FIRST = 16, /* an optional receiver that has a value decides: called with it alone, the rest unevaluated */
};

typedef struct cel_function {
    const char *name; /* "math.abs" with its namespace; "+" */
    unsigned style;
    size_t count; /* parameters, the receiver first */
    const cel_type *params[4];
    const cel_type *result;
    cel_call call;
} cel_function;

/* A table ends with a row without a name. */
extern const cel_function cel_functions_operators[], cel_functions_core[], cel_functions_convert[],
    cel_functions_time[], cel_functions_string[], cel_functions_math[], cel_functions_list[], cel_functions_optional[],
    cel_functions_domain[], cel_functions_pattern[], cel_functions_encode[];

/* The rows called `name`: a number for cel_functions_at(); 0: there are none. Numbers, not pointers, stand in conditions, so
 * that these are the same wherever the program lies. */
uint32_t cel_functions_find(cdt_str name, uint32_t *count);

extern const cel_function *const cel_function_tables[]; /* in the order in which those numbers count them */

/* The first of the rows that cel_functions_find() found; `number` is not 0: the table, and in it the row plus 1. */
static inline const cel_function *cel_functions_at(uint32_t number)
{
    return cel_function_tables[number >> 16] + (number & 0xFFFF) - 1;
}

/* The rows that a call may be of; NULL: an unknown function. */
static inline const cel_function *cel_overloads(const cel_ast *call)
{
    return call->overloads ? cel_functions_at(call->overloads) : NULL;
}

/* reverse() of a text, whose row stands beside the one for lists. */
cel_value cel_string_reverse(cel_state *state, const cel_ast *call, const cel_value *args, size_t count);

/* Name number `index` of all functions, operators left out; NULL past the last. */
const char *cel_functions_name(size_t index);

/* Does a namespace ("math") begin the name of some function? */
bool cel_is_namespace(cdt_str name);

/* The first of so many rows that takes these arguments in a call of this style (CEL_GLOBAL or CEL_MEMBER); NULL: none does. */
const cel_function *cel_function_fit(const cel_function *rows, size_t row_count, unsigned style, const cel_value *args,
                                     size_t count);

/* Types of rows besides those of cel/type.h. A parameter called N stands for any number. */
extern const cel_type cel_type_t, cel_type_u, cel_type_number, cel_type_list_t, cel_type_list_dyn, cel_type_list_int,
    cel_type_list_string, cel_type_list_number, cel_type_map_tu, cel_type_type_t, cel_type_optional_t,
    cel_type_list_optional_t, cel_type_optional_string;

#endif
