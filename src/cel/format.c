/* "...".format([...]) as cel-go documents it: %s %d %f %e %b %o %x %X %%, a precision for %f and %e. */
#include "cel/format.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"

/* One call of format(): where its text goes and the first failure. */
typedef struct formatter {
    cel_state *state;
    const cel_ast *call;
    cdt_buf buf;
    cel_value failure; /* null while there is none */
} formatter;

static void refuse(formatter *f, const char *wanted, cel_value seen)
{
    if (f->failure.kind == CEL_NULL)
        f->failure = cel_error(f->state, f->call, "error during formatting: %s, was given %s", wanted,
                               cel_kind_words(seen.kind));
}

static void put_text(formatter *f, cel_value value);

static void put_list(formatter *f, cel_value list)
{
    size_t count = cel_count(f->state, list);

    cdt_buf_char(&f->buf, '[');
    for (size_t i = 0; i < count && f->failure.kind == CEL_NULL; i++) {
        if (i > 0)
            cdt_buf_put_z(&f->buf, ", ");
        put_text(f, cel_item(f->state, f->call, list, i));
    }
    cdt_buf_char(&f->buf, ']');
}

static int text_order(const void *context, uint32_t a, uint32_t b)
{
    const cel_value *keys = context;

    return cdt_str_cmp(keys[a].text, keys[b].text);
}

/* Entries in the order of their keys as text, so that equal maps print the same. */
static void put_map(formatter *f, cel_value map)
{
    size_t count = cel_count(f->state, map);
    cel_value *keys = cel_take(f->state, count, sizeof *keys);
    uint32_t *order = cel_take(f->state, count, 2 * sizeof *order);

    if (!keys || !order || !cel_spend(f->state, count * 8)) {
        f->failure = cel_spent(f->state);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        keys[i] = cel_to_string(f->state, f->call, cel_key_at(f->state, map, i));
        if (keys[i].kind != CEL_STRING) {
            f->failure = keys[i];
            return;
        }
    }
    cel_sort(order, order + count, count, text_order, keys);
    cdt_buf_char(&f->buf, '{');
    for (size_t i = 0; i < count && f->failure.kind == CEL_NULL; i++) {
        if (i > 0)
            cdt_buf_put_z(&f->buf, ", ");
        cdt_buf_put(&f->buf, keys[order[i]].text);
        cdt_buf_put_z(&f->buf, ": ");
        put_text(f, cel_entry_at(f->state, f->call, map, order[i]));
    }
    cdt_buf_char(&f->buf, '}');
}

/* %s of a value without parts. */
static void put_plain(formatter *f, cel_value value)
{
    switch (value.kind) {
    case CEL_NULL: cdt_buf_put_z(&f->buf, "null"); return;
    case CEL_TYPE: cdt_buf_put(&f->buf, value.text); return;
    case CEL_OPTIONAL: refuse(f, "string clause can only be used on values that have a text", value); return;
    default:
        value = cel_to_string(f->state, f->call, value);
        if (value.kind == CEL_FAILURE)
            f->failure = value;
        else
            cdt_buf_put(&f->buf, value.text);
    }
}

/* %s */
static void put_text(formatter *f, cel_value value)
{
    value = cel_use(f->state, f->call, value);
    if (value.kind == CEL_FAILURE)
        f->failure = value;
    else if (!cel_spend(f->state, 1))
        f->failure = cel_spent(f->state);
    else if (f->buf.full)
        f->failure = cel_over(CEL_LIMIT_TEXT);
    else if (value.kind != CEL_LIST && value.kind != CEL_MAP)
        put_plain(f, value);
    else if (f->state->depth == CEL_VALUE_DEPTH)
        f->failure = cel_over(CEL_LIMIT_DEPTH);
    else {
        f->state->depth++;
        if (value.kind == CEL_LIST)
            put_list(f, value);
        else
            put_map(f, value);
        f->state->depth--;
    }
}

/* A number as a double, for %f and %e. */
static bool as_double(cel_value value, double *out)
{
    char text[CDT_DECIMAL_SIZE];

    switch (value.kind) {
    case CEL_INT: *out = (double)value.integer; return true;
    case CEL_UINT: *out = (double)value.natural; return true;
    case CEL_DOUBLE: *out = value.number; return true;
    case CEL_DECIMAL:
        cdt_decimal_write(value.decimal, text);
        *out = strtod(text, NULL);
        return true;
    default: return false;
    }
}

static void put_fraction(formatter *f, cel_value value, char clause, int precision)
{
    char text[512]; /* the largest double has 309 digits before the point, and precision is at most 100 */
    double number;

    if (!as_double(value, &number)) {
        refuse(f,
               clause == 'f' ? "fixed-point clause can only be used on numbers"
                             : "scientific clause can only be used on numbers",
               value);
        return;
    }
    if (isnan(number) || isinf(number))
        cel_double_write(number, text, sizeof text);
    else
        snprintf(text, sizeof text, clause == 'f' ? "%.*f" : "%.*e", precision, number);
    cdt_buf_put_z(&f->buf, text);
}

