/* Tables as spreadsheets write them, read and written. */
#include "base/csv.h"
#include "unit.h"

static cdt_arena arena;

static void teardown(void)
{
    cdt_arena_free(&arena);
}

/* All rows as text: cells with | between them, rows on lines of their own; what is wrong at the end. */
static const char *read_all(const char *text)
{
    cdt_csv csv = cdt_csv_of(cdt_str_z(text));
    cdt_buf out = { 0 };
    cdt_csv_row row;
    const char *kept;

    while (cdt_csv_next(&csv, &arena, &row)) {
        cdt_buf_printf(&out, "%u:", row.number);
        for (size_t i = 0; i < row.count; i++)
            cdt_buf_printf(&out, "%s%.*s", i ? "|" : "", CDT_ARGS(row.cells[i]));
        cdt_buf_char(&out, '\n');
    }
    if (csv.error)
        cdt_buf_printf(&out, "error in line %u", csv.line);
    cdt_buf_char(&out, '\0');
    kept = cdt_buf_take(&out, &arena).at;
    cdt_buf_free(&out);
    return kept;
}

static const char *write(const char *text)
{
    cdt_buf out = { 0 };
    const char *kept;

    cdt_csv_put(&out, cdt_str_z(text));
    cdt_buf_char(&out, '\0');
    kept = cdt_buf_take(&out, &arena).at;
    cdt_buf_free(&out);
    return kept;
}

START_TEST(rows_end_with_any_line_end_and_blank_ones_are_counted_but_not_told)
{
    ck_assert_str_eq(read_all("a,b\r\n,,\r\n\nc,d"), "1:a|b\n4:c|d\n");
    ck_assert_str_eq(read_all("a,b\rc,d\r"), "1:a|b\n2:c|d\n");
    ck_assert_str_eq(read_all(""), "");
}
END_TEST

START_TEST(a_quoted_cell_may_hold_separators_quotes_and_line_ends)
{
    ck_assert_str_eq(read_all("a,\"b, \"\"c\"\"\nd\",e\nf,\"\",g\n"), "1:a|b, \"c\"\nd|e\n2:f||g\n");
    ck_assert_str_eq(read_all("5\" pipe,x\n"), "1:5\" pipe|x\n");
}
END_TEST

START_TEST(commas_semicolons_and_tabs_are_told_apart_by_the_first_row)
{
    ck_assert_str_eq(read_all("path;\"a,b,c\";answer\nx;y, z;1"), "1:path|a,b,c|answer\n2:x|y, z|1\n");
    ck_assert_str_eq(read_all("path\tanswer\nx\ty, z\n"), "1:path|answer\n2:x|y, z\n");
    ck_assert_str_eq(read_all("sep=;\na,b;c\n"), "2:a,b|c\n");
    ck_assert_str_eq(read_all("sep=\na,b\n"), "1:sep=\n2:a|b\n");
}
END_TEST

START_TEST(a_byte_order_mark_is_passed_over)
{
    ck_assert_str_eq(read_all("\xEF\xBB\xBFpath,answer\n"), "1:path|answer\n");
}
END_TEST

START_TEST(what_breaks_the_rules_is_an_error_with_its_line)
{
    ck_assert_str_eq(read_all("a,b\nc,\"d\ne\n"), "1:a|b\nerror in line 2");
    ck_assert_str_eq(read_all("a,\"b\"c\n"), "error in line 1");
}
END_TEST

START_TEST(more_columns_than_the_limit_are_an_error)
{
    char text[200];

    memset(text, ',', sizeof text);
    text[sizeof text - 1] = '\0';
    ck_assert_str_eq(read_all(text), "error in line 1");
}
END_TEST

START_TEST(cells_are_quoted_where_they_have_to_be)
{
    ck_assert_str_eq(write("plain words"), "plain words");
    ck_assert_str_eq(write("a, b"), "\"a, b\"");
    ck_assert_str_eq(write("say \"no\""), "\"say \"\"no\"\"\"");
    ck_assert_str_eq(write("two\nlines"), "\"two\nlines\"");
    ck_assert_str_eq(write(" blank"), "\" blank\"");
}
END_TEST

START_TEST(no_cell_is_a_formula_and_reading_takes_the_guard_away)
{
    static const char *const formulas[] = { "=1+1", "+1", "-1", "@SUM(A1)" };

    for (size_t i = 0; i < sizeof formulas / sizeof *formulas; i++) {
        const char *written = write(formulas[i]);
        ck_assert_int_eq(written[0], '\'');
        ck_assert(cdt_str_is_z(cdt_csv_value(cdt_str_z(written)), formulas[i]));
    }
    ck_assert(cdt_str_is_z(cdt_csv_value(CDT_STR(" '90s ")), "'90s"));
}
END_TEST

START_TEST(columns_have_the_letters_of_a_spreadsheet)
{
    char name[CDT_CSV_COLUMN_SIZE];

    cdt_csv_column(0, name);
    ck_assert_str_eq(name, "A");
    cdt_csv_column(25, name);
    ck_assert_str_eq(name, "Z");
    cdt_csv_column(26, name);
    ck_assert_str_eq(name, "AA");
    cdt_csv_column(27, name);
    ck_assert_str_eq(name, "AB");
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("csv");

    tcase_add_checked_fixture(tcase, NULL, teardown);
    tcase_add_test(tcase, rows_end_with_any_line_end_and_blank_ones_are_counted_but_not_told);
    tcase_add_test(tcase, a_quoted_cell_may_hold_separators_quotes_and_line_ends);
    tcase_add_test(tcase, commas_semicolons_and_tabs_are_told_apart_by_the_first_row);
    tcase_add_test(tcase, a_byte_order_mark_is_passed_over);
    tcase_add_test(tcase, what_breaks_the_rules_is_an_error_with_its_line);
    tcase_add_test(tcase, more_columns_than_the_limit_are_an_error);
    tcase_add_test(tcase, cells_are_quoted_where_they_have_to_be);
    tcase_add_test(tcase, no_cell_is_a_formula_and_reading_takes_the_guard_away);
    tcase_add_test(tcase, columns_have_the_letters_of_a_spreadsheet);
    return unit_run(tcase);
}
