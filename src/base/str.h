/* str.h - a slice of text: where it begins and how many bytes it has. It owns nothing and need not end in a NUL. */
#ifndef CDT_BASE_STR_H
#define CDT_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct cdt_str {
    const char *at;
    size_t len;
} cdt_str;

/* A slice of a string literal, also in constant tables. */
#define CDT_STR(literal) ((cdt_str){ (literal), sizeof(literal) - 1 })

/* For printf: "%.*s", CDT_ARGS(s). */
#define CDT_ARGS(s) (int)(s).len, (s).at

static inline cdt_str cdt_str_z(const char *z) /* NULL gives the empty slice */
{
    return (cdt_str){ z ? z : "", z ? strlen(z) : 0 };
}

static inline bool cdt_str_is(cdt_str a, cdt_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

static inline bool cdt_str_is_z(cdt_str a, const char *z)
{
    if (a.len && z && a.at[0] != z[0]) /* most comparisons end here, and save the length of z */
        return false;
    return cdt_str_is(a, cdt_str_z(z));
}

/* A number that a key tells at a glance: equal keys have equal signs, and different keys mostly have not. Whoever looks for a
 * key more than once makes its sign once. */
static inline uint32_t cdt_key_sign(cdt_str key)
{
    uint32_t first = 0, last = 0;

    if (key.len >= 4) {
        memcpy(&first, key.at, 4);
        memcpy(&last, key.at + key.len - 4, 4);
    } else if (key.len) { /* 1 to 3: every byte is among these */
        first = (unsigned char)key.at[0] | (uint32_t)(unsigned char)key.at[key.len / 2] << 8;
        last = (unsigned char)key.at[key.len - 1];
    }
    return ((first ^ (last << 13 | last >> 19)) + (uint32_t)key.len) * 2654435761u;
}

/* Order by bytes, which for UTF-8 is order by code point: < 0, 0, > 0. */
int cdt_str_cmp(cdt_str a, cdt_str b);

bool cdt_str_starts(cdt_str text, cdt_str prefix);
bool cdt_str_ends(cdt_str text, cdt_str suffix);

/* Where `needle` first stands in `text` at or after `from`; (size_t)-1 where it does not. */
size_t cdt_str_find(cdt_str text, cdt_str needle, size_t from);

/* From byte `from` up to byte `to`; both are cut to the length. */
static inline cdt_str cdt_str_slice(cdt_str text, size_t from, size_t to)
{
    if (to > text.len)
        to = text.len;
    if (from > to)
        from = to;
    return (cdt_str){ text.at ? text.at + from : "", to - from };
}

/* Without blanks, tabs and line ends at both ends. */
cdt_str cdt_str_trim(cdt_str text);

#endif
