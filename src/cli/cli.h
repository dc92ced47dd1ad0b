/* cli.h - one run of the program: what every command is given, and how it speaks to the user. */
#ifndef CDT_CLI_CLI_H
#define CDT_CLI_CLI_H

#include "base/arena.h"
#include "cli/exit.h"
#include "cli/options.h"
#include "cli/output.h"
#include "concordat/concordat.h"

typedef struct cdt_cli cdt_cli;
typedef struct cdt_config cdt_config; /* config.h */

typedef struct cdt_command {
    cdt_exit (*run)(cdt_cli *cli);
    const char *name;     /* "check", "checklist lint" */
    const char *operands; /* as help shows them */
    int least, most;      /* how many; most -1: any number */
    const char *title, *text;
} cdt_command;

extern const cdt_command cdt_command_table[];
extern const size_t cdt_command_count;

struct cdt_cli {
    cdt_arena arena; /* whatever lasts as long as the run */
    const cdt_command *command;
    cdt_options options; /* typed, behind those of the configuration */
    cdt_config *config;  /* NULL: there is none, or the command has no use for it */
    cdt_library *library; /* made when it is first asked for */
    cdt_output out;       /* standard output */
};

/* The whole program: arguments in, status out. */
cdt_exit cdt_cli_main(int argc, char **argv);

/* The schemas that everything is read by. */
cdt_library *cdt_cli_library(cdt_cli *cli);

/* "concordat: ..." on standard error, one line. Control characters in it are made visible. */
#if defined(__GNUC__)
__attribute__((format(printf, 1, 2)))
#endif
void cdt_say(const char *format, ...);

/* The same for a mistake on the command line, with where to read on. Returns CDT_EXIT_INPUT. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
cdt_exit cdt_cli_usage(const cdt_cli *cli, const char *format, ...);

/* A word that is no command, with the nearest one. Returns CDT_EXIT_INPUT. */
cdt_exit cdt_cli_unknown(cdt_cli *cli, const char *word, const char *what);

/* Are colours wanted on this descriptor? By --color, NO_COLOR and whether it is a terminal. */
bool cdt_cli_color(const cdt_cli *cli, int fd);

/* Columns of standard output: of the terminal, of COLUMNS, else 80. */
unsigned cdt_cli_width(void);

/* Help on one command, or on all for NULL; cli/help.c. */
void cdt_help_write(cdt_buf *out, const cdt_command *command, unsigned width, bool color);

/* The commands themselves: cli/cmd_*.c. */
#define COMMAND(function, ...) cdt_exit cdt_cmd_##function(cdt_cli *cli);
#include "cli/commands.def"
#undef COMMAND

#endif
