#include "cel/time.h"

#include <stdio.h>

#define NANOS INT64_C(1000000000)
#define DAY INT64_C(86400)

bool cel_time_in_range(int64_t seconds)
{
    return seconds >= CEL_TIME_MIN && seconds <= CEL_TIME_MAX;
}

cdt_day cel_time_day(int64_t seconds, int32_t *of_day)
{
    int64_t day = seconds / DAY, rest = seconds % DAY;

    if (rest < 0) {
        rest += DAY;
        day--;
    }
    *of_day = (int32_t)rest;
    return (cdt_day)day;
}

/* Exactly two digits, at most `most`. */
static bool two_digits(cdt_str text, size_t at, int most, int *out)
{
    if (at + 2 > text.len || text.at[at] < '0' || text.at[at] > '9' || text.at[at + 1] < '0' || text.at[at + 1] > '9')
        return false;
    *out = (text.at[at] - '0') * 10 + text.at[at + 1] - '0';
    return *out <= most;
}

static bool is_at(cdt_str text, size_t at, char c)
{
    return at < text.len && text.at[at] == c;
}

/* Digits of a second after the point; more than nine are cut off. */
static bool fraction_read(cdt_str text, size_t *at, int32_t *nanos)
{
    size_t from = ++*at;

    *nanos = 0;
    for (; *at < text.len && text.at[*at] >= '0' && text.at[*at] <= '9'; ++*at)
        if (*at - from < 9)
            *nanos = *nanos * 10 + (text.at[*at] - '0');
    for (size_t digits = *at - from; digits < 9; digits++)
        *nanos *= 10;
    return *at > from;
}

/* "Z", "+05:30"; in seconds. */
static bool offset_read(cdt_str text, size_t at, int *out)
{
    int hours, minutes;

    *out = 0;
    if (is_at(text, at, 'Z'))
        return at + 1 == text.len;
    if (at + 6 != text.len || (text.at[at] != '+' && text.at[at] != '-') || text.at[at + 3] != ':')
        return false;
    if (!two_digits(text, at + 1, 23, &hours) || !two_digits(text, at + 4, 59, &minutes))
        return false;
    *out = (hours * 60 + minutes) * 60 * (text.at[at] == '-' ? -1 : 1);
    return true;
}

bool cel_time_read(cdt_str text, cel_time *out)
{
    cdt_day day;
    int hours, minutes, seconds, offset;
    size_t at = 19;

    out->nanos = 0;
    if (!cdt_date_read(cdt_str_slice(text, 0, 10), &day) || !is_at(text, 10, 'T') || !is_at(text, 13, ':') ||
        !is_at(text, 16, ':'))
        return false;
    if (!two_digits(text, 11, 23, &hours) || !two_digits(text, 14, 59, &minutes) || !two_digits(text, 17, 59, &seconds))
        return false;
    if (is_at(text, at, '.') && !fraction_read(text, &at, &out->nanos))
        return false;
    if (!offset_read(text, at, &offset))
        return false;
    out->seconds = day * DAY + (hours * 60 + minutes) * 60 + seconds - offset;
    return cel_time_in_range(out->seconds);
}

/* "." and the digits of a second that are needed. */
static size_t fraction_write(int64_t nanos, char *out, size_t room)
{
    int len;

    if (nanos == 0)
        return 0;
    len = snprintf(out, room, ".%09d", (int)nanos);
    while (out[len - 1] == '0')
        len--;
    return (size_t)len;
}

size_t cel_time_write(cel_time time, char out[CEL_TIME_SIZE])
{
    int32_t rest;
    cdt_day day = cel_time_day(time.seconds, &rest);
    size_t len = cdt_date_write(day, out);

    out[len++] = 'T';
    len += cdt_clock_write((unsigned)rest, out + len);
    len += fraction_write(time.nanos, out + len, CEL_TIME_SIZE - len);
    out[len++] = 'Z';
    out[len] = '\0';
    return len;
}

size_t cel_duration_write(int64_t nanos, char out[CEL_TIME_SIZE])
{
    uint64_t size = nanos < 0 ? 0 - (uint64_t)nanos : (uint64_t)nanos;
    size_t len = (size_t)snprintf(out, CEL_TIME_SIZE, "%s%llu", nanos < 0 ? "-" : "",
                                  (unsigned long long)(size / (uint64_t)NANOS));

    len += fraction_write((int64_t)(size % (uint64_t)NANOS), out + len, CEL_TIME_SIZE - len);
    out[len++] = 's';
    out[len] = '\0';
    return len;
}

