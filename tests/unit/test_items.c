/* Items of a list that are added and taken out, with every other line as it was. */
#include "unit.h"
#include "yaml/items.h"

typedef struct fixture {
    cdt_document document;
    const cdt_node *list;
    cdt_buf out;
} fixture;

static fixture of(const char *text)
{
    fixture f = { 0 };
    cdt_diags *diags = cdt_diags_new();

    ck_assert(cdt_document_read(&f.document, "f.yaml", cdt_str_z(text), 1, diags));
    f.list = cdt_node_get_z(f.document.root, "list");
    ck_assert_ptr_nonnull(f.list);
    cdt_diags_free(diags);
    return f;
}

static void done(fixture *f)
{
    cdt_buf_free(&f->out);
    cdt_document_free(&f->document);
}

static void gives_without(const char *text, const bool *gone, const char *wanted)
{
    fixture f = of(text);

    cdt_items_without(&f.document, f.list, gone, &f.out);
    ck_assert_str_eq(f.out.at, wanted);
    done(&f);
}

static void gives_with(const char *text, const char *item, const char *wanted)
{
    fixture f = of(text);

    cdt_items_with(&f.document, f.list, cdt_str_z(item), &f.out);
    ck_assert_str_eq(f.out.at, wanted);
    done(&f);
}

static const char three[] = "# head\n"
                            "list: # of three\n"
                            "  # the first\n"
                            "  - a: 1\n"
                            "    b: 2\n"
                            "  # the second\n"
                            "  # in two lines\n"
                            "  -\n"
                            "    a: 3\n"
                            "\n"
                            "  - a: |\n"
                            "      - text\n"
                            "\n"
                            "# of the next key\n"
                            "next: 5\n";

START_TEST(an_item_goes_with_the_comment_above_it)
{
    gives_without(three, (bool[]){ false, true, false },
                  "# head\nlist: # of three\n  # the first\n  - a: 1\n    b: 2\n  - a: |\n      - text\n\n"
                  "# of the next key\nnext: 5\n");
    gives_without(three, (bool[]){ true, false, true },
                  "# head\nlist: # of three\n  # the second\n  # in two lines\n  -\n    a: 3\n\n\n"
                  "# of the next key\nnext: 5\n");
}
END_TEST

START_TEST(a_list_without_its_last_item_is_an_empty_one)
{
    gives_without("list:\n- a\n- b\nnext: 1\n", (bool[]){ true, true }, "list: []\nnext: 1\n");
}
END_TEST

START_TEST(an_item_is_put_behind_the_last)
{
    gives_with(three, "a: 9\nb: 8",
               "# head\nlist: # of three\n  # the first\n  - a: 1\n    b: 2\n  # the second\n  # in two lines\n  -\n"
               "    a: 3\n\n  - a: |\n      - text\n  - a: 9\n    b: 8\n\n# of the next key\nnext: 5\n");
    gives_with("list:\n- a", "b", "list:\n- a\n- b\n");
}
END_TEST

START_TEST(a_list_that_is_blank_or_empty_becomes_one)
{
    gives_with("list:\nnext: 1\n", "a: 1", "list:\n  - a: 1\nnext: 1\n");
    gives_with("x: 1\nlist: []", "a: 1", "x: 1\nlist:\n  - a: 1\n");
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("items");

    tcase_add_test(tests, an_item_goes_with_the_comment_above_it);
    tcase_add_test(tests, a_list_without_its_last_item_is_an_empty_one);
    tcase_add_test(tests, an_item_is_put_behind_the_last);
    tcase_add_test(tests, a_list_that_is_blank_or_empty_becomes_one);
    return unit_run(tests);
}
