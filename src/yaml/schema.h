/* schema.h - the shape of a kind of file: one interpreter for agreements, checklists and whatever else is read.
 *
 * A schema is YAML in JSON Schema's words (a subset) plus private keys that begin with x-. It is compiled once and never
 * changes. Applying it to a document types every scalar (so nothing is guessed from how a value looks), finds which facts are
 * expressly none or open, and reports whatever does not fit, with its place and what to write instead.
 *
 *   standard    type properties required enum items $ref $defs additionalProperties default format (date, duration)
 *               minimum maximum minLength pattern uniqueItems title description examples
 *   private     x-refers-to      ids this text may be: paths such as parties[].id, and bare words that are reserved
 *               x-unique         of a list: the key whose value must differ and which names its items in paths
 *               x-label          the same, but it need not differ
 *               x-single         of a list: one item may stand for a list of one
 *               x-scalar         of an object: the property that a plain value stands for (a list, where it is one)
 *               x-other          of an enum: `other: <text>` may stand for a word
 *               x-free           a mapping whose content is the user's own
 *               x-facts          on the root: facts may be `none` or `open`, and `x:` may stand in every mapping
 *               x-question x-asked-of x-unit x-descriptive   told to the user, see cdt_schema
 */
#ifndef CDT_YAML_SCHEMA_H
#define CDT_YAML_SCHEMA_H

#include "base/buf.h"
#include "base/embedded.h"
#include "yaml/tree.h"

typedef enum cdt_shape {
    CDT_SHAPE_ANY, /* free: typed by the YAML 1.2 core schema */
    CDT_SHAPE_TEXT,
    CDT_SHAPE_BOOLEAN,
    CDT_SHAPE_INTEGER,
    CDT_SHAPE_NUMBER,
    CDT_SHAPE_DATE,
    CDT_SHAPE_DURATION,
    CDT_SHAPE_ARRAY,
    CDT_SHAPE_OBJECT
} cdt_shape;

typedef struct cdt_schema cdt_schema;

typedef struct cdt_property {
    cdt_str name;
    const cdt_schema *schema;
    bool required;
} cdt_property;

/* One place of the shape. Plain data, to be read; it lives in the arena it was compiled into. */
struct cdt_schema {
    /* what is looked at for every value */
    cdt_shape shape;
    unsigned number;  /* schemas of one compilation are numbered from 0; a $ref without additions shares the number */
    bool descriptive; /* no check needs it */
    bool open_ended;  /* of an object: other keys are allowed */
    bool label_unique, single, unique_items; /* of an array */
    bool other, has_minimum, has_maximum;    /* of a scalar */
    const cdt_property *properties;          /* of an object, in the schema's order */
    const uint32_t *signs;                   /* cdt_key_sign() of their names */
    size_t property_count, word_count;
    const cdt_schema *items; /* of an array */
    const cdt_str *words;    /* enum */
    cdt_str scalar;          /* x-scalar */

    cdt_str label;         /* x-unique or x-label */
    const cdt_str *refers; /* x-refers-to */
    size_t refer_count;
    size_t min_length;
    cdt_str pattern;        /* empty: none */
    const cdt_schema *rest; /* what other keys hold; NULL: there are none, or theirs is free */
    unsigned matcher;       /* of a pattern: its number among the schemas' matchers */
    cdt_decimal minimum, maximum;

    cdt_str title, description, unit;
    cdt_str question;         /* plain English, for a fact that is not stated */
    cdt_str asked_of;         /* legal, finance, hr, ict, service */
    const cdt_node *fallback; /* default, typed; NULL: none */
    const cdt_node *source;
};

typedef struct cdt_schemas {
    cdt_document document; /* the schema's own text */
    const cdt_schema *root;
    size_t count;            /* one more than the largest number */
    bool facts;              /* x-facts */
    const cdt_str *reserved; /* the bare words of every x-refers-to: no id may be one */
    size_t reserved_count;
    struct cdt_matcher *matchers; /* the patterns, compiled when one is first tried; NULL: there are none */
    unsigned matcher_count;
} cdt_schemas;

/* Compile a schema from its YAML text, which must outlive it. Problems go to `diags`; false where there was an error.
 * Release with cdt_schemas_free() in either case. */
bool cdt_schemas_read(cdt_schemas *schemas, const char *file, cdt_str text, cdt_diags *diags);

/* The same from a file that is compiled in. */
bool cdt_schemas_embedded(cdt_schemas *schemas, const cdt_embedded *file, cdt_diags *diags);

/* Compile a mapping of names to schemas (a checklist's settings) as an object with these properties. `document` holds
 * the mapping and must outlive the result. */
bool cdt_schemas_of(cdt_schemas *schemas, const cdt_document *document, const cdt_node *properties, cdt_diags *diags);

/* Schemas that were frozen (src/freeze.c) as they are used: `schemas` holds them. `file` is the one they were read from; NULL:
 * they are part of another. */
void cdt_schemas_thaw(cdt_schemas *schemas, const cdt_embedded *file);

void cdt_schemas_free(cdt_schemas *schemas);

/* Does the text fit the pattern of one of the schemas? Threads may ask at once. */
bool cdt_schema_matches(const cdt_schemas *schemas, const cdt_schema *schema, cdt_str text);

/* Is the document of this kind: is `schema` its first key, and is the value the one word that the schema knows? Where not, a
 * problem says so. The root may not be NULL. */
bool cdt_schema_head(const cdt_schemas *schemas, const cdt_document *document, cdt_diags *diags);

/* Read a file of a kind whose schema is only compiled when there is one: `schema` holds it.
 * Every problem goes to `diags`; false where there was an error. Release both with cdt_document_free() and cdt_schemas_free()
 * in either case. */
bool cdt_schema_read_file(cdt_schemas *schemas, cdt_document *document, const cdt_embedded *schema, const char *file,
                          cdt_str text, cdt_diags *diags);

/* Apply a schema to a document that was read: types its scalars, sets the states, reports what does not fit. Returns the
 * number of errors. */
size_t cdt_schema_apply(const cdt_schemas *schemas, cdt_document *document, cdt_diags *diags);

/* The same for one node of it against one schema of the set; ids are not resolved. */
size_t cdt_schema_apply_to(const cdt_schemas *schemas, const cdt_schema *schema, cdt_document *document, cdt_node *node,
                           cdt_diags *diags);

/* The property `name` of an object; of a short form's list, that of its items. NULL: there is none. */
const cdt_property *cdt_schema_property(const cdt_schema *schema, cdt_str name);

/* The schema of the fact at `path` ("exit.notice", "parties[].id", "parties[south].name"); NULL: the schema has none. */
const cdt_schema *cdt_schema_find(const cdt_schema *root, cdt_str path);

/* What a value of this schema is called: "a date such as 2026-04-01", "yes or no", "a list". */
const char *cdt_schema_words(const cdt_schema *schema);

/* Write the schema as JSON Schema draft-07 for editors: the short forms, yes/no, none, open and x spelled out, private keys
 * left out. */
void cdt_schema_export(const cdt_schemas *schemas, cdt_buf *out);

#endif
