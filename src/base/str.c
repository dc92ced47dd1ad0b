#include "base/str.h"

int cdt_str_cmp(cdt_str a, cdt_str b)
{
    size_t shared = a.len < b.len ? a.len : b.len;
    int order = shared ? memcmp(a.at, b.at, shared) : 0;

    if (order)
        return order;
    return a.len < b.len ? -1 : a.len > b.len;
}

bool cdt_str_starts(cdt_str text, cdt_str prefix)
{
    return text.len >= prefix.len && (prefix.len == 0 || memcmp(text.at, prefix.at, prefix.len) == 0);
}

bool cdt_str_ends(cdt_str text, cdt_str suffix)
{
    return text.len >= suffix.len && cdt_str_is(cdt_str_slice(text, text.len - suffix.len, text.len), suffix);
}

size_t cdt_str_find(cdt_str text, cdt_str needle, size_t from)
{
    if (needle.len == 0)
        return from <= text.len ? from : (size_t)-1;
    while (from < text.len && text.len - from >= needle.len) {
        const char *hit = memchr(text.at + from, needle.at[0], text.len - from - needle.len + 1);
        if (!hit)
            break;
        if (memcmp(hit, needle.at, needle.len) == 0)
            return (size_t)(hit - text.at);
        from = (size_t)(hit - text.at) + 1;
    }
    return (size_t)-1;
}

static bool blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

cdt_str cdt_str_trim(cdt_str text)
{
    while (text.len && blank(text.at[0])) {
        text.at++;
        text.len--;
    }
    while (text.len && blank(text.at[text.len - 1]))
        text.len--;
    return text;
}