/* The unit at `*at`, in nanoseconds; 0: there is none. */
static int64_t unit_read(cdt_str text, size_t *at)
{
    static const struct {
        const char *name;
        int64_t nanos;
    } units[] = { { "ns", 1 },       { "us", 1000 }, { "\xc2\xb5s", 1000 }, { "\xce\xbcs", 1000 },
                  { "ms", 1000000 }, { "s", NANOS }, { "m", 60 * NANOS },   { "h", 3600 * NANOS } };
    cdt_str rest = cdt_str_slice(text, *at, text.len);

    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        cdt_str name = cdt_str_z(units[i].name);

        if (cdt_str_starts(rest, name)) {
            *at += name.len;
            return units[i].nanos;
        }
    }
    return 0;
}

/* Digits after the point, as twelve; what is cut off makes less than four nanoseconds of an hour. */
static uint64_t digits_after_point(cdt_str text, size_t *at, size_t *digits)
{
    uint64_t fraction = 0;
    int kept = 0;

    for (++*at; *at < text.len && text.at[*at] >= '0' && text.at[*at] <= '9'; ++*at, ++*digits)
        if (kept++ < 12)
            fraction = fraction * 10 + (uint64_t)(text.at[*at] - '0');
    for (; kept < 12; kept++)
        fraction *= 10;
    return fraction;
}

/* One "1.5h" at `*at`, in nanoseconds; false: it is none, or does not fit. */
static bool part_read(cdt_str text, size_t *at, uint64_t *out)
{
    const uint64_t million = 1000000;
    uint64_t whole = 0, fraction = 0, unit;
    size_t digits = 0;

    for (; *at < text.len && text.at[*at] >= '0' && text.at[*at] <= '9'; ++*at, digits++) {
        if (whole > (uint64_t)INT64_MAX / 10 - 1)
            return false;
        whole = whole * 10 + (uint64_t)(text.at[*at] - '0');
    }
    if (is_at(text, *at, '.'))
        fraction = digits_after_point(text, at, &digits);
    unit = digits ? (uint64_t)unit_read(text, at) : 0;
    if (unit == 0 || whole > (uint64_t)INT64_MAX / unit)
        return false;
    *out = whole * unit + (fraction / million * unit + fraction % million * unit / million) / million;
    return true;
}

bool cel_duration_read(cdt_str text, int64_t *out)
{
    bool negative = text.len > 0 && text.at[0] == '-';
    size_t at = text.len > 0 && (text.at[0] == '-' || text.at[0] == '+');
    uint64_t sum = 0, part;

    *out = 0;
    if (text.len == at + 1 && text.at[at] == '0')
        return true;
    if (at == text.len)
        return false;
    while (at < text.len) {
        if (!part_read(text, &at, &part) || part > (uint64_t)INT64_MAX - sum)
            return false;
        sum += part;
    }
    *out = negative ? -(int64_t)sum : (int64_t)sum;
    return true;
}

bool cel_time_add(cel_time time, int64_t nanos, cel_time *out)
{
    int64_t seconds = time.seconds + nanos / NANOS, rest = time.nanos + nanos % NANOS;

    if (rest < 0) {
        rest += NANOS;
        seconds--;
    } else if (rest >= NANOS) {
        rest -= NANOS;
        seconds++;
    }
    *out = (cel_time){ seconds, (int32_t)rest };
    return cel_time_in_range(seconds);
}

bool cel_time_between(cel_time a, cel_time b, int64_t *out)
{
    int64_t seconds = b.seconds - a.seconds, nanos = b.nanos - a.nanos;

    if (seconds > INT64_MAX / NANOS - 1 || seconds < INT64_MIN / NANOS + 1)
        return false;
    *out = seconds * NANOS + nanos;
    return true;
}

static bool at_day(cel_time time, cdt_day day, int32_t of_day, cel_time *out)
{
    *out = (cel_time){ day * DAY + of_day, time.nanos };
    return cel_time_in_range(out->seconds);
}

bool cel_time_add_period(cel_time time, cdt_period period, cel_time *out)
{
    int32_t of_day;
    cdt_day day = cel_time_day(time.seconds, &of_day);

    return cdt_add_period(day, period, &day) && at_day(time, day, of_day, out);
}

/* Backwards in the order of cdt_add_period(): months, days, then working days. */
bool cel_time_subtract_period(cel_time time, cdt_period period, cel_time *out)
{
    int32_t of_day;
    cdt_day day = cel_time_day(time.seconds, &of_day);
    int64_t at;

    if (!cdt_add_months(day, -(int64_t)period.months, &day))
        return false;
    at = (int64_t)day - period.days - (period.hours + 23) / 24 - period.working_days / 5 * 7;
    for (int32_t left = period.working_days % 5; left > 0;) {
        at--;
        left -= (at % 7 + 7 + 3) % 7 < 5; /* 1970-01-01 was a Thursday: 0 is Monday here */
    }
    return at * DAY >= CEL_TIME_MIN && at_day(time, (cdt_day)at, of_day, out);
}
