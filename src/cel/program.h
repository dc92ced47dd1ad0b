/* program.h - a condition, compiled once and evaluated any number of times (cel/eval.h).
 *
 *     cel_problems problems = { 0 };
 *     const cel_program *program = cel_compile(arena, source, &options, &problems);
 *     if (!program) ... each problem has its span in the source
 */
#ifndef CEL_PROGRAM_H
#define CEL_PROGRAM_H

#include "base/arena.h"
#include "base/map.h"
#include "cel/code.h"
#include "cel/type.h"

/* Most problems kept of one condition. */
#define CEL_PROBLEMS_MAX 20

typedef struct cel_problem {
    bool syntax;         /* it cannot be read; else it is read but can never be evaluated */
    uint32_t from, to;   /* bytes of the source; to > from but at the end of the text */
    const char *message; /* what was wanted, what was seen, what to do; lives in the arena of the program */
} cel_problem;

typedef struct cel_problems {
    cel_problem at[CEL_PROBLEMS_MAX];
    size_t count;
} cel_problems;

typedef struct cel_options {
    const cel_env *env; /* types to check against; NULL: unchecked, unknown names fail when evaluated */
    cdt_str container;  /* names are tried in it first: "a.b" tries a.b.x, a.x, x */
    bool qualified;     /* bound names may hold dots ("a.b" is one variable) */
    cdt_map *names; /* that programs share, so that a name lies in memory once, in the arena of the first; NULL: none */
} cel_options;

typedef struct cel_program {
    const cel_cell *code; /* as it is run */
    uint32_t cell_count;
    int slot_count;
    cdt_str container;
    const cel_ast *root; /* as it is told */
    cdt_str source;
    uint32_t node_count;
    bool qualified;
    const cel_type *type; /* of the result; NULL when unchecked */
} cel_program;

/* Lex, parse, resolve and, with an environment, check `source`, which is copied. NULL: there were problems. */
const cel_program *cel_compile(cdt_arena *arena, cdt_str source, const cel_options *options, cel_problems *problems);

/* The source text of a node. */
cdt_str cel_node_text(const cel_program *program, const cel_ast *node);

/* Does the condition read `path`: a top-level variable ("draft"), or one with a field ("exit.notice")? */
bool cel_reads(const cel_program *program, cdt_str path);

/* Call `visit` for each top-level path read ("exit.notice.period", cut where it is indexed or iterated), in order. */
void cel_each_path(const cel_program *program, void (*visit)(cdt_str path, const cel_ast *node, void *context),
                   void *context);

/* The nest of all(x, p) with one variable that `node` begins: how many, outermost first, at most `room` of them written to
 * `nest`. The innermost predicate is nest[n - 1]->args[1]. 0: it is no such macro. */
size_t cel_all_nest(const cel_ast *node, const cel_ast **nest, size_t room);

#endif
