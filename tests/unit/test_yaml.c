#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdio.h>

#include "unit.h"
#include "yaml/edit.h"
#include "yaml/form.h"
#include "yaml/schema.h"
#include "yaml/stream.h"
#include "yaml/tree.h"

static cdt_document document;
static cdt_diags *diags;
static cdt_arena arena;

static void setup(void)
{
    diags = cdt_diags_new();
}

static void teardown(void)
{
    cdt_document_free(&document);
    cdt_diags_free(diags);
    cdt_arena_free(&arena);
}

static bool read_text(const char *text)
{
    return cdt_document_read(&document, "a.yaml", cdt_str_z(text), 1, diags);
}

/* The node at a path of keys and numbers. */
static const cdt_node *node(const char *path)
{
    const cdt_node *found = cdt_node_at(&document, cdt_str_z(path));

    ck_assert_msg(found != NULL, "%s is there", path);
    return found;
}

static void ck_place(cdt_place place, unsigned line, unsigned column)
{
    ck_assert_msg(place.line == line && place.column == column, "wanted %u:%u, came %u:%u", line, column, place.line,
                  place.column);
}

START_TEST(every_value_knows_its_place)
{
    ck_assert(read_text("a: one\nb:\n  - {c: \"\xC3\xA9\", d: two}\n  - |\n    text\n"));
    ck_place(cdt_node_place(&document, node("a")), 1, 4);
    ck_place(cdt_node_key_place(&document, node("b")), 2, 1);
    ck_place(cdt_node_place(&document, node("b[0].d")), 3, 17); /* columns count characters, not bytes */
    ck_place(cdt_node_place(&document, node("b[1]")), 4, 5);
    ck_assert_uint_eq(node("a")->length, 3);
}
END_TEST

START_TEST(a_key_given_twice_is_reported_at_the_second)
{
    ck_assert(read_text("title: Shared services\ntitle: Shared services, again\n"));
    ck_assert_uint_eq(cdt_diags_count(diags), 1);
    ck_assert_problem(diags, 0, CDT_DUPLICATE_KEY, 2, 1);
    ck_assert_slice(node("title")->text, "Shared services");
}
END_TEST

START_TEST(a_tag_is_refused_with_the_place_and_the_way_out)
{
    ck_assert(read_text("that: !has(exit)\n"));
    ck_assert_problem(diags, 0, CDT_TAG, 1, 7);
    ck_assert_ptr_nonnull(strstr(cdt_diags_at(diags, 0)->message, "quotes"));
}
END_TEST

START_TEST(an_alias_is_copied_and_keeps_both_places)
{
    ck_assert(read_text("a: &x {k: v}\nb: *x\n"));
    ck_place(cdt_node_place(&document, node("b")), 1, 7);
    ck_assert_uint_eq(node("b")->alias_line, 2);
    ck_assert_ptr_ne(node("a.k"), node("b.k"));
    ck_assert_ptr_eq(node("b.k")->parent, node("b"));
}
END_TEST

START_TEST(a_value_with_an_anchor_stands_where_its_text_begins)
{
    ck_assert(read_text("a: &one\n  text\nb: [&e   'two', &none , &f {k: v}]\nc: &d # why\n  k: v\ne: &empty\nf: g\n"));
    ck_place(cdt_node_place(&document, node("a")), 2, 3);
    ck_assert_uint_eq(node("a")->length, 4);
    ck_place(cdt_node_place(&document, node("b[0]")), 3, 10);
    ck_assert_uint_eq(node("b[0]")->length, 5);
    ck_place(cdt_scalar_place(&document, node("b[0]"), 1, 1), 3, 12);
    ck_place(cdt_node_place(&document, node("b[1]")), 3, 17);
    ck_place(cdt_node_place(&document, node("b[2]")), 3, 28);
    ck_place(cdt_node_place(&document, node("c")), 5, 3);
    ck_place(cdt_node_place(&document, node("e")), 6, 4);
}
END_TEST

START_TEST(what_follows_the_document_is_not_passed_over_in_silence)
{
    ck_assert(!read_text("a: b\n---\nc: d\n"));
    ck_assert_problem(diags, 0, CDT_YAML_SYNTAX, 2, 1);
    teardown();
    setup();
    ck_assert(!read_text("[a, b] c\n"));
    ck_assert_problem(diags, 0, CDT_YAML_SYNTAX, 1, 1);
    teardown();
    setup();
    ck_assert(read_text("---\na: b\n...\n# the end\n"));
}
END_TEST

