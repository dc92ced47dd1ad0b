/* compact, json and ndjson: what programs read. */
#include <jansson.h>

#include "report_fixture.h"

static json_t *parse(const char *text)
{
    json_error_t error;
    json_t *json = json_loads(text, JSON_REJECT_DUPLICATES, &error);

    ck_assert_msg(json != NULL, "line %d: %s in:\n%.2000s", error.line, error.text, text);
    return json;
}

/* The value at a path of keys and numbers: "reviews.0.counts.met". */
static json_t *at(json_t *json, const char *path)
{
    char copy[200], *part;

    snprintf(copy, sizeof copy, "%s", path);
    for (part = strtok(copy, "."); part && json; part = strtok(NULL, "."))
        json = json_is_array(json) ? json_array_get(json, strtoul(part, NULL, 10)) : json_object_get(json, part);
    ck_assert_msg(json != NULL, "nothing at %s", path);
    return json;
}

#define ck_text(json, path, wanted) ck_assert_str_eq(json_string_value(at((json), (path))), (wanted))
#define ck_int(json, path, wanted) ck_assert_int_eq(json_integer_value(at((json), (path))), (wanted))

START_TEST(compact_has_one_line_a_finding)
{
    fixture_find(2, CDT_OUTCOME_GAP, fx.findings, 2);
    fx.findings[1].gap = CDT_GAP_NOT_STATED;
    fx.findings[1].message = "Not stated: exit.limit.";
    fixture_find(0, CDT_OUTCOME_UNANSWERED, fx.findings + 2, 1)->message = "Not stated: x.";
    ck_assert_str_eq(fixture_report("compact"),
                     "a.yaml:4:36: low: unanswered: Not stated: x. [house/minutes]\n"
                     "a.yaml:4:36: high: falls short: The notice is 1 month; at least 3 months are needed. [house/notice]\n"
                     "a.yaml:4:36: high: not stated: Not stated: exit.limit. [house/notice]\n");
}
END_TEST

START_TEST(compact_labels_what_is_waived_or_history)
{
    const char *text;

    fixture_find(1, CDT_OUTCOME_WAIVED, fx.findings, 1);
    fx.outcomes[1].waiver = &fixture_waiver;
    fixture_find(2, CDT_OUTCOME_GAP, fx.findings + 1, 1)->history = true;
    text = fixture_report("compact");
    ck_assert_has(text, ": medium: waived: falls short: The notice is 1 month; at least 3 months are needed. (waived until "
                        "2026-06-30) [house/cost]\n");
    ck_assert_has(text, ": high: history: falls short: ");
}
END_TEST

START_TEST(compact_keeps_hostile_text_in_its_line)
{
    fixture_find(2, CDT_OUTCOME_GAP, fx.findings, 1)->message = "one\ntwo\033[31m\xE2\x80\xAE";
    ck_assert_str_eq(fixture_report("compact"),
                     "a.yaml:4:36: high: falls short: one two\\u{1b}[31m\\u{202e} [house/notice]\n");
}
END_TEST

START_TEST(json_says_what_became_of_each_check)
{
    json_t *json;

    fixture_find(2, CDT_OUTCOME_GAP, fx.findings, 1);
    json = parse(fixture_report("json"));
    ck_text(json, "schema", "concordat.report/v1");
    ck_text(json, "tool.name", "concordat");
    ck_text(json, "as_of", "2026-07-01");
    ck_text(json, "columns", "code points");
    ck_text(json, "reviews.0.status", "reviewed");
    ck_text(json, "reviews.0.agreement.reference", "JP/1");
    ck_int(json, "reviews.0.agreement.document", 0);
    ck_assert_int_eq(strncmp(json_string_value(at(json, "reviews.0.agreement.digest")), "sha256:", 7), 0);
    ck_assert(json_is_null(at(json, "reviews.0.draft")));
    ck_text(json, "reviews.0.checklists.0.name", "house");
    ck_text(json, "reviews.0.checklists.0.version", "2");
    ck_int(json, "reviews.0.counts.met", 2);
    ck_int(json, "reviews.0.counts.gaps.falls_short", 1);
    ck_text(json, "reviews.0.outcomes.2.check", "notice");
    ck_text(json, "reviews.0.outcomes.2.group", "exit");
    ck_text(json, "reviews.0.outcomes.2.outcome", "gap");
    ck_text(json, "reviews.0.outcomes.2.findings.0.gap", "falls_short");
    ck_text(json, "reviews.0.outcomes.2.findings.0.requirement", "long");
    ck_text(json, "reviews.0.outcomes.2.findings.0.path", "exit.notice[north].period");
    ck_int(json, "reviews.0.outcomes.2.findings.0.line", 4);
    ck_int(json, "reviews.0.outcomes.2.findings.0.column", 36);
    ck_int(json, "reviews.0.outcomes.2.findings.0.length", 7);
    ck_assert_uint_eq(json_array_size(at(json, "reviews.0.outcomes.2.evidence")), 0);
    ck_assert(json_is_null(at(json, "reviews.0.outcomes.2.waiver")));
    ck_assert_uint_eq(json_array_size(at(json, "reviews.0.outcomes.0.findings")), 0);
    json_decref(json);
}
END_TEST

