/* json.c - the report as concordat.report/v1, whole or one review a line; src/schemas/report.schema.json is its schema. */
#include "base/json.h"

#include "concordat/concordat.h"
#include "report/draft.h"
#include "report/order.h"
#include "report/result.h"

/* NULL and "" are null: nothing is said. */
static void put_text(cdt_json *json, const char *key, const char *text)
{
    cdt_json_put_z(json, key, text && *text ? text : NULL);
}

static void put_place(cdt_json *json, cdt_place place)
{
    put_text(json, "file", place.file);
    cdt_json_put_int(json, "line", place.line);
    cdt_json_put_int(json, "column", place.column);
    cdt_json_put_int(json, "length", place.length);
}

/* The source line, and the column at which what is given of it begins; the column alone where it may not be quoted. */
static void put_excerpt(cdt_json *json, const char *line, cdt_place place, bool quotes)
{
    cdt_excerpt excerpt = cdt_excerpt_of(line, place);

    if (excerpt.text.len && quotes)
        cdt_json_put_str(json, "excerpt", excerpt.text);
    else
        cdt_json_put_z(json, "excerpt", NULL);
    if (excerpt.text.len)
        cdt_json_put_int(json, "excerpt_column", (int64_t)excerpt.first + 1);
}

/* What is in it of a problem; the caller closes the object. */
static void open_diag(cdt_json *json, const cdt_diag *diag, bool quotes)
{
    cdt_json_open(json, '{');
    cdt_json_put_z(json, "level", cdt_level_name(diag->level));
    cdt_json_put_z(json, "code", cdt_code_label(diag->code));
    cdt_json_put_z(json, "message", diag->message);
    put_place(json, diag->place);
    put_excerpt(json, diag->excerpt, diag->place, quotes);
}

/* Those of a review, and how many errors there were, of which only the first are kept. */
static void put_diags(cdt_json *json, const cdt_diags *diags, bool quotes)
{
    cdt_json_key(json, "diagnostics");
    cdt_json_open(json, '[');
    for (size_t i = 0; diags && i < cdt_diags_count(diags); i++) {
        open_diag(json, cdt_diags_at(diags, i), quotes);
        cdt_json_close(json, '}');
    }
    cdt_json_close(json, ']');
    cdt_json_put_int(json, "errors", diags ? (int64_t)cdt_diags_errors(diags) : 0);
}

/* A problem of no agreement, and how many reviews were told before it. */
static void put_problem(cdt_json *json, const cdt_diag *diag, size_t reviews, bool quotes)
{
    open_diag(json, diag, quotes);
    cdt_json_put_int(json, "reviews_before", (int64_t)reviews);
    cdt_json_close(json, '}');
}

/* ---- findings ---- */

static void put_operand(cdt_json *json, const cdt_operand *operand, bool quotes)
{
    cdt_json_open(json, '{');
    cdt_json_put_z(json, "expr", operand->text);
    cdt_json_put_z(json, "value", quotes ? operand->value : NULL);
    put_text(json, "path", operand->path);
    put_text(json, "clause", operand->clause);
    put_place(json, operand->place);
    cdt_json_close(json, '}');
}

static void put_because(cdt_json *json, const cdt_finding *finding, bool quotes)
{
    cdt_json_key(json, "because");
    cdt_json_open(json, '[');
    for (size_t i = 0; i < finding->because_count; i++) {
        const cdt_because *because = &finding->because[i];
        cdt_json_open(json, '{');
        cdt_json_put_z(json, "expr", because->text);
        cdt_json_put_z(json, "outcome", because->outcome);
        put_text(json, "message", because->message);
        cdt_json_put_bool(json, "decisive", because->decisive);
        put_place(json, because->place);
        cdt_json_key(json, "operands");
        cdt_json_open(json, '[');
        for (size_t k = 0; k < because->operand_count; k++)
            put_operand(json, &because->operands[k], quotes);
        cdt_json_close(json, ']');
        cdt_json_close(json, '}');
    }
    cdt_json_close(json, ']');
}

