/* text.c - the report for people: the verdict first, then the gaps by group, what waits for an answer, what is waived, and
 * the counts. */
#include "report/text.h"

#include <stdio.h>

#include "report/draft.h"
#include "report/escape.h"
#include "report/wording.h"

#define GLANCE 4 /* from so many gaps on, a list of them stands before them */
#define GLANCE_MOST 20

const char *cdt_text_plural(size_t count, const char *one, const char *more, char out[64])
{
    snprintf(out, 64, "%zu %s", count, count == 1 ? one : more);
    return out;
}

/* ---- the head ---- */

static void put_head(cdt_text *text, const cdt_review *review)
{
    cdt_layout *l = &text->layout;
    const char *title = cdt_agreement_title(review->agreement), *reference = cdt_agreement_reference(review->agreement);
    cdt_buf line = { 0 };

    cdt_buf_put_z(&line, *title ? title : cdt_agreement_file(review->agreement));
    if (*reference)
        cdt_buf_printf(&line, " (%s)", reference);
    cdt_layout_heading(l, '=', cdt_buf_str(&line).at);
    cdt_buf_free(&line);
    if (!*title && !review->reviewed && !cdt_agreement_number(review->agreement))
        return;
    cdt_layout_begin(l, 0, 0);
    cdt_layout_put(l, CDT_INK_PLAIN, cdt_agreement_file(review->agreement));
    if (cdt_agreement_number(review->agreement))
        cdt_layout_printf(l, ", document %u", cdt_agreement_number(review->agreement) + 1);
    if (review->reviewed)
        cdt_layout_printf(l, ", as of %s%s%s", review->as_of, review->stage == CDT_STAGE_DRAFT ? ", draft stage" : "",
                          review->draft_only ? ", the draft alone" : "");
    cdt_layout_end(l);
}

static void put_severities(cdt_layout *l, const cdt_review *review)
{
    size_t counts[CDT_HIGH + 1];
    const char *between = " (";

    cdt_count_severities(review, counts);
    for (int i = CDT_HIGH; i >= CDT_INFO; i--) {
        char words[64];
        if (!counts[i])
            continue;
        cdt_layout_put(l, CDT_INK_PLAIN, between);
        cdt_layout_put(l, cdt_text_ink(i),
                       cdt_text_plural(counts[i], cdt_severity_name(i), cdt_severity_name(i), words));
        between = ", ";
    }
    cdt_layout_put(l, CDT_INK_PLAIN, ")");
}

static size_t gaps_that_count(const cdt_review *review)
{
    return review->counts.outcomes[CDT_OUTCOME_GAP] - review->counts.history - review->counts.known;
}

/* How well the draft could be read comes before anything that is said of it. */
static void put_draft(cdt_text *text, const cdt_review *review)
{
    cdt_layout *l = &text->layout;

    if (!review->draft && !cdt_review_is_whole(review)) {
        cdt_layout_blank(l);
        cdt_layout_line(l, 0, CDT_INK_RED, "The draft could not be read; why, is told below.");
    }
    if (!review->draft)
        return;
    cdt_layout_blank(l);
    cdt_draft_put_health(l, review->draft);
    for (size_t i = 0; i < review->told_count && text->report->options.quotes; i++) {
        const cdt_told *told = &review->told[i];
        cdt_buf value = { 0 };
        if (told->use != CDT_TOLD_FILLED && told->use != CDT_TOLD_DIFFERS)
            continue;
        cdt_layout_begin(l, 0, 4);
        cdt_layout_put(l, told->use == CDT_TOLD_DIFFERS ? CDT_INK_YELLOW : CDT_INK_PLAIN,
                       told->use == CDT_TOLD_DIFFERS ? "The draft says otherwise" : "Read from the draft");
        cdt_layout_printf(l, "%s%s: %s = ", *told->clause ? ", " : "", told->clause, told->path);
        cdt_wording_fact(&value, told->value);
        cdt_layout_put(l, CDT_INK_BOLD, cdt_buf_str(&value).at);
        cdt_layout_end(l);
        cdt_buf_free(&value);
    }
}

