/* regex.h - one pattern of a checklist's words: a program (words/program.h) or PCRE2, compiled when it is first needed.
 *
 * A regex may be used by several threads at once. It is tried on folded text (words/fold.h), so it need not know about white
 * space, quotes or case.
 */
#ifndef CDT_WORDS_REGEX_H
#define CDT_WORDS_REGEX_H

#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

typedef struct cdt_regex cdt_regex;

/* The regexes of a list of patterns, `count` of them until now and `more` wanted (`old` is NULL or what was given before, and is
 * taken over). Nothing of them is compiled yet; each is told what it is made of whenever it is used. Release with
 * cdt_regexes_free(). */
cdt_regex *cdt_regexes_new(cdt_regex *old, size_t count, size_t more);
void cdt_regexes_free(cdt_regex *regexes, size_t count); /* NULL is allowed */
cdt_regex *cdt_regex_at(cdt_regex *regexes, size_t index);

/* Can it be compiled? false: `message` (room for 160 bytes) says why not, and `at` is the byte of its text. Also refused: what
 * matches the empty text, as it would be found everywhere. What is
 * plainly good (words/plain.h) is not compiled for this. */
enum { CDT_REGEX_MESSAGE = 160 };
bool cdt_regex_check(cdt_regex *regex, cdt_str text, char *message, size_t *at);

/* Patterns compiled ahead of their use (by src/freeze.c): as programs (words/program.h), or where they have none as bytes that
 * PCRE2 of the same version reads back. */
typedef struct cdt_regex_codes {
    const unsigned char *bytes; /* what begins each of them, and then each of them */
    size_t size;
    size_t beginning;         /* bytes that begin each */
    const uint32_t *starts;   /* of each its first byte; one more for the end */
    const uint16_t *programs; /* one behind the other */
    size_t program_size;      /* of them all, in bytes */
    const uint32_t *program_starts;
} cdt_regex_codes;

/* They live in `arena`, but `bytes` and `programs`, which are of malloc. NULL: a text cannot be compiled. */
cdt_regex_codes *cdt_regex_codes_new(const cdt_str *texts, size_t count, cdt_arena *arena);

/* What a regex is made of: the same whenever it is used. */
typedef struct cdt_regex_source {
    cdt_str text;
    const cdt_regex_codes *codes; /* NULL: it has to be compiled */
    size_t number;                /* among them */
} cdt_regex_source;

/* Characters beyond ASCII, and what asks for them by name, need UTF-8: `.` is such a character then. Everything else is quicker
 * as bytes. */
bool cdt_regex_is_wide(cdt_str text);

/* What a search needs to remember: one for each thread. */
typedef struct cdt_searcher cdt_searcher;
cdt_searcher *cdt_searcher_new(void);
void cdt_searcher_free(cdt_searcher *searcher);

/* Search by PCRE2 alone from now on: slow, and the same finds. For tests. */
void cdt_searcher_without_programs(cdt_searcher *searcher);

typedef enum cdt_found { CDT_FOUND, CDT_NOT_FOUND, CDT_FOUND_SPENT } cdt_found;

/* A place in a subject; and of its group `value`, or CDT_NOWHERE twice. */
typedef struct cdt_span {
    size_t from, to;
    size_t value_from, value_to;
} cdt_span;

/* Find it in `subject` at or after byte `start`; `anchored`: only at it. CDT_FOUND_SPENT: it took more steps than are allowed. */
cdt_found cdt_regex_find(cdt_regex *regex, const cdt_regex_source *source, cdt_searcher *searcher, cdt_str subject,
                         size_t start, bool anchored, cdt_span *span);

#endif
