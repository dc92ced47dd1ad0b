/* Why a condition came out as it did: one case for each row of the table of blame. */
#include "base/arena.h"
#include "base/buf.h"
#include "cel/explain.h"
#include "cel/world.h"
#include "unit.h"

static cdt_arena arena;
static cel_budget budget;
static cel_context context;
static const cel_program *program;
static cel_explanation told;

static const char facts[] =
    "{exit: {notice: 3 months, party: north, charge: none, ready: open, empty: blank},"
    " parties: [{id: n, share: 40.5, sector: council, lead: yes}, {id: s, share: 60.5, sector: police, lead: yes},"
    " {id: i, sector: police, lead: no}], steps: [{level: 1}, {level: 3}], limit: 50}";

static void teardown(void)
{
    cdt_arena_free(&arena);
}

static void explain(const char *source)
{
    const cel_explain_options options = { .elements_max = 3 };
    world *w = world_read(&arena, cdt_str_z(facts));
    cel_problems problems = { 0 };

    ck_assert_ptr_nonnull(w);
    budget = (cel_budget)CEL_BUDGET;
    context = (cel_context){ .arena = &arena, .budget = &budget, .data = &w->data, .root = w->root };
    program = cel_compile(&arena, cdt_str_z(source), NULL, &problems);
    ck_assert_msg(program != NULL, "%s: %s", source, problems.at[0].message);
    told = cel_explain(program, NULL, &context, &options);
}

/* Leaf number `index` is this text with that outcome. */
static const cel_leaf *leaf(size_t index, const char *text, cel_outcome outcome, bool decisive)
{
    const cel_leaf *found = &told.leaves[index];

    ck_assert_msg(told.count > index, "there are %zu leaves, wanted %s", told.count, text);
    ck_assert_slice(found->text, text);
    ck_assert_msg(found->outcome == outcome && found->decisive == decisive, "%s is %s%s", text,
                  cel_outcome_name(found->outcome), found->decisive ? "" : ", not decisive");
    return found;
}

START_TEST(a_false_and_blames_each_operand_that_is_false)
{
    explain("limit == 49 && exit.party == 'north' && exit.party == 'south'");
    ck_assert_int_eq(told.outcome, CEL_IS_FALSE);
    ck_assert_uint_eq(told.count, 2);
    leaf(0, "limit == 49", CEL_IS_FALSE, true);
    leaf(1, "exit.party == 'south'", CEL_IS_FALSE, true);
}
END_TEST

START_TEST(an_operand_that_failed_beside_a_false_one_did_not_decide)
{
    explain("exit.date == 'x' && limit == 49 && 1 / 0 == 1");
    ck_assert_uint_eq(told.count, 3);
    leaf(0, "limit == 49", CEL_IS_FALSE, true);
    leaf(1, "exit.date", CEL_IS_NOT_STATED, false);
    leaf(2, "1 / 0", CEL_IS_ERROR, false);
}
END_TEST

START_TEST(a_false_or_blames_all_operands)
{
    explain("limit == 49 || limit == 51");
    ck_assert_uint_eq(told.count, 2);
    leaf(1, "limit == 51", CEL_IS_FALSE, true);
}
END_TEST

START_TEST(a_true_or_names_what_made_it_true)
{
    explain("limit == 49 || limit == 50");
    ck_assert_uint_eq(told.count, 1);
    leaf(0, "limit == 50", CEL_IS_TRUE, true);
}
END_TEST

START_TEST(a_negation_blames_the_opposite)
{
    explain("!(limit == 50 && exit.party == 'north')");
    ck_assert_uint_eq(told.count, 2);
    leaf(0, "limit == 50", CEL_IS_TRUE, true);
    leaf(1, "exit.party == 'north'", CEL_IS_TRUE, true);
}
END_TEST

START_TEST(a_conditional_shows_its_condition_and_the_branch_taken)
{
    explain("limit > 10 ? exit.party == 'south' : false");
    ck_assert_uint_eq(told.count, 2);
    leaf(0, "limit > 10", CEL_IS_TRUE, true);
    leaf(1, "exit.party == 'south'", CEL_IS_FALSE, true);
}
END_TEST

