/* Texts that were cut into pages, as a PDF is: what belongs to a page and not to the agreement, paragraphs that go on over
 * pages, and pages with two columns. */
#include <stdio.h>
#include <time.h>

#include "drafts.h"

/* Instead of pdftotext: the file's bytes behind its magic are its text. */
static char *text_behind(void *context, const char *bytes, size_t length, size_t *text_length, const char **problem)
{
    (void)context;
    (void)problem;
    *text_length = length - 5;
    return memcpy(malloc(length), bytes + 5, length - 5);
}

/* Each clause on a line of its own, furniture in angle brackets. */
static const char *clauses(const char *name, const char *text)
{
    cdt_draft_options options = { .pdf_text = text_behind };
    const cdt_draft *d = read_as(name, text, &options);

    ck_assert_ptr_nonnull(d);
    for (size_t i = 0; i < d->clause_count; i++) {
        const cdt_clause *c = &d->clauses[i];
        bool furniture = c->region == CDT_REGION_FURNITURE;
        cdt_buf_printf(&shown, "%s%.*s%s\n", furniture ? "<" : "", (int)(c->end - c->start), d->text + c->start,
                       furniture ? ">" : "");
    }
    return shown.len ? shown.at : "";
}

#define PDF "%PDF-"
#define LONG "The host keeps books of what the service costs, and sends them to each of the parties"

START_TEST(a_paragraph_goes_on_behind_what_belongs_to_a_page)
{
    ck_assert_str_eq(
        clauses("a.pdf",
                PDF "1. Books\n\n1.1 " LONG "\n\n                 Page 1 of 2\n\f\n"
                    "in the first week of a month.\n1.2 The books stay open.\n\n                 Page 2 of 2\n\f"),
        "1. Books\n1.1 " LONG
        " in the first week of a month.\n<Page 1 of 2>\n1.2 The books stay open.\n<Page 2 of 2>\n");
    /* a capital goes on where no sentence ends in the word before it */
    ck_assert_str_eq(clauses("a.pdf", PDF "1.1 " LONG " and the\n\n - 1 -\n\fAuthority in May.\n\n - 2 -\n\f"),
                     "1.1 " LONG " and the Authority in May.\n<- 1 ->\n<- 2 ->\n");
    ck_assert_uint_eq(draft->clauses[0].page, 1);
}
END_TEST

START_TEST(a_paragraph_of_a_text_goes_on_and_keeps_its_offsets)
{
    static const char text[] = "1. Books\n\n1.1 " LONG "\n\n          Page 1 of 2\n\f\nin the first week of a "
                               "month.\n\n1.2 The books stay open.\n\n                 Page 2 of 2\n\f";
    const char *month = strstr(text, "in the first");

    clauses("a.txt", text);
    ck_assert_uint_eq(draft->length, strlen(text));
    ck_assert_uint_eq(draft->clauses[1].end, (size_t)(strchr(month, '.') + 1 - text));
    ck_assert_int_eq(strncmp(draft->text + (month - text), month, 20), 0);
    ck_assert_ptr_null(strstr(shown.at, "Page 1"));
    ck_assert_uint_eq(draft->sentence_count, 4);
    ck_assert_uint_eq(draft->clauses[2].place.line, 9);
    clauses("a.txt", "1. Books\n\n1.1 " LONG ".\n\nPage 1 of 2\n\fin May.\n\nPage 2 of 2\n");
    ck_assert_ptr_nonnull(strstr(shown.at, "<Page 1 of 2>"));
}
END_TEST

START_TEST(what_begins_anew_on_the_next_page_is_not_joined)
{
    static const char *const next[] = { "1.2 the rest is free.", "(a) by post; and", "SCHEDULE 1",
                                        "Signed by the Council", "by: ______________" };
    char text[400];

    for (size_t i = 0; i < sizeof next / sizeof *next; i++) {
        snprintf(text, sizeof text, "%s%s\n\n - 1 -\n\f%s\n\n - 2 -\n\f", PDF, "1.1 " LONG, next[i]);
        clauses("a.pdf", text);
        ck_assert_msg(strstr(shown.at, "parties\n<- 1 ->\n") != NULL, "%s", shown.at);
    }
    clauses("a.pdf", PDF "1.1 " LONG ".\n\n - 1 -\n\fit goes on, or so it seems.\n\n - 2 -\n\f");
    ck_assert_ptr_nonnull(strstr(shown.at, "parties.\n<- 1 ->\n"));
}
END_TEST

