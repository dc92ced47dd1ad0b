/* eval.h - the value of a condition over a description.
 *
 *     cel_budget budget = CEL_BUDGET;
 *     cel_context context = { .arena = arena, .budget = &budget, .data = data, .root = root, .scope = &scope };
 *     cel_value value = cel_eval(program, &context);
 *
 * Evaluation is pure: the same program, bindings and data give the same value and use up the same budget.
 */
#ifndef CEL_EVAL_H
#define CEL_EVAL_H

#include "base/arena.h"
#include "cel/budget.h"
#include "cel/data.h"
#include "cel/program.h"
#include "cel/value.h"
#include "concordat/zones.h"

typedef struct cel_binding {
    cdt_str name;
    cel_value value; /* a CEL_FAILURE is given back whenever the name is read */
} cel_binding;

/* Bound names; looked up here, then in `outer`, then among the fields of the context's root. */
typedef struct cel_scope {
    const cel_binding *bindings;
    size_t count;
    const struct cel_scope *outer;
} cel_scope;

typedef struct cel_context {
    cdt_arena *arena; /* the value and everything on the way to it */
    cel_budget *budget;
    const cel_data *data;   /* may be NULL where no value has a node */
    const void *root;       /* an object whose fields are variables; NULL: none */
    const cel_scope *scope; /* NULL: nothing is bound */
    const cdt_zones *zones; /* NULL: only UTC and offsets */
} cel_context;

cel_value cel_eval(const cel_program *program, const cel_context *context);

/* One node of the program. Variables of macros around it are looked up by name in the context's scope. */
cel_value cel_eval_node(const cel_program *program, const cel_ast *node, const cel_context *context);

/* The elements that a macro would visit when its range is `range`: a list, a map (its keys), or one value that stands for a
 * list of one. false: it is none of these. */
bool cel_range(const cel_context *context, cel_value range, size_t *count);

/* Element number `index` of it: an item of a list, a key of a map. An item that is not stated or open is a failure. */
cel_value cel_range_at(const cel_context *context, cel_value range, size_t index);

/* For messages: as it is written where it was read; otherwise dates as 2026-04-01, periods as "12 months", decimals with
 * their places, text without quotes, lists with commas. A failure gives "not stated", "none" or its message. */
cdt_str cel_to_text(const cel_context *context, cel_value value);

/* What `value` (kind CEL_FAILURE, not stated) says is missing. */
void cel_describe_missing(const cel_context *context, cel_value value, cel_where *out);

/* Bindings of a caller's own. The list and the map copy what they are given; false: a key twice or of a wrong kind. */
cel_value cel_list_new(cdt_arena *arena, const cel_value *items, size_t count);
bool cel_map_new(cdt_arena *arena, const cel_entry *entries, size_t count, cel_value *out);

/* A failure to bind, or to give back from a higher floor. */
cel_value cel_fail(cdt_arena *arena, cel_failure failure);

#endif
