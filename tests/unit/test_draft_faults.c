/* What is amiss in the words of a draft: each kind of fault, and each control of its false alarms. */
#include <stdio.h>
#include <time.h>

#include "drafts.h"

/* The faults of one kind in the files of a draft: the words in question, and the nearest match behind an arrow. */
static const char *faults_of(const cdt_draft_source *sources, size_t count, const char *kind)
{
    ck_assert_ptr_nonnull(read_files(sources, count, NULL));
    for (size_t i = 0; i < draft->fault_count; i++) {
        const cdt_fault *f = &draft->faults[i];
        if (strcmp(f->kind, kind) != 0)
            continue;
        cdt_buf_printf(&shown, "%s%.*s%s%s", shown.len ? "; " : "", (int)(f->at.end - f->at.start),
                       draft->text + f->at.start, *f->near ? " -> " : "", f->near);
    }
    return shown.len ? shown.at : "";
}

/* What must be found in a text; "" where a control of false alarms keeps it back. */
typedef struct row {
    const char *name; /* what the row shows */
    const char *text, *found;
} row;

static void try_all(const char *kind, const row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        cdt_draft_source source = { "a.txt", rows[i].text, strlen(rows[i].text) };
        const char *seen = faults_of(&source, 1, kind);
        ck_assert_msg(strcmp(seen, rows[i].found) == 0, "%s: %s: wanted \"%s\", came \"%s\"", kind, rows[i].name,
                      rows[i].found, seen);
    }
}

#define TRY(kind, rows) try_all((kind), (rows), sizeof(rows) / sizeof *(rows))

#define CLAUSES                                                                                                        \
    "1. Payment\n\n1.1 Each Council pays the invoices that the Host sends.\n\n2. Insurance\n\n"                        \
    "2.1 The Host keeps cover against fire.\n\n3. Disputes and mediation\n\n3.1 Any dispute goes to mediation.\n\n"    \
    "4. General\n\n"

START_TEST(a_reference_whose_words_fit_another_clause_is_told)
{
    static const row rows[] = {
        { "two words of another heading", CLAUSES "4.1 A dispute goes to the mediation described in clause 2.\n",
          "dispute goes to the mediation described in clause 2 -> 3" },
        { "one word right before it", CLAUSES "4.1 Each payment under clause 2 is made in pounds.\n",
          "payment under clause 2 -> 1" },
        { "all of another heading, though the target has a word of it",
          "1. Records of staff\n\n1.1 Hill keeps them.\n\n2. Rooms\n\n2.1 No staff sleep there.\n\n3. General\n\n3.1 "
          "Dale may see "
          "the records of staff under clause 2.\n",
          "Dale may see the records of staff under clause 2 -> 1" },
        { "what a term means", CLAUSES "4.1 \"Review\" means the mediation of a dispute under clause 2.\n", "" },
        { "the right clause", CLAUSES "4.1 A dispute goes to the mediation described in clause 3.\n", "" },
        { "the target speaks of it too",
          "1. Payment\n\n1.1 Hill pays.\n\n2. Insurance\n\n2.1 A payment is made to the insurer.\n\n3. General\n\n"
          "3.1 Each payment under clause 2 is made in pounds.\n",
          "" },
        { "the target has a word of the same family",
          "1. Indemnity and losses\n\n1.1 Hill bears it.\n\n2. Indemnification\n\n2.1 Dale bears it.\n\n3. General\n\n"
          "3.1 Hill need not indemnify losses under clause 2.\n",
          "" },
        { "subject to another clause", CLAUSES "4.1 Mediation of a dispute is subject to clause 2.\n", "" },
        { "another instrument", CLAUSES "4.1 A dispute goes to mediation under clause 2 of the Lease.\n", "" },
        { "a word that every clause has",
          "1. Costs\n\n1.1 Costs.\n\n2. Hours\n\n2.1 Time.\n\n3. Costs of cars\n\n3.1 Costs.\n\n4. Costs of cats\n\n"
          "4.1 Costs.\n\n5. Costs of cows\n\n5.1 Costs.\n\n6. Costs of crows\n\n6.1 Costs.\n\n7. Costs of cots\n\n"
          "7.1 Costs under clause 2.\n",
          "" },
        { "no headings", "1. Hill pays each payment.\n\n2. Dale insures.\n\n3. Each payment under clause 2 is due.\n",
          "" },
    };

    TRY("better target", rows);
}
END_TEST

