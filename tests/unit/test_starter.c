/* The starter description and the questions: one says nothing, so the other asks everything. */
#include "base/buf.h"
#include "concordat/concordat.h"
#include "review/inquiry.h"
#include "review/starter.h"
#include "unit.h"

static cdt_library *library;
static cdt_checklist *checklist;
static cdt_diags *diags;
static cdt_arena arena;

static void setup(void)
{
    library = cdt_library_new();
    diags = cdt_diags_new();
    checklist = cdt_builtin_read(library, "shared-services", diags);
    ck_assert_ptr_nonnull(checklist);
}

static void teardown(void)
{
    cdt_checklist_free(checklist);
    cdt_diags_free(diags);
    cdt_library_free(library);
    cdt_arena_free(&arena);
}

static cdt_str starter(void)
{
    const cdt_checklist *const lists[] = { checklist };
    cdt_reads reads = cdt_reads_of(lists, 1, &arena);
    cdt_buf text = { 0 };
    cdt_str kept;

    cdt_starter_write(&text, &reads, CDT_STR("Payroll: \"all\" of it"));
    kept = cdt_buf_take(&text, &arena);
    cdt_buf_free(&text);
    return kept;
}

/* The paths of all questions in their order, one a line. */
static const char *questions(cdt_str description)
{
    const cdt_checklist *const lists[] = { checklist };
    cdt_review_options options = { .as_of = 20635, .stage = -1 };
    cdt_agreement *agreement = cdt_agreement_read(library, "a.yaml", description.at, description.len, 1, 0, diags);
    cdt_review *review = cdt_review_run(agreement, lists, 1, &options, diags);
    cdt_inquiry *inquiry = cdt_inquiry_of(review);
    cdt_buf text = { 0 };
    const char *kept;

    ck_assert_msg(cdt_agreement_is_valid(agreement), "%s",
                  cdt_diags_count(diags) ? cdt_diags_at(diags, 0)->message : "");
    for (size_t i = 0; i < cdt_inquiry_count(inquiry); i++)
        cdt_buf_printf(&text, "%s\n", cdt_inquiry_at(inquiry, i)->path);
    kept = cdt_buf_take(&text, &arena).at;
    cdt_buf_free(&text);
    cdt_inquiry_free(inquiry);
    cdt_review_free(review);
    cdt_agreement_free(agreement);
    return kept;
}

/* With the items of the outermost lists no longer comments. */
static cdt_str uncommented(cdt_str text)
{
    cdt_buf out = { 0 };
    cdt_str kept;

    while (text.len) {
        size_t end = cdt_str_find(text, CDT_STR("\n"), 0), blanks = 0;
        cdt_str line = cdt_str_slice(text, 0, end);
        while (blanks < line.len && line.at[blanks] == ' ')
            blanks++;
        if (blanks && cdt_str_starts(cdt_str_slice(line, blanks, line.len), CDT_STR("# "))) {
            cdt_buf_repeat(&out, ' ', blanks);
            line = cdt_str_slice(line, blanks + 2, line.len);
        }
        cdt_buf_printf(&out, "%.*s\n", CDT_ARGS(line));
        text = end == (size_t)-1 ? CDT_STR("") : cdt_str_slice(text, end + 1, text.len);
    }
    kept = cdt_buf_take(&out, &arena);
    cdt_buf_free(&out);
    return kept;
}

START_TEST(the_starter_leads_to_the_questions_of_a_description_with_a_title_alone)
{
    cdt_str bare = CDT_STR("schema: concordat.agreement/v1\nagreement: {title: A}\n");

    ck_assert_str_eq(questions(starter()), questions(bare));
}
END_TEST

START_TEST(the_parties_are_asked_first_and_each_fact_once)
{
    const char *all = questions(CDT_STR("schema: concordat.agreement/v1\nagreement: {title: A}\n"));

    ck_assert_msg(cdt_str_starts(cdt_str_z(all), CDT_STR("parties\n")), "%.40s", all);
    ck_assert_ptr_null(strstr(all + 1, "\nparties\n") ? strstr(strstr(all + 1, "\nparties\n") + 1, "\nparties\n")
                                                      : NULL);
}
END_TEST

