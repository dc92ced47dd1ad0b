/* typecheck.h - does a condition fit what it may see? Every mistake that no description could mend is a problem. */
#ifndef CEL_TYPECHECK_H
#define CEL_TYPECHECK_H

#include "cel/program.h"

/* Deduce the type of every node (kept in it) and of the whole, which is returned. `options->env` is set. */
const cel_type *cel_typecheck(cdt_arena *arena, cel_ast *root, cdt_str source, const cel_options *options,
                              cel_problems *problems);

#endif
