#include "yaml/insert.h"

#include <stdlib.h>

/* A change of the text: lines that go, the rest of a line that goes, and what comes behind it. */
typedef struct edit {
    size_t line;    /* behind this one, from 1 */
    bool cut;       /* what stands behind the colon goes, and `value` comes there */
    size_t colon;   /* bytes of the line that stay */
    cdt_str value;
    unsigned value_tag;
    size_t gone_to; /* the last line below it that goes too; `line`: none */
    unsigned depth; /* deeper ones come first behind one line */
    size_t order;
    cdt_str text;   /* lines that come behind it */
    const unsigned *tags;
    size_t tag_count;
} edit;

typedef struct inserter {
    cdt_outline *outline;
    const cdt_document *document;
    cdt_str *lines; /* without line ends; line 1 is the first */
    size_t line_count;
    edit *edits;
    size_t count, room;
    unsigned *tags;
    size_t tag_count, tag_room;
    cdt_refuse_fn refuse;
    void *context;
    bool refused;
} inserter;

static void refuse(inserter *i, const cdt_entry *entry, const cdt_node *node, const char *why)
{
    i->refused = true;
    i->refuse(i->context, entry, cdt_format(&i->outline->arena, "line %u of the description %s", node->key_line ? node->key_line
                                                                                                 : node->line, why));
}

/* ---- lines ---- */

static void split_lines(inserter *i)
{
    cdt_str rest = i->document->text;
    size_t count = 1;

    for (size_t k = 0; k < rest.len; k++)
        count += rest.at[k] == '\n';
    i->lines = CDT_NEW_ARRAY(&i->outline->arena, cdt_str, count);
    while (rest.len) {
        size_t end = cdt_str_find(rest, CDT_STR("\n"), 0);
        i->lines[i->line_count++] = cdt_str_slice(rest, 0, end);
        rest = end == (size_t)-1 ? CDT_STR("") : cdt_str_slice(rest, end + 1, rest.len);
    }
}

static size_t blanks(cdt_str line)
{
    size_t count = 0;

    while (count < line.len && line.at[count] == ' ')
        count++;
    return count;
}

static bool ends_document(cdt_str line)
{
    return cdt_str_starts(line, CDT_STR("---")) || cdt_str_starts(line, CDT_STR("..."));
}

/* The last line of what begins on line `from` and is indented by `indent` blanks or more; of a list, a line with just so
 * many begins with a dash. Blank lines and comments that stand further out belong to what follows. */
static size_t last_line(const inserter *i, size_t from, size_t indent, bool list)
{
    size_t last = from;

    for (size_t n = from; n < i->line_count; n++) {
        cdt_str line = i->lines[n]; /* number n + 1 */
        size_t own = blanks(line);
        if (!cdt_str_trim(line).len)
            continue;
        if (ends_document(line))
            break;
        if (line.at[own] == '#' && own < indent)
            continue;
        if (own < indent || (list && own == indent && line.at[own] != '-' && line.at[own] != '#'))
            break;
        last = n + 1;
    }
    return last;
}

/* ---- edits ---- */

static edit *new_edit(inserter *i)
{
    if (i->count == i->room) {
        i->room = i->room ? i->room * 2 : 32;
        i->edits = cdt_realloc(i->edits, i->room * sizeof *i->edits);
    }
    i->edits[i->count] = (edit){ .order = i->count };
    return &i->edits[i->count++];
}

/* What `entry` writes below it, or with `alone` it itself, in the outline's arena. */
static void render(inserter *i, const cdt_entry *entry, unsigned indent, bool alone, edit *e)
{
    cdt_entry around = *entry, copy = *entry;
    cdt_buf text = { 0 };
    unsigned *tags;

    if (alone) {
        copy.next = NULL;
        around.first = &copy;
    }
    i->outline->line_count = 0;
    cdt_outline_write(i->outline, &around, &text, indent);
    e->text = cdt_buf_take(&text, &i->outline->arena);
    e->tag_count = i->outline->line_count;
    tags = CDT_NEW_ARRAY(&i->outline->arena, unsigned, e->tag_count);
    if (e->tag_count)
        memcpy(tags, i->outline->tags, e->tag_count * sizeof *tags);
    e->tags = tags;
    cdt_buf_free(&text);
}

