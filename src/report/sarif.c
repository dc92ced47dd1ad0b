/* sarif.c - SARIF 2.1.0, for code scanning pages: what counts against the agreement, what is waived (suppressed), and the
 * rest with --show. Results are written as they come; the rules they name, and what went wrong, follow at the end. */
#include <stdlib.h>

#include "base/json.h"
#include "base/map.h"
#include "concordat/concordat.h"
#include "report/draft.h"
#include "report/result.h"

#define RULE_DEPTH 6 /* brackets around a rule, and around the list of notifications */
#define NOTICE_DEPTH 5

/* A rule as it will stand at the end. */
typedef struct rule {
    struct rule *next;
    cdt_str text;
    size_t index;
    bool explained; /* else a later outcome of the check may have more to say */
} rule;

typedef struct state {
    cdt_json json;
    cdt_map known; /* of rules, by checklist/check */
    rule *first, **last;
    size_t rule_count;
    cdt_json notices; /* as they will stand at the end */
    cdt_buf kept_notices;
    bool failed; /* something could not be reviewed */
} state;

static void put_message(cdt_json *json, const char *key, const char *text)
{
    cdt_json_key(json, key);
    cdt_json_open(json, '{');
    cdt_json_put_z(json, "text", text);
    cdt_json_close(json, '}');
}

static const char *level(cdt_severity severity)
{
    return severity == CDT_HIGH ? "error" : severity == CDT_MEDIUM ? "warning" : "note";
}

/* ---- rules ---- */

/* The first address that a source of the check gives; NULL: none does. */
static const char *help_uri(const cdt_check *check, cdt_arena *arena)
{
    for (size_t i = 0; i < check->source_count; i++) {
        const char *note = check->sources[i].source->note, *at = strstr(note, "https://");
        if (at)
            return cdt_copy_z(arena, (cdt_str){ at, strcspn(at, " \t\r\n\"<>,;)") });
    }
    return NULL;
}

static void put_help(cdt_report *report, cdt_json *json, const cdt_check *check)
{
    cdt_buf text = { 0 };

    cdt_buf_put_z(&text, check->why);
    if (*check->fix)
        cdt_buf_printf(&text, "%sWhat to do: %s", text.len ? "\n\n" : "", check->fix);
    if (check->source_count) {
        cdt_buf_put_z(&text, text.len ? "\n\nSource: " : "Source: ");
        cdt_put_sources(&text, check);
    }
    for (size_t i = 0; i < check->law_count; i++)
        cdt_buf_printf(&text, "\n\nSee also: %s", check->laws[i].law);
    if (text.len)
        put_message(json, "help", cdt_buf_take(&text, &report->scratch).at);
    cdt_buf_free(&text);
}

static void put_rule(cdt_report *report, cdt_json *json, const char *name, const cdt_outcome *outcome)
{
    const cdt_check *check = outcome->check;
    bool explained = cdt_outcome_is_explained(outcome);
    const char *uri = explained ? help_uri(check, &report->scratch) : NULL;

    cdt_json_open(json, '{');
    cdt_json_put_z(json, "id", name);
    put_message(json, "shortDescription", *check->title ? check->title : check->id);
    if (explained && *check->why)
        put_message(json, "fullDescription", check->why);
    if (explained)
        put_help(report, json, check);
    if (uri)
        cdt_json_put_z(json, "helpUri", uri);
    cdt_json_key(json, "defaultConfiguration");
    cdt_json_open(json, '{');
    cdt_json_put_z(json, "level", level(outcome->severity));
    cdt_json_close(json, '}');
    cdt_json_key(json, "properties");
    cdt_json_open(json, '{');
    cdt_json_put_z(json, "severity", cdt_severity_name(outcome->severity));
    cdt_json_key(json, "tags");
    cdt_json_open(json, '[');
    if (check->group)
        cdt_json_z(json, check->group->id);
    cdt_json_close(json, ']');
    cdt_json_close(json, '}');
    cdt_json_close(json, '}');
}

static cdt_str rule_text(cdt_report *report, const char *name, const cdt_outcome *outcome)
{
    cdt_buf text = { 0 };
    cdt_json json = cdt_json_to(&text, 2);
    cdt_str made;

    json.depth = RULE_DEPTH;
    put_rule(report, &json, name, outcome);
    made = cdt_copy(&report->arena, cdt_str_trim(cdt_buf_str(&text)));
    cdt_buf_free(&text);
    return made;
}

