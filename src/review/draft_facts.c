#include "review/draft_facts.h"

/* ---- nodes ---- */

static const char *first_of(const cdt_draft *draft, const cdt_draft_object *object)
{
    const char *first;

    memcpy(&first, (const char *)draft + object->at, sizeof first);
    return first;
}

static size_t count_of(const cdt_draft *draft, const cdt_draft_object *object)
{
    size_t count;

    memcpy(&count, (const char *)draft + object->count, sizeof count);
    return count;
}

/* The object at `base`, or one of its fields by how much further `pointer` points. */
static void found_in(const cdt_draft_object *object, const char *base, const char *pointer, cdt_draft_node *out)
{
    *out = (cdt_draft_node){ .object = object, .base = base };
    if (pointer > base)
        out->field = &object->fields[pointer - base - 1];
}

bool cdt_draft_node_of(const cdt_draft *draft, const void *pointer, cdt_draft_node *out)
{
    const char *at = pointer, *whole = (const char *)draft, *health = (const char *)&draft->health;

    for (size_t i = 0; i < cdt_draft_element_count; i++) {
        const cdt_draft_object *object = cdt_draft_elements[i];
        const char *first = first_of(draft, object);
        if ((uintptr_t)at < (uintptr_t)first ||
            (uintptr_t)at - (uintptr_t)first >= count_of(draft, object) * object->size)
            continue;
        found_in(object, at - (size_t)(at - first) % object->size, at, out);
        out->index = (size_t)(at - first) / object->size;
        return true;
    }
    if ((uintptr_t)at - (uintptr_t)health < sizeof draft->health)
        found_in(&cdt_draft_health, health, at, out);
    else if ((uintptr_t)at - (uintptr_t)whole < sizeof *draft)
        found_in(&cdt_draft_whole, whole, at, out);
    else
        return false;
    return true;
}

static const void *node_of_field(const char *base, const cdt_draft_object *object, const cdt_draft_field *field)
{
    return base + 1 + (field - object->fields);
}

/* ---- values ---- */

static size_t number_at(const char *at)
{
    size_t number;

    memcpy(&number, at, sizeof number);
    return number;
}

static cdt_str text_between(const cdt_draft *draft, size_t start, size_t end)
{
    return cdt_str_slice((cdt_str){ draft->text, draft->length }, start, end > start ? end : start);
}

static int choice_at(const char *at)
{
    int choice; /* an enum without negative values has the size of an int with every compiler that this is built with */

    _Static_assert(sizeof(cdt_region) == sizeof choice && sizeof(cdt_clause_kind) == sizeof choice &&
                       sizeof(cdt_value_kind) == sizeof choice,
                   "enums are read as int");
    memcpy(&choice, at, sizeof choice);
    return choice;
}

static const char *text_at(const char *at)
{
    const char *text;

    memcpy(&text, at, sizeof text);
    return text;
}

static cel_value object_at(const char *base)
{
    return (cel_value){ .kind = CEL_MAP, .node = base };
}

/* Element number `index` of a list; a list of texts has them as they are. */
static cel_value element(const cdt_draft *draft, const cdt_draft_object *object, size_t index)
{
    const char *at = first_of(draft, object) + index * object->size;
    cel_value value;

    if (object->field_count)
        return object_at(at);
    value = cel_string(cdt_str_z(text_at(at)));
    value.node = at;
    return value;
}

static cel_value plain(const cdt_draft *draft, const char *base, const cdt_draft_field *field)
{
    const char *at = base + field->offset;
    unsigned small;
    bool flag;

    switch (field->reading) {
    case CDT_READ_TEXT: return cel_string(cdt_str_z(text_at(at)));
    case CDT_READ_SURE:
    case CDT_READ_FLAG: memcpy(&flag, at, sizeof flag); return cel_bool(flag);
    case CDT_READ_COUNT: return cel_int((int64_t)number_at(at));
    case CDT_READ_SMALL: memcpy(&small, at, sizeof small); return cel_int(small);
    case CDT_READ_STRETCH: return cel_string(text_between(draft, number_at(at), number_at(at + sizeof(size_t))));
    case CDT_READ_WORDS:
        return cel_string(text_between(draft, ((const cdt_clause *)(const void *)base)->words,
                                       ((const cdt_clause *)(const void *)base)->end));
    case CDT_READ_CLAUSE:
        return cel_string(number_at(at) < draft->clause_count ? cdt_str_z(cdt_draft_citation(draft, number_at(at)))
                                                              : CDT_STR(""));
    case CDT_READ_KIND: return cel_string(cdt_str_z(cdt_clause_kind_name((cdt_clause_kind)choice_at(at))));
    case CDT_READ_REGION: return cel_string(cdt_str_z(cdt_region_name((cdt_region)choice_at(at))));
    case CDT_READ_VALUE: return cel_string(cdt_str_z(cdt_value_kind_name((cdt_value_kind)choice_at(at))));
    case CDT_READ_ELEMENT:
    case CDT_READ_LIST:
    case CDT_READ_OBJECT: break;
    }
    return cel_null();
}

