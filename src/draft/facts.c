/* facts.c - finds nothing yet. */
#include "draft/making.h"

void cdt_find_facts(cdt_making *making)
{
    (void)making;
}
