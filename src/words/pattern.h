/* pattern.h - a pattern as a tree of its parts, where all of them are of the simple kinds.
 *
 * These are: characters of ASCII and sets of them, \b \B ^ $, choices, repetitions that may be lazy, groups without and with a
 * number, the group `value`, what stands ahead, and what stands right behind if that is of one length.
 */
#ifndef CDT_WORDS_PATTERN_H
#define CDT_WORDS_PATTERN_H

#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/* A set of bytes. */
typedef struct cdt_byte_set {
    uint16_t bits[16];
} cdt_byte_set;

static inline bool cdt_in_set(const uint16_t *bits, char c)
{
    return bits[(unsigned char)c >> 4] >> ((unsigned char)c & 15) & 1;
}

typedef enum cdt_part_kind {
    CDT_PART_SET,    /* one byte of `set` */
    CDT_PART_ROW,    /* all parts from `first` on, one behind the other; none: the empty text */
    CDT_PART_CHOICE, /* one of them; the first that will do */
    CDT_PART_REPEAT, /* `first` so often */
    CDT_PART_EDGE,   /* of a word; `negative`: no such edge */
    CDT_PART_START,  /* of the text */
    CDT_PART_END,
    CDT_PART_AHEAD,  /* `first` stands (`negative`: does not stand) ahead */
    CDT_PART_BEHIND, /* a row of sets that stands, or does not, right before */
    CDT_PART_VALUE   /* the group `value`: `first` */
} cdt_part_kind;

enum { CDT_NO_MOST = UINT16_MAX }; /* a repetition without an end */

typedef struct cdt_part {
    struct cdt_part *first, *next;
    cdt_byte_set set;
    uint16_t least, most;
    uint8_t kind; /* cdt_part_kind */
    bool negative, lazy;
    bool takes; /* what it matches is never the empty text */
    char only;  /* a set of one character, in small letters: that; else NUL */
} cdt_part;

/* NULL where something of it is of another kind, or too deep. It lives in `arena`. */
const cdt_part *cdt_pattern_parts(cdt_str pattern, cdt_arena *arena);

#endif
