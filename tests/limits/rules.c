/* Limits of conditions, patterns and words. Steps and memory of a condition are counted here, so that the program is given one
 * that takes exactly so much. */
#include <string.h>

#include "cel/eval.h"
#include "cel/program.h"
#include "limits/attempt.h"

static void evaluate(attempt *a, const cdt_buf *condition)
{
    cdt_buf text = { 0 };

    cdt_buf_put_z(&text, "schema: concordat.agreement/v1\nagreement: {title: A}\n");
    argue(a, "eval", cdt_copy_z(&a->arena, cdt_buf_str(condition)), file_of(a, "a.yaml", &text), NULL);
    cdt_buf_free(&text);
}

/* What a condition takes where nothing stops it. */
static cel_budget taken(const cdt_buf *condition)
{
    cdt_arena arena = { 0 };
    cel_problems problems = { 0 };
    cel_budget budget = CEL_BUDGET;
    cel_context context = { .arena = &arena, .budget = &budget };
    const cel_program *program = cel_compile(&arena, cdt_buf_str(condition), NULL, &problems);

    budget.step_limit *= 2;
    budget.byte_limit *= 2;
    if (program)
        cel_eval(program, &context);
    cdt_arena_free(&arena);
    return budget;
}

/* A condition with `large` of what costs much and `small` of what costs little. */
typedef void make(cdt_buf *condition, size_t large, size_t small);

/* The condition that takes exactly `a->n`: as much of the large as fits, the rest by the small. */
static void meet(attempt *a, make *condition, bool bytes)
{
    cdt_buf text = { 0 };
    size_t large = 0, used = 0;

    for (size_t step = 1u << 19; step; step /= 2) {
        cel_budget budget;
        cdt_buf_clear(&text);
        condition(&text, large + step, 0);
        budget = taken(&text);
        if ((bytes ? budget.bytes : budget.steps) <= a->n)
            large += step;
    }
    for (size_t small = 0; small < 10000 && used < a->n; small++) {
        cel_budget budget;
        cdt_buf_clear(&text);
        condition(&text, large, small);
        budget = taken(&text);
        used = bytes ? budget.bytes : budget.steps;
    }
    if (used != a->n)
        printf("a condition of %zu was wanted; this one takes %zu: %.300s\n", a->n, used, text.at);
    evaluate(a, &text);
    cdt_buf_free(&text);
}

static void make_steps(cdt_buf *condition, size_t large, size_t small)
{
    cdt_buf_printf(condition, "lists.range(100).all(a, lists.range(%zu).all(b, true)) && size([1", large);
    for (size_t i = 0; i < small; i++)
        cdt_buf_put_z(condition, ",1");
    cdt_buf_put_z(condition, "]) > 0");
}

void reach_CONDITION_STEPS(attempt *a)
{
    meet(a, make_steps, false);
    a->says = "more than 1,000,000";
    a->keeps = "true";
}

static void make_bytes(cdt_buf *condition, size_t large, size_t small)
{
    cdt_buf_printf(condition, "size(lists.range(%zu)) >= 0 && size([1", large);
    for (size_t i = 0; i < small; i++)
        cdt_buf_put_z(condition, ",1");
    cdt_buf_put_z(condition, "]) > 0");
}

void reach_CONDITION_BYTES(attempt *a)
{
    meet(a, make_bytes, true);
    a->says = "more than 16 MiB";
    a->keeps = "true";
}

/* A condition that builds a text of so many bytes. */
static void put_text(cdt_buf *condition, size_t bytes)
{
    cdt_buf_printf(condition, "(lists.range(%zu).map(i, '", bytes / 1024);
    cdt_buf_repeat(condition, 'x', 1024);
    cdt_buf_put_z(condition, "').join() + '");
    cdt_buf_repeat(condition, 'x', bytes % 1024);
    cdt_buf_put_z(condition, "')");
}

void reach_CONDITION_TEXT(attempt *a)
{
    cdt_buf text = { 0 };

    cdt_buf_put_z(&text, "size(");
    put_text(&text, a->n);
    cdt_buf_put_z(&text, ") > 0");
    evaluate(a, &text);
    a->says = "more than 1 MiB";
    a->keeps = "true";
    cdt_buf_free(&text);
}

void reach_CONDITION_SOURCE(attempt *a)
{
    cdt_buf text = { 0 };

    cdt_buf_put_z(&text, "true");
    cdt_buf_repeat(&text, ' ', a->n - text.len);
    evaluate(a, &text);
    a->says = "100000 characters at most";
    cdt_buf_free(&text);
}

void reach_CONDITION_DEPTH(attempt *a)
{
    cdt_buf text = { 0 };

    for (size_t i = 1; i < a->n; i++)
        cdt_buf_put_z(&text, "[");
    cdt_buf_put_z(&text, "1");
    cdt_buf_repeat(&text, ']', a->n - 1);
    evaluate(a, &text);
    a->says = "250 deep";
    cdt_buf_free(&text);
}

void reach_CONDITION_LOOPS(attempt *a)
{
    cdt_buf text = { 0 };

    for (size_t i = 0; i < a->n; i++)
        cdt_buf_printf(&text, "[1].all(x%zu, ", i);
    cdt_buf_put_z(&text, "true");
    cdt_buf_repeat(&text, ')', a->n);
    evaluate(a, &text);
    a->says = "nested too deeply";
    a->keeps = "true";
    cdt_buf_free(&text);
}

void reach_PATTERN_BYTES(attempt *a)
{
    cdt_buf text = { 0 };

    cdt_buf_put_z(&text, "'a'.matches('");
    cdt_buf_repeat(&text, 'x', a->n);
    cdt_buf_put_z(&text, "')");
    evaluate(a, &text);
    a->says = "1,000 bytes at most";
    cdt_buf_free(&text);
}

