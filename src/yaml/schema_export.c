/* schema_export.c - a schema as JSON Schema draft-07, for editors. It says what the reader accepts, in standard words only:
 * short forms become alternatives, `none`, `open` and a blank value stand beside every fact, yes and no beside booleans.
 *
 * It is written from the schema's own YAML, where a key beside $ref adds to what is referred to; draft-07 would ignore it,
 * so a reference with additions becomes an alternative of one, and one whose shape is changed is written out. */
#include "base/json.h"
#include "base/limits.h"
#include "yaml/schema.h"

#define REFERENCES 8 /* $ref to $ref to ...; the reader has refused what is circular long before */

typedef struct exporter {
    cdt_json json;
    const cdt_schemas *schemas;
    const cdt_node *definitions;
} exporter;

static void put_schema(exporter *e, const cdt_node *node, bool required, unsigned depth);
static void put_value(exporter *e, const cdt_node *node, unsigned depth);

static const cdt_node *target(const exporter *e, const cdt_node *node)
{
    cdt_str ref = cdt_node_text(node, "$ref"), prefix = CDT_STR("#/$defs/");

    return ref.len ? cdt_node_get(e->definitions, cdt_str_slice(ref, prefix.len, ref.len)) : NULL;
}

/* A key of the schema itself, or of what it refers to. */
static const cdt_node *look(const exporter *e, const cdt_node *node, const char *key)
{
    for (int i = 0; node && i < REFERENCES; i++, node = target(e, node)) {
        const cdt_node *value = cdt_node_get_z(node, key);
        if (value)
            return value;
    }
    return NULL;
}

static cdt_str look_text(const exporter *e, const cdt_node *node, const char *key)
{
    const cdt_node *value = look(e, node, key);

    return value && value->kind == CDT_SCALAR ? value->text : CDT_STR("");
}

static bool look_yes(const exporter *e, const cdt_node *node, const char *key)
{
    cdt_str text = look_text(e, node, key);

    return cdt_str_is(text, CDT_STR("yes")) || cdt_str_is(text, CDT_STR("true"));
}

static bool is_type(const exporter *e, const cdt_node *node, const char *type)
{
    return cdt_str_is_z(look_text(e, node, "type"), type);
}

/* ---- pieces that every exported schema has ---- */

static void put_reference(exporter *e, cdt_str name)
{
    cdt_buf text = { 0 };

    cdt_buf_put_z(&text, "#/definitions/");
    cdt_buf_put(&text, name);
    cdt_json_open(&e->json, '{');
    cdt_json_put_str(&e->json, "$ref", cdt_buf_str(&text));
    cdt_json_close(&e->json, '}');
    cdt_buf_free(&text);
}

/* Members of objects that are the same in every exported schema. An unquoted 6 or true is text to us and something else to
 * an editor, so text takes those too. */
#define TEXT_TYPE "\"type\": [\"string\", \"number\", \"boolean\"]"
#define MAYBE_TYPE "\"type\": [\"string\", \"number\", \"boolean\", \"null\"]"
#define DATE_TYPE "\"type\": \"string\", \"pattern\": \"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$\""
#define ONE_KEY(name)                                                                                                  \
    "\"type\": \"object\", \"required\": [\"" name "\"], \"additionalProperties\": false, \"properties\": "

#define UNIT_WORDS "[0-9]+ (year|quarter|month|week|day|working day|hour)s?"
#define DURATION_TYPE "\"type\": \"string\", \"pattern\": \"^" UNIT_WORDS "( " UNIT_WORDS ")*$\""

/* `none`, none with a reason, and open: what may stand for any fact. */
static const char none_or_open[] =
    "{\"anyOf\": [{\"const\": \"none\", \"description\": \"Expressly none.\"},"
    " {\"description\": \"Expressly none, with the reason.\", " ONE_KEY(
        "none") "{\"none\": {\"description\": \"Why there is none.\", " MAYBE_TYPE "},"
                " \"looked_by\": {\"description\": \"Who looked for it.\", " MAYBE_TYPE "}}},"
                " {\"description\": \"Being settled: by whom, and by when.\", " ONE_KEY(
                    "open") "{\"open\": {\"type\": [\"object\", \"string\", \"number\", \"boolean\"], "
                            "\"additionalProperties\": false, \"properties\": "
                            "{\"who\": {\"description\": \"Who settles it.\", " MAYBE_TYPE "},"
                            " \"by\": {\"description\": \"The day by which it will be settled.\","
                            " \"anyOf\": [{" DATE_TYPE "}, {\"$ref\": \"#/definitions/not_stated\"}]}}}}}]}";

