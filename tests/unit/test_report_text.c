#include "base/utf8.h"
#include "report_fixture.h"

START_TEST(the_verdict_stands_before_everything_else)
{
    const char *text;

    fixture_find(2, CDT_OUTCOME_GAP, fx.findings, 1);
    fixture_find(1, CDT_OUTCOME_GAP, fx.findings + 1, 1);
    text = fixture_report("text");
    ck_assert_order(text, "Joint payroll (JP/1)\n====", "a.yaml, as of 2026-07-01\n");
    ck_assert_order(text, "2 gaps (1 high, 1 medium); 1 of 3 checks met.", "Leaving\n-------");
    ck_assert_order(text, "Leaving\n", "Money\n"); /* groups as the checklist has them */
}
END_TEST

START_TEST(a_gap_shows_its_line_the_reason_and_the_way_out)
{
    static const cdt_operand read[] = {
        { "n.period", "1 month", "exit.notice[north].period", { "a.yaml", 4, 36, 7 }, "" },
        { "months(n.period)", "1.0", "", { NULL, 0, 0, 0 }, "" },
    };
    static const cdt_because because = {
        "months(n.period) >= settings.least", "false", "", read, 2, true, { "house.yaml", 5, 1, 1 }
    };
    const char *text;

    fixture_find(2, CDT_OUTCOME_GAP, fx.findings, 1)->because = &because;
    fx.findings[0].because_count = 1;
    text = fixture_report("text");
    ck_assert_has(text, "1. high, falls short: The notice is long enough [house/notice]\n");
    ck_assert_has(text, "   The notice is 1 month; at least 3 months are needed.\n");
    ck_assert_has(text, "--> a.yaml:4:36\n");
    ck_assert_has(text, "       4 |   notice: [{party: north, period: 1 month}]\n"
                        "         |                                    ^^^^^^^\n");
    ck_assert_has(text, "read exit.notice[north].period = 1 month\n");
    ck_assert_lacks(text, "months(n.period)"); /* what the condition computes is not a lawyer's matter */
    ck_assert_has(text, "Why      Short notice hurts.\n");
    ck_assert_has(text, "Mend     State a longer one.\n");
    ck_assert_has(text, "Source   notes, paragraph 23 (study notes)\n");
    fx.options.verbose = true;
    ck_assert_has(fixture_report("text"), "rule months(n.period) >= settings.least is false\n");
}
END_TEST

START_TEST(what_falls_short_comes_before_what_is_not_stated)
{
    fixture_find(2, CDT_OUTCOME_GAP, fx.findings, 1)->gap = CDT_GAP_NOT_STATED;
    fixture_find(0, CDT_OUTCOME_GAP, fx.findings + 1, 1);
    fx.outcomes[2].severity = CDT_LOW;
    ck_assert_order(fixture_report("text"), "1. low, falls short: Minutes", "2. low, not stated: The notice");
}
END_TEST

START_TEST(a_missing_fact_is_a_question_with_its_place_and_who_knows)
{
    static const cdt_question questions[] = {
        { "exit.limit", "What is the limit?", "finance", "", "", false, false, 1, { "a.yaml", 3, 1, 4 }, 0, 0 },
        { "exit.formula", "What is the formula?", "finance", "", "", false, false, 1, { "a.yaml", 3, 1, 4 }, 0, 1 },
    };
    cdt_finding *finding = fixture_find(2, CDT_OUTCOME_GAP, fx.findings, 1);
    const char *text;

    finding->gap = CDT_GAP_NOT_STATED;
    finding->message = "Not stated: exit.limit. What is the limit?";
    finding->questions = questions;
    finding->question_count = 1;
    text = fixture_report("text");
    ck_assert_has(text, "\n   What is the limit?\n");
    ck_assert_has(text, "answer  exit.limit (ask finance)\n");
    ck_assert_lacks(text, "Not stated: exit.limit");
    finding->question_count = 2;
    text = fixture_report("text");
    ck_assert_has(text, "One of these answers is enough:\n");
    ck_assert_order(text, "ask     What is the limit?\n", "or      What is the formula?\n");
}
END_TEST

