/* Reviews that have a draft: the draft as conditions see it, the facts that it states, the rows of the table of outcomes that
 * its words decide. */
#include <stdio.h>

#include "base/buf.h"
#include "base/date.h"
#include "concordat/review.h"
#include "unit.h"

static cdt_library *library;
static cdt_diags *diags;
static cdt_checklist *checklist;
static cdt_agreement *agreement;
static cdt_draft *draft;
static cdt_review *review;
static cdt_buf texts[2];

/* Line 1 is the title, line 3 clause 1, line 5 clause 2, line 7 clause 3. */
#define TEXT                                                                                                           \
    "PAYROLL AGREEMENT\n\n"                                                                                            \
    "1. Term\nThis agreement runs for five years.\n\n"                                                                 \
    "2. Leaving\nAny Council may leave on not less than six months' written notice, as clause 9.4 says.\n\n"           \
    "3. Money\nThe Councils share the costs in equal parts.\n"

static void setup(void)
{
    library = cdt_library_new();
}

static void forget(void)
{
    cdt_review_free(review);
    cdt_agreement_free(agreement);
    cdt_draft_free(draft);
    cdt_checklist_free(checklist);
    cdt_diags_free(diags);
    review = NULL;
    agreement = NULL;
    draft = NULL;
    checklist = NULL;
    diags = NULL;
    cdt_buf_free(&texts[0]);
    cdt_buf_free(&texts[1]);
}

static void teardown(void)
{
    forget();
    cdt_library_free(library);
}

static cdt_stretch stretch(const char *words)
{
    const char *at = strstr(draft->text, words);

    ck_assert_ptr_nonnull(at);
    return (cdt_stretch){ (size_t)(at - draft->text), (size_t)(at - draft->text) + strlen(words) };
}

/* Read a draft; `facts` of it take the place of what the reader found. */
static void read_draft(const char *text, const cdt_draft_fact *facts, size_t count)
{
    cdt_draft_source source = { "a.txt", text, strlen(text) };

    draft = cdt_draft_read(&source, 1, NULL, diags);
    ck_assert_ptr_nonnull(draft);
    draft->health.readable = true;
    draft->facts = facts;
    draft->fact_count = count;
}

/* Review with one check whose other keys are `check`. `facts` as in test_review.c; NULL: the draft alone. */
static const cdt_outcome *run(const char *check, const char *facts)
{
    cdt_review_options options = { .stage = -1, .draft = draft, .draft_only = !facts };
    const cdt_checklist *list[1];
    cdt_day day;

    cdt_buf_printf(&texts[0],
                   "schema: concordat.checklist/v1\nname: own\nchecks:\n  - id: c\n    title: T\n"
                   "    severity: high\n%s",
                   check);
    checklist = cdt_checklist_read(library, "own.yaml", texts[0].at, texts[0].len, diags);
    ck_assert_msg(checklist != NULL, "%s", cdt_diags_count(diags) ? cdt_diags_at(diags, 0)->message : "");
    cdt_buf_printf(&texts[1], "schema: concordat.agreement/v1\nagreement: {title: A, start: 2026-04-01}\n%s",
                   facts ? facts : "");
    agreement = facts ? cdt_agreement_read(library, "a.yaml", texts[1].at, texts[1].len, 1, 0, diags)
                      : cdt_agreement_of_draft(library, "a.txt", draft);
    ck_assert_msg(cdt_agreement_is_valid(agreement), "%s",
                  cdt_diags_count(diags) ? cdt_diags_at(diags, 0)->message : "");
    ck_assert(cdt_date_read(CDT_STR("2026-01-01"), &day));
    options.as_of = day;
    list[0] = checklist;
    review = cdt_review_run(agreement, list, 1, &options, diags);
    ck_assert_uint_eq(review->outcome_count, 1);
    return &review->outcomes[0];
}

static void begin(const char *text)
{
    forget();
    diags = cdt_diags_new();
    read_draft(text, NULL, 0);
}

/* ---- the draft in conditions ---- */

