#include "base/date.h"

#include <stdio.h>

/* Days from civil and back: the well-known era arithmetic over 400-year cycles that begin on 1 March. */
cdt_day cdt_day_of(cdt_civil civil)
{
    int year = civil.year - (civil.month <= 2);
    int era = (year >= 0 ? year : year - 399) / 400;
    int year_of_era = year - era * 400;
    int day_of_year = (153 * (civil.month + (civil.month > 2 ? -3 : 9)) + 2) / 5 + civil.day - 1;

    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

cdt_civil cdt_civil_of(cdt_day day)
{
    int z = day + 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097;
    int day_of_era = z - era * 146097;
    int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int shifted = (5 * day_of_year + 2) / 153;
    cdt_civil civil = { year_of_era + era * 400, shifted + (shifted < 10 ? 3 : -9),
                        day_of_year - (153 * shifted + 2) / 5 + 1 };

    civil.year += civil.month <= 2;
    return civil;
}

int cdt_days_in_month(int year, int month)
{
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return days[month - 1] + (month == 2 && leap);
}

static bool digits(cdt_str text, size_t from, size_t count, int *out)
{
    *out = 0;
    for (size_t i = from; i < from + count; i++) {
        if (text.at[i] < '0' || text.at[i] > '9')
            return false;
        *out = *out * 10 + (text.at[i] - '0');
    }
    return true;
}

bool cdt_date_read(cdt_str text, cdt_day *out)
{
    cdt_civil civil;

    if (text.len != 10 || text.at[4] != '-' || text.at[7] != '-' || !digits(text, 0, 4, &civil.year) ||
        !digits(text, 5, 2, &civil.month) || !digits(text, 8, 2, &civil.day))
        return false;
    if (civil.year < 1 || civil.month < 1 || civil.month > 12 || civil.day < 1 ||
        civil.day > cdt_days_in_month(civil.year, civil.month))
        return false;
    *out = cdt_day_of(civil);
    return true;
}

/* The lowest digits of a number, as many as there is room for. */
static char *put_digits(char *out, unsigned number, size_t count)
{
    for (size_t i = count; i-- > 0; number /= 10)
        out[i] = (char)('0' + number % 10);
    return out + count;
}

size_t cdt_date_write(cdt_day day, char out[CDT_DATE_SIZE])
{
    cdt_civil civil = cdt_civil_of(day);
    char *at = put_digits(out, (unsigned)civil.year, 4);

    *at++ = '-';
    at = put_digits(at, (unsigned)civil.month, 2);
    *at++ = '-';
    at = put_digits(at, (unsigned)civil.day, 2);
    *at = '\0';
    return (size_t)(at - out);
}

size_t cdt_clock_write(unsigned seconds, char out[CDT_CLOCK_SIZE])
{
    char *at = put_digits(out, seconds / 3600, 2);

    *at++ = ':';
    at = put_digits(at, seconds / 60 % 60, 2);
    *at++ = ':';
    at = put_digits(at, seconds % 60, 2);
    *at = '\0';
    return (size_t)(at - out);
}

bool cdt_add_months(cdt_day day, int64_t months, cdt_day *out)
{
    cdt_civil civil = cdt_civil_of(day);
    int64_t total, year;
    int last;

    if (months > 120000 || months < -120000)
        return false;
    total = (int64_t)civil.year * 12 + civil.month - 1 + months;
    year = total >= 0 ? total / 12 : -1;
    if (year < 1 || year > 9999)
        return false;
    civil.year = (int)year;
    civil.month = (int)(total % 12) + 1;
    last = cdt_days_in_month(civil.year, civil.month);
    if (civil.day > last)
        civil.day = last;
    *out = cdt_day_of(civil);
    return true;
}

int64_t cdt_months_between(cdt_day a, cdt_day b)
{
    cdt_civil from = cdt_civil_of(a), to = cdt_civil_of(b);
    int64_t months = (int64_t)(to.year - from.year) * 12 + to.month - from.month;
    cdt_day reached;

    if (cdt_add_months(a, months, &reached) && reached > b)
        months--;
    return months;
}

typedef struct unit {
    const char *name;
    int rank; /* units come largest first */
    cdt_period one;
} unit;

static const unit units[] = {
    { "year", 1, { .months = 12 } },
    { "quarter", 2, { .months = 3 } },
    { "month", 3, { .months = 1 } },
    { "week", 4, { .days = 7 } },
    { "working day", 5, { .working_days = 1 } },
    { "business day", 5, { .working_days = 1 } },
    { "day", 5, { .days = 1 } },
    { "hour", 6, { .hours = 1 } },
};

/* The unit that `text` begins with, singular or plural, up to a blank or the end; its length goes to `used`. */
static const unit *unit_at(cdt_str text, size_t *used)
{
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        cdt_str name = cdt_str_z(units[i].name);
        if (!cdt_str_starts(text, name))
            continue;
        *used = name.len + (text.len > name.len && text.at[name.len] == 's');
        if (*used == text.len || text.at[*used] == ' ')
            return &units[i];
    }
    return NULL;
}