/* A mapping or list that entries are added to: looked through once for all of them. */
typedef struct target {
    const cdt_node *node;
    cdt_map labels; /* of a list: its items by their names */
    size_t last;    /* line; 0: not looked for yet */
} target;

static void add_behind(inserter *i, const cdt_entry *entry, target *t)
{
    size_t indent = t->node->column - 1;
    edit *e = new_edit(i);

    if (!t->last)
        t->last = last_line(i, t->node->line, indent, t->node->kind == CDT_LIST);
    e->line = e->gone_to = t->last;
    e->depth = (unsigned)indent;
    render(i, entry, (unsigned)indent, true, e);
}

/* The byte behind the colon of the key at that place; 0: it is not there as plain text. */
static size_t colon_of(const inserter *i, const cdt_node *node)
{
    cdt_str line = node->key_line && node->key_line <= i->line_count ? i->lines[node->key_line - 1] : CDT_STR("");
    size_t from = node->key_column - 1, colon;

    if (!node->key_line || !cdt_str_starts(cdt_str_slice(line, from, line.len), node->key))
        return 0;
    colon = from + node->key.len;
    return colon < line.len && line.at[colon] == ':' ? colon + 1 : 0;
}

/* In the place of a fact that is blank or open: behind the key, or below it. */
static void replace(inserter *i, const cdt_entry *entry, const cdt_node *node)
{
    size_t colon = colon_of(i, node), indent = node->key_column, last;
    cdt_str rest;
    edit *e;

    if (!colon || node->parent->style == CDT_FLOW || node->alias_line) {
        refuse(i, entry, node, "holds it in a form that only a person can change; write the answer there");
        return;
    }
    rest = cdt_str_trim(cdt_str_slice(i->lines[node->key_line - 1], colon, i->lines[node->key_line - 1].len));
    e = new_edit(i);
    e->line = node->key_line;
    e->depth = (unsigned)indent;
    e->gone_to = e->line;
    if (node->state == CDT_OPEN && (last = last_line(i, node->key_line, indent, false)) > e->line)
        e->gone_to = last;
    e->cut = entry->stated || (rest.len && rest.at[0] != '#');
    e->colon = colon;
    if (entry->stated) {
        cdt_buf text = { 0 };
        cdt_buf_char(&text, ' ');
        cdt_yaml_scalar(&text, entry->value);
        if (rest.len && rest.at[0] == '#')
            cdt_buf_printf(&text, "  %.*s", CDT_ARGS(rest));
        e->value = cdt_buf_take(&text, &i->outline->arena);
        e->value_tag = entry->tag;
        cdt_buf_free(&text);
    } else {
        render(i, entry, (unsigned)indent + 1, false, e);
    }
}

/* ---- matching ---- */

static target target_of(const cdt_node *node)
{
    target t = { .node = node };

    for (uint32_t k = 0; k < node->count && node->kind == CDT_LIST; k++) {
        const cdt_node *label = node->children[k]->label;
        void **slot = label && label->text.len ? cdt_map_at(&t.labels, label->text) : NULL;
        if (slot && !*slot) /* of two with one name, paths mean the first */
            *slot = node->children[k];
    }
    return t;
}

static const cdt_node *child_of(const target *t, const cdt_entry *entry)
{
    const cdt_node *found = entry->element ? cdt_map_get(&t->labels, entry->step) : cdt_node_get(t->node, entry->step);
    unsigned long number;
    char *rest;

    if (found || !entry->element || t->node->kind != CDT_LIST)
        return found;
    number = strtoul(entry->step.at, &rest, 10);
    return entry->step.len && !*rest && number < t->node->count ? t->node->children[number] : NULL;
}

static void place_children(inserter *i, const cdt_entry *parent, const cdt_node *node);

static void place(inserter *i, const cdt_entry *entry, target *t)
{
    const cdt_node *node = child_of(t, entry);

    if (!node && entry->element && strspn(entry->step.at, "0123456789") == entry->step.len)
        refuse(i, entry, t->node, "begins a list that has no such item");
    else if (!node)
        add_behind(i, entry, t);
    else if (node->state == CDT_UNSTATED || node->state == CDT_OPEN)
        replace(i, entry, node);
    else if (entry->stated || entry->whole)
        refuse(i, entry, node, "states it already; take the answer out of the table, or change that line");
    else
        place_children(i, entry, node);
}

