/* cmd_schema.c - `concordat schema`: JSON schemas for editors and validators. */
#include <string.h>

#include "base/embedded.h"
#include "cli/cli.h"
#include "yaml/schema.h"

/* Every schema that can be printed; the first is the one that need not be named. */
static const struct {
    const char *name, *file;
} schemas[] = {
    { "agreement", "schemas/agreement.schema.yaml" }, { "checklist", "schemas/checklist.schema.yaml" },
    { "config", "schemas/config.schema.yaml" },       { "waivers", "schemas/waivers.schema.yaml" },
    { "baseline", "schemas/baseline.schema.yaml" },   { "report", "schemas/report.schema.json" },
};

/* One of ours, as editors want it; what is JSON already is printed as it is. */
static void put_schema(const char *name, cdt_buf *out)
{
    const cdt_embedded *file = cdt_embedded_find(name);
    cdt_diags *diags = cdt_diags_new();
    cdt_schemas compiled = { 0 };

    if (cdt_str_ends(cdt_str_z(name), CDT_STR(".json")))
        cdt_buf_put(out, (cdt_str){ file->text, file->len });
    else if (cdt_schemas_embedded(&compiled, file, diags))
        cdt_schema_export(&compiled, out);
    cdt_schemas_free(&compiled);
    cdt_diags_free(diags);
}

cdt_exit cdt_cmd_schema(cdt_cli *cli)
{
    const char *name = cli->options.operand_count ? cli->options.operands[0] : schemas[0].name;
    cdt_buf known = { 0 }, text = { 0 };
    cdt_exit status = CDT_EXIT_OK;

    for (size_t i = 0; i < sizeof schemas / sizeof *schemas && !text.len; i++) {
        cdt_buf_printf(&known, "%s%s", i ? "," : "", schemas[i].name);
        if (strcmp(name, schemas[i].name) == 0)
            put_schema(schemas[i].file, &text);
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
