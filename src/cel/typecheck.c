#include "cel/typecheck.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/buf.h"
#include "cel/checker.h"
#include "cel/functions.h"
#include "cel/parse.h"

static const cel_type *fail_at(cel_checker *c, uint32_t from, uint32_t to, const char *format, va_list args)
{
    char text[600];

    vsnprintf(text, sizeof text, format, args);
    cel_problem_add(c->problems, false, from, to, cdt_format(c->arena, "%s", text));
    return &cel_type_dyn;
}

const cel_type *cel_check_fail(cel_checker *c, const cel_ast *node, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    fail_at(c, node->from, node->to, format, args);
    va_end(args);
    return &cel_type_dyn;
}

const cel_type *cel_check_fail_name(cel_checker *c, const cel_ast *node, const char *format, ...)
{
    va_list args;
    const char *dot = memchr(node->name.at, '.', node->name.len); /* a namespace stands apart in the source */
    uint32_t len = (uint32_t)(dot ? node->name.len - (size_t)(dot + 1 - node->name.at) : node->name.len);

    va_start(args, format);
    fail_at(c, node->name_from, node->name_from + len, format, args);
    va_end(args);
    return &cel_type_dyn;
}

const char *cel_did_you_mean(cel_checker *c, const cdt_nearest *nearest)
{
    if (nearest->best.len == 0)
        return "";
    return cdt_format(c->arena, "; did you mean `%.*s`?", CDT_ARGS(nearest->best));
}

const char *cel_words(cel_checker *c, const cel_type *type)
{
    return cel_type_words(c->arena, type);
}

/* A variable of the environment, tried in the container first (langdef, "Name Resolution"). */
static const cel_type *env_variable(const cel_checker *c, cdt_str name, bool root)
{
    const cel_env *env = c->options->env;
    cdt_str container = root ? (cdt_str){ 0 } : c->options->container;

    for (;;) {
        for (size_t i = 0; i < env->variable_count; i++) {
            cdt_str known = env->variables[i].name;

            if (container.len == 0 ? cdt_str_is(known, name)
                                   : known.len == container.len + 1 + name.len && cdt_str_starts(known, container) &&
                                         known.at[container.len] == '.' && cdt_str_ends(known, name))
                return env->variables[i].type;
        }
        if (container.len == 0)
            return NULL;
        do
            container.len--;
        while (container.len > 0 && container.at[container.len] != '.');
    }
}

/* Names of types are values of type `type`. */
static const cel_type *named_type(cdt_str name)
{
    static const struct {
        const char *name;
        cel_type type;
    } types[] = {
#define NAMED(text, what)                                                                                              \
    {                                                                                                                  \
        text,                                                                                                          \
        {                                                                                                              \
            .kind = CEL_TYPE, .item = what                                                                             \
        }                                                                                                              \
    }
        NAMED("bool", &cel_type_bool),
        NAMED("int", &cel_type_int),
        NAMED("uint", &cel_type_uint),
        NAMED("double", &cel_type_double),
        NAMED("string", &cel_type_string),
        NAMED("bytes", &cel_type_bytes),
        NAMED("list", &cel_type_list_dyn),
        NAMED("map", &cel_type_dyn),
        NAMED("null_type", &cel_type_null),
        NAMED("type", &cel_type_dyn),
        NAMED("decimal", &cel_type_decimal),
        NAMED("period", &cel_type_period),
        NAMED("dyn", &cel_type_dyn),
        NAMED("optional_type", &cel_type_dyn),
        NAMED("google.protobuf.Timestamp", &cel_type_timestamp),
        NAMED("google.protobuf.Duration", &cel_type_duration),
#undef NAMED
    };

    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (cdt_str_is_z(name, types[i].name))
            return &types[i].type;
    return NULL;
}

static void try_fields(cdt_nearest *nearest, const cel_type *object)
{
    cdt_str name;

    for (size_t i = 0; (name = object->table->field_name(object->object, i)).len > 0; i++)
        cdt_nearest_try(nearest, name);
}

