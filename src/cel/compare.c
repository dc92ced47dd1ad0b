/* Equality and order (langdef, "Equality" and "Ordering"). Numbers of every type lie on one line and compare exactly, with
 * one exception: engines round an int before they compare it with a double, and the suite holds them to it, so a double of
 * 2^63 (2^64 beside a uint) counts as the largest int (uint). */
#include <math.h>

#include "cel/state.h"

static int sign(bool less, bool greater)
{
    return less ? -1 : greater;
}

static int int_double_cmp(int64_t a, double b)
{
    double whole;

    if (isnan(b))
        return 2;
    if (b >= 0x1p63)
        return b == 0x1p63 ? sign(a < INT64_MAX, false) : -1;
    if (b < -0x1p63)
        return 1;
    whole = trunc(b);
    if (a != (int64_t)whole)
        return sign(a < (int64_t)whole, true);
    return sign(whole<b, whole> b);
}

static int uint_double_cmp(uint64_t a, double b)
{
    double whole;

    if (isnan(b))
        return 2;
    if (b >= 0x1p64)
        return b == 0x1p64 ? sign(a < UINT64_MAX, false) : -1;
    if (b < 0)
        return 1;
    whole = trunc(b);
    if (a != (uint64_t)whole)
        return sign(a < (uint64_t)whole, true);
    return sign(whole<b, whole> b);
}

static int int_uint_cmp(int64_t a, uint64_t b)
{
    return a < 0 ? -1 : sign((uint64_t)a<b, (uint64_t)a> b);
}

/* A decimal against any other number. A fractional literal beside it is what is written. */
static int decimal_cmp(cdt_decimal a, cel_value b)
{
    switch (b.kind) {
    case CEL_DECIMAL: return cdt_decimal_cmp(a, b.decimal);
    case CEL_INT: return cdt_decimal_cmp(a, cdt_decimal_of(b.integer));
    case CEL_UINT: return b.natural > INT64_MAX ? -1 : cdt_decimal_cmp(a, cdt_decimal_of((int64_t)b.natural));
    default: return b.exact ? cdt_decimal_cmp(a, *b.exact) : cdt_decimal_cmp_double(a, b.number);
    }
}

bool cel_is_number(cel_value value)
{
    return value.kind == CEL_INT || value.kind == CEL_UINT || value.kind == CEL_DOUBLE || value.kind == CEL_DECIMAL;
}

int cel_number_cmp(cel_value a, cel_value b)
{
    int swapped;

    if (a.kind == CEL_DECIMAL)
        return decimal_cmp(a.decimal, b);
    if (a.kind == b.kind) {
        switch (a.kind) {
        case CEL_INT: return sign(a.integer<b.integer, a.integer> b.integer);
        case CEL_UINT: return sign(a.natural<b.natural, a.natural> b.natural);
        default: return isnan(a.number) || isnan(b.number) ? 2 : sign(a.number<b.number, a.number> b.number);
        }
    }
    if (a.kind == CEL_INT && b.kind == CEL_UINT)
        return int_uint_cmp(a.integer, b.natural);
    if (a.kind == CEL_INT && b.kind == CEL_DOUBLE)
        return int_double_cmp(a.integer, b.number);
    if (a.kind == CEL_UINT && b.kind == CEL_DOUBLE)
        return uint_double_cmp(a.natural, b.number);
    swapped = cel_number_cmp(b, a);
    return swapped == 2 ? 2 : -swapped;
}

static bool time_equal(cel_time a, cel_time b)
{
    return a.seconds == b.seconds && a.nanos == b.nanos;
}

/* Values of one kind that have no parts. */
static bool plain_equal(cel_value a, cel_value b)
{
    switch (a.kind) {
    case CEL_BOOL: return a.boolean == b.boolean;
    case CEL_STRING:
    case CEL_BYTES:
    case CEL_TYPE: return cdt_str_is(a.text, b.text);
    case CEL_TIMESTAMP: return time_equal(a.time, b.time);
    case CEL_DURATION: return a.nanos == b.nanos;
    case CEL_PERIOD: return cdt_period_cmp(a.period, b.period) == 0;
    default: return true; /* null is null, none is none */
    }
}

