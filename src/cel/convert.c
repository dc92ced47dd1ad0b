/* Conversions between types (langdef, "List of Standard Definitions"); those out of range are errors. */
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "cel/rows.h"
#include "cel/time.h"

static cel_value out_of_range(cel_state *state, const cel_ast *call)
{
    return cel_error(state, call, "range: the value does not fit into %.*s", CDT_ARGS(call->name));
}

static cel_value unreadable(cel_state *state, const cel_ast *call, cdt_str text, const char *wanted)
{
    return cel_error(state, call, "type conversion error: \"%.*s\" is not %s", CDT_ARGS(cdt_str_slice(text, 0, 60)),
                     wanted);
}

FUNCTION(same)
{
    UNUSED;
    return args[0];
}

static int64_t whole_part(cdt_decimal decimal)
{
    while (decimal.scale-- > 0)
        decimal.coefficient /= 10;
    return decimal.coefficient;
}

FUNCTION(int_of_number)
{
    UNUSED;
    switch (args[0].kind) {
    case CEL_UINT: return args[0].natural > INT64_MAX ? out_of_range(state, call) : cel_int((int64_t)args[0].natural);
    case CEL_DOUBLE: /* both ends are excluded, as in the reference engines */
        if (!(args[0].number > -0x1p63 && args[0].number < 0x1p63))
            return out_of_range(state, call);
        return cel_int((int64_t)args[0].number);
    case CEL_DECIMAL: return cel_int(whole_part(args[0].decimal));
    default: return args[0];
    }
}

FUNCTION(uint_of_number)
{
    UNUSED;
    switch (args[0].kind) {
    case CEL_INT: return args[0].integer < 0 ? out_of_range(state, call) : cel_uint((uint64_t)args[0].integer);
    case CEL_DOUBLE:
        if (!(args[0].number >= 0 && args[0].number < 0x1p64))
            return out_of_range(state, call);
        return cel_uint((uint64_t)args[0].number);
    case CEL_DECIMAL:
        return args[0].decimal.coefficient < 0 ? out_of_range(state, call)
                                               : cel_uint((uint64_t)whole_part(args[0].decimal));
    default: return args[0];
    }
}

FUNCTION(double_of_number)
{
    char text[CDT_DECIMAL_SIZE];

    UNUSED;
    switch (args[0].kind) {
    case CEL_INT: return cel_double((double)args[0].integer);
    case CEL_UINT: return cel_double((double)args[0].natural);
    case CEL_DECIMAL: cdt_decimal_write(args[0].decimal, text); return cel_double(strtod(text, NULL));
    default: return args[0];
    }
}

/* Digits with an optional sign and nothing else. */
static bool digits_read(cdt_str text, bool *negative, uint64_t *out)
{
    size_t at = text.len > 0 && (text.at[0] == '-' || text.at[0] == '+');

    *negative = text.len > 0 && text.at[0] == '-';
    *out = 0;
    if (at == text.len)
        return false;
    for (; at < text.len; at++) {
        unsigned digit = (unsigned)(text.at[at] - '0');

        if (digit > 9 || *out > (UINT64_MAX - digit) / 10)
            return false;
        *out = *out * 10 + digit;
    }
    return true;
}

FUNCTION(int_of_string)
{
    bool negative;
    uint64_t size;

    UNUSED;
    if (!digits_read(args[0].text, &negative, &size))
        return unreadable(state, call, args[0].text, "a whole number");
    if (size > (uint64_t)INT64_MAX + negative)
        return out_of_range(state, call);
    return cel_int(negative ? (int64_t)(0 - size) : (int64_t)size);
}

FUNCTION(uint_of_string)
{
    bool negative;
    uint64_t size;

    UNUSED;
    if (!digits_read(args[0].text, &negative, &size) || !isdigit((unsigned char)args[0].text.at[0]))
        return unreadable(state, call, args[0].text, "an unsigned number");
    return cel_uint(size);
}

FUNCTION(int_of_time)
{
    UNUSED;
    return cel_int(args[0].time.seconds);
}

