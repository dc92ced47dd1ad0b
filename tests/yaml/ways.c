#include "yaml/ways.h"

#include <stdarg.h>
#include <stdio.h>

#include "yaml/bytes.h"
#include "yaml/lines.h"
#include "yaml/quick.h"

typedef struct way {
    cdt_document document;
    cdt_diags *diags;
    bool read;
} way;

static bool differ(char *why, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    vsnprintf(why, WAYS_WHY, format, args);
    va_end(args);
    return false;
}

static bool same_text(cdt_str a, cdt_str b)
{
    if (!a.at || !b.at) /* of a node that stands for an alias of nothing */
        return a.at == b.at;
    return cdt_str_is(a, b) && a.at[a.len] == '\0' && b.at[b.len] == '\0';
}

/* What a node says, and where it stands. */
static bool same_node(const cdt_node *a, const cdt_node *b, char *why)
{
    const struct {
        const char *name;
        size_t a, b;
    } rows[] = {
        { "kind", a->kind, b->kind },
        { "style", a->style, b->style },
        { "state", a->state, b->state },
        { "type", a->type, b->type },
        { "number", a->number, b->number },
        { "index", a->index, b->index },
        { "line", a->line, b->line },
        { "column", a->column, b->column },
        { "length", a->length, b->length },
        { "key line", a->key_line, b->key_line },
        { "key column", a->key_column, b->key_column },
        { "alias line", a->alias_line, b->alias_line },
        { "alias column", a->alias_column, b->alias_column },
        { "parent", a->parent ? a->parent->number + 1 : 0, b->parent ? b->parent->number + 1 : 0 },
        { "children", a->count, b->count },
        { "order", a->order != NULL, b->order != NULL },
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].a != rows[i].b)
            return differ(why, "%s at %u:%u: %zu, and %zu by libyaml", rows[i].name, b->line, b->column, rows[i].a,
                          rows[i].b);
    if (!cdt_str_is(a->key, b->key))
        return differ(why, "key at %u:%u: \"%.*s\", and \"%.*s\" by libyaml", b->line, b->column, CDT_ARGS(a->key),
                      CDT_ARGS(b->key));
    if (a->kind == CDT_SCALAR && !same_text(a->text, b->text))
        return differ(why, "text at %u:%u: \"%.*s\", and \"%.*s\" by libyaml", b->line, b->column, CDT_ARGS(a->text),
                      CDT_ARGS(b->text));
    for (uint32_t i = 0; a->order && i < a->count; i++)
        if (a->order[i]->number != b->order[i]->number)
            return differ(why, "order of the children at %u:%u", b->line, b->column);
    return true;
}

static bool same_tree(const cdt_node *a, const cdt_node *b, char *why)
{
    if (!a || !b)
        return a == b ? true : differ(why, "%s root", a ? "a" : "no");
    if (!same_node(a, b, why))
        return false;
    for (uint32_t i = 0; i < a->count; i++)
        if (!same_tree(a->children[i], b->children[i], why))
            return false;
    return true;
}

static bool same_problems(const cdt_diags *a, const cdt_diags *b, char *why)
{
    if (cdt_diags_count(a) != cdt_diags_count(b))
        return differ(why, "%zu problems, and %zu by libyaml", cdt_diags_count(a), cdt_diags_count(b));
    for (size_t i = 0; i < cdt_diags_count(a); i++) {
        const cdt_diag *x = cdt_diags_at(a, i), *y = cdt_diags_at(b, i);
        if (x->code != y->code || x->place.line != y->place.line || x->place.column != y->place.column ||
            strcmp(x->message, y->message) != 0)
            return differ(why, "\"%s\", and by libyaml \"%s\"", x->message, y->message);
    }
    return true;
}

bool ways_agree(cdt_str text, char why[WAYS_WHY])
{
    way quick = { .diags = cdt_diags_new() }, events = { .diags = cdt_diags_new() };
    bool same;

    quick.read = cdt_document_read(&quick.document, "a.yaml", text, 3, quick.diags);
    events.read = cdt_document_read_by_events(&events.document, "a.yaml", text, 3, events.diags);
    if (quick.read != events.read)
        same = differ(why, quick.read ? "read, and not by libyaml" : "not read, and by libyaml it is");
    else
        same =
            same_tree(quick.document.root, events.document.root, why) && same_problems(quick.diags, events.diags, why);
    if (same && quick.read && quick.document.node_count != events.document.node_count)
        same = differ(why, "%u nodes, and %u by libyaml", quick.document.node_count, events.document.node_count);
    cdt_document_free(&quick.document);
    cdt_document_free(&events.document);
    cdt_diags_free(quick.diags);
    cdt_diags_free(events.diags);
    return same;
}

bool ways_quick(cdt_str text)
{
    cdt_document document = { .text = text, .first_line = 1 };
    cdt_bytes bytes = cdt_bytes_of(text);
    bool quick = bytes.good == text.len && !bytes.odd && cdt_quick_read(&document, bytes.wide);

    cdt_document_free(&document);
    return quick;
}
