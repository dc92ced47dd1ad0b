/* The parts of the command line that stand alone: statuses, options, kinds of files, outputs. */
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/exit.h"
#include "cli/first_lines.h"
#include "cli/kind.h"
#include "cli/options.h"
#include "cli/output.h"
#include "unit.h"

START_TEST(the_status_told_is_the_first_of_4_2_3_1_0)
{
    static const cdt_exit order[] = { CDT_EXIT_FAILED, CDT_EXIT_INPUT, CDT_EXIT_CHECK, CDT_EXIT_FOUND, CDT_EXIT_OK };

    for (int i = 0; i < 5; i++)
        for (int k = 0; k < 5; k++)
            ck_assert_int_eq(cdt_exit_worse(order[i], order[k]), order[i < k ? i : k]);
}
END_TEST

static const char *parse(cdt_options *options, cdt_arena *arena, const char *command, char **argv)
{
    int argc = 0;

    while (argv[argc])
        argc++;
    *options = (cdt_options){ 0 };
    return cdt_options_parse(options, arena, command, argc, argv);
}

START_TEST(options_and_operands_may_be_mixed)
{
    char *argv[] = { "a.yaml", "-qv", "-fjson", "--set=x=1", "b.yaml", "--set", "y=2", "--", "--strict", NULL };
    cdt_arena arena = { 0 };
    cdt_options options;
    size_t at = 0;

    ck_assert_ptr_null(parse(&options, &arena, "check", argv));
    ck_assert_uint_eq(options.operand_count, 3);
    ck_assert_str_eq(options.operands[1], "b.yaml");
    ck_assert_str_eq(options.operands[2], "--strict");
    ck_assert(cdt_options_has(&options, CDT_OPTION_QUIET));
    ck_assert(cdt_options_has(&options, CDT_OPTION_VERBOSE));
    ck_assert(!cdt_options_has(&options, CDT_OPTION_STRICT));
    ck_assert_str_eq(cdt_options_last(&options, CDT_OPTION_FORMAT), "json");
    ck_assert_str_eq(cdt_options_next(&options, CDT_OPTION_SET, &at), "x=1");
    ck_assert_str_eq(cdt_options_next(&options, CDT_OPTION_SET, &at), "y=2");
    ck_assert_ptr_null(cdt_options_next(&options, CDT_OPTION_SET, &at));
    cdt_arena_free(&arena);
}
END_TEST

START_TEST(one_name_may_be_different_options_of_two_commands)
{
    char *argv[] = { "--format", "ids", NULL };
    cdt_arena arena = { 0 };
    cdt_options options;

    ck_assert_ptr_null(parse(&options, &arena, "list", argv));
    ck_assert_int_eq(cdt_options_choice(&options, CDT_OPTION_LIST_FORMAT, 0), 1);
    ck_assert(!cdt_options_has(&options, CDT_OPTION_FORMAT));
    cdt_arena_free(&arena);
}
END_TEST

START_TEST(no_command_has_two_options_of_one_name_or_letter)
{
    static const char *const commands[] = { "check", "list", "explain", "eval", "schema", "checklist lint",
                                            "checklist test", "help" };

    for (size_t c = 0; c < sizeof commands / sizeof *commands; c++)
        for (int i = 0; i < CDT_OPTIONS; i++)
            for (int k = i + 1; k < CDT_OPTIONS; k++) {
                const cdt_option *a = &cdt_option_table[i], *b = &cdt_option_table[k];
                if (!cdt_option_belongs(a, commands[c]) || !cdt_option_belongs(b, commands[c]))
                    continue;
                ck_assert_str_ne(a->name, b->name);
                ck_assert(!a->letter || a->letter != b->letter);
            }
}
END_TEST

START_TEST(a_file_is_known_by_its_first_key)
{
    static const struct {
        const char *head;
        cdt_file_kind kind;
    } cases[] = {
        { "schema: concordat.agreement/v1\n", CDT_FILE_DESCRIPTION },
        { "# ours\n\n%YAML 1.2\n---\nschema: \"concordat.agreement/v1\" # first\n", CDT_FILE_DESCRIPTION },
        { "\xEF\xBB\xBFschema: concordat.agreement/v1\n", CDT_FILE_DESCRIPTION },
        { "schema: concordat.agreement/v9\n", CDT_FILE_DESCRIPTION },
        { "schema: concordat.agrement/v1\n", CDT_FILE_DESCRIPTION },
        { "schema: agreement/v1\n", CDT_FILE_DESCRIPTION },
        { "shcema: concordat.agreement/v1\n", CDT_FILE_DESCRIPTION },
        { "title: A\nschema: concordat.agreement/v1\n", CDT_FILE_DESCRIPTION },
        { "{\"schema\": \"concordat.agreement/v1\"}\n", CDT_FILE_DESCRIPTION },
        { "schema: concordat.checklist/v1\n", CDT_FILE_OTHER },
        { "schema: concordat.waivers/v1\n", CDT_FILE_OTHER },
        { "schema: https://example.org/v1\n", CDT_FILE_FOREIGN },
        { "scheme: dark\n", CDT_FILE_FOREIGN },
        { "on: push\n", CDT_FILE_FOREIGN },
        { "- schema\n", CDT_FILE_FOREIGN },
        { "", CDT_FILE_FOREIGN },
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *what = NULL;
        cdt_file_kind kind = cdt_file_kind_of(cdt_str_z(cases[i].head), &what);
        ck_assert_msg(kind == cases[i].kind, "%s came as %d", cases[i].head, (int)kind);
        ck_assert(kind != CDT_FILE_OTHER || what);
    }
}
END_TEST

