/* value.h - values of the rule language, as evaluation passes them around.
 *
 * A cel_value is small and passed by value. Its text, list and map parts live in the arena of the evaluation, of the
 * program (literals) or of whoever bound them, and are never changed once made.
 *
 * `node` says where a value was read: the data node of the description, opaque here, NULL where it was computed. Selecting,
 * indexing, iterating, cel.bind, ?: and orValue pass it on. A list or map that is read from the description is only its node
 * (`list`, `map` are NULL); what hangs below is asked for through the cel_data table when it is needed.
 *
 * Failures are values too (CEL_FAILURE) and have a rank. `&&`, `||`, all() and exists() absorb the lower three where the
 * other side decides; where it does not, the highest rank is the result. Nothing absorbs a spent budget.
 */
#ifndef CEL_VALUE_H
#define CEL_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/decimal.h"
#include "base/str.h"

struct cel_ast;

/* Kinds of values; the ones after CEL_OPTIONAL are kinds of static types only (cel/type.h). */
typedef enum cel_kind {
    CEL_FAILURE,
    CEL_NONE, /* a fact that is expressly none */
    CEL_NULL,
    CEL_BOOL,
    CEL_INT,
    CEL_UINT,
    CEL_DOUBLE,
    CEL_DECIMAL,
    CEL_STRING,
    CEL_BYTES,
    CEL_TIMESTAMP,
    CEL_DURATION,
    CEL_PERIOD,
    CEL_LIST,
    CEL_MAP,
    CEL_TYPE,
    CEL_OPTIONAL,
    CEL_DYN,
    CEL_OBJECT,
    CEL_ABSTRACT,
    CEL_PARAM,
} cel_kind;

/* Seconds since 1970-01-01T00:00:00Z, and 0 to 999,999,999 nanoseconds more. */
typedef struct cel_time {
    int64_t seconds;
    int32_t nanos;
} cel_time;

typedef enum cel_rank { CEL_RANK_NONE, CEL_RANK_NOT_STATED, CEL_RANK_ERROR, CEL_RANK_BUDGET } cel_rank;

typedef struct cel_list cel_list;
typedef struct cel_map cel_map;
typedef struct cel_failure cel_failure;

typedef struct cel_value {
    cel_kind kind;
    bool single;      /* read where the schema has a list: stands for the list of one that holds it */
    const void *node; /* data node it was read from; NULL: computed */
    union {
        bool boolean;
        int64_t integer;
        uint64_t natural; /* CEL_UINT */
        struct {
            double number;
            const cdt_decimal *exact; /* a literal as it is written, for use beside a decimal; else NULL */
        };
        cdt_decimal decimal;
        cdt_str text; /* string, bytes; a type's name */
        cel_time time;
        int64_t nanos; /* CEL_DURATION */
        cdt_period period;
        const cel_list *list;          /* NULL: read it through `node` */
        const cel_map *map;            /* NULL: read it through `node` */
        const struct cel_value *inner; /* CEL_OPTIONAL; NULL: optional.none() */
        const cel_failure *failure;
    };
} cel_value;

struct cel_list {
    size_t count;
    const cel_value *items;
};

typedef struct cel_entry {
    cel_value key, value;
} cel_entry;

/* Entries in the order written; `sorted` has their numbers in the order of the keys, for search (made by cel_map_new). */
struct cel_map {
    size_t count;
    const cel_entry *entries;
    const uint32_t *sorted;
};

struct cel_failure {
    cel_rank rank;
    const char *message;      /* error, budget: one sentence without a full stop; else NULL */
    const struct cel_ast *at; /* the sub-expression that failed */
    const void *node;         /* not stated, none: the data node at hand; NULL: the root */
    cdt_str missing;          /* not stated: the key (or "[3]") that `node` does not have; empty: `node` itself */
    bool open;                /* not stated because it is being settled; then `node` is the open fact itself */
};

static inline cel_value cel_null(void)
{
    return (cel_value){ .kind = CEL_NULL };
}

static inline cel_value cel_bool(bool boolean)
{
    return (cel_value){ .kind = CEL_BOOL, .boolean = boolean };
}

static inline cel_value cel_int(int64_t integer)
{
    return (cel_value){ .kind = CEL_INT, .integer = integer };
}

static inline cel_value cel_uint(uint64_t natural)
{
    return (cel_value){ .kind = CEL_UINT, .natural = natural };
}

static inline cel_value cel_double(double number)
{
    return (cel_value){ .kind = CEL_DOUBLE, .number = number };
}

static inline cel_value cel_decimal(cdt_decimal decimal)
{
    return (cel_value){ .kind = CEL_DECIMAL, .decimal = decimal };
}

static inline cel_value cel_string(cdt_str text)
{
    return (cel_value){ .kind = CEL_STRING, .text = text };
}

static inline cel_value cel_bytes(cdt_str text)
{
    return (cel_value){ .kind = CEL_BYTES, .text = text };
}

static inline cel_value cel_timestamp(cel_time time)
{
    return (cel_value){ .kind = CEL_TIMESTAMP, .time = time };
}

/* A date is the timestamp at which it begins, in UTC. */
static inline cel_value cel_date(cdt_day day)
{
    return (cel_value){ .kind = CEL_TIMESTAMP, .time = { (int64_t)day * 86400, 0 } };
}

static inline cel_value cel_duration(int64_t nanos)
{
    return (cel_value){ .kind = CEL_DURATION, .nanos = nanos };
}

static inline cel_value cel_period(cdt_period period)
{
    return (cel_value){ .kind = CEL_PERIOD, .period = period };
}

static inline cel_value cel_list_of(const cel_list *list)
{
    return (cel_value){ .kind = CEL_LIST, .list = list };
}

static inline cel_value cel_map_of(const cel_map *map)
{
    return (cel_value){ .kind = CEL_MAP, .map = map };
}

static inline cel_value cel_type_named(const char *name)
{
    return (cel_value){ .kind = CEL_TYPE, .text = cdt_str_z(name) };
}

static inline bool cel_is_true(cel_value value)
{
    return value.kind == CEL_BOOL && value.boolean;
}

static inline bool cel_is_false(cel_value value)
{
    return value.kind == CEL_BOOL && !value.boolean;
}

/* "int", "google.protobuf.Timestamp", "list": the name of the type that type() gives. */
const char *cel_kind_name(cel_kind kind);

/* The same for people: "a whole number", "a date", "a list". */
const char *cel_kind_words(cel_kind kind);

#endif
