#include "yaml/items.h"

/* The text in lines, numbered from 0. */
typedef struct text_lines {
    cdt_str text;
    size_t *starts; /* one more than there are lines */
    size_t count;
    cdt_arena arena;
} text_lines;

static text_lines lines_of(const cdt_document *document)
{
    text_lines lines = { .text = document->text };
    size_t count = 1, line = 0;

    for (size_t i = 0; i < lines.text.len; i++)
        count += lines.text.at[i] == '\n';
    lines.starts = CDT_NEW_ARRAY(&lines.arena, size_t, count + 1);
    for (size_t i = 0; i < lines.text.len; i++)
        if (lines.text.at[i] == '\n' && i + 1 < lines.text.len)
            lines.starts[++line] = i + 1;
    lines.count = line + 1;
    lines.starts[lines.count] = lines.text.len;
    return lines;
}

static cdt_str line_at(const text_lines *lines, size_t line)
{
    return cdt_str_slice(lines->text, lines->starts[line], lines->starts[line + 1]);
}

static char first_of(const text_lines *lines, size_t line)
{
    cdt_str text = cdt_str_trim(line_at(lines, line));

    return text.len ? text.at[0] : '\0';
}

/* The line of the item's dash: its first key may stand below it. */
static size_t dash_of(const text_lines *lines, const cdt_node *item)
{
    size_t line = item->line - 1;

    while (line > 0 && first_of(lines, line) != '-')
        line--;
    return line;
}

/* The first of the comment lines right above a line. */
static size_t with_comments(const text_lines *lines, size_t line)
{
    while (line > 0 && first_of(lines, line - 1) == '#')
        line--;
    return line;
}

/* The line behind the last item: that of the next key, without the comments and blank lines above it, or the end. */
static size_t end_of_list(const text_lines *lines, const cdt_node *list)
{
    const cdt_node *parent = list->parent, *next = NULL;
    size_t line = lines->count;

    if (parent && list->index + 1 < parent->count)
        next = parent->children[list->index + 1];
    if (next)
        line = next->key_line - 1;
    while (line > 0 && (first_of(lines, line - 1) == '\0' || (next && first_of(lines, line - 1) == '#')))
        line--;
    return line;
}

static void put_lines(cdt_buf *out, const text_lines *lines, size_t from, size_t to)
{
    if (from < to)
        cdt_buf_put(out, cdt_str_slice(lines->text, lines->starts[from], lines->starts[to]));
}

bool cdt_items_editable(const cdt_node *list)
{
    return list->kind != CDT_LIST || !list->count || list->style != CDT_FLOW;
}

/* The line of the list's key, with the key alone or with an empty list behind it. */
static void put_key(cdt_buf *out, const text_lines *lines, const cdt_node *list, const char *behind)
{
    cdt_str line = line_at(lines, list->key_line - 1);
    size_t colon = cdt_str_find(line, CDT_STR(":"), list->key_column - 1 + list->key.len);

    cdt_buf_put(out, cdt_str_slice(line, 0, colon == (size_t)-1 ? line.len : colon));
    cdt_buf_printf(out, ":%s\n", behind);
}

void cdt_items_without(const cdt_document *document, const cdt_node *list, const bool *gone, cdt_buf *out)
{
    text_lines lines = lines_of(document);
    size_t at = 0, left = list->count;

    for (uint32_t i = 0; i < list->count; i++)
        left -= gone[i];
    if (!left && list->count) {
        put_lines(out, &lines, 0, list->key_line - 1);
        put_key(out, &lines, list, " []");
        at = list->key_line;
    }
    for (uint32_t i = 0; i < list->count; i++) {
        size_t from = with_comments(&lines, dash_of(&lines, list->children[i]));
        if (!gone[i])
            continue;
        put_lines(out, &lines, at, from);
        at = i + 1 < list->count ? with_comments(&lines, dash_of(&lines, list->children[i + 1]))
                                 : end_of_list(&lines, list);
    }
    put_lines(out, &lines, at, lines.count);
    cdt_arena_free(&lines.arena);
}

static void put_item(cdt_buf *out, cdt_str item, size_t indent)
{
    bool first = true;

    while (item.len) {
        size_t end = cdt_str_find(item, CDT_STR("\n"), 0);
        cdt_str line = cdt_str_slice(item, 0, end);
        cdt_buf_printf(out, "%*s%s%.*s\n", (int)indent, "", first ? "- " : "  ", CDT_ARGS(line));
        item = end == (size_t)-1 ? CDT_STR("") : cdt_str_slice(item, end + 1, item.len);
        first = false;
    }
}

void cdt_items_with(const cdt_document *document, const cdt_node *list, cdt_str item, cdt_buf *out)
{
    text_lines lines = lines_of(document);
    size_t end, indent = 2;

    if (list->kind != CDT_LIST || !list->count) {
        put_lines(out, &lines, 0, list->key_line - 1);
        put_key(out, &lines, list, "");
        end = list->key_line;
    } else {
        cdt_str line = line_at(&lines, dash_of(&lines, list->children[0]));
        indent = cdt_str_find(line, CDT_STR("-"), 0);
        end = end_of_list(&lines, list);
        put_lines(out, &lines, 0, end);
        if (out->len && out->at[out->len - 1] != '\n')
            cdt_buf_char(out, '\n');
    }
    put_item(out, item, indent);
    put_lines(out, &lines, end, lines.count);
    cdt_arena_free(&lines.arena);
}
