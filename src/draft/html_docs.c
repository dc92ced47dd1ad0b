#include "draft/html_docs.h"

#include "base/buf.h"
#include "draft/chars.h"
#include "draft/html_style.h"

#define NAME "lst-kix_"
#define NUMBER_BYTES 64   /* of a number with all that stands around it */
#define CONTENT_BYTES 512 /* of what a style says of it: three counters of the usual length take 150 */

static size_t name_end(cdt_str text, size_t at)
{
    while (at < text.len && (cdt_is_letter(text.at[at]) || cdt_is_digit(text.at[at]) || strchr("_-", text.at[at])))
        at++;
    return at;
}

void cdt_html_docs_learn(cdt_html_docs *docs, cdt_str style)
{
    static const char before[] = ">li:before{content:";
    size_t at = 0;

    while ((at = cdt_str_find(style, CDT_STR("." NAME), at)) != (size_t)-1) {
        size_t name = at + 1, end = name_end(style, name), from = end + sizeof before - 1, to;
        cdt_str *content;
        at = end;
        if (!cdt_str_starts(cdt_str_slice(style, end, style.len), CDT_STR(before)))
            continue;
        to = cdt_str_find(cdt_str_slice(style, 0, from + CONTENT_BYTES), CDT_STR("}"), from);
        if (to == (size_t)-1)
            continue;
        content = CDT_NEW(docs->arena, cdt_str);
        *content = cdt_str_slice(style, from, to);
        *cdt_map_at(&docs->styles, cdt_str_slice(style, name, end)) = content;
    }
}

void cdt_html_docs_free(cdt_html_docs *docs)
{
    cdt_map_free(&docs->lists);
    cdt_map_free(&docs->styles);
}

cdt_html_docs_list *cdt_html_docs_find(cdt_html_docs *docs, const GumboNode *element, cdt_str *class, int *level)
{
    const GumboAttribute *found = gumbo_get_attribute(&element->v.element.attributes, "class");
    cdt_str classes = cdt_str_z(found ? found->value : NULL);
    size_t at = cdt_str_find(classes, CDT_STR(NAME), 0), end;
    void **slot;

    if (at == (size_t)-1)
        return NULL;
    end = name_end(classes, at);
    if (end < at + sizeof NAME + 1 || classes.at[end - 2] != '-' || classes.at[end - 1] < '0' ||
        classes.at[end - 1] > '8')
        return NULL;
    *class = cdt_copy(docs->arena, cdt_str_slice(classes, at, end));
    *level = classes.at[end - 1] - '0';
    slot = cdt_map_at(&docs->lists, cdt_str_slice(*class, 0, class->len - 2));
    if (!*slot) {
        cdt_html_docs_list *list = CDT_NEW(docs->arena, cdt_html_docs_list);
        list->id = ++docs->count;
        *slot = list;
    }
    return *slot;
}

/* "counter(lst-ctn-kix_abc-1,lower-latin)" at `at`: its value, as it is shown; where it ends, or 0. */
static size_t put_counter(cdt_buf *out, cdt_arena *arena, const cdt_html_docs_list *list, cdt_str content, size_t at)
{
    size_t comma = cdt_str_find(content, CDT_STR(","), at), close = cdt_str_find(content, CDT_STR(")"), at);
    cdt_str number;
    unsigned level;

    if (comma == (size_t)-1 || close == (size_t)-1 || comma > close || comma < at + 9)
        return 0;
    level = (unsigned)(content.at[comma - 1] - '0');
    if (level >= CDT_HTML_DOCS_LEVELS)
        return 0;
    number = cdt_str_z(cdt_html_number(arena, cdt_html_type_named(cdt_str_slice(content, comma + 1, close), '1'),
                                       list->last[level] ? list->last[level] : 1));
    cdt_buf_put(out, cdt_str_slice(number, 0, number.len - 1)); /* without its full stop */
    return close + 1;
}

/* What the style says, or "3.", "c.", "iii." by the level, as these documents have it first. */
const char *cdt_html_docs_number(cdt_html_docs *docs, cdt_html_docs_list *list, cdt_str class, int level, int value)
{
    static const char types[] = "1ai";
    const cdt_str *content = cdt_map_get(&docs->styles, class);
    cdt_buf out = { .limit = NUMBER_BYTES };
    cdt_str made;
    bool quoted = false;

    list->last[level] = value;
    for (size_t at = 0, next; content && at < content->len; at = next) {
        next = at + 1;
        if (content->at[at] == '"')
            quoted = !quoted;
        else if (quoted)
            cdt_buf_char(&out, content->at[at]);
        else if (cdt_str_starts(cdt_str_slice(*content, at, content->len), CDT_STR("counter(")))
            next = put_counter(&out, docs->arena, list, *content, at);
        if (!next)
            break;
    }
    made = cdt_str_trim(cdt_buf_take(&out, docs->arena));
    cdt_buf_free(&out);
    return made.len ? cdt_copy_z(docs->arena, made) : cdt_html_number(docs->arena, types[level % 3], value);
}
