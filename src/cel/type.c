#include "cel/type.h"

#include "base/buf.h"
#include "cel/functions.h"

const cel_type cel_type_dyn = { .kind = CEL_DYN }, cel_type_null = { .kind = CEL_NULL },
               cel_type_bool = { .kind = CEL_BOOL }, cel_type_int = { .kind = CEL_INT },
               cel_type_uint = { .kind = CEL_UINT }, cel_type_double = { .kind = CEL_DOUBLE },
               cel_type_decimal = { .kind = CEL_DECIMAL }, cel_type_string = { .kind = CEL_STRING },
               cel_type_bytes = { .kind = CEL_BYTES }, cel_type_timestamp = { .kind = CEL_TIMESTAMP },
               cel_type_duration = { .kind = CEL_DURATION }, cel_type_period = { .kind = CEL_PERIOD };

/* Parameters of the tables of functions. */
const cel_type cel_type_t = { .kind = CEL_PARAM, .name = { "T", 1 } };
const cel_type cel_type_u = { .kind = CEL_PARAM, .name = { "U", 1 } };
const cel_type cel_type_number = { .kind = CEL_PARAM, .name = { "N", 1 } };
const cel_type cel_type_list_t = { .kind = CEL_LIST, .item = &cel_type_t };
const cel_type cel_type_list_dyn = { .kind = CEL_LIST, .item = &cel_type_dyn };
const cel_type cel_type_list_int = { .kind = CEL_LIST, .item = &cel_type_int };
const cel_type cel_type_list_string = { .kind = CEL_LIST, .item = &cel_type_string };
const cel_type cel_type_list_number = { .kind = CEL_LIST, .item = &cel_type_number };
const cel_type cel_type_map_tu = { .kind = CEL_MAP, .key = &cel_type_t, .item = &cel_type_u };
const cel_type cel_type_type_t = { .kind = CEL_TYPE, .item = &cel_type_t };
const cel_type cel_type_optional_t = { .kind = CEL_OPTIONAL, .item = &cel_type_t };
const cel_type cel_type_list_optional_t = { .kind = CEL_LIST, .item = &cel_type_optional_t };
const cel_type cel_type_optional_string = { .kind = CEL_OPTIONAL, .item = &cel_type_string };

const cel_type *cel_type_list(cdt_arena *arena, const cel_type *item, bool single)
{
    cel_type *type = CDT_NEW(arena, cel_type);

    *type = (cel_type){ .kind = CEL_LIST, .item = item, .single = single };
    return type;
}

const cel_type *cel_type_map(cdt_arena *arena, const cel_type *key, const cel_type *value)
{
    cel_type *type = CDT_NEW(arena, cel_type);

    *type = (cel_type){ .kind = CEL_MAP, .key = key, .item = value };
    return type;
}

const cel_type *cel_type_optional(cdt_arena *arena, const cel_type *item)
{
    cel_type *type = CDT_NEW(arena, cel_type);

    *type = (cel_type){ .kind = CEL_OPTIONAL, .item = item };
    return type;
}

/* Several of a kind. */
static const char *plural(cel_kind kind)
{
    switch (kind) {
    case CEL_BOOL: return "yes-or-no values";
    case CEL_INT: return "whole numbers";
    case CEL_UINT: return "unsigned numbers";
    case CEL_DOUBLE: return "fractional numbers";
    case CEL_DECIMAL: return "numbers";
    case CEL_STRING: return "texts";
    case CEL_TIMESTAMP: return "dates";
    case CEL_DURATION: return "durations";
    case CEL_PERIOD: return "periods";
    case CEL_LIST: return "lists";
    case CEL_MAP:
    case CEL_OBJECT: return "mappings";
    default: return NULL;
    }
}

static const cel_type *bound(const cel_type *type)
{
    while (type->kind == CEL_PARAM && type->item)
        type = type->item;
    return type;
}

const char *cel_type_words(cdt_arena *arena, const cel_type *type)
{
    type = bound(type);
    if (type->kind == CEL_LIST && plural(bound(type->item)->kind))
        return cdt_format(arena, "a list of %s", plural(bound(type->item)->kind));
    if (type->kind == CEL_OPTIONAL)
        return "an optional value (.orValue(...) takes it out)";
    if (type->kind == CEL_OBJECT && type->name.len > 0)
        return cdt_format(arena, "a mapping (%.*s)", CDT_ARGS(type->name));
    return cel_kind_words(type->kind);
}

static const char *kind_text(cel_kind kind)
{
    switch (kind) {
    case CEL_NULL: return "null";
    case CEL_TIMESTAMP: return "timestamp";
    case CEL_DURATION: return "duration";
    default: return cel_kind_name(kind);
    }
}

static void write_text(cdt_buf *out, const cel_type *type, unsigned depth)
{
    const cel_type *parts[2] = { type->key, type->item };

    type = bound(type);
    parts[0] = type->key;
    parts[1] = type->item;
    if (type->kind == CEL_ABSTRACT || type->kind == CEL_OBJECT)
        cdt_buf_put(out, type->name.len ? type->name : CDT_STR("object"));
    else
        cdt_buf_put_z(out, kind_text(type->kind));
    if (depth == 0 || (type->kind != CEL_ABSTRACT && !type->item))
        return;
    cdt_buf_char(out, '(');
    for (size_t i = 0, seen = 0; i < 2 && type->kind != CEL_ABSTRACT; i++) {
        if (!parts[i])
            continue;
        cdt_buf_put_z(out, seen++ ? ", " : "");
        write_text(out, parts[i], depth - 1);
    }
    for (size_t i = 0; i < type->param_count; i++) {
        cdt_buf_put_z(out, i ? ", " : "");
        write_text(out, type->params[i], depth - 1);
    }
    cdt_buf_char(out, ')');
}

const char *cel_type_text(cdt_arena *arena, const cel_type *type)
{
    cdt_buf buf = { .limit = 1000 };
    cdt_str text;

    write_text(&buf, type, 30);
    text = cdt_buf_take(&buf, arena);
    cdt_buf_free(&buf);
    return text.at;
}
