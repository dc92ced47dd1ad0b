#include "cel/world.h"

#include <stdio.h>
#include <stdlib.h>

typedef enum node_state { STATED, NONE, OPEN, BLANK } node_state;

typedef struct node {
    node_state state;
    cel_value value;  /* kind and, of a scalar, value */
    cdt_str short_of; /* property that the scalar stands for */
    cdt_str key, written;
    size_t index; /* in its list */
    size_t from;  /* byte of the text */
    struct node *parent, *first, *last, *next;
    size_t count;
} node;

typedef struct reader {
    cdt_arena *arena;
    cdt_str text;
    size_t at;
    bool failed;
} reader;

static char peek(const reader *r)
{
    return r->at < r->text.len ? r->text.at[r->at] : '\0';
}

static void blanks(reader *r)
{
    while (peek(r) == ' ' || peek(r) == '\n')
        r->at++;
}

static cdt_str until(reader *r, const char *stops)
{
    size_t from = r->at;

    while (peek(r) && !strchr(stops, peek(r)))
        r->at++;
    return cdt_str_trim(cdt_str_slice(r->text, from, r->at));
}

/* A scalar as it looks. */
static cel_value scalar(cdt_str text)
{
    cdt_decimal decimal;
    cdt_period period;
    cdt_day day;

    if (text.len > 1 && text.at[0] == '"')
        return cel_string(cdt_str_slice(text, 1, text.len - 1));
    if (cdt_str_is_z(text, "yes") || cdt_str_is_z(text, "no"))
        return cel_bool(text.len == 3);
    if (cdt_date_read(text, &day))
        return cel_date(day);
    if (cdt_period_read(text, &period))
        return cel_period(period);
    if (cdt_decimal_read(text, &decimal))
        return decimal.scale ? cel_decimal(decimal) : cel_int(decimal.coefficient);
    return cel_string(text);
}

static node *read_node(reader *r, node *parent);

static void add(node *parent, node *child)
{
    child->index = parent->count++;
    if (parent->last)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
}

static void read_items(reader *r, node *to, char close)
{
    r->at++;
    for (blanks(r); peek(r) != close && !r->failed; blanks(r)) {
        cdt_str key = { 0 };
        node *child;

        if (close == '}') {
            key = until(r, ":");
            r->at++;
        }
        child = read_node(r, to);
        child->key = key;
        add(to, child);
        blanks(r);
        if (peek(r) == ',')
            r->at++;
        else if (peek(r) != close)
            r->failed = true;
    }
    r->at++;
    to->value.kind = close == '}' ? CEL_MAP : CEL_LIST;
    if (to->count == 0)
        to->state = BLANK;
}

static bool word(reader *r, const char *wanted)
{
    cdt_str rest = cdt_str_slice(r->text, r->at, r->text.len);

    if (!cdt_str_starts(rest, cdt_str_z(wanted)))
        return false;
    r->at += strlen(wanted);
    return true;
}

static void read_scalar(reader *r, node *n)
{
    n->written = until(r, ",]}");
    if (cdt_str_is_z(n->written, "none"))
        n->state = NONE;
    else if (cdt_str_is_z(n->written, "open"))
        n->state = OPEN;
    else if (cdt_str_is_z(n->written, "blank"))
        n->state = BLANK;
    else
        n->value = scalar(n->written);
}

static node *read_node(reader *r, node *parent)
{
    node *n = CDT_NEW(r->arena, node);
    bool single;

    blanks(r);
    n->parent = parent;
    single = word(r, "single ");
    if (word(r, "short ")) {
        n->short_of = until(r, " ");
        r->at++;
    }
    n->from = r->at;
    if (peek(r) == '{' || peek(r) == '[')
        read_items(r, n, peek(r) == '{' ? '}' : ']');
    else
        read_scalar(r, n);
    n->value.single = single;
    n->value.node = n;
    return n;
}

static cel_found give(const node *n, cel_value *out)
{
    *out = n->value;
    if (n->state == NONE)
        *out = (cel_value){ .kind = CEL_NONE, .node = n };
    if (n->state == BLANK || n->state == OPEN)
        *out = (cel_value){ .node = n };
    return n->state == BLANK ? CEL_MISSING : n->state == OPEN ? CEL_OPEN : CEL_FOUND;
}

static cel_value value(const cel_data *data, const void *at)
{
    cel_value out;

    (void)data;
    give(at, &out);
    return out;
}

static cel_found field(const cel_data *data, const void *at, cdt_str name, uint32_t sign, cel_value *out)
{
    const node *n = at;

    (void)data, (void)sign;
    *out = (cel_value){ 0 };
    if (n->short_of.len > 0) {
        if (!cdt_str_is(name, n->short_of))
            return CEL_MISSING;
        give(n, out);
        out->single = false;
        return CEL_FOUND;
    }
    if (n->value.kind != CEL_MAP)
        return CEL_NO_FIELDS;
    for (const node *child = n->first; child; child = child->next)
        if (cdt_str_is(child->key, name))
            return give(child, out);
    return CEL_MISSING;
}

static size_t count(const cel_data *data, const void *at)
{
    (void)data;
    return ((const node *)at)->count;
}

static const node *child_at(const node *n, size_t index)
{
    const node *child = n->first;

    while (index-- > 0)
        child = child->next;
    return child;
}

static cel_found item(const cel_data *data, const void *at, size_t index, cel_value *out)
{
    (void)data;
    return give(child_at(at, index), out);
}

static cel_value key(const cel_data *data, const void *at, size_t index)
{
    (void)data;
    return cel_string(child_at(at, index)->key);
}

/* Items are named by their id where they have one. */
static const char *path(cdt_arena *arena, const node *n)
{
    const char *above;

    if (!n->parent)
        return "";
    above = path(arena, n->parent);
    if (n->key.len > 0)
        return cdt_format(arena, "%s%s%.*s", above, *above ? "." : "", CDT_ARGS(n->key));
    if (n->first && cdt_str_is_z(n->first->key, "id"))
        return cdt_format(arena, "%s[%.*s]", above, CDT_ARGS(n->first->written));
    return cdt_format(arena, "%s[%zu]", above, n->index);
}

static void describe(const cel_data *data, cdt_arena *arena, const void *at, cel_where *out)
{
    const node *n = at;

    (void)data;
    *out = (cel_where){ .path = cdt_str_z(path(arena, n)), .written = n->written };
    out->place = (cdt_place){ "world", 1, (unsigned)n->from + 1, (unsigned)n->written.len };
    if (n->first && cdt_str_is_z(n->first->key, "id"))
        out->id = n->first->written;
    if (n->state == OPEN)
        out->open_who = CDT_STR("the board");
}

static void describe_missing(const cel_data *data, cdt_arena *arena, const void *at, cdt_str missing, cel_where *out)
{
    const world *w = (const world *)(const void *)data;
    const char *above;
    bool index = missing.len > 0 && missing.at[0] == '[';

    describe(data, arena, at ? at : w->root, out);
    above = out->path.at;
    out->path = cdt_str_z(cdt_format(arena, "%s%s%.*s", above, *above && !index ? "." : "", CDT_ARGS(missing)));
    out->written = (cdt_str){ 0 };
}

world *world_read(cdt_arena *arena, cdt_str text)
{
    reader r = { .arena = arena, .text = cdt_copy(arena, text) };
    world *w = CDT_NEW(arena, world);

    w->data = (cel_data){ value, field, count, item, key, describe, describe_missing };
    w->text = r.text;
    w->root = read_node(&r, NULL);
    blanks(&r);
    return r.failed || r.at != r.text.len ? NULL : w;
}
