/* tokens.h - the words, figures and marks of a draft, clause by clause: what the finders look at instead of bytes.
 *
 * A word is letters, with an apostrophe between them ("party's") and digits behind ("B2"); a figure begins with a digit and
 * keeps its points, commas and letters ("4.2", "250,000", "12A", "30th"); everything else is a mark. Blanks are none, line
 * ends and no-break ones included. Each clause has the tokens of its own text only, so that nothing crosses a clause.
 */
#ifndef CDT_DRAFT_TOKENS_H
#define CDT_DRAFT_TOKENS_H

#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "concordat/draft.h"

typedef enum cdt_token_kind { CDT_TOKEN_WORD, CDT_TOKEN_FIGURE, CDT_TOKEN_MARK } cdt_token_kind;

/* Marks are their ASCII byte; those of other sets are one of these, a dash of any length is '-', and the rest is '?'. */
enum {
    CDT_SIGN_QUOTE = '"', /* double, straight or curly, or a guillemet */
    CDT_SIGN_APOSTROPHE = '\'' /* single */,
    CDT_SIGN_POUND = 'L',
    CDT_SIGN_EURO = 'E',
    CDT_SIGN_SECTION = 'S',
    CDT_SIGN_BULLET = '*',
    CDT_SIGN_DOTS = ':' + 128
};

enum {
    CDT_TOKEN_CAPITAL = 1,  /* a word whose first letter is one */
    CDT_TOKEN_CAPITALS = 2, /* and all the others, of two at least */
    CDT_TOKEN_SPACED = 4,   /* something blank stands before it, or it is the clause's first */
    CDT_TOKEN_OPENS = 8,    /* a quotation mark that can only open */
    CDT_TOKEN_CLOSES = 16,  /* ... only close */
    CDT_TOKEN_LINE = 32     /* first on its line */
};

typedef struct cdt_token {
    uint32_t start, end; /* bytes of the draft's text */
    uint32_t stem;       /* of a word: equal for "Party", "parties", "Party's"; of a figure: of its bytes */
    uint8_t kind, mark, flags;
    uint8_t key;     /* of 256: by a few letters and the length; alike for small letters and capitals */
    uint32_t before; /* the one before it in its chain, plus 1; 0: none */
} cdt_token;

/* All tokens lie on chains, from the last to the first: all figures on one, each mark on its own, and each word, whatever its
 * capitals, on the one that its first letters tell. So those that are a certain word are found without a look at the others:
 * see token_set.h. The numbers are those of the last token, plus 1; 0: there is none. */
#define CDT_WORD_CHAINS 2048
typedef struct cdt_token_chains {
    uint32_t words[CDT_WORD_CHAINS], marks[256], figures;
} cdt_token_chains;

/* A list of words is a constant, so that it is known by where it stands. Kept with the keys and the letters of its words, it
 * tells at once of nearly every token that it is none of them. */
typedef struct cdt_word_list {
    const char *words;
    uint64_t keys[4], letters[4]; /* a bit for each of 256 */
} cdt_word_list;

/* Flags by which tokens are looked for. */
#define CDT_TOKEN_SETS 3
extern const uint8_t cdt_token_sets[CDT_TOKEN_SETS];

typedef struct cdt_tokens {
    const char *text; /* the draft's */
    const cdt_token *at;
    size_t count;
    const size_t *first;  /* of each clause, and one more: those of clause c are first[c] up to first[c + 1] */
    cdt_word_list *lists; /* what cdt_token_among() keeps of the lists that it was given */
    const cdt_token_chains *chains;
    const uint64_t *sets[CDT_TOKEN_SETS]; /* a bit for each token that has the flag */
} cdt_tokens;

/* All tokens of `draft`, in `arena`. */
cdt_tokens cdt_tokens_of(const cdt_draft *draft, cdt_arena *arena);

/* The last token on the chain of a word, a figure or a mark in ASCII, in small letters; plus 1, or 0. */
uint32_t cdt_tokens_chain(const cdt_tokens *tokens, cdt_str word);

