#include "draft/quantity.h"

static const char months[] = "january february march april may june july august september october november december "
                             "jan feb mar apr may jun jul aug sep oct nov dec";
static const char weekdays[] = "monday tuesday wednesday thursday friday saturday sunday";

int cdt_month_of(const cdt_tokens *tokens, size_t i, size_t limit)
{
    size_t month;

    if (i >= limit || !(tokens->at[i].flags & CDT_TOKEN_CAPITAL))
        return 0;
    month = cdt_token_among(tokens, i, limit, months);
    if (cdt_token_is(tokens, i, limit, "sept"))
        return 9;
    return (int)(month > 12 ? month - 12 : month);
}

int cdt_weekday_of(const cdt_tokens *tokens, size_t i, size_t limit)
{
    return (int)cdt_token_among(tokens, i, limit, weekdays);
}

void cdt_quantity_sites(cdt_token_set *set)
{
    cdt_number_sites(set);
    cdt_token_set_words(set, months);
    cdt_token_set_words(set, "sept");
}

void cdt_weekday_sites(cdt_token_set *set)
{
    cdt_token_set_words(set, weekdays);
}

/* The digits of a figure from `from`, as a number; -1: none, or more than four. *behind is what follows them. */
static int digits(cdt_str text, size_t from, size_t *behind)
{
    int value = 0;
    size_t at = from;

    while (at < text.len && text.at[at] >= '0' && text.at[at] <= '9' && at < from + 5)
        value = value * 10 + (text.at[at++] - '0');
    *behind = at;
    return at == from || at > from + 4 ? -1 : value;
}

/* A day of the month: "1", "1st", "first"; 0: none. */
static int day_number(const cdt_tokens *t, size_t i, size_t limit, size_t *end)
{
    cdt_str text, ending;
    size_t behind;
    int day;

    if (i >= limit)
        return 0;
    if (t->at[i].kind != CDT_TOKEN_FIGURE)
        return cdt_ordinal_words(t, i, limit, end);
    text = cdt_token_text(t, i);
    day = digits(text, 0, &behind);
    ending = cdt_str_slice(text, behind, text.len);
    *end = i + 1;
    if (ending.len && !cdt_str_is_z(ending, "st") && !cdt_str_is_z(ending, "nd") && !cdt_str_is_z(ending, "rd") &&
        !cdt_str_is_z(ending, "th"))
        return 0;
    return day >= 1 && day <= 31 && behind <= 2 ? day : 0;
}

static int year_at(const cdt_tokens *t, size_t i, size_t limit)
{
    cdt_str text;
    size_t behind;
    int year;

    if (i >= limit || t->at[i].kind != CDT_TOKEN_FIGURE)
        return 0;
    text = cdt_token_text(t, i);
    year = digits(text, 0, &behind);
    return behind == 4 && text.len == 4 && year >= 1500 && year <= 2500 ? year : 0;
}

/* Nearly every token begins neither a month nor a number. */
static inline bool could_be_date(const cdt_tokens *t, size_t i, size_t limit)
{
    return (t->at[i].flags & CDT_TOKEN_CAPITAL) || cdt_number_could_begin(t, i, limit);
}

/* With the month in letters. */
static bool in_letters(const cdt_tokens *t, size_t i, size_t limit, cdt_civil *date, size_t *end)
{
    size_t at = i;

    date->month = cdt_month_of(t, i, limit);
    if (date->month) { /* April 1st, 2026 */
        date->day = day_number(t, i + 1, limit, &at);
        if (!date->day)
            return false;
    } else {
        date->day = day_number(t, i, limit, &at);
        if (!date->day)
            return false;
        at += cdt_token_is(t, at, limit, "day");
        at += cdt_token_is(t, at, limit, "of") || cdt_token_sign(t, at, limit, '-');
        date->month = cdt_month_of(t, at++, limit);
        if (!date->month)
            return false;
    }
    at += cdt_token_sign(t, at, limit, ',') || cdt_token_sign(t, at, limit, '-');
    at += cdt_token_is(t, at, limit, "of");
    date->year = year_at(t, at, limit);
    *end = at + 1;
    return date->year > 0;
}

/* Three numbers of which one is the year; in a form that can be read in one way only. */
static bool sort_out(int a, int b, int c, cdt_civil *date)
{
    if (a > 999) { /* 2026-04-01 */
        *date = (cdt_civil){ a, b, c };
        return b >= 1 && b <= 12 && c >= 1 && c <= 31;
    }
    if (c < 1000 || a < 1 || b < 1 || (a > 12 && b > 12) || a > 31 || b > 31)
        return false;
    if (a <= 12 && b <= 12 && a != b)
        return false;
    *date = a > 12 ? (cdt_civil){ c, b, a } : (cdt_civil){ c, a, b };
    return true;
}

