#include "agreement/library.h"

#include <assert.h>
#include <stdlib.h>

#include "base/embedded.h"
#include "base/image.h"

static const char agreement_schema[] = "schemas/agreement.schema.yaml";
static const char checklist_schema[] = "schemas/checklist.schema.yaml";

/* A schema of ours that cannot be read is a mistake of the programmer; a test reads them all. */
static void read_schema(cdt_schemas *schemas, const char *name)
{
    const cdt_embedded *file = cdt_embedded_find(name);
    cdt_diags *diags = cdt_diags_new();
    bool good = file && cdt_schemas_embedded(schemas, file, diags);

    assert(good);
    (void)good;
    cdt_diags_free(diags);
}

cdt_library *cdt_library_new(void)
{
    const cdt_library *frozen = cdt_image_find("library");
    cdt_library *library = cdt_malloc(sizeof *library);

    *library = (cdt_library){ .root = NULL };
    if (frozen) {
        *library = *frozen;
        cdt_schemas_thaw(&library->agreement, cdt_embedded_find(agreement_schema));
        cdt_schemas_thaw(&library->checklist, cdt_embedded_find(checklist_schema));
        return library;
    }
    read_schema(&library->agreement, agreement_schema);
    read_schema(&library->checklist, checklist_schema);
    library->root = cdt_types_make(&library->types, &library->arena, &library->agreement);
    return library;
}

void cdt_library_set_zones(cdt_library *library, const cdt_zones *zones)
{
    library->zones = zones;
}

void cdt_library_free(cdt_library *library)
{
    if (!library)
        return;
    cdt_schemas_free(&library->agreement);
    cdt_schemas_free(&library->checklist);
    cdt_arena_free(&library->arena);
    free(library);
}
