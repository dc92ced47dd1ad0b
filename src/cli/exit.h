/* exit.h - what the program tells the shell; the same for every report format. */
#ifndef CDT_CLI_EXIT_H
#define CDT_CLI_EXIT_H

typedef enum cdt_exit {
    CDT_EXIT_OK = 0,     /* nothing at or above the threshold */
    CDT_EXIT_FOUND = 1,  /* something is */
    CDT_EXIT_INPUT = 2,  /* some input could not be evaluated, or nothing was */
    CDT_EXIT_CHECK = 3,  /* a check ended in an error */
    CDT_EXIT_FAILED = 4, /* the program itself failed: output, memory */
} cdt_exit;

/* The one of two that is told: 4, 2, 3, 1, 0 in this order. */
static inline cdt_exit cdt_exit_worse(cdt_exit a, cdt_exit b)
{
    static const int rank[] = { 0, 1, 3, 2, 4 };

    return rank[a] >= rank[b] ? a : b;
}

#endif
