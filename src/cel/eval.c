#include "cel/eval.h"

#include "cel/functions.h"
#include "cel/state.h"

/* What a logical operator may work with: a bool or a failure. */
static cel_value truth(cel_state *state, const cel_cell *cell)
{
    cel_value value = cel_use(state, cell->ast, cel_run(state, cell));

    if (value.kind == CEL_BOOL || value.kind == CEL_FAILURE)
        return value;
    return cel_error(state, cell->ast, "no such overload: wanted yes or no, saw %s", cel_kind_words(value.kind));
}

/* `&&` is decided by an operand that is false, `||` by one that is true, whatever the others did (langdef, "Logical
 * Operators"); where none decides, the failure of the highest rank is the result. */
static cel_value run_logic(cel_state *state, const cel_cell *cell)
{
    bool deciding = cell->form == CEL_OR;
    cel_value worst = cel_bool(!deciding);
    const cel_cell *operand = cell + 1;

    for (uint32_t i = 0; i < cell->count; i++, operand = cel_cell_next(operand)) {
        cel_value value = truth(state, operand);

        if (cel_is_budget(value) || (value.kind == CEL_BOOL && value.boolean == deciding))
            return value;
        worst = cel_worse(worst, value);
    }
    return worst;
}

static cel_value run_not(cel_state *state, const cel_cell *cell)
{
    cel_value value = truth(state, cell + 1);

    return value.kind == CEL_BOOL ? cel_bool(!value.boolean) : value;
}

static cel_value run_conditional(cel_state *state, const cel_cell *cell)
{
    const cel_cell *first = cel_cell_next(cell + 1);
    cel_value condition = truth(state, cell + 1);

    if (condition.kind == CEL_FAILURE)
        return condition;
    return cel_run(state, condition.boolean ? first : cel_cell_next(first));
}

/* An item or entry written `?e`: nothing when e is optional.none(), an error when it is no optional. */
static cel_value unwrap(cel_state *state, const cel_ast *node, cel_value value, bool *present)
{
    *present = true;
    if (value.kind == CEL_FAILURE)
        return value;
    if (value.kind != CEL_OPTIONAL)
        return cel_error(state, node, "no such overload: `?` wants an optional value, saw %s",
                         cel_kind_words(value.kind));
    *present = value.inner != NULL;
    return value.inner ? *value.inner : value;
}

static cel_value run_list(cel_state *state, const cel_cell *cell)
{
    cel_value *items = cel_take(state, cell->count, sizeof *items), worst = cel_null();
    const bool *optionals = cell->ast->optionals;
    const cel_cell *from = cell + 1;
    size_t kept = 0;

    if (!items)
        return cel_spent(state);
    for (uint32_t i = 0; i < cell->count; i++, from = cel_cell_next(from)) {
        bool present = true;

        items[kept] = cel_run(state, from);
        if (optionals && optionals[i])
            items[kept] = unwrap(state, from->ast, items[kept], &present);
        worst = cel_worse(worst, items[kept]);
        kept += present;
    }
    return worst.kind == CEL_FAILURE ? worst : cel_list_made(state, items, kept);
}

static cel_value run_map(cel_state *state, const cel_cell *cell)
{
    size_t count = cell->count / 2, kept = 0;
    cel_entry *entries = cel_take(state, count, sizeof *entries);
    const bool *optionals = cell->ast->optionals;
    const cel_cell *key = cell + 1, *item;
    cel_value worst = cel_null();

    if (!entries)
        return cel_spent(state);
    for (size_t i = 0; i < count; i++, key = cel_cell_next(item)) {
        cel_entry *entry = &entries[kept];
        bool present = true;

        item = cel_cell_next(key);
        entry->key = cel_use(state, cell->ast, cel_run(state, key));
        entry->value = cel_run(state, item);
        if (optionals && optionals[i])
            entry->value = unwrap(state, item->ast, entry->value, &present);
        worst = cel_worse(cel_worse(worst, entry->key), entry->value);
        kept += present;
    }
    return worst.kind == CEL_FAILURE ? worst : cel_map_made(state, cell->ast, entries, kept);
}