START_TEST(a_character_that_yaml_refuses_is_told_where_it_stands)
{
    ck_assert(!read_text("a: b\n\xC3\xA9: x\xC2\x81\n"));
    ck_assert_problem(diags, 0, CDT_NOT_TEXT, 2, 5);
    ck_assert_ptr_nonnull(strstr(cdt_diags_at(diags, 0)->message, "U+0081"));
}
END_TEST

START_TEST(an_alias_without_an_anchor_says_which_is_near)
{
    read_text("a: &south x\nb: *suoth\nc: &d [*d]\n");
    ck_assert_problem(diags, 0, CDT_BAD_ALIAS, 2, 4);
    ck_assert_ptr_nonnull(strstr(cdt_diags_at(diags, 0)->message, "*south"));
    ck_assert_problem(diags, 1, CDT_BAD_ALIAS, 3, 8);
}
END_TEST

/* Each of these would look through ten thousand names, were its suggestion not left out once nobody will read it. */
START_TEST(ten_thousand_bad_aliases_take_no_longer_than_a_hundred)
{
    cdt_buf text = { 0 };

    for (int i = 0; i < 20000; i++)
        cdt_buf_printf(&text, i % 2 ? "k%d: *anchox%06d\n" : "k%d: &anchor%06d 1\n", i, i);
    read_text(cdt_buf_str(&text).at);
    ck_assert_uint_eq(cdt_diags_errors(diags), 10000);
    ck_assert_uint_eq(cdt_diags_count(diags), 101);
    cdt_buf_free(&text);
}
END_TEST

START_TEST(merge_keys_give_way_to_keys_that_are_written)
{
    ck_assert(read_text("b: &b {p: 1, q: 2}\nm: {<<: *b, q: 3}\nl:\n  <<: [*b, {r: 4, p: 5}]\n"));
    ck_assert_uint_eq(cdt_diags_count(diags), 0);
    ck_assert_slice(node("m.q")->text, "3");
    ck_assert_slice(node("m.p")->text, "1");
    ck_assert_slice(node("l.p")->text, "1");
    ck_assert_slice(node("l.r")->text, "4");
    ck_assert_uint_eq(node("l")->count, 3);
}
END_TEST

START_TEST(aliases_of_aliases_stop_at_their_limit)
{
    cdt_buf text = { 0 };

    cdt_buf_put_z(&text, "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 9; i++) {
        cdt_buf_printf(&text, "a%d: &a%d [", i, i);
        for (int k = 0; k < 10; k++)
            cdt_buf_printf(&text, "*a%d,", i - 1);
        cdt_buf_put_z(&text, "]\n");
    }
    ck_assert(!read_text(text.at));
    ck_assert_int_eq(cdt_diags_at(diags, 0)->code, CDT_TOO_LARGE);
    cdt_buf_free(&text);
}
END_TEST

/* `count` lists inside each other. */
static bool read_nested(size_t count)
{
    cdt_buf text = { 0 };
    bool read;

    cdt_buf_repeat(&text, '[', count);
    cdt_buf_put_z(&text, "x");
    cdt_buf_repeat(&text, ']', count);
    read = cdt_document_read(&document, "a.yaml", cdt_copy(&arena, cdt_buf_str(&text)), 1, diags);
    cdt_buf_free(&text);
    return read;
}

START_TEST(sixty_four_lists_inside_each_other_are_read_and_no_more)
{
    ck_assert(read_nested(64));
    cdt_document_free(&document);
    ck_assert(!read_nested(65));
    ck_assert_problem(diags, 0, CDT_TOO_LARGE, 1, 65);
}
END_TEST

START_TEST(two_hundred_kilobytes_of_brackets_end_at_once)
{
    ck_assert(!read_nested(200000));
    ck_assert_uint_eq(cdt_diags_count(diags), 1);
}
END_TEST

typedef struct broken {
    const char *text;
    cdt_code code;
    unsigned line, column;
    const char *says;
} broken;

