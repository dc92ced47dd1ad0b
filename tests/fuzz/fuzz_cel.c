/* Any bytes as a condition: read, checked against a few types, evaluated over a few values, and explained. */
#include <stdint.h>

#include "base/arena.h"
#include "cel/eval.h"
#include "cel/explain.h"
#include "cel/program.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const cdt_str words[] = { { "council", 7 }, { "police", 6 } };
static const cel_type word = { .kind = CEL_STRING, .words = words, .word_count = 2 };
static const cel_type word_list = { .kind = CEL_LIST, .item = &word, .single = true };
static const cel_variable variables[] = {
    { { "n", 1 }, &cel_type_decimal }, { { "d", 1 }, &cel_type_timestamp },
    { { "p", 1 }, &cel_type_period },  { { "s", 1 }, &word },
    { { "l", 1 }, &word_list },        { { "x", 1 }, &cel_type_dyn },
};

/* Values for the variables; `x` is something that is not stated. */
static cel_scope values(cdt_arena *arena, cel_binding bindings[6])
{
    cel_value items[] = { cel_string(words[0]), cel_string(words[1]) };

    bindings[0].value = cel_decimal((cdt_decimal){ 8871, 2 });
    bindings[1].value = cel_date(20544);
    bindings[2].value = cel_period((cdt_period){ .months = 12 });
    bindings[3].value = cel_string(words[0]);
    bindings[4].value = cel_list_new(arena, items, 2);
    bindings[5].value = cel_fail(arena, (cel_failure){ .rank = CEL_RANK_NOT_STATED, .missing = { "x", 1 } });
    for (int i = 0; i < 6; i++)
        bindings[i].name = variables[i].name;
    return (cel_scope){ bindings, 6, NULL };
}

static void evaluate(cdt_arena *arena, const cel_program *program)
{
    cel_binding bindings[6];
    cel_scope scope = values(arena, bindings);
    cel_budget budget = CEL_BUDGET;
    cel_context context = { .arena = arena, .budget = &budget, .scope = &scope };
    cel_explain_options explain = { .elements_max = 3 };
    cel_explanation told;

    budget.step_limit = 20000; /* more only costs time that the fuzzer needs */
    cel_to_text(&context, cel_eval(program, &context));
    told = cel_explain(program, NULL, &context, &explain);
    for (size_t i = 0; i < told.count; i++)
        cel_node_text(program, told.leaves[i].node);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cel_env env = { .variables = variables, .variable_count = 6, .result = &cel_type_bool };
    cdt_str source = { (const char *)data, size };

    for (int checked = 0; checked < 2; checked++) {
        cdt_arena arena = { 0 };
        cel_problems problems = { 0 };
        cel_options options = { .env = checked ? &env : NULL };
        const cel_program *program = cel_compile(&arena, source, &options, &problems);

        if (program)
            evaluate(&arena, program);
        cdt_arena_free(&arena);
    }
    return 0;
}
