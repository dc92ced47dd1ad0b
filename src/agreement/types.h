/* types.h - a schema's shapes as types of the rule language, so that conditions are checked before anything is reviewed. */
#ifndef CDT_AGREEMENT_TYPES_H
#define CDT_AGREEMENT_TYPES_H

#include "cel/type.h"
#include "yaml/schema.h"

/* The types of one set of schemas, by the schemas' numbers. */
typedef struct cdt_types {
    const cdt_schemas *schemas;
    const cel_type **by_number;
} cdt_types;

/* How the rule language asks for the fields of such types. */
extern const cel_object cdt_type_fields;

/* Make them in `arena`; `schemas` must outlive them. Returns the type of the root. */
const cel_type *cdt_types_make(cdt_types *types, cdt_arena *arena, const cdt_schemas *schemas);

#endif
