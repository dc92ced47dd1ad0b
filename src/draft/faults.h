/* faults.h - what a careful reader finds amiss in the words themselves: each finder looks for a few kinds of fault in a draft
 * that is otherwise made. Which of them matter, and how much, is said by checklists/drafting.yaml; here it is only found. */
#ifndef CDT_DRAFT_FAULTS_H
#define CDT_DRAFT_FAULTS_H

#include "draft/making.h"
#include "draft/places.h"
#include "draft/token_set.h"

/* What a search for words found last: they do not stand in tokens [from, first), and stand at `first`, but where that is the end
 * of what was searched. `to` is how far it was. */
typedef struct cdt_fault_memo {
    const char *words;
    size_t from, first, to;
} cdt_fault_memo;

#define CDT_FAULT_MEMOS 256 /* more than there are lists of words */

typedef struct cdt_faults {
    cdt_making *making;
    const cdt_tokens *t;
    cdt_places places;
    cdt_fault *at;
    size_t count, room;
    const uint8_t *topics; /* see cdt_fault_topics() */
    cdt_fault_memo *memos; /* CDT_FAULT_MEMOS of them */
} cdt_faults;

/* One more. `near` is what was probably meant, or ""; the rest is printf's, and says in a phrase what is wrong. */
#if defined(__GNUC__)
__attribute__((format(printf, 6, 7)))
#endif
void cdt_fault_put(cdt_faults *faults, const char *kind, cdt_stretch at, size_t clause, const char *near,
                   const char *format, ...);

/* Is the clause part of the agreement's words: no contents list, no running header? */
bool cdt_fault_counts(const cdt_faults *faults, size_t clause);

/* The first of tokens [from, to) that stands in the list `words` (see cdt_token_among()); `to`: none. To ask this of each token
 * of a sentence, for what stands before it or behind it, takes no longer than to go through the sentence a few times: hostile
 * sentences have a million tokens. */
size_t cdt_fault_first(const cdt_faults *faults, size_t from, size_t to, const char *words);

/* Is there one? */
bool cdt_fault_has(const cdt_faults *faults, size_t from, size_t to, const char *words);

/* The first token in [from, to) at which the words of `phrase` stand; `to` where they do not. */
size_t cdt_fault_phrase(const cdt_faults *faults, size_t from, size_t to, const char *phrase);

/* What a clause is about, by its heading and those above it: bits. */
enum {
    CDT_ABOUT_MONEY = 1,
    CDT_ABOUT_REPORTS = 2,
    CDT_ABOUT_BUYING = 4,
    CDT_ABOUT_SAFETY = 8,
    CDT_ABOUT_EXIT = 16,
    CDT_ABOUT_TARGETS = 32
};

/* The bits of each clause; made at the first call. */
const uint8_t *cdt_fault_topics(cdt_faults *faults);

/* How many of the `n` stems of `a` are among the `m` of `b`. */
size_t cdt_fault_shared(const uint32_t *a, size_t n, const uint32_t *b, size_t m);

/* Bytes from token `from` up to token `to`. */
cdt_stretch cdt_fault_stretch(const cdt_faults *faults, size_t from, size_t to);

void cdt_find_number_faults(cdt_faults *faults); /* fault_numbers.c: numbers, lists, self-references, attachments */
void cdt_find_target_faults(cdt_faults *faults); /* fault_targets.c: references that name another subject */
void cdt_find_subject_faults(
    cdt_faults *faults);                       /* fault_subjects.c: references whose words fit another clause better */
void cdt_find_term_faults(cdt_faults *faults); /* fault_terms.c: near-misses, terms defined twice or by themselves */
void cdt_find_figure_faults(cdt_faults *faults); /* fault_figures.c: totals, weekdays, terms, beginnings and ends */
void cdt_find_mark_faults(cdt_faults *faults);   /* fault_marks.c: brackets and quotation marks */
void cdt_find_duty_faults(cdt_faults *faults); /* fault_duties.c: duties that nobody has, or at no time; open degrees */
void cdt_find_status_faults(
    cdt_faults *faults); /* fault_status.c: whether it binds, on what legal basis, what prevails */
void cdt_find_name_faults(cdt_faults *faults);      /* fault_names.c: names of parties that are written otherwise */
void cdt_find_party_faults(cdt_faults *faults);     /* fault_parties.c: who takes part */
void cdt_find_contents_faults(cdt_faults *faults);  /* fault_contents.c: the list of contents against the headings */
void cdt_find_count_faults(cdt_faults *faults);     /* fault_counts.c: "the following two" before three */
void cdt_find_amendment_faults(cdt_faults *faults); /* fault_amends.c: an amendment that changes what is not there */
void cdt_find_capital_faults(cdt_faults *faults);   /* fault_capitals.c: words that look like terms and are none */
void cdt_find_share_faults(cdt_faults *faults);     /* fault_shares.c: shares that do not come to a hundred */
void cdt_find_word_faults(cdt_faults *faults);      /* fault_words.c: phrases that leave something open, old law */

#endif
