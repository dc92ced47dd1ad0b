#include "report/paper.h"

#include "base/map.h"
#include "report/result.h"
#include "report/text.h"
#include "report/wording.h"

#define FIRST 10 /* gaps that are named before all others */

/* ---- counting ---- */

const cdt_share cdt_shares[CDT_SHARES] = {
    { "high", "High" },           { "medium", "Medium" },      { "low", "Low" },
    { "open", "To answer" },      { "unsure", "Unconfirmed" }, { "error", "Could not be run" },
    { "waived", "Waived" },       { "known", "Known" },        { "met", "Met" },
    { "none", "Does not apply" },
};

size_t cdt_share_of(const cdt_tally *tally, size_t share)
{
    switch (share) {
    case 0: return tally->severities[CDT_HIGH];
    case 1: return tally->severities[CDT_MEDIUM];
    case 2: return tally->severities[CDT_LOW] + tally->severities[CDT_INFO];
    case 3: return tally->outcomes[CDT_OUTCOME_UNANSWERED];
    case 4: return tally->outcomes[CDT_OUTCOME_UNCONFIRMED];
    case 5: return tally->outcomes[CDT_OUTCOME_ERROR];
    case 6: return tally->outcomes[CDT_OUTCOME_WAIVED];
    case 7: return tally->known;
    case CDT_SHARE_MET: return tally->outcomes[CDT_OUTCOME_MET];
    default: return tally->outcomes[CDT_OUTCOME_NOT_APPLICABLE] + tally->history;
    }
}

static void count(cdt_tally *tally, const cdt_outcome *outcome)
{
    tally->checks++;
    tally->outcomes[outcome->kind]++;
    tally->history += outcome->kind == CDT_OUTCOME_GAP && outcome->history;
    tally->known += outcome->kind == CDT_OUTCOME_GAP && !outcome->history && outcome->known;
    tally->severities[outcome->severity] += cdt_outcome_counts(outcome);
}

const char *cdt_paper_anchor(const cdt_paper *paper, char kind, size_t number)
{
    return cdt_format(&paper->report->scratch, "r%u-%c%zu", paper->review, kind, number);
}

static const char *group_title(const cdt_ordered *ordered)
{
    const char *checklist = cdt_checklist_title(ordered->outcome->checklist);

    if (ordered->group)
        return *ordered->group->title ? ordered->group->title : ordered->group->id;
    return *checklist ? checklist : cdt_checklist_name(ordered->outcome->checklist);
}

static bool same_group(const cdt_ordered *a, const cdt_ordered *b)
{
    return a->group == b->group && a->checklist_rank == b->checklist_rank;
}

size_t cdt_paper_tallies(const cdt_paper *paper, const cdt_review *review, const cdt_ordered *all, cdt_tally **tallies,
                         cdt_tally *sum)
{
    cdt_tally *made = CDT_NEW_ARRAY(&paper->report->scratch, cdt_tally, review->outcome_count);
    size_t groups = 0;

    *sum = (cdt_tally){ .title = "All", .anchor = "" };
    for (size_t i = 0; i < review->outcome_count; i++) {
        if (!i || !same_group(&all[i], &all[i - 1]))
            made[groups++] = (cdt_tally){ .title = group_title(&all[i]), .anchor = "" };
        count(&made[groups - 1], all[i].outcome);
        count(sum, all[i].outcome);
        if (cdt_outcome_counts(all[i].outcome) && !*made[groups - 1].anchor)
            made[groups - 1].anchor = cdt_paper_anchor(paper, 'g', groups);
    }
    *tallies = made;
    return groups;
}

/* ---- the head ---- */

const char *cdt_paper_name(const cdt_review *review)
{
    const cdt_agreement *agreement = review->agreement;

    if (*cdt_agreement_title(agreement))
        return cdt_agreement_title(agreement);
    return *cdt_agreement_reference(agreement) ? cdt_agreement_reference(agreement) : cdt_agreement_file(agreement);
}

