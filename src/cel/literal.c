#include "cel/literal.h"

#include <errno.h>
#include <stdlib.h>

#include "base/utf8.h"

/* What is being decoded, and where it went wrong. */
typedef struct decoder {
    cdt_str text; /* the source */
    size_t at, end;
    bool bytes;
    const char *message;
    char *out;
    size_t len;
} decoder;

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/* `count` digits of `base` after the escape's letter; -1: there are not as many. */
static long escape_digits(decoder *in, int count, int base)
{
    long value = 0;

    for (int i = 0; i < count; i++, in->at++) {
        int digit = in->at < in->end ? hex_value(in->text.at[in->at]) : -1;

        if (digit < 0 || digit >= base)
            return -1;
        value = value * base + digit;
    }
    return value;
}

/* A number that an escape gives: an octet in bytes, a code point in text (langdef, "String and Bytes Values"). */
static bool put_number(decoder *in, long value)
{
    size_t written;

    if (value < 0) {
        in->message =
            "this escape has too few digits: \\x takes two, \\u four, \\U eight, an octal one three (000 to 377)";
        return false;
    }
    if (in->bytes) {
        in->out[in->len++] = (char)value;
        return true;
    }
    written = value > 0x10ffff ? 0 : cdt_utf8_put((unsigned)value, in->out + in->len);
    if (!written)
        in->message = "this escape is no character: surrogates and values over 10FFFF are not";
    in->len += written;
    return written > 0;
}

static bool escape(decoder *in)
{
    static const char from[] = "abfnrtv\\?\"'`", to[] = "\a\b\f\n\r\t\v\\?\"'`";
    char c = in->at < in->end ? in->text.at[in->at] : '\0';
    const char *plain = c ? strchr(from, c) : NULL;

    in->message = "no such escape: write \\\\ for a backslash, or put r before the quote to leave backslashes alone";
    if (plain) {
        in->at++;
        in->out[in->len++] = to[plain - from];
        return true;
    }
    if (c >= '0' && c <= '3')
        return put_number(in, escape_digits(in, 3, 8));
    in->at++;
    if (c == 'x' || c == 'X')
        return put_number(in, escape_digits(in, 2, 16));
    if ((c == 'u' || c == 'U') && !in->bytes)
        return put_number(in, escape_digits(in, c == 'u' ? 4 : 8, 16));
    if (c == 'u' || c == 'U')
        in->message = "\\u and \\U stand for characters and are not allowed in bytes: write the octets with \\x";
    return false;
}

static bool text_read(cdt_arena *arena, decoder *in, cel_token token, cel_value *out, uint32_t *from, uint32_t *to)
{
    size_t at = token.from, quotes;
    bool raw = false;

    for (; in->text.at[at] != '"' && in->text.at[at] != '\''; at++)
        raw |= in->text.at[at] == 'r' || in->text.at[at] == 'R';
    quotes =
        token.to - at >= 6 && in->text.at[at + 1] == in->text.at[at] && in->text.at[at + 2] == in->text.at[at] ? 3 : 1;
    in->at = at + quotes;
    in->end = token.to - quotes;
    in->bytes = token.kind == CEL_T_BYTES;
    in->out = cdt_alloc(arena, in->end - in->at + 4);
    while (in->at < in->end) {
        size_t start = in->at;
        char c = in->text.at[in->at++];

        if (raw || c != '\\') {
            in->out[in->len++] = c;
        } else if (!escape(in)) {
            *from = (uint32_t)start;
            *to = (uint32_t)(in->at > start ? in->at : start + 1);
            return false;
        }
    }
    *out = in->bytes ? cel_bytes((cdt_str){ in->out, in->len }) : cel_string((cdt_str){ in->out, in->len });
    return true;
}

static const char *whole_read(cel_token token, const char *digits, bool negative, cel_value *out)
{
    char *end;
    bool hex = digits[0] == '0' && (digits[1] == 'x' || digits[1] == 'X');
    unsigned long long value;

    errno = 0;
    value = strtoull(digits, &end, hex ? 16 : 10);
    if (errno == ERANGE || (token.kind == CEL_T_INT && value > (uint64_t)INT64_MAX + negative))
        return "this number is out of range: whole numbers have 64 bits";
    if (token.kind == CEL_T_UINT)
        *out = cel_uint(value);
    else
        *out = cel_int(negative ? (int64_t)(0 - (uint64_t)value) : (int64_t)value);
    return NULL;
}

/* A fractional literal keeps what is written, for use beside a decimal. */
static const char *fraction_read(cdt_arena *arena, const char *digits, bool negative, cel_value *out)
{
    double value = strtod(digits, NULL);
    cdt_decimal exact;

    *out = cel_double(negative ? -value : value);
    if (cdt_decimal_read(cdt_str_z(digits[0] == '.' ? cdt_format(arena, "0%s", digits) : digits), &exact)) {
        cdt_decimal *kept = CDT_NEW(arena, cdt_decimal);

        *kept = exact;
        if (negative)
            kept->coefficient = -kept->coefficient;
        out->exact = kept;
    }
    return NULL;
}

bool cel_literal_read(cdt_arena *arena, cdt_str source, cel_token token, bool negative, cel_value *out,
                      const char **message, uint32_t *from, uint32_t *to)
{
    decoder in = { .text = source };
    char *digits;

    *from = token.from;
    *to = token.to;
    if (token.kind == CEL_T_STRING || token.kind == CEL_T_BYTES) {
        bool good = text_read(arena, &in, token, out, from, to);

        *message = in.message;
        return good;
    }
    digits = cdt_copy_z(arena, cdt_str_slice(source, token.from, token.to));
    *message = token.kind == CEL_T_DOUBLE ? fraction_read(arena, digits, negative, out)
                                          : whole_read(token, digits, negative, out);
    return *message == NULL;
}
