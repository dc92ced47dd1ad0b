/* csv.c - a table for spreadsheets: a row for each finding, and for each check that has none. */
#include "base/csv.h"

#include <stdio.h>

#include "report/result.h"

static const char *const columns[] = {
    "file",     "reference", "agreement", "checklist", "check",  "title",  "group",           "severity",
    "outcome",  "gap",       "message",   "line",      "path",   "clause", "evidence clause", "evidence",
    "question", "asked of",  "why",       "fix",       "source", "waived",
};

/* One row, a cell after the other. */
typedef struct row {
    cdt_buf *out, cell;
    bool begun;
} row;

static void put(row *r, const char *text)
{
    if (r->begun)
        cdt_buf_char(r->out, ',');
    r->begun = true;
    cdt_escape_cell(&r->cell, cdt_str_z(text));
    cdt_csv_put(r->out, cdt_buf_str(&r->cell));
    cdt_buf_clear(&r->cell);
}

/* What is in `text`, which is emptied. */
static void put_made(row *r, cdt_buf *text)
{
    put(r, cdt_buf_str(text).at);
    cdt_buf_clear(text);
}

static void end(row *r)
{
    cdt_buf_put_z(r->out, CDT_CSV_END);
    r->begun = false;
}

/* The file is the one in which the finding stands: a draft, perhaps. */
static void put_agreement(row *r, const cdt_agreement *agreement, const cdt_finding *finding)
{
    put(r, finding ? finding->place.file : cdt_agreement_file(agreement));
    put(r, cdt_agreement_reference(agreement));
    put(r, cdt_agreement_title(agreement));
}

static void put_check(row *r, const cdt_outcome *outcome)
{
    const cdt_check *check = outcome->check;

    put(r, cdt_checklist_name(outcome->checklist));
    put(r, check->id);
    put(r, check->title);
    put(r, !check->group ? "" : *check->group->title ? check->group->title : check->group->id);
    put(r, cdt_severity_name(outcome->severity));
    put(r, cdt_outcome_words(outcome->kind));
}

static void put_questions(row *r, const cdt_finding *finding, cdt_buf *text)
{
    size_t count = finding ? finding->question_count : 0;

    for (size_t i = 0; i < count; i++)
        cdt_buf_printf(text, "%s%s (%s)", i ? "\n" : "", finding->questions[i].text, finding->questions[i].path);
    put_made(r, text);
    for (size_t i = 0; i < count; i++)
        if (!i || strcmp(finding->questions[i].asked_of, finding->questions[i - 1].asked_of) != 0)
            cdt_buf_printf(text, "%s%s", text->len ? ", " : "", finding->questions[i].asked_of);
    put_made(r, text);
}

static void put_finding(row *r, const cdt_outcome *outcome, const cdt_finding *finding, cdt_buf *text)
{
    put(r, !finding || finding->gap == CDT_GAP_NO ? "" : finding->history ? "history" : cdt_gap_words(finding->gap));
    put(r, finding ? finding->message : outcome->reason);
    if (finding)
        cdt_buf_printf(text, "%u", finding->place.line);
    put_made(r, text);
    put(r, finding ? finding->path : "");
    put(r, finding ? finding->clause : "");
}

static void put_row(cdt_report *report, const cdt_review *review, const cdt_outcome *outcome,
                    const cdt_finding *finding)
{
    const cdt_evidence *evidence = outcome->evidence_count ? &outcome->evidence[0] : NULL;
    const cdt_waiver *waiver = finding && finding->waiver ? finding->waiver : outcome->waiver;
    bool explained = cdt_outcome_is_explained(outcome);
    row r = { .out = &report->out };
    cdt_buf text = { 0 };

    put_agreement(&r, review->agreement, finding);
    put_check(&r, outcome);
    put_finding(&r, outcome, finding, &text);
    put(&r, evidence ? evidence->clause : "");
    put(&r, evidence && report->options.quotes ? evidence->quote : "");
    put_questions(&r, finding, &text);
    put(&r, explained ? outcome->check->why : "");
    put(&r, explained ? outcome->check->fix : "");
    if (explained)
        cdt_put_sources(&text, outcome->check);
    put_made(&r, &text);
    if (waiver)
        cdt_put_waiver_words(&text, waiver);
    put_made(&r, &text);
    end(&r);
    cdt_buf_free(&text);
    cdt_buf_free(&r.cell);
}

/* A problem in a file has a row too: nobody may take its absence for a good sign. */
static void put_problem(cdt_report *report, const cdt_agreement *agreement, const cdt_diag *diag)
{
    row r = { .out = &report->out };
    char line[16];

    snprintf(line, sizeof line, "%u", diag->place.line);
    put(&r, diag->place.file ? diag->place.file : "");
    put(&r, agreement ? cdt_agreement_reference(agreement) : "");
    put(&r, agreement ? cdt_agreement_title(agreement) : "");
    put(&r, "");
    put(&r, cdt_code_label(diag->code));
    put(&r, cdt_code_text(diag->code));
    put(&r, "");
    put(&r, cdt_level_name(diag->level));
    put(&r, "problem");
    put(&r, "");
    put(&r, diag->message);
    put(&r, diag->place.line ? line : "");
    for (size_t i = 12; i < sizeof columns / sizeof *columns; i++)
        put(&r, "");
    end(&r);
    cdt_buf_free(&r.cell);
}

static void csv_open(cdt_report *report)
{
    row r = { .out = &report->out };

    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        put(&r, columns[i]);
    end(&r);
    cdt_buf_free(&r.cell);
}

static void csv_add(cdt_report *report, const cdt_review *review)
{
    for (size_t i = 0; review->diags && i < cdt_diags_count(review->diags); i++)
        put_problem(report, review->agreement, cdt_diags_at(review->diags, i));
    for (size_t i = 0; i < review->outcome_count; i++) {
        const cdt_outcome *outcome = &review->outcomes[i];
        for (size_t k = 0; k < outcome->finding_count; k++)
            put_row(report, review, outcome, &outcome->findings[k]);
        if (!outcome->finding_count)
            put_row(report, review, outcome, NULL);
    }
}

static void csv_problems(cdt_report *report, const cdt_diags *diags)
{
    for (size_t i = 0; i < cdt_diags_count(diags); i++)
        put_problem(report, NULL, cdt_diags_at(diags, i));
}

const cdt_report_format cdt_report_csv = {
    .name = "csv",
    .title = "a table of all checks for spreadsheets",
    .open = csv_open,
    .add = csv_add,
    .problems = csv_problems,
};
