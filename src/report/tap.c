/* tap.c - TAP 13, for anything that reads test results line by line: a test for each check, with a YAML block below what
 * failed. A waived gap is TAP's TODO, a check that does not apply its SKIP. */
#include "base/json.h"
#include "report/draft.h"
#include "report/result.h"

typedef struct state {
    size_t number;
} state;

static void put_test(cdt_report *report, bool ok, const char *name, const char *title)
{
    state *s = report->state;

    cdt_buf_printf(&report->out, "%sok %zu - ", ok ? "" : "not ", ++s->number);
    cdt_escape_tap(&report->out, cdt_str_z(name));
    if (*title) {
        cdt_buf_put_z(&report->out, ": ");
        cdt_escape_tap(&report->out, cdt_str_z(title));
    }
}

static void put_directive(cdt_report *report, const char *directive, const char *reason)
{
    cdt_buf_printf(&report->out, " # %s ", directive);
    cdt_escape_line(&report->out, cdt_str_z(reason));
}

/* A line of the block; a JSON string is one of YAML too. */
static void put_line(cdt_report *report, unsigned indent, const char *key, const char *value)
{
    cdt_json json = cdt_json_to(&report->out, 0);

    if (!value || !*value)
        return;
    cdt_buf_repeat(&report->out, ' ', indent);
    cdt_buf_printf(&report->out, "%s: ", key);
    cdt_json_z(&json, value);
    cdt_buf_char(&report->out, '\n');
}

static void put_place(cdt_report *report, unsigned indent, cdt_place place)
{
    put_line(report, indent, "file", place.file);
    if (!place.line)
        return;
    cdt_buf_repeat(&report->out, ' ', indent);
    cdt_buf_printf(&report->out, "line: %u\n", place.line);
    cdt_buf_repeat(&report->out, ' ', indent);
    cdt_buf_printf(&report->out, "column: %u\n", place.column);
}

static void put_findings(cdt_report *report, const cdt_review *review, const cdt_result *results, size_t count,
                         cdt_standing standing)
{
    cdt_buf_put_z(&report->out, "  findings:\n");
    for (size_t i = 0; i < count; i++) {
        cdt_json json = cdt_json_to(&report->out, 0);
        if (results[i].standing != standing)
            continue;
        cdt_buf_put_z(&report->out, "    - message: ");
        cdt_json_z(&json, results[i].text);
        cdt_buf_char(&report->out, '\n');
        put_place(report, 6, cdt_result_place(review, &results[i]));
        if (results[i].finding) {
            put_line(report, 6, "path", results[i].finding->path);
            put_line(report, 6, "clause", results[i].finding->clause);
        }
    }
}

static void put_block(cdt_report *report, const cdt_review *review, const cdt_outcome *outcome,
                      const cdt_result *results, size_t count, cdt_standing standing)
{
    cdt_buf sources = { 0 };

    cdt_buf_put_z(&report->out, "  ---\n");
    put_line(report, 2, "outcome", cdt_outcome_name(outcome->kind));
    put_line(report, 2, "severity", cdt_severity_name(outcome->severity));
    put_findings(report, review, results, count, standing);
    put_line(report, 2, "why", outcome->check->why);
    put_line(report, 2, "fix", outcome->check->fix);
    cdt_put_sources(&sources, outcome->check);
    put_line(report, 2, "source", cdt_buf_str(&sources).at);
    cdt_buf_put_z(&report->out, "  ...\n");
    cdt_buf_free(&sources);
}

static const cdt_result *first_of(const cdt_result *results, size_t count, cdt_standing standing)
{
    for (size_t i = 0; i < count; i++)
        if (results[i].standing == standing)
            return &results[i];
    return NULL;
}

static void put_waived(cdt_report *report, const cdt_waiver *waiver)
{
    cdt_buf words = { 0 };

    if (waiver)
        cdt_put_waiver_words(&words, waiver);
    put_directive(report, "TODO", waiver ? cdt_buf_str(&words).at : "waived");
    cdt_buf_free(&words);
}

