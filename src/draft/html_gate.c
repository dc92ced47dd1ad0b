#include "draft/html_gate.h"

#include "base/limits.h"
#include "draft/chars.h"

typedef struct gate {
    cdt_str page;
    size_t at;
    unsigned depth, tags;
    bool raw; /* the element's content is text up to its end tag */
    cdt_str raw_name;
} gate;

static bool is_any(cdt_str name, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (cdt_begins_with(name, list[i]) == name.len)
            return true;
    return false;
}

#define IS_ANY(name, list) is_any((name), (list), sizeof(list) / sizeof *(list))

/* Elements whose content is text. */
static const char *const raw_names[] = {
    "script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"
};

static void skip_to(gate *g, cdt_str end)
{
    size_t found = cdt_str_find(g->page, end, g->at);

    g->at = found == (size_t)-1 ? g->page.len : found + end.len;
}

/* Attributes up to the end of a tag: HTML 5, 13.2.5.32 and following. Returns their number. */
static unsigned attributes(gate *g)
{
    unsigned count = 0;

    while (g->at < g->page.len && g->page.at[g->at] != '>') {
        char c = g->page.at[g->at];
        if (cdt_is_blank(c) || c == '/') {
            g->at++;
            continue;
        }
        count++;
        do /* a name may begin with "=" */
            g->at++;
        while (g->at < g->page.len && !cdt_is_blank(g->page.at[g->at]) && !strchr("/>=", g->page.at[g->at]));
        while (g->at < g->page.len && cdt_is_blank(g->page.at[g->at]))
            g->at++;
        if (g->at == g->page.len || g->page.at[g->at] != '=')
            continue;
        do
            g->at++;
        while (g->at < g->page.len && cdt_is_blank(g->page.at[g->at]));
        if (g->at < g->page.len && (g->page.at[g->at] == '"' || g->page.at[g->at] == '\'')) {
            char quote[] = { g->page.at[g->at++], '\0' };
            skip_to(g, (cdt_str){ quote, 1 });
        } else {
            while (g->at < g->page.len && !cdt_is_blank(g->page.at[g->at]) && g->page.at[g->at] != '>')
                g->at++;
        }
    }
    g->at += g->at < g->page.len;
    return count;
}

/* How deep an element makes what follows: those that end by themselves do not count. */
static void nest(gate *g, cdt_str name, bool end)
{
    static const char *const flat[] = { "area",   "base", "br",     "col",   "embed",   "hr",    "img",   "input",
                                        "link",   "meta", "source", "track", "wbr",     "param", "p",     "li",
                                        "td",     "th",   "tr",     "dt",    "dd",      "tbody", "thead", "tfoot",
                                        "option", "html", "head",   "body",  "colgroup" };
    if (IS_ANY(name, flat))
        return;
    if (end) {
        g->depth -= g->depth > 0;
        return;
    }
    g->depth++;
    g->raw = IS_ANY(name, raw_names);
    g->raw_name = name;
}

/* The tag at "<", if it is one. */
static cdt_html_gate tag(gate *g)
{
    bool end = g->at + 1 < g->page.len && g->page.at[g->at + 1] == '/';
    size_t from = g->at + 1 + end, to = from;
    cdt_str name;

    if (from >= g->page.len || !cdt_is_letter(g->page.at[from])) {
        if (cdt_str_starts(cdt_str_slice(g->page, g->at, g->page.len), CDT_STR("<!--")))
            skip_to(g, CDT_STR("-->"));
        else
            g->at++;
        return CDT_HTML_PASSES;
    }
    while (to < g->page.len && !cdt_is_blank(g->page.at[to]) && g->page.at[to] != '/' && g->page.at[to] != '>')
        to++;
    name = cdt_str_slice(g->page, from, to);
    if (g->raw && !(end && name.len == g->raw_name.len && IS_ANY(name, raw_names))) {
        g->at++;
        return CDT_HTML_PASSES;
    }
    g->raw = false;
    g->at = to;
    if (attributes(g) > CDT_MAX_HTML_ATTRIBUTES)
        return CDT_HTML_TOO_MANY_ATTRIBUTES;
    if (++g->tags > CDT_MAX_HTML_TAGS)
        return CDT_HTML_TOO_MANY_TAGS;
    nest(g, name, end);
    return g->depth > CDT_MAX_HTML_DEPTH ? CDT_HTML_TOO_DEEP : CDT_HTML_PASSES;
}

cdt_html_gate cdt_html_judge(cdt_str page, unsigned *line)
{
    gate g = { .page = page };
    cdt_html_gate judged = CDT_HTML_PASSES;
    size_t counted = 0;

    *line = 1;
    while (judged == CDT_HTML_PASSES && g.at < page.len) {
        const char *open = memchr(page.at + g.at, '<', page.len - g.at);
        if (!open)
            break;
        g.at = (size_t)(open - page.at);
        judged = tag(&g);
    }
    for (; counted < g.at && counted < page.len; counted++)
        *line += page.at[counted] == '\n';
    return judged;
}
