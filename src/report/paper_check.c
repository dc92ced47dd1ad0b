/* paper_check.c - one check of a document: its findings with their places, why it matters, what to do, and who says so. */
#include "report/paper.h"
#include "report/result.h"
#include "report/text.h"
#include "report/wording.h"

#define WHOLE 3 /* findings that are shown with their lines; the rest are a list */
#define READ 6  /* values that were read, of one finding */
#define EVIDENCE 2

static bool same_place(const cdt_finding *a, const cdt_finding *b)
{
    return a->place.line == b->place.line && a->place.column == b->place.column && a->place.file && b->place.file &&
           strcmp(a->place.file, b->place.file) == 0;
}

static void put_place(cdt_paper *paper, const cdt_finding *finding)
{
    cdt_buf where = { 0 };

    cdt_layout_place(&where, finding->place);
    if (finding->alias_line)
        cdt_buf_printf(&where, " (by the alias on line %u)", finding->alias_line);
    if (*finding->path)
        cdt_buf_printf(&where, ", %s", finding->path);
    if (*finding->clause)
        cdt_buf_printf(&where, ", clause %s", finding->clause);
    paper->format->place(paper, cdt_buf_str(&where).at);
    if (finding->excerpt && *finding->excerpt && paper->report->options.quotes)
        paper->format->excerpt(paper, finding->place, finding->excerpt);
    cdt_buf_clear(&where);
    if (finding->draft.file) {
        cdt_buf_put_z(&where, "The draft says otherwise at ");
        cdt_layout_place(&where, finding->draft);
        paper->format->place(paper, cdt_buf_str(&where).at);
    }
    cdt_buf_free(&where);
}

/* "exit.notice[icb].period = 1 month; settings.exit_notice_least = 3", each once. */
static void put_values(cdt_paper *paper, const cdt_finding *finding)
{
    const char *names[READ];
    cdt_buf text = { 0 };
    size_t shown = 0;

    for (size_t i = 0; i < finding->because_count && paper->report->options.quotes; i++)
        for (size_t k = 0; k < finding->because[i].operand_count && shown < READ; k++) {
            const cdt_operand *operand = &finding->because[i].operands[k];
            bool told = !*operand->path || !operand->value || !*operand->value;
            for (size_t n = 0; n < shown; n++)
                told |= strcmp(names[n], operand->path) == 0;
            if (told)
                continue;
            names[shown++] = operand->path;
            cdt_buf_printf(&text, "%s%s = %s", text.len ? "; " : "", operand->path, operand->value);
        }
    if (text.len)
        paper->format->message(paper, "Read", text.at);
    cdt_buf_free(&text);
}

static const char *label_of(const cdt_ordered *ordered, const cdt_finding *finding)
{
    if (finding->history && !ordered->outcome->history)
        return "History";
    if (finding->gap == ordered->gap)
        return "";
    if (finding->gap == CDT_GAP_NO)
        return ordered->gap == CDT_GAP_NO ? "" : "Note";
    return cdt_gap_words(finding->gap);
}

static void put_questions(cdt_paper *paper, const cdt_finding *finding)
{
    for (size_t i = 0; i < finding->question_count && finding->question_count > 1; i++) {
        const cdt_question *question = &finding->questions[i], *before = question - 1;
        bool joined = i && question->alternative && question->alternative == before->alternative;
        paper->format->message(paper,
                               !joined                        ? "Ask"
                               : question->way == before->way ? "and"
                                                              : "or",
                               *question->text ? question->text : question->path);
    }
}

static void put_waiver(cdt_paper *paper, const cdt_waiver *waiver)
{
    cdt_buf words = { 0 };

    if (!waiver)
        return;
    cdt_put_waiver_words(&words, waiver);
    paper->format->message(paper, "Waiver", cdt_buf_str(&words).at);
    cdt_buf_free(&words);
}

static void put_finding(cdt_paper *paper, const cdt_ordered *ordered, const cdt_finding *finding, bool same)
{
    paper->format->message(paper, label_of(ordered, finding), cdt_text_message(finding));
    put_questions(paper, finding);
    if (finding->waiver != ordered->outcome->waiver)
        put_waiver(paper, finding->waiver);
    if (!same)
        put_place(paper, finding);
    put_values(paper, finding);
}

/* The findings by kind; of two that say the same of the same place, one. */
static size_t gather(const cdt_outcome *outcome, const cdt_finding **all)
{
    size_t total = 0;

    for (int kind = 0; kind <= CDT_GAP_NO; kind++)
        for (size_t i = 0; i < outcome->finding_count; i++) {
            const cdt_finding *finding = &outcome->findings[i];
            bool told = finding->gap != (cdt_gap_kind)kind;
            for (size_t k = total; k && k + WHOLE > total && !told; k--)
                told = same_place(all[k - 1], finding) && strcmp(all[k - 1]->message, finding->message) == 0;
            if (!told)
                all[total++] = finding;
        }
    return total;
}