START_TEST(a_heading_in_brackets_that_is_another_clause_s_is_told)
{
    static const row rows[] = {
        { "another clause's heading", CLAUSES "4.1 Sums under clause 2 (Payment) are due.\n",
          "clause 2 (Payment) -> 1" },
        { "the clause's own", CLAUSES "4.1 Sums under clause 1 (Payment) are due.\n", "" },
        { "the heading of the clause above",
          "1. Payment\n\n1.1 Invoices\n\n(a) Hill sends them.\n\n2. General\n\n2.1 Sums under clause 1.1 (Payment) are "
          "due.\n",
          "" },
    };

    TRY("other subject", rows);
}
END_TEST

START_TEST(a_duty_without_a_bearer_is_told)
{
    static const row rows[] = {
        { "nobody", "1. Payment\n\n1.1 The yearly charge shall be paid monthly.\n", "shall be paid" },
        { "by somebody", "1. Payment\n\n1.1 The yearly charge shall be paid monthly by Dale.\n", "" },
        { "between them", "1. Payment\n\n1.1 The charge must be agreed between the Councils.\n", "" },
        { "somebody in the clause above",
          "1. Payment\n\n1.1 The Host shall ensure that:\n\n(a) each charge shall be paid monthly; and\n\n(b) no bill "
          "is "
          "late.\n",
          "" },
        { "somebody in the sentence before",
          "1. Payment\n\n1.1 Dale shall pay the charge. The charge shall be paid monthly.\n", "" },
        { "only how it is paid", "1. Payment\n\n1.1 The charge shall be paid in pounds.\n", "" },
        { "a clause about something else", "1. Rooms\n\n1.1 Keys shall be provided.\n", "" },
    };

    TRY("no bearer", rows);
}
END_TEST

START_TEST(a_duty_without_a_time_is_told)
{
    static const row rows[] = {
        { "never", "1. The Host shall report on the service to the Board.\n", "shall report" },
        { "whom it answers to", "1. The Host shall report to the Board.\n", "" },
        { "whatever comes up", "1. The Host shall review any such request.\n", "" },
        { "an adverb between", "1. The Board shall jointly review the service.\n", "shall jointly review" },
        { "an interval", "1. The Board shall review the service each year.\n", "" },
        { "a date in the clause", "1. The Board shall review the service. The first review is due by 1 May 2027.\n",
          "" },
        { "an event", "1. The Host shall pay Dale if a machine breaks.\n", "" },
        { "another clause says when",
          "1. The Host shall pay Dale as set out in clause 2.\n\n2. Sums fall due monthly.\n", "" },
        { "what meets a standard comes not together", "1. Each bus shall meet the standard of Dale.\n", "" },
        { "the Board meets", "1. The Board shall meet in Hill.\n", "shall meet" },
        { "nobody must", "1. Neither Council shall pay the other.\n", "" },
    };

    TRY("no time", rows);
}
END_TEST

START_TEST(words_of_degree_are_told_where_something_hangs_on_them)
{
    static const row rows[] = {
        { "in a clause on exit", "1. Exit\n\n1.1 Dale may leave for a significant failure.\n", "significant" },
        { "under such a heading", "1. Safeguarding\n\n1.1 Visits\n\n(a) Staff visit regularly.\n", "regularly" },
        { "in another clause", "1. Rooms\n\n1.1 Hill lends adequate rooms.\n", "" },
        { "a thing", "1. Costs\n\n1.1 Hill pays for printed material.\n", "" },
        { "as appropriate", "1. Costs\n\n1.1 Hill or Dale pays, as appropriate.\n", "" },
        { "with a measure", "1. Costs\n\n1.1 A significant rise means one of five per cent.\n", "" },
        { "a defined term", "1. Costs\n\n1.1 Hill bears each Significant Cost.\n", "" },
    };

    TRY("open degree", rows);
}
END_TEST

