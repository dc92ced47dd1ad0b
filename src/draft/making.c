#include "draft/making.h"

const cdt_tokens *cdt_making_tokens(cdt_making *making)
{
    if (!making->tokens.first)
        making->tokens = cdt_tokens_of(&making->draft, &making->scratch);
    return &making->tokens;
}

size_t cdt_making_first(cdt_making *making, size_t c)
{
    const cdt_tokens *tokens = cdt_making_tokens(making);
    const cdt_clause *clause = &making->draft.clauses[c];
    cdt_str text = { making->draft.text + clause->start, clause->end - clause->start };
    cdt_str label = cdt_str_z(clause->label);

    return cdt_tokens_find(tokens, c, clause->start + (cdt_str_starts(text, label) ? label.len : 0));
}
