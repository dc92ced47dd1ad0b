/* How lawyers lay agreements out: numbers in cells of tables, letters before numbers, names on a cover, short sentences. */
#include <stdio.h>

#include "drafts.h"

/* Each clause by its number ("-" for none), its heading in brackets, and what it is unless a clause. */
static const char *outline(const char *name, const char *text)
{
    const cdt_draft *d = read_as(name, text, NULL);

    ck_assert_ptr_nonnull(d);
    for (size_t i = 0; i < d->clause_count; i++) {
        const cdt_clause *c = &d->clauses[i];
        cdt_buf_printf(&shown, "%s%s%s", shown.len ? "; " : "", c->kind == CDT_CLAUSE_TABLE ? "|" : "",
                       *c->number ? c->number : "-");
        if (*c->heading)
            cdt_buf_printf(&shown, " [%s]", c->heading);
    }
    return shown.len ? shown.at : "";
}

/* Each reference with the number that it leads to. */
static const char *targets(const char *text)
{
    const cdt_draft *d = of(text);

    for (size_t i = 0; i < d->reference_count; i++) {
        const cdt_reference *r = &d->references[i];
        cdt_buf_printf(&shown, "%s%s -> %s", shown.len ? "; " : "", r->text,
                       r->external                ? "elsewhere"
                       : r->target == CDT_NOWHERE ? "nowhere"
                                                  : d->clauses[r->target].number);
    }
    return shown.len ? shown.at : "";
}

static const char *parties(const char *text)
{
    const cdt_draft *d = of(text);

    for (size_t i = 0; i < d->party_count; i++)
        cdt_buf_printf(&shown, "%s%s", i ? "; " : "", d->parties[i].name);
    return shown.len ? shown.at : "";
}

static const char *facts(const char *text)
{
    const cdt_draft *d = of(text);

    for (size_t i = 0; i < d->fact_count; i++)
        cdt_buf_printf(&shown, "%s%s = %s", i ? "; " : "", d->facts[i].path, d->facts[i].value);
    return shown.len ? shown.at : "";
}

/* Each clause by what it stands under, and the first word of its own. */
static const char *under(const char *text)
{
    const cdt_draft *d = of(text);

    for (size_t i = 0; i < d->clause_count; i++) {
        const cdt_clause *c = &d->clauses[i];
        const char *words = d->text + c->words;
        cdt_buf_printf(&shown, "%s%s %.*s", i ? "; " : "",
                       c->parent == CDT_NOWHERE ? "-" : d->clauses[c->parent].number, (int)strcspn(words, " \n"),
                       words);
    }
    return shown.len ? shown.at : "";
}

START_TEST(columns_end_somewhere)
{
    cdt_buf wide = { 0 };

    cdt_buf_repeat(&wide, '\t', 2000000); /* of eight columns each */
    cdt_buf_put_z(&wide, "1. Scope\n\n1.1 It is wide.\n");
    ck_assert_ptr_nonnull(of(wide.at));
    ck_assert_uint_eq(draft->clause_count, 2);
    cdt_buf_free(&wide);
}
END_TEST

START_TEST(words_below_a_list_belong_where_their_column_is)
{
    ck_assert_str_eq(
        under("5.1 The Council shall:\n\n    (a) keep:\n\n        (i)  records; and\n\n        (ii) accounts,\n\n"
              "        as asked; and\n\n    (b) report,\n\n    and each case is told.\n\n5.2 Nothing else is owed by "
              "it."),
        "- The; 5.1 keep:; 5.1(a) records;; 5.1(a) accounts,; 5.1(a) as; 5.1 report,; 5.1 and; - Nothing");
    /* without an empty line between, and below a line that had room */
    ck_assert_str_eq(under("5.1 The Council shall for the whole of the term of this Agreement, and at its cost:\n"
                           "    (a) keep the records of the stores for as long as the law wants them to be\n"
                           "        kept by a council; and\n"
                           "    (b) pay,\n"
                           "and in each case the Partners shall be told of it.\n5.2 The Trust shall pay half."),
                     "- The; 5.1 keep; 5.1 pay,; 5.1 and; - The");
    ck_assert_str_eq(
        under(
            "1. The councils aim at:\n\n    a. evenings; and\n\n    b. savings,\n\nand report in May.\n\n2. Nothing."),
        "- The; 1 evenings;; 1 savings,; 1 and; - ");
    /* behind an empty line, as far out as the label */
    ck_assert_str_eq(
        under("5.1 The Council shall:\n\n    (a) keep:\n\n        (i)  records of each year; and\n\n"
              "        (ii) the accounts of the whole Council of Dale,\n\n        in the form of the plan; "
              "and\n\n    (b) co-operate with its external auditor,\n\n    and so at its own cost, whatever the "
              "Partners may say to it in the year that comes.\n\n5.2 Nothing "
              "is owed by the Trust to the Council for its work in the years that went before the day."),
        "- The; 5.1 keep:; 5.1(a) records; 5.1(a) the; 5.1(a) in; 5.1 co-operate; 5.1 and; - Nothing");
    /* a line that is full goes on at the margin */
    ck_assert_str_eq(under("5.1 The Council shall for the whole of the term of this Agreement, and at its own cost:\n"
                           "    (a) keep the records, the books of account, the plans and the deeds of the stores,\n"
                           "and their keys; and\n    (b) pay.\n5.2 The Trust shall pay half of the costs.\n"),
                     "- The; 5.1 keep; 5.1 pay.; - The");
}
END_TEST

