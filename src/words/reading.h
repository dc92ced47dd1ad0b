/* reading.h - the inside of a reading: a draft's units, and what was looked for in them so far. */
#ifndef CDT_WORDS_READING_H
#define CDT_WORDS_READING_H

#include "words/language.h"
#include "words/units.h"

enum { CDT_ALIKE = 3 };

/* Units, the likest first, CDT_NOWHERE: there is none; and all that may be evidence, and pairs of such, together. */
typedef struct cdt_alike {
    size_t units[CDT_ALIKE];
    int likeness[CDT_ALIKE];
    cdt_likely all;
} cdt_alike;

/* What is known of one checklist's patterns in this draft. */
typedef struct cdt_known {
    struct cdt_known *next;
    const cdt_words *words;
    cdt_occurrences *occurrences; /* of its literals; */
    bool shared;                  /* with one known before */
    const unsigned char *
        *under;             /* of each pattern, by clause: does a heading above its words match? NULL: not asked yet */
    unsigned char *nowhere; /* what that is of a pattern that no heading matches */
    cdt_alike *alike;       /* alike.c: of each check, the sentences that are most like those that deal with it */
    cdt_liking liking;
    size_t looked; /* the unit that `liking` looked at last */
} cdt_known;

struct cdt_reading {
    const cdt_draft *draft;
    cdt_units units;
    cdt_searcher *searcher;
    const cdt_draft_value **values; /* the draft's, in order */
    cdt_known *known;
    uint32_t *marks;  /* of each unit: the last question that had it in a range */
    uint32_t mark;    /* of the question at hand */
    int16_t *quality; /* of each unit, once it was asked for; see cdt_quality() */
    cdt_arena arena;
    bool try_all;
};

/* Where a pattern was found; offsets of the folded text. */
typedef struct cdt_hit {
    uint32_t unit;
    cdt_span span;
} cdt_hit;

typedef struct cdt_hits {
    cdt_hit *at; /* by unit, each once */
    size_t count, room;
} cdt_hits;

/* One question to a reading. */
typedef struct cdt_search {
    cdt_reading *reading;
    cdt_known *known;
    const cdt_words *words;
    cdt_arena *arena;
    const char *problem; /* NULL while there is none */
} cdt_search;

/* Find a pattern in one unit. A match that lies in its lead-in alone does not count. */
bool cdt_find_in(cdt_search *search, uint32_t pattern, size_t unit, cdt_span *span);

/* Is any of the patterns in it? */
bool cdt_find_any(cdt_search *search, cdt_patterns patterns, size_t unit);

/* May the pattern be found in the unit, as far as its literals tell? */
bool cdt_may_find(const cdt_search *search, uint32_t pattern, size_t unit);

/* All units that count and in which any of the patterns is found. `counts` may not search, so that what it asks of headings is to
 * be known before: cdt_any_under(). */
cdt_hits cdt_find_all(cdt_search *search, cdt_patterns patterns, cdt_counts_fn *counts, void *context);

/* Does any of the patterns match a heading over the words of the clause: its own, or one above it? */
bool cdt_find_under(cdt_search *search, cdt_patterns patterns, size_t clause);
bool cdt_any_under(cdt_search *search, cdt_patterns patterns); /* of any clause; of each it is known then */

/* Does the clause stand in a schedule, and not in an agreement that is attached to papers of a meeting? */
bool cdt_in_schedule(const cdt_draft *draft, size_t clause);

/* rank.c: does the sentence deny what stands at `span`? */
bool cdt_denied(const cdt_units *units, const cdt_unit *unit, const cdt_span *span);

/* rank.c: how good a quotation the unit makes, beside what its patterns weigh. */
int cdt_quality(cdt_reading *reading, const cdt_unit *unit);

/* alike.c: does the checklist know words of the check, by which it tells how like a sentence is? */
bool cdt_has_likeness(const cdt_words *words, size_t check);

/* How like the unit is to sentences that deal with the check, in hundredths: see likeness.h. Where cdt_has_likeness(). */
int cdt_likeness_of(cdt_search *search, size_t check, size_t unit);

/* The likest units that may be evidence for it. */
const cdt_alike *cdt_alike_for(cdt_search *search, size_t check);

/* value.c: what is wanted of the unit, nearest to the match, and the unit it is in ("GBP", "working days"); "" where it does
 * not say. In `arena`. */
const char *cdt_value_of(const cdt_reading *reading, const cdt_unit *unit, const cdt_span *span, cdt_wanted_value kind,
                         cdt_arena *arena, const char **measure);

#endif
