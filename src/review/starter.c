#include "review/starter.h"

#include "agreement/library.h"
#include "yaml/outline.h"
#include "yaml/wanted.h"

#define WIDTH 100
#define DEPTH 16

typedef struct starter {
    cdt_buf *out;
    const cdt_reads *reads;
    cdt_buf before; /* what each line begins with: blanks, and a # for each list around it */
} starter;

static const char head[] =
    "#\n"
    "# How to fill this in\n"
    "#   Lines with ## are questions. Write the answer behind the colon of the line below, with a blank between, as "
    "in\n"
    "#     status: draft\n"
    "#   What stays blank is not stated, and `concordat questions` asks for it.\n"
    "#   Where there is nothing of the kind, write none, or a reason on a line of its own:\n"
    "#     payments:\n"
    "#       none: each party bears its own costs\n"
    "#   While somebody is still settling it:\n"
    "#     payments:\n"
    "#       open: {who: Head of finance, by: 2026-05-01}\n"
    "#   Lines with one # show an item of a list: take away the # and the blank behind it from each line of the block, "
    "and\n"
    "#   copy the block for each further item. The blanks in front say what belongs to what; keep them as they are.\n";

static void put_line_start(starter *s)
{
    cdt_buf_put(s->out, cdt_buf_str(&s->before));
}

/* Words as lines of a question, wrapped. */
static void put_comment(starter *s, cdt_str text)
{
    size_t room = s->before.len + 40 < WIDTH ? WIDTH - s->before.len : 40;

    while (text.len) {
        size_t end = text.len, blank;
        if (end > room)
            for (end = room; end && text.at[end] != ' ';)
                end--;
        if (!end)
            for (end = room; end < text.len && text.at[end] != ' ';)
                end++;
        put_line_start(s);
        cdt_buf_printf(s->out, "## %.*s\n", CDT_ARGS(cdt_str_slice(text, 0, end)));
        for (blank = end; blank < text.len && text.at[blank] == ' ';)
            blank++;
        text = cdt_str_slice(text, blank, text.len);
    }
}

/* What is asked, and how to write the answer. */
static void put_question(starter *s, const cdt_schema *schema, bool form)
{
    cdt_buf text = { 0 };

    cdt_buf_put(&text, schema->question.len ? schema->question : schema->description);
    if (schema->asked_of.len)
        cdt_buf_printf(&text, " (%.*s)", CDT_ARGS(schema->asked_of));
    put_comment(s, cdt_buf_str(&text));
    cdt_buf_clear(&text);
    if (form) {
        cdt_buf_put_z(&text, "Write ");
        cdt_wanted_write(&text, schema, CDT_IN_YAML);
        cdt_buf_char(&text, '.');
        put_comment(s, cdt_buf_str(&text));
    }
    cdt_buf_free(&text);
}

static void put_properties(starter *s, const cdt_schema *object, const cdt_property *done, unsigned depth);

/* How many facts of an object are read: one that may be written short is, where that is the only one. */
static size_t count_read(const starter *s, const cdt_schema *object)
{
    size_t count = 0;

    for (size_t i = 0; i < object->property_count; i++)
        count += cdt_reads_has(s->reads, object->properties[i].schema);
    return count;
}

static bool is_mapping(const starter *s, const cdt_schema *schema)
{
    return schema->shape == CDT_SHAPE_OBJECT && count_read(s, schema) > (schema->scalar.len > 0);
}

static bool is_list_of_mappings(const cdt_schema *schema)
{
    return cdt_wanted_key(schema) && !(schema->single && schema->items->scalar.len);
}

static void put_before(starter *s, const char *text)
{
    cdt_buf_put_z(&s->before, text);
}

static void cut_before(starter *s, size_t length)
{
    s->before.len = length;
    s->before.at[length] = '\0';
}

/* One item as a comment. Its first line names it; an id must be there, so that one has a word to be changed. */
static void put_item(starter *s, const cdt_schema *list, unsigned depth)
{
    const cdt_property *key = cdt_wanted_key(list);
    size_t length = s->before.len;

    put_before(s, "# ");
    if (!key->required)
        put_question(s, key->schema, true);
    put_line_start(s);
    cdt_buf_printf(s->out, "- %.*s:%s\n", CDT_ARGS(key->name), key->required ? " short-name" : "");
    put_before(s, "  ");
    put_properties(s, list->items, key, depth + 1);
    cut_before(s, length);
}

static void put_property(starter *s, const cdt_property *property, unsigned depth)
{
    const cdt_schema *schema = property->schema;
    bool mapping = is_mapping(s, schema), list = is_list_of_mappings(schema);
    size_t length = s->before.len;

    if (!length)
        cdt_buf_char(s->out, '\n');
    put_question(s, schema, !mapping && !list);
    put_line_start(s);
    cdt_buf_printf(s->out, "%.*s:\n", CDT_ARGS(property->name));
    if (depth > DEPTH)
        return;
    put_before(s, "  ");
    if (mapping)
        put_properties(s, schema, NULL, depth + 1);
    else if (list)
        put_item(s, schema, depth);
    cut_before(s, length);
}

/* The facts that are read, and of an item the words that tell it from others. `done` stands there already. */
static void put_properties(starter *s, const cdt_schema *object, const cdt_property *done, unsigned depth)
{
    const cdt_property *name = done ? cdt_wanted_name(object) : NULL;

    for (size_t i = 0; i < object->property_count; i++) {
        const cdt_property *property = &object->properties[i];
        if (property == done || (property->required && !done))
            continue;
        if (property == name || property->required || cdt_reads_has(s->reads, property->schema))
            put_property(s, property, depth);
    }
}

void cdt_starter_write(cdt_buf *out, const cdt_reads *reads, cdt_str title)
{
    const cdt_schema *root = reads->library->agreement.root;
    starter s = { .out = out, .reads = reads };

    put_before(&s, "");
    cdt_buf_put_z(out, "schema: concordat.agreement/v1\n");
    cdt_buf_put_z(out, head);
    for (size_t i = 0; i < root->property_count; i++) {
        const cdt_property *property = &root->properties[i];
        if (cdt_str_is(property->name, CDT_STR("agreement"))) {
            cdt_buf_printf(out, "\n## %.*s\nagreement:\n  title: ", CDT_ARGS(property->schema->description));
            cdt_yaml_scalar(out, title);
            cdt_buf_char(out, '\n');
            put_before(&s, "  ");
            put_properties(&s, property->schema, NULL, 1);
            cut_before(&s, 0);
        } else if (!property->required && cdt_reads_has(reads, property->schema)) {
            put_property(&s, property, 0);
        }
    }
    cdt_buf_free(&s.before);
}
