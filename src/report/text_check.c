/* text_check.c - one check in the report for people: what is wrong, where, what was read there, why, how to mend it. */
#include "report/text.h"

#include "report/wording.h"

#define INDENT 3                       /* of what stands under a check's title */
#define GUTTER 5                       /* columns of a line number */
#define LABEL 12                       /* column of what stands beside Why, Mend, Source */
#define FINDINGS 3                     /* of one check that are shown whole */
#define LINES 8                        /* of the others that are named by line */
#define READ 6                         /* values read that are shown of a finding */
#define LONG_VALUE 60                  /* characters of a value that are shown without -v */
#define QUESTION (INDENT + GUTTER + 1) /* column of what stands under an excerpt */

static bool quotes(const cdt_text *text)
{
    return text->report->options.quotes;
}

cdt_ink cdt_text_ink(cdt_severity severity)
{
    return severity == CDT_HIGH ? CDT_INK_RED : severity == CDT_MEDIUM ? CDT_INK_YELLOW : CDT_INK_CYAN;
}

static void put_place(cdt_text *text, cdt_place place, unsigned alias_line)
{
    cdt_buf where = { 0 };
    cdt_buf *out = text->layout.out;

    cdt_layout_place(&where, place);
    cdt_buf_repeat(out, ' ', INDENT + GUTTER - 1);
    cdt_buf_put_z(out, "--> ");
    cdt_buf_put(out, cdt_buf_str(&where));
    if (alias_line)
        cdt_buf_printf(out, " (by the alias on line %u)", alias_line);
    cdt_buf_char(out, '\n');
    cdt_buf_free(&where);
}

void cdt_text_excerpt(cdt_text *text, cdt_place place, unsigned alias_line, const char *line, cdt_ink ink)
{
    cdt_excerpt part = cdt_excerpt_of(line, place);

    put_place(text, place, alias_line);
    if (!part.text.len || !quotes(text) || !place.line)
        return;
    place.column -= part.first;
    cdt_layout_excerpt(&text->layout, INDENT, GUTTER, ink, place, cdt_copy_z(&text->report->scratch, part.text));
}

/* ---- values that were read ---- */

/* What a value is called: the path of the fact, which the reader finds in the file, rather than the condition's name. */
static const char *name_of(const cdt_operand *operand)
{
    return *operand->path ? operand->path : operand->text;
}

static bool shown_before(const cdt_finding *finding, size_t because, size_t operand)
{
    const cdt_operand *this = &finding->because[because].operands[operand];

    for (size_t i = 0; i <= because; i++)
        for (size_t k = 0; k < (i < because ? finding->because[i].operand_count : operand); k++)
            if (strcmp(name_of(&finding->because[i].operands[k]), name_of(this)) == 0)
                return true;
    return false;
}

/* Facts and settings as they are written; what the condition computed from them is for those who ask for more. */
static bool worth_showing(const cdt_text *text, const cdt_operand *operand)
{
    return text->report->options.verbose || (*operand->path && strlen(operand->value) <= LONG_VALUE);
}

static bool same_file(cdt_place a, cdt_place b)
{
    return a.file && b.file && strcmp(a.file, b.file) == 0;
}

static void put_operand(cdt_text *text, const cdt_operand *operand, cdt_place at, bool first)
{
    cdt_layout *l = &text->layout;

    cdt_layout_begin(l, QUESTION, QUESTION + 7);
    if (first)
        cdt_layout_put(l, CDT_INK_CYAN, "read");
    cdt_layout_tab(l, QUESTION + 5);
    cdt_layout_printf(l, "%s = ", name_of(operand));
    cdt_layout_put(l, CDT_INK_BOLD, operand->value);
    if (operand->clause && *operand->clause)
        cdt_layout_printf(l, " (draft, %s)", operand->clause);
    else if (operand->place.line && operand->place.line != at.line && same_file(operand->place, at))
        cdt_layout_printf(l, " (line %u)", operand->place.line);
    cdt_layout_end(l);
}

static void put_values(cdt_text *text, const cdt_finding *finding)
{
    size_t shown = 0;

    for (size_t i = 0; i < finding->because_count && quotes(text); i++) {
        const cdt_because *because = &finding->because[i];
        for (size_t k = 0; k < because->operand_count && shown < READ; k++)
            if (!shown_before(finding, i, k) && worth_showing(text, &because->operands[k]))
                put_operand(text, &because->operands[k], finding->place, shown++ == 0);
    }
}

