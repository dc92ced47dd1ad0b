/* schema_read.c - from a schema's YAML to cdt_schema. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <stdatomic.h>
#include <stdlib.h>

#include "base/limits.h"
#include "base/nearest.h"
#include "yaml/form.h"
#include "yaml/frozen.h"
#include "yaml/schema.h"

typedef struct definition {
    struct definition *next;
    cdt_str name;
    cdt_schema *schema;
} definition;

typedef struct reader {
    cdt_schemas *out;
    const cdt_document *document;
    cdt_diags *diags;
    cdt_arena *arena;
    const cdt_node *definitions; /* $defs; NULL: none */
    definition *known;
    const cdt_str **reserved;
    size_t errors;
} reader;

static void read_into(reader *r, cdt_schema *schema, const cdt_node *node, unsigned depth);

static void fail(reader *r, const cdt_node *node, const char *message, cdt_str word)
{
    r->errors++;
    cdt_node_problem(r->document, r->diags, CDT_BAD_SETTING, node, message, CDT_ARGS(word));
}

static bool yes(cdt_str text)
{
    return cdt_str_is(text, CDT_STR("yes")) || cdt_str_is(text, CDT_STR("true"));
}

static cdt_schema *new_schema(reader *r)
{
    cdt_schema *schema = CDT_NEW(r->arena, cdt_schema);

    schema->number = (unsigned)r->out->count++;
    return schema;
}

static cdt_str *read_words(reader *r, const cdt_node *list, size_t *count)
{
    cdt_str *words = CDT_NEW_ARRAY(r->arena, cdt_str, list->count + 1);

    *count = 0;
    if (list->kind == CDT_SCALAR)
        words[(*count)++] = list->text;
    for (uint32_t i = 0; i < list->count; i++)
        words[(*count)++] = list->children[i]->text;
    return words;
}

static const cdt_schema *read_definition(reader *r, const cdt_node *ref, unsigned depth)
{
    cdt_str name = ref->text, prefix = CDT_STR("#/$defs/");
    const cdt_node *node = NULL;
    definition *d;

    if (cdt_str_starts(name, prefix)) {
        name = cdt_str_slice(name, prefix.len, name.len);
        node = cdt_node_get(r->definitions, name);
    }
    if (!node) {
        fail(r, ref, "the schema has no definition \"%.*s\"", ref->text);
        return NULL;
    }
    for (d = r->known; d; d = d->next)
        if (cdt_str_is(d->name, name))
            return d->schema;
    d = CDT_NEW(r->arena, definition);
    *d = (definition){ .next = r->known, .name = name, .schema = new_schema(r) };
    r->known = d;
    read_into(r, d->schema, node, depth);
    return d->schema;
}

static const cdt_schema *read_schema(reader *r, const cdt_node *node, unsigned depth)
{
    const cdt_node *ref = cdt_node_get_z(node, "$ref");
    cdt_schema *schema;

    if (depth > CDT_MAX_SCHEMA_DEPTH) {
        fail(r, node, "settings stand more than 32 inside each other here%.*s", CDT_STR(""));
        return new_schema(r);
    }
    if (node->kind != CDT_MAP) {
        fail(r, node, "here a schema (a mapping with a type) is wanted%.*s", CDT_STR(""));
        return new_schema(r);
    }
    if (ref && node->count == 1) {
        const cdt_schema *shared = read_definition(r, ref, depth + 1);
        return shared ? shared : new_schema(r);
    }
    schema = new_schema(r);
    if (ref) {
        unsigned number = schema->number;
        const cdt_schema *shared = read_definition(r, ref, depth + 1);
        if (shared)
            *schema = *shared;
        schema->number = number;
    }
    read_into(r, schema, node, depth);
    return schema;
}