/* One sentence: what a manager reads. */
static void put_verdict(cdt_text *text, const cdt_review *review)
{
    const struct {
        cdt_outcome_kind kind;
        const char *one, *more;
    } rest[] = {
        { CDT_OUTCOME_UNANSWERED, "check waits for an answer", "checks wait for an answer" },
        { CDT_OUTCOME_UNCONFIRMED, review->draft_only ? "dealt with, content not tested" : "check unconfirmed",
          review->draft_only ? "dealt with, content not tested" : "checks unconfirmed" },
        { CDT_OUTCOME_WAIVED, "gap waived", "gaps waived" },
        { CDT_OUTCOME_ERROR, "check failed to run", "checks failed to run" },
    };
    cdt_layout *l = &text->layout;
    size_t gaps = gaps_that_count(review);
    char words[64];

    cdt_layout_begin(l, 0, 0);
    if (gaps) {
        cdt_layout_put(l, CDT_INK_BOLD, cdt_text_plural(gaps, "gap", "gaps", words));
        put_severities(l, review);
    } else if (cdt_review_is_whole(review)) {
        cdt_layout_put(l, CDT_INK_GREEN, review->counts.known ? "No new gaps" : "No gaps");
    } else {
        cdt_layout_put(l, CDT_INK_RED, "Not known, as the draft could not be read");
    }
    for (size_t i = 0; i < sizeof rest / sizeof rest[0]; i++) {
        size_t count = review->counts.outcomes[rest[i].kind];
        if (count)
            cdt_layout_printf(l, ", %s", cdt_text_plural(count, rest[i].one, rest[i].more, words));
    }
    if (review->counts.known)
        cdt_layout_printf(l, ", %s", cdt_text_plural(review->counts.known, "known gap", "known gaps", words));
    cdt_layout_printf(l, "; %zu of %s met.", review->counts.outcomes[CDT_OUTCOME_MET],
                      cdt_text_plural(review->outcome_count, "check", "checks", words));
    cdt_layout_end(l);
}

/* ---- at a glance ---- */

/* Told clause by clause? */
static bool is_by_clause(const cdt_text *text, const cdt_review *review)
{
    cdt_report_by by = text->report->options.by;

    return review->draft && (by == CDT_BY_CLAUSE || (by == CDT_BY_USUAL && review->draft_only));
}

/* The finding that says most of a gap: the first of its kind. */
static const cdt_finding *main_finding(const cdt_ordered *ordered)
{
    for (size_t i = 0; i < ordered->outcome->finding_count; i++)
        if (ordered->outcome->findings[i].gap == ordered->gap)
            return &ordered->outcome->findings[i];
    return &ordered->outcome->findings[0];
}

/* `number` 0: gaps have none, and the clause stands there. */
static void put_glance_line(cdt_text *text, const cdt_ordered *ordered, size_t number)
{
    cdt_layout *l = &text->layout;
    const cdt_finding *finding = main_finding(ordered);
    bool lacking = finding->gap == CDT_GAP_NOT_IN_DRAFT;
    unsigned column = number ? 5 : 14;

    cdt_layout_begin(l, number && number >= 10 ? 1 : 2, column + 8);
    if (number)
        cdt_layout_printf(l, "%zu.", number);
    else
        cdt_layout_put(l, CDT_INK_PLAIN, *finding->clause ? finding->clause : lacking ? "not there" : "-");
    cdt_layout_tab(l, column);
    cdt_layout_put(l, cdt_text_ink(ordered->outcome->severity), cdt_severity_name(ordered->outcome->severity));
    cdt_layout_tab(l, column + 8);
    cdt_layout_put(l, CDT_INK_PLAIN, lacking ? ordered->outcome->check->title : cdt_text_message(finding));
    if (!lacking && cdt_text_message(finding) != finding->message)
        cdt_layout_printf(l, " (%s)", finding->path);
    cdt_layout_end(l);
}

