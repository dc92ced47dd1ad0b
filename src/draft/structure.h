/* structure.h - the steps of structure.c, in their order. */
#ifndef CDT_DRAFT_STRUCTURE_H
#define CDT_DRAFT_STRUCTURE_H

#include "draft/label.h"
#include "draft/making.h"

/* Regions that show before anything is numbered: furniture and lists of contents, whose numbers are none. */
void cdt_find_contents(cdt_making *making);

/* Titles of schedules, and which part each clause is of. */
void cdt_find_parts(cdt_making *making);

/* Labels, numbers, headings, parents and levels. */
void cdt_find_numbers(cdt_making *making);

/* The heading of a clause whose label is known: sets `heading` and `words`. True where the clause is nothing else. */
bool cdt_find_heading(cdt_making *making, size_t clause);

/* All other regions. */
void cdt_find_regions(cdt_making *making);

/* The text of a clause. */
static inline cdt_str cdt_clause_text(const cdt_making *making, size_t clause)
{
    const cdt_clause *c = &making->clauses[clause];

    return (cdt_str){ making->draft.text + c->start, c->end - c->start };
}

/* From its words on. */
static inline cdt_str cdt_clause_words(const cdt_making *making, size_t clause)
{
    const cdt_clause *c = &making->clauses[clause];

    return (cdt_str){ making->draft.text + c->words, c->end - c->words };
}

/* Neither furniture nor a line of a list of contents. */
static inline bool cdt_clause_counts(const cdt_making *making, size_t clause)
{
    cdt_region region = making->clauses[clause].region;

    return region != CDT_REGION_FURNITURE && region != CDT_REGION_CONTENTS;
}

#endif
