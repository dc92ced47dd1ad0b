#include "yaml/edit.h"

#include "yaml/schema.h"

cdt_node *cdt_node_copy(cdt_document *document, const cdt_node *from)
{
    cdt_node *node = CDT_NEW(&document->arena, cdt_node);

    *node = *from;
    node->number = document->node_count++;
    node->parent = NULL;
    if (node->kind == CDT_MAP) {
        node->signs = NULL;
        node->order = NULL;
    }
    node->schema = NULL;
    node->label = NULL;
    if (node->state != CDT_UNSTATED)
        node->state = CDT_STATED;
    if (from->count)
        node->children = CDT_NEW_ARRAY(&document->arena, cdt_node *, from->count);
    for (uint32_t i = 0; i < from->count; i++) {
        node->children[i] = cdt_node_copy(document, from->children[i]); /* no deeper than what was read */
        node->children[i]->parent = node;
        node->children[i]->index = i;
    }
    return node;
}

/* One step of a path: a key, or what stands in brackets. */
typedef struct step {
    cdt_str name;
    bool element;
} step;

static bool next_step(cdt_str *path, step *out)
{
    return cdt_path_step(path, &out->name, &out->element);
}

/* The element that is called `name` in paths: by its label, else by its number. */
static cdt_node *element(const cdt_node *list, cdt_str name)
{
    size_t number = 0;

    if (list->kind != CDT_LIST || !name.len)
        return NULL;
    for (uint32_t i = 0; i < list->count; i++)
        if (list->children[i]->label && cdt_str_is(list->children[i]->label->text, name))
            return list->children[i];
    for (size_t i = 0; i < name.len; i++) {
        if (name.at[i] < '0' || name.at[i] > '9' || number > list->count)
            return NULL;
        number = number * 10 + (size_t)(name.at[i] - '0');
    }
    return number < list->count ? list->children[number] : NULL;
}

static cdt_node *child_of(const cdt_node *node, const step *s)
{
    return s->element ? element(node, s->name) : (cdt_node *)(uintptr_t)cdt_node_get(node, s->name);
}

cdt_node *cdt_node_at(const cdt_document *document, cdt_str path)
{
    cdt_node *node = document->root;
    step s;

    while (node && next_step(&path, &s))
        node = child_of(node, &s);
    return node;
}

static void append(cdt_document *document, cdt_node *parent, cdt_node *child)
{
    cdt_node **children = CDT_NEW_ARRAY(&document->arena, cdt_node *, parent->count + 1);

    if (parent->count)
        memcpy(children, parent->children, parent->count * sizeof *children);
    children[parent->count] = child;
    child->parent = parent;
    child->index = parent->count;
    parent->children = children;
    parent->count++;
    parent->signs = NULL;
    parent->order = NULL;
    parent->state = CDT_STATED;
}

/* Put `child` where `parent` has (or gets) the key `name`. */
static void put(cdt_document *document, cdt_node *parent, cdt_str name, cdt_node *child)
{
    const cdt_node *old = cdt_node_get(parent, name);

    child->key = cdt_copy(&document->arena, name);
    if (old) {
        child->parent = parent;
        child->index = old->index;
        child->key_line = old->key_line;
        child->key_column = old->key_column;
        parent->children[old->index] = child;
        parent->order = NULL; /* it has the old one */
    } else {
        child->key_line = parent->line;
        child->key_column = parent->column;
        append(document, parent, child);
    }
}

/* Put a copy of `value` behind what `list` holds. */
static void append_copy(cdt_document *document, cdt_node *list, const cdt_node *value)
{
    cdt_node *made = cdt_node_copy(document, value);

    made->key = CDT_STR("");
    made->key_line = 0;
    append(document, list, made);
}

static cdt_node *blank(cdt_document *document, const cdt_node *near, cdt_kind kind)
{
    cdt_node *node = CDT_NEW(&document->arena, cdt_node);

    *node = (cdt_node){ .number = document->node_count++, .line = near->line, .column = near->column, .length = 1 };
    node->kind = (unsigned char)kind;
    node->style = CDT_BLOCK;
    node->state = CDT_UNSTATED;
    return node;
}

/* The node that the last step of `path` starts from; mappings on the way are made where a key is missing. */
static cdt_node *reach(cdt_document *document, cdt_str path, step *last)
{
    cdt_node *node = document->root;

    if (!next_step(&path, last))
        return NULL;
    while (path.len) {
        cdt_node *child = child_of(node, last);
        if (!child || (child->state == CDT_UNSTATED && child->kind == CDT_SCALAR)) {
            if (last->element || node->kind != CDT_MAP)
                return NULL;
            child = blank(document, node, path.at[0] == '[' ? CDT_LIST : CDT_MAP);
            put(document, node, last->name, child);
        }
        node = child;
        next_step(&path, last);
    }
    return node;
}

bool cdt_node_set(cdt_document *document, cdt_str path, const cdt_node *value)
{
    step last;
    cdt_node *parent = reach(document, path, &last), *old, *made;

    if (!parent)
        return false;
    made = cdt_node_copy(document, value);
    if (!last.element) {
        if (parent->kind != CDT_MAP)
            return false;
        put(document, parent, last.name, made);
        return true;
    }
    old = element(parent, last.name);
    if (!old)
        return false;
    made->key = CDT_STR("");
    made->key_line = 0;
    made->parent = parent;
    made->index = old->index;
    parent->children[old->index] = made;
    return true;
}

bool cdt_node_append(cdt_document *document, cdt_str path, const cdt_node *value)
{
    cdt_node *list = cdt_node_at(document, path);
    step last;

    if (!list || list->kind != CDT_LIST) {
        const cdt_node *single =
            list && list->state == CDT_STATED && list->schema && list->schema->single ? list : NULL;
        cdt_node *parent = reach(document, path, &last);
        if (!parent || last.element || parent->kind != CDT_MAP)
            return false;
        list = blank(document, parent, CDT_LIST);
        put(document, parent, last.name, list);
        if (single)
            append_copy(document, list, single);
    }
    append_copy(document, list, value);
    return true;
}

void cdt_node_cut(cdt_node *node)
{
    cdt_node *parent = node->parent;

    for (uint32_t i = node->index; i + 1 < parent->count; i++) {
        parent->children[i] = parent->children[i + 1];
        parent->children[i]->index = i;
    }
    parent->count--;
    parent->signs = NULL;
    parent->order = NULL;
    if (!parent->count)
        parent->state = CDT_UNSTATED;
}

bool cdt_node_remove(cdt_document *document, cdt_str path)
{
    cdt_node *node = cdt_node_at(document, path);

    if (!node || !node->parent)
        return false;
    cdt_node_cut(node);
    return true;
}
