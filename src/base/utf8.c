#include "base/utf8.h"

#include "base/eight.h"

/* RFC 3629, table 3-7 of the Unicode standard: the second byte's range depends on the first. */
int cdt_utf8_next(cdt_str text, size_t *at)
{
    const unsigned char *p = (const unsigned char *)text.at + *at;
    size_t left = text.len - *at;
    unsigned low = 0x80, high = 0xBF;
    size_t more;
    int rune;

    *at += 1;
    if (p[0] < 0x80)
        return p[0];
    if (p[0] < 0xC2 || p[0] > 0xF4)
        return -1;
    more = p[0] < 0xE0 ? 1 : p[0] < 0xF0 ? 2 : 3;
    rune = p[0] & (0x3F >> more);
    if (p[0] == 0xE0)
        low = 0xA0;
    else if (p[0] == 0xED)
        high = 0x9F;
    else if (p[0] == 0xF0)
        low = 0x90;
    else if (p[0] == 0xF4)
        high = 0x8F;
    if (left <= more)
        return -1;
    for (size_t i = 1; i <= more; i++) {
        if (p[i] < low || p[i] > high)
            return -1;
        low = 0x80;
        high = 0xBF;
        rune = rune << 6 | (p[i] & 0x3F);
    }
    *at += more;
    return rune;
}

size_t cdt_utf8_put(unsigned rune, char out[4])
{
    if (rune < 0x80) {
        out[0] = (char)rune;
        return 1;
    }
    if (rune < 0x800) {
        out[0] = (char)(0xC0 | rune >> 6);
        out[1] = (char)(0x80 | (rune & 0x3F));
        return 2;
    }
    if (rune < 0x10000) {
        if (rune >= 0xD800 && rune <= 0xDFFF)
            return 0;
        out[0] = (char)(0xE0 | rune >> 12);
        out[1] = (char)(0x80 | (rune >> 6 & 0x3F));
        out[2] = (char)(0x80 | (rune & 0x3F));
        return 3;
    }
    if (rune > 0x10FFFF)
        return 0;
    out[0] = (char)(0xF0 | rune >> 18);
    out[1] = (char)(0x80 | (rune >> 12 & 0x3F));
    out[2] = (char)(0x80 | (rune >> 6 & 0x3F));
    out[3] = (char)(0x80 | (rune & 0x3F));
    return 4;
}

/* The first byte at or after `at` that is no ASCII, which most of every text is. */
static size_t past_ascii(cdt_str text, size_t at)
{
    while (at < text.len) {
        uint64_t high = cdt_eight_high(cdt_eight_at(text, at));
        if (high)
            return at + cdt_eight_before(high);
        at += 8;
    }
    return text.len;
}

size_t cdt_utf8_valid(cdt_str text)
{
    size_t at = 0;

    while ((at = past_ascii(text, at)) < text.len) {
        size_t before = at;
        if (cdt_utf8_next(text, &at) < 0)
            return before;
    }
    return text.len;
}

size_t cdt_utf8_count(cdt_str text)
{
    size_t at = 0, next, count = 0;

    while ((next = past_ascii(text, at)) < text.len) {
        count += next - at + 1;
        at = next;
        cdt_utf8_next(text, &at);
    }
    return count + text.len - at;
}

size_t cdt_utf8_offset(cdt_str text, size_t index)
{
    size_t at = 0;

    while (at < text.len && index-- > 0)
        cdt_utf8_next(text, &at);
    return at;
}

typedef struct range {
    int first, last;
} range;

static bool within(const range *ranges, size_t count, int rune)
{
    size_t low = 0, high = count;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (rune > ranges[middle].last)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && rune >= ranges[low].first;
}

bool cdt_rune_unsafe(int rune)
{
    static const range unsafe[] = {
        { -1, 0x08 },       { 0x0B, 0x1F },     { 0x7F, 0x9F },     { 0x00AD, 0x00AD },
        { 0x061C, 0x061C }, { 0x180E, 0x180E }, { 0x200B, 0x200F }, { 0x2028, 0x202E },
        { 0x2060, 0x206F }, { 0xFEFF, 0xFEFF }, { 0xFFF9, 0xFFFB }, { 0xE0000, 0xE007F },
    };

    if (rune >= 0x20 && rune < 0x7F) /* most of every text */
        return false;
    return within(unsafe, sizeof unsafe / sizeof unsafe[0], rune);
}

int cdt_rune_width(int rune)
{
    static const range nothing[] = {
        /* the combining marks that European names meet */
        { 0x0300, 0x036F }, { 0x0483, 0x0489 }, { 0x0591, 0x05BD }, { 0x0610, 0x061A },
        { 0x064B, 0x065F }, { 0x1AB0, 0x1AFF }, { 0x1DC0, 0x1DFF }, { 0x200B, 0x200F },
        { 0x20D0, 0x20FF }, { 0xFE00, 0xFE0F }, { 0xFE20, 0xFE2F },
    };
    static const range wide[] = {
        /* East Asian Width W and F, and emoji */
        { 0x1100, 0x115F }, { 0x2E80, 0x303E },   { 0x3041, 0x33FF },   { 0x3400, 0x4DBF },   { 0x4E00, 0x9FFF },
        { 0xA000, 0xA4CF }, { 0xAC00, 0xD7A3 },   { 0xF900, 0xFAFF },   { 0xFE30, 0xFE6F },   { 0xFF00, 0xFF60 },
        { 0xFFE0, 0xFFE6 }, { 0x1F300, 0x1F64F }, { 0x1F900, 0x1F9FF }, { 0x20000, 0x3FFFD },
    };

    if (rune < nothing[0].first)
        return 1;
    if (within(nothing, sizeof nothing / sizeof nothing[0], rune))
        return 0;
    return within(wide, sizeof wide / sizeof wide[0], rune) ? 2 : 1;
}
