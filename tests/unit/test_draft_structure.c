/* Plain texts as clauses: numbers as lawyers type them, headings, paragraphs, parts, regions, sentences. */
#include "drafts.h"

/* Each clause by its number ("-" for none) and heading in brackets, furniture and contents left out. */
static const char *outline(const char *text)
{
    const cdt_draft *d = of(text);

    for (size_t i = 0; i < d->clause_count; i++) {
        const cdt_clause *c = &d->clauses[i];
        if (c->region == CDT_REGION_FURNITURE || c->region == CDT_REGION_CONTENTS)
            continue;
        cdt_buf_printf(&shown, "%s%s", shown.len ? "; " : "", *c->number ? c->number : "-");
        if (*c->heading)
            cdt_buf_printf(&shown, " [%s]", c->heading);
    }
    return shown.len ? shown.at : "";
}

static const char *regions(const char *text)
{
    const cdt_draft *d = of(text);

    for (size_t i = 0; i < d->clause_count; i++)
        cdt_buf_printf(&shown, "%s%s", i ? " " : "", cdt_region_name(d->clauses[i].region));
    return shown.len ? shown.at : "";
}

static const char *sentences(const char *text)
{
    const cdt_draft *d = of(text);

    for (size_t i = 0; i < d->sentence_count; i++)
        cdt_buf_printf(&shown, "%s%.*s", i ? "|" : "", (int)(d->sentences[i].end - d->sentences[i].start),
                       d->text + d->sentences[i].start);
    return shown.len ? shown.at : "";
}

START_TEST(numbers_are_composed_as_they_are_cited)
{
    ck_assert_str_eq(
        outline("14. TERM\n\n14.3 The term:\n\n(a) begins:\n\n(i) now; or\n\n(ii) later; and\n\n(b) ends.\n\n"
                "14.4 It may be renewed."),
        "14 [TERM]; 14.3; 14.3(a); 14.3(a)(i); 14.3(a)(ii); 14.3(b); 14.4");
    ck_assert_str_eq(outline("ARTICLE I - TERM\n\nSection 1.01 Length. It is long.\n\nSection 1.02 End. It ends.\n\n"
                             "ARTICLE II - COST\n\nSection 2.01 Share. They share."),
                     "Article I [TERM]; 1.01 [Length]; 1.02 [End]; Article II [COST]; 2.01 [Share]");
    ck_assert_str_eq(outline("1.0 TERM\n\n1.1 It is long.\n\n2.0 COST\n\n2.1 It is high."),
                     "1.0 [TERM]; 1.1; 2.0 [COST]; 2.1");
    ck_assert_str_eq(outline("1) One thing is this.\n\na) first this,\n\nb) then that.\n\n2) Another is that."),
                     "1; 1(a); 1(b); 2");
    ck_assert_str_eq(outline("14.3(a) The term is long.\n\n(b) It ends."), "14.3(a); 14.3(b)");
}
END_TEST

START_TEST(a_letter_is_told_from_a_roman_number_by_its_turn)
{
    ck_assert_str_eq(outline("1. List:\n\n(g) this;\n\n(h) that;\n\n(i) those;\n\n(j) these."),
                     "1 [List]; 1(g); 1(h); 1(i); 1(j)");
    ck_assert_str_eq(outline("1. It:\n\n(h) is:\n\n(i) this; or\n\n(ii) that.\n\n(i) was."),
                     "1 [It]; 1(h); 1(h)(i); 1(h)(ii); 1(i)");
}
END_TEST

START_TEST(what_only_looks_like_a_number_is_none)
{
    ck_assert_str_eq(outline("2019 was a good year.\n\n30 days later it ended.\n\n1.5 million people came."),
                     "-; -; -");
    ck_assert_str_eq(outline("1. Term\n\nIt begins on\n1 April 2027 and ends on\n31 March 2030 as agreed."),
                     "1 [Term]; -");
    ck_assert_str_eq(outline("J. Smith agrees to this.\n\nK. Jones does not."), "-; -");
}
END_TEST

START_TEST(a_list_inside_a_list_has_the_number_of_both)
{
    ck_assert_str_eq(
        outline("4. Staff\n\n1. are paid;\n\n2. are trained.\n\n5. Cost\n\n1. is shared;\n\n2. is small.\n\n6. End"),
        "4 [Staff]; 4(1); 4(2); 5 [Cost]; 5(1); 5(2); 6 [End]");
}
END_TEST

