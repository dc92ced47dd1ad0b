/* The strings extension, as cel-go documents it. Positions count code points; one past the end is allowed where a piece of
 * text may begin, anything further is an error. */
#include "base/buf.h"
#include "base/utf8.h"
#include "cel/format.h"
#include "cel/rows.h"

cel_value cel_text_finish(cel_state *state, cdt_buf *buf)
{
    cdt_str built = cdt_buf_str(buf);
    cel_value out = cel_over(CEL_LIMIT_TEXT);
    char *text = buf->full ? NULL : cel_text_new(state, built.len, &out);

    if (text) {
        if (built.len)
            memcpy(text, built.at, built.len);
        out = cel_string((cdt_str){ text, built.len });
    }
    cdt_buf_free(buf);
    return out;
}

static cdt_buf new_buf(const cel_state *state)
{
    return (cdt_buf){ .limit = state->context->budget->text_limit };
}

/* Passing over a text has its price. */
static bool pass(cel_state *state, cdt_str text)
{
    return cel_spend(state, text.len / 8);
}

static cel_value out_of_range(cel_state *state, const cel_ast *call, int64_t index)
{
    return cel_error(state, call, "index out of range: %lld", (long long)index);
}

/* The byte where code point `index` begins; false: out of range. */
static bool offset_of(cdt_str text, int64_t index, size_t *out)
{
    if (index < 0 || (uint64_t)index > cdt_utf8_count(text))
        return false;
    *out = cdt_utf8_offset(text, (size_t)index);
    return true;
}

FUNCTION(char_at)
{
    cdt_str text = args[0].text;
    size_t from, to;

    UNUSED;
    if (!pass(state, text))
        return cel_spent(state);
    if (!offset_of(text, args[1].integer, &from))
        return out_of_range(state, call, args[1].integer);
    to = from;
    if (to < text.len)
        cdt_utf8_next(text, &to);
    return cel_string(cdt_str_slice(text, from, to));
}

/* Bytes before `at` as code points. */
static cel_value position(cdt_str text, size_t at)
{
    return cel_int((int64_t)cdt_utf8_count(cdt_str_slice(text, 0, at)));
}

FUNCTION(index_of)
{
    cdt_str text = args[0].text;
    size_t from = 0, at;

    UNUSED;
    if (!cel_spend(state, (uint64_t)text.len * (args[1].text.len + 1) / 64))
        return cel_spent(state);
    if (count > 2 && !offset_of(text, args[2].integer, &from))
        return out_of_range(state, call, args[2].integer);
    at = cdt_str_find(text, args[1].text, from);
    return at == (size_t)-1 ? cel_int(-1) : position(text, at);
}

FUNCTION(last_index_of)
{
    cdt_str text = args[0].text, part = args[1].text;
    size_t at = text.len;

    UNUSED;
    if (!cel_spend(state, (uint64_t)text.len * (part.len + 1) / 64))
        return cel_spent(state);
    if (count > 2 && !offset_of(text, args[2].integer, &at))
        return out_of_range(state, call, args[2].integer);
    if (part.len > text.len)
        return cel_int(-1);
    if (at > text.len - part.len)
        at = text.len - part.len;
    for (;; at--) {
        if (cdt_str_starts(cdt_str_slice(text, at, text.len), part))
            return position(text, at);
        if (at == 0)
            return cel_int(-1);
    }
}

FUNCTION(substring)
{
    cdt_str text = args[0].text;
    size_t from, to = text.len;

    UNUSED;
    if (!pass(state, text))
        return cel_spent(state);
    if (!offset_of(text, args[1].integer, &from))
        return out_of_range(state, call, args[1].integer);
    if (count > 2 && !offset_of(text, args[2].integer, &to))
        return out_of_range(state, call, args[2].integer);
    if (to < from)
        return cel_error(state, call, "invalid substring range. start: %lld, end: %lld", (long long)args[1].integer,
                         (long long)args[2].integer);
    return cel_string(cdt_str_slice(text, from, to));
}

