/* known.h - finders that are run once for each thing that a reader makes: damage often leaves it as it was. They look at nothing
 * but that, so that a second time would tell nothing new.
 *
 * The linker puts these finders in the place of the program's own (--wrap=NAME for each finder of draft/making.h; one that has
 * no row in known.c does not link). */
#ifndef CDT_TESTS_OFFICE_KNOWN_H
#define CDT_TESTS_OFFICE_KNOWN_H

#include <stddef.h>

/* How many unlike things finders were run on so far. */
size_t known_count(void);

#endif
