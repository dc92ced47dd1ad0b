/* plain.c - drafts that are plain text, in the encodings that such files have. */
#include "base/limits.h"
#include "draft/encoding.h"
#include "draft/lines.h"
#include "draft/readers.h"

#define QUOTED_LINES 3 /* that begin with ">" in quoted mail, at least */

/* The text in UTF-8; where it was in something else, a problem says so. */
static cdt_str text_of(cdt_builder *builder, cdt_str bytes)
{
    cdt_buf made = { 0 };
    const char *was;
    cdt_str text = cdt_build_own_text(builder, cdt_text_decode(&made, bytes, &was));

    if (was)
        cdt_build_problem(builder,
                          "the file is not UTF-8; it was read as %s, and offsets are those of the text that "
                          "`concordat read` prints",
                          was);
    cdt_build_decoded(builder, &made);
    cdt_buf_free(&made);
    return text;
}

/* Behind the marks of quoted mail before a line ("> > "); `at` itself where there are none. */
static size_t quoted_until(cdt_str text, size_t at)
{
    size_t end = at;

    for (; at < text.len && (text.at[at] == ' ' || text.at[at] == '>'); at++)
        if (text.at[at] == '>')
            end = at + 1;
    return end;
}

/* Blanks for marks of quoted mail, where several lines have them. */
static void unquote(cdt_builder *builder, cdt_str text)
{
    size_t count = 0;

    for (int round = 0; round < 2 && (round == 0 || count >= QUOTED_LINES); round++)
        for (size_t at = 0; at < text.len; at++) {
            size_t end = quoted_until(text, at);
            const char *next = memchr(text.at + at, '\n', text.len - at);
            count += end > at;
            if (round)
                cdt_build_blank(builder, at, end);
            if (!next)
                break;
            at = (size_t)(next - text.at);
        }
}

bool cdt_read_plain(cdt_builder *builder, const cdt_draft_source *source, const cdt_draft_options *options,
                    cdt_diags *diags)
{
    cdt_str text = text_of(builder, (cdt_str){ source->bytes, source->length });
    cdt_lines lines;

    (void)options;
    unquote(builder, text);
    if (!cdt_lines_of(cdt_build_arena(builder), text, &lines)) {
        cdt_diags_add(diags, CDT_TOO_LARGE, (cdt_place){ .file = source->file }, NULL,
                      "it has more than %d lines, the most that a draft may have", CDT_MAX_DRAFT_LINES);
        return false;
    }
    cdt_lines_build(&lines, builder);
    return true;
}
