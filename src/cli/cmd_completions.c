/* cmd_completions.c - `concordat completions`: scripts for shells, made of the tables of commands and options. */
#include <string.h>

#include "cli/cli.h"

/* The words that an option's argument may be, with | between them; formats of reports and drafts are tables of their own. */
static void put_choices(cdt_buf *out, const cdt_option *option)
{
    if (*option->choices) {
        for (const char *c = option->choices; *c; c++)
            cdt_buf_char(out, *c == '|' ? ' ' : *c);
        return;
    }
    if (strcmp(option->name, "format") && strcmp(option->name, "output"))
        return;
    for (size_t i = 0; i < cdt_format_count(); i++)
        cdt_buf_printf(out, "%s%s%s", i ? " " : "", cdt_format_name(i), strcmp(option->name, "output") ? "" : "=");
}

/* Is the argument a check, or a checklist? The program itself lists those. */
static const char *list_of(const cdt_option *option)
{
    if (!option->argument)
        return "";
    if (strstr(option->argument, "CHECK=") || strcmp(option->argument, "CHECKS") == 0 ||
        strcmp(option->argument, "CHECK") == 0)
        return "checks";
    if (strcmp(option->argument, "NAME|FILE") == 0)
        return "checklists";
    return "";
}

static bool is_file(const cdt_option *option)
{
    return option->argument && strstr(option->argument, "FILE");
}

static void put_checklists(cdt_buf *out)
{
    for (size_t i = 0; i < cdt_builtin_count(); i++)
        cdt_buf_printf(out, "%s%s +%s", i ? " " : "", cdt_builtin_name(i), cdt_builtin_name(i));
}

/* The first words of all commands, or with `first` the second words behind it. */
static void put_words(cdt_buf *out, const char *first)
{
    size_t len = first ? strlen(first) : 0, start = out->len;

    for (size_t i = 0; i < cdt_command_count; i++) {
        const char *name = cdt_command_table[i].name, *space = strchr(name, ' ');
        size_t head = space ? (size_t)(space - name) : strlen(name);
        cdt_str before = { out->at ? out->at + start : "", out->len - start };
        cdt_str word = first ? cdt_str_z(space ? space + 1 : "") : (cdt_str){ name, head };
        if (first && (head != len || strncmp(name, first, len) != 0 || !space))
            continue;
        if (!first && word.len <= before.len && strncmp(before.at + before.len - word.len, word.at, word.len) == 0)
            continue; /* the same as the one before */
        cdt_buf_printf(out, "%s%.*s", before.len ? " " : "", CDT_ARGS(word));
    }
}

static void put_option_names(cdt_buf *out, const char *command)
{
    bool first = true;

    for (size_t i = 0; i < CDT_OPTIONS; i++) {
        const cdt_option *option = &cdt_option_table[i];
        if (!cdt_option_belongs(option, command))
            continue;
        cdt_buf_printf(out, "%s--%s", first ? "" : " ", option->name);
        first = false;
    }
}

/* ---- bash ---- */

/* "check:--format|check:-f" */
static void put_bash_option(cdt_buf *out, const char *command, const cdt_option *option)
{
    cdt_buf choices = { 0 };
    const char *list = list_of(option);

    put_choices(&choices, option);
    if (!strcmp(list, "checklists"))
        put_checklists(&choices);
    cdt_buf_printf(out, "    '%s:--%s'", command, option->name);
    if (option->letter)
        cdt_buf_printf(out, " | '%s:-%c'", command, option->letter);
    cdt_buf_put_z(out, ")\n        ");
    if (!strcmp(list, "checks"))
        cdt_buf_put_z(out,
                      "_concordat_words \"$(concordat list --no-config --format ids 2>/dev/null | sed 's,.*/,,')\"");
    else if (choices.len)
        cdt_buf_printf(out, "_concordat_words '%s'", choices.at);
    if (is_file(option))
        cdt_buf_printf(out, "%s_concordat_files", choices.len ? "\n        " : "");
    else if (!choices.len && strcmp(list, "checks") != 0)
        cdt_buf_put_z(out, ":");
    cdt_buf_put_z(out, "\n        return\n        ;;\n");
    cdt_buf_free(&choices);
}