/* The bytes of token `i`. */
static inline cdt_str cdt_token_text(const cdt_tokens *tokens, size_t i)
{
    return (cdt_str){ tokens->text + tokens->at[i].start, tokens->at[i].end - tokens->at[i].start };
}

static inline bool cdt_token_sign(const cdt_tokens *tokens, size_t i, size_t end, int mark)
{
    return i < end && tokens->at[i].kind == CDT_TOKEN_MARK && tokens->at[i].mark == (uint8_t)mark;
}

/* What the three functions below do once a look at the token did not rule it out. */
bool cdt_token_says(const cdt_tokens *tokens, size_t i, const char *word, size_t length);
size_t cdt_token_search(const cdt_tokens *tokens, size_t i, const char *words);
size_t cdt_token_follow(const cdt_tokens *tokens, size_t i, size_t end, const char *phrase);

/* Could token `i` begin with the letter `c`, small or capital? */
static inline bool cdt_token_begins(const cdt_tokens *tokens, size_t i, char c)
{
    return ((tokens->text[tokens->at[i].start] ^ c) & 0xDF) == 0;
}

/* Is token `i`, before `end`, that word? Written small; letters of the draft may be capitals. */
static inline bool cdt_token_is(const cdt_tokens *tokens, size_t i, size_t end, const char *word)
{
    size_t length = strlen(word);

    return i < end && tokens->at[i].end - tokens->at[i].start == length && cdt_token_begins(tokens, i, *word) &&
           cdt_token_says(tokens, i, word, length);
}

/* Of 256: a word's second and third letter, as far as it has any, alike for small letters and capitals. */
static inline unsigned cdt_token_letters(const char *word, size_t length)
{
    return length > 2 ? (word[1] & 31u) | (word[2] & 7u) << 5 : length > 1 ? word[1] & 31u : 0;
}

/* Could token `i` be one of the list's words? */
static inline bool cdt_token_could(const cdt_word_list *known, const cdt_tokens *tokens, size_t i)
{
    const cdt_token *token = &tokens->at[i];
    unsigned letters;

    if (!(known->keys[token->key >> 6] >> (token->key & 63) & 1))
        return false;
    letters = cdt_token_letters(tokens->text + token->start, token->end - token->start);
    return known->letters[letters >> 6] >> (letters & 63) & 1;
}

#define CDT_WORD_LISTS 512

/* Where a list stands among those known, unless another one does. */
static inline size_t cdt_word_list_at(const char *words)
{
    return (uint32_t)(uintptr_t)words * 2654435761u >> 23;
}

/* Which of `words` (a constant; separated by blanks, small) it is, from 1; 0: none of them. */
static inline size_t cdt_token_among(const cdt_tokens *tokens, size_t i, size_t end, const char *words)
{
    const cdt_word_list *known = &tokens->lists[cdt_word_list_at(words)];

    if (i >= end || (known->words == words && !cdt_token_could(known, tokens, i)))
        return 0;
    return cdt_token_search(tokens, i, words);
}

/* Do the words of `phrase` (separated by one blank, small) stand at `i`? Returns how many there are, or 0. */
static inline size_t cdt_token_phrase(const cdt_tokens *tokens, size_t i, size_t end, const char *phrase)
{
    return i < end && cdt_token_begins(tokens, i, *phrase) ? cdt_token_follow(tokens, i, end, phrase) : 0;
}

/* From token `from` up to `to` as one text: white space as one blank. */
cdt_str cdt_tokens_copy(const cdt_tokens *tokens, size_t from, size_t to, cdt_arena *arena);

/* The token of clause `c` at or after byte `at`. */
size_t cdt_tokens_find(const cdt_tokens *tokens, size_t clause, size_t at);

/* The hash of the stem of a word: small letters, without the endings of plural, possessive and verbs. */
uint32_t cdt_stem(cdt_str word);

#endif
