#include "checklist/draft_type.h"

/* ---- types ---- */

static const cel_type *field_type(const void *pointer, cdt_str name)
{
    const cdt_draft_object *object = pointer;

    for (size_t i = 0; i < object->field_count; i++)
        if (cdt_str_is_z(name, object->fields[i].name))
            return object->fields[i].type;
    return NULL;
}

static cdt_str field_name(const void *pointer, size_t index)
{
    const cdt_draft_object *object = pointer;

    return index < object->field_count ? cdt_str_z(object->fields[index].name) : CDT_STR("");
}

static const cel_object table = { field_type, field_name };

static const cdt_str kinds[] = { { "clause", 6 }, { "schedule", 8 }, { "table", 5 }, { "note", 4 } };
static const cdt_str regions[] = { { "body", 4 },     { "title", 5 },        { "contents", 8 },  { "parties", 7 },
                                   { "recitals", 8 }, { "definitions", 11 }, { "execution", 9 }, { "furniture", 9 } };
static const cdt_str values[] = { { "period", 6 }, { "date", 4 }, { "sum", 3 }, { "percent", 7 }, { "number", 6 } };

#define WORDS(list)                                                                                                    \
    {                                                                                                                  \
        .kind = CEL_STRING, .words = (list), .word_count = sizeof(list) / sizeof *(list)                               \
    }

static const cel_type kind_type = WORDS(kinds), region_type = WORDS(regions), value_kind_type = WORDS(values);

/* The type of an object called `id`, and of a list of them. */
#define OBJECT(id, words)                                                                                              \
    static const cdt_draft_object id##_object;                                                                         \
    static const cel_type id##_type = {                                                                                \
        .kind = CEL_OBJECT, .table = &table, .object = &id##_object, .name = { words, sizeof(words) - 1 }              \
    };                                                                                                                 \
    static const cel_type id##_list = { .kind = CEL_LIST, .item = &id##_type };

OBJECT(file, "file of the draft")
OBJECT(clause, "clause")
OBJECT(sentence, "sentence")
OBJECT(definition, "definition")
OBJECT(reference, "reference")
OBJECT(placeholder, "placeholder")
OBJECT(party, "party of the draft")
OBJECT(value, "value of the draft")
OBJECT(remark, "remark")
OBJECT(fact, "fact of the draft")
OBJECT(fault, "fault of the draft")

static const cel_type text_list = { .kind = CEL_LIST, .item = &cel_type_string };
static const cel_type health_type = {
    .kind = CEL_OBJECT, .table = &table, .object = &cdt_draft_health, .name = { "health of the draft", 19 }
};
const cel_type cdt_draft_type = {
    .kind = CEL_OBJECT, .table = &table, .object = &cdt_draft_whole, .name = { "draft", 5 }
};

/* ---- fields ---- */

#define TEXT(from, member)                                                                                             \
    {                                                                                                                  \
#member, CDT_READ_TEXT, offsetof(from, member), &cel_type_string, NULL                                         \
    }
#define FLAG(from, member)                                                                                             \
    {                                                                                                                  \
#member, CDT_READ_FLAG, offsetof(from, member), &cel_type_bool, NULL                                           \
    }
#define COUNT(from, member)                                                                                            \
    {                                                                                                                  \
#member, CDT_READ_COUNT, offsetof(from, member), &cel_type_int, NULL                                           \
    }
#define SMALL(from, member)                                                                                            \
    {                                                                                                                  \
#member, CDT_READ_SMALL, offsetof(from, member), &cel_type_int, NULL                                           \
    }
#define STRETCH(from, name, member)                                                                                    \
    {                                                                                                                  \
        name, CDT_READ_STRETCH, offsetof(from, member), &cel_type_string, NULL                                         \
    }
#define ELEMENT(from, name, member, id)                                                                                \
    {                                                                                                                  \
        name, CDT_READ_ELEMENT, offsetof(from, member), &id##_type, &id##_object                                       \
    }

/* Where something stands: the clause as it is cited, and the clause itself. */
#define STANDS(from)                                                                                                   \
    { "clause", CDT_READ_CLAUSE, offsetof(from, clause), &cel_type_string, NULL },                                     \
        ELEMENT(from, "within", clause, clause)

static const cdt_draft_field file_fields[] = { TEXT(cdt_draft_file, name), TEXT(cdt_draft_file, format) };

_Static_assert(offsetof(cdt_clause, end) == offsetof(cdt_clause, start) + sizeof(size_t), "a stretch");
_Static_assert(offsetof(cdt_sentence, end) == offsetof(cdt_sentence, start) + sizeof(size_t), "a stretch");