#define RESOLVED                                                                                                       \
    "    require:\n      - {id: r, that: 'draft.references.all(r, r.resolved)', otherwise: '{r.text} points to "       \
    "nothing in {r.clause}.'}\n"

static cdt_reference references[2];

static void give_references(void)
{
    const cdt_clause *clause = cdt_draft_clause_at(draft, stretch("as clause 9.4").start);

    references[0] = (cdt_reference){ .text = "clause 2",
                                     .kind = "clause",
                                     .number = "2",
                                     .near = "",
                                     .resolved = true,
                                     .at = stretch("clause 9.4"),
                                     .target = 0 };
    references[1] = (cdt_reference){ .text = "clause 9.4",
                                     .kind = "clause",
                                     .number = "9.4",
                                     .near = "",
                                     .at = stretch("clause 9.4"),
                                     .target = CDT_NOWHERE };
    references[0].clause = references[1].clause = (size_t)(clause - draft->clauses);
    draft->references = references;
    draft->reference_count = 2;
}

START_TEST(a_finding_over_a_list_of_the_draft_stands_there)
{
    const cdt_outcome *o;
    const cdt_finding *f;

    begin(TEXT);
    give_references();
    o = run(RESOLVED, "");
    ck_assert_int_eq(o->kind, CDT_OUTCOME_GAP);
    ck_assert_uint_eq(o->finding_count, 1);
    f = &o->findings[0];
    ck_assert_int_eq(f->gap, CDT_GAP_FALLS_SHORT);
    ck_assert_str_eq(f->path, "draft.references[1].resolved");
    ck_assert_str_eq(f->place.file, "a.txt");
    ck_assert_uint_eq(f->place.line, 7);
    ck_assert_uint_eq(f->place.length, strlen("clause 9.4"));
    ck_assert_ptr_nonnull(strstr(f->excerpt, "as clause 9.4 says"));
    ck_assert_str_eq(f->clause, cdt_draft_citation(draft, references[1].clause));
    ck_assert_ptr_nonnull(strstr(f->message, "clause 9.4 points to nothing in "));
}
END_TEST

START_TEST(what_stands_in_a_draft_is_called_by_its_words)
{
    char first[64];

    begin(TEXT);
    give_references();
    snprintf(first, sizeof first, "%s", run(RESOLVED, "")->findings[0].subject);
    ck_assert_int_eq(strncmp(first, "words:", 6), 0);
    begin("A NEW PARAGRAPH BEFORE\n\n" TEXT);
    give_references();
    ck_assert_str_eq(run(RESOLVED, "")->findings[0].subject, first);
}
END_TEST

START_TEST(a_waiver_names_what_stands_in_a_draft_by_its_words)
{
    cdt_buf facts = { 0 };

    begin(TEXT);
    give_references();
    cdt_buf_printf(&facts, "waivers:\n  - {check: c, path: '%s', reason: old, approved_by: me, until: 2026-12-31}\n",
                   run(RESOLVED, "")->findings[0].subject);
    begin(TEXT);
    give_references();
    ck_assert_int_eq(run(RESOLVED, facts.at)->kind, CDT_OUTCOME_WAIVED);
    cdt_buf_free(&facts);
    begin(TEXT);
    give_references();
    ck_assert_int_eq(
        run(RESOLVED,
            "waivers:\n  - {check: c, path: 'draft.references[1]', reason: old, approved_by: me, until: 2026-12-31}\n")
            ->kind,
        CDT_OUTCOME_GAP);
}
END_TEST

START_TEST(an_empty_list_of_the_draft_is_stated)
{
    begin(TEXT);
    draft->placeholders = NULL;
    draft->placeholder_count = 0;
    ck_assert_int_eq(
        run("    require:\n      - {id: r, that: 'draft.placeholders.all(p, p.execution) && draft.health.readable'}\n",
            "")
            ->kind,
        CDT_OUTCOME_MET);
}
END_TEST

