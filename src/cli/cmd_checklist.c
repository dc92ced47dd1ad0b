/* cmd_checklist.c - `concordat checklist lint`, `test` and `coverage`, for the authors of checklists. */
#include <unistd.h>

#include "checklist/coverage.h"
#include "cli/checklists.h"
#include "cli/problems.h"
#include "report/layout.h"
#include "review/selftest.h"

static bool is_quiet(const cdt_cli *cli)
{
    return cdt_options_has(&cli->options, CDT_OPTION_QUIET);
}

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

/* What was found is the result, so it goes to standard output unless nothing is wanted there. */
static void put_problems(cdt_cli *cli, const cdt_diags *diags)
{
    cdt_buf text = { 0 };

    if (is_quiet(cli)) {
        cdt_problems_print(cli, diags);
        return;
    }
    cdt_problems_write(&text, diags, cdt_cli_color(cli, STDOUT_FILENO), true);
    cdt_output_put(&cli->out, &text);
    cdt_buf_free(&text);
}

static void put_line(cdt_cli *cli, cdt_buf *line)
{
    cdt_buf text = { 0 };
    cdt_layout layout = cdt_layout_to(&text, cdt_cli_width(), false);

    cdt_layout_line(&layout, 0, CDT_INK_PLAIN, cdt_buf_str(line).at);
    if (!is_quiet(cli))
        cdt_output_put(&cli->out, &text);
    cdt_buf_free(&text);
    cdt_buf_free(line);
}

static cdt_exit lint_one(cdt_cli *cli, const char *name)
{
    cdt_diags *diags = cdt_diags_new();
    cdt_checklist *list = cdt_checklist_open(cli, name, false, diags);
    size_t warnings, errors;
    cdt_buf line = { 0 };

    if (list)
        cdt_checklist_lint(list, diags);
    errors = cdt_diags_errors(diags);
    warnings = cdt_diags_count(diags) - (errors < cdt_diags_count(diags) ? errors : cdt_diags_count(diags));
    put_problems(cli, diags);
    cdt_buf_printf(&line, "%s: ", name);
    if (list)
        cdt_buf_printf(&line, "%zu check%s, ", cdt_checklist_count(list), plural(cdt_checklist_count(list)));
    cdt_buf_printf(&line, "%zu error%s, %zu warning%s", errors, plural(errors), warnings, plural(warnings));
    put_line(cli, &line);
    cdt_checklist_free(list);
    cdt_diags_free(diags);
    if (errors)
        return CDT_EXIT_INPUT;
    return warnings && cdt_options_has(&cli->options, CDT_OPTION_STRICT) ? CDT_EXIT_FOUND : CDT_EXIT_OK;
}

cdt_exit cdt_cmd_checklist_lint(cdt_cli *cli)
{
    cdt_exit status = CDT_EXIT_OK;

    for (size_t i = 0; i < cli->options.operand_count; i++)
        status = cdt_exit_worse(status, lint_one(cli, cli->options.operands[i]));
    return status;
}

/* One result: failures always, what passed with --verbose. */
static void put_result(const cdt_test_result *result, void *context)
{
    cdt_cli *cli = context;
    cdt_buf text = { 0 };
    cdt_layout layout = cdt_layout_to(&text, cdt_cli_width(), cdt_cli_color(cli, STDOUT_FILENO));

    if (result->passed && !cdt_options_has(&cli->options, CDT_OPTION_VERBOSE))
        return;
    cdt_layout_begin(&layout, 0, 4);
    cdt_layout_place(&text, result->place);
    cdt_layout_put(&layout, CDT_INK_PLAIN, ": ");
    if (result->passed)
        cdt_layout_put(&layout, CDT_INK_GREEN, "passed");
    else
        cdt_layout_put(&layout, CDT_INK_RED, "failed");
    if (result->check)
        cdt_layout_printf(&layout, ": %s", result->check->id);
    if (result->example && *result->example->title)
        cdt_layout_printf(&layout, ", %s", result->example->title);
    else if (result->example && *result->example->changes)
        cdt_layout_printf(&layout, ", %s", result->example->changes);
    if (*result->message)
        cdt_layout_printf(&layout, ": %s", result->message);
    cdt_layout_end(&layout);
    cdt_output_put(&cli->out, &text);
    cdt_buf_free(&text);
}

static cdt_exit test_one(cdt_cli *cli, const char *name)
{
    cdt_diags *diags = cdt_diags_new();
    cdt_checklist *list = cdt_checklist_open(cli, name, false, diags);
    cdt_test_counts counts = { 0 };
    cdt_buf line = { 0 };

    cdt_problems_print(cli, diags);
    if (list) {
        counts = cdt_checklist_test(list, true, put_result, cli);
        if (counts.passed + counts.failed)
            cdt_buf_printf(&line, "%s: %zu passed, %zu failed", name, counts.passed, counts.failed);
        else
            cdt_buf_printf(&line,
                           "%s: there is nothing to test; add a `complete:` agreement that meets every check, and to each "
                           "check `examples:` that change it, such as - {expect: gap, change: [{remove: exit.notice}]}",
                           name);
        put_line(cli, &line);
    }
    cdt_diags_free(diags);
    cdt_checklist_free(list);
    return !list ? CDT_EXIT_INPUT : counts.failed ? CDT_EXIT_FOUND : CDT_EXIT_OK;
}