/* With -v: the parts of the condition that account for it. */
static void put_conditions(cdt_text *text, const cdt_finding *finding)
{
    cdt_layout *l = &text->layout;

    for (size_t i = 0; i < finding->because_count && text->report->options.verbose; i++) {
        const cdt_because *because = &finding->because[i];
        cdt_layout_begin(l, QUESTION, QUESTION + 7);
        cdt_layout_put(l, CDT_INK_CYAN, because->decisive ? "rule" : "also");
        cdt_layout_tab(l, QUESTION + 5);
        cdt_layout_put(l, CDT_INK_PLAIN, because->text);
        cdt_layout_printf(l, " is %s", because->outcome);
        if (*because->message)
            cdt_layout_printf(l, ": %s", because->message);
        cdt_layout_end(l);
    }
}

/* ---- questions ---- */

const char *cdt_text_who(const char *asked_of)
{
    static const struct {
        const char *word, *people;
    } all[] = {
        { "legal", "legal" }, { "finance", "finance" }, { "hr", "HR" }, { "ict", "ICT" }, { "service", "the service" }
    };

    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        if (strcmp(asked_of, all[i].word) == 0)
            return all[i].people;
    return asked_of;
}

/* Where the answer belongs, and who can give it. */
static void put_answer(cdt_text *text, const cdt_question *question, const char *label)
{
    cdt_layout *l = &text->layout;

    cdt_layout_begin(l, QUESTION, QUESTION + 8);
    cdt_layout_put(l, CDT_INK_CYAN, label);
    cdt_layout_tab(l, QUESTION + 8);
    cdt_layout_put(l, CDT_INK_BOLD, question->path);
    if (question->open) {
        cdt_layout_put(l, CDT_INK_PLAIN, ": being settled");
        if (*question->open_who)
            cdt_layout_printf(l, " by %s", question->open_who);
        if (*question->open_by)
            cdt_layout_printf(l, *question->open_who ? ", until %s" : " until %s", question->open_by);
    } else if (*question->asked_of) {
        cdt_layout_printf(l, " (ask %s)", cdt_text_who(question->asked_of));
    }
    cdt_layout_end(l);
}

static bool asks(const cdt_finding *finding)
{
    return finding->question_count && (finding->gap == CDT_GAP_NOT_STATED || finding->gap >= CDT_GAPS);
}

static bool same_group(const cdt_question *a, const cdt_question *b)
{
    return a->alternative && a->alternative == b->alternative;
}

/* All questions of the finding are alternatives of each other; `*together`: some ways to answer have several of them. */
static bool one_is_enough(const cdt_finding *finding, bool *together)
{
    const cdt_question *all = finding->questions;

    *together = false;
    for (size_t i = 1; i < finding->question_count; i++) {
        if (!same_group(&all[i], &all[0]))
            return false;
        *together |= all[i].way == all[i - 1].way;
    }
    return finding->question_count > 1;
}

const char *cdt_text_message(const cdt_finding *finding)
{
    const char *question = asks(finding) && finding->question_count == 1 ? finding->questions[0].text : "";

    return *question ? question : finding->message;
}

/* What stands above the questions of a finding. */
static const char *opening(const cdt_finding *finding)
{
    bool together;

    if (!asks(finding) || finding->question_count == 1)
        return cdt_text_message(finding);
    if (!one_is_enough(finding, &together))
        return "These facts are not stated:";
    return together ? "One of these is enough, where what is joined by \"and\" counts as one:"
                    : "One of these answers is enough:";
}

/* What joins a question to the one before it. */
static const char *joined_by(const cdt_question *question, const cdt_question *before)
{
    if (!before || !same_group(question, before))
        return "ask";
    return question->way == before->way ? "and" : "or";
}

static void put_questions(cdt_text *text, const cdt_finding *finding)
{
    for (size_t i = 0; i < finding->question_count; i++) {
        const cdt_question *question = &finding->questions[i];
        if (finding->question_count > 1 && *question->text) {
            cdt_layout_begin(&text->layout, QUESTION, QUESTION + 8);
            cdt_layout_put(&text->layout, CDT_INK_CYAN, joined_by(question, i ? question - 1 : NULL));
            cdt_layout_tab(&text->layout, QUESTION + 8);
            cdt_layout_put(&text->layout, CDT_INK_PLAIN, question->text);
            cdt_layout_end(&text->layout);
        }
        put_answer(text, question, "answer");
    }
}

/* ---- findings ---- */

