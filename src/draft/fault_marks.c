/* Brackets and quotation marks that are not closed, or close what was not opened. */
#include "draft/faults.h"

#define SOON 4 /* clauses below which a bracket may close: a list inside brackets */

/* Brackets of one clause: how many are open at its end, how deep it went below nothing. */
typedef struct balance {
    int open, lowest;
    size_t mark; /* the token at which it went wrong */
} balance;

/* "a)", "1)", "iv)" at the beginning of something is the mark of a list. */
static bool list_mark(const cdt_tokens *t, size_t i, size_t first)
{
    cdt_str text;

    if (i == first)
        return true;
    if (i > first + 1 && cdt_token_sign(t, i - 2, i, '"'))
        return true; /* replaced by "b) ..." */
    text = cdt_token_text(t, i - 1);
    if (t->at[i - 1].kind == CDT_TOKEN_MARK || text.len > 4)
        return false;
    if (text.len <= 2 || strspn(text.at, "ivx0123456789") >= text.len)
        return i == first + 1 || (t->at[i - 1].flags & CDT_TOKEN_SPACED);
    return false;
}

/* The same inside brackets, where only what follows a mark or "and" is sure to be one: "(of which: a) staff; b) premises)". */
static bool item_mark(const cdt_tokens *t, size_t i, size_t first)
{
    return i >= first + 2 && t->at[i - 1].kind != CDT_TOKEN_MARK && t->at[i - 1].end - t->at[i - 1].start <= 2 &&
           (t->at[i - 1].flags & CDT_TOKEN_SPACED) && cdt_token_among(t, i - 2, i, ": ; and or");
}

static balance balance_of(const cdt_token_set *sites, size_t c, int open_mark, int close_mark)
{
    const cdt_tokens *t = sites->tokens;
    balance b = { 0, 0, 0 };
    size_t first = t->first[c], depth_at[16] = { 0 };

    for (size_t i = first; (i = cdt_token_set_next(sites, i, t->first[c + 1])) < t->first[c + 1]; i++) {
        if (cdt_token_sign(t, i, t->first[c + 1], open_mark)) {
            if (i > first && cdt_token_among(t, i - 1, t->first[c + 1], ": ;") && !(t->at[i].flags & CDT_TOKEN_SPACED))
                continue; /* a face */
            if (b.open >= 0 && b.open < 16)
                depth_at[b.open] = i;
            b.open++;
        } else if (cdt_token_sign(t, i, t->first[c + 1], close_mark)) {
            if (close_mark == ')' && (b.open <= 0 ? list_mark(t, i, first) : item_mark(t, i, first)))
                continue;
            b.open--;
            if (b.open < b.lowest) {
                b.lowest = b.open;
                b.mark = i;
            }
        }
    }
    if (b.lowest == 0 && b.open > 0)
        b.mark = depth_at[b.open > 16 ? 15 : b.open - 1];
    return b;
}

/* Something was taken out of it on purpose, "[***]": a bracket with it, perhaps. */
static bool redacted(const cdt_tokens *t, size_t c)
{
    for (size_t i = t->first[c]; i + 1 < t->first[c + 1]; i++)
        if (cdt_token_sign(t, i, t->first[c + 1], '[') && cdt_token_sign(t, i + 1, t->first[c + 1], '*'))
            return true;
    return false;
}

static void find_brackets(cdt_faults *f, int open_mark, int close_mark, const char *name)
{
    const cdt_draft *draft = &f->making->draft;
    const char both[] = { (char)open_mark, (char)close_mark, '\0' };
    cdt_token_set sites = cdt_token_set_of(f->t, &f->making->scratch);

    cdt_token_set_marks(&sites, both);
    for (size_t c = 0; c < draft->clause_count; c++) {
        balance b;
        bool closed = false;
        size_t next = c + 1;
        if (!cdt_fault_counts(f, c) || draft->clauses[c].kind == CDT_CLAUSE_TABLE ||
            draft->clauses[c].region == CDT_REGION_EXECUTION)
            continue;
        b = balance_of(&sites, c, open_mark, close_mark);
        if ((b.open == 0 && b.lowest == 0) || redacted(f->t, c))
            continue;
        for (int open = b.open; b.lowest == 0 && next < draft->clause_count && next <= c + SOON && !closed; next++) {
            balance more = balance_of(&sites, next, open_mark, close_mark);
            size_t first = f->t->first[next];
            open += more.open;
            open -= cdt_token_sign(f->t, first + 1, f->t->first[next + 1], close_mark) &&
                    f->t->at[first].kind != CDT_TOKEN_MARK; /* "(Exhibit", and "A)" on the next page */
            closed = open <= 0;
        }
        if (closed) {
            c = next - 1; /* the others belong to it */
            continue;
        }
        if (b.lowest < 0 && !*draft->clauses[c].label && f->t->at[f->t->first[c]].kind == CDT_TOKEN_WORD &&
            !(f->t->at[f->t->first[c]].flags & CDT_TOKEN_CAPITAL))
            continue; /* the rest of a paragraph that was torn apart */
        cdt_fault_put(f, "unbalanced", (cdt_stretch){ f->t->at[b.mark].start, f->t->at[b.mark].end }, c, "",
                      b.lowest < 0 ? "a %s closes that was not opened" : "a %s is not closed", name);
    }
}

/* Curly marks tell which way they look; straight ones are only counted. */
static void find_quotes(cdt_faults *f)
{
    const cdt_draft *draft = &f->making->draft;
    cdt_token_set sites = cdt_token_set_of(f->t, &f->making->scratch);

    cdt_token_set_marks(&sites, "\"");
    for (size_t c = 0; c < draft->clause_count; c++) {
        size_t opens = 0, closes = 0, straight = 0, last = 0, limit = f->t->first[c + 1];
        if (!cdt_fault_counts(f, c) || draft->clauses[c].kind == CDT_CLAUSE_TABLE ||
            draft->clauses[c].region == CDT_REGION_EXECUTION)
            continue;
        for (size_t i = f->t->first[c]; (i = cdt_token_set_next(&sites, i, limit)) < limit; i++) {
            if (f->t->at[i].end - f->t->at[i].start == 1) {
                straight += !(i > f->t->first[c] && f->t->at[i - 1].kind == CDT_TOKEN_FIGURE &&
                              !(f->t->at[i].flags & CDT_TOKEN_SPACED)); /* inches */
            } else if (f->t->at[i].flags & CDT_TOKEN_OPENS) {
                opens++;
            } else {
                closes++;
            }
            last = i;
        }
        if (straight == 0 && (opens == closes + 1 || closes == opens + 1))
            cdt_fault_put(f, "unbalanced", (cdt_stretch){ f->t->at[last].start, f->t->at[last].end }, c, "",
                          opens > closes ? "a quotation mark is not closed"
                                         : "a quotation mark closes that was not opened");
    }
}

void cdt_find_mark_faults(cdt_faults *faults)
{
    find_brackets(faults, '(', ')', "bracket");
    find_brackets(faults, '[', ']', "square bracket");
    find_quotes(faults);
}
