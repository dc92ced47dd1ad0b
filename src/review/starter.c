#include "review/starter.h"

#include "agreement/library.h"
#include "yaml/outline.h"
#include "yaml/wanted.h"

#define WIDTH 100
#define DEPTH 16

typedef struct starter {
    cdt_buf *out;
    const cdt_reads *reads;
    cdt_buf before;         /* what each line begins with: blanks, and a # for each list around it */
    const cdt_draft *draft; /* NULL: none */
    cdt_buf path;           /* of the property that is written */
    bool named;             /* the name of the item whose properties come next is written */
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
    "#   copy the block for each further item. The blanks in front say what belongs to what; keep them as they are.\n"
    "#   An editor that knows YAML schemas checks while you type, if the schema lies beside this file:\n"
    "#     concordat schema agreement > agreement.schema.json\n"
    "#   and the first line of this file is: # yaml-language-server: $schema=agreement.schema.json\n";

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

/* ---- what the draft states ---- */

/* The fact of the draft at the path that is written; NULL: none. */
static const cdt_draft_fact *fact_here(const starter *s)
{
    for (size_t i = 0; s->draft && i < s->draft->fact_count; i++)
        if (cdt_str_is_z(cdt_buf_str(&s->path), s->draft->facts[i].path))
            return &s->draft->facts[i];
    return NULL;
}

/* Where it was read, behind a value. */
static void put_clause(starter *s, const cdt_draft_fact *fact)
{
    const char *clause = cdt_draft_citation_at(s->draft, fact->clause, fact->at.start);
    cdt_place place = cdt_draft_place(s->draft, fact->at);

    cdt_region region = s->draft->clauses[fact->clause].region;

    if (*clause && strlen(clause) < 40 && region != CDT_REGION_PARTIES && region != CDT_REGION_TITLE)
        cdt_buf_printf(s->out, " # %s of the draft\n", clause);
    else
        cdt_buf_printf(s->out, " # line %u of the draft\n", place.line);
}

/* The parties, which are one fact: `[{id: hill, name: "Hill Council"}, ...]`, as a block each with what is to be asked of it. */
static void put_items(starter *s, const cdt_schema *list, const cdt_draft_fact *fact, unsigned depth)
{
    cdt_str rest = cdt_str_z(fact->value), id = CDT_STR("{id: "), name = CDT_STR(", name: ");
    const cdt_property *key = cdt_wanted_key(list);
    size_t length = s->before.len, at, middle, end;

    put_clause(s, fact);
    while ((at = cdt_str_find(rest, id, 0)) != CDT_NOWHERE && (middle = cdt_str_find(rest, name, at)) != CDT_NOWHERE &&
           (end = cdt_str_find(rest, CDT_STR("\"}"), middle)) != CDT_NOWHERE) {
        put_line_start(s);
        cdt_buf_printf(s->out, "- id: %.*s\n", CDT_ARGS(cdt_str_slice(rest, at + id.len, middle)));
        put_before(s, "  ");
        put_line_start(s);
        cdt_buf_printf(s->out, "name: %.*s\n", CDT_ARGS(cdt_str_slice(rest, middle + name.len, end + 1)));
        s->named = true;
        put_properties(s, list->items, key, depth + 1);
        s->named = false;
        cut_before(s, length);
        rest = cdt_str_slice(rest, end + 2, rest.len);
    }
}

static void put_fact(starter *s, const cdt_property *property, const cdt_draft_fact *fact, unsigned depth)
{
    size_t length = s->before.len;

    put_line_start(s);
    cdt_buf_printf(s->out, "%.*s:", CDT_ARGS(property->name));
    if (is_list_of_mappings(property->schema) && cdt_str_starts(cdt_str_z(fact->value), CDT_STR("[{id: "))) {
        put_before(s, "  ");
        put_items(s, property->schema, fact, depth);
        cut_before(s, length);
        return;
    }
    cdt_buf_printf(s->out, " %s", fact->value);
    put_clause(s, fact);
}

/* ---- */

static void put_property_here(starter *s, const cdt_property *property, unsigned depth);

static void put_property(starter *s, const cdt_property *property, unsigned depth)
{
    size_t length = s->path.len;

    if (length)
        cdt_buf_char(&s->path, '.');
    cdt_buf_put(&s->path, property->name);
    put_property_here(s, property, depth);
    s->path.len = length;
    s->path.at[length] = '\0';
}

/* Does the draft state the property below the one that is written? */
static bool is_told(starter *s, const cdt_property *property)
{
    size_t length = s->path.len;
    bool told;

    if (!s->draft)
        return false;
    if (length)
        cdt_buf_char(&s->path, '.');
    cdt_buf_put(&s->path, property->name);
    told = fact_here(s) != NULL;
    s->path.len = length;
    s->path.at[length] = '\0';
    return told;
}

static void put_property_here(starter *s, const cdt_property *property, unsigned depth)
{
    const cdt_schema *schema = property->schema;
    bool mapping = is_mapping(s, schema), list = is_list_of_mappings(schema);
    const cdt_draft_fact *fact = fact_here(s);
    size_t length = s->before.len;

    if (!length)
        cdt_buf_char(s->out, '\n');
    if (fact) {
        put_fact(s, property, fact, depth);
        return;
    }
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
    const cdt_property *told = s->named ? name : NULL; /* it stands there already */

    s->named = false;
    for (size_t i = 0; i < object->property_count; i++) {
        const cdt_property *property = &object->properties[i];
        if (property == done || (property->required && !done) || (told && property == told))
            continue;
        if (property == name || property->required || cdt_reads_has(s->reads, property->schema) || is_told(s, property))
            put_property(s, property, depth);
    }
}

void cdt_starter_write(cdt_buf *out, const cdt_reads *reads, cdt_str title)
{
    cdt_starter_of_draft(out, reads, NULL, title);
}

/* The title as the draft states it, or the other one, with its place. */
static void put_title(starter *s, cdt_str title)
{
    const cdt_draft_fact *fact;

    cdt_buf_put_z(&s->path, "agreement.title");
    fact = fact_here(s);
    if (fact) {
        cdt_buf_put_z(s->out, fact->value);
        put_clause(s, fact);
    } else {
        cdt_yaml_scalar(s->out, title);
        cdt_buf_char(s->out, '\n');
    }
    cdt_buf_clear(&s->path);
}

static const char from_draft[] =
    "#   What has the number of a clause behind it was read from the draft: look there whether it is meant so.\n";

void cdt_starter_of_draft(cdt_buf *out, const cdt_reads *reads, const cdt_draft *draft, cdt_str title)
{
    const cdt_schema *root = reads->library->agreement.root;
    starter s = { .out = out, .reads = reads, .draft = draft };

    put_before(&s, "");
    cdt_buf_put_z(out, "schema: concordat.agreement/v1\n");
    cdt_buf_put_z(out, head);
    if (draft)
        cdt_buf_put_z(out, from_draft);
    for (size_t i = 0; i < root->property_count; i++) {
        const cdt_property *property = &root->properties[i];
        if (cdt_str_is(property->name, CDT_STR("agreement"))) {
            cdt_buf_printf(out, "\n## %.*s\nagreement:\n  title: ", CDT_ARGS(property->schema->description));
            put_title(&s, title);
            put_before(&s, "  ");
            cdt_buf_put(&s.path, property->name);
            put_properties(&s, property->schema, NULL, 1);
            cdt_buf_clear(&s.path);
            cut_before(&s, 0);
        } else if (!property->required && cdt_reads_has(reads, property->schema)) {
            put_property(&s, property, 0);
        }
    }
    cdt_buf_free(&s.before);
    cdt_buf_free(&s.path);
}
