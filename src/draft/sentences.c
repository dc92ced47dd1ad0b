/* sentences.c - where sentences begin and end. */
#include "draft/making.h"

static bool blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Does a sentence end before byte `at` of the clause? */
static bool ends(const char *text, size_t at, size_t end)
{
    char c = text[at - 1];

    if (c != '.' && c != '?' && c != '!')
        return false;
    return at == end || (blank(text[at]) && at + 1 < end && text[at + 1] >= 'A' && text[at + 1] <= 'Z');
}

void cdt_find_sentences(cdt_making *making)
{
    cdt_draft *draft = &making->draft;
    const char *text = draft->text;
    cdt_sentence *list = NULL;

    for (int round = 0; round < 2; round++) {
        size_t count = 0;
        for (size_t i = 0; i < draft->clause_count; i++) {
            const cdt_clause *clause = &draft->clauses[i];
            size_t from = clause->start;
            for (size_t at = from + 1; at <= clause->end; at++) {
                if (!ends(text, at, clause->end) && at != clause->end)
                    continue;
                while (from < at && blank(text[from]))
                    from++;
                if (from < at && round)
                    list[count] = (cdt_sentence){ from, at, i };
                count += from < at;
                from = at;
            }
        }
        if (!round)
            list = CDT_NEW_ARRAY(&making->arena, cdt_sentence, count + 1);
        draft->sentences = list;
        draft->sentence_count = count;
    }
}
