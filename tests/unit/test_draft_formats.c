/* Drafts in Markdown and HTML, and as pdftotext gives a PDF: the words, numbers and places that come out. */
#include "drafts.h"

#ifdef CDT_WITH_MARKDOWN
START_TEST(markdown_is_read_with_its_lists_tables_and_notes)
{
    const cdt_draft *d =
        read_as("a.md",
                "---\ntitle: x\n---\n# Pay\n\n1. **Term** of it[^1]\n   - (a) once\n   - twice\n1. Cost\n\n"
                "2.1 So.\n2.2 Or so.\n\n| A | B |\n|---|---|\n| c | d |\n\n[^1]: Note.\n<!-- ask -->\n",
                NULL);

    ck_assert_str_eq(d->text,
                     "Pay\n\n1. Term of it\n\n(a) once\n\n\xE2\x80\xA2 twice\n\n2. Cost\n\n2.1 So.\n\n2.2 Or so.\n\n"
                     "A\nB\n\nc\nd\n\nNote.\n");
    ck_assert_str_eq(d->clauses[2].number, "1(a)");
    ck_assert_uint_eq(d->clauses[1].place.line, 6);
    ck_assert_uint_eq(d->clauses[5].place.line, 11);
    ck_assert_uint_eq(d->clauses[6].place.line, 12);
    ck_assert_uint_eq(d->clauses[10].row, 2);
    ck_assert_uint_eq(d->clauses[10].column, 2);
    ck_assert_int_eq(d->clauses[11].kind, CDT_CLAUSE_NOTE);
    ck_assert_str_eq(d->remarks[0].text, "ask");
}
END_TEST

START_TEST(a_clause_that_is_a_heading_stands_under_none_of_its_rank)
{
    const cdt_draft *d =
        read_as("a.md",
                "# Pay\n\n## Key facts\n\n| Commencement Date | 1 April 2027 |\n|---|---|\n| Expiry Date | "
                "31 March 2032 |\n| Start date | 5 May 2027 |\n\n## 1. Term\n\n### General\n\n### 2. End\n",
                NULL);
    size_t last = d->clause_count - 1;

    ck_assert_uint_eq(d->clauses[last - 2].parent, CDT_NOWHERE); /* and not "Key facts" */
    ck_assert_str_eq(d->clauses[last].number, "2");
    ck_assert_uint_eq(d->clauses[last].parent, CDT_NOWHERE);
    ck_assert_uint_eq(d->fact_count, 2);
    ck_assert_str_eq(d->facts[0].value, "2027-04-01");
    ck_assert_str_eq(d->facts[1].value, "2032-03-31");
    d = read_as("a.md",
                "## 3. Board\n\n### Meetings\n\n3.1 It meets.\n\n### Papers\n\n3.2 See clause 3.1.\n\n3.3 Clause 3.1 "
                "survives.\n\n## 4. **Words.** In this Agreement \"Data\" means facts.\n",
                NULL);
    ck_assert_str_eq(d->clauses[3].heading, "Papers");
    ck_assert_uint_eq(d->clauses[3].parent, 0);
    ck_assert_str_eq(d->clauses[5].heading, "");
    ck_assert_uint_eq(d->definition_count, 1);
}
END_TEST
#endif

#ifdef CDT_WITH_HTML
START_TEST(html_is_read_as_a_browser_shows_it)
{
    static const char page[] =
        "<html><head><title>no</title></head><body>\n<h1>Pay</h1>\n<ol start=3><li>Term<ol type=a>"
        "<li>one<li value=4>four</ol><li>Cost</ol>\n<p hidden>secret</p><table><tr><td>(a)<td>It pays."
        "<tr><td>x<td>y</table>\n<p>It <del>may</del><ins>shall</ins>\n end.</p><script>no</script>";
    cdt_draft_options original = { .revision = CDT_AS_ORIGINAL };
    const cdt_draft *d = read_as("a.html", page, NULL);

    ck_assert_str_eq(d->text,
                     "Pay\n\n3. Term\n\na. one\n\nd. four\n\n4. Cost\n\n(a)\nIt pays.\n\nx\ny\n\nIt shall end.\n");
    ck_assert_str_eq(d->clauses[3].number, "3(d)");
    ck_assert_str_eq(d->clauses[5].number, "4(a)");
    ck_assert_uint_eq(d->clauses[1].place.line, 3);
    ck_assert_uint_eq(d->remark_count, 3);
    ck_assert_str_eq(d->remarks[0].kind, "hidden text");
    d = read_as("a.html", page, &original);
    ck_assert_ptr_nonnull(strstr(d->text, "It may end."));
}
END_TEST