/* Blank, ~, [] and {}. Spelled by size, not as values: readers of YAML 1.1 take an
 * unquoted date for an object without keys, so a date that is required may look so too. */
static const char not_stated[] = "{\"description\": \"Not stated.\", \"type\": [\"null\", \"array\", \"object\"], "
                                 "\"maxItems\": 0, \"maxProperties\": 0}";

static const char no_value[] =
    "{\"anyOf\": [{\"$ref\": \"#/definitions/not_stated\"}, {\"$ref\": \"#/definitions/none_or_open\"}]}";

static const char other[] =
    "{\"description\": \"A word of your own.\", " ONE_KEY("other") "{\"other\": {" TEXT_TYPE "}}}";

static const char own_mapping[] =
    "{\"description\": \"Facts of your own, which your own checks may read.\", \"type\": [\"object\", \"null\"]}";

/* A whole value, or members of the object at hand. */
static void put_raw(exporter *e, const char *json)
{
    cdt_json_raw(&e->json, cdt_str_z(json));
}

static void put_definition(exporter *e, const char *name, const char *json)
{
    cdt_json_key(&e->json, name);
    put_raw(e, json);
}

/* ---- values ---- */

/* JSON has no leading plus or zero. */
static bool is_json_number(cdt_str text)
{
    return text.at[0] != '+' && (text.at[0] != '0' || text.len == 1 || text.at[1] == '.');
}

/* A bound or a default as JSON: a number as it is written, else text. */
static void put_scalar(exporter *e, const cdt_node *node, bool number)
{
    cdt_decimal value;

    if (number && cdt_decimal_read(node->text, &value) && is_json_number(node->text))
        cdt_json_raw(&e->json, node->text);
    else if (cdt_str_is(node->text, CDT_STR("true")) || cdt_str_is(node->text, CDT_STR("false")))
        cdt_json_raw(&e->json, node->text);
    else
        cdt_json_str(&e->json, node->text);
}

static void put_words(exporter *e, const cdt_node *words)
{
    cdt_json_key(&e->json, "enum");
    cdt_json_open(&e->json, '[');
    for (uint32_t i = 0; i < words->count; i++)
        cdt_json_str(&e->json, words->children[i]->text);
    cdt_json_close(&e->json, ']');
}

static void put_number(exporter *e, const cdt_node *node, const char *type)
{
    static const char *const bounds[] = { "minimum", "maximum" };

    cdt_json_key(&e->json, "type");
    cdt_json_open(&e->json, '[');
    cdt_json_z(&e->json, type);
    cdt_json_z(&e->json, "string");
    cdt_json_close(&e->json, ']');
    cdt_json_put_z(&e->json, "pattern", *type == 'i' ? "^[+-]?[0-9]+$" : "^[+-]?[0-9]+(\\.[0-9]{1,9})?$");
    for (int i = 0; i < 2; i++) {
        const cdt_node *bound = look(e, node, bounds[i]);
        if (!bound)
            continue;
        cdt_json_key(&e->json, bounds[i]);
        put_scalar(e, bound, true);
    }
}

static void put_string(exporter *e, const cdt_node *node)
{
    cdt_str format = look_text(e, node, "format"), pattern = look_text(e, node, "pattern");
    const cdt_node *words = look(e, node, "enum"), *least = look(e, node, "minLength");

    if (cdt_str_is(format, CDT_STR("date"))) {
        put_raw(e, DATE_TYPE);
        return;
    }
    if (cdt_str_is(format, CDT_STR("duration"))) {
        put_raw(e, DURATION_TYPE);
        return;
    }
    if (words) {
        put_words(e, words);
        return;
    }
    put_raw(e, TEXT_TYPE);
    if (least) {
        cdt_json_key(&e->json, "minLength");
        put_scalar(e, least, true);
    }
    if (pattern.len)
        cdt_json_put_str(&e->json, "pattern", pattern);
}

static void put_boolean(exporter *e)
{
    cdt_json_key(&e->json, "enum");
    cdt_json_open(&e->json, '[');
    cdt_json_z(&e->json, "yes");
    cdt_json_z(&e->json, "no");
    cdt_json_bool(&e->json, true);
    cdt_json_bool(&e->json, false);
    cdt_json_close(&e->json, ']');
}

static bool is_required(const cdt_node *required, cdt_str name)
{
    for (uint32_t i = 0; required && i < required->count; i++)
        if (cdt_str_is(required->children[i]->text, name))
            return true;
    return false;
}

