/* health.c - how well the draft could be read. */
#include "draft/making.h"

static bool blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static size_t count_words(cdt_str text)
{
    size_t count = 0;

    for (size_t i = 0; i < text.len; i++)
        count += !blank(text.at[i]) && (i == 0 || blank(text.at[i - 1]));
    return count;
}

void cdt_find_health(cdt_making *making)
{
    cdt_draft *draft = &making->draft;
    cdt_health *health = &draft->health;

    for (size_t i = 0; i < draft->clause_count; i++) {
        const cdt_clause *clause = &draft->clauses[i];
        if (clause->region == CDT_REGION_FURNITURE)
            continue;
        health->clauses++;
        health->numbered += *clause->number != '\0';
        health->words += count_words((cdt_str){ draft->text + clause->start, clause->end - clause->start });
    }
    health->definitions = draft->definition_count;
    for (size_t i = 0; i < draft->reference_count; i++) {
        health->references += !draft->references[i].external;
        health->resolved += !draft->references[i].external && draft->references[i].resolved;
    }
}