START_TEST(a_page_that_word_saved_has_its_numbers_notes_and_comments)
{
#define NUMBER(text)                                                                                                   \
    "<![if !supportLists]><span style='mso-list:Ignore'>" text "<span>&nbsp;&nbsp; </span></span><![endif]>"
    const cdt_draft *d = read_as(
        "a.htm",
        "<h1 style='mso-list:l0 level1 lfo1'>" NUMBER(
            "2") "Costs<o:p></o:p></h1>"
                 "<p style='mso-list:l0 level2 lfo1'>" NUMBER(
                     "2.1") "Each pays<a style='mso-footnote-id:ftn1' href='#_ftn1'>"
                            "<span class=MsoFootnoteReference>[1]</span></a> by</p>"
                            "<p style='mso-list:l0 level3 lfo1'>" NUMBER(
                                "(a)") "hours; and</p>"
                                       "<p style='mso-list:l0 level3 lfo1'>" NUMBER(
                                           "(b)") "heads.</p><p><o:p>&nbsp;</o:p></p>"
                                                  "<p style='mso-list:l1 level1 lfo2'>" NUMBER(
                                                      "\xC2\xB7") "and a point.</p>"
                                                                  "<div style='mso-element:footnote-list'><div "
                                                                  "style='mso-element:footnote' id=ftn1><p><a>"
                                                                  "<span class=MsoFootnoteReference>[1]</span></a> Of "
                                                                  "May.</p></div></div>"
                                                                  "<div style='mso-element:comment-list'><div "
                                                                  "style='mso-element:comment'><p>Is "
                                                                  "it?</p></div></div>",
        NULL);

    ck_assert_ptr_nonnull(d);
    for (size_t i = 0; i < d->clause_count; i++)
        cdt_buf_printf(&shown, "%s%s%s|%.*s", i ? "; " : "", d->clauses[i].number, d->clauses[i].numbered ? "" : "*",
                       (int)(d->clauses[i].end - d->clauses[i].words), d->text + d->clauses[i].words);
    ck_assert_str_eq(shown.at, "2|; 2.1|Each pays by; 2.1(a)|hours; and; 2.1(b)|heads.; *|and a point.; |Of May.");
    ck_assert_uint_eq(d->clauses[5].kind, CDT_CLAUSE_NOTE);
    ck_assert_uint_eq(d->remark_count, 1);
    ck_assert_str_eq(d->remarks[0].text, "Is it?");
#undef NUMBER
}
END_TEST

START_TEST(a_row_of_one_cell_is_of_the_table_where_others_have_several)
{
    const cdt_draft *d =
        read_as("a.html",
                "<p>1. Term</p><table><tr><td colspan=2>Annex A</td></tr><tr><td>Service</td><td>Cost</td>"
                "</tr></table><p>2. End</p>"
                "<table><tr><td></td><td>3. It holds the page together.</td></tr></table>"
                "<table><tr><td colspan=2>Words</td></tr><tr><td>(a)</td><td>one</td></tr></table>",
                NULL);

    for (size_t i = 0; i < d->clause_count; i++)
        cdt_buf_printf(&shown, "%s%s", i ? " " : "", cdt_clause_kind_name(d->clauses[i].kind));
    ck_assert_str_eq(shown.at, "clause table table table clause clause clause clause");
    ck_assert_str_eq(d->clauses[7].number, "(a)");
}
END_TEST

START_TEST(a_table_to_sign_in_is_no_clause)
{
    const cdt_draft *d =
        read_as("a.html",
                "<p>1. They share a boat.</p><table><tr><td>For Hill Council</td><td>For Dale Council</td></tr>"
                "<tr><td>Signature: ______</td><td>Signature: ______</td></tr><tr><td>Name:</td><td>Name:</td>"
                "</tr></table>",
                NULL);

    for (size_t i = 1; i < d->clause_count; i++)
        ck_assert_int_eq(d->clauses[i].region, CDT_REGION_EXECUTION);
}
END_TEST

/* Each row of a table by itself, below "6. More": is its first cell the number of a clause? */
static const struct {
    const char *rows; /* "number|words" with semicolons between */
    bool clauses;
} numbered_rows[] = {
    { "6.1|The Council keeps the vans.;6.2|The Trust washes them:;(a)|each week; 6.4|Nothing else.", true },
    { "6.1.|The Council keeps the vans.", true },
    { "7.|The vans are insured.", true },
    { "9.0|Insurance;10.0|Exit", true },
    { "1.4.2026|The service starts.;30.9.2026|It is reviewed.", false },
    { "1.4.26|The service starts.;1.5.26|It is reviewed.", false },
    { "12.50|An hour of a fitter.;18.75|An hour of a manager.", false },
    { "12.50|A wash.", false },
    { "08.00|The depot opens.;17.30|It closes.", false },
    { "9.00|The session opens.;10.00|The second speaker.;11.00|The third.", false },
    { "2.5|Fitters;1.0|Manager;0.5|Clerk", false },
    { "(3)|Vans;(12)|Ladders", false },
    { "3.|laptops;1.|printer", false },
};

