/* Drafts: what a reader makes of a text, and what may be asked of it. */
#include "concordat/draft.h"
#include "unit.h"

static cdt_diags *diags;
static cdt_draft *draft;

static void setup(void)
{
    diags = cdt_diags_new();
    draft = NULL;
}

static void teardown(void)
{
    cdt_draft_free(draft);
    cdt_diags_free(diags);
}

static const cdt_draft *of(const char *name, const char *text)
{
    cdt_draft_source source = { name, text, strlen(text) };

    cdt_draft_free(draft);
    draft = cdt_draft_read(&source, 1, NULL, diags);
    return draft;
}

START_TEST(paragraphs_of_a_text_are_clauses_with_their_numbers)
{
    const cdt_draft *d =
        of("a.txt", "SHARING AGREEMENT\n\n1. The term\n\n1.1 This lasts a year.\n\nIt may be renewed.\n");

    ck_assert_ptr_nonnull(d);
    ck_assert_uint_eq(d->clause_count, 4);
    ck_assert_str_eq(d->clauses[2].number, "1.1");
    ck_assert_str_eq(d->clauses[2].label, "1.1");
    ck_assert_uint_eq(d->clauses[2].parent, 1);
    ck_assert_uint_eq(d->clauses[2].place.line, 5);
    ck_assert_str_eq(d->files[0].format, "text");
    ck_assert_uint_eq(d->health.numbered, 2);
}
END_TEST

START_TEST(the_text_of_a_text_file_is_its_bytes)
{
    static const char text[] = "\xEF\xBB\xBFOne.  Two.\r\n\r\n  Three.\r\n";
    const cdt_draft *d = of("a.txt", text);

    ck_assert_uint_eq(d->length, strlen(text));
    ck_assert_str_eq(d->text, text);
    ck_assert_uint_eq(d->clauses[0].start, 3);
    ck_assert_ptr_eq(cdt_draft_clause_at(d, 19), &d->clauses[1]);
    ck_assert_ptr_null(cdt_draft_clause_at(d, 0));
}
END_TEST

START_TEST(sentences_end_where_a_reader_would_end_them)
{
    static const struct {
        const char *text;
        size_t sentences;
    } cases[] = {
        { "One ends here.  Two begins there. \"Three\" is quoted.", 3 },
        { "He said \"stop.\" Then he went. (b) An item. 5.2 Another.", 4 },
        { "It is made under s. 101 and para. 4 of Sch. 2, No. 7, by J. Smith of Acme Ltd. Street.", 1 },
        { "Acme Inc. The other is Beta Ltd. It pays at 9 a.m. Monday.", 3 },
        { "14. Term of this agreement. 15 months.", 2 },
        { "A share of 2.5 per cent. of the cost, e.g. This one.", 1 },
        { "It ends at the end of \xE2\x80\x9Cthe Term.\xE2\x80\x9D \xE2\x80\x9CTerm\xE2\x80\x9D is a year", 2 },
        { "It is made under Minn. Stat. \xC2\xA7 471.59 and Wis. Stat. 12. It binds both.", 2 },
        { "no stop at all", 1 },
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_msg(of("a.txt", cases[i].text)->sentence_count == cases[i].sentences, "%s: %zu sentences",
                      cases[i].text, draft->sentence_count);
}
END_TEST

START_TEST(a_place_counts_characters)
{
    const cdt_draft *d = of("a.txt", "One.\n\nH\xC3\xA9l\xC3\xA8ne agrees.\n");
    cdt_place place = cdt_draft_place(d, (cdt_stretch){ 15, 21 });

    ck_assert_uint_eq(place.line, 3);
    ck_assert_uint_eq(place.column, 8);
    ck_assert_uint_eq(place.length, 6);
    ck_assert_str_eq(place.file, "a.txt");
}
END_TEST

START_TEST(several_files_are_one_draft)
{
    cdt_draft_source sources[] = { { "body.txt", "1. Body.\n", 9 }, { "annex.txt", "1. Annex.\n", 10 } };

    draft = cdt_draft_read(sources, 2, NULL, diags);
    ck_assert_uint_eq(draft->file_count, 2);
    ck_assert_uint_eq(draft->length, 20);
    ck_assert_str_eq(cdt_draft_file_at(draft, 10)->name, "annex.txt");
    ck_assert_uint_eq(draft->clauses[1].start, 10);
    ck_assert_uint_eq(cdt_draft_place(draft, (cdt_stretch){ 13, 18 }).line, 1);
}
END_TEST

START_TEST(what_is_no_draft_is_refused_with_the_way_out)
{
    ck_assert_ptr_null(of("a.doc", "\xD0\xCF\x11\xE0 and so on"));
    ck_assert_int_eq(cdt_diags_at(diags, 0)->code, CDT_NOT_A_DRAFT);
    ck_assert_ptr_nonnull(strstr(cdt_diags_at(diags, 0)->message, "save it as .docx"));
    {
        static const char locked[] = "\xD0\xCF\x11\xE0 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";
        cdt_draft_source source = { "a.docx", locked, sizeof locked };
        ck_assert_ptr_null(cdt_draft_read(&source, 1, NULL, diags));
        ck_assert_ptr_nonnull(strstr(cdt_diags_at(diags, 1)->message, "password"));
    }
    ck_assert_ptr_null(of("a.txt", ""));
    ck_assert_int_eq(cdt_diags_at(diags, 2)->code, CDT_EMPTY);
}
END_TEST

START_TEST(a_format_is_known_by_its_bytes_before_its_name)
{
    ck_assert_str_eq(cdt_draft_format("a.txt", "%PDF-1.7", 8), "pdf");
    ck_assert_str_eq(cdt_draft_format("a.txt", "<!-- x --><HTML>", 16), "html");
    ck_assert_str_eq(cdt_draft_format("a.MD", "# Title", 7), "markdown");
    ck_assert_str_eq(cdt_draft_format("agreement", "Agreement", 9), "text");
    ck_assert_ptr_null(cdt_draft_format("a.yaml", "a: b", 4));
    ck_assert_ptr_null(cdt_draft_format("a", "schema: concordat.agreement/v1\n", 31));
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("draft");

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, paragraphs_of_a_text_are_clauses_with_their_numbers);
    tcase_add_test(tests, the_text_of_a_text_file_is_its_bytes);
    tcase_add_test(tests, sentences_end_where_a_reader_would_end_them);
    tcase_add_test(tests, a_place_counts_characters);
    tcase_add_test(tests, several_files_are_one_draft);
    tcase_add_test(tests, what_is_no_draft_is_refused_with_the_way_out);
    tcase_add_test(tests, a_format_is_known_by_its_bytes_before_its_name);
    return unit_run(tests);
}