START_TEST(the_items_of_the_starter_are_valid_without_their_comment_sign)
{
    questions(uncommented(starter()));
}
END_TEST

START_TEST(a_gate_comes_before_what_only_fills_a_check_in)
{
    const cdt_checklist *const lists[] = { checklist };
    cdt_review_options options = { .as_of = 20635, .stage = -1 };
    cdt_str bare = CDT_STR("schema: concordat.agreement/v1\nagreement: {title: A}\nparties: [{id: north}]\n");
    cdt_agreement *agreement = cdt_agreement_read(library, "a.yaml", bare.at, bare.len, 1, 0, diags);
    cdt_review *review = cdt_review_run(agreement, lists, 1, &options, diags);
    cdt_inquiry *inquiry = cdt_inquiry_of(review);
    bool past = false;

    for (size_t i = 0; i < cdt_inquiry_count(inquiry); i++) {
        const cdt_inquiry_fact *fact = cdt_inquiry_at(inquiry, i);
        ck_assert_msg(!(past && fact->gate), "%s", fact->path);
        ck_assert_uint_gt(fact->check_count, 0);
        past = !fact->gate;
    }
    ck_assert(past);
    cdt_inquiry_free(inquiry);
    cdt_review_free(review);
    cdt_agreement_free(agreement);
}
END_TEST

START_TEST(a_description_made_of_a_draft_is_valid_and_states_what_the_draft_does)
{
    static const char words[] =
        "PAYROLL AGREEMENT\n\nTHIS AGREEMENT is made between\n\n(1) Fell Council of Fell (the \"Host\"); "
        "and\n\n(2) Tarn Council (\"Tarn\").\n\n1. Term\n\n1.1 This Agreement starts on 1 "
        "April 2027. Either party may end this Agreement on 6 months' notice.\n\n1.2 This memorandum is "
        "not intended to be legally binding.\n";
    const cdt_checklist *const lists[] = { checklist };
    cdt_reads reads = cdt_reads_of(lists, 1, &arena);
    cdt_draft_source source = { "a.txt", words, sizeof words - 1 };
    cdt_draft *draft = cdt_draft_read(&source, 1, NULL, diags);
    cdt_agreement *agreement;
    cdt_buf text = { 0 };

    ck_assert_ptr_nonnull(draft);
    cdt_starter_of_draft(&text, &reads, draft, CDT_STR("none"));
    agreement = cdt_agreement_read(library, "a.yaml", text.at, text.len, 1, 0, diags);
    ck_assert_msg(cdt_agreement_is_valid(agreement), "%s",
                  cdt_diags_count(diags) ? cdt_diags_at(diags, 0)->message : "");
    ck_assert_uint_ne(cdt_str_find(cdt_buf_str(&text), CDT_STR("start: 2027-04-01 # 1.1 of the draft\n"), 0),
                      (size_t)-1);
    ck_assert_uint_ne(cdt_str_find(cdt_buf_str(&text), CDT_STR("notice: 6 months # 1.1 of the draft\n"), 0),
                      (size_t)-1);
    ck_assert_uint_ne(cdt_str_find(cdt_buf_str(&text), CDT_STR("  binding: no # 1.2 of the draft\n"), 0), (size_t)-1);
    ck_assert_uint_ne(cdt_str_find(cdt_buf_str(&text), CDT_STR("  - id: host\n    name: \"Fell Council\"\n"), 0),
                      (size_t)-1);
    cdt_agreement_free(agreement);
    cdt_draft_free(draft);
    cdt_buf_free(&text);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("starter");

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, the_starter_leads_to_the_questions_of_a_description_with_a_title_alone);
    tcase_add_test(tests, the_parties_are_asked_first_and_each_fact_once);
    tcase_add_test(tests, the_items_of_the_starter_are_valid_without_their_comment_sign);
    tcase_add_test(tests, a_gate_comes_before_what_only_fills_a_check_in);
    tcase_add_test(tests, a_description_made_of_a_draft_is_valid_and_states_what_the_draft_does);
    return unit_run(tests);
}
