#include "draft/token_set.h"

cdt_token_set cdt_token_set_of(const cdt_tokens *tokens, cdt_arena *arena)
{
    return (cdt_token_set){ tokens, CDT_NEW_ARRAY(arena, uint64_t, tokens->count / 64 + 1) };
}

/* Those that are `word`, or `back` tokens before them. */
static void add_word(cdt_token_set *set, cdt_str word, size_t back)
{
    const cdt_tokens *t = set->tokens;

    for (uint32_t at = cdt_tokens_chain(t, word); at; at = t->at[at - 1].before) {
        const cdt_token *token = &t->at[at - 1];
        if (at > back && token->end - token->start == word.len && cdt_token_says(t, at - 1, word.at, word.len))
            cdt_token_set_add(set, at - 1 - back);
    }
}

static void add_words(cdt_token_set *set, const char *words, size_t back)
{
    while (*words) {
        size_t length = strcspn(words, " ");
        if (length)
            add_word(set, (cdt_str){ words, length }, back);
        words += length + (words[length] == ' ');
    }
}

void cdt_token_set_words(cdt_token_set *set, const char *words)
{
    add_words(set, words, 0);
}

void cdt_token_set_before(cdt_token_set *set, const char *words)
{
    add_words(set, words, 1);
}

void cdt_token_set_phrase(cdt_token_set *set, const char *phrase)
{
    const cdt_tokens *t = set->tokens;
    cdt_str word = { phrase, strcspn(phrase, " ") };

    for (uint32_t at = cdt_tokens_chain(t, word); at; at = t->at[at - 1].before)
        if (cdt_token_phrase(t, at - 1, t->count, phrase))
            cdt_token_set_add(set, at - 1);
}

/* All of a chain, or `behind` tokens behind them. */
static void add_chain(cdt_token_set *set, uint32_t last, size_t behind)
{
    const cdt_tokens *t = set->tokens;

    for (uint32_t at = last; at; at = t->at[at - 1].before)
        if (at - 1 + behind < t->count)
            cdt_token_set_add(set, at - 1 + behind);
}

void cdt_token_set_marks(cdt_token_set *set, const char *marks)
{
    for (; *marks; marks++)
        add_chain(set, set->tokens->chains->marks[(unsigned char)*marks], 0);
}

void cdt_token_set_behind(cdt_token_set *set, const char *marks)
{
    for (; *marks; marks++)
        add_chain(set, set->tokens->chains->marks[(unsigned char)*marks], 1);
}

void cdt_token_set_figures(cdt_token_set *set)
{
    add_chain(set, set->tokens->chains->figures, 0);
}

void cdt_token_set_flagged(cdt_token_set *set, unsigned flag)
{
    for (size_t k = 0; k < CDT_TOKEN_SETS; k++)
        for (size_t i = 0; cdt_token_sets[k] == flag && i < set->tokens->count / 64 + 1; i++)
            set->bits[i] |= set->tokens->sets[k][i];
}