START_TEST(the_title_of_a_schedule_is_no_running_header)
{
    static const char page[] = "\fSCHEDULE %d\n\nThe service is described here.\n\n";
    char text[400] = "SHARING AGREEMENT\n\n1. The schedules are part of it.\n\n";

    for (int i = 1; i < 5; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), page, i);
    clauses("a.txt", text);
    ck_assert_uint_eq(draft->clauses[2].kind, CDT_CLAUSE_SCHEDULE);
    ck_assert_str_eq(draft->clauses[8].number, "Schedule 4");
    /* on each of its pages it is, but for the first */
    ck_assert_str_eq(clauses("a.pdf", PDF "1. Terms\n\nThey last.\n\fSchedule 2\n\nOne.\n\n\fSchedule 2\n\nTwo.\n\n\f"
                                          "Schedule 2\n\nThree.\n\n\f"),
                     "1. Terms\nThey last.\nSchedule 2\nOne.\n<Schedule 2>\nTwo.\n<Schedule 2>\nThree.\n");
}
END_TEST

START_TEST(headers_of_two_pages_and_numbers_below_the_last_line_are_furniture)
{
    ck_assert_str_eq(
        clauses("a.pdf", PDF "North and South - draft 4\nSHARING AGREEMENT\n\n1. Each party pays.\n1\n\f"
                             "North and South - draft 4\n2. Each party counts.\n2\n\f"),
        "<North and South - draft 4>\nSHARING AGREEMENT\n1. Each party pays.\n<1>\n<North and South - draft 4>\n"
        "2. Each party counts.\n<2>\n");
    /* the title at the top of the first page is one, though the other pages repeat it */
    clauses("a.pdf",
            PDF "Sharing Agreement\n\n1. Each party pays.\n\n\fSharing Agreement\n\n2. Each party counts.\n\n\f"
                "Sharing Agreement\n\n3. Each party reports.\n");
    ck_assert_int_eq(draft->clauses[0].region, CDT_REGION_TITLE);
    ck_assert_int_eq(draft->clauses[2].region, CDT_REGION_FURNITURE);
}
END_TEST

#define COLUMNS                                                                                                        \
    "1. The first party pays the    years, and each of them\n"                                                         \
    "costs of the service, which    is told in May what they\n"                                                        \
    "are counted by the hour and    come to.\n"                                                                        \
    "told to the other party.\n"                                                                                       \
    "                               4. The board meets in\n"                                                           \
    "2. The second party keeps      the first week of each\n"                                                          \
    "the records of all that the    quarter, and says what is\n"                                                       \
    "board has said, and sends      to be done by each of the\n"                                                       \
    "them to the first party, as    parties and when, as far\n"                                                        \
    "soon as they are approved.     as it is within its own\n"                                                         \
    "                               power and what the law\n"                                                          \
    "3. The shares of the costs     lets it say, after it has\n"                                                       \
    "are looked at every three      heard the staff.\n"

START_TEST(columns_are_read_one_after_the_other)
{
    ck_assert_str_eq(
        clauses("a.pdf", PDF COLUMNS "                             1\n\f"),
        "1. The first party pays the costs of the service, which are counted by the hour and told to the other "
        "party.\n2. The second party keeps the records of all that the board has said, and sends them to the "
        "first party, as soon as they are approved.\n3. The shares of the costs are looked at every three "
        "years, and each of them is told in May what they come to.\n4. The board meets in the first week of "
        "each quarter, and says what is to be done by each of the parties and when, as far as it is within "
        "its own power and what the law lets it say, after it has heard the staff.\n1\n");
    ck_assert_str_eq(draft->health.problems[0], "1 of 1 pages have two columns, which were read one after the other");
}
END_TEST

#define TERMS                                                                                                          \
    "North and South - draft 4\nSHARING AGREEMENT\n\n1. Definitions\n\n"                                               \
    "\"Annual Plan\"     means the plan for a year that the board approves\n"                                          \
    "                  under clause 3;\n"                                                                              \
    "\"Archive Board\"   means the board that clause 2 sets up;\n"                                                     \
    "\"Confidential     means what one party tells the other in confidence,\n"                                         \
    "Information\"      whatever its form, and whether or not it is marked\n"                                          \
    "\fNorth and South - draft 4\n\n"                                                                                  \
    "                   so;\n"                                                                                         \
    "\"Services\"         the keeping of records, and the room.\n\n"                                                   \
    "2. Board\n\nIt meets each May.\n\f"

