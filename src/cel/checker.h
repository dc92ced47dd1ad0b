/* checker.h - inside of the type check, shared by its two files. */
#ifndef CEL_CHECKER_H
#define CEL_CHECKER_H

#include "base/nearest.h"
#include "cel/program.h"
#include "cel/unify.h"

/* A variable of a macro around. */
typedef struct cel_local {
    cdt_str name;
    const cel_type *type;
    const struct cel_local *outer;
} cel_local;

typedef struct cel_checker {
    cdt_arena *arena;
    cdt_str source;
    const cel_options *options;
    cel_problems *problems;
    cel_unifier unifier;
    const cel_local *locals;
} cel_checker;

/* Deduce and keep the type of a node (cel/typecheck.c). */
const cel_type *cel_check(cel_checker *checker, const cel_ast *node);

/* The type of a call, whose arguments have theirs (cel/check_call.c). */
const cel_type *cel_check_call(cel_checker *checker, const cel_ast *call);

/* Is there any function of that name? And the problem that there is none. */
bool cel_call_is_known(const cel_checker *checker, const cel_ast *call);
const cel_type *cel_unknown_function(cel_checker *checker, const cel_ast *call);

/* Add a problem at a node, or at its name; gives dyn, so that nothing follows from it. */
#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
const cel_type *
cel_check_fail(cel_checker *checker, const cel_ast *node, const char *format, ...);
#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
const cel_type *
cel_check_fail_name(cel_checker *checker, const cel_ast *node, const char *format, ...);

/* "; did you mean `x`?", or nothing where no word is near. */
const char *cel_did_you_mean(cel_checker *checker, const cdt_nearest *nearest);

/* The type for messages. */
const char *cel_words(cel_checker *checker, const cel_type *type);

#endif