START_TEST(an_escaped_nul_is_refused)
{
    read_text("a: 1\nb: \"c\\0d\"\n");
    ck_assert_problem(diags, 0, CDT_NOT_TEXT, 2, 4);
}
END_TEST

START_TEST(what_cannot_be_read_says_what_to_write_instead)
{
    static const broken cases[] = {
        { "a:\n\tb: c\n", CDT_YAML_SYNTAX, 2, 1, "tab" },
        { "a: \"x\" in y\n", CDT_YAML_SYNTAX, 1, 4, "'\"x\" in y'" },
        { "a: {x} is short\n", CDT_YAML_SYNTAX, 1, 4, "'{x} is short'" },
        { "a: Note: this\n", CDT_YAML_SYNTAX, 1, 8, "'Note: this'" },
        { "a: \"never\nclosed", CDT_YAML_SYNTAX, 1, 4, "closing quote" },
        { "a: [b,\nc", CDT_YAML_SYNTAX, 1, 4, "never closed" },
        { "a: b\n c: d\n", CDT_YAML_SYNTAX, 2, 3, "indentation" },
        { "a: @b\n", CDT_YAML_SYNTAX, 1, 4, "'@b'" },
        { "a: \x01\n", CDT_NOT_TEXT, 1, 4, "0x01" },
        { "a: \xC3\n", CDT_NOT_TEXT, 1, 4, "UTF-8" },
        { "a: \"b\\uD800\"\n", CDT_YAML_SYNTAX, 1, 4, "escape" },
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cdt_document_free(&document);
        cdt_diags_free(diags);
        diags = cdt_diags_new();
        ck_assert_msg(!read_text(cases[i].text), "\"%s\" is refused", cases[i].text);
        ck_assert_problem(diags, 0, cases[i].code, cases[i].line, cases[i].column);
        ck_assert_msg(strstr(cdt_diags_at(diags, 0)->message, cases[i].says) != NULL, "\"%s\" says \"%s\", not \"%s\"",
                      cases[i].text, cdt_diags_at(diags, 0)->message, cases[i].says);
    }
}
END_TEST

/* Every digit of the scalar at `path` is found where it stands in the file. */
static void ck_digits(const char *text, const char *path)
{
    const cdt_node *scalar;
    unsigned line = 1, column = 1;
    size_t wanted = 0;

    cdt_document_free(&document);
    ck_assert(read_text(text));
    scalar = node(path);
    for (const char *at = text; *at; at++) {
        size_t offset = cdt_str_find(scalar->text, (cdt_str){ at, 1 }, 0);
        if (*at >= '0' && *at <= '9' && offset != (size_t)-1) { /* each digit stands once */
            cdt_place p = cdt_scalar_place(&document, scalar, offset, 1);
            ck_assert_msg(p.line == line && p.column == column, "%c of %s: wanted %u:%u, came %u:%u", *at, text, line,
                          column, p.line, p.column);
            wanted++;
        }
        column++;
        if (*at == '\n')
            line++, column = 1;
    }
    ck_assert_uint_gt(wanted, 2);
}

START_TEST(a_byte_of_any_style_of_scalar_leads_back_to_its_place)
{
    ck_digits("a: b 1 c 2 d 3\n", "a");
    ck_digits("a: b 1\n   c 2\n\n   d 3 4\nz: y\n", "a");
    ck_digits("a: 'b ''1'' 2\n  3 c'' 4'\n", "a");
    ck_digits("a: \"b \\\"1\\\" 2\\n 3\n  4\\\n   5 \\t 6\"\n", "a");
    ck_digits("a: |\n  1 b\n    2 c\n\n  3\n", "a");
    ck_digits("a: |2\n    5 b\n   6 c\n  7\n", "a");
    ck_digits("a: >\n  1 b\n  2 c\n\n  3\n    4\n    5\n  6\n", "a");
    ck_digits("k:\n  - a: >-\n      1 2\n\n      3 4\n", "k[0].a");
}
END_TEST

/* Read text that is all the user's own. */
static void read_free(const char *text)
{
    cdt_schemas schemas;

    ck_assert(read_text(text));
    ck_assert(cdt_schemas_read(&schemas, "free.yaml", CDT_STR("x-free: yes\n"), diags));
    cdt_schema_apply(&schemas, &document, diags);
    cdt_schemas_free(&schemas);
}

