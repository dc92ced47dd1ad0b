/* utf8.h - code points in UTF-8 text. */
#ifndef CDT_BASE_UTF8_H
#define CDT_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* The code point at byte `*at` of `text`, which moves past it; -1 (and one byte further) where the bytes are not UTF-8:
 * overlong forms, surrogates, values over 10FFFF and cut sequences are refused (RFC 3629). Call with *at < text.len. */
int cdt_utf8_next(cdt_str text, size_t *at);

/* Bytes written to `out` (1-4); 0 where `rune` is a surrogate or over 10FFFF. */
size_t cdt_utf8_put(unsigned rune, char out[4]);

/* The first byte that is not UTF-8, or text.len where all of it is. */
size_t cdt_utf8_valid(cdt_str text);

/* How many code points `text` has; each bad byte counts as one. */
size_t cdt_utf8_count(cdt_str text);

/* The byte where code point `index` (from 0) begins; text.len past the end. */
size_t cdt_utf8_offset(cdt_str text, size_t index);

/* Characters that must not reach a terminal or a page as they are: C0 but tab and line feed, DEL, C1, the bidi controls
 * and marks, the zero-width ones, line and paragraph separators, interlinear and byte order marks. */
bool cdt_rune_unsafe(int rune);

/* Columns that a terminal gives to `rune`: 0, 1 or 2. */
int cdt_rune_width(int rune);

#endif
