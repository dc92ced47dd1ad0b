/* index.h - which units of a draft may match a pattern at all: one pass over the folded text finds all literals of all patterns.
 *
 * The literals of a checklist are gathered once (cdt_literal_index); where each stands in a draft is found once
 * for a reading (cdt_occurrences).
 */
#ifndef CDT_WORDS_INDEX_H
#define CDT_WORDS_INDEX_H

#include <stdint.h>

#include "words/literals.h"
#include "words/units.h"

typedef struct cdt_literal_index cdt_literal_index;

/* Of `count` patterns, in order. It lives in `arena`. */
cdt_literal_index *cdt_literal_index_new(const cdt_str *patterns, size_t count, cdt_arena *arena);

/* The same with memory of its own. Release with cdt_literal_index_free(), which leaves alone what lives in an arena of others. */
cdt_literal_index *cdt_literal_index_own(const cdt_str *patterns, size_t count);
void cdt_literal_index_free(cdt_literal_index *index); /* NULL is allowed */

/* Is the pattern tried everywhere, as nothing is known that it needs? */
bool cdt_literal_index_is_open(const cdt_literal_index *index, size_t pattern);

/* Where the literals stand in a draft. */
typedef struct cdt_occurrences cdt_occurrences;
cdt_occurrences *cdt_occurrences_find(const cdt_literal_index *index, const cdt_units *units);
void cdt_occurrences_free(cdt_occurrences *occurrences); /* NULL is allowed */

/* Is the unit one of those that are asked about? */
typedef bool cdt_counts_fn(const cdt_unit *unit, void *context);

/* The units that count and may match the pattern, in order: false where any may. Valid until the next call. */
bool cdt_occurrences_candidates(cdt_occurrences *occurrences, size_t pattern, cdt_counts_fn *counts, void *context,
                                const uint32_t **units, size_t *count);

/* May this unit match it? */
bool cdt_occurrences_may(cdt_occurrences *occurrences, size_t pattern, size_t unit);

/* Where in the folded text a match of the pattern in this unit may begin, in order: false where that may be anywhere. Valid
 * until the next call. */
bool cdt_occurrences_starts(cdt_occurrences *occurrences, size_t pattern, size_t unit, const uint32_t **starts,
                            size_t *count);

#endif
