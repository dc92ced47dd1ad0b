/* cmd_report.c - `concordat report`: saved reports told again in any format. Nothing is written unless all of them can be
 * read: a merged report that lacks a part would look complete. */
#include "base/limits.h"
#include "cli/problems.h"
#include "cli/reader.h"
#include "cli/targets.h"
#include "cli/verdict.h"

static bool read_one(cdt_saved *saved, const char *operand, cdt_diags *diags)
{
    bool standard = strcmp(operand, "-") == 0;
    const char *name = standard ? "<stdin>" : operand;
    cdt_buf text = { 0 };
    bool read = cdt_reader_slurp(&text, standard ? NULL : operand, name, CDT_MAX_REPORT_BYTES, diags) &&
                cdt_saved_read(saved, name, cdt_buf_str(&text).at, text.len, diags);

    cdt_buf_free(&text);
    return read;
}

static bool read_all(cdt_cli *cli, cdt_saved *saved)
{
    cdt_diags *diags = cdt_diags_new();
    bool read = true;

    for (size_t i = 0; i < cli->options.operand_count && read; i++)
        read = read_one(saved, cli->options.operands[i], diags);
    cdt_problems_print(cli, diags);
    cdt_diags_free(diags);
    return read;
}

static bool read_twice(const cdt_cli *cli)
{
    size_t standard = 0;

    for (size_t i = 0; i < cli->options.operand_count; i++)
        standard += strcmp(cli->options.operands[i], "-") == 0;
    return standard > 1;
}

static void tell_all(const cdt_saved *saved, cdt_targets *targets, cdt_verdict *verdict)
{
    bool going = true;

    for (size_t i = 0; i < cdt_saved_count(saved) && going; i++) {
        const cdt_saved_item *item = cdt_saved_at(saved, i);
        if (item->review) {
            cdt_verdict_add(verdict, item->review);
            going = cdt_targets_add(targets, item->review);
        } else {
            cdt_verdict_problems(verdict, item->problems);
            going = cdt_targets_problems(targets, item->problems);
        }
    }
}

static cdt_exit report(cdt_cli *cli, cdt_saved *saved)
{
    cdt_verdict verdict = cdt_verdict_of(cli);
    cdt_targets targets = { 0 };
    cdt_exit status;

    if (read_twice(cli))
        return cdt_cli_usage(cli, "standard input can be read only once");
    if (!read_all(cli, saved))
        return CDT_EXIT_INPUT;
    targets.no_quotes = !cdt_saved_quotes(saved);
    status = cdt_targets_open(cli, &targets, cdt_saved_as_of(saved));
    if (status != CDT_EXIT_OK)
        return status;
    tell_all(saved, &targets, &verdict);
    cdt_verdict_worse(&verdict, cdt_targets_close(&targets));
    cdt_verdict_tell_open(&verdict);
    return verdict.status;
}

cdt_exit cdt_cmd_report(cdt_cli *cli)
{
    cdt_saved *saved = cdt_saved_new();
    cdt_exit status = report(cli, saved);

    cdt_saved_free(saved);
    return status;
}