START_TEST(utf_16_is_seen_through)
{
    static const char wide[] = "\xFF\xFEs\0c\0h\0e\0m\0a\0:\0 \0"
                               "c\0o\0n\0c\0o\0r\0d\0a\0t\0.\0a\0g\0r\0e\0e\0m\0e\0n\0t\0/\0v\0001\0";
    const char *what;

    ck_assert_int_eq(cdt_file_kind_of((cdt_str){ wide, sizeof wide - 1 }, &what), CDT_FILE_DESCRIPTION);
}
END_TEST

static void read_back(const char *path, char *text, size_t room)
{
    FILE *file = fopen(path, "r");
    size_t got = file ? fread(text, 1, room - 1, file) : 0;

    text[got] = '\0';
    if (file)
        fclose(file);
}

START_TEST(a_file_is_replaced_whole_or_not_at_all)
{
    char folder[] = "/tmp/concordat-test-XXXXXX", path[64], text[32];
    cdt_output output;

    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/report", folder);
    ck_assert(cdt_output_create(&output, path));
    ck_assert(cdt_output_write(&output, "old", 3));
    ck_assert_int_ne(access(path, F_OK), 0);
    ck_assert(cdt_output_close(&output, true));
    ck_assert(cdt_output_create(&output, path));
    ck_assert(cdt_output_write(&output, "new", 3));
    ck_assert(cdt_output_close(&output, false));
    read_back(path, text, sizeof text);
    ck_assert_str_eq(text, "old");
    ck_assert(cdt_output_create(&output, path));
    output.error = 28; /* as after a full disk */
    ck_assert(!cdt_output_write(&output, "new", 3));
    ck_assert(!cdt_output_close(&output, true));
    read_back(path, text, sizeof text);
    ck_assert_str_eq(text, "old");
    ck_assert_int_eq(unlink(path), 0);
    ck_assert_int_eq(rmdir(folder), 0); /* nothing else stayed behind */
}
END_TEST

START_TEST(a_symbolic_link_stays_one)
{
    char folder[] = "/tmp/concordat-test-XXXXXX", path[64], link[64], text[32];
    struct stat found;
    cdt_output output;

    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/report", folder);
    snprintf(link, sizeof link, "%s/link", folder);
    ck_assert(cdt_output_create(&output, path) && cdt_output_close(&output, true));
    ck_assert_int_eq(symlink("report", link), 0);
    ck_assert(cdt_output_create(&output, link));
    ck_assert(cdt_output_write(&output, "new", 3));
    ck_assert(cdt_output_close(&output, true));
    ck_assert(lstat(link, &found) == 0 && S_ISLNK(found.st_mode));
    read_back(path, text, sizeof text);
    ck_assert_str_eq(text, "new");
    ck_assert(unlink(path) == 0 && unlink(link) == 0 && rmdir(folder) == 0);
}
END_TEST

START_TEST(each_text_is_told_where_it_came_first)
{
    cdt_first_lines lines = { NULL };
    char text[32];

    for (int again = 0; again < 2; again++)
        for (unsigned i = 1; i <= 50000; i++) {
            int length = snprintf(text, sizeof text, "A/%u", i);
            ck_assert_uint_eq(cdt_first_lines_hold(&lines, (cdt_str){ text, (size_t)length }, again ? 7 : i),
                              again ? i : 0);
        }
    ck_assert_uint_eq(cdt_first_lines_hold(&lines, CDT_STR(""), 3), 0);
    ck_assert_uint_eq(cdt_first_lines_hold(&lines, CDT_STR("a/1"), 4), 0);
    ck_assert_uint_eq(cdt_first_lines_hold(&lines, CDT_STR(""), 5), 3);
    cdt_first_lines_free(&lines);
    ck_assert_uint_eq(cdt_first_lines_hold(&lines, CDT_STR("A/1"), 9), 0);
    cdt_first_lines_free(&lines);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("cli");

    tcase_add_test(tests, the_status_told_is_the_first_of_4_2_3_1_0);
    tcase_add_test(tests, options_and_operands_may_be_mixed);
    tcase_add_test(tests, one_name_may_be_different_options_of_two_commands);
    tcase_add_test(tests, no_command_has_two_options_of_one_name_or_letter);
    tcase_add_test(tests, a_file_is_known_by_its_first_key);
    tcase_add_test(tests, utf_16_is_seen_through);
    tcase_add_test(tests, a_file_is_replaced_whole_or_not_at_all);
    tcase_add_test(tests, a_symbolic_link_stays_one);
    tcase_add_test(tests, each_text_is_told_where_it_came_first);
    return unit_run(tests);
}
