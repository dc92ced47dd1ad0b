/* state.h - inside of the evaluator: what the functions of the language are given besides their arguments. */
#ifndef CEL_STATE_H
#define CEL_STATE_H

#include "cel/eval.h"

struct cel_cached;
struct cel_matcher;

/* Macros and cel.bind can put a list into a list into a list far beyond the nesting of the condition; what walks into values
 * by recursion stops here. */
enum { CEL_VALUE_DEPTH = 400 };

typedef struct cel_state {
    const cel_program *program;
    const cel_context *context;
    cel_value *slots;            /* variables of macros; a failure without details is an empty slot */
    cel_value few[4];            /* room for them where there are no more */
    unsigned depth;              /* values inside one another that we look into */
    unsigned nesting;            /* comprehensions we are in */
    struct cel_cached *patterns; /* compiled in this evaluation */
    struct cel_matcher *matcher; /* NULL until a pattern is tried */
} cel_state;

/* Empty slots for the program. */
void cel_state_init(cel_state *state, const cel_program *program, const cel_context *context);

/* When the evaluation is done. Its values stay. */
void cel_state_done(cel_state *state);

/* The value of a node, and whatever it takes. Values are written where they are to be: copies cost as much as the rest. */
void cel_run(cel_state *state, const cel_cell *cell, cel_value *out);
cel_value cel_run_node(cel_state *state, const cel_ast *node);

/* What a condition comes to. */
typedef enum cel_answer { CEL_NO, CEL_YES, CEL_FAILS } cel_answer;

/* The same for a condition: where it fails, and where it is no condition, *failure says how. `element`: it is asked of each
 * element of a list. */
cel_answer cel_ask(cel_state *state, const cel_cell *cell, bool element, cel_value *failure);

/* Charge the budget. false: it is spent, give cel_spent() back at once. */
static inline bool cel_spend(cel_state *state, uint64_t steps)
{
    cel_budget *budget = state->context->budget;

    if (budget->steps > budget->step_limit || steps > budget->step_limit - budget->steps)
        budget->steps = budget->step_limit + 1; /* one too many, however many were asked for */
    else
        budget->steps += steps;
    return budget->steps <= budget->step_limit && budget->bytes <= budget->byte_limit;
}

/* Charge for looking at a text or at bytes; nothing for other values. */
static inline bool cel_spend_text(cel_state *state, cel_value value)
{
    bool text = value.kind == CEL_STRING || value.kind == CEL_BYTES;

    return !text || value.text.len < 16 || cel_spend(state, value.text.len / 16);
}

/* Memory for values, charged and zeroed; NULL: the budget is spent. */
void *cel_take(cel_state *state, size_t count, size_t size);

/* The failure of a spent budget: of steps or memory, whichever it is; or of the given limit. */
typedef enum cel_limit {
    CEL_LIMIT_STEPS,
    CEL_LIMIT_BYTES,
    CEL_LIMIT_NESTING,
    CEL_LIMIT_TEXT,
    CEL_LIMIT_SUBJECT,
    CEL_LIMIT_MATCH,
    CEL_LIMIT_DEPTH,
} cel_limit;
cel_value cel_spent(cel_state *state);
cel_value cel_over(cel_limit limit);

/* An error at a node: one sentence without a full stop. */
#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
cel_value
cel_error(cel_state *state, const cel_ast *at, const char *format, ...);

/* An error that says that `key` is not in a computed map or list; optionals and has() take it for absence. */
cel_value cel_absent(cel_state *state, const cel_ast *at, cdt_str key, const char *message);

/* `node` does not have `key`, or is itself not stated or open. */
cel_value cel_not_stated(cel_state *state, const cel_ast *at, const void *node, cdt_str key, bool open);

/* The failure that a fact that is expressly none is where an operation needs something. */
cel_value cel_fail_none(cel_state *state, const cel_ast *at, cel_value value);

/* `value` where an operation needs something: a fact that is none becomes a failure. */
static inline cel_value cel_use(cel_state *state, const cel_ast *at, cel_value value)
{
    return value.kind == CEL_NONE ? cel_fail_none(state, at, value) : value;
}

/* Rank of a failure, which `value` is. */
static inline cel_rank cel_rank_of(cel_value value)
{
    return value.failure->rank;
}

/* Is the budget spent? */
static inline bool cel_is_budget(cel_value value)
{
    return value.kind == CEL_FAILURE && cel_rank_of(value) == CEL_RANK_BUDGET;
}

