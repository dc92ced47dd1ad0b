/* load.c - a document's text to located nodes: the quick way (quick.h), else by libyaml's events. libyaml's own documents are
 * not used: they grow with the square of the number of anchors. */
#include <stdlib.h>
#include <yaml.h>

#include "base/limits.h"
#include "base/map.h"
#include "base/nearest.h"
#include "base/utf8.h"
#include "yaml/build.h"
#include "yaml/bytes.h"
#include "yaml/hint.h"
#include "yaml/lines.h"
#include "yaml/quick.h"
#include "yaml/tree.h"

/* What an anchor names: NULL until the list or mapping is whole. */
typedef struct anchor {
    cdt_node *node;
} anchor;

/* A mapping or list that is being read. */
typedef struct level {
    cdt_node *node;
    size_t base;   /* where its children begin among those of all open levels */
    anchor *named; /* that names it once it is whole; NULL: none */
    bool have_key; /* the next node is the value of this key */
    cdt_build_key key;
} level;

/* A place of the text that only moves on, so that all of them together take one walk. */
typedef struct cursor {
    size_t byte, line, column; /* line and column from 0, as libyaml's marks count them */
} cursor;

typedef struct loader {
    cdt_document *document;
    cdt_diags *diags;
    yaml_parser_t parser;
    cdt_map anchors; /* by name */
    level levels[CDT_MAX_DEPTH + 1];
    size_t depth;
    cdt_build build;
    size_t copied;
    cursor at; /* the last anchor */
    bool stop;
} loader;

static cdt_place mark_place(const loader *l, yaml_mark_t mark, unsigned length)
{
    return (cdt_place){ l->document->file, (unsigned)mark.line + l->document->first_line, (unsigned)mark.column + 1,
                        length };
}

static uint32_t span(yaml_mark_t start, yaml_mark_t end)
{
    if (start.line == end.line)
        return (uint32_t)(end.column - start.column);
    return 1;
}

/* ---- anchors ---- */

/* An anchor given twice names what it stands at last, from there on (YAML 1.2, 7.1). */
static anchor *set_anchor(loader *l, const yaml_char_t *name, cdt_node *node)
{
    cdt_arena *arena = &l->document->arena;
    void **value;
    anchor *made;

    if (!name)
        return NULL;
    value = cdt_map_at(&l->anchors, cdt_copy(arena, cdt_str_z((const char *)name)));
    made = CDT_NEW(arena, anchor);
    made->node = node;
    *value = made;
    return made;
}

/* ---- copies ---- */

static cdt_node *copy(loader *l, const cdt_node *from, size_t depth)
{
    cdt_node *node;

    if (++l->copied > CDT_MAX_ALIAS_NODES || depth > CDT_MAX_DEPTH) {
        l->stop = true;
        return NULL;
    }
    node = CDT_NEW(&l->document->arena, cdt_node);
    *node = *from;
    node->number = l->document->node_count++;
    node->parent = NULL;
    if (from->count)
        node->children = CDT_NEW_ARRAY(&l->document->arena, cdt_node *, from->count);
    for (uint32_t i = 0; i < from->count; i++) {
        cdt_node *child = copy(l, from->children[i], depth + 1);
        if (!child)
            return NULL;
        node->children[i] = child;
        child->parent = node;
        child->index = i;
    }
    if (node->kind == CDT_MAP && node->order) /* of nodes of its own; signs are of keys, which are the same */
        cdt_node_index(node, &l->document->arena);
    return node;
}

static cdt_node *follow_alias(loader *l, const yaml_event_t *event)
{
    cdt_str name = cdt_str_z((const char *)event->data.alias.anchor);
    cdt_place place = mark_place(l, event->start_mark, span(event->start_mark, event->end_mark));
    const anchor *a = cdt_map_get(&l->anchors, name);
    cdt_node *node;

    if (!a || !a->node) {
        cdt_nearest nearest = { .word = name };
        for (size_t i = 0; i < l->anchors.size && !cdt_diags_full(l->diags, CDT_ERROR); i++)
            if (l->anchors.slots[i].key.at)
                cdt_nearest_try(&nearest, l->anchors.slots[i].key);
        cdt_place_problem(l->document, l->diags, CDT_BAD_ALIAS, place,
                          a ? "the alias *%.*s stands inside the text that it names; it would never end%s%.*s%s"
                            : "no anchor &%.*s stands above this alias%s%.*s%s",
                          CDT_ARGS(name), !a && nearest.best.len ? "; did you mean *" : "",
                          a ? 0 : (int)nearest.best.len, nearest.best.at, !a && nearest.best.len ? "?" : "");
        node = cdt_build_node(&l->build, CDT_SCALAR, CDT_PLAIN, place.line, place.column);
        node->state = CDT_UNSTATED;
        return node;
    }
    node = copy(l, a->node, l->depth);
    if (!node) {
        cdt_place_problem(
            l->document, l->diags, CDT_TOO_LARGE, place,
            "the aliases of this document make more than %d nodes, or nest deeper than %d; write the values "
            "out instead",
            CDT_MAX_ALIAS_NODES, CDT_MAX_DEPTH);
        return NULL;
    }
    node->alias_line = place.line;
    node->alias_column = place.column;
    return node;
}

