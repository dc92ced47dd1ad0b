#include "draft/pdf_terms.h"

#include "draft/chars.h"
#include "draft/label.h"

#define GAP 2        /* blanks between the columns, at least */
#define SLACK 1      /* columns by which a column may begin elsewhere on another line */
#define LONGEST 60   /* bytes of a term in one line */
#define LEAST_ROWS 2 /* a table has */
#define EMPTY 3      /* lines between rows */
#define TURNED 6     /* columns by which it may on the next page */

/* Where the columns of a table begin. */
typedef struct columns {
    unsigned left, right, page;
} columns;

static cdt_str text_of(const cdt_lines *lines, size_t i)
{
    return cdt_str_slice(lines->text, lines->at[i].start, lines->at[i].end);
}

static unsigned away(unsigned a, unsigned b)
{
    return a > b ? a - b : b - a;
}

/* The words of line `i` behind the first gap that ends at column `right`, or at any for 0: where they begin, and their column.
 * At the end of the line: there is none; `*column` is where it ends. */
static size_t second_at(const cdt_lines *lines, size_t i, unsigned right, unsigned *column)
{
    cdt_str text = text_of(lines, i);
    unsigned blanks = 0;

    *column = lines->at[i].indent;
    for (size_t at = 0; at < text.len; at++) {
        if (((unsigned char)text.at[at] & 0xC0) == 0x80)
            continue;
        if (cdt_is_blank(text.at[at])) {
            blanks++;
        } else {
            if (blanks >= GAP && (!right || away(*column, right) <= SLACK))
                return at;
            blanks = 0;
        }
        ++*column;
    }
    return text.len;
}

static bool opens_quote(cdt_str text)
{
    return text.len > 2 && (text.at[0] == '"' || cdt_str_starts(text, CDT_STR("\xE2\x80\x9C")));
}

static bool closes_quote(cdt_str text)
{
    size_t straight = 0;

    for (size_t i = 0; i < text.len; i++)
        straight += text.at[i] == '"';
    return straight > 1 || (straight == 1 && text.at[0] != '"') ||
           cdt_str_find(text, CDT_STR("\xE2\x80\x9D"), 0) != (size_t)-1;
}

/* "means", at the beginning of what a term means. */
static bool defines(cdt_str text)
{
    static const char *const verbs[] = { "means",         "mean",          "shall mean",     "has the meaning",
                                         "has the same",  "have the",      "shall have the", "will have the",
                                         "is defined in", "is defined as", "are defined in", "refers to",
                                         "includes",      "has, in",       "means,",         "means:" };

    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (cdt_begins_with(text, verbs[i]))
            return true;
    return false;
}

static bool last_is_of(cdt_str text, const char *set)
{
    return text.len && strchr(set, text.at[text.len - 1]);
}

/* "; and" */
static bool ends_part(cdt_str text)
{
    return last_is_of(text, ".;:") || cdt_str_ends(text, CDT_STR("; and")) || cdt_str_ends(text, CDT_STR("; or"));
}

/* A row that only a table of definitions has: "“Archive Board”   means ...". */
static bool sure_row(const cdt_term_line *line)
{
    bool quoted = opens_quote(line->term);

    return line->term.len && line->term.len <= LONGEST && line->meaning.len > 1 &&
           (quoted || (cdt_is_upper(line->term.at[0]) && defines(line->meaning)));
}

/* Line `i` by the columns; false: it does not stand in them. */
static bool split(const cdt_lines *lines, size_t i, const columns *c, cdt_term_line *out)
{
    cdt_str text = text_of(lines, i);
    unsigned column;
    size_t at;

    *out = (cdt_term_line){ { "", 0 }, { "", 0 }, false };
    if (away(lines->at[i].indent, c->right) <= SLACK) {
        out->meaning = text;
        return true;
    }
    if (away(lines->at[i].indent, c->left) > SLACK)
        return false;
    at = second_at(lines, i, c->right, &column);
    out->term = cdt_str_trim(cdt_str_slice(text, 0, at));
    out->meaning = cdt_str_slice(text, at, text.len);
    return out->term.len <= LONGEST && (out->meaning.len || column + GAP <= c->right);
}

/* What stands of the row that is open. */
typedef struct open_row {
    bool quoted, closed; /* the term is in quotation marks, and they are closed */
    cdt_str above;       /* the meaning in the line above */
} open_row;

