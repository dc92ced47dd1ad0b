#include <math.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/decimal.h"
#include "base/json.h"
#include "base/nearest.h"
#include "base/utf8.h"
#include "unit.h"

static cdt_decimal decimal(const char *text)
{
    cdt_decimal value = { 0, 0 };

    ck_assert_msg(cdt_decimal_read(cdt_str_z(text), &value), "%s is a decimal", text);
    return value;
}

START_TEST(shares_that_are_a_hundred_on_paper_are_a_hundred)
{
    cdt_decimal sum = decimal("88.71");

    ck_assert(cdt_decimal_add(sum, decimal("0.19"), &sum));
    ck_assert(cdt_decimal_add(sum, decimal("11.1"), &sum));
    ck_assert_int_eq(cdt_decimal_cmp(sum, cdt_decimal_of(100)), 0);
}
END_TEST

START_TEST(a_decimal_keeps_the_places_it_was_written_with)
{
    static const char *const written[] = { "0", "-1.50", "9223372036854775807", "-9223372036854775808", "0.000000001" };
    char out[CDT_DECIMAL_SIZE];

    for (size_t i = 0; i < sizeof written / sizeof written[0]; i++) {
        cdt_decimal_write(decimal(written[i]), out);
        ck_assert_str_eq(out, written[i]);
    }
}
END_TEST

START_TEST(what_is_no_decimal_is_refused)
{
    static const char *const wrong[] = { "",     "-", ".5", "5.", "1,000", "1e3", "9223372036854775808", "0.0000000001",
                                         "1.2.3" };
    cdt_decimal value;

    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        ck_assert_msg(!cdt_decimal_read(cdt_str_z(wrong[i]), &value), "%s is refused", wrong[i]);
}
END_TEST

START_TEST(decimals_of_any_size_compare_exactly)
{
    ck_assert_int_eq(cdt_decimal_cmp(decimal("9223372036854775807"), decimal("9223372036.854775807")), 1);
    ck_assert_int_eq(cdt_decimal_cmp(decimal("-0.1"), decimal("0")), -1);
    ck_assert_int_eq(cdt_decimal_cmp(decimal("1.0"), decimal("1.000")), 0);
    ck_assert_int_eq(cdt_decimal_cmp_double(decimal("0.1"), 0.1), -1); /* the double is a little more */
    ck_assert_int_eq(cdt_decimal_cmp_double(decimal("0.5"), 0.5), 0);
    ck_assert_int_eq(cdt_decimal_cmp_double(decimal("1"), INFINITY), -1);
    ck_assert_int_eq(cdt_decimal_cmp_double(decimal("1"), (double)NAN), 2);
}
END_TEST

START_TEST(sums_beyond_the_range_fail)
{
    cdt_decimal out;

    ck_assert(!cdt_decimal_add(decimal("9223372036854775807"), decimal("1"), &out));
    ck_assert(!cdt_decimal_add(decimal("9223372036854775807"), decimal("0.1"), &out));
    ck_assert(!cdt_decimal_times(decimal("9223372036854775807"), 2, &out));
}
END_TEST

static cdt_day day(const char *text)
{
    cdt_day value = 0;

    ck_assert_msg(cdt_date_read(cdt_str_z(text), &value), "%s is a date", text);
    return value;
}

START_TEST(dates_that_do_not_exist_are_refused)
{
    static const char *const wrong[] = {
        "2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "0000-01-01", "2026-4-1", ""
    };
    cdt_day value;

    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        ck_assert_msg(!cdt_date_read(cdt_str_z(wrong[i]), &value), "%s is refused", wrong[i]);
    ck_assert(cdt_date_read(CDT_STR("2024-02-29"), &value));
}
END_TEST

START_TEST(every_day_of_ten_thousand_years_comes_back_as_it_was_written)
{
    char out[CDT_DATE_SIZE];

    for (cdt_day d = day("0001-01-01"); d <= day("9999-12-31"); d += 13) {
        cdt_date_write(d, out);
        ck_assert_int_eq(day(out), d);
    }
    ck_assert_int_eq(day("1970-01-01"), 0);
}
END_TEST