START_TEST(schedules_are_parts_with_numbers_of_their_own)
{
    const char *text =
        "1. The Councils act as Schedule 1 says.\n\n2. See also\nSchedule 2 for costs.\n\n"
        "Schedule 1 - Services\n\n1. Payroll is a service.\n\n3.1 So is pay.\n\nSCHEDULE 2\n\nCOSTS\n\n1. None.\n\n"
        "Annex A: Maps\n\nSchedule 2 sets out the costs.";

    ck_assert_str_eq(outline(text), "1; 2; Schedule 1 [Services]; Schedule 1, 1; Schedule 1, 3.1; Schedule 2 [COSTS]; "
                                    "Schedule 2, 1 [None]; Annex A [Maps]; -");
    ck_assert_uint_eq(draft->clauses[3].part, 2);
    ck_assert_int_eq(draft->clauses[2].kind, CDT_CLAUSE_SCHEDULE);
}
END_TEST

START_TEST(headings_stand_alone_or_before_their_words)
{
    ck_assert_str_eq(
        outline("Confidentiality\n\nEach party keeps the secrets of the other party for as long as it can.\n\n"
                "1. NOTICES. They are written.\n\n2. Governing law: that of England.\n\n"
                "3. The Council pays.\n\n4. Entire Agreement; Amendments. This is all.\n\n5. Board - It meets."),
        "- [Confidentiality]; -; 1 [NOTICES]; 2; 3; 4 [Entire Agreement; Amendments]; 5 [Board]");
    ck_assert_str_eq(outline("1. **Cost.** They share it.\n\n**2. Term.** It is long.\n\n3. **It** ends."),
                     "1 [Cost]; 2 [Term]; 3");
    ck_assert_str_eq(
        outline("*The pool.* There is one fund for both of them.\n\n_Getting out:_ Either may go.\n\n"
                "*Nobody* goes. *Each* stays for a year, as long as both of them agree that it should be so."),
        "- [The pool]; - [Getting out]; -");
    ck_assert_str_eq(outline("1.\n\nTERMINATION\n\n1.1 Either may end it."), "1 [TERMINATION]; 1.1");
    ck_assert_str_eq(outline("Term\n----\n\nIt is long enough for both of them, and may be renewed once."),
                     "- [Term]; -");
    ck_assert_str_eq(
        outline("What this is about\n\n1. It is about buses.\n\nWho is to pay?\n\n2. The Council pays.\n\n"
                "What the Council has to pay is set each year by the county and by the other party to it.\n\n"
                "3. It ends."),
        "- [What this is about]; 1; - [Who is to pay?]; 2; -; 3");
}
END_TEST

START_TEST(lines_are_put_together_into_paragraphs)
{
    /* wrapped, with nothing between */
    ck_assert_str_eq(
        outline("1. Term\nThis agreement begins on the day on which both\ncouncils have signed it and lasts\n"
                "for five years.\n1.1 It may be renewed by the councils where they\nagree.\n"
                "1.2 It may be ended under clause\n2.1 above by either of the councils at any time.\n2. Cost\n"
                "The councils share the cost of the service equally\nbetween them."),
        "1 [Term]; -; 1.1; 1.2; 2 [Cost]; -");
    /* clauses run on in one paragraph */
    ck_assert_str_eq(
        outline(
            "1. Term. This agreement begins when both have signed and lasts for five years from that day unless it is "
            "ended sooner under these terms. 2. Cost. The councils share the cost equally, as No. 3. Street pays it. "
            "2.1 Bills. The host sends a bill for each quarter. 2.2 Late payment. Interest is due. 3. End. It ends."),
        "1 [Term]; 2 [Cost]; 2.1 [Bills]; 2.2 [Late payment]; 3 [End]");
    ck_assert_str_eq(
        outline(
            "B1.1 Term. This agreement begins when both have signed and lasts for five years from that day unless it "
            "is ended sooner under these terms, or the councils agree that it goes on. B1.2 Cost. The councils share "
            "the cost equally, as No. 3. Street pays it. B1.3 Bills. The host sends a bill."),
        "B1.1 [Term]; B1.2 [Cost]; B1.3 [Bills]");
}
END_TEST

