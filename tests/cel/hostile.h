/* hostile.h - the worst patterns on the worst texts: what a checklist from elsewhere could ask for. A unit test holds that each
 * ends within the budget, a benchmark that it ends in time. */
#ifndef CEL_TESTS_HOSTILE_H
#define CEL_TESTS_HOSTILE_H

#include "base/buf.h"

/* A part of a pattern, so many times; parts without a count stand once. */
typedef struct hostile_part {
    const char *text;
    unsigned count;
} hostile_part;

/* A pattern of parts, and the text it is tried on: `unit` `run` times and then `stop`, all of that over and over up to 65,536
 * bytes less the `end` that stands behind it. */
typedef struct hostile {
    const char *name;
    hostile_part pattern[5];
    const char *unit;
    unsigned run;
    const char *stop, *end;
} hostile;

extern const hostile hostile_rows[];
extern const size_t hostile_count;

/* Conditions that do as much as they can for their steps, over the text and pattern of the row below. */
extern const char *const hostile_conditions[];
extern const size_t hostile_condition_count;
extern const hostile hostile_many_groups;

void hostile_pattern(const hostile *row, cdt_buf *out);
void hostile_text(const hostile *row, cdt_buf *out);

#endif
