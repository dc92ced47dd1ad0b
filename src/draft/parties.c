/* parties.c - finds nothing yet. */
#include "draft/making.h"

void cdt_find_parties(cdt_making *making)
{
    (void)making;
}
