/* program.h - a pattern as instructions of our own, for patterns of the simple kinds (words/pattern.h), as nearly all are.
 *
 * PCRE2 tries the branches of a choice one by one, at every place that a gap such as `.{0,80}` may end at. A program knows of
 * each choice which branches begin with the byte at hand, and of each gap with what goes on behind it, so that it takes a
 * small part of the steps. It finds what PCRE2 finds: the same match, with the same group `value`. It is one row of numbers,
 * made once for a pattern (of a built-in checklist when the program is built), and serves any number of threads.
 */
#ifndef CDT_WORDS_PROGRAM_H
#define CDT_WORDS_PROGRAM_H

#include "words/regex.h"

enum { CDT_PROGRAM_MOST = 16000 }; /* numbers; of a pattern that needs more there is none */

typedef struct cdt_program {
    uint16_t size;   /* of it all, in numbers, with these */
    uint16_t sets;   /* where in `code` they begin, 16 numbers each */
    uint16_t front;  /* the set of what a match may begin with; CDT_ANY_BYTE */
    uint16_t edge;   /* 1: it begins at the edge of a word */
    uint16_t code[]; /* instructions: see codes.h */
} cdt_program;

enum { CDT_ANY_BYTE = UINT16_MAX };

/* NULL: the pattern is not of the simple kinds. It lives in `arena`. */
const cdt_program *cdt_program_of(cdt_str pattern, cdt_arena *arena);

/* What is to be tried again while a program runs: one for each thread, all zero at first. */
typedef struct cdt_retries {
    struct cdt_retry *at;
    size_t count, room;
} cdt_retries;
void cdt_retries_free(cdt_retries *retries);

/* Find it in `subject`, which is folded text, as cdt_regex_find() does. CDT_FOUND_SPENT: it takes long, and is left to PCRE2. */
cdt_found cdt_program_find(const cdt_program *program, cdt_retries *retries, cdt_str subject, size_t start,
                           bool anchored, cdt_span *span);

#endif