START_TEST(what_a_reference_points_to_is_a_clause_or_not_stated)
{
    begin(TEXT);
    give_references();
    ck_assert_int_eq(run("    require:\n      - {id: r, that: \"draft.references.exists(r, has(r.target) && "
                         "r.target.region != 'contents') && !has(draft.references[1].target) && "
                         "draft.references[0].within.text.contains('written notice')\"}\n",
                         "")
                         ->kind,
                     CDT_OUTCOME_MET);
}
END_TEST

START_TEST(a_field_that_a_draft_does_not_have_is_a_mistake_of_the_checklist)
{
    static const char text[] =
        "schema: concordat.checklist/v1\nname: own\nchecks:\n  - id: c\n    title: T\n    severity: "
        "high\n    require:\n      - {id: r, that: 'draft.references.all(r, r.resolvd)'}\n";

    forget();
    diags = cdt_diags_new();
    ck_assert_ptr_null(cdt_checklist_read(library, "own.yaml", text, strlen(text), diags));
    ck_assert_ptr_nonnull(strstr(cdt_diags_at(diags, 0)->message, "resolved"));
}
END_TEST

/* ---- facts that the draft states ---- */

#define NOTICE                                                                                                         \
    "    require:\n      - {id: r, that: 'exit.notice.all(n, months(n.period) >= 3)', otherwise: 'The notice is "      \
    "{n.period}.'}\n"

static cdt_draft_fact notice;

static void state_notice(const char *value)
{
    begin(TEXT);
    notice = (cdt_draft_fact){ "exit.notice", value, stretch("six months'"), 0, false };
    notice.clause = (size_t)(cdt_draft_clause_at(draft, notice.at.start) - draft->clauses);
    draft->facts = &notice;
    draft->fact_count = 1;
}

START_TEST(a_fact_of_the_draft_fills_what_is_not_stated)
{
    state_notice("6 months");
    ck_assert_int_eq(run(NOTICE, "exit: {written: yes}\n")->kind, CDT_OUTCOME_MET);
    ck_assert_uint_eq(review->told_count, 1);
    ck_assert_int_eq(review->told[0].use, CDT_TOLD_FILLED);
    ck_assert_uint_eq(review->facts_told, 1);
}
END_TEST

START_TEST(a_fact_that_was_filled_in_falls_short_in_the_draft)
{
    const cdt_finding *f;

    state_notice("2 months");
    f = &run(NOTICE, "")->findings[0];
    ck_assert_int_eq(f->gap, CDT_GAP_FALLS_SHORT);
    ck_assert_str_eq(f->path, "exit.notice");
    ck_assert_str_eq(f->subject, "exit.notice");
    ck_assert_str_eq(f->place.file, "a.txt");
    ck_assert_uint_eq(f->place.line, 7);
    ck_assert_str_eq(f->message, "The notice is 2 months.");
    for (size_t i = 0; i < f->because[0].operand_count; i++)
        ck_assert_str_eq(f->because[0].operands[i].clause, *f->because[0].operands[i].path ? f->clause : "");
}
END_TEST

START_TEST(a_fact_that_is_stated_otherwise_is_contradicted)
{
    const cdt_outcome *o;
    const cdt_finding *f;

    state_notice("6 months");
    o = run(NOTICE, "exit:\n  notice: 12 months\n");
    ck_assert_int_eq(o->kind, CDT_OUTCOME_GAP);
    ck_assert_int_eq(cdt_outcome_gap(o), CDT_GAP_CONTRADICTED);
    f = &o->findings[0];
    ck_assert_uint_eq(f->place.line, 4);
    ck_assert_str_eq(f->place.file, "a.yaml");
    ck_assert_str_eq(f->draft.file, "a.txt");
    ck_assert_uint_eq(f->draft.line, 7);
    ck_assert_ptr_nonnull(strstr(f->message, "says 12 months, and the draft says 6 months"));
    ck_assert_int_eq(review->told[0].use, CDT_TOLD_DIFFERS);
}
END_TEST