START_TEST(what_does_not_say_whether_it_binds_is_told)
{
    static const row rows[] = {
        { "an indemnity", "1. This MOU is not legally binding.\n\n2. Hill shall indemnify Dale.\n",
          "not legally binding -> 2" },
        { "a jurisdiction",
          "1. This MOU is not intended to be legally binding.\n\n2. The courts of England have exclusive "
          "jurisdiction.\n",
          "not intended to be legally binding -> 2" },
        { "neither yes nor no", "MEMORANDUM OF UNDERSTANDING\n\n1. Hill shall indemnify Dale.\n\n2. Dale pays.\n",
          "MEMORANDUM OF UNDERSTANDING -> 1" },
        { "the clauses that bind",
          "1. This MOU is not legally binding.\n\n2. Hill shall indemnify Dale.\n\n3. Clause 2 is binding.\n", "" },
        { "duties alone", "1. This MOU is not legally binding.\n\n2. Hill shall pay Dale.\n", "" },
        { "no liability", "1. This MOU is not legally binding.\n\n2. Hill shall not be liable to Dale.\n", "" },
        { "an offer that does not bind",
          "1. Any offer under this Agreement is not binding.\n\n2. Hill shall indemnify Dale.\n", "" },
    };

    TRY("binding unclear", rows);
}
END_TEST

START_TEST(delegation_under_the_power_to_lend_is_told)
{
    static const row rows[] = {
        { "staff", "1. Staff of Dale are delegated to Hill under section 113 of the Local Government Act 1972.\n",
          "delegated to Hill under section 113 -> section 101" },
        { "functions behind it",
          "1. Under s.113 of the Local Government Act 1972 Dale delegates its functions to Hill.\n",
          "s.113 of the Local Government Act 1972 Dale delegates -> section 101" },
        { "both powers", "1. Under sections 101 and 113 of the Local Government Act 1972 Dale delegates and lends.\n",
          "" },
        { "lent", "1. Staff are placed at the disposal of Hill under section 113 of the Local Government Act 1972.\n",
          "" },
        { "another Act", "1. The power is delegated under section 113 of the Water Act 1989.\n", "" },
    };

    TRY("lending or delegating", rows);
}
END_TEST

#define SOME "\n\n1. Hill shares.\n\n2. Dale shares.\n\n3. Fell shares.\n\n"

START_TEST(an_order_of_precedence_is_asked_for_where_there_is_something_to_order)
{
    static const row rows[] = {
        { "two schedules", "AGREEMENT" SOME "4. See Schedules 1 and 2.\n\nSCHEDULE 1\n\nCosts\n\nSCHEDULE 2\n\nPosts\n",
          "SCHEDULE 1" },
        { "one alone", "AGREEMENT" SOME "4. See Schedule 1.\n\nSCHEDULE 1\n\nCosts\n", "" },
        { "one that is made part of it",
          "AGREEMENT" SOME "4. Schedule 1 is incorporated into this Agreement.\n\nSCHEDULE 1\n\nCosts\n",
          "incorporated into this" },
        { "an order",
          "AGREEMENT" SOME "4. If Schedules 1 and 2 differ, Schedule 1 prevails.\n\nSCHEDULE 1\n\nCosts\n\n"
          "SCHEDULE 2\n\nPosts\n",
          "" },
    };
    static const row circles[] = {
        { "round",
          "1. In a conflict with a Schedule, the clauses of this Agreement prevail.\n\n2. If a Schedule differs from "
          "this Agreement, the Schedule prevails.\n",
          "the clauses of this Agreement prevail -> 2" },
        { "unless",
          "1. In a conflict with a Schedule, the clauses of this Agreement prevail.\n\n2. Unless this Agreement says "
          "otherwise, the Schedule prevails.\n",
          "" },
    };

    TRY("order absent", rows);
    TRY("order circular", circles);
}
END_TEST

#define BETWEEN                                                                                                        \
    "THIS AGREEMENT is made between Hill Services Limited of Hill (the \"Host\") and Northshire County Council of "    \
    "Dale "                                                                                                            \
    "(\"Dale\").\n\n1. Hill Services Limited pays Northshire County Council.\n\n2. Northshire County Council pays "    \
    "Hill Services Limited.\n\n"