START_TEST(json_gives_the_leaves_that_account_for_a_gap)
{
    static const cdt_operand read = { "n.period", "1 month", "exit.notice[north].period", { "a.yaml", 4, 36, 7 }, "" };
    static const cdt_because because = { "months(n.period) >= 3", "false", "", &read, 1, true, { "house.yaml", 12, 5, 9 } };
    json_t *json;

    fixture_find(2, CDT_OUTCOME_GAP, fx.findings, 1)->because = &because;
    fx.findings[0].because_count = 1;
    json = parse(fixture_report("json"));
    ck_text(json, "reviews.0.outcomes.2.findings.0.because.0.expr", "months(n.period) >= 3");
    ck_text(json, "reviews.0.outcomes.2.findings.0.because.0.outcome", "false");
    ck_int(json, "reviews.0.outcomes.2.findings.0.because.0.line", 12);
    ck_text(json, "reviews.0.outcomes.2.findings.0.because.0.operands.0.value", "1 month");
    ck_int(json, "reviews.0.outcomes.2.findings.0.because.0.operands.0.line", 4);
    json_decref(json);
    fx.options.quotes = false;
    json = parse(fixture_report("json"));
    ck_assert(json_is_null(at(json, "reviews.0.outcomes.2.findings.0.because.0.operands.0.value")));
    ck_assert(json_is_null(at(json, "reviews.0.outcomes.2.findings.0.excerpt")));
    json_decref(json);
}
END_TEST

START_TEST(json_keeps_problems_of_no_agreement_apart)
{
    cdt_report *report = cdt_report_open("json", &fx.options, "2026-07-01", fixture_write, NULL);
    json_t *json;

    cdt_diags_add(fx.diags, CDT_CANNOT_READ, (cdt_place){ .file = "b.yaml" }, NULL, "no such file");
    cdt_report_problems(report, fx.diags);
    cdt_report_add(report, &fx.review);
    cdt_report_problems(report, fx.diags);
    ck_assert(cdt_report_close(report));
    json = parse(cdt_buf_str(&fx.out).at);
    ck_assert_uint_eq(json_array_size(at(json, "reviews")), 1);
    ck_assert_uint_eq(json_array_size(at(json, "diagnostics")), 2);
    ck_text(json, "diagnostics.1.code", "cannot-read");
    ck_int(json, "diagnostics.1.line", 0);
    json_decref(json);
}
END_TEST

START_TEST(json_without_any_agreement_is_a_report_all_the_same)
{
    cdt_report *report = cdt_report_open("json", &fx.options, "2026-07-01", fixture_write, NULL);
    json_t *json;

    ck_assert(cdt_report_close(report));
    json = parse(cdt_buf_str(&fx.out).at);
    ck_assert_uint_eq(json_array_size(at(json, "reviews")), 0);
    ck_assert_uint_eq(json_array_size(at(json, "diagnostics")), 0);
    json_decref(json);
}
END_TEST

START_TEST(json_cuts_a_long_line_around_the_place)
{
    static char line[5001];
    json_t *json;

    memset(line, 'x', 5000);
    memcpy(line + 4000, "HERE", 4);
    fixture_find(2, CDT_OUTCOME_GAP, fx.findings, 1)->excerpt = line;
    fx.findings[0].place.column = 4001;
    json = parse(fixture_report("json"));
    {
        const char *excerpt = json_string_value(at(json, "reviews.0.outcomes.2.findings.0.excerpt"));
        long from = (long)json_integer_value(at(json, "reviews.0.outcomes.2.findings.0.excerpt_column"));
        ck_assert_uint_le(strlen(excerpt), 240);
        ck_assert_int_eq(strncmp(excerpt + (4001 - from), "HERE", 4), 0);
    }
    json_decref(json);
}
END_TEST

START_TEST(ndjson_writes_a_whole_report_after_each_agreement)
{
    cdt_report *report = cdt_report_open("ndjson", &fx.options, "2026-07-01", fixture_write, NULL);
    size_t first;
    json_t *json;

    cdt_report_add(report, &fx.review);
    first = fx.out.len;
    ck_assert_int_eq(fx.out.at[first - 1], '\n');
    cdt_report_add(report, &fx.review);
    ck_assert_uint_eq(fx.out.len, first * 2);
    ck_assert(cdt_report_close(report));
    ck_assert_uint_eq(fx.out.len, first * 2);
    json = parse(fx.out.at + first);
    ck_text(json, "schema", "concordat.report/v1");
    ck_assert_uint_eq(json_array_size(at(json, "reviews")), 1);
    json_decref(json);
}
END_TEST

START_TEST(formats_are_found_by_their_names)
{
    ck_assert_uint_ge(cdt_format_count(), 4);
    ck_assert_str_eq(cdt_format_name(0), "text");
    ck_assert_ptr_null(cdt_report_open("pdf", &fx.options, "2026-07-01", fixture_write, NULL));
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("report machine");

    tcase_add_checked_fixture(tests, fixture_setup, fixture_teardown);
    tcase_add_test(tests, compact_has_one_line_a_finding);
    tcase_add_test(tests, compact_labels_what_is_waived_or_history);
    tcase_add_test(tests, compact_keeps_hostile_text_in_its_line);
    tcase_add_test(tests, json_says_what_became_of_each_check);
    tcase_add_test(tests, json_gives_the_leaves_that_account_for_a_gap);
    tcase_add_test(tests, json_keeps_problems_of_no_agreement_apart);
    tcase_add_test(tests, json_without_any_agreement_is_a_report_all_the_same);
    tcase_add_test(tests, json_cuts_a_long_line_around_the_place);
    tcase_add_test(tests, ndjson_writes_a_whole_report_after_each_agreement);
    tcase_add_test(tests, formats_are_found_by_their_names);
    return unit_run(tests);
}
