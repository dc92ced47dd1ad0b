/* terms.h - where terms of several words stand in a text: one pass over its tokens, however many terms there are. A word is
 * found in the singular and the plural, in the possessive, with or without hyphens and over the end of a line. */
#ifndef CDT_DRAFT_TERMS_H
#define CDT_DRAFT_TERMS_H

#include "base/map.h"
#include "draft/tokens.h"

#define CDT_TERM_WORDS 14 /* the most words that a term has */

/* All zero holds no term. */
typedef struct cdt_terms {
    cdt_map steps; /* from a place in a term and the next word to the place behind it */
    size_t places;
    uint64_t firsts[4]; /* a bit for each of 256 stems that terms begin with */
} cdt_terms;

/* What stands at the end of a term: the same for "Party" and "Parties". */
typedef struct cdt_term_end {
    size_t place;
    size_t first; /* the first number that was given for it, plus 1; 0: no term ends here */
    bool capital; /* it is written with a capital: only words with one are meant */
    bool small;   /* it is also, or only, written without */
} cdt_term_end;

/* Put the term that stands in tokens [from, to); `number` is the caller's. The end of the term is returned: its `first` is
 * another number where the same words were put before. NULL: it has no words, or too many. */
cdt_term_end *cdt_terms_put(cdt_terms *terms, const cdt_tokens *tokens, size_t from, size_t to, size_t number,
                            cdt_arena *arena);

/* Could a term begin with the token? Tells so of nearly every one with which none does. */
static inline bool cdt_terms_could(const cdt_terms *terms, const cdt_token *token)
{
    return token->kind == CDT_TOKEN_MARK ? token->mark == '&'
                                         : terms->firsts[token->stem >> 6 & 3] >> (token->stem & 63) & 1;
}

/* The longest term that begins at token `i`, before `limit`; NULL where none does. *end is the token behind it. */
const cdt_term_end *cdt_terms_at(const cdt_terms *terms, const cdt_tokens *tokens, size_t i, size_t limit, size_t *end);

void cdt_terms_free(cdt_terms *terms);

#endif
