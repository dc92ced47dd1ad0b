/* text_clause.c - the report for people clause by clause: for those who have the draft before them. */
#include "report/by_clause.h"
#include "report/text.h"

#define INDENT 3
#define BESIDE 6 /* of what stands under a title */

static void begin_clause(cdt_text *text, const cdt_review *review, const cdt_placed *placed)
{
    cdt_layout *l = &text->layout;
    cdt_buf line = { 0 };
    bool number = placed->clause[0] >= '0' && placed->clause[0] <= '9';

    if (*placed->clause)
        cdt_buf_printf(&line, "%s%s", number ? "Clause " : "", placed->clause);
    else
        cdt_buf_printf(&line, "Not numbered, line %u", placed->place.line);
    if (*placed->heading && strcmp(placed->heading, placed->clause) != 0)
        cdt_buf_printf(&line, " %s", placed->heading);
    if (review->draft->file_count > 1 && placed->place.file)
        cdt_buf_printf(&line, " (%s)", placed->place.file);
    cdt_layout_blank(l);
    cdt_layout_blank(l);
    cdt_layout_heading(l, '-', cdt_buf_str(&line).at);
    cdt_buf_free(&line);
}

static void put_quote(cdt_text *text, const cdt_evidence *evidence)
{
    cdt_layout *l = &text->layout;

    if (!*evidence->quote || !text->report->options.quotes)
        return;
    cdt_layout_begin(l, BESIDE, BESIDE + 1);
    cdt_layout_printf(l, "\"%s\"", evidence->quote);
    cdt_text_value(text, evidence);
    cdt_layout_end(l);
}

static void put_finding(cdt_text *text, const cdt_placed *placed)
{
    const cdt_finding *finding = placed->finding;
    const cdt_check *check = placed->ordered->outcome->check;

    cdt_layout_line(&text->layout, BESIDE, CDT_INK_PLAIN, cdt_text_message(finding));
    if (placed->evidence)
        put_quote(text, placed->evidence);
    if (!placed->evidence || finding->draft.line)
        cdt_text_excerpt(text, finding->place, finding->alias_line, finding->excerpt,
                         cdt_text_ink(placed->ordered->outcome->severity));
    if (text->report->options.verbose && *check->why)
        cdt_layout_labelled(&text->layout, BESIDE, BESIDE + 6, "Why", check->why);
    if (*check->fix)
        cdt_layout_labelled(&text->layout, BESIDE, BESIDE + 6, "Mend", check->fix);
}

/* What is found and no gap: why it is no more than that, or where it is. */
static const char *standing(cdt_text *text, const cdt_placed *placed)
{
    const cdt_outcome *outcome = placed->ordered->outcome;

    if (*outcome->reason)
        return outcome->reason;
    if (outcome->kind != CDT_OUTCOME_MET)
        return cdt_outcome_words(outcome->kind);
    return *placed->clause ? cdt_format(&text->report->scratch, "found at %s", placed->clause) : "found";
}

static bool same_clause(const cdt_placed *a, const cdt_placed *b)
{
    return a->file == b->file && strcmp(a->clause, b->clause) == 0 && (*a->clause || a->place.line == b->place.line);
}

static void put_clauses(cdt_text *text, const cdt_review *review, const cdt_by_clause *by)
{
    for (size_t i = 0; i < by->count; i++) {
        const cdt_placed *placed = &by->at[i];
        if (!i || !same_clause(placed, placed - 1))
            begin_clause(text, review, placed);
        cdt_layout_blank(&text->layout);
        if (placed->finding) {
            cdt_text_title(text, placed->ordered, cdt_gap_words(placed->finding->gap), INDENT);
            put_finding(text, placed);
        } else {
            cdt_text_title(text, placed->ordered, standing(text, placed), INDENT);
            put_quote(text, placed->evidence);
        }
    }
}

