/* Programs find what PCRE2 finds, and most patterns have one. */
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "concordat/draft.h"
#include "unit.h"
#include "words/pattern.h"
#include "words/program.h"
#include "words/regex.h"

typedef struct both {
    cdt_searcher *pcre2;
    cdt_retries retries;
} both;

/* Compare from every place of the text on; returns how often it was found. */
static unsigned compare(both *b, cdt_str pattern, const cdt_program *program, cdt_str text)
{
    const cdt_regex_source source = { .text = pattern };
    cdt_regex *regex = cdt_regexes_new(NULL, 0, 1);
    unsigned found = 0;

    for (size_t start = 0; start <= text.len; start++)
        for (int anchored = 0; anchored < 2; anchored++) {
            cdt_span ours = { 0, 0, 0, 0 }, theirs = { 0, 0, 0, 0 };
            cdt_found us = cdt_program_find(program, &b->retries, text, start, anchored, &ours);
            cdt_found them = cdt_regex_find(regex, &source, b->pcre2, text, start, anchored, &theirs);
            if (us == CDT_FOUND_SPENT || them == CDT_FOUND_SPENT)
                continue;
            ck_assert_msg(us == them && ours.from == theirs.from && ours.to == theirs.to &&
                              ours.value_from == theirs.value_from && ours.value_to == theirs.value_to,
                          "%.*s in '%.*s' at %zu: %zu-%zu, not %zu-%zu", (int)pattern.len, pattern.at, (int)text.len,
                          text.at, start, ours.from, ours.to, theirs.from, theirs.to);
            found += us == CDT_FOUND;
        }
    cdt_regexes_free(regex, 1);
    return found;
}

static unsigned check(both *b, const char *pattern, const char *text)
{
    cdt_arena arena = { 0 };
    const cdt_program *program = cdt_program_of(cdt_str_z(pattern), &arena);
    unsigned found;

    ck_assert_msg(program != NULL, "%s", pattern);
    found = compare(b, cdt_str_z(pattern), program, cdt_str_z(text));
    cdt_arena_free(&arena);
    return found;
}

static both begin(void)
{
    both b = { .pcre2 = cdt_searcher_new() };

    cdt_searcher_without_programs(b.pcre2);
    return b;
}

static void end(both *b)
{
    cdt_searcher_free(b->pcre2);
    cdt_retries_free(&b->retries);
}

#define MAYBE "a?b?c?d?e?f?g?h?i?j?k?l?m? ?"

START_TEST(test_programs_find_what_pcre2_finds)
{
    static const struct {
        const char *pattern, *text;
    } rows[] = {
        { "\\b(?:provid\\w*|pay|pays|purchas\\w+|permit)\\b.{0,20}\\b(?:rooms?|roof|r\\w+)\\b",
          "it provides the room, and purchased roofs for rooms" },
        { "^(?:the )?[\\w' ]{2,12}\\bhas\\b", "the old mill has what it has" },
        { "(?<value>(?<![a-z0-9])(?:\\d+(?:\\.\\d+)?|(?:one|two) hundred)) (?:days?|months?)",
          "a12 days, 12.5 days or two hundred months" },
        { "\\b(?:either|any|each) (?:\\w+ ){0,3}?part(?:y|ies)\\b(?! of)", "any other such part of each other party" },
        { "(?:\\w+ )*end$", "this is the end" },
        { "(?=.{0,9}b)a|ab|(?<=ab)c", "xx abc ab" },
        { "\\Bb\\B|[^a-z ]{2}", "abbba 1\xC2\xA3%" },
        { "(?:a|ab|abc){2,3}c", "abcabababcc" },
        { "(?:a|b|c|d|)e", "ae be e xe" },
        { "(?:b|ab?|(?<value>0)|\\b-|\\W)+(?!c)", "ab-0 c\xC2" },
        { "a.{2,4}?b|a.{0,3}b\\b", "axbxxb abxb" },
        { "\\w+\\b ?\\w{2,}?(?<value>t)?", "best of two texts" },
        { MAYBE MAYBE MAYBE MAYBE "\\b0?\\bx", "a hi x0 axjj0" }, /* more than is looked at */
    };
    both b = begin();

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        ck_assert_msg(check(&b, rows[i].pattern, rows[i].text) > 0, "%s", rows[i].pattern);
    end(&b);
}
END_TEST

