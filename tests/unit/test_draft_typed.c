/* Texts as lawyers type, print and wrap them: where numbers stand alone, go on over lines, begin anew, come in later, or are
 * only part of a sentence. */
#include "drafts.h"

/* Each clause by its number ("-" for none) and heading in brackets, furniture and contents left out. */
static const char *outline(const char *text)
{
    of(text);
    for (size_t i = 0; i < draft->clause_count; i++) {
        const cdt_clause *c = &draft->clauses[i];
        if (c->region == CDT_REGION_FURNITURE || c->region == CDT_REGION_CONTENTS)
            continue;
        cdt_buf_printf(&shown, "%s%s", shown.len ? "; " : "", *c->number ? c->number : "-");
        if (*c->heading)
            cdt_buf_printf(&shown, " [%s]", c->heading);
    }
    return shown.len ? shown.at : "";
}

/* Where each reference leads: the first words of its target; "nowhere", "elsewhere". */
static const char *targets(const char *text)
{
    outline(text);
    cdt_buf_clear(&shown);
    for (size_t i = 0; i < draft->reference_count; i++) {
        const cdt_reference *r = &draft->references[i];
        const cdt_clause *c = r->target == CDT_NOWHERE ? NULL : &draft->clauses[r->target];
        cdt_buf_printf(&shown, "%s%s: ", i ? "; " : "", r->text);
        if (c)
            cdt_buf_printf(&shown, "%.12s", draft->text + (c->words < c->end ? c->words : c->start));
        else
            cdt_buf_printf(&shown, r->external ? "elsewhere" : "nowhere");
    }
    return shown.len ? shown.at : "";
}

START_TEST(a_number_on_a_line_of_its_own_heads_what_follows)
{
    ck_assert_str_eq(
        outline("1.\nDefinitions\n\n1.1\nIn this deed words have meanings.\n\n2.\nServices\n\n2.1\nThe Host shall:\n\n"
                "(a)\nwork; and\n\n(b)\nreport."),
        "1 [Definitions]; 1.1; 2 [Services]; 2.1; 2.1(a); 2.1(b)");
}
END_TEST

START_TEST(a_line_that_begins_with_a_figure_may_go_on_with_the_sentence)
{
    ck_assert_str_eq(
        outline("14. MONEY\n\n14.1 The cap in the year\n2026 is doubled.\n\n14.2 The cap in clause\n14.1 is read with "
                "section\n113 of the Local Government Act 1972.\n\n14.3 Interest runs at\n4% a year.\n"),
        "14 [MONEY]; 14.1; 14.2; 14.3");
    ck_assert_str_eq(
        targets(
            "14. MONEY\n\n14.1 The cap is low.\n\n14.2 The cap in clause\n14.1 is read with section\n113 of the Local "
            "Government Act 1972.\n"),
        "clause 14.1: The cap is l; section 113: elsewhere");
}
END_TEST

START_TEST(american_articles_and_sections)
{
    ck_assert_str_eq(
        outline("ARTICLE I\nDEFINITIONS\n\nSection 1.01. Defined Terms. As used here, words have meanings.\n\n"
                "ARTICLE IV. GENERAL\n\nSection 4.01. Notices.\n\n(a) They are in writing.\n\n(b) They take effect:\n\n"
                "    (i) on delivery; or\n\n    (ii) on the next day.\n\nSection 4.02. Waiver. There is none."),
        "Article I [DEFINITIONS]; 1.01 [Defined Terms]; Article IV [GENERAL]; 4.01 [Notices]; 4.01(a); 4.01(b); "
        "4.01(b)(i); 4.01(b)(ii); 4.02 [Waiver]");
    ck_assert_str_eq(
        outline(
            "I. DEFINITIONS\n\nA. Words\n\n1. \"Term\" means five years.\n\n2. \"Fee\" means money.\n\nB. Reading\n\n"
            "II. SERVICE\n\nA. The Host works:\n\n1. with care;\n\n2. in time:\n\na. each month; and\n\nb. each "
            "year.\n\nB. It ends."),
        "I [DEFINITIONS]; I(A) [Words]; I(A)(1); I(A)(2); I(B) [Reading]; II [SERVICE]; II(A); II(A)(1); II(A)(2); "
        "II(A)(2)(a); II(A)(2)(b); II(B)");
}
END_TEST

START_TEST(a_word_and_a_dash_before_the_heading)
{
    ck_assert_str_eq(outline("Clause 1 \xE2\x80\x93 Definitions\n1.1 Words have meanings.\n\nClause 2 \xE2\x80\x93 "
                             "Services\n2.1 The Host "
                             "provides:\n  (a) one; and\n  (b) two.\n\nClause 3 - Term\nIt lasts for five years."),
                     "1 [Definitions]; 1.1; 2 [Services]; 2.1; 2.1(a); 2.1(b); 3 [Term]; -");
}
END_TEST

