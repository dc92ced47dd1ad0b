#include "yaml/quick_parts.h"

/* Past blanks, line ends and comments. */
static bool skip(cdt_quick *q)
{
    for (;;) {
        cdt_quick_spaces(q);
        if (*q->at == '#') {
            if (q->at != q->line_at && q->at[-1] != ' ')
                return false;
            cdt_quick_comment(q);
        }
        if (!cdt_quick_newline(q))
            break;
    }
    return q->at != q->line_at || (*q->at != '-' && *q->at != '.'); /* --- and ... end the document, whatever is open */
}

static bool value(cdt_quick *q, const cdt_build_key *key, size_t depth)
{
    cdt_quick_scalar scalar;

    if (*q->at == '[' || *q->at == '{')
        return cdt_quick_flow_at(q, key, depth);
    if (!cdt_quick_scalar_at(q, true, 1, &scalar))
        return false;
    cdt_build_child(&q->build, cdt_quick_node(q, &scalar), key);
    return true;
}

static bool pair(cdt_quick *q, size_t depth)
{
    cdt_quick_scalar scalar;
    cdt_build_key key;

    if (!cdt_quick_scalar_at(q, true, 1, &scalar))
        return false;
    cdt_quick_spaces(q);
    if (*q->at != ':' || !cdt_quick_gap(q->at[1]) || !cdt_quick_key(q, &scalar, &key))
        return false;
    q->at++;
    return skip(q) && value(q, &key, depth);
}

/* What stands between the brackets. */
static bool items(cdt_quick *q, bool map, size_t depth)
{
    const char end = map ? '}' : ']';

    while (skip(q)) {
        if (*q->at == end)
            return true;
        if (!(map ? pair(q, depth) : value(q, NULL, depth)) || !skip(q))
            return false;
        if (*q->at == end)
            return true;
        if (*q->at++ != ',')
            return false;
    }
    return false;
}

bool cdt_quick_flow_at(cdt_quick *q, const cdt_build_key *key, size_t depth)
{
    bool map = *q->at == '{';
    uint32_t line = q->line;
    cdt_node *node;
    size_t base;

    if (depth >= CDT_MAX_DEPTH)
        return false;
    node = cdt_build_node(&q->build, map ? CDT_MAP : CDT_LIST, CDT_FLOW, line, cdt_quick_column(q, q->at) + 1);
    cdt_build_child(&q->build, node, key);
    base = q->build.count;
    q->at++;
    if (!items(q, map, depth + 1))
        return false;
    q->at++;
    node->length = line == q->line ? cdt_quick_column(q, q->at) + 1 - node->column : 1;
    cdt_build_close(&q->build, node, base);
    return !map || cdt_quick_distinct(node);
}

/* ---- keys ---- */

bool cdt_quick_distinct(const cdt_node *map)
{
    if (map->order) {
        for (uint32_t i = 1; i < map->count; i++)
            if (cdt_str_is(map->order[i - 1]->key, map->order[i]->key))
                return false;
        return true;
    }
    for (uint32_t i = 1; i < map->count; i++)
        for (uint32_t j = 0; j < i; j++)
            if (map->signs[i] == map->signs[j] && cdt_str_is(map->children[i]->key, map->children[j]->key))
                return false;
    return true;
}
