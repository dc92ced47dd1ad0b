/* Properties of blame, over thousands of conditions and descriptions that a counter makes (the same on every machine):
 *  - each blamed leaf, evaluated alone, has the outcome that it is said to have;
 *  - each blamed operand of a false `&&` (and element of a false all()) alone makes it false;
 *  - where all blamed leaves come out the other way, so does the whole condition;
 *  - where what is wanted is answered, again and again, the condition ends up stated. */
#include "base/arena.h"
#include "base/buf.h"
#include "cel/explain.h"
#include "cel/world.h"
#include "unit.h"

enum { CASES = 6000, LEAVES = 400, CHANGES = 64 };

static uint32_t seed;
static cdt_arena arena;
static cdt_buf facts, source, changed;
static world *facts_read;

/* ---- conditions and facts ---- */

static unsigned any(unsigned most)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 16) % most;
}

static void put_any(cdt_buf *out, const char *const *words, size_t count)
{
    cdt_buf_put_z(out, words[any((unsigned)count)]);
}

#define PUT_ANY(out, words) put_any((out), (words), sizeof(words) / sizeof *(words))

static void make_facts(void)
{
    static const char *const ranks[] = { "rank: 1, ", "rank: 2, ", "rank: 3, ", "rank: none, ", "rank: open, ", "" };
    static const char *const leads[] = { "lead: yes, ", "lead: no, ", "" };
    static const char *const steps[] = { "steps: [1, 2], ", "steps: [3], ", "steps: [2, 3, 4], ", "" };

    cdt_buf_clear(&facts);
    cdt_buf_put_z(&facts, "{yes: yes, no: no, five: 5, box: {five: 5}, none: none, open: open, parties: [");
    for (unsigned i = 0, count = 1 + any(4); i < count; i++) {
        cdt_buf_put_z(&facts, i ? ", {" : "{");
        PUT_ANY(&facts, ranks);
        PUT_ANY(&facts, leads);
        PUT_ANY(&facts, steps);
        cdt_buf_printf(&facts, "id: p%u}", i);
    }
    cdt_buf_printf(&facts, "], limit: %u}", any(4));
}

static void put_condition(unsigned depth, bool in_party);

static void put_chain(const char *operator, unsigned depth, bool in_party)
{
    for (unsigned i = 0, count = 2 + any(3); i < count; i++) {
        cdt_buf_put_z(&source, i ? operator: "");
        cdt_buf_put_z(&source, any(2) ? " (" : "(");
        put_condition(depth - 1, in_party);
        cdt_buf_put_z(&source, ")");
    }
}

static void put_loop(unsigned depth, bool in_party)
{
    static const char *const macros[] = { ".all(", ".exists(", ".exists_one(" };

    if (in_party) {
        cdt_buf_put_z(&source, "p.steps");
        PUT_ANY(&source, macros);
        cdt_buf_printf(&source, "s, s > %u%s)", any(5), any(2) ? " || p.lead" : "");
        return;
    }
    cdt_buf_put_z(&source, any(6) ? "parties" : "parties.filter(q, q.id != 'p0')");
    PUT_ANY(&source, macros);
    cdt_buf_put_z(&source, "p, ");
    put_condition(depth - 1, true);
    cdt_buf_put_z(&source, ")");
}

static void put_leaf(bool in_party)
{
    static const char *const plain[] = { "yes",
                                         "no",
                                         "five == 5",
                                         "five > 9",
                                         "five in [1, 5]",
                                         "gone == 1",
                                         "gone > five",
                                         "none > 3",
                                         "open == 1",
                                         "1 / 0 == 1",
                                         "has(box.five)",
                                         "has(box.gone)",
                                         "size(parties) > limit",
                                         "isNone(none)" };
    static const char *const of_party[] = {
        "p.lead",       "p.rank > limit",     "p.rank == 2",        "has(p.rank)",
        "p.id == 'p1'", "p.rank == five - 3", "p.steps.size() > 1", "p.id in ['p0', 'p2']"
    };

    if (in_party && any(4))
        PUT_ANY(&source, of_party);
    else
        PUT_ANY(&source, plain);
}

static void put_condition(unsigned depth, bool in_party)
{
    unsigned form = depth ? any(10) : 9;

    if (form < 3) {
        put_chain(" && ", depth, in_party);
    } else if (form < 5) {
        put_chain(" || ", depth, in_party);
    } else if (form == 5) {
        cdt_buf_put_z(&source, "!(");
        put_condition(depth - 1, in_party);
        cdt_buf_put_z(&source, ")");
    } else if (form == 6) {
        cdt_buf_put_z(&source, "(");
        put_condition(0, in_party);
        cdt_buf_put_z(&source, ") ? (");
        put_condition(depth - 1, in_party);
        cdt_buf_put_z(&source, ") : (");
        put_condition(depth - 1, in_party);
        cdt_buf_put_z(&source, ")");
    } else if (form < 9 && depth > 1) {
        put_loop(depth, in_party);
    } else {
        put_leaf(in_party);
    }
}

