/* number.h - numbers as agreements write them: in figures, in words, and in both ("thirty (30)", "30 (thirty)"). */
#ifndef CDT_DRAFT_NUMBER_H
#define CDT_DRAFT_NUMBER_H

#include "base/decimal.h"
#include "draft/token_set.h"

/* A number that begins at a token. */
typedef struct cdt_number {
    cdt_decimal value; /* of the words, where both forms stand */
    size_t end;        /* the token behind it */
    bool in_words;     /* it is written in words, alone or before figures */
    bool both;         /* words and figures both stand */
    bool differs;      /* and do not say the same; `figures` is then what the figures say */
    cdt_decimal figures;
    const char *currency; /* "GBP" where a sign or word of money stands in it; "" */
    bool percent;         /* a sign or words of percent stand in it */
} cdt_number;

/* The whole number phrase that begins at token `i`, before token `end`. false: none does. A phrase that only looks like a
 * number ("one-half", "nineteen ninety-nine") is none. */
bool cdt_number_at(const cdt_tokens *tokens, size_t i, size_t end, cdt_number *number);

/* A whole number in words alone, "one hundred and eighty"; *end is the token behind it. false: none. */
bool cdt_number_words(const cdt_tokens *tokens, size_t i, size_t limit, int64_t *value, size_t *end);

/* "first" is 1, "twenty-first" is 21; *end is the token behind it. 0: none. */
int cdt_ordinal_words(const cdt_tokens *tokens, size_t i, size_t limit, size_t *end);

/* Could a number, with its money, or an ordinal begin at token `i`? Tells so of nearly every token that none does. */
bool cdt_number_could_begin(const cdt_tokens *tokens, size_t i, size_t limit);

/* Add all tokens of which that can be said. */
void cdt_number_sites(cdt_token_set *set);

/* A figure such as "250,000" or "12.50"; false where it is more than that ("12A", "4.2.1"). */
bool cdt_figure(cdt_str text, cdt_decimal *value);

#endif
