/* map.h - from texts to pointers: a hash table that grows.
 *
 * Keys are borrowed. They may come from a file that wants to do harm: where too many of them meet in one place, the table is
 * made again with another seed, so that no choice of keys makes it slow. Nothing may depend on the order of its slots.
 */
#ifndef CDT_BASE_MAP_H
#define CDT_BASE_MAP_H

#include <stddef.h>

#include "base/str.h"

typedef struct cdt_map_slot {
    cdt_str key; /* key.at is NULL where the slot is free */
    void *value;
} cdt_map_slot;

/* All zero is an empty map. */
typedef struct cdt_map {
    cdt_map_slot *slots;
    size_t size; /* of the slots: a power of two, or 0 */
    size_t count;
    unsigned seed;
} cdt_map;

/* The value of `key`; NULL where it has none. */
void *cdt_map_get(const cdt_map *map, cdt_str key);

/* Where the value of `key` stands, which is made with NULL where there is none; valid until the next call. key.at may not
 * be NULL. */
void **cdt_map_at(cdt_map *map, cdt_str key);

void cdt_map_free(cdt_map *map);

#endif