START_TEST(a_path_names_elements_by_their_id)
{
    read_free("p: [{id: north, q: [a, b]}, {id: south}, {id: south}]\n");
    ck_assert_slice(cdt_node_path(node("p[north].q[1]"), &arena), "p[north].q[1]");
    ck_assert_slice(cdt_node_path(node("p[2].id"), &arena), "p[2].id"); /* two have that id */
}
END_TEST

START_TEST(a_tree_can_be_changed_by_path)
{
    read_free("p: [{id: north, q: 1}]\nv: {w: 2}\n");
    ck_assert(cdt_node_set(&document, CDT_STR("p[north].q"), node("v")));
    ck_assert_slice(node("p[north].q.w")->text, "2");
    ck_assert(cdt_node_set(&document, CDT_STR("new.deep.key"), node("v.w")));
    ck_assert_slice(node("new.deep.key")->text, "2");
    ck_assert(cdt_node_append(&document, CDT_STR("p"), node("v")));
    ck_assert_uint_eq(node("p")->count, 2);
    ck_assert(cdt_node_remove(&document, CDT_STR("p[north]")));
    ck_assert_uint_eq(node("p")->count, 1);
    ck_assert(!cdt_node_remove(&document, CDT_STR("p[north]")));
    ck_assert(!cdt_node_set(&document, CDT_STR("p[north].q"), node("v")));
}
END_TEST

START_TEST(a_value_among_many_is_changed)
{
    char text[1000] = "v: new\nmany: {k0: old";

    for (unsigned i = 1; i < 80; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), ", k%u: old", i);
    strcat(text, "}\n");
    ck_assert(read_text(text));
    ck_assert(cdt_node_set(&document, CDT_STR("many.k7"), node("v")));
    ck_assert_slice(node("many.k7")->text, "new");
}
END_TEST

/* ---- streams ---- */

typedef struct drip {
    cdt_str text;
    size_t piece;
} drip;

static long read_drip(void *from, char *to, size_t size)
{
    drip *d = from;
    size_t take = d->piece < d->text.len ? d->piece : d->text.len;

    if (take > size)
        take = size;
    memcpy(to, d->text.at, take);
    d->text = cdt_str_slice(d->text, take, d->text.len);
    return (long)take;
}

/* The documents of `text`, read in pieces of any size: "line:text|line:text|". */
static void ck_documents(cdt_str text, const char *wanted)
{
    for (size_t piece = 1; piece < 40; piece += 3) {
        drip from = { text, piece };
        cdt_stream stream = cdt_stream_of(read_drip, &from);
        cdt_buf seen = { 0 };
        cdt_str part;
        unsigned line;
        while (cdt_stream_next(&stream, &part, &line))
            cdt_buf_printf(&seen, "%u:%.*s|", line, CDT_ARGS(part));
        ck_assert_slice(cdt_buf_str(&seen), wanted);
        cdt_buf_free(&seen);
        cdt_stream_free(&stream);
    }
}

START_TEST(a_stream_is_cut_at_its_document_markers)
{
    ck_documents(CDT_STR(""), "");
    ck_documents(CDT_STR("# only\n---\n# comments\n...\n"), "");
    ck_documents(CDT_STR("a: 1"), "1:a: 1|");
    ck_documents(CDT_STR("a: 1\n---\nb: [\n---\nc: 3\n"), "1:a: 1\n|2:---\nb: [\n|4:---\nc: 3\n|");
    ck_documents(CDT_STR("%YAML 1.1\n---\na: 1\n...\n# c\nb: 2\n"), "1:%YAML 1.1\n---\na: 1\n...\n|5:# c\nb: 2\n|");
    ck_documents(CDT_STR("--- a\n--- b\n---x: 1\n"), "1:--- a\n|2:--- b\n---x: 1\n|");
    ck_documents(CDT_STR("\xEF\xBB\xBF"
                         "a: 1\n"),
                 "1:a: 1\n|");
}
END_TEST

START_TEST(utf16_with_a_byte_order_mark_is_read)
{
    ck_documents((cdt_str){ "\xFF\xFE"
                            "a\0:\0 \0\xAC\x20=\xD8\x00\xDE\n\0",
                            16 },
                 "1:a: \xE2\x82\xAC\xF0\x9F\x98\x80\n|");
    ck_documents((cdt_str){ "\xFE\xFF"
                            "\0a\0:\0 \x20\xAC\0\n",
                            12 },
                 "1:a: \xE2\x82\xAC\n|");
}
END_TEST

