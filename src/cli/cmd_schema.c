/* cmd_schema.c - `concordat schema`: JSON schemas for editors and validators. */
#include <string.h>

#include "agreement/library.h"
#include "base/embedded.h"
#include "cli/cli.h"

static void put_report_schema(cdt_cli *cli, cdt_buf *out)
{
    const cdt_embedded *file = cdt_embedded_find("schemas/report.schema.json");

    (void)cli;
    if (file)
        cdt_buf_put(out, (cdt_str){ file->text, file->len });
}

static void put_agreement_schema(cdt_cli *cli, cdt_buf *out)
{
    cdt_schema_export(&cdt_cli_library(cli)->agreement, out);
}

static void put_checklist_schema(cdt_cli *cli, cdt_buf *out)
{
    cdt_schema_export(&cdt_cli_library(cli)->checklist, out);
}

/* A schema that is only compiled for a file of its kind. */
static void put_schema_of(const char *name, cdt_buf *out)
{
    cdt_diags *diags = cdt_diags_new();
    cdt_schemas schemas;

    if (cdt_schemas_embedded(&schemas, cdt_embedded_find(name), diags))
        cdt_schema_export(&schemas, out);
    cdt_schemas_free(&schemas);
    cdt_diags_free(diags);
}

static void put_waivers_schema(cdt_cli *cli, cdt_buf *out)
{
    (void)cli;
    put_schema_of("schemas/waivers.schema.yaml", out);
}

static void put_baseline_schema(cdt_cli *cli, cdt_buf *out)
{
    (void)cli;
    put_schema_of("schemas/baseline.schema.yaml", out);
}

/* Every schema that can be printed; the first is the one that need not be named. */
static const struct {
    const char *name;
    void (*put)(cdt_cli *cli, cdt_buf *out);
} schemas[] = {
    { "agreement", put_agreement_schema }, { "checklist", put_checklist_schema }, { "waivers", put_waivers_schema },
    { "baseline", put_baseline_schema },   { "report", put_report_schema },
};

cdt_exit cdt_cmd_schema(cdt_cli *cli)
{
    const char *name = cli->options.operand_count ? cli->options.operands[0] : schemas[0].name;
    cdt_buf known = { 0 }, text = { 0 };
    cdt_exit status = CDT_EXIT_OK;

    for (size_t i = 0; i < sizeof schemas / sizeof *schemas && !text.len; i++) {
        cdt_buf_printf(&known, "%s%s", i ? "," : "", schemas[i].name);
        if (strcmp(name, schemas[i].name) == 0)
            schemas[i].put(cli, &text);
    }
    if (!text.len)
        status = cdt_cli_usage(cli, "there is no schema `%s`%s (there are: %s)", name,
                               cdt_did_you_mean(&cli->arena, name, known.at, ','), known.at);
    else if (text.at[text.len - 1] != '\n')
        cdt_buf_char(&text, '\n');
    cdt_output_put(&cli->out, &text);
    cdt_buf_free(&known);
    cdt_buf_free(&text);
    return status;
}