START_TEST(months_are_counted_by_the_calendar)
{
    cdt_day out;

    ck_assert(cdt_add_months(day("2026-01-31"), 1, &out));
    ck_assert_int_eq(out, day("2026-02-28"));
    ck_assert(cdt_add_months(day("2026-01-31"), -1, &out));
    ck_assert_int_eq(out, day("2025-12-31"));
    ck_assert(!cdt_add_months(day("9999-12-01"), 1, &out));
    ck_assert_int_eq(cdt_months_between(day("2026-04-01"), day("2027-03-31")), 11);
    ck_assert_int_eq(cdt_months_between(day("2026-04-01"), day("2027-04-01")), 12);
    ck_assert_int_eq(cdt_months_between(day("2027-04-01"), day("2026-04-01")), -12);
}
END_TEST

static cdt_period period(const char *text)
{
    cdt_period value = { 0, 0, 0, 0 };

    ck_assert_msg(cdt_period_read(cdt_str_z(text), &value), "%s is a period", text);
    return value;
}

START_TEST(periods_are_read_as_agreements_write_them)
{
    static const char *const wrong[] = { "",
                                         "12",
                                         "months",
                                         "12months",
                                         "a year",
                                         "12 months ",
                                         "6 months 1 year",
                                         "-1 day",
                                         "1 day 1 working day",
                                         "12 moons",
                                         "99999999 years" };
    cdt_period value;

    ck_assert_int_eq(period("12 months").months, 12);
    ck_assert_int_eq(period("1 year 6 months").months, 18);
    ck_assert_int_eq(period("2 weeks").days, 14);
    ck_assert_int_eq(period("10 working days").working_days, 10);
    ck_assert_int_eq(period("1 quarter").months, 3);
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        ck_assert_msg(!cdt_period_read(cdt_str_z(wrong[i]), &value), "\"%s\" is refused", wrong[i]);
}
END_TEST

START_TEST(ninety_days_count_as_three_months)
{
    ck_assert_int_eq(cdt_period_month_tenths(period("90 days")), 30);
    ck_assert_int_eq(cdt_period_month_tenths(period("13 weeks")), 30);
    ck_assert_int_eq(cdt_period_month_tenths(period("12 weeks")), 28);
    ck_assert_int_eq(cdt_period_month_tenths(period("2 years")), 240);
    ck_assert_int_eq(cdt_period_cmp(period("12 months"), period("365 days")), 0);
    ck_assert_int_eq(cdt_period_cmp(period("10 working days"), period("2 weeks")), 0);
}
END_TEST

START_TEST(working_days_pass_over_weekends)
{
    cdt_day out;

    ck_assert(cdt_add_period(day("2026-11-20"), period("1 working day"), &out)); /* a Friday */
    ck_assert_int_eq(out, day("2026-11-23"));
    ck_assert(cdt_add_period(day("2026-11-18"), period("7 working days"), &out));
    ck_assert_int_eq(out, day("2026-11-27"));
    ck_assert(cdt_add_period(day("2026-11-21"), period("5 working days"), &out)); /* a Saturday */
    ck_assert_int_eq(out, day("2026-11-27"));
    ck_assert(cdt_add_period(day("2026-11-22"), period("6 working days"), &out));
    ck_assert_int_eq(out, day("2026-11-30"));
}
END_TEST