/* The most serious first, under the numbers that the gaps have below. */
static void put_glance(cdt_text *text, const cdt_review *review, const cdt_ordered *detail)
{
    const cdt_ordered *all = cdt_order_by_severity(review, &text->report->scratch);
    size_t *numbers = CDT_NEW_ARRAY(&text->report->scratch, size_t, review->outcome_count);
    bool numbered = !is_by_clause(text, review);
    size_t gaps = 0, shown = 0;

    for (size_t i = 0; i < review->outcome_count; i++)
        if (cdt_outcome_counts(detail[i].outcome))
            numbers[detail[i].index] = ++gaps;
    if (gaps < GLANCE)
        return;
    cdt_layout_blank(&text->layout);
    cdt_layout_line(&text->layout, 0, CDT_INK_BOLD,
                    numbered ? "The most serious first (numbered as below)" : "The most serious first");
    for (size_t i = 0; i < review->outcome_count && shown < GLANCE_MOST; i++)
        if (cdt_outcome_counts(all[i].outcome) && all[i].outcome->finding_count) {
            put_glance_line(text, &all[i], numbered ? numbers[all[i].index] : 0);
            shown++;
        }
    if (shown < gaps) {
        char words[64];
        cdt_layout_line(&text->layout, 5, CDT_INK_PLAIN,
                        cdt_text_plural(gaps - shown, "more below", "more below", words));
    }
}

/* ---- sections ---- */

typedef bool (*pick)(const cdt_outcome *outcome);

static bool is_history(const cdt_outcome *outcome)
{
    return outcome->kind == CDT_OUTCOME_GAP && outcome->history;
}

static bool is_known(const cdt_outcome *outcome)
{
    return outcome->kind == CDT_OUTCOME_GAP && outcome->known;
}

static bool is_unanswered(const cdt_outcome *outcome)
{
    return outcome->kind == CDT_OUTCOME_UNANSWERED;
}

static bool is_unconfirmed(const cdt_outcome *outcome)
{
    return outcome->kind == CDT_OUTCOME_UNCONFIRMED;
}

static bool is_waived(const cdt_outcome *outcome)
{
    return outcome->kind == CDT_OUTCOME_WAIVED;
}

static bool is_error(const cdt_outcome *outcome)
{
    return outcome->kind == CDT_OUTCOME_ERROR;
}

/* Met, or does not apply, with something to say all the same. */
static bool is_note(const cdt_outcome *outcome)
{
    return (outcome->kind == CDT_OUTCOME_MET || outcome->kind == CDT_OUTCOME_NOT_APPLICABLE) && outcome->finding_count;
}

static bool begins_section(const cdt_text *text, const cdt_ordered *before, const cdt_ordered *at)
{
    if (!before)
        return true;
    if (text->report->options.by == CDT_BY_SEVERITY)
        return before->outcome->severity != at->outcome->severity;
    return before->group != at->group || before->checklist_rank != at->checklist_rank;
}

static const char *section_title(const cdt_text *text, const cdt_ordered *at)
{
    static const char *const severities[] = { "Of note", "Low", "Medium", "High" };
    const char *title = at->group ? at->group->title : cdt_checklist_title(at->outcome->checklist);

    if (text->report->options.by == CDT_BY_SEVERITY)
        return severities[at->outcome->severity];
    return *title ? title : at->group ? at->group->id : "Other checks";
}

static void put_gaps(cdt_text *text, const cdt_review *review, const cdt_ordered *all)
{
    const cdt_ordered *before = NULL;
    size_t number = 0;

    for (size_t i = 0; i < review->outcome_count; i++) {
        if (!cdt_outcome_counts(all[i].outcome))
            continue;
        if (begins_section(text, before, &all[i])) {
            cdt_layout_blank(&text->layout);
            cdt_layout_blank(&text->layout);
            cdt_layout_heading(&text->layout, '-', section_title(text, &all[i]));
        }
        cdt_text_check(text, &all[i], ++number);
        before = &all[i];
    }
}

static void put_section(cdt_text *text, const cdt_review *review, const cdt_ordered *all, const char *title,
                        pick picked)
{
    bool begun = false;

    for (size_t i = 0; i < review->outcome_count; i++) {
        if (!picked(all[i].outcome))
            continue;
        if (!begun) {
            cdt_layout_blank(&text->layout);
            cdt_layout_blank(&text->layout);
            cdt_layout_heading(&text->layout, '-', title);
        }
        begun = true;
        cdt_text_check(text, &all[i], 0);
    }
}

