/* bench.h - what benchmarks share: CPU time of this process, rounds, and what is told of them. */
#ifndef CDT_BENCH_H
#define CDT_BENCH_H

#include <stddef.h>

#include "base/buf.h"

enum { BENCH_WARM = 3, BENCH_ROUNDS = 21 }; /* rounds before those that count, and these */

/* Microseconds of CPU time since the process began. */
double bench_now(void);

/* What the rounds of one thing took, in microseconds. All zero is empty. */
typedef struct bench_times {
    double at[BENCH_ROUNDS];
    size_t count;
} bench_times;

/* Add a round that began at `start`. The rounds before BENCH_WARM are not kept. */
void bench_add(bench_times *times, size_t round, double start);

double bench_median(bench_times *times);
double bench_least(const bench_times *times);
double bench_most(const bench_times *times);

/* All of a file, with a NUL behind it; ends the program where it cannot be read. */
cdt_str bench_file(const char *path, cdt_buf *buf);

#endif