static void read_properties(reader *r, cdt_schema *schema, const cdt_node *map, unsigned depth)
{
    cdt_property *properties = CDT_NEW_ARRAY(r->arena, cdt_property, map->count);
    uint32_t *signs = CDT_NEW_ARRAY(r->arena, uint32_t, map->count);

    for (uint32_t i = 0; i < map->count; i++) {
        properties[i].name = map->children[i]->key;
        properties[i].schema = read_schema(r, map->children[i], depth + 1);
        signs[i] = cdt_key_sign(properties[i].name);
    }
    schema->properties = properties;
    schema->signs = signs;
    schema->property_count = map->count;
}

static void read_required(reader *r, cdt_schema *schema, const cdt_node *list)
{
    cdt_property *properties = (cdt_property *)(uintptr_t)schema->properties; /* ours, while we read */

    for (uint32_t i = 0; i < list->count; i++) {
        bool known = false;
        for (size_t j = 0; j < schema->property_count; j++)
            if (cdt_str_is(properties[j].name, list->children[i]->text))
                known = properties[j].required = true;
        if (!known)
            fail(r, list->children[i], "\"%.*s\" is required but is no property", list->children[i]->text);
    }
}

/* A pattern of a schema, compiled when it is first tried. */
struct cdt_matcher {
    _Atomic(pcre2_code *) code;
};

static pcre2_code *compile_pattern(cdt_str text)
{
    PCRE2_SIZE at;
    int error;
    pcre2_code *code = pcre2_compile((PCRE2_SPTR)text.at, text.len,
                                     PCRE2_UTF | PCRE2_DOLLAR_ENDONLY | PCRE2_NEVER_BACKSLASH_C, &error, &at, NULL);

    if (!code && error == PCRE2_ERROR_HEAP_FAILED)
        cdt_out_of_memory();
    return code;
}

static void read_pattern(reader *r, cdt_schema *schema, const cdt_node *node)
{
    pcre2_code *code = compile_pattern(node->text);

    if (!code) {
        fail(r, node, "the pattern %.*s cannot be read", node->text);
        return;
    }
    pcre2_code_free(code);
    schema->pattern = node->text;
    schema->matcher = r->out->matcher_count++;
}

static void read_bound(reader *r, const cdt_node *node, bool *has, cdt_decimal *bound)
{
    *has = cdt_decimal_read(node->text, bound);
    if (!*has)
        fail(r, node, "wanted a number, found \"%.*s\"", node->text);
}

static void read_type(reader *r, cdt_schema *schema, const cdt_node *node)
{
    static const struct {
        const char *name;
        cdt_shape shape;
    } types[] = { { "string", CDT_SHAPE_TEXT },   { "boolean", CDT_SHAPE_BOOLEAN }, { "integer", CDT_SHAPE_INTEGER },
                  { "number", CDT_SHAPE_NUMBER }, { "array", CDT_SHAPE_ARRAY },     { "object", CDT_SHAPE_OBJECT } };

    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (cdt_str_is_z(node->text, types[i].name)) {
            schema->shape = types[i].shape;
            return;
        }
    fail(r, node, "\"%.*s\" is no type; the types are string, boolean, integer, number, array, object", node->text);
}

static void read_format(reader *r, cdt_schema *schema, const cdt_node *node)
{
    if (cdt_str_is(node->text, CDT_STR("date")))
        schema->shape = CDT_SHAPE_DATE;
    else if (cdt_str_is(node->text, CDT_STR("duration")))
        schema->shape = CDT_SHAPE_DURATION;
    else
        fail(r, node, "\"%.*s\" is no format; the formats are date and duration", node->text);
}