static const char *regions(const char *text)
{
    const cdt_draft *d = of(text);

    for (size_t i = 0; i < d->clause_count; i++)
        cdt_buf_printf(&shown, "%s%s", i ? " " : "", cdt_region_name(d->clauses[i].region));
    return shown.len ? shown.at : "";
}

#define ATTACHED                                                                                                       \
    "INTERLOCAL AGREEMENT\n\nThis Agreement is made between the County of Oak (\"County\") and the City of Elm "       \
    "(\"City\").\n\nRECITALS\n\nA. The County has a center.\n\n1. The County dispatches.\n\nCOUNTY OF OAK\n\nBy: "     \
    "________\n\n"

START_TEST(papers_of_a_meeting_are_no_agreement)
{
    /* the agreement is attached to the resolution, or to minutes */
    ck_assert_str_eq(
        regions("RESOLUTION NO. 7\n\nWHEREAS, the County has a center;\n\nNOW, THEREFORE, BE IT RESOLVED:\n\n"
                "1. The agreement in Exhibit A is approved.\n\nAYES: 5\n\nEXHIBIT A\n\n" ATTACHED),
        "title recitals recitals recitals recitals body parties recitals recitals body execution execution");
    ck_assert_str_eq(parties("MINUTES OF THE CABINET\n\n41. Members asked about cost.\n\nAPPENDIX 1\n\n" ATTACHED),
                     "County of Oak; City of Elm");
    ck_assert_str_eq(
        facts("MINUTES OF THE CABINET\n\n41. Members asked about cost.\n\nAPPENDIX 1\n\n" ATTACHED),
        "agreement.title = \"INTERLOCAL AGREEMENT\"; parties = [{id: county, name: \"County of Oak\"}, {id: city, "
        "name: \"City of Elm\"}]");
    /* or the resolution to the agreement */
    ck_assert_str_eq(regions(ATTACHED
                             "EXHIBIT A\n\nRESOLUTION NO. 7\n\nWHEREAS, the County shall pay half;\n\nRESOLVED, that "
                             "the agreement is approved."),
                     "title parties recitals recitals body execution execution body recitals recitals");
    /* what is attached has parties of its own, which are none of the agreement */
    ck_assert_str_eq(parties(ATTACHED
                             "SCHEDULE 1\n\nDEED OF ADHERENCE\n\nThis Deed is made between Fell Council (\"Fell\") and "
                             "Dale Council (\"Dale\").\n\n1. Fell joins."),
                     "County of Oak; City of Elm");
}
END_TEST

#define SHORT "(\"Hill\"); and\n2. **Dale Council** (\"Dale\").\n\n## 1 Service\n\n1.1 Hill shall advise Dale.\n"

START_TEST(parties_stand_in_lists_and_lines)
{
    NEEDS_MARKDOWN;
    read_as("a.md", "# Agreement\n\n**Between**\n\n1. **Hill Council** " SHORT, NULL);
    ck_assert_str_eq(draft->parties[1].name, "Dale Council");
    ck_assert_int_eq(draft->clauses[3].region, CDT_REGION_PARTIES);
    ck_assert_str_eq(
        parties("MEMORANDUM\n\nbetween\n\nThe Ministry of Harbours\n\nand\n\nThe Coast Agency\n\n1. They share a "
                "boat."),
        "Ministry of Harbours; Coast Agency");
    ck_assert_str_eq(
        parties("PARTNERSHIP AGREEMENT\n\nParties\n\nHill Council\n\nDale Council\n\n1.0 INTRODUCTION\n\n1.1 They "
                "work together on waste.\n"),
        "Hill Council; Dale Council");
    ck_assert_str_eq(
        parties("INTERLOCAL AGREEMENT\n\nParties: Oak County and the City of Elm\n\n1. They share a shelter."),
        "Oak County; City of Elm");
    ck_assert_str_eq(
        parties("1. Who we are\n\nHill Police and Dale Council are the parties to this protocol.\n\n2. What we share"),
        "Hill Police; Dale Council");
}
END_TEST

START_TEST(words_that_lead_in_are_no_heading)
{
    ck_assert_str_eq(outline("a.txt",
                             "1.  DEFINITIONS\n\n    In this Agreement:\n\n    Posts: the posts in Schedule 1.\n\n2.  "
                             "LOAN\n\n2.1 The Council lends its staff.\n"),
                     "1 [DEFINITIONS]; -; -; 2 [LOAN]; 2.1");
    ck_assert_str_eq(draft->definitions[0].term, "Posts");
    ck_assert_uint_eq(draft->clauses[3].level, 1);
    ck_assert_str_eq(
        outline("a.txt", "2.  GOVERNANCE\n\n(1) The board may -\n    (a) direct it;\n    (b) fund it.\n(2) The Board:\n"
                         "    (a) meets.\n"),
        "2 [GOVERNANCE]; 2(1); 2(1)(a); 2(1)(b); 2(2); 2(2)(a)");
    of("AGREEMENT\n\nPARTIES\n\n(1) Hill Council (Hill)\n\n(2) Dale Council (Dale)\n\n1. They share.\n");
    ck_assert_str_eq(draft->parties[1].short_name, "Dale");
}
END_TEST