bool cel_key_equal(cel_value a, cel_value b)
{
    if (cel_is_number(a) && cel_is_number(b))
        return cel_number_cmp(a, b) == 0;
    return a.kind == b.kind && plain_equal(a, b);
}

static cel_value lists_equal(cel_state *state, const cel_ast *at, cel_value a, cel_value b)
{
    size_t count = cel_count(state, a);
    cel_value worst = cel_bool(true);

    if (count != cel_count(state, b))
        return cel_bool(false);
    for (size_t i = 0; i < count; i++) {
        cel_value equal = cel_equals(state, at, cel_item(state, at, a, i), cel_item(state, at, b, i));

        if (cel_is_false(equal))
            return equal;
        worst = cel_worse(worst, equal);
        if (worst.kind == CEL_FAILURE && cel_rank_of(worst) == CEL_RANK_BUDGET)
            return worst;
    }
    return worst;
}

static cel_value maps_equal(cel_state *state, const cel_ast *at, cel_value a, cel_value b)
{
    size_t count = cel_count(state, a);
    cel_value worst = cel_bool(true);

    if (count != cel_count(state, b))
        return cel_bool(false);
    for (size_t i = 0; i < count; i++) {
        cel_value other = cel_index(state, at, b, cel_key_at(state, a, i)), equal;

        if (cel_is_absence(other))
            return cel_bool(false);
        equal = cel_equals(state, at, cel_entry_at(state, at, a, i), other);
        if (cel_is_false(equal))
            return equal;
        worst = cel_worse(worst, equal);
        if (worst.kind == CEL_FAILURE && cel_rank_of(worst) == CEL_RANK_BUDGET)
            return worst;
    }
    return worst;
}

static cel_value optionals_equal(cel_state *state, const cel_ast *at, cel_value a, cel_value b)
{
    if (!a.inner || !b.inner)
        return cel_bool(a.inner == b.inner);
    return cel_equals(state, at, *a.inner, *b.inner);
}

/* A value that stands for a list of one equals a list as that list does. */
static bool as_lists(cel_value a, cel_value b)
{
    return (a.kind == CEL_LIST || a.single) && (b.kind == CEL_LIST || b.single) &&
           (a.kind == CEL_LIST || b.kind == CEL_LIST);
}

/* Two values of one kind that may have parts, which are compared in turn. */
static cel_value parts_equal(cel_state *state, const cel_ast *at, cel_value a, cel_value b)
{
    cel_value equal;

    if (++state->depth > CEL_VALUE_DEPTH)
        equal = cel_over(CEL_LIMIT_DEPTH);
    else if (as_lists(a, b))
        equal = lists_equal(state, at, a, b);
    else
        equal = a.kind == CEL_MAP ? maps_equal(state, at, a, b) : optionals_equal(state, at, a, b);
    state->depth--;
    return equal;
}

cel_value cel_equals(cel_state *state, const cel_ast *at, cel_value a, cel_value b)
{
    if (a.kind == CEL_FAILURE || b.kind == CEL_FAILURE)
        return cel_worse(a, b);
    if (!cel_spend(state, 1) || !cel_spend_text(state, a))
        return cel_spent(state);
    if (cel_is_number(a) && cel_is_number(b))
        return cel_bool(cel_number_cmp(a, b) == 0);
    if (as_lists(a, b))
        return parts_equal(state, at, a, b);
    if (a.kind != b.kind)
        return cel_bool(false);
    if (a.kind == CEL_MAP || a.kind == CEL_OPTIONAL)
        return parts_equal(state, at, a, b);
    return cel_bool(plain_equal(a, b));
}

