#include "base/utf8.h"
#include "report/escape.h"
#include "report/layout.h"
#include "report/wording.h"
#include "unit.h"

static cdt_buf out;
static cdt_layout layout;

static void setup(void)
{
    layout = cdt_layout_to(&out, 40, false);
}

static void teardown(void)
{
    cdt_buf_free(&out);
}

static void ck_escaped(const char *text, const char *wanted)
{
    cdt_buf_clear(&out);
    cdt_escape_line(&out, cdt_str_z(text));
    ck_assert_slice(cdt_buf_str(&out), wanted);
}

static void ck_excerpt(cdt_place place, const char *line, const char *wanted)
{
    cdt_buf_clear(&out);
    cdt_layout_excerpt(&layout, 0, 3, CDT_INK_RED, place, line);
    ck_assert_slice(cdt_buf_str(&out), wanted);
}

START_TEST(what_could_steer_a_terminal_is_spelled_out)
{
    ck_escaped("a\033[2Jb", "a\\u{1b}[2Jb");
    ck_escaped("\xE2\x80\xAE"
               "abc",
               "\\u{202e}abc");
    ck_escaped("one\r\ntwo\tthree", "one\\u{d} two three");
    ck_escaped("\xC2\x9B", "\\u{9b}");
    ck_escaped("caf\xC3\xA9 \xE5\xA5\x91", "caf\xC3\xA9 \xE5\xA5\x91");
    ck_escaped("bad \xFF byte", "bad \xEF\xBF\xBD byte");
}
END_TEST

START_TEST(words_are_wrapped_and_hang_under_each_other)
{
    cdt_layout_labelled(&layout, 2, 8, "Why", "A notice that is too short leaves the others without a service.");
    ck_assert_slice(cdt_buf_str(&out), "  Why   A notice that is too short\n"
                                       "        leaves the others without a\n"
                                       "        service.\n");
}
END_TEST

START_TEST(wide_characters_count_as_two_columns)
{
    const char *word = "\xE5\xA5\x91\xE7\xB4\x84\xE6\x9B\xB8 "; /* three of them and a blank: seven columns */

    cdt_layout_begin(&layout, 0, 0);
    for (int i = 0; i < 6; i++)
        cdt_layout_put(&layout, CDT_INK_PLAIN, word);
    cdt_layout_end(&layout);
    ck_assert_uint_eq(cdt_str_find(cdt_buf_str(&out), CDT_STR("\n"), 0), 5 * 10 - 1);
}
END_TEST

START_TEST(a_word_longer_than_the_line_is_broken)
{
    char word[101] = { 0 };

    memset(word, 'x', 100);
    cdt_layout_line(&layout, 0, CDT_INK_PLAIN, word);
    ck_assert_uint_eq(out.len, 100 + 3);
    ck_assert_int_eq(out.at[40], '\n');
}
END_TEST

START_TEST(marks_stay_close_to_the_word_before_them)
{
    cdt_layout_begin(&layout, 0, 0);
    cdt_layout_put(&layout, CDT_INK_RED, "high");
    cdt_layout_put(&layout, CDT_INK_PLAIN, ", falls short: ");
    cdt_layout_put(&layout, CDT_INK_BOLD, "Notice");
    cdt_layout_end(&layout);
    ck_assert_slice(cdt_buf_str(&out), "high, falls short: Notice\n");
}
END_TEST

START_TEST(colours_end_where_their_words_end)
{
    layout.color = true;
    cdt_layout_begin(&layout, 0, 0);
    cdt_layout_put(&layout, CDT_INK_RED, "high ");
    cdt_layout_put(&layout, CDT_INK_PLAIN, "gap");
    cdt_layout_end(&layout);
    ck_assert_slice(cdt_buf_str(&out), "\033[1;31mhigh\033[0m gap\n");
}
END_TEST

START_TEST(carets_stand_under_the_characters_that_are_meant)
{
    ck_excerpt((cdt_place){ "a.yaml", 12, 9, 5 }, "  term: about", " 12 |   term: about\n    |         ^^^^^\n");
}
END_TEST

