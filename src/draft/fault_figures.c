/* Figures that do not fit each other: totals of tables, weekdays and dates, a term and its end, an end before its beginning. */
#include "draft/faults.h"

#include "draft/quantity.h"

#define COLUMNS 32 /* of a table that is added up */
#define NEAR 12    /* tokens between a beginning and its end */
#define BACK 60    /* tokens before it that may say that something is moved */
#define FAR 40     /* days by which an end may miss its term before it is told */

/* --- tables */

typedef struct column {
    cdt_decimal sum;
    unsigned numbers, cells;
    unsigned char scale; /* the most decimal places of its numbers */
    bool broken;         /* something in it is no number */
} column;

typedef struct table {
    cdt_faults *f;
    column columns[COLUMNS];
    unsigned row;
    bool total; /* the row says that it is the total */
    bool done;  /* a total was met, or parts of one: what follows is not looked at */
} table;

/* The number that is all of a cell: "£1,200", "33.3%". */
static bool cell_number(const cdt_faults *f, size_t c, cdt_number *number)
{
    size_t first = f->t->first[c], limit = f->t->first[c + 1];

    return first < limit && cdt_number_at(f->t, first, limit, number) && number->end == limit && !number->in_words;
}

static void read_cell(table *t, size_t c)
{
    const cdt_clause *clause = &t->f->making->draft.clauses[c];
    size_t first = t->f->t->first[c], limit = t->f->t->first[c + 1];
    column *col;
    cdt_number number;

    if (clause->row != t->row) {
        t->row = clause->row;
        t->done |= t->total;
        t->total = cdt_token_among(t->f->t, first, limit, "total totals") > 0;
        t->done |= cdt_token_among(t->f->t, first, limit, "subtotal sub") > 0;
    }
    if (clause->column == 0 || clause->column >= COLUMNS || t->done || clause->column == 1)
        return;
    col = &t->columns[clause->column];
    if (!cell_number(t->f, c, &number)) {
        col->broken |= clause->row > 1 && first < limit;
        return;
    }
    if (!t->total) {
        col->numbers++;
        col->scale = number.value.scale > col->scale ? number.value.scale : col->scale;
        col->broken |= !cdt_decimal_add(col->sum, number.value, &col->sum);
        return;
    }
    if (col->numbers > 1 && !col->broken) {
        cdt_decimal off, unit = { (int64_t)col->numbers, col->scale };
        char sum[CDT_DECIMAL_SIZE];
        if (!cdt_decimal_subtract(number.value, col->sum, &off))
            return;
        off.coefficient = off.coefficient < 0 ? -off.coefficient : off.coefficient;
        cdt_decimal_write(col->sum, sum);
        if (cdt_decimal_cmp(off, unit) > 0)
            cdt_fault_put(t->f, "wrong total", (cdt_stretch){ clause->start, clause->end }, c, sum,
                          "the figures above it come to %s", sum);
    }
}

static void find_totals(cdt_faults *f)
{
    const cdt_draft *draft = &f->making->draft;
    table t = { .f = f };

    for (size_t c = 0; c < draft->clause_count; c++) {
        const cdt_clause *clause = &draft->clauses[c];
        if (clause->kind != CDT_CLAUSE_TABLE || clause->row < t.row)
            t = (table){ .f = f };
        if (clause->kind == CDT_CLAUSE_TABLE)
            read_cell(&t, c);
    }
}

/* --- dates */

