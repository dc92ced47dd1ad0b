/* quantity.h - dates, periods, sums and percentages, as they are written in the words of an agreement. */
#ifndef CDT_DRAFT_QUANTITY_H
#define CDT_DRAFT_QUANTITY_H

#include "base/date.h"
#include "draft/number.h"

/* A date that begins at token `i`: "1 April 2026", "the 1st day of April, 2026", "April 1, 2026", "2026-04-01", "25/12/2026".
 * Behind a weekday it begins at the day. One that could be read in two ways (03/04/2026), or that does not exist, is none.
 * *end is the token behind it. */
bool cdt_quantity_date(const cdt_tokens *tokens, size_t i, size_t limit, cdt_day *day, size_t *end);

/* The same, for a day that the month does not have ("31 April 2026"). */
bool cdt_quantity_no_such_day(const cdt_tokens *tokens, size_t i, size_t limit, size_t *end);

/* Which month a word names, 1 to 12; 0: none. */
int cdt_month_of(const cdt_tokens *tokens, size_t i, size_t limit);

/* Which day of the week, Monday is 1; 0: none. */
int cdt_weekday_of(const cdt_tokens *tokens, size_t i, size_t limit);

/* Add all tokens at which a quantity of any kind can begin: a date, a number. */
void cdt_quantity_sites(cdt_token_set *set);

/* Add all days of the week. */
void cdt_weekday_sites(cdt_token_set *set);

typedef struct cdt_length {
    int64_t count;
    char unit;    /* 'Y', 'M', 'W', 'D', 'H' */
    bool working; /* working, business or banking days */
    size_t end;   /* the token behind it */
} cdt_length;

/* The unit of time behind a number that ends before token `i`: "months", "-day", "calendar months", "working days". */
bool cdt_quantity_unit(const cdt_tokens *tokens, size_t i, size_t limit, cdt_decimal number, cdt_length *length);

#endif
