/* parse.h - from text to a tree: precedence climbing, no backtracking, one token of look-ahead, bounded depth. */
#ifndef CEL_PARSE_H
#define CEL_PARSE_H

#include "base/arena.h"
#include "cel/ast.h"
#include "cel/lex.h"
#include "cel/program.h"

typedef struct cel_parser {
    cdt_arena *arena;
    cdt_str source;
    cel_problems *problems;
    cel_lexer lexer;
    cel_token token;  /* the one at hand */
    uint32_t last_to; /* where the one before it ended */
    unsigned level;   /* expressions inside one another */
    uint32_t nodes;   /* made so far */
    bool failed;      /* reading has stopped: the token at hand is the end */
} cel_parser;

/* The tree, not yet resolved; NULL: `parser->problems` has one more. Set `arena`, `source` and `problems` before. */
cel_ast *cel_parse(cel_parser *parser);

/* Record the first problem and stop reading; later ones of the same text are silent. */
void cel_parse_fail(cel_parser *parser, uint32_t from, uint32_t to, const char *message);

/* Add a problem unless there are CEL_PROBLEMS_MAX. */
void cel_problem_add(cel_problems *problems, bool syntax, uint32_t from, uint32_t to, const char *message);

/* Make a macro's node of the call `call` where its name and arguments say that it is one (cel/macros.c). A receiver is
 * args[0]. Returns `call` itself where it is none. */
cel_ast *cel_macro_expand(cel_parser *parser, cel_ast *call);

/* How a macro is written ("list.all(x, condition)"); NULL: there is no macro of that name. */
const char *cel_macro_usage(cdt_str name);

/* Name number `index` of the macros, for "did you mean"; NULL past the last. */
const char *cel_macro_name(size_t index);

#endif
