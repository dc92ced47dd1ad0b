/* pdf.c - drafts that are PDF files, from the text that the caller's converter makes: a page ends in a form feed, and lines
 * stand where they stood on it. What was lost on the way (numbers in margins, columns) is told as doubt. */
#include <stdlib.h>

#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "draft/chars.h"
#include "draft/lines.h"
#include "draft/pdf_columns.h"
#include "draft/pdf_terms.h"
#include "draft/readers.h"

#define FEW_LETTERS 20 /* a page with less has no text of its own */

static void problem(cdt_diags *diags, const cdt_draft_source *source, const char *what)
{
    cdt_diags_add(diags, CDT_NOT_A_DRAFT, (cdt_place){ .file = source->file }, NULL, "this is a PDF; %s", what);
}

/* Ligatures are letters that pages join; soft hyphens and zero-width characters are none. */
static size_t plain_letters(cdt_str text, size_t at, cdt_str *letters)
{
    static const struct {
        cdt_str is, letters;
    } rows[] = {
        { { "\xEF\xAC\x80", 3 }, { "ff", 2 } },  { { "\xEF\xAC\x81", 3 }, { "fi", 2 } },
        { { "\xEF\xAC\x82", 3 }, { "fl", 2 } },  { { "\xEF\xAC\x83", 3 }, { "ffi", 3 } },
        { { "\xEF\xAC\x84", 3 }, { "ffl", 3 } }, { { "\xC2\xAD", 2 }, { "", 0 } },
        { { "\xE2\x80\x8B", 3 }, { "", 0 } },    { { "\xEF\xBB\xBF", 3 }, { "", 0 } },
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (cdt_str_starts(cdt_str_slice(text, at, at + 3), rows[i].is)) {
            *letters = rows[i].letters;
            return rows[i].is.len;
        }
    return 0;
}

/* The words of a line behind what stands already: gaps are one blank, and a word that was parted at the end of the line above
 * is one again. */
static void put_line(cdt_buf *out, cdt_str line)
{
    bool gap = out->len > 0;

    if (out->len > 1 && out->at[out->len - 1] == '-' && cdt_is_lower(out->at[out->len - 2]) && line.len &&
        cdt_is_lower(line.at[0])) {
        out->at[--out->len] = '\0';
        gap = false;
    }
    for (size_t at = 0; at < line.len;) {
        cdt_str letters;
        size_t blank = cdt_blank_at(line, at), joined;
        if (blank) {
            gap = true;
            at += blank;
            continue;
        }
        if (gap && out->len)
            cdt_buf_char(out, ' ');
        gap = false;
        joined = plain_letters(line, at, &letters);
        if (joined)
            cdt_buf_put(out, letters);
        else
            cdt_buf_char(out, line.at[at]);
        at += joined ? joined : 1;
    }
}

static cdt_block block_of(const cdt_lines *lines, size_t from)
{
    return (cdt_block){ .depth = -1,
                        .page = lines->at[from].page,
                        .below = from && !lines->at[from].gap && lines->at[from].page == lines->at[from - 1].page,
                        .furniture = lines->at[from].furniture || lines->at[from].rule };
}

/* What stands between the pages of a paragraph comes behind it. */
static void build_furniture(cdt_builder *builder, const cdt_lines *lines, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        cdt_buf text = { 0 };
        cdt_block block = block_of(lines, i);
        if (!lines->at[i].furniture)
            continue;
        put_line(&text, cdt_str_slice(lines->text, lines->at[i].start, lines->at[i].end));
        block.text = cdt_buf_take(&text, cdt_build_arena(builder));
        cdt_buf_free(&text);
        if (block.text.len)
            cdt_build_block(builder, &block);
    }
}

/* The paragraph that begins with line `from`; returns the line behind it. */
static size_t build_paragraph(cdt_builder *builder, cdt_flow *flow, const cdt_lines *lines, size_t from)
{
    cdt_buf text = { 0 };
    cdt_block block = block_of(lines, from);
    size_t next = from, to;

    do {
        to = cdt_lines_paragraph(lines, next);
        for (; next < to; next++)
            put_line(&text, cdt_str_slice(lines->text, lines->at[next].start, lines->at[next].end));
        next = cdt_lines_over_page(lines, to - 1, to);
    } while (next);
    block.text = cdt_buf_take(&text, cdt_build_arena(builder));
    cdt_buf_free(&text);
    cdt_lines_columns(lines, from, &block);
    if (block.text.len)
        cdt_flow_build(flow, builder, &block);
    if (!block.furniture)
        build_furniture(builder, lines, from, to);
    return to;
}

/* One cell of a row of definitions: the lines [from, to) of its column. */
static void build_cell(cdt_builder *builder, const cdt_lines *lines, size_t first, const cdt_term_line *at, size_t to,
                       cdt_block place)
{
    cdt_buf text = { 0 };
    cdt_block block = block_of(lines, first);

    for (size_t i = 0; i < to; i++)
        put_line(&text, place.column == 1 ? at[i].term : at[i].meaning);
    block.kind = CDT_CLAUSE_TABLE;
    block.row = place.row;
    block.column = place.column;
    block.text = cdt_buf_take(&text, cdt_build_arena(builder));
    cdt_buf_free(&text);
    cdt_build_block(builder, &block);
}

