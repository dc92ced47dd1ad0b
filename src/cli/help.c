/* help.c - what --help prints, all of it from the tables of commands and options. */
#include <stdio.h>

#include "cli/cli.h"
#include "report/layout.h"

#define COLUMN 22 /* where the second column of a table begins */

/* A row of two columns; a long first one has a line of its own. */
static void row(cdt_layout *layout, const char *left, const char *right)
{
    cdt_layout_begin(layout, 2, COLUMN);
    cdt_layout_put(layout, CDT_INK_BOLD, left);
    if (layout->column + 2 > COLUMN) {
        cdt_layout_end(layout);
        cdt_layout_begin(layout, COLUMN, COLUMN);
    } else {
        cdt_layout_tab(layout, COLUMN);
    }
    cdt_layout_put(layout, CDT_INK_PLAIN, right);
    cdt_layout_end(layout);
}

static void option_row(cdt_layout *layout, const cdt_option *option)
{
    char left[96], letter[8] = "";

    if (option->letter)
        snprintf(letter, sizeof letter, "-%c, ", option->letter);
    snprintf(left, sizeof left, "%s--%s%s%s", letter, option->name, option->argument ? " " : "",
             !option->argument ? "" : *option->choices ? option->choices : option->argument);
    row(layout, left, option->help);
}

static const char exit_statuses[] =
    "\nExit status:\n"
    "  0  nothing at or above the threshold      3  a check ended in an error\n"
    "  1  something is                           4  the program itself failed\n"
    "  2  some input could not be evaluated, or nothing was\n";

static void command_help(cdt_layout *layout, const cdt_command *command)
{
    cdt_buf_printf(layout->out, "usage: concordat %s [OPTION]...%s%s\n\n", command->name,
                   *command->operands ? " " : "", command->operands);
    cdt_layout_line(layout, 0, CDT_INK_PLAIN, command->text);
    cdt_buf_put_z(layout->out, "\nOptions:\n");
    for (size_t i = 0; i < CDT_OPTIONS; i++)
        if (cdt_option_belongs(&cdt_option_table[i], command->name))
            option_row(layout, &cdt_option_table[i]);
    if (cdt_option_belongs(&cdt_option_table[CDT_OPTION_FORMAT], command->name)) {
        cdt_buf_put_z(layout->out, "\nFormats:\n");
        for (size_t i = 0; i < cdt_format_count(); i++)
            row(layout, cdt_format_name(i), cdt_format_title(i));
        cdt_buf_put_z(layout->out, exit_statuses);
    }
}

void cdt_help_write(cdt_buf *out, const cdt_command *command, unsigned width, bool color)
{
    cdt_layout layout = cdt_layout_to(out, width, color);

    if (command) {
        command_help(&layout, command);
        return;
    }
    cdt_buf_put_z(out, "usage: concordat COMMAND [OPTION]... [OPERAND]...\n"
                       "       concordat [OPTION]... FILE...\n\n");
    cdt_layout_line(&layout, 0, CDT_INK_PLAIN,
                    "A linter for shared-service agreements: reads the description of an agreement, holds it against "
                    "published advice and says what is missing or falls short.");
    cdt_buf_put_z(out, "\nCommands:\n");
    for (size_t i = 0; i < cdt_command_count; i++)
        row(&layout, cdt_command_table[i].name, cdt_command_table[i].title);
    cdt_buf_put_z(out, "\n`concordat help COMMAND` has the options of each; concordat(1) has everything.\n");
    cdt_buf_put_z(out, exit_statuses);
}
