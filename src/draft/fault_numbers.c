/* Numbers that are there twice or not at all, lists of one, "this clause 8" in another one, attachments nobody mentions. */
#include "draft/faults.h"

#define FAR 20       /* clauses in which the next item of a list is looked for */
#define PAGE_ENDS 20 /* short paragraphs between two pages: numbers, running headers */

#include <stdlib.h>

/* The last component of a label: "4.3" is 3 after "4.", "(c)" is 3. */
typedef struct ordinal {
    unsigned value; /* 0: none */
    char style;     /* '1': figures, 'a': letters, 'A': capitals */
} ordinal;

static ordinal ordinal_of(const char *label)
{
    cdt_str text = cdt_str_z(label);
    ordinal out = { 0, '1' };
    size_t end = text.len, at;

    while (end && strchr(").] \t", text.at[end - 1]))
        end--;
    for (at = end; at && text.at[at - 1] >= '0' && text.at[at - 1] <= '9';)
        at--;
    if (at < end && end - at < 5) {
        for (size_t i = at; i < end; i++)
            out.value = out.value * 10 + (unsigned)(text.at[i] - '0');
        return out;
    }
    if (end && (end == 1 || text.at[end - 2] == '(') &&
        ((text.at[end - 1] >= 'a' && text.at[end - 1] <= 'z') ||
         (text.at[end - 1] >= 'A' && text.at[end - 1] <= 'Z'))) {
        out.style = text.at[end - 1] >= 'a' ? 'a' : 'A';
        out.value = (unsigned)((text.at[end - 1] | 32) - 'a') + 1;
    }
    return out;
}

/* The sibling before, as far as it was read. */
typedef struct sibling {
    size_t clause; /* plus 1; 0: none */
    ordinal ordinal;
} sibling;

/* The number of clause `c` with another last component. */
static cdt_str other_number(cdt_faults *f, size_t c, ordinal wanted)
{
    cdt_str number = cdt_str_z(f->making->draft.clauses[c].number);
    size_t comma = cdt_str_find(number, CDT_STR(", "), 0), end;

    if (comma != CDT_NOWHERE)
        number = cdt_str_slice(number, comma + 2, number.len);
    number = cdt_places_fold(number, false, &f->making->scratch);
    for (end = number.len; end && number.at[end - 1] != '.';)
        end--;
    return wanted.style == '1'
               ? cdt_str_z(cdt_format(&f->making->scratch, "%.*s%u", (int)end, number.at, wanted.value))
               : cdt_str_z(cdt_format(&f->making->scratch, "%.*s%c", (int)end, number.at, 'a' + wanted.value - 1));
}

/* The sibling after clause `c` of the same style; 0: none within reach. */
static unsigned next_value(const cdt_faults *f, size_t c, ordinal own)
{
    const cdt_draft *draft = &f->making->draft;

    for (size_t i = c + 1; i < draft->clause_count && i < c + 60; i++) {
        const cdt_clause *clause = &draft->clauses[i];
        ordinal next;
        if (clause->parent != draft->clauses[c].parent || clause->part != draft->clauses[c].part || !*clause->label)
            continue;
        next = ordinal_of(clause->label);
        if (next.value && next.style == own.style)
            return next.value;
    }
    return 0;
}

/* Does the clause before end in the middle of a sentence? Then what looks like a number may be that of a page. */
static bool cut_off(const cdt_faults *f, size_t c)
{
    size_t before = c, first, limit;

    while (before && c - before < PAGE_ENDS &&
           (f->making->draft.clauses[before - 1].region == CDT_REGION_FURNITURE ||
            f->t->first[before] - f->t->first[before - 1] < 3)) /* a page number */
        before--;
    if (!before || c - before == PAGE_ENDS)
        return false;
    first = f->t->first[before - 1];
    limit = f->t->first[before];
    return limit > first + 12 && f->t->at[limit - 1].kind == CDT_TOKEN_WORD &&
           !(strpbrk(f->making->draft.clauses[c].label, ").") && cdt_token_among(f->t, limit - 1, limit, "and or"));
}