cel_answer cel_ask_equal(cel_state *state, const cel_ast *at, const cel_value *a, const cel_value *b,
                         cel_value *failure)
{
    cel_value equal;

    if (a->kind == CEL_STRING && b->kind == CEL_STRING) { /* the same in a line */
        if (cel_spend(state, 1) && cel_spend_text(state, *a))
            return cdt_str_is(a->text, b->text) ? CEL_YES : CEL_NO;
        *failure = cel_spent(state);
        return CEL_FAILS;
    }
    equal = cel_equals(state, at, *a, *b);
    if (equal.kind == CEL_BOOL)
        return equal.boolean ? CEL_YES : CEL_NO;
    *failure = equal;
    return CEL_FAILS;
}

/* Order of two values of one kind that have one. */
static bool plain_order(cel_value a, cel_value b, int *out)
{
    switch (a.kind) {
    case CEL_BOOL: *out = (int)a.boolean - (int)b.boolean; return true;
    case CEL_STRING:
    case CEL_BYTES:
        *out = cdt_str_cmp(a.text, b.text);
        *out = sign(*out<0, *out> 0);
        return true;
    case CEL_TIMESTAMP:
        *out = sign(a.time.seconds<b.time.seconds, a.time.seconds> b.time.seconds);
        if (*out == 0)
            *out = sign(a.time.nanos<b.time.nanos, a.time.nanos> b.time.nanos);
        return true;
    case CEL_DURATION: *out = sign(a.nanos<b.nanos, a.nanos> b.nanos); return true;
    case CEL_PERIOD: *out = cdt_period_cmp(a.period, b.period); return true;
    default: return false;
    }
}

cel_value cel_order(cel_state *state, const cel_ast *at, cel_value a, cel_value b, int *out)
{
    *out = 2;
    if (cel_is_number(a) && cel_is_number(b)) {
        *out = cel_number_cmp(a, b);
        return cel_bool(true);
    }
    if (!cel_spend_text(state, a))
        return cel_spent(state);
    if (a.kind != b.kind)
        return cel_error(state, at, "no such overload: %s and %s have no order between them", cel_kind_words(a.kind),
                         cel_kind_words(b.kind));
    if (!plain_order(a, b, out))
        return cel_error(state, at, "no such overload: %s has no order", cel_kind_words(a.kind));
    return cel_bool(true);
}

/* Values of one class are ordered among themselves; classes by their number. */
static int key_class(cel_value value)
{
    if (value.kind == CEL_DOUBLE && isnan(value.number))
        return CEL_PARAM;
    return cel_is_number(value) ? CEL_INT : (int)value.kind;
}

int cel_key_cmp(cel_value a, cel_value b)
{
    int class_a = key_class(a), class_b = key_class(b), order;

    if (class_a != class_b)
        return sign(class_a < class_b, true);
    if (class_a == CEL_INT)
        return cel_number_cmp(a, b);
    if (class_a == CEL_TYPE)
        return cdt_str_cmp(a.text, b.text);
    return plain_order(a, b, &order) ? order : 0;
}

/* Merge runs of `width` in `from` to runs twice as long in `to`. */
static void merge_runs(const uint32_t *from, uint32_t *to, size_t count, size_t width, cel_sort_cmp cmp,
                       const void *context)
{
    for (size_t start = 0; start < count; start += 2 * width) {
        size_t middle = start + width < count ? start + width : count;
        size_t end = start + 2 * width < count ? start + 2 * width : count;
        size_t left = start, right = middle;

        for (size_t at = start; at < end; at++) {
            bool take_left = left < middle && (right >= end || cmp(context, from[left], from[right]) <= 0);

            to[at] = from[take_left ? left++ : right++];
        }
    }
}

void cel_sort(uint32_t *order, uint32_t *scratch, size_t count, cel_sort_cmp cmp, const void *context)
{
    uint32_t *from = order, *to = scratch, *other;

    for (size_t i = 0; i < count; i++)
        order[i] = (uint32_t)i;
    for (size_t width = 1; width < count; width *= 2) {
        merge_runs(from, to, count, width, cmp, context);
        other = from;
        from = to;
        to = other;
    }
    if (from != order)
        memcpy(order, from, count * sizeof *order);
}