START_TEST(a_label_of_many_parts_is_one_number)
{
    ck_assert_str_eq(outline("1. Scope\n\n1.1 First.\n\n1.1.1(a)(ii) The Host works on.\n\n1.2 (a)(i) It reports."),
                     "1 [Scope]; 1.1 [First]; 1.1.1(a)(ii); 1.2(a)(i)");
}
END_TEST

START_TEST(what_was_put_in_later_has_a_letter)
{
    ck_assert_str_eq(
        outline(
            "2. Services\n\n2.1 The Host works.\n\n2A. Later words\n\n2A.1 They were put in.\n\n2A.2 See clause 2A.1 "
            "and clause 3.1A.\n\n3. Money\n\n3.1 It is shared.\n\n3.1A It is counted.\n\n(a) once;\n\n(aa) often;\n\n"
            "(ab) always; and\n\n(b) in full."),
        "2 [Services]; 2.1; 2A [Later words]; 2A.1; 2A.2; 3 [Money]; 3.1; 3.1A; 3.1A(a); 3.1A(a)(aa); "
        "3.1A(a)(ab); 3.1A(b)");
    ck_assert_str_eq(
        targets(
            "2. Services\n\n2.1 The Host works.\n\n2A. Later words\n\n2A.1 They were put in.\n\n2A.2 See clause 2A.1."),
        "clause 2A.1: They were pu");
}
END_TEST

START_TEST(parts_of_a_schedule_may_count_anew)
{
    static const char text[] =
        "1. Services\n\n1.1 See paragraph 1 of Part 2 of Schedule 1.\n\nSCHEDULE 1\n\nServices\n\nPart 1\n\n1. Pay is "
        "run each month.\n\n2. See paragraph 1.\n\nPart 2\n\n1. Staff are hired with care.\n\n2. See paragraph 1 "
        "and Part 1.\n";

    ck_assert_str_eq(outline(text),
                     "1 [Services]; 1.1; Schedule 1 [Services]; Schedule 1, Part 1; Schedule 1, Part 1, 1; "
                     "Schedule 1, Part 1, 2; Schedule 1, Part 2; Schedule 1, Part 2, 1; Schedule 1, Part 2, 2");
    ck_assert_str_eq(
        targets(text),
        "paragraph 1: Staff are hi; Part 2: Part 2\n\n1. S; Schedule 1: SCHEDULE 1\n\n; paragraph 1: Pay is run e; "
        "paragraph 1: Staff are hi; Part 1: Part 1\n\n1. P");
    ck_assert_str_eq(outline("Part A: Buying\n\n1.1 One.\n\n1.2 Two.\n\nPart B - Giving\n\n2.1 Three."),
                     "Part A [Buying]; 1.1 [One]; 1.2 [Two]; Part B [Giving]; 2.1 [Three]");
}
END_TEST

/* Each clause by its number or heading, and what it stands under. */
static const char *above(const char *text)
{
    const cdt_draft *d = of(text);

    for (size_t i = 0; i < d->clause_count; i++) {
        const cdt_clause *c = &d->clauses[i], *p = c->parent == CDT_NOWHERE ? NULL : &d->clauses[c->parent];
        cdt_buf_printf(&shown, "%s%s", i ? "; " : "", *c->number ? c->number : c->heading);
        if (p)
            cdt_buf_printf(&shown, " < %s", *p->number ? p->number : p->heading);
    }
    return shown.len ? shown.at : "";
}

START_TEST(numbers_that_count_on_stand_in_their_part)
{
    ck_assert_str_eq(
        above("PART A - GENERAL\n\n1. Words\n\n1.1 They have meanings.\n\n2. Term\n\n(a) Long; and\n\n(b) "
              "wide.\n\nPART B\n\nSERVICES\n\n3. Care\n\n3.1 The Host takes care.\n\nPART C - MONEY\n\n"
              "Charges\n\n4. Shares\n\nEach pays.\n\nPensions and staff\n\n5. Scheme\n\n5.1 The Host is in "
              "it.\n\nPART D - ENDS\n\n6. Notice\n\n6.1 A year."),
        "Part A; 1 < Part A; 1.1 < 1; 2 < Part A; 2(a) < 2; 2(b) < 2; Part B; 3 < Part B; "
        "3.1 < 3; Part C; Charges < Part C; 4 < Charges;  < 4; Pensions and staff < Part C; "
        "5 < Pensions and staff; 5.1 < 5; Part D; 6 < Part D; 6.1 < 6");
    ck_assert_str_eq(
        above("Section A - General\n\n1. They work on.\n\n2. They pay.\n\nSection B - Ends\n\n3. It ends on "
              "notice.\n\n4. It ends soon."),
        "A; 1 < A; 2 < A; B; 3 < B; 4 < B");
    /* a sentence that begins with it is no part */
    ck_assert_str_eq(
        above("1. They work on.\n\n2. They pay.\n\nPart 4 of the Local Money Act applies to what they pay.\n\n"
              "3. They stop."),
        "1; 2;  < 2; 3");
}
END_TEST

