/* The math extension, as cel-go documents it. */
#include <math.h>

#include "cel/rows.h"

static bool is_nan(cel_value value)
{
    return value.kind == CEL_DOUBLE && isnan(value.number);
}

/* The greatest (`sign` 1) or least (-1) of numbers of any types; the first of equals, and NaN where any is. */
static cel_value extreme(cel_state *state, const cel_ast *call, const cel_value *items, size_t count, int sign)
{
    cel_value best = items[0];

    for (size_t i = 0; i < count; i++) {
        if (!cel_is_number(items[i]))
            return cel_error(state, call, "no such overload: `%.*s` compares numbers, not %s", CDT_ARGS(call->name),
                             cel_kind_words(items[i].kind));
        if (is_nan(items[i]))
            return items[i];
        if (cel_number_cmp(items[i], best) == sign)
            best = items[i];
    }
    return best;
}

static cel_value extreme_of(cel_state *state, const cel_ast *call, const cel_value *args, size_t count, int sign)
{
    size_t total;
    cel_value *items, worst = cel_null();

    if (count > 1 || args[0].kind != CEL_LIST)
        return extreme(state, call, args, count, sign);
    total = cel_count(state, args[0]);
    if (total == 0)
        return cel_error(state, call, "`%.*s` wants a list that is not empty", CDT_ARGS(call->name));
    items = cel_spend(state, total) ? cel_take(state, total, sizeof *items) : NULL;
    if (!items)
        return cel_spent(state);
    for (size_t i = 0; i < total; i++) {
        items[i] = cel_use(state, call, cel_item(state, call, args[0], i));
        worst = cel_worse(worst, items[i]);
    }
    return worst.kind == CEL_FAILURE ? worst : extreme(state, call, items, total, sign);
}

FUNCTION(greatest)
{
    UNUSED;
    return extreme_of(state, call, args, count, 1);
}

FUNCTION(least)
{
    UNUSED;
    return extreme_of(state, call, args, count, -1);
}

FUNCTION(absolute)
{
    cel_value value = args[0];

    UNUSED;
    if (value.kind == CEL_DOUBLE)
        return cel_double(fabs(value.number));
    if (value.kind == CEL_INT && value.integer == INT64_MIN)
        return cel_error(state, call, "overflow: the result of math.abs is out of range");
    if (value.kind == CEL_INT && value.integer < 0)
        return cel_int(-value.integer);
    if (value.kind == CEL_DECIMAL && value.decimal.coefficient < 0) {
        if (!cdt_decimal_times(value.decimal, -1, &value.decimal))
            return cel_error(state, call, "overflow: the result of math.abs is out of range");
        return cel_decimal(value.decimal);
    }
    return value;
}

FUNCTION(sign_of)
{
    cel_value value = args[0];

    UNUSED;
    switch (value.kind) {
    case CEL_INT: return cel_int((value.integer > 0) - (value.integer < 0));
    case CEL_UINT: return cel_uint(value.natural > 0);
    case CEL_DECIMAL: return cel_int((value.decimal.coefficient > 0) - (value.decimal.coefficient < 0));
    default: return isnan(value.number) ? value : cel_double((value.number > 0) - (value.number < 0));
    }
}

#define OF_DOUBLE(name, expression)                                                                                    \
    FUNCTION(name)                                                                                                     \
    {                                                                                                                  \
        double x = args[0].number;                                                                                     \
                                                                                                                       \
        UNUSED;                                                                                                        \
        return expression;                                                                                             \
    }

OF_DOUBLE(ceiling, cel_double(ceil(x)))
OF_DOUBLE(floor_of, cel_double(floor(x)))
OF_DOUBLE(rounded, cel_double(round(x)))
OF_DOUBLE(truncated, cel_double(trunc(x)))
OF_DOUBLE(is_nan_number, cel_bool(isnan(x)))
OF_DOUBLE(is_infinite, cel_bool(isinf(x)))
OF_DOUBLE(is_finite, cel_bool(isfinite(x)))

FUNCTION(square_root)
{
    double x = args[0].kind == CEL_INT    ? (double)args[0].integer
               : args[0].kind == CEL_UINT ? (double)args[0].natural
                                          : args[0].number;

    UNUSED;
    return cel_double(sqrt(x));
}

/* The bits of an int or uint, and a value of the same type from bits. */
static uint64_t bits_of(cel_value value)
{
    return value.kind == CEL_INT ? (uint64_t)value.integer : value.natural;
}

static cel_value from_bits(cel_kind kind, uint64_t bits)
{
    int64_t integer;

    if (kind == CEL_UINT)
        return cel_uint(bits);
    memcpy(&integer, &bits, sizeof integer);
    return cel_int(integer);
}

