#include "report/fields.h"

#include <stdarg.h>

#include "base/buf.h"

cdt_fields cdt_fields_of(cdt_fields_file *file, const json_t *json)
{
    return (cdt_fields){ .file = file, .json = json };
}

static void put_way(cdt_buf *out, const cdt_fields *of)
{
    const cdt_fields *chain[16];
    size_t count = 0;

    for (; of && of->up && count < sizeof chain / sizeof *chain; of = of->up)
        chain[count++] = of;
    while (count--) {
        if (chain[count]->key)
            cdt_buf_printf(out, "%s%s", out->len ? "." : "", chain[count]->key);
        else
            cdt_buf_printf(out, "[%zu]", chain[count]->index);
    }
}

void cdt_fields_fail(const cdt_fields *of, const char *key, const char *format, ...)
{
    cdt_place place = { .file = of->file->name, .line = of->file->line };
    cdt_buf way = { 0 }, message = { 0 };
    va_list args;

    if (of->file->failed)
        return;
    of->file->failed = true;
    put_way(&way, of);
    if (key)
        cdt_buf_printf(&way, "%s%s", way.len ? "." : "", key);
    va_start(args, format);
    cdt_buf_vprintf(&message, format, args);
    va_end(args);
    cdt_diags_add(of->file->diags, CDT_BAD_REPORT, place, NULL, "%s%s%s", way.len ? way.at : "", way.len ? ": " : "",
                  message.at);
    cdt_buf_free(&way);
    cdt_buf_free(&message);
}

static const char *type_name(const json_t *json)
{
    switch (json_typeof(json)) {
    case JSON_OBJECT: return "an object";
    case JSON_ARRAY: return "a list";
    case JSON_STRING: return "a text";
    case JSON_INTEGER:
    case JSON_REAL: return "a number";
    case JSON_TRUE: return "true";
    case JSON_FALSE: return "false";
    default: return "null";
    }
}

/* NULL where it is null or missing. */
static const json_t *field(const cdt_fields *of, const char *key)
{
    const json_t *found = of->json ? json_object_get(of->json, key) : NULL;

    return !found || json_is_null(found) || of->file->failed ? NULL : found;
}

const char *cdt_field_maybe(const cdt_fields *of, const char *key)
{
    const json_t *found = field(of, key);

    if (!found)
        return NULL;
    if (!json_is_string(found)) {
        cdt_fields_fail(of, key, "wanted a text, found %s", type_name(found));
        return NULL;
    }
    return cdt_copy_z(of->file->arena, (cdt_str){ json_string_value(found), json_string_length(found) });
}

const char *cdt_field_text(const cdt_fields *of, const char *key)
{
    const char *text = cdt_field_maybe(of, key);

    return text ? text : "";
}

const char *cdt_field_needed(const cdt_fields *of, const char *key)
{
    const char *text = cdt_field_text(of, key);

    if (!*text)
        cdt_fields_fail(of, key, "wanted a text, found none");
    return text;
}

size_t cdt_field_number(const cdt_fields *of, const char *key, size_t most)
{
    const json_t *found = field(of, key);
    json_int_t value;

    if (!found)
        return 0;
    if (!json_is_integer(found)) {
        cdt_fields_fail(of, key, "wanted a whole number, found %s", type_name(found));
        return 0;
    }
    value = json_integer_value(found);
    if (value < 0 || (size_t)value > most) {
        cdt_fields_fail(of, key, "wanted a number from 0 to %zu, found %" JSON_INTEGER_FORMAT, most, value);
        return 0;
    }
    return (size_t)value;
}

bool cdt_field_is(const cdt_fields *of, const char *key)
{
    const json_t *found = field(of, key);

    if (found && !json_is_boolean(found))
        cdt_fields_fail(of, key, "wanted true or false, found %s", type_name(found));
    return found && json_is_true(found);
}

int cdt_field_word(const cdt_fields *of, const char *key, int count, const char *(*name)(int))
{
    const char *text = cdt_field_needed(of, key);
    cdt_buf known = { 0 };

    for (int i = 0; i < count; i++) {
        if (strcmp(text, name(i)) == 0) {
            cdt_buf_free(&known);
            return i;
        }
        cdt_buf_printf(&known, "%s%s", i ? ", " : "", name(i));
    }
    cdt_fields_fail(of, key, "wanted one of %s; found \"%s\"", known.at, text);
    cdt_buf_free(&known);
    return 0;
}

cdt_fields cdt_field_object(const cdt_fields *of, const char *key)
{
    const json_t *found = field(of, key);

    if (found && !json_is_object(found)) {
        cdt_fields_fail(of, key, "wanted an object, found %s", type_name(found));
        found = NULL;
    }
    return (cdt_fields){ .file = of->file, .up = of, .key = key, .json = found };
}

cdt_fields cdt_field_list(const cdt_fields *of, const char *key, size_t *count)
{
    const json_t *found = field(of, key);

    if (found && !json_is_array(found)) {
        cdt_fields_fail(of, key, "wanted a list, found %s", type_name(found));
        found = NULL;
    }
    *count = found ? json_array_size(found) : 0;
    return (cdt_fields){ .file = of->file, .up = of, .key = key, .json = found };
}

cdt_fields cdt_field_at(const cdt_fields *list, size_t index)
{
    const json_t *found = list->json ? json_array_get(list->json, index) : NULL;
    cdt_fields element = { .file = list->file, .up = list, .index = index, .json = found };

    if (found && !json_is_object(found)) {
        cdt_fields_fail(&element, NULL, "wanted an object, found %s", type_name(found));
        element.json = NULL;
    }
    return element;
}
