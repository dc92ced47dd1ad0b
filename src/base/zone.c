/* zone.c - the offset of a time zone, from the content of its file: a table of changes, and a rule for the time after the last
 * of them (RFC 8536; the rule is POSIX's TZ variable). */
#include "concordat/zones.h"

#include "base/date.h"

#define HEADER 44
#define HOUR 3600
#define DAY INT64_C(86400)

/* A block of the file: changes in `times`, each with the type that it begins; a type is an offset and two more bytes. */
typedef struct block {
    const unsigned char *times, *kinds, *types;
    size_t time_count, type_count, width, size; /* width: bytes of a time */
} block;

static int64_t number(const unsigned char *at, size_t size)
{
    uint64_t value = at[0] & 0x80 ? UINT64_MAX : 0;

    for (size_t i = 0; i < size; i++)
        value = value << 8 | at[i];
    return (int64_t)value;
}

/* The block whose header is at `at`. false: it does not fit into the file. */
static bool block_read(const unsigned char *file, size_t len, size_t at, size_t width, block *out)
{
    uint64_t counts[6], size; /* isut, isstd, leap, time, type, char */

    if (at > len || len - at < HEADER || memcmp(file + at, "TZif", 4) != 0)
        return false;
    for (size_t i = 0; i < 6; i++)
        counts[i] = (uint64_t)number(file + at + 20 + 4 * i, 4) & UINT32_MAX;
    size = counts[3] * (width + 1) + counts[4] * 6 + counts[5] + counts[2] * (width + 4) + counts[1] + counts[0];
    if (size > len - at - HEADER || !counts[4])
        return false;
    *out = (block){ .times = file + at + HEADER, .time_count = counts[3], .type_count = counts[4], .width = width };
    out->kinds = out->times + out->time_count * width;
    out->types = out->kinds + out->time_count;
    out->size = HEADER + (size_t)size;
    return true;
}