/* The number of the check's rule, which is made where it is new. */
static size_t rule_index(cdt_report *report, const cdt_outcome *outcome, const char *name)
{
    state *s = report->state;
    rule *known = cdt_map_get(&s->known, cdt_str_z(name));

    if (!known) {
        known = CDT_NEW(&report->arena, rule);
        known->index = s->rule_count++;
        *s->last = known;
        s->last = &known->next;
        *cdt_map_at(&s->known, cdt_copy(&report->arena, cdt_str_z(name))) = known;
    }
    if (!known->text.len || (!known->explained && cdt_outcome_is_explained(outcome)))
        known->text = rule_text(report, name, outcome);
    known->explained |= cdt_outcome_is_explained(outcome);
    return known->index;
}

/* ---- places ---- */

static void put_uri(cdt_report *report, cdt_json *json, const char *file)
{
    cdt_buf uri = { 0 };

    while (file[0] == '.' && file[1] == '/')
        file += 2;
    if (*file == '/')
        cdt_buf_put_z(&uri, "file://");
    cdt_escape_uri(&uri, cdt_str_z(file));
    cdt_json_key(json, "artifactLocation");
    cdt_json_open(json, '{');
    cdt_json_put_str(json, "uri", cdt_buf_take(&uri, &report->scratch));
    if (*file != '/')
        cdt_json_put_z(json, "uriBaseId", "%SRCROOT%");
    cdt_json_close(json, '}');
    cdt_buf_free(&uri);
}

/* `line` may be NULL: nothing is quoted. */
static void put_physical(cdt_report *report, cdt_json *json, cdt_place place, const char *line)
{
    cdt_json_key(json, "physicalLocation");
    cdt_json_open(json, '{');
    put_uri(report, json, place.file);
    if (place.line) {
        cdt_json_key(json, "region");
        cdt_json_open(json, '{');
        cdt_json_put_int(json, "startLine", place.line);
        if (place.column)
            cdt_json_put_int(json, "startColumn", place.column);
        if (place.column && place.length)
            cdt_json_put_int(json, "endColumn", (int64_t)place.column + place.length);
        if (line && *line && report->options.quotes) {
            cdt_excerpt excerpt = cdt_excerpt_of(line, place);
            cdt_json_key(json, "snippet");
            cdt_json_open(json, '{');
            cdt_json_put_str(json, "text", excerpt.text);
            cdt_json_close(json, '}');
        }
        cdt_json_close(json, '}');
    }
    cdt_json_close(json, '}');
}

static void put_logical(cdt_json *json, const cdt_review *review, const cdt_finding *finding)
{
    cdt_json_key(json, "logicalLocations");
    cdt_json_open(json, '[');
    if (finding && *finding->path) {
        cdt_json_open(json, '{');
        cdt_json_put_z(json, "fullyQualifiedName", finding->path);
        cdt_json_put_z(json, "kind", "member");
        cdt_json_close(json, '}');
    }
    if (finding && *finding->clause) {
        cdt_json_open(json, '{');
        cdt_json_put_z(json, "name", finding->clause);
        cdt_json_put_z(json, "kind", "element");
        cdt_json_close(json, '}');
    }
    cdt_json_open(json, '{');
    cdt_json_put_z(json, "name",
                   *cdt_agreement_reference(review->agreement) ? cdt_agreement_reference(review->agreement)
                                                               : cdt_agreement_file(review->agreement));
    cdt_json_put_z(json, "kind", "module");
    cdt_json_close(json, '}');
    cdt_json_close(json, ']');
}

static void put_locations(cdt_report *report, cdt_json *json, const cdt_review *review, const cdt_result *result)
{
    cdt_json_key(json, "locations");
    cdt_json_open(json, '[');
    cdt_json_open(json, '{');
    put_physical(report, json, cdt_result_place(review, result), result->finding ? result->finding->excerpt : NULL);
    put_logical(json, review, result->finding);
    cdt_json_close(json, '}');
    cdt_json_close(json, ']');
}

/* ---- results ---- */

/* SARIF wants the level "none" wherever it is no failure. */
static const char *kind(const cdt_outcome *outcome, const cdt_result *result)
{
    if (result->standing == CDT_STANDS_AGAINST || result->standing == CDT_STANDS_WAIVED)
        return "fail";
    switch (outcome->kind) {
    case CDT_OUTCOME_MET: return "pass";
    case CDT_OUTCOME_NOT_APPLICABLE: return "notApplicable";
    case CDT_OUTCOME_UNCONFIRMED: return "review";
    default: return "informational";
    }
}