static cel_value no_overload(cel_state *state, const cel_ast *node, const cel_value *args)
{
    if (!node->overloads)
        return cel_error(state, node, "unbound function `%.*s`", CDT_ARGS(node->name));
    if (node->count == 1)
        return cel_error(state, node, "no such overload: `%.*s` does not take %s", CDT_ARGS(node->name),
                         cel_kind_words(args[0].kind));
    if (node->count == 2)
        return cel_error(state, node, "no such overload: `%.*s` does not take %s and %s", CDT_ARGS(node->name),
                         cel_kind_words(args[0].kind), cel_kind_words(args[1].kind));
    return cel_error(state, node, "no such overload: `%.*s` does not take such arguments", CDT_ARGS(node->name));
}

/* a.or(b), a.orValue(b): b is not looked at when a has a value. */
static bool decides(const cel_cell *cell, const cel_function *rows, cel_value first)
{
    return (rows->style & CEL_FIRST) && cell->count == rows->count && first.kind == CEL_OPTIONAL && first.inner;
}

/* Whatever a function does with a text, it is charged for the length; those that do more with it charge more. */
static cel_value run_call(cel_state *state, const cel_cell *cell)
{
    cel_value few[4], *args = few, worst = cel_null();
    const cel_function *rows = cell->overloads ? cel_functions_at(cell->overloads) : NULL, *function = rows;
    const cel_cell *arg = cell + 1;

    if (!rows && cell->style != CEL_MEMBER)
        return no_overload(state, cell->ast, few);
    if (cell->count > sizeof few / sizeof *few)
        args = cel_take(state, cell->count, sizeof *args);
    if (!args)
        return cel_spent(state);
    for (uint32_t i = 0; i < cell->count; i++, arg = cel_cell_next(arg)) {
        args[i] = cel_run(state, arg);
        if (!rows || !(rows->style & CEL_LAZY))
            args[i] = cel_use(state, arg->ast, args[i]);
        if (!cel_spend_text(state, args[i]))
            return cel_spent(state);
        worst = cel_worse(worst, args[i]);
        if (i == 0 && rows && decides(cell, rows, args[0]))
            return rows->call(state, cell->ast, args, 1);
    }
    if (worst.kind == CEL_FAILURE)
        return worst;
    if (!(cell->flags & CEL_CELL_ANY))
        function = cel_function_fit(rows, cell->overload_count, cell->style, args, cell->count);
    return function ? function->call(state, cell->ast, args, cell->count) : no_overload(state, cell->ast, args);
}

cel_value cel_run(cel_state *state, const cel_cell *cell)
{
    if (!cel_spend(state, 1))
        return cel_spent(state);
    switch ((cel_form)cell->form) {
    case CEL_LITERAL: return *cel_cell_literal(cell);
    case CEL_IDENT: return cel_run_ident(state, cell);
    case CEL_SELECT: return cel_run_select(state, cell);
    case CEL_INDEX: return cel_run_index(state, cell);
    case CEL_CALL: return run_call(state, cell);
    case CEL_AND:
    case CEL_OR: return run_logic(state, cell);
    case CEL_NOT: return run_not(state, cell);
    case CEL_CONDITIONAL: return run_conditional(state, cell);
    case CEL_LIST_LITERAL: return run_list(state, cell);
    case CEL_MAP_LITERAL: return run_map(state, cell);
    case CEL_HAS: return cel_run_has(state, cell);
    case CEL_MACRO: return cel_run_macro(state, cell);
    }
    return cel_null();
}

cel_value cel_run_node(cel_state *state, const cel_ast *node)
{
    return cel_run(state, &state->program->code[node->cell]);
}

static cel_value run_alone(const cel_program *program, const cel_cell *cell, const cel_context *context)
{
    cel_state state;
    cel_value value;

    cel_state_init(&state, program, context);
    value = cel_run(&state, cell);
    if (state.matcher)
        cel_state_done(&state);
    return value;
}

cel_value cel_eval_node(const cel_program *program, const cel_ast *node, const cel_context *context)
{
    return run_alone(program, &program->code[node->cell], context);
}

cel_value cel_eval(const cel_program *program, const cel_context *context)
{
    return run_alone(program, program->code, context);
}

bool cel_range(const cel_context *context, cel_value range, size_t *count)
{
    cel_state state = { .context = context };

    if (!range.single && range.kind != CEL_LIST && range.kind != CEL_MAP)
        return false;
    *count = cel_count(&state, range);
    return true;
}

cel_value cel_range_at(const cel_context *context, cel_value range, size_t index)
{
    cel_state state = { .context = context };

    if (range.kind == CEL_MAP && !range.single)
        return cel_key_at(&state, range, index);
    return cel_item(&state, NULL, range, index);
}