START_TEST(what_is_being_settled_says_by_whom_and_until_when)
{
    static const cdt_question question = { "disputes.service_continues",
                                           "Does the service go on?",
                                           "legal",
                                           "Head of legal services",
                                           "2027-01-15",
                                           true,
                                           false,
                                           0,
                                           { "a.yaml", 3, 1, 4 }, 0, 0 };
    cdt_finding *finding = fixture_find(2, CDT_OUTCOME_UNANSWERED, fx.findings, 1);
    const char *text;

    finding->questions = &question;
    finding->question_count = 1;
    text = fixture_report("text");
    ck_assert_has(text, "No gaps, 1 check waits for an answer; 2 of 3 checks met.\n");
    ck_assert_order(text, "Waiting for an answer\n----", "high: The notice is long enough [house/notice]\n");
    ck_assert_has(text, "disputes.service_continues: being settled by Head of legal");
    ck_assert_has(text, "until 2027-01-15\n");
}
END_TEST

START_TEST(after_three_findings_the_others_are_named_by_their_lines)
{
    cdt_finding *findings = fixture_find(2, CDT_OUTCOME_GAP, fx.findings, 5);
    const char *text;

    for (unsigned i = 0; i < 5; i++)
        findings[i].place.line = 10 + i;
    text = fixture_report("text");
    ck_assert_has(text, "--> a.yaml:12:36\n");
    ck_assert_lacks(text, "--> a.yaml:13");
    ck_assert_has(text, "and 2 more: line 13, 14\n");
}
END_TEST

START_TEST(what_two_requirements_say_alike_is_told_once)
{
    const char *text, *first;

    fixture_find(2, CDT_OUTCOME_GAP, fx.findings, 3);
    fx.findings[2].message = "Something else at the same place.";
    text = fixture_report("text");
    first = strstr(text, "The notice is 1 month");
    ck_assert_ptr_nonnull(first);
    ck_assert_ptr_null(strstr(first + 1, "The notice is 1 month"));
    ck_assert_has(text, "Something else at the same place.\n");
    ck_assert_ptr_null(strstr(strstr(text, "-->") + 1, "-->")); /* the line is shown once */
}
END_TEST

START_TEST(a_waived_gap_is_told_with_who_took_the_risk)
{
    const char *text;

    fixture_find(1, CDT_OUTCOME_WAIVED, fx.findings, 1);
    fx.outcomes[1].waiver = &fixture_waiver;
    text = fixture_report("text");
    ck_assert_has(text, "No gaps, 1 gap waived; 2 of 3 checks met.\n");
    ck_assert_order(text, "Waived\n------", "medium, falls short: Costs are shared [house/cost]");
    ck_assert_has(text, "waived until 2026-06-30: The board took the risk (Treasurer, 2026-01-05)\n");
}
END_TEST

START_TEST(an_expired_waiver_is_told_on_the_gap_that_is_back)
{
    cdt_waiver expired = fixture_waiver;
    const char *text;

    expired.state = CDT_WAIVER_EXPIRED;
    fixture_find(1, CDT_OUTCOME_GAP, fx.findings, 1)->waiver = &expired;
    text = fixture_report("text");
    ck_assert_has(text, "1 gap (1 medium)");
    ck_assert_has(text, "waiver expired on 2026-06-30: The board took the risk");
}
END_TEST

START_TEST(history_is_told_apart_and_does_not_count)
{
    const char *text;

    fixture_find(1, CDT_OUTCOME_GAP, fx.findings, 1)->history = true;
    fx.outcomes[1].history = true;
    fx.review.counts.history = 1;
    fx.review.counts.gaps[CDT_GAP_FALLS_SHORT] = 0;
    text = fixture_report("text");
    ck_assert_has(text, "No gaps; 2 of 3 checks met.");
    ck_assert_order(text, "History: too late to mend, and not counted\n", "Costs are shared");
    ck_assert_has(text, "1 gap (1 history)");
}
END_TEST

