/* literals.h - texts that must stand wherever a pattern matches, read from its syntax.
 *
 * "\b(?:council|party) may (?:leave|withdraw).{0,80}notice" needs one of `council may leave`, `council may withdraw`, ... at the
 * beginning of a word, and not more than 80 bytes behind it `notice`. Where a pattern's syntax is not understood it has none, and
 * is tried everywhere.
 */
#ifndef CDT_WORDS_LITERALS_H
#define CDT_WORDS_LITERALS_H

#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

enum {
    CDT_LITERAL_BRANCHES = 24, /* of a pattern; where it has more they are taken together */
    CDT_LITERAL_SETS = 4,      /* so many sets of a branch are kept */
    CDT_LITERAL_LEAST = 3,     /* bytes of a literal that is worth looking for; a whole word may have one less */
    CDT_LITERAL_MOST = 24,     /* a longer one is cut */
    CDT_LITERALS_IN_SET = 240
};

/* How a literal stands in the text. Words are what \w and \b of patterns know: letters, figures and `_` of ASCII. */
enum {
    CDT_BEGINS_WORD = 1, /* no such character stands before it */
    CDT_ENDS_WORD = 2,   /* nor behind it */
    CDT_OPEN_WORD = 4,   /* the rest of a word may belong to it: \w* */
    CDT_ANY_FIGURE = 8   /* it is any one of 0 to 9, and its text is "0" */
};

typedef struct cdt_literal {
    cdt_str text; /* in small letters */
    unsigned flags;
} cdt_literal;

#define CDT_ANY_GAP ((UINT32_C(1) << 20) - 1)

/* One of these stands in what matches. */
typedef struct cdt_literals {
    const cdt_literal *at;
    size_t count;
    uint32_t gap; /* bytes, at most, from the end of what stands before: of another set, or where the match begins */
} cdt_literals;

/* All sets hold at once, and stand one behind the other in what matches. */
typedef struct cdt_literal_sets {
    cdt_literals at[CDT_LITERAL_SETS];
    size_t count;
    cdt_literals leading; /* every match begins with one of these; none: that is not known */
    bool from_start;      /* every match begins where the text does */
} cdt_literal_sets;

/* One of the branches holds. None: anything may match. */
typedef struct cdt_literal_branches {
    cdt_literal_sets at[CDT_LITERAL_BRANCHES];
    size_t count;
} cdt_literal_branches;

/* They live in `arena`. */
void cdt_literals_of(cdt_str pattern, cdt_arena *arena, cdt_literal_branches *branches);

/* Is it a character of words? */
static inline bool cdt_is_word(char c)
{
    return (unsigned)((c | 0x20) - 'a') < 26 || (unsigned)(c - '0') < 10 || c == '_';
}

#endif