static void put_questions(cdt_json *json, const cdt_finding *finding)
{
    cdt_json_key(json, "questions");
    cdt_json_open(json, '[');
    for (size_t i = 0; i < finding->question_count; i++) {
        const cdt_question *question = &finding->questions[i];
        cdt_json_open(json, '{');
        cdt_json_put_z(json, "path", question->path);
        put_text(json, "question", question->text);
        put_text(json, "asked_of", question->asked_of);
        cdt_json_put_int(json, "alternative", question->alternative);
        cdt_json_put_int(json, "way", question->way);
        cdt_json_put_bool(json, "gate", question->gate);
        cdt_json_key(json, "open");
        if (question->open) {
            cdt_json_open(json, '{');
            put_text(json, "who", question->open_who);
            put_text(json, "by", question->open_by);
            cdt_json_close(json, '}');
        } else {
            cdt_json_null(json);
        }
        put_place(json, question->place);
        cdt_json_put_int(json, "alias_line", question->alias_line);
        cdt_json_close(json, '}');
    }
    cdt_json_close(json, ']');
}

static void put_waiver_value(cdt_json *json, const cdt_waiver *waiver)
{
    if (!waiver) {
        cdt_json_null(json);
        return;
    }
    cdt_json_open(json, '{');
    cdt_json_put_z(json, "state", cdt_waiver_state_name(waiver->state));
    put_text(json, "check", waiver->check);
    put_text(json, "agreement", waiver->agreement);
    put_text(json, "path", waiver->path);
    put_text(json, "reason", waiver->reason);
    put_text(json, "approved_by", waiver->approved_by);
    put_text(json, "approved", waiver->approved);
    put_text(json, "until", waiver->until);
    put_text(json, "reference", waiver->reference);
    put_text(json, "digest", waiver->digest);
    cdt_json_put_bool(json, "changed", waiver->changed);
    cdt_json_put_bool(json, "used", waiver->used);
    cdt_json_put_bool(json, "idle", waiver->idle);
    put_place(json, waiver->place);
    cdt_json_close(json, '}');
}

static void put_waiver(cdt_json *json, const cdt_waiver *waiver)
{
    cdt_json_key(json, "waiver");
    put_waiver_value(json, waiver);
}

/* Of a contradiction. */
static void put_draft_place(cdt_json *json, cdt_place place)
{
    cdt_json_key(json, "draft");
    if (!place.file) {
        cdt_json_null(json);
        return;
    }
    cdt_json_open(json, '{');
    put_place(json, place);
    cdt_json_close(json, '}');
}

static void put_finding(cdt_json *json, const cdt_review *review, const cdt_outcome *outcome,
                        const cdt_finding *finding, bool quotes)
{
    char identity[CDT_IDENTITY_SIZE];

    cdt_identity(review, outcome, finding, identity);
    cdt_json_open(json, '{');
    cdt_json_put_z(json, "identity", identity);
    cdt_json_put_z(json, "gap", cdt_gap_name(finding->gap));
    cdt_json_put_z(json, "requirement", finding->requirement ? finding->requirement->id : NULL);
    cdt_json_put_z(json, "message", finding->message);
    cdt_json_put_bool(json, "history", finding->history);
    cdt_json_put_bool(json, "known", finding->known);
    cdt_json_put_z(json, "path", finding->path);
    put_text(json, "subject", finding->subject);
    put_place(json, finding->place);
    cdt_json_put_int(json, "alias_line", finding->alias_line);
    put_excerpt(json, finding->excerpt, finding->place, quotes);
    put_text(json, "clause", finding->clause);
    put_draft_place(json, finding->draft);
    put_because(json, finding, quotes);
    put_questions(json, finding);
    put_waiver(json, finding->waiver);
    cdt_json_close(json, '}');
}

/* ---- outcomes ---- */

static void put_citations(cdt_json *json, const cdt_check *check)
{
    cdt_json_key(json, "sources");
    cdt_json_open(json, '[');
    for (size_t i = 0; i < check->source_count; i++) {
        const cdt_citation *citation = &check->sources[i];
        cdt_json_open(json, '{');
        cdt_json_put_z(json, "source", citation->source->id);
        put_text(json, "kind", citation->source->kind);
        put_text(json, "paragraphs", citation->paragraphs);
        put_text(json, "note", citation->note);
        cdt_json_close(json, '}');
    }
    cdt_json_close(json, ']');
}