START_TEST(a_line_with_a_verb_is_no_heading)
{
    clauses("a.pdf", PDF
            "This Memorandum is between Oak County (the \"County\") and Elm\nSchool District (the \"District\").\n\n"
            "1. Purpose\n\nThe County lends buses.\n\n2. Rates\n\nThe rates are:\n\n3. Term\n\nOne year.\n");
    ck_assert_str_eq(draft->parties[1].name, "Elm School District");
}
END_TEST

START_TEST(terms_stand_beside_their_meanings)
{
    clauses("a.pdf", PDF TERMS);
    cdt_buf_clear(&shown);
    for (size_t i = 0; i < draft->definition_count; i++) {
        const cdt_definition *d = &draft->definitions[i];
        cdt_buf_printf(&shown, "%s: %.*s\n", d->term, (int)(d->meaning.end - d->meaning.start),
                       draft->text + d->meaning.start);
    }
    ck_assert_str_eq(shown.at,
                     "Annual Plan: means the plan for a year that the board approves under clause 3;\n"
                     "Archive Board: means the board that clause 2 sets up;\n"
                     "Confidential Information: means what one party tells the other in confidence, whatever its form, "
                     "and whether or not it is marked so;\n"
                     "Services: the keeping of records, and the room.\n");
    /* without quotation marks too */
    clauses("a.pdf",
            PDF "1. Meanings\n\nAnnual Plan       means the plan for a year;\nHost Authority's  means whom the "
                "host names\nOfficer           from time to time;\n\n2. Board\n");
    ck_assert_uint_eq(draft->definition_count, 2);
    ck_assert_str_eq(draft->definitions[1].term, "Host Authority's Officer");
    /* one below the other they are paragraphs */
    clauses("a.pdf", PDF "1. Meanings\n\n\"Plan\" means the plan for a year.\n\"Board\" means the board.\n");
    ck_assert_int_eq(draft->clauses[1].kind, CDT_CLAUSE);
}
END_TEST

START_TEST(terms_stand_in_the_middle_of_their_rows)
{
    clauses("a.pdf", PDF "1. Meanings\n\n"
                         "                        means the board that is set up by clause 4 and which meets\n"
                         "   \"Archive Board\"      at least once in each month of the year to decide what the\n"
                         "                        Partners have left to it;\n"
                         "          \"Host\"        means Fell Council;\n"
                         "                   means the day on which the Host first holds the records of\n"
                         " \"Commencement Day all the Partners in its strong rooms, which shall not be\n"
                         "   of the Service\" later than that which the Archive Board has set for it\n"
                         "                   in writing.\n\n2. Board\n\nIt meets each May.\n\f");
    cdt_buf_clear(&shown);
    for (size_t i = 0; i < draft->definition_count; i++)
        cdt_buf_printf(&shown, "%s: %.18s...\n", draft->definitions[i].term,
                       draft->text + draft->definitions[i].meaning.start);
    ck_assert_str_eq(shown.at, "Archive Board: means the board th...\nHost: means Fell Council...\n"
                               "Commencement Day of the Service: means the day on w...\n");
}
END_TEST

START_TEST(a_table_is_read_by_its_rows)
{
    clauses("a.pdf", PDF "Service            Yearly cost      Paid by\n"
                         "Payroll            250,000 pounds   Northshire\n"
                         "Pensions           120,000 pounds   Northshire\n"
                         "Recruitment        110,000 pounds   Southshire\n"
                         "Invoices           300,000 pounds   Southshire\n"
                         "Purchasing         210,000 pounds   Northshire\n"
                         "Treasury           140,000 pounds   Northshire\n"
                         "Audit              160,000 pounds   Southshire\n"
                         "Insurance          100,000 pounds   Southshire\n"
                         "Printing           180,000 pounds   Northshire\n"
                         "Telephones         190,000 pounds   Northshire\n"
                         "Fleet              270,000 pounds   Southshire\n\f");
    ck_assert_ptr_nonnull(strstr(shown.at, "Payroll 250,000 pounds Northshire"));
}
END_TEST