/* ---- keys ---- */

#define FEW 8 /* keys that are compared one by one */

/* The first of the children from `base` up to `end` that has the key; NULL: none has. `known` holds them where they are
 * many. */
static cdt_node *first_with(loader *l, size_t base, size_t end, cdt_map *known, cdt_node *child)
{
    void **first;

    if (known) {
        first = cdt_map_at(known, child->key);
        if (*first)
            return *first;
        *first = child;
        return NULL;
    }
    for (size_t i = base; i < end; i++)
        if (cdt_str_is(l->build.nodes[i]->key, child->key))
            return l->build.nodes[i];
    return NULL;
}

/* Keep the first of each key among the children from `base` on; `report` the others. */
static void drop_duplicates(loader *l, size_t base, bool report)
{
    cdt_map known = { 0 };
    bool many = l->build.count - base > FEW;
    size_t kept = base;

    for (size_t i = base; i < l->build.count; i++) {
        cdt_node *child = l->build.nodes[i], *first = first_with(l, base, kept, many ? &known : NULL, child);
        if (!first)
            l->build.nodes[kept++] = child;
        else if (report)
            cdt_place_problem(l->document, l->diags, CDT_DUPLICATE_KEY, cdt_node_key_place(l->document, child),
                              "the key %.*s is given twice; it stands on line %u already", CDT_ARGS(child->key),
                              first->key_line);
    }
    l->build.count = kept;
    cdt_map_free(&known);
}

/* Put copies of what the mapping `from` holds behind the children that are there. */
static void merge_one(loader *l, const cdt_node *from, const cdt_node *merge)
{
    if (from->kind != CDT_MAP) {
        cdt_node_problem(l->document, l->diags, CDT_BAD_ALIAS, from,
                         "after << wanted an alias of a mapping, or a list of such; found a %s",
                         from->kind == CDT_LIST ? "list" : "text");
        return;
    }
    for (uint32_t i = 0; i < from->count && !l->stop; i++) {
        cdt_node *child = copy(l, from->children[i], l->depth);
        if (!child)
            return;
        child->alias_line = merge->alias_line ? merge->alias_line : merge->line;
        child->alias_column = merge->alias_column ? merge->alias_column : merge->column;
        cdt_build_child(&l->build, child, &(cdt_build_key){ child->key, child->key_line, child->key_column });
    }
}

/* Replace the merge key among the children from `base` on by what it brings. Keys written in the mapping come first, so
 * they win, as the merge key's definition (yaml.org/type/merge.html) asks. */
static void apply_merge(loader *l, size_t base)
{
    cdt_node *merge = NULL;
    size_t kept = base;

    for (size_t i = base; i < l->build.count; i++) {
        if (cdt_str_is(l->build.nodes[i]->key, CDT_STR("<<")))
            merge = l->build.nodes[i];
        else
            l->build.nodes[kept++] = l->build.nodes[i];
    }
    l->build.count = kept;
    if (!merge)
        return;
    if (merge->kind != CDT_LIST)
        merge_one(l, merge, merge);
    for (uint32_t i = 0; i < merge->count && merge->kind == CDT_LIST && !l->stop; i++)
        merge_one(l, merge->children[i], merge);
    if (l->stop)
        cdt_place_problem(l->document, l->diags, CDT_TOO_LARGE, cdt_node_place(l->document, merge),
                          "the merge keys of this document make more than %d nodes; write the values out instead",
                          CDT_MAX_ALIAS_NODES);
    drop_duplicates(l, base, false);
}

/* ---- events ---- */

static void close_level(loader *l, const yaml_event_t *event)
{
    level *top = &l->levels[--l->depth];
    cdt_node *node = top->node;

    if (node->style == CDT_FLOW && event->end_mark.line + l->document->first_line == node->line)
        node->length = (uint32_t)event->end_mark.column + 1 - node->column;
    if (node->kind == CDT_MAP) {
        drop_duplicates(l, top->base, true);
        apply_merge(l, top->base);
    }
    cdt_build_close(&l->build, node, top->base);
    if (top->named)
        top->named->node = node;
    if (!l->depth)
        l->document->root = node;
}

