#include "cel/eval.h"

#include "cel/functions.h"
#include "cel/state.h"

static cel_answer fails(cel_value how, cel_value *failure)
{
    *failure = how;
    return CEL_FAILS;
}

/* What a logical operator or a macro may work with: yes, no or a failure. */
static cel_answer answer_of(cel_state *state, const cel_cell *cell, bool element, cel_value *value)
{
    if (value->kind == CEL_BOOL)
        return value->boolean ? CEL_YES : CEL_NO;
    if (value->kind == CEL_FAILURE)
        return CEL_FAILS;
    if (value->kind == CEL_NONE)
        return fails(cel_fail_none(state, cell->ast, *value), value);
    if (element)
        return fails(cel_error(state, cell->ast, "no such overload: wanted yes or no from this condition, saw %s",
                               cel_kind_words(value->kind)),
                     value);
    return fails(cel_error(state, cell->ast, "no such overload: wanted yes or no, saw %s", cel_kind_words(value->kind)),
                 value);
}

/* `&&` is decided by an operand that is false, `||` by one that is true, whatever the others did (langdef, "Logical
 * Operators"); where none decides, the failure of the highest rank is the result. */
static cel_answer ask_logic(cel_state *state, const cel_cell *cell, cel_value *failure)
{
    cel_answer deciding = cell->form == CEL_OR ? CEL_YES : CEL_NO;
    const cel_cell *operand = cell + 1;
    cel_value worst;
    bool failed = false;

    for (uint32_t i = 0; i < cell->count; i++, operand = cel_cell_next(operand)) {
        cel_answer answer = cel_ask(state, operand, false, failure);

        if (answer == deciding || (answer == CEL_FAILS && cel_is_budget(*failure)))
            return answer;
        if (answer == CEL_FAILS) {
            worst = failed ? cel_worse(worst, *failure) : *failure;
            failed = true;
        }
    }
    if (failed)
        return fails(worst, failure);
    return deciding == CEL_YES ? CEL_NO : CEL_YES;
}

static cel_answer ask_equal(cel_state *state, const cel_cell *cell, cel_value *failure)
{
    cel_value room[2];
    const cel_value *a = cel_look(state, cell + 1, &room[0]), *b;
    cel_answer answer;

    if (!cel_spend_text(state, *a))
        return fails(cel_spent(state), failure);
    b = cel_look(state, cel_cell_next(cell + 1), &room[1]);
    if (!cel_spend_text(state, *b))
        return fails(cel_spent(state), failure);
    if (a->kind == CEL_FAILURE || b->kind == CEL_FAILURE)
        return fails(cel_worse(*a, *b), failure);
    answer = cel_ask_equal(state, cell->ast, a, b, failure);
    return answer == CEL_FAILS || cell->which == CEL_EQUAL ? answer : answer == CEL_YES ? CEL_NO : CEL_YES;
}

