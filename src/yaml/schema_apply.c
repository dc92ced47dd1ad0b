/* schema_apply.c - holding a document against a schema: types, states, and what does not fit. */
#include <math.h>
#include <stdlib.h>

#include "base/limits.h"
#include "base/map.h"
#include "base/nearest.h"
#include "base/utf8.h"
#include "yaml/belongs.h"
#include "yaml/schema.h"
#include "yaml/spelling.h"

typedef struct referring {
    const cdt_node *node;
    const cdt_schema *schema;
} referring;

typedef struct apply {
    const cdt_schemas *schemas;
    cdt_document *document;
    cdt_diags *diags;
    cdt_belongs belongs;
    cdt_map ids;          /* of each path of x-refers-to that was asked for: a cdt_map of the ids it leads to */
    referring *referring; /* texts that name ids, which are looked for when all ids are known */
    size_t referring_count, referring_room;
    size_t errors;
} apply;

static void visit(apply *a, const cdt_schema *schema, cdt_node *node);

#if defined(__GNUC__)
__attribute__((format(printf, 4, 5)))
#endif
static void
fail(apply *a, cdt_code code, const cdt_node *node, const char *message, ...)
{
    cdt_buf text = { 0 };
    va_list args;

    va_start(args, message);
    cdt_buf_vprintf(&text, message, args);
    va_end(args);
    cdt_node_problem(a->document, a->diags, code, node, "%s", cdt_buf_str(&text).at);
    cdt_buf_free(&text);
    a->errors++;
}

/* A key that has no place where it stands. */
static void fail_key(apply *a, const cdt_node *node, const char *rule)
{
    cdt_place_problem(a->document, a->diags, CDT_UNKNOWN_KEY, cdt_node_key_place(a->document, node), "%.*s: %s",
                      CDT_ARGS(node->key), rule);
    a->errors++;
}

/* What a message calls the value: its key, or its list's. */
static cdt_str subject(const cdt_node *node)
{
    while (node && !node->key.len)
        node = node->parent;
    return node ? node->key : CDT_STR("the document");
}

static const char *found_words(const cdt_node *node)
{
    return node->kind == CDT_LIST ? "a list" : node->kind == CDT_MAP ? "a mapping (key: value)" : "plain text";
}

static void wrong_type(apply *a, const cdt_schema *schema, const cdt_node *node)
{
    const char *more = "";

    if (node->kind != CDT_SCALAR && node->style == CDT_FLOW && schema->shape == CDT_SHAPE_TEXT)
        more = node->kind == CDT_MAP ? "; if the braces belong to the text, put quotes around the whole value"
                                     : "; if the brackets belong to the text, put quotes around the whole value";
    else if (schema->shape == CDT_SHAPE_ARRAY && node->kind == CDT_MAP)
        more = "; begin each item with \"- \"";
    fail(a, CDT_WRONG_TYPE, node, "%.*s: wanted %s, found %s%s", CDT_ARGS(subject(node)), cdt_schema_words(schema),
         found_words(node), more);
}

/* ---- none and open ---- */

static bool only_key(const cdt_node *node, const char *key)
{
    return node->kind == CDT_MAP && node->count && cdt_node_get_z(node, key) != NULL;
}

static void visit_open(apply *a, cdt_node *node)
{
    const cdt_node *open = cdt_node_get_z(node, "open");

    node->state = CDT_OPEN;
    if (open->kind == CDT_LIST)
        fail(a, CDT_WRONG_TYPE, open, "open: wanted {who: ..., by: 2026-04-01}, found a list");
    for (uint32_t i = 0; i < open->count && open->kind == CDT_MAP; i++) {
        cdt_node *child = open->children[i];
        cdt_day day;
        if (!cdt_str_is(child->key, CDT_STR("who")) && !cdt_str_is(child->key, CDT_STR("by")))
            fail_key(a, child, "open has only the keys who and by");
        else if (child->kind != CDT_SCALAR)
            fail(a, CDT_WRONG_TYPE, child, "%.*s: wanted plain text, found %s", CDT_ARGS(child->key),
                 found_words(child));
        else if (cdt_str_is(child->key, CDT_STR("by")) && child->state == CDT_STATED &&
                 !cdt_date_read(child->text, &day))
            fail(a, CDT_BAD_FORMAT, child, "by: wanted a date such as 2026-04-01, found \"%.*s\"",
                 CDT_ARGS(child->text));
    }
}

