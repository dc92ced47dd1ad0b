/* language.h - the `words:` of a checklist as they were read: alternatives, each of a few lists of patterns.
 *
 * Patterns of the same text are one, so that what many checks share (a heading under which nothing counts) is looked for
 * once in a draft.
 */
#ifndef CDT_WORDS_LANGUAGE_H
#define CDT_WORDS_LANGUAGE_H

#include <stdatomic.h>
#include <stdint.h>

#include "base/arena.h"
#include "words/index.h"
#include "words/likeness.h"
#include "words/regex.h"
#include "words/words.h"

/* Which patterns, by their number in the checklist. */
typedef struct cdt_patterns {
    const uint32_t *at;
    size_t count;
} cdt_patterns;

/* The part in which all patterns of an alternative must stand. */
typedef enum cdt_within {
    CDT_WITHIN_SENTENCE,
    CDT_WITHIN_CLAUSE,
    CDT_WITHIN_SECTION,
    CDT_WITHIN_SCHEDULE,
    CDT_WITHIN_HEADING,
    CDT_WITHIN_REGION /* a sentence, or a line, of the regions of the alternative */
} cdt_within;

/* Whether the sentence may deny what matches. */
typedef enum cdt_negation { CDT_EITHER, CDT_DENIED, CDT_NOT_DENIED } cdt_negation;

/* What is read from the evidence. The first ones are cdt_value_kind plus 1. */
typedef enum cdt_wanted_value {
    CDT_WANTS_NOTHING,
    CDT_WANTS_PERIOD,
    CDT_WANTS_DATE,
    CDT_WANTS_SUM,
    CDT_WANTS_PERCENT,
    CDT_WANTS_NUMBER,
    CDT_WANTS_LAW,
    CDT_WANTS_PARTY,
    CDT_WANTS_TEXT
} cdt_wanted_value;

/* A set of regions: bit 1 << cdt_region; CDT_NOTES beside them. */
typedef uint32_t cdt_regions;
enum { CDT_NOTES = 1 << 16, CDT_BODY_ONLY = 1 << CDT_REGION_BODY };

typedef struct cdt_alternative {
    cdt_patterns that, all, under, near, not, not_near, not_under;
    cdt_within within;
    cdt_negation negated;
    cdt_regions regions;
    cdt_wanted_value value;
    unsigned weight;
    size_t topic;     /* of the check's topics; CDT_NOWHERE: none */
    const char *name; /* of its topic; "" */
} cdt_alternative;

typedef struct cdt_check_words {
    const cdt_alternative *alternatives;
    size_t count;
    cdt_patterns not, not_under, best_under;
    size_t topic_count;
    size_t found;   /* so many topics must be found */
    bool schedules; /* count */
    bool usual;     /* most agreements deal with it: a lone find counts */
} cdt_check_words;

struct cdt_words {
    cdt_arena arena;
    const cdt_document *document;
    size_t pattern_count;
    const cdt_str *texts;                  /* of each pattern, with its terms put in */
    const cdt_node *const *nodes;          /* where it was read first */
    const char *const *shown;              /* as it is written */
    cdt_regex *regexes;                    /* compiled when they are needed */
    const cdt_regex_codes *codes;          /* of a built-in checklist, from which they are; else NULL */
    _Atomic(cdt_literal_index *) literals; /* of the patterns: see cdt_words_literals() */
    size_t first_literals; /* the number there of the first pattern; others are before it if they share it */
    cdt_check_words *checks;
    size_t check_count;
    const cdt_likeness *likeness; /* NULL: there is none */
    unsigned lone_find;           /* at most this must a lone find weigh in a long draft; 0: any counts */
};

/* Made when they are first asked for: only drafts are searched for them. The built-in checklists share theirs, so that a draft
 * is searched once for all of them. */
const cdt_literal_index *cdt_words_literals(const cdt_words *words);

#endif
