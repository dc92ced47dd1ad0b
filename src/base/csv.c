#include "base/csv.h"

#include "base/limits.h"

static const cdt_str mark = { "\xEF\xBB\xBF", 3 };

static char byte_at(const cdt_csv *csv, size_t at)
{
    return at < csv->text.len ? csv->text.at[at] : '\0';
}

static bool ends_line(const cdt_csv *csv, size_t at)
{
    return at >= csv->text.len || csv->text.at[at] == '\n' || csv->text.at[at] == '\r';
}

/* Past the line end at `at`, if there is one. */
static void skip_line_end(cdt_csv *csv)
{
    if (csv->at >= csv->text.len)
        return;
    csv->at += byte_at(csv, csv->at) == '\r' && byte_at(csv, csv->at + 1) == '\n' ? 2 : 1;
    csv->line++;
}

/* The separator that stands most often in the first row outside quotes; a comma where none does. */
static char find_separator(const cdt_csv *csv)
{
    static const char separators[] = ",;\t";
    size_t counts[3] = { 0 }, best = 0;
    bool quoted = false;

    for (size_t i = csv->at; i < csv->text.len && (quoted || !ends_line(csv, i)); i++) {
        const char *found = memchr(separators, csv->text.at[i], 3);
        if (csv->text.at[i] == '"')
            quoted = !quoted;
        else if (found && !quoted)
            counts[found - separators]++;
    }
    for (size_t i = 1; i < 3; i++)
        if (counts[i] > counts[best])
            best = i;
    return separators[best];
}

cdt_csv cdt_csv_of(cdt_str text)
{
    cdt_csv csv = { .text = text, .line = 1 };

    if (cdt_str_starts(text, mark))
        csv.at = mark.len;
    if (cdt_str_starts(cdt_str_slice(text, csv.at, text.len), CDT_STR("sep=")) && !ends_line(&csv, csv.at + 4) &&
        ends_line(&csv, csv.at + 5)) {
        csv.separator = byte_at(&csv, csv.at + 4);
        csv.at += 5;
        csv.row = 1;
        skip_line_end(&csv);
    }
    if (!csv.separator || csv.separator == '"')
        csv.separator = find_separator(&csv);
    return csv;
}

_Static_assert(CDT_MAX_CSV_CELL == 65536 && CDT_MAX_CSV_ROWS == 10000 && CDT_MAX_CSV_COLUMNS == 64,
               "named in messages");

static const char long_cell[] = "a cell has more than 65536 bytes; shorten it, or write it into the description itself";

static bool fail(cdt_csv *csv, const char *message)
{
    csv->error = message;
    return false;
}

/* The cell that begins with a quote; two quotes in it are one. */
static bool read_quoted(cdt_csv *csv, cdt_arena *arena, cdt_str *out)
{
    size_t from = ++csv->at, used = 0;
    unsigned line = csv->line;
    char *copy;

    for (;; csv->at++) {
        if (csv->at >= csv->text.len) {
            csv->line = line;
            return fail(csv, "the quote that opens here is never closed; put one behind the cell, or two for each that "
                             "belongs to the text");
        }
        if (csv->at - from > CDT_MAX_CSV_CELL)
            return fail(csv, long_cell);
        if (byte_at(csv, csv->at) == '"' && byte_at(csv, csv->at + 1) == '"')
            csv->at++;
        else if (byte_at(csv, csv->at) == '"')
            break;
        else if (byte_at(csv, csv->at) == '\n' || (byte_at(csv, csv->at) == '\r' && byte_at(csv, csv->at + 1) != '\n'))
            csv->line++;
    }
    copy = cdt_alloc(arena, csv->at - from + 1);
    for (size_t i = from; i < csv->at; i++) {
        copy[used++] = csv->text.at[i];
        i += csv->text.at[i] == '"';
    }
    *out = (cdt_str){ copy, used };
    csv->at++;
    if (!ends_line(csv, csv->at) && byte_at(csv, csv->at) != csv->separator)
        return fail(csv, "text stands behind a closing quote; write a quote that belongs to the text twice");
    return true;
}