/* Does the number, or its last part as a label, stand somewhere between the two clauses: "(j)", "12)", "5. 6.", "1-3"? Then
 * the clause is there, and was not seen as one. */
static bool stands_between(cdt_faults *f, size_t from, size_t to, cdt_str number, ordinal gone)
{
    const cdt_tokens *t = f->t;
    size_t limit = t->first[to];

    for (size_t i = t->first[from]; i + 1 < limit; i++) {
        cdt_str text = cdt_token_text(t, i);
        bool closes = cdt_token_sign(t, i + 1, limit, ')');
        if (t->at[i].kind == CDT_TOKEN_MARK)
            continue;
        if (gone.style != '1') {
            if (closes && text.len == 1 && (text.at[0] | 32) == (int)('a' + gone.value - 1))
                return true;
            continue;
        }
        if (t->at[i].kind != CDT_TOKEN_FIGURE)
            continue;
        if (cdt_str_is(cdt_places_fold(text, false, &f->making->scratch), number) &&
            (closes || memchr(number.at, '.', number.len) || cdt_token_sign(t, i + 1, limit, '.')) &&
            !(i && cdt_token_among(t, i - 1, limit, "section sections clause clauses paragraph paragraphs and to")))
            return true;
        if ((cdt_token_sign(t, i + 1, limit, '.') || cdt_token_sign(t, i + 1, limit, '-')) && i + 2 < limit &&
            t->at[i + 2].kind == CDT_TOKEN_FIGURE &&
            cdt_str_is(cdt_str_z(cdt_format(&f->making->scratch, "%.*s.%.*s", CDT_ARGS(text),
                                            CDT_ARGS(cdt_token_text(t, i + 2)))),
                       number))
            return true;
    }
    return false;
}

/* Was something taken out on purpose between the two clauses: "[***]"? */
static bool taken_out(const cdt_faults *f, size_t from, size_t to)
{
    for (size_t i = f->t->first[from]; i + 1 < f->t->first[to]; i++)
        if (cdt_token_sign(f->t, i, f->t->first[to], '[') && cdt_token_sign(f->t, i + 1, f->t->first[to], '*'))
            return true;
    return false;
}

/* A paragraph between the two that begins with the number of the first again, and was not taken for a clause because of it. */
static void find_again(cdt_faults *f, size_t from, size_t to)
{
    const cdt_draft *draft = &f->making->draft;
    const cdt_tokens *t = f->t;
    const char *number = draft->clauses[from].number;

    for (size_t c = from + 1; c < to; c++) {
        size_t first = t->first[c], limit = t->first[c + 1],
               next = first + 1 + cdt_token_sign(t, first + 1, limit, '.');
        cdt_str text;
        if (*draft->clauses[c].label || limit < first + 6 || t->at[first].kind != CDT_TOKEN_FIGURE ||
            !cdt_fault_counts(f, c) || draft->clauses[c].kind != CDT_CLAUSE)
            continue;
        text = cdt_token_text(t, first);
        if (!cdt_str_is_z(text, number) || !(t->at[next].flags & CDT_TOKEN_CAPITAL) ||
            (next == first + 1 && !memchr(text.at, '.', text.len)) || cut_off(f, c))
            continue;
        cdt_fault_put(f, "number twice", cdt_fault_stretch(f, first, first + 1), c, "",
                      "two clauses have the number %s", number);
        return;
    }
}

