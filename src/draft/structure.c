/* structure.c - what clauses are to each other: parts, labels, headings, levels, numbers and regions. */
#include "draft/structure.h"

void cdt_find_structure(cdt_making *making)
{
    cdt_find_contents(making);
    cdt_find_parts(making);
    cdt_find_numbers(making);
    cdt_find_regions(making);
}
