/* bench_rules AGREEMENT - what the rule language costs: for all built-in checks, reading the YAML, compiling, the type check, and
 * evaluation over an agreement; and the worst patterns. Exit status: 0, or 1 where a pattern does not end within the budget and
 * in time. */
#include <stdio.h>
#include <stdlib.h>

#include "agreement/agreement.h"
#include "base/embedded.h"
#include "bench/bench.h"
#include "cel/hostile.h"
#include "cel/parse.h"
#include "cel/resolve.h"
#include "cel/typecheck.h"
#include "concordat/concordat.h"
#include "review/facts.h"
#include "yaml/frozen.h"

enum { MILLISECONDS = 100 }; /* a pattern may take */

/* A condition of a built-in check, and what it may see. */
typedef struct condition {
    const cdt_checklist *checklist;
    cdt_str source;
    const cel_type *result;
    const cel_program *program;
} condition;

typedef struct bench {
    cdt_library *library;
    cdt_checklist *checklists[16];
    size_t checklist_count, checks, requirements;
    condition *conditions;
    size_t count;
    size_t yaml; /* bytes */
    cdt_arena kept, scratch;
} bench;

static void add(bench *b, const cdt_checklist *checklist, const cdt_condition *from, const cel_type *result)
{
    if (from->program)
        b->conditions[b->count++] = (condition){ checklist, from->program->source, result, from->program };
}

static void add_checklist(bench *b, const char *name, cdt_diags *diags)
{
    cdt_checklist *list = cdt_builtin_read(b->library, name, diags);

    if (!list)
        exit(2);
    b->checklists[b->checklist_count++] = list;
    b->yaml += list->document.text.len;
    for (size_t i = 0; i < list->check_count; i++) {
        const cdt_rules *rules = &list->rules[i];
        size_t requirements = list->checks[i].requirement_count, most = b->count + 1 + 3 * requirements;
        b->conditions = cdt_realloc(b->conditions, most * sizeof *b->conditions);
        b->checks++;
        b->requirements += requirements;
        add(b, list, &rules->applies, &cel_type_bool);
        for (size_t k = 0; k < requirements; k++) {
            add(b, list, &rules->rules[k].when, &cel_type_bool);
            add(b, list, &rules->rules[k].that, &cel_type_bool);
            add(b, list, &rules->rules[k].only_before, &cel_type_timestamp);
        }
    }
}

/* ---- what is measured ---- */

static void read_yaml(bench *b)
{
    for (size_t i = 0; i < b->checklist_count; i++) {
        const cdt_document *from = &b->checklists[i]->document;
        cdt_diags *diags = cdt_diags_new();
        cdt_document document;
        cdt_document_read(&document, from->file, from->text, 1, diags);
        cdt_document_free(&document);
        cdt_diags_free(diags);
    }
}

/* Parse, resolve and check every condition; each part is timed by itself. */
static void compile(bench *b, size_t round, bench_times *compiling, bench_times *checking)
{
    cel_variable room[CDT_GLOBALS];
    cel_env env;
    cel_options options = { .env = &env };
    cel_problems problems = { .count = 0 };
    cel_ast **roots = CDT_NEW_ARRAY(&b->scratch, cel_ast *, b->count);
    double start = bench_now();

    for (size_t i = 0; i < b->count; i++) {
        cel_parser parser = { .arena = &b->scratch, .source = b->conditions[i].source, .problems = &problems };
        roots[i] = cel_parse(&parser);
        cdt_condition_env(b->library, b->conditions[i].checklist, room, &env);
        cel_resolve(&b->scratch, roots[i], b->conditions[i].source, &options, &problems);
    }
    bench_add(compiling, round, start);
    start = bench_now();
    for (size_t i = 0; i < b->count; i++) {
        cdt_condition_env(b->library, b->conditions[i].checklist, room, &env);
        env.result = b->conditions[i].result;
        cel_typecheck(&b->scratch, roots[i], b->conditions[i].source, &options, &problems);
    }
    bench_add(checking, round, start);
    if (problems.count) {
        fprintf(stderr, "a condition does not compile: %s\n", problems.at[0].message);
        exit(2);
    }
    cdt_arena_reset(&b->scratch);
}

static uint64_t evaluate(bench *b, const cdt_agreement *agreement)
{
    uint64_t steps = 0;

    for (size_t i = 0; i < b->count; i++) {
        cel_binding globals[CDT_GLOBALS];
        cel_scope scope = { globals, CDT_GLOBALS, NULL };
        cel_budget budget = CEL_BUDGET;
        cdt_facts facts;
        cdt_facts_init(&facts, agreement, b->conditions[i].checklist, NULL);
        cdt_facts_globals(&facts, &b->scratch, 20635, CDT_STAGE_FINAL, globals);
        cel_context context = { .arena = &b->scratch,
                                .budget = &budget,
                                .data = &facts.data,
                                .root = cdt_facts_root(&facts),
                                .scope = &scope };
        cel_eval(b->conditions[i].program, &context);
        steps += budget.steps;
        cdt_arena_reset(&b->scratch);
    }
    return steps;
}

/* ---- what is told ---- */

static void tell(const bench *b, const char *what, bench_times *times)
{
    double median = bench_median(times);

    printf("  %-26s %10.1f  (%.1f - %.1f) %*s %8.2f\n", what, median, bench_least(times), bench_most(times),
           (int)(18 - snprintf(NULL, 0, "(%.1f - %.1f)", bench_least(times), bench_most(times))), "",
           median / (double)b->requirements);
}