/* A key that was read: remember it for the value that follows. */
static void set_key(loader *l, level *top, const cdt_node *node)
{
    top->have_key = true;
    top->key = (cdt_build_key){ node->text, node->alias_line ? node->alias_line : node->line,
                                node->alias_line ? node->alias_column : node->column };
    if (node->kind != CDT_SCALAR) {
        cdt_node_problem(l->document, l->diags, CDT_BAD_KEY, node,
                         "a key must be plain text, and here stands a %s; quote a value that begins with %c",
                         node->kind == CDT_LIST ? "list" : "mapping", node->kind == CDT_LIST ? '[' : '{');
        top->key.text = CDT_STR("");
        l->stop = true;
    } else if (node->text.len > CDT_MAX_KEY_BYTES) {
        cdt_node_problem(l->document, l->diags, CDT_TOO_LARGE, node, "a key has %zu bytes; at most %d are read",
                         node->text.len, CDT_MAX_KEY_BYTES);
        l->stop = true;
    }
}

/* Put a node where it belongs: the root, an element, a key or a value. */
static void place_node(loader *l, cdt_node *node)
{
    level *top;

    if (!l->depth) {
        l->document->root = node;
        return;
    }
    top = &l->levels[l->depth - 1];
    if (top->node->kind == CDT_MAP && !top->have_key) {
        set_key(l, top, node);
        return;
    }
    cdt_build_child(&l->build, node, top->have_key ? &top->key : NULL);
    top->have_key = false;
}

static void refuse_tag(loader *l, const yaml_event_t *event, const yaml_char_t *tag, cdt_str value)
{
    cdt_place place = mark_place(l, event->start_mark, (unsigned)strlen((const char *)tag));

    cdt_place_problem(
        l->document, l->diags, CDT_TAG, place,
        "YAML tags have no meaning here, and %s is read as one; to have it as text, put quotes around the "
        "whole value: '%s%s%.*s'",
        (const char *)tag, (const char *)tag, value.len ? " " : "", CDT_ARGS(value));
}

/* ---- where a value begins ---- */

static bool is_before(const cursor *c, yaml_mark_t mark)
{
    return c->line < mark.line || (c->line == mark.line && c->column < mark.column);
}

static void step(cursor *c, cdt_str text)
{
    size_t end = cdt_line_end(text, c->byte);

    if (end) {
        c->byte += end;
        c->line++;
        c->column = 0;
    } else {
        cdt_utf8_next(text, &c->byte);
        c->column++;
    }
}

/* libyaml begins a node at its anchor; its value stands behind that and what blanks, comments and line ends follow. One
 * that has no value stands at the anchor. A list or mapping without brackets begins where its event ends. */
static yaml_mark_t behind_anchor(loader *l, const yaml_event_t *event, bool block)
{
    cdt_str text = l->document->text;
    yaml_mark_t mark = event->start_mark;
    bool comment = false;
    cursor c;

    if (block)
        return event->end_mark;
    while (l->at.byte < text.len && is_before(&l->at, mark))
        step(&l->at, text);
    c = l->at;
    while (c.byte < text.len && is_before(&c, event->end_mark) && !strchr(" \t\r\n", text.at[c.byte]))
        step(&c, text);
    for (; c.byte < text.len && is_before(&c, event->end_mark); step(&c, text)) {
        comment = !cdt_line_end(text, c.byte) && (comment || text.at[c.byte] == '#');
        if (!comment && !strchr(" \t\r\n", text.at[c.byte])) {
            mark.line = c.line;
            mark.column = c.column;
            break;
        }
    }
    return mark;
}

static cdt_node *new_node(loader *l, const yaml_event_t *event, cdt_kind kind, cdt_style style,
                          const yaml_char_t *anchor_name)
{
    yaml_mark_t start = anchor_name ? behind_anchor(l, event, style == CDT_BLOCK) : event->start_mark;
    cdt_node *node = cdt_build_node(&l->build, kind, style, (uint32_t)start.line + l->document->first_line,
                                    (uint32_t)start.column + 1);

    node->length = span(start, event->end_mark);
    return node;
}