/* `name = value` is the usual slip of those who do not program. */
static const cel_type *unknown_name(cel_checker *c, const cel_ast *node)
{
    const cel_env *env = c->options->env;
    cdt_nearest nearest = { .word = node->name };

    for (const cel_local *local = c->locals; local; local = local->outer)
        cdt_nearest_try(&nearest, local->name);
    for (size_t i = 0; i < env->variable_count; i++)
        cdt_nearest_try(&nearest, env->variables[i].name);
    if (env->root)
        try_fields(&nearest, env->root);
    if (cel_is_namespace(node->name))
        return cel_check_fail(c, node, "`%.*s` is no value: it begins the names of functions, as in %.*s.name(...)",
                              CDT_ARGS(node->name), CDT_ARGS(node->name));
    if (nearest.best.len == 0)
        return cel_check_fail(c, node, "there is no `%.*s` here; text stands in quotes: \"%.*s\"", CDT_ARGS(node->name),
                              CDT_ARGS(node->name));
    return cel_check_fail(c, node, "there is no `%.*s` here%s", CDT_ARGS(node->name), cel_did_you_mean(c, &nearest));
}

/* What a name stands for, if it is a variable. */
static const cel_type *variable_type(const cel_checker *c, const cel_ast *node)
{
    const cel_env *env = c->options->env;
    const cel_type *type;

    for (const cel_local *local = node->root ? NULL : c->locals; local; local = local->outer)
        if (cdt_str_is(local->name, node->name))
            return local->type;
    type = env_variable(c, node->name, node->root);
    if (!type && env->root)
        type = env->root->table->field(env->root->object, node->name);
    return type;
}

static const cel_type *check_ident(cel_checker *c, const cel_ast *node)
{
    const cel_type *type = variable_type(c, node);

    if (!type)
        type = named_type(node->name);
    return type ? type : unknown_name(c, node);
}

/* At most seven names of fields. */
static const char *field_list(cel_checker *c, const cel_type *object)
{
    cdt_buf buf = { .limit = 300 };
    cdt_str name, text;

    for (size_t i = 0; i < 8 && (name = object->table->field_name(object->object, i)).len > 0; i++) {
        if (i > 0)
            cdt_buf_put_z(&buf, ", ");
        if (i < 7)
            cdt_buf_put(&buf, name);
        else
            cdt_buf_put_z(&buf, "...");
    }
    text = cdt_buf_take(&buf, c->arena);
    cdt_buf_free(&buf);
    return text.len ? text.at : "";
}

static const cel_type *object_field(cel_checker *c, const cel_ast *node, const cel_type *object, cdt_str name)
{
    const cel_type *field = object->table->field(object->object, name);
    cdt_nearest nearest = { .word = name };
    const char *what = object->name.len ? cdt_format(c->arena, "%.*s has", CDT_ARGS(object->name)) : "there is", *known;

    if (field)
        return field;
    try_fields(&nearest, object);
    if (nearest.best.len > 0)
        return cel_check_fail_name(c, node, "%s no field `%.*s`%s", what, CDT_ARGS(name),
                                   cel_did_you_mean(c, &nearest));
    known = field_list(c, object);
    return cel_check_fail_name(c, node, "%s no field `%.*s`%s%s", what, CDT_ARGS(name),
                               *known ? "; known are " : ", nor any other", known);
}

/* What `operand.name` is. A list that may be written short has the fields of its item. */
static const cel_type *field_of(cel_checker *c, const cel_ast *node, const cel_type *operand, cdt_str name)
{
    const cel_type *type = cel_type_bound(operand);

    switch (type->kind) {
    case CEL_DYN:
    case CEL_PARAM:
    case CEL_ABSTRACT: return &cel_type_dyn;
    case CEL_MAP: return type->item;
    case CEL_OBJECT: return object_field(c, node, type, name);
    case CEL_LIST:
        if (type->single)
            return field_of(c, node, type->item, name);
        return cel_check_fail_name(c, node,
                                   "a list has no field `%.*s`: go through its items, as in .all(x, x.%.*s ...)",
                                   CDT_ARGS(name), CDT_ARGS(name));
    default: return cel_check_fail_name(c, node, "%s has no field `%.*s`", cel_words(c, type), CDT_ARGS(name));
    }
}