static void put_title(cdt_paper *paper, const cdt_review *review)
{
    const cdt_agreement *agreement = review->agreement;
    cdt_buf about = { 0 };

    if (*cdt_agreement_reference(agreement) && *cdt_agreement_title(agreement))
        cdt_buf_printf(&about, "%s. ", cdt_agreement_reference(agreement));
    if (review->reviewed)
        cdt_buf_printf(&about, "Reviewed as of %s, %s. ", review->as_of,
                       review->draft_only                 ? "the draft alone"
                       : review->stage == CDT_STAGE_DRAFT ? "as a draft"
                                                          : "as a final agreement");
    cdt_buf_put_z(&about, cdt_agreement_file(agreement));
    if (cdt_agreement_number(agreement))
        cdt_buf_printf(&about, ", document %u", cdt_agreement_number(agreement) + 1);
    for (size_t i = 0; review->draft && i < review->draft->file_count; i++)
        if (strcmp(review->draft->files[i].name, cdt_agreement_file(agreement)) != 0)
            cdt_buf_printf(&about, "; draft: %s", review->draft->files[i].name);
    paper->format->title(paper, cdt_paper_name(review), cdt_buf_str(&about).at);
    cdt_buf_free(&about);
}

static void section(cdt_paper *paper, const char *kind, const char *title)
{
    const char *anchor = cdt_format(&paper->report->arena, "r%u-%s", paper->review, kind);
    cdt_paper_section *made = CDT_NEW(&paper->report->arena, cdt_paper_section);

    *made = (cdt_paper_section){ .anchor = anchor, .title = title };
    if (paper->last_section) {
        *paper->last_section = made;
        paper->last_section = &made->next;
    }
    paper->format->section(paper, anchor, title);
}

static void put_number(cdt_buf *out, size_t number, const char *one, const char *more)
{
    cdt_buf_printf(out, "%zu %s", number, number == 1 ? one : more);
}

static void put_severities(cdt_buf *out, const cdt_tally *sum)
{
    const char *between = " (";

    for (int i = CDT_HIGH; i >= CDT_INFO; i--)
        if (sum->severities[i]) {
            cdt_buf_printf(out, "%s%zu %s", between, sum->severities[i], cdt_severity_name((cdt_severity)i));
            between = ", ";
        }
    cdt_buf_char(out, ')');
}

/* What a manager reads, if nothing else. */
static void put_verdict(cdt_paper *paper, const cdt_review *review, const cdt_tally *sum)
{
    size_t gaps = sum->outcomes[CDT_OUTCOME_GAP] - sum->history - sum->known;
    cdt_buf text = { 0 };

    if (gaps) {
        put_number(&text, gaps, "gap", "gaps");
        put_severities(&text, sum);
    } else if (cdt_review_is_whole(review)) {
        cdt_buf_put_z(&text, sum->known ? "No new gaps" : "No gaps");
    } else {
        cdt_buf_put_z(&text, "Not known, as the draft could not be read");
    }
    if (sum->known) {
        cdt_buf_put_z(&text, ", ");
        put_number(&text, sum->known, "known gap", "known gaps");
    }
    if (sum->outcomes[CDT_OUTCOME_UNANSWERED]) {
        cdt_buf_put_z(&text, ", ");
        put_number(&text, sum->outcomes[CDT_OUTCOME_UNANSWERED], "check waits for an answer",
                   "checks wait for an answer");
    }
    if (sum->outcomes[CDT_OUTCOME_UNCONFIRMED]) {
        cdt_buf_put_z(&text, ", ");
        put_number(&text, sum->outcomes[CDT_OUTCOME_UNCONFIRMED],
                   review->draft_only ? "dealt with, content not tested" : "unconfirmed",
                   review->draft_only ? "dealt with, content not tested" : "unconfirmed");
    }
    if (sum->outcomes[CDT_OUTCOME_WAIVED]) {
        cdt_buf_put_z(&text, ", ");
        put_number(&text, sum->outcomes[CDT_OUTCOME_WAIVED], "gap waived", "gaps waived");
    }
    if (sum->outcomes[CDT_OUTCOME_ERROR]) {
        cdt_buf_put_z(&text, ", ");
        put_number(&text, sum->outcomes[CDT_OUTCOME_ERROR], "check could not be run", "checks could not be run");
    }
    cdt_buf_printf(&text, "; %zu of %zu checks met.", sum->outcomes[CDT_OUTCOME_MET], sum->checks);
    paper->format->verdict(paper, cdt_buf_str(&text).at);
    cdt_buf_clear(&text);
    if (review->facts_asked) {
        cdt_buf_printf(&text, "%zu of the %zu facts that these checks asked for are stated.", review->facts_told,
                       review->facts_asked);
        paper->format->para(paper, cdt_buf_str(&text).at);
    }
    cdt_buf_free(&text);
}

