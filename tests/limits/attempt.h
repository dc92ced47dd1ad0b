/* attempt.h - one row of base/limits.h, tried from outside: an input that has exactly so many of the thing, and a run of the
 * program over it. Each row has a function reach_NAME(), so that a row without a test does not link. */
#ifndef CDT_TESTS_LIMITS_ATTEMPT_H
#define CDT_TESTS_LIMITS_ATTEMPT_H

#include <stdbool.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/limits.h"

enum { ARGUMENTS = 160 };

typedef struct attempt {
    size_t n;  /* so many of it: the limit, or one more */
    bool over; /* one more */
    const char *folder;
    cdt_arena arena;
    const char *arguments[ARGUMENTS]; /* behind the program; NULL ends them */
    size_t count;
    const char *says;  /* stands in what the program prints if, and only if, the limit is passed */
    const char *keeps; /* stands there only if it is not passed; NULL: nothing does */
    const char *path;  /* where programs are found first; NULL: as usual */
} attempt;

/* The path of a file of that name in the folder. */
const char *file_at(attempt *a, const char *name);

/* Write it. */
const char *file_of(attempt *a, const char *name, const cdt_buf *text);

/* Words of the command line; NULL ends them. */
void argue(attempt *a, ...);

/* So many bytes behind what is there, in lines of a hundred that begin with `first`. */
void fill(cdt_buf *text, size_t bytes, char first);

#define CDT_LIMIT_ROW(name, value, what) void reach_##name(attempt *a);
CDT_LIMITS(CDT_LIMIT_ROW)
#undef CDT_LIMIT_ROW

#endif
