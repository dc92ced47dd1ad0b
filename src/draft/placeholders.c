/* placeholders.c - finds nothing yet. */
#include "draft/making.h"

void cdt_find_placeholders(cdt_making *making)
{
    (void)making;
}
