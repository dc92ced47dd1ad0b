#include "cli/today.h"

#include <time.h>

bool cdt_today_given(const cdt_cli *cli, cdt_day *day)
{
    const char *given = cdt_options_last(&cli->options, CDT_OPTION_AS_OF);

    if (!given) {
        *day = (cdt_day)(time(NULL) / 86400);
        return true;
    }
    if (cdt_date_read(cdt_str_z(given), day))
        return true;
    cdt_cli_usage(cli, "--as-of: `%s` is no date that exists; write it as 2026-07-01", given);
    return false;
}
