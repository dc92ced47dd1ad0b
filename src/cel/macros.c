/* The macros of langdef ("Macros") and of the extensions: one row for each way of writing one. */
#include "cel/parse.h"

typedef struct macro_row {
    const char *name;
    const char *scope; /* what the receiver must be ("cel"); NULL: anything */
    bool member;
    size_t count; /* arguments, without a receiver */
    size_t vars;  /* the first arguments that are variables */
    cel_macro macro;
    const char *usage;
} macro_row;

/* clang-format off */
static const macro_row rows[] = {
    { "has",               NULL,  false, 1, 0, CEL_NO_MACRO,            "has(party.name)" },
    { "all",               NULL,  true,  2, 1, CEL_ALL,                 "list.all(x, condition)" },
    { "all",               NULL,  true,  3, 2, CEL_ALL,                 "list.all(index, x, condition)" },
    { "exists",            NULL,  true,  2, 1, CEL_EXISTS,              "list.exists(x, condition)" },
    { "exists",            NULL,  true,  3, 2, CEL_EXISTS,              "list.exists(index, x, condition)" },
    { "exists_one",        NULL,  true,  2, 1, CEL_EXISTS_ONE,          "list.exists_one(x, condition)" },
    { "exists_one",        NULL,  true,  3, 2, CEL_EXISTS_ONE,          "list.exists_one(index, x, condition)" },
    { "existsOne",         NULL,  true,  2, 1, CEL_EXISTS_ONE,          "list.existsOne(x, condition)" },
    { "existsOne",         NULL,  true,  3, 2, CEL_EXISTS_ONE,          "list.existsOne(index, x, condition)" },
    { "filter",            NULL,  true,  2, 1, CEL_FILTER,              "list.filter(x, condition)" },
    { "map",               NULL,  true,  2, 1, CEL_MAP_MACRO,           "list.map(x, value)" },
    { "map",               NULL,  true,  3, 1, CEL_MAP_MACRO,           "list.map(x, condition, value)" },
    { "transformList",     NULL,  true,  3, 2, CEL_MAP_MACRO,           "list.transformList(index, x, value)" },
    { "transformList",     NULL,  true,  4, 2, CEL_MAP_MACRO,           "list.transformList(index, x, condition, value)" },
    { "transformMap",      NULL,  true,  3, 2, CEL_TRANSFORM_MAP,       "map.transformMap(key, x, value)" },
    { "transformMap",      NULL,  true,  4, 2, CEL_TRANSFORM_MAP,       "map.transformMap(key, x, condition, value)" },
    { "transformMapEntry", NULL,  true,  3, 2, CEL_TRANSFORM_MAP_ENTRY, "map.transformMapEntry(key, x, {key: value})" },
    { "transformMapEntry", NULL,  true,  4, 2, CEL_TRANSFORM_MAP_ENTRY,
      "map.transformMapEntry(key, x, condition, {key: value})" },
    { "sortBy",            NULL,  true,  2, 1, CEL_SORT_BY,             "list.sortBy(x, value)" },
    { "optMap",            NULL,  true,  2, 1, CEL_OPT_MAP,             "optional.optMap(x, value)" },
    { "optFlatMap",        NULL,  true,  2, 1, CEL_OPT_FLAT_MAP,        "optional.optFlatMap(x, optional)" },
    { "bind",              "cel", true,  3, 1, CEL_BIND,                "cel.bind(x, value, condition)" },
};
/* clang-format on */

const char *cel_macro_usage(cdt_str name)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (cdt_str_is_z(name, rows[i].name))
            return rows[i].usage;
    return NULL;
}

const char *cel_macro_name(size_t index)
{
    return index < sizeof rows / sizeof *rows ? rows[index].name : NULL;
}

static const macro_row *find(const cel_ast *call)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const macro_row *row = &rows[i];

        if (row->member != call->member || call->count != row->count + row->member ||
            !cdt_str_is_z(call->name, row->name))
            continue;
        if (!row->scope || (call->args[0]->form == CEL_IDENT && cdt_str_is_z(call->args[0]->name, row->scope)))
            return row;
    }
    return NULL;
}

/* has(e.f), has(e["f-g"]) (the latter is ours). What it tests is told apart from reading it. */
static cel_ast *expand_has(cel_parser *p, cel_ast *call)
{
    const cel_ast *arg = call->args[0];

    if (arg->form != CEL_SELECT && arg->form != CEL_INDEX)
        cel_parse_fail(p, arg->from, arg->to, "has() asks whether a field is there: write has(thing.field)");
    call->form = CEL_HAS;
    return call;
}

/* Arguments that are variables must be plain names, each another. */
static void take_vars(cel_parser *p, cel_ast *call, const cel_ast *const *args, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (args[i]->form != CEL_IDENT || args[i]->root)
            cel_parse_fail(
                p, args[i]->from, args[i]->to,
                cdt_format(p->arena, "wanted a name for each element, as in %s", cel_macro_usage(call->name)));
        call->vars[i] = args[i]->name;
    }
    if (count == 2 && cdt_str_is(call->vars[0], call->vars[1]))
        cel_parse_fail(p, args[1]->from, args[1]->to, "the two variables of a macro need different names");
}

cel_ast *cel_macro_expand(cel_parser *p, cel_ast *call)
{
    const macro_row *row = find(call);
    const cel_ast *const *first;
    const cel_ast **args;
    size_t bodies;

    if (!row)
        return call;
    if (row->macro == CEL_NO_MACRO)
        return expand_has(p, call);
    first = call->args + call->member;
    take_vars(p, call, first, row->vars);
    bodies = row->count - row->vars;
    args = CDT_NEW_ARRAY(p->arena, const cel_ast *, bodies + 1);
    args[0] = call->args[0];
    memcpy(row->macro == CEL_BIND ? args : args + 1, first + row->vars, bodies * sizeof *args);
    call->form = CEL_MACRO;
    call->macro = row->macro;
    call->args = args;
    call->count = row->macro == CEL_BIND ? bodies : bodies + 1;
    return call;
}
