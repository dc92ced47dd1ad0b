/* What checks of agreements need and CEL does not have: exact sums, dates in calendar months and years, and whether a fact
 * is expressly none. */
#include "cel/rows.h"
#include "cel/time.h"

/* A sum so far: whole until a decimal or a fraction comes. */
static cel_value plus(cel_state *state, const cel_ast *call, uint32_t add, uint32_t rows, cel_value sum, cel_value item)
{
    cel_value both[2] = { sum, item };
    const cel_function *row;

    if (sum.kind == CEL_INT && sum.integer == 0)
        return item; /* of whatever type the items are */
    row = cel_function_fit(cel_functions_at(add), rows, CEL_GLOBAL, both, 2);
    if (row)
        return row->call(state, call, both, 2);
    return cel_error(state, call, "no such overload: sum() does not add %s to %s", cel_kind_words(item.kind),
                     cel_kind_words(sum.kind));
}

/* Exact: decimal if any item is one, 0 for the empty list. */
FUNCTION(sum)
{
    size_t items = cel_count(state, args[0]);
    cel_value total = cel_int(0), worst = cel_null();
    uint32_t rows, add = cel_functions_find(CDT_STR("+"), &rows);

    UNUSED;
    for (size_t i = 0; i < items; i++) {
        cel_value item = cel_use(state, call, cel_item(state, call, args[0], i));

        if (!cel_spend(state, 1))
            return cel_spent(state);
        worst = cel_worse(worst, item);
        if (item.kind == CEL_FAILURE)
            continue;
        if (!cel_is_number(item) && item.kind != CEL_DURATION)
            return cel_error(state, call, "no such overload: sum() adds numbers, not %s", cel_kind_words(item.kind));
        total = plus(state, call, add, rows, total, item);
        if (total.kind == CEL_FAILURE)
            return total;
    }
    total.node = NULL;
    return worst.kind == CEL_FAILURE ? worst : total;
}

/* Ascending; equals may stand together. */
FUNCTION(is_sorted)
{
    size_t items = cel_count(state, args[0]);
    cel_value last = cel_null(), sorted = cel_bool(true), worst = cel_null();
    int order;

    UNUSED;
    for (size_t i = 0; i < items; i++) {
        cel_value item = cel_use(state, call, cel_item(state, call, args[0], i));

        if (!cel_spend(state, 1))
            return cel_spent(state);
        worst = cel_worse(worst, item);
        if (i > 0 && worst.kind != CEL_FAILURE) {
            worst = cel_worse(worst, cel_order(state, call, last, item, &order));
            if (order > 0)
                sorted = cel_bool(false);
        }
        last = item;
    }
    return worst.kind == CEL_FAILURE ? worst : sorted;
}

FUNCTION(is_none)
{
    UNUSED;
    return cel_bool(args[0].kind == CEL_NONE);
}

FUNCTION(date_of_string)
{
    cdt_day day;

    UNUSED;
    if (!cdt_date_read(args[0].text, &day))
        return cel_error(state, call, "\"%.*s\" is not a date like \"2026-04-01\"",
                         CDT_ARGS(cdt_str_slice(args[0].text, 0, 60)));
    return cel_date(day);
}

FUNCTION(period_of_string)
{
    cdt_period period;

    UNUSED;
    if (!cdt_period_read(args[0].text, &period))
        return cel_error(state, call, "\"%.*s\" is not a period like \"12 months\" or \"30 days\"",
                         CDT_ARGS(cdt_str_slice(args[0].text, 0, 60)));
    return cel_period(period);
}

FUNCTION(add_months)
{
    int32_t of_day;
    cdt_day day = cel_time_day(args[0].time.seconds, &of_day);

    UNUSED;
    if (!cdt_add_months(day, args[1].integer, &day))
        return cel_error(state, call, "overflow: the date is outside the years 1 to 9999");
    return cel_timestamp((cel_time){ day * INT64_C(86400) + of_day, args[0].time.nanos });
}

/* Tenths of a month: 365 days are 12 months. */
FUNCTION(months_of_period)
{
    UNUSED;
    return cel_decimal((cdt_decimal){ cdt_period_month_tenths(args[0].period), 1 });
}

static int64_t months_between(cel_time a, cel_time b)
{
    int32_t of_a, of_b;
    cdt_day day_a = cel_time_day(a.seconds, &of_a), day_b = cel_time_day(b.seconds, &of_b);

    return cdt_months_between(day_a, day_b);
}

FUNCTION(months_of_dates)
{
    UNUSED;
    return cel_int(months_between(args[0].time, args[1].time));
}

/* Whole years by anniversary, towards 0: a year from 29 February ends on 28 February. */
FUNCTION(calendar_years)
{
    int64_t months;

    UNUSED;
    if (args[0].time.seconds > args[1].time.seconds)
        return cel_int(-(months_between(args[1].time, args[0].time) / 12));
    months = months_between(args[0].time, args[1].time);
    return cel_int(months / 12);
}

const cel_function cel_functions_domain[] = {
    { "sum", BOTH, 1, { LIST }, T, sum },
    { "isSorted", BOTH, 1, { LIST }, BOOL, is_sorted },
    { "isNone", CEL_GLOBAL | CEL_LAZY, 1, { T }, BOOL, is_none },
    { "date", CEL_GLOBAL, 1, { STRING }, TIME, date_of_string },
    { "period", CEL_GLOBAL, 1, { STRING }, PERIOD, period_of_string },
    { "addMonths", BOTH, 2, { TIME, INT }, TIME, add_months },
    { "months", BOTH, 1, { PERIOD }, DECIMAL, months_of_period },
    { "months", BOTH, 2, { TIME, TIME }, INT, months_of_dates },
    { "calendarYears", BOTH, 2, { TIME, TIME }, INT, calendar_years },
    { 0 },
};