/* ---- what to do first ---- */

static const cdt_finding *worst_of(const cdt_ordered *ordered)
{
    for (size_t i = 0; i < ordered->outcome->finding_count; i++)
        if (ordered->outcome->findings[i].gap == ordered->gap)
            return &ordered->outcome->findings[i];
    return ordered->outcome->findings;
}

static void put_first(cdt_paper *paper, const cdt_review *review)
{
    const cdt_ordered *all = cdt_order_by_severity(review, &paper->report->scratch);
    size_t shown = 0, gaps = 0;

    for (size_t i = 0; i < review->outcome_count; i++)
        gaps += cdt_outcome_counts(all[i].outcome) && all[i].outcome->finding_count;
    if (!gaps)
        return;
    section(paper, "first", "What to do first");
    for (size_t i = 0; i < review->outcome_count && shown < FIRST; i++) {
        const cdt_outcome *outcome = all[i].outcome;
        if (!cdt_outcome_counts(outcome) || !outcome->finding_count)
            continue;
        shown++;
        paper->format->item(paper, cdt_paper_anchor(paper, 'c', all[i].index + 1), cdt_severity_name(outcome->severity),
                            *outcome->check->fix ? outcome->check->fix : outcome->check->title,
                            cdt_text_message(worst_of(&all[i])));
    }
    paper->format->items_end(paper);
    if (gaps > shown)
        paper->format->para(paper, cdt_format(&paper->report->scratch, "%zu more gaps are below.", gaps - shown));
}

/* ---- checks one by one ---- */

static void put_gaps(cdt_paper *paper, const cdt_review *review, const cdt_ordered *all)
{
    const cdt_ordered *before = NULL;
    size_t number = 0, group = 0;

    for (size_t i = 0; i < review->outcome_count; i++) {
        group += !i || !same_group(&all[i], &all[i - 1]);
        if (!cdt_outcome_counts(all[i].outcome))
            continue;
        if (!before)
            section(paper, "gaps", "Gaps");
        if (!before || !same_group(before, &all[i]))
            paper->format->group(paper, cdt_paper_anchor(paper, 'g', group), group_title(&all[i]));
        cdt_paper_put_check(paper, &all[i], ++number, cdt_paper_anchor(paper, 'c', all[i].index + 1));
        before = &all[i];
    }
}

typedef bool (*pick)(const cdt_outcome *outcome);

static bool is_history(const cdt_outcome *outcome)
{
    return outcome->kind == CDT_OUTCOME_GAP && outcome->history;
}