START_TEST(a_party_s_name_in_another_form_is_told)
{
    static const row rows[] = {
        { "another legal form", BETWEEN "3. Hill Services plc may leave.\n",
          "Hill Services plc -> Hill Services Limited" },
        { "run together", BETWEEN "3. HillServices Limited may leave.\n", "HillServices -> Hill Services Limited" },
        { "taken apart", BETWEEN "3. North shire County Council may leave.\n",
          "North shire County Council -> Northshire County Council" },
        { "another kind of council", BETWEEN "3. Northshire District Council may leave.\n",
          "Northshire District Council -> Northshire County Council" },
        { "the form cut short", BETWEEN "3. Hill Services Ltd may leave.\n", "" },
        { "capitals, and \"the\"", BETWEEN "3. The HILL SERVICES LIMITED may leave.\n", "" },
        { "a company of the group abroad", BETWEEN "3. Hill Services GmbH may leave.\n", "" },
        { "a name that is defined",
          BETWEEN "3. \"Hill Services plc\" means another company. Hill Services plc may leave.\n", "" },
        { "a page", BETWEEN "3. See HillServices.example.\n", "" },
        { "one that is meant, as it comes as often",
          BETWEEN "3. Northshire District Council may join. Northshire District Council is asked. Northshire District "
                  "Council answers.\n\n4. Northshire District Council decides.\n",
          "" },
    };

    TRY("other name", rows);
}
END_TEST

#define COUNCILS                                                                                                       \
    "THIS AGREEMENT is made between Hill Council of Hill (\"Hill\"), Dale Council of Dale (\"Dale\") and Fell "        \
    "Council of "                                                                                                      \
    "Fell (\"Fell\").\n\n"

START_TEST(who_signs_and_is_no_party_is_told)
{
    static const row rows[] = {
        { "another council",
          COUNCILS
          "1. They share.\n\nSigned for and on behalf of Hill Council\n\nSigned for and on behalf of Tarn Council\n",
          "Tarn Council" },
        { "the parties, in full and in short",
          COUNCILS "1. They share.\n\nSigned for and on behalf of Hill Council\n\nSigned for and on behalf of Dale\n",
          "" },
        { "a person", COUNCILS "1. They share.\n\nSigned for and on behalf of Anna Hart\n", "" },
        { "signed for", COUNCILS "1. They share.\n\nSigned for Hill Council\n\nSigned for Tarn Council ........\n",
          "Tarn Council" },
        { "signed by a person for",
          COUNCILS
          "1. They share.\n\nSIGNED by Ann Other, Director, for Tarn Borough Council\n\nSigned by Bo Hart for Hill "
          "Council\n",
          "Tarn Borough Council" },
        { "a deed",
          COUNCILS "1. They share.\n\nExecuted as a deed by TARN COUNCIL acting by two officers\n\nExecuted as a deed "
                   "by affixing the common seal of Hill Council\n",
          "TARN COUNCIL" },
        { "a seal", COUNCILS "1. They share.\n\nThe Common Seal of Tarn Council was affixed in the presence of:\n",
          "Tarn Council" },
        { "a person for a part of a party",
          COUNCILS "1. They share.\n\nSigned by Ann Other for Legal Services\n\nSigned by the parties\n", "" },
    };

    TRY("unknown party", rows);
}
END_TEST

START_TEST(tables_and_parties_name_the_same_bodies)
{
#ifdef CDT_WITH_HTML
    static const char head[] =
        "<p>THIS AGREEMENT is made between Hill Council of Hill (\"Hill\"), Dale Council of Dale (\"Dale\") and Fell "
        "Council of "
        "Fell (\"Fell\").</p><p>1. Costs are shared.</p><table><tr><th>Council</th><th>Share</th></tr>"
        "<tr><td>Hill Council</td><td>40%</td></tr><tr><td>Dale</td><td>30%</td></tr>";
    static const struct {
        const char *rest, *unknown, *left;
    } rows[] = {
        { "<tr><td>Fell Council</td><td>30%</td></tr></table>", "", "" },
        { "<tr><td>Fel Council</td><td>30%</td></tr></table>", "Fel Council -> Fell Council", "" },
        { "<tr><td>Total</td><td>70%</td></tr></table>", "", "Council -> Fell Council" },
        { "<tr><td>Reserve</td><td>30%</td></tr></table>", "", "Council -> Fell Council" },
    };
    char text[900];

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cdt_draft_source source = { "a.html", text, 0 };
        snprintf(text, sizeof text, "<html><body>%s%s</body></html>", head, rows[i].rest);
        source.length = strlen(text);
        ck_assert_str_eq(faults_of(&source, 1, "unknown party"), rows[i].unknown);
        ck_assert_str_eq(faults_of(&source, 1, "party left out"), rows[i].left);
    }