/* `none`, `none: <reason>` and `open: {...}` may stand for any fact. */
static bool visit_state(apply *a, const cdt_schema *schema, cdt_node *node)
{
    if (node->state == CDT_UNSTATED)
        return true;
    if (!a->schemas->facts)
        return false;
    if (node->kind == CDT_SCALAR && cdt_str_is(node->text, CDT_STR("none"))) {
        node->state = CDT_NONE;
    } else if (only_key(node, "none") && !cdt_schema_property(schema, CDT_STR("none"))) {
        node->state = CDT_NONE;
        for (uint32_t i = 0; i < node->count; i++)
            if (!cdt_str_is(node->children[i]->key, CDT_STR("none")) &&
                !cdt_str_is(node->children[i]->key, CDT_STR("looked_by")))
                fail_key(a, node->children[i], "beside `none: <reason>` only looked_by may stand");
    } else if (only_key(node, "open") && !cdt_schema_property(schema, CDT_STR("open"))) {
        if (node->count > 1)
            fail_key(a, node->children[cdt_str_is(node->children[0]->key, CDT_STR("open"))],
                     "beside `open: {who, by}` nothing else may stand");
        visit_open(a, node);
    } else {
        return false;
    }
    return true;
}

/* ---- scalars ---- */

static bool read_boolean(cdt_str text, bool *out)
{
    *out = cdt_str_is(text, CDT_STR("yes")) || cdt_str_is(text, CDT_STR("true"));
    return *out || cdt_str_is(text, CDT_STR("no")) || cdt_str_is(text, CDT_STR("false"));
}

static bool read_integer(cdt_str text, int64_t *out)
{
    cdt_decimal number;

    if (!cdt_decimal_read(text, &number) || number.scale)
        return false;
    *out = number.coefficient;
    return true;
}

static bool read_scalar(const cdt_schema *schema, cdt_node *node)
{
    switch (schema->shape) {
    case CDT_SHAPE_BOOLEAN: node->type = CDT_BOOLEAN; return read_boolean(node->text, &node->as.boolean);
    case CDT_SHAPE_INTEGER: node->type = CDT_INTEGER; return read_integer(node->text, &node->as.integer);
    case CDT_SHAPE_NUMBER: node->type = CDT_NUMBER; return cdt_decimal_read(node->text, &node->as.number);
    case CDT_SHAPE_DATE: node->type = CDT_DATE; return cdt_date_read(node->text, &node->as.date);
    case CDT_SHAPE_DURATION: node->type = CDT_DURATION; return cdt_period_read(node->text, &node->as.period);
    default: node->type = CDT_TEXT; return true;
    }
}

static bool is_word(const cdt_schema *schema, cdt_str text)
{
    for (size_t i = 0; i < schema->word_count; i++)
        if (cdt_str_is(schema->words[i], text))
            return true;
    return false;
}

static void unknown_word(apply *a, const cdt_schema *schema, const cdt_node *node)
{
    cdt_nearest nearest = { .word = node->text };
    cdt_buf list = { 0 };

    for (size_t i = 0; i < schema->word_count; i++) {
        cdt_nearest_try(&nearest, schema->words[i]);
        cdt_buf_printf(&list, "%s%.*s", i ? ", " : "", CDT_ARGS(schema->words[i]));
    }
    if (nearest.best.len)
        fail(a, CDT_UNKNOWN_WORD, node, "%.*s: \"%.*s\" is not in the vocabulary; did you mean %.*s?",
             CDT_ARGS(subject(node)), CDT_ARGS(node->text), CDT_ARGS(nearest.best));
    else
        fail(a, CDT_UNKNOWN_WORD, node, "%.*s: \"%.*s\" is not in the vocabulary; the words are %s%s",
             CDT_ARGS(subject(node)), CDT_ARGS(node->text), cdt_buf_str(&list).at,
             schema->other ? ", or {other: your own words}" : "");
    cdt_buf_free(&list);
}