START_TEST(what_is_met_is_told_on_request)
{
    ck_assert_lacks(fixture_report("text"), "Minutes are kept");
    fx.options.show = 1u << CDT_OUTCOME_MET;
    ck_assert_order(fixture_report("text"), "Met\n---", "Minutes are kept [house/minutes]\n");
}
END_TEST

START_TEST(the_report_ends_with_counts_sources_and_what_it_is_not)
{
    const char *text;

    fixture_find(2, CDT_OUTCOME_GAP, fx.findings, 1);
    text = fixture_report("text");
    ck_assert_has(text, "Counts    3 checks: 1 gap (1 falls short), 2 met\n");
    ck_assert_has(text, "Facts     18 of the 20 facts that these checks asked for are stated\n");
    ck_assert_has(text, "Checked   house: House rules; version 2, law as at 2026-07-01\n");
    ck_assert_has(text, "Sources   notes: Notes on sharing; study notes\n");
    ck_assert_has(text, "This report is not legal advice.");
}
END_TEST

START_TEST(several_agreements_end_in_a_line_each)
{
    cdt_report *report = cdt_report_open("text", &fx.options, "2026-07-01", fixture_write, NULL);
    const char *text;

    cdt_report_add(report, &fx.review);
    fixture_find(2, CDT_OUTCOME_GAP, fx.findings, 1);
    cdt_report_add(report, &fx.review);
    fx.review.reviewed = false;
    cdt_report_add(report, &fx.review);
    ck_assert(cdt_report_close(report));
    text = cdt_buf_str(&fx.out).at;
    ck_assert_has(text, "3 agreements\n====");
    ck_assert_has(text, "  gaps   high unanswered  waived\n"
                        "     0      0          0       0  JP/1 Joint payroll\n"
                        "     1      1          0       0  JP/1 Joint payroll\n"
                        "  not reviewed                    JP/1 Joint payroll\n");
}
END_TEST

START_TEST(an_agreement_that_could_not_be_reviewed_shows_its_problems)
{
    const char *text;

    cdt_diags_add(fx.diags, CDT_UNKNOWN_KEY, (cdt_place){ "a.yaml", 2, 13, 5 }, "agreement: {titel: Joint payroll}",
                  "titel has no meaning within agreement; did you mean title?");
    fx.review.reviewed = false;
    fx.review.diags = fx.diags;
    fx.review.outcome_count = 0;
    text = fixture_report("text");
    ck_assert_has(text, "Not reviewed: 1 error to mend first.\n");
    ck_assert_has(text, "error: titel has no meaning within agreement; did you mean title? [unknown-key]\n");
    ck_assert_has(text, "       2 | agreement: {titel: Joint payroll}\n"
                        "         |             ^^^^^\n");
}
END_TEST

START_TEST(without_quotes_no_source_text_is_shown)
{
    static const cdt_operand read = { "n.period", "1 month", "exit.notice[north].period", { "a.yaml", 4, 36, 7 }, "" };
    static const cdt_because because = { "x", "false", "", &read, 1, true, { "house.yaml", 5, 1, 1 } };
    const char *text;

    fixture_find(2, CDT_OUTCOME_GAP, fx.findings, 1)->because = &because;
    fx.findings[0].because_count = 1;
    fx.options.quotes = false;
    text = fixture_report("text");
    ck_assert_has(text, "--> a.yaml:4:36\n");
    ck_assert_lacks(text, "{party: north");
    ck_assert_lacks(text, "1 month\n");
}
END_TEST

