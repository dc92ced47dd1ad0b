/* words.h - do the words of a draft deal with a check, where, and in which sentence.
 *
 * The `words:` of a checklist are read once (cdt_words) and never change: they serve any number of drafts and threads. A
 * draft is prepared once for a review (cdt_reading): its text is folded and searched for the literals that patterns need;
 * then each check is asked for its passages. They are the same without that search, and by PCRE2 alone. See
 * concordat-checklist(5) for what a pattern, `within`, `not` and topics mean, and what is no evidence.
 */
#ifndef CDT_WORDS_WORDS_H
#define CDT_WORDS_WORDS_H

#include "base/buf.h"
#include "concordat/draft.h"
#include "yaml/tree.h"

/* The patterns of one checklist, for each of its checks by number. */
typedef struct cdt_words cdt_words;

/* What they are read from. */
typedef struct cdt_words_source {
    const cdt_document *document;
    const cdt_node *terms;         /* fragments that patterns share; NULL: none */
    const cdt_node *const *checks; /* of each check its `words`, or NULL */
    size_t check_count;
    bool compile; /* compile every pattern now, so that each mistake is told; else each when it is needed */
} cdt_words_source;

/* Problems go to `diags`, with their place inside the pattern. Never NULL; release with cdt_words_free(). The document must
 * outlive it. */
cdt_words *cdt_words_read(const cdt_words_source *source, cdt_diags *diags);
void cdt_words_free(cdt_words *words); /* NULL is allowed */

/* Words that were frozen (src/freeze.c) as they are used: what is compiled while they are is theirs alone. */
cdt_words *cdt_words_thaw(const cdt_words *frozen, const cdt_document *document);

/* What is looked for, for people: one line for each alternative. */
void cdt_words_explain(const cdt_words *words, size_t check, cdt_buf *out);

/* Patterns that could be better go to `diags` as warnings; returns how many there were. */
size_t cdt_words_lint(const cdt_words *words, cdt_diags *diags);

/* A draft that is being read with them. */
typedef struct cdt_reading cdt_reading;

/* A sentence or list item that deals with a check. */
typedef struct cdt_passage {
    size_t start, end; /* bytes of the draft's text */
    size_t clause;
    size_t item;       /* of a list inside that clause, where the words stand in one; or CDT_NOWHERE */
    const char *topic; /* "" */
    const char *value; /* "P12M", "2026-04-01", a name: what the check asks to be read from it; "" */
    const char *unit;  /* "GBP" of a sum, "working days" of such a period; "" */
} cdt_passage;

typedef struct cdt_passages {
    const cdt_passage *at; /* best first; none: the words were not found */
    size_t count;
    const cdt_passage
        *chance;         /* where there is none: the best find, which was taken for chance; NULL: nor is there one */
    const char *problem; /* why the question has no answer: a pattern took too many steps; "" */
} cdt_passages;

/* `draft` and every cdt_words that is asked about must outlive the reading. Release with cdt_reading_free(). */
cdt_reading *cdt_reading_new(const cdt_draft *draft);
void cdt_reading_free(cdt_reading *reading);

/* Try every pattern on every sentence: slow, and the same passages. For tests. */
void cdt_reading_try_all(cdt_reading *reading);

/* The passages for check number `check` of the checklist that `words` was read from; they live in `arena`. */
cdt_passages cdt_reading_passages(cdt_reading *reading, const cdt_words *words, size_t check, cdt_arena *arena);

#endif
