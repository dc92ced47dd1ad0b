#include "base/buf.h"
#include "base/limits.h"
#include "unit.h"
#include "yaml/ways.h"

/* Both ways find the same, and the first is without libyaml, or is not. */
static void both(const char *text, bool quick)
{
    char why[WAYS_WHY];
    cdt_str slice = cdt_str_z(text);

    ck_assert_msg(ways_agree(slice, why), "%s, of:\n%s", why, text);
    ck_assert_msg(ways_quick(slice) == quick, "read %s libyaml:\n%s", quick ? "by" : "without", text);
}

START_TEST(what_descriptions_are_written_in_needs_no_libyaml)
{
    static const char *const texts[] = {
        "a: b\n",
        "a: b",
        "# note\n\n---\na: b # note\n",
        "a:\n  b: c\n  d:\n    e: f\ng: h\n",
        "a:\n- b\n- c: d\n  e: f\ng:\n  - h\n",
        "- a\n- b: c\n-\n- - d\n  - e\n-   f: g\n    h: i\n",
        "a:\nb:\n  -\n  - # note\nc:\n",
        "a: \"b: \\\"c\\\" \\\\ \\n\"\n'd''e': 'f # g'\n\"h\": i\n",
        "a: [b, 'c', \"d\", [], {}, {e: f, 'g': [h]}]\n",
        "a: {b: c,\n    d: [e,\n f], # note\n    # note\n  g: h}\n",
        "a: |\n  b\n\n    c\n  d\n\n\ne: >-\n  f\n  g\n\n  h\n   i\n  j\n",
        "a: |+\n\n\n  b\n\n\nc: >\n  d",
        "a:\n  |\n  b\nc:\n  d\ne:\n  [f]\n",
        "a: b\r\nc:\r\n  - d\r\n  - |\r\n    e\r\n    f\r\n",
        "caf\xC3\xA9: {\xE2\x80\x99: x, y: z}\n\xC3\xA9: '\xC3\xA9' # \xC3\xA9\n",
        "a: ~\nb: null\nc: 'null'\nd: ''\ne: '  '\n",
        "a: b\n c\nd:\n  e\n  f # g\n\nh: i\n\n\n  - j\n  k#l \n  -m\n",
        "- a\n  b\n- c: d\n    e\n- - f\n    g\n",
        "a:\n- b\n c\n- d\n",
        "a: 'b \t\n\n  it''s c\n  d  '\ne: \"f \\n\n\n\n   \\\"g\\\\\n  \"\nh: '\n  i'\n",
        "a: ['b\n c', {d: \"e\n\n  f\"}]\ng: h\n",
        "a: '\xC3\xA9 b\n  \xC3\xA9\xC3\xA9 c' # \xC3\xA9\nb: [\"\xC3\xA9\n    \\\"\xC3\xA9\xC3\xA9\", c]\nd: "
        "\xC3\xA9\n  \xC3\xA9 e\n",
        "a: b\r\n  c\r\n\r\n  d\r\ne: 'f\r\n  g'\r\n",
        "a: b:c d#e -f ?g\nh : i\n'j' : k\nl: -1\nm: [x:y, http://z, -1]\n",
        ("one: 1\ntwo: 2\nthree: 3\nfour: 4\nfive: 5\nsix: 6\nseven: 7\neight: 8\nnine: 9\nten: 10\neleven: "
         "11\ntwelve: "
         "12\n"),
    };

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        both(texts[i], true);
}
END_TEST

