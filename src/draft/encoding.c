#include "draft/encoding.h"

#include "base/limits.h"
#include "base/utf8.h"

/* UTF-16 with a byte order mark; a half of a pair alone becomes U+FFFD. */
static void put_utf16(cdt_buf *out, cdt_str bytes)
{
    bool big = (unsigned char)bytes.at[0] == 0xFE;

    for (size_t at = 2; at + 1 < bytes.len; at += 2) {
        unsigned first = (unsigned char)bytes.at[at], second = (unsigned char)bytes.at[at + 1];
        unsigned unit = big ? first << 8 | second : second << 8 | first, low = 0;
        if (unit >= 0xD800 && unit < 0xDC00 && at + 3 < bytes.len) {
            first = (unsigned char)bytes.at[at + 2];
            second = (unsigned char)bytes.at[at + 3];
            low = big ? first << 8 | second : second << 8 | first;
        }
        if (low >= 0xDC00 && low < 0xE000) {
            unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
            at += 2;
        }
        cdt_buf_rune(out, (unit >= 0xD800 && unit < 0xE000) || unit == 0 ? 0xFFFD : unit);
    }
}

/* Windows-1252, which older Office programs write; its undefined bytes are taken as Latin-1. */
static void put_windows(cdt_buf *out, cdt_str bytes)
{
    static const unsigned short high[32] = { 0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                             0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                             0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                             0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178 };

    for (size_t at = 0; at < bytes.len; at++) {
        unsigned byte = (unsigned char)bytes.at[at];
        cdt_buf_rune(out, byte >= 0x80 && byte < 0xA0 ? high[byte - 0x80] : byte);
    }
}

cdt_str cdt_text_decode(cdt_buf *made, cdt_str bytes, const char **was)
{
    bool wide = cdt_str_starts(bytes, CDT_STR("\xFF\xFE")) || cdt_str_starts(bytes, CDT_STR("\xFE\xFF"));

    *was = NULL;
    if (!wide && cdt_utf8_valid(bytes) == bytes.len)
        return bytes;
    made->limit = CDT_MAX_DRAFT_TEXT;
    if (wide)
        put_utf16(made, bytes);
    else
        put_windows(made, bytes);
    *was = wide ? "UTF-16" : "Windows-1252";
    return made->at ? cdt_buf_str(made) : CDT_STR("");
}