/* A table of definitions that begins with line `from`; returns the line behind it, or `from`: none does. */
static size_t build_terms(cdt_builder *builder, const cdt_lines *lines, size_t from)
{
    cdt_term_line table[CDT_TERM_LINES];
    size_t count = lines->at[from].furniture ? 0 : cdt_pdf_terms(lines, from, table);
    unsigned row = 0;

    for (size_t i = 0, to; i < count; i = to) {
        for (to = i + 1; to < count && !table[to].begins;)
            to++;
        row++;
        build_cell(builder, lines, from + i, table + i, to - i, (cdt_block){ .row = row, .column = 1 });
        build_cell(builder, lines, from + i, table + i, to - i, (cdt_block){ .row = row, .column = 2 });
    }
    build_furniture(builder, lines, from, from + count);
    return from + count;
}

/* --- columns: two texts beside each other would be read across */

/* How many lines have a wide gap in their middle, with words on both sides. */
static bool has_columns(const cdt_lines *lines)
{
    size_t parted = 0, full = 0;

    for (size_t i = 0; i < lines->count; i++) {
        cdt_str line = cdt_str_slice(lines->text, lines->at[i].start, lines->at[i].end);
        size_t gap = cdt_str_find(line, CDT_STR("    "), line.len / 4);
        if (line.len < 60)
            continue;
        full++;
        parted += gap != (size_t)-1 && gap < line.len * 3 / 4;
    }
    return full > 20 && parted * 2 > full;
}

static size_t letters_of(cdt_str text)
{
    size_t count = 0;

    for (size_t i = 0; i < text.len; i++)
        count += cdt_is_letter(text.at[i]) || (unsigned char)text.at[i] >= 0x80;
    return count;
}

/* How many pages there are, and how many of them have no words. */
static size_t count_pages(cdt_str text, size_t *empty)
{
    size_t pages = 0;

    *empty = 0;
    for (size_t at = 0; at < text.len; pages++) {
        size_t end = cdt_str_find(text, CDT_STR("\f"), at);
        *empty += letters_of(cdt_str_slice(text, at, end)) < FEW_LETTERS;
        if (end == (size_t)-1)
            return pages + 1;
        at = end + 1;
    }
    return pages;
}

/* What people must know of a text that came from a page. */
static void tell(cdt_builder *builder, const cdt_lines *lines, cdt_str text, size_t columned)
{
    size_t empty, pages = count_pages(text, &empty);

    if (pages == empty) {
        cdt_build_problem(
            builder,
            "the PDF has no text, only pictures of %zu page%s: it is a scan; use the file that was scanned, or "
            "have its text recognised first (OCR)",
            pages, pages == 1 ? "" : "s");
        cdt_build_unreadable(builder);
        return;
    }
    if (empty)
        cdt_build_problem(builder, "%zu of %zu pages have no text, and may be pictures", empty, pages);
    if (columned)
        cdt_build_problem(builder, "%zu of %zu pages have two columns, which were read one after the other", columned,
                          pages);
    if (has_columns(lines))
        cdt_build_problem(builder, "the pages seem to have columns, whose lines may be mixed up");
    cdt_build_problem(
        builder,
        "a PDF tells only how its pages look: where paragraphs begin and which numbers are theirs was guessed; the "
        "Word or OpenDocument file is read better");
}

/* UTF-8 whatever the converter gave. */
static cdt_str clean(cdt_arena *arena, cdt_str text)
{
    cdt_buf out = { 0 };
    size_t at = 0;
    cdt_str kept;

    if (cdt_utf8_valid(text) == text.len && !memchr(text.at, '\0', text.len))
        return text;
    while (at < text.len) {
        int rune = cdt_utf8_next(text, &at);
        cdt_buf_rune(&out, rune <= 0 ? 0xFFFD : (unsigned)rune);
    }
    kept = cdt_buf_take(&out, arena);
    cdt_buf_free(&out);
    return kept;
}

/* The text of a PDF as blocks; false: it has too many lines. */
static bool read_text(cdt_builder *builder, cdt_str text)
{
    cdt_flow flow = { 0 };
    cdt_lines lines;
    size_t columned;

    text = cdt_pdf_uncolumn(cdt_build_arena(builder), clean(cdt_build_arena(builder), text), &columned);
    if (!cdt_lines_of(cdt_build_arena(builder), text, &lines))
        return false;
    lines.narrow = columned > 0;
    lines.paged = true;
    tell(builder, &lines, text, columned);
    for (size_t from = 0; from < lines.count;) {
        size_t behind = build_terms(builder, &lines, from);
        from = behind > from ? behind : build_paragraph(builder, &flow, &lines, from);
    }
    return true;
}

bool cdt_read_pdf(cdt_builder *builder, const cdt_draft_source *source, const cdt_draft_options *options,
                  cdt_diags *diags)
{
    const char *why = "nothing here makes text of it; save the draft as .docx or text";
    size_t length = 0;
    char *text =
        options->pdf_text ? options->pdf_text(options->context, source->bytes, source->length, &length, &why) : NULL;
    bool good;

    if (!text) {
        problem(diags, source, why);
        return false;
    }
    good = read_text(builder, (cdt_str){ text, length });
    free(text);
    if (!good)
        cdt_diags_add(diags, CDT_TOO_LARGE, (cdt_place){ .file = source->file }, NULL,
                      "it has more than %d lines, the most that a draft may have", CDT_MAX_DRAFT_LINES);
    return good;
}
