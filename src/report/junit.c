/* junit.c - JUnit's XML, for the test pages of CI servers: a suite an agreement, a case a check. No schema of it is official;
 * what is written is the part on which those in use agree: no attribute on <testsuites>, one child in a case. */
#include "report/draft.h"
#include "report/result.h"
#include "report/xml.h"

typedef struct state {
    cdt_xml xml;
    int64_t suites;
} state;

static void put_property(cdt_xml *xml, const char *name, const char *value)
{
    if (!value || !*value)
        return;
    cdt_xml_open(xml, "property");
    cdt_xml_put(xml, "name", name);
    cdt_xml_put(xml, "value", value);
    cdt_xml_close(xml);
}

static void open_suite(cdt_report *report, const char *name, size_t tests, size_t failures, size_t errors)
{
    state *s = report->state;
    cdt_xml *xml = &s->xml;

    cdt_xml_open(xml, "testsuite");
    cdt_xml_put(xml, "package", "concordat");
    cdt_xml_put_int(xml, "id", s->suites++);
    cdt_xml_put(xml, "name", name);
    cdt_xml_put(xml, "timestamp", cdt_format(&report->scratch, "%sT00:00:00", report->as_of));
    cdt_xml_put(xml, "hostname", "localhost");
    cdt_xml_put_int(xml, "tests", (int64_t)tests);
    cdt_xml_put_int(xml, "failures", (int64_t)failures);
    cdt_xml_put_int(xml, "errors", (int64_t)errors);
    cdt_xml_put(xml, "time", "0");
    cdt_xml_open(xml, "properties");
}

/* After the cases. */
static void close_suite(cdt_xml *xml)
{
    cdt_xml_open(xml, "system-out");
    cdt_xml_close(xml);
    cdt_xml_open(xml, "system-err");
    cdt_xml_close(xml);
    cdt_xml_close(xml);
}

static void put_review_properties(cdt_report *report, const cdt_review *review)
{
    state *s = report->state;
    const cdt_agreement *agreement = review->agreement;
    cdt_buf checklists = { 0 };

    put_property(&s->xml, "file", cdt_agreement_file(agreement));
    put_property(&s->xml, "reference", cdt_agreement_reference(agreement));
    put_property(&s->xml, "digest", cdt_agreement_digest(agreement));
    put_property(&s->xml, "as_of", review->as_of);
    put_property(&s->xml, "stage", review->stage == CDT_STAGE_DRAFT ? "draft" : "final");
    cdt_put_checklists(&checklists, review);
    put_property(&s->xml, "checklists", cdt_buf_str(&checklists).at);
    for (size_t i = 0; review->draft && i < review->draft->file_count; i++) {
        put_property(&s->xml, "draft", review->draft->files[i].name);
        put_property(&s->xml, "draft digest", cdt_draft_digest(review->draft, i));
    }
    if (review->draft)
        put_property(&s->xml, "draft health", cdt_draft_health_line(review->draft, &report->scratch));
    for (size_t i = 0; review->draft && i < review->draft->health.problem_count; i++)
        put_property(&s->xml, "draft problem", review->draft->health.problems[i]);
    put_property(&s->xml, "notice", "This report is not legal advice.");
    cdt_buf_free(&checklists);
}

static void open_case(cdt_xml *xml, const char *name, const char *class)
{
    cdt_xml_open(xml, "testcase");
    cdt_xml_put(xml, "name", name);
    cdt_xml_put(xml, "classname", class);
    cdt_xml_put(xml, "time", "0");
}

/* <failure> or <error>: the first line beside it, all in it. */
static void put_trouble(cdt_xml *xml, const char *element, const char *type, const char *message, const char *text)
{
    cdt_xml_open(xml, element);
    cdt_xml_put(xml, "message", message);
    cdt_xml_put(xml, "type", type);
    cdt_xml_text(xml, text);
    cdt_xml_close(xml);
}

static void put_skipped(cdt_xml *xml, const char *message)
{
    cdt_xml_open(xml, "skipped");
    cdt_xml_put(xml, "message", message);
    cdt_xml_close(xml);
}

static void put_place(cdt_buf *out, cdt_place place)
{
    cdt_buf_printf(out, "%s:%u:%u: ", place.file, place.line, place.column);
}

/* Every result that counts, with its place, then why and what to do. */
static const char *trouble(cdt_report *report, const cdt_review *review, const cdt_outcome *outcome,
                           const cdt_result *results, size_t count, cdt_standing standing)
{
    cdt_buf text = { 0 };
    const char *made;

    for (size_t i = 0; i < count; i++) {
        if (results[i].standing != standing)
            continue;
        put_place(&text, cdt_result_place(review, &results[i]));
        cdt_buf_printf(&text, "%s\n", results[i].text);
    }
    if (*outcome->check->why)
        cdt_buf_printf(&text, "Why: %s\n", outcome->check->why);
    if (*outcome->check->fix)
        cdt_buf_printf(&text, "What to do: %s\n", outcome->check->fix);
    made = cdt_buf_take(&text, &report->scratch).at;
    cdt_buf_free(&text);
    return made;
}

static const cdt_result *first_of(const cdt_result *results, size_t count, cdt_standing standing)
{
    for (size_t i = 0; i < count; i++)
        if (results[i].standing == standing)
            return &results[i];
    return NULL;
}

