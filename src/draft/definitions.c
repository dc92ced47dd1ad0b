/* definitions.c - finds nothing yet. */
#include "draft/making.h"

void cdt_find_definitions(cdt_making *making)
{
    (void)making;
}
