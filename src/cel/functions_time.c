/* Parts of timestamps and durations (langdef, "Timestamp and Duration"): months and days count from 0 but for getDate(). */
#include "cel/rows.h"
#include "cel/time.h"

enum { ZONE_STEPS = 200 }; /* what looking a zone up by its name costs: a file is read */

/* "+05:30", "-03:00", "05:30"; in seconds. */
static bool offset_read(cdt_str text, int32_t *out)
{
    size_t sign = text.len > 0 && (text.at[0] == '+' || text.at[0] == '-');
    const char *at = text.at + sign;
    int hours, minutes;

    if (text.len != sign + 5 || at[2] != ':')
        return false;
    for (size_t i = 0; i < 5; i++)
        if (i != 2 && (at[i] < '0' || at[i] > '9'))
            return false;
    hours = (at[0] - '0') * 10 + at[1] - '0';
    minutes = (at[3] - '0') * 10 + at[4] - '0';
    *out = (hours * 60 + minutes) * 60 * (text.at[0] == '-' ? -1 : 1);
    return hours < 24 && minutes < 60;
}

/* Seconds east of UTC of the zone named by args[1]: "UTC", an offset, or a name that the caller's table knows. */
static bool zone_offset(cel_state *state, cel_time time, cdt_str zone, int32_t *out)
{
    const cdt_zones *zones = state->context->zones;
    char name[CDT_ZONE_NAME] = "";

    *out = 0;
    if (cdt_str_is_z(zone, "UTC") || cdt_str_is_z(zone, "Z") || zone.len == 0 || offset_read(zone, out))
        return true;
    if (!zones || zone.len >= sizeof name || memchr(zone.at, '\0', zone.len) || !cel_spend(state, ZONE_STEPS))
        return false;
    memcpy(name, zone.at, zone.len);
    return zones->offset(zones, name, time.seconds, out);
}

/* What the clock and the calendar show. */
typedef struct local_time {
    cdt_day day;
    cdt_civil civil;
    int32_t of_day;
} local_time;

static bool local(cel_state *state, const cel_ast *call, const cel_value *args, size_t count, local_time *out,
                  cel_value *failure)
{
    int32_t offset = 0;

    if (count > 1 && !zone_offset(state, args[0].time, args[1].text, &offset)) {
        if (!cel_spend(state, 0)) {
            *failure = cel_spent(state);
            return false;
        }
        *failure = cel_error(state, call, "no such time zone: \"%.*s\"; known are UTC, offsets like \"+01:00\"%s",
                             CDT_ARGS(cdt_str_slice(args[1].text, 0, 60)),
                             state->context->zones ? " and names like \"Europe/London\"" : "");
        return false;
    }
    out->day = cel_time_day(args[0].time.seconds + offset, &out->of_day);
    out->civil = cdt_civil_of(out->day);
    return true;
}

/* One accessor: `now` is the local time. */
#define ACCESSOR(name, expression)                                                                                     \
    FUNCTION(name)                                                                                                     \
    {                                                                                                                  \
        local_time now;                                                                                                \
        cel_value failure;                                                                                             \
                                                                                                                       \
        if (!local(state, call, args, count, &now, &failure))                                                          \
            return failure;                                                                                            \
        return cel_int(expression);                                                                                    \
    }

ACCESSOR(full_year, now.civil.year)
ACCESSOR(month, now.civil.month - 1)
ACCESSOR(date, now.civil.day)
ACCESSOR(day_of_month, now.civil.day - 1)
ACCESSOR(day_of_week, (now.day % 7 + 7 + 4) % 7) /* 1970-01-01 was a Thursday */
ACCESSOR(day_of_year, now.day - cdt_day_of((cdt_civil){ now.civil.year, 1, 1 }))
ACCESSOR(hours, now.of_day / 3600)
ACCESSOR(minutes, now.of_day / 60 % 60)
ACCESSOR(seconds, now.of_day % 60)
ACCESSOR(milliseconds, args[0].time.nanos / 1000000)

/* The whole duration in that unit; but milliseconds are only the part below a second, as the suite has it. */
FUNCTION(whole_hours)
{
    UNUSED;
    return cel_int(args[0].nanos / INT64_C(3600000000000));
}

FUNCTION(whole_minutes)
{
    UNUSED;
    return cel_int(args[0].nanos / INT64_C(60000000000));
}

FUNCTION(whole_seconds)
{
    UNUSED;
    return cel_int(args[0].nanos / INT64_C(1000000000));
}

FUNCTION(part_milliseconds)
{
    UNUSED;
    return cel_int(args[0].nanos % INT64_C(1000000000) / 1000000);
}

#define PART(name, function)                                                                                           \
    { name, CEL_MEMBER, 1, { TIME }, INT, function },                                                                  \
    {                                                                                                                  \
        name, CEL_MEMBER, 2, { TIME, STRING }, INT, function                                                           \
    }

const cel_function cel_functions_time[] = {
    PART("getFullYear", full_year),
    PART("getMonth", month),
    PART("getDate", date),
    PART("getDayOfMonth", day_of_month),
    PART("getDayOfWeek", day_of_week),
    PART("getDayOfYear", day_of_year),
    PART("getHours", hours),
    { "getHours", CEL_MEMBER, 1, { LAPSE }, INT, whole_hours },
    PART("getMinutes", minutes),
    { "getMinutes", CEL_MEMBER, 1, { LAPSE }, INT, whole_minutes },
    PART("getSeconds", seconds),
    { "getSeconds", CEL_MEMBER, 1, { LAPSE }, INT, whole_seconds },
    PART("getMilliseconds", milliseconds),
    { "getMilliseconds", CEL_MEMBER, 1, { LAPSE }, INT, part_milliseconds },
    { 0 },
};