static const cel_type *index_of(cel_checker *c, const cel_ast *node, const cel_type *operand)
{
    const cel_type *type = cel_type_bound(operand), *index = cel_type_bound(node->args[1]->type);
    const cel_ast *key = node->args[1];

    switch (type->kind) {
    case CEL_LIST:
        if (cel_type_is_number(index) || index->kind == CEL_DYN || index->kind == CEL_PARAM)
            return type->item;
        return cel_check_fail(c, key, "an item of a list is chosen by its number, from 0; this is %s",
                              cel_words(c, index));
    case CEL_MAP:
        if (cel_type_fits(&c->unifier, index, type->key) ||
            (cel_type_is_number(index) && cel_type_is_number(type->key)))
            return type->item;
        return cel_check_fail(c, key, "the keys of this mapping are %s; this is %s", cel_words(c, type->key),
                              cel_words(c, index));
    case CEL_OBJECT:
        if (key->form == CEL_LITERAL && key->literal.kind == CEL_STRING)
            return object_field(c, key, type, key->literal.text);
        return &cel_type_dyn;
    case CEL_DYN:
    case CEL_PARAM:
    case CEL_ABSTRACT: return &cel_type_dyn;
    default: return cel_check_fail(c, node, "%s has no items to choose by [ ]", cel_words(c, type));
    }
}

/* A select or index; through an optional, and with `?`, what is found is optional. */
static const cel_type *check_access(cel_checker *c, const cel_ast *node)
{
    const cel_type *operand, *found;
    bool optional = node->optional;

    if (node->form == CEL_SELECT && node->qualified.len > 0) {
        found = env_variable(c, node->qualified, node->root);
        if (!found)
            found = named_type(node->qualified);
        if (found)
            return found;
    }
    operand = cel_type_bound(cel_check(c, node->args[0]));
    if (operand->kind == CEL_OPTIONAL) {
        operand = operand->item;
        optional = true;
    }
    if (node->form == CEL_INDEX) {
        cel_check(c, node->args[1]);
        found = index_of(c, node, operand);
    } else {
        found = field_of(c, node, operand, node->name);
    }
    return optional ? cel_type_optional(c->arena, found) : found;
}

/* Something that must be yes or no. */
static void want_bool(cel_checker *c, const cel_ast *node, const char *where)
{
    const cel_type *type = cel_check(c, node);

    if (!cel_type_fits(&c->unifier, type, &cel_type_bool))
        cel_check_fail(c, node, "wanted a condition %s, saw %s%s", where, cel_words(c, type),
                       node->form == CEL_SELECT || node->form == CEL_IDENT ? ": compare it with something" : "");
}

static const cel_type *check_list(cel_checker *c, const cel_ast *node)
{
    const cel_type *item = NULL;

    for (size_t i = 0; i < node->count; i++) {
        const cel_type *type = cel_check(c, node->args[i]);

        if (node->optionals && node->optionals[i])
            type = cel_type_bound(type)->kind == CEL_OPTIONAL ? cel_type_bound(type)->item : &cel_type_dyn;
        item = item ? cel_type_join(&c->unifier, item, type) : type;
    }
    return cel_type_list(c->arena, item ? item : cel_type_param(&c->unifier), false);
}

/* Is the key of entry `at` a literal that an earlier entry has too? */
static bool is_repeated(const cel_ast *node, size_t at)
{
    const cel_ast *key = node->args[2 * at];

    for (size_t i = at < 64 ? 0 : at - 64; i < at && key->form == CEL_LITERAL; i++) {
        const cel_ast *other = node->args[2 * i];

        if (other->form == CEL_LITERAL && other->literal.kind == key->literal.kind &&
            cdt_str_is(other->literal.text, key->literal.text) && key->literal.kind == CEL_STRING)
            return true;
    }
    return false;
}

