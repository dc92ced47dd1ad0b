#include "cel/value.h"

#include "base/arena.h"
#include "cel/state.h"

static const struct {
    const char *name;  /* what type() gives */
    const char *words; /* what messages say */
} kinds[] = {
    [CEL_FAILURE] = { "failure", "a failure" },
    [CEL_NONE] = { "none", "none" },
    [CEL_NULL] = { "null_type", "null" },
    [CEL_BOOL] = { "bool", "yes or no" },
    [CEL_INT] = { "int", "a whole number" },
    [CEL_UINT] = { "uint", "an unsigned number" },
    [CEL_DOUBLE] = { "double", "a fractional number" },
    [CEL_DECIMAL] = { "decimal", "a number" },
    [CEL_STRING] = { "string", "text" },
    [CEL_BYTES] = { "bytes", "bytes" },
    [CEL_TIMESTAMP] = { "google.protobuf.Timestamp", "a date" },
    [CEL_DURATION] = { "google.protobuf.Duration", "a duration" },
    [CEL_PERIOD] = { "period", "a period" },
    [CEL_LIST] = { "list", "a list" },
    [CEL_MAP] = { "map", "a mapping" },
    [CEL_TYPE] = { "type", "a type" },
    [CEL_OPTIONAL] = { "optional_type", "an optional value" },
    [CEL_DYN] = { "dyn", "anything" },
    [CEL_OBJECT] = { "map", "a mapping" },
    [CEL_ABSTRACT] = { "abstract", "a value of its own kind" },
    [CEL_PARAM] = { "dyn", "anything" },
};

const char *cel_kind_name(cel_kind kind)
{
    return kinds[kind].name;
}

const char *cel_kind_words(cel_kind kind)
{
    return kinds[kind].words;
}

cel_value cel_fail(cdt_arena *arena, cel_failure failure)
{
    cel_failure *kept = CDT_NEW(arena, cel_failure);

    *kept = failure;
    return (cel_value){ .kind = CEL_FAILURE, .failure = kept };
}

cel_value cel_list_new(cdt_arena *arena, const cel_value *items, size_t count)
{
    cel_list *list = CDT_NEW(arena, cel_list);
    cel_value *copy = CDT_NEW_ARRAY(arena, cel_value, count);

    if (count)
        memcpy(copy, items, count * sizeof *copy);
    list->items = copy;
    list->count = count;
    return cel_list_of(list);
}

/* Keys are int, uint, bool and string (langdef, "Aggregate Values"). */
static bool key_fits(cel_value key)
{
    return key.kind == CEL_INT || key.kind == CEL_UINT || key.kind == CEL_BOOL || key.kind == CEL_STRING;
}

static int entry_cmp(const void *context, uint32_t a, uint32_t b)
{
    const cel_entry *entries = context;

    return cel_key_cmp(entries[a].key, entries[b].key);
}

bool cel_map_new(cdt_arena *arena, const cel_entry *entries, size_t count, cel_value *out)
{
    cel_map *map = CDT_NEW(arena, cel_map);
    cel_entry *copy = CDT_NEW_ARRAY(arena, cel_entry, count);
    uint32_t *sorted = CDT_NEW_ARRAY(arena, uint32_t, count * 2);

    for (size_t i = 0; i < count; i++) {
        if (!key_fits(entries[i].key))
            return false;
        copy[i] = entries[i];
    }
    cel_sort(sorted, sorted + count, count, entry_cmp, copy);
    for (size_t i = 1; i < count; i++)
        if (cel_key_equal(copy[sorted[i - 1]].key, copy[sorted[i]].key))
            return false;
    *map = (cel_map){ count, copy, sorted };
    *out = cel_map_of(map);
    return true;
}

cel_value cel_map_get(const cel_map *map, cel_value key, bool *found)
{
    size_t low = 0, high = map->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const cel_entry *entry = &map->entries[map->sorted[middle]];
        int order = cel_key_cmp(entry->key, key);

        if (order == 0) {
            *found = cel_key_equal(entry->key, key);
            return entry->value;
        }
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    *found = false;
    return cel_null();
}
