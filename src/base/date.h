/* date.h - dates of the proleptic Gregorian calendar and periods in calendar units. No clock, no zone, no locale. */
#ifndef CDT_BASE_DATE_H
#define CDT_BASE_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* Days since 1970-01-01. */
typedef int32_t cdt_day;

typedef struct cdt_civil {
    int year, month, day; /* month 1-12, day 1-31 */
} cdt_civil;

cdt_day cdt_day_of(cdt_civil civil);
cdt_civil cdt_civil_of(cdt_day day);
int cdt_days_in_month(int year, int month);

/* ISO 8601 calendar date, YYYY-MM-DD, year 0001-9999. false: another form, or a date that does not exist. */
bool cdt_date_read(cdt_str text, cdt_day *out);

/* "2026-04-01" and a NUL. */
#define CDT_DATE_SIZE 16
size_t cdt_date_write(cdt_day day, char out[CDT_DATE_SIZE]);

/* "23:59:59" and a NUL, of the seconds of a day. */
#define CDT_CLOCK_SIZE 9
size_t cdt_clock_write(unsigned seconds, char out[CDT_CLOCK_SIZE]);

/* The same day of the month `months` later (or earlier), or that month's last day where it has no such day. false: the
 * result is outside the years 1-9999. */
bool cdt_add_months(cdt_day day, int64_t months, cdt_day *out);

/* Whole months from `a` to `b`, negative where b is before a: the largest n with a + n months <= b. */
int64_t cdt_months_between(cdt_day a, cdt_day b);

/* A length of time in calendar units, as agreements state it. Years and quarters are months, weeks are days; a working day
 * stays one. Never negative. */
typedef struct cdt_period {
    int32_t months, days, working_days, hours;
} cdt_period;

/* "12 months", "30 days", "1 year 6 months", "10 working days", "2 weeks", "48 hours"; number and unit, singular or plural,
 * one blank between, each unit once, largest first. false: another form, or more than 1,000 years. */
bool cdt_period_read(cdt_str text, cdt_period *out);

/* "1 year 6 months" is written as "18 months"; returns the length without the NUL. */
#define CDT_PERIOD_SIZE 80
size_t cdt_period_write(cdt_period period, char out[CDT_PERIOD_SIZE]);

/* For order only: 12 months count as 365 days, 5 working days as 7 days; -1, 0, 1. */
int cdt_period_cmp(cdt_period a, cdt_period b);

/* Length in tenths of a month, rounded to the nearest (365 days are 12 months): 90 days are 30, that is 3.0 months. */
int64_t cdt_period_month_tenths(cdt_period period);

/* `day` and the period: months first, then days; working days are Mondays to Fridays, holidays are not known; a part of a
 * day in hours counts as a day. */
bool cdt_add_period(cdt_day day, cdt_period period, cdt_day *out);

#endif
