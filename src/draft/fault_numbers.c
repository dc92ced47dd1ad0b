/* Numbers that are there twice or not at all, lists of one, "this clause 8" in another one, attachments nobody mentions. */
#include "draft/faults.h"

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

static void judge_sequence(cdt_faults *f, size_t c, sibling before, ordinal own)
{
    const cdt_clause *clause = &f->making->draft.clauses[c], *last = &f->making->draft.clauses[before.clause - 1];
    cdt_stretch at = { clause->start, clause->start + strlen(clause->label) };
    unsigned value = before.ordinal.value, next;

    if (own.style != before.ordinal.style || !*clause->number || clause->uncertain || at.end > clause->end)
        return;
    next = next_value(f, c, own);
    if (own.value == value && strcmp(clause->number, last->number) == 0 && next == value + 1 && value > 1) {
        cdt_fault_put(f, "number twice", at, c, "", "two clauses have the number %s", clause->number);
        return;
    }
    if (own.style != '1' && strchr("ivxl", 'a' + (int)own.value - 1) && strchr("ivxl", 'a' + (int)value - 1))
        return; /* roman figures */
    if (own.value <= value + 1 || own.value > value + 3 || (next && next != own.value + 1))
        return;
    for (ordinal gone = { value + 1, own.style }; gone.value < own.value; gone.value++) {
        cdt_str number = other_number(f, c, gone);
        if (cdt_places_find(&f->places, clause->part, number) != CDT_NOWHERE)
            return; /* it stands inside a paragraph */
    }
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
    size_t limit = f->t->first[c + 1];

    size_t colons = 0;

    for (size_t i = f->t->first[c]; i < limit && colons < 2; i++)
        colons += cdt_token_sign(f->t, i, limit, ':');
    return limit > f->t->first[c] + 3 && colons == 1 && cdt_token_sign(f->t, limit - 1, limit, ':'); /* two: a form */
}

/* Is it the next of the same list? */
static bool follows(const cdt_clause *clause, const cdt_clause *next)
{
    ordinal a = ordinal_of(clause->label), b = ordinal_of(next->label);

    return clause->parent == next->parent && clause->part == next->part && a.value && a.style == b.style &&
           b.value == a.value + 1;
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
        while (n + 1 < draft->clause_count && draft->clauses[n].region == CDT_REGION_FURNITURE)
            n++;
        next = &draft->clauses[n];
        if (!follows(clause, next) || clause->region == CDT_REGION_RECITALS || limit - f->t->first[c] < 9 ||
            !*next->number || next->parent == c || next->kind == CDT_CLAUSE_TABLE || next->level > clause->level ||
            !next->label[0])
            continue;
        cdt_fault_put(f, "nothing under colon", cdt_fault_stretch(f, limit > 8 ? limit - 6 : limit - 1, limit), c, "",
                      "it ends in a colon, and %s follows", next->number);
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

static void find_wrong_selves(cdt_faults *f)
{
    const cdt_draft *draft = &f->making->draft;

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
        if (numbered)
            cdt_fault_put(f, "wrong self", r->at, r->clause, cdt_draft_citation(draft, r->clause),
                          "it says this %s, and stands in %s", r->text, cdt_draft_citation(draft, r->clause));
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
    find_wrong_selves(faults);
    find_unmentioned(faults);
}
