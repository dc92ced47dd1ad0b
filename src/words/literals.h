/* literals.h - texts that must stand wherever a pattern matches, read from its syntax.
 *
 * "(?:council|party) may (?:leave|withdraw).{0,80}notice" needs one of `council may leave`, `council may withdraw`, ... and it
 * needs `notice`. Where a pattern's syntax is not understood it has none, and is tried everywhere.
 */
#ifndef CDT_WORDS_LITERALS_H
#define CDT_WORDS_LITERALS_H

#include "base/arena.h"
#include "base/str.h"

enum {
    CDT_LITERAL_SETS = 4,  /* so many sets of a pattern are kept */
    CDT_LITERAL_LEAST = 3, /* bytes of a literal that is worth looking for */
    CDT_LITERAL_MOST = 24, /* a longer one is cut */
    CDT_LITERALS_IN_SET = 96
};

/* One of these stands in what matches. In small letters. */
typedef struct cdt_literals {
    const cdt_str *at;
    size_t count;
} cdt_literals;

/* All sets hold at once, and stand one behind the other in what matches. */
typedef struct cdt_literal_sets {
    cdt_literals at[CDT_LITERAL_SETS];
    size_t count;
    cdt_literals leading; /* every match begins with one of these; none: that is not known */
} cdt_literal_sets;

/* They live in `arena`. */
void cdt_literals_of(cdt_str pattern, cdt_arena *arena, cdt_literal_sets *sets);

#endif
