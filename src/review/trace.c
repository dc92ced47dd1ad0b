#include "review/trace.h"

#include "base/utf8.h"
#include "review/run.h"
#include "yaml/lines.h"

enum { ELEMENTS = 3 };

/* Evaluate a condition for what it costs, then explain it. An explanation may cost more than a condition may, so what the
 * condition came to is what came first. */
static cdt_traced *add(cdt_trace *trace, const cel_program *program)
{
    cel_explain_options options = { .elements_max = ELEMENTS, .in_order = true };
    cdt_traced *traced = &trace->at[trace->count++];
    cel_value value;

    *traced = (cdt_traced){ .program = program };
    trace->budget = (cel_budget)CEL_BUDGET;
    value = cel_eval(program, &trace->context);
    traced->steps = trace->budget.steps;
    traced->why = cel_explain(program, NULL, &trace->context, &options);
    if (cel_outcome_of(value) == CEL_IS_BUDGET)
        traced->why = (cel_explanation){ .value = value, .outcome = CEL_IS_BUDGET };
    return traced;
}

cdt_place cdt_traced_place(const cdt_traced *traced, const cel_ast *node)
{
    cdt_str text = cel_node_text(traced->program, node);
    size_t line, column, end = cdt_str_find(text, CDT_STR("\n"), 0);

    if (traced->checklist)
        return cdt_condition_place(traced->checklist, traced->scalar, node->from, node->to);
    cdt_line_of(traced->program->source, node->from, &line, &column);
    return (cdt_place){ .line = (unsigned)line + 1,
                        .column = (unsigned)column + 1,
                        .length = (unsigned)cdt_utf8_count(cdt_str_slice(text, 0, end)) };
}

static void add_part(cdt_trace *trace, const cdt_requirement *requirement, const char *part,
                     const cdt_condition *condition, const char *stopped_by)
{
    cdt_traced *traced;

    if (!condition->program)
        return;
    traced = add(trace, condition->program);
    traced->checklist = trace->checklist;
    traced->requirement = requirement;
    traced->part = part;
    traced->scalar = condition->node;
    traced->stopped_by = stopped_by;
}

/* Does the last condition, a gate, let what is behind it count? What is not stated does: its questions are asked. */
static bool passes(const cdt_trace *trace)
{
    cdt_state_of state = cdt_state_of_value(trace->at[trace->count - 1].why.value);

    return state != CDT_FAILS && state != CDT_IS_NONE;
}

static const cdt_outcome *outcome_of(const cdt_review *review, const cdt_checklist *checklist, const cdt_check *check)
{
    for (size_t i = 0; i < review->outcome_count; i++)
        if (review->outcomes[i].check == check && review->outcomes[i].checklist == checklist)
            return &review->outcomes[i];
    return NULL;
}

/* `first` NULL: there is no draft. */
static void see(cdt_trace *trace, const cdt_agreement *agreement, const cdt_first_facts *first, cdt_stage stage,
                int as_of)
{
    cdt_facts_init(&trace->facts, agreement, trace->checklist, NULL);
    if (first && first->draft)
        cdt_facts_draft(&trace->facts, first);
    cdt_facts_globals(&trace->facts, &trace->arena, as_of, stage, trace->globals);
    trace->scope = (cel_scope){ trace->globals, CDT_GLOBALS, NULL };
    trace->context = (cel_context){ .arena = &trace->arena,
                                    .budget = &trace->budget,
                                    .data = &trace->facts.data,
                                    .root = cdt_facts_root(&trace->facts),
                                    .scope = &trace->scope,
                                    .zones = agreement->library->zones };
}

void cdt_trace_check(cdt_trace *trace, const cdt_review *review, int as_of, const cdt_checklist *checklist,
                     const cdt_check *check)
{
    const cdt_rules *rules = &checklist->rules[check - checklist->checks];
    const char *stopped = NULL;

    *trace = (cdt_trace){ .checklist = checklist, .check = check, .outcome = outcome_of(review, checklist, check) };
    if (!review->reviewed)
        return;
    see(trace, review->agreement, cdt_review_first_facts(review), review->stage, as_of);
    trace->at = CDT_NEW_ARRAY(&trace->arena, cdt_traced, 1 + 2 * check->requirement_count);
    add_part(trace, NULL, "applies", &rules->applies, NULL);
    if (trace->count && !passes(trace))
        stopped = "applies";
    for (size_t i = 0; i < check->requirement_count; i++) {
        const cdt_rule *rule = &rules->rules[i];
        const char *by = stopped;
        add_part(trace, &check->requirements[i], "when", &rule->when, by);
        if (!by && rule->when.program && !passes(trace))
            by = "when";
        add_part(trace, &check->requirements[i], "that", &rule->that, by);
    }
}

void cdt_trace_alone(cdt_trace *trace, const cdt_agreement *agreement, const cdt_draft *draft, int as_of,
                     const cdt_checklist *settings, const cel_program *program)
{
    *trace = (cdt_trace){ .checklist = settings };
    if (draft)
        trace->first = cdt_first_facts_of(agreement, draft, &trace->arena);
    see(trace, agreement, &trace->first, cdt_stage_of(agreement), as_of);
    trace->at = CDT_NEW(&trace->arena, cdt_traced);
    add(trace, program);
}

void cdt_trace_free(cdt_trace *trace)
{
    cdt_first_facts_free(&trace->first);
    cdt_arena_free(&trace->arena);
}
