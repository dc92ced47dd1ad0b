#include "yaml/lines.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "base/arena.h"
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

#define EACH(byte) ((uint64_t)0x0101010101010101u * (byte))

/* Is one of the eight bytes `byte`? */
static bool has(uint64_t eight, unsigned char byte)
{
    uint64_t zero = eight ^ EACH(byte);

    return (zero - EACH(1)) & ~zero & EACH(0x80);
}

/* The first byte at or after `from` at which a line ends. Eight bytes that are ASCII, without LF and CR, are passed at once. */
static size_t find_end(cdt_str text, size_t from)
{
    const unsigned char *bytes = (const unsigned char *)text.at;
    uint64_t eight;

    for (; text.len - from >= sizeof eight; from += sizeof eight) {
        memcpy(&eight, bytes + from, sizeof eight);
        if ((eight & EACH(0x80)) || has(eight, '\n') || has(eight, '\r'))
            break;
    }
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

static cdt_line_index *new_index(cdt_line_index *old, size_t room)
{
    return cdt_realloc(old, sizeof *old + room * sizeof old->starts[0]);
}

static cdt_line_index *make_index(cdt_str text)
{
    size_t room = text.len / 32 + 16, count = 1;
    cdt_line_index *index = new_index(NULL, room);

    index->starts[0] = 0;
    for (size_t at = find_end(text, 0); at < text.len; at = find_end(text, at)) {
        if (count == room)
            index = new_index(index, room *= 2);
        at += cdt_line_end(text, at);
        index->starts[count++] = (uint32_t)at;
    }
    index->count = count;
    return index;
}

/* Whoever comes second throws his own away. */
const cdt_line_index *cdt_lines_index(cdt_lines *lines)
{
    cdt_line_index *index = atomic_load(&lines->index), *none = NULL;

    if (index)
        return index;
    index = make_index(lines->text);
    if (atomic_compare_exchange_strong(&lines->index, &none, index))
        return index;
    free(index);
    return none;
}

bool cdt_lines_at(cdt_lines *lines, size_t number, cdt_str *line, size_t *start)
{
    const cdt_line_index *index = cdt_lines_index(lines);

    if (number >= index->count)
        return false;
    *start = index->starts[number];
    *line = cdt_str_slice(lines->text, *start, find_end(lines->text, *start));
    return true;
}

void cdt_lines_free(cdt_lines *lines)
{
    free(atomic_load(&lines->index));
}
