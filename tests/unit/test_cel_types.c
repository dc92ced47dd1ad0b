/* The type check: what no description could mend is found when the condition is read, with its place and what to do. */
#include "base/arena.h"
#include "base/buf.h"
#include "cel/eval.h"
#include "cel/program.h"
#include "unit.h"

static cdt_arena arena;
static cel_problems problems;

/* A small schema: an agreement with parties and an exit. */
typedef struct field {
    const char *name;
    const cel_type *type;
} field;

static const cel_type *field_type(const void *object, cdt_str name)
{
    for (const field *f = object; f->name; f++)
        if (cdt_str_is_z(name, f->name))
            return f->type;
    return NULL;
}

static cdt_str field_name(const void *object, size_t index)
{
    const field *f = object;

    while (f->name && index-- > 0)
        f++;
    return cdt_str_z(f->name);
}

static const cel_object table = { field_type, field_name };
static const cdt_str sectors[] = { { "council", 7 }, { "police", 6 }, { "voluntary", 9 } };
static const cel_type sector = { .kind = CEL_STRING, .words = sectors, .word_count = 3 };
static const cel_type names = { .kind = CEL_LIST, .item = &cel_type_string };
static const field party_fields[] = { { "id", &cel_type_string },     { "sector", &sector },
                                      { "share", &cel_type_decimal }, { "joined", &cel_type_timestamp },
                                      { "observer", &cel_type_bool }, { NULL, NULL } };
static const cel_type party = { .kind = CEL_OBJECT, .table = &table, .object = party_fields, .name = { "party", 5 } };
static const cel_type parties = { .kind = CEL_LIST, .item = &party };
static const field notice_fields[] = { { "party", &cel_type_string }, { "period", &cel_type_period }, { NULL, NULL } };
static const cel_type notice = {
    .kind = CEL_OBJECT, .table = &table, .object = notice_fields, .scalar = { "period", 6 }
};
static const cel_type notices = { .kind = CEL_LIST, .item = &notice, .single = true };
static const field exit_fields[] = { { "notice", &notices }, { "names", &names }, { NULL, NULL } };
static const cel_type exit_type = { .kind = CEL_OBJECT, .table = &table, .object = exit_fields, .name = { "exit", 4 } };
static const field root_fields[] = {
    { "parties", &parties }, { "exit", &exit_type }, { "x", &cel_type_dyn }, { NULL, NULL }
};
static const cel_type root = { .kind = CEL_OBJECT, .table = &table, .object = root_fields };
static const cel_variable variables[] = { { { "today", 5 }, &cel_type_timestamp },
                                          { { "stage", 5 }, &cel_type_string } };

static const cel_program *check(const char *source)
{
    cel_env env = { .variables = variables, .variable_count = 2, .root = &root, .result = &cel_type_bool };
    cel_options options = { .env = &env };

    problems.count = 0;
    return cel_compile(&arena, cdt_str_z(source), &options, &problems);
}

static void teardown(void)
{
    cdt_arena_free(&arena);
}

/* The first problem spans `part` of the source and says `message`. */
static void refused(const char *source, const char *part, const char *message)
{
    const cel_program *program = check(source);
    cdt_str text = cdt_str_z(source), seen;

    ck_assert_msg(program == NULL && problems.count > 0, "%s: nothing was found", source);
    seen = cdt_str_slice(text, problems.at[0].from, problems.at[0].to);
    ck_assert_msg(cdt_str_is_z(seen, part), "%s: wanted `%s`, marked `%.*s`: %s", source, part, CDT_ARGS(seen),
                  problems.at[0].message);
    ck_assert_msg(strstr(problems.at[0].message, message) != NULL, "%s: wanted \"%s\", came \"%s\"", source, message,
                  problems.at[0].message);
}

static void accepted(const char *source)
{
    const cel_program *program = check(source);

    ck_assert_msg(program != NULL, "%s: %s", source, problems.count ? problems.at[0].message : "");
}

START_TEST(conditions_that_fit_are_accepted)
{
    accepted("parties.all(p, p.sector in ['council', 'police'] || p.observer)");
    accepted("sum(parties.map(p, p.share)) == 100");
    accepted("sum(parties.map(p, p.share)) == 99.5 && parties[0].share + 0.5 > 1");
    accepted("parties.all(p, has(p.joined) && p.joined <= today)");
    accepted("parties.exists(p, p.?sector.orValue('council') == 'council')");
    accepted("size(parties) > 1 && size(exit.names) >= 0 && 'a' in exit.names");
    accepted("x.anything.at.all == 3 && x.list.all(i, i > 2)");
    accepted("today + period('12 months') > date('2027-01-01')");
    accepted("distinct(parties.map(p, p.id)).size() == parties.size()");
    accepted("isNone(exit.notice) || stage == 'draft'");
    accepted("(stage == 'final' ? 3 : 2) > 1");
    accepted("cel.bind(n, parties.size(), n > 1)");
}
END_TEST