START_TEST(rows_are_clauses_where_their_numbers_count)
{
    cdt_buf page = { 0 };
    const cdt_draft *d;

    cdt_buf_put_z(&page, "<p>6. More</p><table>");
    for (const char *at = numbered_rows[_i].rows; *at;) {
        size_t number = strcspn(at, "|"), words = strcspn(at + number + 1, ";");
        cdt_buf_printf(&page, "<tr><td>%.*s</td><td>%.*s</td></tr>", (int)number, at, (int)words, at + number + 1);
        at += number + 1 + words;
        at += *at == ';';
    }
    cdt_buf_put_z(&page, "</table>");
    d = read_as("a.html", page.at, NULL);
    ck_assert_int_eq(d->clauses[1].kind, numbered_rows[_i].clauses ? CDT_CLAUSE : CDT_CLAUSE_TABLE);
    cdt_buf_free(&page);
}
END_TEST

/* Rows with a heading beside the number, or before it: each clause with its number, or the kind of what is none. */
static const char *rows_of(const char *rows)
{
    cdt_buf page = { 0 };
    const cdt_draft *d;

    cdt_buf_printf(&page, "<p>(1) Fell; and</p><p>(2) Dale.</p><table><tr><td>%s</table>", rows);
    d = read_as("a.html", page.at, NULL);
    for (size_t i = 2; i < d->clause_count; i++) {
        const cdt_clause *c = &d->clauses[i];
        cdt_buf_printf(&shown, "%s%s", i > 2 ? "; " : "", c->kind == CDT_CLAUSE ? c->number : "cell");
        if (*c->heading)
            cdt_buf_printf(&shown, "[%s]", c->heading);
    }
    cdt_buf_free(&page);
    return shown.len ? shown.at : "";
}

START_TEST(headings_stand_in_a_column_of_their_own)
{
    ck_assert_str_eq(
        rows_of("1.<td>Purpose<td>Fell keeps the vans of both.<tr><td>1.1<td><td>It shall:<p>(a) wash them; "
                "and<p>(b) lend them.<tr><td>2.<td>Term<td>It lasts for ten years from May."),
        "1[Purpose]; ; 1.1; 1.1(a); 1.1(b); 2[Term]; ");
    ck_assert_str_eq(
        rows_of("Purpose<td>1. Fell keeps the vans of both.<p>2. Dale washes them.<tr><td>Term<td>3. It lasts "
                "for ten years from May."),
        "[Purpose]; 1; 2; [Term]; 3");
    /* numbers of a list that do not go on, and of one without words */
    ck_assert_str_eq(
        rows_of("4.<td>Calls<td>They are answered in a minute.<tr><td>2.<td>Mail<td>It is answered in three "
                "days."),
        "cell; cell; cell; cell; cell; cell");
    ck_assert_str_eq(rows_of("1.<td>Vans<td>3<tr><td>2.<td>Bikes<td>12"), "cell; cell; cell; cell; cell; cell");
}
END_TEST

/* Each clause by what it stands under, and its first word. */
static const char *under(const char *name, const char *text)
{
    const cdt_draft *d = read_as(name, text, NULL);

    for (size_t i = 0; i < d->clause_count; i++) {
        const cdt_clause *c = &d->clauses[i];
        const char *words = d->text + c->words - (c->words == c->end ? c->end - c->start : 0);
        cdt_buf_printf(&shown, "%s%s %.*s", i ? "; " : "",
                       c->parent == CDT_NOWHERE ? "-" : d->clauses[c->parent].number, (int)strcspn(words, " \n"),
                       words);
    }
    return shown.len ? shown.at : "";
}

START_TEST(words_behind_a_list_belong_to_the_item_around_it)
{
    ck_assert_str_eq(
        under(
            "a.html",
            "<ol><li>all shall:<ol type=a><li>keep:<ol type=i><li>records; and</li><li>accounts,</li></ol>when asked; "
            "and</li><li>report,</li></ol>and tell the Board.</li></ol><p>Once is enough for the Board.</p><p>4.1 The "
            "Host shall:</p><ol type=a><li>pay; and</li><li>report,</li></ol><p>as it is asked.</p>"),
        "- all; 1 keep:; 1(a) records;; 1(a) accounts,; 1(a) when; 1 report,; 1 and; 1 Once; - The; 4.1 pay;; "
        "4.1 report,; 4.1 as");
    ck_assert_str_eq(under("a.html",
                           "<ol start=3><li>all pay:<ol><li>in May.</li><li>in June.</li></ol></li></ol><p>The "
                           "Board may change that.</p>"),
                     "- all; 3 in; 3 in; 3(2) The");
    /* by their columns, where the page has no lists */
    ck_assert_str_eq(
        under("a.html",
              "<p style='margin-left:36pt;text-indent:-36pt'>5.1 The Host shall:</p><p style='margin-left:72pt;"
              "text-indent:-36pt'>(a) keep:</p><p style='margin-left:1.5in;text-indent:-.5in'>(i) books,</p><p "
              "style='margin-left:2.54cm'>as asked; and</p><p style='margin-left:72pt;text-indent:-36pt'>(b) "
              "report,</p><p style='margin-left:12.7mm'>and tell all.</p>"),
        "- The; 5.1 keep:; 5.1(a) books,; 5.1(a) as; 5.1 report,; 5.1 and");
}
END_TEST