static void put_object(exporter *e, const cdt_node *node, unsigned depth)
{
    const cdt_node *properties = look(e, node, "properties"), *required = look(e, node, "required");
    const cdt_node *rest = look(e, node, "additionalProperties");

    cdt_json_put_z(&e->json, "type", "object");
    if (look_yes(e, node, "x-free") || (!properties && !rest))
        return;
    cdt_json_key(&e->json, "additionalProperties");
    if (rest && rest->kind == CDT_MAP)
        put_schema(e, rest, false, depth + 1);
    else
        cdt_json_bool(&e->json, look_yes(e, node, "additionalProperties"));
    if (!properties)
        return;
    if (required && required->count) {
        cdt_json_key(&e->json, "required");
        cdt_json_open(&e->json, '[');
        for (uint32_t i = 0; i < required->count; i++)
            cdt_json_str(&e->json, required->children[i]->text);
        cdt_json_close(&e->json, ']');
    }
    cdt_json_key(&e->json, "properties");
    cdt_json_open(&e->json, '{');
    for (uint32_t i = 0; i < properties->count; i++) {
        const cdt_node *property = properties->children[i];
        cdt_json_key_str(&e->json, property->key);
        put_schema(e, property, is_required(required, property->key), depth + 1);
    }
    if (e->schemas->facts && !cdt_node_get_z(properties, "x"))
        put_definition(e, "x", own_mapping);
    cdt_json_close(&e->json, '}');
}

static void put_array(exporter *e, const cdt_node *node, unsigned depth)
{
    const cdt_node *items = look(e, node, "items");

    cdt_json_put_z(&e->json, "type", "array");
    if (look_yes(e, node, "uniqueItems"))
        cdt_json_put_bool(&e->json, "uniqueItems", true);
    if (items) {
        cdt_json_key(&e->json, "items");
        put_schema(e, items, false, depth + 1);
    }
}

/* The value in its long form. */
static void put_plain(exporter *e, const cdt_node *node, unsigned depth)
{
    cdt_json_open(&e->json, '{');
    if (depth > CDT_MAX_SCHEMA_DEPTH || !look(e, node, "type"))
        ;
    else if (is_type(e, node, "object"))
        put_object(e, node, depth);
    else if (is_type(e, node, "array"))
        put_array(e, node, depth);
    else if (is_type(e, node, "boolean"))
        put_boolean(e);
    else if (is_type(e, node, "integer"))
        put_number(e, node, "integer");
    else if (is_type(e, node, "number"))
        put_number(e, node, "number");
    else
        put_string(e, node);
    cdt_json_close(&e->json, '}');
}

static bool has_short_form(const exporter *e, const cdt_node *node)
{
    return (is_type(e, node, "array") && look_yes(e, node, "x-single")) || look_text(e, node, "x-scalar").len ||
           look_yes(e, node, "x-other");
}

/* The forms beside the long one, as elements of an anyOf. */
static void put_short_forms(exporter *e, const cdt_node *node, unsigned depth)
{
    const cdt_node *items = look(e, node, "items");
    cdt_str scalar = look_text(e, node, "x-scalar");
    const cdt_node *properties = look(e, node, "properties");
    const cdt_node *property = properties && scalar.len ? cdt_node_get(properties, scalar) : NULL;

    if (items && look_yes(e, node, "x-single"))
        put_value(e, items, depth + 1);
    if (property)
        put_value(e, property, depth + 1);
    if (look_yes(e, node, "x-other"))
        put_raw(e, other);
}

/* Does something beside $ref change what is referred to, and not only tell of it? */
static bool changes_shape(const cdt_node *node)
{
    static const char *const shapes[] = { "type",     "properties", "required", "enum",
                                          "items",    "format",     "minimum",  "maximum",
                                          "pattern",  "minLength",  "x-single", "uniqueItems",
                                          "x-scalar", "x-other",    "x-free",   "additionalProperties" };

    for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++)
        if (cdt_node_get_z(node, shapes[i]))
            return true;
    return false;
}

/* A value in any form, without `none` and the like: one schema. */
static void put_value(exporter *e, const cdt_node *node, unsigned depth)
{
    if (target(e, node) && !changes_shape(node)) {
        put_reference(e, target(e, node)->key);
    } else if (!has_short_form(e, node) || depth > CDT_MAX_SCHEMA_DEPTH) {
        put_plain(e, node, depth);
    } else {
        cdt_json_open(&e->json, '{');
        cdt_json_key(&e->json, "anyOf");
        cdt_json_open(&e->json, '[');
        put_plain(e, node, depth);
        put_short_forms(e, node, depth);
        cdt_json_close(&e->json, ']');
        cdt_json_close(&e->json, '}');
    }
}

