#include "cli/cli.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/config.h"
#include "cli/zones.h"
#include "report/escape.h"

const cdt_command cdt_command_table[] = {
#define COMMAND(function, ...) { cdt_cmd_##function, __VA_ARGS__ },
#include "cli/commands.def"
#undef COMMAND
};
const size_t cdt_command_count = sizeof cdt_command_table / sizeof *cdt_command_table;

/* One line on standard error: a prefix, then the message with its control characters made visible. */
static void say_line(const char *prefix, const char *format, va_list args)
{
    cdt_buf raw = { 0 }, line = { 0 };

    cdt_buf_vprintf(&raw, format, args);
    cdt_buf_printf(&line, "%s: ", prefix);
    cdt_escape_line(&line, cdt_buf_str(&raw));
    fprintf(stderr, "%s\n", line.at);
    cdt_buf_free(&raw);
    cdt_buf_free(&line);
}

void cdt_say(const char *format, ...)
{
    va_list args;

    va_start(args, format);
    say_line("concordat", format, args);
    va_end(args);
}

cdt_exit cdt_cli_usage(const cdt_cli *cli, const char *format, ...)
{
    const char *name = cli->command ? cli->command->name : "";
    char prefix[64];
    va_list args;

    snprintf(prefix, sizeof prefix, "concordat%s%s", *name ? " " : "", name);
    va_start(args, format);
    say_line(prefix, format, args);
    va_end(args);
    if (strcmp(name, "help") != 0)
        cdt_say("`concordat help%s%s` tells more", *name ? " " : "", name);
    return CDT_EXIT_INPUT;
}

bool cdt_cli_color(const cdt_cli *cli, int fd)
{
    const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
    int choice = cdt_options_choice(&cli->options, CDT_OPTION_COLOR, 0);

    if (choice)
        return choice == 1;
    return isatty(fd) && !(no_color && *no_color) && !(term && strcmp(term, "dumb") == 0);
}

unsigned cdt_cli_width(void)
{
    const char *columns = getenv("COLUMNS");
    struct winsize size;
    long width = 80;

    if (columns && *columns)
        width = strtol(columns, NULL, 10);
    else if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col)
        width = size.ws_col;
    return width < 40 ? 40 : width > 120 ? 120 : (unsigned)width;
}

cdt_library *cdt_cli_library(cdt_cli *cli)
{
    if (!cli->library) {
        cli->library = cdt_library_new();
        cdt_library_set_zones(cli->library, cdt_system_zones());
    }
    return cli->library;
}

/* The command that the first arguments name; `*used` is how many of them. NULL: none. */
static const cdt_command *find_command(int argc, char **argv, int *used)
{
    for (int words = argc < 2 ? argc : 2; words > 0; words--) {
        char name[64];
        snprintf(name, sizeof name, "%s%s%s", argv[0], words > 1 ? " " : "", words > 1 ? argv[1] : "");
        for (size_t i = 0; i < cdt_command_count; i++)
            if (strcmp(cdt_command_table[i].name, name) == 0) {
                *used = words;
                return &cdt_command_table[i];
            }
    }
    return NULL;
}

/* Is `word` the first of commands with two words? Writes them with commas between them. */
static bool begins_commands(const char *word, cdt_buf *names)
{
    for (size_t i = 0; i < cdt_command_count; i++) {
        cdt_str name = cdt_str_z(cdt_command_table[i].name);
        if (name.len > strlen(word) && cdt_str_starts(name, cdt_str_z(word)) && name.at[strlen(word)] == ' ')
            cdt_buf_printf(names, "%s`concordat %s`", names->len ? ", " : "", name.at);
    }
    return names->len > 0;
}

cdt_exit cdt_cli_unknown(cdt_cli *cli, const char *word, const char *what)
{
    cdt_buf known = { 0 };
    cdt_exit status;

    if (begins_commands(word, &known)) {
        status = cdt_cli_usage(cli, "which of %s?", known.at);
    } else {
        for (size_t i = 0; i < cdt_command_count; i++)
            cdt_buf_printf(&known, "%s%s", i ? "," : "", cdt_command_table[i].name);
        status = cdt_cli_usage(cli, "`%s` %s%s", word, what, cdt_did_you_mean(&cli->arena, word, known.at, ','));
    }
    cdt_buf_free(&known);
    return status;
}

static void print_help(cdt_cli *cli, const cdt_command *command)
{
    cdt_buf text = { 0 };

    cdt_help_write(&text, command, cdt_cli_width(), cdt_cli_color(cli, STDOUT_FILENO));
    cdt_output_put(&cli->out, &text);
    cdt_buf_free(&text);
}

static cdt_exit run_command(cdt_cli *cli, int argc, char **argv)
{
    const cdt_command *command = cli->command;
    const char *wrong = cdt_options_parse(&cli->options, &cli->arena, command->name, argc, argv);
    size_t count = cli->options.operand_count;
    cdt_exit status;

    if (wrong)
        return cdt_cli_usage(cli, "%s", wrong);
    if (cdt_options_has(&cli->options, CDT_OPTION_HELP)) {
        print_help(cli, command);
        return CDT_EXIT_OK;
    }
    if (cdt_options_has(&cli->options, CDT_OPTION_VERSION)) {
        static const char version[] = "concordat " CONCORDAT_VERSION "\n";
        cdt_output_write(&cli->out, version, sizeof version - 1);
        return CDT_EXIT_OK;
    }
    if (count < (size_t)command->least || (command->most >= 0 && count > (size_t)command->most))
        return cdt_cli_usage(cli, *command->operands ? "wanted %s" : "takes no operands%s", command->operands);
    status = cdt_config_apply(cli);
    return status == CDT_EXIT_OK ? command->run(cli) : status;
}

static bool exists(const char *path)
{
    struct stat found;

    return lstat(path, &found) == 0;
}

/* Find the command, check being the one that need not be named. */
static cdt_exit dispatch(cdt_cli *cli, int argc, char **argv)
{
    int used = 0;

    if (!argc) {
        cdt_buf text = { 0 };
        cdt_help_write(&text, NULL, 80, false);
        fputs(text.at, stderr);
        cdt_buf_free(&text);
        return CDT_EXIT_INPUT;
    }
    if (argc == 1 && (!strcmp(argv[0], "--help") || !strcmp(argv[0], "-h"))) {
        print_help(cli, NULL);
        return CDT_EXIT_OK;
    }
    cli->command = find_command(argc, argv, &used);
    if (!cli->command && argv[0][0] != '-' && !exists(argv[0]))
        return cdt_cli_unknown(cli, argv[0], "is neither a command nor a file");
    if (!cli->command)
        cli->command = &cdt_command_table[0];
    return run_command(cli, argc - used, argv + used);
}

cdt_exit cdt_cli_main(int argc, char **argv)
{
    cdt_cli cli = { .out = cdt_output_stdout() };
    cdt_exit status = dispatch(&cli, argc - 1, argv + 1);

    if (!cdt_output_close(&cli.out, true)) {
        cdt_say("cannot write to standard output: %s", strerror(cli.out.error));
        status = cdt_exit_worse(status, CDT_EXIT_FAILED);
    }
    cdt_config_free(cli.config);
    cdt_library_free(cli.library);
    cdt_arena_free(&cli.arena);
    return status;
}
