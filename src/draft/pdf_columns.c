#include "draft/pdf_columns.h"

#include "base/buf.h"
#include "draft/chars.h"
#include "draft/furniture.h"

#define LOOK_AHEAD 12  /* lines in which a gap must go on */
#define LEAST_PAIRS 10 /* lines with words in both columns that a page must have */
#define GUTTER 2       /* blanks between columns, at least */
#define WIDEST 500 /* a line with more columns is of no page: each gap of a line is held against the lines below it */

/* A line of a page; columns are characters. */
typedef struct line {
    cdt_str text;
    uint16_t *bytes; /* where each column begins; NULL: each is a byte */
    size_t width;    /* in columns, without blanks at its end */
    size_t right;    /* where the second column begins on it; 0: the line has no columns */
    bool together;   /* the line above stands in the same columns, blank lines aside */
    bool number;     /* it is a page number, which stands in no column */
} line;

typedef struct page {
    line *lines;
    size_t count, width;
} page;

static bool continues_rune(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* The byte at which column `column` begins, or the end. */
static size_t byte_of(const line *l, size_t column)
{
    if (column >= l->width)
        return l->text.len;
    return l->bytes ? l->bytes[column] : column;
}

/* Is nothing there, or a blank? */
static bool is_empty(const line *l, size_t column)
{
    return column >= l->width || cdt_is_blank(l->text.at[byte_of(l, column)]);
}

typedef enum fit { NO_FIT, BLANK_LINE, LEFT_ONLY, RIGHT_ONLY, BOTH } fit;

/* How the line stands to two columns of which the second begins at `right`, with so many blanks before it. */
static fit fit_of(const line *l, size_t right, size_t gutter)
{
    if (l->width == 0)
        return BLANK_LINE;
    if (l->number)
        return NO_FIT;
    if (l->width + gutter <= right)
        return LEFT_ONLY;
    for (size_t k = 1; k <= gutter; k++)
        if (!is_empty(l, right - k))
            return NO_FIT;
    if (is_empty(l, right))
        return NO_FIT;
    return cdt_str_trim(cdt_str_slice(l->text, 0, byte_of(l, right))).len ? BOTH : RIGHT_ONLY;
}

/* A line that fills its column, so that one blank is left, among others that leave more. */
static bool is_full(const page *p, size_t i, size_t right)
{
    size_t next = i + 1;

    while (next < p->count && next < i + LOOK_AHEAD && p->lines[next].width == 0)
        next++;
    return fit_of(&p->lines[i], right, 1) != NO_FIT && next < p->count &&
           fit_of(&p->lines[next], right, GUTTER) != NO_FIT;
}

/* How many of the next lines have words in both columns, before one does not fit. */
static size_t pairs_from(const page *p, size_t from, size_t right)
{
    size_t pairs = 0;

    for (size_t i = from; i < p->count && i < from + LOOK_AHEAD; i++) {
        fit f = fit_of(&p->lines[i], right, GUTTER);
        if (f == NO_FIT && !is_full(p, i, right))
            break;
        pairs += f == BOTH;
    }
    return pairs;
}

/* Where a second column begins from this line on: behind a gap in the middle of the page; 0: nowhere. */
static size_t column_from(const page *p, size_t i)
{
    const line *l = &p->lines[i];
    size_t best = 0, most = 3, blanks = 0, column = 0;

    for (size_t at = 0; at < l->text.len; at++) {
        if (continues_rune(l->text.at[at]))
            continue;
        if (cdt_is_blank(l->text.at[at])) {
            blanks++;
        } else {
            if (blanks >= GUTTER && column * 10 >= p->width * 3 && column * 10 <= p->width * 7) {
                size_t pairs = pairs_from(p, i, column);
                if (pairs > most) {
                    most = pairs;
                    best = column;
                }
            }
            blanks = 0;
        }
        column++;
    }
    return best;
}

static void find_columns(page *p)
{
    bool together = false;

    for (size_t i = 0; i < p->count;) {
        size_t right = p->lines[i].width ? column_from(p, i) : 0;
        if (!right) {
            together &= p->lines[i].width == 0;
            i++;
            continue;
        }
        for (; i < p->count && (fit_of(&p->lines[i], right, GUTTER) != NO_FIT || is_full(p, i, right)); i++) {
            p->lines[i].right = right;
            p->lines[i].together = together;
            together = true;
        }
    }
}

/* --- is it sure? */

/* What is said of one column. */
typedef struct side {
    size_t lines, going, gaps; /* lines that begin as the middle of a sentence does, or have a gap */
} side;

static void count_side(side *s, cdt_str text)
{
    text = cdt_str_trim(text);
    if (!text.len)
        return;
    s->lines++;
    s->going += cdt_is_lower(text.at[0]);
    s->gaps += cdt_str_find(text, CDT_STR("   "), 0) != (size_t)-1;
}

/* Lines of prose on both sides, on most of the page: cells of a table are no sentences that go on from line to line. */
static bool is_sure(const page *p)
{
    side left = { 0, 0, 0 }, right = { 0, 0, 0 };
    size_t pairs = 0, inside = 0, all = 0;

    for (size_t i = 0; i < p->count; i++) {
        const line *l = &p->lines[i];
        size_t cut = byte_of(l, l->right);
        all += l->width > 0;
        inside += l->width > 0 && l->right;
        if (!l->right)
            continue;
        pairs += fit_of(l, l->right, 1) == BOTH;
        count_side(&left, cdt_str_slice(l->text, 0, cut));
        count_side(&right, cdt_str_slice(l->text, cut, l->text.len));
    }
    return pairs >= LEAST_PAIRS && inside * 10 >= all * 6 && left.going * 10 >= left.lines * 4 &&
           right.going * 10 >= right.lines * 4 && left.gaps * 5 < left.lines && right.gaps * 5 < right.lines;
}

/* --- the columns one below the other */

static void put_line(cdt_buf *out, cdt_str text)
{
    size_t end = text.len;

    while (end && cdt_is_blank(text.at[end - 1]))
        end--;
    cdt_buf_put(out, cdt_str_slice(text, 0, end));
    cdt_buf_char(out, '\n');
}

static void put_page(cdt_buf *out, const page *p)
{
    for (size_t i = 0, end; i < p->count; i = end) {
        end = i + 1;
        if (!p->lines[i].right) {
            put_line(out, p->lines[i].text);
            continue;
        }
        while (end < p->count && (p->lines[end].together || p->lines[end].width == 0))
            end++;
        for (size_t k = i; k < end; k++)
            put_line(out, cdt_str_slice(p->lines[k].text, 0, byte_of(&p->lines[k], p->lines[k].right)));
        for (size_t k = i; k < end; k++)
            put_line(out,
                     cdt_str_slice(p->lines[k].text, byte_of(&p->lines[k], p->lines[k].right), p->lines[k].text.len));
    }
}

static void measure(cdt_arena *arena, line *l)
{
    size_t columns = 0, column = 0;

    for (size_t k = 0; k < l->text.len; k++) {
        columns += !continues_rune(l->text.at[k]);
        l->width = cdt_is_blank(l->text.at[k]) ? l->width : columns;
    }
    if (columns == l->text.len || l->width > WIDEST)
        return;
    l->bytes = CDT_NEW_ARRAY(arena, uint16_t, l->width + 1);
    for (size_t k = 0; k < l->text.len && column < l->width; k++)
        if (!continues_rune(l->text.at[k]))
            l->bytes[column++] = (uint16_t)k;
}

/* The lines of one page, without the form feed at its end. */
static page page_of(cdt_arena *arena, cdt_str text)
{
    page p = { .lines = NULL };
    size_t room = 1;

    for (size_t at = 0; at < text.len; at++)
        room += text.at[at] == '\n';
    p.lines = CDT_NEW_ARRAY(arena, line, room);
    for (size_t at = 0; at < text.len && p.count < room;) {
        size_t end = cdt_str_find(text, CDT_STR("\n"), at);
        bool plain;
        line *l = &p.lines[p.count++];
        l->text = cdt_str_slice(text, at, end);
        measure(arena, l);
        l->number = cdt_is_page_number(cdt_str_trim(l->text), &plain);
        p.width = l->width > p.width ? l->width : p.width;
        at = end == (size_t)-1 ? text.len : end + 1;
    }
    return p;
}

cdt_str cdt_pdf_uncolumn(cdt_arena *arena, cdt_str text, size_t *pages)
{
    cdt_buf out = { 0 };
    size_t from = 0;

    *pages = 0;
    for (size_t at = 0, end; at < text.len; at = end) {
        size_t feed = cdt_str_find(text, CDT_STR("\f"), at);
        cdt_str whole = cdt_str_slice(text, at, feed);
        page p = page_of(arena, whole);
        end = feed == (size_t)-1 ? text.len : feed + 1;
        if (p.width > WIDEST)
            continue;
        find_columns(&p);
        if (!is_sure(&p))
            continue;
        cdt_buf_put(&out, cdt_str_slice(text, from, at));
        put_page(&out, &p);
        from = at + whole.len;
        ++*pages;
    }
    if (*pages) {
        cdt_buf_put(&out, cdt_str_slice(text, from, text.len));
        text = cdt_buf_take(&out, arena);
    }
    cdt_buf_free(&out);
    return text;
}
