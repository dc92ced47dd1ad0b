/* Operators (langdef, "List of Standard Definitions"). Types do not mix, but for decimals beside whole numbers and beside
 * fractional literals, and dates beside periods, which are ours. Every overflow is an error. */
#include <math.h>

#include "cel/rows.h"
#include "cel/time.h"

static cel_value overflow(cel_state *state, const cel_ast *call)
{
    return cel_error(state, call, "overflow: the result of `%.*s` is out of range", CDT_ARGS(call->name));
}

FUNCTION(add_int)
{
    int64_t a = args[0].integer, b = args[1].integer;

    UNUSED;
    if (b > 0 ? a > INT64_MAX - b : a < INT64_MIN - b)
        return overflow(state, call);
    return cel_int(a + b);
}

FUNCTION(subtract_int)
{
    int64_t a = args[0].integer, b = args[1].integer;

    UNUSED;
    if (b < 0 ? a > INT64_MAX + b : a < INT64_MIN + b)
        return overflow(state, call);
    return cel_int(a - b);
}

FUNCTION(multiply_int)
{
    int64_t a = args[0].integer, b = args[1].integer;

    UNUSED;
    if (a > 0 ? (b > 0 ? a > INT64_MAX / b : b < INT64_MIN / a) : (b > 0 ? a < INT64_MIN / b : a && b < INT64_MAX / a))
        return overflow(state, call);
    return cel_int(a * b);
}

FUNCTION(divide_int)
{
    int64_t a = args[0].integer, b = args[1].integer;

    UNUSED;
    if (b == 0)
        return cel_error(state, call, "division by zero");
    return a == INT64_MIN && b == -1 ? overflow(state, call) : cel_int(a / b);
}

FUNCTION(modulo_int)
{
    int64_t a = args[0].integer, b = args[1].integer;

    UNUSED;
    if (b == 0)
        return cel_error(state, call, "modulus by zero");
    return a == INT64_MIN && b == -1 ? overflow(state, call) : cel_int(a % b);
}

FUNCTION(negate_int)
{
    UNUSED;
    return args[0].integer == INT64_MIN ? overflow(state, call) : cel_int(-args[0].integer);
}

FUNCTION(add_uint)
{
    UNUSED;
    if (args[0].natural > UINT64_MAX - args[1].natural)
        return overflow(state, call);
    return cel_uint(args[0].natural + args[1].natural);
}

FUNCTION(subtract_uint)
{
    UNUSED;
    if (args[0].natural < args[1].natural)
        return overflow(state, call);
    return cel_uint(args[0].natural - args[1].natural);
}

FUNCTION(multiply_uint)
{
    UNUSED;
    if (args[1].natural && args[0].natural > UINT64_MAX / args[1].natural)
        return overflow(state, call);
    return cel_uint(args[0].natural * args[1].natural);
}

FUNCTION(divide_uint)
{
    UNUSED;
    if (args[1].natural == 0)
        return cel_error(state, call, "division by zero");
    return cel_uint(args[0].natural / args[1].natural);
}

FUNCTION(modulo_uint)
{
    UNUSED;
    if (args[1].natural == 0)
        return cel_error(state, call, "modulus by zero");
    return cel_uint(args[0].natural % args[1].natural);
}

FUNCTION(add_double)
{
    UNUSED;
    return cel_double(args[0].number + args[1].number);
}

FUNCTION(subtract_double)
{
    UNUSED;
    return cel_double(args[0].number - args[1].number);
}

FUNCTION(multiply_double)
{
    UNUSED;
    return cel_double(args[0].number * args[1].number);
}

/* IEEE 754 division, also by zero, which C leaves to the machine. */
FUNCTION(divide_double)
{
    double a = args[0].number, b = args[1].number;

    UNUSED;
    if (b != 0)
        return cel_double(a / b);
    if (a == 0 || isnan(a))
        return cel_double(NAN);
    return cel_double(signbit(a) == signbit(b) ? INFINITY : -INFINITY);
}

FUNCTION(negate_double)
{
    UNUSED;
    return cel_double(-args[0].number);
}

