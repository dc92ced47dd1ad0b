/* eight.h - eight bytes of a text at once, as a number whose lowest byte is the first. What is said of each of them is a mask:
 * the highest bit of each byte of which it is true, and no other bit. */
#ifndef CDT_BASE_EIGHT_H
#define CDT_BASE_EIGHT_H

#include "base/str.h"

/* Eight times the same. */
#define CDT_EIGHT(byte) (UINT64_C(0x0101010101010101) * (uint64_t)(byte))

/* Those of `text` from `at`; behind its end they are 0. */
static inline uint64_t cdt_eight_at(cdt_str text, size_t at)
{
    uint64_t bytes = 0;

    if (at + sizeof bytes <= text.len)
        memcpy(&bytes, text.at + at, sizeof bytes);
    else if (at < text.len)
        memcpy(&bytes, text.at + at, text.len - at);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    bytes = __builtin_bswap64(bytes);
#endif
    return bytes;
}

/* All bits of the first `count` of them. */
static inline uint64_t cdt_eight_first(unsigned count)
{
    return count == 8 ? ~UINT64_C(0) : (UINT64_C(1) << 8 * count) - 1;
}

/* Which are no ASCII? */
static inline uint64_t cdt_eight_high(uint64_t bytes)
{
    return bytes & CDT_EIGHT(0x80);
}

/* Which are between `first` and `last`, two bytes of ASCII? */
static inline uint64_t cdt_eight_within(uint64_t bytes, char first, char last)
{
    uint64_t low = bytes & CDT_EIGHT(0x7F);

    return (low + CDT_EIGHT(0x80 - first)) & ~(low + CDT_EIGHT(0x7F - last)) & ~bytes & CDT_EIGHT(0x80);
}

/* Which are this byte? */
static inline uint64_t cdt_eight_are(uint64_t bytes, char byte)
{
    uint64_t others = bytes ^ CDT_EIGHT((unsigned char)byte);

    return ~(((others & CDT_EIGHT(0x7F)) + CDT_EIGHT(0x7F)) | others) & CDT_EIGHT(0x80);
}

/* Which are letters of ASCII? */
static inline uint64_t cdt_eight_letters(uint64_t bytes)
{
    return cdt_eight_within(bytes | CDT_EIGHT(0x20), 'a', 'z');
}

/* How many bytes there are before the first of the mask. */
static inline unsigned cdt_eight_before(uint64_t mask)
{
    return mask ? (unsigned)__builtin_ctzll(mask) / 8 : 8;
}

/* How many there are in the mask. */
static inline unsigned cdt_eight_count(uint64_t mask)
{
    return (unsigned)((mask >> 7) * CDT_EIGHT(1) >> 56);
}

#endif
