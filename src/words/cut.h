/* cut.h - from the texts that a pattern matches to literals worth looking for. */
#ifndef CDT_WORDS_CUT_H
#define CDT_WORDS_CUT_H

#include "words/literals.h"

/* While they are read, texts hold marks beside their characters, none of which a text of a pattern may have. */
enum {
    CDT_EDGE = 1,  /* \b: the edge of a word; no character of its own */
    CDT_REST = 2,  /* \w*: the rest of a word */
    CDT_FIGURE = 3 /* \d */
};

/* The sum of two gaps: one without end has none. */
static inline uint32_t cdt_gap_sum(uint32_t a, uint32_t b)
{
    return a == CDT_ANY_GAP || b == CDT_ANY_GAP || a > CDT_ANY_GAP - 1 - b ? CDT_ANY_GAP : a + b;
}

/* Bytes that a text matches, at most. */
uint32_t cdt_marked_length(cdt_str text);

/* How good a literal is to look for; 0: not at all. */
int cdt_literal_worth(const cdt_literal *literal);

/* A text cut to the literal in it that is best to look for. */
typedef struct cdt_cutting {
    cdt_literal best;
    uint32_t before, behind; /* bytes of the text beside it, at most */
} cdt_cutting;

/* The literal of a text with marks that is best to look for: without worth where none has any. It lives in `arena`. */
cdt_cutting cdt_cut(cdt_str text, cdt_arena *arena);

/* The one that it begins with. */
cdt_cutting cdt_cut_front(cdt_str text, cdt_arena *arena);

#endif
