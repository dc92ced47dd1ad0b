#include "base/buf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

/* Room for `more` bytes and a NUL; false where the limit forbids it. */
static bool make_room(cdt_buf *buf, size_t more)
{
    size_t room = buf->room ? buf->room : 256;

    if (buf->full || (buf->limit && (more > buf->limit || buf->len > buf->limit - more))) {
        buf->full = true;
        return false;
    }
    while (room - buf->len <= more) {
        if (room > (size_t)-1 / 2)
            cdt_out_of_memory();
        room *= 2;
    }
    if (room != buf->room) {
        buf->at = cdt_realloc(buf->at, room);
        buf->room = room;
    }
    return true;
}

void cdt_buf_put(cdt_buf *buf, cdt_str text)
{
    if (!make_room(buf, text.len))
        return;
    if (text.len)
        memcpy(buf->at + buf->len, text.at, text.len);
    buf->len += text.len;
    buf->at[buf->len] = '\0';
}

void cdt_buf_put_z(cdt_buf *buf, const char *text)
{
    cdt_buf_put(buf, cdt_str_z(text));
}

void cdt_buf_char(cdt_buf *buf, char c)
{
    cdt_buf_put(buf, (cdt_str){ &c, 1 });
}

void cdt_buf_repeat(cdt_buf *buf, char c, size_t count)
{
    if (!make_room(buf, count))
        return;
    memset(buf->at + buf->len, c, count);
    buf->len += count;
    buf->at[buf->len] = '\0';
}

void cdt_buf_number(cdt_buf *buf, size_t number)
{
    char digits[20];
    size_t at = sizeof digits;

    do
        digits[--at] = (char)('0' + number % 10);
    while ((number /= 10));
    cdt_buf_put(buf, (cdt_str){ digits + at, sizeof digits - at });
}

char *cdt_buf_spare(cdt_buf *buf, size_t most)
{
    return make_room(buf, most) ? buf->at + buf->len : NULL;
}

void cdt_buf_wrote(cdt_buf *buf, size_t count)
{
    buf->len += count;
    buf->at[buf->len] = '\0';
}

void cdt_buf_rune(cdt_buf *buf, unsigned rune)
{
    char bytes[4];

    cdt_buf_put(buf, (cdt_str){ bytes, cdt_utf8_put(rune, bytes) });
}

void cdt_buf_printf(cdt_buf *buf, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    cdt_buf_vprintf(buf, format, args);
    va_end(args);
}

void cdt_buf_vprintf(cdt_buf *buf, const char *format, va_list args)
{
    size_t spare;
    va_list again;
    int length;

    make_room(buf, 0); /* mostly what comes fits into what there is, and is made in one go */
    spare = buf->room - buf->len;
    va_copy(again, args);
    length = vsnprintf(spare ? buf->at + buf->len : NULL, spare, format, args);
    if (length > 0 && make_room(buf, (size_t)length)) {
        if ((size_t)length >= spare)
            vsnprintf(buf->at + buf->len, (size_t)length + 1, format, again);
        buf->len += (size_t)length;
    }
    if (buf->at)
        buf->at[buf->len] = '\0';
    va_end(again);
}

cdt_str cdt_buf_str(const cdt_buf *buf)
{
    return (cdt_str){ buf->at ? buf->at : "", buf->len };
}

cdt_str cdt_buf_take(cdt_buf *buf, cdt_arena *arena)
{
    cdt_str copy = cdt_copy(arena, cdt_buf_str(buf));

    cdt_buf_clear(buf);
    return copy;
}

void cdt_buf_clear(cdt_buf *buf)
{
    buf->len = 0;
    buf->full = false;
    if (buf->at)
        buf->at[0] = '\0';
}

void cdt_buf_free(cdt_buf *buf)
{
    free(buf->at);
    *buf = (cdt_buf){ .limit = buf->limit };
}
