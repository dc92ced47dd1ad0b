#include <jansson.h>

#include "base/embedded.h"
#include "unit.h"
#include "yaml/schema.h"

static cdt_schemas schemas;
static cdt_diags *diags;
static cdt_buf out;
static json_t *json;

static void setup(void)
{
    diags = cdt_diags_new();
}

static void teardown(void)
{
    cdt_schemas_free(&schemas);
    cdt_diags_free(diags);
    cdt_buf_free(&out);
    json_decref(json);
    json = NULL;
}

static void export_text(const char *text, size_t len)
{
    json_error_t error;

    ck_assert(cdt_schemas_read(&schemas, "s.yaml", (cdt_str){ text, len }, diags));
    cdt_schema_export(&schemas, &out);
    json = json_loads(cdt_buf_str(&out).at, JSON_REJECT_DUPLICATES, &error);
    ck_assert_msg(json != NULL, "line %d: %s", error.line, error.text);
}

static const char small[] = "$id: concordat.agreement/v1\n"
                            "type: object\n"
                            "required: [name]\n"
                            "x-facts: yes\n"
                            "$defs:\n"
                            "  date: {type: string, format: date}\n"
                            "properties:\n"
                            "  name: {type: string, description: The name., x-question: What is it called?}\n"
                            "  start: {$ref: \"#/$defs/date\", title: first day}\n"
                            "  paid: {type: boolean}\n"
                            "  notice: {type: array, x-single: yes,\n"
                            "           items: {type: object, x-scalar: period,\n"
                            "                   properties: {period: {type: string, format: duration}}}}\n"
                            "  kind: {type: string, enum: [deed, contract], x-other: yes}\n"
                            "  share: {type: number, minimum: 0, maximum: 100, default: 50}\n";

/* The forms of a property: elements of its anyOf. */
static json_t *forms(const char *property)
{
    json_t *found = json_object_get(json_object_get(json_object_get(json, "properties"), property), "anyOf");

    ck_assert_msg(json_is_array(found), "%s has no forms", property);
    return found;
}

/* A reference to that definition is among the forms. */
static bool refers(json_t *list, const char *definition)
{
    size_t i;
    json_t *form;

    json_array_foreach(list, i, form) {
        const char *ref = json_string_value(json_object_get(form, "$ref"));
        if (ref && strncmp(ref, "#/definitions/", 14) == 0 && strcmp(ref + 14, definition) == 0)
            return true;
    }
    return false;
}

START_TEST(every_fact_may_be_none_or_open_or_blank)
{
    export_text(small, sizeof small - 1);
    ck_assert(refers(forms("start"), "no_value"));
    ck_assert(refers(forms("name"), "none_or_open")); /* it is required: blank will not do */
    ck_assert(!refers(forms("name"), "no_value"));
    ck_assert_ptr_nonnull(json_object_get(json_object_get(json, "properties"), "x"));
}
END_TEST

START_TEST(a_reference_keeps_what_stands_beside_it)
{
    json_t *start;

    export_text(small, sizeof small - 1);
    start = json_object_get(json_object_get(json, "properties"), "start");
    ck_assert_str_eq(json_string_value(json_object_get(start, "title")), "first day");
    ck_assert(refers(forms("start"), "date"));
    ck_assert_ptr_nonnull(json_object_get(json_object_get(json_object_get(json, "definitions"), "date"), "pattern"));
}
END_TEST

START_TEST(short_forms_become_alternatives)
{
    json_t *notice;

    export_text(small, sizeof small - 1);
    notice = json_object_get(json_array_get(forms("notice"), 0), "anyOf");
    ck_assert_uint_eq(json_array_size(notice), 2); /* a list, or one item */
    ck_assert_str_eq(json_string_value(json_object_get(json_array_get(notice, 0), "type")), "array");
    ck_assert_uint_eq(json_array_size(json_object_get(json_array_get(notice, 1), "anyOf")), 2); /* a mapping, or a period */
}
END_TEST

START_TEST(a_vocabulary_may_be_extended_where_the_schema_says_so)
{
    json_t *kind;

    export_text(small, sizeof small - 1);
    kind = json_object_get(json_array_get(forms("kind"), 0), "anyOf");
    ck_assert_uint_eq(json_array_size(json_object_get(json_array_get(kind, 0), "enum")), 2);
    ck_assert_ptr_nonnull(json_object_get(json_object_get(json_array_get(kind, 1), "properties"), "other"));
}
END_TEST

START_TEST(yes_and_no_are_words_and_booleans)
{
    export_text(small, sizeof small - 1);
    ck_assert_uint_eq(json_array_size(json_object_get(json_array_get(forms("paid"), 0), "enum")), 4);
}
END_TEST

START_TEST(numbers_stay_numbers)
{
    json_t *share;

    export_text(small, sizeof small - 1);
    share = json_object_get(json_object_get(json, "properties"), "share");
    ck_assert_int_eq(json_integer_value(json_object_get(share, "default")), 50);
    ck_assert_int_eq(json_integer_value(json_object_get(json_array_get(forms("share"), 0), "maximum")), 100);
}
END_TEST

START_TEST(the_question_is_told_and_private_keys_are_not)
{
    json_t *name;

    export_text(small, sizeof small - 1);
    name = json_object_get(json_object_get(json, "properties"), "name");
    ck_assert_str_eq(json_string_value(json_object_get(name, "description")), "The name.\n\nWhat is it called?");
    ck_assert_ptr_null(strstr(cdt_buf_str(&out).at, "\"x-"));
}
END_TEST

START_TEST(the_built_in_schemas_can_be_exported)
{
    static const char *const names[] = { "schemas/agreement.schema.yaml", "schemas/checklist.schema.yaml" };

    for (int i = 0; i < 2; i++) {
        const cdt_embedded *file = cdt_embedded_find(names[i]);
        ck_assert_ptr_nonnull(file);
        export_text(file->text, file->len);
        ck_assert_str_eq(json_string_value(json_object_get(json, "$schema")), "http://json-schema.org/draft-07/schema#");
        ck_assert_ptr_null(strstr(cdt_buf_str(&out).at, "$defs"));
        cdt_schemas_free(&schemas);
        json_decref(json);
        cdt_buf_clear(&out);
    }
    json = NULL;
    schemas = (cdt_schemas){ .count = 0 };
}
END_TEST

START_TEST(the_schema_of_reports_is_json)
{
    const cdt_embedded *file = cdt_embedded_find("schemas/report.schema.json");

    ck_assert_ptr_nonnull(file);
    json = json_loadb(file->text, file->len, JSON_REJECT_DUPLICATES, NULL);
    ck_assert_ptr_nonnull(json);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("schema export");

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, every_fact_may_be_none_or_open_or_blank);
    tcase_add_test(tests, a_reference_keeps_what_stands_beside_it);
    tcase_add_test(tests, short_forms_become_alternatives);
    tcase_add_test(tests, a_vocabulary_may_be_extended_where_the_schema_says_so);
    tcase_add_test(tests, yes_and_no_are_words_and_booleans);
    tcase_add_test(tests, numbers_stay_numbers);
    tcase_add_test(tests, the_question_is_told_and_private_keys_are_not);
    tcase_add_test(tests, the_built_in_schemas_can_be_exported);
    tcase_add_test(tests, the_schema_of_reports_is_json);
    return unit_run(tests);
}
