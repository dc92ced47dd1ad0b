/* compact.c - one line a finding, as compilers print theirs: editors and scripts read it, and so do eyes. */
#include "report/escape.h"
#include <string.h>

#include "report/draft.h"
#include "report/format.h"
#include "report/layout.h"
#include "report/order.h"

/* "high: " */
static void put_word(cdt_buf *out, const char *word)
{
    cdt_buf_put_z(out, word);
    cdt_buf_put_z(out, ": ");
}

static void put_check(cdt_buf *out, const cdt_outcome *outcome)
{
    cdt_buf_put_z(out, " [");
    cdt_escape_line(out, cdt_str_z(cdt_checklist_name(outcome->checklist)));
    cdt_buf_char(out, '/');
    cdt_escape_line(out, cdt_str_z(outcome->check->id));
    cdt_buf_put_z(out, "]\n");
}

/* What stands between the severity and the message. */
static void put_label(cdt_buf *out, const cdt_outcome *outcome, const cdt_finding *finding, bool waived)
{
    bool note = finding->gap == CDT_GAP_NO && (outcome->kind == CDT_OUTCOME_MET || outcome->kind == CDT_OUTCOME_GAP ||
                                               outcome->kind == CDT_OUTCOME_WAIVED);

    put_word(out, "");
    put_word(out, note ? "note" : cdt_severity_name(outcome->severity));
    if (waived)
        put_word(out, "waived");
    if (finding->known || finding->history)
        put_word(out, finding->known ? "known" : "history");
    if (outcome->kind == CDT_OUTCOME_UNANSWERED || outcome->kind == CDT_OUTCOME_UNCONFIRMED ||
        outcome->kind == CDT_OUTCOME_ERROR)
        put_word(out, cdt_outcome_words(outcome->kind));
    else if (finding->gap != CDT_GAP_NO)
        put_word(out, cdt_gap_words(finding->gap));
}

static void put_waiver(cdt_buf *out, const cdt_waiver *waiver)
{
    static const char *const words[] = {
        [CDT_WAIVER_VALID] = "waived", [CDT_WAIVER_EXPIRED] = "waiver expired", [CDT_WAIVER_LAPSED] = "waiver lapsed"
    };

    if (!waiver)
        return;
    cdt_buf_printf(out, " (%s",
                   waiver->state == CDT_WAIVER_LAPSED && !waiver->changed ? "waiver not in force yet"
                                                                          : words[waiver->state]);
    if (*waiver->until && waiver->state != CDT_WAIVER_LAPSED) {
        cdt_buf_put_z(out, waiver->state == CDT_WAIVER_VALID ? " until " : " on ");
        cdt_escape_line(out, cdt_str_z(waiver->until));
    }
    cdt_buf_char(out, ')');
}

/* Several requirements may say the same of the same place: one line is enough. */
static bool said_before(const cdt_outcome *outcome, size_t index)
{
    const cdt_finding *finding = &outcome->findings[index], *before = finding - 1;

    return index && before->gap == finding->gap && before->place.line == finding->place.line &&
           before->place.column == finding->place.column && strcmp(before->message, finding->message) == 0;
}

static void put_finding(cdt_buf *out, const cdt_outcome *outcome, const cdt_finding *finding)
{
    const cdt_waiver *waiver = finding->waiver ? finding->waiver : outcome->waiver;
    bool waived = outcome->kind == CDT_OUTCOME_WAIVED || (waiver && waiver->state == CDT_WAIVER_VALID);

    cdt_layout_place(out, finding->place);
    put_label(out, outcome, finding, waived);
    cdt_escape_line(out, cdt_str_z(finding->message));
    put_waiver(out, waiver);
    put_check(out, outcome);
}