static void check_bounds(apply *a, const cdt_schema *schema, const cdt_node *node)
{
    cdt_decimal value;
    char bound[CDT_DECIMAL_SIZE];

    if (node->type != CDT_NUMBER && node->type != CDT_INTEGER)
        return;
    value = node->type == CDT_NUMBER ? node->as.number : cdt_decimal_of(node->as.integer);
    if (schema->has_minimum && cdt_decimal_cmp(value, schema->minimum) < 0) {
        cdt_decimal_write(schema->minimum, bound);
        fail(a, CDT_OUT_OF_RANGE, node, "%.*s: %.*s is less than %s", CDT_ARGS(subject(node)), CDT_ARGS(node->text),
             bound);
    } else if (schema->has_maximum && cdt_decimal_cmp(value, schema->maximum) > 0) {
        cdt_decimal_write(schema->maximum, bound);
        fail(a, CDT_OUT_OF_RANGE, node, "%.*s: %.*s is more than %s", CDT_ARGS(subject(node)), CDT_ARGS(node->text),
             bound);
    }
}

static void check_text(apply *a, const cdt_schema *schema, const cdt_node *node)
{
    if (schema->word_count && !is_word(schema, node->text))
        unknown_word(a, schema, node);
    if (schema->min_length && cdt_utf8_count(node->text) < schema->min_length)
        fail(a, CDT_OUT_OF_RANGE, node, "%.*s: wanted text of %zu characters or more", CDT_ARGS(subject(node)),
             schema->min_length);
    if (schema->pattern.len && !cdt_schema_matches(a->schemas, schema, node->text))
        fail(a, CDT_BAD_FORMAT, node, "%.*s: \"%.*s\" is not of the form that is wanted%s%.*s", CDT_ARGS(subject(node)),
             CDT_ARGS(node->text), schema->description.len ? ": " : "", CDT_ARGS(schema->description));
}

static void refers(apply *a, const cdt_schema *schema, const cdt_node *node)
{
    if (a->referring_count == a->referring_room) {
        a->referring_room = a->referring_room ? a->referring_room * 2 : 32;
        a->referring = cdt_realloc(a->referring, a->referring_room * sizeof *a->referring);
    }
    a->referring[a->referring_count++] = (referring){ node, schema };
}

static void visit_scalar(apply *a, const cdt_schema *schema, cdt_node *node)
{
    if (schema->refer_count)
        refers(a, schema, node);
    if (!read_scalar(schema, node)) {
        char better[160];
        size_t shown = node->text.len < 60 ? node->text.len : 60;
        while (shown && shown < node->text.len && ((unsigned char)node->text.at[shown] & 0xC0) == 0x80)
            shown--; /* no half character */
        cdt_spelling(schema, node->text, better, sizeof better);
        node->type = CDT_TEXT;
        fail(a, CDT_BAD_FORMAT, node, "%.*s: wanted %s, found \"%.*s\"%s", CDT_ARGS(subject(node)),
             cdt_schema_words(schema), (int)shown, node->text.at, better);
        return;
    }
    check_bounds(a, schema, node);
    check_text(a, schema, node);
}

/* ---- objects ---- */

/* {power: Local Government Act 1972, s.113}: is `key` the rest of the value before it, cut off by the comma? */
static bool is_cut_off(const cdt_schema *schema, const cdt_node *map, const cdt_node *key)
{
    const cdt_node *before = key->index ? map->children[key->index - 1] : NULL;

    return map->style == CDT_FLOW && key->kind == CDT_SCALAR && key->state == CDT_UNSTATED && !key->text.len &&
           before && before->kind == CDT_SCALAR && !cdt_schema_property(schema, key->key);
}