/* ---- the schema ---- */

static const char small_schema[] =
    "x-facts: yes\n"
    "type: object\n"
    "required: [name]\n"
    "properties:\n"
    "  name: {type: string, minLength: 1}\n"
    "  start: {type: string, format: date}\n"
    "  ready: {type: boolean}\n"
    "  share: {type: number, minimum: 0, maximum: 100}\n"
    "  seats: {type: integer}\n"
    "  kind: {type: string, enum: [board, committee], x-other: yes}\n"
    "  parties:\n"
    "    type: array\n"
    "    x-unique: id\n"
    "    items: {type: object, required: [id], properties: {id: {type: string, pattern: '^[a-z]+$'}}}\n"
    "  lead: {type: string, x-refers-to: ['parties[].id', leaving]}\n"
    "  backers: {type: array, x-single: yes, items: {type: string, x-refers-to: ['parties[].id']}}\n"
    "  nations: {type: array, x-single: yes, items: {type: string, enum: [england, wales]}}\n"
    "  notice:\n"
    "    type: array\n"
    "    x-single: yes\n"
    "    items:\n"
    "      type: object\n"
    "      x-scalar: period\n"
    "      properties: {period: {type: string, format: duration}, on: {type: string}}\n";

/* Problems of `text` against the small schema: "line:column label; ...". */
static void ck_schema(const char *text, const char *wanted)
{
    cdt_schemas schemas;
    cdt_buf seen = { 0 };

    cdt_document_free(&document);
    cdt_diags_free(diags);
    diags = cdt_diags_new();
    ck_assert(cdt_schemas_read(&schemas, "s.yaml", cdt_str_z(small_schema), diags));
    ck_assert(read_text(text));
    cdt_schema_apply(&schemas, &document, diags);
    for (size_t i = 0; i < cdt_diags_count(diags); i++) {
        const cdt_diag *d = cdt_diags_at(diags, i);
        cdt_buf_printf(&seen, "%u:%u %s; ", d->place.line, d->place.column, cdt_code_label(d->code));
    }
    ck_assert_msg(cdt_str_is_z(cdt_buf_str(&seen), wanted), "of %s came %s, wanted %s", text,
                  seen.len ? seen.at : "nothing", wanted);
    cdt_buf_free(&seen);
    cdt_schemas_free(&schemas);
}

START_TEST(a_schema_types_what_it_allows)
{
    ck_schema("name: no\nstart: 2026-04-01\nready: yes\nshare: 33.34\nseats: '3'\nkind: board\n", "");
    ck_assert_slice(node("name")->text, "no"); /* text stays text */
    ck_assert_int_eq(node("ready")->type, CDT_BOOLEAN);
    ck_assert_int_eq(node("share")->type, CDT_NUMBER);
    ck_assert_int_eq((int)node("seats")->as.integer, 3);
}
END_TEST

START_TEST(a_schema_reports_what_does_not_fit_at_its_place)
{
    ck_schema("start: 2026-02-30\n", "1:8 bad-format; 1:1 missing-key; ");
    ck_schema("name: a\nshare: 101\nseats: 1.5\nready: Yes\n", "2:8 out-of-range; 3:8 bad-format; 4:8 bad-format; ");
    ck_schema("name: a\nkind: borad\nnmae: b\n", "2:7 unknown-word; 3:1 unknown-key; ");
    ck_schema("name: none\nparties: [{id: {open: {who: b}}}]\n", "2:16 missing-key; 1:7 missing-key; ");
    ck_schema("name: [a]\nparties: {id: a}\n", "1:7 wrong-type; 2:10 wrong-type; ");
    ck_schema("name: a\nparties: [{id: a}, {id: a}, {id: leaving}, {id: B}]\n",
              "2:49 bad-format; 2:25 duplicate-id; 2:34 reserved-id; ");
    ck_schema("name: a\nparties: [{id: north}]\nlead: nroth\n", "3:7 unknown-id; ");
    ck_schema("name: a\nnotice: 12 moons\n", "2:9 bad-format; ");
}
END_TEST