static void put_bash_options(cdt_buf *out)
{
    cdt_buf_put_z(out, "    case \"$command:$before\" in\n");
    for (size_t i = 0; i < cdt_command_count; i++)
        for (size_t k = 0; k < CDT_OPTIONS; k++)
            if (cdt_option_table[k].argument && cdt_option_belongs(&cdt_option_table[k], cdt_command_table[i].name))
                put_bash_option(out, cdt_command_table[i].name, &cdt_option_table[k]);
    cdt_buf_put_z(out, "    esac\n    case \"$word\" in\n    -*)\n        case \"$command\" in\n");
    for (size_t i = 0; i < cdt_command_count; i++) {
        cdt_buf_printf(out, "        '%s') _concordat_words '", cdt_command_table[i].name);
        put_option_names(out, cdt_command_table[i].name);
        cdt_buf_put_z(out, "' ;;\n");
    }
    cdt_buf_put_z(out, "        esac\n        return\n        ;;\n    esac\n");
}

/* "[agreement|checklist]" names the words that the operand may be. */
static void put_bash_operands(cdt_buf *out)
{
    cdt_buf_put_z(out, "    case \"$command\" in\n");
    for (size_t i = 0; i < cdt_command_count; i++) {
        const char *operands = cdt_command_table[i].operands;
        cdt_buf_printf(out, "    '%s') ", cdt_command_table[i].name);
        if (operands[0] == '[' && strchr(operands, '|') && !strstr(operands, "FILE")) {
            cdt_buf_put_z(out, "_concordat_words '");
            for (const char *c = operands; *c; c++)
                if (!strchr("[]", *c))
                    cdt_buf_char(out, *c == '|' ? ' ' : *c);
            cdt_buf_char(out, '\'');
        } else if (strstr(operands, "CHECK")) {
            cdt_buf_put_z(
                out, "_concordat_words \"$(concordat list --no-config --format ids 2>/dev/null | sed 's,.*/,,')\"; ");
            cdt_buf_put_z(out, strstr(operands, "FILE") ? "_concordat_files" : ":");
        } else {
            cdt_buf_put_z(out, strstr(operands, "FILE") ? "_concordat_files" : ":");
        }
        cdt_buf_put_z(out, " ;;\n");
    }
    cdt_buf_put_z(out, "    esac\n");
}

/* The commands of which a word is the first of two. */
static void put_bash_pairs(cdt_buf *out)
{
    const char *last = "";
    size_t last_len = 0;

    for (size_t i = 0; i < cdt_command_count; i++) {
        const char *name = cdt_command_table[i].name, *space = strchr(name, ' ');
        size_t len = space ? (size_t)(space - name) : 0;
        char first[32];
        if (!space || len >= sizeof first || (len == last_len && strncmp(name, last, len) == 0))
            continue;
        memcpy(first, name, len);
        first[len] = '\0';
        cdt_buf_printf(out, "    %s)\n        if [ \"$COMP_CWORD\" = 2 ]; then\n            _concordat_words '", first);
        put_words(out, first);
        cdt_buf_printf(out, "'\n            return\n        fi\n        command=\"%s ${COMP_WORDS[2]}\"\n        ;;\n",
                       first);
        last = name;
        last_len = len;
    }
}

static void put_bash(cdt_buf *out)
{
    cdt_buf_put_z(
        out, "# bash completion for concordat: concordat completions bash > a folder of bash-completion\n\n"
             "_concordat_words() {\n"
             "    local found\n"
             "    while IFS= read -r found; do\n"
             "        COMPREPLY+=(\"$found\")\n"
             "    done < <(compgen -W \"$1\" -- \"$word\")\n"
             "}\n\n"
             "_concordat_files() {\n"
             "    compopt -o filenames 2>/dev/null\n"
             "    local found\n"
             "    while IFS= read -r found; do\n"
             "        COMPREPLY+=(\"$found\")\n"
             "    done < <(compgen -f -- \"$word\")\n"
             "}\n\n"
             "_concordat() {\n"
             "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]}\n"
             "    COMPREPLY=()\n"
             "    if [ \"$COMP_CWORD\" = 1 ]; then\n"
             "        _concordat_words '");
    put_words(out, NULL);
    cdt_buf_put_z(out, "'\n        _concordat_files\n        return\n    fi\n    case \"$command\" in\n");
    put_bash_pairs(out);
    cdt_buf_put_z(out, "    ");
    for (size_t i = 0, some = 0; i < cdt_command_count; i++)
        if (!strchr(cdt_command_table[i].name, ' '))
            cdt_buf_printf(out, "%s%s", some++ ? " | " : "", cdt_command_table[i].name);
    cdt_buf_put_z(out, ") ;;\n    *) command=check ;;\n    esac\n");
    put_bash_options(out);
    put_bash_operands(out);
    cdt_buf_put_z(out, "}\n\ncomplete -F _concordat concordat\n");
}

/* ---- zsh ---- */

