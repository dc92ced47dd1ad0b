#include "report/layout.h"

#include <stdarg.h>

#include "base/utf8.h"
#include "report/escape.h"

static const char *const inks[] = {
    [CDT_INK_PLAIN] = "",          [CDT_INK_BOLD] = "\033[1m",   [CDT_INK_RED] = "\033[1;31m",
    [CDT_INK_YELLOW] = "\033[33m", [CDT_INK_GREEN] = "\033[32m", [CDT_INK_CYAN] = "\033[36m",
};

cdt_layout cdt_layout_to(cdt_buf *out, unsigned width, bool color)
{
    if (width == 0)
        width = 80;
    return (cdt_layout){ .out = out, .width = width < 40 ? 40 : width > 120 ? 120 : width, .color = color };
}

static void ink_on(cdt_layout *layout, cdt_ink ink)
{
    if (layout->color)
        cdt_buf_put_z(layout->out, inks[ink]);
}

static void ink_off(cdt_layout *layout, cdt_ink ink)
{
    if (layout->color && ink != CDT_INK_PLAIN)
        cdt_buf_put_z(layout->out, "\033[0m");
}

void cdt_layout_begin(cdt_layout *layout, unsigned first, unsigned hang)
{
    cdt_buf_repeat(layout->out, ' ', first);
    layout->column = first;
    layout->hang = hang;
    layout->blank = false;
}

static void break_line(cdt_layout *layout)
{
    cdt_buf_char(layout->out, '\n');
    cdt_buf_repeat(layout->out, ' ', layout->hang);
    layout->column = layout->hang;
    layout->blank = false;
}

/* The blank before a word of so many columns, or a new line in its place. */
static void part_words(cdt_layout *layout, size_t width)
{
    if (!layout->blank)
        return;
    if (layout->column + 1 + width > layout->width && layout->column > layout->hang) {
        break_line(layout);
    } else {
        cdt_buf_char(layout->out, ' ');
        layout->column++;
        layout->blank = false;
    }
}

static bool is_ascii(cdt_str word)
{
    for (size_t i = 0; i < word.len; i++)
        if (word.at[i] < 0x20 || word.at[i] >= 0x7F)
            return false;
    return true;
}