/* With --show: a line for each check that came out so. */
static void put_list(cdt_text *text, const cdt_review *review, const cdt_ordered *all, cdt_outcome_kind kind,
                     const char *title)
{
    cdt_layout *l = &text->layout;
    bool begun = false;

    for (size_t i = 0; i < review->outcome_count && text->report->options.show & 1u << kind; i++) {
        const cdt_outcome *outcome = all[i].outcome;
        if (outcome->kind != kind || (outcome->evidence_count && is_by_clause(text, review)))
            continue; /* told at its clause */
        if (!begun) {
            cdt_layout_blank(l);
            cdt_layout_blank(l);
            cdt_layout_heading(l, '-', title);
        }
        begun = true;
        cdt_layout_begin(l, 2, 4);
        cdt_layout_put(l, CDT_INK_PLAIN, outcome->check->title);
        if (*outcome->reason)
            cdt_layout_printf(l, ": %s", outcome->reason);
        else if (outcome->evidence_count && *outcome->evidence[0].clause)
            cdt_layout_printf(l, ": found at %s", outcome->evidence[0].clause);
        if (outcome->near && *outcome->near->clause)
            cdt_layout_printf(l, ", perhaps at %s", outcome->near->clause);
        cdt_layout_printf(l, " [%s/%s]", cdt_checklist_name(outcome->checklist), outcome->check->id);
        cdt_layout_end(l);
    }
}

/* ---- counts ---- */

static void put_gap_kinds(cdt_layout *l, const cdt_counts *counts)
{
    const char *between = " (";

    for (int i = 0; i < CDT_GAPS; i++) {
        if (!counts->gaps[i])
            continue;
        cdt_layout_printf(l, "%s%zu %s", between, counts->gaps[i],
                          i == CDT_GAP_FALLS_SHORT && counts->gaps[i] > 1 ? "fall short" : cdt_gap_words(i));
        between = ", ";
    }
    if (counts->history)
        cdt_layout_printf(l, "%s%zu history", between, counts->history);
    if (counts->outcomes[CDT_OUTCOME_GAP])
        cdt_layout_put(l, CDT_INK_PLAIN, ")");
    if (counts->known)
        cdt_layout_printf(l, ", %zu of them known", counts->known);
}

/* What the conditions used up, and which of them most. */
static void put_steps(cdt_layout *l, const cdt_review *review)
{
    const cdt_cost *most = &review->costliest;

    cdt_layout_begin(l, 0, 10);
    cdt_layout_put(l, CDT_INK_BOLD, "Steps");
    cdt_layout_tab(l, 10);
    cdt_layout_printf(l, "%llu of all conditions together", review->steps);
    if (most->check)
        cdt_layout_printf(l, "; most by %s/%s%s%s, %s: %llu of the %llu that each may take",
                          cdt_checklist_name(most->checklist), most->check->id, most->requirement ? ", " : "",
                          most->requirement ? most->requirement->id : "", most->part, most->steps, most->limit);
    cdt_layout_end(l);
}

static void put_counts(cdt_text *text, const cdt_review *review)
{
    cdt_layout *l = &text->layout;
    char words[64];

    cdt_layout_blank(l);
    cdt_layout_blank(l);
    cdt_layout_begin(l, 0, 10);
    cdt_layout_put(l, CDT_INK_BOLD, "Counts");
    cdt_layout_tab(l, 10);
    cdt_layout_put(l, CDT_INK_PLAIN, cdt_text_plural(review->outcome_count, "check: ", "checks: ", words));
    cdt_layout_put(l, CDT_INK_PLAIN, cdt_text_plural(review->counts.outcomes[CDT_OUTCOME_GAP], "gap", "gaps", words));
    put_gap_kinds(l, &review->counts);
    if (review->counts.outcomes[CDT_OUTCOME_WAIVED])
        cdt_layout_printf(l, ", %zu before waivers",
                          review->counts.outcomes[CDT_OUTCOME_GAP] + review->counts.outcomes[CDT_OUTCOME_WAIVED]);
    for (int i = 0; i < CDT_OUTCOMES; i++)
        if (i != CDT_OUTCOME_GAP && review->counts.outcomes[i])
            cdt_layout_printf(l, ", %zu %s", review->counts.outcomes[i],
                              i == CDT_OUTCOME_NOT_APPLICABLE && review->counts.outcomes[i] > 1 ? "do not apply"
                                                                                                : cdt_outcome_words(i));
    cdt_layout_end(l);
    if (review->facts_asked) {
        cdt_layout_begin(l, 0, 10);
        cdt_layout_put(l, CDT_INK_BOLD, "Facts");
        cdt_layout_tab(l, 10);
        cdt_layout_printf(l, "%zu of the %zu facts that these checks asked for are stated", review->facts_told,
                          review->facts_asked);
        cdt_layout_end(l);
    }
    if (text->report->options.verbose)
        put_steps(l, review);
}