START_TEST(a_short_form_is_accepted_written_long_and_short)
{
    accepted("exit.notice.all(n, months(n.period) >= 12)");
    accepted("months(exit.notice) >= 12");
    accepted("exit.notice.period == period('12 months')");
    accepted("exit.notice[0].party == 'north' && size(exit.notice) == 1");
}
END_TEST

START_TEST(an_unknown_field_names_the_nearest_or_those_there_are)
{
    refused("parties.all(p, p.sectr == 'council')", "sectr", "party has no field `sectr`; did you mean `sector`?");
    refused("exit.zzz == 1", "zzz", "known are notice, names");
    refused("has(exit.notise)", "notise", "did you mean `notice`?");
    refused("parties.id == 'a'", "id", "a list has no field `id`");
    refused("today.year == 2026", "year", "a date has no field `year`");
}
END_TEST

START_TEST(an_unknown_name_says_what_is_near)
{
    refused("partys.size() > 1", "partys", "did you mean `parties`?");
    refused("parties.all(p, q.id == 'a')", "q", "there is no `q` here");
    refused("stage == draft", "draft", "text stands in quotes: \"draft\"");
}
END_TEST

START_TEST(an_unknown_function_says_what_is_near)
{
    refused("sise(parties) > 1", "sise", "did you mean `size`?");
    refused("math.absolute(3) > 1", "absolute", "there is no function `math.absolute`");
    refused("parties.al(p, true)", "al", "did you mean `all`?");
    refused("parties.all(p)", "all", "`all` is written list.all(x, condition)");
}
END_TEST

START_TEST(a_wrong_number_of_arguments_is_counted)
{
    refused("addMonths(today) > today", "addMonths", "`addMonths` takes 2 arguments; here are 1");
    refused("size(parties, 2) > 1", "size", "takes 1 argument; here are 2");
    refused("startsWith(stage, 'd')", "startsWith", "thing.startsWith(...)");
    refused("stage.date() > today", "date", "`date` is written date(...)");
}
END_TEST

START_TEST(operands_that_never_fit_are_refused)
{
    refused("today < '2026-04-01'", "<", "a date is written date(\"2026-04-01\")");
    refused("exit.notice[0].period > 12", ">", "months(...) makes a number of a period");
    refused("parties.all(p, p.id + 1 == 'a')", "+", "string(...) makes text of a value");
    refused("parties[0].share / 2 > 1", "/", "does not work on a number and a whole number");
    refused("!stage", "stage", "wanted a condition after `!`, saw text");
    refused("parties && true", "parties", "wanted a condition beside `&&`");
    refused("stage.all(s, true)", "stage", "`all` goes through a list, and this is text");
    refused("parties['a'].id == 'b'", "'a'", "chosen by its number");
}
END_TEST

START_TEST(a_condition_must_be_true_or_false)
{
    refused("parties.size()", "parties.size()", "a condition is true or false, and this is a whole number");
    refused("parties.all(p, p.id)", "p.id", "wanted a condition for each item");
}
END_TEST

START_TEST(comparisons_that_never_hold_are_refused)
{
    refused("parties.all(p, p.sector == 'polise')", "'polise'", "did you mean `police`?");
    refused("parties.all(p, p.sector in ['council', 'bank'])", "'bank'", "(council, police, voluntary)");
    refused("parties.exists(p, 'counsil' == p.sector)", "'counsil'", "did you mean `council`?");
    refused("parties.all(p, p.observer == 'yes')", "==", "yes or no is never text");
    refused("parties.all(p, p.id == 3)", "==", "never holds");
    refused("3 in exit.names", "in", "never holds: a whole number is never in a list of texts");
    refused("exit.names == null", "==", "asked by has(thing.field)");
}
END_TEST

START_TEST(literals_that_do_not_parse_are_refused)
{
    refused("today > date('2026-02-30')", "'2026-02-30'", "a date that exists");
    refused("today > timestamp('2026-02-03')", "'2026-02-03'", "is not a time like");
    refused("period('one year') > period('3 months')", "'one year'", "is not a period like");
    refused("duration('3 days') > duration('1h')", "'3 days'", "is not a duration like");
    refused("stage.matches('a(b')", "b", "bad pattern");
    refused("stage.matches(r'x(?=y)')", "(", "no look-ahead");
}
END_TEST

