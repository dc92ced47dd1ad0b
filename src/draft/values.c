/* values.c - finds nothing yet. */
#include "draft/making.h"

void cdt_find_values(cdt_making *making)
{
    (void)making;
}
