#include "cli/targets.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/nearest.h"

static bool is_format(cdt_str name)
{
    for (size_t i = 0; i < cdt_format_count(); i++)
        if (cdt_str_is_z(name, cdt_format_name(i)))
            return true;
    return false;
}

static cdt_exit unknown_format(const cdt_cli *cli, cdt_str name)
{
    cdt_nearest nearest = { .word = name };
    cdt_buf all = { 0 };

    for (size_t i = 0; i < cdt_format_count(); i++) {
        cdt_nearest_try(&nearest, cdt_str_z(cdt_format_name(i)));
        cdt_buf_printf(&all, "%s%s", i ? ", " : "", cdt_format_name(i));
    }
    if (nearest.best.len)
        cdt_cli_usage(cli, "there is no format `%.*s`; did you mean `%.*s`?", CDT_ARGS(name), CDT_ARGS(nearest.best));
    else
        cdt_cli_usage(cli, "there is no format `%.*s`; there are %s", CDT_ARGS(name), all.at);
    cdt_buf_free(&all);
    return CDT_EXIT_INPUT;
}

/* Do two names lead to one file? Of files that are not there yet, the names say so. */
static bool same_file(const char *a, const char *b)
{
    struct stat left, right;

    if (stat(a, &left) == 0 && stat(b, &right) == 0)
        return left.st_dev == right.st_dev && left.st_ino == right.st_ino && S_ISREG(left.st_mode);
    while (a[0] == '.' && a[1] == '/')
        a += 2;
    while (b[0] == '.' && b[1] == '/')
        b += 2;
    return strcmp(a, b) == 0;
}

bool cdt_targets_spare(const cdt_cli *cli, const char *input)
{
    const char *value;

    for (size_t at = 0; (value = cdt_options_next(&cli->options, CDT_OPTION_OUTPUT, &at));)
        if (strchr(value, '=') && same_file(strchr(value, '=') + 1, input)) {
            cdt_cli_usage(cli, "-o %s would be written over %s, which is to be read", value, input);
            return false;
        }
    return true;
}

/* Check every -o before anything is opened. */
static cdt_exit check_outputs(const cdt_cli *cli)
{
    const cdt_options *options = &cli->options;
    const char *value;

    for (size_t at = 0; (value = cdt_options_next(options, CDT_OPTION_OUTPUT, &at));) {
        const char *equals = strchr(value, '='), *other;
        cdt_str format = { value, equals ? (size_t)(equals - value) : 0 };
        if (!equals || !equals[1])
            return cdt_cli_usage(cli, "-o wants FORMAT=FILE, such as json=report.json, not `%s`", value);
        if (!is_format(format))
            return unknown_format(cli, format);
        if (strcmp(equals + 1, "-") == 0)
            return cdt_cli_usage(cli, "-o writes files; for standard output use -f %.*s", CDT_ARGS(format));
        for (size_t later = at; (other = cdt_options_next(options, CDT_OPTION_OUTPUT, &later));)
            if (strchr(other, '=') && same_file(strchr(other, '=') + 1, equals + 1))
                return cdt_cli_usage(cli, "two reports would be written to %s", equals + 1);
    }
    return CDT_EXIT_OK;
}

static unsigned all_outcomes(void)
{
    return (1u << CDT_OUTCOMES) - 1;
}

/* The bit of an outcome's name, spelled with _ or -; 0: there is none. */
static unsigned outcome_bit(cdt_str name)
{
    for (int i = 0; i < CDT_OUTCOMES; i++) {
        cdt_nearest same = { .word = name };
        cdt_nearest_try(&same, cdt_str_z(cdt_outcome_name((cdt_outcome_kind)i)));
        if (same.best.len && same.distance == 0)
            return 1u << i;
    }
    return 0;
}

static cdt_exit unknown_outcome(const cdt_cli *cli, cdt_str name)
{
    cdt_nearest nearest = { .word = name };

    for (int i = 0; i < CDT_OUTCOMES; i++)
        cdt_nearest_try(&nearest, cdt_str_z(cdt_outcome_name((cdt_outcome_kind)i)));
    return cdt_cli_usage(cli, "--show: there is no outcome `%.*s`%s%.*s%s", CDT_ARGS(name),
                         nearest.best.len ? "; did you mean `" : "", CDT_ARGS(nearest.best),
                         nearest.best.len ? "`?" : "");
}

static cdt_exit read_show(const cdt_cli *cli, unsigned *show)
{
    const char *value;

    for (size_t at = 0; (value = cdt_options_next(&cli->options, CDT_OPTION_SHOW, &at));) {
        cdt_str list = cdt_str_z(value);
        while (list.len) {
            size_t comma = cdt_str_find(list, CDT_STR(","), 0);
            cdt_str name = cdt_str_trim(cdt_str_slice(list, 0, comma));
            unsigned bit = cdt_str_is_z(name, "all") ? all_outcomes() : outcome_bit(name);
            if (name.len && !bit)
                return unknown_outcome(cli, name);
            *show |= bit;
            list = comma == (size_t)-1 ? CDT_STR("") : cdt_str_slice(list, comma + 1, list.len);
        }
    }
    return CDT_EXIT_OK;
}

