#include "draft/making.h"

const cdt_tokens *cdt_making_tokens(cdt_making *making)
{
    if (!making->tokens.first)
        making->tokens = cdt_tokens_of(&making->draft, &making->scratch);
    return &making->tokens;
}

/* The first token of clause `c` behind its label. */
static size_t behind_label(cdt_making *making, size_t c)
{
    const cdt_clause *clause = &making->draft.clauses[c];
    cdt_str text = { making->draft.text + clause->start, clause->end - clause->start };
    cdt_str label = cdt_str_z(clause->label);

    return cdt_tokens_find(cdt_making_tokens(making), c, clause->start + (cdt_str_starts(text, label) ? label.len : 0));
}

size_t cdt_making_first(cdt_making *making, size_t c)
{
    if (!making->firsts) {
        size_t *firsts = CDT_NEW_ARRAY(&making->scratch, size_t, making->draft.clause_count);
        for (size_t i = 0; i < making->draft.clause_count; i++)
            firsts[i] = behind_label(making, i);
        making->firsts = firsts;
    }
    return making->firsts[c];
}

void cdt_making_run(cdt_making *making)
{
    const cdt_draft *draft = &making->draft;
    const cdt_tokens *t = cdt_making_tokens(making);
    cdt_token_run *runs = CDT_NEW_ARRAY(&making->scratch, cdt_token_run, draft->sentence_count);

    for (size_t i = 0; i < draft->sentence_count; i++) {
        const cdt_sentence *s = &draft->sentences[i];
        runs[i].from = cdt_tokens_find(t, s->clause, s->start);
        runs[i].to = cdt_tokens_find(t, s->clause, s->end);
    }
    making->sentences = runs;
}
