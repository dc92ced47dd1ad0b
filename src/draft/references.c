/* references.c - finds nothing yet. */
#include "draft/making.h"

void cdt_find_references(cdt_making *making)
{
    (void)making;
}