static void on_scalar(loader *l, const yaml_event_t *event)
{
    static const cdt_style styles[] = { [YAML_PLAIN_SCALAR_STYLE] = CDT_PLAIN,
                                        [YAML_SINGLE_QUOTED_SCALAR_STYLE] = CDT_SINGLE,
                                        [YAML_DOUBLE_QUOTED_SCALAR_STYLE] = CDT_DOUBLE,
                                        [YAML_LITERAL_SCALAR_STYLE] = CDT_LITERAL,
                                        [YAML_FOLDED_SCALAR_STYLE] = CDT_FOLDED };
    cdt_node *node = new_node(l, event, CDT_SCALAR, styles[event->data.scalar.style], event->data.scalar.anchor);
    cdt_str text = { (const char *)event->data.scalar.value, event->data.scalar.length };

    cdt_build_text(node, cdt_copy(&l->document->arena, text));
    if (event->data.scalar.tag) { /* told once; what is read is what was meant */
        node->state = CDT_STATED;
        node->text = cdt_str_z(cdt_format(&l->document->arena, "%s%s%.*s", (const char *)event->data.scalar.tag,
                                          text.len ? " " : "", CDT_ARGS(text)));
        refuse_tag(l, event, event->data.scalar.tag, text);
    }
    if (memchr(text.at, '\0', text.len))
        cdt_node_problem(l->document, l->diags, CDT_NOT_TEXT, node,
                         "an escape here makes a NUL byte, which no text has; take it out");
    set_anchor(l, event->data.scalar.anchor, node);
    place_node(l, node);
}

static void open_level(loader *l, const yaml_event_t *event, cdt_kind kind, bool flow, const yaml_char_t *tag,
                       const yaml_char_t *anchor_name)
{
    cdt_node *node = new_node(l, event, kind, flow ? CDT_FLOW : CDT_BLOCK, anchor_name);
    anchor *named;

    node->length = 1;
    if (tag)
        refuse_tag(l, event, tag, CDT_STR("..."));
    if (l->depth == CDT_MAX_DEPTH) {
        cdt_place_problem(l->document, l->diags, CDT_TOO_LARGE, mark_place(l, event->start_mark, 1),
                          "lists and mappings are nested deeper than %d here; an agreement needs fewer than ten",
                          CDT_MAX_DEPTH);
        l->stop = true;
        return;
    }
    named = set_anchor(l, anchor_name, NULL); /* an alias inside itself finds the name but no node */
    place_node(l, node);
    l->levels[l->depth++] = (level){ .node = node, .base = l->build.count, .named = named };
}

static void on_event(loader *l, const yaml_event_t *event)
{
    cdt_node *node;

    switch (event->type) {
    case YAML_SCALAR_EVENT: on_scalar(l, event); break;
    case YAML_ALIAS_EVENT:
        node = follow_alias(l, event);
        if (node)
            place_node(l, node);
        break;
    case YAML_SEQUENCE_START_EVENT:
        open_level(l, event, CDT_LIST, event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE,
                   event->data.sequence_start.tag, event->data.sequence_start.anchor);
        break;
    case YAML_MAPPING_START_EVENT:
        open_level(l, event, CDT_MAP, event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE,
                   event->data.mapping_start.tag, event->data.mapping_start.anchor);
        break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT: close_level(l, event); break;
    default: break;
    }
}

/* Where to point: at the problem; at what was opened where the text ends too early, a quotation is never closed, or a tag
 * is none. */
static yaml_mark_t problem_mark(const yaml_parser_t *p, bool at_end)
{
    bool opened = p->context && p->context_mark.index < p->problem_mark.index;

    bool inside = opened && (strstr(p->context, "quoted scalar") || strstr(p->context, "scanning a tag"));

    return inside || (opened && at_end) ? p->context_mark : p->problem_mark;
}

static void report_syntax(loader *l)
{
    const yaml_parser_t *p = &l->parser;
    cdt_lines *lines = l->document->lines;
    cdt_yaml_error error = { .problem = p->problem, .context = p->context };
    cdt_arena scratch = { 0 };
    yaml_mark_t mark;
    size_t start = 0, column, byte;
    cdt_code code;
    const char *message;

    error.at_end = !cdt_lines_at(lines, p->problem_mark.line, &error.line, &start) ||
                   !cdt_str_trim(cdt_str_slice(l->document->text, start, l->document->text.len)).len;
    mark = problem_mark(p, error.at_end);
    if (!cdt_lines_at(lines, mark.line, &error.line, &start) || (error.at_end && !cdt_str_trim(error.line).len)) {
        for (mark.line = cdt_lines_index(lines)->count; mark.line-- > 0;) /* the last line that says something */
            if (cdt_lines_at(lines, mark.line, &error.line, &start) && cdt_str_trim(error.line).len)
                break;
        mark.column = cdt_utf8_count(error.line);
    }
    error.column = cdt_utf8_offset(error.line, mark.column);
    message = cdt_yaml_hint(&error, &scratch, &code, &byte);
    column = cdt_utf8_count(cdt_str_slice(error.line, 0, byte));
    cdt_place_problem(
        l->document, l->diags, code,
        (cdt_place){ l->document->file, (unsigned)mark.line + l->document->first_line, (unsigned)column + 1, 1 }, "%s",
        message);
    cdt_arena_free(&scratch);
}