static void begin_section(cdt_text *text, const char *title, bool *begun)
{
    if (!*begun) {
        cdt_layout_blank(&text->layout);
        cdt_layout_blank(&text->layout);
        cdt_layout_heading(&text->layout, '-', title);
    }
    *begun = true;
}

/* Gaps that stand at no clause: what the draft lacks, or what only the description says. */
static void put_elsewhere(cdt_text *text, const cdt_review *review, const cdt_ordered *all, const cdt_by_clause *by,
                          bool lacking, const char *title)
{
    bool begun = false;

    for (size_t i = 0; i < review->outcome_count; i++) {
        if (!cdt_outcome_counts(all[i].outcome) || by->placed[all[i].index] ||
            (all[i].gap == CDT_GAP_NOT_IN_DRAFT) != lacking)
            continue;
        begin_section(text, title, &begun);
        cdt_text_check(text, &all[i], 0);
    }
}

/* What is stated and not found stands at no clause either. */
static void put_unconfirmed(cdt_text *text, const cdt_review *review, const cdt_ordered *all, const cdt_by_clause *by)
{
    bool begun = false;

    for (size_t i = 0; i < review->outcome_count; i++) {
        if (all[i].outcome->kind != CDT_OUTCOME_UNCONFIRMED || by->placed[all[i].index])
            continue;
        begin_section(text, "Unconfirmed", &begun);
        cdt_text_title(text, &all[i], all[i].outcome->reason, INDENT);
    }
}

static bool is_not_found(const cdt_outcome *outcome)
{
    return strcmp(outcome->reason, "not found by words") == 0;
}

static void put_not_found(cdt_text *text, const cdt_review *review, const cdt_ordered *all)
{
    bool begun = false;

    for (size_t i = 0; i < review->outcome_count; i++) {
        if (all[i].outcome->kind != CDT_OUTCOME_UNANSWERED || !is_not_found(all[i].outcome))
            continue;
        if (!begun)
            begin_section(text, "Not found by words: somebody has to look for these", &begun);
        cdt_text_title(text, &all[i], "", INDENT);
    }
}

/* What a check waits for; NULL: it does not, or it is told elsewhere. */
static const char *question_of(const cdt_outcome *outcome)
{
    if (outcome->kind != CDT_OUTCOME_UNANSWERED || is_not_found(outcome))
        return NULL;
    return outcome->finding_count ? cdt_text_message(&outcome->findings[0]) : outcome->reason;
}

/* Each question once, and under it the checks that wait for it. */
static void put_questions(cdt_text *text, const cdt_review *review, const cdt_ordered *all)
{
    bool *told = CDT_NEW_ARRAY(&text->report->scratch, bool, review->outcome_count), begun = false;

    for (size_t i = 0; i < review->outcome_count; i++) {
        const char *question = question_of(all[i].outcome), *other;
        if (!question || told[i])
            continue;
        begin_section(text, "Waiting for an answer that the words do not give", &begun);
        cdt_layout_blank(&text->layout);
        cdt_layout_line(&text->layout, INDENT, CDT_INK_BOLD, question);
        for (size_t k = i; k < review->outcome_count; k++) {
            other = question_of(all[k].outcome);
            if (!other || strcmp(other, question) != 0)
                continue;
            told[k] = true;
            cdt_text_title(text, &all[k], "", BESIDE);
        }
    }
}

void cdt_text_by_clause(cdt_text *text, const cdt_review *review, const cdt_ordered *all)
{
    bool met = text->report->options.show & 1u << CDT_OUTCOME_MET;
    cdt_by_clause by = cdt_order_by_clause(review, all, met, &text->report->scratch);

    put_clauses(text, review, &by);
    put_elsewhere(text, review, all, &by, true, "Not in the draft");
    put_elsewhere(text, review, all, &by, false, "Gaps of the description");
    put_unconfirmed(text, review, all, &by);
    put_not_found(text, review, all);
    put_questions(text, review, all);
}