static const char *const days[] = { "", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday" };

static void find_days(cdt_faults *f)
{
    const cdt_draft *draft = &f->making->draft;
    cdt_token_set sites = cdt_token_set_of(f->t, &f->making->scratch);

    cdt_quantity_sites(&sites);
    cdt_weekday_sites(&sites);
    for (size_t c = 0; c < draft->clause_count; c++) {
        size_t limit = f->t->first[c + 1];
        if (!cdt_fault_counts(f, c))
            continue;
        for (size_t i = f->t->first[c]; (i = cdt_token_set_next(&sites, i, limit)) < limit; i++) {
            int named = cdt_weekday_of(f->t, i, limit), real;
            size_t at = i + 1, end;
            cdt_day day;
            if (cdt_quantity_no_such_day(f->t, i, limit, &end)) {
                cdt_fault_put(f, "no such day", cdt_fault_stretch(f, i, end), c, "", "the month has no such day");
                i = end - 1;
                continue;
            }
            if (!named)
                continue;
            at += cdt_token_sign(f->t, at, limit, ',');
            at += cdt_token_is(f->t, at, limit, "the");
            if (!cdt_quantity_date(f->t, at, limit, &day, &end))
                continue;
            real = (int)(((day + 3) % 7 + 7) % 7) + 1; /* the first of January 1970 was a Thursday */
            if (real != named)
                cdt_fault_put(f, "wrong weekday", cdt_fault_stretch(f, i, end), c, days[real], "that day is a %s",
                              days[real]);
        }
    }
}

/* A period of years and months only. */
static int64_t months_of(const char *iso)
{
    int64_t months = 0, number = 0;

    for (const char *at = iso + 1; *at; at++) {
        if (*at >= '0' && *at <= '9') {
            number = number * 10 + (*at - '0');
            continue;
        }
        if (*at != 'Y' && *at != 'M')
            return 0;
        months += *at == 'Y' ? number * 12 : number;
        number = 0;
    }
    return months;
}

static bool says(const cdt_faults *f, size_t from, size_t to, const char *words)
{
    for (size_t i = from; i < to; i++)
        if (cdt_token_among(f->t, i, to, words))
            return true;
    return false;
}

/* "from 1 April 2026 for five years until 31 March 2030": two dates and one period in a sentence. */
static void judge_term(cdt_faults *f, const cdt_sentence *s, size_t value)
{
    const cdt_draft *draft = &f->making->draft;
    const cdt_draft_value *dates[2] = { NULL, NULL }, *period = NULL;
    size_t from, to, count = 0;
    int64_t months;
    cdt_day start, end, due;
    char written[CDT_DATE_SIZE];

    for (; value < draft->value_count && draft->values[value].at.start < s->end; value++) {
        const cdt_draft_value *v = &draft->values[value];
        if (v->kind == CDT_VALUE_DATE && count++ < 2)
            dates[count - 1] = v;
        if (v->kind == CDT_VALUE_PERIOD && period)
            return;
        if (v->kind == CDT_VALUE_PERIOD)
            period = v;
    }
    if (count != 2 || !period)
        return;
    from = cdt_tokens_find(f->t, s->clause, s->start);
    to = cdt_tokens_find(f->t, s->clause, s->end);
    months = months_of(period->value);
    if (!months || !says(f, from, to, "for of term period") ||
        !says(f, from, to, "until expire expires expiring end ends ending terminate") ||
        says(f, from, to, "notice extend extended extension renew renewed option"))
        return;
    if (!cdt_date_read(cdt_str_z(dates[0]->value), &start) || !cdt_date_read(cdt_str_z(dates[1]->value), &end) ||
        end <= start || !cdt_add_months(start, months, &due) || (end > due ? end - due : due - end) < FAR)
        return;
    cdt_date_write(due - 1, written);
    cdt_fault_put(
        f, "term and end differ",
        (cdt_stretch){ dates[0]->at.start, dates[1]->at.end > period->at.end ? dates[1]->at.end : period->at.end },
        s->clause, written, "the period from the first date ends on %s", written);
}

/* What stands before the date that begins at token `i`, but for "on", "the", "midnight" and "and including": one of `words`? */
static bool led_by(const cdt_faults *f, size_t from, size_t i, const char *words)
{
    while (i > from && cdt_token_among(f->t, i - 1, i, "on the midnight including and at of day date"))
        i--;
    return i > from && cdt_token_among(f->t, i - 1, i, words);
}

/* "from 1 April 2027 to 31 March 2026": an end, and right before it in the sentence its beginning, which is later. Where
 * something is moved from one day to another, it may well be an earlier one. */
static void judge_span(cdt_faults *f, const cdt_sentence *s, const cdt_draft_value *first,
                       const cdt_draft_value *second)
{
    size_t from = cdt_tokens_find(f->t, s->clause, s->start), to = cdt_tokens_find(f->t, s->clause, s->end);
    size_t one = cdt_tokens_find(f->t, s->clause, first->at.start);
    size_t behind = cdt_tokens_find(f->t, s->clause, first->at.end);
    size_t other = cdt_tokens_find(f->t, s->clause, second->at.start);
    cdt_day start, end;

    from = one > from + BACK ? one - BACK : from;
    if (!cdt_date_read(cdt_str_z(first->value), &start) || !cdt_date_read(cdt_str_z(second->value), &end) ||
        end >= start || other - behind > NEAR ||
        !led_by(f, from, one,
                "from commence commences commencing begin begins beginning start starts starting effective runs") ||
        !led_by(f, behind, other,
                "to until till through ending ends end expire expires expiring terminates terminating ceases") ||
        says(f, from, one,
             "move moved moves change changed changes bring brought amend amended revise revised back delete deleted "
             "replace replaced advanced shortened reduced altered varied") ||
        says(f, behind, other, "or previous earlier former respectively") ||
        (other < to && cdt_token_among(f->t, cdt_tokens_find(f->t, s->clause, second->at.end), to, "respectively")))
        return;
    cdt_fault_put(f, "end before beginning", (cdt_stretch){ first->at.start, second->at.end }, s->clause, "",
                  "the second date is before the first");
}

static void judge_spans(cdt_faults *f, const cdt_sentence *s, size_t value)
{
    const cdt_draft *draft = &f->making->draft;
    const cdt_draft_value *before = NULL;

    for (; value < draft->value_count && draft->values[value].at.start < s->end; value++) {
        const cdt_draft_value *v = &draft->values[value];
        if (v->kind != CDT_VALUE_DATE)
            continue;
        if (before)
            judge_span(f, s, before, v);
        before = v;
    }
}

static void find_terms(cdt_faults *f)
{
    const cdt_draft *draft = &f->making->draft;
    size_t value = 0;

    for (size_t i = 0; i < draft->sentence_count; i++) {
        while (value < draft->value_count && draft->values[value].at.start < draft->sentences[i].start)
            value++;
        judge_term(f, &draft->sentences[i], value);
        judge_spans(f, &draft->sentences[i], value);
    }
}

void cdt_find_figure_faults(cdt_faults *faults)
{
    find_totals(faults);
    find_days(faults);
    find_terms(faults);
}
