/* The schemas that are built in, checklists with mistakes, settings, and checklists tested by their own examples. */
#include <stdio.h>

#include "agreement/library.h"
#include "base/buf.h"
#include "base/embedded.h"
#include "checklist/checklist.h"
#include "review/selftest.h"
#include "unit.h"
#include "yaml/frozen.h"

static cdt_library *library;
static cdt_diags *diags;
static cdt_checklist *checklist;
static cdt_buf text;

static void setup(void)
{
    library = cdt_library_new();
    diags = cdt_diags_new();
}

static void forget(void)
{
    cdt_checklist_free(checklist);
    cdt_diags_free(diags);
    cdt_buf_clear(&text);
    checklist = NULL;
    diags = cdt_diags_new();
}

static void teardown(void)
{
    forget();
    cdt_diags_free(diags);
    cdt_buf_free(&text);
    cdt_library_free(library);
}

/* A checklist of one check; `body` begins on line 7. */
static bool read_check(const char *body)
{
    forget();
    cdt_buf_printf(
        &text,
        "schema: concordat.checklist/v1\nname: own\nsettings: {least: {type: integer, default: 3}}\nchecks:\n"
        "  - id: c\n    title: T\n%s",
        body);
    checklist = cdt_checklist_read(library, "own.yaml", text.at, text.len, diags);
    return checklist != NULL;
}

START_TEST(a_note_that_is_no_yes_or_no_is_told)
{
    ck_assert(!read_check("    requirements:\n      - that: \"true\"\n        otherwise: No.\n"
                          "        note: {k0: b, k1: b, k2: b, k3: b, k4: b}\n"));
    ck_assert_uint_gt(cdt_diags_errors(diags), 0);
}
END_TEST

/* ---- the schema of agreements ---- */

START_TEST(no_top_level_fact_has_a_name_that_conditions_use_otherwise)
{
    static const char *const taken[] = { "settings", "today",    "draft",   "stage",     "x",        "as",  "break",
                                         "const",    "continue", "else",    "for",       "function", "if",  "import",
                                         "let",      "loop",     "package", "namespace", "return",   "var", "void",
                                         "while",    "true",     "false",   "null",      "in" };

    for (size_t i = 0; i < sizeof taken / sizeof taken[0]; i++)
        ck_assert_msg(!cdt_schema_property(library->agreement.root, cdt_str_z(taken[i])), "%s is taken", taken[i]);
}
END_TEST

/* Everything below `schema`, each shared definition once. */
static void check_facts(const cdt_schema *schema, unsigned char *seen)
{
    if (seen[schema->number]++)
        return;
    if (schema->question.len)
        ck_assert_msg(cdt_str_ends(schema->question, CDT_STR("?")), "a question ends so: %.*s",
                      CDT_ARGS(schema->question));
    if (schema->question.len)
        ck_assert_msg(schema->asked_of.len > 0, "somebody is asked: %.*s", CDT_ARGS(schema->question));
    for (size_t i = 0; i < schema->refer_count; i++)
        if (memchr(schema->refers[i].at, '.', schema->refers[i].len))
            ck_assert_msg(cdt_schema_find(library->agreement.root, schema->refers[i]) != NULL, "%.*s leads somewhere",
                          CDT_ARGS(schema->refers[i]));
    if (schema->scalar.len)
        ck_assert_msg(cdt_schema_property(schema, schema->scalar) != NULL, "%.*s is a property",
                      CDT_ARGS(schema->scalar));
    if (schema->items)
        check_facts(schema->items, seen);
    for (size_t i = 0; i < schema->property_count; i++)
        check_facts(schema->properties[i].schema, seen);
}

START_TEST(every_question_of_the_schema_is_one_and_every_reference_leads_somewhere)
{
    unsigned char *seen = calloc(library->agreement.count + 1, 1);

    check_facts(library->agreement.root, seen);
    free(seen);
}
END_TEST

static bool same_tree(const cdt_node *a, const cdt_node *b)
{
    bool same = a->kind == b->kind && a->style == b->style && a->state == b->state && a->line == b->line &&
                a->column == b->column && a->length == b->length && a->count == b->count && a->index == b->index &&
                cdt_str_is(a->text, b->text) && cdt_str_is(a->key, b->key) && a->key_line == b->key_line &&
                a->key_column == b->key_column;

    for (uint32_t i = 0; i < a->count && same; i++)
        same = same_tree(a->children[i], b->children[i]);
    return same;
}

