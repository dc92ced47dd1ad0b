/* Blame, from the top down: which parts of a condition account for its outcome (design: the table of section 5). Parts are
 * evaluated again where that is asked; evaluation is pure, so they come out as before. */
#include "cel/blame.h"

static void account(cel_blame *b, const cel_ast *node, cel_value value);

const char *cel_outcome_name(cel_outcome outcome)
{
    static const char *const names[] = { "false", "true", "none", "not stated", "error", "over budget", "value" };

    return names[outcome];
}

cel_outcome cel_outcome_of(cel_value value)
{
    if (value.kind == CEL_BOOL)
        return value.boolean ? CEL_IS_TRUE : CEL_IS_FALSE;
    if (value.kind == CEL_NONE)
        return CEL_IS_NONE;
    if (value.kind != CEL_FAILURE)
        return CEL_IS_VALUE;
    switch (value.failure->rank) {
    case CEL_RANK_NONE: return CEL_IS_NONE;
    case CEL_RANK_NOT_STATED: return CEL_IS_NOT_STATED;
    case CEL_RANK_ERROR: return CEL_IS_ERROR;
    default: return CEL_IS_BUDGET;
    }
}

static bool is_failing(cel_outcome outcome)
{
    return outcome >= CEL_IS_NONE && outcome <= CEL_IS_BUDGET;
}

static cel_value run(cel_blame *b, const cel_ast *node)
{
    return cel_run(b->state, node);
}

/* A part that failed beside the one that decided is told of, marked. */
static void account_also(cel_blame *b, const cel_ast *node, cel_value value)
{
    bool before = b->also;

    b->also = true;
    account(b, node, value);
    b->also = before;
}

/* A part of something whose outcome is `outcome`: decisive where it has the same, told of where it failed otherwise. */
static void account_part(cel_blame *b, const cel_ast *node, cel_value value, cel_outcome outcome)
{
    cel_outcome part = cel_outcome_of(value);

    if (part == outcome)
        account(b, node, value);
    else if (is_failing(part))
        account_also(b, node, value);
}

/* `||` that is not stated: each operand that is not stated is one way to answer. */
static void account_alternatives(cel_blame *b, const cel_ast *node)
{
    size_t group = b->group, alternative = b->alternative;

    b->group = ++b->groups;
    for (size_t i = 0; i < node->count; i++) {
        b->alternative = i;
        account_part(b, node->args[i], run(b, node->args[i]), CEL_IS_NOT_STATED);
    }
    b->group = group;
    b->alternative = alternative;
}

static void account_logic(cel_blame *b, const cel_ast *node, cel_outcome outcome)
{
    if (node->form == CEL_OR && outcome == CEL_IS_NOT_STATED) {
        account_alternatives(b, node);
        return;
    }
    for (size_t i = 0; i < node->count; i++)
        account_part(b, node->args[i], run(b, node->args[i]), outcome);
}

/* The condition with its value, then the branch that was taken. */
static void account_conditional(cel_blame *b, const cel_ast *node)
{
    cel_value condition = run(b, node->args[0]);

    account(b, node->args[0], condition);
    if (condition.kind == CEL_BOOL) {
        const cel_ast *branch = node->args[condition.boolean ? 1 : 2];

        account(b, branch, run(b, branch));
    }
}

static bool enter(cel_blame *b, const cel_ast *node, cel_value range, size_t index, size_t total)
{
    cel_element *element = &b->elements[b->element_count];
    int slot = node->slots[node->vars[1].len ? 1 : 0];

    if (b->element_count == CEL_ELEMENTS_DEEP || !cel_bind_element(b->state, node, range, index))
        return false;
    *element = (cel_element){ .macro = node, .index = index, .total = total };
    element->var = node->vars[node->vars[1].len ? 1 : 0];
    element->located = cel_blame_where(b, b->state->slots[slot], &element->where);
    b->element_count++;
    return true;
}

/* Elements whose body has the outcome `outcome`, at most so many of them; and those that failed otherwise, as many. */
static void account_elements(cel_blame *b, const cel_ast *node, cel_value range, size_t total, cel_outcome outcome)
{
    const cel_ast *body = node->args[node->count - 1];
    size_t most = b->options->elements_max ? b->options->elements_max : total, told = 0, also = 0;
    bool ways = node->macro == CEL_EXISTS && outcome == CEL_IS_NOT_STATED;
    size_t group = b->group, alternative = b->alternative;

    if (ways)
        b->group = ++b->groups;
    for (size_t i = 0; i < total && enter(b, node, range, i, total); i++, b->element_count--) {
        cel_value value = run(b, body);
        cel_outcome part = cel_outcome_of(value);

        if (part == CEL_IS_BUDGET && outcome != CEL_IS_BUDGET) {
            account(b, body, value);
            b->element_count--;
            break;
        }
        if (ways)
            b->alternative = i;
        if (part == outcome && told++ < most)
            account(b, body, value);
        else if (part == outcome)
            b->more++;
        else if (is_failing(part) && also++ < most)
            account_also(b, body, value);
    }
    cel_unbind(b->state, node);
    b->group = group;
    b->alternative = alternative;
}