static void put_laws(cdt_json *json, const cdt_check *check)
{
    cdt_json_key(json, "see_also");
    cdt_json_open(json, '[');
    for (size_t i = 0; i < check->law_count; i++) {
        const cdt_law *law = &check->laws[i];
        cdt_json_open(json, '{');
        cdt_json_put_z(json, "law", law->law);
        put_text(json, "nations", law->nations);
        put_text(json, "as_at", law->as_at);
        put_text(json, "note", law->note);
        cdt_json_close(json, '}');
    }
    cdt_json_close(json, ']');
}

/* What the reader of a gap wants to know of the check. */
static void put_check(cdt_json *json, const cdt_check *check)
{
    put_text(json, "why", check->why);
    put_text(json, "fix", check->fix);
    put_text(json, "model_clause", check->clause);
    put_citations(json, check);
    put_laws(json, check);
}

static void put_passage(cdt_json *json, const cdt_evidence *evidence, bool quotes)
{
    cdt_json_open(json, '{');
    put_text(json, "clause", evidence->clause);
    put_text(json, "heading", evidence->heading);
    put_text(json, "quote", quotes ? evidence->quote : NULL);
    put_text(json, "value", evidence->value);
    put_text(json, "unit", evidence->unit);
    put_text(json, "topic", evidence->topic);
    cdt_json_put_z(json, "file", evidence->file);
    cdt_json_put_int(json, "start", (int64_t)evidence->start);
    cdt_json_put_int(json, "end", (int64_t)evidence->end);
    cdt_json_put_int(json, "line", evidence->place.line);
    cdt_json_put_int(json, "column", evidence->place.column);
    cdt_json_put_int(json, "length", evidence->place.length);
    cdt_json_close(json, '}');
}

static void put_evidence(cdt_json *json, const cdt_outcome *outcome, bool quotes)
{
    cdt_json_key(json, "evidence");
    cdt_json_open(json, '[');
    for (size_t i = 0; i < outcome->evidence_count; i++)
        put_passage(json, &outcome->evidence[i], quotes);
    cdt_json_close(json, ']');
    if (outcome->near) {
        cdt_json_key(json, "near");
        put_passage(json, outcome->near, quotes);
    }
}

static void put_outcome(cdt_json *json, const cdt_review *review, const cdt_outcome *outcome, bool quotes)
{
    const cdt_check *check = outcome->check;

    cdt_json_open(json, '{');
    cdt_json_put_z(json, "checklist", cdt_checklist_name(outcome->checklist));
    cdt_json_put_z(json, "check", check->id);
    cdt_json_put_z(json, "title", check->title);
    cdt_json_put_z(json, "group", check->group ? check->group->id : NULL);
    cdt_json_put_z(json, "severity", cdt_severity_name(outcome->severity));
    cdt_json_put_z(json, "outcome", cdt_outcome_name(outcome->kind));
    cdt_json_put_bool(json, "history", outcome->history);
    cdt_json_put_bool(json, "known", outcome->known);
    put_text(json, "reason", outcome->reason);
    if (cdt_outcome_is_explained(outcome))
        put_check(json, check);
    cdt_json_key(json, "findings");
    cdt_json_open(json, '[');
    for (size_t i = 0; i < outcome->finding_count; i++)
        put_finding(json, review, outcome, &outcome->findings[i], quotes);
    cdt_json_close(json, ']');
    put_evidence(json, outcome, quotes);
    put_waiver(json, outcome->waiver);
    cdt_json_close(json, '}');
}

/* ---- reviews ---- */

static void put_agreement(cdt_json *json, const cdt_review *review)
{
    const cdt_agreement *agreement = review->agreement;

    cdt_json_key(json, "agreement");
    cdt_json_open(json, '{');
    cdt_json_put_z(json, "file", cdt_agreement_file(agreement));
    cdt_json_put_int(json, "document", cdt_agreement_number(agreement));
    put_text(json, "reference", cdt_agreement_reference(agreement));
    put_text(json, "title", cdt_agreement_title(agreement));
    cdt_json_put_z(json, "identity", review->identity);
    cdt_json_put_z(json, "digest", cdt_agreement_digest(agreement));
    cdt_json_close(json, '}');
}

