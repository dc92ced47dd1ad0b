#include "yaml/form.h"

#include <stdbool.h>
#include <stdint.h>

enum { ITEMS = 16, TIMES = 100 };

/* One of some characters, all of them ASCII. */
typedef struct item {
    uint64_t set[2];
    unsigned least; /* how many times */
    bool more;      /* or more often */
} item;

static bool is_word(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* Has it no meaning but itself, in brackets and outside of them? */
static bool is_plain(unsigned char c)
{
    return is_word(c) || c == '_' || c == '/' || c == ':' || c == ',' || c == ';' || c == ' ';
}

static void put(item *out, unsigned char c)
{
    out->set[c / 64] |= UINT64_C(1) << c % 64;
}

static bool has(const item *from, unsigned char c)
{
    return c < 128 && from->set[c / 64] >> c % 64 & 1;
}

/* What stands in brackets; where it ends, 0 where it is not plain. A hyphen makes a range, or is the last. */
static size_t read_set(cdt_str pattern, size_t at, item *out)
{
    for (at++; at + 1 < pattern.len && pattern.at[at] != ']'; at++) {
        unsigned char c = (unsigned char)pattern.at[at], to = (unsigned char)pattern.at[at + 1];
        if (c == '-' && to == ']') {
            put(out, c);
        } else if (is_word(c) && to == '-' && at + 2 < pattern.len && pattern.at[at + 2] != ']') {
            to = (unsigned char)pattern.at[at += 2];
            if (!is_word(to) || to < c)
                return 0;
            for (unsigned i = c; i <= to; i++)
                put(out, (unsigned char)i);
        } else if (is_plain(c)) {
            put(out, c);
        } else {
            return 0;
        }
    }
    return at < pattern.len && pattern.at[at] == ']' && (out->set[0] || out->set[1]) ? at + 1 : 0;
}

/* How often; where it ends, 0 where it is not plain. */
static size_t read_times(cdt_str pattern, size_t at, item *out)
{
    char c = at < pattern.len ? pattern.at[at] : '\0';

    out->more = c == '*' || c == '+';
    out->least = c != '*';
    if (out->more)
        return at + 1;
    if (c != '{')
        return at;
    out->least = 0;
    for (at++; at < pattern.len && pattern.at[at] >= '0' && pattern.at[at] <= '9' && out->least <= TIMES; at++)
        out->least = out->least * 10 + (unsigned)(pattern.at[at] - '0');
    return out->least && out->least <= TIMES && at < pattern.len && pattern.at[at] == '}' ? at + 1 : 0;
}

/* What may go on may not be taken for what comes next: then there is one way to match, and nothing to try again. */
static bool is_one_way(const item *before, const item *next)
{
    return !before->more || (next->least && !(before->set[0] & next->set[0]) && !(before->set[1] & next->set[1]));
}

/* The items of a pattern, one behind the other; those from `optional` on stand all or none. */
typedef struct form {
    item items[ITEMS];
    size_t count, optional;
} form;

/* The next item; where it ends, 0 where it is not plain. */
static size_t read_item(cdt_str pattern, size_t at, item *out)
{
    *out = (item){ .more = false };
    if (pattern.at[at] == '[')
        at = read_set(pattern, at, out);
    else if (is_plain((unsigned char)pattern.at[at]) || pattern.at[at] == '-')
        put(out, (unsigned char)pattern.at[at++]);
    else
        return 0;
    return at ? read_times(pattern, at, out) : 0;
}

/* false: the pattern is not plain. */
static bool read_form(cdt_str pattern, form *out)
{
    size_t at = 1, end = pattern.len - 1;
    bool optional = pattern.len > 4 && cdt_str_ends(pattern, CDT_STR(")?$"));
    cdt_str inner = { pattern.at, optional ? end - 2 : end };

    if (pattern.len < 3 || pattern.at[0] != '^' || pattern.at[end] != '$')
        return false;
    out->count = 0;
    out->optional = SIZE_MAX;
    while (at < inner.len) {
        item *i = &out->items[out->count];
        if (optional && out->optional == SIZE_MAX && inner.at[at] == '(') {
            out->optional = out->count;
            at++;
            continue;
        }
        if (out->count == ITEMS)
            return false;
        at = read_item(inner, at, i);
        if (!at || (out->count && !is_one_way(i - 1, i)))
            return false;
        out->count++;
    }
    return out->count && (!optional || out->optional < out->count);
}

cdt_form cdt_form_of(cdt_str text, cdt_str pattern)
{
    form wanted;
    size_t at = 0;

    if (!read_form(pattern, &wanted))
        return CDT_FORM_UNKNOWN;
    for (size_t i = 0; i < wanted.count && !(i == wanted.optional && at == text.len); i++) {
        const item *next = &wanted.items[i];
        for (unsigned n = 0; n < next->least; n++, at++)
            if (at == text.len || !has(next, (unsigned char)text.at[at]))
                return CDT_FORM_DIFFERS;
        while (next->more && at < text.len && has(next, (unsigned char)text.at[at]))
            at++;
    }
    return at == text.len ? CDT_FORM_FITS : CDT_FORM_DIFFERS;
}