START_TEST(a_file_that_is_compiled_in_is_what_reading_it_gives)
{
    for (size_t i = 0; i < cdt_embedded_count; i++) {
        const cdt_embedded *file = &cdt_embedded_files[i];
        cdt_document frozen, fresh;
        if (!file->words)
            continue;
        ck_assert(cdt_document_embedded(&frozen, file, NULL, diags));
        ck_assert(cdt_document_read(&fresh, file->name, (cdt_str){ file->text, file->len }, 1, diags));
        ck_assert_msg(same_tree(frozen.root, fresh.root), "%s", file->name);
        cdt_document_free(&frozen);
        cdt_document_free(&fresh);
    }
    ck_assert_uint_eq(cdt_diags_count(diags), 0);
}
END_TEST

/* ---- mistakes ---- */

typedef struct mistake {
    const char *body;
    cdt_code code;
    unsigned line, column;
    const char *says;
} mistake;

START_TEST(a_mistake_in_a_checklist_is_told_where_it_stands)
{
    static const mistake mistakes[] = {
        { "    severity: high\n    require: [{id: r, that: exit.notcie.size() > 0}]\n", CDT_CEL_TYPE, 8, 34, "notice" },
        { "    severity: high\n    require:\n      - id: r\n        that: |\n          exit.written &&\n"
          "            settings.laest > 1\n",
          CDT_CEL_TYPE, 12, 22, "least" },
        { "    severity: high\n    require:\n      - {id: r, that: !has(exit)}\n", CDT_TAG, 9, 23, "'!has(exit)'" },
        { "    severity: high\n    require:\n      - {id: r, that: \"\"}\n", CDT_MISSING_KEY, 9, 23, "empty" },
        { "    severity: high\n    require:\n      - {id: r, that: exit.written}\n      - {id: r, that: "
          "exit.written}\n",
          CDT_DUPLICATE_ID, 10, 14, "twice" },
        { "    severity: high\n    require: [{id: r, that: \"agreement.title.matches('(a')\"}]\n", CDT_CEL_TYPE, 8, 56,
          "closed" },
        { "    severity: high\n    require: [{id: r, that: agreement.status == 'singed'}]\n", CDT_CEL_TYPE, 8, 49,
          "signed" },
        { "    severity: hihg\n    require: [{id: r, that: exit.written}]\n", CDT_UNKNOWN_WORD, 7, 15, "high" },
        { "    severity: high\n    require: [{id: r, that: exit.written &&}]\n", CDT_CEL_SYNTAX, 8, 44, "" },
        { "    severity: high\n    require: [{id: r, that: size(parties)}]\n", CDT_CEL_TYPE, 8, 29, "" },
        { "    severity: high\n    require: [{id: r, that: exit.written, otherwise: 'x {exit.notcie}'}]\n",
          CDT_CEL_TYPE, 8, 63, "notice" },
        { "    severity: high\n    require: [{id: r, that: exit.written, otherwise: 'x {exit'}]\n", CDT_CEL_SYNTAX, 8,
          57, "never closed" },
        { "    severity: high\n    require: [{id: r, that: agreement.status == draft}]\n", CDT_CEL_TYPE, 8, 46, "" },
        { "    severity: high\n", CDT_BAD_CHECKLIST, 5, 5, "require" },
        { "    severity: high\n    requires: [{id: r, that: exit.written}]\n", CDT_UNKNOWN_KEY, 8, 5, "require" },
    };

    for (size_t i = 0; i < sizeof mistakes / sizeof mistakes[0]; i++) {
        ck_assert_msg(!read_check(mistakes[i].body), "refused: %s", mistakes[i].body);
        ck_assert_problem(diags, 0, mistakes[i].code, mistakes[i].line, mistakes[i].column);
        ck_assert_msg(strstr(cdt_diags_at(diags, 0)->message, mistakes[i].says) != NULL, "%s",
                      cdt_diags_at(diags, 0)->message);
        ck_assert_ptr_nonnull(cdt_diags_at(diags, 0)->excerpt);
    }
}
END_TEST

START_TEST(an_empty_condition_is_told_once)
{
    ck_assert(!read_check("    severity: high\n    require: [{id: r, that: }]\n"));
    ck_assert_uint_eq(cdt_diags_count(diags), 1);
    ck_assert(!read_check("    severity: high\n    require: [{id: r, that: exit.written, only_before: ''}]\n"));
    ck_assert_uint_eq(cdt_diags_count(diags), 1);
    ck_assert_ptr_nonnull(strstr(cdt_diags_at(diags, 0)->message, "only_before: agreement.start"));
}
END_TEST