START_TEST(a_syntax_error_is_marked_and_told_from_a_type_error)
{
    refused("parties.size( > 1", ">", "wanted a value");
    ck_assert(problems.at[0].syntax);
    refused("parties.size() > 'a'", ">", "does not work on");
    ck_assert(!problems.at[0].syntax);
}
END_TEST

START_TEST(several_problems_of_one_condition_are_all_reported)
{
    ck_assert_ptr_null(check("parties.all(p, p.nmae == 'a' && p.sector == 'x' && p.share < 'b')"));
    ck_assert_uint_eq(problems.count, 3);
}
END_TEST

START_TEST(the_types_of_macro_variables_are_kept)
{
    const cel_program *program = check("parties.all(p, exit.notice.all(n, n.party == p.id))");
    const cel_ast *nest[4];

    ck_assert_ptr_nonnull(program);
    ck_assert_uint_eq(cel_all_nest(program->root, nest, 4), 2);
    ck_assert_ptr_eq(nest[0]->var_types[0], &party);
    ck_assert_ptr_eq(nest[1]->var_types[0], &notice);
    ck_assert_str_eq(cel_type_text(&arena, nest[1]->args[1]->type), "bool");
}
END_TEST

static void count_path(cdt_str path, const cel_ast *node, void *context)
{
    cdt_str *paths = context;

    (void)node;
    while (paths->len > 0)
        paths++;
    *paths = cdt_copy(&arena, path);
}

START_TEST(the_paths_that_a_condition_reads_are_told)
{
    const cel_program *program = check("parties.all(p, p.id in exit.names) && has(exit.notice)");
    cdt_str paths[8] = { { 0 } };

    ck_assert_ptr_nonnull(program);
    cel_each_path(program, count_path, paths);
    ck_assert_slice(paths[0], "parties");
    ck_assert_slice(paths[1], "exit.names");
    ck_assert_slice(paths[2], "exit.notice");
    ck_assert_uint_eq(paths[3].len, 0);
    ck_assert(cel_reads(program, CDT_STR("exit")) && cel_reads(program, CDT_STR("exit.notice")));
    ck_assert(!cel_reads(program, CDT_STR("exi")) && !cel_reads(program, CDT_STR("exit.no")));
}
END_TEST

START_TEST(nesting_is_bounded_and_reported)
{
    cdt_buf deep = { 0 };

    cdt_buf_repeat(&deep, '(', 100000);
    ck_assert_ptr_null(check(deep.at));
    ck_assert_ptr_nonnull(strstr(problems.at[0].message, "nested 250 deep"));
    cdt_buf_clear(&deep);
    for (int i = 0; i < 20000; i++)
        cdt_buf_put_z(&deep, "1 + ");
    cdt_buf_char(&deep, '1');
    ck_assert_ptr_null(check(deep.at));
    ck_assert_ptr_nonnull(strstr(problems.at[0].message, "nested 250 deep"));
    cdt_buf_clear(&deep);
    for (int i = 0; i < 5000; i++)
        cdt_buf_put_z(&deep, "true && ");
    cdt_buf_put_z(&deep, "true");
    ck_assert_ptr_nonnull(check(deep.at));
    cdt_buf_clear(&deep);
    cdt_buf_repeat(&deep, ' ', 100001);
    ck_assert_ptr_null(check(deep.at));
    ck_assert_ptr_nonnull(strstr(problems.at[0].message, "100000 characters"));
    cdt_buf_free(&deep);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("cel types");

    tcase_add_checked_fixture(tests, NULL, teardown);
    tcase_add_test(tests, conditions_that_fit_are_accepted);
    tcase_add_test(tests, a_short_form_is_accepted_written_long_and_short);
    tcase_add_test(tests, an_unknown_field_names_the_nearest_or_those_there_are);
    tcase_add_test(tests, an_unknown_name_says_what_is_near);
    tcase_add_test(tests, an_unknown_function_says_what_is_near);
    tcase_add_test(tests, a_wrong_number_of_arguments_is_counted);
    tcase_add_test(tests, operands_that_never_fit_are_refused);
    tcase_add_test(tests, a_condition_must_be_true_or_false);
    tcase_add_test(tests, comparisons_that_never_hold_are_refused);
    tcase_add_test(tests, literals_that_do_not_parse_are_refused);
    tcase_add_test(tests, a_syntax_error_is_marked_and_told_from_a_type_error);
    tcase_add_test(tests, several_problems_of_one_condition_are_all_reported);
    tcase_add_test(tests, the_types_of_macro_variables_are_kept);
    tcase_add_test(tests, the_paths_that_a_condition_reads_are_told);
    tcase_add_test(tests, nesting_is_bounded_and_reported);
    return unit_run(tests);
}