static void put_waiver(cdt_text *text, const cdt_waiver *waiver)
{
    cdt_layout *l = &text->layout;

    if (!waiver)
        return;
    cdt_layout_begin(l, INDENT, INDENT + 2);
    if (waiver->state == CDT_WAIVER_VALID)
        cdt_layout_put(l, CDT_INK_GREEN, *waiver->until ? "waived until " : "waived");
    else if (waiver->state == CDT_WAIVER_EXPIRED)
        cdt_layout_put(l, CDT_INK_YELLOW, *waiver->until ? "waiver expired on " : "waiver expired");
    else if (waiver->changed)
        cdt_layout_put(l, CDT_INK_YELLOW, "waiver lapsed, as what it excused has changed");
    else
        cdt_layout_put(l, CDT_INK_YELLOW, "waiver not in force yet");
    if (waiver->state != CDT_WAIVER_LAPSED)
        cdt_layout_put(l, waiver->state == CDT_WAIVER_VALID ? CDT_INK_GREEN : CDT_INK_YELLOW, waiver->until);
    cdt_layout_printf(l, ": %s", waiver->reason);
    if (*waiver->approved_by)
        cdt_layout_printf(l, " (%s%s%s)", waiver->approved_by, *waiver->approved ? ", " : "", waiver->approved);
    cdt_layout_end(l);
}

/* "falls short: " where one check has findings of several kinds, so that each says which it is. */
static void put_message(cdt_text *text, const cdt_ordered *ordered, const cdt_finding *finding)
{
    cdt_layout *l = &text->layout;

    cdt_layout_begin(l, INDENT, INDENT);
    if (finding->history && !ordered->outcome->history)
        cdt_layout_put(l, CDT_INK_BOLD, "history: ");
    if (finding->known && !ordered->outcome->known)
        cdt_layout_put(l, CDT_INK_BOLD, "known: ");
    if (finding->gap == CDT_GAP_NO && ordered->gap != CDT_GAP_NO)
        cdt_layout_put(l, CDT_INK_BOLD, "note: ");
    else if (finding->gap != ordered->gap)
        cdt_layout_printf(l, "%s: ", cdt_gap_words(finding->gap));
    cdt_layout_put(l, CDT_INK_PLAIN, opening(finding));
    cdt_layout_end(l);
}

static bool same_place(const cdt_finding *a, const cdt_finding *b)
{
    return a->place.line == b->place.line && a->place.column == b->place.column && same_file(a->place, b->place);
}

/* What speaks of a whole draft stands nowhere in particular. */
static bool shows_place(const cdt_finding *finding)
{
    return finding->place.line > 1 || finding->place.column > 1 || finding->place.length;
}

/* `before` was shown just now, at its place; NULL: there is none. */
static void put_finding(cdt_text *text, const cdt_ordered *ordered, const cdt_finding *finding,
                        const cdt_finding *before)
{
    if (finding->gap == CDT_GAP_NOT_IN_DRAFT && ordered->gap == CDT_GAP_NOT_IN_DRAFT)
        return; /* the title says all there is to say */
    cdt_layout_blank(&text->layout);
    put_message(text, ordered, finding);
    if (finding->waiver != ordered->outcome->waiver)
        put_waiver(text, finding->waiver);
    if ((!before || !same_place(before, finding)) && shows_place(finding))
        cdt_text_excerpt(text, finding->place, finding->alias_line, finding->excerpt,
                         cdt_text_ink(ordered->outcome->severity));
    if (*finding->clause)
        cdt_layout_labelled(&text->layout, QUESTION, QUESTION + 8, "clause", finding->clause);
    put_values(text, finding);
    put_conditions(text, finding);
    put_questions(text, finding);
}

/* Two requirements may say the same of the same place: one of them is enough for people. */
static bool told_already(const cdt_finding *const *all, size_t count, const cdt_finding *finding)
{
    for (size_t i = 0; i < count && i < FINDINGS; i++)
        if (same_place(all[i], finding) && strcmp(all[i]->message, finding->message) == 0)
            return true;
    return false;
}

/* The findings that are told, by kind, in `all`. */
static size_t gather(const cdt_outcome *outcome, const cdt_finding **all)
{
    size_t count = 0;

    for (int kind = 0; kind <= CDT_GAP_NO; kind++)
        for (size_t i = 0; i < outcome->finding_count; i++)
            if (outcome->findings[i].gap == (cdt_gap_kind)kind && !told_already(all, count, &outcome->findings[i]))
                all[count++] = &outcome->findings[i];
    return count;
}

