#include "yaml/wanted.h"

#define DEPTH 4 /* a list of objects whose short form is a text: no schema of ours goes deeper */

/* "parties[].id" -> "party", "governance.boards[].id" -> "board" */
static void put_noun(cdt_buf *out, cdt_str path)
{
    size_t end = cdt_str_find(path, CDT_STR("[]"), 0), from;
    cdt_str word;

    if (end == (size_t)-1)
        end = path.len;
    for (from = end; from && path.at[from - 1] != '.';)
        from--;
    word = cdt_str_slice(path, from, end);
    if (cdt_str_ends(word, CDT_STR("ies")))
        cdt_buf_printf(out, "%.*sy", (int)word.len - 3, word.at);
    else
        cdt_buf_put(out, cdt_str_ends(word, CDT_STR("s")) ? cdt_str_slice(word, 0, word.len - 1) : word);
}

static bool is_path(cdt_str refer)
{
    return memchr(refer.at, '.', refer.len) || memchr(refer.at, '[', refer.len);
}

static void put_refers(cdt_buf *out, const cdt_schema *schema)
{
    size_t paths = 0, told = 0;

    for (size_t i = 0; i < schema->refer_count; i++)
        paths += is_path(schema->refers[i]);
    if (paths)
        cdt_buf_put_z(out, "the id of a ");
    for (size_t i = 0; i < schema->refer_count; i++)
        if (is_path(schema->refers[i])) {
            if (told)
                cdt_buf_put_z(out, told + 1 == paths ? " or " : ", ");
            put_noun(out, schema->refers[i]);
            told++;
        }
    for (size_t i = 0; i < schema->refer_count; i++)
        if (!is_path(schema->refers[i]))
            cdt_buf_printf(out, "%s%.*s", told++ ? ", or " : "", CDT_ARGS(schema->refers[i]));
}

static void put_words(cdt_buf *out, const cdt_schema *schema)
{
    for (size_t i = 0; i < schema->word_count; i++)
        cdt_buf_printf(out, "%s%.*s", i ? ", " : "", CDT_ARGS(schema->words[i]));
    if (schema->other)
        cdt_buf_put_z(out, ", or `other: ` and your own words");
}

static void put_scalar(cdt_buf *out, const cdt_schema *schema)
{
    if (schema->word_count) {
        cdt_buf_put_z(out, "one of: ");
        put_words(out, schema);
    } else if (schema->refer_count) {
        put_refers(out, schema);
    } else if (schema->pattern.len) {
        cdt_buf_put_z(out, "a short name in small letters, such as north");
    } else if (schema->shape == CDT_SHAPE_TEXT) {
        cdt_buf_put_z(out, "a few words");
    } else {
        cdt_buf_put_z(out, cdt_schema_words(schema));
    }
    if (schema->unit.len)
        cdt_buf_printf(out, " (%.*s)", CDT_ARGS(schema->unit));
}

static void put(cdt_buf *out, const cdt_schema *schema, cdt_form form, unsigned depth);

static void put_object(cdt_buf *out, const cdt_schema *schema, cdt_form form, unsigned depth)
{
    const cdt_property *scalar = schema->scalar.len ? cdt_schema_property(schema, schema->scalar) : NULL;

    if (scalar) {
        put(out, scalar->schema, form, depth + 1);
        return;
    }
    cdt_buf_put_z(out, "its parts: ");
    for (size_t i = 0; i < schema->property_count; i++)
        cdt_buf_printf(out, "%s%.*s", i ? ", " : "", CDT_ARGS(schema->properties[i].name));
}

static void put_items(cdt_buf *out, const cdt_schema *items, cdt_form form, unsigned depth)
{
    if (items->word_count) {
        cdt_buf_put_z(out, "one or more of: ");
        put_words(out, items);
    } else {
        put(out, items, form, depth + 1);
    }
}

/* A list of objects by the key that begins each of them. */
static void put_objects(cdt_buf *out, const cdt_schema *list, const cdt_property *key, cdt_form form, unsigned depth)
{
    if (form == CDT_IN_YAML) {
        cdt_buf_printf(out, "a list, each item of which begins with `- %.*s: `%s", CDT_ARGS(key->name),
                       key->schema->pattern.len ? " and a short name" : "");
        if (key->schema->word_count) {
            cdt_buf_put_z(out, " and a word: ");
            put_words(out, key->schema);
        }
    } else if (key->required && cdt_wanted_name(list->items)) {
        cdt_buf_put_z(out, "names, with ; between them");
    } else {
        put_items(out, key->schema, form, depth);
        cdt_buf_put_z(out, "; several with ; between them");
    }
}

static void put_list(cdt_buf *out, const cdt_schema *list, cdt_form form, unsigned depth)
{
    const cdt_property *key = cdt_wanted_key(list);

    if (key && list->single && list->items->scalar.len) {
        put(out, list->items, form, depth + 1);
    } else if (key) {
        put_objects(out, list, key, form, depth);
    } else {
        put_items(out, list->items, form, depth);
        cdt_buf_put_z(out, form == CDT_IN_YAML ? "; several as [one, two]" : "; several with ; between them");
    }
}

static void put(cdt_buf *out, const cdt_schema *schema, cdt_form form, unsigned depth)
{
    if (depth > DEPTH || (schema->shape == CDT_SHAPE_ARRAY && !schema->items))
        cdt_buf_put_z(out, cdt_schema_words(schema));
    else if (schema->shape == CDT_SHAPE_OBJECT)
        put_object(out, schema, form, depth);
    else if (schema->shape == CDT_SHAPE_ARRAY)
        put_list(out, schema, form, depth);
    else
        put_scalar(out, schema);
}

void cdt_wanted_write(cdt_buf *out, const cdt_schema *schema, cdt_form form)
{
    cdt_buf own = { 0 }; /* how it goes on depends on what was put, so it is put apart */

    put(&own, schema, form, 0);
    cdt_buf_put(out, cdt_buf_str(&own));
    cdt_buf_free(&own);
}

const cdt_property *cdt_wanted_key(const cdt_schema *list)
{
    const cdt_schema *items = list->shape == CDT_SHAPE_ARRAY ? list->items : NULL;

    if (!items || items->shape != CDT_SHAPE_OBJECT || !items->property_count)
        return NULL;
    if (list->label.len)
        return cdt_schema_property(items, list->label);
    return items->scalar.len ? cdt_schema_property(items, items->scalar) : &items->properties[0];
}

const cdt_property *cdt_wanted_name(const cdt_schema *items)
{
    static const char *const names[] = { "name", "what", "title" };
    const cdt_property *found = NULL;

    for (size_t i = 0; i < sizeof names / sizeof *names && !found; i++)
        found = cdt_schema_property(items, cdt_str_z(names[i]));
    return found;
}
