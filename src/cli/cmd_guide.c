/* cmd_guide.c - `concordat guide`: the checklist on paper. */
#include <unistd.h>

#include "cli/checklists.h"
#include "cli/problems.h"
#include "report/guide.h"

cdt_exit cdt_cmd_guide(cdt_cli *cli)
{
    cdt_guide_format format = (cdt_guide_format)cdt_options_choice(&cli->options, CDT_OPTION_GUIDE_FORMAT, CDT_GUIDE_TEXT);
    cdt_checklists lists = { 0 };
    cdt_diags *diags = cdt_diags_new();
    cdt_exit status = CDT_EXIT_INPUT;
    cdt_buf text = { 0 };

    if (cdt_checklists_load_named(cli, &lists, diags)) {
        cdt_guide_write(&text, format, (const cdt_checklist *const *)lists.at, lists.count, cdt_cli_width(),
                        cdt_cli_color(cli, STDOUT_FILENO));
        cdt_output_put(&cli->out, &text);
        status = CDT_EXIT_OK;
    }
    cdt_problems_print(cli, diags);
    cdt_buf_free(&text);
    cdt_diags_free(diags);
    cdt_checklists_free(&lists);
    return status;
}