static const cdt_draft_field clause_fields[] = {
    { "kind", CDT_READ_KIND, offsetof(cdt_clause, kind), &kind_type, NULL },
    { "region", CDT_READ_REGION, offsetof(cdt_clause, region), &region_type, NULL },
    SMALL(cdt_clause, level),
    TEXT(cdt_clause, number),
    TEXT(cdt_clause, label),
    TEXT(cdt_clause, heading),
    STRETCH(cdt_clause, "text", start),
    { "words", CDT_READ_WORDS, 0, &cel_type_string, NULL },
    ELEMENT(cdt_clause, "parent", parent, clause),
    ELEMENT(cdt_clause, "part", part, clause),
    FLAG(cdt_clause, numbered),
    FLAG(cdt_clause, uncertain),
    FLAG(cdt_clause, listed),
    SMALL(cdt_clause, page),
    SMALL(cdt_clause, row),
    SMALL(cdt_clause, column),
};

static const cdt_draft_field sentence_fields[] = { STRETCH(cdt_sentence, "text", start), STANDS(cdt_sentence) };

static const cdt_draft_field definition_fields[] = {
    TEXT(cdt_definition, term),
    STRETCH(cdt_definition, "meaning", meaning),
    TEXT(cdt_definition, style),
    COUNT(cdt_definition, uses),
    COUNT(cdt_definition, uses_in_definitions),
    ELEMENT(cdt_definition, "same", same, definition),
    STANDS(cdt_definition),
};

static const cdt_draft_field reference_fields[] = {
    TEXT(cdt_reference, text),       TEXT(cdt_reference, kind),
    TEXT(cdt_reference, number),     ELEMENT(cdt_reference, "target", target, clause),
    FLAG(cdt_reference, resolved),   FLAG(cdt_reference, external),
    FLAG(cdt_reference, attachment), FLAG(cdt_reference, again),
    FLAG(cdt_reference, self),       FLAG(cdt_reference, doubtful),
    TEXT(cdt_reference, near),       STANDS(cdt_reference),
};

static const cdt_draft_field placeholder_fields[] = {
    TEXT(cdt_placeholder, kind),      STRETCH(cdt_placeholder, "text", at),
    FLAG(cdt_placeholder, execution), FLAG(cdt_placeholder, date),
    STANDS(cdt_placeholder),
};

static const cdt_draft_field party_fields[] = {
    TEXT(cdt_draft_party, name),
    TEXT(cdt_draft_party, short_name),
    FLAG(cdt_draft_party, signs),
    STANDS(cdt_draft_party),
};

static const cdt_draft_field value_fields[] = {
    { "kind", CDT_READ_VALUE, offsetof(cdt_draft_value, kind), &value_kind_type, NULL },
    TEXT(cdt_draft_value, value),
    TEXT(cdt_draft_value, unit),
    TEXT(cdt_draft_value, figures),
    STRETCH(cdt_draft_value, "text", at),
    STANDS(cdt_draft_value),
};

static const cdt_draft_field fault_fields[] = {
    TEXT(cdt_fault, kind),          TEXT(cdt_fault, what), TEXT(cdt_fault, near),
    STRETCH(cdt_fault, "text", at), STANDS(cdt_fault),
};

static const cdt_draft_field remark_fields[] = {
    TEXT(cdt_remark, kind),
    TEXT(cdt_remark, author),
    TEXT(cdt_remark, text),
    STANDS(cdt_remark),
};

static const cdt_draft_field fact_fields[] = {
    TEXT(cdt_draft_fact, path),
    TEXT(cdt_draft_fact, value),
    STRETCH(cdt_draft_fact, "text", at),
    STANDS(cdt_draft_fact),
};

/* A problem is its text. */
static const cdt_draft_object problem_object = { .name = "problem",
                                                 .list = "health.problems",
                                                 .size = sizeof(const char *),
                                                 .at = offsetof(cdt_draft, health.problems),
                                                 .count = offsetof(cdt_draft, health.problem_count),
                                                 .stretch = CDT_NOWHERE,
                                                 .clause = CDT_NOWHERE };

