#include "report/escape.h"

#include "base/utf8.h"

/* cdt_rune_unsafe() leaves tab and line feed to the caller: here neither may pass. */
static bool steers(int rune)
{
    return rune >= 0 && (rune == '\t' || rune == '\n' || cdt_rune_unsafe(rune));
}

void cdt_escape_rune(cdt_buf *out, int rune)
{
    if (steers(rune))
        cdt_buf_printf(out, "\\u{%x}", (unsigned)rune);
    else
        cdt_buf_rune(out, rune < 0 ? 0xFFFD : (unsigned)rune);
}

unsigned cdt_escape_width(int rune)
{
    unsigned width = 4;

    if (!steers(rune))
        return rune < 0 ? 1 : (unsigned)cdt_rune_width(rune);
    do
        width++;
    while (rune >>= 4);
    return width;
}

void cdt_escape_line(cdt_buf *out, cdt_str text)
{
    size_t at = 0;

    while (at < text.len) {
        size_t plain = at;
        while (plain < text.len && text.at[plain] >= 0x20 && text.at[plain] < 0x7F)
            plain++;
        cdt_buf_put(out, cdt_str_slice(text, at, plain));
        at = plain;
        if (at < text.len) {
            int rune = cdt_utf8_next(text, &at);
            if (rune == '\t' || rune == '\n')
                cdt_buf_char(out, ' ');
            else
                cdt_escape_rune(out, rune);
        }
    }
}
