#include "bench/bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

double bench_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

void bench_add(bench_times *times, size_t round, double start)
{
    double took = bench_now() - start;

    if (round >= BENCH_WARM && times->count < BENCH_ROUNDS)
        times->at[times->count++] = took;
}

static int order(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

double bench_median(bench_times *times)
{
    if (!times->count)
        return 0;
    qsort(times->at, times->count, sizeof *times->at, order);
    return times->at[times->count / 2];
}

double bench_least(const bench_times *times)
{
    double least = times->at[0];

    for (size_t i = 1; i < times->count; i++)
        least = times->at[i] < least ? times->at[i] : least;
    return least;
}

double bench_most(const bench_times *times)
{
    double most = times->at[0];

    for (size_t i = 1; i < times->count; i++)
        most = times->at[i] > most ? times->at[i] : most;
    return most;
}

cdt_str bench_file(const char *path, cdt_buf *buf)
{
    FILE *in = fopen(path, "rb");
    char piece[4096];
    size_t got;

    if (!in) {
        perror(path);
        exit(2);
    }
    while ((got = fread(piece, 1, sizeof piece, in)) > 0)
        cdt_buf_put(buf, (cdt_str){ piece, got });
    fclose(in);
    return cdt_buf_str(buf);
}