static void comma_in_braces(apply *a, const cdt_node *before, const cdt_node *key)
{
    bool touches = before->line == key->key_line && before->column + before->length + 1 == key->key_column;

    cdt_place_problem(
        a->document, a->diags, CDT_UNKNOWN_KEY, cdt_node_key_place(a->document, key),
        "within { } a comma ends the value; put quotes around a value that holds one: %.*s: \"%.*s,%s%.*s\"",
        CDT_ARGS(before->key), CDT_ARGS(before->text), touches ? "" : " ", CDT_ARGS(key->key));
    a->errors++;
}

static void unknown_key(apply *a, const cdt_schema *schema, const cdt_node *map, const cdt_node *key)
{
    const char *belongs = cdt_belongs_words(&a->belongs, a->schemas->root, key->key);
    cdt_nearest nearest = { .word = key->key };
    cdt_buf list = { 0 }, advice = { 0 };

    for (size_t i = 0; i < schema->property_count; i++) {
        cdt_nearest_try(&nearest, schema->properties[i].name);
        cdt_buf_printf(&list, "%s%.*s", i ? ", " : "", CDT_ARGS(schema->properties[i].name));
    }
    if (nearest.best.len)
        cdt_buf_printf(&advice, "did you mean %.*s%s%s?", CDT_ARGS(nearest.best),
                       *belongs ? ", or does it belong " : "", belongs);
    else
        cdt_buf_printf(&advice, "%s%s", *belongs ? "it belongs " : "the keys are ",
                       *belongs ? belongs : cdt_buf_str(&list).at);
    cdt_place_problem(a->document, a->diags, CDT_UNKNOWN_KEY, cdt_node_key_place(a->document, key),
                      "%.*s has no meaning %s%.*s; %s", CDT_ARGS(key->key),
                      map->parent ? "within " : "at the top level", map->parent ? (int)subject(map).len : 0,
                      subject(map).at, advice.at);
    cdt_buf_free(&list);
    cdt_buf_free(&advice);
    a->errors++;
}

static void type_free(apply *a, cdt_node *node);

static void visit_property(apply *a, const cdt_schema *schema, cdt_node *map, cdt_node *child)
{
    const cdt_property *property = cdt_schema_property(schema, child->key);

    if (property) {
        visit(a, property->schema, child);
    } else if (a->schemas->facts && cdt_str_is(child->key, CDT_STR("x"))) {
        if (child->kind != CDT_MAP && child->state == CDT_STATED)
            fail(a, CDT_WRONG_TYPE, child, "x: wanted a mapping of your own keys, found %s", found_words(child));
        type_free(a, child);
    } else if (schema->rest) {
        visit(a, schema->rest, child);
    } else if (schema->open_ended) {
        type_free(a, child);
    } else {
        unknown_key(a, schema, map, child);
    }
}

static void check_required(apply *a, const cdt_schema *schema, const cdt_node *node)
{
    const char *what = node->parent && node->parent->kind == CDT_LIST ? ": an item" : "";

    for (size_t i = 0; i < schema->property_count; i++) {
        const cdt_property *property = &schema->properties[i];
        const cdt_node *child = property->required ? cdt_node_get(node, property->name) : NULL;
        if (!property->required || (child && child->state == CDT_STATED))
            continue;
        if (child && child->state != CDT_UNSTATED)
            fail(a, CDT_MISSING_KEY, child, "%.*s must be stated; it cannot be none or open", CDT_ARGS(property->name));
        else if (property->schema->word_count == 1)
            fail(a, CDT_MISSING_KEY, child ? child : node, "wanted `%.*s: %.*s`", CDT_ARGS(property->name),
                 CDT_ARGS(property->schema->words[0]));
        else if (child)
            fail(a, CDT_MISSING_KEY, child, "%.*s is empty; wanted %s%s%.*s", CDT_ARGS(property->name),
                 cdt_schema_words(property->schema), property->schema->description.len ? ": " : "",
                 CDT_ARGS(property->schema->description));
        else
            fail(a, CDT_MISSING_KEY, node, "%.*s%s needs %.*s: %s", CDT_ARGS(subject(node)), what,
                 CDT_ARGS(property->name), cdt_schema_words(property->schema));
    }
}

static void count_stated(cdt_node *map)
{
    map->stated = 0;
    for (uint32_t i = 0; i < map->count; i++)
        map->stated += map->children[i]->state != CDT_UNSTATED;
}

