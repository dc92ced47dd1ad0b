#include "base/embedded.h"

#include <string.h>

const cdt_embedded *cdt_embedded_find(const char *name)
{
    for (size_t i = 0; i < cdt_embedded_count; i++) {
        if (strcmp(cdt_embedded_files[i].name, name) == 0)
            return &cdt_embedded_files[i];
    }
    return NULL;
}
