/* From a byte of a scalar's text back to the line and column of the file: every letter of thousands of scalars, of all styles
 * and layouts, is found where it stands. The same on every machine: the layouts come from a counter. */
#include "base/buf.h"
#include "unit.h"
#include "yaml/tree.h"

static uint32_t seed;
static cdt_buf source;
static const char *line_end;
static const char letters[] = "ABCDEFGHIJKMOQRSTVWXYZ"; /* none of them stands in an escape */
static size_t used;                                     /* so many; each stands once */

/* 0 up to before `most`. */
static unsigned any(unsigned most)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 16) % most;
}

static void put(const char *text)
{
    cdt_buf_put_z(&source, text);
}

static void put_letter(void)
{
    if (letters[used])
        cdt_buf_char(&source, letters[used++]);
}

static void put_break(unsigned indent)
{
    put(line_end);
    for (unsigned empty = any(6) ? 0 : 1 + any(2); empty > 0; empty--)
        put(line_end);
    cdt_buf_repeat(&source, ' ', indent);
}

/* Something between letters: what all styles can hold. */
static void put_filler(void)
{
    static const char *const fillers[] = {
        "", "", "", " ", "  ", ".", "\xc3\xa9", "\xe4\xb8\xad", " == ", "(", "\xf0\x9f\x98\x80"
    };

    put(fillers[any(sizeof fillers / sizeof *fillers)]);
}

static void put_plain(unsigned indent)
{
    for (unsigned i = 2 + any(6); i > 0; i--) {
        put_letter();
        put_filler();
        put_letter();
        if (i > 1 && any(3) == 0)
            put_break(indent + 1 + any(3));
        else if (i > 1)
            put(" ");
    }
}

static void put_single(unsigned indent)
{
    put("'");
    put(any(4) ? "" : " ");
    for (unsigned i = 2 + any(6); i > 0; i--) {
        put_letter();
        put(any(3) ? "" : "''");
        put_filler();
        put_letter();
        if (any(4) == 0)
            put_break(indent + 1 + any(3));
    }
    put_letter();
    put("'");
}

static void put_double(unsigned indent)
{
    static const char *const escapes[] = { "\\n", "\\t", "\\\"", "\\\\", "\\x21", "\\u00e9", "\\U0001f600",
                                           "\\N", "\\_", "\\L",  "\\P",  "\\ ",   "\\e",     "\\/" };

    put("\"");
    for (unsigned i = 2 + any(6); i > 0; i--) {
        put_letter();
        put(any(2) ? "" : escapes[any(sizeof escapes / sizeof *escapes)]);
        put_filler();
        put_letter();
        if (any(4) == 0) {
            put_break(indent + 1 + any(3));
        } else if (any(5) == 0) {
            put(any(2) ? "\\" : " \\");
            put(line_end);
            cdt_buf_repeat(&source, ' ', indent + 1 + any(3));
            put(any(3) ? "" : "\\ ");
        }
    }
    put_letter();
    put("\"");
}

/* Literal or folded, with or without indicators, lines further in, empty lines, comments behind the header. */
static void put_block(unsigned indent, char style)
{
    static const char *const chomping[] = { "", "-", "+" };
    unsigned inner = 1 + any(4);
    bool said = any(3) == 0;

    cdt_buf_char(&source, style);
    if (said)
        cdt_buf_printf(&source, "%u", inner);
    put(chomping[any(3)]);
    put(any(4) ? "" : " # said here");
    put(line_end);
    for (unsigned i = 1 + any(6); i > 0; i--) {
        for (unsigned empty = any(4) ? 0 : 1 + any(2); empty > 0; empty--) {
            cdt_buf_repeat(&source, ' ', any(3) ? 0 : any(indent + inner + 1));
            put(line_end);
        }
        cdt_buf_repeat(&source, ' ', indent + inner);
        if (said || used)
            cdt_buf_repeat(&source, ' ', any(3) ? 0 : any(4));
        put_letter();
        put_filler();
        put_letter();
        put(any(4) ? "" : " ");
        put(line_end);
    }
}

/* Every letter of the text is found at its place in the source. */
static void check_letters(const cdt_document *document, const cdt_node *scalar)
{
    unsigned line = 1, column = 1, found = 0;

    for (size_t at = 0; at < source.len; at++) {
        char c = source.at[at];
        size_t offset = strchr(letters, c) ? cdt_str_find(scalar->text, (cdt_str){ &c, 1 }, 0) : (size_t)-1;

        if (offset != (size_t)-1) {
            cdt_place place = cdt_scalar_place(document, scalar, offset, 1);
            ck_assert_msg(place.line == line && place.column == column, "seed %u, %c: wanted %u:%u, came %u:%u in\n%s",
                          seed, c, line, column, place.line, place.column, source.at);
            found++;
        }
        if (c == '\r' || (c == '\n' && (at == 0 || source.at[at - 1] != '\r'))) {
            line++;
            column = 1;
        } else if (c != '\n' && ((unsigned char)c & 0xc0) != 0x80) {
            column++;
        }
    }
    ck_assert_uint_eq(found, used);
}

static void check_layout(void (*write)(unsigned indent), uint32_t number)
{
    static const char *const ends[] = { "\n", "\n", "\r\n", "\r" };
    cdt_diags *diags = cdt_diags_new();
    cdt_document document;
    bool in_list = any(2) == 0;

    seed = number * 2654435761u;
    line_end = ends[any(4)];
    used = 0;
    cdt_buf_clear(&source);
    cdt_buf_printf(&source, "0:%s", line_end);
    put(in_list ? "- 1: " : "  1: ");
    write(2);
    put(line_end);
    put(in_list ? "- 2" : "  2: 3");
    put(line_end);
    if (cdt_document_read(&document, "a.yaml", cdt_buf_str(&source), 1, diags)) {
        const cdt_node *inner = cdt_node_get_z(document.root, "0");
        if (in_list)
            inner = inner->children[0];
        ck_assert_ptr_nonnull(cdt_node_get_z(inner, "1"));
        check_letters(&document, cdt_node_get_z(inner, "1"));
    } else {
        ck_abort_msg("seed %u: %s in\n%s", number, cdt_diags_at(diags, 0)->message, source.at);
    }
    cdt_document_free(&document);
    cdt_diags_free(diags);
}

static void put_literal(unsigned indent)
{
    put_block(indent, '|');
}

static void put_folded(unsigned indent)
{
    put_block(indent, '>');
}

#define STYLE_TEST(name, write)                                                                                        \
    START_TEST(name)                                                                                                   \
    {                                                                                                                  \
        for (uint32_t i = 1; i <= 2000; i++)                                                                           \
            check_layout(write, i);                                                                                    \
        cdt_buf_free(&source);                                                                                         \
    }                                                                                                                  \
    END_TEST

STYLE_TEST(letters_of_plain_scalars_are_found, put_plain)
STYLE_TEST(letters_in_single_quotes_are_found, put_single)
STYLE_TEST(letters_in_double_quotes_are_found, put_double)
STYLE_TEST(letters_of_literal_scalars_are_found, put_literal)
STYLE_TEST(letters_of_folded_scalars_are_found, put_folded)

int main(void)
{
    TCase *tests = tcase_create("scalar place");

    tcase_add_test(tests, letters_of_plain_scalars_are_found);
    tcase_add_test(tests, letters_in_single_quotes_are_found);
    tcase_add_test(tests, letters_in_double_quotes_are_found);
    tcase_add_test(tests, letters_of_literal_scalars_are_found);
    tcase_add_test(tests, letters_of_folded_scalars_are_found);
    return unit_run(tests);
}