START_TEST(first_facts_of_american_drafts)
{
    ck_assert_str_eq(
        facts("1. This Agreement is effective July 1, 2026 and shall terminate on June 30, 2028, unless "
              "terminated earlier under Section 2.\n\n2. Either party may terminate this Agreement for any "
              "reason upon sixty (60) days' written notice to the other.\n"),
        "agreement.start = 2026-07-01; agreement.end = 2028-06-30; exit.notice = 60 days");
    ck_assert_str_eq(
        facts("1. Either party may terminate this Agreement, with or without cause, upon 90 days' notice."),
        "exit.notice = 90 days");
    ck_assert_str_eq(facts("1. Either party may terminate this Agreement for cause upon 90 days' notice."), "");
    ck_assert_str_eq(facts("1. Either party may terminate this Agreement for safety reasons upon 90 days' notice."),
                     "");
    ck_assert_str_eq(
        facts("1. This Agreement is effective July 1, 2026, or upon the last signature, whichever is later."), "");
}
END_TEST

#define LETTER                                                                                                         \
    "Dear Ms Arden\n\nThis letter sets out the agreement between Hill Council (\"the Council\") and Vale Leisure "     \
    "Trust "                                                                                                           \
    "(\"the Trust\") about payroll. It takes effect on 1 April 2026 and lasts for three years.\n\nThe Council will "   \
    "run "                                                                                                             \
    "the payroll of the Trust each month.\n\nEither of us may end the arrangement on three months' written notice.\n"

START_TEST(letters_and_notes_say_who_agrees_and_for_how_long)
{
    ck_assert_str_eq(regions(LETTER), "title parties body body");
    ck_assert_str_eq(parties(LETTER), "Hill Council; Vale Leisure Trust");
    ck_assert_str_eq(
        facts(LETTER),
        "parties = [{id: the-council, name: \"Hill Council\"}, {id: the-trust, name: \"Vale Leisure Trust\"}]; "
        "agreement.start = 2026-04-01; exit.notice = 3 months; agreement.end = 2029-03-31");
    ck_assert_str_eq(
        facts("PAYROLL\n\nThis agreement is made between Hill Council and Vale Trust and runs from 1 April "
              "2026 for three years. Hill does the payroll."),
        "parties = [{id: hill-council, name: \"Hill Council\"}, {id: vale-trust, name: \"Vale Trust\"}]; "
        "agreement.start = 2026-04-01; agreement.end = 2029-03-31");
    ck_assert_str_eq(
        parties("An agreement between Hill District Council, Dale District Council, County Hall, Dale, and Fell "
                "District Council for a shared service."),
        "Hill District Council; Dale District Council; Fell District Council");
    ck_assert_str_eq(
        parties("AGREEMENT BETWEEN HILL DISTRICT COUNCIL, DALE BOROUGH COUNCIL AND FELL DISTRICT COUNCIL\n\n"
                "1. They share."),
        "HILL DISTRICT COUNCIL; DALE BOROUGH COUNCIL; FELL DISTRICT COUNCIL");
    ck_assert_str_eq(
        parties("Dear all,\n\nI write to confirm what Brook Parish Council and the Town of Marsh have agreed."),
        "Brook Parish Council; Town of Marsh");
    ck_assert_str_eq(
        facts("MEMORANDUM\n\nTo: The Board\n\nFrom: Counsel\n\nThe County of Oak and the City of Elm agree as "
              "follows. This agreement begins on July 1, 2026, and continues for two years, unless ended "
              "sooner.\n\n1. The County dispatches."),
        "parties = [{id: county-of-oak, name: \"County of Oak\"}, {id: city-of-elm, name: \"City of Elm\"}]; "
        "agreement.start = 2026-07-01; agreement.end = 2028-06-30");
    /* what is not sure is not given */
    ck_assert_str_eq(facts("This agreement runs from 1 April 2026 unless the Board decides otherwise."), "");
    ck_assert_str_eq(facts("The lease is old. It runs from 1 April 2026 for three years."), "");
    ck_assert_str_eq(parties("Hill Council and its staff agree on most things."), "");
}
END_TEST

#define ROW(a, b) "<tr><td>" a "</td><td>" b "</td></tr>"

START_TEST(a_number_in_one_cell_and_its_words_in_another_are_a_clause)
{
    NEEDS_HTML;
    ck_assert_str_eq(outline("a.html", "<p>1. Scope</p><table>" ROW("2.", "<b>Fund</b>")
                                           ROW("2.1", "There is a fund.<p>It is held by the host.</p>") ROW(
                                               "", "The host keeps its books.") "</table><p>2.2 It is audited.</p>"),
                     "1 [Scope]; 2 [Fund]; 2.1; -; -; 2.2");
    /* a table whose lines are counted, or that has a head, stays one */
    ck_assert_str_eq(outline("a.html", "<p>1. Scope</p><table>" ROW("1", "Linen") ROW("2", "Soap") "</table>"),
                     "1 [Scope]; |-; |-; |-; |-");
    ck_assert_str_eq(outline("a.html", "<p>1. Scope</p><table>" ROW("Line", "Price") ROW("1.1", "Soap") "</table>"),
                     "1 [Scope]; |-; |-; |-; |-");
    /* and a number is no term that is defined */
    read_as("a.html",
            "<p>1. Definitions</p><table>" ROW("Term", "Meaning") ROW("1.1", "Soap") ROW("Host", "Fell") "</table>",
            NULL);
    ck_assert_uint_eq(draft->definition_count, 1);
}
END_TEST