/* What each key of a schema does. */
static void read_key(reader *r, cdt_schema *s, const cdt_node *v, unsigned depth)
{
    static const struct {
        const char *key;
        size_t offset;
    } texts[] = {
        { "title", offsetof(cdt_schema, title) },     { "description", offsetof(cdt_schema, description) },
        { "x-unit", offsetof(cdt_schema, unit) },     { "x-question", offsetof(cdt_schema, question) },
        { "unit", offsetof(cdt_schema, unit) },       { "x-asked-of", offsetof(cdt_schema, asked_of) },
        { "x-scalar", offsetof(cdt_schema, scalar) }, { "x-label", offsetof(cdt_schema, label) },
        { "x-unique", offsetof(cdt_schema, label) },
    };
    static const struct {
        const char *key;
        size_t offset;
    } switches[] = {
        { "x-single", offsetof(cdt_schema, single) },
        { "x-other", offsetof(cdt_schema, other) },
        { "x-descriptive", offsetof(cdt_schema, descriptive) },
        { "uniqueItems", offsetof(cdt_schema, unique_items) },
        { "additionalProperties", offsetof(cdt_schema, open_ended) },
    };

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        if (cdt_str_is_z(v->key, texts[i].key))
            memcpy((char *)s + texts[i].offset, &v->text, sizeof v->text);
    for (size_t i = 0; i < sizeof switches / sizeof switches[0]; i++)
        if (cdt_str_is_z(v->key, switches[i].key))
            *((bool *)((char *)s + switches[i].offset)) = yes(v->text);
    if (cdt_str_is(v->key, CDT_STR("x-unique")))
        s->label_unique = true;
    else if (cdt_str_is(v->key, CDT_STR("x-free")))
        s->shape = CDT_SHAPE_ANY;
    else if (cdt_str_is(v->key, CDT_STR("items")))
        s->items = read_schema(r, v, depth + 1);
    else if (cdt_str_is(v->key, CDT_STR("additionalProperties")) && v->kind == CDT_MAP)
        s->rest = read_schema(r, v, depth + 1);
    else if (cdt_str_is(v->key, CDT_STR("enum")))
        s->words = read_words(r, v, &s->word_count);
    else if (cdt_str_is(v->key, CDT_STR("x-refers-to")))
        s->refers = read_words(r, v, &s->refer_count);
    else if (cdt_str_is(v->key, CDT_STR("minimum")))
        read_bound(r, v, &s->has_minimum, &s->minimum);
    else if (cdt_str_is(v->key, CDT_STR("maximum")))
        read_bound(r, v, &s->has_maximum, &s->maximum);
    else if (cdt_str_is(v->key, CDT_STR("pattern")))
        read_pattern(r, s, v);
    else if (cdt_str_is(v->key, CDT_STR("minLength")) && v->text.len && v->text.len < 6)
        s->min_length = (size_t)strtoul(v->text.at, NULL, 10);
}

static const char *const keys[] = {
    "$ref",     "$defs",   "type",     "properties", "required",    "enum",          "items",   "additionalProperties",
    "default",  "format",  "minimum",  "maximum",    "minLength",   "pattern",       "title",   "uniqueItems",
    "examples", "unit",    "x-unit",   "x-question", "description", "x-asked-of",    "x-other", "x-refers-to",
    "x-unique", "x-label", "x-single", "x-scalar",   "x-free",      "x-descriptive", "x-facts", "$schema",
    "$id",
};

static bool is_known(cdt_str key)
{
    for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++)
        if (cdt_str_is_z(key, keys[k]))
            return true;
    return false;
}

static void unknown_key(reader *r, const cdt_node *node)
{
    cdt_nearest nearest = { .word = node->key };

    for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++)
        cdt_nearest_try(&nearest, cdt_str_z(keys[k]));
    r->errors++;
    cdt_place_problem(r->document, r->diags, CDT_BAD_SETTING, cdt_node_key_place(r->document, node),
                      "\"%.*s\" has no meaning in a schema%s%.*s%s", CDT_ARGS(nearest.word),
                      nearest.best.len ? "; did you mean " : "", CDT_ARGS(nearest.best), nearest.best.len ? "?" : "");
}