static void put_aside(cdt_report *report, const cdt_outcome *outcome, const cdt_result *result)
{
    if (outcome->kind == CDT_OUTCOME_NOT_APPLICABLE)
        put_directive(report, "SKIP", *outcome->reason ? outcome->reason : "does not apply");
    else if (outcome->kind != CDT_OUTCOME_MET)
        put_directive(report, "SKIP", result->text);
}

static void put_outcome(cdt_report *report, const cdt_review *review, const cdt_outcome *outcome)
{
    cdt_standing standing = cdt_outcome_standing(outcome);
    const cdt_result *results;
    size_t count = cdt_results(report, review, outcome, &results);

    put_test(report, standing == CDT_STANDS_ASIDE, cdt_check_name(&report->scratch, outcome), outcome->check->title);
    if (standing == CDT_STANDS_WAIVED)
        put_waived(report, first_of(results, count, standing)->waiver);
    else if (standing == CDT_STANDS_ASIDE)
        put_aside(report, outcome, first_of(results, count, standing));
    cdt_buf_char(&report->out, '\n');
    if (standing != CDT_STANDS_ASIDE)
        put_block(report, review, outcome, results, count, standing);
}

static void put_problems(cdt_report *report, const cdt_diags *diags)
{
    for (size_t i = 0; diags && i < cdt_diags_count(diags); i++) {
        const cdt_diag *diag = cdt_diags_at(diags, i);
        put_test(report, diag->level != CDT_ERROR, cdt_code_label(diag->code), diag->message);
        cdt_buf_put_z(&report->out, "\n  ---\n");
        put_line(report, 2, "level", cdt_level_name(diag->level));
        put_place(report, 2, diag->place);
        cdt_buf_put_z(&report->out, "  ...\n");
    }
}

static void tap_open(cdt_report *report)
{
    report->state = CDT_NEW(&report->arena, state);
    cdt_buf_put_z(&report->out, "TAP version 13\n");
}

static void put_comment(cdt_report *report, const char *label, const char *text)
{
    cdt_buf_printf(&report->out, "# %s", label);
    cdt_escape_line(&report->out, cdt_str_z(text));
    cdt_buf_char(&report->out, '\n');
}

static void tap_add(cdt_report *report, const cdt_review *review)
{
    const char *title = cdt_agreement_title(review->agreement), *file = cdt_agreement_file(review->agreement);
    cdt_buf checklists = { 0 };

    put_comment(report, "",
                cdt_format(&report->scratch, *title ? "%s (%s)" : "%s%s", *title ? title : file, *title ? file : ""));
    cdt_put_checklists(&checklists, review);
    if (review->reviewed)
        put_comment(report, "held against ", cdt_buf_str(&checklists).at);
    if (review->draft)
        put_comment(report, "the draft: ", cdt_draft_health_line(review->draft, &report->scratch));
    for (size_t i = 0; review->draft && i < review->draft->health.problem_count; i++)
        put_comment(report, "mind: ", review->draft->health.problems[i]);
    put_problems(report, review->diags);
    for (size_t i = 0; i < review->outcome_count; i++)
        put_outcome(report, review, &review->outcomes[i]);
    cdt_buf_free(&checklists);
}

static void tap_close(cdt_report *report)
{
    state *s = report->state;

    cdt_buf_put_z(&report->out, "# This report is not legal advice.\n");
    cdt_buf_printf(&report->out, "1..%zu%s\n", s->number, s->number ? "" : " # SKIP nothing was reviewed");
}

const cdt_report_format cdt_report_tap = {
    .name = "tap",
    .title = "TAP 13, a line for each check, for readers of test results",
    .open = tap_open,
    .add = tap_add,
    .problems = put_problems,
    .close = tap_close,
};