START_TEST(a_letter_before_the_number_is_a_part_of_it)
{
    ck_assert_str_eq(outline("a.txt", "1. Scope\n\nANNEX A\n\nDUTIES\n\nA.1 The host shall:\n\n(a) keep books; and\n\n"
                                      "(b) show them.\n\nA.1.1 They are public.\n\nA.2 The host is paid."),
                     "1 [Scope]; Annex A [DUTIES]; Annex A, A.1; Annex A, A.1(a); Annex A, A.1(b); Annex A, A.1.1; "
                     "Annex A, A.2");
    ck_assert_str_eq(outline("a.txt",
                             "A. SCOPE\n\nA1. It is wide.\n\nA2. It is long.\n\nB. COST\n\nB1.\tIt is high.\n\n"
                             "B2.\tIt is shared."),
                     "A [SCOPE]; A1; A2; B [COST]; B1; B2");
    ck_assert_str_eq(targets("1. See paragraph A.2(b) and paragraph B1 of Annex B.\n\nANNEX A\n\nA.1 The host pays.\n\n"
                             "A.2 It pays:\n\n(a) wages; and\n\n(b) rent.\n\nANNEX B\n\nB1.\tThe guest pays nothing."),
                     "paragraph A.2(b) -> Annex A, A.2(b); paragraph B1 -> Annex B, B1; Annex B -> Annex B");
    /* paper, postcodes and Acts have no such numbers */
    ck_assert_str_eq(outline("a.txt", "A4 paper is used.\n\nN1 9GU\n\nS.75 Agreement\n\n1. The host pays."),
                     "-; -; - [S.75 Agreement]; 1");
}
END_TEST

START_TEST(a_paragraph_is_of_the_schedule_named_before_it)
{
    static const char schedules[] =
        "1. Scope\n\n2. See %s.\n\nSCHEDULE 1\n\nPART 1\n\n1. One.\n\n2. Two:\n\n(a) this; and\n\n"
        "(b) that.\n\nPART 2\n\n1. Three.\n\n2. Four:\n\n(a) these; and\n\n(b) those.\n\n"
        "SCHEDULE 2\n\n1. Five.\n\n2. Six.";
    static const char *const rows[][2] = {
        { "Schedule 2, paragraph 1", "Schedule 2 -> Schedule 2; paragraph 1 -> Schedule 2, 1" },
        { "Schedule 2 (Costs), paragraph 2", "Schedule 2 -> Schedule 2; paragraph 2 -> Schedule 2, 2" },
        { "Part 2, paragraph 2(b) of Schedule 1",
          "Part 2 -> Schedule 1, Part 2; paragraph 2(b) -> Schedule 1, Part 2, 2(b); Schedule 1 -> Schedule 1" },
        { "Schedule 1, Part 1, paragraph 2(a)",
          "Schedule 1 -> Schedule 1; Part 1 -> Schedule 1, Part 1; paragraph 2(a) -> Schedule 1, Part 1, 2(a)" },
        { "Schedule 2, and clause 1", "Schedule 2 -> Schedule 2; clause 1 -> 1" },
    };
    char text[500];

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        snprintf(text, sizeof text, schedules, rows[i][0]);
        ck_assert_str_eq(targets(text), rows[i][1]);
    }
}
END_TEST

START_TEST(the_section_of_an_act_in_a_title_is_no_number)
{
    ck_assert_str_eq(outline("a.txt", "Section 75 Partnership Agreement\n\n1. Scope\n\n1.1 It is wide."),
                     "- [Section 75 Partnership Agreement]; 1 [Scope]; 1.1");
    ck_assert_str_eq(outline("a.txt", "Section 31 Scope\n\nIt is wide.\n\nSection 32 Cost\n\nIt is high."),
                     "31 [Scope]; -; 32 [Cost]; -");
}
END_TEST

START_TEST(a_short_sentence_is_no_heading)
{
    static const char *const rows[] = { "Host: Fell Council.", "Both normally work in Ashby.",
                                        "Fell Council pays 60% and Dale Council 40%.",
                                        "Town Hall, High Street, Ashby AS1 1AA", "Yours sincerely" };
    char text[200];

    NEEDS_HTML;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        snprintf(text, sizeof text,
                 "1. Terms\n\nThe terms are these, and no others.\n\n%s\n\nThe parties may meet in the spring.",
                 rows[i]);
        outline("a.txt", text);
        ck_assert_msg(draft->clauses[2].heading[0] == '\0', "%s", draft->clauses[2].heading);
    }
    outline("a.html",
            "<h1>1. Board</h1><h2>1.1 There is a board of:</h2><p>(a) one member; and</p><p>(b) a chair.</p>");
    ck_assert_str_eq(draft->clauses[1].heading, "");
}
END_TEST

START_TEST(parties_are_found_on_a_cover_where_no_sentence_names_them)
{
    static const char rest[] = "\n\n1. Scope\n\n1.1 The work is shared.";
    static const char *const rows[][2] = {
        { "SHARING AGREEMENT\n\nbetween Fell NHS Trust and Dale Council", "Fell NHS Trust; Dale Council" },
        { "SHARING AGREEMENT\n\nbetween\n\nFell Council\n\nand\n\nDale Council\n\nrelating to the roads",
          "Fell Council; Dale Council" },
        { "SHARING AGREEMENT\n\nbetween Fell Council and Holme Fire and Rescue Authority",
          "Fell Council; Holme Fire and Rescue Authority" },
        { "SHARING AGREEMENT\n\nPARTIES:   (1)   FELL COUNCIL of Fell (\"Fell\")\n\n(2) DALE COUNCIL of Dale "
          "(\"Dale\")",
          "FELL COUNCIL; DALE COUNCIL" },
        { "SHARING AGREEMENT\n\nbetween Skills and Work", "" }, /* no bodies */
        { "SHARING AGREEMENT\n\nbetween FELL COUNCIL and DALE COUNCIL\n\nTHIS AGREEMENT is made between Fell Council "
          "(\"Fell\") "
          "and Dale Council (\"Dale\").",
          "Fell Council; Dale Council" },
    };
    char text[400];

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        snprintf(text, sizeof text, "%s%s", rows[i][0], rest);
        ck_assert_str_eq(parties(text), rows[i][1]);
    }
}
END_TEST