START_TEST(the_same_fact_in_other_words_is_no_contradiction)
{
    static const struct {
        const char *value, *stated;
    } same[] = {
        { "12 months", "exit: {notice: 1 year}\n" },
        { "6 months", "parties: [{id: a}, {id: b}]\nexit: {notice: [{party: a, period: 6 months}, {party: b, period: 9 "
                      "months}]}\n" },
    };

    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        state_notice(same[i].value);
        ck_assert_int_eq(run(NOTICE, same[i].stated)->kind, CDT_OUTCOME_MET);
        ck_assert_int_eq(review->told[0].use, CDT_TOLD_AGREES);
    }
}
END_TEST

START_TEST(a_day_that_was_reckoned_may_be_the_one_beside_it)
{
    static const struct {
        const char *value;
        bool reckoned;
        cdt_told_use use;
    } rows[] = { { "2026-03-31", true, CDT_TOLD_AGREES },
                 { "2026-03-31", false, CDT_TOLD_DIFFERS },
                 { "2026-03-30", true, CDT_TOLD_DIFFERS } };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        state_notice(rows[i].value);
        notice.path = "agreement.start";
        notice.reckoned = rows[i].reckoned;
        run(NOTICE, "");
        ck_assert_int_eq(review->told[0].use, rows[i].use);
    }
}
END_TEST

START_TEST(what_falls_short_comes_before_what_is_contradicted)
{
    const cdt_outcome *o;

    state_notice("6 months");
    o = run(NOTICE, "exit: {notice: 1 month}\n");
    ck_assert_int_eq(cdt_outcome_gap(o), CDT_GAP_FALLS_SHORT);
    ck_assert_uint_eq(o->finding_count, 2);
    ck_assert_int_eq(o->findings[1].gap, CDT_GAP_CONTRADICTED);
}
END_TEST

START_TEST(a_check_that_does_not_read_the_fact_is_not_contradicted)
{
    state_notice("6 months");
    ck_assert_int_eq(
        run("    require:\n      - {id: r, that: exit.written}\n", "exit: {notice: 9 months, written: yes}\n")->kind,
        CDT_OUTCOME_MET);
}
END_TEST

START_TEST(what_is_being_settled_or_none_as_a_whole_is_not_filled)
{
    state_notice("6 months");
    ck_assert_int_eq(run(NOTICE, "exit:\n  notice:\n    open: {who: legal, by: 2026-02-01}\n")->kind,
                     CDT_OUTCOME_UNANSWERED);
    ck_assert_int_eq(review->told[0].use, CDT_TOLD_IDLE);
    state_notice("6 months");
    run(NOTICE, "exit: {none: nobody leaves}\n");
    ck_assert_int_eq(review->told[0].use, CDT_TOLD_IDLE);
}
END_TEST

START_TEST(a_fact_that_fits_no_description_is_left_alone)
{
    state_notice("next week, perhaps");
    ck_assert_int_eq(run(NOTICE, "")->findings[0].gap, CDT_GAP_NOT_STATED);
    ck_assert_int_eq(review->told[0].use, CDT_TOLD_IDLE);
}
END_TEST

/* ---- the table of outcomes: each row that the words decide ---- */

#define FOUND "    words: ['may leave.{0,60}notice']\n"
#define LOST "    words: [arbitrat]\n"
#define REQUIRED "    words_required: yes\n"
#define MEASURED "    words_measured: yes\n"
#define WRITTEN "    require:\n      - {id: r, that: exit.written}\n"
#define GATED "    applies: exit.joining.allowed\n"

typedef enum with { NO_DRAFT, BAD_DRAFT, DRAFT, DRAFT_ALONE } with;