START_TEST(a_comparison_shows_its_operands_with_their_places)
{
    const cel_leaf *found;

    explain("months(exit.notice) >= limit");
    found = leaf(0, "months(exit.notice) >= limit", CEL_IS_FALSE, true);
    ck_assert_uint_eq(found->operand_count, 3);
    ck_assert_slice(found->operands[0].text, "months(exit.notice)");
    ck_assert_slice(found->operands[0].shown.text, "3.0");
    ck_assert(!found->operands[0].shown.located);
    ck_assert_slice(found->operands[1].text, "exit.notice");
    ck_assert_slice(found->operands[1].shown.text, "3 months");
    ck_assert_slice(found->operands[1].shown.where.path, "exit.notice");
    ck_assert_uint_eq(found->operands[1].shown.where.place.line, 1);
    ck_assert_slice(found->operands[2].shown.text, "50");
}
END_TEST

START_TEST(all_blames_its_false_elements_by_name)
{
    const cel_leaf *found;

    explain("parties.all(p, p.sector == 'council' && p.lead)");
    ck_assert_uint_eq(told.count, 3);
    found = leaf(0, "p.sector == 'council'", CEL_IS_FALSE, true);
    ck_assert_uint_eq(found->element_count, 1);
    ck_assert_slice(found->elements[0].var, "p");
    ck_assert_uint_eq(found->elements[0].index, 1);
    ck_assert_uint_eq(found->elements[0].loop->total, 3);
    ck_assert_slice(found->elements[0].where.id, "s");
    ck_assert_slice(found->operands[0].shown.where.path, "parties[s].sector");
    found = leaf(2, "p.lead", CEL_IS_FALSE, true);
    ck_assert_slice(found->elements[0].where.id, "i");
}
END_TEST

START_TEST(elements_past_the_most_are_counted)
{
    explain("[1, 2, 3, 4, 5].all(n, n > 9)");
    ck_assert_uint_eq(told.count, 3);
    ck_assert_uint_eq(told.leaves[0].elements[0].loop->alike, 5);
    ck_assert_uint_eq(told.leaves[0].elements[0].loop->told, 3);
}
END_TEST

START_TEST(nested_all_names_every_element_around)
{
    const cel_leaf *found;

    explain("parties.all(p, steps.all(s, s.level < 3 || p.id == 'n'))");
    found = leaf(0, "s.level < 3", CEL_IS_FALSE, true);
    ck_assert_uint_eq(found->element_count, 2);
    ck_assert_slice(found->elements[0].where.id, "s");
    ck_assert_uint_eq(found->elements[1].index, 1);
}
END_TEST

START_TEST(a_false_exists_blames_the_elements)
{
    explain("steps.exists(s, s.level == 2)");
    ck_assert_uint_eq(told.count, 2);
    leaf(0, "s.level == 2", CEL_IS_FALSE, true);
}
END_TEST

START_TEST(exists_over_nothing_says_that_the_list_is_empty)
{
    explain("steps.filter(s, s.level > 9).exists(s, true)");
    ck_assert_str_eq(leaf(0, "steps.filter(s, s.level > 9).exists(s, true)", CEL_IS_FALSE, true)->message,
                     "the list is empty");
}
END_TEST

START_TEST(a_false_exists_one_counts_those_that_hold)
{
    explain("parties.exists_one(p, p.lead)");
    ck_assert_str_eq(leaf(0, "parties.exists_one(p, p.lead)", CEL_IS_FALSE, true)->message,
                     "2 of 3 hold (0, 1), not one");
}
END_TEST

START_TEST(a_false_has_tells_the_keys_and_the_nearest)
{
    const cel_leaf *found;

    explain("has(exit.partys)");
    found = leaf(0, "has(exit.partys)", CEL_IS_FALSE, true);
    ck_assert(found->has_missing);
    ck_assert_slice(found->missing.path, "exit.partys");
    ck_assert_slice(found->nearest, "party");
    ck_assert_uint_eq(found->key_count, 5);
}
END_TEST

START_TEST(an_error_is_blamed_on_its_innermost_part)
{
    explain("limit > 0 && size(exit.party) / (limit - 50) > 1");
    ck_assert_str_eq(leaf(0, "size(exit.party) / (limit - 50)", CEL_IS_ERROR, true)->message, "division by zero");
    ck_assert_uint_eq(told.leaves[0].operand_count, 4);
}
END_TEST

START_TEST(a_key_that_a_map_does_not_have_names_the_nearest)
{
    const char *message;

    explain("{'council': 1, 'police': 2}[exit.party] == 1");
    message = leaf(0, "{'council': 1, 'police': 2}[exit.party]", CEL_IS_ERROR, true)->message;
    ck_assert_str_eq(message, "no such key \"north\"; keys: council, police");
}
END_TEST