START_TEST(a_key_in_the_wrong_mapping_is_told_where_it_belongs)
{
    ck_schema("name: a\nnotice: {ready: yes}\nperiod: 1 month\nid: x\n",
              "2:10 unknown-key; 3:1 unknown-key; 4:1 unknown-key; ");
    ck_assert_ptr_nonnull(strstr(cdt_diags_at(diags, 0)->message, "it belongs at the top level"));
    ck_assert_ptr_nonnull(strstr(cdt_diags_at(diags, 1)->message, "it belongs in each item of notice"));
    ck_assert_ptr_nonnull(strstr(cdt_diags_at(diags, 2)->message, "it belongs in each item of parties"));
}
END_TEST

START_TEST(a_value_split_by_a_comma_is_shown_quoted)
{
    ck_schema("{name: Local Government Act 1972, s.113}\n", "1:35 unknown-key; ");
    ck_assert_ptr_nonnull(strstr(cdt_diags_at(diags, 0)->message, "\"Local Government Act 1972, s.113\""));
}
END_TEST

START_TEST(a_date_in_words_is_shown_as_it_is_written)
{
    static const char *const pairs[][2] = {
        { "start: 1 April 2026\nname: a\n", "2026-04-01" },
        { "start: April 1, 2026\nname: a\n", "2026-04-01" },
        { "start: 1st Apr 2026\nname: a\n", "2026-04-01" },
        { "start: 13/04/2026\nname: a\n", "2026-04-13" },
        { "start: 31/04/2026\nname: a\n", "30 days" },
        { "ready: Yes\nname: a\n", "write yes" },
        { "share: \"\xC2\xA3"
          "12,000.50\"\nname: a\n",
          "write 12000.50" },
        { "notice: six months\nname: a\n", "6 months" },
        { "notice: 12months\nname: a\n", "write 12 months" },
        { "notice: 12  Months\nname: a\n", "write 12 months" },
        { "notice: three calendar months\nname: a\n", "write 3 months" },
        { "notice: every month\nname: a\n", "write 1 month" },
        { "notice: quarter\nname: a\n", "write 1 quarter" },
        { "notice: annually\nname: a\n", "write 1 year" },
        { "notice: 1 year and 6 months\nname: a\n", "write 1 year 6 months" },
        { "notice: \xC2\xBD year\nname: a\n", "found \"\xC2\xBD year\"" },
        { "seats: 1.5\nname: a\n", "write it without a fraction" },
        { "seats: 99999999999999999999\nname: a\n", "write at most 18 digits" },
        { "seats: 1,500\nname: a\n", "write 1500, without signs and commas" },
        { "share: 0.0000000001\nname: a\n", "write at most 18 digits, with a point before" },
        { "nations: wales, england\nname: a\n", "as a list: [wales, england]" },
        { "backers: south, north\nname: a\nparties: [{id: north}, {id: south}]\n", "as a list: [south, north]" },
    };

    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        cdt_schemas schemas;
        cdt_document_free(&document);
        cdt_diags_free(diags);
        diags = cdt_diags_new();
        cdt_schemas_read(&schemas, "s.yaml", cdt_str_z(small_schema), diags);
        read_text(pairs[i][0]);
        cdt_schema_apply(&schemas, &document, diags);
        ck_assert_msg(cdt_diags_count(diags) > 0 && strstr(cdt_diags_at(diags, 0)->message, pairs[i][1]), "%s: %s",
                      pairs[i][0], cdt_diags_count(diags) ? cdt_diags_at(diags, 0)->message : "");
        cdt_schemas_free(&schemas);
    }
}
END_TEST

START_TEST(any_fact_may_be_none_or_open_or_blank)
{
    ck_schema("name: a\nstart: none\nparties: {none: nobody yet}\nlead: {open: {who: Legal, by: 2026-05-01}}\nready:\n"
              "seats: ~\nnotice: []\nkind: {other: a trust}\n",
              "");
    ck_assert_int_eq(node("start")->state, CDT_NONE);
    ck_assert_int_eq(node("parties")->state, CDT_NONE);
    ck_assert_int_eq(node("lead")->state, CDT_OPEN);
    ck_assert_int_eq(node("ready")->state, CDT_UNSTATED);
    ck_assert_int_eq(node("notice")->state, CDT_UNSTATED);
    ck_schema("name: a\nlead: {open: {whom: Legal}}\nstart: {open: {by: soon}}\n",
              "2:15 unknown-key; 3:20 bad-format; ");
    ck_assert_slice(node("name")->text, "a");
}
END_TEST

