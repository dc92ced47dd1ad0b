/* links.h - numbers in the words that a word processor makes of a bookmark: to which clause they lead. */
#ifndef CDT_DRAFT_LINKS_H
#define CDT_DRAFT_LINKS_H

#include "draft/making.h"

typedef struct cdt_link {
    cdt_stretch at; /* the number, as the file was saved with it */
    size_t target;  /* the clause in which the bookmark begins; it has a number */
    cdt_str number; /* of that clause, folded; "2" of "Schedule 2" */
    bool used;      /* a reference was made of it */
} cdt_link;

typedef struct cdt_links {
    cdt_link *at; /* in the order of the text, none in another */
    size_t count;
} cdt_links;

/* All that lead somewhere, once the structure is known; they live in the scratch arena. */
cdt_links *cdt_making_links(cdt_making *making);

/* The first that shares a byte with that stretch; NULL. */
cdt_link *cdt_links_in(const cdt_links *links, cdt_stretch stretch);

/* Does it show another number than its clause has: was the file saved before its fields were made anew? "(b)" is a number of
 * "5.1(b)". */
bool cdt_link_is_stale(cdt_making *making, const cdt_link *link);

#endif
