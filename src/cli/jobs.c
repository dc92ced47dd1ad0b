#define _GNU_SOURCE /* sched_getaffinity() */

#include "cli/jobs.h"

#include <stdio.h>
#include <unistd.h>
#ifdef __linux__
#include <sched.h>
#endif

#include "base/limits.h"

#define USUAL 8

bool cdt_jobs_given(const cdt_cli *cli, unsigned *jobs)
{
    const char *given = cdt_options_last(&cli->options, CDT_OPTION_JOBS);

    *jobs = 0;
    if (!given)
        return true;
    if (*given && strlen(given) < 6 && strspn(given, "0123456789") == strlen(given))
        sscanf(given, "%u", jobs);
    if (*jobs && *jobs <= CDT_MAX_JOBS)
        return true;
    cdt_cli_usage(cli, "--jobs: wanted a number from 1 to %d, found `%s`", CDT_MAX_JOBS, given);
    return false;
}

unsigned cdt_jobs_usual(void)
{
    long count = 0;
#ifdef __linux__
    cpu_set_t allowed;

    if (sched_getaffinity(0, sizeof allowed, &allowed) == 0)
        count = CPU_COUNT(&allowed);
#endif
    if (!count)
        count = sysconf(_SC_NPROCESSORS_ONLN);
    return count < 1 ? 1 : count > USUAL ? USUAL : (unsigned)count;
}
