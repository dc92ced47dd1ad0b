/* pattern.h - regular expressions: PCRE2 behind the gate (cel/gate.h). Every step of a match is charged, so the worst
 * pattern on the worst text ends with the budget.
 */
#ifndef CEL_PATTERN_H
#define CEL_PATTERN_H

#include "base/arena.h"
#include "base/str.h"

typedef struct cel_pattern cel_pattern;

/* Compile `text` into the arena, which owns all of it. NULL: `message` and the byte `at` of the text say what is wrong. */
cel_pattern *cel_pattern_compile(cdt_arena *arena, cdt_str text, const char **message, size_t *at);

/* Bytes that it takes. */
size_t cel_pattern_size(const cel_pattern *pattern);

typedef enum cel_match { CEL_MATCH, CEL_NO_MATCH, CEL_MATCH_SPENT } cel_match;

/* Where a group matched; `from` is (size_t)-1 where it did not take part. */
typedef struct cel_group {
    size_t from, to;
} cel_group;

/* Find the pattern in `subject` (valid UTF-8), beginning at byte `start`. `spend` is called with what each step costs and
 * returns false to stop. Fills at most `room` groups, the whole match first. */
cel_match cel_pattern_match(const cel_pattern *pattern, cdt_str subject, size_t start,
                            bool (*spend)(void *context, size_t steps), void *context, cel_group *groups, size_t room);

/* Groups in brackets, the whole match not counted. */
size_t cel_pattern_groups(const cel_pattern *pattern);

#endif