static void visit_object(apply *a, const cdt_schema *schema, cdt_node *node)
{
    if (node->kind != CDT_MAP) {
        wrong_type(a, schema, node);
        return;
    }
    for (uint32_t i = 0; i < node->count; i++) {
        const cdt_node *next = i + 1 < node->count ? node->children[i + 1] : NULL;
        if (next && is_cut_off(schema, node, next)) /* half a value is not judged, nor is its rest */
            comma_in_braces(a, node->children[i++], next);
        else
            visit_property(a, schema, node, node->children[i]);
    }
    check_required(a, schema, node);
    count_stated(node);
}

/* ---- lists ---- */

static void check_reserved(apply *a, const cdt_node *id)
{
    for (size_t k = 0; k < a->schemas->reserved_count; k++)
        if (cdt_str_is(a->schemas->reserved[k], id->text))
            fail(a, CDT_RESERVED_ID, id, "\"%.*s\" has a meaning of its own; choose another id", CDT_ARGS(id->text));
}

/* The texts of a list's items: few are looked through, and many are found by a table. Whatever stands in `few` is in the table
 * too, once there is one. */
typedef struct texts {
    cdt_map many;
    cdt_map_slot few[8];
    size_t count;
} texts;

/* Where the value of `text` stands, which is made with NULL where there is none. */
static void **text_at(texts *t, cdt_str text)
{
    const size_t room = sizeof t->few / sizeof *t->few;

    for (size_t i = 0; i < t->count && t->count <= room; i++)
        if (cdt_str_is(t->few[i].key, text))
            return &t->few[i].value;
    if (t->count < room) {
        t->few[t->count] = (cdt_map_slot){ text, NULL };
        return &t->few[t->count++].value;
    }
    for (size_t i = 0; i < room && t->count == room; i++)
        *cdt_map_at(&t->many, t->few[i].key) = t->few[i].value;
    t->count = room + 1;
    return cdt_map_at(&t->many, text);
}

/* Find the items of a list whose text under `key` no other item has: that text names them in paths. */
static void label_items(apply *a, cdt_str key, bool unique, cdt_node *list)
{
    texts known = { .count = 0 };

    for (uint32_t i = 0; i < list->count; i++) {
        cdt_node *item = list->children[i], *first;
        const cdt_node *label = cdt_node_get(item, key);
        void **slot;
        item->label = NULL;
        if (!label || label->kind != CDT_SCALAR || label->state != CDT_STATED || !label->text.len)
            continue;
        slot = text_at(&known, label->text);
        first = *slot;
        if (first && unique)
            fail(a, CDT_DUPLICATE_ID, label, "%.*s \"%.*s\" is given twice; it stands on line %u already",
                 CDT_ARGS(key), CDT_ARGS(label->text), cdt_node_get(first, key)->line);
        if (first) {
            first->label = NULL;
        } else {
            item->label = label;
            *slot = item;
        }
        if (unique && cdt_str_is(key, CDT_STR("id")))
            check_reserved(a, label);
    }
    cdt_map_free(&known.many);
}

static void check_unique(apply *a, cdt_node *list)
{
    texts known = { .count = 0 };

    for (uint32_t i = 0; i < list->count; i++) {
        cdt_node *item = list->children[i];
        void **slot;
        if (item->kind != CDT_SCALAR)
            continue;
        slot = text_at(&known, item->text);
        if (*slot)
            fail(a, CDT_DUPLICATE_ID, item, "%.*s: %.*s is given twice", CDT_ARGS(subject(list)), CDT_ARGS(item->text));
        *slot = item;
    }
    cdt_map_free(&known.many);
}

/* "England, Scotland" where a list of words or ids may stand. */
static bool has_comma(const cdt_node *node)
{
    return node->kind == CDT_SCALAR && node->state == CDT_STATED && memchr(node->text.at, ',', node->text.len);
}

static void several_values(apply *a, cdt_code code, const cdt_node *node)
{
    fail(a, code, node, "%.*s: several values stand in brackets, as a list: [%.*s]", CDT_ARGS(subject(node)),
         CDT_ARGS(node->text));
}

