#include "draft/typed.h"

#include "draft/chars.h"
#include "draft/label.h"

bool cdt_typed_label(cdt_str text)
{
    cdt_label label;

    return cdt_label_parse(text, &label) && label.style != '*' && (label.style != ' ' || label.parts > 1 || label.word);
}

/* Does a line begin at `at` that stands for itself? The line before must not be a sentence that runs on into a number. */
static bool begins_line(cdt_str text, size_t at)
{
    size_t before = at;
    cdt_label label;
    cdt_str line = cdt_str_slice(text, at, text.len);

    if (!cdt_typed_label(line) || !cdt_label_parse(line, &label))
        return false;
    while (before && cdt_is_blank(text.at[before - 1]))
        before--;
    if (!before || strchr(".;:,?!)]\"", text.at[before - 1]))
        return true;
    line = cdt_str_slice(line, cdt_skip_blanks(line, label.length), line.len);
    return label.style == '(' || (line.len && cdt_is_upper(line.at[0]) && label.parts != 1);
}

/* The marks that stand in a stretch of the block, moved to it. */
static size_t marks_in(cdt_arena *arena, const cdt_block *block, size_t from, size_t to, const cdt_mark **marks)
{
    cdt_mark *kept = block->mark_count ? CDT_NEW_ARRAY(arena, cdt_mark, block->mark_count) : NULL;
    size_t count = 0;

    for (size_t i = 0; i < block->mark_count; i++) {
        cdt_mark mark = block->marks[i];
        mark.start = mark.start < from ? from : mark.start;
        mark.end = mark.end > to ? to : mark.end;
        if (mark.start >= mark.end)
            continue;
        kept[count] = mark;
        kept[count].start -= from;
        kept[count++].end -= from;
    }
    *marks = kept;
    return count;
}

static void build_piece(cdt_builder *builder, const cdt_block *block, size_t from, size_t to, unsigned line)
{
    cdt_block piece = *block;
    cdt_str text = cdt_str_trim(cdt_str_slice(block->text, from, to));

    if (!text.len && !block->label.len)
        return;
    from = text.len ? (size_t)(text.at - block->text.at) : from;
    piece.text = text;
    piece.line = line;
    if (from && block->label.len) { /* the format's own number is that of the first line */
        piece.label = CDT_STR("");
        piece.bullet = false;
    }
    piece.mark_count = marks_in(cdt_build_arena(builder), block, from, from + text.len, &piece.marks);
    cdt_build_block(builder, &piece);
}

void cdt_typed_build(cdt_builder *builder, const cdt_block *block)
{
    size_t from = 0;
    unsigned line = block->line, begun = line;

    for (size_t at = 1; at < block->text.len; at++) {
        if (block->text.at[at - 1] != '\n')
            continue;
        line++;
        if (!begins_line(block->text, at))
            continue;
        build_piece(builder, block, from, at, block->line ? begun : 0);
        from = at;
        begun = line;
    }
    build_piece(builder, block, from, block->text.len, block->line ? begun : 0);
}