/* What stands beside a decimal, exactly. A computed fraction has no exact value that its writer would recognise. */
static bool exactly(cel_value value, cdt_decimal *out)
{
    if (value.kind == CEL_DECIMAL)
        *out = value.decimal;
    else if (value.kind == CEL_INT)
        *out = cdt_decimal_of(value.integer);
    else if (value.exact)
        *out = *value.exact;
    else
        return false;
    return true;
}

static cel_value inexact(cel_state *state, const cel_ast *call)
{
    return cel_error(state, call, "a computed fraction is not exact and cannot stand beside a number of the agreement");
}

FUNCTION(add_decimal)
{
    cdt_decimal a, b, sum;

    UNUSED;
    if (!exactly(args[0], &a) || !exactly(args[1], &b))
        return inexact(state, call);
    return cdt_decimal_add(a, b, &sum) ? cel_decimal(sum) : overflow(state, call);
}

FUNCTION(subtract_decimal)
{
    cdt_decimal a, b, difference;

    UNUSED;
    if (!exactly(args[0], &a) || !exactly(args[1], &b))
        return inexact(state, call);
    return cdt_decimal_subtract(a, b, &difference) ? cel_decimal(difference) : overflow(state, call);
}

FUNCTION(multiply_decimal)
{
    cel_value decimal = args[0].kind == CEL_DECIMAL ? args[0] : args[1];
    int64_t times = args[0].kind == CEL_INT ? args[0].integer : args[1].integer;
    cdt_decimal product;

    UNUSED;
    return cdt_decimal_times(decimal.decimal, times, &product) ? cel_decimal(product) : overflow(state, call);
}

FUNCTION(negate_decimal)
{
    cdt_decimal negative;

    UNUSED;
    return cdt_decimal_times(args[0].decimal, -1, &negative) ? cel_decimal(negative) : overflow(state, call);
}

FUNCTION(add_text)
{
    size_t len = args[0].text.len + args[1].text.len;
    cel_value sum = { .kind = args[0].kind };
    char *text = cel_text_new(state, len, &sum);

    UNUSED;
    if (!text)
        return sum;
    if (args[0].text.len)
        memcpy(text, args[0].text.at, args[0].text.len);
    if (args[1].text.len)
        memcpy(text + args[0].text.len, args[1].text.at, args[1].text.len);
    sum.text = (cdt_str){ text, len };
    return sum;
}

FUNCTION(add_list)
{
    size_t first = cel_count(state, args[0]), second = cel_count(state, args[1]);
    cel_value *items = cel_spend(state, first + second) ? cel_take(state, first + second, sizeof *items) : NULL;
    cel_value worst = cel_null();

    UNUSED;
    if (!items)
        return cel_spent(state);
    for (size_t i = 0; i < first + second; i++) {
        items[i] = i < first ? cel_item(state, call, args[0], i) : cel_item(state, call, args[1], i - first);
        worst = cel_worse(worst, items[i]);
    }
    return worst.kind == CEL_FAILURE ? worst : cel_list_made(state, items, first + second);
}

static cel_value shifted(cel_state *state, const cel_ast *call, cel_time time, int64_t nanos)
{
    return cel_time_add(time, nanos, &time) ? cel_timestamp(time) : overflow(state, call);
}

FUNCTION(add_time_duration)
{
    UNUSED;
    return shifted(state, call, args[0].time, args[1].nanos);
}

FUNCTION(add_duration_time)
{
    UNUSED;
    return shifted(state, call, args[1].time, args[0].nanos);
}

FUNCTION(subtract_time_duration)
{
    UNUSED;
    return args[1].nanos == INT64_MIN ? overflow(state, call) : shifted(state, call, args[0].time, -args[1].nanos);
}

FUNCTION(subtract_time)
{
    int64_t nanos;

    UNUSED;
    return cel_time_between(args[1].time, args[0].time, &nanos) ? cel_duration(nanos) : overflow(state, call);
}