static void bench_checks(bench *b, const cdt_agreement *agreement)
{
    bench_times reading = { .count = 0 }, compiling = reading, checking = reading, evaluating = reading;
    uint64_t steps = 0;

    for (size_t round = 0; round < BENCH_WARM + BENCH_ROUNDS; round++) {
        double start = bench_now();
        read_yaml(b);
        bench_add(&reading, round, start);
    }
    for (size_t round = 0; round < BENCH_WARM + BENCH_ROUNDS; round++)
        compile(b, round, &compiling, &checking);
    for (size_t round = 0; round < BENCH_WARM + BENCH_ROUNDS; round++) {
        double start = bench_now();
        steps = evaluate(b, agreement);
        bench_add(&evaluating, round, start);
    }
    printf("built-in checklists: %zu checks, %zu requirements, %zu conditions in %zu bytes of YAML\n", b->checks,
           b->requirements, b->count, b->yaml);
    printf("microseconds of CPU time: median of %d rounds (least - most), and the median per requirement\n\n",
           BENCH_ROUNDS);
    tell(b, "reading the YAML", &reading);
    tell(b, "compiling", &compiling);
    tell(b, "type check", &checking);
    tell(b, "evaluation", &evaluating);
    printf("\n  evaluation over %s: %llu steps, %.1f nanoseconds each\n", cdt_agreement_file(agreement),
           (unsigned long long)steps, bench_median(&evaluating) * 1000 / (double)steps);
}

static const char *ended(cel_value value, const cel_budget *budget)
{
    if (value.kind != CEL_FAILURE)
        return "came to a value";
    if (value.failure->rank == CEL_RANK_ERROR)
        return "refused";
    return budget->steps > budget->step_limit ? "stopped by the budget" : "stopped by another limit";
}

/* One condition over `text` and `pattern`; did it end in time? */
static bool bench_one(const char *name, const char *source, cdt_str text, cdt_str pattern)
{
    cdt_arena arena = { 0 };
    cel_problems problems = { .count = 0 };
    const cel_program *program = cel_compile(&arena, cdt_str_z(source), NULL, &problems);
    cel_binding bindings[] = { { CDT_STR("text"), cel_string(text) }, { CDT_STR("pattern"), cel_string(pattern) } };
    cel_scope scope = { bindings, 2, NULL };
    cel_budget budget = CEL_BUDGET;
    cel_context context = { .arena = &arena, .budget = &budget, .scope = &scope };
    double start = bench_now(), took;
    cel_value value = cel_eval(program, &context);

    took = (bench_now() - start) / 1000;
    printf("  %6zu %8llu %8.2f  %-24s %s%s\n", text.len, (unsigned long long)budget.steps, took, ended(value, &budget),
           name, took < MILLISECONDS ? "" : ": TOO SLOW");
    cdt_arena_free(&arena);
    return took < MILLISECONDS;
}

static bool bench_patterns(void)
{
    cdt_buf pattern = { 0 }, text = { 0 };
    size_t good = 0, all = hostile_count + hostile_condition_count;

    printf("\nthe worst patterns, compiled and tried once, and conditions that do much for their steps:\n"
           "bytes of the text, steps charged, milliseconds of CPU time, how it ended\n\n");
    for (size_t i = 0; i < hostile_count; i++) {
        hostile_pattern(&hostile_rows[i], &pattern);
        hostile_text(&hostile_rows[i], &text);
        good += bench_one(hostile_rows[i].name, "text.matches(pattern)", cdt_buf_str(&text), cdt_buf_str(&pattern));
    }
    hostile_pattern(&hostile_many_groups, &pattern);
    hostile_text(&hostile_many_groups, &text);
    for (size_t i = 0; i < hostile_condition_count; i++)
        good += bench_one(hostile_conditions[i], hostile_conditions[i], cdt_buf_str(&text), cdt_buf_str(&pattern));
    printf("\n  %zu of %zu ended within %d steps (the one that was too many is counted) and %d ms\n", good, all,
           (int)CDT_MAX_CONDITION_STEPS, MILLISECONDS);
    cdt_buf_free(&pattern);
    cdt_buf_free(&text);
    return good == all;
}

int main(int argc, char **argv)
{
    bench b = { .library = cdt_library_new() };
    cdt_diags *diags = cdt_diags_new();
    cdt_buf file = { 0 };
    cdt_agreement *agreement;
    bool good;

    if (argc != 2) {
        fprintf(stderr, "usage: %s AGREEMENT\n", argv[0]);
        return 2;
    }
    bench_file(argv[1], &file);
    for (size_t i = 0; i < cdt_builtin_count(); i++)
        add_checklist(&b, cdt_builtin_name(i), diags);
    agreement = cdt_agreement_read(b.library, argv[1], file.at, file.len, 1, 0, diags);
    bench_checks(&b, agreement);
    good = bench_patterns();
    cdt_agreement_free(agreement);
    for (size_t i = 0; i < b.checklist_count; i++)
        cdt_checklist_free(b.checklists[i]);
    free(b.conditions);
    cdt_arena_free(&b.kept);
    cdt_arena_free(&b.scratch);
    cdt_buf_free(&file);
    cdt_diags_free(diags);
    cdt_library_free(b.library);
    return good ? 0 : 1;
}
