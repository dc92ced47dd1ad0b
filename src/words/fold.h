/* fold.h - text as patterns see it: small letters, one space for each run of white space, straight quotes and hyphens, no
 * soft hyphens, ligatures as letters, words that a line end cut in two joined again.
 *
 * Folding is done character by character, so that a place in the folded text leads back to the byte it was made of.
 */
#ifndef CDT_WORDS_FOLD_H
#define CDT_WORDS_FOLD_H

#include "base/buf.h"
#include "base/str.h"

/* Add the folded `text` to `out`, without blanks at both ends. Bytes that are not UTF-8 become "?". */
void cdt_fold(cdt_str text, cdt_buf *out);

/* The byte of `text` from which byte `at` of its folded form was made; text.len behind the last. */
size_t cdt_fold_source(cdt_str text, size_t at);

#endif
