#include <stdio.h>

#include "cli/cli.h"

/* `concordat help`, `help check`, `help checklist lint`; of `help checklist`, both. */
cdt_exit cdt_cmd_help(cdt_cli *cli)
{
    const cdt_options *options = &cli->options;
    const char *first = options->operand_count > 0 ? options->operands[0] : "";
    const char *second = options->operand_count > 1 ? options->operands[1] : "";
    cdt_str name = cdt_str_z(cdt_format(&cli->arena, "%s%s%s", first, *second ? " " : "", second));
    cdt_buf text = { 0 };

    if (!name.len)
        cdt_help_write(&text, NULL, cdt_cli_width(), cdt_cli_color(cli, 1));
    for (size_t i = 0; name.len && i < cdt_command_count; i++) {
        cdt_str known = cdt_str_z(cdt_command_table[i].name);
        if (!cdt_str_is(cdt_str_slice(known, 0, name.len), name) || (known.len > name.len && known.at[name.len] != ' '))
            continue;
        if (text.len)
            cdt_buf_char(&text, '\n');
        cdt_help_write(&text, &cdt_command_table[i], cdt_cli_width(), cdt_cli_color(cli, 1));
    }
    if (!text.len)
        return cdt_cli_unknown(cli, name.at, "is no command");
    cdt_output_put(&cli->out, &text);
    cdt_buf_free(&text);
    return CDT_EXIT_OK;
}
