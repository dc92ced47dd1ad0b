/* Words, figures and marks of a text, and sets of them. */
#include "draft/token_set.h"
#include "drafts.h"

static cdt_arena arena;

static cdt_tokens tokens_of(const char *text)
{
    return cdt_tokens_of(of(text), &arena);
}

static void done(void)
{
    cdt_arena_free(&arena);
    teardown();
}

/* The tokens of the set, with a blank between. */
static const char *members(const cdt_token_set *set)
{
    const cdt_tokens *t = set->tokens;

    cdt_buf_clear(&shown);
    for (size_t i = 0; (i = cdt_token_set_next(set, i, t->count)) < t->count; i++)
        cdt_buf_printf(&shown, "%s%.*s", shown.len ? " " : "", CDT_ARGS(cdt_token_text(t, i)));
    return shown.len ? shown.at : "";
}

/* What cdt_token_among() says of each token and a set does at once. */
static void agree(const cdt_tokens *t, const char *words)
{
    cdt_token_set set = cdt_token_set_of(t, &arena);

    cdt_token_set_words(&set, words);
    for (size_t i = 0; i < t->count; i++)
        ck_assert_msg(cdt_token_set_has(&set, i) == (cdt_token_among(t, i, t->count, words) > 0), "%.*s",
                      CDT_ARGS(cdt_token_text(t, i)));
}

/* More words than there are chains, some of 15, 16 and more letters: their beginnings are alike. */
static const char *many_words(void)
{
    cdt_buf_clear(&shown);
    for (int i = 0; i < 5000; i++)
        cdt_buf_printf(&shown, "abcdefghijklmno%.*s w%c%c%c %s ", i % 12, "pqrstuvwxyzp", 'a' + i % 26,
                       'a' + i / 26 % 26, 'a' + i / 676, i % 7 ? "the" : "Party's");
    return cdt_copy_z(&arena, cdt_buf_str(&shown));
}

START_TEST(a_set_has_what_the_words_name)
{
    static const char text[] =
        "THE Party's \xE2\x80\x9CTerm\xE2\x80\x9D, the term and 12 (twelve) parties; per cent. Per "
        "annum [4.2] 12A to be agreed: to be, to agree\n";
    static const char *const lists[] = { "the", "term terms", "12 4.2",         "party's parties", ", ; .",
                                         "\"",  "to",         "and/or between", "[ ( :",           "p part parti" };
    cdt_tokens t = tokens_of(text);

    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
        agree(&t, lists[i]);
}
END_TEST

START_TEST(words_of_any_length_are_told_apart)
{
    static const char *const lists[] = { "abcdefghijklmno",
                                         "abcdefghijklmnop",
                                         "abcdefghijklmnopq the",
                                         "abcdefghijklmnopqrs",
                                         "abcdefghijklmnopqrstuvwxyz",
                                         "waaa wzza",
                                         "party's" };
    cdt_tokens t = tokens_of(many_words());

    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
        agree(&t, lists[i]);
    for (size_t i = 0; i < t.count; i++)
        ck_assert_uint_eq(t.at[i].stem, cdt_stem(cdt_token_text(&t, i)));
}
END_TEST

START_TEST(a_set_has_neighbours_phrases_marks_and_flags)
{
    cdt_tokens t = tokens_of("The fee is a hundred pounds (or 12 per cent) of a THING: to be paid, to date.\n");
    cdt_token_set set = cdt_token_set_of(&t, &arena);

    ck_assert_str_eq(members(&set), "");
    cdt_token_set_before(&set, "pounds cent the");
    ck_assert_str_eq(members(&set), "hundred per");
    cdt_token_set_phrase(&set, "to be");
    ck_assert_str_eq(members(&set), "hundred per to");
    cdt_token_set_marks(&set, "(");
    cdt_token_set_behind(&set, ":.");
    cdt_token_set_figures(&set);
    ck_assert_str_eq(members(&set), "hundred ( 12 per to");
    cdt_token_set_flagged(&set, CDT_TOKEN_CAPITALS);
    ck_assert_str_eq(members(&set), "hundred ( 12 per THING to");
    ck_assert_uint_eq(cdt_token_set_next(&set, 0, 2), 2);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("draft_tokens");

    tcase_add_checked_fixture(tests, setup, done);
    tcase_add_test(tests, a_set_has_what_the_words_name);
    tcase_add_test(tests, words_of_any_length_are_told_apart);
    tcase_add_test(tests, a_set_has_neighbours_phrases_marks_and_flags);
    return unit_run(tests);
}