START_TEST(headings_of_a_part_are_alike_far_from_the_next_part_and_near)
{
    static const char meets[] =
        "\n\nThe Board meets each month at the hall of the Host, and says then what it will do.\n\n";
    static const char *const heads[] = { "Chair",  "Meetings",   "Powers",  "Interests",
                                         "Papers", "Complaints", "Records", "Documents" };
    cdt_buf text = { 0 };
    const cdt_draft *d;

    cdt_buf_put_z(&text, "Part 1 - The Board\n\n");
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        cdt_buf_printf(&text, "%s%s", heads[i], meets);
    cdt_buf_put_z(&text, "Part 2 - The Office\n\n");
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        cdt_buf_printf(&text, "%s%s", heads[i], meets);
    d = of(cdt_buf_str(&text).at);
    ck_assert_uint_eq(d->clause_count, 34);
    for (size_t i = 1; i < d->clause_count; i++)
        if (*d->clauses[i].heading && !*d->clauses[i].number)
            ck_assert_msg(d->clauses[i].parent == d->clauses[1].parent, "%s", d->clauses[i].heading);
    cdt_buf_free(&text);
}
END_TEST

START_TEST(schedules_may_be_counted_in_words)
{
    static const char text[] =
        "1. Plan\n\n1.1 In this Agreement:-\n\n\"Plan\" means that in Schedule Two.\n\nSCHEDULE "
        "ONE\n\nCOST\n\n1. It is low.\n\nSchedule Two - Plan\n\n1. See paragraph 1 of Schedule One.\n";

    ck_assert_str_eq(outline(text), "1 [Plan]; 1.1; -; Schedule 1 [COST]; Schedule 1, 1; Schedule 2 [Plan]; "
                                    "Schedule 2, 1");
    ck_assert_str_eq(targets(text),
                     "Schedule Two: Schedule Two; paragraph 1: It is low.\n\n; Schedule One: SCHEDULE ONE");
}
END_TEST

START_TEST(items_inside_a_sentence_are_places)
{
    ck_assert_str_eq(
        targets("4. Work\n\n4.1 The Host shall: (a) run the payroll; (b) report each month; and (c) pay the staff.\n\n"
                "4.2 See clause 4.1(b) and clause 4.1(d), and paragraph (c) of clause 4.1."),
        "clause 4.1(b): The Host sha; clause 4.1(d): nowhere; paragraph (c): The Host sha; clause 4.1: The Host sha");
}
END_TEST

START_TEST(attachments_of_every_name)
{
    ck_assert_str_eq(outline("1. Scope\n\n1.1 The Host works.\n\nSCHEDULE 1: PAY\n\n1. It is monthly.\n\nSchedule 2 - "
                             "Data\n\n1. It is safe.\n\n"
                             "Annex A\n\nRates are low.\n\nExhibit B-1\n\nA form.\n\nAppendix 2 Part 3\n\nMore."),
                     "1 [Scope]; 1.1; Schedule 1 [PAY]; Schedule 1, 1; Schedule 2 [Data]; Schedule 2, 1; Annex A; -; "
                     "Exhibit B-1; -; "
                     "Appendix 2 [Part 3]; -");
}
END_TEST

START_TEST(a_list_of_contents_ends_with_its_last_page)
{
    ck_assert_str_eq(
        outline(
            "AGREEMENT\n\nCONTENTS\n\n1. Definitions ........ 3\n2. Services ....... 4\n2.1 Scope ........ 4\n"
            "SCHEDULE 1: PAY ....... 9\n\nBACKGROUND\n\n(A) They are neighbours.\n\n(B) They share.\n\nAGREED TERMS\n\n"
            "1. DEFINITIONS\n\n1.1 Words.\n\n2. SERVICES\n\n2.1 Scope"),
        "-; - [BACKGROUND]; (A); (B); - [AGREED TERMS]; 1 [DEFINITIONS]; 1.1 [Words]; 2 [SERVICES]; "
        "2.1 [Scope]");
}
END_TEST