START_TEST(everything_that_is_not_stated_is_told_at_once)
{
    const cel_leaf *found;

    explain("exit.date < exit.other && parties.all(p, p.share > 1) && exit.ready && board.chair.party == 'n'");
    ck_assert_int_eq(told.outcome, CEL_IS_NOT_STATED);
    ck_assert_uint_eq(told.count, 5);
    ck_assert_slice(leaf(0, "exit.date", CEL_IS_NOT_STATED, true)->missing.path, "exit.date");
    ck_assert_slice(leaf(1, "exit.other", CEL_IS_NOT_STATED, true)->missing.path, "exit.other");
    found = leaf(2, "p.share", CEL_IS_NOT_STATED, true);
    ck_assert_slice(found->missing.path, "parties[i].share");
    ck_assert_slice(found->elements[0].where.id, "i");
    found = leaf(3, "exit.ready", CEL_IS_NOT_STATED, true);
    ck_assert(found->open);
    ck_assert_slice(found->missing.open_who, "the board");
    found = leaf(4, "board.chair.party", CEL_IS_NOT_STATED, true);
    ck_assert_slice(found->missing.path, "board");
    ck_assert_slice(found->wanted, "board.chair.party");
}
END_TEST

START_TEST(what_is_not_stated_in_an_or_is_an_alternative)
{
    explain("(exit.a == 1 || (exit.b == 1 && exit.c == 1) || limit == 1) && exit.d == 1");
    ck_assert_uint_eq(told.count, 4);
    ck_assert_uint_ne(told.leaves[0].group, 0);
    ck_assert_uint_eq(told.leaves[0].group, told.leaves[2].group);
    ck_assert_uint_eq(told.leaves[0].alternative, 0);
    ck_assert_uint_eq(told.leaves[1].alternative, 1);
    ck_assert_uint_eq(told.leaves[2].alternative, 1);
    ck_assert_uint_eq(told.leaves[3].group, 0);
}
END_TEST

START_TEST(a_way_within_a_way_is_a_way_of_the_whole)
{
    explain("parties.exists(p, p.rank == 1) || exit.a == 1 || (limit == 50 && (exit.b == 1 || exit.c == 1))");
    ck_assert_uint_eq(told.count, 6);
    for (size_t i = 1; i < 6; i++)
        ck_assert_uint_eq(told.leaves[i].group, told.leaves[0].group);
    for (size_t i = 0; i < 5; i++)
        ck_assert_uint_eq(told.leaves[i].alternative, i);
    ck_assert_uint_eq(told.leaves[5].alternative, 4); /* a part of a way is not taken apart */
    explain("parties.all(p, p.rank == 1 || p.age == 1)");
    ck_assert_uint_eq(told.count, 6);
    ck_assert_uint_ne(told.leaves[1].group, told.leaves[2].group);
}
END_TEST

START_TEST(under_a_negation_all_of_an_or_and_any_of_an_and_is_wanted)
{
    explain("!(exit.a == 1 || parties.exists(p, p.rank == 1))");
    ck_assert_uint_eq(told.count, 4);
    for (size_t i = 0; i < 4; i++)
        ck_assert_uint_eq(told.leaves[i].group, 0);
    explain("!(exit.a == 1 && parties.all(p, p.rank == 1))");
    ck_assert_uint_eq(told.count, 4);
    for (size_t i = 0; i < 4; i++) {
        ck_assert_uint_ne(told.leaves[i].group, 0);
        ck_assert_uint_eq(told.leaves[i].group, told.leaves[0].group);
        ck_assert_uint_eq(told.leaves[i].alternative, i);
    }
    explain("exit.a == 1 || !(!(exit.b == 1 || exit.c == 1))");
    ck_assert_uint_eq(told.leaves[2].group, told.leaves[0].group);
    ck_assert_uint_eq(told.leaves[2].alternative, 2);
}
END_TEST

START_TEST(leaves_can_stay_in_the_order_of_the_condition)
{
    const cel_explain_options options = { .in_order = true };

    explain("exit.date == 'x' && limit == 49");
    leaf(0, "limit == 49", CEL_IS_FALSE, true);
    told = cel_explain(program, NULL, &context, &options);
    leaf(0, "exit.date", CEL_IS_NOT_STATED, false);
    leaf(1, "limit == 49", CEL_IS_FALSE, true);
}
END_TEST

START_TEST(a_none_is_told_with_its_place)
{
    explain("exit.charge > 3 || limit == 49");
    ck_assert_int_eq(told.outcome, CEL_IS_NONE);
    ck_assert_slice(leaf(0, "exit.charge", CEL_IS_NONE, true)->operands[0].shown.where.path, "exit.charge");
}
END_TEST

