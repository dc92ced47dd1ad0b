#include "yaml/belongs.h"

#include "base/limits.h"

#define TOLD 3

/* The mappings that one key may stand in, by their paths. */
typedef struct homes {
    cdt_str at[TOLD];
    size_t count; /* also those that are not told */
} homes;

static void add_home(cdt_belongs *b, cdt_str key, cdt_str path)
{
    void **slot = cdt_map_at(&b->by_key, key);
    homes *h;

    if (!*slot)
        *slot = CDT_NEW(&b->arena, homes);
    h = *slot;
    if (h->count < TOLD)
        h->at[h->count] = path;
    h->count++;
}

/* A definition may hold itself, so the depth is bounded. */
static void gather(cdt_belongs *b, const cdt_schema *schema, cdt_str path, unsigned depth)
{
    while (schema && schema->shape == CDT_SHAPE_ARRAY) {
        schema = schema->items;
        path = cdt_str_z(cdt_format(&b->arena, "%.*s[]", CDT_ARGS(path)));
    }
    for (size_t i = 0; schema && depth < CDT_MAX_SCHEMA_DEPTH / 4 && i < schema->property_count; i++) {
        const cdt_property *property = &schema->properties[i];
        const char *format = path.len ? "%.*s.%.*s" : "%.*s%.*s";

        add_home(b, property->name, path);
        gather(b, property->schema,
               cdt_str_z(cdt_format(&b->arena, format, CDT_ARGS(path), CDT_ARGS(property->name))), depth + 1);
    }
}

const char *cdt_belongs_words(cdt_belongs *b, const cdt_schema *root, cdt_str key)
{
    const char *words = "";
    const homes *h;

    if (!b->by_key.count)
        gather(b, root, CDT_STR(""), 0);
    h = cdt_map_get(&b->by_key, key);
    for (size_t i = 0; h && h->count <= TOLD && i < h->count; i++) {
        cdt_str path = h->at[i];
        bool items = cdt_str_ends(path, CDT_STR("[]"));

        words = cdt_format(&b->arena, "%s%s%s%.*s", words, i ? " or " : "",
                           items      ? "in each item of "
                           : path.len ? "under "
                                      : "at the top level",
                           CDT_ARGS(cdt_str_slice(path, 0, path.len - 2 * items)));
    }
    return words;
}

void cdt_belongs_free(cdt_belongs *b)
{
    cdt_map_free(&b->by_key);
    cdt_arena_free(&b->arena);
}