/* Of each numbered clause, its own or that of the nearest above it. */
static void put_headings(cdt_json *json, const cdt_draft *draft)
{
    cdt_json_key(json, "headings");
    cdt_json_open(json, '[');
    for (size_t i = 0; i < draft->clause_count; i++) {
        size_t at = i;
        while (at < draft->clause_count && !*draft->clauses[at].heading)
            at = draft->clauses[at].parent;
        if (!*draft->clauses[i].number || at >= draft->clause_count)
            continue;
        cdt_json_open(json, '{');
        cdt_json_put_z(json, "clause", draft->clauses[i].number);
        cdt_json_put_z(json, "heading", draft->clauses[at].heading);
        cdt_json_close(json, '}');
    }
    cdt_json_close(json, ']');
}

static void put_draft(cdt_json *json, const cdt_review *review)
{
    const cdt_draft *draft = review->draft;

    cdt_json_put_bool(json, "draft_only", review->draft_only);
    cdt_json_key(json, "draft");
    if (!draft) {
        cdt_json_null(json);
        return;
    }
    cdt_json_open(json, '{');
    cdt_json_put_z(json, "file", draft->file_count ? draft->files[0].name : "");
    cdt_json_put_z(json, "format", draft->file_count ? draft->files[0].format : "");
    cdt_json_key(json, "files");
    cdt_json_open(json, '[');
    for (size_t i = 0; i < draft->file_count; i++) {
        cdt_json_open(json, '{');
        cdt_json_put_z(json, "file", draft->files[i].name);
        cdt_json_put_z(json, "format", draft->files[i].format);
        cdt_json_put_z(json, "digest", cdt_draft_digest(draft, i));
        cdt_json_close(json, '}');
    }
    cdt_json_close(json, ']');
    put_headings(json, draft);
    cdt_json_key(json, "health");
    cdt_draft_put_health_json(json, draft);
    cdt_json_close(json, '}');
}

/* Facts that the draft states. */
static void put_told(cdt_json *json, const cdt_review *review, bool quotes)
{
    cdt_json_key(json, "told");
    cdt_json_open(json, '[');
    for (size_t i = 0; i < review->told_count; i++) {
        const cdt_told *told = &review->told[i];
        cdt_json_open(json, '{');
        cdt_json_put_z(json, "path", told->path);
        cdt_json_put_z(json, "value", quotes ? told->value : NULL);
        put_text(json, "clause", told->clause);
        cdt_json_put_z(json, "use", cdt_told_use_name(told->use));
        put_place(json, told->place);
        cdt_json_close(json, '}');
    }
    cdt_json_close(json, ']');
}

static void put_groups(cdt_json *json, const cdt_checklist *checklist)
{
    const cdt_group *groups;
    size_t count = cdt_checklist_groups(checklist, &groups);

    cdt_json_key(json, "groups");
    cdt_json_open(json, '[');
    for (size_t i = 0; i < count; i++) {
        cdt_json_open(json, '{');
        cdt_json_put_z(json, "id", groups[i].id);
        put_text(json, "title", groups[i].title);
        cdt_json_close(json, '}');
    }
    cdt_json_close(json, ']');
}

static void put_sources(cdt_json *json, const cdt_checklist *checklist)
{
    const cdt_source *sources;
    size_t count = cdt_checklist_sources(checklist, &sources);

    cdt_json_key(json, "sources");
    cdt_json_open(json, '[');
    for (size_t i = 0; i < count; i++) {
        cdt_json_open(json, '{');
        cdt_json_put_z(json, "id", sources[i].id);
        put_text(json, "title", sources[i].title);
        put_text(json, "kind", sources[i].kind);
        put_text(json, "author", sources[i].author);
        put_text(json, "publisher", sources[i].publisher);
        put_text(json, "published", sources[i].published);
        put_text(json, "note", sources[i].note);
        cdt_json_close(json, '}');
    }
    cdt_json_close(json, ']');
}

static void put_settings(cdt_json *json, const cdt_checklist *checklist)
{
    const cdt_setting *settings;
    size_t count = cdt_checklist_settings(checklist, &settings);

    cdt_json_key(json, "settings_changed");
    cdt_json_open(json, '[');
    for (size_t i = 0; i < count; i++) {
        if (!settings[i].changed)
            continue;
        cdt_json_open(json, '{');
        cdt_json_put_z(json, "name", settings[i].name);
        cdt_json_put_z(json, "value", settings[i].value);
        put_text(json, "unit", settings[i].unit);
        cdt_json_close(json, '}');
    }
    cdt_json_close(json, ']');
}