#endif
}
END_TEST

#define MIXED                                                                                                          \
    "THIS AGREEMENT is made between Hill Council of Hill (\"Hill\") and Dale NHS Trust of Dale "                       \
    "(\"Dale\").\n\nBACKGROUND\n\n"

START_TEST(what_recitals_say_of_all_parties_is_held_against_their_names)
{
    static const row rows[] = {
        { "one is something else", MIXED "(A) The Parties are all local authorities.\n\n1. They share.\n",
          "Parties are all local authorities -> Dale NHS Trust" },
        { "true of both", MIXED "(A) The Parties are public bodies.\n\n1. They share.\n", "" },
        { "either", MIXED "(A) The Parties are local authorities or NHS bodies.\n\n1. They share.\n", "" },
        { "of some", MIXED "(A) The Councils are local authorities.\n\n1. They share.\n", "" },
        { "names that do not tell",
          "THIS AGREEMENT is made between Hill House of Hill (\"Hill\") and Dale Hub of Dale "
          "(\"Dale\").\n\nBACKGROUND\n\n(A) "
          "The Parties are local authorities.\n\n1. They share.\n",
          "" },
    };

    TRY("claim about parties", rows);
}
END_TEST

START_TEST(section_75_is_for_some_bodies_only)
{
    static const row rows[] = {
        { "a company",
          "THIS AGREEMENT is made between Hill Council of Hill (\"Hill\") and Dale Care Limited of Dale "
          "(\"Dale\").\n\n1. This "
          "Agreement is made under section 75 of the National Health Service Act 2006.\n",
          "section 75 -> Dale Care Limited" },
        { "a council and a trust",
          MIXED "1. This Agreement is made under section 75 of the National Health Service Act 2006.\n", "" },
        { "another agreement",
          "THIS AGREEMENT is made between Hill Council of Hill (\"Hill\") and Dale Care Limited of Dale "
          "(\"Dale\").\n\n1. Hill has "
          "another agreement under section 75 of the National Health Service Act 2006.\n",
          "" },
    };

    TRY("partner without power", rows);
}
END_TEST

START_TEST(counts_are_held_against_what_is_there)
{
    static const row rows[] = {
        { "a list of three", "1. The following two costs are shared:\n\n(a) staff;\n\n(b) rooms; and\n\n(c) cars.\n",
          "following two" },
        { "as many as it says", "1. The following two costs are shared:\n\n(a) staff; and\n\n(b) rooms.\n", "" },
        { "in one sentence", "1. The three following costs are shared: (a) staff; and (b) rooms.\n",
          "three following" },
        { "items of items do not count",
          "1. The following two costs are shared:\n\n(a) staff:\n\n(i) here; and\n\n(ii) there; and\n\n(b) rooms.\n",
          "" },
        { "days are no list", "1. Within the following two months these are due: (a) cars, (b) rooms and (c) staff.\n",
          "" },
        { "at least", "1. At least two following costs are shared: (a) staff; (b) rooms; (c) cars.\n", "" },
        { "schedules", "1. See the three Schedules.\n\nSCHEDULE 1\n\nCosts\n\nSCHEDULE 2\n\nPosts\n",
          "the three Schedules" },
        { "schedules of another paper",
          "1. See the three Schedules to the Lease.\n\nSCHEDULE 1\n\nCosts\n\nSCHEDULE 2\n\nPosts\n", "" },
        { "parties", COUNCILS "1. The two Parties share.\n", "The two Parties" },
        { "all parties", COUNCILS "1. The three Parties share.\n", "" },
        { "some parties", COUNCILS "1. The two Parties involved share.\n", "" },
    };

    TRY("wrong count", rows);
}
END_TEST

#define LIST "CONTENTS\n\n1. Payment ........ 1\n2. Insurance ........ 2\n3. Disputes ........ 3\n"
#define REST                                                                                                           \
    "AGREEMENT\n\n1. Payment\n\n1.1 Hill pays.\n\n2. Insurance\n\n2.1 Dale insures.\n\n3. Disputes\n\n3.1 They "       \
    "talk.\n\n4. "                                                                                                     \
    "Records\n\n4.1 Hill keeps them.\n\n5. Exit\n\n5.1 Either may leave.\n\n6. Law\n\n6.1 English law applies.\n"

