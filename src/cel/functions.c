#include "cel/functions.h"

const cel_function *const cel_function_tables[] = {
    cel_functions_operators, cel_functions_core,    cel_functions_convert, cel_functions_time,
    cel_functions_string,    cel_functions_math,    cel_functions_list,    cel_functions_optional,
    cel_functions_domain,    cel_functions_pattern, cel_functions_encode,
};

enum { TABLES = sizeof cel_function_tables / sizeof *cel_function_tables };

uint32_t cel_functions_find(cdt_str name, uint32_t *count)
{
    for (uint32_t i = 0; i < TABLES; i++) {
        for (const cel_function *row = cel_function_tables[i]; row->name; row++) {
            if (!cdt_str_is_z(name, row->name))
                continue;
            for (*count = 1; row[*count].name && cdt_str_is_z(name, row[*count].name);)
                ++*count;
            return i << 16 | ((uint32_t)(row - cel_function_tables[i]) + 1);
        }
    }
    *count = 0;
    return 0;
}

const char *cel_functions_name(size_t index)
{
    for (size_t i = 1; i < TABLES; i++)
        for (const cel_function *row = cel_function_tables[i]; row->name; row++)
            if (index-- == 0)
                return row->name;
    return NULL;
}

bool cel_is_namespace(cdt_str name)
{
    for (size_t i = 1; i < TABLES; i++)
        for (const cel_function *row = cel_function_tables[i]; row->name; row++)
            if (strlen(row->name) > name.len && row->name[name.len] == '.' && memcmp(row->name, name.at, name.len) == 0)
                return true;
    return false;
}

/* Elements are not looked at: a list is a list, and one value may stand for a list of one. */
static bool accepts(const cel_type *param, const cel_value *value)
{
    switch (param->kind) {
    case CEL_DYN: return true;
    case CEL_PARAM: return param != &cel_type_number || cel_is_number(*value);
    case CEL_LIST: return value->kind == CEL_LIST || value->single;
    default: return param->kind == value->kind;
    }
}

const cel_function *cel_function_fit(const cel_function *rows, size_t row_count, unsigned style, const cel_value *args,
                                     size_t count)
{
    for (size_t i = 0; i < row_count; i++) {
        const cel_function *row = &rows[i];
        bool fits = (row->style & style) && (row->count == count || ((row->style & CEL_MANY) && count > row->count));

        for (size_t j = 0; fits && j < count; j++)
            fits = accepts(row->params[j < row->count ? j : row->count - 1], &args[j]);
        if (fits)
            return row;
    }
    return NULL;
}
