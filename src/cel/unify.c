#include "cel/unify.h"

#include "cel/functions.h"

enum { DEPTH_MAX = 40 }; /* types are no deeper than schemas and conditions make them */

const cel_type *cel_type_bound(const cel_type *type)
{
    while (type->kind == CEL_PARAM && type->item)
        type = type->item;
    return type;
}

bool cel_type_is_number(const cel_type *type)
{
    type = cel_type_bound(type);
    return type == &cel_type_number || type->kind == CEL_INT || type->kind == CEL_UINT || type->kind == CEL_DOUBLE ||
           type->kind == CEL_DECIMAL;
}

static bool is_open(const cel_type *type)
{
    return type->kind == CEL_PARAM && type != &cel_type_number;
}

static bool is_any(const cel_type *type)
{
    return type->kind == CEL_DYN || is_open(type);
}

static void fill(cel_unifier *u, const cel_type *param, const cel_type *with)
{
    cel_type *target = (cel_type *)param; /* parameters that are filled are always made by cel_type_param() */

    if (u->count == u->room) {
        size_t room = u->room ? u->room * 2 : 16;
        struct cel_filled *more = CDT_NEW_ARRAY(u->arena, struct cel_filled, room);

        if (u->count)
            memcpy(more, u->trail, u->count * sizeof *more);
        u->trail = more;
        u->room = room;
    }
    u->trail[u->count].param = target;
    u->trail[u->count++].before = target->item;
    target->item = with;
}

void cel_type_undo(cel_unifier *u, size_t mark)
{
    while (u->count > mark) {
        u->count--;
        u->trail[u->count].param->item = u->trail[u->count].before;
    }
}

/* Does `type` hold the parameter, so that filling it with this type would never end? */
static bool holds(const cel_type *type, const cel_type *param, unsigned depth)
{
    type = cel_type_bound(type);
    if (type == param)
        return true;
    if (depth == 0)
        return false;
    if ((type->item && holds(type->item, param, depth - 1)) || (type->key && holds(type->key, param, depth - 1)))
        return true;
    for (size_t i = 0; i < type->param_count; i++)
        if (holds(type->params[i], param, depth - 1))
            return true;
    return false;
}

static bool fits(cel_unifier *u, const cel_type *a, const cel_type *b, unsigned depth);

static bool fill_open(cel_unifier *u, const cel_type *param, const cel_type *with)
{
    if (param == with)
        return true;
    if (holds(with, param, DEPTH_MAX))
        return false;
    fill(u, param, with);
    return true;
}

/* The type of the property that a plain value stands for; NULL: the object has no short form. */
static const cel_type *short_form(const cel_type *object)
{
    return object->scalar.len > 0 ? object->table->field(object->object, object->scalar) : NULL;
}

/* Two types of the same kind. */
static bool parts_fit(cel_unifier *u, const cel_type *a, const cel_type *b, unsigned depth)
{
    switch (a->kind) {
    case CEL_LIST:
    case CEL_OPTIONAL: return fits(u, a->item, b->item, depth);
    case CEL_MAP: return fits(u, a->key, b->key, depth) && fits(u, a->item, b->item, depth);
    case CEL_OBJECT: return a->object == b->object;
    case CEL_ABSTRACT:
        if (!cdt_str_is(a->name, b->name) || a->param_count != b->param_count)
            return false;
        for (size_t i = 0; i < a->param_count; i++)
            if (!fits(u, a->params[i], b->params[i], depth))
                return false;
        return true;
    case CEL_TYPE: return !a->item || !b->item || !is_open(b->item) || fits(u, a->item, b->item, depth);
    default: return true;
    }
}

/* A filled parameter that now meets something wider becomes that (as in cel-go: the most general of what it met). */
static bool widen(cel_unifier *u, const cel_type *param, const cel_type *a, unsigned depth)
{
    const cel_type *held = cel_type_bound(param);

    if (!fits(u, a, held, depth))
        return false;
    if (cel_type_bound(a)->kind == CEL_DYN && held->kind != CEL_DYN && !is_open(held)) {
        while (param->item->kind == CEL_PARAM && param->item->item)
            param = param->item;
        fill(u, param, &cel_type_dyn);
    }
    return true;
}

