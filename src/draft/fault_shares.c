/* Shares that should come to a hundred: a column of percentages under a heading that says so, or the items of a list "in the
 * following proportions". Equal shares that were rounded may miss it by a unit of their last place each. */
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

void cdt_find_share_faults(cdt_faults *faults)
{
    find_in_tables(faults);
    find_in_lists(faults);
}