static bool number_at(cdt_str text, size_t *used, int32_t *number)
{
    *used = 0;
    *number = 0;
    while (*used < text.len && *used < 6 && text.at[*used] >= '0' && text.at[*used] <= '9')
        *number = *number * 10 + (text.at[(*used)++] - '0');
    return *used > 0 && *used < text.len && text.at[*used] == ' ';
}

bool cdt_period_read(cdt_str text, cdt_period *out)
{
    cdt_period sum = { 0, 0, 0, 0 };
    int rank = 0;

    do {
        const unit *named;
        int32_t number;
        size_t used;

        if (!number_at(text, &used, &number))
            return false;
        text = cdt_str_slice(text, used + 1, text.len);
        named = unit_at(text, &used);
        if (!named || named->rank <= rank)
            return false;
        rank = named->rank;
        if (number > 12000 && named->one.months)
            return false;
        sum.months += number * named->one.months;
        sum.days += number * named->one.days;
        sum.working_days += number * named->one.working_days;
        sum.hours += number * named->one.hours;
        text = cdt_str_slice(text, used, text.len);
        if (text.len == 1)
            return false;
        text = cdt_str_slice(text, 1, text.len);
    } while (text.len);
    if (sum.months > 12000 || sum.days > 365250 || sum.working_days > 260000 || sum.hours > 8766000)
        return false;
    *out = sum;
    return true;
}

static size_t put_part(char *out, size_t at, int32_t number, const char *name)
{
    if (!number)
        return at;
    return at + (size_t)snprintf(out + at, CDT_PERIOD_SIZE - at, "%s%d %s%s", at ? " " : "", number, name,
                                 number == 1 ? "" : "s");
}

size_t cdt_period_write(cdt_period period, char out[CDT_PERIOD_SIZE])
{
    size_t at = put_part(out, 0, period.months, "month");

    at = put_part(out, at, period.days, "day");
    at = put_part(out, at, period.working_days, "working day");
    at = put_part(out, at, period.hours, "hour");
    return at ? at : (size_t)snprintf(out, CDT_PERIOD_SIZE, "0 days");
}

/* In 1/840ths of a day: 12 months are 365 days, 5 working days are 7 days, and hours stay whole too. */
static int64_t period_size(cdt_period period)
{
    return (int64_t)period.months * 365 * 70 + (int64_t)period.days * 840 + (int64_t)period.working_days * 1176 +
           (int64_t)period.hours * 35;
}

int cdt_period_cmp(cdt_period a, cdt_period b)
{
    int64_t x = period_size(a), y = period_size(b);

    return x < y ? -1 : x > y;
}

int64_t cdt_period_month_tenths(cdt_period period)
{
    const int64_t month = 365 * 70;

    return (period_size(period) * 10 + month / 2) / month;
}

/* 0 is Monday; 1970-01-01 was a Thursday. */
static int weekday(int64_t day)
{
    return (int)((day % 7 + 7 + 3) % 7);
}

bool cdt_add_period(cdt_day day, cdt_period period, cdt_day *out)
{
    const cdt_day latest = 2932896; /* 9999-12-31 */
    int64_t at;

    if (!cdt_add_months(day, period.months, &day))
        return false;
    at = (int64_t)day + period.days + (period.hours + 23) / 24;
    if (period.working_days > 0 && weekday(at) > 4)
        at -= weekday(at) - 4; /* from a weekend they are counted as from the Friday before it */
    at += period.working_days / 5 * 7;
    for (int32_t left = period.working_days % 5; left > 0;) {
        at++;
        left -= weekday(at) < 5;
    }
    if (at > latest)
        return false;
    *out = (cdt_day)at;
    return true;
}