static void put_checklists(cdt_json *json, const cdt_review *review)
{
    cdt_json_key(json, "checklists");
    cdt_json_open(json, '[');
    for (size_t i = 0; i < review->checklist_count; i++) {
        const cdt_checklist *checklist = review->checklists[i];
        cdt_json_open(json, '{');
        cdt_json_put_z(json, "name", cdt_checklist_name(checklist));
        put_text(json, "version", cdt_checklist_version(checklist));
        put_text(json, "title", cdt_checklist_title(checklist));
        put_text(json, "file", cdt_checklist_file(checklist));
        put_text(json, "law_as_at", cdt_checklist_law_as_at(checklist));
        put_settings(json, checklist);
        put_groups(json, checklist);
        put_sources(json, checklist);
        cdt_json_close(json, '}');
    }
    cdt_json_close(json, ']');
}

static void put_counts(cdt_json *json, const cdt_counts *counts)
{
    cdt_json_key(json, "counts");
    cdt_json_open(json, '{');
    for (int i = 0; i < CDT_OUTCOMES; i++)
        cdt_json_put_int(json, cdt_outcome_name(i), (int64_t)counts->outcomes[i]);
    cdt_json_key(json, "gaps");
    cdt_json_open(json, '{');
    for (int i = 0; i < CDT_GAPS; i++)
        cdt_json_put_int(json, cdt_gap_name(i), (int64_t)counts->gaps[i]);
    cdt_json_put_int(json, "history", (int64_t)counts->history);
    cdt_json_put_int(json, "known", (int64_t)counts->known);
    cdt_json_close(json, '}');
    cdt_json_close(json, '}');
}

static void put_severities(cdt_json *json, const cdt_review *review)
{
    size_t counts[CDT_HIGH + 1];

    cdt_count_severities(review, counts);
    cdt_json_key(json, "severities");
    cdt_json_open(json, '{');
    for (int i = CDT_HIGH; i >= CDT_INFO; i--)
        cdt_json_put_int(json, cdt_severity_name(i), (int64_t)counts[i]);
    cdt_json_close(json, '}');
}

static void put_outcomes(cdt_json *json, const cdt_review *review, bool quotes)
{
    cdt_json_key(json, "waivers");
    cdt_json_open(json, '[');
    for (size_t i = 0; i < review->waiver_count; i++)
        put_waiver_value(json, &review->waivers[i]);
    cdt_json_close(json, ']');
    cdt_json_put_int(json, "stale_waivers", (int64_t)review->stale_waivers);
    cdt_json_key(json, "outcomes");
    cdt_json_open(json, '[');
    for (size_t i = 0; i < review->outcome_count; i++)
        put_outcome(json, review, &review->outcomes[i], quotes);
    cdt_json_close(json, ']');
}

static void put_costliest(cdt_json *json, const cdt_cost *cost)
{
    cdt_json_key(json, "costliest");
    if (!cost->check) {
        cdt_json_null(json);
        return;
    }
    cdt_json_open(json, '{');
    cdt_json_put_z(json, "checklist", cdt_checklist_name(cost->checklist));
    cdt_json_put_z(json, "check", cost->check->id);
    cdt_json_put_z(json, "requirement", cost->requirement ? cost->requirement->id : NULL);
    cdt_json_put_z(json, "part", cost->part);
    cdt_json_put_int(json, "steps", (int64_t)cost->steps);
    cdt_json_put_int(json, "limit", (int64_t)cost->limit);
    cdt_json_close(json, '}');
}

static void put_review(cdt_json *json, const cdt_report *report, const cdt_review *review)
{
    cdt_json_open(json, '{');
    cdt_json_put_z(json, "status", review->reviewed ? "reviewed" : "not_reviewed");
    put_agreement(json, review);
    put_draft(json, review);
    put_told(json, review, report->options.quotes);
    cdt_json_put_z(json, "as_of", review->as_of);
    cdt_json_put_z(json, "stage", review->stage == CDT_STAGE_DRAFT ? "draft" : "final");
    put_checklists(json, review);
    put_diags(json, review->diags, report->options.quotes);
    put_counts(json, &review->counts);
    put_severities(json, review);
    cdt_json_key(json, "facts");
    cdt_json_open(json, '{');
    cdt_json_put_int(json, "asked", (int64_t)review->facts_asked);
    cdt_json_put_int(json, "told", (int64_t)review->facts_told);
    cdt_json_close(json, '}');
    cdt_json_put_int(json, "steps", (int64_t)review->steps);
    put_costliest(json, &review->costliest);
    put_outcomes(json, review, report->options.quotes);
    cdt_json_close(json, '}');
}

