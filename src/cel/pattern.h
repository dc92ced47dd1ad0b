/* pattern.h - regular expressions: PCRE2 behind the gate (cel/gate.h). Every step of a match is charged, so the worst
 * pattern on the worst text ends with the budget.
 */
#ifndef CEL_PATTERN_H
#define CEL_PATTERN_H

#include "base/arena.h"
#include "base/str.h"

typedef struct cel_pattern cel_pattern;

/* How compiling went. */
typedef struct cel_pattern_report {
    const char *message; /* what is wrong; NULL: nothing */
    size_t at;           /* the byte of the text where it is */
    size_t cost;         /* steps that the compiling is worth, whether it went well or not */
} cel_pattern_report;

/* Compile `text` into the arena, which owns all of it. NULL: the report says why not. */
cel_pattern *cel_pattern_compile(cdt_arena *arena, cdt_str text, cel_pattern_report *report);

/* Bytes that it takes. */
size_t cel_pattern_size(const cel_pattern *pattern);

typedef enum cel_match { CEL_MATCH, CEL_NO_MATCH, CEL_MATCH_SPENT } cel_match;

/* Where a group matched; `from` is (size_t)-1 where it did not take part. */
typedef struct cel_group {
    size_t from, to;
} cel_group;

/* What a match remembers on its way: made once for any number of matches, as that takes longer than most of them. */
typedef struct cel_matcher cel_matcher;

/* `spend` is called with what each step costs and returns false to stop. */
cel_matcher *cel_matcher_new(bool (*spend)(void *context, size_t steps), void *context);
void cel_matcher_free(cel_matcher *matcher); /* NULL is allowed */

/* Find the pattern in `subject` (valid UTF-8), beginning at byte `start`. Fills at most `room` groups, the whole match first;
 * no more than CEL_GROUPS_MAX are known. */
enum { CEL_GROUPS_MAX = 16 };
cel_match cel_pattern_match(const cel_pattern *pattern, cel_matcher *matcher, cdt_str subject, size_t start,
                            cel_group *groups, size_t room);

/* May the pattern match at all? false: certainly not, as the text begins with another letter than the words that the pattern
 * wants there, such as "^(no|not)" or "(?i)^(no|not)([,.]|$)". Told without compiling; of most patterns nothing can be told. */
bool cel_pattern_may_match(cdt_str pattern, cdt_str subject);

/* Groups in brackets, the whole match not counted. */
size_t cel_pattern_groups(const cel_pattern *pattern);

#endif
