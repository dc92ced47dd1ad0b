/* Shares that should come to a hundred: a column of percentages under a heading that says so, the items of a list "in the
 * following proportions", or those of one sentence. Equal shares that were rounded may miss it by a unit of their last place
 * each. */
#include "draft/faults.h"
#include "draft/number.h"

#define COLUMNS 32

/* Percentages that are added up. */
typedef struct sum {
    cdt_decimal value;
    unsigned count;
    unsigned char scale; /* the most decimal places */
    bool broken;         /* something among them is none */
} sum;

static void add(sum *s, cdt_decimal value)
{
    s->count++;
    s->scale = value.scale > s->scale ? value.scale : s->scale;
    s->broken |= !cdt_decimal_add(s->value, value, &s->value);
}

/* Does it miss a hundred by more than rounding? */
static bool misses(const sum *s)
{
    cdt_decimal off, unit = { (int64_t)s->count, s->scale }, hundred = { 100, 0 };

    if (s->count < 2 || s->broken || !cdt_decimal_subtract(hundred, s->value, &off))
        return false;
    off.coefficient = off.coefficient < 0 ? -off.coefficient : off.coefficient;
    return cdt_decimal_cmp(off, unit) > 0;
}

static void tell(cdt_faults *f, const sum *s, cdt_stretch at, size_t clause)
{
    char written[CDT_DECIMAL_SIZE];

    cdt_decimal_write(s->value, written);
    cdt_fault_put(f, "shares differ", at, clause, "", "the shares come to %s per cent", written);
}

/* --- tables */

static const char heads[] = "share shares proportion proportions contribution contributions split allocation";

static bool share_at(const cdt_faults *f, size_t c, cdt_number *number)
{
    size_t first = f->t->first[c], limit = f->t->first[c + 1];

    return first < limit && cdt_number_at(f->t, first, limit, number) && number->end == limit && number->percent;
}

typedef struct table {
    sum columns[COLUMNS];
    size_t last[COLUMNS]; /* the cell that was added last */
    bool headed[COLUMNS];
    bool total; /* a row of totals, which is judged elsewhere */
} table;

static void judge_table(cdt_faults *f, const table *t)
{
    for (size_t k = 2; k < COLUMNS; k++)
        if (t->headed[k] && !t->total && misses(&t->columns[k])) {
            const cdt_clause *cell = &f->making->draft.clauses[t->last[k]];
            tell(f, &t->columns[k], (cdt_stretch){ cell->start, cell->end }, t->last[k]);
        }
}

static void read_cell(cdt_faults *f, table *t, size_t c)
{
    const cdt_clause *cell = &f->making->draft.clauses[c];
    size_t first = f->t->first[c], limit = f->t->first[c + 1];
    cdt_number number;

    t->total |= cdt_fault_has(f, first, limit, "total totals subtotal");
    if (cell->column < 2 || cell->column >= COLUMNS)
        return;
    if (cell->row == 1) {
        t->headed[cell->column] =
            cdt_fault_has(f, first, limit, heads) && !cdt_fault_has(f, first, limit, "maximum minimum target");
    } else if (!share_at(f, c, &number)) {
        t->columns[cell->column].broken = true; /* a blank too: whose share is not told */
    } else {
        add(&t->columns[cell->column], number.value);
        t->last[cell->column] = c;
    }
}

static void find_in_tables(cdt_faults *f)
{
    const cdt_draft *draft = &f->making->draft;
    table t = { .total = false };
    size_t last = CDT_NOWHERE;

    for (size_t c = 0; c < draft->clause_count; c++) {
        const cdt_clause *clause = &draft->clauses[c];
        if (clause->kind != CDT_CLAUSE_TABLE)
            continue;
        if (c != last || (clause->row == 1 && clause->column == 1)) {
            judge_table(f, &t);
            t = (table){ .total = false };
        }
        read_cell(f, &t, c);
        last = c + 1;
    }
    judge_table(f, &t);
}

/* --- lists */

/* Does the clause announce shares of a whole, in what stands below it: "in the following proportions:"? */
static bool announces(const cdt_faults *f, size_t c)
{
    size_t first = f->t->first[c], limit = f->t->first[c + 1];

    return limit > first + 3 && cdt_token_sign(f->t, limit - 1, limit, ':') &&
           cdt_fault_has(f, first, limit, "proportions shares percentages split") &&
           cdt_fault_has(f, first, limit, "following follows") &&
           !cdt_fault_has(f, first, limit, "maximum minimum least most");
}

/* The one percentage that the clause states; false: none, or several. */
static bool only_share(const cdt_draft *draft, size_t *value, size_t c, cdt_decimal *share)
{
    size_t count = 0;

    while (*value < draft->value_count && draft->values[*value].at.start < draft->clauses[c].start)
        ++*value;
    for (size_t v = *value; v < draft->value_count && draft->values[v].at.start < draft->clauses[c].end; v++)
        if (draft->values[v].kind == CDT_VALUE_PERCENT && !*draft->values[v].figures) {
            count++;
            if (!cdt_decimal_read(cdt_str_z(draft->values[v].value), share))
                return false;
        }
    return count == 1;
}