START_TEST(test_other_patterns_have_no_program)
{
    static const char *const patterns[] = { "(a)\\1",  "a++",       "(?>a)",    "(?i)a",   "\\pL",     "\xC3\xA9",
                                            "(?<n>a)", "a{2}{3}",   "(?:a?)*b", "[]a]",    "a{,2}",    "(a",
                                            "a)",      "[a",        "\\Qa",     "(*UTF)a", "\\x41",    "a\\",
                                            "*a",      "(?<=a|b)c", "a{2,1}",   "a{0}",    "\\b+a",    "[[:alpha:]]",
                                            "[z-a]",   "[a-\\w]",   "a{2000}",  "(?#)a",   "(?<=a+)b", "a\\Kb" };

    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        cdt_arena arena = { 0 };
        ck_assert_msg(!cdt_program_of(cdt_str_z(patterns[i]), &arena), "%s", patterns[i]);
        cdt_arena_free(&arena);
    }
}
END_TEST

/* PCRE2 refuses it; the copies of nothing are not counted out before it is asked. */
START_TEST(test_nothing_is_repeated_at_once)
{
    both b = begin();
    cdt_arena arena = { 0 };

    ck_assert_ptr_nonnull(cdt_program_of(CDT_STR("a(?:(?:(?:(?:){1000}){1000}){1000}){1000}"), &arena));
    ck_assert_uint_gt(check(&b, "a(?:(?:){9}){9}b", "ab"), 0);
    cdt_arena_free(&arena);
    end(&b);
}
END_TEST

static unsigned roll(unsigned *state, unsigned sides)
{
    *state = *state * 1103515245u + 12345u;
    return (*state >> 16) % sides;
}

static void put_random(cdt_buf *out, unsigned *state)
{
    static const char *const pieces[] = {
        "a",    "b",     "ab",     "(?:",      "(?:",   "(",      "(?=",  "(?!",  "(?<value>", "(?<=",    "(?<!", ")",
        ")",    ")",     ")?",     "|",        "|",     "|",      "*",    "+",    "?",         "??",      "*?",   "{2}",
        "{0,}", "{1,3}", "{0,2}?", "[ab]",     "[^a]",  ".",      "^",    "$",    "\\w",       "\\b",     "\\b",  "\\B",
        "\\d",  "\\W",   " ",      "0",        "c",     ".{0,4}", "\\w*", "\\w+", "){0,2}",    "){1,2}?", ")*",   ")+",
        "cb",   "\\w+ ", "[\\W0]", "[^\\w-]+", "\\S*?", "[A-C]",  "B",    "\\-"
    };
    static const char *const lists[] = { "(?:a|b|ab|c|", "(?:\\b|a?|0|-|", "|a|\\d|$|", "|.|\\s+|\\W|" };

    for (unsigned n = 2 + roll(state, 12); n; n--)
        if (roll(state, 12))
            cdt_buf_put_z(out, pieces[roll(state, sizeof pieces / sizeof pieces[0])]);
        else
            cdt_buf_put_z(out, lists[roll(state, sizeof lists / sizeof lists[0])]);
}

/* Any patterns that have a program and are good ones, on any texts. CDT_PROGRAM_ROUNDS: so many. */
START_TEST(test_programs_find_what_pcre2_finds_whatever_it_is)
{
    const char *wanted = getenv("CDT_PROGRAM_ROUNDS"), *seed = getenv("CDT_PROGRAM_SEED");
    unsigned state = seed ? (unsigned)strtoul(seed, NULL, 10) : 3, found = 0;
    long rounds = wanted ? strtol(wanted, NULL, 10) : 60000;
    both b = begin();

    for (long round = 0; round < rounds; round++) {
        cdt_arena arena = { 0 };
        cdt_buf pattern = { 0 };
        cdt_regex *regex = cdt_regexes_new(NULL, 0, 1);
        const cdt_program *program;
        char text[24], why[CDT_REGEX_MESSAGE];
        size_t length = roll(&state, sizeof text), at;
        for (size_t i = 0; i < length; i++)
            text[i] = "aabbcab  0-\xC3"[roll(&state, 12)];
        put_random(&pattern, &state);
        program = cdt_program_of(cdt_buf_str(&pattern), &arena);
        if (program && cdt_regex_check(cdt_regex_at(regex, 0), cdt_buf_str(&pattern), why, &at))
            found += compare(&b, cdt_buf_str(&pattern), program, (cdt_str){ text, length });
        cdt_regexes_free(regex, 1);
        cdt_buf_free(&pattern);
        cdt_arena_free(&arena);
    }
    ck_assert_uint_gt(found, (unsigned)rounds / 100);
    end(&b);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("programs");

    tcase_add_test(tests, test_programs_find_what_pcre2_finds);
    tcase_add_test(tests, test_other_patterns_have_no_program);
    tcase_add_test(tests, test_nothing_is_repeated_at_once);
    tcase_add_test(tests, test_programs_find_what_pcre2_finds_whatever_it_is);
    return unit_run(tests);
}
