/* github.c - GitHub's workflow commands: what counts becomes an annotation at its line. The site shows some ten of a kind for
 * a step, so the severe come first, and the last one gives the numbers. */
#include "report/draft.h"
#include "report/order.h"
#include "report/result.h"

typedef struct state {
    size_t reviews, not_reviewed, against, waived, errors;
} state;

static void put_property(cdt_buf *out, const char *name, const char *value, bool *first)
{
    cdt_buf_printf(out, "%s%s=", *first ? " " : ",", name);
    cdt_escape_command(out, cdt_str_z(value), true);
    *first = false;
}

static void put_number(cdt_buf *out, const char *name, size_t value)
{
    if (value)
        cdt_buf_printf(out, ",%s=%zu", name, value);
}

static void put_command(cdt_report *report, const char *command, cdt_place place, const char *title, const char *text)
{
    cdt_buf *out = &report->out;
    bool first = true;

    cdt_buf_printf(out, "::%s", command);
    if (place.file) {
        put_property(out, "file", place.file, &first);
        put_number(out, "line", place.line);
        put_number(out, "col", place.column);
        if (place.line && place.column && place.length)
            put_number(out, "endColumn", (size_t)place.column + place.length);
    }
    put_property(out, "title", title, &first);
    cdt_buf_put_z(out, "::");
    cdt_escape_command(out, cdt_str_z(text), false);
    cdt_buf_char(out, '\n');
}

static const char *command(const cdt_outcome *outcome, const cdt_result *result)
{
    if (result->standing == CDT_STANDS_BROKEN)
        return "error";
    if (result->standing == CDT_STANDS_AGAINST)
        return outcome->severity == CDT_HIGH ? "error" : outcome->severity == CDT_MEDIUM ? "warning" : "notice";
    return "notice";
}

static void put_result(cdt_report *report, const cdt_review *review, const cdt_outcome *outcome,
                       const cdt_result *result)
{
    cdt_buf text = { 0 };

    cdt_buf_put_z(&text, result->text);
    if (result->standing == CDT_STANDS_WAIVED && result->waiver) {
        cdt_buf_char(&text, '\n');
        cdt_put_waiver_words(&text, result->waiver);
    } else if (*outcome->check->fix && result->standing == CDT_STANDS_AGAINST) {
        cdt_buf_printf(&text, "\nWhat to do: %s", outcome->check->fix);
    }
    put_command(
        report, command(outcome, result), cdt_result_place(review, result),
        cdt_format(&report->scratch, "%s (%s)", outcome->check->title, cdt_check_name(&report->scratch, outcome)),
        cdt_buf_str(&text).at);
    cdt_buf_free(&text);
}

static void github_problems(cdt_report *report, const cdt_diags *diags)
{
    static const char *const commands[] = { "notice", "warning", "error" };
    state *s = report->state;

    for (size_t i = 0; diags && i < cdt_diags_count(diags); i++) {
        const cdt_diag *diag = cdt_diags_at(diags, i);
        s->errors += diag->level == CDT_ERROR;
        put_command(report, commands[diag->level], diag->place, cdt_code_label(diag->code), diag->message);
    }
}

static const char *health(cdt_report *report, const cdt_draft *draft)
{
    const char *text = cdt_draft_health_line(draft, &report->scratch);

    for (size_t i = 0; i < draft->health.problem_count; i++)
        text = cdt_format(&report->scratch, "%s\n%s", text, draft->health.problems[i]);
    return text;
}

static void github_add(cdt_report *report, const cdt_review *review)
{
    const cdt_ordered *all = cdt_order_by_severity(review, &report->scratch);
    state *s = report->state;

    s->reviews++;
    s->not_reviewed += !review->reviewed;
    if (review->draft)
        put_command(report, review->draft->health.problem_count ? "warning" : "notice",
                    (cdt_place){ .file = review->draft->files[0].name }, "the draft as it was read",
                    health(report, review->draft));
    github_problems(report, review->diags);
    for (size_t i = 0; i < review->outcome_count; i++) {
        const cdt_outcome *outcome = all[i].outcome;
        const cdt_result *results;
        size_t count = cdt_results(report, review, outcome, &results);
        s->against += cdt_outcome_standing(outcome) == CDT_STANDS_AGAINST;
        s->waived += cdt_outcome_standing(outcome) == CDT_STANDS_WAIVED;
        s->errors += cdt_outcome_standing(outcome) == CDT_STANDS_BROKEN;
        for (size_t k = 0; k < count; k++)
            if (results[k].standing != CDT_STANDS_WAIVED ? cdt_result_is_told(report, outcome, &results[k])
                                                         : report->options.show & 1u << CDT_OUTCOME_WAIVED)
                put_result(report, review, outcome, &results[k]);
    }
}

static void github_open(cdt_report *report)
{
    report->state = CDT_NEW(&report->arena, state);
}

static void github_close(cdt_report *report)
{
    state *s = report->state;

    put_command(
        report, "notice", (cdt_place){ 0 }, "concordat",
        cdt_format(&report->scratch,
                   "%zu agreement%s, %zu not reviewed; %zu checks with gaps or unanswered, %zu waived, %zu errors. "
                   "Not legal advice.",
                   s->reviews, s->reviews == 1 ? "" : "s", s->not_reviewed, s->against, s->waived, s->errors));
}

const cdt_report_format cdt_report_github = {
    .name = "github",
    .title = "annotations of a GitHub workflow, the severe first",
    .confidential = true,
    .open = github_open,
    .add = github_add,
    .problems = github_problems,
    .close = github_close,
};