START_TEST(no_line_is_wider_than_the_page)
{
    const char *text;
    size_t columns = 0;

    fixture_find(2, CDT_OUTCOME_GAP, fx.findings, 1)->message =
        "A long message about \xE5\xA5\x91\xE7\xB4\x84\xE6\x9B\xB8\xE5\xA5\x91\xE7\xB4\x84\xE6\x9B\xB8 that goes on "
        "and on, "
        "past the end of the line and further still, until it has said all that it wants to say.";
    fx.findings[0].excerpt =
        "  notice: [{party: north, period: 1 month}] # and a comment that is far too long to stand in "
        "one line of a terminal";
    fx.options.width = 60;
    text = fixture_report("text");
    for (size_t at = 0; at < fx.out.len;) {
        int rune = cdt_utf8_next(cdt_buf_str(&fx.out), &at);
        columns = rune == '\n' ? 0 : columns + (size_t)cdt_rune_width(rune);
        ck_assert_msg(columns <= 60, "a line is wider than 60:\n%s", text);
    }
}
END_TEST

START_TEST(hostile_text_does_not_reach_the_terminal)
{
    const char *text;

    fixture_find(2, CDT_OUTCOME_GAP, fx.findings, 1)->message = "\033]0;title\a \xE2\x80\xAEreversed";
    fx.findings[0].excerpt = "  notice: \033[2J\xE2\x80\x8B";
    fx.findings[0].place.file = "a\033[31m.yaml";
    text = fixture_report("text");
    ck_assert_lacks(text, "\033");
    ck_assert_lacks(text, "\xE2\x80\xAE");
    ck_assert_lacks(text, "\xE2\x80\x8B");
    ck_assert_has(text, "\\u{1b}]0;title\\u{7} \\u{202e}reversed");
    ck_assert_has(text, "a\\u{1b}[31m.yaml:4:36");
}
END_TEST

START_TEST(colour_is_only_where_it_was_asked_for)
{
    fixture_find(2, CDT_OUTCOME_GAP, fx.findings, 1);
    ck_assert_lacks(fixture_report("text"), "\033");
    fx.options.color = true;
    ck_assert_has(fixture_report("text"), "\033[1;31mhigh\033[0m, falls short: ");
}
END_TEST

START_TEST(a_pipe_that_closes_is_told_at_the_end)
{
    cdt_report *report;

    fx.broken = true;
    report = cdt_report_open("text", &fx.options, "2026-07-01", fixture_write, NULL);
    cdt_report_add(report, &fx.review);
    cdt_report_add(report, &fx.review);
    ck_assert(!cdt_report_close(report));
    ck_assert_uint_eq(fx.writes, 1);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("report text");

    tcase_add_checked_fixture(tests, fixture_setup, fixture_teardown);
    tcase_add_test(tests, the_verdict_stands_before_everything_else);
    tcase_add_test(tests, a_gap_shows_its_line_the_reason_and_the_way_out);
    tcase_add_test(tests, what_falls_short_comes_before_what_is_not_stated);
    tcase_add_test(tests, a_missing_fact_is_a_question_with_its_place_and_who_knows);
    tcase_add_test(tests, what_is_being_settled_says_by_whom_and_until_when);
    tcase_add_test(tests, after_three_findings_the_others_are_named_by_their_lines);
    tcase_add_test(tests, what_two_requirements_say_alike_is_told_once);
    tcase_add_test(tests, a_waived_gap_is_told_with_who_took_the_risk);
    tcase_add_test(tests, an_expired_waiver_is_told_on_the_gap_that_is_back);
    tcase_add_test(tests, history_is_told_apart_and_does_not_count);
    tcase_add_test(tests, what_is_met_is_told_on_request);
    tcase_add_test(tests, the_report_ends_with_counts_sources_and_what_it_is_not);
    tcase_add_test(tests, several_agreements_end_in_a_line_each);
    tcase_add_test(tests, an_agreement_that_could_not_be_reviewed_shows_its_problems);
    tcase_add_test(tests, without_quotes_no_source_text_is_shown);
    tcase_add_test(tests, no_line_is_wider_than_the_page);
    tcase_add_test(tests, hostile_text_does_not_reach_the_terminal);
    tcase_add_test(tests, colour_is_only_where_it_was_asked_for);
    tcase_add_test(tests, a_pipe_that_closes_is_told_at_the_end);
    return unit_run(tests);
}
