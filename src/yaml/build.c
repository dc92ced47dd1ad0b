#include "yaml/build.h"

#include <stdlib.h>

cdt_node *cdt_build_node(cdt_build *build, cdt_kind kind, cdt_style style, uint32_t line, uint32_t column)
{
    cdt_node *node = CDT_NEW(&build->document->arena, cdt_node);

    node->number = build->document->node_count++;
    node->kind = (unsigned char)kind;
    node->style = (unsigned char)style;
    node->line = line;
    node->column = column;
    return node;
}

static bool is_null(cdt_str text)
{
    if (text.len > 4)
        return false;
    return !text.len || cdt_str_is(text, CDT_STR("~")) || cdt_str_is(text, CDT_STR("null")) ||
           cdt_str_is(text, CDT_STR("Null")) || cdt_str_is(text, CDT_STR("NULL"));
}

void cdt_build_text(cdt_node *scalar, cdt_str text)
{
    scalar->text = text;
    if ((scalar->style == CDT_PLAIN && is_null(text)) || !cdt_str_trim(text).len)
        scalar->state = CDT_UNSTATED;
}

void cdt_build_child(cdt_build *build, cdt_node *child, const cdt_build_key *key)
{
    child->key = key ? key->text : CDT_STR("");
    child->key_line = key ? key->line : 0;
    child->key_column = key ? key->column : 0;
    if (build->count == build->room) {
        build->room = build->room ? build->room * 2 : 64;
        build->nodes = cdt_realloc(build->nodes, build->room * sizeof *build->nodes);
    }
    build->nodes[build->count++] = child;
}

void cdt_build_close(cdt_build *build, cdt_node *node, size_t base)
{
    size_t count = build->count - base;

    node->children = CDT_NEW_ARRAY(&build->document->arena, cdt_node *, count);
    for (size_t i = 0; i < count; i++) {
        cdt_node *child = build->nodes[base + i];
        node->children[i] = child;
        child->parent = node;
        child->index = (uint32_t)i;
    }
    node->count = (uint32_t)count;
    build->count = base;
    if (node->kind == CDT_MAP)
        cdt_node_index(node, &build->document->arena);
    if (!count)
        node->state = CDT_UNSTATED;
}

void cdt_build_free(cdt_build *build)
{
    free(build->nodes);
    *build = (cdt_build){ .document = build->document };
}
