/* likeness.h - how much the words of a sentence are like those of sentences that are known to deal with a check.
 *
 * A checklist may have, under `likeness:`, words with a weight for each check, learnt from agreements in which readers marked
 * what deals with what (./dev learn). The words of a sentence, its pairs of words and the words of the heading above it are
 * looked up; the sum of their weights, for its length, says how likely it is that the sentence deals with a check. So are two
 * sentences together that follow each other under one heading, as a matter is often told in more than one. How likely a whole
 * draft deals with it: its odds are the root of the sum of the squares of theirs, so that several good sentences count for more
 * than one. Patterns are sharp but do not know every way of saying a thing; likeness is blunt but knows when a find is odd.
 *
 * The text of `likeness:` has lines of three kinds, in this order:
 *
 *     needs 60 -50 -120          what a draft needs where patterns find nothing, one sentence, more
 *     = exit-notice -310           a check, and what is put on every sum; checks are numbered from 0 as they come
 *     months_notice 0:57 3:-12     a word with its weights, by the check's number
 *
 * Sums are in hundredths of the natural logarithm of the odds, weights in tenths; a sum is divided by the square root of how many
 * different words of the sentence are known. A word is cut after six letters; `#` is any number; `a_b` is a pair of words side by
 * side, `H:a` a word of the heading. Of a sentence the first CDT_LIKE_KNOWN different words that are known count: their weights,
 * and those of a pair, never add up to more than 16 bits hold.
 */
#ifndef CDT_WORDS_LIKENESS_H
#define CDT_WORDS_LIKENESS_H

#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

enum {
    CDT_LIKE_LETTERS = 6,
    CDT_LIKE_KNOWN = INT16_MAX / INT8_MAX / 2,
    CDT_LIKE_WIDE = 16, /* rows are padded to a multiple of it, so that they are added many weights at a time */
    CDT_NO_LIKENESS = INT16_MIN
};

/* A word as it is looked up: the bytes of its first letters, in a pair those of both. */
typedef struct cdt_like_word {
    uint64_t first, second; /* 0: none */
    bool heading;
} cdt_like_word;

/* Called for each word, pair and word of the heading, in order; the same ones may come again. */
typedef void cdt_like_word_fn(const cdt_like_word *word, void *context);

/* Of folded text. */
void cdt_like_words(cdt_str text, cdt_str heading, cdt_like_word_fn *each, void *context);

/* Of a word as it is written in `likeness:`; false where it is none. */
bool cdt_like_word_of(cdt_str written, cdt_like_word *word);

/* What a draft needs, where patterns find: */
typedef enum cdt_like_need { CDT_NEEDS_ALONE, CDT_NEEDS_LONE, CDT_NEEDS_MORE, CDT_NEEDS } cdt_like_need;

/* A place of the table of words: half of a word's key, whose other half says where to look, and its row, plus 1; 0: free. */
typedef struct cdt_like_place {
    uint32_t key, row;
} cdt_like_place;

typedef struct cdt_likeness {
    int16_t needs[CDT_NEEDS];
    size_t check_count;     /* that it knows */
    size_t wide;            /* the same, padded */
    const uint16_t *checks; /* of each check of the checklist its number here, plus 1; 0: not known */
    const int16_t *sums;    /* put on the sum of each */
    const int8_t *weights;  /* of each word a row, one for each check */
    size_t word_count;
    const cdt_like_place *places;
    size_t room; /* of places, a power of 2 */
} cdt_likeness;

/* Read the text of `likeness:`. `ids` are those of the checklist's checks, by number; NULL for one that has no words. NULL, with
 * `problem` set: something is wrong with it, in its line `line`. It lives in `arena`. */
const cdt_likeness *cdt_likeness_read(cdt_str text, const cdt_str *ids, size_t check_count, cdt_arena *arena,
                                      size_t *line, const char **problem);

/* Sums of the weights of known words, of each check the likeness knows. */
typedef struct cdt_like_sums {
    int16_t *at;
    size_t count; /* of the words, each once */
} cdt_like_sums;

/* While sentences are looked at: one for each thread. */
typedef struct cdt_liking {
    const cdt_likeness *likeness;
    uint32_t *seen; /* of each row: the sentence that had it last */
    uint32_t sentence;
    cdt_like_sums now, before, shared; /* of the sentence, the one before it, and the words that both have */
    bool follows;                      /* `before` and `shared` are asked for */
    int16_t part, part_of_both;        /* what a weight of 1 adds to what is said, times 1024 */
} cdt_liking;

/* It lives in `arena`. */
cdt_liking cdt_liking_new(const cdt_likeness *likeness, cdt_arena *arena);

/* Look at a sentence (folded, with the folded heading above it): cdt_liking_of() answers about the last one. `follows`: the one
 * that was looked at before stands before it under the same heading; cdt_liking_of_both() answers about the two. */
void cdt_liking_look(cdt_liking *liking, cdt_str text, cdt_str heading, bool follows);

/* How likely it deals with the check `number` of the likeness, in hundredths. */
static inline int cdt_liking_of(const cdt_liking *liking, size_t number)
{
    return liking->likeness->sums[number] + liking->now.at[number] * liking->part / 1024;
}

static inline int cdt_liking_of_both(const cdt_liking *liking, size_t number)
{
    int sum = liking->now.at[number] + liking->before.at[number] - liking->shared.at[number];

    return liking->likeness->sums[number] + sum * liking->part_of_both / 1024;
}

/* What the weights of a sentence or pair must add up to, times its part, so that it is not less likely than `least`. */
int32_t cdt_liking_bar(const cdt_likeness *likeness, size_t number, int least);

/* Of which of the CDT_LIKE_WIDE checks from `number` on may the sentence, or the pair, reach the bar? A bit for each. */
uint32_t cdt_liking_reaches(const cdt_liking *liking, const int32_t *bars, size_t number);

/* How likely a draft deals with a check, by how likely its sentences do, which are added one by one. All zero before. */
typedef struct cdt_likely {
    int most;     /* of them */
    uint64_t all; /* squares of their odds, by that of the most, times 65536; 0: there are none */
} cdt_likely;

void cdt_likely_add(cdt_likely *likely, int likeness);

/* In hundredths; CDT_NO_LIKENESS where there are none. */
int cdt_likely_all(const cdt_likely *likely);

/* What is less likely adds nothing. */
int cdt_likely_least(const cdt_likely *likely);

#endif