/* As deep as the description, which is bounded. */
static void place_children(inserter *i, const cdt_entry *parent, const cdt_node *node)
{
    bool fits = (node->kind == CDT_MAP || node->kind == CDT_LIST) && node->style == CDT_BLOCK && !node->alias_line;
    target t = target_of(node);

    for (const cdt_entry *entry = parent->first; entry; entry = entry->next) {
        if (entry->label) /* of an element that is there: it says nothing new */
            continue;
        if (!fits || (node->kind == CDT_LIST) != entry->element)
            refuse(i, entry, node, "holds what is around it in one line or one value; write the answer there");
        else
            place(i, entry, &t);
    }
    cdt_map_free(&t.labels);
}

/* ---- writing ---- */

static int by_line(const void *left, const void *right)
{
    const edit *a = left, *b = right;

    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    if (a->depth != b->depth)
        return a->depth > b->depth ? -1 : 1;
    return a->order < b->order ? -1 : 1;
}

static void tag_lines(inserter *i, const unsigned *tags, size_t count)
{
    if (i->tag_count + count > i->tag_room) {
        i->tag_room = (i->tag_room + count) * 2;
        i->tags = cdt_realloc(i->tags, i->tag_room * sizeof *i->tags);
    }
    for (size_t k = 0; k < count; k++)
        i->tags[i->tag_count++] = tags ? tags[k] : 0;
}

/* Line `number` with the edits that stand behind it; the number of the next line to be written. */
static size_t write_line(inserter *i, size_t number, size_t *next, cdt_buf *out)
{
    const edit *first = *next < i->count && i->edits[*next].line == number ? &i->edits[*next] : NULL;
    bool cut = first && first->cut;
    size_t last = first && first->gone_to > number ? first->gone_to : number;

    cdt_buf_put(out, cut ? cdt_str_slice(i->lines[number - 1], 0, first->colon) : i->lines[number - 1]);
    if (cut)
        cdt_buf_put(out, first->value);
    cdt_buf_char(out, '\n');
    tag_lines(i, cut ? &first->value_tag : NULL, 1);
    for (; *next < i->count && i->edits[*next].line <= last; ++*next) {
        cdt_buf_put(out, i->edits[*next].text);
        tag_lines(i, i->edits[*next].tags, i->edits[*next].tag_count);
    }
    return last + 1;
}

bool cdt_outline_insert(cdt_outline *outline, const cdt_document *document, cdt_buf *out, const unsigned **tags,
                        size_t *tag_count, cdt_refuse_fn refuse_fn, void *context)
{
    inserter i = { .outline = outline, .document = document, .refuse = refuse_fn, .context = context };
    unsigned *kept;
    size_t next = 0;

    split_lines(&i);
    place_children(&i, &outline->root, document->root);
    if (i.count)
        qsort(i.edits, i.count, sizeof *i.edits, by_line);
    for (size_t number = 1; number <= i.line_count && !i.refused;)
        number = write_line(&i, number, &next, out);
    kept = CDT_NEW_ARRAY(&outline->arena, unsigned, i.tag_count);
    if (i.tag_count)
        memcpy(kept, i.tags, i.tag_count * sizeof *kept);
    *tags = kept;
    *tag_count = i.tag_count;
    free(i.edits);
    free(i.tags);
    return !i.refused;
}

bool cdt_node_kept(const cdt_node *before, const cdt_node *after)
{
    if (before->state == CDT_UNSTATED || before->state == CDT_OPEN)
        return true;
    if (!after || before->kind != after->kind || !cdt_str_is(before->text, after->text) || before->count > after->count)
        return false;
    for (uint32_t i = 0; i < before->count; i++)
        if (!cdt_node_kept(before->children[i], before->kind == CDT_MAP ? cdt_node_get(after, before->children[i]->key)
                                                                        : after->children[i]))
            return false;
    return true;
}