/* The lines of the findings that are not shown, each once. */
static void put_more(cdt_text *text, const cdt_finding *const *all, size_t count)
{
    cdt_layout *l = &text->layout;
    size_t lines = 0;

    cdt_layout_blank(l);
    cdt_layout_begin(l, INDENT, INDENT);
    cdt_layout_printf(l, "and %zu more:", count);
    for (size_t i = 0; i < count && lines <= LINES; i++) {
        if (i && all[i]->place.line == all[i - 1]->place.line)
            continue;
        if (lines == LINES)
            cdt_layout_put(l, CDT_INK_PLAIN, ", ...");
        else
            cdt_layout_printf(l, lines ? ", %u" : " line %u", all[i]->place.line);
        lines++;
    }
    cdt_layout_end(l);
}

/* The findings by kind, the first three whole. */
static void put_findings(cdt_text *text, const cdt_ordered *ordered)
{
    const cdt_outcome *outcome = ordered->outcome;
    const cdt_finding **all =
        (const cdt_finding **)cdt_alloc_array(&text->report->scratch, outcome->finding_count, sizeof *all);
    size_t count = gather(outcome, all);

    for (size_t i = 0; i < count && i < FINDINGS; i++)
        put_finding(text, ordered, all[i], i ? all[i - 1] : NULL);
    if (count > FINDINGS)
        put_more(text, all + FINDINGS, count - FINDINGS);
}

/* ---- the check ---- */

void cdt_text_title(cdt_text *text, const cdt_ordered *ordered, const char *what, unsigned indent)
{
    const cdt_outcome *outcome = ordered->outcome;
    cdt_layout *l = &text->layout;

    cdt_layout_begin(l, indent, indent + INDENT);
    cdt_layout_put(l, cdt_text_ink(outcome->severity), cdt_severity_name(outcome->severity));
    if (what && *what)
        cdt_layout_printf(l, ", %s", what);
    else if (!what && ordered->gap != CDT_GAP_NO)
        cdt_layout_printf(l, ", %s", cdt_gap_words(ordered->gap));
    cdt_layout_put(l, CDT_INK_PLAIN, ": ");
    cdt_layout_put(l, CDT_INK_BOLD, outcome->check->title);
    if (outcome->near && *outcome->near->clause)
        cdt_layout_printf(l, ", perhaps at %s", outcome->near->clause);
    cdt_layout_printf(l, " [%s/%s]", cdt_checklist_name(outcome->checklist), outcome->check->id);
    cdt_layout_end(l);
}

#define PASSAGES 2 /* of one check that are quoted; with -v all of them */

void cdt_text_value(cdt_text *text, const cdt_evidence *evidence)
{
    cdt_buf words = { 0 };

    if (!*evidence->value)
        return;
    cdt_wording_value(&words, evidence->value, evidence->unit);
    cdt_layout_printf(&text->layout, " (%s)", cdt_buf_str(&words).at);
    cdt_buf_free(&words);
}

/* `label` is for the first of several. */
static void put_passage(cdt_text *text, const char *label, const cdt_evidence *passage)
{
    cdt_layout *l = &text->layout;

    cdt_layout_begin(l, INDENT, LABEL);
    cdt_layout_put(l, CDT_INK_CYAN, label);
    cdt_layout_tab(l, LABEL);
    if (*passage->clause)
        cdt_layout_printf(l, "at %s", passage->clause);
    else
        cdt_layout_printf(l, "in line %u", passage->place.line);
    if (*passage->topic)
        cdt_layout_printf(l, " (%s)", passage->topic);
    if (quotes(text))
        cdt_text_value(text, passage);
    if (*passage->quote && quotes(text))
        cdt_layout_printf(l, ": \"%s\"", passage->quote);
    cdt_layout_end(l);
}

void cdt_text_evidence(cdt_text *text, const cdt_outcome *outcome)
{
    size_t shown = text->report->options.verbose ? outcome->evidence_count : PASSAGES;

    for (size_t i = 0; i < outcome->evidence_count && i < shown; i++)
        put_passage(text, i ? "" : "Found", &outcome->evidence[i]);
    if (outcome->near)
        put_passage(text, "Perhaps", outcome->near);
}

