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
    return cel_run_node(b->state, node);
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

/* Where any one answer is enough: `||` and exists() that are not stated, under `!` also `&&` and all(). Ways within a whole way
 * are ways of the same group; what is only a part of a way is not taken apart further. */
typedef struct ways {
    bool open; /* each is an alternative */
    size_t group, alternative;
} ways;

static ways ways_begin(cel_blame *b, bool any, bool whole)
{
    ways w = { any && (!b->group || whole), b->group, b->alternative };

    if (w.open && b->group) {
        b->alternatives--; /* the whole way is none of its own then */
    } else if (w.open) {
        b->group = ++b->groups;
        b->alternatives = 0;
    }
    return w;
}

static void ways_next(cel_blame *b, const ways *w)
{
    if (w->open)
        b->alternative = b->alternatives++;
    b->whole = w->open;
}

static void ways_end(cel_blame *b, const ways *w)
{
    b->group = w->group;
    b->alternative = w->alternative;
    b->whole = false;
}

static void account_logic(cel_blame *b, const cel_ast *node, cel_outcome outcome, bool whole)
{
    bool any = node->form == (b->negated ? CEL_AND : CEL_OR);
    ways w = ways_begin(b, any && outcome == CEL_IS_NOT_STATED, whole);

    for (size_t i = 0; i < node->count; i++) {
        ways_next(b, &w);
        account_part(b, node->args[i], run(b, node->args[i]), outcome);
    }
    ways_end(b, &w);
}

static void account_not(cel_blame *b, const cel_ast *node, bool whole)
{
    b->whole = whole;
    b->negated = !b->negated;
    account(b, node->args[0], run(b, node->args[0]));
    b->negated = !b->negated;
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

static bool enter(cel_blame *b, const cel_loop *loop, cel_value range, size_t index)
{
    const cel_ast *node = loop->macro;
    cel_element *element = &b->elements[b->element_count];
    int slot = node->slots[node->vars[1].len ? 1 : 0];

    if (b->element_count == CEL_ELEMENTS_DEEP || !cel_bind_element(b->state, node, range, index))
        return false;
    *element = (cel_element){ .loop = loop, .index = index };
    element->var = node->vars[node->vars[1].len ? 1 : 0];
    element->located = cel_blame_where(b, b->state->slots[slot], &element->where);
    b->element_count++;
    return true;
}

/* Elements whose body has the outcome `outcome`, at most so many of them; and those that failed otherwise, as many. */
static void account_elements(cel_blame *b, const cel_ast *node, cel_value range, size_t total, cel_outcome outcome,
                             bool whole)
{
    const cel_ast *body = node->args[node->count - 1];
    size_t most = b->options->elements_max ? b->options->elements_max : total, also = 0;
    cel_loop *loop = CDT_NEW(b->state->context->arena, cel_loop);
    bool any = node->macro == (b->negated ? CEL_ALL : CEL_EXISTS);
    ways w = ways_begin(b, any && outcome == CEL_IS_NOT_STATED, whole);

    *loop = (cel_loop){ .macro = node, .outcome = outcome, .total = total };
    for (size_t i = 0; i < total && enter(b, loop, range, i); i++, b->element_count--) {
        cel_value value = run(b, body);
        cel_outcome part = cel_outcome_of(value);

        if (part == CEL_IS_BUDGET && outcome != CEL_IS_BUDGET) {
            account(b, body, value);
            b->element_count--;
            break;
        }
        ways_next(b, &w);
        loop->alike += part == outcome;
        if (part == outcome && loop->told < most) {
            loop->told++;
            account(b, body, value);
        } else if (part != outcome && is_failing(part) && also++ < most) {
            account_also(b, body, value);
        }
    }
    cel_unbind(b->state, node);
    ways_end(b, &w);
}

/* Macros that go through elements. Where the range itself failed, that is to blame. */
static void account_loop(cel_blame *b, const cel_ast *node, cel_value value, cel_outcome outcome, bool whole)
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
        account_elements(b, node, range, total, outcome, whole);
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
    bool whole = b->whole;

    b->whole = false;
    if (outcome == CEL_IS_BUDGET) {
        cel_blame_leaf(b, node, value);
        return;
    }
    switch (node->form) {
    case CEL_AND:
    case CEL_OR: account_logic(b, node, outcome, whole); return;
    case CEL_NOT: account_not(b, node, whole); return;
    case CEL_CONDITIONAL: account_conditional(b, node); return;
    case CEL_MACRO:
        if (cel_is_loop(node->macro))
            account_loop(b, node, value, outcome, whole);
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

static bool is_ordered(const cel_blame *b)
{
    for (size_t i = 1; i < b->count; i++)
        if (b->leaves[i].decisive && !b->leaves[i - 1].decisive)
            return false;
    return true;
}

/* Decisive leaves first, unless the order is to stay; within each kind it does. */
static const cel_leaf *ordered(const cel_blame *b)
{
    cel_leaf *leaves;
    size_t at = 0;

    if (b->options->in_order || is_ordered(b))
        return b->leaves;
    leaves = CDT_NEW_ARRAY(b->state->context->arena, cel_leaf, b->count);
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
    cel_explanation told = { 0 };

    budget.steps = budget.bytes = 0;
    budget.step_limit = budget.step_limit > UINT64_MAX / 20 ? UINT64_MAX / 2 : budget.step_limit * 10;
    budget.byte_limit = budget.byte_limit > UINT64_MAX / 4 ? UINT64_MAX : budget.byte_limit * 4;
    own.budget = &budget;
    cel_state_init(&state, program, &own);
    node = node ? node : program->root;
    told.value = cel_run_node(&state, node);
    told.outcome = cel_outcome_of(told.value);
    if (told.value.kind != CEL_FAILURE)
        told.shown = cel_blame_show(&b, told.value);
    account(&b, node, told.value);
    told.leaves = ordered(&b);
    told.count = b.count;
    cel_state_done(&state);
    return told;
}
