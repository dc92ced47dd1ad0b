#include "draft/terms.h"

/* The key of a step: the place, and the stem of the word that leads on. */
typedef struct step {
    uint32_t place, stem;
} step;

static cdt_str key_of(const step *s)
{
    return (cdt_str){ (const char *)s, sizeof *s };
}

/* Does token `i` count as a word of a term? "&" is "and"; hyphens and other marks are passed over. */
static bool counts(const cdt_tokens *t, size_t i, uint32_t *stem)
{
    const cdt_token *token = &t->at[i];

    if (token->kind != CDT_TOKEN_MARK) {
        *stem = token->stem;
        return true;
    }
    if (token->mark != '&')
        return false;
    *stem = cdt_stem(CDT_STR("and"));
    return true;
}

static cdt_term_end *lead_on(cdt_terms *terms, size_t place, uint32_t stem, cdt_arena *arena)
{
    step s = { (uint32_t)place, stem };
    cdt_term_end *end = cdt_map_get(&terms->steps, key_of(&s));

    if (!end) {
        step *kept = CDT_NEW(arena, step);
        *kept = s;
        end = CDT_NEW(arena, cdt_term_end);
        end->place = ++terms->places;
        *cdt_map_at(&terms->steps, key_of(kept)) = end;
    }
    return end;
}

/* "(s)" behind a word is no word. */
static bool plural_mark(const cdt_tokens *t, size_t i, size_t to)
{
    return i > 0 && cdt_token_is(t, i, to, "s") && cdt_token_sign(t, i - 1, to, '(');
}

cdt_term_end *cdt_terms_put(cdt_terms *terms, const cdt_tokens *tokens, size_t from, size_t to, size_t number,
                            cdt_arena *arena)
{
    cdt_term_end *end = NULL;
    size_t place = 0, words = 0;
    bool capital = false;
    uint32_t stem;

    from += to > from + 1 && cdt_token_is(tokens, from, to, "the"); /* "the Location" is used as "a Location" too */
    for (size_t i = from; i < to; i++) {
        if (!counts(tokens, i, &stem) || plural_mark(tokens, i, to))
            continue;
        if (++words > CDT_TERM_WORDS)
            return NULL;
        capital |= words == 1 && (tokens->at[i].flags & CDT_TOKEN_CAPITAL);
        if (!place)
            terms->firsts[stem >> 6 & 3] |= (uint64_t)1 << (stem & 63);
        end = lead_on(terms, place, stem, arena);
        place = end->place;
    }
    if (!end)
        return NULL;
    if (!end->first)
        end->first = number + 1;
    end->capital |= capital;
    end->small |= !capital;
    return end;
}

/* Is token `i` a mark that may stand inside a term: a hyphen, an apostrophe of a plural possessive? */
static bool inside(const cdt_tokens *t, size_t i, size_t limit)
{
    if (cdt_token_sign(t, i, limit, '.')) /* of "Example.com", "A.B. Hill", "Dr. Hill" */
        return !(t->at[i].flags & CDT_TOKEN_SPACED) && i + 1 < limit &&
               (!(t->at[i + 1].flags & CDT_TOKEN_SPACED) || t->at[i - 1].end - t->at[i - 1].start < 3);
    return cdt_token_sign(t, i, limit, '-') || cdt_token_sign(t, i, limit, '\'') || cdt_token_sign(t, i, limit, '/') ||
           cdt_token_sign(t, i, limit, ',') || cdt_token_sign(t, i, limit, '#');
}

const cdt_term_end *cdt_terms_at(const cdt_terms *terms, const cdt_tokens *tokens, size_t i, size_t limit, size_t *end)
{
    const cdt_term_end *best = NULL;
    bool capital = tokens->at[i].flags & CDT_TOKEN_CAPITAL;
    step s = { 0, 0 };

    if (!terms->steps.count)
        return NULL;
    for (size_t at = i; at < limit; at++) {
        const cdt_term_end *next;
        if (!counts(tokens, at, &s.stem)) {
            if (at == i || !inside(tokens, at, limit))
                break;
            continue;
        }
        next = cdt_map_get(&terms->steps, key_of(&s));
        if (!next)
            break;
        s.place = (uint32_t)next->place;
        if (next->first && (next->small || capital || tokens->at[i].kind == CDT_TOKEN_FIGURE)) {
            best = next;
            *end = at + 1;
        }
    }
    return best;
}

void cdt_terms_free(cdt_terms *terms)
{
    cdt_map_free(&terms->steps);
}