/* A fraction in digits, as strtod() has it but for what only C knows: blanks, hexadecimal, "nan(...)". */
FUNCTION(double_of_string)
{
    static const char letters[] = "infatyINFATY";
    char text[400], *end;
    cdt_str from = args[0].text;
    double number;
    bool good = from.len > 0 && from.len < sizeof text;

    UNUSED;
    for (size_t i = 0; good && i < from.len; i++)
        good = isdigit((unsigned char)from.at[i]) || (from.at[i] && strchr("+-.eE", from.at[i])) ||
               (from.at[i] && strchr(letters, from.at[i]));
    if (!good)
        return unreadable(state, call, from, "a number");
    memcpy(text, from.at, from.len);
    text[from.len] = '\0';
    number = strtod(text, &end);
    return end == text + from.len ? cel_double(number) : unreadable(state, call, from, "a number");
}

FUNCTION(bool_of_string)
{
    static const char *const yes[] = { "1", "t", "T", "TRUE", "true", "True" };
    static const char *const no[] = { "0", "f", "F", "FALSE", "false", "False" };

    UNUSED;
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) {
        if (cdt_str_is_z(args[0].text, yes[i]))
            return cel_bool(true);
        if (cdt_str_is_z(args[0].text, no[i]))
            return cel_bool(false);
    }
    return unreadable(state, call, args[0].text, "true or false");
}

FUNCTION(bytes_of_string)
{
    UNUSED;
    return cel_bytes(args[0].text);
}

FUNCTION(time_of_string)
{
    cel_time time;

    UNUSED;
    if (!cel_time_read(args[0].text, &time))
        return unreadable(state, call, args[0].text, "a time like \"2026-04-01T00:00:00Z\" of the years 1 to 9999");
    return cel_timestamp(time);
}

FUNCTION(time_of_int)
{
    UNUSED;
    if (!cel_time_in_range(args[0].integer))
        return out_of_range(state, call);
    return cel_timestamp((cel_time){ args[0].integer, 0 });
}

FUNCTION(duration_of_string)
{
    int64_t nanos;

    UNUSED;
    if (!cel_duration_read(args[0].text, &nanos))
        return unreadable(state, call, args[0].text, "a duration like \"1h30m\" within 292 years");
    return cel_duration(nanos);
}

FUNCTION(type_of)
{
    UNUSED;
    return cel_type_named(cel_kind_name(args[0].kind));
}

/* Shortest digits that read back to the same number, as "d.ddd" and a decimal exponent. */
static int shortest(double number, char digits[32])
{
    char text[40];
    int precision = 0;

    do
        snprintf(text, sizeof text, "%.*e", precision, number);
    while (strtod(text, NULL) != number && ++precision < 17);
    digits[0] = '\0';
    for (char *at = text, *to = digits; *at != 'e'; at++) {
        if (isdigit((unsigned char)*at))
            *to++ = *at;
        *to = '\0';
    }
    return atoi(strchr(text, 'e') + 1);
}

size_t cel_double_write(double number, char *out, size_t room)
{
    char digits[32];
    const char *sign = signbit(number) ? "-" : "";
    int exponent, count;

    if (isnan(number))
        return (size_t)snprintf(out, room, "NaN");
    if (isinf(number))
        return (size_t)snprintf(out, room, "%sInfinity", sign);
    exponent = shortest(fabs(number), digits);
    count = (int)strlen(digits);
    while (count > 1 && digits[count - 1] == '0')
        digits[--count] = '\0';
    if (exponent < -4 || exponent > 20)
        return (size_t)snprintf(out, room, "%s%c%s%se%c%02d", sign, digits[0], count > 1 ? "." : "", digits + 1,
                                exponent < 0 ? '-' : '+', abs(exponent));
    if (exponent < 0)
        return (size_t)snprintf(out, room, "%s0.%.*s%s", sign, -exponent - 1, "000", digits);
    if (count <= exponent + 1)
        return (size_t)snprintf(out, room, "%s%s%.*s", sign, digits, exponent + 1 - count, "00000000000000000000");
    return (size_t)snprintf(out, room, "%s%.*s.%s", sign, exponent + 1, digits, digits + exponent + 1);
}

