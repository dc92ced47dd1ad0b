/* Prints what the manual pages of section 5 and 7 are held to: the fields of a schema as items of an mdoc list, the names of
 * the rule language, its limits. tests/house/pages.sh holds the pages to it. */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "agreement/library.h"
#include "base/limits.h"
#include "cel/functions.h"
#include "cel/parse.h"

enum { PATH = 256, DEPTH = 32 };

/* ---- fields ---- */

static void put(cdt_str text)
{
    printf("%.*s", CDT_ARGS(text));
}

/* Words with commas; the last two with `conjunction`. */
static void put_words(const cdt_str *words, size_t count, const char *conjunction)
{
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            printf(i + 1 == count ? " %s " : ", ", conjunction);
        put(words[i]);
    }
}

/* What an id names: "governance.boards[].id" is a board. Empty: a bare word. */
static cdt_str named_by(cdt_str path, bool plural)
{
    static const struct {
        const char *path, *one, *many;
    } rows[] = {
        { "parties[].id", "a party", "parties" },
        { "bodies[].id", "a body", "bodies" },
        { "governance.boards[].id", "a board", "boards" },
        { "documents[].id", "a document", "documents" },
        { "procurements[].id", "a procurement", "procurements" },
        { "milestones[].id", "a milestone", "milestones" },
        { "groups[].id", "a group", "groups" },
        { "sources[].id", "a source", "sources" },
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (cdt_str_is_z(path, rows[i].path))
            return cdt_str_z(plural ? rows[i].many : rows[i].one);
    assert(!memchr(path.at, '[', path.len)); /* a new kind of id needs its row */
    return (cdt_str){ 0 };
}

static void put_ids(const cdt_schema *schema, bool plural)
{
    cdt_str kinds[8], bare[8];
    size_t kind_count = 0, bare_count = 0;

    for (size_t i = 0; i < schema->refer_count; i++) {
        cdt_str kind = named_by(schema->refers[i], plural);
        assert(kind_count < 8 && bare_count < 8);
        if (kind.len)
            kinds[kind_count++] = kind;
        else
            bare[bare_count++] = schema->refers[i];
    }
    printf(plural ? "Ids of " : "The id of ");
    put_words(kinds, kind_count, "or");
    if (bare_count) {
        printf(", or ");
        put_words(bare, bare_count, "or");
    }
}

static void put_range(const cdt_schema *schema)
{
    char text[CDT_DECIMAL_SIZE];

    if (schema->has_minimum) {
        cdt_decimal_write(schema->minimum, text);
        printf(schema->has_maximum ? " from %s" : ", at least %s", text);
    }
    if (schema->has_maximum) {
        cdt_decimal_write(schema->maximum, text);
        printf(schema->has_minimum ? " to %s" : ", at most %s", text);
    }
}

/* Words may hold "or" themselves ("partnership or collaboration"): bars stand between them. */
static void put_vocabulary(const cdt_schema *schema)
{
    for (size_t i = 0; i < schema->word_count; i++)
        printf("%s%.*s", i ? " | " : "", CDT_ARGS(schema->words[i]));
    if (schema->other)
        printf(" | other: words of your own");
}

static void put_text_form(const cdt_schema *schema, bool plural)
{
    const cdt_node *examples = cdt_node_get_z(schema->source, "examples");

    if (schema->word_count > 1 || (schema->word_count && plural)) {
        printf(plural ? "Any of: " : "One of: ");
        put_vocabulary(schema);
    } else if (schema->word_count) {
        printf("Always `%.*s`", CDT_ARGS(schema->words[0]));
    } else if (schema->refer_count) {
        put_ids(schema, plural);
    } else {
        printf(plural ? "Texts" : "Text");
    }
    for (uint32_t i = 0; examples && i < examples->count; i++) {
        printf(i ? " or " : ", such as ");
        put(examples->children[i]->text);
    }
}

/* What is to be written: "One of yes or no". Without the full stop. */
static void put_form(const cdt_schema *schema, bool plural)
{
    switch (schema->shape) {
    case CDT_SHAPE_TEXT: put_text_form(schema, plural); break;
    case CDT_SHAPE_BOOLEAN: printf("Yes or no"); break;
    case CDT_SHAPE_INTEGER:
    case CDT_SHAPE_NUMBER:
        printf(plural ? "Numbers" : schema->shape == CDT_SHAPE_INTEGER ? "Whole number" : "Number");
        if (schema->unit.len)
            printf(" of %.*s", CDT_ARGS(schema->unit));
        put_range(schema);
        break;
    case CDT_SHAPE_DATE: printf("Date"); break;
    case CDT_SHAPE_DURATION: printf("Period"); break;
    case CDT_SHAPE_ARRAY:
        if (schema->items->shape != CDT_SHAPE_OBJECT) {
            put_form(schema->items, true);
            printf("; a list");
        } else {
            printf("List of mappings");
        }
        if (schema->single)
            printf(", or one alone");
        if (schema->items->scalar.len)
            printf("; a plain value stands for a mapping with only `%.*s`", CDT_ARGS(schema->items->scalar));
        break;
    case CDT_SHAPE_OBJECT:
        printf("Mapping");
        if (schema->scalar.len)
            printf("; a plain value stands for one with only `%.*s`", CDT_ARGS(schema->scalar));
        break;
    case CDT_SHAPE_ANY: printf("Any value"); break;
    }
}

static void put_sentences(cdt_str text)
{
    for (size_t i = 0; i < text.len; i++)
        putchar(text.at[i] == ' ' && i > 0 && text.at[i - 1] == '.' ? '\n' : text.at[i]);
    putchar('\n');
}

static bool is_sum(const cdt_schema *schema)
{
    return schema->shape == CDT_SHAPE_OBJECT && cdt_str_is_z(schema->scalar, "amount");
}

static void field(const cdt_property *property, const char *path)
{
    const cdt_schema *schema = property->schema;
    const cdt_node *fallback = schema->fallback;

    printf(".It Ic %s\n", path);
    put_sentences(schema->description);
    if (is_sum(schema)) {
        printf("Sum of money, with\n");
        for (size_t i = 0; i < schema->property_count; i++)
            printf(".Ic %s.%.*s%s\n", path, CDT_ARGS(schema->properties[i].name),
                   i + 1 < schema->property_count ? " ," : " .");
    } else if (!cdt_str_is_z(property->name, "id")) {
        put_form(schema, false);
        printf(".\n");
    }
    if (property->required)
        printf("Required.\n");
    if (fallback && fallback->kind == CDT_SCALAR)
        printf("Where it is not said: %.*s.\n", CDT_ARGS(fallback->text));
    if (schema->asked_of.len && !schema->descriptive)
        printf(".Bq %.*s\n", CDT_ARGS(schema->asked_of));
}

/* A subsection for each field of the root that has fields of its own; those before the first stand together. */
static bool begins(const cdt_schema *schema, size_t index)
{
    while (schema->shape == CDT_SHAPE_ARRAY)
        schema = schema->items;
    return schema->property_count > 0 || index == 0;
}

static void fields(const cdt_schema *schema, const char *path, unsigned depth)
{
    char below[PATH];
    bool named = false;

    assert(depth < DEPTH);
    if (schema->shape == CDT_SHAPE_ARRAY) {
        snprintf(below, sizeof below, "%s[]", path);
        fields(schema->items, below, depth + 1);
        return;
    }
    for (size_t i = 0; i < schema->property_count; i++) {
        const cdt_property *property = &schema->properties[i];
        int len = snprintf(below, sizeof below, "%s%s%.*s", path, *path ? "." : "", CDT_ARGS(property->name));
        (void)len;
        assert(len > 0 && (size_t)len < sizeof below);
        if (depth == 0 && (named || begins(property->schema, i))) {
            named = i > 0;
            if (named)
                printf(".El\n.Ss %s\n", below);
            printf(".Bl -tag -width Ds -compact\n");
        }
        field(property, below);
        if (!is_sum(property->schema))
            fields(property->schema, below, depth + 1);
    }
    if (depth == 0)
        printf(".El\n");
}

/* ---- the rule language ---- */

static const cel_function *const tables[] = {
    cel_functions_core,   cel_functions_convert,  cel_functions_time,   cel_functions_string,  cel_functions_math,
    cel_functions_list,   cel_functions_optional, cel_functions_domain, cel_functions_pattern, cel_functions_encode,
};

/* "name arguments", the receiver counted; with "..." where the last may be repeated. */
static void functions(void)
{
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        for (const cel_function *row = tables[i]; row->name; row++)
            printf("%s %zu%s\n", row->name, row->count, row->style & CEL_MANY ? " ..." : "");
}

static void names(void)
{
    for (const cel_function *row = cel_functions_operators; row->name; row++)
        printf("operator %s\n", row->name);
    for (size_t i = 0; cel_macro_name(i); i++)
        printf("macro %s\n", cel_macro_name(i));
}

static void limit(const char *name, long long value, const char *what)
{
    if (strncmp(name, "CONDITION", 9) != 0 && strncmp(name, "PATTERN", 7) != 0)
        return;
    printf(value >= 1 << 20 && value % (1 << 20) == 0 ? ".It %lld Mi\n" : ".It %lld\n",
           value >= 1 << 20 && value % (1 << 20) == 0 ? value >> 20 : value);
    printf("%s\n", what);
}

/* The fields of a kind of file whose schema is only read when such a file is. */
static void fields_of(const char *name)
{
    cdt_schemas schemas;
    cdt_diags *diags = cdt_diags_new();
    bool good = cdt_schemas_embedded(&schemas, cdt_embedded_find(name), diags);

    assert(good);
    if (good)
        fields(schemas.root, "", 0);
    cdt_schemas_free(&schemas);
    cdt_diags_free(diags);
}

int main(int argc, char **argv)
{
    const char *what = argc == 2 ? argv[1] : "";
    cdt_library *library = cdt_library_new();
    int status = 0;

    if (strcmp(what, "agreement") == 0) {
        fields(library->agreement.root, "", 0);
    } else if (strcmp(what, "checklist") == 0) {
        fields(library->checklist.root, "", 0);
    } else if (strcmp(what, "waivers") == 0) {
        fields_of("schemas/waivers.schema.yaml");
    } else if (strcmp(what, "config") == 0) {
        fields_of("schemas/config.schema.yaml");
    } else if (strcmp(what, "baseline") == 0) {
        fields_of("schemas/baseline.schema.yaml");
    } else if (strcmp(what, "functions") == 0) {
        functions();
    } else if (strcmp(what, "names") == 0) {
        names();
    } else if (strcmp(what, "limits") == 0) {
#define LIMIT(name, value, text) limit(#name, value, text);
        CDT_LIMITS(LIMIT)
    } else {
        fputs("usage: manual_pages agreement|checklist|config|waivers|baseline|functions|names|limits\n", stderr);
        status = 2;
    }
    cdt_library_free(library);
    return status;
}
