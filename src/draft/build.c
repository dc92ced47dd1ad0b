/* build.c - blocks into clauses: one clause a block, with its text and its place. */
#include "draft/build.h"

#include <limits.h>
#include <stdlib.h>

#include "base/limits.h"
#include "draft/builder.h"

/* Room for one more element. */
#define GROW(array, count, room)                                                                                       \
    do {                                                                                                               \
        if ((count) == (room)) {                                                                                       \
            (room) = (room) ? (room)*2 : 64;                                                                           \
            (array) = cdt_realloc((array), (room) * sizeof *(array));                                                  \
        }                                                                                                              \
    } while (0)

cdt_arena *cdt_build_arena(cdt_builder *builder)
{
    return &builder->making->scratch;
}

void cdt_builder_begin(cdt_builder *builder, cdt_draft_file *file, size_t base)
{
    builder->file = file;
    builder->base = base;
    builder->own = builder->lined = false;
    builder->embedded_count = 0;
    builder->file_first = builder->count;
    builder->line = 1;
    cdt_buf_clear(&builder->made);
    builder->made.limit = CDT_MAX_DRAFT_TEXT;
}

cdt_str cdt_build_own_text(cdt_builder *builder, cdt_str text)
{
    builder->own = true;
    builder->own_text = cdt_copy(&builder->making->arena, text);
    return builder->own_text;
}

void cdt_build_blank(cdt_builder *builder, size_t from, size_t to)
{
    char *text = (char *)builder->own_text.at; /* a copy in the arena: see above */

    for (; from < to; from++)
        if (text[from] != '\n' && text[from] != '\r')
            text[from] = ' ';
}

static void put_made(cdt_builder *builder, cdt_str text)
{
    cdt_buf_put(&builder->made, text);
    for (const char *at = text.at, *end = text.at + text.len; (at = memchr(at, '\n', (size_t)(end - at))); at++)
        builder->line++;
}

/* Cells of one row are on lines of their own; everything else has an empty line before it. */
static void put_gap(cdt_builder *builder, const cdt_block *block)
{
    const cdt_block *before;

    if (builder->count == builder->file_first)
        return;
    before = &builder->blocks[builder->count - 1];
    if (block->kind == CDT_CLAUSE_TABLE && before->kind == CDT_CLAUSE_TABLE && block->row == before->row &&
        block->column > 1)
        put_made(builder, CDT_STR("\n"));
    else
        put_made(builder, CDT_STR("\n\n"));
}

/* The text of a block that is made: its number, a blank, its words. */
static void make_text(cdt_builder *builder, const cdt_block *block, cdt_clause *clause)
{
    put_gap(builder, block);
    clause->start = builder->base + builder->made.len;
    clause->place.line = builder->line;
    if (block->label.len) {
        put_made(builder, block->label);
        if (block->text.len)
            put_made(builder, CDT_STR(" "));
    }
    clause->words = builder->base + builder->made.len;
    put_made(builder, block->text);
    clause->end = builder->base + builder->made.len;
}

static void add_marks(cdt_builder *builder, const cdt_block *block, size_t words)
{
    for (size_t i = 0; i < block->mark_count; i++) {
        GROW(builder->marks, builder->mark_count, builder->mark_room);
        builder->marks[builder->mark_count] = block->marks[i];
        builder->marks[builder->mark_count].start += words;
        builder->marks[builder->mark_count++].end += words;
    }
}

void cdt_build_reached(cdt_builder *builder, const char *what, size_t limit)
{
    if (!builder->full) {
        builder->full = what;
        builder->full_at = limit;
    }
}

void cdt_build_decoded(cdt_builder *builder, const cdt_buf *made)
{
    if (made->full)
        cdt_build_reached(builder, "bytes of its text", CDT_MAX_DRAFT_TEXT);
}

void cdt_build_embedded(cdt_builder *builder, const cdt_block *where, const cdt_build_sink *sink)
{
    builder->embedded = where;
    builder->sink = sink;
    builder->embedded_count += where != NULL;
}

#define EMBEDDED_LISTS (1 << 28)               /* apart from those around it */
#define LISTS_EACH (3 * CDT_MAX_HTML_TAGS + 1) /* and from those of the one before: see html.c */
_Static_assert(LISTS_EACH < (INT_MAX - EMBEDDED_LISTS) / (CDT_MAX_EMBEDDED_PAGES + 1), "numbers of lists overflow");

static void build(cdt_builder *builder, const cdt_block *block);

void cdt_build_block(cdt_builder *builder, const cdt_block *block)
{
    cdt_block other = *block;

    if (!builder->embedded) {
        build(builder, block);
        return;
    }
    other.line = 0;
    other.paragraph = builder->embedded->paragraph;
    other.list += other.list ? EMBEDDED_LISTS + builder->embedded_count * LISTS_EACH : 0;
    if (builder->embedded->kind == CDT_CLAUSE_NOTE) {
        other.kind = CDT_CLAUSE_NOTE;
        other.row = other.column = 0;
    } else if (builder->embedded->row) {
        other.kind = other.kind == CDT_CLAUSE_NOTE ? CDT_CLAUSE_NOTE : CDT_CLAUSE_TABLE;
        other.row = builder->embedded->row;
        other.column = builder->embedded->column;
    }
    if (builder->sink)
        builder->sink->block(builder->sink->to, &other);
    else
        build(builder, &other);
}