static bool read_cell(cdt_csv *csv, cdt_arena *arena, cdt_str *out)
{
    size_t from = csv->at;

    if (byte_at(csv, csv->at) == '"')
        return read_quoted(csv, arena, out);
    while (!ends_line(csv, csv->at) && csv->text.at[csv->at] != csv->separator)
        csv->at++;
    if (csv->at - from > CDT_MAX_CSV_CELL)
        return fail(csv, long_cell);
    *out = cdt_str_slice(csv->text, from, csv->at);
    return true;
}

/* One row from where it begins to past its line end. */
static bool read_row(cdt_csv *csv, cdt_arena *arena, cdt_csv_row *row)
{
    cdt_str cells[CDT_MAX_CSV_COLUMNS], *kept;
    unsigned columns[CDT_MAX_CSV_COLUMNS], *kept_columns;
    size_t count = 0, line_start = csv->at;

    if (csv->row > CDT_MAX_CSV_ROWS)
        return fail(csv, "the table has more than 10000 rows; answer in several tables, one after the other");
    for (bool more = true; more; csv->at += more) {
        if (count == CDT_MAX_CSV_COLUMNS)
            return fail(csv, "the row has more than 64 columns; only `path` and `answer` are read, so take others out");
        columns[count] = (unsigned)(csv->at - line_start) + 1;
        if (!read_cell(csv, arena, &cells[count++]))
            return false;
        more = csv->at < csv->text.len && csv->text.at[csv->at] == csv->separator;
    }
    skip_line_end(csv);
    kept = CDT_NEW_ARRAY(arena, cdt_str, count);
    kept_columns = CDT_NEW_ARRAY(arena, unsigned, count);
    memcpy(kept, cells, count * sizeof *kept);
    memcpy(kept_columns, columns, count * sizeof *kept_columns);
    row->cells = kept;
    row->columns = kept_columns;
    row->count = count;
    return true;
}

static bool is_blank(const cdt_csv_row *row)
{
    for (size_t i = 0; i < row->count; i++)
        if (cdt_str_trim(row->cells[i]).len)
            return false;
    return true;
}

bool cdt_csv_next(cdt_csv *csv, cdt_arena *arena, cdt_csv_row *row)
{
    while (!csv->error && csv->at < csv->text.len) {
        row->number = ++csv->row;
        row->line = csv->line;
        if (!read_row(csv, arena, row))
            return false;
        if (!is_blank(row))
            return true;
    }
    return false;
}

/* Does a spreadsheet take a cell that begins so for a formula? */
static bool begins_formula(cdt_str text)
{
    return text.len && text.at[0] && strchr("=+-@\t\r", text.at[0]);
}

cdt_str cdt_csv_value(cdt_str cell)
{
    cdt_str text = cdt_str_trim(cell);

    if (text.len && text.at[0] == '\'' && begins_formula(cdt_str_slice(text, 1, text.len)))
        return cdt_str_slice(text, 1, text.len);
    return text;
}

void cdt_csv_column(size_t index, char out[CDT_CSV_COLUMN_SIZE])
{
    char reversed[CDT_CSV_COLUMN_SIZE];
    size_t length = 0;

    for (size_t left = index + 1; left && length + 1 < CDT_CSV_COLUMN_SIZE; left = (left - 1) / 26)
        reversed[length++] = (char)('A' + (left - 1) % 26);
    for (size_t i = 0; i < length; i++)
        out[i] = reversed[length - 1 - i];
    out[length] = '\0';
}

static bool needs_quotes(cdt_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] && strchr(",;\t\"\r\n", text.at[i]))
            return true;
    return text.len && (text.at[0] == ' ' || text.at[text.len - 1] == ' ');
}

void cdt_csv_put(cdt_buf *out, cdt_str text)
{
    bool quotes = needs_quotes(text);

    if (quotes)
        cdt_buf_char(out, '"');
    if (begins_formula(text))
        cdt_buf_char(out, '\'');
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '"')
            cdt_buf_char(out, '"');
        cdt_buf_char(out, text.at[i]);
    }
    if (quotes)
        cdt_buf_char(out, '"');
}
