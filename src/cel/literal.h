/* literal.h - what a literal token stands for. */
#ifndef CEL_LITERAL_H
#define CEL_LITERAL_H

#include "base/arena.h"
#include "cel/lex.h"
#include "cel/value.h"

/* The value of a number, text or bytes token; `negative` folds a minus into a number, so that the least integer can be
 * written. false: `message` and the span `from`..`to` say what is wrong. */
bool cel_literal_read(cdt_arena *arena, cdt_str source, cel_token token, bool negative, cel_value *out,
                      const char **message, uint32_t *from, uint32_t *to);

#endif
