/* settings.c - values that a checklist's conditions read and its users may change. */
#include <stdatomic.h>
#include <stdlib.h>

#include "base/nearest.h"
#include "checklist/checklist.h"

/* A document made for `--set NAME=VALUE`; it holds the value. */
typedef struct cdt_overlay {
    struct cdt_overlay *next;
    cdt_document document;
} overlay;

static const char *written(cdt_checklist *c, const cdt_node *node)
{
    if (!node)
        return "";
    if (node->kind == CDT_SCALAR)
        return cdt_copy_z(&c->arena, node->text);
    return cdt_format(&c->arena, "(%u %s)", node->count, node->kind == CDT_LIST ? "items" : "keys");
}

/* A value with its own children, so that what it is a copy of stays as it is. No deeper than what was read. */
static cdt_node *copy(cdt_checklist *c, const cdt_node *value)
{
    cdt_node *node = CDT_NEW(&c->arena, cdt_node);

    *node = *value;
    node->number = CDT_NO_NUMBER;
    if (node->kind == CDT_MAP)
        node->order = NULL;
    node->children = CDT_NEW_ARRAY(&c->arena, cdt_node *, value->count);
    for (uint32_t i = 0; i < value->count; i++) {
        node->children[i] = copy(c, value->children[i]);
        node->children[i]->parent = node;
    }
    return node;
}

static void put_value(cdt_checklist *c, size_t index, const cdt_node *value)
{
    cdt_node *node = value ? copy(c, value) : CDT_NEW(&c->arena, cdt_node);

    if (!value)
        node->state = CDT_UNSTATED;
    node->number = CDT_NO_NUMBER;
    node->key = c->setting_schemas.root->properties[index].name;
    node->parent = c->settings;
    node->index = (uint32_t)index;
    c->settings->children[index] = node;
    c->settings->order = NULL; /* it has what stood there */
    c->settings->stated = 0;
    for (uint32_t i = 0; i < c->settings->count; i++)
        c->settings->stated += c->settings->children[i] && c->settings->children[i]->state != CDT_UNSTATED;
}

bool cdt_settings_read(cdt_checklist *c, cdt_diags *diags)
{
    const cdt_node *map = cdt_node_get_z(c->document.root, "settings");
    size_t errors = cdt_diags_errors(diags), count;

    cdt_schemas_of(&c->setting_schemas, &c->document, map, diags);
    c->setting_root = cdt_types_make(&c->setting_types, &c->arena, &c->setting_schemas);
    count = c->setting_count = c->setting_schemas.root->property_count;
    c->settings = CDT_NEW(&c->arena, cdt_node);
    c->settings->kind = CDT_MAP;
    c->settings->number = CDT_NO_NUMBER;
    c->settings->schema = c->setting_schemas.root;
    c->settings->line = map ? map->line : 1;
    c->settings->column = 1;
    c->settings->count = (uint32_t)count;
    c->settings->children = CDT_NEW_ARRAY(&c->arena, cdt_node *, count);
    c->setting_list = CDT_NEW_ARRAY(&c->arena, cdt_setting, count);
    for (size_t i = 0; i < count; i++) {
        const cdt_property *property = &c->setting_schemas.root->properties[i];
        if (!property->schema->fallback && property->schema->source)
            cdt_node_problem(&c->document, diags, CDT_BAD_SETTING, property->schema->source,
                             "the setting %.*s needs a default", CDT_ARGS(property->name));
        put_value(c, i, property->schema->fallback);
        c->setting_list[i] =
            (cdt_setting){ cdt_copy_z(&c->arena, property->name), cdt_copy_z(&c->arena, property->schema->title),
                           cdt_copy_z(&c->arena, property->schema->unit), written(c, property->schema->fallback),
                           false };
    }
    cdt_node_index(c->settings, &c->arena);
    return cdt_diags_errors(diags) == errors;
}

void cdt_settings_thaw(cdt_checklist *c)
{
    const cdt_node *frozen = c->settings;
    const cdt_setting *list = c->setting_list;

    cdt_schemas_thaw(&c->setting_schemas, NULL);
    c->settings = copy(c, frozen);
    c->setting_list = CDT_NEW_ARRAY(&c->arena, cdt_setting, c->setting_count);
    for (size_t i = 0; i < c->setting_count; i++)
        c->setting_list[i] = list[i];
}

bool cdt_settings_put(cdt_checklist *c, cdt_str name, cdt_node *node, cdt_diags *diags)
{
    for (size_t i = 0; i < c->setting_count; i++) {
        const cdt_schema *schema = c->setting_schemas.root->properties[i].schema;
        if (!cdt_str_is_z(name, c->setting_list[i].name))
            continue;
        if (node && cdt_schema_apply_to(&c->setting_schemas, schema, &c->document, node, diags))
            return false;
        put_value(c, i, node ? node : schema->fallback);
        return true;
    }
    return false;
}

static bool unknown_setting(const cdt_checklist *c, const char *name, cdt_diags *diags)
{
    cdt_nearest nearest = { .word = cdt_str_z(name) };

    for (size_t i = 0; i < c->setting_count; i++)
        cdt_nearest_try(&nearest, cdt_str_z(c->setting_list[i].name));
    cdt_diags_add(diags, CDT_BAD_SETTING, (cdt_place){ 0 }, NULL, "the checklist %s has no setting %s%s%.*s%s", c->name,
                  name, nearest.best.len ? "; did you mean " : "", CDT_ARGS(nearest.best), nearest.best.len ? "?" : "");
    return false;
}

bool cdt_checklist_set(cdt_checklist *c, const char *name, const char *value, cdt_diags *diags)
{
    size_t index = 0, errors = cdt_diags_errors(diags);
    overlay *made;

    while (index < c->setting_count && strcmp(c->setting_list[index].name, name) != 0)
        index++;
    if (index == c->setting_count)
        return unknown_setting(c, name, diags);
    made = CDT_NEW(&c->arena, overlay);
    made->next = c->overlays;
    c->overlays = made;
    if (!cdt_document_read(&made->document, cdt_format(&c->arena, "--set %s", name),
                           cdt_copy(&c->arena, cdt_str_z(value)), 1, diags)) {
        if (cdt_diags_errors(diags) == errors)
            cdt_diags_add(diags, CDT_BAD_SETTING, (cdt_place){ 0 }, NULL, "the setting %s needs a value: %s=VALUE",
                          name, name);
        return false;
    }
    made->document.root->key = cdt_str_z(c->setting_list[index].name); /* what messages call it */
    if (cdt_schema_apply_to(&c->setting_schemas, c->setting_schemas.root->properties[index].schema, &made->document,
                            made->document.root, diags))
        return false;
    put_value(c, index, made->document.root);
    c->setting_list[index].value = written(c, made->document.root);
    c->setting_list[index].changed = true;
    return true;
}

const char *cdt_settings_changed(const cdt_checklist *c, size_t index)
{
    for (const overlay *o = c->overlays; o && c->setting_list[index].changed; o = o->next)
        if (o->document.root && cdt_str_is_z(o->document.root->key, c->setting_list[index].name))
            return o->document.file;
    return NULL;
}

void cdt_checklist_free(cdt_checklist *c)
{
    if (!c)
        return;
    for (overlay *o = c->overlays; o; o = o->next)
        cdt_document_free(&o->document);
    cdt_schemas_free(&c->setting_schemas);
    cdt_words_free(atomic_load(&c->words));
    cdt_document_free(&c->document);
    cdt_arena_free(&c->arena);
    free(c);
}
