/* token_set.h - sets of tokens: where a finder has to look at all. Nearly no token begins what it looks for, so it says by which
 * words and marks that begins, and goes from one of these to the next. What stands there it finds out as ever: a set may hold
 * more than what is wanted, and has a bit for each token of the text.
 */
#ifndef CDT_DRAFT_TOKEN_SET_H
#define CDT_DRAFT_TOKEN_SET_H

#include "draft/tokens.h"

typedef struct cdt_token_set {
    const cdt_tokens *tokens;
    uint64_t *bits;
} cdt_token_set;

/* One without tokens, in `arena`. */
cdt_token_set cdt_token_set_of(const cdt_tokens *tokens, cdt_arena *arena);

/* All that are one of `words` (as cdt_token_among() has them: small, separated by blanks; figures and marks in ASCII too). */
void cdt_token_set_words(cdt_token_set *set, const char *words);

/* Each token at which the words of `phrase` stand (see cdt_token_phrase()). */
void cdt_token_set_phrase(cdt_token_set *set, const char *phrase);

/* Each token that stands before one of these. */
void cdt_token_set_before(cdt_token_set *set, const char *words);

/* All marks that are one of the bytes of `marks`, as cdt_token_sign() knows them. */
void cdt_token_set_marks(cdt_token_set *set, const char *marks);

/* Each token that stands behind one of these. */
void cdt_token_set_behind(cdt_token_set *set, const char *marks);

void cdt_token_set_figures(cdt_token_set *set);

/* All that have the flag, which is one of cdt_token_sets. */
void cdt_token_set_flagged(cdt_token_set *set, unsigned flag);

static inline void cdt_token_set_add(cdt_token_set *set, size_t i)
{
    set->bits[i >> 6] |= (uint64_t)1 << (i & 63);
}

static inline bool cdt_token_set_has(const cdt_token_set *set, size_t i)
{
    return set->bits[i >> 6] >> (i & 63) & 1;
}

/* The first token of the set at or after `i`, before `limit`; `limit`: there is none. */
static inline size_t cdt_token_set_next(const cdt_token_set *set, size_t i, size_t limit)
{
    size_t at = i >> 6;
    uint64_t bits;

    if (i >= limit)
        return limit;
    bits = set->bits[at] >> (i & 63) << (i & 63);
    while (!bits) {
        if (++at << 6 >= limit)
            return limit;
        bits = set->bits[at];
    }
    at = (at << 6) + (size_t)__builtin_ctzll(bits);
    return at < limit ? at : limit;
}

#endif
