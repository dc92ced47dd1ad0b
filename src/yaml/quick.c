#include "yaml/quick.h"

#include "yaml/quick_parts.h"

static cdt_quick_level *top(cdt_quick *q)
{
    return &q->levels[q->depth - 1];
}

/* ---- what is open ---- */

/* The value that the innermost level awaits, or the root. */
static void place(cdt_quick *q, cdt_node *node)
{
    cdt_quick_level *level;

    if (!q->depth)
        return;
    level = top(q);
    cdt_build_child(&q->build, node, level->node->kind == CDT_MAP ? &level->key : NULL);
    level->awaits = false;
}

/* Where a value was awaited there is none. */
static void place_nothing(cdt_quick *q)
{
    const cdt_quick_level *level = top(q);
    cdt_node *node = cdt_build_node(&q->build, CDT_SCALAR, CDT_PLAIN, level->after_line, level->after_column + 1);

    cdt_build_text(node, CDT_STR(""));
    place(q, node);
}

/* May a value stand here? */
static bool is_awaited(cdt_quick *q, uint32_t column)
{
    return q->depth && top(q)->awaits && column > top(q)->column;
}

static bool open(cdt_quick *q, cdt_kind kind, uint32_t column, bool beside)
{
    cdt_node *node;

    if (q->depth ? !beside && !is_awaited(q, column) : q->build.document->root != NULL)
        return false;
    if (q->depth == CDT_MAX_DEPTH)
        return false;
    node = cdt_build_node(&q->build, kind, CDT_BLOCK, q->line, column + 1);
    node->length = 1;
    place(q, node);
    q->levels[q->depth++] =
        (cdt_quick_level){ .node = node, .base = q->build.count, .column = column, .beside = beside };
    return true;
}

static bool close(cdt_quick *q)
{
    cdt_quick_level *level = top(q);

    if (level->awaits)
        place_nothing(q);
    cdt_build_close(&q->build, level->node, level->base);
    q->depth--;
    if (!q->depth)
        q->build.document->root = level->node;
    return level->node->kind != CDT_MAP || cdt_quick_distinct(level->node);
}

static bool close_right_of(cdt_quick *q, uint32_t column)
{
    while (q->depth && top(q)->column > column)
        if (!close(q))
            return false;
    return true;
}

/* Behind the - or : that stands here a value may follow. */
static void await(cdt_quick *q)
{
    cdt_quick_level *level = top(q);

    q->at++;
    level->awaits = true;
    level->after_line = q->line;
    level->after_column = cdt_quick_column(q, q->at);
}

/* ---- lines ---- */

/* Nothing but a comment may follow on this line. */
static bool end_line(cdt_quick *q)
{
    cdt_quick_spaces(q);
    if (*q->at == '#') {
        if (q->at[-1] != ' ')
            return false;
        cdt_quick_comment(q);
    }
    return cdt_quick_newline(q) || *q->at == '\0';
}

static bool ends_here(const cdt_quick *q)
{
    return *q->at == '#' || *q->at == '\n' || *q->at == '\r' || *q->at == '\0';
}

/* A value that is no scalar which may be a key: a level awaits it. */
static bool value(cdt_quick *q)
{
    const cdt_quick_level *level = top(q);
    cdt_quick_scalar scalar;

    if (*q->at == '[' || *q->at == '{') {
        if (!cdt_quick_flow_at(q, level->node->kind == CDT_MAP ? &level->key : NULL, q->depth))
            return false;
        top(q)->awaits = false;
        return end_line(q);
    }
    if (*q->at == '|' || *q->at == '>') {
        if (!cdt_quick_block_at(q, level->column, &scalar))
            return false;
        place(q, cdt_quick_node(q, &scalar));
        return true;
    }
    if (!cdt_quick_scalar_at(q, false, level->column + 1, &scalar))
        return false;
    place(q, cdt_quick_node(q, &scalar));
    return end_line(q);
}