static const cdt_draft_field health_fields[] = {
    COUNT(cdt_health, words),
    COUNT(cdt_health, clauses),
    COUNT(cdt_health, numbered),
    COUNT(cdt_health, definitions),
    COUNT(cdt_health, references),
    COUNT(cdt_health, resolved),
    FLAG(cdt_health, readable),
    FLAG(cdt_health, references_doubtful),
    FLAG(cdt_health, definitions_doubtful),
    { "references_sure", CDT_READ_SURE, offsetof(cdt_health, references_sure), &cel_type_bool, NULL },
    { "attachments_sure", CDT_READ_SURE, offsetof(cdt_health, attachments_sure), &cel_type_bool, NULL },
    { "definitions_sure", CDT_READ_SURE, offsetof(cdt_health, definitions_sure), &cel_type_bool, NULL },
    { "problems", CDT_READ_LIST, 0, &text_list, &problem_object },
};

#define LIST(id, name)                                                                                                 \
    {                                                                                                                  \
        name, CDT_READ_LIST, 0, &id##_list, &id##_object                                                               \
    }

static const cdt_draft_field whole_fields[] = {
    LIST(file, "files"),
    LIST(clause, "clauses"),
    LIST(sentence, "sentences"),
    LIST(definition, "definitions"),
    LIST(reference, "references"),
    LIST(placeholder, "placeholders"),
    LIST(party, "parties"),
    LIST(value, "values"),
    LIST(remark, "remarks"),
    LIST(fact, "facts"),
    LIST(fault, "faults"),
    { "health", CDT_READ_OBJECT, offsetof(cdt_draft, health), &health_type, &cdt_draft_health },
};

/* ---- objects ---- */

#define FIELDS(id) .fields = id##_fields, .field_count = sizeof id##_fields / sizeof *id##_fields

/* The elements of a list: `stretch_at` and `clause_at` say where they stand. */
#define ELEMENTS(id, words, struct_name, member, counted, stretch_at, clause_at)                                       \
    static const cdt_draft_object id##_object = { .name = words,                                                       \
                                                  .list = #member,                                                     \
                                                  FIELDS(id),                                                          \
                                                  .size = sizeof(struct_name),                                         \
                                                  .at = offsetof(cdt_draft, member),                                   \
                                                  .count = offsetof(cdt_draft, counted),                               \
                                                  .stretch = stretch_at,                                               \
                                                  .clause = clause_at };

#define IN(struct_name, member) offsetof(struct_name, member)

ELEMENTS(file, "file", cdt_draft_file, files, file_count, IN(cdt_draft_file, start), CDT_NOWHERE)
ELEMENTS(clause, "clause", cdt_clause, clauses, clause_count, IN(cdt_clause, start), CDT_NOWHERE)
ELEMENTS(sentence, "sentence", cdt_sentence, sentences, sentence_count, IN(cdt_sentence, start),
         IN(cdt_sentence, clause))
ELEMENTS(definition, "definition", cdt_definition, definitions, definition_count, IN(cdt_definition, at),
         IN(cdt_definition, clause))
ELEMENTS(reference, "reference", cdt_reference, references, reference_count, IN(cdt_reference, at),
         IN(cdt_reference, clause))
ELEMENTS(placeholder, "placeholder", cdt_placeholder, placeholders, placeholder_count, IN(cdt_placeholder, at),
         IN(cdt_placeholder, clause))
ELEMENTS(party, "party", cdt_draft_party, parties, party_count, IN(cdt_draft_party, at), IN(cdt_draft_party, clause))
ELEMENTS(value, "value", cdt_draft_value, values, value_count, IN(cdt_draft_value, at), IN(cdt_draft_value, clause))
ELEMENTS(remark, "remark", cdt_remark, remarks, remark_count, CDT_NOWHERE, IN(cdt_remark, clause))
ELEMENTS(fact, "fact", cdt_draft_fact, facts, fact_count, IN(cdt_draft_fact, at), IN(cdt_draft_fact, clause))
ELEMENTS(fault, "fault", cdt_fault, faults, fault_count, IN(cdt_fault, at), IN(cdt_fault, clause))

const cdt_draft_object cdt_draft_health = {
    .name = "health", .list = "health", FIELDS(health), .stretch = CDT_NOWHERE, .clause = CDT_NOWHERE
};
const cdt_draft_object cdt_draft_whole = {
    .name = "draft", .list = "", FIELDS(whole), .stretch = CDT_NOWHERE, .clause = CDT_NOWHERE
};

const cdt_draft_object *const cdt_draft_elements[] = { &file_object,       &clause_object,    &sentence_object,
                                                       &definition_object, &reference_object, &placeholder_object,
                                                       &party_object,      &value_object,     &remark_object,
                                                       &fact_object,       &fault_object,     &problem_object };
const size_t cdt_draft_element_count = sizeof cdt_draft_elements / sizeof *cdt_draft_elements;
