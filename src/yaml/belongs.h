/* belongs.h - where a key belongs that stands in the wrong mapping. */
#ifndef CDT_YAML_BELONGS_H
#define CDT_YAML_BELONGS_H

#include "base/map.h"
#include "yaml/schema.h"

/* The mappings of a schema that each key may stand in; made on the first question. All zero is ready for use. */
typedef struct cdt_belongs {
    cdt_arena arena;
    cdt_map by_key;
} cdt_belongs;

/* "under exit", "at the top level or in each item of services", in the arena of `belongs`; "" where the schema does not know
 * the key, or has it in so many places that naming them is no help. */
const char *cdt_belongs_words(cdt_belongs *belongs, const cdt_schema *root, cdt_str key);

void cdt_belongs_free(cdt_belongs *belongs);

#endif