/* A word whose columns are known. One that is wider than a line is broken where it must be. */
static void put_word(cdt_layout *layout, cdt_str word, size_t width)
{
    size_t at = 0;

    if (width == word.len && width <= layout->width - layout->hang && is_ascii(word)) {
        cdt_buf_put(layout->out, word);
        layout->column += width;
        return;
    }
    while (at < word.len) {
        int rune = cdt_utf8_next(word, &at);
        unsigned columns = cdt_escape_width(rune);
        if (width > layout->width - layout->hang && layout->column + columns > layout->width)
            break_line(layout);
        cdt_escape_rune(layout->out, rune);
        layout->column += columns;
    }
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

void cdt_layout_put(cdt_layout *layout, cdt_ink ink, const char *text)
{
    cdt_str all = cdt_str_z(text);
    size_t at = 0;
    bool on = false;

    while (at < all.len) {
        size_t from = at, width = 0, end = at;
        while (end < all.len && !is_blank(all.at[end]))
            if (all.at[end] > 0x20 && all.at[end] < 0x7F)
                width++, end++;
            else
                width += cdt_escape_width(cdt_utf8_next(all, &end));
        if (end > from) {
            part_words(layout, width);
            if (!on)
                ink_on(layout, ink);
            on = true;
            put_word(layout, cdt_str_slice(all, from, end), width);
        }
        at = end;
        while (at < all.len && is_blank(all.at[at])) {
            layout->blank = true;
            at++;
        }
    }
    if (on)
        ink_off(layout, ink);
}

void cdt_layout_printf(cdt_layout *layout, const char *format, ...)
{
    cdt_buf text = { 0 };
    va_list args;

    va_start(args, format);
    cdt_buf_vprintf(&text, format, args);
    va_end(args);
    cdt_layout_put(layout, CDT_INK_PLAIN, cdt_buf_str(&text).at);
    cdt_buf_free(&text);
}

void cdt_layout_tab(cdt_layout *layout, unsigned column)
{
    unsigned blanks = layout->column < column ? column - layout->column : 1;

    cdt_buf_repeat(layout->out, ' ', blanks);
    layout->column += blanks;
    layout->blank = false;
}

void cdt_layout_end(cdt_layout *layout)
{
    cdt_buf_char(layout->out, '\n');
    layout->column = 0;
    layout->blank = false;
}

void cdt_layout_line(cdt_layout *layout, unsigned indent, cdt_ink ink, const char *text)
{
    cdt_layout_begin(layout, indent, indent);
    cdt_layout_put(layout, ink, text);
    cdt_layout_end(layout);
}

void cdt_layout_labelled(cdt_layout *layout, unsigned indent, unsigned column, const char *label, const char *text)
{
    cdt_layout_begin(layout, indent, column);
    cdt_layout_put(layout, CDT_INK_BOLD, label);
    cdt_layout_tab(layout, column);
    cdt_layout_put(layout, CDT_INK_PLAIN, text);
    cdt_layout_end(layout);
}

void cdt_layout_heading(cdt_layout *layout, char rule, const char *text)
{
    cdt_str all = cdt_str_z(text);
    size_t width = 0;

    for (size_t at = 0; at < all.len;)
        width += cdt_escape_width(cdt_utf8_next(all, &at));
    cdt_layout_line(layout, 0, CDT_INK_BOLD, text);
    cdt_buf_repeat(layout->out, rule, width < layout->width ? width : layout->width);
    cdt_layout_end(layout);
}

void cdt_layout_blank(cdt_layout *layout)
{
    cdt_buf_char(layout->out, '\n');
}

void cdt_layout_place(cdt_buf *out, cdt_place place)
{
    cdt_escape_line(out, cdt_str_z(place.file));
    if (place.line) {
        cdt_buf_char(out, ':');
        cdt_buf_number(out, place.line);
        if (place.column) {
            cdt_buf_char(out, ':');
            cdt_buf_number(out, place.column);
        }
    }
}

/* ---- excerpts ---- */

#define TAB 4

/* Columns of one character that begins at column `at` of the line as it is shown. */
static size_t cell(int rune, size_t at)
{
    return rune == '\t' ? TAB - at % TAB : cdt_escape_width(rune);
}

/* Where the carets stand, in columns of the line as it is shown; `total` is its width, as far as it matters. */
typedef struct span {
    size_t start, width, total;
} span;

static span measure(cdt_str line, cdt_place place, size_t enough)
{
    span s = { 0, 0, 0 };
    size_t index = 0, at = 0, first = place.column ? place.column - 1 : 0;
    size_t last = first + (place.length ? place.length : 1);

    while (at < line.len && (index < first || s.total <= s.start + enough)) {
        size_t columns = cell(cdt_utf8_next(line, &at), s.total);
        s.total += columns;
        if (index < first)
            s.start = s.total;
        else if (index < last)
            s.width += columns;
        index++;
    }
    if (s.width == 0)
        s.width = 1;
    return s;
}

/* The part of the line from column `from` to `to`; a character that does not fit whole leaves blanks. */
static void put_part(cdt_buf *out, cdt_str line, size_t from, size_t to)
{
    size_t at = 0, column = 0;

    while (at < line.len && column < to) {
        int rune = cdt_utf8_next(line, &at);
        size_t columns = cell(rune, column), end = column + columns;
        if (rune == '\t' || column < from || end > to) {
            if (end > from)
                cdt_buf_repeat(out, ' ', (end > to ? to : end) - (column < from ? from : column));
        } else {
            cdt_escape_rune(out, rune);
        }
        column = end;
    }
}

static void put_gutter(cdt_layout *layout, unsigned indent, unsigned gutter, unsigned line)
{
    cdt_buf_repeat(layout->out, ' ', indent);
    ink_on(layout, CDT_INK_CYAN);
    if (line)
        cdt_buf_printf(layout->out, "%*u |", (int)gutter, line);
    else
        cdt_buf_printf(layout->out, "%*s |", (int)gutter, "");
    ink_off(layout, CDT_INK_CYAN);
}

void cdt_layout_excerpt(cdt_layout *layout, unsigned indent, unsigned gutter, cdt_ink ink, cdt_place place,
                        const char *line)
{
    static const char dots[] = "\xE2\x80\xA6";
    cdt_str text = cdt_str_z(line);
    size_t taken = indent + gutter + 3, room = layout->width > taken + 20 ? layout->width - taken : 20;
    span s = measure(text, place, room);
    size_t from = 0, to = s.total;
    bool left, right;

    if (s.total > room) {
        size_t before = s.width < room / 2 ? room / 2 - s.width / 2 : room / 8;
        from = s.start > before ? s.start - before : 0;
        if (s.total - from < room)
            from = s.total - room;
        to = from + room;
    }
    left = from > 0;
    right = to < s.total;
    from += left;
    to -= right;
    put_gutter(layout, indent, gutter, place.line);
    cdt_buf_printf(layout->out, " %s", left ? dots : "");
    put_part(layout->out, text, from, to);
    cdt_buf_printf(layout->out, "%s\n", right ? dots : "");
    if (!place.column)
        return;
    put_gutter(layout, indent, gutter, 0);
    cdt_buf_repeat(layout->out, ' ', 1 + left + (s.start > from ? s.start - from : 0));
    ink_on(layout, ink);
    cdt_buf_repeat(layout->out, '^', s.start + s.width > to && s.start < to ? to - s.start : s.width);
    ink_off(layout, ink);
    cdt_buf_char(layout->out, '\n');
}

bool cdt_layout_begins_item(cdt_str line)
{
    size_t digits = 0;

    while (digits < line.len && line.at[digits] >= '0' && line.at[digits] <= '9')
        digits++;
    return !line.len || strchr("(-*", line.at[0]) || (digits && digits < line.len && line.at[digits] == '.');
}

void cdt_layout_prose(cdt_layout *l, unsigned indent, const char *text)
{
    cdt_str rest = cdt_str_trim(cdt_str_z(text));
    bool begun = false;

    while (rest.len) {
        size_t end = cdt_str_find(rest, CDT_STR("\n"), 0);
        cdt_str line = cdt_str_trim(cdt_str_slice(rest, 0, end));
        rest = end == (size_t)-1 ? CDT_STR("") : cdt_str_slice(rest, end + 1, rest.len);
        if (begun && cdt_layout_begins_item(line)) {
            cdt_layout_end(l);
            begun = false;
        }
        if (!line.len) {
            cdt_layout_blank(l);
            continue;
        }
        if (!begun)
            cdt_layout_begin(l, indent, indent);
        cdt_layout_printf(l, "%s%.*s", begun ? " " : "", CDT_ARGS(line));
        begun = true;
    }
    if (begun)
        cdt_layout_end(l);
}
