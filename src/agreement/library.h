/* library.h - what is compiled once and shared by everything that is read: the schemas, and the types of the facts. */
#ifndef CDT_AGREEMENT_LIBRARY_H
#define CDT_AGREEMENT_LIBRARY_H

#include "agreement/types.h"
#include "concordat/agreement.h"
#include "yaml/schema.h"

struct cdt_library {
    cdt_schemas agreement, checklist;
    cdt_types types;
    const cel_type *root; /* of an agreement */
    const cdt_zones *zones; /* NULL: none */
    cdt_arena arena;
};

#endif