static void judge_sequence(cdt_faults *f, size_t c, sibling before, ordinal own)
{
    const cdt_clause *clause = &f->making->draft.clauses[c], *last = &f->making->draft.clauses[before.clause - 1];
    cdt_stretch at = { clause->start, clause->start + strlen(clause->label) };
    unsigned value = before.ordinal.value, next;

    if (own.style != before.ordinal.style || !*clause->number || clause->uncertain || at.end > clause->end ||
        last->words >= last->end || cut_off(f, c) || cut_off(f, before.clause - 1)) /* the number of a page, perhaps */
        return;
    if (own.style == '1' && own.value > value && own.value <= value + 2)
        find_again(f, before.clause - 1, c);
    next = next_value(f, c, own);
    if (own.value == value && strcmp(clause->number, last->number) == 0 && (next == value + 1 || next == value + 2) &&
        value > 1) {
        cdt_fault_put(f, "number twice", at, c, "", "two clauses have the number %s", clause->number);
        return;
    }
    if (own.style != '1' && strchr("ivxl", 'a' + (int)own.value - 1) && strchr("ivxl", 'a' + (int)value - 1))
        return; /* roman figures */
    if (own.value <= value + 1 || own.value > value + 3 || (next && next != own.value + 1))
        return;
    for (ordinal gone = { value + 1, own.style }; gone.value < own.value; gone.value++) {
        cdt_str number = other_number(f, c, gone);
        if (cdt_places_find(&f->places, clause->part, number) != CDT_NOWHERE ||
            stands_between(f, before.clause - 1, c, number, gone))
            return; /* it stands inside a paragraph */
    }
    if (taken_out(f, before.clause - 1, c))
        return;
    cdt_fault_put(f, "number gap", at, c, "", "%s comes after %s", clause->number, last->number);
}

static void find_sequences(cdt_faults *f)
{
    const cdt_draft *draft = &f->making->draft;
    sibling *last = CDT_NEW_ARRAY(&f->making->scratch, sibling, draft->clause_count + 1);
    size_t part = CDT_NOWHERE;

    for (size_t c = 0; c < draft->clause_count; c++) {
        const cdt_clause *clause = &draft->clauses[c];
        sibling *before = &last[clause->parent == CDT_NOWHERE ? draft->clause_count : clause->parent];
        ordinal own;
        if (clause->part != part)
            last[draft->clause_count] = (sibling){ 0 };
        part = clause->part;
        if (!cdt_fault_counts(f, c) || clause->kind != CDT_CLAUSE || clause->region == CDT_REGION_PARTIES ||
            clause->region == CDT_REGION_EXECUTION)
            continue;
        own = ordinal_of(clause->label);
        if (!own.value)
            continue;
        if (before->clause)
            judge_sequence(f, c, *before, own);
        *before = (sibling){ c + 1, own };
    }
}

/* --- lists */

static bool ends_in_colon(const cdt_faults *f, size_t c)
{
    size_t limit = f->t->first[c + 1], colons = 0;

    if (limit < f->t->first[c] + 4 || !cdt_token_sign(f->t, limit - 1, limit, ':'))
        return false;
    for (size_t i = f->t->first[c]; i < limit && colons < 2; i++)
        colons += cdt_token_sign(f->t, i, limit, ':');
    return colons == 1; /* two: a form */
}

/* Is it the next of the same list? */
static bool follows(const cdt_clause *clause, const cdt_clause *next)
{
    ordinal a = ordinal_of(clause->label), b = ordinal_of(next->label);

    return clause->parent == next->parent && clause->part == next->part && a.value && a.style == b.style &&
           b.value == a.value + 1;
}

/* Does the clause go on a list at the same level, "3.2 “Affiliate” means", or a form, "12.2 For Hill: Name:"? Or has it a list
 * below it that no colon introduces, as where columns were read one after the other? */
static bool form_or_list(const cdt_faults *f, size_t c)
{
    const cdt_draft *draft = &f->making->draft;
    size_t first = cdt_making_first(f->making, c), limit = f->t->first[c + 1];

    if (cdt_token_sign(f->t, first, limit, '"') ||
        cdt_token_among(f->t, first + cdt_token_is(f->t, first, limit, "the"), limit, "first firstly"))
        return true;
    for (size_t i = first; i < limit && i < first + 8; i++)
        if (cdt_token_sign(f->t, i, limit, ':'))
            return true;
    for (size_t n = c + 1; n < draft->clause_count && n < c + 6; n++) {
        if (draft->clauses[n].label[0] == '(' && draft->clauses[n].region != CDT_REGION_FURNITURE)
            return true;
        if (*draft->clauses[n].label)
            break;
    }
    return false;
}