static void put_title(cdt_text *text, const cdt_ordered *ordered, size_t number)
{
    const cdt_outcome *outcome = ordered->outcome;
    cdt_layout *l = &text->layout;

    cdt_layout_begin(l, 0, INDENT);
    if (number) {
        cdt_layout_printf(l, "%zu.", number);
        cdt_layout_tab(l, number < 10 ? INDENT : INDENT + 1);
    }
    cdt_layout_put(l, cdt_text_ink(outcome->severity), cdt_severity_name(outcome->severity));
    if (ordered->gap != CDT_GAP_NO)
        cdt_layout_printf(l, ", %s", cdt_gap_words(ordered->gap));
    cdt_layout_put(l, CDT_INK_PLAIN, ": ");
    cdt_layout_put(l, CDT_INK_BOLD, outcome->check->title);
    cdt_layout_printf(l, " [%s/%s]", cdt_checklist_name(outcome->checklist), outcome->check->id);
    cdt_layout_end(l);
}

static void put_sources(cdt_text *text, const cdt_check *check)
{
    cdt_layout *l = &text->layout;

    for (size_t i = 0; i < check->source_count; i++) {
        const cdt_citation *citation = &check->sources[i];
        cdt_layout_begin(l, INDENT, LABEL);
        if (i == 0)
            cdt_layout_put(l, CDT_INK_BOLD, "Source");
        cdt_layout_tab(l, LABEL);
        cdt_layout_put(l, CDT_INK_PLAIN, citation->source->id);
        if (*citation->paragraphs)
            cdt_layout_printf(l, strpbrk(citation->paragraphs, ",-") ? ", paragraphs %s" : ", paragraph %s",
                              citation->paragraphs);
        if (*citation->source->kind)
            cdt_layout_printf(l, " (%s)", citation->source->kind);
        if (*citation->note)
            cdt_layout_printf(l, "; %s", citation->note);
        cdt_layout_end(l);
    }
}

static void put_laws(cdt_text *text, const cdt_check *check)
{
    cdt_layout *l = &text->layout;

    for (size_t i = 0; i < check->law_count; i++) {
        const cdt_law *law = &check->laws[i];
        cdt_layout_begin(l, INDENT, LABEL);
        if (i == 0)
            cdt_layout_put(l, CDT_INK_BOLD, "See also");
        cdt_layout_tab(l, LABEL);
        cdt_layout_put(l, CDT_INK_PLAIN, law->law);
        if (*law->nations)
            cdt_layout_printf(l, " (%s%s%s)", law->nations, *law->as_at ? ", as at " : "", law->as_at);
        else if (*law->as_at)
            cdt_layout_printf(l, " (as at %s)", law->as_at);
        cdt_layout_end(l);
    }
}

void cdt_text_check(cdt_text *text, const cdt_ordered *ordered, size_t number)
{
    const cdt_outcome *outcome = ordered->outcome;
    const cdt_check *check = outcome->check;

    cdt_layout_blank(&text->layout);
    put_title(text, ordered, number);
    put_waiver(text, outcome->waiver);
    if (*outcome->reason &&
        (outcome->kind == CDT_OUTCOME_ERROR || outcome->kind == CDT_OUTCOME_UNCONFIRMED || !outcome->finding_count))
        cdt_layout_line(&text->layout, INDENT, CDT_INK_PLAIN, outcome->reason);
    put_findings(text, ordered);
    if (outcome->finding_count == 0 && !outcome->evidence_count)
        return;
    cdt_layout_blank(&text->layout);
    cdt_text_evidence(text, outcome);
    if (outcome->finding_count == 0)
        return;
    if (*check->why)
        cdt_layout_labelled(&text->layout, INDENT, LABEL, "Why", check->why);
    if (*check->fix)
        cdt_layout_labelled(&text->layout, INDENT, LABEL, "Mend", check->fix);
    put_sources(text, check);
    put_laws(text, check);
}

void cdt_text_problem(cdt_text *text, const cdt_diag *diag)
{
    cdt_layout *l = &text->layout;
    cdt_ink ink = diag->level == CDT_ERROR ? CDT_INK_RED : diag->level == CDT_WARNING ? CDT_INK_YELLOW : CDT_INK_CYAN;

    cdt_layout_begin(l, 0, INDENT);
    cdt_layout_put(l, ink, cdt_level_name(diag->level));
    cdt_layout_put(l, CDT_INK_PLAIN, ": ");
    cdt_layout_put(l, CDT_INK_BOLD, diag->message);
    cdt_layout_printf(l, " [%s]", cdt_code_label(diag->code));
    cdt_layout_end(l);
    if (diag->place.file)
        cdt_text_excerpt(text, diag->place, 0, diag->excerpt, ink);
}
