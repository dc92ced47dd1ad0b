/* gitlab.c - GitLab's Code Quality report: what counts, each with a fingerprint by which the site tells new from old. */
#include <sha2.h>

#include "base/json.h"
#include "base/map.h"
#include "report/result.h"

typedef struct state {
    cdt_json json;
    cdt_map problems; /* how often each was told: a size_t in the arena */
} state;

static void put_issue(cdt_json *json, const char *check, const char *text, const char *fingerprint,
                      const char *severity, cdt_place place)
{
    cdt_json_open(json, '{');
    cdt_json_put_z(json, "description", text);
    cdt_json_put_z(json, "check_name", check);
    cdt_json_put_z(json, "fingerprint", fingerprint);
    cdt_json_put_z(json, "severity", severity);
    cdt_json_key(json, "location");
    cdt_json_open(json, '{');
    cdt_json_put_z(json, "path", place.file ? place.file : ".");
    cdt_json_key(json, "lines");
    cdt_json_open(json, '{');
    cdt_json_put_int(json, "begin", place.line ? place.line : 1);
    cdt_json_close(json, '}');
    cdt_json_close(json, '}');
    cdt_json_close(json, '}');
}

static const char *severity(const cdt_outcome *outcome, const cdt_result *result)
{
    static const char *const names[] = { "info", "minor", "major", "critical" };

    return result->standing == CDT_STANDS_BROKEN    ? "blocker"
           : result->standing == CDT_STANDS_AGAINST ? names[outcome->severity]
                                                    : "info";
}

/* A problem has no identity of its own but what it says; the second of the same gets another. */
static void problem_fingerprint(cdt_report *report, const cdt_diag *diag, char out[CDT_IDENTITY_SIZE])
{
    state *s = report->state;
    const char *text = cdt_format(&report->arena, "%s\n%s\n%s", cdt_code_label(diag->code),
                                  diag->place.file ? diag->place.file : "", diag->message);
    void **slot = cdt_map_at(&s->problems, cdt_str_z(text));
    size_t *told = *slot ? *slot : (*slot = CDT_NEW(&report->arena, size_t));

    if ((*told)++)
        text = cdt_format(&report->scratch, "%s\n%zu", text, *told);
    SHA256Data((const uint8_t *)text, strlen(text), out);
}

static void gitlab_problems(cdt_report *report, const cdt_diags *diags)
{
    static const char *const severities[] = { "info", "minor", "blocker" };
    state *s = report->state;

    for (size_t i = 0; diags && i < cdt_diags_count(diags); i++) {
        const cdt_diag *diag = cdt_diags_at(diags, i);
        char fingerprint[CDT_IDENTITY_SIZE];
        problem_fingerprint(report, diag, fingerprint);
        put_issue(&s->json, cdt_code_label(diag->code), diag->message, fingerprint, severities[diag->level],
                  diag->place);
    }
}

static void put_result(cdt_report *report, const cdt_review *review, const cdt_outcome *outcome,
                       const cdt_result *result)
{
    state *s = report->state;

    put_issue(&s->json, cdt_check_name(&report->scratch, outcome),
              cdt_format(&report->scratch, "%s: %s", outcome->check->title, result->text), result->identity,
              severity(outcome, result), cdt_result_place(review, result));
}

static void gitlab_add(cdt_report *report, const cdt_review *review)
{
    gitlab_problems(report, review->diags);
    for (size_t i = 0; i < review->outcome_count; i++) {
        const cdt_outcome *outcome = &review->outcomes[i];
        const cdt_result *results;
        size_t count = cdt_results(report, review, outcome, &results);
        for (size_t k = 0; k < count; k++)
            if (results[k].standing == CDT_STANDS_AGAINST || results[k].standing == CDT_STANDS_BROKEN ||
                report->options.show & 1u << outcome->kind)
                put_result(report, review, outcome, &results[k]);
    }
}

static void gitlab_open(cdt_report *report)
{
    state *s = CDT_NEW(&report->arena, state);

    report->state = s;
    s->json = cdt_json_to(&report->out, 2);
    cdt_json_open(&s->json, '[');
}

static void gitlab_close(cdt_report *report)
{
    state *s = report->state;

    cdt_json_close(&s->json, ']');
    cdt_buf_char(&report->out, '\n');
    cdt_map_free(&s->problems);
}

const cdt_report_format cdt_report_gitlab = {
    .name = "gitlab",
    .title = "GitLab's Code Quality report",
    .confidential = true,
    .open = gitlab_open,
    .add = gitlab_add,
    .problems = gitlab_problems,
    .close = gitlab_close,
};