/* A clause with a number that ends in a colon, and the next number is not below it. */
static void find_empty_lists(cdt_faults *f)
{
    const cdt_draft *draft = &f->making->draft;

    for (size_t c = 0; c + 1 < draft->clause_count; c++) {
        const cdt_clause *clause = &draft->clauses[c], *next;
        size_t limit = f->t->first[c + 1], n = c + 1;
        if (!*clause->number || clause->words >= clause->end || !cdt_fault_counts(f, c) || !ends_in_colon(f, c))
            continue;
        next = &draft->clauses[n];
        if (cdt_token_among(f->t, limit - 2, limit, "and or") || form_or_list(f, n) || !follows(clause, next) ||
            clause->region == CDT_REGION_RECITALS || limit - f->t->first[c] < 9 || !*next->number ||
            next->parent == c || next->kind == CDT_CLAUSE_TABLE || next->level > clause->level || !next->label[0])
            continue;
        cdt_fault_put(f, "nothing under colon", cdt_fault_stretch(f, limit > 8 ? limit - 6 : limit - 1, limit), c, "",
                      "it ends in a colon, and %s follows", next->number);
    }
}

/* Does the clause hold the label of a second item, "(b)" or "4.1.2", inside its words? */
static bool second_inside(const cdt_faults *f, size_t c)
{
    size_t limit = f->t->first[c + 1], length = strlen(f->making->draft.clauses[c].label);
    const char *label = f->making->draft.clauses[c].label;
    cdt_str next = cdt_str_z(cdt_format(&f->making->scratch, "%.*s2", length ? (int)length - 1 : 0, label));

    for (size_t i = f->t->first[c]; i < limit && length > 2; i++)
        if (cdt_str_is(cdt_token_text(f->t, i), next))
            return true;
    for (size_t i = f->t->first[c]; i + 1 < limit; i++)
        if (cdt_token_among(f->t, i, limit, "b ii 2 two") && cdt_token_sign(f->t, i + 1, limit, ')'))
            return true;
    return false;
}

/* Is it the first item of a list: "(a)", "(i)", "1."? */
static bool first_item(const cdt_faults *f, size_t c)
{
    const cdt_clause *clause = &f->making->draft.clauses[c];

    return clause->kind == CDT_CLAUSE && *clause->label && !clause->uncertain && cdt_fault_counts(f, c) &&
           clause->region != CDT_REGION_EXECUTION && clause->region != CDT_REGION_PARTIES &&
           (ordinal_of(clause->label).value == 1 || strcmp(clause->label, "(i)") == 0 ||
            strcmp(clause->label, "i)") == 0);
}

/* Does the clause end in a colon? */
static bool leads(const cdt_faults *f, size_t c)
{
    size_t limit = f->t->first[c + 1];

    return limit > f->t->first[c] && cdt_token_sign(f->t, limit - 1, limit, ':');
}

/* Is the item alone below the clause that leads to it, or behind the paragraph without a number that does? */
static bool alone(const cdt_faults *f, size_t c, const size_t *below)
{
    const cdt_draft *draft = &f->making->draft;
    const cdt_clause *clause = &draft->clauses[c];
    size_t last = c;

    while (last && !cdt_fault_counts(f, last - 1))
        last--;
    if (!last || *draft->clauses[last - 1].label || clause->label[0] != '(' || !leads(f, last - 1) ||
        draft->clauses[last - 1].kind != CDT_CLAUSE || f->t->first[last] - f->t->first[last - 1] < 5)
        return clause->parent != CDT_NOWHERE && leads(f, clause->parent) && below[clause->parent] == 1;
    for (size_t i = c + 1; i < draft->clause_count && i < c + FAR; i++) { /* its next, behind paragraphs of its own */
        const char *label = draft->clauses[i].label;
        if (!cdt_fault_counts(f, i))
            continue;
        if (*label && ordinal_of(label).value != 2 && strcmp(label, "(ii)") != 0)
            break; /* another list, or the next clause */
        if (*label ? label[0] == '(' : second_inside(f, i))
            return false;
        if (*draft->clauses[i].heading || draft->clauses[i].kind != CDT_CLAUSE)
            break;
    }
    return true;
}