static void check_keys(reader *r, const cdt_node *node)
{
    for (uint32_t i = 0; i < node->count; i++)
        if (!is_known(node->children[i]->key))
            unknown_key(r, node->children[i]);
}

static void read_into(reader *r, cdt_schema *schema, const cdt_node *node, unsigned depth)
{
    const cdt_node *value;

    check_keys(r, node);
    schema->source = node;
    if ((value = cdt_node_get_z(node, "type")))
        read_type(r, schema, value);
    if ((value = cdt_node_get_z(node, "format")))
        read_format(r, schema, value);
    if ((value = cdt_node_get_z(node, "properties")))
        read_properties(r, schema, value, depth);
    if ((value = cdt_node_get_z(node, "required")))
        read_required(r, schema, value);
    for (uint32_t i = 0; i < node->count; i++)
        read_key(r, schema, node->children[i], depth);
    if ((value = cdt_node_get_z(node, "default")))
        schema->fallback = value;
}

/* Bare words of x-refers-to are reserved: gathered from the whole tree, each once. */
static void gather_reserved(cdt_schemas *out, cdt_arena *arena, const cdt_node *node, cdt_str *words, size_t room)
{
    const cdt_node *refers = cdt_node_get_z(node, "x-refers-to");

    for (uint32_t i = 0; refers && i < refers->count; i++) {
        cdt_str word = refers->children[i]->text;
        bool known = memchr(word.at, '.', word.len) || memchr(word.at, '[', word.len);
        for (size_t k = 0; k < out->reserved_count && !known; k++)
            known = cdt_str_is(words[k], word);
        if (!known && out->reserved_count < room)
            words[out->reserved_count++] = word;
    }
    for (uint32_t i = 0; i < node->count; i++)
        gather_reserved(out, arena, node->children[i], words, room);
}

static void type_fallbacks(cdt_schemas *schemas, const cdt_schema *schema, cdt_document *document, cdt_diags *diags)
{
    /* Only settings have defaults that are read; their properties are one level deep. */
    for (size_t i = 0; i < schema->property_count; i++) {
        const cdt_schema *property = schema->properties[i].schema;
        if (property->fallback)
            cdt_schema_apply_to(schemas, property, document, (cdt_node *)(uintptr_t)property->fallback, diags);
    }
}

static void make_matchers(cdt_schemas *schemas)
{
    schemas->matchers = schemas->matcher_count ? cdt_malloc(schemas->matcher_count * sizeof *schemas->matchers) : NULL;
    for (unsigned i = 0; i < schemas->matcher_count; i++)
        atomic_init(&schemas->matchers[i].code, NULL);
}

/* Compile the document that `schemas` holds already. */
static bool compile(cdt_schemas *schemas, cdt_diags *diags)
{
    reader r = { .out = schemas, .document = &schemas->document, .diags = diags, .arena = &schemas->document.arena };
    cdt_str *words = CDT_NEW_ARRAY(r.arena, cdt_str, 32);

    r.definitions = cdt_node_get_z(schemas->document.root, "$defs");
    schemas->facts = yes(cdt_node_text(schemas->document.root, "x-facts"));
    schemas->root = read_schema(&r, schemas->document.root, 0);
    make_matchers(schemas);
    gather_reserved(schemas, r.arena, schemas->document.root, words, 32);
    schemas->reserved = words;
    return r.errors == 0;
}

bool cdt_schemas_read(cdt_schemas *schemas, const char *file, cdt_str text, cdt_diags *diags)
{
    *schemas = (cdt_schemas){ .count = 0 };
    return cdt_document_read(&schemas->document, file, text, 1, diags) && compile(schemas, diags);
}

bool cdt_schemas_embedded(cdt_schemas *schemas, const cdt_embedded *file, cdt_diags *diags)
{
    *schemas = (cdt_schemas){ .count = 0 };
    return cdt_document_embedded(&schemas->document, file, NULL, diags) && compile(schemas, diags);
}