START_TEST(hanging_and_indented_numbers)
{
    ck_assert_str_eq(
        outline("1   Reading\n    1.1   In this deed:\n          1.1.1   the singular includes the plural;\n"
                "          1.1.2   a statute is read as it\n                  is amended; and\n"
                "          1.1.3   headings are ignored.\n    1.2   Clause headings do not matter.\n2   Services\n"
                "    2.1   The Host works:\n          (A)   with care; and\n          (B)   in time.\n"),
        "1 [Reading]; 1.1; 1.1.1; 1.1.2; 1.1.3; 1.2; 2 [Services]; 2.1; 2.1(A); 2.1(B)");
}
END_TEST

START_TEST(a_letter_that_was_lost_ends_no_list)
{
    ck_assert_str_eq(
        outline("1. DUTIES\n\na. It pays the staff.\n\nb. It keeps the books.\n\n-------- table --------\n\n"
                "d. It reports to the board.\n\ne. It asks the parties.\n\n2. END\n\na. It ends.\n\nb. It is over.\n"),
        "1 [DUTIES]; 1(a); 1(b); -; 1(d); 1(e); 2 [END]; 2(a); 2(b)");
    /* what does not go on is none of it */
    ck_assert_str_eq(
        outline("1. DUTIES\n\na. It pays the staff.\n\nb. It keeps the books.\n\nd. It reports.\n\n2. END\n"),
        "1 [DUTIES]; 1(a); 1(b); -; 2 [END]");
}
END_TEST

START_TEST(headers_footers_and_page_numbers_are_furniture)
{
    ck_assert_str_eq(
        outline("SHARED SERVICES                    Draft 3\n\n1. TERMS\n\n1.1 The first words stand here.\n\n"
                "            Page 1 of 3\n\fSHARED SERVICES                    Draft 3\n\n1.2 The second words stand "
                "here.\n\n"
                "            Page 2 of 3\n\fSHARED SERVICES                    Draft 3\n\n1.3 The third words stand "
                "here.\n\n"
                "            Page 3 of 3\n"),
        "1 [TERMS]; 1.1; 1.2; 1.3");
    ck_assert_str_eq(outline("1. TERMS\n\n1.1 The first words stand here.\n\n1.\n\nSource: HILL COUNCIL, 5/15/2027\n\n"
                             "1.2 The second words stand here.\n\n2.\n\nSource: HILL COUNCIL, 5/15/2027\n\n"
                             "1.3 The third words stand here.\n\n3.\n\nSource: HILL COUNCIL, 5/15/2027\n\n"
                             "1.4 The last words stand here.\n\n4.\n\nSource: HILL COUNCIL, 5/15/2027\n"),
                     "1 [TERMS]; 1.1; 1.2; 1.3; 1.4");
}
END_TEST

START_TEST(signature_blocks_in_two_columns_are_execution)
{
    outline("1. Term\n\n1.1 It lasts.\n\nSigned by                        Signed by\nfor NORTH COUNCIL                 "
            "for SOUTH COUNCIL\n\n"
            "......................           ......................\nDirector                         Director\n");
    ck_assert_uint_eq(draft->clauses[draft->clause_count - 1].region, CDT_REGION_EXECUTION);
    ck_assert_uint_eq(draft->clauses[draft->clause_count - 2].region, CDT_REGION_EXECUTION);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("draft typed");

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, a_number_on_a_line_of_its_own_heads_what_follows);
    tcase_add_test(tests, a_line_that_begins_with_a_figure_may_go_on_with_the_sentence);
    tcase_add_test(tests, american_articles_and_sections);
    tcase_add_test(tests, a_word_and_a_dash_before_the_heading);
    tcase_add_test(tests, a_label_of_many_parts_is_one_number);
    tcase_add_test(tests, what_was_put_in_later_has_a_letter);
    tcase_add_test(tests, parts_of_a_schedule_may_count_anew);
    tcase_add_test(tests, numbers_that_count_on_stand_in_their_part);
    tcase_add_test(tests, headings_of_a_part_are_alike_far_from_the_next_part_and_near);
    tcase_add_test(tests, schedules_may_be_counted_in_words);
    tcase_add_test(tests, items_inside_a_sentence_are_places);
    tcase_add_test(tests, attachments_of_every_name);
    tcase_add_test(tests, a_list_of_contents_ends_with_its_last_page);
    tcase_add_test(tests, hanging_and_indented_numbers);
    tcase_add_test(tests, a_letter_that_was_lost_ends_no_list);
    tcase_add_test(tests, headers_footers_and_page_numbers_are_furniture);
    tcase_add_test(tests, signature_blocks_in_two_columns_are_execution);
    return unit_run(tests);
}
