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

/* 0: the pattern is not plain. */
static size_t read_items(cdt_str pattern, item items[ITEMS])
{
    size_t count = 0, at = 1, end = pattern.len - 1;
    cdt_str inner = { pattern.at, end };

    if (pattern.len < 3 || pattern.at[0] != '^' || pattern.at[end] != '$')
        return 0;
    while (at < end) {
        item *i = &items[count];
        if (count == ITEMS)
            return 0;
        *i = (item){ .more = false };
        if (inner.at[at] == '[')
            at = read_set(inner, at, i);
        else if (is_plain((unsigned char)inner.at[at]) || inner.at[at] == '-')
            put(i, (unsigned char)inner.at[at++]);
        else
            return 0;
        at = at ? read_times(inner, at, i) : 0;
        if (!at || (count && !is_one_way(i - 1, i)))
            return 0;
        count++;
    }
    return count;
}

cdt_form cdt_form_of(cdt_str text, cdt_str pattern)
{
    item items[ITEMS];
    size_t count = read_items(pattern, items), at = 0;

    if (!count)
        return CDT_FORM_UNKNOWN;
    for (size_t i = 0; i < count; i++) {
        for (unsigned n = 0; n < items[i].least; n++, at++)
            if (at == text.len || !has(&items[i], (unsigned char)text.at[at]))
                return CDT_FORM_DIFFERS;
        while (items[i].more && at < text.len && has(&items[i], (unsigned char)text.at[at]))
            at++;
    }
    return at == text.len ? CDT_FORM_FITS : CDT_FORM_DIFFERS;
}