/* A list that has one item: the others were lost, or it is none. */
static void find_single_items(cdt_faults *f)
{
    const cdt_draft *draft = &f->making->draft;
    size_t *below = CDT_NEW_ARRAY(&f->making->scratch, size_t, draft->clause_count + 1);

    for (size_t c = 0; c < draft->clause_count; c++)
        if (draft->clauses[c].parent != CDT_NOWHERE && cdt_fault_counts(f, c))
            below[draft->clauses[c].parent]++;
    for (size_t c = 0; c < draft->clause_count; c++) {
        const cdt_clause *clause = &draft->clauses[c];
        size_t limit = f->t->first[c + 1];
        if (!first_item(f, c) || below[c] || limit - f->t->first[c] < 4 || !alone(f, c, below) || second_inside(f, c))
            continue;
        if (cdt_token_among(f->t, limit - 1, limit, ": , ;") || cdt_token_among(f->t, limit - 1, limit, "and or"))
            continue; /* it goes on, in what was not read as its next item */
        cdt_fault_put(f, "list of one", (cdt_stretch){ clause->start, clause->start + strlen(clause->label) }, c, "",
                      "nothing follows %s in the list", clause->label);
    }
}

/* --- "this clause 8" */

/* A number as it is within its part, folded. */
static cdt_str folded(const cdt_faults *f, size_t c)
{
    cdt_str number = cdt_str_z(f->making->draft.clauses[c].number);
    size_t comma = cdt_str_find(number, CDT_STR(", "), 0);

    if (comma != CDT_NOWHERE)
        number = cdt_str_slice(number, comma + 2, number.len);
    number = cdt_places_fold(number, false, &f->making->scratch);
    return cdt_str_z(cdt_format(&f->making->scratch, "%.*s.", CDT_ARGS(number)));
}

/* Is one of the two numbers, of the reference and of the clause it stands in, the beginning of the other? Then the reference
 * is right, or speaks of a part of its clause. A letter alone is one of the clause anyway. */
static bool within(const cdt_faults *f, const cdt_reference *r)
{
    const cdt_draft *draft = &f->making->draft;
    cdt_str own = cdt_str_z(cdt_format(&f->making->scratch, "%s.", r->number)), here;
    size_t up = r->clause;

    if (cdt_place_attached(r->kind))
        return false;
    if (strcmp(r->kind, "article") == 0 || strcmp(r->kind, "part") == 0)
        return true; /* what stands over clauses is often not numbered like them */
    while (up != CDT_NOWHERE && !*draft->clauses[up].number)
        up = draft->clauses[up].parent;
    if (up == CDT_NOWHERE || r->target == r->clause || r->target == up)
        return true;
    here = folded(f, up);
    if (here.at[0] > '9' || own.at[0] > '9' || !cdt_str_is(folded(f, r->target), own))
        return true;
    return cdt_str_starts(own, here) || cdt_str_starts(here, own);
}

#define BEFORE 3000 /* tokens before "this clause 8" in which an 8 may stand that was not seen as a number */

/* Does its number stand before it, apart from references, or is it an item of a list that begins anew below its clause? */
static bool stands_before(cdt_faults *f, const cdt_reference *r, size_t up)
{
    const cdt_draft *draft = &f->making->draft;
    const cdt_tokens *t = f->t;
    size_t limit = cdt_tokens_find(t, r->clause, r->at.start), first = t->first[up], kind_end;
    size_t back = up;

    for (size_t i = limit; i-- > first && limit - i < BEFORE;) {
        if (t->at[i].kind == CDT_TOKEN_MARK ||
            !cdt_str_is_z(cdt_places_fold(cdt_token_text(t, i), false, &f->making->scratch), r->number))
            continue;
        if (cdt_place_attached(r->kind)
                ? i > first && cdt_place_kind(t, i - 1, limit, &kind_end) && i + 2 < limit &&
                      !cdt_token_among(t, i > first + 1 ? i - 2 : limit, limit, "this in of to")
                : !(i > first && cdt_place_kind(t, i - 1, limit, &kind_end)) &&
                      (i == first || !cdt_token_among(t, i - 1, limit, "and or to")) &&
                      (memchr(r->number, '.', strlen(r->number)) || cdt_token_sign(t, i + 1, limit, '.')))
            return true;
    }
    while (back && strspn(draft->clauses[back].number, "0123456789") == strlen(draft->clauses[back].number) &&
           strtoul(draft->clauses[back].number, NULL, 10) > 1 && up - back < 40) {
        do
            back--;
        while (back && !*draft->clauses[back].number);
    }
    while (back && back != up && back != r->target &&
           (strcmp(draft->clauses[back].number, "1") == 0 || !*draft->clauses[back].number))
        back--;
    return back != up && back == r->target;
}