START_TEST(a_beginning_and_an_end_in_one_sentence_are_both_facts)
{
    static const char start_end[] = "agreement.start = 2027-04-01; agreement.end = 2030-03-31";

    ck_assert_str_eq(facts("1. This Agreement begins on 1 April 2027 and ends on 31 March 2030."), start_end);
    ck_assert_str_eq(facts("1. This Agreement runs from 1 April 2027 to 31 March 2030."), start_end);
    ck_assert_str_eq(facts("1. This Agreement applies to invoices of 1 April 2027 and 31 March 2030."), "");
    ck_assert_str_eq(facts("1. TERM AND TERMINATION\n\n1.1 Either party may terminate it on 3 months' notice."),
                     "exit.notice = 3 months");
    ck_assert_str_eq(facts("1. INSURANCE\n\n1.1 Either party may terminate it on 3 months' notice."), "");
}
END_TEST

#define DOCS(level, start, text)                                                                                       \
    "<ol class='c1 lst-kix_ab-" level "' start='" start "'><li class='c2'><span>" text "</span></li></ol>"

START_TEST(lists_of_google_docs_have_the_numbers_of_their_style)
{
    static const char page[] = "<html><head><style>.lst-kix_ab-1>li{counter-increment:lst-ctn-kix_ab-1}"
                               ".lst-kix_ab-1>li:before{content:\"\" counter(lst-ctn-kix_ab-0,decimal) \".\" "
                               "counter(lst-ctn-kix_ab-1,decimal) \" "
                               "\"}.lst-kix_ab-2>li:before{content:\"(\" counter(lst-ctn-kix_ab-2,lower-latin) \") "
                               "\"}</style></head><body>" DOCS("0", "1", "Scope") DOCS("1", "1", "It has:")
                                   DOCS("2", "1", "one; and") DOCS("2", "2", "two.") DOCS("1", "2", "It is wide.")
                                       DOCS("0", "2", "Cost") DOCS("1", "1", "It is high.") "</body></html>";

    NEEDS_HTML;
    ck_assert_str_eq(outline("a.html", page), "1 [Scope]; 1.1; 1.1(a); 1.1(b); 1.2; 2 [Cost]; 2.1");
    ck_assert_str_eq(outline("a.html", DOCS("0", "1", "It is wide.") DOCS("1", "1", "And it is long.")), "1; 1(a)");
}
END_TEST

#define WORD(number, text)                                                                                             \
    "<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>" number "</span>" text "</p>"

START_TEST(a_number_of_word_goes_on_in_a_cell)
{
    NEEDS_HTML;
    ck_assert_str_eq(
        outline("a.html", WORD("1.", "It is wide.") "<table><tr><td>" WORD(
                              "2.", "It is long.") "</td><td>So it is.</td></tr></table>" WORD("3.", "It is high.")),
        "1; 2; |-; 3");
}
END_TEST

START_TEST(pages_have_lists_that_count_down_terms_and_footers)
{
    NEEDS_HTML;
    ck_assert_str_eq(
        outline("a.html", "<ol reversed><li>It is done.<li>It is begun.</ol><ol reversed start=9><li>It waits.</ol>"),
        "2; 1; 9");
    ck_assert_str_eq(outline("a.html",
                             "<nav><ul><li>Home</ul></nav><p>1. Definitions</p><dl><dt>Host<dd>Fell Council</dl>"
                             "<p>1.1 It is so.</p><footer><p>Fell Council</p></footer>"),
                     "1 [Definitions]; |-; |-; 1.1; -");
    ck_assert_str_eq(draft->definitions[0].term, "Host");
    ck_assert_int_eq(draft->clauses[4].region, CDT_REGION_FURNITURE);
    ck_assert_str_eq(
        outline("a.html", "<p>1.</p><p>Scope</p><p>1.1 It is wide.</p><div><span>1.2</span><p>It is long.</p></div>"),
        "1 [Scope]; 1.1; 1.2");
}
END_TEST

START_TEST(mail_that_is_quoted_is_read_without_its_marks)
{
    static const char text[] =
        "Owen,\n\n> 1. Scope: the councils share the roads that are known to Fell\n>    Council as such.\n>\n"
        "> > 2. Cost\n";

    ck_assert_str_eq(outline("a.txt", text), "-; 1; 2 [Cost]");
    ck_assert_uint_eq(draft->clauses[2].start, (size_t)(strstr(text, "2. Cost") - text));
    ck_assert_str_eq(outline("a.txt", "> 1. Scope\n"), "-");
}
END_TEST

START_TEST(schedules_are_named_by_ordinals_and_by_this)
{
    ck_assert_str_eq(
        targets("1. See Part 2 of the Second Schedule and the First Schedule.\n\nTHE FIRST SCHEDULE\n\n1. One.\n\n"
                "2. See paragraph 1 of this Schedule.\n\nTHE SECOND SCHEDULE\n\nPART 1\n\n1. One.\n\nPART 2\n\n"
                "1. Two."),
        "Part 2 -> Schedule 2, Part 2; Second Schedule -> Schedule 2; First Schedule -> Schedule 1; paragraph 1 -> "
        "Schedule 1, 1");
    ck_assert_str_eq(targets("1. See the Third Schedule to the Roads Act 1980."), "Third Schedule -> elsewhere");
}
END_TEST