/* The value of a field; false: it points to nothing. */
static bool field_value(const cdt_draft *draft, const cdt_draft_object *object, const char *base,
                        const cdt_draft_field *field, cel_value *out)
{
    switch (field->reading) {
    case CDT_READ_LIST: *out = (cel_value){ .kind = CEL_LIST }; break;
    case CDT_READ_OBJECT: *out = object_at(base + field->offset); return true;
    case CDT_READ_ELEMENT:
        if (number_at(base + field->offset) >= count_of(draft, field->of))
            return false;
        *out = element(draft, field->of, number_at(base + field->offset));
        return true;
    case CDT_READ_SURE:
        *out = plain(draft, base, field);
        if (!out->boolean)
            return false;
        break;
    default: *out = plain(draft, base, field);
    }
    out->node = node_of_field(base, object, field);
    return true;
}

cel_value cdt_draft_root(const cdt_draft *draft)
{
    return object_at((const char *)draft);
}

cel_value cdt_draft_read_node(const cdt_draft *draft, const cdt_draft_node *node)
{
    cel_value value;

    if (node->field && field_value(draft, node->object, node->base, node->field, &value))
        return value;
    return node->object->size ? element(draft, node->object, node->index) : object_at(node->base);
}

cel_found cdt_draft_select(const cdt_draft *draft, const cdt_draft_node *node, cdt_str name, cel_value *out)
{
    *out = (cel_value){ .kind = CEL_NULL };
    if (node->field || !node->object->field_count)
        return CEL_NO_FIELDS;
    for (size_t i = 0; i < node->object->field_count; i++)
        if (cdt_str_is_z(name, node->object->fields[i].name))
            return field_value(draft, node->object, node->base, &node->object->fields[i], out) ? CEL_FOUND
                                                                                               : CEL_MISSING;
    return CEL_MISSING;
}

size_t cdt_draft_items(const cdt_draft *draft, const cdt_draft_node *node)
{
    return node->field && node->field->of ? count_of(draft, node->field->of) : node->object->field_count;
}

cel_found cdt_draft_item(const cdt_draft *draft, const cdt_draft_node *node, size_t index, cel_value *out)
{
    if (node->field) {
        *out = element(draft, node->field->of, index);
        return CEL_FOUND;
    }
    *out = (cel_value){ .kind = CEL_NULL };
    return field_value(draft, node->object, node->base, &node->object->fields[index], out) ? CEL_FOUND : CEL_MISSING;
}

cel_value cdt_draft_key(const cdt_draft_node *node, size_t index)
{
    return cel_string(cdt_str_z(node->object->fields[index].name));
}

/* ---- places ---- */

bool cdt_draft_stretch(const cdt_draft *draft, const cdt_draft_node *node, cdt_stretch *at, size_t *clause)
{
    const cdt_draft_object *object = node->object;

    *at = (cdt_stretch){ 0, 0 };
    *clause = CDT_NOWHERE;
    if (object->clause != CDT_NOWHERE)
        *clause = number_at(node->base + object->clause);
    else if (object->size == sizeof(cdt_clause) && object->at == offsetof(cdt_draft, clauses))
        *clause = node->index;
    if (*clause >= draft->clause_count)
        *clause = CDT_NOWHERE;
    if (object->stretch != CDT_NOWHERE)
        memcpy(at, node->base + object->stretch, sizeof *at);
    else if (*clause != CDT_NOWHERE)
        *at = (cdt_stretch){ draft->clauses[*clause].start, draft->clauses[*clause].end };
    return object->stretch != CDT_NOWHERE || *clause != CDT_NOWHERE;
}

/* "draft.references[3].number" */
static cdt_str path_of(cdt_arena *arena, const cdt_draft_node *node)
{
    const cdt_draft_object *object = node->object;
    const char *path = *object->list ? cdt_format(arena, "draft.%s", object->list) : "draft";

    if (object->size)
        path = cdt_format(arena, "%s[%zu]", path, node->index);
    if (node->field)
        path = cdt_format(arena, "%s.%s", path, node->field->name);
    return cdt_str_z(path);
}

void cdt_draft_describe(const cdt_draft *draft, cdt_arena *arena, const cdt_draft_node *node, cel_where *out)
{
    cdt_stretch at;
    size_t clause;

    *out = (cel_where){ .path = path_of(arena, node) };
    if (!cdt_draft_stretch(draft, node, &at, &clause))
        at = (cdt_stretch){ 0, 0 };
    out->place = cdt_draft_place(draft, at);
    out->draft = true;
    out->start = at.start;
    out->end = at.end;
    if (clause != CDT_NOWHERE)
        out->clause = cdt_str_z(cdt_draft_citation_at(draft, clause, at.start));
}