static void put_suppressions(cdt_report *report, cdt_json *json, const cdt_result *result)
{
    cdt_buf words = { 0 };

    if (result->standing != CDT_STANDS_WAIVED || !result->waiver)
        return;
    cdt_put_waiver_words(&words, result->waiver);
    cdt_json_key(json, "suppressions");
    cdt_json_open(json, '[');
    cdt_json_open(json, '{');
    cdt_json_put_z(json, "kind", "external");
    cdt_json_put_z(json, "status", "accepted");
    cdt_json_put_str(json, "justification", cdt_buf_take(&words, &report->scratch));
    cdt_json_close(json, '}');
    cdt_json_close(json, ']');
    cdt_buf_free(&words);
}

static void put_properties(cdt_json *json, const cdt_review *review, const cdt_outcome *outcome,
                           const cdt_result *result)
{
    const cdt_finding *finding = result->finding;

    cdt_json_key(json, "properties");
    cdt_json_open(json, '{');
    cdt_json_put_z(json, "outcome", cdt_outcome_name(outcome->kind));
    cdt_json_put_z(json, "severity", cdt_severity_name(outcome->severity));
    if (finding && cdt_gap_name(finding->gap))
        cdt_json_put_z(json, "gap", cdt_gap_name(finding->gap));
    if (finding && finding->requirement)
        cdt_json_put_z(json, "requirement", finding->requirement->id);
    if (*cdt_agreement_title(review->agreement))
        cdt_json_put_z(json, "agreement", cdt_agreement_title(review->agreement));
    cdt_json_close(json, '}');
}

static void put_result(cdt_report *report, const cdt_review *review, const cdt_outcome *outcome,
                       const cdt_result *result)
{
    state *s = report->state;
    cdt_json *json = &s->json;
    const char *name = cdt_check_name(&report->scratch, outcome), *what = kind(outcome, result);

    cdt_json_open(json, '{');
    cdt_json_put_z(json, "ruleId", name);
    cdt_json_put_int(json, "ruleIndex", (int64_t)rule_index(report, outcome, name));
    cdt_json_put_z(json, "kind", what);
    cdt_json_put_z(json, "level", strcmp(what, "fail") == 0 ? level(outcome->severity) : "none");
    put_message(json, "message", result->text);
    put_locations(report, json, review, result);
    cdt_json_key(json, "partialFingerprints");
    cdt_json_open(json, '{');
    cdt_json_put_z(json, "concordatIdentity/v1", result->identity);
    cdt_json_close(json, '}');
    put_suppressions(report, json, result);
    put_properties(json, review, outcome, result);
    cdt_json_close(json, '}');
}

/* ---- what went wrong ---- */

static void open_notice(cdt_report *report, cdt_place place, const char *how, const char *text)
{
    state *s = report->state;

    cdt_json_open(&s->notices, '{');
    cdt_json_put_z(&s->notices, "level", how);
    put_message(&s->notices, "message", text);
    if (place.file) {
        cdt_json_key(&s->notices, "locations");
        cdt_json_open(&s->notices, '[');
        cdt_json_open(&s->notices, '{');
        put_physical(report, &s->notices, place, NULL);
        cdt_json_close(&s->notices, '}');
        cdt_json_close(&s->notices, ']');
    }
}

static void put_broken(cdt_report *report, const cdt_review *review, const cdt_outcome *outcome,
                       const cdt_result *result)
{
    state *s = report->state;
    const char *name = cdt_check_name(&report->scratch, outcome);
    size_t index = rule_index(report, outcome, name);

    s->failed = true;
    open_notice(report, cdt_result_place(review, result), "error", result->text);
    cdt_json_key(&s->notices, "associatedRule");
    cdt_json_open(&s->notices, '{');
    cdt_json_put_z(&s->notices, "id", name);
    cdt_json_put_int(&s->notices, "index", (int64_t)index);
    cdt_json_close(&s->notices, '}');
    cdt_json_close(&s->notices, '}');
}

static void sarif_problems(cdt_report *report, const cdt_diags *diags)
{
    state *s = report->state;

    for (size_t i = 0; i < cdt_diags_count(diags); i++) {
        const cdt_diag *diag = cdt_diags_at(diags, i);
        s->failed |= diag->level == CDT_ERROR;
        open_notice(report, diag->place, cdt_level_name(diag->level), diag->message);
        cdt_json_key(&s->notices, "descriptor");
        cdt_json_open(&s->notices, '{');
        cdt_json_put_z(&s->notices, "id", cdt_code_label(diag->code));
        cdt_json_close(&s->notices, '}');
        cdt_json_close(&s->notices, '}');
    }
}

/* ---- the format ---- */