START_TEST(dashes_stand_in_numbers_and_at_the_end_of_lead_ins)
{
    ck_assert_str_eq(outline("a.txt",
                             "1.\xE2\x80\x94(1) The host is Fell.\n\n(2) The host must\xE2\x80\x94\n\n(a) pay; and\n\n"
                             "(b) be paid."),
                     "1(1); 1(2); 1(2)(a); 1(2)(b)");
    ck_assert_str_eq(outline("a.txt", "1. COST\n\n1.1 The Host shall-\n\n1.1.1 pay; and\n\n1.1.2 be paid."),
                     "1 [COST]; 1.1; 1.1.1; 1.1.2");
}
END_TEST

START_TEST(terms_in_a_column_of_their_own_are_defined)
{
    of("1. DEFINITIONS\n\n\"Host\"        means Fell Council\n\nWarden        the officer whom the Host employs\n\n"
       "Dog Warden\tan officer as well\n\n2. COST\n\nFell Council        the host");
    ck_assert_uint_eq(draft->definition_count, 3);
    ck_assert_str_eq(draft->definitions[1].term, "Warden");
    ck_assert_str_eq(draft->definitions[2].term, "Dog Warden");
}
END_TEST

START_TEST(names_of_parties_are_whole)
{
    ck_assert_str_eq(parties("This memorandum is between the Department for Rivers and Roads and the Locks and Weirs "
                             "Agency."),
                     "Department for Rivers and Roads; Locks and Weirs Agency");
    ck_assert_str_eq(parties("AGREEMENT\n\nPARTIES\n\n1. Department for Rivers, Roads and Rail (\"DRR\")\n\n2. Clerk "
                             "Board (\"CB\")\n\n3. Registrar of Lost Dogs (\"the Registrar\")\n\n1. They share."),
                     "Department for Rivers, Roads and Rail; Clerk Board; Registrar of Lost Dogs");
    ck_assert_str_eq(parties("This Agreement is between the City of Elm (the \"City\") and Elm - West Oak School "
                             "District 4 (the \"District\")."),
                     "City of Elm; Elm - West Oak School District 4");
    ck_assert_str_eq(parties("This Contract is between A.B. Hill and Sons Ltd (\"Hill\") and Dale Ltd (\"Dale\")."),
                     "A.B. Hill and Sons Ltd; Dale Ltd");
}
END_TEST

START_TEST(one_name_in_doubt_leaves_no_list)
{
    ck_assert_str_eq(parties("THIS AGREEMENT is between the Counties of Oak and Elm and the City of Ash."), "");
    ck_assert_str_eq(parties("Oak, Elm and Ash Counties\n\nSharing Agreement\n\nThis agreement is between Oak, Elm and "
                             "Ash Counties.\n\n1. They share."),
                     "");
    /* columns of short and long names; a place that is not filled in */
    ck_assert_str_eq(parties("AGREEMENT\n\nPARTIES\n\n  OTD      Oak Transit District\n\n  Elmer    City of Elm\n\n"
                             "1. They share."),
                     "");
    ck_assert_str_eq(facts("**Between**\n\n1. The Secretary of State for Rivers; and\n\n2. ______ Council "
                           "(\"the Council\")\n\nPlease fill in the line.\n\n1. They share."),
                     "");
}
END_TEST

START_TEST(parties_stand_below_between)
{
    ck_assert_str_eq(
        parties("DATED 1 May\n\nBETWEEN\n\n(1) THE CHIEF CONSTABLE OF DALE of Dale House (\"the "
                "Chief\"); and\n\n(2) DALE FIRE AUTHORITY of Hill Street (\"the FRA\").\n\nBACKGROUND\n\n(A) "
                "They share."),
        "THE CHIEF CONSTABLE OF DALE; DALE FIRE AUTHORITY");
    ck_assert_str_eq(parties("Home > Council\n\nA page about the agreement.\n\nAGREEMENT\n\nbetween\n\nFELL DISTRICT "
                             "COUNCIL, Old Hall, Fell\n\nand\n\nDALE DISTRICT COUNCIL, New Hall, Dale\n\nPart One - "
                             "Why\n\n1. They are neighbours."),
                     "FELL DISTRICT COUNCIL; DALE DISTRICT COUNCIL");
    ck_assert_str_eq(
        parties("THIS AGREEMENT is entered into by and between the following units, each by its board: the "
                "City of Elm, the City of Oak, and the Township of Ash (hereinafter individually "
                "\"Member\" and collectively \"Members\")."),
        "City of Elm; City of Oak; Township of Ash");
}
END_TEST

START_TEST(lists_of_parties_are_read_to_their_end)
{
    ck_assert_str_eq(
        parties("MEMORANDUM OF UNDERSTANDING\n\nParticipating councils\n\n   Elm, Oak and Ash Coast District "
                "Council (EDC)\n\n   Mid Fell Borough Council (MFBC)\n\nLead officer: Ann Other\n\n1   "
                "Background\n\n1.1   They share."),
        "Elm, Oak and Ash Coast District Council; Mid Fell Borough Council");
    ck_assert_str_eq(
        parties("MEMORANDUM OF UNDERSTANDING\n\nbetween\n\nTHE DEPARTMENT FOR RIVERS AND ROADS (Roads "
                "Group)\n\nand\n\nTHE WEIRS AGENCY\n\nfor the provision of pay services\n\n1. They share."),
        "THE DEPARTMENT FOR RIVERS AND ROADS; THE WEIRS AGENCY");
    of("This Agreement is entered into by and between the Fell Unified School District (\"School Dist-\nrict\") and "
       "the "
       "Fell Park District (\"Park District\").");
    ck_assert_str_eq(draft->parties[0].short_name, "School District");
}
END_TEST