START_TEST(the_list_of_contents_is_held_against_the_headings)
{
    static const row rows[] = {
        { "all the same", LIST "4. Records ........ 4\n5. Exit ........ 5\n6. Law ........ 6\n\n" REST, "" },
        { "another number", LIST "4. Records ........ 4\n6. Exit ........ 5\n\n" REST, "6. Exit -> 5" },
        { "another title", LIST "4. Archives ........ 4\n5. Exit ........ 5\n6. Law ........ 6\n\n" REST,
          "4. Archives -> Records" },
        { "pages and capitals make no difference",
          LIST "4. RECORDS ........ 14\n5. Exit ........ 5\n6. Law ........ iv\n\n" REST, "" },
        { "an extract without its headings",
          LIST "4. Archives ........ 4\n5. Exit ........ 5\n\nAGREEMENT\n\n1. Hill pays.\n", "" },
    };

    TRY("contents differ", rows);
}
END_TEST

START_TEST(an_amendment_is_held_against_what_it_amends)
{
    static const char base[] =
        "AGREEMENT\n\n1. \"Service Charge\" means the sum in clause 2.\n\n2. The Service Charge is paid.\n\n"
        "2.1 It is paid monthly.\n";
    static const row rows[] = {
        { "a clause that is not there", "1. Clause 2.4 of the Agreement is deleted.\n", "Clause 2.4 -> 2" },
        { "a term that is not there", "1. The definition of \"Servise Charge\" is replaced.\n",
          "Servise Charge -> Service Charge" },
        { "what is there", "1. Clause 2.1 is deleted. The definition of \"Service Charge\" is replaced.\n", "" },
        { "what is new", "1. A new clause 2.4 is inserted.\n", "" },
        { "what is only mentioned", "1. Clause 2.4 of the Lease goes on.\n", "" },
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[300];
        cdt_draft_source sources[2] = { { "base.txt", base, strlen(base) }, { "change.txt", text, 0 } };
        snprintf(text, sizeof text, "DEED OF VARIATION\n\n%s", rows[i].text);
        sources[1].length = strlen(text);
        ck_assert_str_eq(faults_of(sources, 2, "amends nothing"), rows[i].found);
        ck_assert_str_eq(faults_of(sources + 1, 1, "amends nothing"), ""); /* without the base nothing is said */
    }
}
END_TEST

START_TEST(shares_come_to_a_hundred)
{
    static const row rows[] = {
        { "a list that falls short",
          "1. Costs are borne in the following shares:\n\n(a) Hill 40%;\n\n(b) Dale 30%; and\n\n(c) Fell 20%.\n",
          "(c) Fell 20%." },
        { "a hundred",
          "1. Costs are borne in the following shares:\n\n(a) Hill 40%;\n\n(b) Dale 30%; and\n\n(c) Fell 30%.\n", "" },
        { "thirds",
          "1. Costs are borne in the following shares:\n\n(a) Hill 33.3%;\n\n(b) Dale 33.3%; and\n\n(c) Fell 33.3%.\n",
          "" },
        { "behind a paragraph without a number",
          "1. Hill pays.\n\nIt is borne in the following shares:\n\n(a) Hill 40%; and\n\n(b) Dale 50%.\n\n2. Dale "
          "pays.\n",
          "(b) Dale 50%." },
        { "rates are no shares", "1. Interest is due at the following rates:\n\n(a) Hill 4%; and\n\n(b) Dale 3%.\n",
          "" },
        { "an item with another share inside",
          "1. Costs are borne in the following shares:\n\n(a) Hill 40%, of which 10% at once; and\n\n(b) Dale 50%.\n",
          "" },
        { "the rest",
          "1. Costs are borne in the following shares:\n\n(a) Hill 40%;\n\n(b) Dale 30%; and\n\n(c) Fell the rest.\n",
          "" },
        { "in one sentence", "1. The costs are shared: Hill 40%, Dale 30% and Fell 20%.\n",
          "40%, Dale 30% and Fell 20%" },
        { "in one sentence, and whole", "1. The costs are shared: Hill 40%, Dale 30% and Fell 30%.\n", "" },
        { "thirds in one sentence", "1. Hill, Dale and Fell bear 33.3%, 33.3% and 33.3% of the costs.\n", "" },
        { "somebody bears the rest", "1. Hill bears 40%, Dale 30% and Fell 20% of the costs; the rest is a grant.\n",
          "" },
        { "parts of something else", "1. Hill bears 10% and Dale 20% of the fees of the auditor.\n", "" },
        { "rates", "1. Hill and Dale share savings of 50% in one year, 30% in the next and 10% in the third year.\n",
          "" },
    };

    TRY("shares differ", rows);
#ifdef CDT_WITH_MARKDOWN
    {
        static const struct {
            const char *text, *found;
        } tables[] = {
            { "1. Costs\n\n| Council | Share of cost |\n|---|---|\n| Hill | 40% |\n| Dale | 50% |\n", "50%" },
            { "1. Costs\n\n| Council | Share of cost |\n|---|---|\n| Hill | 40% |\n| Dale | 60% |\n", "" },
            { "1. Costs\n\n| Council | Share of cost |\n|---|---|\n| Hill | 40% |\n| Dale | |\n", "" },
            { "1. Costs\n\n| Service | Calls answered |\n|---|---|\n| Hill | 90% |\n| Dale | 95% |\n", "" },
        };
        for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
            cdt_draft_source source = { "a.md", tables[i].text, strlen(tables[i].text) };
            ck_assert_str_eq(faults_of(&source, 1, "shares differ"), tables[i].found);
        }
    }