static void add(cdt_targets *targets, cdt_output *output, const char *format, const cdt_report_options *options,
                const char *as_of)
{
    targets->at[targets->count++] =
        (cdt_target){ output, cdt_report_open(format, options, as_of, cdt_output_write, output) };
}

/* Begin every file; where one cannot be made, the others are given up. */
static cdt_exit open_files(cdt_cli *cli, cdt_targets *targets, cdt_report_options options, const char *as_of)
{
    const char *value;

    options.color = false;
    options.width = 0;
    for (size_t at = 0; (value = cdt_options_next(&cli->options, CDT_OPTION_OUTPUT, &at));) {
        const char *equals = strchr(value, '=');
        const char *format = cdt_copy_z(&cli->arena, (cdt_str){ value, (size_t)(equals - value) });
        cdt_output *output = CDT_NEW(&cli->arena, cdt_output);
        if (!cdt_output_create(output, equals + 1)) {
            cdt_say("cannot write %s: %s", equals + 1, strerror(output->error));
            targets->failed = true;
            cdt_targets_close(targets);
            return CDT_EXIT_FAILED;
        }
        add(targets, output, format, &options, as_of);
    }
    return CDT_EXIT_OK;
}

cdt_exit cdt_targets_open(cdt_cli *cli, cdt_targets *targets, const char *as_of)
{
    const cdt_options *given = &cli->options;
    const char *format = cdt_options_last(given, CDT_OPTION_FORMAT);
    cdt_report_options options = {
        .width = cdt_cli_width(),
        .verbose = cdt_options_has(given, CDT_OPTION_VERBOSE),
        .quotes = !cdt_options_has(given, CDT_OPTION_NO_QUOTES) && !targets->no_quotes,
        .always_quote = cdt_options_has(given, CDT_OPTION_QUOTES),
        .by = (cdt_report_by)(cdt_options_choice(given, CDT_OPTION_BY, -1) + 1),
        .program = "concordat",
    };
    cdt_exit status = check_outputs(cli);

    if (status == CDT_EXIT_OK && format && !is_format(cdt_str_z(format)))
        status = unknown_format(cli, cdt_str_z(format));
    if (status == CDT_EXIT_OK)
        status = read_show(cli, &options.show);
    if (status != CDT_EXIT_OK)
        return status;
    targets->at = CDT_NEW_ARRAY(&cli->arena, cdt_target, given->count + 1);
    status = open_files(cli, targets, options, as_of);
    if (status != CDT_EXIT_OK || cdt_options_has(given, CDT_OPTION_QUIET) ||
        cdt_options_has(given, CDT_OPTION_TRACE_CHECK))
        return status;
    options.color = cdt_cli_color(cli, STDOUT_FILENO);
    add(targets, &cli->out, format ? format : "text", &options, as_of);
    return CDT_EXIT_OK;
}

static bool fine(cdt_targets *targets)
{
    for (size_t i = 0; i < targets->count; i++)
        targets->failed |= targets->at[i].output->error != 0;
    return !targets->failed;
}

bool cdt_targets_are_bare(const cdt_targets *targets)
{
    for (size_t i = 0; i < targets->count; i++)
        if (!cdt_report_is_bare(targets->at[i].report))
            return false;
    return true;
}

bool cdt_targets_add(cdt_targets *targets, const cdt_review *review)
{
    for (size_t i = 0; i < targets->count; i++)
        cdt_report_add(targets->at[i].report, review);
    return fine(targets);
}

bool cdt_targets_problems(cdt_targets *targets, const cdt_diags *diags)
{
    for (size_t i = 0; i < targets->count && cdt_diags_count(diags); i++)
        cdt_report_problems(targets->at[i].report, diags);
    return fine(targets);
}

void cdt_targets_flush(cdt_targets *targets)
{
    for (size_t i = 0; i < targets->count; i++)
        if (!targets->at[i].output->temporary)
            cdt_output_flush(targets->at[i].output);
}

cdt_exit cdt_targets_close(cdt_targets *targets)
{
    bool keep;

    for (size_t i = 0; i < targets->count; i++)
        cdt_report_close(targets->at[i].report);
    for (size_t i = 0; i < targets->count; i++) /* all of them, before any takes its place */
        if (targets->at[i].output->fd != STDOUT_FILENO)
            cdt_output_ready(targets->at[i].output);
    keep = fine(targets);
    for (size_t i = 0; i < targets->count; i++) {
        cdt_output *output = targets->at[i].output;
        if (output->fd == STDOUT_FILENO)
            continue; /* the program closes it, and tells what failed */
        if (!cdt_output_close(output, keep)) {
            cdt_say("cannot write %s: %s", output->name, strerror(output->error));
            targets->failed = true;
        }
    }
    targets->count = 0;
    return targets->failed ? CDT_EXIT_FAILED : CDT_EXIT_OK;
}