START_TEST(a_memorandum_names_what_comes_with_it)
{
    ck_assert_str_eq(
        facts("STAFF REPORT\n\nTO: Mayor and Council\n\nFROM: the Clerk\n\nAttachment: Contract (9 pp.)\n\n"
              "CONTRACT FOR DOG CATCHING\n\nTHIS CONTRACT is between the County of Oak (\"County\") and the "
              "City of Elm (\"City\").\n\n1. The County shall catch dogs."),
        "agreement.title = \"CONTRACT FOR DOG CATCHING\"; parties = [{id: county, name: \"County of Oak\"}, "
        "{id: city, name: \"City of Elm\"}]");
}
END_TEST

START_TEST(names_stand_in_two_languages_and_on_covers_without_between)
{
    ck_assert_str_eq(
        facts(
            "Consortium Agreement (as approved by the Cabinets)\n\n1. It is an arrangement between two county councils "
            "(\"the Authorities\"):\n\n   - Cyngor Sir Penrhos / Penrhos County Council\n\n   - Morfa Council / Cyngor "
            "y "
            "Morfa\n\n2. They share a school."),
        "agreement.title = \"Consortium Agreement\"; parties = [{id: "
        "cyngor-sir-penrhos-penrhos-county-council, name: \"Cyngor Sir Penrhos / Penrhos County Council\"}, "
        "{id: morfa-council, name: \"Morfa Council\"}]");
    ck_assert_str_eq(
        facts("SERVICE LEVEL AGREEMENT: SCHOOL MEALS\n\nFell Council as Host\n\nand\n\nDale & Elm Fire Authority\n\n1. "
              "Meals\n\n1.1 The Host cooks."),
        "agreement.title = \"SERVICE LEVEL AGREEMENT: SCHOOL MEALS\"; parties = [{id: fell-council, name: \"Fell "
        "Council\"}, {id: dale-elm-fire-authority, name: \"Dale & Elm Fire Authority\"}]");
    ck_assert_str_eq(
        facts("SERVICE LEVEL AGREEMENT\n\nBetween:   Fell Council (the \"Host\")\nAnd:       Dale Schools Trust (the "
              "\"Trust\")\nReference: SLA/27\n\n1. Words\n\nFault - a failure of the net\n\n2. Rates\n\n"
              "2.1 They are:\n\nQ1   \xC2\xA3"
              "50\n\nQ2   \xC2\xA3"
              "60\n\n3. End\n\n3.1 It ends."),
        "agreement.title = \"SERVICE LEVEL AGREEMENT\"; parties = [{id: host, name: \"Fell Council\"}, {id: trust, "
        "name: \"Dale Schools Trust\"}]");
    ck_assert_str_eq(draft->clauses[6].heading, "");
    for (size_t i = 0; i < draft->clause_count; i++)
        ck_assert_str_ne(draft->clauses[i].number, "Q1");
    ck_assert_str_eq(
        facts(
            "SHARING AGREEMENT\n\nThis Agreement is made between Fell Council and Purpose Fell.\n\n1. Scope\n\n1.1 It "
            "is wide."),
        "agreement.title = \"SHARING AGREEMENT\"");
    ck_assert_str_eq(
        facts("SHARING AGREEMENT\n\nThis Agreement is made between the Water Regulator for Fellshire and the Fell "
              "County Courts.\n\n1. Scope\n\n1.1 It is wide."),
        "agreement.title = \"SHARING AGREEMENT\"; parties = [{id: water-regulator-for-fellshire, name: \"Water "
        "Regulator for Fellshire\"}, {id: fell-county-courts, name: \"Fell County Courts\"}]");
    ck_assert_str_eq(facts("AGREEMENT FOR A SHARED\nLIBRARY SERVICE\n\n1. Books\n\n1.1 Fell lends them."),
                     "agreement.title = \"AGREEMENT FOR A SHARED LIBRARY SERVICE\"");
    ck_assert_str_eq(facts("AGREEMENT FOR BOOKS\nFELL COUNCIL\n\n1. Books\n\n1.1 Fell lends them."),
                     "agreement.title = \"AGREEMENT FOR BOOKS\"");
    ck_assert_str_eq(facts("AGREEMENT TITLE: SHARED MEALS AGREEMENT\n\n1. Meals\n\n1.1 The Host cooks."), "");
    ck_assert_str_eq(
        facts("DATED      2027\n\n(1) FELL COUNCIL\n\n(2) DALE DISTRICT COUNCIL (acting by its fire service)\n\n(3) "
              "ELM CITY "
              "COUNCIL\n\nSECOND FIRE AGREEMENT\nrelating to the hire of engines and crews\n\nTHIS AGREEMENT is made "
              "BETWEEN the councils that sign it\n\n1. Engines\n\n1.1 The Councils share engines."),
        "agreement.title = \"SECOND FIRE AGREEMENT\"; parties = [{id: fell-council, name: \"FELL COUNCIL\"}, {id: "
        "dale-district-council, name: \"DALE DISTRICT COUNCIL\"}, {id: elm-city-council, name: \"ELM CITY COUNCIL\"}]");
    ck_assert_str_eq(facts("(1) FELL COUNCIL\n(2) DALE DISTRICT COUNCIL (acting by its fire service)\n(3) ELM CITY "
                           "COUNCIL\n\nSECOND FIRE AGREEMENT\n\n1. Engines\n\n1.1 The Councils share engines."),
                     "agreement.title = \"SECOND FIRE AGREEMENT\"");
    ck_assert_str_eq(facts("Attachment 1\n JOINT USE AGREEMENT\n (POOL)\n\n1. Pool\n\n1.1 The City may use the pool."),
                     "agreement.title = \"JOINT USE AGREEMENT\"");
}
END_TEST

