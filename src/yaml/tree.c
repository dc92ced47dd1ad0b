#include "yaml/tree.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/eight.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "yaml/lines.h"

void cdt_document_free(cdt_document *document)
{
    if (document->owns_lines && document->lines)
        cdt_lines_free(document->lines);
    document->lines = NULL;
    cdt_arena_free(&document->arena);
    document->root = NULL;
}

#define ORDER_FROM 64 /* keys from which a mapping is searched by halves */

#define AT_ONCE 8 /* signs that are compared in one go; so many, or a multiple, are there */

static int by_key(const void *a, const void *b)
{
    const cdt_node *const *x = a, *const *y = b;

    return cdt_str_cmp((*x)->key, (*y)->key);
}

void cdt_node_index(cdt_node *map, cdt_arena *arena)
{
    unsigned char *signs = CDT_NEW_ARRAY(arena, unsigned char, (map->count + AT_ONCE - 1) / AT_ONCE * AT_ONCE);

    for (uint32_t i = 0; i < map->count; i++)
        signs[i] = cdt_short_sign(cdt_key_sign(map->children[i]->key));
    map->signs = signs;
    map->order = NULL;
    if (map->count < ORDER_FROM)
        return;
    map->order = CDT_NEW_ARRAY(arena, cdt_node *, map->count);
    memcpy(map->order, map->children, map->count * sizeof *map->order);
    qsort(map->order, map->count, sizeof *map->order, by_key);
}

static const cdt_node *search(const cdt_node *map, cdt_str key)
{
    size_t low = 0, high = map->count;

    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = cdt_str_cmp(key, map->order[middle]->key);
        if (order == 0)
            return map->order[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

static const cdt_node *search_signs(const cdt_node *map, cdt_str key, uint32_t sign)
{
    const cdt_str signs = { (const char *)map->signs, (map->count + AT_ONCE - 1) / AT_ONCE * AT_ONCE };
    const unsigned char wanted = cdt_short_sign(sign);

    for (uint32_t i = 0; i < map->count; i += AT_ONCE) {
        uint64_t alike = cdt_eight_are(cdt_eight_at(signs, i), (char)wanted);
        for (; alike; alike &= alike - 1) {
            uint32_t at = i + cdt_eight_before(alike);
            if (at < map->count && cdt_str_is(map->children[at]->key, key))
                return map->children[at];
        }
    }
    return NULL;
}

const cdt_node *cdt_node_get_signed(const cdt_node *map, cdt_str key, uint32_t sign)
{
    if (!map || map->kind != CDT_MAP)
        return NULL;
    if (map->order)
        return search(map, key);
    if (map->signs)
        return search_signs(map, key, sign);
    for (uint32_t i = 0; i < map->count; i++)
        if (cdt_str_is(map->children[i]->key, key))
            return map->children[i];
    return NULL;
}

const cdt_node *cdt_node_get(const cdt_node *map, cdt_str key)
{
    return map && map->kind == CDT_MAP ? cdt_node_get_signed(map, key, cdt_key_sign(key)) : NULL;
}

const cdt_node *cdt_node_get_z(const cdt_node *map, const char *key)
{
    return cdt_node_get(map, cdt_str_z(key));
}

cdt_str cdt_node_text(const cdt_node *map, const char *key)
{
    const cdt_node *node = cdt_node_get_z(map, key);

    if (!node || node->kind != CDT_SCALAR || node->state != CDT_STATED)
        return CDT_STR("");
    return node->text;
}

cdt_place cdt_node_place(const cdt_document *document, const cdt_node *node)
{
    return (cdt_place){ document->file, node->line, node->column, node->length };
}

cdt_place cdt_node_key_place(const cdt_document *document, const cdt_node *node)
{
    if (!node->key_line)
        return cdt_node_place(document, node);
    return (cdt_place){ document->file, node->key_line, node->key_column, (unsigned)cdt_utf8_count(node->key) };
}

const char *cdt_document_line(const cdt_document *document, unsigned line, cdt_arena *arena)
{
    cdt_str text;
    size_t start;

    if (line < document->first_line || !cdt_lines_at(document->lines, line - document->first_line, &text, &start) ||
        text.len > CDT_MAX_SHOWN_LINE)
        return NULL;
    return cdt_copy_z(arena, text);
}

static void put_path(cdt_buf *buf, const cdt_node *node)
{
    const cdt_node *above[CDT_MAX_DEPTH + 1];
    size_t count = 0;

    for (; node->parent && count <= CDT_MAX_DEPTH; node = node->parent)
        above[count++] = node;
    while (count--) {
        const cdt_node *step = above[count];
        if (step->parent->kind == CDT_LIST) {
            if (step->label) {
                cdt_buf_char(buf, '[');
                cdt_buf_put(buf, step->label->text);
                cdt_buf_char(buf, ']');
            } else {
                cdt_buf_printf(buf, "[%u]", step->index);
            }
        } else {
            if (buf->len)
                cdt_buf_char(buf, '.');
            cdt_buf_put(buf, step->key);
        }
    }
}

cdt_str cdt_node_path(const cdt_node *node, cdt_arena *arena)
{
    cdt_buf buf = { 0 };
    cdt_str path;

    put_path(&buf, node);
    path = cdt_buf_take(&buf, arena);
    cdt_buf_free(&buf);
    return path;
}

bool cdt_path_step(cdt_str *path, cdt_str *step, bool *element)
{
    size_t from, end;

    if (!path->len)
        return false;
    *element = path->at[0] == '[';
    from = *element || path->at[0] == '.';
    end = from;
    while (end < path->len && (*element ? path->at[end] != ']' : path->at[end] != '.' && path->at[end] != '['))
        end++;
    *step = cdt_str_slice(*path, from, end);
    *path = cdt_str_slice(*path, end + *element, path->len);
    return true;
}

static void problem(const cdt_document *document, cdt_diags *diags, cdt_code code, cdt_place place, const char *message,
                    va_list args)
{
    cdt_arena scratch = { 0 };
    cdt_buf text = { 0 };

    if (cdt_diags_full(diags, cdt_code_level(code))) {
        cdt_diags_add(diags, code, place, NULL, "%s", "");
        return;
    }
    cdt_buf_vprintf(&text, message, args);
    cdt_diags_add(diags, code, place, cdt_document_line(document, place.line, &scratch), "%s", cdt_buf_str(&text).at);
    cdt_buf_free(&text);
    cdt_arena_free(&scratch);
}

void cdt_node_problem(const cdt_document *document, cdt_diags *diags, cdt_code code, const cdt_node *node,
                      const char *message, ...)
{
    va_list args;

    va_start(args, message);
    problem(document, diags, code, cdt_node_place(document, node), message, args);
    va_end(args);
}

void cdt_place_problem(const cdt_document *document, cdt_diags *diags, cdt_code code, cdt_place place,
                       const char *message, ...)
{
    va_list args;

    va_start(args, message);
    problem(document, diags, code, place, message, args);
    va_end(args);
}
