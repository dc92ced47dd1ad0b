/* csv.h - tables as comma-separated values (RFC 4180): read as spreadsheets write them, written so that none of them takes a
 * text for a formula.
 *
 * Read are UTF-8 with or without a byte order mark; commas, semicolons or tabs between the cells, found out from the first
 * row; any line end; a first line `sep=;`. What a hostile file may ask for is bounded by base/limits.h. Text is borrowed from
 * the input or copied into the arena.
 */
#ifndef CDT_BASE_CSV_H
#define CDT_BASE_CSV_H

#include "base/arena.h"
#include "base/buf.h"

typedef struct cdt_csv_row {
    const cdt_str *cells;
    const unsigned *columns; /* where each begins in its line, from 1 */
    size_t count;
    unsigned number; /* of the row as a spreadsheet shows it, from 1 */
    unsigned line;   /* of the file on which it begins, from 1 */
} cdt_csv_row;

typedef struct cdt_csv {
    cdt_str text;
    size_t at;
    char separator;
    unsigned line, row;
    const char *error; /* what is wrong with the row that could not be read; NULL: nothing */
} cdt_csv;

cdt_csv cdt_csv_of(cdt_str text);

/* The next row that is not blank, in the arena. false: the end, or `error` at `line`. */
bool cdt_csv_next(cdt_csv *csv, cdt_arena *arena, cdt_csv_row *row);

/* What a cell says: without the blanks around it, and without the apostrophe that keeps a spreadsheet from taking it for a
 * formula. */
cdt_str cdt_csv_value(cdt_str cell);

/* "A" for the first column, "AB" for the twenty-eighth. */
#define CDT_CSV_COLUMN_SIZE 16
void cdt_csv_column(size_t index, char out[CDT_CSV_COLUMN_SIZE]);

/* Put one cell, quoted where it has to be. One that would be taken for a formula gets an apostrophe before it. Between the
 * cells stand commas and behind the row CR LF, both put by the caller. */
void cdt_csv_put(cdt_buf *out, cdt_str text);

#define CDT_CSV_END "\r\n"

#endif
