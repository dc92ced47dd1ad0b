/* What is amiss in the words of a draft: each kind of fault, and each control of its false alarms. */
#include <stdio.h>

#include "base/buf.h"
#include "concordat/draft.h"
#include "unit.h"

static cdt_diags *diags;
static cdt_draft *draft;
static cdt_buf shown;

static void setup(void)
{
    diags = cdt_diags_new();
    draft = NULL;
}

static void teardown(void)
{
    cdt_draft_free(draft);
    cdt_diags_free(diags);
    cdt_buf_free(&shown);
}

/* The faults of one kind in the files of a draft: the words in question, and the nearest match behind an arrow. */
static const char *faults_of(const cdt_draft_source *sources, size_t count, const char *kind)
{
    cdt_draft_free(draft);
    draft = cdt_draft_read(sources, count, NULL, diags);
    ck_assert_ptr_nonnull(draft);
    cdt_buf_clear(&shown);
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
        { "never", "1. The Host shall report to the Board.\n", "shall report" },
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
    return unit_run(tests);
}