bool cdt_schemas_of(cdt_schemas *schemas, const cdt_document *document, const cdt_node *properties, cdt_diags *diags)
{
    reader r = { .out = schemas, .document = document, .diags = diags, .arena = &schemas->document.arena };
    cdt_schema *root;

    *schemas = (cdt_schemas){ .count = 0 };
    root = new_schema(&r);
    root->shape = CDT_SHAPE_OBJECT;
    if (properties && properties->kind == CDT_MAP)
        read_properties(&r, root, properties, 0);
    schemas->root = root;
    make_matchers(schemas);
    type_fallbacks(schemas, root, (cdt_document *)(uintptr_t)document, diags);
    return r.errors == 0;
}

static bool matches_code(const cdt_schemas *schemas, const cdt_schema *schema, cdt_str text)
{
    struct cdt_matcher *matcher = &schemas->matchers[schema->matcher];
    pcre2_code *code = atomic_load(&matcher->code), *none = NULL;
    pcre2_match_data *data = pcre2_match_data_create(1, NULL);
    int found;

    if (!code) {
        code = compile_pattern(schema->pattern);
        if (code && !atomic_compare_exchange_strong(&matcher->code, &none, code)) {
            pcre2_code_free(code); /* another thread came first */
            code = none;
        }
    }
    if (!code || !data)
        cdt_out_of_memory(); /* it could be compiled when the schema was read */
    found = pcre2_match(code, (PCRE2_SPTR)text.at, text.len, 0, PCRE2_NO_UTF_CHECK, data, NULL);
    pcre2_match_data_free(data);
    if (found == PCRE2_ERROR_NOMEMORY) /* it may still be of the form that is wanted */
        cdt_out_of_memory();
    return found >= 0;
}

bool cdt_schema_matches(const cdt_schemas *schemas, const cdt_schema *schema, cdt_str text)
{
    cdt_form form = cdt_form_of(text, schema->pattern);

    return form == CDT_FORM_UNKNOWN ? matches_code(schemas, schema, text) : form == CDT_FORM_FITS;
}

void cdt_schemas_thaw(cdt_schemas *schemas, const cdt_embedded *file)
{
    if (file)
        cdt_document_thaw(&schemas->document, file);
    make_matchers(schemas);
}

void cdt_schemas_free(cdt_schemas *schemas)
{
    for (unsigned i = 0; i < schemas->matcher_count && schemas->matchers; i++) {
        pcre2_code *code = atomic_load(&schemas->matchers[i].code);
        if (code) /* mostly there is none, and nothing of PCRE2 need be in memory */
            pcre2_code_free(code);
    }
    free(schemas->matchers);
    schemas->matchers = NULL;
    cdt_document_free(&schemas->document);
}

const cdt_property *cdt_schema_property(const cdt_schema *schema, cdt_str name)
{
    uint32_t sign = cdt_key_sign(name);

    if (schema->shape == CDT_SHAPE_ARRAY && schema->single && schema->items)
        schema = schema->items;
    for (size_t i = 0; i < schema->property_count; i++)
        if (schema->signs[i] == sign && cdt_str_is(schema->properties[i].name, name))
            return &schema->properties[i];
    return NULL;
}

const cdt_schema *cdt_schema_find(const cdt_schema *root, cdt_str path)
{
    size_t at = 0;

    while (root && at < path.len) {
        if (path.at[at] == '[') {
            size_t end = cdt_str_find(path, CDT_STR("]"), at);
            root = root->items;
            at = end == (size_t)-1 ? path.len : end + 1;
        } else {
            size_t from = at += path.at[at] == '.';
            const cdt_property *property;
            while (at < path.len && path.at[at] != '.' && path.at[at] != '[')
                at++;
            property = cdt_schema_property(root, cdt_str_slice(path, from, at));
            root = property ? property->schema : NULL;
        }
    }
    return root;
}
