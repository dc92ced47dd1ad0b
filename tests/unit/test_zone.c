/* Time zones: the content of their files, and which names are looked for. */
#include "base/buf.h"
#include "base/date.h"
#include "cli/zones.h"
#include "unit.h"

static cdt_buf file;

static void teardown(void)
{
    cdt_buf_free(&file);
}

static void put_number(int64_t number, int size)
{
    while (size-- > 0)
        cdt_buf_char(&file, (char)(unsigned char)((uint64_t)number >> 8 * size));
}

/* A block with two types, +01:00 and +02:00, which take turns from `times[0]` on. */
static void put_block(char version, const int64_t *times, int count, int width)
{
    cdt_buf_put_z(&file, "TZif");
    cdt_buf_char(&file, version);
    cdt_buf_repeat(&file, '\0', 15 + 4 + 4 + 4);
    put_number(count, 4);
    put_number(2, 4);
    put_number(4, 4);
    for (int i = 0; i < count; i++)
        put_number(times[i], width);
    for (int i = 0; i < count; i++)
        cdt_buf_char(&file, (char)(1 - i % 2));
    for (int type = 0; type < 2; type++) {
        put_number(3600 + 3600 * type, 4);
        put_number(0, 2);
    }
    cdt_buf_put(&file, (cdt_str){ "X\0Y", 4 });
}

/* A file of version 2 with changes at these moments and a rule for what comes later; "": none. */
static void make_file(const int64_t *times, int count, const char *rule)
{
    cdt_buf_clear(&file);
    put_block('2', NULL, 0, 4);
    put_block('2', times, count, 8);
    cdt_buf_printf(&file, "\n%s\n", rule);
}

static int32_t offset_at(int64_t seconds)
{
    int32_t offset = -1;

    ck_assert(cdt_zone_offset((const unsigned char *)file.at, file.len, seconds, &offset));
    return offset;
}

/* Midnight in UTC and some hours of a day. */
static int64_t moment(int year, int month, int day, int hours)
{
    return cdt_day_of((cdt_civil){ year, month, day }) * INT64_C(86400) + hours * 3600;
}

START_TEST(each_change_holds_until_the_next)
{
    static const int64_t times[] = { 1000, 2000, 3000 };

    make_file(times, 3, "");
    ck_assert_int_eq(offset_at(-5000000000), 3600);
    ck_assert_int_eq(offset_at(999), 3600);
    ck_assert_int_eq(offset_at(1000), 7200);
    ck_assert_int_eq(offset_at(2500), 3600);
    ck_assert_int_eq(offset_at(5000000000), 7200);
}
END_TEST

START_TEST(after_the_last_change_the_rule_holds)
{
    static const int64_t times[] = { 1000 };

    make_file(times, 1, "GMT0BST,M3.5.0/1,M10.5.0");
    ck_assert_int_eq(offset_at(0), 3600);
    ck_assert_int_eq(offset_at(moment(2045, 3, 26, 1) - 1), 0);
    ck_assert_int_eq(offset_at(moment(2045, 3, 26, 1)), 3600);
    ck_assert_int_eq(offset_at(moment(2045, 10, 29, 1) - 1), 3600);
    ck_assert_int_eq(offset_at(moment(2045, 10, 29, 1)), 0);
}
END_TEST

START_TEST(summer_in_the_south_goes_over_the_new_year)
{
    make_file(NULL, 0, "AEST-10AEDT,M10.1.0,M4.1.0/3");
    ck_assert_int_eq(offset_at(moment(2045, 1, 1, 0)), 11 * 3600);
    ck_assert_int_eq(offset_at(moment(2045, 6, 1, 0)), 10 * 3600);
    ck_assert_int_eq(offset_at(moment(2045, 12, 31, 20)), 11 * 3600);
}
END_TEST

START_TEST(days_of_the_year_are_counted_with_and_without_february_29)
{
    make_file(NULL, 0, "A0B,J60,J300");
    ck_assert_int_eq(offset_at(moment(2044, 3, 1, 2) - 1), 0);
    ck_assert_int_eq(offset_at(moment(2044, 3, 1, 2)), 3600);
    make_file(NULL, 0, "A0B-3,59/-1:30:30,300");
    ck_assert_int_eq(offset_at(moment(2044, 2, 28, 22) + 1769), 0);
    ck_assert_int_eq(offset_at(moment(2044, 2, 28, 22) + 1770), 3 * 3600);
}
END_TEST

START_TEST(names_in_angle_brackets_may_have_digits)
{
    make_file(NULL, 0, "<-0330>3:30");
    ck_assert_int_eq(offset_at(0), -12600);
}
END_TEST

START_TEST(a_file_of_the_first_version_has_one_block)
{
    static const int64_t times[] = { 1000 };

    cdt_buf_clear(&file);
    put_block('\0', times, 1, 4);
    ck_assert_int_eq(offset_at(500), 3600);
    ck_assert_int_eq(offset_at(1500), 7200);
}
END_TEST

START_TEST(what_is_damaged_is_no_zone)
{
    static const int64_t times[] = { 1000, 2000 };
    static const char *const rules[] = { "GMT0BST",        "0",     "GMT0BST,M13.1.0,M10.5.0",
                                         "GMT0BST,M3.5.0", "GMT0 ", "GMT0BST,M3.5.0,M10.5.0x",
                                         "GMT200",         "<GMT0" };
    int32_t offset;

    make_file(times, 2, "GMT0BST,M3.5.0/1,M10.5.0");
    for (size_t len = 0; len < file.len; len++) {
        unsigned char *part = cdt_malloc(len + 1); /* so that a read behind it is noticed */
        memcpy(part, file.at, len);
        cdt_zone_offset(part, len, 5000000000, &offset);
        ck_assert(len > 200 || !cdt_zone_offset(part, len < 44 ? len : 44, 0, &offset));
        free(part);
    }
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        make_file(times, 2, rules[i]);
        ck_assert_msg(!cdt_zone_offset((const unsigned char *)file.at, file.len, 5000, &offset), "%s", rules[i]);
    }
    make_file(times, 2, "");
    file.at[44 + 12 + 4 + 32 + 3] = '\x7f'; /* far more changes than there is room for */
    ck_assert(!cdt_zone_offset((const unsigned char *)file.at, file.len, 5000, &offset));
}
END_TEST

START_TEST(no_name_leads_out_of_the_folder)
{
    static const char *const names[] = {
        "",        "/etc/localtime", "../zoneinfo/UTC", "Europe/../UTC", "Europe//London",
        "Europe/", "Europe",         "Europe/London\n", "Europe/Nowhere"
    };
    int32_t offset;

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        ck_assert_msg(!cdt_system_zones()->offset(cdt_system_zones(), names[i], 0, &offset), "%s", names[i]);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("zone");

    tcase_add_checked_fixture(tests, NULL, teardown);
    tcase_add_test(tests, each_change_holds_until_the_next);
    tcase_add_test(tests, after_the_last_change_the_rule_holds);
    tcase_add_test(tests, summer_in_the_south_goes_over_the_new_year);
    tcase_add_test(tests, days_of_the_year_are_counted_with_and_without_february_29);
    tcase_add_test(tests, names_in_angle_brackets_may_have_digits);
    tcase_add_test(tests, a_file_of_the_first_version_has_one_block);
    tcase_add_test(tests, what_is_damaged_is_no_zone);
    tcase_add_test(tests, no_name_leads_out_of_the_folder);
    return unit_run(tests);
}