/* Text inside a specification in single quotes: brackets and colons end its parts. */
static void put_zsh_text(cdt_buf *out, const char *text)
{
    for (const char *c = text; *c; c++) {
        if (strchr("[]:\\", *c))
            cdt_buf_char(out, '\\');
        cdt_buf_put_z(out, *c == '\'' ? "'\\''" : (char[]){ *c, '\0' });
    }
}

static void put_zsh_argument(cdt_buf *out, const cdt_option *option)
{
    cdt_buf choices = { 0 };

    if (!option->argument)
        return;
    put_choices(&choices, option);
    if (!strcmp(list_of(option), "checklists"))
        put_checklists(&choices);
    cdt_buf_char(out, ':');
    put_zsh_text(out, option->argument);
    cdt_buf_char(out, ':');
    if (!strcmp(list_of(option), "checks"))
        cdt_buf_put_z(out, "_concordat_checks");
    else if (choices.len && !is_file(option))
        cdt_buf_printf(out, "(%s)", choices.at);
    else if (choices.len)
        cdt_buf_printf(out, "{ compadd -- %s; _files }", choices.at);
    else if (is_file(option))
        cdt_buf_put_z(out, "_files");
    cdt_buf_free(&choices);
}

static void put_zsh_command(cdt_buf *out, const cdt_command *command)
{
    cdt_buf_printf(out, "    '%s')\n        _arguments -s", command->name);
    for (size_t k = 0; k < CDT_OPTIONS; k++) {
        const cdt_option *option = &cdt_option_table[k];
        if (!cdt_option_belongs(option, command->name))
            continue;
        cdt_buf_printf(out, " \\\n            '*--%s%s[", option->name, option->argument ? "=" : "");
        put_zsh_text(out, option->help);
        cdt_buf_char(out, ']');
        put_zsh_argument(out, option);
        cdt_buf_char(out, '\'');
    }
    if (strstr(command->operands, "CHECK") && !strstr(command->operands, "FILE"))
        cdt_buf_put_z(out, " \\\n            '*:check:_concordat_checks'");
    else if (strstr(command->operands, "FILE"))
        cdt_buf_put_z(out, " \\\n            '*:file:_files'");
    cdt_buf_put_z(out, "\n        ;;\n");
}

static void put_zsh(cdt_buf *out)
{
    cdt_buf_put_z(out,
                  "#compdef concordat\n"
                  "# zsh completion for concordat: concordat completions zsh > _concordat in a folder of $fpath\n\n"
                  "_concordat_checks() {\n"
                  "    compadd -- ${(f)\"$(concordat list --no-config --format ids 2>/dev/null | sed 's,.*/,,')\"}\n"
                  "}\n\n"
                  "_concordat() {\n"
                  "    local command=$words[2]\n"
                  "    local -a commands\n"
                  "    commands=(\n");
    for (size_t i = 0; i < cdt_command_count; i++) {
        cdt_buf_printf(out, "        '%s:", cdt_command_table[i].name);
        put_zsh_text(out, cdt_command_table[i].title);
        cdt_buf_put_z(out, "'\n");
    }
    cdt_buf_put_z(out, "    )\n"
                       "    if (( CURRENT == 2 )); then\n"
                       "        _describe command commands\n"
                       "        _files\n"
                       "        return\n"
                       "    fi\n"
                       "    if [[ -n ${(M)commands:#$command $words[3]:*} ]]; then\n"
                       "        command=\"$command $words[3]\"\n"
                       "        shift words\n"
                       "        (( CURRENT-- ))\n"
                       "    elif [[ -z ${(M)commands:#$command:*} ]]; then\n"
                       "        command=check\n"
                       "    fi\n"
                       "    shift words\n"
                       "    (( CURRENT-- ))\n"
                       "    case $command in\n");
    for (size_t i = 0; i < cdt_command_count; i++)
        put_zsh_command(out, &cdt_command_table[i]);
    cdt_buf_put_z(out, "    esac\n}\n\n_concordat \"$@\"\n");
}

static const struct {
    const char *name;
    void (*put)(cdt_buf *out);
} shells[] = { { "bash", put_bash }, { "zsh", put_zsh } };

cdt_exit cdt_cmd_completions(cdt_cli *cli)
{
    const char *name = cli->options.operands[0];
    cdt_buf text = { 0 };

    for (size_t i = 0; i < sizeof shells / sizeof *shells; i++)
        if (strcmp(name, shells[i].name) == 0)
            shells[i].put(&text);
    if (!text.len)
        return cdt_cli_usage(cli, "there are completions for bash and zsh, not for `%s`", name);
    cdt_output_put(&cli->out, &text);
    cdt_buf_free(&text);
    return CDT_EXIT_OK;
}