START_TEST(short_forms_are_read_as_what_they_stand_for)
{
    ck_schema("name: a\nnotice: 12 months\n", "");
    ck_assert_int_eq(node("notice")->type, CDT_DURATION);
    ck_schema("name: a\nnotice: {period: 12 months}\n", "");
    ck_schema("name: a\nnotice: [12 months, {period: 30 days, on: x}]\n", "");
}
END_TEST

START_TEST(an_item_that_is_added_to_a_short_form_does_not_replace_it)
{
    cdt_schemas schemas;

    ck_assert(cdt_schemas_read(&schemas, "s.yaml", cdt_str_z(small_schema), diags));
    ck_assert(read_text("name: a\nnations: england\n"));
    cdt_schema_apply(&schemas, &document, diags);
    ck_assert(cdt_node_append(&document, CDT_STR("nations"), node("name")));
    ck_assert_slice(node("nations[0]")->text, "england");
    ck_assert_slice(node("nations[1]")->text, "a");
    cdt_schemas_free(&schemas);
}
END_TEST

START_TEST(a_users_own_mapping_is_typed_by_the_core_schema)
{
    ck_schema("name: a\nx: {i: 12, f: 1.5e3, b: true, s: yes, q: \"12\", n: none, d: 2026-01-01}\n", "");
    ck_assert_int_eq(node("x.i")->type, CDT_INTEGER);
    ck_assert_int_eq(node("x.f")->type, CDT_FLOAT);
    ck_assert_int_eq(node("x.b")->type, CDT_BOOLEAN);
    ck_assert_int_eq(node("x.s")->type, CDT_TEXT);
    ck_assert_int_eq(node("x.q")->type, CDT_TEXT);
    ck_assert_int_eq(node("x.n")->state, CDT_NONE);
    ck_assert_int_eq(node("x.d")->type, CDT_TEXT);
    ck_schema("name: a\nx: {t: True, h: 0x1F, o: 0o17, i: -.inf, n: .NaN, z: 0xFFFFFFFFFFFFFFFF}\n", "");
    ck_assert_int_eq(node("x.t")->type, CDT_BOOLEAN);
    ck_assert_int_eq((int)node("x.h")->as.integer, 31);
    ck_assert_int_eq((int)node("x.o")->as.integer, 15);
    ck_assert(node("x.i")->type == CDT_FLOAT && node("x.i")->as.real < 0);
    ck_assert_int_eq(node("x.n")->type, CDT_FLOAT);
    ck_assert_int_eq(node("x.z")->type, CDT_TEXT);
    ck_schema("name: a\nx: [1]\n", "2:4 wrong-type; ");
}
END_TEST

static const char *const plain_patterns[] = { "^[a-z][a-z0-9-]*$",   "^[A-Z]{3}$",       "^a:[0-9a-f]{2}$",
                                              "^[a-z]+0+$",          "^[a-z]*-[a-z-]+$", "^[a-]{2}z$",
                                              "^[a-z]+(-[a-z0]*)?$", "^(a)?$",           "^a{2}(:z{1}0+)?$" };

/* Every text of up to five of these, against PCRE2. */
static void compare_forms(const char *pattern)
{
    static const char letters[] = "az0A-:\n";
    int error;
    PCRE2_SIZE at;
    pcre2_code *code =
        pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED, PCRE2_UTF | PCRE2_DOLLAR_ENDONLY, &error, &at, NULL);
    pcre2_match_data *data = pcre2_match_data_create(1, NULL);
    char text[5];

    ck_assert_ptr_nonnull(code);
    for (unsigned length = 0, count = 1; length <= sizeof text; length++, count *= 7)
        for (unsigned n = 0; n < count; n++) {
            cdt_form form;
            int wanted;
            for (unsigned i = 0, rest = n; i < length; i++, rest /= 7)
                text[i] = letters[rest % 7];
            form = cdt_form_of((cdt_str){ text, length }, cdt_str_z(pattern));
            wanted = pcre2_match(code, (PCRE2_SPTR)text, length, 0, 0, data, NULL);
            ck_assert_msg((form == CDT_FORM_FITS) == (wanted >= 0) && form != CDT_FORM_UNKNOWN, "%s: \"%.*s\"", pattern,
                          (int)length, text);
        }
    pcre2_match_data_free(data);
    pcre2_code_free(code);
}