/* ---- evaluation ---- */

static const cel_program *compile(cdt_str text)
{
    cel_problems problems = { .count = 0 };
    const cel_program *program = cel_compile(&arena, text, NULL, &problems);

    ck_assert_msg(program != NULL, "%.*s: %s", CDT_ARGS(text), problems.count ? problems.at[0].message : "");
    return program;
}

static cel_context context_of(cel_budget *budget, const cel_scope *scope)
{
    *budget = (cel_budget)CEL_BUDGET;
    return (cel_context){
        .arena = &arena, .budget = budget, .data = &facts_read->data, .root = facts_read->root, .scope = scope
    };
}

static cel_value value_of(cdt_str text)
{
    cel_budget budget;
    cel_context context = context_of(&budget, NULL);

    return cel_eval(compile(text), &context);
}

/* A part of the source to be replaced. */
typedef struct change {
    uint32_t from, to;
    const char *with;
} change;

static int by_place(const void *a, const void *b)
{
    const change *x = a, *y = b;

    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return x->to > y->to ? -1 : x->to < y->to; /* the outer one first, which takes the inner with it */
}

/* The text from `from` to `to` with the changes made. */
static cdt_str with_changes(uint32_t from, uint32_t to, change *changes, size_t count)
{
    uint32_t at = from;

    if (count)
        qsort(changes, count, sizeof *changes, by_place);
    cdt_buf_clear(&changed);
    for (size_t i = 0; i < count; i++) {
        if (changes[i].from < at)
            continue;
        cdt_buf_put(&changed, cdt_str_slice(cdt_buf_str(&source), at, changes[i].from));
        cdt_buf_put_z(&changed, changes[i].with);
        at = changes[i].to;
    }
    cdt_buf_put(&changed, cdt_str_slice(cdt_buf_str(&source), at, to));
    return cdt_buf_str(&changed);
}

/* ---- the properties ---- */

static const cel_program *program;
static cel_explanation told;

static void leaves_have_their_outcome(void)
{
    for (size_t i = 0; i < told.count; i++) {
        const cel_leaf *leaf = &told.leaves[i];
        cel_binding bindings[8];
        cel_scope scope = { bindings, 0, NULL };
        cel_budget budget;
        cel_context context = context_of(&budget, &scope);

        for (size_t k = 0; k < leaf->element_count; k++) {
            const cel_element *element = &leaf->elements[k];
            cel_value range = cel_eval_node(program, element->loop->macro->args[0], &context);

            bindings[scope.count++] = (cel_binding){ element->var, cel_range_at(&context, range, element->index) };
        }
        ck_assert_msg(cel_outcome_of(cel_eval_node(program, leaf->node, &context)) == leaf->outcome,
                      "%.*s is not %s in %s over %s", CDT_ARGS(leaf->text), cel_outcome_name(leaf->outcome), source.at,
                      facts.at);
    }
}

static bool is_blamed(const cel_ast *node)
{
    for (size_t i = 0; i < told.count; i++)
        if (told.leaves[i].decisive && told.leaves[i].node->from >= node->from && told.leaves[i].node->to <= node->to)
            return true;
    return false;
}

/* A false `&&` is false with each of its blamed operands and `true` for the others. */
static bool operands_suffice(const cel_ast *node, void *context)
{
    change changes[CHANGES];
    cel_budget budget;
    cel_context own = context_of(&budget, NULL);

    (void)context;
    if (node->form == CEL_MACRO)
        return false; /* what is inside has no value by itself */
    if (node->form != CEL_AND || !cel_is_false(cel_eval_node(program, node, &own)))
        return true;
    for (size_t i = 0; i < node->count; i++) {
        size_t count = 0;

        own = context_of(&budget, NULL);
        if (!is_blamed(node->args[i]) || !cel_is_false(cel_eval_node(program, node->args[i], &own)))
            continue;
        for (size_t k = 0; k < node->count; k++)
            if (k != i)
                changes[count++] = (change){ node->args[k]->from, node->args[k]->to, "true" };
        ck_assert_msg(cel_is_false(value_of(with_changes(node->from, node->to, changes, count))),
                      "%s is not false, from %s over %s", changed.at, source.at, facts.at);
    }
    return true;
}