static void run_conditional(cel_state *state, const cel_cell *cell, cel_value *out)
{
    const cel_cell *first = cel_cell_next(cell + 1);
    cel_answer answer = cel_ask(state, cell + 1, false, out);

    if (answer != CEL_FAILS)
        cel_run(state, answer == CEL_YES ? first : cel_cell_next(first), out);
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

/* Which elements may be absent; NULL: none. The tree is not looked at where it says nothing: it lies elsewhere. */
static const bool *optionals_of(const cel_cell *cell)
{
    return cell->flags & CEL_CELL_OPTIONALS ? cell->ast->optionals : NULL;
}

static void run_list(cel_state *state, const cel_cell *cell, cel_value *out)
{
    cel_value *items = cel_take(state, cell->count, sizeof *items), worst = cel_null();
    const bool *optionals = optionals_of(cell);
    const cel_cell *from = cell + 1;
    size_t kept = 0;

    if (!items) {
        *out = cel_spent(state);
        return;
    }
    for (uint32_t i = 0; i < cell->count; i++, from = cel_cell_next(from)) {
        bool present = true;

        cel_run(state, from, &items[kept]);
        if (optionals && optionals[i])
            items[kept] = unwrap(state, from->ast, items[kept], &present);
        worst = cel_worse(worst, items[kept]);
        kept += present;
    }
    *out = worst.kind == CEL_FAILURE ? worst : cel_list_made(state, items, kept);
}

static void run_map(cel_state *state, const cel_cell *cell, cel_value *out)
{
    size_t count = cell->count / 2, kept = 0;
    cel_entry *entries = cel_take(state, count, sizeof *entries);
    const bool *optionals = optionals_of(cell);
    const cel_cell *key = cell + 1, *item;
    cel_value worst = cel_null();

    if (!entries) {
        *out = cel_spent(state);
        return;
    }
    for (size_t i = 0; i < count; i++, key = cel_cell_next(item)) {
        cel_entry *entry = &entries[kept];
        bool present = true;

        item = cel_cell_next(key);
        cel_run(state, key, &entry->key);
        if (entry->key.kind == CEL_NONE)
            entry->key = cel_fail_none(state, cell->ast, entry->key);
        cel_run(state, item, &entry->value);
        if (optionals && optionals[i])
            entry->value = unwrap(state, item->ast, entry->value, &present);
        worst = cel_worse(cel_worse(worst, entry->key), entry->value);
        kept += present;
    }
    *out = worst.kind == CEL_FAILURE ? worst : cel_map_made(state, cell->ast, entries, kept);
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
static bool decides(const cel_cell *cell, const cel_function *rows, const cel_value *first)
{
    return (rows->style & CEL_FIRST) && cell->count == rows->count && first->kind == CEL_OPTIONAL && first->inner;
}

/* The value of argument number `i`, for a function. Whatever it does with a text, it is charged for the length; those that do
 * more with it charge more. false: the budget is spent. */
static bool run_argument(cel_state *state, const cel_cell *arg, const cel_function *rows, cel_value *out)
{
    cel_run(state, arg, out);
    if (out->kind == CEL_NONE && !(rows && (rows->style & CEL_LAZY)))
        *out = cel_fail_none(state, arg->ast, *out);
    return cel_spend_text(state, *out);
}

static const cel_value *worst_of(const cel_value *args, uint32_t count)
{
    const cel_value *worst = NULL;

    for (uint32_t i = 0; i < count; i++)
        if (args[i].kind == CEL_FAILURE && (!worst || cel_rank_of(args[i]) > cel_rank_of(*worst)))
            worst = &args[i];
    return worst;
}

static cel_value run_call(cel_state *state, const cel_cell *cell)
{
    cel_value few[4], *args = few;
    const cel_function *rows = cell->overloads ? cel_functions_at(cell->overloads) : NULL, *function;
    const cel_cell *arg = cell + 1;
    const cel_value *worst;

    if (!rows && cell->style != CEL_MEMBER)
        return no_overload(state, cell->ast, few);
    if (cell->count > sizeof few / sizeof *few)
        args = cel_take(state, cell->count, sizeof *args);
    if (!args)
        return cel_spent(state);
    for (uint32_t i = 0; i < cell->count; i++, arg = cel_cell_next(arg)) {
        if (!run_argument(state, arg, rows, &args[i]))
            return cel_spent(state);
        if (i == 0 && rows && decides(cell, rows, &args[0]))
            return rows->call(state, cell->ast, args, 1);
    }
    worst = worst_of(args, cell->count);
    if (worst)
        return *worst;
    function = cel_function_fit(rows, cell->overload_count, cell->style, args, cell->count);
    return function ? function->call(state, cell->ast, args, cell->count) : no_overload(state, cell->ast, args);
}

static bool is_question(const cel_cell *cell)
{
    switch ((cel_form)cell->form) {
    case CEL_AND:
    case CEL_OR:
    case CEL_NOT:
    case CEL_HAS: return true;
    case CEL_CALL: return cell->which != CEL_NOT_QUICK;
    case CEL_MACRO: return cell->which == CEL_ALL || cell->which == CEL_EXISTS;
    default: return false;
    }
}

cel_answer cel_ask(cel_state *state, const cel_cell *cell, bool element, cel_value *failure)
{
    cel_answer answer;

    if (!is_question(cell)) {
        cel_run(state, cell, failure);
        return answer_of(state, cell, element, failure);
    }
    if (!cel_spend(state, 1))
        return fails(cel_spent(state), failure);
    switch ((cel_form)cell->form) {
    case CEL_NOT:
        answer = cel_ask(state, cell + 1, false, failure);
        return answer == CEL_FAILS ? answer : answer == CEL_YES ? CEL_NO : CEL_YES;
    case CEL_HAS: return cel_ask_has(state, cell, failure);
    case CEL_CALL: return ask_equal(state, cell, failure);
    case CEL_MACRO: return cel_ask_macro(state, cell, failure);
    default: return ask_logic(state, cell, failure);
    }
}

void cel_run(cel_state *state, const cel_cell *cell, cel_value *out)
{
    if (is_question(cell)) {
        cel_answer answer = cel_ask(state, cell, false, out);
        if (answer != CEL_FAILS)
            *out = cel_bool(answer == CEL_YES);
        return;
    }
    if (!cel_spend(state, 1)) {
        *out = cel_spent(state);
        return;
    }
    switch ((cel_form)cell->form) {
    case CEL_LITERAL: *out = *cel_cell_literal(cell); break;
    case CEL_IDENT: cel_run_ident(state, cell, out); break;
    case CEL_SELECT: cel_run_select(state, cell, out); break;
    case CEL_INDEX: cel_run_index(state, cell, out); break;
    case CEL_CALL: *out = run_call(state, cell); break;
    case CEL_CONDITIONAL: run_conditional(state, cell, out); break;
    case CEL_LIST_LITERAL: run_list(state, cell, out); break;
    case CEL_MAP_LITERAL: run_map(state, cell, out); break;
    case CEL_MACRO: cel_run_macro(state, cell, out); break;
    default: *out = cel_null(); break;
    }
}

static cel_value run_alone(const cel_program *program, const cel_cell *cell, const cel_context *context)
{
    cel_state state;
    cel_value value;

    cel_state_init(&state, program, context);
    cel_run(&state, cell, &value);
    if (state.matcher)
        cel_state_done(&state);
    return value;
}

cel_value cel_run_node(cel_state *state, const cel_ast *node)
{
    cel_value value;

    cel_run(state, &state->program->code[node->cell], &value);
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
