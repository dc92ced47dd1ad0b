/* rows.c - numbers that stand apart from their words. Many agreements are set as tables, the number in one cell and its words
 * beside it, or paragraphs in cells go on with the numbers outside: they are no tables, and are cited by their numbers. The same
 * is done where a number has a paragraph to itself. */
#include "base/map.h"
#include "draft/builder.h"
#include "draft/chars.h"
#include "draft/label.h"

#define SENTENCE 60 /* bytes of words that a price, a time or a heading has seldom */

static cdt_str text_of(const cdt_builder *builder, size_t i)
{
    const cdt_clause *c = &builder->clauses[i];

    return cdt_str_trim((cdt_str){ builder->making->draft.text + c->start, c->end - c->start });
}

static bool is_cell(const cdt_builder *builder, size_t i)
{
    return i < builder->count && builder->clauses[i].kind == CDT_CLAUSE_TABLE;
}

/* A number, and nothing else in its paragraph. */
static bool is_number(const cdt_builder *builder, size_t i, cdt_label *label)
{
    cdt_str text = text_of(builder, i);

    return text.len < 24 && !builder->blocks[i].bullet && cdt_label_parse(text, label) && label->style != '*' &&
           label->length == text.len;
}

/* Does cell `i` begin another table than the one before it? */
static bool begins_table(const cdt_builder *builder, size_t i)
{
    const cdt_clause *before = &builder->clauses[i - 1], *c = &builder->clauses[i];

    return !is_cell(builder, i) || c->row < before->row || (c->row == before->row && c->column < before->column) ||
           c->place.file != before->place.file;
}

static size_t row_end(const cdt_builder *builder, size_t from, size_t limit)
{
    size_t to = from + 1;

    while (to < limit && builder->clauses[to].row == builder->clauses[from].row)
        to++;
    return to;
}

/* A number with words beside it in one other cell; the same with a heading in a cell between; a heading, and beside it words that
 * begin with a number; words in one cell alone; or cells that belong to a table. */
typedef enum row_kind { ROW_WORDS, ROW_NUMBERED, ROW_HEADED, ROW_SIDE, ROW_CELLS } row_kind;

/* The number with which the words of a cell begin, typed or counted. */
static bool has_number(const cdt_builder *builder, size_t i, cdt_label *label)
{
    cdt_str counted = builder->blocks[i].label;

    return !builder->blocks[i].bullet && cdt_label_parse(counted.len ? counted : text_of(builder, i), label) &&
           label->parts && label->style != '(';
}

/* Short words with a capital, which no sentence ends. */
static bool is_heading(const cdt_builder *builder, size_t i)
{
    cdt_str text = text_of(builder, i);
    cdt_label label;

    return text.len > 1 && text.len <= SENTENCE && cdt_is_upper(text.at[0]) && !builder->blocks[i].label.len &&
           !strchr(".;:,", text.at[text.len - 1]) && !cdt_label_parse(text, &label);
}

static row_kind kind_with_heading(const cdt_builder *builder, size_t from, size_t to, bool *sure)
{
    const cdt_clause *c = builder->clauses;
    cdt_label label;
    bool number = is_number(builder, from, &label) && label.parts && label.style != '(';

    if (number && to > from + 2 && c[from + 1].column != c[from + 2].column && c[from + 2].column == c[to - 1].column &&
        is_heading(builder, from + 1) && c[to - 1].end > c[from + 2].start + SENTENCE / 3) {
        *sure |= label.parts != 1 || label.style != ' ';
        return ROW_HEADED;
    }
    if (!number && c[from + 1].column == c[to - 1].column && is_heading(builder, from) &&
        has_number(builder, from + 1, &label) && c[to - 1].end > c[from + 1].start + SENTENCE / 3) {
        *sure |= label.parts != 1 || label.style != ' ';
        return ROW_SIDE;
    }
    return ROW_CELLS;
}

/* `sure`: nobody counts the lines of a list so. */
static row_kind kind_of(const cdt_builder *builder, size_t from, size_t to, bool *sure)
{
    const cdt_clause *c = builder->clauses;
    row_kind headed;
    cdt_label label;

    if (c[from].column == c[to - 1].column)
        return ROW_WORDS;
    headed = kind_with_heading(builder, from, to, sure);
    if (headed != ROW_CELLS)
        return headed;
    if (c[from + 1].column != c[to - 1].column || builder->blocks[from + 1].label.len ||
        !is_number(builder, from, &label))
        return ROW_CELLS;
    *sure |= label.parts != 1 || label.style != ' ';
    return ROW_NUMBERED;
}

