/* decimal.h - exact decimals: an int64 coefficient and 0 to 9 decimal places. 88.71 + 0.19 + 11.1 is 100, which it is not
 * in doubles. Every operation that would lose a digit or leave the range fails instead. */
#ifndef CDT_BASE_DECIMAL_H
#define CDT_BASE_DECIMAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

#define CDT_DECIMAL_PLACES 9

/* The value coefficient / 10^scale. 1.50 keeps its scale 2; equality does not look at it. */
typedef struct cdt_decimal {
    int64_t coefficient;
    unsigned char scale; /* 0 to CDT_DECIMAL_PLACES */
} cdt_decimal;

/* [+-] digits [. digits] with nothing around it. false: another form, or out of range. */
bool cdt_decimal_read(cdt_str text, cdt_decimal *out);

cdt_decimal cdt_decimal_of(int64_t value);

/* false on overflow; the scale is the larger one. */
bool cdt_decimal_add(cdt_decimal a, cdt_decimal b, cdt_decimal *out);
bool cdt_decimal_subtract(cdt_decimal a, cdt_decimal b, cdt_decimal *out);

/* By a whole number. */
bool cdt_decimal_times(cdt_decimal a, int64_t b, cdt_decimal *out);

/* -1, 0, 1; exact for every pair. */
int cdt_decimal_cmp(cdt_decimal a, cdt_decimal b);

/* -1, 0, 1 against a double, exact (the double as the binary fraction it is); 2 where it is NaN. */
int cdt_decimal_cmp_double(cdt_decimal a, double b);

/* Longest form is 21 characters. Writes the number with its scale ("1.50") and a NUL; returns its length. */
#define CDT_DECIMAL_SIZE 24
size_t cdt_decimal_write(cdt_decimal value, char out[CDT_DECIMAL_SIZE]);

#endif
