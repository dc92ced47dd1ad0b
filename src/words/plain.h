/* plain.h - patterns that need no compiling to be known as good.
 *
 * A checklist's patterns number hundreds, and a description is reviewed without any of them: yet a mistake in one is told
 * whenever the checklist is read. Nearly all are made of a few simple parts, and those are looked through here in a
 * hundredth of the time; all others are left to PCRE2 (words/regex.h), which alone says what is wrong with a pattern.
 */
#ifndef CDT_WORDS_PLAIN_H
#define CDT_WORDS_PLAIN_H

#include <stdbool.h>

#include "base/str.h"

/* Is it sure that the pattern can be compiled, and matches no empty text? */
bool cdt_pattern_is_plain(cdt_str text);

#endif
