/* Any bytes as a condition: compiled without types, evaluated over no description, and explained. */
#include <stdint.h>

#include "base/arena.h"
#include "cel/eval.h"
#include "cel/explain.h"
#include "cel/program.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cdt_arena arena = { 0 };
    cel_problems problems = { 0 };
    cel_options options = { 0 };
    cdt_str source = { (const char *)data, size };
    const cel_program *program = cel_compile(&arena, source, &options, &problems);

    if (program != NULL) {
        cel_budget budget = CEL_BUDGET;
        budget.step_limit = 20000; /* more only costs time that the fuzzer needs */
        cel_context context = { .arena = &arena, .budget = &budget };
        cel_explain_options explain = { .elements_max = 3 };
        cel_to_text(&context, cel_eval(program, &context));
        cel_explain(program, NULL, &context, &explain);
    }
    cdt_arena_free(&arena);
    return 0;
}