FUNCTION(bit_and)
{
    UNUSED;
    return from_bits(args[0].kind, bits_of(args[0]) & bits_of(args[1]));
}

FUNCTION(bit_or)
{
    UNUSED;
    return from_bits(args[0].kind, bits_of(args[0]) | bits_of(args[1]));
}

FUNCTION(bit_xor)
{
    UNUSED;
    return from_bits(args[0].kind, bits_of(args[0]) ^ bits_of(args[1]));
}

FUNCTION(bit_not)
{
    UNUSED;
    return from_bits(args[0].kind, ~bits_of(args[0]));
}

/* Shifts are of the bits, without regard to a sign; past the width nothing is left. */
static cel_value shift(cel_state *state, const cel_ast *call, const cel_value *args, bool left)
{
    int64_t by = args[1].integer;
    uint64_t bits = bits_of(args[0]);

    if (by < 0)
        return cel_error(state, call, "`%.*s` wants a shift of 0 or more, saw %lld", CDT_ARGS(call->name),
                         (long long)by);
    if (by >= 64)
        return from_bits(args[0].kind, 0);
    return from_bits(args[0].kind, left ? bits << by : bits >> by);
}

FUNCTION(shift_left)
{
    UNUSED;
    return shift(state, call, args, true);
}

FUNCTION(shift_right)
{
    UNUSED;
    return shift(state, call, args, false);
}

#define SAME_TYPE(name, function)                                                                                      \
    { name, CEL_GLOBAL, 1, { INT }, INT, function }, { name, CEL_GLOBAL, 1, { UINT }, UINT, function },                \
    {                                                                                                                  \
        name, CEL_GLOBAL, 1, { DOUBLE }, DOUBLE, function                                                              \
    }
#define BITS(name, count, ints, uints, function)                                                                       \
    { name, CEL_GLOBAL, count, ints, INT, function },                                                                  \
    {                                                                                                                  \
        name, CEL_GLOBAL, count, uints, UINT, function                                                                 \
    }
#define TWO(a, b)                                                                                                      \
    {                                                                                                                  \
        a, b                                                                                                           \
    }

const cel_function cel_functions_math[] = {
    { "math.greatest", CEL_GLOBAL, 1, { NUMBERS }, ANY, greatest },
    { "math.greatest", CEL_GLOBAL | CEL_MANY, 1, { NUMBER }, ANY, greatest },
    { "math.least", CEL_GLOBAL, 1, { NUMBERS }, ANY, least },
    { "math.least", CEL_GLOBAL | CEL_MANY, 1, { NUMBER }, ANY, least },
    SAME_TYPE("math.abs", absolute),
    { "math.abs", CEL_GLOBAL, 1, { DECIMAL }, DECIMAL, absolute },
    SAME_TYPE("math.sign", sign_of),
    { "math.sign", CEL_GLOBAL, 1, { DECIMAL }, INT, sign_of },
    { "math.ceil", CEL_GLOBAL, 1, { DOUBLE }, DOUBLE, ceiling },
    { "math.floor", CEL_GLOBAL, 1, { DOUBLE }, DOUBLE, floor_of },
    { "math.round", CEL_GLOBAL, 1, { DOUBLE }, DOUBLE, rounded },
    { "math.trunc", CEL_GLOBAL, 1, { DOUBLE }, DOUBLE, truncated },
    { "math.sqrt", CEL_GLOBAL, 1, { DOUBLE }, DOUBLE, square_root },
    { "math.sqrt", CEL_GLOBAL, 1, { INT }, DOUBLE, square_root },
    { "math.sqrt", CEL_GLOBAL, 1, { UINT }, DOUBLE, square_root },
    { "math.isNaN", CEL_GLOBAL, 1, { DOUBLE }, BOOL, is_nan_number },
    { "math.isInf", CEL_GLOBAL, 1, { DOUBLE }, BOOL, is_infinite },
    { "math.isFinite", CEL_GLOBAL, 1, { DOUBLE }, BOOL, is_finite },
    BITS("math.bitAnd", 2, TWO(INT, INT), TWO(UINT, UINT), bit_and),
    BITS("math.bitOr", 2, TWO(INT, INT), TWO(UINT, UINT), bit_or),
    BITS("math.bitXor", 2, TWO(INT, INT), TWO(UINT, UINT), bit_xor),
    BITS("math.bitNot", 1, { INT }, { UINT }, bit_not),
    BITS("math.bitShiftLeft", 2, TWO(INT, INT), TWO(UINT, INT), shift_left),
    BITS("math.bitShiftRight", 2, TWO(INT, INT), TWO(UINT, INT), shift_right),
    { 0 },
};