/* A copy with each byte of ASCII changed by `change`. */
static cel_value ascii(cel_state *state, cdt_str text, char from, char to, int shift)
{
    cel_value failure;
    char *copy = cel_text_new(state, text.len, &failure);

    if (!copy)
        return failure;
    for (size_t i = 0; i < text.len; i++)
        copy[i] = text.at[i] >= from && text.at[i] <= to ? (char)(text.at[i] + shift) : text.at[i];
    return cel_string((cdt_str){ copy, text.len });
}

FUNCTION(lower_ascii)
{
    UNUSED;
    return ascii(state, args[0].text, 'A', 'Z', 'a' - 'A');
}

FUNCTION(upper_ascii)
{
    UNUSED;
    return ascii(state, args[0].text, 'a', 'z', 'A' - 'a');
}

/* Where `part` next stands at or after `from`; an empty one stands before each character and at the end. */
static size_t next_of(cdt_str text, cdt_str part, size_t from, bool first)
{
    if (part.len > 0)
        return cdt_str_find(text, part, from);
    if (first)
        return from;
    if (from >= text.len)
        return (size_t)-1;
    cdt_utf8_next(text, &from);
    return from;
}

FUNCTION(replace)
{
    cdt_str text = args[0].text, old = args[1].text;
    int64_t left = count > 3 ? args[3].integer : -1;
    cdt_buf buf = new_buf(state);
    size_t done = 0, from = 0;
    bool first = true;

    UNUSED;
    if (!cel_spend(state, (uint64_t)text.len * (old.len + 1) / 64 + text.len / 4))
        return cel_spent(state);
    for (; left != 0; left--, first = false) {
        size_t at = next_of(text, old, from, first);

        if (at == (size_t)-1)
            break;
        cdt_buf_put(&buf, cdt_str_slice(text, done, at));
        cdt_buf_put(&buf, args[2].text);
        done = from = at + old.len;
    }
    cdt_buf_put(&buf, cdt_str_slice(text, done, text.len));
    return cel_text_finish(state, &buf);
}

FUNCTION(split)
{
    cdt_str text = args[0].text, separator = args[1].text;
    int64_t left = count > 2 ? args[2].integer : -1;
    size_t room = 1, kept = 0, done = 0;
    cel_value *items;

    UNUSED;
    if (left == 0)
        return cel_list_made(state, NULL, 0);
    if (!cel_spend(state, (uint64_t)text.len * (separator.len + 1) / 64 + text.len / 4))
        return cel_spent(state);
    for (size_t at = 0; (at = next_of(text, separator, at, false)) != (size_t)-1; at += separator.len)
        room++;
    items = cel_take(state, room, sizeof *items);
    if (!items)
        return cel_spent(state);
    for (; left != 1 && kept + 1 < room; left--) {
        size_t at = next_of(text, separator, done, false);

        if (separator.len == 0 && at >= text.len)
            break;
        items[kept++] = cel_string(cdt_str_slice(text, done, at));
        done = at + separator.len;
    }
    if (separator.len > 0 || done < text.len)
        items[kept++] = cel_string(cdt_str_slice(text, done, text.len));
    return cel_list_made(state, items, kept);
}

FUNCTION(join)
{
    size_t total = cel_count(state, args[0]);
    cdt_buf buf = new_buf(state);
    cel_value worst = cel_null();

    UNUSED;
    for (size_t i = 0; i < total && !buf.full; i++) {
        cel_value item = cel_use(state, call, cel_item(state, call, args[0], i));

        if (item.kind != CEL_STRING && item.kind != CEL_FAILURE)
            item = cel_error(state, call, "no such overload: join() wants a list of texts, saw %s",
                             cel_kind_words(item.kind));
        if (!cel_spend(state, 1))
            item = cel_spent(state);
        worst = cel_worse(worst, item);
        if (worst.kind == CEL_FAILURE)
            continue;
        if (i > 0 && count > 1)
            cdt_buf_put(&buf, args[1].text);
        cdt_buf_put(&buf, item.text);
    }
    if (worst.kind == CEL_FAILURE) {
        cdt_buf_free(&buf);
        return worst;
    }
    return cel_text_finish(state, &buf);
}

