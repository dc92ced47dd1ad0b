/* structure.c - what clauses are to each other: labels, headings, levels, numbers, parts and regions. */
#include "draft/making.h"

/* "14.", "14.3", "14.3.1": the bytes of such a label at the beginning of the text; 0: there is none. */
static size_t dotted_label(cdt_str text, size_t *parts)
{
    size_t at = 0, end = 0;

    for (*parts = 0; at < text.len && text.at[at] >= '0' && text.at[at] <= '9'; (*parts)++) {
        while (at < text.len && text.at[at] >= '0' && text.at[at] <= '9')
            at++;
        end = at += at < text.len && text.at[at] == '.';
    }
    if (*parts == 0 || end > 12 || end >= text.len || (text.at[end] != ' ' && text.at[end] != '\t'))
        return 0;
    return *parts > 1 || text.at[end - 1] == '.' ? end : 0;
}

void cdt_find_structure(cdt_making *making)
{
    const char *all = making->draft.text;
    size_t open[8] = { 0 }; /* the clause of each level, plus 1 */

    for (size_t i = 0; i < making->draft.clause_count; i++) {
        cdt_clause *clause = &making->clauses[i];
        cdt_str text = { all + clause->start, clause->end - clause->start };
        size_t parts, label = dotted_label(text, &parts), level = parts > 7 ? 7 : parts;
        if (label) {
            clause->label = cdt_copy_z(&making->arena, cdt_str_slice(text, 0, label));
            clause->number = cdt_copy_z(&making->arena, cdt_str_slice(text, 0, label - (text.at[label - 1] == '.')));
            clause->level = (unsigned)level;
            clause->words = clause->start + label;
            while (clause->words < clause->end && (all[clause->words] == ' ' || all[clause->words] == '\t'))
                clause->words++;
            for (size_t up = level; up-- > 1 && clause->parent == CDT_NOWHERE;)
                clause->parent = open[up] - 1; /* 0 is nowhere */
            open[level] = i + 1;
            memset(open + level + 1, 0, (7 - level) * sizeof *open);
        }
    }
}
