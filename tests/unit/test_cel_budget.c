/* Budgets: everything ends, at the same point every time, and nothing turns a stop into an answer. */
#include "base/arena.h"
#include "base/buf.h"
#include "cel/explain.h"
#include "cel/hostile.h"
#include "cel/pattern.h"
#include "unit.h"

static cdt_arena arena;

static void teardown(void)
{
    cdt_arena_free(&arena);
}

static cel_value eval(const char *source, cel_budget *budget, const cel_scope *scope)
{
    cel_context context = { .arena = &arena, .budget = budget, .scope = scope };
    cel_problems problems = { 0 };
    const cel_program *program = cel_compile(&arena, cdt_str_z(source), NULL, &problems);

    ck_assert_msg(program != NULL, "%s", problems.count ? problems.at[0].message : "");
    return cel_eval(program, &context);
}

/* As a condition with a pattern from elsewhere: compiling is charged too. */
START_TEST(the_worst_patterns_end_within_the_budget)
{
    cdt_buf pattern = { 0 }, text = { 0 };

    for (size_t i = 0; i < hostile_count; i++) {
        cel_binding bindings[2];
        cel_scope scope = { bindings, 2, NULL };
        cel_budget budget = CEL_BUDGET;
        cel_value value;

        hostile_pattern(&hostile_rows[i], &pattern);
        hostile_text(&hostile_rows[i], &text);
        ck_assert_uint_le(text.len, CDT_MAX_PATTERN_SUBJECT);
        ck_assert_uint_gt(text.len, CDT_MAX_PATTERN_SUBJECT - 4096);
        ck_assert_uint_le(pattern.len, CDT_MAX_PATTERN_BYTES);
        bindings[0] = (cel_binding){ CDT_STR("pattern"), cel_string(cdt_buf_str(&pattern)) };
        bindings[1] = (cel_binding){ CDT_STR("text"), cel_string(cdt_buf_str(&text)) };
        value = eval("text.matches(pattern)", &budget, &scope);
        /* It comes to an answer, or the charge that was one too many stopped it. */
        ck_assert_msg(budget.steps <= budget.step_limit || cel_outcome_of(value) == CEL_IS_BUDGET, "%s",
                      hostile_rows[i].name);
        if (value.kind == CEL_FAILURE && value.failure->rank == CEL_RANK_ERROR)
            ck_assert_msg(strstr(value.failure->message, "flag i"), "%s: %s", hostile_rows[i].name,
                          value.failure->message);
        cdt_arena_reset(&arena);
    }
    cdt_buf_free(&pattern);
    cdt_buf_free(&text);
}
END_TEST

START_TEST(conditions_that_do_much_end_within_the_budget)
{
    cdt_buf pattern = { 0 }, text = { 0 };

    hostile_pattern(&hostile_many_groups, &pattern);
    hostile_text(&hostile_many_groups, &text);
    for (size_t i = 0; i < hostile_condition_count; i++) {
        cel_binding bindings[] = { { CDT_STR("text"), cel_string(cdt_buf_str(&text)) },
                                   { CDT_STR("pattern"), cel_string(cdt_buf_str(&pattern)) } };
        cel_scope scope = { bindings, 2, NULL };
        cel_budget budget = CEL_BUDGET;
        cel_value value = eval(hostile_conditions[i], &budget, &scope);

        ck_assert_msg(value.kind == CEL_BOOL || cel_outcome_of(value) == CEL_IS_BUDGET, "%s: %s", hostile_conditions[i],
                      value.kind == CEL_FAILURE ? value.failure->message : "no truth");
        cdt_arena_reset(&arena);
    }
    cdt_buf_free(&pattern);
    cdt_buf_free(&text);
}
END_TEST

/* What is charged bounds the time: a class of hundreds of parts, tried up to a thousand times between two callouts, costs far
 * more than a letter does. */
START_TEST(large_classes_cost_more)
{
    uint64_t steps[3];
    static const char *const patterns[] = { "[a-z]{100}x", "[\\x{400}\\x{402}\\x{404}\\x{406}\\x{408}]{100}x",
                                            "[\\pN\\pN\\pN\\pN\\pN\\pN\\pN\\pN\\pN\\pN\\pN\\pN\\pN\\pN]{100}x" };

    for (size_t i = 0; i < 3; i++) {
        cel_budget budget = CEL_BUDGET;

        eval(cdt_format(&arena, "'b'.matches(r'%s')", patterns[i]), &budget, NULL);
        steps[i] = budget.steps;
    }
    ck_assert_uint_lt(steps[0] * 3, steps[1]);
    ck_assert_uint_lt(steps[1] * 2, steps[2]);
}
END_TEST