static const struct {
    int row; /* of the table in the design; several lines may show one */
    with with;
    const char *check, *facts;
    cdt_outcome_kind kind;
    cdt_gap_kind gap;
    const char *reason;
    size_t evidence;
} rows[] = {
    { 1, DRAFT, FOUND "    applies: 1 / 0 == 1\n", "", CDT_OUTCOME_ERROR, CDT_GAP_NO, "applies: ", 1 },
    { 2, DRAFT, FOUND "    applies: 'false'\n", "", CDT_OUTCOME_NOT_APPLICABLE, CDT_GAP_NO, "its condition", 1 },
    { 3, NO_DRAFT, FOUND, "", CDT_OUTCOME_NOT_APPLICABLE, CDT_GAP_NO, "no draft", 0 },
    { 3, NO_DRAFT, RESOLVED, "", CDT_OUTCOME_NOT_APPLICABLE, CDT_GAP_NO, "no draft", 0 },
    { 4, DRAFT, FOUND WRITTEN GATED, "", CDT_OUTCOME_UNCONFIRMED, CDT_GAP_NO, "dealt with at 2; say whether", 1 },
    { 4, DRAFT, LOST WRITTEN GATED, "", CDT_OUTCOME_UNANSWERED, CDT_GAP_NO, "whether it applies", 0 },
    { 4, DRAFT, FOUND WRITTEN GATED, "exit: {joining: {open: {who: legal}}}\n", CDT_OUTCOME_UNANSWERED, CDT_GAP_NO,
      "whether it applies", 1 },
    { 5, DRAFT, FOUND WRITTEN, "exit: {written: no}\n", CDT_OUTCOME_GAP, CDT_GAP_FALLS_SHORT, "", 1 },
    { 5, BAD_DRAFT, FOUND REQUIRED WRITTEN, "exit: {written: no}\n", CDT_OUTCOME_GAP, CDT_GAP_FALLS_SHORT, "", 0 },
    { 7, BAD_DRAFT, FOUND, "", CDT_OUTCOME_UNANSWERED, CDT_GAP_NO, "the draft was not read", 0 },
    { 7, BAD_DRAFT, FOUND REQUIRED WRITTEN, "exit: {written: yes}\n", CDT_OUTCOME_UNANSWERED, CDT_GAP_NO,
      "the draft was not read", 0 },
    { 7, BAD_DRAFT, RESOLVED, "", CDT_OUTCOME_UNANSWERED, CDT_GAP_NO, "the draft was not read", 0 },
    { 8, DRAFT, FOUND WRITTEN, "exit: {written: {open: {who: legal}}}\n", CDT_OUTCOME_UNANSWERED, CDT_GAP_NO,
      "a fact is being settled", 1 },
    { 9, DRAFT, FOUND WRITTEN, "", CDT_OUTCOME_UNCONFIRMED, CDT_GAP_NO, "found at 2, but not stated", 1 },
    { 9, DRAFT, LOST WRITTEN, "", CDT_OUTCOME_GAP, CDT_GAP_NOT_STATED, "", 0 },
    { 9, DRAFT_ALONE, FOUND WRITTEN, NULL, CDT_OUTCOME_UNCONFIRMED, CDT_GAP_NO, "found at 2, content not tested", 1 },
    { 9, DRAFT_ALONE, LOST REQUIRED MEASURED WRITTEN, NULL, CDT_OUTCOME_GAP, CDT_GAP_NOT_IN_DRAFT, "", 0 },
    { 9, DRAFT_ALONE, LOST REQUIRED WRITTEN, NULL, CDT_OUTCOME_UNANSWERED, CDT_GAP_NO, "not found by words", 0 },
    { 9, DRAFT_ALONE, LOST MEASURED WRITTEN, NULL, CDT_OUTCOME_UNANSWERED, CDT_GAP_NO, "not found by words", 0 },
    { 9, DRAFT_ALONE, WRITTEN, NULL, CDT_OUTCOME_UNANSWERED, CDT_GAP_NO, "", 0 },
    { 10, DRAFT, LOST MEASURED, "", CDT_OUTCOME_GAP, CDT_GAP_NOT_IN_DRAFT, "", 0 },
    { 10, DRAFT_ALONE, LOST, NULL, CDT_OUTCOME_UNANSWERED, CDT_GAP_NO, "not found by words", 0 },
    { 11, DRAFT, FOUND REQUIRED WRITTEN, "exit: {written: yes}\n", CDT_OUTCOME_MET, CDT_GAP_NO, "", 1 },
    { 11, DRAFT, LOST WRITTEN, "exit: {written: yes}\n", CDT_OUTCOME_MET, CDT_GAP_NO, "", 0 },
    { 11, DRAFT, LOST REQUIRED WRITTEN, "exit: {written: yes}\n", CDT_OUTCOME_UNCONFIRMED, CDT_GAP_NO,
      "stated, not found in the draft", 0 },
    { 11, NO_DRAFT, LOST REQUIRED WRITTEN, "exit: {written: yes}\n", CDT_OUTCOME_MET, CDT_GAP_NO, "", 0 },
    { 12, DRAFT_ALONE, FOUND, NULL, CDT_OUTCOME_MET, CDT_GAP_NO, "", 1 },
};