static void visit_array(apply *a, const cdt_schema *schema, cdt_node *node)
{
    if (node->kind != CDT_LIST) {
        if (!schema->single || !schema->items) {
            wrong_type(a, schema, node);
            return;
        }
        if (schema->items->word_count && !is_word(schema->items, node->text) && has_comma(node)) {
            several_values(a, CDT_UNKNOWN_WORD, node);
            return;
        }
        visit(a, schema->items, node);
        node->schema = schema;
        return;
    }
    for (uint32_t i = 0; i < node->count && schema->items; i++)
        visit(a, schema->items, node->children[i]);
    if (schema->label.len)
        label_items(a, schema->label, schema->label_unique, node);
    if (schema->unique_items)
        check_unique(a, node);
}

/* ---- everything ---- */

static bool visit_short(apply *a, const cdt_schema *schema, cdt_node *node)
{
    const cdt_property *property;

    if (schema->shape != CDT_SHAPE_OBJECT || !schema->scalar.len || node->kind == CDT_MAP)
        return false;
    property = cdt_schema_property(schema, schema->scalar);
    if (!property || (node->kind == CDT_LIST && property->schema->shape != CDT_SHAPE_ARRAY))
        return false;
    visit(a, property->schema, node);
    node->schema = schema;
    return true;
}

/* {other: text} in place of a word of the vocabulary. */
static bool visit_other(apply *a, const cdt_schema *schema, cdt_node *node)
{
    if (!schema->other || node->kind != CDT_MAP || !only_key(node, "other"))
        return false;
    if (node->count > 1 || node->children[0]->kind != CDT_SCALAR || node->children[0]->state != CDT_STATED)
        fail(a, CDT_WRONG_TYPE, node, "%.*s: wanted {other: your own words} with nothing beside it",
             CDT_ARGS(subject(node)));
    return true;
}

static void visit(apply *a, const cdt_schema *schema, cdt_node *node)
{
    node->schema = schema;
    if (visit_state(a, schema, node) || visit_other(a, schema, node) || visit_short(a, schema, node))
        return;
    switch (schema->shape) {
    case CDT_SHAPE_ANY:
        node->schema = NULL;
        type_free(a, node);
        break;
    case CDT_SHAPE_OBJECT: visit_object(a, schema, node); break;
    case CDT_SHAPE_ARRAY: visit_array(a, schema, node); break;
    default:
        if (node->kind == CDT_SCALAR)
            visit_scalar(a, schema, node);
        else
            wrong_type(a, schema, node);
        break;
    }
}

static bool is_one_of(cdt_str text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (cdt_str_is_z(text, words[i]))
            return true;
    return false;
}

static bool core_boolean(cdt_str text, bool *out)
{
    static const char *const yes[] = { "true", "True", "TRUE" }, *const no[] = { "false", "False", "FALSE" };

    *out = is_one_of(text, yes, 3);
    return *out || is_one_of(text, no, 3);
}

/* 0x1F and 0o17; of the numbers in tens read_integer() takes care. */
static bool core_based(cdt_str text, int64_t *out)
{
    bool hex = cdt_str_starts(text, CDT_STR("0x"));
    const char *digits = hex ? "0123456789abcdefABCDEF" : "01234567";

    if ((!hex && !cdt_str_starts(text, CDT_STR("0o"))) || text.len < 3 || text.len > (hex ? 17 : 22) ||
        strspn(text.at + 2, digits) != text.len - 2)
        return false;
    *out = (int64_t)strtoull(text.at + 2, NULL, hex ? 16 : 8);
    return *out >= 0;
}

static bool core_special(cdt_str text, double *out)
{
    static const char *const inf[] = { ".inf", ".Inf", ".INF" }, *const nan[] = { ".nan", ".NaN", ".NAN" };
    bool sign = text.len && (text.at[0] == '-' || text.at[0] == '+');

    *out = text.len && text.at[0] == '-' ? -INFINITY : INFINITY;
    if (is_one_of(cdt_str_slice(text, sign, text.len), inf, 3))
        return true;
    *out = NAN;
    return is_one_of(text, nan, 3);
}

