/* conformance FILE... - run tests of the CEL conformance suite, kept as JSON Lines: one object a line with `id`, `expr`,
 * `bindings`, `expect`, `container`, `type_env`, `result_type` and `features`, values as objects with one key that is their
 * type ({"int": "-5"}). Prints each failing test with what was expected and what came, and closes with a count. Exit
 * status: 0 all passed, 1 some failed, 2 a file could not be read.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "cel/eval.h"
#include "cel/program.h"
#include "cli/zones.h"
#include "conformance/typed.h"

/* What is not built, and why. */
static const char *const not_built[2][2] = {
    { "network", "IP addresses have no use in agreements" },
    { "block", "what an optimizer writes, not people" },
};

typedef struct tally {
    unsigned passed, failed, skipped[2];
} tally;

/* Number of the feature that the test needs and we lack; -1: none. */
static int lacking(const json_t *test)
{
    const json_t *feature;
    size_t i;

    json_array_foreach(json_object_get(test, "features"), i,
                       feature) for (int j = 0; j < 2;
                                     j++) if (strcmp(json_string_value(feature), not_built[j][0]) == 0) return j;
    return -1;
}

static cel_scope bindings_of(cdt_arena *arena, const json_t *test)
{
    json_t *bindings = json_object_get(test, "bindings"), *value;
    cel_binding *bound = CDT_NEW_ARRAY(arena, cel_binding, json_object_size(bindings));
    const char *name;
    size_t count = 0;

    json_object_foreach(bindings, name, value) bound[count++] =
        (cel_binding){ cdt_str_z(name), typed_value(arena, value) };
    return (cel_scope){ bound, count, NULL };
}

static bool passes(const json_t *test, const cel_program *program, const cel_problems *problems, cel_value value,
                   cdt_buf *got)
{
    const json_t *expect = json_object_get(test, "expect"), *wanted = json_object_get(expect, "value");
    const char *type =
        json_object_get(test, "result_type") ? typed_type_text(json_object_get(test, "result_type")) : NULL;

    if (!program) {
        cdt_buf_printf(got, "%s", problems->count ? problems->at[0].message : "no program");
        return json_object_get(expect, "error") != NULL;
    }
    if (type) {
        cdt_arena arena = { 0 };
        const char *deduced = cel_type_text(&arena, program->type);
        bool same = strcmp(deduced, type) == 0;

        cdt_buf_printf(got, "type %s, ", deduced);
        cdt_arena_free(&arena);
        if (!same)
            return false;
    }
    if (json_object_get(expect, "type_only"))
        return true;
    typed_write(got, value);
    if (json_object_get(expect, "error"))
        return value.kind == CEL_FAILURE;
    return typed_equal(value, wanted);
}

/* Compile, evaluate and judge one test; false: it failed and was reported. */
static bool run_test(const json_t *test, const char *id)
{
    cdt_arena arena = { 0 };
    cdt_buf got = { 0 };
    cel_problems problems = { 0 };
    cel_budget budget = CEL_BUDGET;
    const json_t *expr = json_object_get(test, "expr");
    bool checked = json_object_get(test, "result_type") && !json_is_true(json_object_get(test, "disable_check"));
    cel_env env = { 0 };
    cel_options options = { .qualified = true };
    cel_scope scope = bindings_of(&arena, test);
    cel_context context = { .arena = &arena, .budget = &budget, .scope = &scope, .zones = cdt_system_zones() };
    cel_value value = cel_null();
    const cel_program *program;
    bool good;

    options.container = cdt_str_z(json_string_value(json_object_get(test, "container")));
    if (checked) {
        typed_env(&arena, json_object_get(test, "type_env"), &env);
        options.env = &env;
    }
    program = cel_compile(&arena, (cdt_str){ json_string_value(expr), json_string_length(expr) }, &options, &problems);
    if (program && !json_is_true(json_object_get(test, "check_only")))
        value = cel_eval(program, &context);
    good = passes(test, program, &problems, value, &got);
    if (!good) {
        char *expected = json_dumps(json_object_get(test, "expect"), JSON_COMPACT);

        printf("%s\n  expected %s\n  got      %s\n", id, expected, got.at ? got.at : "");
        free(expected);
    }
    cdt_buf_free(&got);
    cdt_arena_free(&arena);
    return good;
}

static void run_line(const char *file, size_t number, const char *line, size_t len, tally *sum)
{
    json_error_t error;
    json_t *test = json_loadb(line, len, JSON_ALLOW_NUL, &error);
    const char *id = json_string_value(json_object_get(test, "id"));
    int feature = test ? lacking(test) : -1;

    if (!test || !id) {
        printf("%s:%zu: not a test: %s\n", file, number, test ? "it has no id" : error.text);
        sum->failed++;
    } else if (feature >= 0) {
        sum->skipped[feature]++;
    } else if (run_test(test, id)) {
        sum->passed++;
    } else {
        sum->failed++;
    }
    json_decref(test);
}

static bool run_file(const char *file, tally *sum)
{
    FILE *in = fopen(file, "r");
    char *line = NULL;
    size_t room = 0, number = 0;
    ssize_t len;

    if (!in) {
        perror(file);
        return false;
    }
    while ((len = getline(&line, &room, in)) > 0) {
        number++;
        while (len > 0 && (line[len - 1] == '\n' || line[len - 1] == '\r'))
            len--;
        if (len > 0)
            run_line(file, number, line, (size_t)len, sum);
    }
    free(line);
    fclose(in);
    return true;
}

int main(int argc, char **argv)
{
    tally sum = { 0 };
    bool read = true;

    if (argc < 2) {
        fprintf(stderr, "usage: %s FILE...\n", argv[0]);
        return 2;
    }
    for (int i = 1; i < argc; i++)
        read &= run_file(argv[i], &sum);
    for (int i = 0; i < 2; i++)
        if (sum.skipped[i])
            printf("%u skipped: feature %s is not built (%s)\n", sum.skipped[i], not_built[i][0], not_built[i][1]);
    printf("%u passed, %u failed, %u skipped\n", sum.passed, sum.failed, sum.skipped[0] + sum.skipped[1]);
    if (!read)
        return 2;
    return sum.failed > 0;
}
