#include "cli/kind.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/nearest.h"

static const char *const others[] = { "checklist", "config", "waivers", "baseline", "report" };

/* Without NUL bytes and byte order marks, so that text in UTF-16 is known too: itself where it has none, else in `copy`, which
 * has as much room. */
static cdt_str narrowed(cdt_str head, char *copy)
{
    size_t len = 0;

    if (!head.len || ((unsigned char)*head.at < 0x80 && *head.at && !memchr(head.at, '\0', head.len)))
        return head;
    for (size_t i = 0; i < head.len; i++) {
        unsigned char c = (unsigned char)head.at[i];
        if (c && !(i < 3 && (c >= 0xFE || c == 0xEF || c == 0xBB || c == 0xBF)))
            copy[len++] = head.at[i];
    }
    return (cdt_str){ copy, len };
}

/* The next line of `rest`, trimmed; false at the end. */
static bool next_line(cdt_str *rest, cdt_str *line)
{
    size_t end = cdt_str_find(*rest, CDT_STR("\n"), 0);

    if (!rest->len)
        return false;
    *line = cdt_str_slice(*rest, 0, end);
    *rest = end == (size_t)-1 ? CDT_STR("") : cdt_str_slice(*rest, end + 1, rest->len);
    return true;
}

static cdt_str first_content(cdt_str text)
{
    cdt_str line = CDT_STR("");

    while (next_line(&text, &line)) {
        line = cdt_str_trim(line);
        if (line.len && line.at[0] != '#' && line.at[0] != '%' && !cdt_str_starts(line, CDT_STR("---")))
            return line;
    }
    return CDT_STR("");
}

/* Without blanks, quotes and opening braces around it. */
static cdt_str bare(cdt_str text)
{
    text = cdt_str_trim(text);
    while (text.len && strchr("\"'{ ", text.at[0]))
        text = cdt_str_slice(text, 1, text.len);
    while (text.len && strchr("\"'}, ", text.at[text.len - 1]))
        text.len--;
    return text;
}

static bool near(cdt_str word, const char *known)
{
    cdt_nearest nearest = { .word = word };

    cdt_nearest_try(&nearest, cdt_str_z(known));
    return nearest.best.len > 0;
}

static bool contains(cdt_str text, const char *part)
{
    return cdt_str_find(text, cdt_str_z(part), 0) != (size_t)-1;
}

/* The value behind `schema:`; for a key that is only near, `exact` is false. */
static cdt_file_kind judge(cdt_str value, bool exact, const char **what)
{
    cdt_str name = cdt_str_slice(value, 0, cdt_str_find(value, CDT_STR("/"), 0));

    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (cdt_str_starts(name, CDT_STR("concordat.")) &&
            cdt_str_is_z(cdt_str_slice(name, strlen("concordat."), name.len), others[i])) {
            *what = others[i];
            return CDT_FILE_OTHER;
        }
    if (contains(value, "concordat") || near(name, "concordat.agreement") || (exact && near(name, "agreement")))
        return CDT_FILE_DESCRIPTION;
    return CDT_FILE_FOREIGN;
}

static cdt_file_kind kind_of(cdt_str text, const char **what)
{
    cdt_str line = first_content(text), key, value;
    size_t colon = cdt_str_find(line, CDT_STR(":"), 0);

    if (colon != (size_t)-1) {
        key = bare(cdt_str_slice(line, 0, colon));
        value = cdt_str_slice(line, colon + 1, line.len);
        value = bare(cdt_str_slice(value, 0, cdt_str_find(value, CDT_STR(" #"), 0)));
        if (cdt_str_is_z(key, "schema"))
            return judge(value, true, what);
        if (near(key, "schema") && judge(value, false, what) != CDT_FILE_FOREIGN)
            return CDT_FILE_DESCRIPTION;
    }
    while (next_line(&text, &line))
        if (cdt_str_starts(line, CDT_STR("schema: concordat.agreement")))
            return CDT_FILE_DESCRIPTION;
    return CDT_FILE_FOREIGN;
}

cdt_file_kind cdt_file_kind_of(cdt_str head, const char **what)
{
    char *copy;
    cdt_file_kind kind;

    if (cdt_str_starts(head, CDT_STR("schema: concordat.agreement/"))) /* as most begin */
        return CDT_FILE_DESCRIPTION;
    copy = cdt_malloc(head.len + 1);
    kind = kind_of(narrowed(head, copy), what);
    free(copy);
    return kind;
}
