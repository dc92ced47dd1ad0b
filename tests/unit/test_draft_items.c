/* Lists that run on inside one paragraph: what their items are called, how far they go, and that references find them. */
#include "drafts.h"
#include <stdio.h>

/* Each item by its number and its words. */
static const char *items(const char *text)
{
    const cdt_draft *d = of(text);

    for (size_t i = 0; i < d->item_count; i++)
        cdt_buf_printf(&shown, "%s%s \"%.*s\"", i ? "; " : "", d->items[i].number,
                       (int)(d->items[i].end - d->items[i].start), d->text + d->items[i].start);
    return shown.len ? shown.at : "";
}

/* Each reference, and the number of what it points to. */
static const char *targets(const char *text)
{
    const cdt_draft *d = of(text);

    for (size_t i = 0; i < d->reference_count; i++) {
        const cdt_reference *r = &d->references[i];
        cdt_buf_printf(&shown, "%s%s -> %s", i ? "; " : "", r->text,
                       !r->resolved             ? "nothing"
                       : r->item != CDT_NOWHERE ? d->items[r->item].number
                                                : d->clauses[r->target].number);
    }
    return shown.len ? shown.at : "";
}

START_TEST(a_list_inside_a_sentence_has_items_with_numbers)
{
    ck_assert_str_eq(
        items("5. Duties\n\n5.1 The Council shall (a) keep records; (b) pay the staff; and (c) report. It may "
              "stop.\n"),
        "5.1(a) \"(a) keep records;\"; 5.1(b) \"(b) pay the staff; and\"; 5.1(c) \"(c) report.\"");
    ck_assert_uint_eq(draft->clause_count, 2);
    ck_assert_uint_eq(draft->items[1].clause, 1);
    ck_assert_str_eq(items("1. Notice is given: a) in writing; b) by post, or c) by hand.\n"),
                     "1(a) \"a) in writing;\"; 1(b) \"b) by post, or\"; 1(c) \"c) by hand.\"");
    ck_assert_str_eq(items("The parties, namely (1) the Council and (2) the Board, agree as follows, and no more.\n"),
                     "");
    ck_assert_str_eq(items("The parties are: (1) the Council and (2) the Board, and they agree as follows.\n"),
                     "(1) \"(1) the Council and\"; (2) \"(2) the Board, and they agree as follows.\"");
}
END_TEST

START_TEST(items_have_items_of_their_own)
{
    ck_assert_str_eq(
        items("1. Each party shall (a) pay (i) its share and (ii) interest; (b) keep books; and (c) report.\n"),
        "1(a) \"(a) pay (i) its share and (ii) interest;\"; 1(a)(i) \"(i) its share and\"; 1(a)(ii) \"(ii) "
        "interest;\"; 1(b) \"(b) keep books; and\"; 1(c) \"(c) report.\"");
    ck_assert_uint_eq(draft->items[2].above, 0);
    ck_assert_uint_eq(cdt_draft_item_at(draft, 0, draft->items[2].start + 1), 2);
    ck_assert_str_eq(cdt_draft_citation_at(draft, 0, draft->items[2].start + 1), "1(a)(ii)");
    ck_assert_str_eq(cdt_draft_citation_at(draft, 0, 0), "1");
    /* after (h) comes the letter, not the number */
    of("1. It has (a) an a, (b) a b, (c) a c, (d) a d, (e) an e, (f) an f, (g) a g, (h) an h, (i) an i and (j) a j.\n");
    ck_assert_uint_eq(draft->item_count, 10);
    ck_assert_str_eq(draft->items[9].number, "1(j)");
}
END_TEST

START_TEST(a_later_sentence_has_lists_of_its_own)
{
    ck_assert_str_eq(
        items("1. The Host shall (i) pay and (ii) report. \"Fees\" means (a) sums and (b) shares. Nothing else is.\n"),
        "1(i) \"(i) pay and\"; 1(ii) \"(ii) report.\"; 1(a) \"(a) sums and\"; 1(b) \"(b) shares.\"");
    /* of an item that is sentences itself, or goes on, it is a part */
    ck_assert_str_eq(items("1. It pays. (a) It keeps books. (b) It reports. It tells (i) what and (ii) when.\n"),
                     "1(a) \"(a) It keeps books.\"; 1(b) \"(b) It reports. It tells (i) what and (ii) when.\"; 1(b)(i) "
                     "\"(i) what and\"; 1(b)(ii) \"(ii) when.\"");
    ck_assert_str_eq(
        items("1. It shall (a) pay at once. It pays (i) rent and (ii) rates; and (b) report each year.\n"),
        "1(a) \"(a) pay at once. It pays (i) rent and (ii) rates; and\"; 1(a)(i) \"(i) rent and\"; 1(a)(ii) "
        "\"(ii) rates; and\"; 1(b) \"(b) report each year.\"");
}
END_TEST

START_TEST(what_only_looks_like_a_list_is_none)
{
    static const char *const texts[] = {
        "1. It pays one (1) pound for the first and two (2) pounds for the second of these things.\n",
        "1. As said in paragraph (a) and paragraph (b) above, nothing is to be paid by either of the parties.\n",
        "1. It shall (a) pay what it owes to the other party before the end of the year in question.\n",
        "1. Under clause 4.2(a) or clause 4.2(b) the parties may end this, as (a) and (b) above say of it.\n",
        "1. The Service Manager(s) and the Partner(s) of the Council(s) meet each month to talk about it.\n",
    };

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        ck_assert_str_eq(items(texts[i]), "");
}
END_TEST

START_TEST(references_find_items)
{
    static const char clause[] =
        "1. Duties\n\n1.1 The Council shall (a) keep records; (b) pay (i) staff and (ii) rent; and (c) report.\n\n";
    char text[600];

    snprintf(text, sizeof text, "%s%s", clause, "1.2 Clause 1.1(b) and clauses 1.1(a) and (c) stand.\n");
    ck_assert_str_eq(targets(text), "Clause 1.1(b) -> 1.1(b); clauses 1.1(a) -> 1.1(a); (c) -> 1.1(c)");
    snprintf(text, sizeof text, "%s%s", clause, "1.2 See clause 1.1(b)(ii), clause 1.1(d) and clause 1.1.\n");
    ck_assert_str_eq(targets(text), "clause 1.1(b)(ii) -> 1.1(b)(ii); clause 1.1(d) -> nothing; clause 1.1 -> 1.1");
    /* a clause of its own is no item, though it has items of the same name */
    ck_assert_str_eq(
        targets("1. The Council shall:\n\n(a) pay;\n\n(b) keep (a) books, (b) lists and (c) maps.\n\n2. See "
                "clause 1(b).\n"),
        "clause 1(b) -> 1(b)");
    ck_assert_uint_eq(draft->references[0].item, CDT_NOWHERE);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("draft_items");

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, a_list_inside_a_sentence_has_items_with_numbers);
    tcase_add_test(tests, items_have_items_of_their_own);
    tcase_add_test(tests, a_later_sentence_has_lists_of_its_own);
    tcase_add_test(tests, what_only_looks_like_a_list_is_none);
    tcase_add_test(tests, references_find_items);
    return unit_run(tests);
}