START_TEST(a_match_that_spends_the_budget_is_no_answer)
{
    cdt_buf subject = { 0 };
    cel_binding binding = { CDT_STR("s"), cel_null() };
    cel_scope scope = { &binding, 1, NULL };
    static const char *const conditions[] = { "s.matches('^(a+)+$')", "s.matches('^(a+)+$') || true",
                                              "s.matches('^(a+)+$') && false",
                                              "[1, 2].exists(i, i == 2 || s.matches('^(a+)+$'))",
                                              "!s.matches('^(a+)+$')" };

    cdt_buf_repeat(&subject, 'a', 3000);
    cdt_buf_char(&subject, 'b');
    binding.value = cel_string(cdt_buf_str(&subject));
    for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++) {
        cel_budget budget = CEL_BUDGET;

        ck_assert_msg(cel_outcome_of(eval(conditions[i], &budget, &scope)) == CEL_IS_BUDGET, "%s", conditions[i]);
        ck_assert_uint_gt(budget.steps, budget.step_limit);
    }
    cdt_buf_free(&subject);
}
END_TEST

START_TEST(the_same_condition_costs_the_same_every_time)
{
    cel_budget first = CEL_BUDGET, second = CEL_BUDGET;

    eval("lists.range(50).map(i, string(i) + 'x').filter(s, s.matches('[13]+x')).size() > 3", &first, NULL);
    eval("lists.range(50).map(i, string(i) + 'x').filter(s, s.matches('[13]+x')).size() > 3", &second, NULL);
    ck_assert_uint_eq(first.steps, second.steps);
    ck_assert_uint_eq(first.bytes, second.bytes);
    ck_assert_uint_gt(first.steps, 100);
}
END_TEST

START_TEST(one_budget_serves_several_evaluations)
{
    cel_budget budget = CEL_BUDGET;
    int ran = 0;

    while (cel_is_true(eval("lists.range(1000).all(i, i >= 0)", &budget, NULL)))
        ran++;
    ck_assert_int_gt(ran, 10);
    ck_assert_int_lt(ran, 1000);
    ck_assert_int_eq(cel_outcome_of(eval("true", &budget, NULL)), CEL_IS_BUDGET);
}
END_TEST

START_TEST(memory_is_counted)
{
    cel_budget budget = CEL_BUDGET;

    budget.byte_limit = 10000;
    ck_assert_int_eq(cel_outcome_of(eval("lists.range(1000).size() > 0 || true", &budget, NULL)), CEL_IS_BUDGET);
    ck_assert_ptr_nonnull(strstr(eval("true ? [1] : [2]", &budget, NULL).failure->message, "memory"));
}
END_TEST

/* Lists put into lists by one binding after another, far deeper than the condition itself is nested. */
START_TEST(values_nested_beyond_the_condition_do_not_exhaust_the_stack)
{
    cdt_buf source = { 0 };
    cel_budget budget = CEL_BUDGET;

    for (int i = 0; i < 120; i++) {
        cdt_buf_printf(&source, "cel.bind(a%d, ", i);
        cdt_buf_repeat(&source, '[', 100);
        cdt_buf_put_z(&source, i ? cdt_format(&arena, "a%d", i - 1) : "1");
        cdt_buf_repeat(&source, ']', 100);
        cdt_buf_put_z(&source, ", ");
    }
    cdt_buf_put_z(&source, "a119 == a119 || '%s'.format([a119]) == 'x' || [a119, a119].distinct() == []");
    cdt_buf_repeat(&source, ')', 120);
    ck_assert_int_eq(cel_outcome_of(eval(source.at, &budget, NULL)), CEL_IS_BUDGET);
    cdt_buf_free(&source);
}
END_TEST

/* What a failure of one rank and one of another give together, on either side of both operators. */
START_TEST(failures_are_ranked)
{
    static const cel_rank ranks[] = { CEL_RANK_NONE, CEL_RANK_NOT_STATED, CEL_RANK_ERROR, CEL_RANK_BUDGET };
    static const char *const conditions[] = {
        "a && b", "b && a", "a || b", "b || a", "[1, 2].all(i, i == 1 ? a : b)", "[1, 2].exists(i, i == 1 ? a : b)",
        "a == b"
    };

    for (size_t i = 0; i < 4; i++) {
        for (size_t j = 0; j < 4; j++) {
            cel_binding bindings[] = {
                { CDT_STR("a"), cel_fail(&arena, (cel_failure){ .rank = ranks[i], .message = "m" }) },
                { CDT_STR("b"), cel_fail(&arena, (cel_failure){ .rank = ranks[j], .message = "m" }) },
            };
            cel_scope scope = { bindings, 2, NULL };

            for (size_t k = 0; k < 7; k++) {
                cel_budget budget = CEL_BUDGET;
                cel_value value = eval(conditions[k], &budget, &scope);

                ck_assert_int_eq(value.kind, CEL_FAILURE);
                ck_assert_msg(value.failure->rank == (i > j ? ranks[i] : ranks[j]), "%s with %zu and %zu",
                              conditions[k], i, j);
            }
        }
    }
}
END_TEST

