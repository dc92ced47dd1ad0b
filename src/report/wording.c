#include "report/wording.h"

#include <string.h>

#include "report/layout.h"

void cdt_wording_fill(cdt_buf *out, const char *text)
{
    cdt_str rest = cdt_str_trim(cdt_str_z(text));
    size_t begin = out->len;

    while (rest.len) {
        size_t end = cdt_str_find(rest, CDT_STR("\n"), 0);
        cdt_str line = cdt_str_trim(cdt_str_slice(rest, 0, end));
        bool apart = out->len == begin || out->at[out->len - 1] == '\n';
        if (cdt_layout_begins_item(line) && !apart)
            cdt_buf_char(out, '\n');
        else if (!apart)
            cdt_buf_char(out, ' ');
        cdt_buf_put(out, line);
        if (!line.len)
            cdt_buf_char(out, '\n');
        rest = end == (size_t)-1 ? CDT_STR("") : cdt_str_slice(rest, end + 1, rest.len);
    }
}

/* One part of a period, "6M"; returns the text behind it, or NULL where it is none. */
static const char *put_part(cdt_buf *out, const char *at, const char *unit, bool hours)
{
    static const char letters[] = "YMWD", *const names[] = { "year", "month", "week", "day" };
    size_t digits = strspn(at, "0123456789");
    const char *letter = at[digits] && digits ? strchr(hours ? "H" : letters, at[digits]) : NULL;

    if (!letter)
        return NULL;
    cdt_buf_printf(out, "%s%.*s ", out->len ? " " : "", (int)digits, at);
    if (*unit)
        cdt_buf_put(out, cdt_str_z(unit));
    else
        cdt_buf_printf(out, "%s%s", hours ? "hour" : names[letter - letters], digits == 1 && *at == '1' ? "" : "s");
    return at + digits + 1;
}

void cdt_wording_value(cdt_buf *out, const char *value, const char *unit)
{
    const char *at = *value == 'P' ? value + 1 : NULL;
    cdt_buf words = { 0 };

    for (bool hours = false; at && *at;) {
        hours |= *at == 'T';
        at = put_part(&words, at + (*at == 'T'), unit, hours);
    }
    if (at && words.len)
        cdt_buf_put(out, cdt_buf_str(&words));
    else
        cdt_buf_printf(out, "%s%s%s", value, *unit ? " " : "", unit);
    cdt_buf_free(&words);
}

void cdt_wording_fact(cdt_buf *out, const char *value)
{
    static const char name[] = ", name: \"";
    const char *at = strncmp(value, "[{id: ", 6) == 0 ? strstr(value, name) : NULL;

    if (!at)
        cdt_buf_put_z(out, value);
    for (bool more = false; at; at = strstr(at, name), more = true) {
        cdt_buf_put_z(out, more ? "; " : "");
        for (at += sizeof name - 1; *at && *at != '"'; at++) {
            at += *at == '\\' && at[1];
            cdt_buf_char(out, *at);
        }
    }
}
