/* Outcomes of checks over small agreements: the rows of the table of outcomes, findings and their places, waivers. */
#include <stdio.h>

#include "base/buf.h"
#include "base/date.h"
#include "concordat/review.h"
#include "unit.h"

static cdt_library *library;
static cdt_diags *diags;
static cdt_checklist *checklist;
static cdt_agreement *agreement;
static cdt_review *review;
static cdt_buf texts[2];

static void setup(void)
{
    library = cdt_library_new();
}

static void forget(void)
{
    cdt_review_free(review);
    cdt_agreement_free(agreement);
    cdt_checklist_free(checklist);
    cdt_diags_free(diags);
    review = NULL;
    agreement = NULL;
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

/* Review `facts` (which follow `agreement: {title: A, start: 2026-04-01}` on line 3) with one check, whose other keys are
 * `check`; as of 2026-01-01 unless said. */
static const cdt_outcome *run_as_of(const char *check, const char *facts, const char *date)
{
    const cdt_checklist *list[1];
    cdt_review_options options = { .stage = -1 };
    cdt_day day;

    forget();
    diags = cdt_diags_new();
    cdt_buf_printf(&texts[0],
                   "schema: concordat.checklist/v1\nname: own\nsettings: {least: {type: integer, default: 3}, limits: "
                   "{type: array, items: {type: integer}, default: [3, 5]}}\nchecks:\n"
                   "  - id: c\n    title: T\n    severity: high\n%s",
                   check);
    cdt_buf_printf(&texts[1], "schema: concordat.agreement/v1\nagreement: {title: A, start: 2026-04-01}\n%s", facts);
    checklist = cdt_checklist_read(library, "own.yaml", texts[0].at, texts[0].len, diags);
    ck_assert_msg(checklist != NULL, "%s", cdt_diags_count(diags) ? cdt_diags_at(diags, 0)->message : "");
    agreement = cdt_agreement_read(library, "a.yaml", texts[1].at, texts[1].len, 1, 0, diags);
    ck_assert_msg(cdt_agreement_is_valid(agreement), "%s",
                  cdt_diags_count(diags) ? cdt_diags_at(diags, 0)->message : "");
    ck_assert(cdt_date_read(cdt_str_z(date), &day));
    options.as_of = day;
    list[0] = checklist;
    review = cdt_review_run(agreement, list, 1, &options, diags);
    ck_assert_uint_eq(review->outcome_count, 1);
    return &review->outcomes[0];
}

static const cdt_outcome *run(const char *check, const char *facts)
{
    return run_as_of(check, facts, "2026-01-01");
}

#define NOTICE                                                                                                         \
    "    require:\n      - {id: r, that: 'exit.notice.all(n, months(n.period) >= settings.least)', otherwise: 'The "   \
    "notice is {n.period}; {settings.least} months are needed.'}\n"

static void ck_finding(const cdt_outcome *o, size_t index, cdt_gap_kind gap, const char *path, unsigned line,
                       unsigned column)
{
    const cdt_finding *f;

    ck_assert_msg(index < o->finding_count, "there are %zu findings", o->finding_count);
    f = &o->findings[index];
    ck_assert_msg(f->gap == gap && strcmp(f->path, path) == 0 && f->place.line == line && f->place.column == column,
                  "wanted %s at %u:%u, came %s %s at %u:%u: %s", path, line, column, cdt_gap_words(f->gap), f->path,
                  f->place.line, f->place.column, f->message);
}

START_TEST(a_short_notice_falls_short_at_its_value)
{
    const cdt_outcome *o = run(NOTICE, "exit:\n  notice: 1 month\n");

    ck_assert_int_eq(o->kind, CDT_OUTCOME_GAP);
    ck_finding(o, 0, CDT_GAP_FALLS_SHORT, "exit.notice", 4, 11);
    ck_assert_uint_eq(o->findings[0].place.length, 7);
    ck_assert_str_eq(o->findings[0].message, "The notice is 1 month; 3 months are needed.");
    ck_assert_str_eq(o->findings[0].excerpt, "  notice: 1 month");
    ck_assert_uint_gt(o->findings[0].because_count, 0);
}
END_TEST

START_TEST(each_failing_element_is_a_finding_of_its_own)
{
    const cdt_outcome *o =
        run(NOTICE, "parties: [{id: a}, {id: b}, {id: c}]\nexit:\n  notice:\n    - {party: a, period: 1 month}\n"
                    "    - {party: b, period: 6 months}\n    - party: c\n      period: 2 weeks\n    - {party: a}\n");

    ck_assert_uint_eq(o->finding_count, 3);
    ck_finding(o, 0, CDT_GAP_FALLS_SHORT, "exit.notice[0].period", 6, 26);
    ck_finding(o, 1, CDT_GAP_FALLS_SHORT, "exit.notice[c].period", 9, 15);
    ck_assert_int_eq(o->findings[2].gap, CDT_GAP_NOT_STATED);
    ck_assert_uint_eq(o->findings[2].place.line, 10);
}
END_TEST

START_TEST(variables_of_nested_lists_stand_in_the_message)
{
    const cdt_outcome *o = run("    require:\n      - {id: r, that: 'finance.costs.all(c, c.shares.all(s, s.percent <= "
                               "50))', otherwise: '{c.id}: {s.party} bears {s.percent}'}\n",
                               "parties: [{id: a}, {id: b}]\nfinance:\n  costs:\n    - id: run\n      shares: [{party: "
                               "a, percent: 60.5}, {party: b, percent: 39.5}]\n");

    ck_assert_uint_eq(o->finding_count, 1);
    ck_assert_str_eq(o->findings[0].message, "run: a bears 60.5");
    ck_finding(o, 0, CDT_GAP_FALLS_SHORT, "finance.costs[run].shares[a].percent", 7, 36);
}
END_TEST

START_TEST(a_missing_fact_is_a_gap_with_its_question)
{
    const cdt_outcome *o = run(NOTICE, "exit: {written: yes}\n");

    ck_assert_int_eq(o->kind, CDT_OUTCOME_GAP);
    ck_finding(o, 0, CDT_GAP_NOT_STATED, "exit.notice", 3, 7);
    ck_assert_uint_eq(o->findings[0].question_count, 1);
    ck_assert_ptr_nonnull(strchr(o->findings[0].questions[0].text, '?'));
    ck_assert_uint_eq(review->counts.gaps[CDT_GAP_NOT_STATED], 1);
    o = run(NOTICE, "");
    ck_assert_int_eq(o->kind, CDT_OUTCOME_GAP);
    ck_assert_uint_ge(o->findings[0].place.line, 1);
}
END_TEST

START_TEST(an_open_fact_leaves_the_check_unanswered_with_who_and_when)
{
    const cdt_outcome *o = run(NOTICE, "exit: {notice: {open: {who: Legal, by: 2026-05-01}}}\n");

    ck_assert_int_eq(o->kind, CDT_OUTCOME_UNANSWERED);
    ck_assert_str_eq(o->findings[0].questions[0].open_who, "Legal");
    ck_assert_str_eq(o->findings[0].questions[0].open_by, "2026-05-01");
}
END_TEST

START_TEST(only_what_is_being_settled_is_said_to_be)
{
    const cdt_outcome *o = run("    require:\n      - {id: r, that: exit.written && workforce.affected}\n",
                               "exit: {written: {open: {who: Kim, by: 2026-09-01}}}\n");

    ck_assert_int_eq(o->kind, CDT_OUTCOME_UNANSWERED);
    ck_assert_ptr_nonnull(strstr(o->findings[0].message, "Being settled by Kim, due 2026-09-01: exit.written. "));
    ck_assert_ptr_nonnull(strstr(o->findings[0].message, "? (workforce.affected)"));
}
END_TEST

START_TEST(an_express_none_does_what_the_check_says)
{
    static const struct {
        const char *rule;
        cdt_outcome_kind kind;
    } rules[] = { { "    none: fails\n", CDT_OUTCOME_GAP },
                  { "    none: meets\n", CDT_OUTCOME_MET },
                  { "    none: not_applicable\n", CDT_OUTCOME_NOT_APPLICABLE } };

    for (size_t i = 0; i < 3; i++) {
        char check[512];
        snprintf(check, sizeof check, "%s%s", rules[i].rule, NOTICE);
        ck_assert_int_eq(run(check, "exit: {notice: {none: we trust each other}}\n")->kind, rules[i].kind);
        ck_assert_int_eq(run(check, "exit: none\n")->kind, rules[i].kind);
    }
    ck_assert_ptr_nonnull(
        strstr(run("    none: fails\n" NOTICE, "exit: {notice: {none: we trust}}\n")->findings[0].message, "we trust"));
}
END_TEST

START_TEST(what_is_expressly_none_is_told_once_a_check_and_fails_all_who_ask)
{
    static const char check[] =
        "    require:\n"
        "      - {id: a, that: 'exit.notice.all(n, months(n.period) >= 3)'}\n"
        "      - {id: b, that: 'exit.notice.all(n, months(n.period) < 99)'}\n"
        "      - {id: c, that: 'parties.all(p, exit.notice.exists(n, n.party == p.id))'}\n"
        "      - {id: d, that: exit.written}\n"
        "      - {id: e, that: 'exit.notice.size() > 7', only_before: agreement.start}\n";
    const cdt_outcome *o =
        run_as_of(check, "parties: [{id: x}, {id: y}]\nexit:\n  written: yes\n  notice: {none: we trust}\n", "2027-01-01");

    ck_assert_int_eq(o->kind, CDT_OUTCOME_GAP);
    ck_finding(o, 0, CDT_GAP_FALLS_SHORT, "exit.notice", 6, 11);
    ck_assert_uint_eq(o->finding_count, 2); /* the other one is history */
    ck_assert(o->findings[1].history && !o->findings[0].history && !o->history);
    ck_assert(o->failed[0] && o->failed[1] && o->failed[2] && !o->failed[3] && o->failed[4]);
}
END_TEST

START_TEST(a_conditional_fails_at_what_its_branch_read)
{
    const cdt_outcome *o = run("    require:\n      - {id: r, that: 'exit.written ? months(exit.notice[0].period) >= 3 : "
                               "exit.steps.size() > 1'}\n",
                               "exit:\n  written: yes\n  notice: 1 month\n");

    ck_finding(o, 0, CDT_GAP_FALLS_SHORT, "exit.notice", 5, 11);
    o = run("    require:\n      - {id: r, that: 'exit.written ? false : true'}\n", "exit: {written: yes}\n");
    ck_finding(o, 0, CDT_GAP_FALLS_SHORT, "exit.written", 3, 17);
}
END_TEST

START_TEST(elements_that_the_budget_does_not_reach_are_not_left_out_in_silence)
{
    cdt_buf facts = { 0 };
    const cdt_outcome *o;

    cdt_buf_put_z(&facts, "parties:\n");
    for (int i = 0; i < 1000; i++)
        cdt_buf_printf(&facts, "  - {id: p%d}\n", i);
    o = run("    require:\n      - {id: r, that: 'parties.all(p, lists.range(1000).exists(n, n < 0) || p.id == \"\")'}\n",
            cdt_buf_str(&facts).at);
    ck_assert_int_eq(o->kind, CDT_OUTCOME_GAP);
    ck_assert_uint_gt(o->finding_count, 1);
    ck_assert_uint_lt(o->finding_count, 1000);
    ck_finding(o, o->finding_count - 1, CDT_GAP_FALLS_SHORT, "parties", 3, 1);
    ck_assert_ptr_nonnull(strstr(o->findings[o->finding_count - 1].message, "not all of it"));
    cdt_buf_free(&facts);
}
END_TEST

#define GATED "    applies: finance.payments.size() > 0\n" NOTICE

START_TEST(a_gate_is_yes_no_or_a_question)
{
    ck_assert_int_eq(run(GATED, "parties: [{id: a}]\nfinance: {payments: [{from: a}]}\nexit: {notice: 1 year}\n")->kind,
                     CDT_OUTCOME_MET);
    ck_assert_int_eq(run(GATED, "finance: {payments: none}\n")->kind, CDT_OUTCOME_NOT_APPLICABLE);
    ck_assert_int_eq(run(GATED, "finance: none\n")->kind, CDT_OUTCOME_NOT_APPLICABLE);
    ck_assert_int_eq(run(GATED, "exit: {notice: 1 month}\n")->kind, CDT_OUTCOME_UNANSWERED);
    ck_assert_str_eq(review->outcomes[0].findings[0].questions[0].path, "finance.payments");
}
END_TEST

START_TEST(a_requirement_whose_own_gate_is_not_stated_asks)
{
    static const char check[] = "    require:\n      - {id: always, that: exit.written}\n      - {id: r, when: "
                                "workforce.affected, that: agreement.binding.binds, otherwise: x}\n";

    ck_assert_int_eq(run(check, "exit: {written: yes}\n")->kind, CDT_OUTCOME_UNANSWERED);
    ck_assert_str_eq(review->outcomes[0].findings[0].questions[0].path, "workforce.affected");
    ck_assert_int_eq(run(check, "exit: {written: no}\n")->kind, CDT_OUTCOME_GAP);
    ck_assert_uint_eq(review->outcomes[0].finding_count, 2);
    ck_assert_int_eq(run(check, "exit: {written: yes}\nworkforce: {affected: no}\n")->kind, CDT_OUTCOME_MET);
    ck_assert_int_eq(run(check, "exit: {written: yes}\nworkforce: none\n")->kind, CDT_OUTCOME_MET);
}
END_TEST

START_TEST(an_error_is_told_unless_another_requirement_decides)
{
    static const char check[] = "    require:\n      - {id: e, that: 9223372036854775807 + size(parties) > 0}\n      - "
                                "{id: r, that: exit.written}\n";

    ck_assert_int_eq(run(check, "parties: [{id: a}]\nexit: {written: yes}\n")->kind, CDT_OUTCOME_ERROR);
    ck_assert(cdt_review_has_error(review));
    ck_assert_int_eq(run(check, "parties: [{id: a}]\nexit: {written: no}\n")->kind, CDT_OUTCOME_GAP);
}
END_TEST

START_TEST(a_spent_budget_is_an_error_whatever_else_holds)
{
    static const char check[] = "    require:\n      - {id: r, that: exit.written}\n      - id: e\n        that: |\n"
                                "          lists.range(1000).exists(a, lists.range(1000).exists(b, "
                                "lists.range(1000).exists(c, a + b + c < 0))) || true\n";

    ck_assert_int_eq(run(check, "exit: {written: no}\n")->kind, CDT_OUTCOME_ERROR);
}
END_TEST

START_TEST(what_can_no_longer_be_mended_is_history)
{
    static const char check[] =
        "    require:\n      - {id: r, that: workforce.affected, only_before: agreement.start, otherwise: late}\n";

    ck_assert(!run_as_of(check, "workforce: {affected: no}\n", "2026-04-01")->history);
    ck_assert(cdt_review_fails(review, CDT_HIGH, false));
    ck_assert(run_as_of(check, "workforce: {affected: no}\n", "2026-04-02")->history);
    ck_assert(!cdt_review_fails(review, CDT_LOW, true));
    ck_assert_uint_eq(review->counts.history, 1);
    ck_assert_uint_eq(review->counts.gaps[CDT_GAP_FALLS_SHORT], 0);
}
END_TEST

START_TEST(a_note_changes_no_outcome)
{
    static const char check[] = "    require:\n      - {id: r, that: exit.written}\n      - {id: n, that: "
                                "workforce.affected, note: yes, otherwise: mind}\n";

    ck_assert_int_eq(run(check, "exit: {written: yes}\nworkforce: {affected: no}\n")->kind, CDT_OUTCOME_MET);
    ck_assert_uint_eq(review->outcomes[0].finding_count, 1);
    ck_assert_int_eq(review->outcomes[0].findings[0].gap, CDT_GAP_NO);
    ck_assert_int_eq(run(check, "exit: {written: yes}\n")->kind, CDT_OUTCOME_MET);
}
END_TEST

START_TEST(a_check_of_the_draft_does_not_apply_without_one)
{
    ck_assert_int_eq(run("    require:\n      - {id: r, that: draft.references.size() > 0}\n", "")->kind,
                     CDT_OUTCOME_NOT_APPLICABLE);
}
END_TEST

START_TEST(a_requirement_that_is_asked_by_the_draft_needs_one)
{
    ck_assert_int_eq(run("    require:\n      - {id: r, when: draft.references.size() > 0, that: exit.written}\n", "")->kind,
                     CDT_OUTCOME_NOT_APPLICABLE);
}
END_TEST

START_TEST(what_a_setting_lacks_is_shown_where_the_setting_stands)
{
    static const char check[] = "    require:\n      - {id: r, that: 'settings.list.all(s, s.b > 1)'}\nsettings:\n  list:\n"
                                "    type: array\n    items: {type: object, properties: {b: {type: integer}, a: {type: "
                                "integer}}}\n    default: [{a: 1}]\n";
    cdt_review_options options = { .stage = -1 };
    const cdt_checklist *list[1];

    forget();
    diags = cdt_diags_new();
    cdt_buf_printf(&texts[0], "schema: concordat.checklist/v1\nname: own\nchecks:\n  - id: c\n    title: T\n    severity: "
                              "high\n%s", check);
    cdt_buf_put_z(&texts[1], "schema: concordat.agreement/v1\nagreement: {title: A}\n");
    list[0] = checklist = cdt_checklist_read(library, "own.yaml", texts[0].at, texts[0].len, diags);
    agreement = cdt_agreement_read(library, "a.yaml", texts[1].at, texts[1].len, 1, 0, diags);
    review = cdt_review_run(agreement, list, 1, &options, diags);
    ck_assert_str_eq(review->outcomes[0].findings[0].place.file, "own.yaml");
    ck_assert_str_eq(review->outcomes[0].findings[0].excerpt, "    default: [{a: 1}]");
}
END_TEST

START_TEST(an_agreement_without_a_status_counts_as_final)
{
    ck_assert_int_eq(run("    require:\n      - {id: r, that: stage == 'final'}\n", "")->kind, CDT_OUTCOME_MET);
    ck_assert_int_eq(review->stage, CDT_STAGE_FINAL);
}
END_TEST

static const char waiver[] = "exit: {notice: 1 month}\nwaivers:\n  - {check: %s, %sreason: r, approved_by: b, "
                             "approved: 2025-06-01, until: %s}\n";

static const cdt_outcome *run_waived(const char *check, const char *path, const char *until)
{
    char facts[512];

    snprintf(facts, sizeof facts, waiver, check, path, until);
    return run(NOTICE, facts);
}

START_TEST(a_waiver_excuses_until_its_last_day)
{
    ck_assert_int_eq(run_waived("c", "", "2026-01-01")->kind, CDT_OUTCOME_WAIVED);
    ck_assert(!cdt_review_fails(review, CDT_LOW, false));
    ck_assert_int_eq(review->outcomes[0].findings[0].gap, CDT_GAP_FALLS_SHORT); /* underneath */
    ck_assert_int_eq(run_waived("own/c", "", "2026-01-01")->kind, CDT_OUTCOME_WAIVED);
    ck_assert_int_eq(run_waived("c", "", "2025-12-31")->kind, CDT_OUTCOME_GAP);
    ck_assert_int_eq(review->outcomes[0].findings[0].waiver->state, CDT_WAIVER_EXPIRED);
    ck_assert(cdt_review_fails(review, CDT_HIGH, false));
}
END_TEST

START_TEST(a_waiver_of_a_path_excuses_what_lies_there)
{
    ck_assert_int_eq(run_waived("c", "path: exit.notice, ", "2027-01-01")->kind, CDT_OUTCOME_WAIVED);
    ck_assert_int_eq(run_waived("c", "path: exit, ", "2027-01-01")->kind, CDT_OUTCOME_WAIVED);
    ck_assert_int_eq(run_waived("c", "path: exit.not, ", "2027-01-01")->kind, CDT_OUTCOME_GAP);
    ck_assert_problem(diags, 0, CDT_BAD_WAIVER, 5, 5);
}
END_TEST

START_TEST(history_beside_what_is_waived_is_all_that_is_left)
{
    const cdt_outcome *o = run_as_of(
        "    require:\n      - {id: r, that: exit.written, only_before: agreement.start}\n"
        "      - {id: s, that: workforce.affected}\n",
        "exit: {written: no}\nworkforce: {affected: no}\nwaivers:\n  - {check: c, path: workforce, reason: r, "
        "approved_by: b, approved: 2025-06-01, until: 2027-12-01}\n",
        "2027-01-01");

    ck_assert_uint_eq(o->finding_count, 2);
    ck_assert(o->kind == CDT_OUTCOME_GAP && o->history);
    ck_assert(!cdt_review_fails(review, CDT_LOW, true));
}
END_TEST

START_TEST(a_waiver_that_names_no_check_or_excuses_nothing_is_a_warning)
{
    ck_assert_int_eq(run_waived("d", "", "2027-01-01")->kind, CDT_OUTCOME_GAP);
    ck_assert_problem(diags, 0, CDT_BAD_WAIVER, 5, 5);
    run(NOTICE, "exit: {notice: 1 year}\nwaivers:\n  - {check: c, reason: r, approved_by: b, approved: 2025-06-01, "
                "until: 2027-01-01}\n");
    ck_assert_problem(diags, 0, CDT_BAD_WAIVER, 5, 5);
}
END_TEST

START_TEST(strictly_a_waiver_that_excuses_nothing_counts)
{
    run(NOTICE, "exit: {notice: 1 year}\nwaivers:\n  - {check: c, reason: r, approved_by: b, approved: 2025-06-01, "
                "until: 2027-01-01}\n");
    ck_assert_uint_eq(review->stale_waivers, 1);
    ck_assert(!cdt_review_fails(review, CDT_LOW, false));
    ck_assert(cdt_review_fails(review, CDT_HIGH, true));
    run_waived("c", "", "2027-01-01");
    ck_assert_uint_eq(review->stale_waivers, 0);
    ck_assert(!cdt_review_fails(review, CDT_LOW, true));
}
END_TEST

START_TEST(a_finding_over_a_list_of_settings_stands_in_the_agreement)
{
    const cdt_outcome *o = run("    require:\n      - {id: r, that: 'exit.notice.all(n, settings.limits.all(l, "
                               "months(n.period) >= l))', otherwise: 'of {l}'}\n",
                               "exit: {notice: [9 months, 4 months]}\n");

    ck_assert_uint_eq(o->finding_count, 1);
    ck_finding(o, 0, CDT_GAP_FALLS_SHORT, "exit.notice[1]", 3, 27);
    ck_assert_str_eq(o->findings[0].message, "of 5");
}
END_TEST

START_TEST(facts_asked_and_told_are_counted_once)
{
    run("    require:\n      - {id: r, that: exit.written && exit.written}\n"
        "      - {id: s, that: workforce.affected || workforce.relocates}\n"
        "      - {id: t, that: workforce.affected}\n",
        "exit: {written: yes}\n");
    ck_assert_uint_eq(review->facts_told, 1);
    ck_assert_uint_eq(review->facts_asked, 3);
}
END_TEST

START_TEST(a_fact_that_an_alias_brings_tells_both_places)
{
    const cdt_outcome *o = run(NOTICE, "x: {n: &n 1 month}\nexit:\n  notice: *n\n");

    ck_finding(o, 0, CDT_GAP_FALLS_SHORT, "exit.notice", 3, 11);
    ck_assert_uint_eq(o->findings[0].alias_line, 5);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("review");

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, a_short_notice_falls_short_at_its_value);
    tcase_add_test(tests, each_failing_element_is_a_finding_of_its_own);
    tcase_add_test(tests, variables_of_nested_lists_stand_in_the_message);
    tcase_add_test(tests, a_missing_fact_is_a_gap_with_its_question);
    tcase_add_test(tests, an_open_fact_leaves_the_check_unanswered_with_who_and_when);
    tcase_add_test(tests, only_what_is_being_settled_is_said_to_be);
    tcase_add_test(tests, an_express_none_does_what_the_check_says);
    tcase_add_test(tests, what_is_expressly_none_is_told_once_a_check_and_fails_all_who_ask);
    tcase_add_test(tests, a_conditional_fails_at_what_its_branch_read);
    tcase_add_test(tests, elements_that_the_budget_does_not_reach_are_not_left_out_in_silence);
    tcase_add_test(tests, a_gate_is_yes_no_or_a_question);
    tcase_add_test(tests, a_requirement_whose_own_gate_is_not_stated_asks);
    tcase_add_test(tests, an_error_is_told_unless_another_requirement_decides);
    tcase_add_test(tests, a_spent_budget_is_an_error_whatever_else_holds);
    tcase_add_test(tests, what_can_no_longer_be_mended_is_history);
    tcase_add_test(tests, a_note_changes_no_outcome);
    tcase_add_test(tests, a_check_of_the_draft_does_not_apply_without_one);
    tcase_add_test(tests, a_requirement_that_is_asked_by_the_draft_needs_one);
    tcase_add_test(tests, what_a_setting_lacks_is_shown_where_the_setting_stands);
    tcase_add_test(tests, an_agreement_without_a_status_counts_as_final);
    tcase_add_test(tests, a_waiver_excuses_until_its_last_day);
    tcase_add_test(tests, a_waiver_of_a_path_excuses_what_lies_there);
    tcase_add_test(tests, history_beside_what_is_waived_is_all_that_is_left);
    tcase_add_test(tests, a_waiver_that_names_no_check_or_excuses_nothing_is_a_warning);
    tcase_add_test(tests, strictly_a_waiver_that_excuses_nothing_counts);
    tcase_add_test(tests, a_finding_over_a_list_of_settings_stands_in_the_agreement);
    tcase_add_test(tests, facts_asked_and_told_are_counted_once);
    tcase_add_test(tests, a_fact_that_an_alias_brings_tells_both_places);
    return unit_run(tests);
}
