#include "conformance/typed.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "cel/eval.h"
#include "cel/functions.h"
#include "cel/state.h"
#include "cel/time.h"

/* The one key of a value and what it holds. */
static const char *only_key(const json_t *json, const json_t **held)
{
    void *at = json_object_iter((json_t *)json);

    *held = at ? json_object_iter_value(at) : NULL;
    return at ? json_object_iter_key(at) : "";
}

static cel_value read_list(cdt_arena *arena, const json_t *json)
{
    size_t count = json_array_size(json);
    cel_value *items = CDT_NEW_ARRAY(arena, cel_value, count);

    for (size_t i = 0; i < count; i++)
        items[i] = typed_value(arena, json_array_get(json, i));
    return cel_list_new(arena, items, count);
}

static cel_value read_map(cdt_arena *arena, const json_t *json)
{
    size_t count = json_array_size(json);
    cel_entry *entries = CDT_NEW_ARRAY(arena, cel_entry, count);
    cel_value map = cel_null();

    for (size_t i = 0; i < count; i++) {
        const json_t *pair = json_array_get(json, i);

        entries[i].key = typed_value(arena, json_array_get(pair, 0));
        entries[i].value = typed_value(arena, json_array_get(pair, 1));
    }
    cel_map_new(arena, entries, count, &map);
    return map;
}

static int64_t seconds_of(const json_t *json)
{
    return strtoll(json_string_value(json_object_get(json, "seconds")), NULL, 10);
}

static int64_t nanos_of(const json_t *json)
{
    return json_integer_value(json_object_get(json, "nanos"));
}

static cdt_str base64(cdt_arena *arena, const char *text)
{
    cel_budget budget = CEL_BUDGET;
    cel_context context = { .arena = arena, .budget = &budget };
    cel_scope scope = { (cel_binding[]){ { CDT_STR("b"), cel_string(cdt_str_z(text)) } }, 1, NULL };
    cel_problems problems = { 0 };

    context.scope = &scope;
    return cel_eval(cel_compile(arena, CDT_STR("base64.decode(b)"), NULL, &problems), &context).text;
}

cel_value typed_value(cdt_arena *arena, const json_t *json)
{
    const json_t *held;
    const char *key = only_key(json, &held), *text = json_string_value(held);

    if (strcmp(key, "bool") == 0)
        return cel_bool(json_is_true(held));
    if (strcmp(key, "int") == 0)
        return cel_int(strtoll(text, NULL, 10));
    if (strcmp(key, "uint") == 0)
        return cel_uint(strtoull(text, NULL, 10));
    if (strcmp(key, "double") == 0)
        return cel_double(strtod(text, NULL));
    if (strcmp(key, "string") == 0)
        return cel_string((cdt_str){ text, json_string_length(held) });
    if (strcmp(key, "bytes") == 0)
        return cel_bytes(base64(arena, text));
    if (strcmp(key, "list") == 0)
        return read_list(arena, held);
    if (strcmp(key, "map") == 0)
        return read_map(arena, held);
    if (strcmp(key, "type") == 0)
        return cel_type_named(text);
    if (strcmp(key, "timestamp") == 0)
        return cel_timestamp((cel_time){ seconds_of(held), (int32_t)nanos_of(held) });
    if (strcmp(key, "duration") == 0)
        return cel_duration(seconds_of(held) * 1000000000 + nanos_of(held));
    return cel_null();
}

static bool maps_equal(const cel_map *map, const json_t *wanted)
{
    const json_t *pair;
    size_t i;

    if (json_array_size(wanted) != map->count)
        return false;
    json_array_foreach(wanted, i, pair)
    {
        bool found = false;

        for (size_t j = 0; j < map->count && !found; j++)
            found = typed_equal(map->entries[j].key, json_array_get(pair, 0)) &&
                    typed_equal(map->entries[j].value, json_array_get(pair, 1));
        if (!found)
            return false;
    }
    return true;
}

static bool lists_equal(const cel_list *list, const json_t *wanted)
{
    if (json_array_size(wanted) != list->count)
        return false;
    for (size_t i = 0; i < list->count; i++)
        if (!typed_equal(list->items[i], json_array_get(wanted, i)))
            return false;
    return true;
}

bool typed_equal(cel_value value, const json_t *wanted)
{
    cdt_arena arena = { 0 };
    cel_value other = typed_value(&arena, wanted);
    const json_t *held;
    bool equal;

    only_key(wanted, &held);
    if (value.kind != other.kind)
        equal = false;
    else if (value.kind == CEL_LIST)
        equal = lists_equal(value.list, held);
    else if (value.kind == CEL_MAP)
        equal = maps_equal(value.map, held);
    else if (value.kind == CEL_DOUBLE && isnan(value.number))
        equal = isnan(other.number);
    else
        equal = cel_key_equal(value, other);
    cdt_arena_free(&arena);
    return equal;
}

static void write_items(cdt_buf *out, cel_value value)
{
    size_t count = value.kind == CEL_LIST ? value.list->count : value.map->count;

    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            cdt_buf_put_z(out, ", ");
        typed_write(out, value.kind == CEL_LIST ? value.list->items[i] : value.map->entries[i].key);
        if (value.kind == CEL_MAP) {
            cdt_buf_put_z(out, ": ");
            typed_write(out, value.map->entries[i].value);
        }
    }
}