static void sarif_open(cdt_report *report)
{
    state *s = CDT_NEW(&report->arena, state);

    report->state = s;
    s->last = &s->first;
    s->notices = cdt_json_to(&s->kept_notices, 2);
    s->notices.depth = NOTICE_DEPTH;
    cdt_json_open(&s->notices, '[');
    s->json = cdt_json_to(&report->out, 2);
    cdt_json_open(&s->json, '{');
    cdt_json_put_z(&s->json, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    cdt_json_put_z(&s->json, "version", "2.1.0");
    cdt_json_key(&s->json, "runs");
    cdt_json_open(&s->json, '[');
    cdt_json_open(&s->json, '{');
    cdt_json_put_z(&s->json, "columnKind", "unicodeCodePoints");
    cdt_json_key(&s->json, "results");
    cdt_json_open(&s->json, '[');
}

/* How well the draft could be read. */
static void put_health(cdt_report *report, const cdt_draft *draft)
{
    state *s = report->state;
    cdt_place place = { .file = draft->files[0].name };

    open_notice(report, place, "note", cdt_draft_health_line(draft, &report->scratch));
    cdt_json_close(&s->notices, '}');
    for (size_t i = 0; i < draft->health.problem_count; i++) {
        open_notice(report, place, "warning", draft->health.problems[i]);
        cdt_json_close(&s->notices, '}');
    }
}

static void sarif_add(cdt_report *report, const cdt_review *review)
{
    if (review->draft)
        put_health(report, review->draft);
    if (review->diags)
        sarif_problems(report, review->diags);
    for (size_t i = 0; i < review->outcome_count; i++) {
        const cdt_outcome *outcome = &review->outcomes[i];
        const cdt_result *results;
        size_t count = cdt_results(report, review, outcome, &results);
        for (size_t k = 0; k < count; k++)
            if (results[k].standing == CDT_STANDS_BROKEN)
                put_broken(report, review, outcome, &results[k]);
            else if (cdt_result_is_told(report, outcome, &results[k]))
                put_result(report, review, outcome, &results[k]);
    }
}

static void put_tool(state *s)
{
    cdt_json *json = &s->json;

    cdt_json_key(json, "tool");
    cdt_json_open(json, '{');
    cdt_json_key(json, "driver");
    cdt_json_open(json, '{');
    cdt_json_put_z(json, "name", "concordat");
    cdt_json_put_z(json, "version", CONCORDAT_VERSION);
    cdt_json_put_z(json, "semanticVersion", CONCORDAT_VERSION);
    cdt_json_key(json, "rules");
    cdt_json_open(json, '[');
    for (const rule *r = s->first; r; r = r->next)
        cdt_json_raw(json, r->text);
    cdt_json_close(json, ']');
    cdt_json_close(json, '}');
    cdt_json_close(json, '}');
}

static void put_invocation(state *s)
{
    cdt_json *json = &s->json;

    cdt_json_key(json, "invocations");
    cdt_json_open(json, '[');
    cdt_json_open(json, '{');
    cdt_json_put_bool(json, "executionSuccessful", !s->failed);
    cdt_json_key(json, "toolExecutionNotifications");
    cdt_json_raw(json, cdt_str_trim(cdt_buf_str(&s->kept_notices)));
    cdt_json_close(json, '}');
    cdt_json_close(json, ']');
    cdt_json_key(json, "originalUriBaseIds");
    cdt_json_open(json, '{');
    cdt_json_key(json, "%SRCROOT%");
    cdt_json_open(json, '{');
    put_message(json, "description", "The folder that the review was run in.");
    cdt_json_close(json, '}');
    cdt_json_close(json, '}');
}

static void sarif_close(cdt_report *report)
{
    state *s = report->state;
    cdt_json *json = &s->json;

    cdt_json_close(json, ']');
    cdt_json_close(&s->notices, ']');
    put_tool(s);
    put_invocation(s);
    cdt_json_key(json, "properties");
    cdt_json_open(json, '{');
    cdt_json_put_z(json, "asOf", report->as_of);
    cdt_json_put_z(json, "notice", "This report is not legal advice.");
    cdt_json_close(json, '}');
    cdt_json_close(json, '}');
    cdt_json_close(json, ']');
    cdt_json_close(json, '}');
    cdt_buf_char(&report->out, '\n');
    cdt_buf_free(&s->kept_notices);
    cdt_map_free(&s->known);
}

const cdt_report_format cdt_report_sarif = {
    .name = "sarif",
    .title = "SARIF 2.1.0, for code scanning pages",
    .confidential = true,
    .open = sarif_open,
    .add = sarif_add,
    .problems = sarif_problems,
    .close = sarif_close,
};
