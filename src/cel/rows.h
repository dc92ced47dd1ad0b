/* rows.h - short names of types, for the tables of functions only. */
#ifndef CEL_ROWS_H
#define CEL_ROWS_H

#include "cel/functions.h"

#define ANY &cel_type_dyn
#define BOOL &cel_type_bool
#define INT &cel_type_int
#define UINT &cel_type_uint
#define DOUBLE &cel_type_double
#define DECIMAL &cel_type_decimal
#define NUMBER &cel_type_number
#define STRING &cel_type_string
#define BYTES &cel_type_bytes
#define TIME &cel_type_timestamp
#define LAPSE &cel_type_duration
#define PERIOD &cel_type_period
#define TYPE_T &cel_type_type_t
#define T &cel_type_t
#define LIST &cel_type_list_t
#define LIST_ANY &cel_type_list_dyn
#define TEXTS &cel_type_list_string
#define NUMBERS &cel_type_list_number
#define INTS &cel_type_list_int
#define MAP &cel_type_map_tu
#define OPTION &cel_type_optional_t
#define OPTIONS &cel_type_list_optional_t

#define BOTH (CEL_GLOBAL | CEL_MEMBER)

/* Every implementation has this form; unused parameters are usual. */
#define FUNCTION(name) static cel_value name(cel_state *state, const cel_ast *call, const cel_value *args, size_t count)
#define UNUSED (void)state, (void)call, (void)args, (void)count

#endif