void typed_write(cdt_buf *out, cel_value value)
{
    char text[CEL_TIME_SIZE];

    if (value.kind == CEL_FAILURE) {
        cdt_buf_printf(out, "error: %s", value.failure->message ? value.failure->message : "not stated");
        return;
    }
    cdt_buf_printf(out, "%s ", cel_kind_name(value.kind));
    switch (value.kind) {
    case CEL_BOOL: cdt_buf_put_z(out, value.boolean ? "true" : "false"); break;
    case CEL_INT: cdt_buf_printf(out, "%" PRId64, value.integer); break;
    case CEL_UINT: cdt_buf_printf(out, "%" PRIu64, value.natural); break;
    case CEL_DOUBLE: cdt_buf_printf(out, "%.17g", value.number); break;
    case CEL_STRING:
    case CEL_BYTES:
    case CEL_TYPE: cdt_buf_put(out, value.text); break;
    case CEL_TIMESTAMP:
        cel_time_write(value.time, text);
        cdt_buf_put_z(out, text);
        break;
    case CEL_DURATION:
        cel_duration_write(value.nanos, text);
        cdt_buf_put_z(out, text);
        break;
    case CEL_LIST:
    case CEL_MAP: write_items(out, value); break;
    default: break;
    }
}

static const cel_type *read_type(cdt_arena *arena, const json_t *json);

static const cel_type *const *read_types(cdt_arena *arena, const json_t *json)
{
    const cel_type **types = CDT_NEW_ARRAY(arena, const cel_type *, json_array_size(json));

    for (size_t i = 0; i < json_array_size(json); i++)
        types[i] = read_type(arena, json_array_get(json, i));
    return types;
}

static const cel_type *plain_type(const char *name)
{
    static const struct {
        const char *name;
        const cel_type *type;
    } plain[] = {
        { "null", &cel_type_null },   { "bool", &cel_type_bool },           { "int", &cel_type_int },
        { "uint", &cel_type_uint },   { "double", &cel_type_double },       { "string", &cel_type_string },
        { "bytes", &cel_type_bytes }, { "timestamp", &cel_type_timestamp }, { "duration", &cel_type_duration }
    };

    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        if (strcmp(name, plain[i].name) == 0)
            return plain[i].type;
    return &cel_type_dyn;
}

static const cel_type *read_type(cdt_arena *arena, const json_t *json)
{
    const json_t *held;
    const char *key = only_key(json, &held);
    cel_type *type = CDT_NEW(arena, cel_type);

    if (json_is_string(json))
        return plain_type(json_string_value(json));
    if (strcmp(key, "list") == 0) {
        *type = (cel_type){ .kind = CEL_LIST, .item = read_type(arena, held) };
    } else if (strcmp(key, "map") == 0) {
        const cel_type *const *both = read_types(arena, held);

        *type = (cel_type){ .kind = CEL_MAP, .key = both[0], .item = both[1] };
    } else if (strcmp(key, "type") == 0) {
        *type = (cel_type){ .kind = CEL_TYPE, .item = read_type(arena, held) };
    } else if (strcmp(key, "param") == 0) {
        *type = (cel_type){ .kind = CEL_PARAM, .name = cdt_str_z(json_string_value(held)) };
    } else {
        const json_t *params = json_object_get(json, "params");
        const char *name = json_string_value(json_object_get(json, "abstract"));

        *type = (cel_type){ .kind = CEL_ABSTRACT, .name = cdt_str_z(name), .param_count = json_array_size(params) };
        type->params = read_types(arena, params);
        if (strcmp(name, "optional_type") == 0)
            *type = (cel_type){ .kind = CEL_OPTIONAL, .item = type->params[0] };
    }
    return type;
}

const char *typed_type_text(const json_t *json)
{
    static char text[1000];
    cdt_arena arena = { 0 };

    snprintf(text, sizeof text, "%s", cel_type_text(&arena, read_type(&arena, json)));
    cdt_arena_free(&arena);
    return text;
}

/* One declared function for each of its overloads. */
static void read_functions(cdt_arena *arena, const json_t *entry, cel_declaration *out, size_t *count)
{
    const json_t *overload;
    size_t i;

    json_array_foreach(json_object_get(entry, "function"), i, overload)
    {
        const json_t *params = json_object_get(overload, "params");

        out[(*count)++] =
            (cel_declaration){ cdt_str_z(json_string_value(json_object_get(entry, "name"))),
                               json_is_true(json_object_get(overload, "member")), read_types(arena, params),
                               json_array_size(params), read_type(arena, json_object_get(overload, "result")) };
    }
}

void typed_env(cdt_arena *arena, const json_t *json, cel_env *env)
{
    size_t count = json_array_size(json), functions = 0, i;
    cel_variable *variables = CDT_NEW_ARRAY(arena, cel_variable, count);
    cel_declaration *declarations;
    const json_t *entry;

    json_array_foreach(json, i, entry) functions += json_array_size(json_object_get(entry, "function"));
    declarations = CDT_NEW_ARRAY(arena, cel_declaration, functions);
    *env = (cel_env){ .variables = variables, .declarations = declarations };
    json_array_foreach(json, i, entry)
    {
        const json_t *type = json_object_get(entry, "ident");

        if (type)
            variables[env->variable_count++] =
                (cel_variable){ cdt_str_z(json_string_value(json_object_get(entry, "name"))), read_type(arena, type) };
        read_functions(arena, entry, declarations, &env->declaration_count);
    }
}