START_TEST(furniture_of_pages_is_told_apart)
{
    const cdt_draft *d =
        of("1. The councils agree that the term of this agreement\n\nShared Services 3\n\nPage 1 of 3\n\f"
           "is five years.\n\n2. Two.\n\nShared Services 4\n\nPage 2 of 3\n\f3. Three.\n\n"
           "Shared Services 5\n\nPage 3 of 3\n");
    size_t furniture = 0;

    for (size_t i = 0; i < d->clause_count; i++)
        furniture += d->clauses[i].region == CDT_REGION_FURNITURE;
    ck_assert_uint_eq(furniture, 4); /* the paragraph that goes on has the other two inside it */
}
END_TEST

START_TEST(regions_are_told_by_their_words)
{
    ck_assert_str_eq(regions("SHARED SERVICE AGREEMENT\n\nThis agreement is made on 1 May 2027 between North and "
                             "South.\n\nBackground\n\n"
                             "(A) North runs a service.\n\n(B) South wants it.\n\nIt is agreed:\n\n1. Definitions\n\n"
                             "1.1 Board: the joint board.\n\n2. Cost\n\nThey share it.\n\n\"Fee\" means the money.\n\n"
                             "Signed by A. Person for North\n\n____________"),
                     "title parties recitals recitals recitals body definitions definitions body body definitions "
                     "execution execution");
    ck_assert_str_eq(
        regions("Agreement on pay\n\nContents\n\n1. Term ........ 2\n\n2. Cost ........ 3\n\n1. Term\n\nIt is long."),
        "title contents contents contents body body");
    /* A heading without a number ends where clauses proper begin, but not where terms are numbered. */
    ck_assert_str_eq(regions("Agreement\n\nInterpretation\n\nIn this agreement \"Hub\" means the building.\n\n"
                             "1. North lets South use the Hub.\n\n2. Rent\n\n2.1 South pays it.\n\n3. Repair\n\n"
                             "3.1 North repairs."),
                     "title definitions definitions body body body body body");
    ck_assert_str_eq(regions("Agreement\n\nDefinitions\n\n1. Hub: the building.\n\n2. Rent: what is paid."),
                     "title definitions definitions definitions");
}
END_TEST

START_TEST(sentences_end_where_they_end)
{
    ck_assert_str_eq(
        sentences("Hill Ltd. pays under s. 113 of the Act, No. 4 of it. It costs 2.5 per cent. J. Smith agrees."),
        "Hill Ltd. pays under s. 113 of the Act, No. 4 of it.|It costs 2.5 per cent.|J. Smith agrees.");
    ck_assert_str_eq(sentences("See e.g. Smith v. Jones, at 552. (It is old.) \"It stands.\" He said so."),
                     "See e.g. Smith v. Jones, at 552.|(It is old.)|\"It stands.\"|He said so.");
    ck_assert_str_eq(sentences("1. Term. It is long. It ends."), "1. Term.|It is long.|It ends.");
}
END_TEST

START_TEST(texts_that_are_not_utf_8_are_converted_and_that_is_told)
{
    static const char wide[] = "\xFF\xFE"
                               "1\0.\0 \0C\0o\0s\0t\0 \0\x13\x20 \0A\0.\0";
    cdt_draft_source source = { "a.txt", wide, sizeof wide - 1 };

    of("1. The caf\xE9 \x96 ours.");
    ck_assert_str_eq(draft->text, "1. The caf\xC3\xA9 \xE2\x80\x93 ours.");
    ck_assert_uint_eq(draft->health.problem_count >= 1, 1);
    ck_assert_ptr_nonnull(strstr(draft->health.problems[0], "Windows-1252"));
    read_files(&source, 1, NULL);
    ck_assert_str_eq(draft->text, "1. Cost \xE2\x80\x93 A.");
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("draft structure");

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, numbers_are_composed_as_they_are_cited);
    tcase_add_test(tests, a_letter_is_told_from_a_roman_number_by_its_turn);
    tcase_add_test(tests, what_only_looks_like_a_number_is_none);
    tcase_add_test(tests, a_list_inside_a_list_has_the_number_of_both);
    tcase_add_test(tests, schedules_are_parts_with_numbers_of_their_own);
    tcase_add_test(tests, headings_stand_alone_or_before_their_words);
    tcase_add_test(tests, lines_are_put_together_into_paragraphs);
    tcase_add_test(tests, furniture_of_pages_is_told_apart);
    tcase_add_test(tests, regions_are_told_by_their_words);
    tcase_add_test(tests, sentences_end_where_they_end);
    tcase_add_test(tests, texts_that_are_not_utf_8_are_converted_and_that_is_told);
    return unit_run(tests);
}
