#include "yaml/bytes.h"

#include "base/utf8.h"

enum { BLOCK = 32 };

/* Nothing but printable ASCII and LF, as most blocks of most texts. Written so that a compiler makes it a few instructions. */
static bool is_plain(const unsigned char *at)
{
    unsigned char other = 0;

    for (size_t i = 0; i < BLOCK; i++)
        other |= (unsigned char)(((unsigned char)(at[i] - 0x20) > 0x7E - 0x20) & (at[i] != '\n'));
    return !other;
}

/* Controls that YAML leaves out. `c` is ASCII. */
static bool is_control(unsigned char c)
{
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F;
}

/* C1 but NEL, and U+FFFE and U+FFFF, which YAML leaves out too. */
static bool is_refused(int rune)
{
    return (rune < 0xA0 && rune != 0x85) || rune == 0xFFFE || rune == 0xFFFF;
}

static bool is_odd(int rune)
{
    return rune == 0x85 || rune == 0x2028 || rune == 0x2029 || rune == 0xFEFF;
}

cdt_bytes cdt_bytes_of(cdt_str text)
{
    const unsigned char *bytes = (const unsigned char *)text.at;
    cdt_bytes found = { 0 };
    size_t at = 0;

    while (at < text.len) {
        int rune;
        if (text.len - at >= BLOCK && is_plain(bytes + at)) {
            at += BLOCK;
            continue;
        }
        found.good = at;
        for (size_t stop = at + BLOCK < text.len ? at + BLOCK : text.len; at < stop; found.good = at) {
            if (bytes[at] < 0x80) {
                if (is_control(bytes[at++]))
                    return found;
                continue;
            }
            found.wide = true;
            rune = cdt_utf8_next(text, &at);
            if (rune < 0 || is_refused(rune))
                return found;
            found.odd |= is_odd(rune);
        }
    }
    found.good = text.len;
    return found;
}
