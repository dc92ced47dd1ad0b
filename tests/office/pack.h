/* pack.h - zip files for tests, also such as no honest program writes.
 *
 * A text of parts is readable: a line "=== NAME" before each member. */
#ifndef CDT_TESTS_OFFICE_PACK_H
#define CDT_TESTS_OFFICE_PACK_H

#include "base/buf.h"

/* A zip file that is being made. All zero is an empty one. */
typedef struct pack {
    cdt_buf file, list;
    unsigned count;
    bool deflate;   /* members are packed; else stored */
    unsigned flags; /* of the members: 1 says that they are encrypted */
} pack;

/* Add a member. */
void pack_add(pack *made, cdt_str name, cdt_str bytes);

/* The file is whole now. Borrowed until pack_free(). */
cdt_str pack_end(pack *made);
void pack_free(pack *made);

/* All members of a text of parts. For a Word file, what every one has beside its words is added where it is not there: a
 * member "body" is the content of w:body, "notes" of w:footnotes, "styles" and "numbering" of theirs. */
void pack_parts(pack *made, cdt_str parts);

#endif