#endif
}
END_TEST

/* Each of these took minutes once. */
START_TEST(clauses_of_any_length_are_read_in_a_moment)
{
    static const char *const pieces[] = { "shall pay ", "shall review ", "shall pay. It shall review: ",    "2.1 \"\n",
                                          "____ (",     "____ . ",       "(a) (1) clause 1 (a)(i) (b) pay " };

    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        cdt_buf text = { 0 };
        cdt_draft_source source = { .file = "a.txt" };
        clock_t start;
        cdt_buf_put_z(&text, "1. The Host ");
        while (text.len < 500000)
            cdt_buf_put_z(&text, pieces[i]);
        source.bytes = text.at;
        source.length = text.len;
        start = clock();
        faults_of(&source, 1, "");
        ck_assert_msg((double)(clock() - start) / CLOCKS_PER_SEC < 20, "%s takes too long", pieces[i]);
        cdt_buf_free(&text);
    }
}
END_TEST

START_TEST(an_end_before_its_beginning_is_told)
{
    static const row rows[] = {
        { "from and to", "1. It runs from 1 April 2027 to 31 March 2026.\n", "1 April 2027 to 31 March 2026" },
        { "begins and ends",
          "1. This Agreement commences on 1 April 2027 and ends at midnight on the 31st day of March, 2026.\n",
          "1 April 2027 and ends at midnight on the 31st day of March, 2026" },
        { "as a list of years has it", "1. The pilot is held from 2026-09-01 until 2026-08-31, in one school.\n",
          "2026-09-01 until 2026-08-31" },
        { "in order", "1. It runs from 1 April 2026 to 31 March 2027.\n", "" },
        { "a day", "1. It runs from 1 April 2026 until 1 April 2026.\n", "" },
        { "moved forward", "1. The Expiry Date is brought forward from 1 April 2027 to 31 March 2026.\n", "" },
        { "changed, some words before",
          "1. The parties change the date in clause 3, with the consent of the Board, from 1 April 2027 to 31 March "
          "2026.\n",
          "" },
        { "two spans", "1. It runs from 1 April 2026 to 31 March 2027 and from 1 May 2025 to 30 April 2026.\n", "" },
        { "two things", "1. It starts on 1 April 2027. The lease ends on 31 March 2026.\n", "" },
        { "of two things",
          "1. The Host begins on 1 April 2027, and the agreement of 2020 between other councils that "
          "this one does not touch in any way ends on 31 March 2026.\n",
          "" },
        { "each to its own", "1. The leases start on 1 April 2027 and end on 31 March 2026 respectively.\n", "" },
    };
    TRY("end before beginning", rows);
}
END_TEST