/* A key that was read, up to its colon, and what follows it on its line. */
static bool pair(cdt_quick *q, uint32_t column, const cdt_quick_scalar *scalar)
{
    if (q->depth && top(q)->column == column) {
        if (top(q)->beside && !close(q))
            return false;
        if (top(q)->node->kind != CDT_MAP)
            return false;
        if (top(q)->awaits)
            place_nothing(q);
    } else if (!open(q, CDT_MAP, column, false)) {
        return false;
    }
    if (!cdt_quick_key(q, scalar, &top(q)->key))
        return false;
    await(q);
    cdt_quick_spaces(q);
    return ends_here(q) ? end_line(q) : value(q);
}

/* What stands first on a line, or behind a dash. */
static bool content(cdt_quick *q, uint32_t column)
{
    cdt_quick_scalar scalar;

    if (strchr("[{|>", *q->at))
        return is_awaited(q, column) && value(q);
    if (!cdt_quick_scalar_at(q, false, q->depth ? top(q)->column + 1 : 1, &scalar))
        return false;
    if (scalar.style != CDT_PLAIN)
        cdt_quick_spaces(q);
    if (*q->at == ':' && cdt_quick_gap(q->at[1]))
        return pair(q, column, &scalar);
    if (!is_awaited(q, column))
        return false;
    place(q, cdt_quick_node(q, &scalar));
    return end_line(q);
}

/* An element of the list whose dashes stand in this column. */
static bool element(cdt_quick *q, uint32_t column)
{
    bool same = q->depth && top(q)->column == column;

    if (same && top(q)->node->kind == CDT_LIST) {
        if (top(q)->awaits)
            place_nothing(q);
    } else if (same && !top(q)->awaits) {
        return false;
    } else if (!open(q, CDT_LIST, column, same)) {
        return false;
    }
    await(q);
    return true;
}

static bool line(cdt_quick *q)
{
    uint32_t column = (uint32_t)(q->at - q->line_at);

    if (!close_right_of(q, column))
        return false;
    while (*q->at == '-' && cdt_quick_gap(q->at[1])) {
        if (!element(q, column))
            return false;
        cdt_quick_spaces(q);
        if (ends_here(q))
            return end_line(q);
        column = (uint32_t)(q->at - q->line_at);
    }
    return content(q, column);
}

/* `---` before everything is ours; another one, and `...`, are not. */
static bool marker(cdt_quick *q)
{
    if (strncmp(q->at, "---", 3) != 0 || !cdt_quick_gap(q->at[3]) || q->opened || q->depth || q->build.document->root)
        return false;
    q->opened = true;
    q->at += 3;
    return end_line(q);
}

static bool is_marker(const cdt_quick *q)
{
    return q->at == q->line_at && (strncmp(q->at, "---", 3) == 0 || strncmp(q->at, "...", 3) == 0);
}

/* On to the next line that says something. false: there is none. */
static bool next_line(cdt_quick *q)
{
    do {
        cdt_quick_spaces(q);
        if (*q->at == '#')
            cdt_quick_comment(q);
    } while (cdt_quick_newline(q));
    return *q->at != '\0';
}

static bool lines(cdt_quick *q)
{
    while (next_line(q))
        if (!(is_marker(q) ? marker(q) : line(q)))
            return false;
    while (q->depth)
        if (!close(q))
            return false;
    return q->build.document->root != NULL;
}

bool cdt_quick_read(cdt_document *document, bool wide)
{
    cdt_quick q;
    char nothing = '\0';
    bool good;

    q.build = (cdt_build){ .document = document };
    q.at = q.line_at = cdt_copy_z(&document->arena, document->text);
    q.line = document->first_line;
    q.wide = wide;
    q.counted = q.at;
    q.columns = 0;
    q.end = &nothing;
    q.opened = false;
    q.depth = 0;
    good = lines(&q);
    *q.end = '\0';
    cdt_build_free(&q.build);
    return good;
}
