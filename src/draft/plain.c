/* plain.c - drafts that are plain text: paragraphs with empty lines between them. */
#include "draft/readers.h"

static bool is_empty(cdt_str line)
{
    return cdt_str_trim(line).len == 0;
}

bool cdt_read_plain(cdt_builder *builder, const cdt_draft_source *source, const cdt_draft_options *options,
                    cdt_diags *diags)
{
    cdt_str text = cdt_build_own_text(builder, (cdt_str){ source->bytes, source->length });
    size_t at = cdt_str_starts(text, CDT_STR("\xEF\xBB\xBF")) ? 3 : 0, begun = 0;
    unsigned line = 1, first = 0;

    (void)options;
    (void)diags;
    while (at < text.len) {
        size_t end = cdt_str_find(text, CDT_STR("\n"), at);
        if (end == (size_t)-1)
            end = text.len;
        if (!is_empty(cdt_str_slice(text, at, end)) && !first) {
            first = line;
            begun = at;
        }
        if (first && (end + 1 >= text.len || is_empty(cdt_str_slice(text, at, end)))) {
            cdt_block block = { .depth = -1, .line = first, .text = cdt_str_trim(cdt_str_slice(text, begun, end)) };
            cdt_build_block(builder, &block);
            first = 0;
        }
        at = end + 1;
        line++;
    }
    return true;
}