/* White_Space of Unicode. */
static bool is_space(int rune)
{
    return (rune >= 9 && rune <= 13) || rune == ' ' || rune == 0x85 || rune == 0xa0 || rune == 0x1680 ||
           (rune >= 0x2000 && rune <= 0x200a) || rune == 0x2028 || rune == 0x2029 || rune == 0x202f || rune == 0x205f ||
           rune == 0x3000;
}

FUNCTION(trim)
{
    cdt_str text = args[0].text;
    size_t from = 0, to = 0, at = 0;
    bool seen = false;

    UNUSED;
    if (!pass(state, text))
        return cel_spent(state);
    while (at < text.len) {
        size_t start = at;

        if (is_space(cdt_utf8_next(text, &at)))
            continue;
        if (!seen)
            from = start;
        seen = true;
        to = at;
    }
    return cel_string(cdt_str_slice(text, from, to));
}

cel_value cel_string_reverse(cel_state *state, const cel_ast *call, const cel_value *args, size_t count)
{
    cdt_str text = args[0].text;
    cel_value failure;
    char *copy = cel_text_new(state, text.len, &failure);
    size_t at = 0;

    UNUSED;
    if (!copy)
        return failure;
    while (at < text.len) {
        size_t start = at;

        cdt_utf8_next(text, &at);
        memcpy(copy + text.len - at, text.at + start, at - start);
    }
    return cel_string((cdt_str){ copy, text.len });
}

/* A text in double quotes, with escapes for what would not print. */
FUNCTION(quote)
{
    static const char plain[] = "\a\b\f\n\r\t\v\\\"", letters[] = "abfnrtv\\\"";
    cdt_buf buf = new_buf(state);

    UNUSED;
    if (!pass(state, args[0].text))
        return cel_spent(state);
    cdt_buf_char(&buf, '"');
    for (size_t i = 0; i < args[0].text.len; i++) {
        char c = args[0].text.at[i];
        const char *escape = c ? strchr(plain, c) : NULL;

        if (escape)
            cdt_buf_char(&buf, '\\');
        cdt_buf_char(&buf, escape ? letters[escape - plain] : c);
    }
    cdt_buf_char(&buf, '"');
    return cel_text_finish(state, &buf);
}

FUNCTION(format)
{
    UNUSED;
    return cel_format_text(state, call, args[0].text, args[1]);
}

const cel_function cel_functions_string[] = {
    { "charAt", CEL_MEMBER, 2, { STRING, INT }, STRING, char_at },
    { "indexOf", CEL_MEMBER, 2, { STRING, STRING }, INT, index_of },
    { "indexOf", CEL_MEMBER, 3, { STRING, STRING, INT }, INT, index_of },
    { "lastIndexOf", CEL_MEMBER, 2, { STRING, STRING }, INT, last_index_of },
    { "lastIndexOf", CEL_MEMBER, 3, { STRING, STRING, INT }, INT, last_index_of },
    { "substring", CEL_MEMBER, 2, { STRING, INT }, STRING, substring },
    { "substring", CEL_MEMBER, 3, { STRING, INT, INT }, STRING, substring },
    { "lowerAscii", CEL_MEMBER, 1, { STRING }, STRING, lower_ascii },
    { "upperAscii", CEL_MEMBER, 1, { STRING }, STRING, upper_ascii },
    { "replace", CEL_MEMBER, 3, { STRING, STRING, STRING }, STRING, replace },
    { "replace", CEL_MEMBER, 4, { STRING, STRING, STRING, INT }, STRING, replace },
    { "split", CEL_MEMBER, 2, { STRING, STRING }, TEXTS, split },
    { "split", CEL_MEMBER, 3, { STRING, STRING, INT }, TEXTS, split },
    { "join", CEL_MEMBER, 1, { TEXTS }, STRING, join },
    { "join", CEL_MEMBER, 2, { TEXTS, STRING }, STRING, join },
    { "trim", CEL_MEMBER, 1, { STRING }, STRING, trim },
    { "format", CEL_MEMBER, 2, { STRING, LIST_ANY }, STRING, format },
    { "strings.quote", CEL_GLOBAL, 1, { STRING }, STRING, quote },
    { 0 },
};
