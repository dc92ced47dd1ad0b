/* type.h - static types, and what a condition may see: the names and their types.
 *
 * Types are plain data that the caller makes, usually once from a schema, and keeps as long as the programs compiled with
 * them. cel_compile() checks a condition only when it is given an environment.
 */
#ifndef CEL_TYPE_H
#define CEL_TYPE_H

#include "base/arena.h"
#include "cel/value.h"

typedef struct cel_type cel_type;

/* An object of the schema: a table of functions given by a higher floor. `object` is opaque. */
typedef struct cel_object {
    /* Type of a field; NULL: there is no such field. */
    const cel_type *(*field)(const void *object, cdt_str name);

    /* Name of field number `index`, for "did you mean"; empty past the last. */
    cdt_str (*field_name)(const void *object, size_t index);
} cel_object;

struct cel_type {
    cel_kind kind;
    bool single;          /* list: one item may stand for a list of one */
    bool more_words;      /* string: other words than `words` are allowed too */
    const cel_type *item; /* list, optional, type: of what; map: of its values */
    const cel_type *key;  /* map */
    const cdt_str *words; /* string: its vocabulary; NULL: any text */
    size_t word_count;
    const cel_object *table;       /* object; NULL with kind CEL_OBJECT is not allowed */
    const void *object;            /* object: passed to the table's functions */
    cdt_str scalar;                /* object: the field that a plain value stands for; empty: none */
    cdt_str name;                  /* object: what messages call it ("party"); abstract type, parameter: its name */
    const cel_type *const *params; /* abstract type */
    size_t param_count;
};

/* The types without parts. */
extern const cel_type cel_type_dyn, cel_type_null, cel_type_bool, cel_type_int, cel_type_uint, cel_type_double,
    cel_type_decimal, cel_type_string, cel_type_bytes, cel_type_timestamp, cel_type_duration, cel_type_period;

const cel_type *cel_type_list(cdt_arena *arena, const cel_type *item, bool single);
const cel_type *cel_type_map(cdt_arena *arena, const cel_type *key, const cel_type *value);
const cel_type *cel_type_optional(cdt_arena *arena, const cel_type *item);

/* For messages: "text", "a list of dates", "a party". */
const char *cel_type_words(cdt_arena *arena, const cel_type *type);

/* "list(int)", "map(string, dyn)": as the specification writes it. */
const char *cel_type_text(cdt_arena *arena, const cel_type *type);

typedef struct cel_variable {
    cdt_str name; /* may be qualified: "a.b" is one variable */
    const cel_type *type;
} cel_variable;

/* A function that is only declared, for checking. */
typedef struct cel_declaration {
    cdt_str name;
    bool member;
    const cel_type *const *params;
    size_t param_count;
    const cel_type *result;
} cel_declaration;

/* What a condition may see. */
typedef struct cel_env {
    const cel_variable *variables;
    size_t variable_count;
    const cel_type *root;   /* an object whose fields are variables too; NULL: none */
    const cel_type *result; /* what the condition must be, usually &cel_type_bool; NULL: anything */
    const cel_declaration *declarations;
    size_t declaration_count;
} cel_env;

#endif