void reach_PATTERN_PARENS(attempt *a)
{
    cdt_buf text = { 0 };

    cdt_buf_put_z(&text, "'a'.matches('");
    cdt_buf_repeat(&text, '(', a->n);
    cdt_buf_put_z(&text, "x");
    cdt_buf_repeat(&text, ')', a->n);
    cdt_buf_put_z(&text, "')");
    evaluate(a, &text);
    a->says = "more than 50 inside each other";
    cdt_buf_free(&text);
}

void reach_PATTERN_SUBJECT(attempt *a)
{
    cdt_buf text = { 0 };

    put_text(&text, a->n);
    cdt_buf_put_z(&text, ".matches('x$')");
    evaluate(a, &text);
    a->says = "more than 65,536 bytes";
    a->keeps = "true";
    cdt_buf_free(&text);
}

/* ---- the words of checks ---- */

#define CHECKLIST                                                                                                      \
    "schema: concordat.checklist/v1\nname: own\nversion: \"1\"\ntitle: Own\nchecks:\n"                                 \
    "- {id: one, title: One, severity: low, sources: [], fix: Write it., words: ["

static void lint(attempt *a, const cdt_buf *words)
{
    cdt_buf text = { 0 };

    cdt_buf_printf(&text, CHECKLIST "%s]}\n", words->at);
    argue(a, "checklist", "lint", file_of(a, "own.yaml", &text), NULL);
    cdt_buf_free(&text);
}

void reach_WORDS(attempt *a)
{
    cdt_buf words = { 0 };

    for (size_t i = 0; i < a->n; i++)
        cdt_buf_printf(&words, "%sword%zu", i ? "," : "", i);
    lint(a, &words);
    a->says = "more than 10000 patterns";
    cdt_buf_free(&words);
}

void reach_WORDS_BYTES(attempt *a)
{
    cdt_buf words = { 0 };

    cdt_buf_repeat(&words, 'x', a->n);
    lint(a, &words);
    a->says = "more than 16384 bytes";
    cdt_buf_free(&words);
}

/* Review a draft by own words. */
static void review(attempt *a, const char *words, const cdt_buf *draft)
{
    cdt_buf text = { 0 };

    cdt_buf_printf(&text, CHECKLIST "'%s']}\n", words);
    argue(a, "check", "-f", "json", "--checklist", file_of(a, "own.yaml", &text), file_of(a, "a.txt", draft), NULL);
    cdt_buf_free(&text);
}

/* What one more letter costs is not known from outside, so this row is tried far below and far above. */
void reach_WORDS_STEPS(attempt *a)
{
    cdt_buf text = { 0 };

    cdt_buf_put_z(&text, "1. The parties agree that ");
    cdt_buf_repeat(&text, 'a', a->over ? 60 : 6);
    cdt_buf_put_z(&text, "! and no more.\n");
    review(a, "(a|aa)+[bc]", &text);
    a->says = "more than 100000 steps";
    cdt_buf_free(&text);
}

static void learnt(attempt *a, const cdt_buf *lines)
{
    cdt_buf text = { 0 };

    cdt_buf_put_z(&text, "schema: concordat.checklist/v1\nname: learnt\nversion: \"1\"\nchecks: []\nlikeness: |\n");
    cdt_buf_put(&text, cdt_buf_str(lines));
    argue(a, "checklist", "lint", file_of(a, "learnt.yaml", &text), NULL);
    cdt_buf_free(&text);
}

void reach_LIKENESS_CHECKS(attempt *a)
{
    cdt_buf lines = { 0 };

    cdt_buf_put_z(&lines, "  needs 0 0 0\n");
    for (size_t i = 0; i < a->n; i++)
        cdt_buf_printf(&lines, "  = check-%zu -300\n", i);
    learnt(a, &lines);
    a->says = "wanted at most 500 checks";
    cdt_buf_free(&lines);
}

void reach_LIKENESS_WORDS(attempt *a)
{
    cdt_buf lines = { 0 };

    cdt_buf_put_z(&lines, "  needs 0 0 0\n  = leave -300\n");
    for (size_t i = 2; i < a->n; i++)
        cdt_buf_printf(&lines, "  %c%c%c%c 0:1\n", (int)('a' + i / 26 / 26 / 26 % 26), (int)('a' + i / 26 / 26 % 26),
                       (int)('a' + i / 26 % 26), (int)('a' + i % 26));
    learnt(a, &lines);
    a->says = "wanted at most 65536 lines";
    cdt_buf_free(&lines);
}

void reach_PASSAGE_BYTES(attempt *a)
{
    cdt_buf text = { 0 };

    cdt_buf_put_z(&text, "1. The parties agree that ");
    while (text.len < a->n + 3 - 6)
        cdt_buf_put_z(&text, text.len + 4 < a->n + 3 - 6 ? "and " : "x");
    cdt_buf_put_z(&text, " last.\n\n2. And that is all.\n");
    review(a, "parties agree", &text);
    a->keeps = a->over ? "\"length\": 4001" : "\"length\": 4000";
    cdt_buf_free(&text);
}

void reach_EVIDENCE(attempt *a)
{
    cdt_buf text = { 0 };

    for (size_t i = 0; i < a->n; i++)
        cdt_buf_printf(&text, "%zu. The parties agree that this is number %zu.\n\n", i + 1, i + 1);
    review(a, "parties agree", &text);
    a->keeps = a->over ? "that this is number 21" : "that this is number 20";
    cdt_buf_free(&text);
}
