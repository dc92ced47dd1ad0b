/* lex.h - tokens of a condition, one at a time, each with its span. The source is valid UTF-8. */
#ifndef CEL_LEX_H
#define CEL_LEX_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

typedef enum cel_token_kind {
    CEL_T_END,
    CEL_T_BAD, /* cel_lexer.message says why */
#define TOKEN(identifier, text) CEL_T_##identifier,
#include "cel/tokens.def"
#undef TOKEN
} cel_token_kind;

typedef struct cel_token {
    cel_token_kind kind;
    uint32_t from, to; /* bytes of the source */
} cel_token;

typedef struct cel_lexer {
    cdt_str source;
    uint32_t at;
    const char *message; /* of the last bad token */
} cel_lexer;

cel_token cel_lex(cel_lexer *lexer);

/* What the token is called in messages: "a name", "`&&`". */
const char *cel_token_words(cel_token_kind kind);

/* Words that an identifier may not be (langdef, "Syntax": RESERVED), `true false null in` included. */
bool cel_is_reserved(cdt_str word);

#endif
