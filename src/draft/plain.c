/* plain.c - drafts that are plain text, in the encodings that such files have. */
#include "base/limits.h"
#include "draft/encoding.h"
#include "draft/lines.h"
#include "draft/readers.h"

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

bool cdt_read_plain(cdt_builder *builder, const cdt_draft_source *source, const cdt_draft_options *options,
                    cdt_diags *diags)
{
    cdt_str text = text_of(builder, (cdt_str){ source->bytes, source->length });
    cdt_lines lines;

    (void)options;
    if (!cdt_lines_of(cdt_build_arena(builder), text, &lines)) {
        cdt_diags_add(diags, CDT_TOO_LARGE, (cdt_place){ .file = source->file }, NULL,
                      "it has more than %d lines, the most that a draft may have", CDT_MAX_DRAFT_LINES);
        return false;
    }
    cdt_lines_build(&lines, builder);
    return true;
}