START_TEST(a_bound_name_is_looked_through)
{
    explain("cel.bind(n, exit.notice, months(n) > 6)");
    ck_assert_slice(leaf(0, "months(n) > 6", CEL_IS_FALSE, true)->operands[1].shown.where.path, "exit.notice");
}
END_TEST

START_TEST(an_explanation_that_costs_too_much_says_so)
{
    explain("lists.range(3000).all(a, lists.range(3000).all(b, a + b >= 0)) || true");
    ck_assert_int_eq(told.outcome, CEL_IS_BUDGET);
    ck_assert_uint_eq(told.count, 1);
    ck_assert_ptr_nonnull(strstr(told.leaves[0].message, "too many steps"));
}
END_TEST

/* Conditions of many forms, for the properties below. */
static const char *const many[] = {
    "limit == 49 && exit.party == 'south'",
    "limit == 49 || exit.party == 'south' || limit > 60",
    "!(limit == 50 || exit.party == 'south')",
    "limit > 10 && (exit.party == 'south' || limit < 3) && !has(exit.party)",
    "exit.party in ['a', 'b'] || exit.party.matches('^s')",
    "has(exit.nothing) && limit == 50",
    "parties.all(p, p.lead) && limit == 49",
    "parties.exists(p, p.id == 'z')",
};

START_TEST(each_blamed_leaf_evaluated_alone_has_its_outcome)
{
    for (size_t i = 0; i < sizeof many / sizeof *many; i++) {
        explain(many[i]);
        ck_assert_int_eq(told.outcome, CEL_IS_FALSE);
        ck_assert_uint_gt(told.count, 0);
        for (size_t j = 0; j < told.count; j++) {
            cel_binding bindings[4];
            cel_scope scope = { bindings, 0, NULL };
            cel_context inside = context;
            cel_budget own = CEL_BUDGET;

            for (size_t k = 0; k < told.leaves[j].element_count; k++) {
                const cel_element *element = &told.leaves[j].elements[k];
                cel_value range = cel_eval_node(program, element->loop->macro->args[0], &context);

                bindings[scope.count++] = (cel_binding){ element->var, cel_range_at(&context, range, element->index) };
            }
            inside.scope = &scope;
            inside.budget = &own;
            ck_assert_int_eq(cel_outcome_of(cel_eval_node(program, told.leaves[j].node, &inside)),
                             told.leaves[j].outcome);
        }
    }
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("cel explain");

    tcase_add_checked_fixture(tests, NULL, teardown);
    tcase_add_test(tests, a_false_and_blames_each_operand_that_is_false);
    tcase_add_test(tests, an_operand_that_failed_beside_a_false_one_did_not_decide);
    tcase_add_test(tests, a_false_or_blames_all_operands);
    tcase_add_test(tests, a_true_or_names_what_made_it_true);
    tcase_add_test(tests, a_negation_blames_the_opposite);
    tcase_add_test(tests, a_conditional_shows_its_condition_and_the_branch_taken);
    tcase_add_test(tests, a_comparison_shows_its_operands_with_their_places);
    tcase_add_test(tests, all_blames_its_false_elements_by_name);
    tcase_add_test(tests, elements_past_the_most_are_counted);
    tcase_add_test(tests, nested_all_names_every_element_around);
    tcase_add_test(tests, a_false_exists_blames_the_elements);
    tcase_add_test(tests, exists_over_nothing_says_that_the_list_is_empty);
    tcase_add_test(tests, a_false_exists_one_counts_those_that_hold);
    tcase_add_test(tests, a_false_has_tells_the_keys_and_the_nearest);
    tcase_add_test(tests, an_error_is_blamed_on_its_innermost_part);
    tcase_add_test(tests, a_key_that_a_map_does_not_have_names_the_nearest);
    tcase_add_test(tests, everything_that_is_not_stated_is_told_at_once);
    tcase_add_test(tests, what_is_not_stated_in_an_or_is_an_alternative);
    tcase_add_test(tests, a_way_within_a_way_is_a_way_of_the_whole);
    tcase_add_test(tests, under_a_negation_all_of_an_or_and_any_of_an_and_is_wanted);
    tcase_add_test(tests, leaves_can_stay_in_the_order_of_the_condition);
    tcase_add_test(tests, a_none_is_told_with_its_place);
    tcase_add_test(tests, a_bound_name_is_looked_through);
    tcase_add_test(tests, an_explanation_that_costs_too_much_says_so);
    tcase_add_test(tests, each_blamed_leaf_evaluated_alone_has_its_outcome);
    return unit_run(tests);
}
