/* References that name a subject which another clause has: "clause 9 (Payment)" where clause 10 is headed Payment. */
#include "draft/faults.h"

#define CAPTION 10 /* words of a heading in brackets */

static const char small_words[] = "of the and for to in on a an or by with";

/* The stems of a text, one after the other; how many. */
static size_t stems_of(const cdt_tokens *t, size_t from, size_t to, uint32_t *stems, size_t most)
{
    size_t count = 0;

    for (size_t i = from; i < to && count < most; i++)
        if (t->at[i].kind == CDT_TOKEN_WORD && !cdt_token_among(t, i, to, small_words))
            stems[count++] = t->at[i].stem;
    return count;
}

/* Stems of the clause's heading: the tokens between its label and its words. */
static size_t heading_stems(const cdt_faults *f, size_t c, uint32_t *stems, size_t most)
{
    const cdt_clause *clause = &f->making->draft.clauses[c];
    size_t from, to;

    if (!*clause->heading)
        return 0;
    from = cdt_making_first(f->making, c);
    to = cdt_tokens_find(f->t, c, clause->words);
    return stems_of(f->t, from, to > from ? to : f->t->first[c + 1], stems, most);
}

/* The clause whose heading is these words; CDT_NOWHERE: none. */
static size_t headed(const cdt_map *headings, const uint32_t *stems, size_t count)
{
    return (size_t)(uintptr_t)cdt_map_get(headings, (cdt_str){ (const char *)stems, count * sizeof *stems }) - 1;
}

static void keep_headings(cdt_faults *f, cdt_map *headings)
{
    const cdt_draft *draft = &f->making->draft;

    for (size_t c = 0; c < draft->clause_count; c++) {
        uint32_t *stems;
        size_t count;
        void **at;
        if (!*draft->clauses[c].heading || !*draft->clauses[c].number || !cdt_fault_counts(f, c))
            continue;
        stems = CDT_NEW_ARRAY(&f->making->scratch, uint32_t, CAPTION);
        count = heading_stems(f, c, stems, CAPTION);
        if (!count)
            continue;
        at = cdt_map_at(headings, (cdt_str){ (const char *)stems, count * sizeof *stems });
        if (!*at)
            *at = (void *)(uintptr_t)(c + 1);
    }
}

/* Is the clause the one that the reference names, or one below it or above its target? Then the reference is right, and where it
 * leads was told wrongly. */
static bool same_place(cdt_faults *f, const cdt_reference *r, size_t better)
{
    const cdt_draft *draft = &f->making->draft;
    cdt_arena *arena = &f->making->scratch;
    cdt_str number = cdt_str_z(draft->clauses[better].number), wanted;
    size_t kind = strlen(r->kind);

    if (number.len > kind && (number.at[0] | 32) == r->kind[0] && strncmp(number.at + 1, r->kind + 1, kind - 1) == 0)
        number = cdt_str_slice(number, kind + 1, number.len);
    number = cdt_places_fold(number, true, arena);
    number = cdt_str_z(cdt_format(arena, "%.*s.", CDT_ARGS(number)));
    wanted = cdt_str_z(cdt_format(arena, "%s.", r->number));
    if (cdt_str_starts(number, wanted) || cdt_str_starts(wanted, number))
        return true;
    for (size_t up = r->target; up != CDT_NOWHERE; up = draft->clauses[up].parent)
        if (up == better)
            return true;
    return false;
}

static void judge(cdt_faults *f, const cdt_map *headings, const cdt_reference *r)
{
    const cdt_draft *draft = &f->making->draft;
    size_t open = cdt_tokens_find(f->t, r->clause, r->at.end), limit = f->t->first[r->clause + 1], close = open + 1,
           count, own, better;
    uint32_t caption[CAPTION], heading[CAPTION];

    if (!cdt_token_sign(f->t, open, limit, '('))
        return;
    while (close < limit && close < open + CAPTION + 4 && !cdt_token_sign(f->t, close, limit, ')'))
        close++;
    if (!cdt_token_sign(f->t, close, limit, ')') || close == open + 1 ||
        !(f->t->at[open + 1].flags & CDT_TOKEN_CAPITAL))
        return;
    count = stems_of(f->t, open + 1, close, caption, CAPTION);
    own = heading_stems(f, r->target, heading, CAPTION);
    if (!count || !own || cdt_fault_shared(caption, count, heading, own))
        return;
    better = headed(headings, caption, count);
    if (better == CDT_NOWHERE || better == r->target || same_place(f, r, better))
        return;
    cdt_fault_put(f, "other subject", (cdt_stretch){ r->at.start, f->t->at[close].end }, r->clause,
                  draft->clauses[better].number, "%s is headed %s; %s is headed %s", draft->clauses[r->target].number,
                  draft->clauses[r->target].heading, draft->clauses[better].number, draft->clauses[better].heading);
}

void cdt_find_target_faults(cdt_faults *faults)
{
    const cdt_draft *draft = &faults->making->draft;
    cdt_map headings = { 0 };

    keep_headings(faults, &headings);
    for (size_t i = 0; i < draft->reference_count; i++)
        if (draft->references[i].resolved && !draft->references[i].external)
            judge(faults, &headings, &draft->references[i]);
    cdt_map_free(&headings);
}