FUNCTION(add_duration)
{
    cel_value sum, a = cel_int(args[0].nanos), both[2] = { a, cel_int(args[1].nanos) };

    UNUSED;
    sum = add_int(state, call, both, 2);
    return sum.kind == CEL_INT ? cel_duration(sum.integer) : sum;
}

FUNCTION(subtract_duration)
{
    cel_value difference, both[2] = { cel_int(args[0].nanos), cel_int(args[1].nanos) };

    UNUSED;
    difference = subtract_int(state, call, both, 2);
    return difference.kind == CEL_INT ? cel_duration(difference.integer) : difference;
}

FUNCTION(add_period)
{
    cel_value time = args[0].kind == CEL_TIMESTAMP ? args[0] : args[1];
    cdt_period period = args[0].kind == CEL_PERIOD ? args[0].period : args[1].period;
    cel_time sum;

    UNUSED;
    return cel_time_add_period(time.time, period, &sum) ? cel_timestamp(sum) : overflow(state, call);
}

FUNCTION(subtract_period)
{
    cel_time difference;

    UNUSED;
    return cel_time_subtract_period(args[0].time, args[1].period, &difference) ? cel_timestamp(difference)
                                                                               : overflow(state, call);
}

FUNCTION(equal)
{
    UNUSED;
    return cel_equals(state, call, args[0], args[1]);
}

FUNCTION(unequal)
{
    cel_value same = cel_equals(state, call, args[0], args[1]);

    UNUSED;
    return same.kind == CEL_BOOL ? cel_bool(!same.boolean) : same;
}

/* Whether the order of the operands is one of those in the set `wanted`: bit 0 less, bit 1 equal, bit 2 greater. NaN is in
 * none of them. */
static cel_value ordered(cel_state *state, const cel_ast *call, const cel_value *args, unsigned wanted)
{
    int order;
    cel_value done = cel_order(state, call, args[0], args[1], &order);

    if (done.kind == CEL_FAILURE)
        return done;
    return cel_bool(order != 2 && (wanted >> (order + 1) & 1));
}

FUNCTION(less)
{
    UNUSED;
    return ordered(state, call, args, 1);
}

FUNCTION(less_equal)
{
    UNUSED;
    return ordered(state, call, args, 3);
}

FUNCTION(greater)
{
    UNUSED;
    return ordered(state, call, args, 4);
}

FUNCTION(greater_equal)
{
    UNUSED;
    return ordered(state, call, args, 6);
}

FUNCTION(in_list)
{
    size_t items = cel_count(state, args[1]);
    cel_value worst = cel_bool(false);

    UNUSED;
    for (size_t i = 0; i < items; i++) {
        cel_value same = cel_equals(state, call, args[0], cel_item(state, call, args[1], i));

        if (cel_is_true(same))
            return same;
        worst = cel_worse(worst, same);
        if (worst.kind == CEL_FAILURE && cel_rank_of(worst) == CEL_RANK_BUDGET)
            return worst;
    }
    return worst;
}

FUNCTION(in_map)
{
    cel_value entry = cel_index(state, call, args[1], args[0]);

    UNUSED;
    if (cel_is_absence(entry))
        return cel_bool(false);
    return entry.kind == CEL_FAILURE ? entry : cel_bool(true);
}

#define OP CEL_GLOBAL

#define ORDER(name, function)                                                                                          \
    { name, OP, 2, { NUMBER, NUMBER }, BOOL, function }, { name, OP, 2, { STRING, STRING }, BOOL, function },          \
        { name, OP, 2, { TIME, TIME }, BOOL, function }, { name, OP, 2, { PERIOD, PERIOD }, BOOL, function },          \
        { name, OP, 2, { LAPSE, LAPSE }, BOOL, function }, { name, OP, 2, { BOOL, BOOL }, BOOL, function },            \
    {                                                                                                                  \
        name, OP, 2, { BYTES, BYTES }, BOOL, function                                                                  \
    }