static const cel_type *check_map(cel_checker *c, const cel_ast *node)
{
    const cel_type *key = NULL, *value = NULL;

    for (size_t i = 0; i < node->count / 2; i++) {
        const cel_type *k = cel_check(c, node->args[2 * i]), *v = cel_check(c, node->args[2 * i + 1]);
        cel_kind kind = cel_type_bound(k)->kind;

        if (kind == CEL_DOUBLE || kind == CEL_NULL || kind == CEL_LIST || kind == CEL_MAP)
            cel_check_fail(c, node->args[2 * i], "a key is text, a whole number, or yes or no; this is %s",
                           cel_words(c, k));
        if (is_repeated(node, i))
            cel_check_fail(c, node->args[2 * i], "this key stands twice in the map");
        if (node->optionals && node->optionals[i])
            v = cel_type_bound(v)->kind == CEL_OPTIONAL ? cel_type_bound(v)->item : &cel_type_dyn;
        key = key ? cel_type_join(&c->unifier, key, k) : k;
        value = value ? cel_type_join(&c->unifier, value, v) : v;
    }
    return cel_type_map(c->arena, key ? key : cel_type_param(&c->unifier), value ? value : cel_type_param(&c->unifier));
}

/* What the variables of a macro stand for: the key or index, and the item. false: nothing to go through. */
static bool range_types(cel_checker *c, const cel_ast *node, const cel_type **key, const cel_type **item)
{
    const cel_type *range = cel_type_bound(node->args[0]->type);
    bool two = node->vars[1].len > 0;

    *key = &cel_type_int;
    *item = &cel_type_dyn;
    switch (range->kind) {
    case CEL_LIST: *item = range->item; return true;
    case CEL_MAP:
        *key = range->key;
        *item = two ? range->item : range->key;
        return true;
    case CEL_OBJECT:
        *key = &cel_type_string;
        *item = two ? &cel_type_dyn : &cel_type_string;
        return true;
    case CEL_DYN:
    case CEL_PARAM: *key = &cel_type_dyn; return true;
    default:
        cel_check_fail(c, node->args[0], "`%.*s` goes through a list, and this is %s", CDT_ARGS(node->name),
                       cel_words(c, range));
        *key = &cel_type_dyn;
        return false;
    }
}

static void macro_types(cel_checker *c, const cel_ast *node, const cel_type **key, const cel_type **item)
{
    const cel_type *range = cel_type_bound(cel_check(c, node->args[0]));

    *key = NULL;
    if (node->macro == CEL_BIND) {
        *item = range;
    } else if (node->macro == CEL_OPT_MAP || node->macro == CEL_OPT_FLAT_MAP) {
        *item = range->kind == CEL_OPTIONAL ? range->item : &cel_type_dyn;
        if (range->kind != CEL_OPTIONAL && range->kind != CEL_DYN && range->kind != CEL_PARAM)
            cel_check_fail(c, node->args[0], "`%.*s` wants an optional value, and this is %s", CDT_ARGS(node->name),
                           cel_words(c, range));
    } else {
        range_types(c, node, key, item);
    }
}

/* The type of the whole macro, from that of its last body. */
static const cel_type *macro_result(cel_checker *c, const cel_ast *node, const cel_type *key, const cel_type *item)
{
    const cel_type *body = cel_type_bound(node->args[node->count - 1]->type);

    switch (node->macro) {
    case CEL_ALL:
    case CEL_EXISTS:
    case CEL_EXISTS_ONE: return &cel_type_bool;
    case CEL_FILTER:
    case CEL_SORT_BY: return cel_type_list(c->arena, item, false);
    case CEL_TRANSFORM_MAP: return cel_type_map(c->arena, key, body);
    case CEL_OPT_MAP: return cel_type_optional(c->arena, body);
    case CEL_MAP_MACRO: return cel_type_list(c->arena, body, false);
    default: /* bind, optFlatMap, transformMapEntry */ return body;
    }
}

static const cel_type *check_macro(cel_checker *c, const cel_ast *node)
{
    cel_ast *own = (cel_ast *)node;
    const cel_type *key, *item;
    bool predicate = node->macro == CEL_ALL || node->macro == CEL_EXISTS || node->macro == CEL_EXISTS_ONE ||
                     node->macro == CEL_FILTER;
    const cel_local *outer = c->locals;
    cel_local inner[2];

    macro_types(c, node, &key, &item);
    own->var_types[0] = node->vars[1].len ? key : item;
    own->var_types[1] = node->vars[1].len ? item : NULL;
    inner[0] = (cel_local){ node->vars[0], own->var_types[0], outer };
    inner[1] = (cel_local){ node->vars[1], item, &inner[0] };
    c->locals = node->vars[1].len ? &inner[1] : &inner[0];
    for (size_t i = 1; i < node->count; i++) {
        if (predicate || i + 1 < node->count)
            want_bool(c, node->args[i], "for each item");
        else
            cel_check(c, node->args[i]);
    }
    c->locals = outer;
    return macro_result(c, node, key ? key : &cel_type_dyn, item);
}

