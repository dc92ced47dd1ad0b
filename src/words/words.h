/* words.h - do the words of a draft deal with a check, where, and in which sentence.
 *
 * The `words:` of a checklist are compiled once (cdt_words) and never change: they serve any number of drafts and threads. A
 * draft is prepared once for a review (cdt_reading): its text is folded and searched for the literals that patterns need;
 * then each check is asked for its passages. The passages are the same with and without that search. See
 * concordat-checklist(5) for what a pattern, `within`, `not` and topics mean, and what is no evidence.
 */
#ifndef CDT_WORDS_WORDS_H
#define CDT_WORDS_WORDS_H

#include "base/arena.h"
#include "base/str.h"
#include "concordat/draft.h"

/* The patterns of one checklist, for each of its checks by number. */
typedef struct cdt_words cdt_words;

/* A draft that is being read with them. */
typedef struct cdt_reading cdt_reading;

/* A sentence or list item that deals with a check. */
typedef struct cdt_passage {
    size_t start, end; /* bytes of the draft's text */
    size_t clause;
    const char *topic; /* "" */
    const char *value; /* "P12M", "2026-04-01", a name: what the check asks to be read from it; "" */
} cdt_passage;

typedef struct cdt_passages {
    const cdt_passage *at; /* best first; none: the words were not found */
    size_t count;
} cdt_passages;

/* `draft` and every cdt_words that is asked about must outlive the reading. Release with cdt_reading_free(). */
cdt_reading *cdt_reading_new(const cdt_draft *draft);
void cdt_reading_free(cdt_reading *reading);

/* The passages for check number `check` of the checklist that `words` was read from; they live in `arena`. */
cdt_passages cdt_reading_passages(cdt_reading *reading, const cdt_words *words, size_t check, cdt_arena *arena);

#endif