const cel_function cel_functions_operators[] = {
    { "==", OP | CEL_LAZY, 2, { T, T }, BOOL, equal },
    { "!=", OP | CEL_LAZY, 2, { T, T }, BOOL, unequal },
    ORDER("<", less),
    ORDER("<=", less_equal),
    ORDER(">", greater),
    ORDER(">=", greater_equal),
    { "in", OP, 2, { T, LIST }, BOOL, in_list },
    { "in", OP, 2, { T, MAP }, BOOL, in_map },
    { "+", OP, 2, { INT, INT }, INT, add_int },
    { "+", OP, 2, { UINT, UINT }, UINT, add_uint },
    { "+", OP, 2, { DOUBLE, DOUBLE }, DOUBLE, add_double },
    { "+", OP, 2, { DECIMAL, DECIMAL }, DECIMAL, add_decimal },
    { "+", OP, 2, { DECIMAL, INT }, DECIMAL, add_decimal },
    { "+", OP, 2, { INT, DECIMAL }, DECIMAL, add_decimal },
    { "+", OP, 2, { DECIMAL, DOUBLE }, DECIMAL, add_decimal },
    { "+", OP, 2, { DOUBLE, DECIMAL }, DECIMAL, add_decimal },
    { "+", OP, 2, { STRING, STRING }, STRING, add_text },
    { "+", OP, 2, { BYTES, BYTES }, BYTES, add_text },
    { "+", OP, 2, { LIST, LIST }, LIST, add_list },
    { "+", OP, 2, { TIME, LAPSE }, TIME, add_time_duration },
    { "+", OP, 2, { LAPSE, TIME }, TIME, add_duration_time },
    { "+", OP, 2, { LAPSE, LAPSE }, LAPSE, add_duration },
    { "+", OP, 2, { TIME, PERIOD }, TIME, add_period },
    { "+", OP, 2, { PERIOD, TIME }, TIME, add_period },
    { "-", OP, 2, { INT, INT }, INT, subtract_int },
    { "-", OP, 2, { UINT, UINT }, UINT, subtract_uint },
    { "-", OP, 2, { DOUBLE, DOUBLE }, DOUBLE, subtract_double },
    { "-", OP, 2, { DECIMAL, DECIMAL }, DECIMAL, subtract_decimal },
    { "-", OP, 2, { DECIMAL, INT }, DECIMAL, subtract_decimal },
    { "-", OP, 2, { INT, DECIMAL }, DECIMAL, subtract_decimal },
    { "-", OP, 2, { DECIMAL, DOUBLE }, DECIMAL, subtract_decimal },
    { "-", OP, 2, { DOUBLE, DECIMAL }, DECIMAL, subtract_decimal },
    { "-", OP, 2, { TIME, TIME }, LAPSE, subtract_time },
    { "-", OP, 2, { TIME, LAPSE }, TIME, subtract_time_duration },
    { "-", OP, 2, { LAPSE, LAPSE }, LAPSE, subtract_duration },
    { "-", OP, 2, { TIME, PERIOD }, TIME, subtract_period },
    { "-", OP, 1, { INT }, INT, negate_int },
    { "-", OP, 1, { DOUBLE }, DOUBLE, negate_double },
    { "-", OP, 1, { DECIMAL }, DECIMAL, negate_decimal },
    { "*", OP, 2, { INT, INT }, INT, multiply_int },
    { "*", OP, 2, { UINT, UINT }, UINT, multiply_uint },
    { "*", OP, 2, { DOUBLE, DOUBLE }, DOUBLE, multiply_double },
    { "*", OP, 2, { DECIMAL, INT }, DECIMAL, multiply_decimal },
    { "*", OP, 2, { INT, DECIMAL }, DECIMAL, multiply_decimal },
    { "/", OP, 2, { INT, INT }, INT, divide_int },
    { "/", OP, 2, { UINT, UINT }, UINT, divide_uint },
    { "/", OP, 2, { DOUBLE, DOUBLE }, DOUBLE, divide_double },
    { "%", OP, 2, { INT, INT }, INT, modulo_int },
    { "%", OP, 2, { UINT, UINT }, UINT, modulo_uint },
    { 0 },
};
