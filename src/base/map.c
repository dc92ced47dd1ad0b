#include "base/map.h"

#include <stdlib.h>

#include "base/arena.h"

#define LEAST 16
#define PROBES_MOST 48 /* a table that is half full needs a handful; more means that keys were chosen to meet */

/* FNV-1a with a seed, then mixed, as its low bits alone are weak. */
static unsigned hash(cdt_str text, unsigned seed)
{
    unsigned value = 2166136261u ^ seed * 2654435761u;

    for (size_t i = 0; i < text.len; i++)
        value = (value ^ (unsigned char)text.at[i]) * 16777619u;
    value ^= value >> 15;
    value *= 2246822519u;
    return value ^ value >> 13;
}

/* The slot of `key`, or the free one where it would stand; `probes` counts the steps. */
static cdt_map_slot *find(const cdt_map *map, cdt_str key, size_t *probes)
{
    size_t at = hash(key, map->seed) & (map->size - 1);

    for (*probes = 0; map->slots[at].key.at && !cdt_str_is(map->slots[at].key, key); ++*probes)
        at = (at + 1) & (map->size - 1);
    return &map->slots[at];
}

static void resize(cdt_map *map, size_t size)
{
    cdt_map old = *map;
    size_t probes;

    map->slots = cdt_malloc(size * sizeof *map->slots);
    memset(map->slots, 0, size * sizeof *map->slots);
    map->size = size;
    for (size_t i = 0; i < old.size; i++)
        if (old.slots[i].key.at)
            *find(map, old.slots[i].key, &probes) = old.slots[i];
    free(old.slots);
}

void *cdt_map_get(const cdt_map *map, cdt_str key)
{
    size_t probes;

    return map->size ? find(map, key, &probes)->value : NULL;
}

void **cdt_map_at(cdt_map *map, cdt_str key)
{
    cdt_map_slot *slot;
    size_t probes;

    if ((map->count + 1) * 2 > map->size)
        resize(map, map->size ? map->size * 2 : LEAST);
    slot = find(map, key, &probes);
    if (slot->key.at)
        return &slot->value;
    if (probes > PROBES_MOST && map->seed < 8) {
        map->seed++;
        resize(map, map->size);
        slot = find(map, key, &probes);
    }
    slot->key = key;
    map->count++;
    return &slot->value;
}

void cdt_map_free(cdt_map *map)
{
    free(map->slots);
    *map = (cdt_map){ 0 };
}
