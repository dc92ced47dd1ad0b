#include "agreement/types.h"

/* What the rule language is handed for an object of the schema. */
typedef struct object {
    const cdt_types *types;
    const cdt_schema *schema;
} object;

static const cel_type *field(const void *pointer, cdt_str name)
{
    const object *o = pointer;
    const cdt_property *property = cdt_schema_property(o->schema, name);

    if (property)
        return o->types->by_number[property->schema->number];
    if (o->schema->open_ended || (o->types->schemas->facts && cdt_str_is(name, CDT_STR("x"))))
        return &cel_type_dyn;
    return NULL;
}

static cdt_str field_name(const void *pointer, size_t index)
{
    const object *o = pointer;

    return index < o->schema->property_count ? o->schema->properties[index].name : CDT_STR("");
}

const cel_object cdt_type_fields = { field, field_name };

static const cel_type *make(cdt_types *types, cdt_arena *arena, const cdt_schema *schema);

static void make_object(cdt_types *types, cdt_arena *arena, const cdt_schema *schema, cel_type *type)
{
    object *o = CDT_NEW(arena, object);

    *o = (object){ types, schema };
    type->kind = CEL_OBJECT;
    type->table = &cdt_type_fields;
    type->object = o;
    type->scalar = schema->scalar;
    type->name = schema->title;
    for (size_t i = 0; i < schema->property_count; i++)
        make(types, arena, schema->properties[i].schema);
}

static void make_text(const cdt_schema *schema, cel_type *type)
{
    type->kind = CEL_STRING;
    type->words = schema->word_count ? schema->words : NULL;
    type->word_count = schema->word_count;
    type->more_words = schema->other;
}

static const cel_type *make(cdt_types *types, cdt_arena *arena, const cdt_schema *schema)
{
    static const cel_kind kinds[] = {
        [CDT_SHAPE_ANY] = CEL_DYN,        [CDT_SHAPE_BOOLEAN] = CEL_BOOL,   [CDT_SHAPE_INTEGER] = CEL_INT,
        [CDT_SHAPE_NUMBER] = CEL_DECIMAL, [CDT_SHAPE_DATE] = CEL_TIMESTAMP, [CDT_SHAPE_DURATION] = CEL_PERIOD,
    };
    cel_type *type;

    if (types->by_number[schema->number])
        return types->by_number[schema->number];
    type = CDT_NEW(arena, cel_type);
    types->by_number[schema->number] = type; /* before its parts: a definition may hold itself */
    if (schema->shape == CDT_SHAPE_OBJECT) {
        make_object(types, arena, schema, type);
    } else if (schema->shape == CDT_SHAPE_ARRAY) {
        type->kind = CEL_LIST;
        type->single = schema->single;
        type->item = schema->items ? make(types, arena, schema->items) : &cel_type_dyn;
    } else if (schema->shape == CDT_SHAPE_TEXT) {
        make_text(schema, type);
    } else {
        type->kind = kinds[schema->shape];
    }
    return type;
}

const cel_type *cdt_types_make(cdt_types *types, cdt_arena *arena, const cdt_schemas *schemas)
{
    types->schemas = schemas;
    types->by_number = CDT_NEW_ARRAY(arena, const cel_type *, schemas->count + 1);
    return make(types, arena, schemas->root);
}