START_TEST(the_rows_of_the_table)
{
    const cdt_outcome *o;

    begin(TEXT);
    draft->health.readable = rows[_i].with != BAD_DRAFT;
    if (rows[_i].with == NO_DRAFT) {
        cdt_draft_free(draft);
        draft = NULL;
    }
    o = run(rows[_i].check, rows[_i].facts);
    ck_assert_msg(o->kind == rows[_i].kind && cdt_outcome_gap(o) == rows[_i].gap &&
                      strncmp(o->reason, rows[_i].reason, strlen(rows[_i].reason)) == 0 &&
                      o->evidence_count == rows[_i].evidence,
                  "row %d (%d): came %s, %s, \"%s\", %zu pieces of evidence", rows[_i].row, _i,
                  cdt_outcome_name(o->kind), cdt_gap_words(cdt_outcome_gap(o)), o->reason, o->evidence_count);
    if (o->kind == CDT_OUTCOME_GAP || o->kind == CDT_OUTCOME_UNANSWERED)
        ck_assert_uint_gt(o->finding_count, 0);
}
END_TEST

START_TEST(contradicted_comes_before_what_the_draft_lacks)
{
    const cdt_outcome *o; /* row 6, before row 11 */

    state_notice("6 months");
    o = run(LOST REQUIRED NOTICE, "exit: {notice: 12 months}\n");
    ck_assert_int_eq(o->kind, CDT_OUTCOME_GAP);
    ck_assert_int_eq(cdt_outcome_gap(o), CDT_GAP_CONTRADICTED);
}
END_TEST

START_TEST(evidence_is_a_sentence_with_its_clause_and_bytes)
{
    const cdt_evidence *e;

    begin(TEXT);
    e = run(FOUND, "")->evidence;
    ck_assert_str_eq(e->clause, "2");
    ck_assert_str_eq(e->file, "a.txt");
    ck_assert_ptr_nonnull(strstr(e->quote, "Any Council may leave"));
    ck_assert_int_eq(strncmp(draft->text + e->start, e->quote, 7), 0);
    ck_assert_int_eq(strncmp(draft->text + e->end - 5, "says.", 5), 0);
}
END_TEST

START_TEST(a_long_passage_is_quoted_in_part_and_in_one_line)
{
    cdt_buf text = { 0 };
    const cdt_evidence *e;

    cdt_buf_put_z(&text, "1. Any Council may leave\n   on notice");
    for (int i = 0; i < 200; i++)
        cdt_buf_put_z(&text, " caf\xC3\xA9");
    cdt_buf_put_z(&text, ".\n");
    begin(text.at);
    e = run(FOUND, "")->evidence;
    ck_assert_int_eq(strncmp(e->quote, "Any Council may leave on notice caf", 35), 0);
    ck_assert_str_eq(e->quote + strlen(e->quote) - 3, "\xE2\x80\xA6");
    ck_assert_uint_lt(strlen(e->quote), 800);
    cdt_buf_free(&text);
}
END_TEST

