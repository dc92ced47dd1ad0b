/* resolve.h - between parsing and use: what each name of the tree stands for. */
#ifndef CEL_RESOLVE_H
#define CEL_RESOLVE_H

#include "cel/program.h"

/* Give variables of macros their slots, calls their rows of the tables, dotted names their whole text, and compile literal
 * patterns. Bad patterns are problems when `options->env` is set. Returns the number of slots. */
int cel_resolve(cdt_arena *arena, cel_ast *root, cdt_str source, const cel_options *options, cel_problems *problems);

#endif