/* Does the line, with words in the first column, begin another row? */
static bool begins_row(const cdt_lines *lines, size_t i, const cdt_term_line *line, const open_row *row)
{
    if (opens_quote(line->term))
        return true;
    if (row->quoted)
        return row->closed && line->meaning.len && (lines->at[i].gap || ends_part(row->above));
    return line->meaning.len && cdt_is_upper(line->term.at[0]) &&
           (defines(line->meaning) || lines->at[i].gap || ends_part(row->above));
}

/* Is it what stands below the table? */
static bool ends_table(const cdt_lines *lines, size_t i, const cdt_term_line *line, const open_row *row)
{
    cdt_label label;

    bool turned = lines->at[i].page != lines->at[i - 1].page || lines->at[i - 1].furniture;

    if (!turned && (lines->at[i].gap > EMPTY || (line->term.len && !line->meaning.len && lines->at[i].gap)))
        return true;
    if (!line->term.len)
        return false;
    if (cdt_label_parse(line->term, &label) && label.length < line->term.len)
        return true;
    return !line->meaning.len && !(row->quoted && !row->closed) &&
           (ends_part(row->above) || (row->quoted && row->closed));
}

static void go_on(open_row *row, const cdt_term_line *line)
{
    if (line->begins)
        *row = (open_row){ .quoted = opens_quote(line->term) };
    row->closed |= closes_quote(line->term);
    if (line->meaning.len)
        row->above = line->meaning;
}

/* Behind the quotation marks in which a line begins, and the blanks after them; 0: it does not. */
static size_t behind_quote(cdt_str text)
{
    size_t end = (size_t)-1;

    if (opens_quote(text))
        end = text.at[0] == '"' ? cdt_str_find(text, CDT_STR("\""), 1) + 1
                                : cdt_str_find(text, CDT_STR("\xE2\x80\x9D"), 0) + 3;
    return end <= 3 || end >= text.len ? 0 : cdt_skip_blanks(text, end);
}

/* Line `i` as the first of a row whose meaning begins in a column of its own: a page's lines are put together row by row. */
static bool begins_elsewhere(const cdt_lines *lines, size_t i, columns *c, const open_row *row, cdt_term_line *out)
{
    cdt_str text = text_of(lines, i);
    unsigned column;
    size_t at = second_at(lines, i, 0, &column), quoted = behind_quote(text);

    if (away(lines->at[i].indent, c->left) > SLACK || !ends_part(row->above) || (row->quoted && !row->closed))
        return false;
    if (at == text.len && quoted) {
        at = quoted;
        column = lines->at[i].indent;
        for (size_t k = 0; k < at; k++)
            column += ((unsigned char)text.at[k] & 0xC0) != 0x80;
    }
    *out = (cdt_term_line){ cdt_str_trim(cdt_str_slice(text, 0, at)), cdt_str_slice(text, at, text.len), true };
    if (!sure_row(out) || !defines(out->meaning))
        return false;
    c->right = column;
    return true;
}

/* Where a row goes on at the top of the next page, its columns may begin a little elsewhere. */
static bool turn_page(const cdt_lines *lines, size_t i, columns *c, const open_row *row)
{
    const cdt_line *line = &lines->at[i];
    unsigned right;

    if (line->page != c->page + 1 || ends_part(row->above))
        return false;
    if (away(line->indent, c->left) <= TURNED && second_at(lines, i, 0, &right) < line->end - line->start) {
        c->left = line->indent;
    } else {
        right = line->indent;
        if (c->left + right < c->right)
            return false;
        c->left = c->left + right - c->right;
    }
    if (away(right, c->right) > TURNED)
        return false;
    c->right = right;
    c->page++;
    return true;
}

/* What was seen of a table. */
typedef struct tally {
    size_t rows, sure, verbs;
} tally;

static void count_row(tally *t, const cdt_term_line *line)
{
    t->rows++;
    t->sure += sure_row(line);
    t->verbs += defines(line->meaning);
}

/* --- cells that are centred: the term stands in the middle of its row, beside any line of its meaning */

/* Line `i` where the meaning is known to begin in column `right`; the term may end one blank before it. */
static bool split_centred(const cdt_lines *lines, size_t i, unsigned right, cdt_term_line *out)
{
    cdt_str text = text_of(lines, i);
    unsigned column = lines->at[i].indent;
    size_t at = 0;

    *out = (cdt_term_line){ { "", 0 }, { "", 0 }, false };
    if (away(column, right) <= SLACK) {
        out->meaning = text;
        return true;
    }
    if (column > right)
        return false;
    for (; at < text.len && column < right; at++)
        column += ((unsigned char)text.at[at] & 0xC0) != 0x80;
    while (at < text.len && ((unsigned char)text.at[at] & 0xC0) == 0x80)
        at++;
    for (int k = 0; k < SLACK && at < text.len && cdt_is_blank(text.at[at]); k++)
        at++;
    if (at < text.len && (cdt_is_blank(text.at[at]) || !cdt_is_blank(text.at[at - 1])))
        return false;
    out->term = cdt_str_trim(cdt_str_slice(text, 0, at));
    out->meaning = cdt_str_slice(text, at, text.len);
    return out->term.len && out->term.len <= LONGEST;
}