/* One document is read. What follows it is told of: whoever wrote it takes it to be read. */
static void refuse_second(loader *l, const yaml_event_t *event)
{
    cdt_place_problem(l->document, l->diags, CDT_YAML_SYNTAX, mark_place(l, event->start_mark, 3),
                      "a second document begins here, and only one is read; put it into a file of its own");
    l->stop = true;
}

static bool run(loader *l)
{
    yaml_event_t event;
    bool done = false;

    while (!done && !l->stop) {
        if (!yaml_parser_parse(&l->parser, &event)) {
            if (l->parser.error == YAML_MEMORY_ERROR)
                cdt_out_of_memory();
            report_syntax(l);
            return false;
        }
        done = event.type == YAML_STREAM_END_EVENT;
        if (event.type == YAML_DOCUMENT_START_EVENT && l->document->root)
            refuse_second(l, &event);
        else
            on_event(l, &event);
        yaml_event_delete(&event);
    }
    return !l->stop;
}

static bool check_bytes(cdt_document *document, cdt_diags *diags, cdt_bytes *bytes)
{
    cdt_str text = document->text;
    size_t bad, line, column, after;
    int rune;

    *bytes = cdt_bytes_of(text);
    bad = bytes->good;
    if (bad == text.len)
        return true;
    cdt_line_of(text, bad, &line, &column);
    after = bad;
    rune = cdt_utf8_next(text, &after);
    cdt_diags_add(
        diags, CDT_NOT_TEXT,
        (cdt_place){ document->file, (unsigned)line + document->first_line, (unsigned)column + 1, 0 }, NULL,
        memchr(text.at, '\0', text.len < 64 ? text.len : 64)
            ? "this is not text: it holds NUL bytes, as programs, pictures and text saved as UTF-16 do; save it "
              "as UTF-8 text"
        : rune < 0    ? "byte 0x%02X cannot stand in UTF-8 text; save the file as UTF-8"
        : rune < 0x80 ? "the control character 0x%02X cannot stand in YAML; take it out"
                      : "the character U+%04X cannot stand in YAML; take it out",
        rune < 0 ? (unsigned)(unsigned char)text.at[bad] : (unsigned)rune);
    return false;
}

/* Nothing but the source; what was there of a tree is forgotten. */
static void begin(cdt_document *document)
{
    cdt_arena_reset(&document->arena);
    document->root = NULL;
    document->node_count = 0;
    document->lines = CDT_NEW(&document->arena, cdt_lines);
    document->lines->text = document->text;
    document->owns_lines = true;
}

static bool read_events(cdt_document *document, cdt_diags *diags)
{
    loader l = { .document = document, .diags = diags, .build = { .document = document } };
    cdt_str text = document->text;

    if (!yaml_parser_initialize(&l.parser))
        cdt_out_of_memory();
    yaml_parser_set_encoding(&l.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&l.parser, (const unsigned char *)text.at, text.len);
    if (!run(&l))
        document->root = NULL;
    yaml_parser_delete(&l.parser);
    cdt_build_free(&l.build);
    cdt_map_free(&l.anchors);
    return document->root != NULL;
}

static bool read_document(cdt_document *document, cdt_diags *diags, bool quick)
{
    cdt_bytes bytes;

    begin(document);
    if (document->text.len > CDT_MAX_DOCUMENT_BYTES) {
        cdt_diags_add(diags, CDT_TOO_LARGE, (cdt_place){ document->file, document->first_line, 1, 0 }, NULL,
                      "a document has more than %u bytes", (unsigned)CDT_MAX_DOCUMENT_BYTES);
        return false;
    }
    if (!check_bytes(document, diags, &bytes))
        return false;
    if (quick && !bytes.odd) {
        if (cdt_quick_read(document, bytes.wide))
            return true;
        begin(document);
    }
    return read_events(document, diags);
}

bool cdt_document_read(cdt_document *document, const char *file, cdt_str text, unsigned first_line, cdt_diags *diags)
{
    *document = (cdt_document){ .file = file, .text = text, .first_line = first_line };
    return read_document(document, diags, true);
}

bool cdt_document_read_by_events(cdt_document *document, const char *file, cdt_str text, unsigned first_line,
                                 cdt_diags *diags)
{
    *document = (cdt_document){ .file = file, .text = text, .first_line = first_line };
    return read_document(document, diags, false);
}
