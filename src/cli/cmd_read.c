/* cmd_read.c - `concordat read FILE...`: a draft as this program reads it. */
#include <stdio.h>
#include <unistd.h>

#include "base/utf8.h"
#include "cli/checklists.h"
#include "cli/drafts.h"
#include "cli/problems.h"
#include "report/draft.h"
#include "report/escape.h"
#include "review/starter.h"

/* How well it could be read is told before anything else, and apart from it. */
static void tell_health(const cdt_cli *cli, const cdt_draft *draft)
{
    cdt_buf text = { 0 };
    cdt_layout layout = cdt_layout_to(&text, cdt_cli_width(), cdt_cli_color(cli, STDERR_FILENO));

    cdt_draft_put_health(&layout, draft);
    fwrite(text.at, 1, text.len, stderr);
    cdt_buf_free(&text);
}

/* Byte for byte, so that offsets can be counted in what is printed; but a terminal is not steered by a draft. */
static void put_text(cdt_buf *out, const cdt_draft *draft)
{
    cdt_str text = { draft->text, draft->length };

    if (!isatty(STDOUT_FILENO)) {
        cdt_buf_put(out, text);
        return;
    }
    for (size_t at = 0; at < text.len;) {
        int rune = cdt_utf8_next(text, &at);
        if (rune == '\n' || rune == '\t')
            cdt_buf_char(out, (char)rune);
        else if (rune != '\r')
            cdt_escape_rune(out, rune);
    }
}

static void put_as_text(const cdt_cli *cli, cdt_buf *out, const cdt_draft *draft)
{
    cdt_layout layout = cdt_layout_to(out, cdt_cli_width(), cdt_cli_color(cli, STDOUT_FILENO));

    put_text(out, draft);
    if (out->len && out->at[out->len - 1] != '\n')
        cdt_buf_char(out, '\n');
    cdt_buf_repeat(out, '=', 72);
    cdt_buf_char(out, '\n');
    cdt_draft_put_lists(&layout, draft);
}

/* A description of the agreement; false: the checklists whose facts it asks for cannot be read. */
static bool put_description(cdt_cli *cli, cdt_buf *out, const cdt_draft *draft)
{
    cdt_checklists lists = { 0 };
    cdt_diags *own = cdt_diags_new();
    bool done = cdt_checklists_load(cli, &cli->options, &lists, own);

    if (done) {
        cdt_reads reads = cdt_reads_of((const cdt_checklist *const *)lists.at, lists.count, &cli->arena);
        cdt_starter_of_draft(out, &reads, draft, cdt_str_z("Title of the agreement"));
    }
    cdt_problems_print(cli, own);
    cdt_diags_free(own);
    cdt_checklists_free(&lists);
    return done;
}

static cdt_exit put_draft(cdt_cli *cli, cdt_buf *out, const cdt_draft *draft)
{
    if (cdt_options_has(&cli->options, CDT_OPTION_DESCRIPTION)) {
        tell_health(cli, draft);
        if (!put_description(cli, out, draft))
            return CDT_EXIT_INPUT;
    } else if (cdt_options_choice(&cli->options, CDT_OPTION_READ_FORMAT, 0) == 1) {
        cdt_json json = cdt_json_to(out, 2);
        cdt_draft_put_json(&json, draft);
        cdt_buf_char(out, '\n');
    } else {
        tell_health(cli, draft);
        put_as_text(cli, out, draft);
    }
    return draft->health.readable ? CDT_EXIT_OK : CDT_EXIT_INPUT;
}

static cdt_exit read_files(cdt_cli *cli)
{
    cdt_diags *diags = cdt_diags_new();
    cdt_draft *draft =
        cdt_drafts_read(cli, (const char *const *)cli->options.operands, cli->options.operand_count, diags);
    cdt_exit status = CDT_EXIT_INPUT;
    cdt_buf out = { 0 };

    cdt_problems_print(cli, diags);
    if (draft) {
        status = put_draft(cli, &out, draft);
        cdt_output_put(&cli->out, &out);
    }
    cdt_buf_free(&out);
    cdt_draft_free(draft);
    cdt_diags_free(diags);
    return status;
}

cdt_exit cdt_cmd_read(cdt_cli *cli)
{
    if (cdt_options_has(&cli->options, CDT_OPTION_DESCRIPTION) &&
        cdt_options_has(&cli->options, CDT_OPTION_READ_FORMAT))
        return cdt_cli_usage(cli, "--description writes YAML; --format is for what is printed without it");
    return read_files(cli);
}