/* Is clause `i` an item of the list that clause `c` announces? What a paragraph without a number announces stands beside it. */
static bool item_of(const cdt_draft *draft, size_t c, size_t i)
{
    if (draft->clauses[i].parent == c)
        return true;
    return !*draft->clauses[c].label && draft->clauses[i].label[0] == '(' &&
           (size_t)(draft->clauses[i].label[1] | 32) == 'a' + (i - c - 1);
}

static void find_in_lists(cdt_faults *f)
{
    const cdt_draft *draft = &f->making->draft;
    size_t value = 0;

    for (size_t c = 0; c + 1 < draft->clause_count; c++) {
        sum s = { .count = 0 };
        cdt_decimal share;
        size_t last = c, at;
        while (value < draft->value_count && draft->values[value].at.start < draft->clauses[c].start)
            value++;
        at = value;
        if (!cdt_fault_counts(f, c) || !announces(f, c))
            continue;
        for (size_t i = c + 1; i < draft->clause_count && item_of(draft, c, i) && !s.broken; i++) {
            if (only_share(draft, &at, i, &share))
                add(&s, share);
            else
                s.broken = true;
            last = i;
        }
        if (misses(&s))
            tell(f, &s, (cdt_stretch){ draft->clauses[last].start, draft->clauses[last].end }, last);
    }
}

/* --- sentences */

#define BETWEEN 8 /* words from one share to the next: a name, hardly more */

/* Percentages of a whole that is shared out: "shared Hill 40%, Dale 30% and Fell 30%". What speaks of a rest, of a rate or of
 * more and less is left alone. */
static bool shares_out(const cdt_faults *f, size_t first, size_t limit)
{
    return cdt_fault_has(
               f, first, limit,
               "share shares shared split divided apportioned proportion proportions borne bear bears contribute "
               "contributions contribution") &&
           !cdt_fault_has(
               f, first, limit,
               "rest remainder remaining balance residue interest discount tax royalty royalties rate increase "
               "increased increases reduce reduced decrease inflation maximum minimum least most more less than "
               "exceed exceeds exceeding cap capped up to over under until thereafter year years month months "
               "target targets availability further additional equity stock");
}

/* Shares that are so far from a hundred are parts of something else. */
static bool nearly_whole(const sum *s)
{
    cdt_decimal least = { s->count > 2 ? 80 : 90, 0 }, most = { s->count > 2 ? 120 : 110, 0 };

    return !s->broken && cdt_decimal_cmp(s->value, least) >= 0 && cdt_decimal_cmp(s->value, most) <= 0;
}

static void judge_sentence(cdt_faults *f, const cdt_sentence *sentence, size_t value)
{
    const cdt_draft *draft = &f->making->draft;
    size_t first = cdt_tokens_find(f->t, sentence->clause, sentence->start), before = CDT_NOWHERE;
    size_t limit = cdt_tokens_find(f->t, sentence->clause, sentence->end);
    cdt_stretch at = { sentence->start, sentence->start };
    sum s = { .count = 0 };

    for (; value < draft->value_count && draft->values[value].at.start < sentence->end; value++) {
        const cdt_draft_value *v = &draft->values[value];
        size_t token = cdt_tokens_find(f->t, sentence->clause, v->at.start);
        cdt_decimal share;
        if (v->kind != CDT_VALUE_PERCENT)
            continue;
        if (*v->figures || !cdt_decimal_read(cdt_str_z(v->value), &share) || (s.count && token - before > BETWEEN))
            return;
        if (!s.count)
            at.start = v->at.start;
        add(&s, share);
        at.end = v->at.end;
        before = token;
    }
    if (s.count > 1 && nearly_whole(&s) && misses(&s) && shares_out(f, first, limit))
        tell(f, &s, at, sentence->clause);
}

static void find_in_sentences(cdt_faults *f)
{
    const cdt_draft *draft = &f->making->draft;
    size_t value = 0;

    for (size_t i = 0; i < draft->sentence_count; i++) {
        const cdt_sentence *s = &draft->sentences[i];
        while (value < draft->value_count && draft->values[value].at.start < s->start)
            value++;
        if (value < draft->value_count && draft->values[value].at.start < s->end && cdt_fault_counts(f, s->clause) &&
            draft->clauses[s->clause].kind != CDT_CLAUSE_TABLE)
            judge_sentence(f, s, value);
    }
}

void cdt_find_share_faults(cdt_faults *faults)
{
    find_in_tables(faults);
    find_in_lists(faults);
    find_in_sentences(faults);
}