/* How many changes there were up to `seconds`. */
static size_t changes_until(const block *b, int64_t seconds)
{
    size_t low = 0, high = b->time_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (number(b->times + middle * b->width, b->width) <= seconds)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool offset_of_type(const block *b, size_t type, int32_t *out)
{
    int64_t offset = type < b->type_count ? number(b->types + 6 * type, 4) : DAY;

    *out = (int32_t)offset;
    return offset > -DAY && offset < DAY;
}

/* ---- the rule behind the table: "EST5EDT,M3.2.0,M11.1.0" ---- */

typedef struct rule_text {
    const char *at, *end;
    bool good;
} rule_text;

static bool take(rule_text *t, char c)
{
    if (t->at == t->end || *t->at != c)
        return false;
    t->at++;
    return true;
}

static int take_number(rule_text *t, int least, int most)
{
    int value = 0;
    const char *from = t->at;

    while (t->at < t->end && *t->at >= '0' && *t->at <= '9' && value <= most)
        value = value * 10 + (*t->at++ - '0');
    t->good = t->good && t->at > from && value >= least && value <= most;
    return value;
}

/* "EST" or "<+03>" */
static void take_name(rule_text *t)
{
    const char *from = t->at;

    if (take(t, '<')) {
        while (t->at < t->end && *t->at != '>')
            t->at++;
        t->good = t->good && take(t, '>');
        return;
    }
    while (t->at < t->end && ((*t->at >= 'a' && *t->at <= 'z') || (*t->at >= 'A' && *t->at <= 'Z')))
        t->at++;
    t->good = t->good && t->at > from;
}

/* "5", "-3:30", "+26": hours, with minutes and seconds; in seconds. */
static int32_t take_time(rule_text *t)
{
    bool negative = take(t, '-');
    int32_t value;

    if (!negative)
        take(t, '+');
    value = take_number(t, 0, 167) * HOUR;
    if (take(t, ':'))
        value += take_number(t, 0, 59) * 60;
    if (take(t, ':'))
        value += take_number(t, 0, 59);
    return negative ? -value : value;
}

/* Day `day` of the week `week` of a month; week 5 is the last. 0 is a Sunday. */
static cdt_day weekday_of_month(int year, int month, int week, int day)
{
    cdt_day first = cdt_day_of((cdt_civil){ year, month, 1 });
    int weekday = (int)(((int64_t)first % 7 + 7 + 4) % 7), at = (day - weekday + 7) % 7 + (week - 1) * 7;

    return first + (at < cdt_days_in_month(year, month) ? at : at - 7);
}

/* ",M3.2.0/2", ",J60" or ",59": when it comes in `year`, in seconds of the local clock. */
static int64_t take_change(rule_text *t, int year)
{
    cdt_day day;
    int32_t time = 2 * HOUR;

    t->good = t->good && take(t, ',');
    if (take(t, 'M')) {
        int month = take_number(t, 1, 12), week, weekday;

        t->good = t->good && take(t, '.');
        week = take_number(t, 1, 5);
        t->good = t->good && take(t, '.');
        weekday = take_number(t, 0, 6);
        day = t->good ? weekday_of_month(year, month, week, weekday) : 0;
    } else if (take(t, 'J')) { /* from 1, and 29 February is never counted */
        int count = take_number(t, 1, 365);

        day = cdt_day_of((cdt_civil){ year, 1, 1 }) + count - 1;
        day += count > 59 && cdt_days_in_month(year, 2) == 29;
    } else {
        day = cdt_day_of((cdt_civil){ year, 1, 1 }) + take_number(t, 0, 365);
    }
    if (take(t, '/'))
        time = take_time(t);
    return day * DAY + time;
}

/* The year of the local clock; within the range of dates. */
static int year_of(int64_t seconds)
{
    int64_t day = seconds / DAY - (seconds % DAY < 0);
    cdt_day first = cdt_day_of((cdt_civil){ 1, 1, 1 }), last = cdt_day_of((cdt_civil){ 9999, 12, 31 });

    return cdt_civil_of(day < first ? first : day > last ? last : (cdt_day)day).year;
}

static bool offset_by_rule(rule_text *t, int64_t seconds, int32_t *out)
{
    int32_t standard, summer;
    int64_t begins, ends;
    int year;

    take_name(t);
    standard = -take_time(t);
    *out = standard;
    if (!t->good || t->at == t->end)
        return t->good;
    take_name(t);
    summer = t->at < t->end && *t->at != ',' ? -take_time(t) : standard + HOUR;
    year = year_of(seconds + standard);
    begins = take_change(t, year) - standard;
    ends = take_change(t, year) - summer;
    if (begins < ends ? begins <= seconds && seconds < ends : !(ends <= seconds && seconds < begins))
        *out = summer;
    return t->good && t->at == t->end;
}

/* The line behind the last block; empty where there is no rule. */
static rule_text rule_of(const unsigned char *file, size_t len, size_t at)
{
    rule_text t = { (const char *)file + at, (const char *)file + at, true };

    if (at >= len || file[at] != '\n')
        return t;
    t.at = ++t.end;
    while (t.end < (const char *)file + len && *t.end != '\n')
        t.end++;
    return t;
}

bool cdt_zone_offset(const unsigned char *file, size_t len, int64_t seconds, int32_t *out)
{
    block b;
    size_t at = 0, done;
    rule_text rule;

    if (!block_read(file, len, 0, 4, &b))
        return false;
    if (file[4] >= '2') { /* the same again with times of eight bytes */
        at = b.size;
        if (!block_read(file, len, at, 8, &b))
            return false;
    }
    done = changes_until(&b, seconds);
    rule = rule_of(file, file[4] >= '2' ? len : 0, at + b.size);
    if (done == b.time_count && rule.at < rule.end)
        return offset_by_rule(&rule, seconds, out);
    return offset_of_type(&b, done ? b.kinds[done - 1] : 0, out);
}
