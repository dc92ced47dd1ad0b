/* data.h - the description, as the rule language sees it: a table of functions that a higher floor gives. The language knows
 * nothing of YAML; a node is an opaque pointer.
 *
 * Every function takes the table itself first, so that its owner may embed it in a larger struct and find its own data.
 * None of them fails and none allocates, but for the two that describe.
 */
#ifndef CEL_DATA_H
#define CEL_DATA_H

#include "base/arena.h"
#include "cel/value.h"
#include "concordat/diag.h"

typedef enum cel_found {
    CEL_FOUND,    /* *out is the value; a fact that is expressly none is found, as a value of kind CEL_NONE */
    CEL_MISSING,  /* not stated: no such key or item, or blank, null, [] or {} */
    CEL_OPEN,     /* being settled; out->node is the fact that says so */
    CEL_NO_FIELDS /* the node is a plain value and stands for no object */
} cel_found;

/* What can be told about a node, for people. Empty where unknown. */
typedef struct cel_where {
    cdt_str path;              /* "parties[south].targets[1].measure" */
    cdt_place place;           /* of the value; for a missing key, of the mapping it would stand in */
    unsigned alias_line;       /* of the alias by which the place's text stands here; 0: none */
    cdt_str written;           /* as it stands in the file, without quotes; empty for a list or mapping */
    cdt_str id;                /* a list item's id or label, else empty */
    cdt_str open_who, open_by; /* of an open fact */
    bool draft;                /* it stands in the draft's words, not in the description */
    cdt_str clause;            /* of the draft, as it is cited; empty: none */
    size_t start, end;         /* bytes of the draft's text */
} cel_where;

typedef struct cel_data cel_data;
struct cel_data {
    /* The value of a node, with its node set. Lists and maps: kind, node, `list`/`map` NULL. `single` is set where the
     * schema has a list and the node is not one. */
    cel_value (*value)(const cel_data *data, const void *node);

    /* The field `name` of an object; `sign` is cdt_key_sign() of the name. On a plain value that the schema reads as the short
     * form of an object, that property is the value itself and every other is missing. On a list, and on any other plain value,
     * CEL_NO_FIELDS. `out->node` may be set for CEL_MISSING: the blank node. But for CEL_NO_FIELDS, *out is written. */
    cel_found (*select)(const cel_data *data, const void *node, cdt_str name, uint32_t sign, cel_value *out);

    /* Items of a list, entries of a map (only those that are stated, expressly none or open). */
    size_t (*count)(const cel_data *data, const void *node);

    /* Item or entry number `index`, less than count. */
    cel_found (*at)(const cel_data *data, const void *node, size_t index, cel_value *out);

    /* Key of entry number `index` of a map. */
    cel_value (*key)(const cel_data *data, const void *node, size_t index);

    /* Tell about a node. */
    void (*describe)(const cel_data *data, cdt_arena *arena, const void *node, cel_where *out);

    /* Tell about a key that `node` (NULL: the root) does not have: the path it would have, and the nearest place. */
    void (*describe_missing)(const cel_data *data, cdt_arena *arena, const void *node, cdt_str key, cel_where *out);
};

#endif
