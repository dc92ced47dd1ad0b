#include "base/decimal.h"

#include <math.h>
#include <stdio.h>

static const int64_t powers[] = { 1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000 };

bool cdt_decimal_read(cdt_str text, cdt_decimal *out)
{
    size_t i = 0;
    bool negative = false, point = false, digit = false;
    cdt_decimal value;

    memset(&value, 0, sizeof value); /* with its padding: constants are kept byte by byte (base/image.h) */
    if (i < text.len && (text.at[i] == '-' || text.at[i] == '+'))
        negative = text.at[i++] == '-';
    for (; i < text.len; i++) {
        char c = text.at[i];
        if (c == '.' && !point && digit && i + 1 < text.len) {
            point = true;
            continue;
        }
        if (c < '0' || c > '9' || (point && value.scale == CDT_DECIMAL_PLACES))
            return false;
        digit = true;
        if (__builtin_mul_overflow(value.coefficient, 10, &value.coefficient) ||
            __builtin_sub_overflow(value.coefficient, c - '0', &value.coefficient)) /* negative: it reaches further */
            return false;
        value.scale += point;
    }
    if (!digit || (!negative && __builtin_sub_overflow(0, value.coefficient, &value.coefficient)))
        return false;
    *out = value;
    return true;
}

cdt_decimal cdt_decimal_of(int64_t value)
{
    return (cdt_decimal){ value, 0 };
}

static bool rescale(cdt_decimal value, unsigned char scale, int64_t *out)
{
    return !__builtin_mul_overflow(value.coefficient, powers[scale - value.scale], out);
}

bool cdt_decimal_add(cdt_decimal a, cdt_decimal b, cdt_decimal *out)
{
    unsigned char scale = a.scale > b.scale ? a.scale : b.scale;
    int64_t x, y, sum;

    if (!rescale(a, scale, &x) || !rescale(b, scale, &y) || __builtin_add_overflow(x, y, &sum))
        return false;
    *out = (cdt_decimal){ sum, scale };
    return true;
}

bool cdt_decimal_subtract(cdt_decimal a, cdt_decimal b, cdt_decimal *out)
{
    unsigned char scale = a.scale > b.scale ? a.scale : b.scale;
    int64_t x, y, difference;

    if (!rescale(a, scale, &x) || !rescale(b, scale, &y) || __builtin_sub_overflow(x, y, &difference))
        return false;
    *out = (cdt_decimal){ difference, scale };
    return true;
}

bool cdt_decimal_times(cdt_decimal a, int64_t b, cdt_decimal *out)
{
    int64_t product;

    if (__builtin_mul_overflow(a.coefficient, b, &product))
        return false;
    *out = (cdt_decimal){ product, a.scale };
    return true;
}

int cdt_decimal_cmp(cdt_decimal a, cdt_decimal b)
{
    /* Whole parts first, then the fractions on one scale: nothing can overflow. */
    int64_t whole_a = a.coefficient / powers[a.scale], whole_b = b.coefficient / powers[b.scale];
    int64_t rest_a = a.coefficient % powers[a.scale] * powers[CDT_DECIMAL_PLACES - a.scale];
    int64_t rest_b = b.coefficient % powers[b.scale] * powers[CDT_DECIMAL_PLACES - b.scale];

    if (whole_a != whole_b)
        return whole_a < whole_b ? -1 : 1;
    return rest_a < rest_b ? -1 : rest_a > rest_b;
}

int cdt_decimal_cmp_double(cdt_decimal a, double b)
{
    int64_t whole = a.coefficient / powers[a.scale], floor_b;
    int64_t rest = a.coefficient % powers[a.scale] * powers[CDT_DECIMAL_PLACES - a.scale];
    double part;

    if (isnan(b))
        return 2;
    if (b >= 9223372036854775808.0)
        return -1;
    if (b < -9223372036854775808.0)
        return 1;
    floor_b = (int64_t)b; /* towards zero, like `whole` */
    if (whole != floor_b)
        return whole < floor_b ? -1 : 1;
    /* |rest| < 10^9 is exact, and so is fma's one rounding for the sign of rest - part * 10^9. */
    part = fma(-(b - (double)floor_b), 1e9, (double)rest);
    return part < 0 ? -1 : part > 0;
}

size_t cdt_decimal_write(cdt_decimal value, char out[CDT_DECIMAL_SIZE])
{
    uint64_t size = value.coefficient < 0 ? 0 - (uint64_t)value.coefficient : (uint64_t)value.coefficient;
    const char *sign = value.coefficient < 0 ? "-" : "";
    uint64_t power = (uint64_t)powers[value.scale];
    int length;

    if (value.scale)
        length = snprintf(out, CDT_DECIMAL_SIZE, "%s%llu.%0*llu", sign, (unsigned long long)(size / power), value.scale,
                          (unsigned long long)(size % power));
    else
        length = snprintf(out, CDT_DECIMAL_SIZE, "%s%llu", sign, (unsigned long long)size);
    return (size_t)length;
}