/* --- do the numbers of rows count, or are they sums, times, dates and quantities? */

#define MISSING 2 /* numbers that were taken out at one place */

/* The number that was met last; one with letters says nothing of how numbers go on. */
typedef struct counted {
    cdt_label last;
    size_t seen; /* blocks before a table that were looked at */
    size_t numbers, good;
} counted;

/* "1", and "0" of "3.0": the first of what is counted below a number, but not "00" of "10.00". */
static bool is_first(const cdt_label *label, size_t part)
{
    unsigned value = label->value[part];

    return value == 1 || (value == 0 && label->id.len > 1 && label->id.at[label->id.len - 2] == '.');
}

/* May `next` come after `last`: "6.1" after "6" or "5.9", "6.2" after "6.1" and what is below it? */
static bool goes_on(const cdt_label *last, const cdt_label *next)
{
    size_t same = 0, rest;

    if (!next->parts)
        return true;
    while (same < last->parts && same < next->parts && last->value[same] == next->value[same])
        same++;
    if (same == next->parts)
        return false;
    rest = same;
    if (same < last->parts) {
        if (next->value[same] < last->value[same] || next->value[same] > last->value[same] + 1 + MISSING)
            return false;
        rest++;
    }
    for (; rest < next->parts; rest++)
        if (!is_first(next, rest))
            return false;
    return true;
}

/* What stands before block `i`, up to the table before it. */
static void look_before(const cdt_builder *builder, counted *c, size_t i)
{
    for (; c->seen < i; c->seen++) {
        cdt_label label;
        if (!is_cell(builder, c->seen) && cdt_label_parse(text_of(builder, c->seen), &label) && label.parts)
            c->last = label;
    }
}

/* A row with that number, which has so many bytes of words beside it. */
static void count_row(const cdt_builder *builder, counted *c, size_t row, size_t words)
{
    cdt_label label;

    is_number(builder, row, &label);
    c->good += goes_on(&c->last, &label) || (!c->numbers && (is_first(&label, label.parts - 1) || words > SENTENCE));
    c->numbers++;
    if (label.parts)
        c->last = label;
}

/* A row with a heading beside its number is one of a clause only where the number goes on, or is the first that counts. */
static void count_headed(const cdt_builder *builder, counted *c, size_t row)
{
    cdt_label label;

    has_number(builder, row, &label);
    c->good += goes_on(&c->last, &label) ||
               (!c->numbers && is_first(&label, label.parts - 1) && (!c->last.parts || c->last.style == '('));
    c->numbers++;
    c->last = label;
}

/* How far the rows of the table in [from, to) are clauses, from the first on: a head of a table leaves none. */
static size_t clauses_until(const cdt_builder *builder, size_t from, size_t to, counted *c)
{
    bool sure = false;
    size_t row = from;

    look_before(builder, c, from);
    c->numbers = c->good = 0;
    while (row < to) {
        size_t end = row_end(builder, row, to);
        row_kind kind = kind_of(builder, row, end, &sure);
        if (kind == ROW_CELLS)
            break;
        if (kind == ROW_NUMBERED)
            count_row(builder, c, row, builder->clauses[end - 1].end - builder->clauses[row + 1].start);
        else if (kind == ROW_HEADED || kind == ROW_SIDE)
            count_headed(builder, c, row + (kind == ROW_SIDE));
        row = end;
    }
    c->seen = row;
    return sure && c->good * 2 > c->numbers ? row : from;
}

/* The number and the first paragraph beside it are one clause. */
static void join(cdt_builder *builder, size_t number, bool *gone)
{
    cdt_clause *first = &builder->clauses[number], *second = first + 1;

    first->end = second->end;
    if (builder->blocks[number].label.len)
        first->words = second->words;
    gone[number + 1] = true;
}