static cel_value text_copy(cel_state *state, const char *text, size_t len)
{
    cel_value failure;
    char *copy = cel_text_new(state, len, &failure);

    if (!copy)
        return failure;
    memcpy(copy, text, len);
    return cel_string((cdt_str){ copy, len });
}

cel_value cel_to_string(cel_state *state, const cel_ast *at, cel_value value)
{
    char text[CDT_PERIOD_SIZE];
    size_t len = 0;

    switch (value.kind) {
    case CEL_STRING: return value;
    case CEL_BYTES:
        if (cdt_utf8_valid(value.text) < value.text.len)
            return cel_error(state, at, "invalid UTF-8: these bytes are no text");
        return cel_string(value.text);
    case CEL_BOOL: return cel_string(value.boolean ? CDT_STR("true") : CDT_STR("false"));
    case CEL_INT: len = (size_t)snprintf(text, sizeof text, "%lld", (long long)value.integer); break;
    case CEL_UINT: len = (size_t)snprintf(text, sizeof text, "%llu", (unsigned long long)value.natural); break;
    case CEL_DOUBLE: len = cel_double_write(value.number, text, sizeof text); break;
    case CEL_DECIMAL: len = cdt_decimal_write(value.decimal, text); break;
    case CEL_TIMESTAMP: len = cel_time_write(value.time, text); break;
    case CEL_DURATION: len = cel_duration_write(value.nanos, text); break;
    case CEL_PERIOD: len = cdt_period_write(value.period, text); break;
    default: return cel_error(state, at, "no such overload: %s cannot be made text", cel_kind_words(value.kind));
    }
    return text_copy(state, text, len);
}

FUNCTION(string_of)
{
    UNUSED;
    return cel_to_string(state, call, args[0]);
}

const cel_function cel_functions_convert[] = {
    { "int", CEL_GLOBAL, 1, { NUMBER }, INT, int_of_number },
    { "int", CEL_GLOBAL, 1, { STRING }, INT, int_of_string },
    { "int", CEL_GLOBAL, 1, { TIME }, INT, int_of_time },
    { "uint", CEL_GLOBAL, 1, { NUMBER }, UINT, uint_of_number },
    { "uint", CEL_GLOBAL, 1, { STRING }, UINT, uint_of_string },
    { "double", CEL_GLOBAL, 1, { NUMBER }, DOUBLE, double_of_number },
    { "double", CEL_GLOBAL, 1, { STRING }, DOUBLE, double_of_string },
    { "bool", CEL_GLOBAL, 1, { BOOL }, BOOL, same },
    { "bool", CEL_GLOBAL, 1, { STRING }, BOOL, bool_of_string },
    { "string", CEL_GLOBAL, 1, { STRING }, STRING, string_of },
    { "string", CEL_GLOBAL, 1, { BYTES }, STRING, string_of },
    { "string", CEL_GLOBAL, 1, { BOOL }, STRING, string_of },
    { "string", CEL_GLOBAL, 1, { NUMBER }, STRING, string_of },
    { "string", CEL_GLOBAL, 1, { TIME }, STRING, string_of },
    { "string", CEL_GLOBAL, 1, { LAPSE }, STRING, string_of },
    { "string", CEL_GLOBAL, 1, { PERIOD }, STRING, string_of },
    { "bytes", CEL_GLOBAL, 1, { STRING }, BYTES, bytes_of_string },
    { "bytes", CEL_GLOBAL, 1, { BYTES }, BYTES, same },
    { "timestamp", CEL_GLOBAL, 1, { TIME }, TIME, same },
    { "timestamp", CEL_GLOBAL, 1, { STRING }, TIME, time_of_string },
    { "timestamp", CEL_GLOBAL, 1, { INT }, TIME, time_of_int },
    { "duration", CEL_GLOBAL, 1, { LAPSE }, LAPSE, same },
    { "duration", CEL_GLOBAL, 1, { STRING }, LAPSE, duration_of_string },
    { "dyn", CEL_GLOBAL | CEL_LAZY, 1, { T }, ANY, same },
    { "type", CEL_GLOBAL, 1, { T }, TYPE_T, type_of },
    { 0 },
};