START_TEST(a_check_of_a_users_own_needs_little)
{
    ck_assert(read_check("    severity: low\n    require: [{id: r, that: x.ledger.open == true}]\n"));
    ck_assert_uint_eq(cdt_checklist_count(checklist), 1);
    ck_assert_uint_gt(cdt_checklist_lint(checklist, diags), 0); /* what would make it better */
    ck_assert_uint_eq(cdt_diags_errors(diags), 0);
}
END_TEST

START_TEST(a_severity_may_differ_by_stage)
{
    static const struct {
        const char *severity;
        cdt_severity draft, final;
    } cases[] = {
        { "low", CDT_LOW, CDT_LOW },
        { "{draft: low, final: high}", CDT_LOW, CDT_HIGH },
        { "{draft: low}", CDT_LOW, CDT_LOW },
        { "{final: info}", CDT_INFO, CDT_INFO },
        { "{always: low, final: high}", CDT_LOW, CDT_HIGH },
        { "{always: low, draft: info}", CDT_INFO, CDT_LOW },
    };
    char body[160];

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        snprintf(body, sizeof body, "    severity: %s\n    require: [{id: r, that: exit.written}]\n",
                 cases[i].severity);
        ck_assert(read_check(body));
        ck_assert_int_eq(checklist->checks[0].draft, cases[i].draft);
        ck_assert_int_eq(checklist->checks[0].final, cases[i].final);
    }
}
END_TEST

START_TEST(silence_that_is_turned_into_no_is_a_warning_unless_guarded)
{
    static const char tail[] = "    why: w\n    fix: f\n    sources: []\n";
    static const struct {
        const char *that;
        const char *says;
    } cases[] = {
        { "has(exit.notice)", "silence" },
        { "exit.?notice.orValue([]).size() > 0", "silence" },
        { "parties.filter(p, p.involvement == 'lead').all(p, p.name != '')", "filter" },
        { "has(exit.notice) ? exit.notice.size() > 0 : exit.written", NULL },
        { "parties.all(p, p.name != '')", NULL },
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char body[512];
        bool said = false;
        snprintf(body, sizeof body, "    severity: low\n    require: [{id: r, otherwise: o, that: \"%s\"}]\n%s",
                 cases[i].that, tail);
        ck_assert_msg(read_check(body), "%s: %s", cases[i].that,
                      cdt_diags_count(diags) ? cdt_diags_at(diags, 0)->message : "");
        cdt_checklist_lint(checklist, diags);
        for (size_t k = 0; k < cdt_diags_count(diags); k++)
            said |= strstr(cdt_diags_at(diags, k)->message, cases[i].says ? cases[i].says : "silence") != NULL;
        ck_assert_msg(said == (cases[i].says != NULL), "%s", cases[i].that);
    }
}
END_TEST

/* ---- settings ---- */

START_TEST(a_setting_is_changed_only_to_what_fits)
{
    const cdt_setting *list;

    ck_assert(read_check("    severity: low\n    require: [{id: r, that: settings.least > 0}]\n"));
    ck_assert(cdt_checklist_set(checklist, "least", "6", diags));
    ck_assert_uint_eq(cdt_checklist_settings(checklist, &list), 1);
    ck_assert_str_eq(list[0].value, "6");
    ck_assert(list[0].changed);
    ck_assert(!cdt_checklist_set(checklist, "least", "six", diags));
    ck_assert(!cdt_checklist_set(checklist, "laest", "6", diags));
    ck_assert_ptr_nonnull(strstr(cdt_diags_at(diags, 1)->message, "did you mean least"));
    ck_assert(!cdt_checklist_set(checklist, "least", "", diags));
}
END_TEST

START_TEST(a_setting_among_many_is_changed)
{
    cdt_buf many = { 0 };

    cdt_buf_put_z(&many, "schema: concordat.checklist/v1\nname: own\nsettings:\n");
    for (unsigned i = 0; i < 80; i++)
        cdt_buf_printf(&many, "  s%u: {type: integer, default: 3}\n", i);
    cdt_buf_put_z(&many, "checks:\n  - {id: c, title: T, severity: low, require: [{id: r, that: settings.s7 > 0}]}\n");
    checklist = cdt_checklist_read(library, "own.yaml", many.at, many.len, diags);
    ck_assert_ptr_nonnull(checklist);
    ck_assert(cdt_checklist_set(checklist, "s7", "6", diags));
    ck_assert_int_eq(cdt_node_get_z(checklist->settings, "s7")->as.integer, 6);
    cdt_buf_free(&many);
}
END_TEST

/* ---- examples ---- */

typedef struct told {
    size_t failed;
    char last[400];
} told;

