/* baseline_file.h - the baseline of a run. */
#ifndef CDT_CLI_BASELINE_FILE_H
#define CDT_CLI_BASELINE_FILE_H

#include "cli/cli.h"

/* Read the baseline in `file`. NULL: what is wrong with it was told to `diags`. */
cdt_baseline *cdt_baseline_load(cdt_cli *cli, const char *file, cdt_diags *diags);

/* The same, with problems on standard error. */
cdt_baseline *cdt_baseline_open(cdt_cli *cli, const char *file);

#endif