/* ---- what is told of a fact ---- */

/* The description, the unit and the question, as an editor shows them beside the field. */
static void put_description(exporter *e, const cdt_node *node)
{
    cdt_str question = look_text(e, node, "x-question"), unit = look_text(e, node, "x-unit");
    cdt_buf text = { 0 };

    cdt_buf_put(&text, look_text(e, node, "description"));
    if (unit.len)
        cdt_buf_printf(&text, "%sUnit: %.*s.", text.len ? " " : "", CDT_ARGS(unit));
    if (question.len)
        cdt_buf_printf(&text, "%s%.*s", text.len ? "\n\n" : "", CDT_ARGS(question));
    if (text.len)
        cdt_json_put_str(&e->json, "description", cdt_buf_str(&text));
    cdt_buf_free(&text);
}

static void put_notes(exporter *e, const cdt_node *node)
{
    cdt_str title = look_text(e, node, "title");
    const cdt_node *fallback = look(e, node, "default"), *examples = look(e, node, "examples");
    bool number = is_type(e, node, "integer") || is_type(e, node, "number");

    if (title.len)
        cdt_json_put_str(&e->json, "title", title);
    put_description(e, node);
    if (fallback && fallback->kind == CDT_SCALAR) {
        cdt_json_key(&e->json, "default");
        put_scalar(e, fallback, number);
    }
    if (examples && examples->kind == CDT_LIST) {
        cdt_json_key(&e->json, "examples");
        cdt_json_open(&e->json, '[');
        for (uint32_t i = 0; i < examples->count; i++)
            if (examples->children[i]->kind == CDT_SCALAR)
                put_scalar(e, examples->children[i], number);
        cdt_json_close(&e->json, ']');
    }
}

/* A place of the description: what is told of it, and every form that may stand there. */
static void put_schema(exporter *e, const cdt_node *node, bool required, unsigned depth)
{
    cdt_json_open(&e->json, '{');
    put_notes(e, node);
    cdt_json_key(&e->json, "anyOf");
    cdt_json_open(&e->json, '[');
    put_value(e, node, depth);
    required = required && !cdt_str_is(look_text(e, node, "format"), CDT_STR("date")); /* see not_stated */
    if (e->schemas->facts)
        put_reference(e, required ? CDT_STR("none_or_open") : CDT_STR("no_value"));
    else if (!required)
        put_reference(e, CDT_STR("not_stated"));
    cdt_json_close(&e->json, ']');
    cdt_json_close(&e->json, '}');
}

static void put_definitions(exporter *e)
{
    cdt_json_key(&e->json, "definitions");
    cdt_json_open(&e->json, '{');
    for (uint32_t i = 0; e->definitions && i < e->definitions->count; i++) {
        cdt_json_key_str(&e->json, e->definitions->children[i]->key);
        put_value(e, e->definitions->children[i], 1);
    }
    if (e->schemas->facts) {
        put_definition(e, "none_or_open", none_or_open);
        put_definition(e, "no_value", no_value);
    }
    put_definition(e, "not_stated", not_stated);
    cdt_json_close(&e->json, '}');
}

/* "concordat.agreement/v1" as an absolute name: "urn:concordat:agreement:v1". */
static void put_id(exporter *e, cdt_str id)
{
    cdt_buf urn = { 0 };

    if (!id.len)
        return;
    cdt_buf_put_z(&urn, "urn:");
    for (size_t i = 0; i < id.len; i++)
        cdt_buf_char(&urn, id.at[i] == '.' || id.at[i] == '/' ? ':' : id.at[i]);
    cdt_json_put_str(&e->json, "$id", cdt_buf_str(&urn));
    cdt_buf_free(&urn);
}

void cdt_schema_export(const cdt_schemas *schemas, cdt_buf *out)
{
    const cdt_node *root = schemas->document.root;
    exporter e = { .json = cdt_json_to(out, 2), .schemas = schemas };

    if (!root)
        return;
    e.definitions = cdt_node_get_z(root, "$defs");
    cdt_json_open(&e.json, '{');
    cdt_json_put_z(&e.json, "$schema", "http://json-schema.org/draft-07/schema#");
    put_id(&e, cdt_node_text(root, "$id"));
    put_notes(&e, root);
    put_object(&e, root, 0);
    put_definitions(&e);
    cdt_json_close(&e.json, '}');
    cdt_buf_char(out, '\n');
}