/* Where the meaning of a row begins whose first line this is; 0: it is none. */
static unsigned meaning_column(const cdt_lines *lines, size_t i)
{
    cdt_str text = text_of(lines, i);
    unsigned column;
    size_t at;

    if (lines->at[i].furniture || lines->at[i].rule)
        return 0;
    if (defines(text))
        return lines->at[i].indent;
    at = second_at(lines, i, 0, &column);
    return at < text.len && opens_quote(text) && defines(cdt_str_slice(text, at, text.len)) ? column : 0;
}

/* The lines of one row; 0: it is none. `*centred`: its term begins below its first line. */
static size_t centred_row(const cdt_lines *lines, size_t from, size_t most, cdt_term_line *out, bool *centred)
{
    unsigned right = meaning_column(lines, from);
    bool open = false, closed = false, done = false;
    cdt_str above = { "", 0 };
    size_t count = 0;

    *centred = false;
    if (right < 2 * GAP)
        return 0;
    for (size_t i = from; i < lines->count && count < most && lines->at[i].page == lines->at[from].page; i++) {
        cdt_term_line *line = &out[count];
        if (lines->at[i].furniture || lines->at[i].rule || !split_centred(lines, i, right, line))
            break;
        if (i > from && closed && ends_part(above) && (meaning_column(lines, i) || line->term.len || lines->at[i].gap))
            break;
        if (i > from && !open && meaning_column(lines, i))
            return 0;
        if (line->term.len && ((!open && !opens_quote(line->term)) || closed))
            return 0;
        *centred |= line->term.len && !open && count;
        open |= line->term.len > 0;
        closed |= open && closes_quote(line->term);
        line->begins = i == from;
        above = line->meaning.len ? line->meaning : above;
        count++;
    }
    done = closed && ends_part(above);
    return done ? count : 0;
}

/* The lines of a table of which at least one row is centred; 0: there is none. */
static size_t centred_table(const cdt_lines *lines, size_t from, cdt_term_line out[CDT_TERM_LINES])
{
    size_t count = 0, rows = 0;
    bool any = false;

    for (;;) {
        bool centred;
        size_t row = from + count < lines->count
                         ? centred_row(lines, from + count, CDT_TERM_LINES - count, out + count, &centred)
                         : 0;
        if (!row)
            return any && rows >= LEAST_ROWS ? count : 0;
        any |= centred;
        rows++;
        count += row;
    }
}

size_t cdt_pdf_terms(const cdt_lines *lines, size_t from, cdt_term_line out[CDT_TERM_LINES])
{
    columns c = { .left = lines->at[from].indent, .page = lines->at[from].page };
    open_row row = { false, false, { "", 0 } };
    tally t = { 0, 0, 0 };
    size_t count = centred_table(lines, from, out);

    if (count)
        return count;
    if (second_at(lines, from, 0, &c.right) == lines->at[from].end - lines->at[from].start ||
        !split(lines, from, &c, &out[0]) || !sure_row(&out[0]))
        return 0;
    for (size_t i = from; i < lines->count && i < from + CDT_TERM_LINES && !lines->at[i].rule; i++) {
        cdt_term_line *line = &out[i - from];
        *line = (cdt_term_line){ { "", 0 }, { "", 0 }, false };
        if (lines->at[i].furniture)
            continue;
        if (lines->at[i].page != c.page && !turn_page(lines, i, &c, &row))
            break;
        if (i == from || !begins_elsewhere(lines, i, &c, &row, line)) {
            if (!split(lines, i, &c, line) || (i > from && ends_table(lines, i, line, &row)))
                break;
            line->begins = i == from || (line->term.len && begins_row(lines, i, line, &row));
        }
        if (line->begins)
            count_row(&t, line);
        go_on(&row, line);
        count = i - from + 1;
    }
    return t.rows >= LEAST_ROWS && t.verbs && t.sure * 2 >= t.rows ? count : 0;
}
