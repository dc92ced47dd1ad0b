/* targets.h - the reports of a run: one on standard output, and one for each -o. */
#ifndef CDT_CLI_TARGETS_H
#define CDT_CLI_TARGETS_H

#include "cli/cli.h"

typedef struct cdt_target {
    cdt_output *output;
    cdt_report *report;
} cdt_target;

typedef struct cdt_targets {
    cdt_target *at;
    size_t count;
    bool no_quotes; /* there is nothing that could be quoted: set before they are opened */
    bool failed;    /* an output could not be written; no more is */
} cdt_targets;

/* Open them as the options say. CDT_EXIT_OK, or a mistake on the command line or a file that cannot be made was told;
 * then nothing is left open. */
cdt_exit cdt_targets_open(cdt_cli *cli, cdt_targets *targets, const char *as_of);

/* Is it enough for all of them if reviews are bare, as cdt_review_options says? */
bool cdt_targets_are_bare(const cdt_targets *targets);

/* Is the input none of the files that -o names? Otherwise that was told. */
bool cdt_targets_spare(const cdt_cli *cli, const char *input);

/* Tell all of them. false: some output failed, so it is time to stop. */
bool cdt_targets_add(cdt_targets *targets, const cdt_review *review);
bool cdt_targets_problems(cdt_targets *targets, const cdt_diags *diags);

/* Write what was made so far to standard output. */
void cdt_targets_flush(cdt_targets *targets);

/* Finish all reports. A file appears only now, and only where it is whole and the run was not cut short. What failed is
 * told. */
cdt_exit cdt_targets_close(cdt_targets *targets);

#endif