/* The deciding side absorbs everything but a spent budget. */
START_TEST(the_deciding_side_absorbs_all_but_a_budget)
{
    static const cel_rank ranks[] = { CEL_RANK_NONE, CEL_RANK_NOT_STATED, CEL_RANK_ERROR, CEL_RANK_BUDGET };
    static const struct {
        const char *condition;
        bool value;
    } rows[] = { { "a && false", false },
                 { "a || true", true },
                 { "[1, 2].all(i, i == 1 ? a : false)", false },
                 { "[1, 2].exists(i, i == 1 ? a : true)", true } };

    for (size_t i = 0; i < 4; i++) {
        cel_binding bindings[] = {
            { CDT_STR("a"), cel_fail(&arena, (cel_failure){ .rank = ranks[i], .message = "m" }) },
        };
        cel_scope scope = { bindings, 1, NULL };

        for (size_t j = 0; j < sizeof rows / sizeof *rows; j++) {
            cel_budget budget = CEL_BUDGET;
            cel_value value = eval(rows[j].condition, &budget, &scope);

            if (ranks[i] == CEL_RANK_BUDGET)
                ck_assert_int_eq(value.kind, CEL_FAILURE);
            else
                ck_assert_msg(value.kind == CEL_BOOL && value.boolean == rows[j].value, "%s", rows[j].condition);
        }
    }
}
END_TEST

START_TEST(what_cannot_match_is_told_by_its_first_letter)
{
    static const struct {
        const char *pattern, *subject;
        bool may;
    } rows[] = {
        { "^(no|not)", "yes", false },
        { "^(no|not)", "no", true },
        { "^(no|not)", "No", false },
        { "^(no|not)", "", false },
        { "(?i)^(no|unlikely)([,.;:]|$)", "Unlikely", true },
        { "(?i)^(no|unlikely)([,.;:]|$)", "yes, no", false },
        { "(?i)^(sure|kind)", "\xc5\xbfure", true }, /* the long s is an s in any case */
        { "^(no)|yes", "yes", true },
        { "^(no|)x", "x", true },
        { "^(no)?yes", "yes", true },
        { "^(no){0,1}yes", "yes", true },
        { "^(no)*yes", "yes", true },
        { "^(no)+", "yes", false },
        { "^(no)[|]", "yes", false },
        { "^(no)[]|]", "yes", false },
        { "^(no)[^](]|yes", "yes", true },
        { "^(no)[\\]]|yes", "yes", true },
        { "^(no)(a|b)", "yes", false },
        { "^(no)\\|yes", "yes", true },
        { "^(n.|m)", "yes", true },
        { "(no)", "yes", true },
        { "(?m)^(no)", "yes\nno", true },
        { "^(?:no)", "yes", true },
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        ck_assert_msg(cel_pattern_may_match(cdt_str_z(rows[i].pattern), cdt_str_z(rows[i].subject)) == rows[i].may,
                      "%s of %s", rows[i].pattern, rows[i].subject);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("cel budget");

    tcase_add_checked_fixture(tests, NULL, teardown);
    tcase_add_test(tests, the_worst_patterns_end_within_the_budget);
    tcase_add_test(tests, conditions_that_do_much_end_within_the_budget);
    tcase_add_test(tests, large_classes_cost_more);
    tcase_add_test(tests, a_match_that_spends_the_budget_is_no_answer);
    tcase_add_test(tests, the_same_condition_costs_the_same_every_time);
    tcase_add_test(tests, one_budget_serves_several_evaluations);
    tcase_add_test(tests, memory_is_counted);
    tcase_add_test(tests, values_nested_beyond_the_condition_do_not_exhaust_the_stack);
    tcase_add_test(tests, failures_are_ranked);
    tcase_add_test(tests, the_deciding_side_absorbs_all_but_a_budget);
    tcase_add_test(tests, what_cannot_match_is_told_by_its_first_letter);
    return unit_run(tests);
}