START_TEST(carets_know_of_tabs_and_of_wide_characters)
{
    ck_excerpt((cdt_place){ "a.yaml", 1, 2, 1 }, "\tx", "  1 |     x\n    |     ^\n");
    ck_excerpt((cdt_place){ "a.yaml", 1, 4, 2 }, "a: \xE5\xA5\x91\xE7\xB4\x84 b",
               "  1 | a: \xE5\xA5\x91\xE7\xB4\x84 b\n    |    ^^^^\n");
    ck_excerpt((cdt_place){ "a.yaml", 1, 2, 1 }, "e\xCC\x81z", "  1 | e\xCC\x81z\n    |  ^\n"); /* a combining accent */
    ck_excerpt((cdt_place){ "a.yaml", 1, 2, 1 }, "\xE2\x80\xAEz", "  1 | \\u{202e}z\n    |         ^\n");
}
END_TEST

START_TEST(a_long_line_is_cut_around_the_carets)
{
    char line[301];
    size_t columns = 0;

    memset(line, 'x', 300);
    line[300] = '\0';
    memcpy(line + 150, "HERE", 4);
    cdt_layout_excerpt(&layout, 0, 3, CDT_INK_RED, (cdt_place){ "a.yaml", 1, 151, 4 }, line);
    ck_assert_ptr_nonnull(strstr(out.at, "HERE"));
    ck_assert_ptr_nonnull(strstr(out.at, "| \xE2\x80\xA6x"));
    ck_assert_ptr_nonnull(strstr(out.at, "x\xE2\x80\xA6\n"));
    for (size_t at = 0; out.at[at] != '\n'; columns++)
        cdt_utf8_next(cdt_buf_str(&out), &at);
    ck_assert_uint_le(columns, 40);
    ck_assert_uint_eq((size_t)(strchr(out.at, '^') - strchr(out.at, '\n')) - 1, /* the … has three bytes */
                      (size_t)(strstr(out.at, "HERE") - out.at) - 2);
}
END_TEST

START_TEST(a_place_past_the_end_of_its_line_is_marked_at_the_end)
{
    ck_excerpt((cdt_place){ "a.yaml", 1, 9, 0 }, "end:", "  1 | end:\n    |     ^\n");
    ck_excerpt((cdt_place){ "a.yaml", 1, 0, 0 }, "end:", "  1 | end:\n");
}
END_TEST

START_TEST(values_of_a_draft_are_told_as_people_write_them)
{
    static const char *const rows[][3] = {
        { "P12M", "", "12 months" },
        { "P1M", "", "1 month" },
        { "P1Y6M", "", "1 year 6 months" },
        { "P10D", "working days", "10 working days" },
        { "PT48H", "", "48 hours" },
        { "P2W", "", "2 weeks" },
        { "50000", "GBP", "50000 GBP" },
        { "2027-04-01", "", "2027-04-01" },
        { "Perth Council", "", "Perth Council" },
        { "P", "", "P" },
        { "P6", "", "P6" },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cdt_buf told = { 0 };
        cdt_wording_value(&told, rows[i][0], rows[i][1]);
        ck_assert_str_eq(cdt_buf_str(&told).at, rows[i][2]);
        cdt_buf_free(&told);
    }
}
END_TEST

START_TEST(a_place_is_told_as_far_as_it_is_known)
{
    cdt_layout_place(&out, (cdt_place){ "a.yaml", 12, 5, 1 });
    cdt_layout_place(&out, (cdt_place){ " b\n.yaml", 0, 0, 0 });
    ck_assert_slice(cdt_buf_str(&out), "a.yaml:12:5 b .yaml");
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("layout");

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, what_could_steer_a_terminal_is_spelled_out);
    tcase_add_test(tests, words_are_wrapped_and_hang_under_each_other);
    tcase_add_test(tests, wide_characters_count_as_two_columns);
    tcase_add_test(tests, a_word_longer_than_the_line_is_broken);
    tcase_add_test(tests, marks_stay_close_to_the_word_before_them);
    tcase_add_test(tests, colours_end_where_their_words_end);
    tcase_add_test(tests, carets_stand_under_the_characters_that_are_meant);
    tcase_add_test(tests, carets_know_of_tabs_and_of_wide_characters);
    tcase_add_test(tests, a_long_line_is_cut_around_the_carets);
    tcase_add_test(tests, a_place_past_the_end_of_its_line_is_marked_at_the_end);
    tcase_add_test(tests, values_of_a_draft_are_told_as_people_write_them);
    tcase_add_test(tests, a_place_is_told_as_far_as_it_is_known);
    return unit_run(tests);
}
