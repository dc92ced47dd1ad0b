/* verdict.h - what a run comes to: the exit status by what was reviewed, the same for every format and for saved reports. */
#ifndef CDT_CLI_VERDICT_H
#define CDT_CLI_VERDICT_H

#include "cli/cli.h"

typedef struct cdt_verdict {
    int least; /* cdt_severity at which the exit status is 1, or below CDT_INFO: never */
    bool strict;
    size_t reviewed, unanswered, unconfirmed;
    cdt_exit status;
} cdt_verdict;

/* As --fail-on and --strict say. */
cdt_verdict cdt_verdict_of(const cdt_cli *cli);

void cdt_verdict_add(cdt_verdict *verdict, const cdt_review *review);

/* Problems of no agreement. */
void cdt_verdict_problems(cdt_verdict *verdict, const cdt_diags *diags);

void cdt_verdict_worse(cdt_verdict *verdict, cdt_exit status);

/* Silence does not pay: a pass that leaves questions open says so. */
void cdt_verdict_tell_open(const cdt_verdict *verdict);

#endif