/* Macros that go through elements. Where the range itself failed, that is to blame. */
static void account_loop(cel_blame *b, const cel_ast *node, cel_value value, cel_outcome outcome)
{
    cel_value range = run(b, node->args[0]);
    size_t before = b->count, total;

    if (range.kind == CEL_FAILURE || range.kind == CEL_NONE) {
        account(b, node->args[0], range);
        return;
    }
    if (!cel_range(b->state->context, range, &total)) {
        cel_blame_leaf(b, node, value);
        return;
    }
    if (node->macro == CEL_EXISTS_ONE && !is_failing(outcome))
        cel_blame_leaf(b, node, value);
    else if (is_failing(outcome) || node->macro == CEL_ALL || node->macro == CEL_EXISTS)
        account_elements(b, node, range, total, outcome);
    if (b->count == before)
        cel_blame_leaf(b, node, value);
}

static void account_binding(cel_blame *b, const cel_ast *node, cel_value value)
{
    cel_value bound = run(b, node->args[0]);

    if (node->macro != CEL_BIND && (bound.kind != CEL_OPTIONAL || !bound.inner)) {
        if (bound.kind == CEL_FAILURE)
            account(b, node->args[0], bound);
        else
            cel_blame_leaf(b, node, value);
        return;
    }
    b->state->slots[node->slots[0]] = node->macro == CEL_BIND ? bound : *bound.inner;
    value = run(b, node->args[1]);
    b->state->slots[node->slots[0]] = node->macro == CEL_BIND ? bound : *bound.inner;
    account(b, node->args[1], value);
    cel_unbind(b->state, node);
}

/* Is it a plain path down to what failed, so that the whole path says best what is wanted? */
static bool is_path_to(const cel_ast *node, const cel_ast *failed)
{
    while (node != failed && (node->form == CEL_SELECT || node->form == CEL_INDEX))
        node = node->args[0];
    return node == failed && (node->form == CEL_SELECT || node->form == CEL_INDEX || node->form == CEL_IDENT);
}

/* Something that failed: the innermost parts that did. */
static void account_failed(cel_blame *b, const cel_ast *node, cel_value value, cel_outcome outcome)
{
    size_t before = b->count;
    size_t parts = node->form == CEL_HAS ? 0 : node->count;

    if (value.kind == CEL_FAILURE && is_path_to(node, value.failure->at))
        parts = 0;
    for (size_t i = 0; i < parts; i++)
        account_part(b, node->args[i], run(b, node->args[i]), outcome);
    if (b->count == before)
        cel_blame_leaf(b, node, value);
}

static void account(cel_blame *b, const cel_ast *node, cel_value value)
{
    cel_outcome outcome = cel_outcome_of(value);

    if (outcome == CEL_IS_BUDGET) {
        cel_blame_leaf(b, node, value);
        return;
    }
    switch (node->form) {
    case CEL_AND:
    case CEL_OR: account_logic(b, node, outcome); return;
    case CEL_NOT: account(b, node->args[0], run(b, node->args[0])); return;
    case CEL_CONDITIONAL: account_conditional(b, node); return;
    case CEL_MACRO:
        if (cel_is_loop(node->macro))
            account_loop(b, node, value, outcome);
        else
            account_binding(b, node, value);
        return;
    default:
        if (is_failing(outcome))
            account_failed(b, node, value, outcome);
        else
            cel_blame_leaf(b, node, value);
    }
}

/* Decisive leaves first; within each kind the order stays. */
static const cel_leaf *ordered(const cel_blame *b)
{
    cel_leaf *leaves = CDT_NEW_ARRAY(b->state->context->arena, cel_leaf, b->count);
    size_t at = 0;

    for (int decisive = 1; decisive >= 0; decisive--)
        for (size_t i = 0; i < b->count; i++)
            if (b->leaves[i].decisive == decisive)
                leaves[at++] = b->leaves[i];
    return leaves;
}

cel_explanation cel_explain(const cel_program *program, const cel_ast *node, const cel_context *context,
                            const cel_explain_options *options)
{
    static const cel_explain_options all;
    cel_budget budget = *context->budget;
    cel_context own = *context;
    cel_state state;
    cel_blame b = { .state = &state, .options = options ? options : &all };
    cel_value value;

    budget.steps = budget.bytes = 0;
    budget.step_limit = budget.step_limit > UINT64_MAX / 10 ? UINT64_MAX : budget.step_limit * 10;
    budget.byte_limit = budget.byte_limit > UINT64_MAX / 4 ? UINT64_MAX : budget.byte_limit * 4;
    own.budget = &budget;
    cel_state_init(&state, program, &own);
    node = node ? node : program->root;
    value = cel_run(&state, node);
    account(&b, node, value);
    return (cel_explanation){ value, cel_outcome_of(value), ordered(&b), b.count, b.more };
}
