/* today.h - the one clock of the program. */
#ifndef CDT_CLI_TODAY_H
#define CDT_CLI_TODAY_H

#include "base/date.h"
#include "cli/cli.h"

/* The day of --as-of, or today in UTC. false: what was given is no date, which was told. */
bool cdt_today_given(const cdt_cli *cli, cdt_day *day);

#endif