static void tell(const cdt_test_result *result, void *context)
{
    told *t = context;

    if (result->passed)
        return;
    t->failed++;
    snprintf(t->last, sizeof t->last, "%s", result->message);
}

static const char complete[] =
    "complete:\n  schema: concordat.agreement/v1\n  agreement: {title: A, start: 2026-04-01}\n"
    "  exit: {notice: 12 months, written: yes}\n";

/* Test a checklist of one requirement about the notice, with these examples. */
static told test_examples(const char *examples, bool mutate)
{
    told t = { 0, "" };
    char body[1200];

    snprintf(body, sizeof body,
             "    severity: low\n    require:\n      - {id: r, that: 'exit.notice.all(n, months(n.period) >= "
             "settings.least)'}\n"
             "    examples:\n%s%s",
             examples, complete);
    ck_assert_msg(read_check(body), "%s", cdt_diags_count(diags) ? cdt_diags_at(diags, 0)->message : "");
    cdt_checklist_test(checklist, mutate, tell, &t);
    return t;
}

START_TEST(examples_that_come_out_as_they_say_pass)
{
    told t = test_examples("      - {expect: gap, fails: r, change: {set: exit.notice, to: 1 month}}\n"
                           "      - {expect: gap, change: [{remove: exit.notice}]}\n"
                           "      - {expect: met, change: [{set: exit.notice, to: 1 month}], settings: {least: 1}}\n",
                           false);

    ck_assert_msg(t.failed == 0, "%s", t.last);
}
END_TEST

START_TEST(an_example_that_comes_out_otherwise_says_what_came)
{
    ck_assert_ptr_nonnull(strstr(
        test_examples("      - {expect: met, change: {set: exit.notice, to: 1 month}}\n", false).last, "always held"));
    ck_assert_uint_eq(test_examples("      - {expect: met, change: {set: exit.notice, to: 1 month}}\n", false).failed,
                      2);
    ck_assert_uint_eq(test_examples("      - {expect: gap, change: {set: exit.notice, to: 1 month}}\n"
                                    "      - {expect: gap, fails: r, change: {set: exit.notice, to: 1 month}}\n",
                                    false)
                          .failed,
                      1);
    ck_assert_uint_eq(test_examples("      - {expect: gap, fails: r, change: {set: exit.notice, to: 1 month}}\n"
                                    "      - {expect: gap, change: {remove: exit.notcie}}\n",
                                    false)
                          .failed,
                      1);
}
END_TEST

START_TEST(a_fact_that_no_check_reads_is_noticed_by_the_mutation)
{
    told t = test_examples("      - {expect: gap, fails: r, change: {set: exit.notice, to: 1 month}}\n", true);

    ck_assert_ptr_nonnull(strstr(t.last, "no check notices"));
}
END_TEST

START_TEST(the_built_in_checklists_pass_their_own_tests_and_lint)
{
    for (size_t i = 0; i < cdt_builtin_count(); i++) {
        told t = { 0, "" };
        forget();
        checklist = cdt_builtin_read(library, cdt_builtin_name(i), diags);
        ck_assert_msg(checklist != NULL, "%s", cdt_diags_count(diags) ? cdt_diags_at(diags, 0)->message : "");
        cdt_checklist_test(checklist, true, tell, &t);
        ck_assert_msg(t.failed == 0, "%s", t.last);
    }
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("checklist");

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, a_note_that_is_no_yes_or_no_is_told);
    tcase_add_test(tests, no_top_level_fact_has_a_name_that_conditions_use_otherwise);
    tcase_add_test(tests, every_question_of_the_schema_is_one_and_every_reference_leads_somewhere);
    tcase_add_test(tests, a_file_that_is_compiled_in_is_what_reading_it_gives);
    tcase_add_test(tests, a_mistake_in_a_checklist_is_told_where_it_stands);
    tcase_add_test(tests, an_empty_condition_is_told_once);
    tcase_add_test(tests, a_check_of_a_users_own_needs_little);
    tcase_add_test(tests, a_severity_may_differ_by_stage);
    tcase_add_test(tests, silence_that_is_turned_into_no_is_a_warning_unless_guarded);
    tcase_add_test(tests, a_setting_is_changed_only_to_what_fits);
    tcase_add_test(tests, a_setting_among_many_is_changed);
    tcase_add_test(tests, examples_that_come_out_as_they_say_pass);
    tcase_add_test(tests, an_example_that_comes_out_otherwise_says_what_came);
    tcase_add_test(tests, a_fact_that_no_check_reads_is_noticed_by_the_mutation);
    tcase_add_test(tests, the_built_in_checklists_pass_their_own_tests_and_lint);
    return unit_run(tests);
}