static bool is_known(const cdt_outcome *outcome)
{
    return outcome->kind == CDT_OUTCOME_GAP && !outcome->history && outcome->known;
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

static bool is_note(const cdt_outcome *outcome)
{
    return (outcome->kind == CDT_OUTCOME_MET || outcome->kind == CDT_OUTCOME_NOT_APPLICABLE) && outcome->finding_count;
}

static void put_picked(cdt_paper *paper, const cdt_review *review, const cdt_ordered *all, pick picked,
                       const char *kind, const char *title)
{
    bool begun = false;

    for (size_t i = 0; i < review->outcome_count; i++) {
        if (!picked(all[i].outcome))
            continue;
        if (!begun)
            section(paper, kind, title);
        begun = true;
        cdt_paper_put_check(paper, &all[i], 0, cdt_paper_anchor(paper, 'c', all[i].index + 1));
    }
}

/* ---- questions ---- */

/* A fact to be asked, and the first check that needs it. */
typedef struct asked {
    const cdt_question *question;
    const cdt_outcome *outcome;
} asked;

static bool is_asked(const cdt_outcome *outcome)
{
    return cdt_outcome_counts(outcome) || outcome->kind == CDT_OUTCOME_UNANSWERED ||
           outcome->kind == CDT_OUTCOME_UNCONFIRMED;
}

/* Each fact once. */
static size_t gather_questions(const cdt_review *review, const cdt_ordered *all, cdt_arena *arena, asked **out)
{
    cdt_map known = { 0 };
    size_t room = 0, total = 0;

    for (size_t i = 0; i < review->outcome_count; i++)
        for (size_t k = 0; k < all[i].outcome->finding_count && is_asked(all[i].outcome); k++)
            room += all[i].outcome->findings[k].question_count;
    *out = CDT_NEW_ARRAY(arena, asked, room);
    for (size_t i = 0; i < review->outcome_count; i++) {
        const cdt_outcome *outcome = all[i].outcome;
        for (size_t k = 0; k < outcome->finding_count && is_asked(outcome); k++)
            for (size_t q = 0; q < outcome->findings[k].question_count; q++) {
                const cdt_question *question = &outcome->findings[k].questions[q];
                void **slot = cdt_map_at(&known, cdt_str_z(question->path));
                if (!*slot)
                    (*out)[total++] = (asked){ question, outcome };
                *slot = (void *)question;
            }
    }
    cdt_map_free(&known);
    return total;
}

static const char *status_of(const cdt_paper *paper, const cdt_question *question)
{
    if (question->open)
        return cdt_format(&paper->report->scratch, "being settled%s%s%s%s", *question->open_who ? " by " : "",
                          question->open_who, *question->open_by ? ", until " : "", question->open_by);
    return question->alternative ? "one of several ways to answer" : "";
}

static void put_questions(cdt_paper *paper, const cdt_review *review, const cdt_ordered *all)
{
    static const char *const roles[] = { "legal", "service", "finance", "hr", "ict", "" };
    static const cdt_column columns[] = {
        { "Ask", 't' }, { "Question", 't' }, { "Fact", 'c' }, { "For", 't' }, { "State", 't' }
    };
    asked *questions;
    size_t total = gather_questions(review, all, &paper->report->scratch, &questions);

    if (!total)
        return;
    section(paper, "questions", "Questions to answer");
    paper->format->table(paper, "Facts that are not stated yet, by who can answer", columns, 5);
    for (size_t role = 0; role < sizeof roles / sizeof *roles; role++)
        for (size_t i = 0; i < total; i++) {
            const cdt_question *question = questions[i].question;
            bool known = false;
            for (size_t k = 0; k + 1 < sizeof roles / sizeof *roles; k++)
                known |= strcmp(question->asked_of, roles[k]) == 0;
            if (known ? strcmp(question->asked_of, roles[role]) != 0 : *roles[role] != '\0')
                continue;
            paper->format->row(paper, columns,
                               (const char *const[]){ *question->asked_of ? cdt_text_who(question->asked_of) : "anyone",
                                                      *question->text ? question->text : question->path, question->path,
                                                      questions[i].outcome->check->title, status_of(paper, question) },
                               5);
        }
    paper->format->table_end(paper);
}

/* ---- what is well ---- */

/* Where the draft deals with it, and its words; else the reason that there is. */
static const char *evidence_of(const cdt_paper *paper, const cdt_outcome *outcome)
{
    const cdt_evidence *evidence = outcome->evidence;
    bool quoted = outcome->evidence_count && paper->report->options.quotes && *evidence->quote;
    const char *where;

    if (!outcome->evidence_count)
        return *outcome->reason ? outcome->reason : "stated in the description";
    where = *evidence->clause ? cdt_format(&paper->report->scratch, "clause %s", evidence->clause) : evidence->heading;
    if (!quoted)
        return where;
    return cdt_format(&paper->report->scratch, "%s%s\xE2\x80\x9C%s\xE2\x80\x9D", where, *where ? ": " : "",
                      evidence->quote);
}

static const char *reason_of(const cdt_paper *paper, const cdt_outcome *outcome)
{
    (void)paper;
    return outcome->reason;
}

static const char *fix_of(const cdt_paper *paper, const cdt_outcome *outcome)
{
    (void)paper;
    return outcome->check->fix;
}

/* A table of the checks that came out so: by subject, the check, and what `tell` says of it under `how`. */
typedef struct listing {
    cdt_outcome_kind kind;
    const char *word, *title, *how;
    const char *(*tell)(const cdt_paper *paper, const cdt_outcome *outcome); /* NULL: nothing */
} listing;

static void put_listed(cdt_paper *paper, const cdt_review *review, const cdt_ordered *all, const listing *list)
{
    const cdt_column columns[] = { { "Subject", 't' }, { "Check", 't' }, { list->how, 't' } };
    const cdt_ordered *before = NULL;
    size_t count = list->tell ? 3 : 2;

    for (size_t i = 0; i < review->outcome_count; i++) {
        const cdt_outcome *outcome = all[i].outcome;
        if (outcome->kind != list->kind)
            continue;
        if (!before) {
            section(paper, list->word, list->title);
            paper->format->table(paper, "Checks by subject", columns, count);
        }
        paper->format->row(paper, columns,
                           (const char *const[]){ before && same_group(before, &all[i]) ? "" : group_title(&all[i]),
                                                  outcome->check->title, list->tell ? list->tell(paper, outcome) : "" },
                           count);
        before = &all[i];
    }
    if (before)
        paper->format->table_end(paper);
}

/* Of a draft alone little more can be said of a check than where its words were found. */
static void put_open(cdt_paper *paper, const cdt_review *review, const cdt_ordered *all)
{
    static const listing found = { CDT_OUTCOME_UNCONFIRMED, "unconfirmed",
                                   "Dealt with in the draft, content not tested", "Where", evidence_of };
    static const listing silent = { CDT_OUTCOME_UNANSWERED, "unanswered", "Not found in the draft by its words",
                                    "What to look for, or to do", fix_of };

    if (review->draft_only) {
        put_listed(paper, review, all, &silent);
        put_listed(paper, review, all, &found);
        return;
    }
    put_questions(paper, review, all);
    put_picked(paper, review, all, is_unanswered, "unanswered", "Waiting for an answer");
    put_picked(paper, review, all, is_unconfirmed, "unconfirmed", "Unconfirmed");
}

static void put_settled(cdt_paper *paper, const cdt_review *review, const cdt_ordered *all)
{
    /* without a draft all of it is met by the description */
    const listing met = { CDT_OUTCOME_MET, "met", "What is met", "By what", review->draft ? evidence_of : NULL };
    static const listing none = { CDT_OUTCOME_NOT_APPLICABLE, "none", "What does not apply", "Why", reason_of };

    put_listed(paper, review, all, &met);
    put_listed(paper, review, all, &none);
}

/* ---- the waivers ---- */

static void put_waivers(cdt_paper *paper, const cdt_review *review)
{
    static const cdt_column columns[] = { { "Check", 'c' },  { "State", 't' },       { "Until", 't' },
                                          { "Reason", 't' }, { "Approved by", 't' }, { "Reference", 't' } };

    if (!review->waiver_count)
        return;
    section(paper, "waivers", "Waivers");
    paper->format->table(paper, "Gaps that were accepted", columns, 6);
    for (size_t i = 0; i < review->waiver_count; i++) {
        const cdt_waiver *w = &review->waivers[i];
        const char *state =
            w->state == CDT_WAIVER_LAPSED && !w->changed ? "not in force yet" : cdt_waiver_state_name(w->state);
        paper->format->row(paper, columns,
                           (const char *const[]){
                               *w->path ? cdt_format(&paper->report->scratch, "%s at %s", w->check, w->path) : w->check,
                               state, w->until, w->reason,
                               cdt_format(&paper->report->scratch, "%s%s%s", w->approved_by,
                                          *w->approved_by && *w->approved ? ", " : "", w->approved),
                               w->reference },
                           6);
    }
    paper->format->table_end(paper);
    if (review->stale_waivers)
        paper->format->para(paper, cdt_format(&paper->report->scratch, "%zu of them excuse%s nothing.",
                                              review->stale_waivers, review->stale_waivers == 1 ? "s" : ""));
}

/* ---- the draft and the inputs ---- */

static void put_health(cdt_paper *paper, const cdt_draft *draft)
{
    const cdt_health *health = &draft->health;
    cdt_buf text = { 0 };

    section(paper, "draft", "How well the draft could be read");
    put_number(&text, health->words, "word", "words");
    cdt_buf_put_z(&text, ", ");
    put_number(&text, health->clauses, "clause", "clauses");
    cdt_buf_printf(&text, " (%zu numbered), ", health->numbered);
    put_number(&text, health->definitions, "definition", "definitions");
    cdt_buf_printf(&text, "; %zu of %zu cross-references lead to a clause that is there.", health->resolved,
                   health->references);
    paper->format->para(paper, cdt_buf_str(&text).at);
    cdt_buf_free(&text);
    for (size_t i = 0; i < health->problem_count; i++)
        paper->format->warning(paper, "Mind", health->problems[i]);
}

static void put_told(cdt_paper *paper, const cdt_review *review)
{
    static const cdt_column columns[] = {
        { "Fact", 'c' }, { "The draft says", 't' }, { "Clause", 't' }, { "Use", 't' }
    };
    static const char *const uses[] = { [CDT_TOLD_FILLED] = "taken from the draft",
                                        [CDT_TOLD_AGREES] = "as in the description",
                                        [CDT_TOLD_DIFFERS] = "the description says otherwise",
                                        [CDT_TOLD_IDLE] = "not used" };

    if (!review->told_count)
        return;
    paper->format->table(paper, "Facts that the draft states for sure", columns, 4);
    for (size_t i = 0; i < review->told_count; i++) {
        const cdt_told *told = &review->told[i];
        cdt_buf value = { 0 };
        if (paper->report->options.quotes)
            cdt_wording_fact(&value, told->value);
        paper->format->row(paper, columns,
                           (const char *const[]){ told->path, cdt_buf_str(&value).at, told->clause, uses[told->use] },
                           4);
        cdt_buf_free(&value);
    }
    paper->format->table_end(paper);
}

static void put_inputs(cdt_paper *paper, const cdt_review *review)
{
    static const cdt_column columns[] = { { "Input", 't' }, { "File", 'c' }, { "Digest", 'c' } };

    section(paper, "inputs", "What was reviewed");
    paper->format->table(paper, "The inputs, each with the digest of its content", columns, 3);
    if (!review->draft_only)
        paper->format->row(paper, columns,
                           (const char *const[]){ "description", cdt_agreement_file(review->agreement),
                                                  cdt_agreement_digest(review->agreement) },
                           3);
    for (size_t i = 0; review->draft && i < review->draft->file_count; i++)
        paper->format->row(
            paper, columns,
            (const char *const[]){ "draft", review->draft->files[i].name, cdt_draft_digest(review->draft, i) }, 3);
    paper->format->table_end(paper);
}

static void put_settings(cdt_paper *paper, const cdt_review *review)
{
    static const cdt_column columns[] = { { "Checklist", 't' }, { "Setting", 'c' }, { "Value", 'c' } };

    for (size_t i = 0; i < review->checklist_count; i++) {
        const cdt_setting *settings;
        size_t total = cdt_checklist_settings(review->checklists[i], &settings), shown = 0;
        for (size_t k = 0; k < total; k++) {
            if (!settings[k].changed)
                continue;
            if (!shown++)
                paper->format->table(paper, "Settings that were changed", columns, 3);
            paper->format->row(
                paper, columns,
                (const char *const[]){ cdt_checklist_name(review->checklists[i]), settings[k].name, settings[k].value },
                3);
        }
        if (shown)
            paper->format->table_end(paper);
    }
}

/* ---- the review ---- */

void cdt_paper_put_problems(cdt_paper *paper, const cdt_diags *diags)
{
    for (size_t i = 0; diags && i < cdt_diags_count(diags); i++) {
        const cdt_diag *diag = cdt_diags_at(diags, i);
        cdt_buf text = { 0 };
        if (diag->place.file) {
            cdt_layout_place(&text, diag->place);
            cdt_buf_put_z(&text, ": ");
        }
        cdt_buf_put_z(&text, diag->message);
        paper->format->warning(paper, cdt_level_name(diag->level), cdt_buf_str(&text).at);
        if (diag->place.line && diag->excerpt && paper->report->options.quotes)
            paper->format->excerpt(paper, diag->place, diag->excerpt);
        cdt_buf_free(&text);
    }
}

static void put_reviewed(cdt_paper *paper, const cdt_review *review)
{
    const cdt_ordered *all = cdt_order_outcomes(review, &paper->report->scratch);
    cdt_tally *tallies, sum;
    size_t groups = cdt_paper_tallies(paper, review, all, &tallies, &sum);

    put_verdict(paper, review, &sum);
    if (review->draft && !review->draft->health.readable)
        paper->format->warning(paper, "Mind", "The draft could not be read; what rests on its words is unanswered.");
    cdt_paper_put_problems(paper, review->diags);
    paper->format->tallies(paper, tallies, groups, &sum);
    put_first(paper, review);
    put_gaps(paper, review, all);
    put_open(paper, review, all);
    put_picked(paper, review, all, is_waived, "waived", "Waived gaps");
    put_waivers(paper, review);
    put_picked(paper, review, all, is_known, "known", "Known gaps: in the baseline, and not counted");
    put_picked(paper, review, all, is_history, "history", "History: too late to mend, and not counted");
    put_picked(paper, review, all, is_error, "errors", "Checks that could not be run");
    put_picked(paper, review, all, is_note, "notes", "Notes");
    put_settled(paper, review, all);
    if (review->draft)
        put_health(paper, review->draft);
    put_told(paper, review);
}

void cdt_paper_review(cdt_paper *paper, const cdt_review *review)
{
    put_title(paper, review);
    if (review->reviewed) {
        put_reviewed(paper, review);
    } else {
        paper->format->verdict(paper, "Not reviewed: the errors below have to be mended first.");
        cdt_paper_put_problems(paper, review->diags);
    }
    put_inputs(paper, review);
    put_settings(paper, review);
    paper->format->end(paper);
}

/* ---- the end ---- */

static void use(cdt_paper *paper, const char *label, const char *name, const char *text)
{
    cdt_arena *arena = &paper->report->arena;
    cdt_paper_used **last = &paper->used, *used;

    for (; *last; last = &(*last)->next)
        if (strcmp((*last)->name, name) == 0 && strcmp((*last)->text, text) == 0)
            return;
    used = *last = CDT_NEW(arena, cdt_paper_used);
    *used = (cdt_paper_used){ .label = label,
                              .name = cdt_copy_z(arena, cdt_str_z(name)),
                              .text = cdt_copy_z(arena, cdt_str_z(text)) };
}

static void use_source(cdt_paper *paper, const cdt_source *source)
{
    const char *const more[] = { source->author, source->publisher, source->published, source->kind, source->note };
    cdt_buf words = { 0 };

    cdt_buf_put_z(&words, *source->title ? source->title : source->id);
    for (size_t i = 0; i < sizeof more / sizeof *more; i++)
        if (*more[i])
            cdt_buf_printf(&words, "; %s", more[i]);
    use(paper, "Source", source->id, cdt_buf_str(&words).at);
    cdt_buf_free(&words);
}

static void use_checklist(cdt_paper *paper, const cdt_checklist *checklist)
{
    const char *title = cdt_checklist_title(checklist), *version = cdt_checklist_version(checklist);
    const char *law = cdt_checklist_law_as_at(checklist);
    cdt_buf words = { 0 };

    cdt_buf_printf(&words, "%s%s", title, *title ? "; " : "");
    cdt_buf_printf(&words, *version ? "version %s" : "no version stated%s", version);
    if (*law)
        cdt_buf_printf(&words, "; law as at %s", law);
    use(paper, "Checklist", cdt_checklist_name(checklist), cdt_buf_str(&words).at);
    cdt_buf_free(&words);
}

void cdt_paper_keep(cdt_paper *paper, const cdt_review *review)
{
    for (size_t i = 0; i < review->checklist_count && review->reviewed; i++) {
        const cdt_source *sources;
        size_t total = cdt_checklist_sources(review->checklists[i], &sources);
        use_checklist(paper, review->checklists[i]);
        for (size_t k = 0; k < total; k++)
            use_source(paper, &sources[k]);
    }
}

void cdt_paper_end(cdt_paper *paper)
{
    static const cdt_column columns[] = { { "Kind", 't' }, { "Name", 'c' }, { "What it is", 't' } };

    paper->review = 0;
    if (paper->used) {
        section(paper, "sources", "What this rests on");
        paper->format->table(paper, "Checklists, with the day of the law they know, and sources", columns, 3);
        for (int sources = 0; sources < 2; sources++)
            for (const cdt_paper_used *used = paper->used; used; used = used->next)
                if ((strcmp(used->label, "Source") == 0) == (sources == 1))
                    paper->format->row(paper, columns, (const char *const[]){ used->label, used->name, used->text }, 3);
        paper->format->table_end(paper);
    }
    paper->format->end(paper);
}