/* Each of these took minutes once. */
START_TEST(a_full_line_of_a_page_goes_on)
{
    ck_assert_str_eq(clauses("a.pdf",
                             PDF "(1) FELL COUNCIL of the Town Hall, Market Street, Upper Fell, in the parish of\nFell "
                                 "FE1 2LL (\"Fell\").\n(2) DALE COUNCIL of Dale.\n\fDone.\n\f"),
                     "(1) FELL COUNCIL of the Town Hall, Market Street, Upper Fell, in the parish of Fell FE1 2LL "
                     "(\"Fell\").\n(2) DALE COUNCIL of Dale.\nDone.\n");
    clauses("a.pdf",
            PDF "CONTENTS\n\n1. Scope    Error! Bookmark not defined.\n\n2. Cost    Error! Bookmark not defined.\n\n"
                "1. Scope\n\n1.1 It is wide.\n\nSchedule 1SERVICE DESCRIPTION\n\n1. It is given.\n");
    ck_assert_int_eq(draft->clauses[2].region, CDT_REGION_CONTENTS);
    ck_assert_str_eq(draft->clauses[6].number, "Schedule 1, 1");
}
END_TEST

START_TEST(an_annex_that_a_cell_names_is_no_title)
{
    static const char page[] = PDF "1. Documents\n\n1.1 They are listed here.\n\n"
                                   "The description of the processing, its\n"
                                   "                                              Annex II\n"
                                   "purposes and the kinds of personal data\n\n"
                                   "                         Contacts of the councils and\n"
                                   "Annex III\n"
                                   "                         their deputies in August\n\n1.2 They are binding.\n"
                                   "                    ANNEX II\nThe data are kept.\n\f";
    size_t titles = 0;

    clauses("a.pdf", page);
    for (size_t i = 0; i < draft->clause_count; i++)
        titles += draft->clauses[i].kind == CDT_CLAUSE_SCHEDULE;
    ck_assert_uint_eq(titles, 1);
    ck_assert_ptr_nonnull(strstr(shown.at, "its Annex II purposes"));
}
END_TEST

START_TEST(lines_of_any_length_are_read_in_a_moment)
{
    static const char *const pieces[] = { "a  ", "\xC3\xA9  b   ", "a  b   c  d\n\n\n\n\n" };

    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        cdt_buf text = { 0 };
        clock_t start = clock();
        cdt_buf_put_z(&text, PDF);
        while (text.len < 300000)
            cdt_buf_put_z(&text, pieces[i]);
        clauses("a.pdf", text.at);
        ck_assert_msg((double)(clock() - start) / CLOCKS_PER_SEC < 20, "%s takes too long", pieces[i]);
        cdt_buf_free(&text);
    }
}
END_TEST

START_TEST(a_day_that_is_left_open_stands_in_its_sentence)
{
    static const char between[] = "between Fell Council and Hill Council, which share a service.";
    char text[200];

    snprintf(text, sizeof text, "This Agreement is made and effective\n\n__________, 2026 %s\n", between);
    clauses("a.txt", text);
    ck_assert_uint_eq(draft->clause_count, 1);
    snprintf(text, sizeof text, "This Agreement is made on the\n____ day of May 2026 %s\n", between);
    clauses("a.txt", text);
    ck_assert_uint_eq(draft->clause_count, 1);
    /* below a name it is a line to be filled in */
    ck_assert_str_eq(clauses("a.txt", "1. It lasts.\n\nSigned for Fell Council\n\n__________, 2026\n\n"
                                      "Signed for Hill Council\n\n__________, 2026\n"),
                     "1. It lasts.\nSigned for Fell Council\n__________, 2026\nSigned for Hill Council\n"
                     "__________, 2026\n");
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("draft pages");

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, a_paragraph_goes_on_behind_what_belongs_to_a_page);
    tcase_add_test(tests, a_paragraph_of_a_text_goes_on_and_keeps_its_offsets);
    tcase_add_test(tests, what_begins_anew_on_the_next_page_is_not_joined);
    tcase_add_test(tests, the_title_of_a_schedule_is_no_running_header);
    tcase_add_test(tests, headers_of_two_pages_and_numbers_below_the_last_line_are_furniture);
    tcase_add_test(tests, columns_are_read_one_after_the_other);
    tcase_add_test(tests, a_line_with_a_verb_is_no_heading);
    tcase_add_test(tests, terms_stand_beside_their_meanings);
    tcase_add_test(tests, terms_stand_in_the_middle_of_their_rows);
    tcase_add_test(tests, a_table_is_read_by_its_rows);
    tcase_add_test(tests, a_full_line_of_a_page_goes_on);
    tcase_add_test(tests, an_annex_that_a_cell_names_is_no_title);
    tcase_add_test(tests, lines_of_any_length_are_read_in_a_moment);
    tcase_add_test(tests, a_day_that_is_left_open_stands_in_its_sentence);
    return unit_run(tests);
}