/* An outcome that should be told but has no finding of its own. */
static void put_bare(cdt_buf *out, const cdt_review *review, const cdt_outcome *outcome)
{
    cdt_place place = { cdt_agreement_file(review->agreement), 1, 1, 0 };

    cdt_layout_place(out, place);
    put_word(out, "");
    put_word(out, cdt_severity_name(outcome->severity));
    put_word(out, cdt_outcome_words(outcome->kind));
    cdt_escape_line(out, cdt_str_z(*outcome->reason ? outcome->reason : outcome->check->title));
    put_check(out, outcome);
}

/* What is unconfirmed: where the draft deals with it, and what is not known. */
static void put_unconfirmed(cdt_buf *out, const cdt_review *review, const cdt_outcome *outcome)
{
    cdt_place place = { cdt_agreement_file(review->agreement), 1, 1, 0 };

    if (outcome->evidence_count)
        place = outcome->evidence[0].place;
    else if (outcome->finding_count)
        place = outcome->findings[0].place;
    cdt_layout_place(out, place);
    put_word(out, "");
    put_word(out, cdt_severity_name(outcome->severity));
    put_word(out, cdt_outcome_words(outcome->kind));
    if (*outcome->reason) {
        cdt_escape_line(out, cdt_str_z(outcome->reason));
        cdt_buf_put_z(out, ": ");
    }
    cdt_escape_line(out, cdt_str_z(outcome->check->title));
    put_check(out, outcome);
}

static bool told(const cdt_report *report, const cdt_outcome *outcome)
{
    switch (outcome->kind) {
    case CDT_OUTCOME_MET:
    case CDT_OUTCOME_NOT_APPLICABLE: return report->options.show & 1u << outcome->kind;
    default: return true;
    }
}

static void put_problems(cdt_buf *out, const cdt_diags *diags)
{
    for (size_t i = 0; i < cdt_diags_count(diags); i++) {
        const cdt_diag *diag = cdt_diags_at(diags, i);
        cdt_layout_place(out, diag->place);
        cdt_buf_printf(out, "%s%s: ", diag->place.file ? ": " : "", cdt_level_name(diag->level));
        cdt_escape_line(out, cdt_str_z(diag->message));
        cdt_buf_printf(out, " [%s]\n", cdt_code_label(diag->code));
    }
}

/* How well the draft could be read, before anything that is said of it. */
static void put_health(cdt_report *report, const cdt_draft *draft)
{
    cdt_buf *out = &report->out;

    cdt_escape_line(out, cdt_str_z(draft->files[0].name));
    cdt_buf_printf(out, ": note: %s [draft]\n", cdt_draft_health_line(draft, &report->scratch));
    for (size_t i = 0; i < draft->health.problem_count; i++) {
        cdt_escape_line(out, cdt_str_z(draft->files[0].name));
        cdt_buf_put_z(out, ": warning: ");
        cdt_escape_line(out, cdt_str_z(draft->health.problems[i]));
        cdt_buf_put_z(out, " [draft]\n");
    }
}

static void add(cdt_report *report, const cdt_review *review)
{
    if (review->draft)
        put_health(report, review->draft);
    if (review->diags)
        put_problems(&report->out, review->diags);
    for (size_t i = 0; i < review->outcome_count; i++) {
        const cdt_outcome *outcome = &review->outcomes[i];
        if (outcome->kind == CDT_OUTCOME_UNCONFIRMED && *outcome->reason) {
            put_unconfirmed(&report->out, review, outcome);
            continue;
        }
        for (size_t k = 0; k < outcome->finding_count; k++)
            if (!said_before(outcome, k))
                put_finding(&report->out, outcome, &outcome->findings[k]);
        if (outcome->finding_count == 0 && told(report, outcome))
            put_bare(&report->out, review, outcome);
    }
}

static void problems(cdt_report *report, const cdt_diags *diags)
{
    put_problems(&report->out, diags);
}

const cdt_report_format cdt_report_compact = {
    .name = "compact",
    .title = "one line a finding: file:line:col: severity: message [check]",
    .bare = true,
    .add = add,
    .problems = problems,
};