static void put_waived(cdt_report *report, cdt_xml *xml, const cdt_waiver *waiver)
{
    cdt_buf words = { 0 };

    if (waiver)
        cdt_put_waiver_words(&words, waiver);
    put_skipped(xml, waiver ? cdt_buf_take(&words, &report->scratch).at : "waived");
    cdt_buf_free(&words);
}

static void put_aside(cdt_report *report, cdt_xml *xml, const cdt_outcome *outcome, const cdt_result *result)
{
    if (outcome->kind == CDT_OUTCOME_MET)
        return;
    if (outcome->kind == CDT_OUTCOME_NOT_APPLICABLE)
        put_skipped(xml,
                    cdt_format(&report->scratch, "does not apply%s%s", *outcome->reason ? ": " : "", outcome->reason));
    else
        put_skipped(xml, result->text);
}

static void put_outcome(cdt_report *report, const cdt_review *review, const cdt_outcome *outcome)
{
    state *s = report->state;
    const cdt_result *results;
    size_t count = cdt_results(report, review, outcome, &results);
    cdt_standing standing = cdt_outcome_standing(outcome);
    const cdt_result *first = first_of(results, count, standing);
    const char *message = first->finding ? first->finding->message : first->text;

    open_case(&s->xml, outcome->check->id,
              cdt_format(&report->scratch, "%s.%s", cdt_checklist_name(outcome->checklist),
                         outcome->check->group ? outcome->check->group->id : "other"));
    switch (standing) {
    case CDT_STANDS_AGAINST:
    case CDT_STANDS_BROKEN:
        put_trouble(&s->xml, standing == CDT_STANDS_BROKEN ? "error" : "failure", cdt_severity_name(outcome->severity),
                    message, trouble(report, review, outcome, results, count, standing));
        break;
    case CDT_STANDS_WAIVED: put_waived(report, &s->xml, first->waiver); break;
    case CDT_STANDS_ASIDE: put_aside(report, &s->xml, outcome, first); break;
    }
    cdt_xml_close(&s->xml);
}

/* A problem in a file is a case of its own. */
static void put_problem(cdt_report *report, const cdt_diag *diag)
{
    state *s = report->state;
    cdt_buf text = { 0 };

    open_case(&s->xml, cdt_code_label(diag->code), "concordat.files");
    if (diag->place.file)
        put_place(&text, diag->place);
    cdt_buf_printf(&text, "%s: %s", cdt_level_name(diag->level), diag->message);
    if (diag->level == CDT_ERROR)
        put_trouble(&s->xml, "error", "error", diag->message, cdt_buf_str(&text).at);
    else
        put_skipped(&s->xml, cdt_buf_str(&text).at);
    cdt_xml_close(&s->xml);
    cdt_buf_free(&text);
}

static size_t errors_told(const cdt_diags *diags)
{
    size_t count = 0;

    for (size_t i = 0; diags && i < cdt_diags_count(diags); i++)
        count += cdt_diags_at(diags, i)->level == CDT_ERROR;
    return count;
}

static void junit_add(cdt_report *report, const cdt_review *review)
{
    state *s = report->state;
    const char *title = cdt_agreement_title(review->agreement);
    size_t failures = 0, errors = errors_told(review->diags);

    for (size_t i = 0; i < review->outcome_count; i++) {
        cdt_standing standing = cdt_outcome_standing(&review->outcomes[i]);
        failures += standing == CDT_STANDS_AGAINST;
        errors += standing == CDT_STANDS_BROKEN;
    }
    open_suite(report, *title ? title : cdt_agreement_file(review->agreement),
               review->outcome_count + (review->diags ? cdt_diags_count(review->diags) : 0), failures, errors);
    put_review_properties(report, review);
    cdt_xml_close(&s->xml);
    for (size_t i = 0; review->diags && i < cdt_diags_count(review->diags); i++)
        put_problem(report, cdt_diags_at(review->diags, i));
    for (size_t i = 0; i < review->outcome_count; i++)
        put_outcome(report, review, &review->outcomes[i]);
    close_suite(&s->xml);
}

/* A suite for each, so that it is the same however many come at once. */
static void junit_problems(cdt_report *report, const cdt_diags *diags)
{
    state *s = report->state;

    for (size_t i = 0; i < cdt_diags_count(diags); i++) {
        const cdt_diag *diag = cdt_diags_at(diags, i);
        open_suite(report, "files", 1, 0, diag->level == CDT_ERROR);
        cdt_xml_close(&s->xml);
        put_problem(report, diag);
        close_suite(&s->xml);
    }
}

static void junit_open(cdt_report *report)
{
    state *s = CDT_NEW(&report->arena, state);

    report->state = s;
    s->xml = cdt_xml_to(&report->out);
    cdt_xml_open(&s->xml, "testsuites");
}

static void junit_close(cdt_report *report)
{
    state *s = report->state;

    cdt_xml_close(&s->xml);
}

const cdt_report_format cdt_report_junit = {
    .name = "junit",
    .title = "JUnit's XML, for the test pages of CI servers",
    .open = junit_open,
    .add = junit_add,
    .problems = junit_problems,
    .close = junit_close,
};