/* The failure of higher rank, the first on a tie. Either may be no failure. */
static inline cel_value cel_worse(cel_value a, cel_value b)
{
    if (b.kind != CEL_FAILURE || (a.kind == CEL_FAILURE && cel_rank_of(b) <= cel_rank_of(a)))
        return a;
    return b;
}

/* Room for a text of `len` bytes, charged. NULL: *failure says which limit is reached. */
char *cel_text_new(cel_state *state, size_t len, cel_value *failure);

cel_value cel_list_made(cel_state *state, const cel_value *items, size_t count);
cel_value cel_map_made(cel_state *state, const cel_ast *at, const cel_entry *entries, size_t count);

/* Items of a list value, whether read, made or standing for a list of one; items may be failures. */
size_t cel_count(const cel_state *state, cel_value list);
void cel_item_to(cel_state *state, const cel_ast *at, const cel_value *list, size_t index, cel_value *out);
cel_value cel_item(cel_state *state, const cel_ast *at, cel_value list, size_t index);

/* Entries of a map value. */
cel_value cel_key_at(const cel_state *state, cel_value map, size_t index);
cel_value cel_entry_at(cel_state *state, const cel_ast *at, cel_value map, size_t index);
bool cel_is_native_map(cel_value value);

/* cel/access.c: `operand[index]`; absence is a failure that cel_is_absence() knows. */
cel_value cel_index(cel_state *state, const cel_ast *at, cel_value operand, cel_value index);
bool cel_is_absence(cel_value value);
cel_value cel_map_get(const cel_map *map, cel_value key, bool *found);
cel_value cel_optional_of(cel_state *state, cel_value value);
/* Is it what a type is called? */
bool cel_is_type_name(cdt_str name);

void cel_run_select(cel_state *state, const cel_cell *cell, cel_value *out);
void cel_run_index(cel_state *state, const cel_cell *cell, cel_value *out);
void cel_run_ident(cel_state *state, const cel_cell *cell, cel_value *out);
cel_answer cel_ask_has(cel_state *state, const cel_cell *cell, cel_value *failure);

/* The value of a node where it lies, if it is a literal or a variable of a macro; else in `room`. */
static inline const cel_value *cel_look(cel_state *state, const cel_cell *cell, cel_value *room)
{
    const cel_value *value = cell->form == CEL_LITERAL ? cel_cell_literal(cell) : NULL;

    if (cell->form == CEL_IDENT && cell->slots[0] != CEL_NO_SLOT) {
        value = &state->slots[cell->slots[0]];
        value = value->kind != CEL_FAILURE || value->failure ? value : NULL;
    }
    if (value && cel_spend(state, 1))
        return value;
    cel_run(state, cell, room);
    return room;
}

/* cel/loops.c: binding the variables of a macro to an element of its range (false: the budget is spent), and back. */
void cel_run_macro(cel_state *state, const cel_cell *cell, cel_value *out);
cel_answer cel_ask_macro(cel_state *state, const cel_cell *cell, cel_value *failure); /* all() or exists() */
bool cel_bind_element(cel_state *state, const cel_ast *node, cel_value range, size_t index);
void cel_unbind(cel_state *state, const cel_ast *node);
bool cel_is_loop(cel_macro macro); /* goes through elements: all but cel.bind and the optional ones */

/* cel/compare.c: equality gives a bool or a failure; order gives -1, 0, 1 in *out or a failure. */
cel_value cel_equals(cel_state *state, const cel_ast *at, cel_value a, cel_value b);
cel_answer cel_ask_equal(cel_state *state, const cel_ast *at, const cel_value *a, const cel_value *b,
                         cel_value *failure);
cel_value cel_order(cel_state *state, const cel_ast *at, cel_value a, cel_value b, int *out);
int cel_number_cmp(cel_value a, cel_value b); /* -1, 0, 1; 2 where one is NaN */
bool cel_is_number(cel_value value);
bool cel_key_equal(cel_value a, cel_value b);

/* An order of all values without parts, for sorting and search: 0 where they are equal. */
int cel_key_cmp(cel_value a, cel_value b);

/* Sort the numbers 0 to count - 1 into `order`, keeping equals as they were. `scratch` has as much room. */
typedef int (*cel_sort_cmp)(const void *context, uint32_t a, uint32_t b);
void cel_sort(uint32_t *order, uint32_t *scratch, size_t count, cel_sort_cmp cmp, const void *context);

/* cel/convert.c */
cel_value cel_to_string(cel_state *state, const cel_ast *at, cel_value value);
size_t cel_double_write(double number, char *out, size_t room);

#endif