/* A sentence of its own in a term clause, and the facts that it gives. */
static const struct {
    const char *words, *facts;
} sayings[] = {
    { "The commencement date of this Agreement is 1 April 2027.", "agreement.start = 2027-04-01" },
    { "Commencement Date: 1 April 2027", "agreement.start = 2027-04-01" },
    { "Start date: 1 April 2027", "" },
    { "This Agreement shall have effect on and from 1 April 2027.", "agreement.start = 2027-04-01" },
    { "This Agreement shall commence on 1 April 2027 or on such later date as they agree.", "" },
    { "This Agreement shall commence on 1 April 2027, subject to the approval of both Cabinets.", "" },
    { "This Agreement takes effect from the date of last signature.", "" },
    { "Either Council may bring it to an end by giving fifteen months' notice.", "exit.notice = 15 months" },
    { "This Agreement shall be construed in accordance with the laws of the State of Ohio.",
      "agreement.governing_law = \"State of Ohio\"" },
    { "This Agreement shall be construed by the law of the State, without regard to conflicts.", "" },
    { "This Agreement shall be subject to English law.", "agreement.governing_law = \"England and Wales\"" },
    { "This Agreement binds nobody.\n\n2.2 It takes effect on 1 July 2027.", "agreement.start = 2027-07-01" },
    { "The vans are subject to English law, and notices are construed by the laws of Spain.", "" },
};

START_TEST(sentences_of_a_term_say_facts_for_sure)
{
    cdt_buf text = { 0 };

    cdt_buf_printf(&text, "1. Vans\n\n1.1 They share vans.\n\n2. Term\n\n2.1 %s\n", sayings[_i].words);
    ck_assert_str_eq(facts(text.at), sayings[_i].facts);
    cdt_buf_free(&text);
}
END_TEST

START_TEST(a_list_of_contents_ends_with_its_pages)
{
    of("SHARING AGREEMENT\n\nCONTENTS\n\n1. Scope\t2\n2. Cost\t3\n3. Term\t4\n\nTHIS AGREEMENT is dated      "
       "2027\n\nPARTIES\n\n"
       "(1) Fell Council of the Town Hall (\"Fell\"); and\n\n(2) Dale Council of the Civic Centre (\"Dale\").\n\n1. "
       "Scope\n\n"
       "1.1 It is wide.");
    ck_assert_uint_eq(draft->party_count, 2);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("draft layouts");

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, columns_end_somewhere);
    tcase_add_test(tests, words_below_a_list_belong_where_their_column_is);
    tcase_add_test(tests, papers_of_a_meeting_are_no_agreement);
    tcase_add_test(tests, parties_stand_in_lists_and_lines);
    tcase_add_test(tests, names_of_parties_are_whole);
    tcase_add_test(tests, one_name_in_doubt_leaves_no_list);
    tcase_add_test(tests, parties_stand_below_between);
    tcase_add_test(tests, lists_of_parties_are_read_to_their_end);
    tcase_add_test(tests, a_memorandum_names_what_comes_with_it);
    tcase_add_test(tests, words_that_lead_in_are_no_heading);
    tcase_add_test(tests, first_facts_of_american_drafts);
    tcase_add_test(tests, letters_and_notes_say_who_agrees_and_for_how_long);
    tcase_add_test(tests, a_number_in_one_cell_and_its_words_in_another_are_a_clause);
    tcase_add_test(tests, a_letter_before_the_number_is_a_part_of_it);
    tcase_add_test(tests, a_paragraph_is_of_the_schedule_named_before_it);
    tcase_add_test(tests, the_section_of_an_act_in_a_title_is_no_number);
    tcase_add_test(tests, a_short_sentence_is_no_heading);
    tcase_add_test(tests, parties_are_found_on_a_cover_where_no_sentence_names_them);
    tcase_add_test(tests, a_beginning_and_an_end_in_one_sentence_are_both_facts);
    tcase_add_test(tests, a_number_of_word_goes_on_in_a_cell);
    tcase_add_test(tests, lists_of_google_docs_have_the_numbers_of_their_style);
    tcase_add_test(tests, pages_have_lists_that_count_down_terms_and_footers);
    tcase_add_test(tests, mail_that_is_quoted_is_read_without_its_marks);
    tcase_add_test(tests, schedules_are_named_by_ordinals_and_by_this);
    tcase_add_test(tests, dashes_stand_in_numbers_and_at_the_end_of_lead_ins);
    tcase_add_test(tests, terms_in_a_column_of_their_own_are_defined);
    tcase_add_test(tests, a_list_of_contents_ends_with_its_pages);
    tcase_add_test(tests, names_stand_in_two_languages_and_on_covers_without_between);
    tcase_add_loop_test(tests, sentences_of_a_term_say_facts_for_sure, 0, sizeof sayings / sizeof *sayings);
    return unit_run(tests);
}
