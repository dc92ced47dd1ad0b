/* jobs.h - how many threads review at once. */
#ifndef CDT_CLI_JOBS_H
#define CDT_CLI_JOBS_H

#include "cli/cli.h"

/* --jobs; 0 where it was not given. false: a mistake on the command line was told. */
bool cdt_jobs_given(const cdt_cli *cli, unsigned *jobs);

/* The usual number: of the processors that this process may run on, which a container or a batch system may have limited, but
 * not more than 8, as one at a time writes what all of them make. */
unsigned cdt_jobs_usual(void);

#endif
