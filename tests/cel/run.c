/* run FILE... - tests of the rule language kept as text. A file is a list of tests; each begins with its name:
 *
 *     == a sum of decimals is exact
 *     data {shares: [88.71, 0.19, 11.1]}
 *     let wanted = 100
 *     sum(shares) == wanted
 *     => true
 *
 * `data` (optional) is a description in the notation of world.h, whose keys are variables; each `let` binds a name to the
 * value of an expression. What follows, of any number of lines, is the condition. After `=>` stands what is wanted: an
 * expression whose value and type the condition must have, or one of
 *
 *     => refused TEXT       it does not compile; the first problem's message holds TEXT
 *     => error TEXT         evaluation ends in an error whose message holds TEXT
 *     => not stated PATH    what is missing
 *     => none               a fact is expressly none
 *     => budget             the budget is spent
 *
 * Lines that begin with # are comments. Each failing test is printed; exit status 1 if there is any.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "cel/eval.h"
#include "cel/explain.h"
#include "cel/state.h"
#include "cel/world.h"

enum { LETS_MAX = 8 };

typedef struct test {
    cdt_str name, data, wanted;
    cdt_buf condition;
    cel_binding lets[LETS_MAX];
    size_t let_count;
} test;

/* Value of an expression that a test file gives. */
static cel_value value_of(cdt_arena *arena, cdt_str source, const cel_context *context)
{
    cel_problems problems = { 0 };
    const cel_program *program = cel_compile(arena, source, NULL, &problems);

    if (!program)
        return cel_fail(arena, (cel_failure){ .rank = CEL_RANK_ERROR, .message = problems.at[0].message });
    return cel_eval(program, context);
}

static bool equal(const cel_context *context, cel_value a, cel_value b)
{
    cel_program none = { 0 };
    cel_state state;

    cel_state_init(&state, &none, context);
    return a.kind == b.kind && cel_is_true(cel_equals(&state, NULL, a, b));
}

/* "error TEXT" -> TEXT; false: it begins otherwise. */
static bool after(cdt_str wanted, const char *word, cdt_str *rest)
{
    if (!cdt_str_starts(wanted, cdt_str_z(word)))
        return false;
    *rest = cdt_str_trim(cdt_str_slice(wanted, strlen(word), wanted.len));
    return rest->len > 0 || wanted.len == strlen(word);
}

static bool judge(const test *t, const cel_context *context, cel_value value)
{
    cel_outcome outcome = cel_outcome_of(value);
    cel_where missing;
    cdt_str rest;

    if (after(t->wanted, "error ", &rest))
        return outcome == CEL_IS_ERROR && cdt_str_find(cdt_str_z(value.failure->message), rest, 0) != (size_t)-1;
    if (cdt_str_is_z(t->wanted, "none"))
        return outcome == CEL_IS_NONE;
    if (cdt_str_is_z(t->wanted, "budget"))
        return outcome == CEL_IS_BUDGET;
    if (after(t->wanted, "not stated ", &rest)) {
        if (outcome != CEL_IS_NOT_STATED)
            return false;
        cel_describe_missing(context, value, &missing);
        return cdt_str_is(missing.path, rest);
    }
    return equal(context, value, value_of(context->arena, t->wanted, context));
}

static bool run_test(const char *file, test *t)
{
    cdt_arena arena = { 0 };
    cel_budget budget = CEL_BUDGET;
    cel_scope scope = { t->lets, t->let_count, NULL };
    cel_context context = { .arena = &arena, .budget = &budget, .scope = &scope };
    world *w = t->data.len ? world_read(&arena, t->data) : NULL;
    cel_problems problems = { 0 };
    const cel_program *program;
    cdt_str refused, got;
    bool good = true;

    if (w) {
        context.data = &w->data;
        context.root = w->root;
    }
    for (size_t i = 0; i < t->let_count; i++)
        t->lets[i].value = value_of(&arena, t->lets[i].value.text, &context);
    program = cel_compile(&arena, cdt_str_trim(cdt_buf_str(&t->condition)), NULL, &problems);
    if (after(t->wanted, "refused ", &refused)) {
        got = cdt_str_z(program ? "it compiles" : problems.at[0].message);
        good = !program && cdt_str_find(got, refused, 0) != (size_t)-1;
    } else if (!program) {
        got = cdt_str_z(problems.at[0].message);
        good = false;
    } else {
        cel_value value = cel_eval(program, &context);

        budget = (cel_budget)CEL_BUDGET; /* for what the judge evaluates */
        good = judge(t, &context, value) && (t->data.len == 0 || w);
        got = cel_to_text(&context, value);
    }
    if (!good)
        printf("%s: %.*s\n  wanted %.*s\n  got    %.*s\n", file, CDT_ARGS(t->name), CDT_ARGS(t->wanted), CDT_ARGS(got));
    cdt_arena_free(&arena);
    return good;
}

static void take_let(test *t, cdt_str rest)
{
    size_t sign = cdt_str_find(rest, CDT_STR("="), 0);

    if (sign == (size_t)-1 || t->let_count == LETS_MAX)
        return;
    t->lets[t->let_count].name = cdt_str_trim(cdt_str_slice(rest, 0, sign));
    t->lets[t->let_count++].value.text = cdt_str_trim(cdt_str_slice(rest, sign + 1, rest.len));
}

/* One line of a file; a test ends, and runs, with its `=>`. Returns how many failed. */
static unsigned take_line(const char *file, test *t, cdt_str line, unsigned *ran)
{
    cdt_str rest;

    if (line.len > 0 && line.at[0] == '#')
        return 0;
    if (after(line, "== ", &rest)) {
        cdt_buf_clear(&t->condition);
        *t = (test){ .name = rest, .condition = t->condition };
    } else if (after(line, "data ", &t->data)) {
        return 0;
    } else if (after(line, "let ", &rest)) {
        take_let(t, rest);
    } else if (after(line, "=> ", &t->wanted)) {
        ++*ran;
        return !run_test(file, t);
    } else {
        cdt_buf_put(&t->condition, line);
        cdt_buf_char(&t->condition, '\n');
    }
    return 0;
}

static bool read_all(const char *file, cdt_buf *out)
{
    FILE *in = fopen(file, "rb");
    char part[4096];
    size_t len;

    if (!in) {
        perror(file);
        return false;
    }
    while ((len = fread(part, 1, sizeof part, in)) > 0)
        cdt_buf_put(out, (cdt_str){ part, len });
    fclose(in);
    return true;
}

static unsigned run_file(const char *file, unsigned *ran)
{
    cdt_buf content = { 0 };
    test t = { .name = { 0 } };
    unsigned failed = 0;
    cdt_str text;

    if (!read_all(file, &content))
        return 1;
    text = cdt_buf_str(&content);
    for (size_t at = 0; at < text.len;) {
        size_t end = cdt_str_find(text, CDT_STR("\n"), at);

        if (end == (size_t)-1)
            end = text.len;
        failed += take_line(file, &t, cdt_str_slice(text, at, end), ran);
        at = end + 1;
    }
    cdt_buf_free(&t.condition);
    cdt_buf_free(&content);
    return failed;
}

int main(int argc, char **argv)
{
    unsigned failed = 0, ran = 0;

    for (int i = 1; i < argc; i++)
        failed += run_file(argv[i], &ran);
    printf("%u tests, %u failed\n", ran, failed);
    return failed > 0 || ran == 0;
}