static void make_clauses(cdt_builder *builder, size_t from, size_t to, bool *gone)
{
    bool sure = false;

    for (size_t row = from, end; row < to; row = end) {
        end = row_end(builder, row, to);
        row_kind kind = kind_of(builder, row, end, &sure);
        if (kind == ROW_NUMBERED || kind == ROW_HEADED)
            join(builder, row, gone);
    }
    for (size_t i = from; i < to; i++)
        builder->clauses[i].kind = CDT_CLAUSE;
}

/* Without those that are gone. */
static void close_up(cdt_builder *builder, const bool *gone)
{
    size_t *now = CDT_NEW_ARRAY(&builder->making->scratch, size_t, builder->count + 1);
    size_t kept = 0;

    for (size_t i = 0; i < builder->count; i++) {
        now[i] = gone[i] ? kept - 1 : kept;
        if (gone[i])
            continue;
        builder->clauses[kept] = builder->clauses[i];
        builder->blocks[kept++] = builder->blocks[i];
    }
    builder->count = kept;
    for (size_t i = 0; i < builder->remark_count; i++)
        if (builder->remarks[i].clause != CDT_NOWHERE)
            builder->remarks[i].clause = now[builder->remarks[i].clause];
}

/* "2.1" or "2." that the format has counted. */
static bool is_counted(const cdt_builder *builder, size_t i)
{
    const cdt_block *block = &builder->blocks[i];
    cdt_label label;

    return block->list > 0 && !block->bullet && cdt_label_parse(block->label, &label) && label.parts &&
           label.style != '(';
}

/* Which list a paragraph is of, as the key of a map: formats number their lists as they like. */
static cdt_str list_of(const cdt_builder *builder, size_t i)
{
    const int *list = &builder->blocks[i].list;

    return (cdt_str){ (const char *)list, sizeof *list };
}

/* Paragraphs in cells whose numbers go on with those outside of tables. */
static void take_counted(cdt_builder *builder)
{
    cdt_map outside = { 0 };

    for (size_t i = 0; i < builder->count; i++)
        if (builder->clauses[i].kind == CDT_CLAUSE && is_counted(builder, i))
            *cdt_map_at(&outside, list_of(builder, i)) = builder;
    for (size_t i = 0; outside.count && i < builder->count; i++)
        if (is_cell(builder, i) && is_counted(builder, i) && cdt_map_get(&outside, list_of(builder, i)))
            builder->clauses[i].kind = CDT_CLAUSE;
    cdt_map_free(&outside);
}

/* "(2)" in a paragraph of its own, and its words in the next, which has no number: not "ARTICLE I" over its heading. */
static bool is_label_alone(const cdt_builder *builder, size_t i)
{
    const cdt_draft_file *file;
    cdt_label label, next;

    if (i + 1 >= builder->count || builder->clauses[i].kind != CDT_CLAUSE ||
        builder->clauses[i + 1].kind != CDT_CLAUSE ||
        builder->clauses[i].place.file != builder->clauses[i + 1].place.file || builder->blocks[i].furniture ||
        builder->blocks[i + 1].furniture || builder->blocks[i].label.len || builder->blocks[i + 1].label.len ||
        !is_number(builder, i, &label) || label.word || (label.parts == 1 && label.style == ' '))
        return false;
    if (cdt_label_parse(text_of(builder, i + 1), &next))
        return false;
    file = cdt_draft_file_at(&builder->making->draft, builder->clauses[i].start);
    return file && strcmp(file->format, "text") != 0 &&
           strcmp(file->format, "pdf") != 0; /* their lines are told elsewhere */
}

static bool *gone_of(cdt_builder *builder, bool *gone)
{
    return gone ? gone : CDT_NEW_ARRAY(&builder->making->scratch, bool, builder->count);
}

void cdt_builder_rows(cdt_builder *builder)
{
    bool *gone = NULL;
    counted numbers = { .seen = 0 };

    for (size_t i = 0, to, until; i < builder->count; i = to) {
        to = i + 1;
        if (!is_cell(builder, i)) {
            if (is_label_alone(builder, i)) {
                gone = gone_of(builder, gone);
                join(builder, i, gone);
                to++;
            }
            continue;
        }
        while (to < builder->count && !begins_table(builder, to))
            to++;
        until = clauses_until(builder, i, to, &numbers);
        if (until == i)
            continue;
        gone = gone_of(builder, gone);
        make_clauses(builder, i, until, gone);
    }
    if (gone)
        close_up(builder, gone);
    take_counted(builder);
}