static bool fits(cel_unifier *u, const cel_type *a, const cel_type *b, unsigned depth)
{
    const cel_type *property;

    if (depth == 0)
        return true;
    if (b->kind == CEL_PARAM && b->item)
        return widen(u, b, a, depth - 1);
    a = cel_type_bound(a);
    if (a == b || a->kind == CEL_DYN || b->kind == CEL_DYN)
        return a != b && is_open(a) ? fill_open(u, a, b) : a == b || !is_open(b) || fill_open(u, b, a);
    if (is_open(b))
        return fill_open(u, b, a);
    if (is_open(a))
        return b == &cel_type_number || fill_open(u, a, b);
    if (b == &cel_type_number && cel_type_is_number(a))
        return true;
    if (a->kind == b->kind && parts_fit(u, a, b, depth - 1))
        return true;
    if (a->kind == CEL_OBJECT && b->kind == CEL_MAP)
        return fits(u, &cel_type_string, b->key, depth - 1) && fits(u, &cel_type_dyn, b->item, depth - 1);
    if (a->kind == CEL_LIST && a->single && b->kind != CEL_LIST)
        return fits(u, a->item, b, depth - 1);
    property = a->kind == CEL_OBJECT ? short_form(a) : NULL;
    return property && fits(u, property, b, depth - 1);
}

bool cel_type_fits(cel_unifier *u, const cel_type *actual, const cel_type *wanted)
{
    size_t mark = u->count;

    if (fits(u, actual, wanted, DEPTH_MAX))
        return true;
    cel_type_undo(u, mark);
    return false;
}

/* Do two vocabularies share a word? */
static bool words_meet(const cel_type *a, const cel_type *b)
{
    if (!a->words || !b->words || a->more_words || b->more_words || a->words == b->words)
        return true;
    for (size_t i = 0; i < a->word_count; i++)
        for (size_t j = 0; j < b->word_count; j++)
            if (cdt_str_is(a->words[i], b->words[j]))
                return true;
    return false;
}

static bool meets(cel_unifier *u, const cel_type *a, const cel_type *b, unsigned depth)
{
    a = cel_type_bound(a);
    b = cel_type_bound(b);
    if (depth == 0 || is_any(a) || is_any(b) || a == b)
        return true;
    if (cel_type_is_number(a) && cel_type_is_number(b))
        return true;
    if (a->kind == CEL_STRING && b->kind == CEL_STRING)
        return words_meet(a, b);
    if (a->kind == b->kind) {
        if (a->kind == CEL_MAP)
            return meets(u, a->key, b->key, depth - 1) && meets(u, a->item, b->item, depth - 1);
        return a->kind == CEL_OPTIONAL || a->kind == CEL_LIST ? meets(u, a->item, b->item, depth - 1) : true;
    }
    if ((a->kind == CEL_OBJECT && b->kind == CEL_MAP) || (a->kind == CEL_MAP && b->kind == CEL_OBJECT))
        return true;
    if (a->kind == CEL_LIST && a->single)
        return meets(u, a->item, b, depth - 1);
    if (b->kind == CEL_LIST && b->single)
        return meets(u, a, b->item, depth - 1);
    if (a->kind == CEL_OBJECT && short_form(a))
        return meets(u, short_form(a), b, depth - 1);
    return b->kind == CEL_OBJECT && short_form(b) && meets(u, a, short_form(b), depth - 1);
}

bool cel_type_meets(cel_unifier *u, const cel_type *a, const cel_type *b)
{
    return meets(u, a, b, DEPTH_MAX);
}

/* Does `a` take all that `b` does? */
static bool is_wider(const cel_type *a, const cel_type *b, unsigned depth)
{
    a = cel_type_bound(a);
    b = cel_type_bound(b);
    if (depth == 0 || a->kind == CEL_DYN)
        return true;
    if (a->kind != b->kind || a->param_count != b->param_count)
        return false;
    if (a->item && b->item && !is_wider(a->item, b->item, depth - 1))
        return false;
    if (a->key && b->key && !is_wider(a->key, b->key, depth - 1))
        return false;
    for (size_t i = 0; i < a->param_count; i++)
        if (!is_wider(a->params[i], b->params[i], depth - 1))
            return false;
    return true;
}

/* Null stands beside these without changing their type, as in cel-go. */
static bool takes_null(const cel_type *type)
{
    cel_kind kind = cel_type_bound(type)->kind;

    return kind == CEL_TIMESTAMP || kind == CEL_DURATION || kind == CEL_OPTIONAL || kind == CEL_ABSTRACT ||
           kind == CEL_OBJECT;
}

