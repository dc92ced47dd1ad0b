/* options.h - the command line, parsed by the table in options.def. What an option means is its command's business. */
#ifndef CDT_CLI_OPTIONS_H
#define CDT_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "concordat/diag.h"

typedef enum cdt_option_id {
#define OPTION(id, ...) CDT_OPTION_##id,
#include "cli/options.def"
#undef OPTION
    CDT_OPTIONS
} cdt_option_id;

typedef struct cdt_option {
    const char *name;
    char letter;          /* '\0': none */
    const char *argument; /* NULL: takes none */
    const char *choices;  /* "auto|always|never"; "": anything */
    const char *commands; /* "check,list"; "*": all */
    const char *help;
} cdt_option;

extern const cdt_option cdt_option_table[CDT_OPTIONS];

typedef struct cdt_given {
    cdt_option_id id;
    const char *value;  /* NULL where the option takes none */
    cdt_place place;    /* in the configuration; line 0: it was typed */
    const char *reason; /* that the configuration gives; "" or NULL: none */
} cdt_given;

typedef struct cdt_options {
    cdt_given *given; /* in the order of the command line */
    size_t count;
    const char **operands; /* everything that is no option */
    size_t operand_count;
} cdt_options;

/* Is the option one of that command? */
bool cdt_option_belongs(const cdt_option *option, const char *command);

/* Parse `argv` (without the program and the command) for `command`. Options and operands may be mixed; `--` ends the
 * options. NULL, or the message that says what is wrong, in the arena. */
const char *cdt_options_parse(cdt_options *options, cdt_arena *arena, const char *command, int argc, char **argv);

bool cdt_options_has(const cdt_options *options, cdt_option_id id);

/* The value given last; NULL where it was not given. */
const char *cdt_options_last(const cdt_options *options, cdt_option_id id);

/* The next occurrence from `*at` (start with 0); NULL past the last. */
const cdt_given *cdt_options_each(const cdt_options *options, cdt_option_id id, size_t *at);

/* The same, of which the value is returned. */
const char *cdt_options_next(const cdt_options *options, cdt_option_id id, size_t *at);

/* Number of the word in a list with | between, from 0; -1 where it is none of them. */
int cdt_choice(const char *choices, const char *word);

/* The number of the choice that was given last, or `otherwise`. */
int cdt_options_choice(const cdt_options *options, cdt_option_id id, int otherwise);

/* "; did you mean `x`?" or "". `known` has words with `separator` between them. */
const char *cdt_did_you_mean(cdt_arena *arena, const char *word, const char *known, char separator);

#endif