static bool in_figures(const cdt_tokens *t, size_t i, size_t limit, cdt_civil *date, size_t *end)
{
    int part[3];
    size_t behind, at = i;
    cdt_str text;

    if (i >= limit || t->at[i].kind != CDT_TOKEN_FIGURE)
        return false;
    text = cdt_token_text(t, i);
    if (memchr(text.at, '.', text.len)) { /* 25.12.2026 is one figure */
        size_t from = 0;
        for (int k = 0; k < 3; k++) {
            part[k] = digits(text, from, &behind);
            if (part[k] < 0 || (k < 2 && (behind >= text.len || text.at[behind] != '.')))
                return false;
            from = behind + 1;
        }
        *end = i + 1;
        return behind == text.len && sort_out(part[0], part[1], part[2], date);
    }
    for (int k = 0; k < 3; k++, at += 2) {
        if (at >= limit || t->at[at].kind != CDT_TOKEN_FIGURE ||
            (k < 2 && !cdt_token_sign(t, at + 1, limit, '/') && !cdt_token_sign(t, at + 1, limit, '-')))
            return false;
        text = cdt_token_text(t, at);
        part[k] = digits(text, 0, &behind);
        if (part[k] < 0 || behind != text.len || (k > 0 && (t->at[at].flags & CDT_TOKEN_SPACED)))
            return false;
    }
    *end = at - 1;
    return sort_out(part[0], part[1], part[2], date);
}

static bool exists(cdt_civil date)
{
    return date.day <= cdt_days_in_month(date.year, date.month);
}

bool cdt_quantity_date(const cdt_tokens *tokens, size_t i, size_t limit, cdt_day *day, size_t *end)
{
    cdt_civil date;

    if (i >= limit || !could_be_date(tokens, i, limit))
        return false;
    if (!in_letters(tokens, i, limit, &date, end) && !in_figures(tokens, i, limit, &date, end))
        return false;
    if (!exists(date))
        return false;
    *day = cdt_day_of(date);
    return true;
}

bool cdt_quantity_no_such_day(const cdt_tokens *tokens, size_t i, size_t limit, size_t *end)
{
    cdt_civil date;

    return i < limit && could_be_date(tokens, i, limit) && in_letters(tokens, i, limit, &date, end) && !exists(date);
}

/* Words between the number and the unit that leave both as they are. */
#define QUALIFIERS                                                                                                     \
    "calendar consecutive full clear complete whole successive contract further additional continuous prior more "     \
    "english running financial operational"

bool cdt_quantity_unit(const cdt_tokens *tokens, size_t i, size_t limit, cdt_decimal number, cdt_length *length)
{
    static const struct {
        const char *word;
        char unit;
        int times;
    } rows[] = { { "day", 'D', 1 },  { "week", 'W', 1 },      { "month", 'M', 1 },  { "year", 'Y', 1 },
                 { "hour", 'H', 1 }, { "fortnight", 'W', 2 }, { "quarter", 'M', 3 } };
    uint32_t stem;

    *length = (cdt_length){ 0 };
    i += cdt_token_sign(tokens, i, limit, '-');
    for (int k = 0; k < 3; k++) {
        if (cdt_token_among(tokens, i, limit, "working business banking")) {
            length->working = true;
            i++;
        }
        i += cdt_token_among(tokens, i, limit, QUALIFIERS) > 0;
    }
    if (i >= limit || tokens->at[i].kind != CDT_TOKEN_WORD)
        return false;
    stem = tokens->at[i].stem;
    for (size_t k = 0; k < sizeof rows / sizeof rows[0]; k++) {
        if (stem != cdt_stem(cdt_str_z(rows[k].word)))
            continue;
        length->unit = rows[k].unit;
        if (number.scale && length->unit == 'Y') { /* one and a half years are a whole number of months */
            if (!cdt_decimal_times(number, 12, &number))
                return false;
            length->unit = 'M';
        }
        for (; number.scale && number.coefficient % 10 == 0; number.scale--)
            number.coefficient /= 10;
        if (number.scale || number.coefficient < 0 || number.coefficient > 100000)
            return false;
        length->count = number.coefficient * rows[k].times;
        length->end = i + 1 + cdt_token_sign(tokens, i + 1, limit, '\'');
        length->working &= length->unit == 'D';
        return true;
    }
    return false;
}
