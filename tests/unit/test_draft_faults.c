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

int main(void)
{
    TCase *tests = tcase_create("draft faults");

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, a_reference_whose_words_fit_another_clause_is_told);
    tcase_add_test(tests, a_heading_in_brackets_that_is_another_clause_s_is_told);
    return unit_run(tests);
}