/* ---- the two formats ---- */

typedef struct state {
    cdt_json json;
    cdt_json problems; /* the list of problems so far, as it will stand at the end */
    cdt_buf kept;
    size_t reviews;
} state;

static void put_head(cdt_json *json, const cdt_report *report)
{
    cdt_json_open(json, '{');
    cdt_json_put_z(json, "schema", "concordat.report/v1");
    cdt_json_key(json, "tool");
    cdt_json_open(json, '{');
    cdt_json_put_z(json, "name", "concordat");
    cdt_json_put_z(json, "version", CONCORDAT_VERSION);
    cdt_json_close(json, '}');
    cdt_json_put_z(json, "as_of", report->as_of);
    cdt_json_put_z(json, "columns", "code points");
    cdt_json_put_bool(json, "quotes", report->options.quotes);
}

static void put_tail(cdt_json *json)
{
    cdt_json_put_z(json, "notice", "This report is not legal advice.");
    cdt_json_close(json, '}');
}

static void json_open(cdt_report *report)
{
    state *s = CDT_NEW(&report->arena, state);

    report->state = s;
    s->json = cdt_json_to(&report->out, 2);
    s->problems = cdt_json_to(&s->kept, 2);
    s->problems.depth = 1;
    cdt_json_open(&s->problems, '[');
    put_head(&s->json, report);
    cdt_json_key(&s->json, "reviews");
    cdt_json_open(&s->json, '[');
}

static void json_add(cdt_report *report, const cdt_review *review)
{
    state *s = report->state;

    put_review(&s->json, report, review);
    s->reviews++;
}

static void json_problems(cdt_report *report, const cdt_diags *diags)
{
    state *s = report->state;

    for (size_t i = 0; i < cdt_diags_count(diags); i++)
        put_problem(&s->problems, cdt_diags_at(diags, i), s->reviews, report->options.quotes);
}

static void json_close(cdt_report *report)
{
    state *s = report->state;

    cdt_json_close(&s->json, ']');
    cdt_json_close(&s->problems, ']');
    cdt_json_key(&s->json, "diagnostics");
    cdt_json_raw(&s->json, cdt_str_trim(cdt_buf_str(&s->kept)));
    put_tail(&s->json);
    cdt_buf_char(&report->out, '\n');
    cdt_buf_free(&s->kept);
}

/* A whole report in a line; `review` or `diag` may be NULL. */
static void put_line(cdt_report *report, const cdt_review *review, const cdt_diag *diag)
{
    cdt_json json = cdt_json_to(&report->out, 0);

    put_head(&json, report);
    cdt_json_key(&json, "reviews");
    cdt_json_open(&json, '[');
    if (review)
        put_review(&json, report, review);
    cdt_json_close(&json, ']');
    cdt_json_key(&json, "diagnostics");
    cdt_json_open(&json, '[');
    if (diag)
        put_problem(&json, diag, 0, report->options.quotes);
    cdt_json_close(&json, ']');
    put_tail(&json);
    cdt_buf_char(&report->out, '\n');
}

static void ndjson_add(cdt_report *report, const cdt_review *review)
{
    put_line(report, review, NULL);
}

static void ndjson_problems(cdt_report *report, const cdt_diags *diags)
{
    for (size_t i = 0; i < cdt_diags_count(diags); i++)
        put_line(report, NULL, cdt_diags_at(diags, i));
}

const cdt_report_format cdt_report_json = {
    .name = "json",
    .title = "all that is known, as one object: concordat.report/v1",
    .open = json_open,
    .add = json_add,
    .problems = json_problems,
    .close = json_close,
};

const cdt_report_format cdt_report_ndjson = {
    .name = "ndjson",
    .title = "the same with one review a line, written as it is made",
    .add = ndjson_add,
    .problems = ndjson_problems,
};
