/* embedded.h - the data files compiled into the library: the schemas and the built-in checklists, as text.
 *
 * src/CMakeLists.txt names the files; a file of that list is found here by its name in the project without `src/`, so that
 * the program needs nothing beside itself.
 */
#ifndef CDT_BASE_EMBEDDED_H
#define CDT_BASE_EMBEDDED_H

#include <stddef.h>
#include <stdint.h>

typedef struct cdt_embedded {
    const char *name; /* "schemas/agreement.schema.yaml", "checklists/shared-services.yaml" */
    const char *text; /* the bytes of the file; a NUL that is not counted follows them */
    size_t len;
    const uint32_t *words; /* of a YAML file: the tree that reading it gives, see yaml/frozen.h; NULL: none */
    size_t word_count;
    const char *texts;
} cdt_embedded;

/* Every embedded file, in the order of src/CMakeLists.txt; a row without a name follows the last. */
extern const cdt_embedded cdt_embedded_files[];
extern const size_t cdt_embedded_count;

/* The file of that name, or NULL. */
const cdt_embedded *cdt_embedded_find(const char *name);

#endif
