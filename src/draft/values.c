/* Periods, dates, sums and percentages, and numbers that stand in words and in figures. */
#include <stdio.h>

#include "draft/grow.h"
#include "draft/making.h"
#include "draft/quantity.h"

typedef struct finder {
    cdt_making *making;
    const cdt_tokens *tokens;
    cdt_draft_value *at;
    size_t count, room;
    size_t clause, limit; /* the clause that is looked at, and the token behind it */
} finder;

static void put(finder *f, cdt_draft_value value, size_t from, size_t to)
{
    const cdt_token *tokens = f->tokens->at;

    value.at = (cdt_stretch){ tokens[from].start, tokens[to - 1].end };
    value.clause = f->clause;
    if (!value.unit)
        value.unit = "";
    if (!value.figures)
        value.figures = "";
    f->at = cdt_grow(&f->making->arena, f->at, f->count, &f->room, sizeof *f->at);
    f->at[f->count++] = value;
}

static const char *decimal_text(finder *f, cdt_decimal value)
{
    char out[CDT_DECIMAL_SIZE];

    cdt_decimal_write(value, out);
    return cdt_format(&f->making->arena, "%s", out);
}

static const char *figures_text(finder *f, const cdt_number *number)
{
    return number->differs ? decimal_text(f, number->figures) : "";
}

/* A period whose number ends before `length->end`: one of several units together. Returns the token behind it. */
static size_t put_period(finder *f, size_t from, const cdt_number *number, cdt_length length)
{
    static const char order[] = "YMWDH";
    char iso[64];
    int used =
        snprintf(iso, sizeof iso, "P%s%lld%c", length.unit == 'H' ? "T" : "", (long long)length.count, length.unit);
    size_t end = length.end;

    while (!length.working && used < 40) { /* "1 year and 6 months" */
        cdt_number more;
        cdt_length next;
        size_t at =
            end + (cdt_token_is(f->tokens, end, f->limit, "and") || cdt_token_sign(f->tokens, end, f->limit, ','));

        at += at > end && cdt_token_is(f->tokens, at, f->limit, "and");
        if (at == end || !cdt_number_at(f->tokens, at, f->limit, &more) ||
            !cdt_quantity_unit(f->tokens, more.end, f->limit, more.value, &next) || next.working ||
            strchr(order, next.unit) <= strchr(order, length.unit))
            break;
        used += snprintf(iso + used, sizeof iso - (size_t)used, "%s%lld%c", next.unit == 'H' ? "T" : "",
                         (long long)next.count, next.unit);
        length = next;
        end = next.end;
    }
    put(f,
        (cdt_draft_value){ .kind = CDT_VALUE_PERIOD,
                           .value = cdt_format(&f->making->arena, "%s", iso),
                           .unit = length.working ? "working days" : "",
                           .figures = figures_text(f, number) },
        from, end);
    return end;
}

/* What begins at token `i`; returns the token behind it. */
static size_t look(finder *f, size_t i)
{
    const cdt_tokens *t = f->tokens;
    cdt_number number;
    cdt_length length;
    cdt_day day;
    size_t end;

    if (cdt_quantity_date(t, i, f->limit, &day, &end)) {
        char iso[CDT_DATE_SIZE];
        cdt_date_write(day, iso);
        put(f, (cdt_draft_value){ .kind = CDT_VALUE_DATE, .value = cdt_format(&f->making->arena, "%s", iso) }, i, end);
        return end;
    }
    if (!cdt_number_at(t, i, f->limit, &number))
        return i + 1;
    if (!*number.currency && !number.percent && cdt_quantity_unit(t, number.end, f->limit, number.value, &length))
        return put_period(f, i, &number, length);
    if (*number.currency || number.percent || number.both)
        put(f,
            (cdt_draft_value){ .kind = *number.currency ? CDT_VALUE_SUM
                                       : number.percent ? CDT_VALUE_PERCENT
                                                        : CDT_VALUE_NUMBER,
                               .value = decimal_text(f, number.value),
                               .unit = number.currency,
                               .figures = figures_text(f, &number) },
            i, number.end);
    return number.end;
}

void cdt_find_values(cdt_making *making)
{
    finder f = { .making = making, .tokens = cdt_making_tokens(making) };
    cdt_token_set sites = cdt_token_set_of(f.tokens, &making->scratch);

    cdt_quantity_sites(&sites);
    for (size_t c = 0; c < making->draft.clause_count; c++) {
        cdt_region region = making->clauses[c].region;
        if (region == CDT_REGION_CONTENTS || region == CDT_REGION_FURNITURE)
            continue;
        f.clause = c;
        f.limit = f.tokens->first[c + 1];
        for (size_t i = cdt_making_first(making, c); (i = cdt_token_set_next(&sites, i, f.limit)) < f.limit;)
            i = look(&f, i);
    }
    making->draft.values = f.at;
    making->draft.value_count = f.count;
}