/* YAML 1.2 core schema, 10.3.2, for plain scalars of free mappings. */
static void type_core(apply *a, cdt_node *node)
{
    cdt_str text = node->text;
    int64_t integer;
    double real;
    bool boolean;
    char *end;
    char copy[64];

    node->type = CDT_TEXT;
    if (node->style != CDT_PLAIN || node->state != CDT_STATED)
        return;
    if (core_boolean(text, &boolean)) {
        node->type = CDT_BOOLEAN;
        node->as.boolean = boolean;
    } else if (read_integer(text, &integer) || core_based(text, &integer)) {
        node->type = CDT_INTEGER;
        node->as.integer = integer;
    } else if (core_special(text, &real)) {
        node->type = CDT_FLOAT;
        node->as.real = real;
    } else if (text.len < sizeof copy && strspn(text.at, "+-.0123456789eE") == text.len &&
               strcspn(text.at, "0123456789") < text.len) {
        memcpy(copy, text.at, text.len + 1);
        node->as.real = strtod(copy, &end);
        if (!*end)
            node->type = CDT_FLOAT;
        if (!*end && !memchr(copy, '.', text.len) && !memchr(copy, 'e', text.len) && !memchr(copy, 'E', text.len))
            fail(a, CDT_OUT_OF_RANGE, node, "%s is outside the range of whole numbers; quote it if it is text", copy);
    }
}

static void type_free(apply *a, cdt_node *node)
{
    node->schema = NULL;
    if (a->schemas->facts && node->state == CDT_STATED) {
        if (node->kind == CDT_SCALAR && node->style == CDT_PLAIN && cdt_str_is(node->text, CDT_STR("none")))
            node->state = CDT_NONE;
        else if (node->kind == CDT_MAP && node->count == 1 && cdt_str_is(node->children[0]->key, CDT_STR("none")))
            node->state = CDT_NONE;
        else if (node->kind == CDT_MAP && node->count == 1 && cdt_str_is(node->children[0]->key, CDT_STR("open")))
            visit_open(a, node);
    }
    if (node->kind == CDT_SCALAR)
        type_core(a, node);
    for (uint32_t i = 0; i < node->count; i++)
        type_free(a, node->children[i]);
    if (node->kind == CDT_LIST)
        label_items(a, CDT_STR("id"), false, node);
    else if (node->kind == CDT_MAP)
        count_stated(node);
}

/* ---- ids ---- */

/* Every text that `path` ("finance.costs[].id") leads to, from `node` on. */
static void gather(cdt_map *ids, const cdt_node *node, cdt_str path)
{
    if (!node)
        return;
    if (!path.len) {
        if (node->kind == CDT_SCALAR && node->state == CDT_STATED)
            *cdt_map_at(ids, node->text) = (void *)(uintptr_t)node;
        return;
    }
    if (cdt_str_starts(path, CDT_STR("[]"))) {
        path = cdt_str_slice(path, 2, path.len);
        if (node->kind != CDT_LIST)
            gather(ids, node, path);
        for (uint32_t i = 0; i < node->count && node->kind == CDT_LIST; i++)
            gather(ids, node->children[i], path);
    } else {
        size_t from = path.at[0] == '.', end = from;
        while (end < path.len && path.at[end] != '.' && path.at[end] != '[')
            end++;
        gather(ids, cdt_node_get(node, cdt_str_slice(path, from, end)), cdt_str_slice(path, end, path.len));
    }
}

static const cdt_map *ids_at(apply *a, cdt_str path)
{
    void **slot = cdt_map_at(&a->ids, path);
    cdt_map *ids = *slot;

    if (!ids) {
        ids = cdt_malloc(sizeof *ids);
        *ids = (cdt_map){ 0 };
        *slot = ids;
        gather(ids, a->document->root, path);
    }
    return ids;
}

static bool is_path(cdt_str refer)
{
    return memchr(refer.at, '.', refer.len) || memchr(refer.at, '[', refer.len);
}