cdt_exit cdt_cmd_checklist_test(cdt_cli *cli)
{
    cdt_exit status = CDT_EXIT_OK;

    for (size_t i = 0; i < cli->options.operand_count; i++)
        status = cdt_exit_worse(status, test_one(cli, cli->options.operands[i]));
    return status;
}

/* ---- coverage ---- */

static void put_paragraph(cdt_layout *l, size_t number, const cdt_paragraph *paragraph)
{
    cdt_layout_begin(l, 2, 8);
    cdt_layout_printf(l, "%zu", number);
    cdt_layout_tab(l, 8);
    for (size_t i = 0; i < paragraph->check_count; i++)
        cdt_layout_printf(l, "%s%s", i ? ", " : "", paragraph->checks[i]->id);
    if (!paragraph->check_count && paragraph->reason)
        cdt_layout_printf(l, "no advice: %s", paragraph->reason);
    else if (!paragraph->check_count)
        cdt_layout_put(l, CDT_INK_RED, "not accounted for");
    cdt_layout_end(l);
}

static void put_source(cdt_layout *l, const cdt_source *source, const cdt_coverage *coverage)
{
    cdt_layout_begin(l, 0, 4);
    cdt_layout_put(l, CDT_INK_BOLD, source->id);
    cdt_layout_printf(l, ": %s", source->title);
    cdt_layout_end(l);
    for (size_t i = 0; i < coverage->count; i++)
        put_paragraph(l, i + 1, &coverage->paragraphs[i]);
    for (size_t i = 0; i < coverage->mistake_count; i++) {
        cdt_layout_begin(l, 2, 8);
        cdt_layout_put(l, CDT_INK_RED, "wrong");
        cdt_layout_tab(l, 8);
        cdt_layout_put(l, CDT_INK_PLAIN, coverage->mistakes[i]);
        cdt_layout_end(l);
    }
    if (!coverage->count && coverage->named)
        cdt_layout_line(l, 2, CDT_INK_RED,
                        "checks name paragraphs of it; it does not say how many `paragraphs` it has");
    else if (!coverage->count)
        cdt_layout_line(l, 2, CDT_INK_PLAIN, "cited as a whole; no paragraphs to account for");
    cdt_layout_blank(l);
}

static bool put_coverage(cdt_cli *cli, const char *name, const cdt_checklist *list)
{
    cdt_buf text = { 0 };
    cdt_layout layout = cdt_layout_to(&text, cdt_cli_width(), cdt_cli_color(cli, STDOUT_FILENO));
    cdt_arena arena = { 0 };
    const cdt_source *sources;
    size_t count = cdt_checklist_sources(list, &sources), all = 0, by_checks = 0, by_reason = 0;
    bool whole = true;

    for (size_t i = 0; i < count; i++) {
        cdt_coverage coverage = cdt_coverage_of(list, &sources[i], &arena);
        put_source(&layout, &sources[i], &coverage);
        all += coverage.count;
        by_checks += coverage.by_checks;
        by_reason += coverage.by_reason;
        whole = whole && cdt_coverage_is_whole(&coverage);
    }
    cdt_layout_begin(&layout, 0, 4);
    cdt_layout_printf(&layout, "%s: %zu of %zu paragraphs accounted for, %zu by checks, %zu without advice", name,
                      by_checks + by_reason, all, by_checks, by_reason);
    cdt_layout_end(&layout);
    if (!is_quiet(cli))
        cdt_output_put(&cli->out, &text);
    cdt_buf_free(&text);
    cdt_arena_free(&arena);
    return whole;
}

static cdt_exit cover_one(cdt_cli *cli, const char *name)
{
    cdt_diags *diags = cdt_diags_new();
    cdt_checklist *list = cdt_checklist_open(cli, name, false, diags);
    cdt_exit status = list ? CDT_EXIT_OK : CDT_EXIT_INPUT;

    cdt_problems_print(cli, diags);
    if (list && !put_coverage(cli, name, list))
        status = CDT_EXIT_FOUND;
    cdt_diags_free(diags);
    cdt_checklist_free(list);
    return status;
}

cdt_exit cdt_cmd_checklist_coverage(cdt_cli *cli)
{
    cdt_exit status = CDT_EXIT_OK;

    for (size_t i = 0; i < cli->options.operand_count; i++)
        status = cdt_exit_worse(status, cover_one(cli, cli->options.operands[i]));
    return status;
}
