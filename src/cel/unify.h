/* unify.h - types against types: parameters of functions are filled in as they are met, and can be emptied again when an
 * overload turns out not to fit.
 */
#ifndef CEL_UNIFY_H
#define CEL_UNIFY_H

#include "base/arena.h"
#include "cel/type.h"

/* Parameters that were filled, newest last. */
typedef struct cel_unifier {
    cdt_arena *arena;
    struct cel_filled {
        cel_type *param;
        const cel_type *before;
    } * trail;
    size_t count, room;
} cel_unifier;

/* Behind filled parameters. */
const cel_type *cel_type_bound(const cel_type *type);

/* May a value of type `actual` stand where `wanted` is? Short forms included: one item for a list, a plain value for an
 * object and back. Fills parameters on both sides. */
bool cel_type_fits(cel_unifier *unifier, const cel_type *actual, const cel_type *wanted);

/* Can a value of one type ever equal one of the other? */
bool cel_type_meets(cel_unifier *unifier, const cel_type *a, const cel_type *b);

/* Empty what was filled since the trail had `mark` entries. */
void cel_type_undo(cel_unifier *unifier, size_t mark);

/* A type that takes values of both; dyn where only that does. */
const cel_type *cel_type_join(cel_unifier *unifier, const cel_type *a, const cel_type *b);

/* A parameter of its own, empty. */
const cel_type *cel_type_param(cel_unifier *unifier);

/* Names of parameters that one call gives types of their own. */
typedef struct cel_fresh {
    cdt_str names[8];
    const cel_type *types[8];
    size_t count;
} cel_fresh;

/* The type of a row with its parameters made fresh. */
const cel_type *cel_type_fresh(cel_unifier *unifier, cel_fresh *fresh, const cel_type *type);

/* Without parameters: filled ones by what fills them, empty ones by dyn. */
const cel_type *cel_type_final(cdt_arena *arena, const cel_type *type);

bool cel_type_same(const cel_type *a, const cel_type *b);
bool cel_type_is_number(const cel_type *type);

#endif