START_TEST(bytes_that_are_not_utf8_are_found)
{
    static const char *const wrong[] = { "\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                                         "\x80",     "\xE2\x82",     "\xFF" };

    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        ck_assert_uint_eq(cdt_utf8_valid(cdt_str_z(wrong[i])), 0);
    ck_assert_uint_eq(cdt_utf8_count(CDT_STR("h\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80")), 4);
    ck_assert_uint_eq(cdt_utf8_valid(CDT_STR("h\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80")), 10);
}
END_TEST

static cdt_str nearest(const char *word)
{
    static const char *const known[] = { "procurements", "parties", "exit", "notice", "id" };
    cdt_nearest n = { .word = cdt_str_z(word) };

    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        cdt_nearest_try(&n, cdt_str_z(known[i]));
    return n.best;
}

START_TEST(a_misspelt_word_finds_its_neighbour)
{
    ck_assert_slice(nearest("procurment"), "procurements");
    ck_assert_slice(nearest("prties"), "parties");
    ck_assert_slice(nearest("ntoice"), "notice");
    ck_assert_slice(nearest("Exit"), "exit");
    ck_assert_slice(nearest("of"), "");
    ck_assert_slice(nearest("governance"), "");
}
END_TEST

START_TEST(a_buffer_remembers_that_it_was_full)
{
    cdt_buf buf = { .limit = 4 };

    cdt_buf_put_z(&buf, "abc");
    ck_assert(!buf.full);
    cdt_buf_put_z(&buf, "de");
    ck_assert(buf.full);
    cdt_buf_put_z(&buf, "d");
    ck_assert_slice(cdt_buf_str(&buf), "abc");
    cdt_buf_free(&buf);
}
END_TEST

START_TEST(json_escapes_what_must_not_stand_in_it)
{
    cdt_buf buf = { 0 };
    cdt_json json = cdt_json_to(&buf, 0);

    cdt_json_open(&json, '{');
    cdt_json_put_str(&json, "a\"", CDT_STR("line\n\x01\xFF\xE2\x80\xAE\x7F"));
    cdt_json_key(&json, "b");
    cdt_json_open(&json, '[');
    cdt_json_int(&json, -1);
    cdt_json_bool(&json, true);
    cdt_json_z(&json, NULL);
    cdt_json_close(&json, ']');
    cdt_json_close(&json, '}');
    ck_assert_slice(cdt_buf_str(&buf), "{\"a\\\"\":\"line\\n\\u0001\xEF\xBF\xBD\\u202e\\u007f\",\"b\":[-1,true,null]}");
    cdt_buf_free(&buf);
}
END_TEST

START_TEST(an_arena_gives_zeroed_memory_of_any_size)
{
    cdt_arena arena = { 0 };

    for (size_t size = 1; size < 200000; size = size * 3 + 1) {
        unsigned char *memory = cdt_alloc(&arena, size);
        ck_assert_uint_eq((uintptr_t)memory % _Alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++)
            ck_assert_uint_eq(memory[i], 0);
        memset(memory, 0xAA, size);
        if (size > 5000)
            cdt_arena_reset(&arena);
    }
    cdt_arena_free(&arena);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("base");

    tcase_add_test(tests, shares_that_are_a_hundred_on_paper_are_a_hundred);
    tcase_add_test(tests, a_decimal_keeps_the_places_it_was_written_with);
    tcase_add_test(tests, what_is_no_decimal_is_refused);
    tcase_add_test(tests, decimals_of_any_size_compare_exactly);
    tcase_add_test(tests, sums_beyond_the_range_fail);
    tcase_add_test(tests, dates_that_do_not_exist_are_refused);
    tcase_add_test(tests, every_day_of_ten_thousand_years_comes_back_as_it_was_written);
    tcase_add_test(tests, months_are_counted_by_the_calendar);
    tcase_add_test(tests, periods_are_read_as_agreements_write_them);
    tcase_add_test(tests, ninety_days_count_as_three_months);
    tcase_add_test(tests, working_days_pass_over_weekends);
    tcase_add_test(tests, bytes_that_are_not_utf8_are_found);
    tcase_add_test(tests, a_misspelt_word_finds_its_neighbour);
    tcase_add_test(tests, a_buffer_remembers_that_it_was_full);
    tcase_add_test(tests, json_escapes_what_must_not_stand_in_it);
    tcase_add_test(tests, an_arena_gives_zeroed_memory_of_any_size);
    return unit_run(tests);
}