START_TEST(a_list_of_one_item_is_told)
{
    static const row rows[] = {
        { "one item", "1. Hill pays for:\n\n(a) the rooms of the staff.\n\n2. Dale pays nothing.\n", "(a)" },
        { "two", "1. Hill pays for:\n\n(a) the rooms of the staff; and\n\n(b) cars.\n\n2. Dale pays nothing.\n", "" },
        { "the second in the same words",
          "1. Hill pays for:\n\n(a) the rooms of the staff; and (b) cars.\n\n2. Dale pays nothing.\n", "" },
        { "one that breaks off", "1. Hill pays for:\n\n(a) the rooms of the staff; and\n\n2. Dale pays nothing.\n",
          "" },
        { "behind a paragraph without a number",
          "1. Hill pays.\n\nIt pays for the following things:\n\n(a) the rooms of the staff.\n\n2. Dale pays "
          "nothing.\n",
          "(a)" },
        { "two behind such a paragraph",
          "1. Hill pays.\n\nIt pays for the following things:\n\n(a) the rooms of the staff; and\n\n(b) cars.\n\n2. "
          "Dale pays "
          "nothing.\n",
          "" },
        { "no colon", "1. Hill pays.\n\n(a) It pays for the rooms.\n\n2. Dale pays nothing.\n", "" },
    };

    TRY("list of one", rows);
}
END_TEST

START_TEST(what_looks_like_a_term_and_is_none_is_told)
{
    static const row rows[] = {
        { "twice", "1. The rent runs from the Handover Day. It ends on the Handover Day.\n", "Handover Day" },
        { "the nearest term",
          "1. \"Handover Date\" means 1 May 2027.\n\n2. The rent runs from the Handover Dates. It ends on the Handover "
          "Day. It "
          "begins on the Handover Day.\n",
          "Handover Day -> Handover Date" },
        { "once", "1. The rent runs from the Handover Day.\n", "" },
        { "defined", "1. \"Handover Day\" means 1 May 2027.\n\n2. From the Handover Day. By the Handover Day.\n", "" },
        { "defined in brackets",
          "1. By 1 May 2027 (Handover Day) it ends. From the Handover Day. By the Handover Day.\n", "" },
        { "a law, a body and an office",
          "1. Under the Water Act and the Water Act. By the Hill Trust Board and the Hill Trust Board. To the Chief "
          "Executive of "
          "each and the Chief Executive.\n",
          "" },
        { "a name", "1. It is kept by Anna Hart. It is read by Anna Hart.\n", "" },
        { "a heading",
          "1. Hill pays.\n\n2. Handover Day\n\n2.1 It is in May. After the Handover Day. By the Handover Day.\n", "" },
        { "the beginning of a sentence", "1. Handover days are in May. Handover Days are short.\n", "" },
    };

    TRY("undefined", rows);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("draft faults");

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, a_reference_whose_words_fit_another_clause_is_told);
    tcase_add_test(tests, a_heading_in_brackets_that_is_another_clause_s_is_told);
    tcase_add_test(tests, a_duty_without_a_bearer_is_told);
    tcase_add_test(tests, a_duty_without_a_time_is_told);
    tcase_add_test(tests, words_of_degree_are_told_where_something_hangs_on_them);
    tcase_add_test(tests, what_does_not_say_whether_it_binds_is_told);
    tcase_add_test(tests, delegation_under_the_power_to_lend_is_told);
    tcase_add_test(tests, an_order_of_precedence_is_asked_for_where_there_is_something_to_order);
    tcase_add_test(tests, a_party_s_name_in_another_form_is_told);
    tcase_add_test(tests, who_signs_and_is_no_party_is_told);
    tcase_add_test(tests, tables_and_parties_name_the_same_bodies);
    tcase_add_test(tests, what_recitals_say_of_all_parties_is_held_against_their_names);
    tcase_add_test(tests, section_75_is_for_some_bodies_only);
    tcase_add_test(tests, counts_are_held_against_what_is_there);
    tcase_add_test(tests, the_list_of_contents_is_held_against_the_headings);
    tcase_add_test(tests, an_amendment_is_held_against_what_it_amends);
    tcase_add_test(tests, shares_come_to_a_hundred);
    tcase_add_test(tests, clauses_of_any_length_are_read_in_a_moment);
    tcase_add_test(tests, an_end_before_its_beginning_is_told);
    tcase_add_test(tests, a_list_of_one_item_is_told);
    tcase_add_test(tests, what_looks_like_a_term_and_is_none_is_told);
    return unit_run(tests);
}
