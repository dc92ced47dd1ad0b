/* time.h - points in time and lengths of time, as the rule language has them: timestamps of the years 1 to 9999 with
 * nanoseconds, durations of int64 nanoseconds. No clock. */
#ifndef CEL_TIME_H
#define CEL_TIME_H

#include "base/date.h"
#include "cel/value.h"

/* 0001-01-01T00:00:00Z and 9999-12-31T23:59:59Z */
#define CEL_TIME_MIN INT64_C(-62135596800)
#define CEL_TIME_MAX INT64_C(253402300799)

bool cel_time_in_range(int64_t seconds);

/* RFC 3339. false: another form, a moment that does not exist, or out of range. */
bool cel_time_read(cdt_str text, cel_time *out);

/* "2026-04-01T00:00:00Z", with as many digits of a second as are needed; the length. */
#define CEL_TIME_SIZE 48
size_t cel_time_write(cel_time time, char out[CEL_TIME_SIZE]);

/* "1h30m", "-1.5h", "0": units h m s ms us ns. */
bool cel_duration_read(cdt_str text, int64_t *out);

/* "5400s", "1.5s" */
size_t cel_duration_write(int64_t nanos, char out[CEL_TIME_SIZE]);

bool cel_time_add(cel_time time, int64_t nanos, cel_time *out);

/* From `a` to `b`. false: more than a duration can hold. */
bool cel_time_between(cel_time a, cel_time b, int64_t *out);

/* The time of day stays as it is. */
bool cel_time_add_period(cel_time time, cdt_period period, cel_time *out);
bool cel_time_subtract_period(cel_time time, cdt_period period, cel_time *out);

/* The day it falls on in UTC, and the seconds of that day. */
cdt_day cel_time_day(int64_t seconds, int32_t *of_day);

#endif