static void find_wrong_selves(cdt_faults *f)
{
    const cdt_draft *draft = &f->making->draft;
    const char *told = "";
    size_t last = CDT_NOWHERE;

    for (size_t i = 0; i < draft->reference_count; i++) {
        const cdt_reference *r = &draft->references[i];
        size_t up = r->clause;
        bool numbered = false;
        if (!r->self || r->external || !r->resolved || !*r->number || within(f, r))
            continue;
        if (cdt_place_attached(r->kind)) {
            size_t part = draft->clauses[up].part;
            numbered = part != CDT_NOWHERE;
            if (!numbered || part == r->target || (draft->clauses[part].number[0] | 32) != r->kind[0] ||
                strncmp(draft->clauses[part].number + 1, r->kind + 1, strlen(r->kind) - 1) != 0 ||
                cdt_str_ends(cdt_places_fold(cdt_str_z(draft->clauses[part].number), false, &f->making->scratch),
                             cdt_str_z(r->number)))
                continue;
        } else {
            if (draft->clauses[r->target].part != draft->clauses[up].part)
                continue;
            for (; up != CDT_NOWHERE && up != r->target; up = draft->clauses[up].parent)
                numbered |= *draft->clauses[up].number != 0;
            if (up == r->target || !*draft->clauses[r->target].number)
                continue;
        }
        for (up = r->clause; draft->clauses[up].parent != CDT_NOWHERE && !*draft->clauses[up].number;)
            up = draft->clauses[up].parent;
        if (cut_off(f, up) || stands_before(f, r, up))
            continue;
        if (numbered && !(last == r->clause && strcmp(told, r->number) == 0)) {
            told = r->number; /* once in a clause */
            last = r->clause;
            cdt_fault_put(f, "wrong self", r->at, r->clause, cdt_draft_citation(draft, r->clause),
                          "it says this %s, and stands in %s", r->text, cdt_draft_citation(draft, r->clause));
        }
    }
}

/* --- attachments that no words point to */

static void find_unmentioned(cdt_faults *f)
{
    const cdt_draft *draft = &f->making->draft;
    bool *mentioned = CDT_NEW_ARRAY(&f->making->scratch, bool, draft->clause_count + 1);

    for (size_t i = 0; i < draft->reference_count; i++)
        if (draft->references[i].target != CDT_NOWHERE) {
            size_t target = draft->references[i].target;
            mentioned[target] = true;
            if (draft->clauses[target].part != CDT_NOWHERE &&
                draft->clauses[target].part != draft->clauses[draft->references[i].clause].part)
                mentioned[draft->clauses[target].part] = true;
        }
    for (size_t c = 0; c < draft->clause_count; c++) {
        const cdt_clause *clause = &draft->clauses[c];
        if (clause->kind != CDT_CLAUSE_SCHEDULE || mentioned[c] || !*clause->number || !cdt_fault_counts(f, c))
            continue;
        cdt_fault_put(f, "attachment not mentioned", (cdt_stretch){ clause->start, clause->words }, c, "",
                      "no clause points to %s", clause->number);
    }
}

void cdt_find_number_faults(cdt_faults *faults)
{
    find_sequences(faults);
    find_empty_lists(faults);
    find_single_items(faults);
    find_wrong_selves(faults);
    find_unmentioned(faults);
}