/* Arguments of a function that does not exist are not looked at: they may be those of a misspelt macro. */
static const cel_type *check_call(cel_checker *c, const cel_ast *node)
{
    if (!cel_call_is_known(c, node))
        return cel_unknown_function(c, node);
    for (size_t i = 0; i < node->count; i++)
        cel_check(c, node->args[i]);
    return cel_check_call(c, node);
}

static const cel_type *check_form(cel_checker *c, const cel_ast *node)
{
    const cel_type *type;

    switch (node->form) {
    case CEL_LITERAL:
        switch (node->literal.kind) {
        case CEL_NULL: return &cel_type_null;
        case CEL_BOOL: return &cel_type_bool;
        case CEL_INT: return &cel_type_int;
        case CEL_UINT: return &cel_type_uint;
        case CEL_DOUBLE: return &cel_type_double;
        case CEL_STRING: return &cel_type_string;
        default: return &cel_type_bytes;
        }
    case CEL_IDENT: return check_ident(c, node);
    case CEL_SELECT:
    case CEL_INDEX: return check_access(c, node);
    case CEL_CALL: return check_call(c, node);
    case CEL_AND:
    case CEL_OR:
        for (size_t i = 0; i < node->count; i++)
            want_bool(c, node->args[i], node->form == CEL_AND ? "beside `&&`" : "beside `||`");
        return &cel_type_bool;
    case CEL_NOT: want_bool(c, node->args[0], "after `!`"); return &cel_type_bool;
    case CEL_CONDITIONAL:
        want_bool(c, node->args[0], "before `?`");
        type = cel_check(c, node->args[1]);
        return cel_type_join(&c->unifier, type, cel_check(c, node->args[2]));
    case CEL_LIST_LITERAL: return check_list(c, node);
    case CEL_MAP_LITERAL: return check_map(c, node);
    case CEL_HAS: cel_check(c, node->args[0]); return &cel_type_bool;
    case CEL_MACRO: return check_macro(c, node);
    }
    return &cel_type_dyn;
}

const cel_type *cel_check(cel_checker *c, const cel_ast *node)
{
    cel_ast *own = (cel_ast *)node;                       /* the program is still ours */
    bool enough = c->problems->count == CEL_PROBLEMS_MAX; /* no more are told, and each takes a search for near names */

    own->type = enough ? &cel_type_dyn : check_form(c, node);
    return own->type;
}

/* Types of nodes without parameters, once all of them are known. */
static bool finish(const cel_ast *node, void *context)
{
    cel_ast *own = (cel_ast *)node;
    cdt_arena *arena = context;

    if (own->type)
        own->type = cel_type_final(arena, own->type);
    for (int i = 0; i < 2; i++)
        if (own->var_types[i])
            own->var_types[i] = cel_type_final(arena, own->var_types[i]);
    return true;
}

const cel_type *cel_typecheck(cdt_arena *arena, cel_ast *root, cdt_str source, const cel_options *options,
                              cel_problems *problems)
{
    cel_checker checker = {
        .arena = arena, .source = source, .options = options, .problems = problems, .unifier = { .arena = arena }
    };
    const cel_type *wanted = options->env->result, *type = cel_check(&checker, root);

    if (wanted && wanted->kind == CEL_BOOL && !cel_type_fits(&checker.unifier, type, wanted))
        cel_check_fail(&checker, root, "a condition is true or false, and this is %s: compare it with something",
                       cel_words(&checker, type));
    else if (wanted && !cel_type_fits(&checker.unifier, type, wanted))
        cel_check_fail(&checker, root, "wanted %s, saw %s", cel_words(&checker, wanted), cel_words(&checker, type));
    cel_ast_walk(root, finish, arena);
    return root->type;
}