/* A word that may stand there: try it, and list it as far as a message has room. */
static void try_word(cdt_nearest *nearest, cdt_buf *list, cdt_str word)
{
    cdt_nearest_try(nearest, word);
    if (list->len < 200)
        cdt_buf_printf(list, "%s%.*s", list->len ? ", " : "", CDT_ARGS(word));
}

static int by_number(const void *a, const void *b)
{
    const cdt_node *const *x = a, *const *y = b;

    return (*x)->number < (*y)->number ? -1 : (*x)->number > (*y)->number;
}

/* The same for ids, in the order of the file. */
static void try_ids(cdt_nearest *nearest, cdt_buf *list, const cdt_map *ids)
{
    const cdt_node **nodes = cdt_malloc(ids->count * sizeof *nodes);
    size_t count = 0;

    for (size_t i = 0; i < ids->size; i++)
        if (ids->slots[i].key.at)
            nodes[count++] = ids->slots[i].value;
    qsort(nodes, count, sizeof *nodes, by_number);
    for (size_t i = 0; i < count; i++)
        try_word(nearest, list, nodes[i]->text);
    free(nodes);
}

static void unknown_id(apply *a, const cdt_schema *schema, const cdt_node *node)
{
    cdt_nearest nearest = { .word = node->text };
    cdt_buf list = { 0 };

    for (size_t i = 0; i < schema->refer_count && !cdt_diags_full(a->diags, CDT_ERROR); i++) {
        if (is_path(schema->refers[i]))
            try_ids(&nearest, &list, ids_at(a, schema->refers[i]));
        else
            try_word(&nearest, &list, schema->refers[i]);
    }
    if (has_comma(node) && node->schema->shape == CDT_SHAPE_ARRAY)
        several_values(a, CDT_UNKNOWN_ID, node);
    else if (nearest.best.len)
        fail(a, CDT_UNKNOWN_ID, node, "%.*s: no \"%.*s\" is named in this file; did you mean %.*s?",
             CDT_ARGS(subject(node)), CDT_ARGS(node->text), CDT_ARGS(nearest.best));
    else
        fail(a, CDT_UNKNOWN_ID, node, "%.*s: no \"%.*s\" is named in this file; %s%s", CDT_ARGS(subject(node)),
             CDT_ARGS(node->text), list.len ? "wanted one of " : "none is named yet", cdt_buf_str(&list).at);
    cdt_buf_free(&list);
}

static bool is_known(apply *a, cdt_str refer, cdt_str id)
{
    return is_path(refer) ? cdt_map_get(ids_at(a, refer), id) != NULL : cdt_str_is(refer, id);
}

static void check_refers(apply *a, const cdt_schema *schema, const cdt_node *node)
{
    for (size_t i = 0; i < schema->refer_count; i++)
        if (is_known(a, schema->refers[i], node->text))
            return;
    unknown_id(a, schema, node);
}

static void resolve(apply *a)
{
    for (size_t i = 0; i < a->referring_count; i++)
        if (a->referring[i].node->state == CDT_STATED)
            check_refers(a, a->referring[i].schema, a->referring[i].node);
}

size_t cdt_schema_apply_to(const cdt_schemas *schemas, const cdt_schema *schema, cdt_document *document, cdt_node *node,
                           cdt_diags *diags)
{
    apply a = { .schemas = schemas, .document = document, .diags = diags };

    visit(&a, schema, node);
    free(a.referring);
    cdt_belongs_free(&a.belongs);
    return a.errors;
}

size_t cdt_schema_apply(const cdt_schemas *schemas, cdt_document *document, cdt_diags *diags)
{
    apply a = { .schemas = schemas, .document = document, .diags = diags };

    visit(&a, schemas->root, document->root);
    resolve(&a);
    for (size_t i = 0; i < a.ids.size; i++) {
        if (a.ids.slots[i].key.at)
            cdt_map_free(a.ids.slots[i].value);
        free(a.ids.slots[i].value);
    }
    cdt_map_free(&a.ids);
    free(a.referring);
    cdt_belongs_free(&a.belongs);
    return a.errors;
}