const cel_type *cel_type_join(cel_unifier *u, const cel_type *a, const cel_type *b)
{
    if (cel_type_bound(a)->kind == CEL_STRING && cel_type_bound(b)->kind == CEL_STRING)
        return cel_type_bound(a)->words == cel_type_bound(b)->words ? a : &cel_type_string;
    if (cel_type_bound(b)->kind == CEL_NULL && takes_null(a))
        return a;
    if (cel_type_bound(a)->kind == CEL_NULL && takes_null(b))
        return b;
    if (!cel_type_fits(u, b, a))
        return &cel_type_dyn;
    return is_wider(a, b, DEPTH_MAX) ? a : b;
}

const cel_type *cel_type_param(cel_unifier *u)
{
    cel_type *type = CDT_NEW(u->arena, cel_type);

    type->kind = CEL_PARAM;
    return type;
}

static const cel_type *fresh_param(cel_unifier *u, cel_fresh *fresh, cdt_str name)
{
    for (size_t i = 0; i < fresh->count; i++)
        if (cdt_str_is(fresh->names[i], name))
            return fresh->types[i];
    if (fresh->count == sizeof fresh->names / sizeof *fresh->names)
        return &cel_type_dyn;
    fresh->names[fresh->count] = name;
    return fresh->types[fresh->count++] = cel_type_param(u);
}

const cel_type *cel_type_fresh(cel_unifier *u, cel_fresh *fresh, const cel_type *type)
{
    cel_type *copy;
    const cel_type **params;

    if (is_open(type))
        return fresh_param(u, fresh, type->name);
    if (!type->item && !type->key && !type->params)
        return type;
    copy = CDT_NEW(u->arena, cel_type);
    *copy = *type;
    copy->item = type->item ? cel_type_fresh(u, fresh, type->item) : NULL;
    copy->key = type->key ? cel_type_fresh(u, fresh, type->key) : NULL;
    params = CDT_NEW_ARRAY(u->arena, const cel_type *, type->param_count);
    for (size_t i = 0; i < type->param_count; i++)
        params[i] = cel_type_fresh(u, fresh, type->params[i]);
    copy->params = params;
    return copy;
}

/* Does a type hold a parameter anywhere? */
static bool has_params(const cel_type *type, unsigned depth)
{
    if (type->kind == CEL_PARAM)
        return true;
    if (depth == 0)
        return false;
    if ((type->item && has_params(type->item, depth - 1)) || (type->key && has_params(type->key, depth - 1)))
        return true;
    for (size_t i = 0; i < type->param_count; i++)
        if (has_params(type->params[i], depth - 1))
            return true;
    return false;
}

static const cel_type *final_type(cdt_arena *arena, const cel_type *type, unsigned depth)
{
    cel_type *copy;
    const cel_type **params;

    type = cel_type_bound(type);
    if (type->kind == CEL_PARAM || depth == 0)
        return &cel_type_dyn;
    if (!has_params(type, depth))
        return type;
    copy = CDT_NEW(arena, cel_type);
    *copy = *type;
    copy->item = type->item ? final_type(arena, type->item, depth - 1) : NULL;
    copy->key = type->key ? final_type(arena, type->key, depth - 1) : NULL;
    params = CDT_NEW_ARRAY(arena, const cel_type *, type->param_count);
    for (size_t i = 0; i < type->param_count; i++)
        params[i] = final_type(arena, type->params[i], depth - 1);
    copy->params = params;
    return copy;
}

const cel_type *cel_type_final(cdt_arena *arena, const cel_type *type)
{
    return final_type(arena, type, DEPTH_MAX);
}

static bool same(const cel_type *a, const cel_type *b, unsigned depth)
{
    a = cel_type_bound(a);
    b = cel_type_bound(b);
    if (a == b || depth == 0)
        return true;
    if (a->kind != b->kind || a->object != b->object || a->param_count != b->param_count || is_open(a))
        return false;
    if (!a->item != !b->item || !a->key != !b->key)
        return false;
    if ((a->item && !same(a->item, b->item, depth - 1)) || (a->key && !same(a->key, b->key, depth - 1)))
        return false;
    for (size_t i = 0; i < a->param_count; i++)
        if (!same(a->params[i], b->params[i], depth - 1))
            return false;
    return true;
}

bool cel_type_same(const cel_type *a, const cel_type *b)
{
    return same(a, b, DEPTH_MAX);
}