START_TEST(pages_that_would_take_too_long_are_refused)
{
    cdt_buf page = { 0 };

    cdt_buf_put_z(&page, "<html>");
    for (int i = 0; i < 400; i++)
        cdt_buf_put_z(&page, "<div>");
    ck_assert_ptr_null(read_as("a.html", page.at, NULL));
    ck_assert_int_eq(cdt_diags_at(diags, 0)->code, CDT_TOO_LARGE);
    cdt_buf_free(&page);
}
END_TEST
#endif

/* Instead of pdftotext: the file's bytes behind its magic are its text. */
static char *text_behind(void *context, const char *bytes, size_t length, size_t *text_length, const char **problem)
{
    char *text = malloc(length + 1);

    if (context) {
        free(text);
        *problem = "it is locked";
        return NULL;
    }
    *text_length = length - 5;
    memcpy(text, bytes + 5, *text_length);
    return text;
}

START_TEST(a_pdf_is_read_by_its_pages)
{
    cdt_draft_options options = { .pdf_text = text_behind };
    const cdt_draft *d =
        read_as("a.pdf",
                "%PDF-  Payroll agreement                1\n\n  1.    Term\n\n  1.1   The term of this agree-\n"
                "        ment is five years and may be \xEF\xAC\x81xed\n        again.\n\n  Page 1 of 2\n\f"
                "  Payroll agreement                2\n\n  2.    Cost is shared.\n\n  Page 2 of 2\n\f",
                &options);
    const cdt_clause *second = cdt_draft_clause_at(d, (size_t)(strstr(d->text, "2. Cost") - d->text));

    ck_assert_ptr_nonnull(strstr(d->text, "1.1 The term of this agreement is five years and may be fixed again."));
    ck_assert_uint_eq(second->page, 2);
    ck_assert_str_eq(second->number, "2");
    ck_assert(d->health.readable);
}
END_TEST

START_TEST(a_scan_is_unreadable_and_that_is_told)
{
    cdt_draft_options options = { .pdf_text = text_behind };
    const cdt_draft *d = read_as("a.pdf", "%PDF-\f\f\f", &options);

    ck_assert(!d->health.readable);
    ck_assert_ptr_nonnull(strstr(d->health.problems[0], "3 pages"));
}
END_TEST

START_TEST(a_pdf_that_cannot_be_converted_is_refused_with_the_reason)
{
    cdt_draft_options options = { .pdf_text = text_behind, .context = &options };

    ck_assert_ptr_null(read_as("a.pdf", "%PDF-x", &options));
    ck_assert_str_eq(cdt_diags_at(diags, 0)->message, "this is a PDF; it is locked");
    ck_assert_ptr_null(read_as("a.pdf", "%PDF-x", NULL));
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("draft formats");

    tcase_add_checked_fixture(tests, setup, teardown);
#ifdef CDT_WITH_MARKDOWN
    tcase_add_test(tests, markdown_is_read_with_its_lists_tables_and_notes);
    tcase_add_test(tests, a_clause_that_is_a_heading_stands_under_none_of_its_rank);
#endif
#ifdef CDT_WITH_HTML
    tcase_add_test(tests, html_is_read_as_a_browser_shows_it);
    tcase_add_test(tests, a_page_that_word_saved_has_its_numbers_notes_and_comments);
    tcase_add_test(tests, a_row_of_one_cell_is_of_the_table_where_others_have_several);
    tcase_add_test(tests, a_table_to_sign_in_is_no_clause);
    tcase_add_loop_test(tests, rows_are_clauses_where_their_numbers_count, 0,
                        sizeof numbered_rows / sizeof *numbered_rows);
    tcase_add_test(tests, headings_stand_in_a_column_of_their_own);
    tcase_add_test(tests, words_behind_a_list_belong_to_the_item_around_it);
    tcase_add_test(tests, pages_that_would_take_too_long_are_refused);
#endif
    tcase_add_test(tests, a_pdf_is_read_by_its_pages);
    tcase_add_test(tests, a_scan_is_unreadable_and_that_is_told);
    tcase_add_test(tests, a_pdf_that_cannot_be_converted_is_refused_with_the_reason);
    return unit_run(tests);
}