/* A number in base 2, 8, 10 or 16. */
static void put_digits(formatter *f, cel_value value, unsigned base, bool upper)
{
    const char *digits = upper ? "0123456789ABCDEF" : "0123456789abcdef";
    bool negative = value.kind == CEL_INT && value.integer < 0;
    uint64_t size = negative ? 0 - (uint64_t)value.integer : value.natural;
    char text[72];
    size_t at = sizeof text;

    if (value.kind == CEL_BOOL)
        size = value.boolean;
    else if (value.kind == CEL_INT && !negative)
        size = (uint64_t)value.integer;
    do {
        text[--at] = digits[size % base];
        size /= base;
    } while (size);
    if (negative)
        text[--at] = '-';
    cdt_buf_put(&f->buf, (cdt_str){ text + at, sizeof text - at });
}

static void put_hex(formatter *f, cel_value value, bool upper)
{
    if (value.kind == CEL_INT || value.kind == CEL_UINT) {
        put_digits(f, value, 16, upper);
    } else if (value.kind == CEL_STRING || value.kind == CEL_BYTES) {
        if (!cel_spend(f->state, value.text.len / 4))
            f->failure = cel_spent(f->state);
        for (size_t i = 0; i < value.text.len && !f->buf.full; i++)
            cdt_buf_printf(&f->buf, upper ? "%02X" : "%02x", (unsigned char)value.text.at[i]);
    } else {
        refuse(f, "only integers, byte buffers, and strings can be formatted as hex", value);
    }
}

static void put_clause(formatter *f, cel_value value, char clause, int precision)
{
    bool whole = value.kind == CEL_INT || value.kind == CEL_UINT;

    switch (clause) {
    case 's': put_text(f, value); break;
    case 'd':
        if (whole)
            put_digits(f, value, 10, false);
        else if (value.kind == CEL_DOUBLE || value.kind == CEL_DECIMAL)
            put_text(f, value);
        else
            refuse(f, "decimal clause can only be used on numbers", value);
        break;
    case 'f':
    case 'e': put_fraction(f, value, clause, precision); break;
    case 'b':
        if (whole || value.kind == CEL_BOOL)
            put_digits(f, value, 2, false);
        else
            refuse(f, "only integers and bools can be formatted as binary", value);
        break;
    case 'o':
        if (whole)
            put_digits(f, value, 8, false);
        else
            refuse(f, "octal clause can only be used on integers", value);
        break;
    default: put_hex(f, value, clause == 'X');
    }
}

/* ".12" at `*at`; -1: there is a point without digits or too many of them. */
static int precision_at(cdt_str format, size_t *at)
{
    int precision = 0;
    size_t from;

    if (*at >= format.len || format.at[*at] != '.')
        return 6;
    for (from = ++*at; *at < format.len && format.at[*at] >= '0' && format.at[*at] <= '9'; ++*at)
        precision = precision > 100 ? 101 : precision * 10 + (format.at[*at] - '0');
    return *at == from || precision > 100 ? -1 : precision;
}

cel_value cel_format_text(cel_state *state, const cel_ast *call, cdt_str format, cel_value items)
{
    formatter f = { state, call, { .limit = state->context->budget->text_limit }, cel_null() };
    size_t count = cel_count(state, items), next = 0, at = 0;

    while (at < format.len && f.failure.kind == CEL_NULL) {
        size_t percent = cdt_str_find(format, CDT_STR("%"), at);
        int precision;

        if (percent == (size_t)-1)
            percent = format.len;
        cdt_buf_put(&f.buf, cdt_str_slice(format, at, percent));
        at = percent + 1;
        if (at > format.len)
            break;
        precision = precision_at(format, &at);
        if (at < format.len && format.at[at] == '%')
            cdt_buf_char(&f.buf, '%');
        else if (precision < 0 || at >= format.len || !format.at[at] || !strchr("sdfebxXo", format.at[at]))
            f.failure = cel_error(state, call,
                                  "error during formatting: no such clause after %%; there are %%s, %%d, %%f, "
                                  "%%e, %%b, %%o, %%x, %%X and %%%%");
        else if (next >= count)
            f.failure = cel_error(state, call, "error during formatting: index %zu out of range", next);
        else
            put_clause(&f, cel_use(state, call, cel_item(state, call, items, next++)), format.at[at], precision);
        at++;
    }
    if (f.failure.kind == CEL_NULL)
        return cel_text_finish(state, &f.buf);
    cdt_buf_free(&f.buf);
    return f.failure;
}