START_TEST(a_draft_that_could_not_be_opened_is_no_absence)
{
    cdt_review_options options = { .stage = -1, .draft_unread = true };
    const cdt_checklist *list[1];

    forget();
    diags = cdt_diags_new();
    run(FOUND, "");
    list[0] = checklist;
    cdt_review_free(review);
    review = cdt_review_run(agreement, list, 1, &options, diags);
    ck_assert_int_eq(review->outcomes[0].kind, CDT_OUTCOME_UNANSWERED);
    ck_assert_str_eq(review->outcomes[0].reason, "the draft was not read");
    ck_assert(review->draft_unread);
}
END_TEST

/* ---- a draft alone ---- */

START_TEST(a_draft_alone_is_reviewed_under_its_own_name_and_title)
{
    static const cdt_draft_fact title = { "agreement.title", "Payroll agreement", { 0, 17 }, 0, false };

    begin(TEXT);
    draft->facts = &title;
    draft->fact_count = 1;
    run("    require:\n      - {id: r, that: exit.written}\n", NULL);
    ck_assert(review->reviewed && review->draft_only);
    ck_assert_str_eq(cdt_agreement_title(review->agreement), "Payroll agreement");
    ck_assert_str_eq(cdt_agreement_file(review->agreement), "a.txt");
    ck_assert_str_eq(cdt_agreement_digest(review->agreement), cdt_draft_digest(draft, 0));
    ck_assert_int_eq(review->outcomes[0].kind, CDT_OUTCOME_UNANSWERED);
    ck_assert_uint_eq(review->outcomes[0].findings[0].question_count, 1);
    ck_assert_uint_eq(review->outcomes[0].findings[0].place.line, 1);
}
END_TEST

START_TEST(a_draft_that_cannot_be_read_is_not_reviewed)
{
    forget();
    agreement = cdt_agreement_of_draft(library, "a.docx", NULL);
    ck_assert(!cdt_agreement_is_valid(agreement));
    ck_assert_str_eq(cdt_agreement_title(agreement), "a.docx");
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("review_draft");

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, a_finding_over_a_list_of_the_draft_stands_there);
    tcase_add_test(tests, what_stands_in_a_draft_is_called_by_its_words);
    tcase_add_test(tests, a_waiver_names_what_stands_in_a_draft_by_its_words);
    tcase_add_test(tests, an_empty_list_of_the_draft_is_stated);
    tcase_add_test(tests, what_a_reference_points_to_is_a_clause_or_not_stated);
    tcase_add_test(tests, a_field_that_a_draft_does_not_have_is_a_mistake_of_the_checklist);
    tcase_add_test(tests, a_fact_of_the_draft_fills_what_is_not_stated);
    tcase_add_test(tests, a_fact_that_was_filled_in_falls_short_in_the_draft);
    tcase_add_test(tests, a_fact_that_is_stated_otherwise_is_contradicted);
    tcase_add_test(tests, the_same_fact_in_other_words_is_no_contradiction);
    tcase_add_test(tests, a_day_that_was_reckoned_may_be_the_one_beside_it);
    tcase_add_test(tests, what_falls_short_comes_before_what_is_contradicted);
    tcase_add_test(tests, a_check_that_does_not_read_the_fact_is_not_contradicted);
    tcase_add_test(tests, what_is_being_settled_or_none_as_a_whole_is_not_filled);
    tcase_add_test(tests, a_fact_that_fits_no_description_is_left_alone);
    tcase_add_loop_test(tests, the_rows_of_the_table, 0, (int)(sizeof rows / sizeof *rows));
    tcase_add_test(tests, contradicted_comes_before_what_the_draft_lacks);
    tcase_add_test(tests, evidence_is_a_sentence_with_its_clause_and_bytes);
    tcase_add_test(tests, a_long_passage_is_quoted_in_part_and_in_one_line);
    tcase_add_test(tests, a_draft_that_could_not_be_opened_is_no_absence);
    tcase_add_test(tests, a_draft_alone_is_reviewed_under_its_own_name_and_title);
    tcase_add_test(tests, a_draft_that_cannot_be_read_is_not_reviewed);
    return unit_run(tests);
}
