#include "yaml/lines.h"

#include "base/utf8.h"

size_t cdt_line_end(cdt_str text, size_t at)
{
    const unsigned char *p = (const unsigned char *)text.at + at;
    size_t left = text.len - at;

    if (!left)
        return 0;
    if (p[0] == '\n')
        return 1;
    if (p[0] == '\r')
        return left > 1 && p[1] == '\n' ? 2 : 1;
    if (p[0] == 0xC2 && left > 1 && p[1] == 0x85)
        return 2;
    if (p[0] == 0xE2 && left > 2 && p[1] == 0x80 && (p[2] == 0xA8 || p[2] == 0xA9))
        return 3;
    return 0;
}

/* Bytes with which a line end may begin. */
static const bool may_end[256] = { ['\n'] = true, ['\r'] = true, [0xC2] = true, [0xE2] = true };

/* The first byte at or after `from` at which a line ends. */
static size_t find_end(cdt_str text, size_t from)
{
    const unsigned char *bytes = (const unsigned char *)text.at;

    while (from < text.len && !(may_end[bytes[from]] && cdt_line_end(text, from)))
        from++;
    return from;
}

void cdt_line_of(cdt_str text, size_t offset, size_t *line, size_t *column)
{
    size_t from = 0;

    *line = 0;
    for (;;) {
        size_t end = find_end(text, from), next = end + cdt_line_end(text, end);
        if (offset < next || end >= text.len)
            break;
        from = next;
        ++*line;
    }
    *column = cdt_utf8_count(cdt_str_slice(text, from, offset));
}

static void make_index(cdt_lines *lines)
{
    size_t room = 64;
    uint32_t *starts = CDT_NEW_ARRAY(lines->arena, uint32_t, room);

    lines->count = 1;
    for (size_t at = find_end(lines->text, 0); at < lines->text.len; at = find_end(lines->text, at)) {
        if (lines->count == room) {
            uint32_t *more = CDT_NEW_ARRAY(lines->arena, uint32_t, room * 2);
            memcpy(more, starts, room * sizeof *starts);
            starts = more;
            room *= 2;
        }
        at += cdt_line_end(lines->text, at);
        starts[lines->count++] = (uint32_t)at;
    }
    lines->starts = starts;
}

bool cdt_lines_at(cdt_lines *lines, size_t index, cdt_str *line, size_t *start)
{
    if (!lines->starts)
        make_index(lines);
    if (index >= lines->count)
        return false;
    *start = lines->starts[index];
    *line = cdt_str_slice(lines->text, *start, find_end(lines->text, *start));
    return true;
}