static void put_findings(cdt_paper *paper, const cdt_ordered *ordered)
{
    static const cdt_column columns[] = { { "Also", 't' }, { "At", 'c' }, { "Line", 'n' } };
    const cdt_outcome *outcome = ordered->outcome;
    const cdt_finding **all =
        (const cdt_finding **)cdt_alloc_array(&paper->report->scratch, outcome->finding_count, sizeof *all);
    size_t total = gather(outcome, all);

    for (size_t i = 0; i < total && i < WHOLE; i++)
        put_finding(paper, ordered, all[i], i && same_place(all[i], all[i - 1]));
    if (total <= WHOLE)
        return;
    paper->format->table(paper, "The same in other places", columns, 3);
    for (size_t i = WHOLE; i < total; i++)
        paper->format->row(paper, columns,
                           (const char *const[]){ cdt_text_message(all[i]), all[i]->path,
                                                  cdt_format(&paper->report->scratch, "%u", all[i]->place.line) },
                           3);
    paper->format->table_end(paper);
}

static void put_passage(cdt_paper *paper, const char *words, const cdt_evidence *passage)
{
    cdt_buf where = { 0 };

    cdt_buf_put_z(&where, words);
    if (*passage->clause)
        cdt_buf_printf(&where, ", clause %s", passage->clause);
    if (*passage->heading)
        cdt_buf_printf(&where, " (%s)", passage->heading);
    if (*passage->topic)
        cdt_buf_printf(&where, ", on %s", passage->topic);
    paper->format->quote(paper, cdt_buf_str(&where).at, paper->report->options.quotes ? passage->quote : "");
    cdt_buf_free(&where);
}

static void put_evidence(cdt_paper *paper, const cdt_outcome *outcome)
{
    for (size_t i = 0; i < outcome->evidence_count && i < EVIDENCE; i++)
        put_passage(paper, "In the draft", &outcome->evidence[i]);
    if (outcome->near)
        put_passage(paper, "Perhaps meant in the draft", outcome->near);
}

static void put_sources(cdt_paper *paper, const cdt_check *check)
{
    cdt_buf text = { 0 };

    if (check->source_count) {
        cdt_put_sources(&text, check);
        paper->format->term(paper, check->source_count == 1 ? "Source" : "Sources", cdt_buf_str(&text).at);
        cdt_buf_clear(&text);
    }
    for (size_t i = 0; i < check->law_count; i++) {
        const cdt_law *law = &check->laws[i];
        cdt_buf_printf(&text, "%s%s", i ? "; " : "", law->law);
        if (*law->nations || *law->as_at)
            cdt_buf_printf(&text, " (%s%s%s%s)", law->nations, *law->nations && *law->as_at ? ", " : "",
                           *law->as_at ? "as at " : "", law->as_at);
    }
    if (text.len)
        paper->format->term(paper, "Law on the same point", text.at);
    cdt_buf_free(&text);
}

static void put_advice(cdt_paper *paper, const cdt_outcome *outcome)
{
    const cdt_check *check = outcome->check;
    bool gap = outcome->kind == CDT_OUTCOME_GAP || outcome->kind == CDT_OUTCOME_UNANSWERED;
    cdt_buf text = { 0 };

    if (!cdt_outcome_is_explained(outcome))
        return;
    if (*check->why)
        paper->format->term(paper, "Why it matters", check->why);
    if (*check->fix)
        paper->format->term(paper, "What to do", check->fix);
    if (*check->clause && gap) {
        cdt_wording_fill(&text, check->clause);
        paper->format->wording(paper, "Model clause, a start for your lawyers", cdt_buf_str(&text).at);
    }
    put_sources(paper, check);
    cdt_buf_free(&text);
}

static const char *label(const cdt_ordered *ordered)
{
    if (ordered->gap != CDT_GAP_NO)
        return cdt_gap_words(ordered->gap);
    return cdt_outcome_words(ordered->outcome->kind);
}

void cdt_paper_put_check(cdt_paper *paper, const cdt_ordered *ordered, size_t number, const char *anchor)
{
    const cdt_outcome *outcome = ordered->outcome;
    const cdt_paper_check check = { .anchor = anchor,
                                    .number = number,
                                    .title = outcome->check->title,
                                    .name = cdt_check_name(&paper->report->scratch, outcome),
                                    .severity = outcome->severity,
                                    .label = label(ordered) };

    paper->format->check(paper, &check);
    put_waiver(paper, outcome->waiver);
    if (*outcome->reason &&
        (outcome->kind == CDT_OUTCOME_ERROR || outcome->kind == CDT_OUTCOME_UNCONFIRMED || !outcome->finding_count))
        paper->format->message(paper, "", outcome->reason);
    put_findings(paper, ordered);
    put_evidence(paper, outcome);
    put_advice(paper, outcome);
    paper->format->check_end(paper);
}
