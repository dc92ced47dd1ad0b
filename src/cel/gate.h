/* gate.h - regular expressions are RE2's. PCRE2, which runs them, knows more and means some things otherwise, so a pattern
 * passes here first: what RE2 does not have is refused, what differs is rewritten. A pattern that passes means the same in
 * every engine of the rule language.
 */
#ifndef CEL_GATE_H
#define CEL_GATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

typedef struct cel_gated {
    cdt_str pattern;      /* for PCRE2 */
    const uint16_t *from; /* for each of its bytes, and one more, the byte of the text it came from */
    unsigned largest;     /* the largest count of a repetition, at least 1 */
    bool caseless;        /* (?i) stands somewhere */
    uint32_t span;        /* characters that the ranges of classes span which go beyond ASCII, together */
    const cdt_str *wide;  /* classes with something beyond ASCII in them, as in `pattern` */
    size_t wide_count;
} cel_gated;

/* false: `message` says what is wrong, `at` is the byte of `text`. */
bool cel_gate(cdt_arena *arena, cdt_str text, cel_gated *out, const char **message, size_t *at);

#endif