/* ---- the format ---- */

static void put_problems(cdt_text *text, const cdt_diags *diags)
{
    for (size_t i = 0; diags && i < cdt_diags_count(diags); i++) {
        if (text->told)
            cdt_layout_blank(&text->layout);
        text->told = true;
        cdt_text_problem(text, cdt_diags_at(diags, i));
    }
}

static void put_not_reviewed(cdt_text *text, const cdt_review *review)
{
    char words[64];

    cdt_layout_blank(&text->layout);
    cdt_layout_begin(&text->layout, 0, 0);
    cdt_layout_put(&text->layout, CDT_INK_RED, "Not reviewed");
    cdt_layout_printf(&text->layout, ": %s to mend first.",
                      cdt_text_plural(review->diags ? cdt_diags_errors(review->diags) : 0, "error", "errors", words));
    cdt_layout_end(&text->layout);
    put_problems(text, review->diags);
}

static void put_reviewed(cdt_text *text, const cdt_review *review)
{
    bool by_severity = text->report->options.by == CDT_BY_SEVERITY;
    const cdt_ordered *all = by_severity ? cdt_order_by_severity(review, &text->report->scratch)
                                         : cdt_order_outcomes(review, &text->report->scratch);

    put_draft(text, review);
    cdt_layout_blank(&text->layout);
    put_verdict(text, review);
    put_glance(text, review, all);
    if (is_by_clause(text, review)) {
        cdt_text_by_clause(text, review, all);
    } else {
        put_gaps(text, review, all);
        put_section(text, review, all, "Waiting for an answer", is_unanswered);
        put_section(text, review, all, "Unconfirmed", is_unconfirmed);
    }
    put_section(text, review, all, "Waived", is_waived);
    put_section(text, review, all, "History: too late to mend, and not counted", is_history);
    put_section(text, review, all, "Known: in the baseline, and not counted", is_known);
    put_section(text, review, all, "Checks that could not be run", is_error);
    put_section(text, review, all, "Notes", is_note);
    put_list(text, review, all, CDT_OUTCOME_MET, "Met");
    put_list(text, review, all, CDT_OUTCOME_NOT_APPLICABLE, "Does not apply");
    if (review->diags && cdt_diags_count(review->diags)) {
        cdt_layout_blank(&text->layout);
        put_problems(text, review->diags);
    }
    put_counts(text, review);
}

static void text_open(cdt_report *report)
{
    cdt_text *text = CDT_NEW(&report->arena, cdt_text);

    report->state = text;
    text->report = report;
    text->layout = cdt_layout_to(&report->out, report->options.width, report->options.color);
    text->last_line = &text->lines;
    text->last_source = &text->sources;
    text->last_checklist = &text->checklists;
}

static void text_add(cdt_report *report, const cdt_review *review)
{
    cdt_text *text = report->state;

    if (text->told) {
        cdt_layout_blank(&text->layout);
        cdt_layout_blank(&text->layout);
    }
    text->told = true;
    text->reviews++;
    put_head(text, review);
    if (review->reviewed)
        put_reviewed(text, review);
    else
        put_not_reviewed(text, review);
    cdt_text_keep(text, review);
}

static void text_problems(cdt_report *report, const cdt_diags *diags)
{
    cdt_text *text = report->state;

    put_problems(text, diags);
}

static void text_close(cdt_report *report)
{
    cdt_text_end(report->state);
}

const cdt_report_format cdt_report_text = {
    .name = "text",
    .title = "for people: the verdict, then each gap with its line, why, and how to mend it",
    .open = text_open,
    .add = text_add,
    .problems = text_problems,
    .close = text_close,
};
