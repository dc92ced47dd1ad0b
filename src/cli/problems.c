#include "cli/problems.h"

#include <stdio.h>
#include <unistd.h>

#include "report/layout.h"

#define INDENT 4
#define GUTTER 5

static const cdt_ink inks[] = { CDT_INK_CYAN, CDT_INK_YELLOW, CDT_INK_RED };

/* The line itself is not wrapped: editors and CI read it by its form. */
static void problem(cdt_buf *out, const cdt_diag *diag, bool color, bool quotes)
{
    cdt_layout line = cdt_layout_to(out, cdt_cli_width(), color), excerpt = line;
    cdt_ink ink = inks[diag->level];

    line.width = 1u << 30;
    cdt_layout_begin(&line, 0, 0);
    if (diag->place.file && *diag->place.file)
        cdt_layout_place(out, diag->place);
    else
        cdt_buf_put_z(out, "concordat");
    cdt_buf_put_z(out, ": ");
    cdt_layout_put(&line, ink, cdt_level_name(diag->level));
    cdt_buf_put_z(out, ": ");
    cdt_layout_put(&line, CDT_INK_PLAIN, diag->message);
    cdt_buf_printf(out, " [%s]\n", cdt_code_label(diag->code));
    if (quotes && diag->excerpt && diag->place.line)
        cdt_layout_excerpt(&excerpt, INDENT, GUTTER, ink, diag->place, diag->excerpt);
}

void cdt_problems_write(cdt_buf *out, const cdt_diags *diags, bool color, bool quotes)
{
    for (size_t i = 0; i < cdt_diags_count(diags); i++)
        problem(out, cdt_diags_at(diags, i), color, quotes);
}

void cdt_problems_print(const cdt_cli *cli, const cdt_diags *diags)
{
    cdt_buf text = { 0 };

    if (!cdt_diags_count(diags))
        return;
    cdt_problems_write(&text, diags, cdt_cli_color(cli, STDERR_FILENO),
                       !cdt_options_has(&cli->options, CDT_OPTION_NO_QUOTES));
    if (text.len)
        fwrite(text.at, 1, text.len, stderr);
    cdt_buf_free(&text);
}
