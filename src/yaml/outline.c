#include "yaml/outline.h"

#include <stdlib.h>

#include "base/utf8.h"

cdt_outline cdt_outline_of(const cdt_schema *root)
{
    return (cdt_outline){ .root = { .schema = root } };
}

void cdt_outline_free(cdt_outline *outline)
{
    cdt_map_free(&outline->by_path);
    free(outline->tags);
    cdt_arena_free(&outline->arena);
}

/* ---- building ---- */

static const cdt_schema *schema_of(const cdt_schema *parent, cdt_str step, bool element)
{
    const cdt_property *property;

    if (!parent || element)
        return parent && parent->shape == CDT_SHAPE_ARRAY ? parent->items : NULL;
    property = cdt_schema_property(parent, step);
    return property ? property->schema : NULL;
}

static bool is_number(cdt_str step)
{
    return step.len && strspn(step.at, "0123456789") >= step.len;
}

/* An element that has a name says it under the key for that. */
static void name_element(cdt_outline *o, cdt_entry *entry)
{
    const cdt_schema *list = entry->parent->schema;
    cdt_entry *label;

    if (!list || !list->label.len || is_number(entry->step))
        return;
    label = cdt_outline_child(o, entry, list->label, false);
    label->value = entry->step;
    label->stated = true;
    label->label = true;
}

static cdt_entry *new_entry(cdt_outline *o, cdt_entry *parent, cdt_str step, bool element)
{
    cdt_entry *entry = CDT_NEW(&o->arena, cdt_entry);

    *entry = (cdt_entry){ .step = cdt_copy(&o->arena, step),
                          .element = element,
                          .schema = schema_of(parent->schema, step, element),
                          .parent = parent };
    if (parent->last)
        parent->last->next = entry;
    else
        parent->first = entry;
    parent->last = entry;
    return entry;
}

cdt_entry *cdt_outline_child(cdt_outline *o, cdt_entry *parent, cdt_str step, bool element)
{
    const char *format = element ? "%.*s[%.*s]" : parent->path.len ? "%.*s.%.*s" : "%.*s%.*s";
    cdt_str path = cdt_str_z(cdt_format(&o->arena, format, CDT_ARGS(parent->path), CDT_ARGS(step)));
    void **slot = cdt_map_at(&o->by_path, path);
    cdt_entry *entry;

    if (*slot)
        return *slot;
    entry = *slot = new_entry(o, parent, step, element);
    entry->path = path;
    if (element)
        name_element(o, entry);
    return entry;
}

cdt_entry *cdt_outline_at(cdt_outline *o, cdt_str path)
{
    cdt_entry *entry = &o->root;
    cdt_str step;
    bool element;

    while (cdt_path_step(&path, &step, &element))
        entry = cdt_outline_child(o, entry, step, element);
    return entry;
}

/* ---- writing ---- */

static bool is_plain_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c && strchr(" _-./,;()'+&%*@=?!", c));
}

/* May the text stand without quotes wherever a value may? */
static bool is_plain(cdt_str text)
{
    char first = text.len ? text.at[0] : '\0', last = text.len ? text.at[text.len - 1] : ' ';
    bool begins_well =
        (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') || (first >= '0' && first <= '9');

    if (!begins_well || last == ' ' || cdt_str_is(text, CDT_STR("null")))
        return false;
    for (size_t i = 0; i < text.len; i++)
        if (!is_plain_byte(text.at[i]))
            return false;
    return true;
}

static void put_escaped(cdt_buf *out, int rune)
{
    if (rune == '\n')
        cdt_buf_put_z(out, "\\n");
    else if (rune == '"' || rune == '\\')
        cdt_buf_printf(out, "\\%c", rune);
    else if (rune < 0 || rune == '\r')
        return;
    else if (rune == '\t' || cdt_rune_unsafe(rune))
        cdt_buf_printf(out, rune > 0xFFFF ? "\\U%08x" : "\\u%04x", (unsigned)rune);
    else
        cdt_buf_rune(out, (unsigned)rune);
}

void cdt_yaml_scalar(cdt_buf *out, cdt_str text)
{
    size_t at = 0;

    if (is_plain(text)) {
        cdt_buf_put(out, text);
        return;
    }
    cdt_buf_char(out, '"');
    while (at < text.len)
        put_escaped(out, cdt_utf8_next(text, &at));
    cdt_buf_char(out, '"');
}

static void end_line(cdt_outline *o, cdt_buf *out, unsigned tag)
{
    cdt_buf_char(out, '\n');
    if (o->line_count == o->line_room) {
        o->line_room = o->line_room ? o->line_room * 2 : 256;
        o->tags = cdt_realloc(o->tags, o->line_room * sizeof *o->tags);
    }
    o->tags[o->line_count++] = tag;
}

static void put_comment(cdt_outline *o, const cdt_entry *entry, cdt_buf *out, unsigned indent)
{
    cdt_str rest = cdt_str_z(entry->comment);

    while (rest.len) {
        size_t end = cdt_str_find(rest, CDT_STR("\n"), 0);
        cdt_buf_repeat(out, ' ', indent);
        cdt_buf_printf(out, "# %.*s", CDT_ARGS(cdt_str_slice(rest, 0, end)));
        end_line(o, out, entry->tag);
        rest = end == (size_t)-1 ? CDT_STR("") : cdt_str_slice(rest, end + 1, rest.len);
    }
}

static void put_children(cdt_outline *o, const cdt_entry *parent, cdt_buf *out, unsigned indent, bool begun);

/* What follows a key or a dash; `begun`: the line holds more than blanks already. */
static void put_value(cdt_outline *o, const cdt_entry *entry, cdt_buf *out, unsigned indent)
{
    if (entry->stated) {
        cdt_buf_char(out, ' ');
        cdt_yaml_scalar(out, entry->value);
    }
    end_line(o, out, entry->tag);
    if (!entry->stated)
        put_children(o, entry, out, indent, false);
}

static void put_element(cdt_outline *o, const cdt_entry *entry, cdt_buf *out, unsigned indent)
{
    cdt_buf_char(out, '-');
    if (!entry->stated && entry->first && !entry->first->comment) {
        cdt_buf_char(out, ' ');
        put_children(o, entry, out, indent + 2, true);
        return;
    }
    if (!entry->stated && is_number(entry->step) && entry->step.len < 10)
        cdt_buf_printf(out, " # number %lu", strtoul(entry->step.at, NULL, 10) + 1);
    put_value(o, entry, out, indent + 2);
}

/* The depth is that of the schema, which is bounded. */
static void put_children(cdt_outline *o, const cdt_entry *parent, cdt_buf *out, unsigned indent, bool begun)
{
    for (const cdt_entry *entry = parent->first; entry; entry = entry->next) {
        if (entry->comment)
            put_comment(o, entry, out, indent);
        if (!begun)
            cdt_buf_repeat(out, ' ', indent);
        begun = false;
        if (entry->element) {
            put_element(o, entry, out, indent);
        } else {
            cdt_buf_printf(out, "%.*s:", CDT_ARGS(entry->step));
            put_value(o, entry, out, indent + 2);
        }
    }
}

void cdt_outline_write(cdt_outline *o, const cdt_entry *entry, cdt_buf *out, unsigned indent)
{
    put_children(o, entry, out, indent, false);
}
