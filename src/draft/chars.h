/* chars.h - kinds of characters, as the readers and finders of drafts see them: by bytes, whatever the locale. */
#ifndef CDT_DRAFT_CHARS_H
#define CDT_DRAFT_CHARS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

static inline bool cdt_is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline bool cdt_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool cdt_is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static inline bool cdt_is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static inline bool cdt_is_letter(char c)
{
    return cdt_is_upper(c) || cdt_is_lower(c);
}

/* A letter, a digit, or a byte of a character beyond ASCII. */
static inline bool cdt_is_wordly(char c)
{
    return cdt_is_letter(c) || cdt_is_digit(c) || (unsigned char)c >= 0x80;
}

static inline char cdt_to_lower(char c)
{
    return (char)(cdt_is_upper(c) ? c + 32 : c);
}

/* Bytes of the blank that begins at `at`: ASCII ones, the no-break space and the ideographic one; 0: there is none. */
static inline size_t cdt_blank_at(cdt_str text, size_t at)
{
    if (at >= text.len || (text.at[at] > ' ' && text.at[at] <= '~')) /* nearly always */
        return 0;
    if (cdt_is_blank(text.at[at]))
        return 1;
    if (at + 1 < text.len && text.at[at] == '\xC2' && text.at[at + 1] == '\xA0')
        return 2;
    if (at + 2 < text.len && memcmp(text.at + at, "\xE3\x80\x80", 3) == 0)
        return 3;
    return 0;
}

/* The first byte at or after `at` that is no blank. */
static inline size_t cdt_skip_blanks(cdt_str text, size_t at)
{
    size_t width;

    while ((width = cdt_blank_at(text, at)))
        at += width;
    return at;
}

/* What the function below does once the first letter is that of the words. */
size_t cdt_begins_with_all(cdt_str text, const char *words);

/* Does `text` begin with these words (in small letters, one blank between), in any case and with any blanks, and end there or
 * go on with something that is no part of a word? The bytes that they take; 0: no. */
static inline size_t cdt_begins_with(cdt_str text, const char *words)
{
    return text.len && cdt_to_lower(text.at[0]) == *words ? cdt_begins_with_all(text, words) : 0;
}

#endif