START_TEST(plain_patterns_are_told_without_pcre2_as_it_would)
{
    static const char *const others[] = { "",         "^$",        "a",      "^a",         "a$",
                                          "^a|b$",    "^(a)$",     "^a?$",   "^a*?$",      "^a++$",
                                          "^a{2,}$",  "^a{0}$",    "^[^a]$", "^[\\d]$",    "^.$",
                                          "^a*a$",    "^a+[a-z]$", "^a*b*$", "^[a-z]+0*$", "^[]a]$",
                                          "^[b-a]$",  "^[a$",      "^a{1$",  "^\xc3\xa9$", "^[a-z]*[a-z0-9]*$",
                                          "^a{999}$", "^\\$",      "^a()?$", "^(a)?(z)?$", "^a(z(0)?)?$",
                                          "^a*(a)?$", "^az)?$",    "^a(z$",  "^a(z)?0$",   "^a(z)*$",
                                          "^(a?$" };

    for (size_t i = 0; i < sizeof plain_patterns / sizeof *plain_patterns; i++)
        compare_forms(plain_patterns[i]);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        ck_assert_msg(cdt_form_of(CDT_STR("a"), cdt_str_z(others[i])) == CDT_FORM_UNKNOWN, "%s", others[i]);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("yaml");

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, every_value_knows_its_place);
    tcase_add_test(tests, a_key_given_twice_is_reported_at_the_second);
    tcase_add_test(tests, a_tag_is_refused_with_the_place_and_the_way_out);
    tcase_add_test(tests, an_alias_is_copied_and_keeps_both_places);
    tcase_add_test(tests, a_value_with_an_anchor_stands_where_its_text_begins);
    tcase_add_test(tests, what_follows_the_document_is_not_passed_over_in_silence);
    tcase_add_test(tests, a_character_that_yaml_refuses_is_told_where_it_stands);
    tcase_add_test(tests, an_alias_without_an_anchor_says_which_is_near);
    tcase_add_test(tests, ten_thousand_bad_aliases_take_no_longer_than_a_hundred);
    tcase_add_test(tests, merge_keys_give_way_to_keys_that_are_written);
    tcase_add_test(tests, aliases_of_aliases_stop_at_their_limit);
    tcase_add_test(tests, sixty_four_lists_inside_each_other_are_read_and_no_more);
    tcase_add_test(tests, two_hundred_kilobytes_of_brackets_end_at_once);
    tcase_add_test(tests, an_escaped_nul_is_refused);
    tcase_add_test(tests, what_cannot_be_read_says_what_to_write_instead);
    tcase_add_test(tests, a_byte_of_any_style_of_scalar_leads_back_to_its_place);
    tcase_add_test(tests, a_path_names_elements_by_their_id);
    tcase_add_test(tests, a_tree_can_be_changed_by_path);
    tcase_add_test(tests, a_value_among_many_is_changed);
    tcase_add_test(tests, a_stream_is_cut_at_its_document_markers);
    tcase_add_test(tests, utf16_with_a_byte_order_mark_is_read);
    tcase_add_test(tests, a_schema_types_what_it_allows);
    tcase_add_test(tests, a_schema_reports_what_does_not_fit_at_its_place);
    tcase_add_test(tests, a_key_in_the_wrong_mapping_is_told_where_it_belongs);
    tcase_add_test(tests, a_value_split_by_a_comma_is_shown_quoted);
    tcase_add_test(tests, a_date_in_words_is_shown_as_it_is_written);
    tcase_add_test(tests, any_fact_may_be_none_or_open_or_blank);
    tcase_add_test(tests, short_forms_are_read_as_what_they_stand_for);
    tcase_add_test(tests, an_item_that_is_added_to_a_short_form_does_not_replace_it);
    tcase_add_test(tests, a_users_own_mapping_is_typed_by_the_core_schema);
    tcase_add_test(tests, plain_patterns_are_told_without_pcre2_as_it_would);
    return unit_run(tests);
}