/* A false all() is false over each of its blamed elements alone. */
static void elements_suffice(void)
{
    const cel_ast *range = program->root->form == CEL_MACRO ? program->root->args[0] : NULL;

    if (!range || program->root->macro != CEL_ALL || told.outcome != CEL_IS_FALSE)
        return;
    for (size_t i = 0; i < told.count; i++) {
        const cel_leaf *leaf = &told.leaves[i];
        const char *one;
        change narrow;

        if (!leaf->decisive || !leaf->element_count)
            continue;
        one = cdt_format(&arena, "[%.*s[%zu]]", CDT_ARGS(cel_node_text(program, range)), leaf->elements[0].index);
        narrow = (change){ range->from, range->to, one };
        ck_assert_msg(cel_is_false(value_of(with_changes(0, (uint32_t)source.len, &narrow, 1))),
                      "%s is not false, from %s over %s", changed.at, source.at, facts.at);
    }
}

/* Is the leaf within the condition of a `? :`? Which way that goes is told, but the other way may come to the same. */
static bool in_question(const cel_ast *node, const cel_ast *leaf)
{
    for (size_t i = 0; i < node->count; i++) {
        if (leaf->from < node->args[i]->from || leaf->to > node->args[i]->to)
            continue;
        return (node->form == CEL_CONDITIONAL && i == 0) || in_question(node->args[i], leaf);
    }
    return false;
}

/* What a leaf is replaced with: a truth comes out the other way, what is wanted is there. NULL: it stays as it is. */
static const char *opposite(const cel_leaf *leaf)
{
    if (!leaf->decisive)
        return NULL;
    if (leaf->outcome == CEL_IS_FALSE || leaf->outcome == CEL_IS_TRUE)
        return in_question(program->root, leaf->node) ? NULL : leaf->outcome == CEL_IS_TRUE ? "false" : "true";
    if (leaf->outcome != CEL_IS_NOT_STATED)
        return NULL;
    return cdt_str_ends(leaf->text, CDT_STR("lead"))    ? "true"
           : cdt_str_ends(leaf->text, CDT_STR("steps")) ? "[1]"
                                                        : "1";
}

/* The condition with all that is blamed replaced. */
static cdt_str with_opposites(void)
{
    change *changes = CDT_NEW_ARRAY(&arena, change, told.count);
    size_t count = 0;

    for (size_t i = 0; i < told.count; i++) {
        const char *with = opposite(&told.leaves[i]);

        if (with)
            changes[count++] = (change){ told.leaves[i].node->from, told.leaves[i].node->to, with };
    }
    ck_assert_msg(count > 0, "nothing is blamed in %s over %s", source.at, facts.at);
    return with_changes(0, (uint32_t)source.len, changes, count);
}

static void explain(void)
{
    const cel_explain_options all = { 0 };
    cel_budget budget;
    cel_context context = context_of(&budget, NULL);

    program = compile(cdt_buf_str(&source));
    told = cel_explain(program, NULL, &context, &all);
}

static void the_opposite_changes_the_outcome(void)
{
    if (told.outcome == CEL_IS_FALSE || told.outcome == CEL_IS_TRUE)
        ck_assert_msg(cel_outcome_of(value_of(with_opposites())) != told.outcome, "%s is still %s, from %s over %s",
                      changed.at, cel_outcome_name(told.outcome), source.at, facts.at);
}

/* Answers may open new questions: of elements of a list that was not there, or beyond a `?`. But they come to an end. */
static void answers_come_to_an_end(void)
{
    for (int round = 0; told.outcome == CEL_IS_NOT_STATED; round++) {
        cdt_str answered = cdt_copy(&arena, with_opposites());

        ck_assert_msg(round < 6, "%s is still not stated over %s", source.at, facts.at);
        cdt_buf_clear(&source);
        cdt_buf_put(&source, answered);
        explain();
    }
}

START_TEST(blame_holds_for_conditions_of_every_form)
{
    size_t outcomes[CEL_IS_VALUE + 1] = { 0 };

    for (uint32_t number = 1; number <= CASES; number++) {
        seed = number * 2654435761u;
        make_facts();
        cdt_buf_clear(&source);
        put_condition(1 + any(3), false);
        facts_read = world_read(&arena, cdt_buf_str(&facts));
        ck_assert_ptr_nonnull(facts_read);
        explain();
        outcomes[told.outcome]++;
        leaves_have_their_outcome();
        cel_ast_walk(program->root, operands_suffice, NULL);
        elements_suffice();
        the_opposite_changes_the_outcome();
        answers_come_to_an_end();
        cdt_arena_reset(&arena);
    }
    for (int outcome = CEL_IS_FALSE; outcome <= CEL_IS_ERROR; outcome++)
        ck_assert_msg(outcomes[outcome] > CASES / 100, "too few conditions are %s",
                      cel_outcome_name((cel_outcome)outcome));
    cdt_buf_free(&facts);
    cdt_buf_free(&source);
    cdt_buf_free(&changed);
    cdt_arena_free(&arena);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("cel blame");

    tcase_add_test(tests, blame_holds_for_conditions_of_every_form);
    return unit_run(tests);
}