static void build(cdt_builder *builder, const cdt_block *block)
{
    cdt_clause clause = { .kind = block->kind, .label = "", .heading = "", .number = "" };

    if (builder->count == CDT_MAX_DRAFT_BLOCKS)
        cdt_build_reached(builder, "paragraphs", CDT_MAX_DRAFT_BLOCKS);
    if (builder->full)
        return;
    if (builder->count == builder->room) {
        builder->room = builder->room ? builder->room * 2 : 256;
        builder->clauses = cdt_realloc(builder->clauses, builder->room * sizeof *builder->clauses);
        builder->blocks = cdt_realloc(builder->blocks, builder->room * sizeof *builder->blocks);
    }
    if (builder->own) {
        clause.start = clause.words = builder->base + (size_t)(block->text.at - builder->own_text.at);
        clause.end = clause.start + block->text.len;
    } else {
        make_text(builder, block, &clause);
        if (builder->made.full)
            cdt_build_reached(builder, "bytes of its text", CDT_MAX_DRAFT_TEXT);
    }
    clause.parent = clause.part = CDT_NOWHERE;
    clause.place.file = builder->file->name;
    clause.place.column = 1;
    if (block->line) {
        clause.place.line = block->line;
        builder->lined = !builder->own;
    }
    if (block->label.len)
        clause.label = cdt_copy_z(&builder->making->arena, block->label);
    clause.numbered = block->label.len && !block->bullet;
    clause.uncertain = block->uncertain;
    clause.paragraph = block->paragraph;
    clause.page = block->page;
    clause.row = block->row;
    clause.column = block->column;
    add_marks(builder, block, clause.words);
    builder->clauses[builder->count] = clause;
    builder->blocks[builder->count] = *block;
    builder->blocks[builder->count].label = cdt_str_z(clause.label);
    builder->blocks[builder->count++].marks = NULL;
}

void cdt_build_remark(cdt_builder *builder, const char *kind, cdt_str author, cdt_str text)
{
    cdt_arena *arena = &builder->making->arena;

    if (builder->sink) {
        builder->sink->remark(builder->sink->to, kind, author, text);
        return;
    }
    if (builder->remark_count == CDT_MAX_DRAFT_REMARKS)
        cdt_build_reached(builder, "comments and tracked changes", CDT_MAX_DRAFT_REMARKS);
    if (builder->full)
        return;
    GROW(builder->remarks, builder->remark_count, builder->remark_room);
    builder->remarks[builder->remark_count++] = (cdt_remark){
        .kind = kind,
        .author = cdt_copy_z(arena, author),
        .text = cdt_copy_z(arena, text),
        .clause = builder->count > builder->file_first ? builder->count - 1 : CDT_NOWHERE,
    };
}

void cdt_build_problem(cdt_builder *builder, const char *message, ...)
{
    cdt_buf text = { 0 };
    va_list args;

    va_start(args, message);
    cdt_buf_vprintf(&text, message, args);
    va_end(args);
    GROW(builder->problems, builder->problem_count, builder->problem_room);
    builder->problems[builder->problem_count++] = cdt_buf_take(&text, &builder->making->arena).at;
    cdt_buf_free(&text);
}

void cdt_build_unreadable(cdt_builder *builder)
{
    builder->unreadable = true;
}

cdt_str cdt_builder_end(cdt_builder *builder)
{
    cdt_str text;

    if (builder->own)
        return builder->own_text;
    if (builder->count > builder->file_first)
        put_made(builder, CDT_STR("\n"));
    text = cdt_buf_take(&builder->made, &builder->making->arena);
    return text.at ? text : CDT_STR("");
}

void cdt_builder_finish(cdt_builder *builder)
{
    cdt_making *making = builder->making;
    cdt_arena *arena = &making->arena;
    cdt_draft *draft = &making->draft;

    cdt_builder_rows(builder);
#define HAND_OVER(to, from, size, home)                                                                                \
    do {                                                                                                               \
        void *kept_ = cdt_alloc_array((home), (size) ? (size) : 1, sizeof *(from));                                    \
        if (size)                                                                                                      \
            memcpy(kept_, (from), (size) * sizeof *(from));                                                            \
        (to) = kept_;                                                                                                  \
    } while (0)
    HAND_OVER(making->clauses, builder->clauses, builder->count, arena);
    HAND_OVER(making->marks, builder->marks, builder->mark_count, &making->scratch);
    HAND_OVER(draft->remarks, builder->remarks, builder->remark_count, arena);
    HAND_OVER(draft->health.problems, builder->problems, builder->problem_count, arena);
    for (size_t i = 0; i < builder->count; i++)
        builder->blocks[i].text =
            (cdt_str){ draft->text + builder->clauses[i].words, builder->clauses[i].end - builder->clauses[i].words };
    HAND_OVER(making->blocks, builder->blocks, builder->count, &making->scratch);
    draft->clauses = making->clauses;
    draft->clause_count = builder->count;
    making->mark_count = builder->mark_count;
    draft->remark_count = builder->remark_count;
    draft->health.problem_count = builder->problem_count;
    draft->health.readable = !builder->unreadable;
}

void cdt_builder_free(cdt_builder *builder)
{
    cdt_buf_free(&builder->made);
    free(builder->clauses);
    free(builder->blocks);
    free(builder->marks);
    free(builder->remarks);
    free(builder->problems);
}
