/* world.h - a small description for tests of the rule language, without YAML: located values made of one line of text.
 *
 *     {exit: {notice: 12 months, party: north}, shares: [88.71, 0.19], note: none, chair: open, quorum: blank}
 *
 * Scalars are read as they look: 7 int, 7.5 decimal, yes and no, 2026-04-01 a date, 12 months a period, anything else text
 * ("7" is text too). `none` is an express none, `open` is being settled, `blank`, [] and {} are not stated. `single` before a
 * value: the schema has a list there. `short NAME` before one: it stands for an object with only that property.
 */
#ifndef TESTS_CEL_WORLD_H
#define TESTS_CEL_WORLD_H

#include "cel/data.h"

typedef struct world {
    cel_data data; /* the table */
    const void *root;
    cdt_str text;
} world;

/* Lives in the arena. NULL: the text cannot be read. */
world *world_read(cdt_arena *arena, cdt_str text);

#endif