START_TEST(anything_else_is_read_by_libyaml_as_before)
{
    static const char *const texts[] = {
        "",
        "# note\n",
        "a\n",
        "[a]\n",
        "---\n---\na: b\n",
        "a: b\n...\n",
        "a: b\n---\nc: d\n",
        "%YAML 1.1\n---\na: b\n",
        "a: &b c\nd: *b\n",
        "a: !c d\n",
        "<<: {a: b}\n",
        "? a\n: b\n",
        "a: [b\n  c]\n",
        "a: b\n  c: d\n",
        "a: b\n  : c\n",
        "a: b\n  c # d\n  e\n",
        "a: b\n  # c\n  d\n",
        "a: b\n\tc\n",
        "a: 'b\nc'\n",
        "a: 'b\n  c': d\n",
        "'b\n  c': d\n",
        "a: {'b\n  c': d}\n",
        "a: \"b\\\n  c\"\n",
        "a: \"b\\ \t\n  c\"\n",
        "a: 'b\n  ",
        "a: 'b\n  c' d\n",
        "a:\tb\n",
        "a: b\tc\n",
        "\ta: b\n",
        "a: \"\\x41\"\n",
        "a: |2\n   b\n",
        "a: |\n     \n  b\n",
        "a: |\nb: c\n",
        "a: b\na: c\n",
        "a: {b: c, b: d}\n",
        "a: b: c\n",
        "a: 'b' c\n",
        "a: 'b'#c\n",
        "a: [b, , c]\n",
        "a: [b: c]\n",
        "a: {b, c: }\n",
        "a: [b?]\n",
        "a: b\n c: d\n",
        "a:\n  b: c\n d: e\n",
        "- a\nb: c\n",
        "a:\n  - b\n c\n",
        "a: @b\n",
        "a: b\rc: d\n",
        "a: \xC2\x85 b\n",
        ("\xEF\xBB\xBF"
         "a: b\n"),
        "a: b\xFF\n",
    };

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        both(texts[i], false);
}
END_TEST

/* `count` times `piece`. */
static char *repeat(const char *before, const char *piece, size_t count, const char *after)
{
    cdt_buf buf = { 0 };
    char *text;

    cdt_buf_put_z(&buf, before);
    while (count--)
        cdt_buf_put_z(&buf, piece);
    cdt_buf_put_z(&buf, after);
    text = strdup(cdt_buf_str(&buf).at);
    cdt_buf_free(&buf);
    return text;
}

static void repeated(const char *before, const char *piece, size_t count, const char *after, bool quick)
{
    char *text = repeat(before, piece, count, after);

    both(text, quick);
    free(text);
}

START_TEST(limits_are_those_of_libyaml_s_way)
{
    repeated("a: ", "[", CDT_MAX_DEPTH - 1, "", false);
    repeated("", "- ", CDT_MAX_DEPTH, "a\n", true);
    repeated("", "- ", CDT_MAX_DEPTH + 1, "a\n", false);
    repeated("", "- ", CDT_MAX_DEPTH - 1, "[a]\n", true);
    repeated("", "- ", CDT_MAX_DEPTH, "[a]\n", false);
    repeated("", "k", 900, ": a\n", true);
    repeated("", "k", CDT_MAX_KEY_BYTES, ": a\n", false);
    repeated("", "k", CDT_MAX_KEY_BYTES + 1, ": a\n", false);
    repeated("a: {", "\xC3\xA9", 600, ": b}\n", false);
    repeated("a: ", "word ", 50000, "\n", true);
    repeated("a: ", "word\n  ", 50000, "b\n", true);
    repeated("a: '", "word\n  ", 50000, "b'\n", true);
    repeated("a: [", "b, ", 50000, "c]\n", true);
}
END_TEST

START_TEST(many_keys_are_told_apart)
{
    cdt_buf buf = { 0 };

    for (unsigned i = 0; i < 5000; i++)
        cdt_buf_printf(&buf, "k%u: %u\n", i, i);
    both(cdt_buf_str(&buf).at, true);
    cdt_buf_put_z(&buf, "k77: again\n");
    both(cdt_buf_str(&buf).at, false);
    cdt_buf_free(&buf);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("quick");

    tcase_add_test(tests, what_descriptions_are_written_in_needs_no_libyaml);
    tcase_add_test(tests, anything_else_is_read_by_libyaml_as_before);
    tcase_add_test(tests, limits_are_those_of_libyaml_s_way);
    tcase_add_test(tests, many_keys_are_told_apart);
    return unit_run(tests);
}
