/* cmd_eval.c - `concordat eval CONDITION FILE`: one condition over one description, with the facts that decided. */
#include <string.h>
#include <unistd.h>

#include "base/utf8.h"
#include "cli/checklists.h"
#include "cli/draft_inputs.h"
#include "cli/problems.h"
#include "cli/today.h"
#include "report/trace.h"

static const char condition_name[] = "CONDITION"; /* as the usage line calls it */

typedef struct evaluation {
    cdt_cli *cli;
    cdt_checklists lists;
    const cdt_checklist *settings; /* whose settings may be read */
    cdt_arena arena;
    const cel_program *program;
    cdt_day today;
    bool as_json;
    cdt_json json;
    cdt_buf text; /* made, not yet written */
    cdt_exit status;
} evaluation;

/* The place of a problem in the condition, and the line it is on. */
static cdt_place place_of(cdt_str source, uint32_t from, uint32_t to, cdt_str *line)
{
    cdt_place place = { .file = condition_name, .line = 1 };
    size_t start = 0, end;

    for (size_t i = 0; i < from && i < source.len; i++)
        if (source.at[i] == '\n') {
            place.line++;
            start = i + 1;
        }
    end = cdt_str_find(source, CDT_STR("\n"), start);
    *line = cdt_str_slice(source, start, end);
    place.column = (unsigned)cdt_utf8_count(cdt_str_slice(source, start, from)) + 1;
    place.length = (unsigned)cdt_utf8_count(cdt_str_slice(source, from, to));
    return place;
}

/* NULL: what is wrong went to `diags`. */
static const cel_program *compile(evaluation *e, cdt_str source, cdt_diags *diags)
{
    cel_problems problems = { .count = 0 };
    cel_variable room[CDT_GLOBALS];
    cel_env env;
    cel_options options = { .env = &env };
    const cel_program *program;

    cdt_condition_env(cdt_cli_library(e->cli), e->settings, room, &env);
    program = cel_compile(&e->arena, source, &options, &problems);
    for (size_t i = 0; i < problems.count; i++) {
        const cel_problem *problem = &problems.at[i];
        cdt_str line;
        cdt_place place = place_of(source, problem->from, problem->to, &line);
        cdt_diags_add(diags, problem->syntax ? CDT_CEL_SYNTAX : CDT_CEL_TYPE, place, cdt_copy_z(&e->arena, line), "%s",
                      problem->message);
    }
    return problems.count ? NULL : program;
}

static cdt_exit status_of(cel_value value)
{
    switch (cel_outcome_of(value)) {
    case CEL_IS_TRUE:
    case CEL_IS_VALUE: return CDT_EXIT_OK;
    case CEL_IS_ERROR:
    case CEL_IS_BUDGET: return CDT_EXIT_CHECK;
    default: return CDT_EXIT_FOUND;
    }
}

static void put_result(cdt_layout *l, const cdt_trace *trace)
{
    cel_value value = trace->at->why.value;
    cel_outcome outcome = trace->at->why.outcome;
    cel_where missing;

    cdt_layout_begin(l, 0, 4);
    if (value.kind == CEL_BOOL) {
        cdt_layout_put(l, CDT_INK_PLAIN, cel_outcome_name(outcome));
    } else if (value.kind != CEL_FAILURE) {
        cdt_layout_printf(l, "%.*s", CDT_ARGS(cel_to_text(&trace->context, value)));
    } else {
        cdt_layout_put(l, CDT_INK_YELLOW, cel_outcome_name(outcome));
        if (value.failure->message) {
            cdt_layout_printf(l, ": %s", value.failure->message);
        } else if (outcome == CEL_IS_NOT_STATED) {
            cel_describe_missing(&trace->context, value, &missing);
            cdt_layout_printf(l, ": %.*s", CDT_ARGS(missing.path));
        }
    }
    cdt_layout_end(l);
}

static void put_text(evaluation *e, cdt_buf *text, const cdt_trace *trace, cdt_trace_style style)
{
    cdt_layout layout = cdt_layout_to(text, cdt_cli_width(), cdt_cli_color(e->cli, STDOUT_FILENO));

    put_result(&layout, trace);
    if (style.why)
        cdt_trace_put_why(&layout, trace->at, style, 2);
}

static bool evaluate(void *to, const cdt_with *with, cdt_diags *diags)
{
    evaluation *e = to;
    const cdt_agreement *agreement = with->agreement;
    cdt_trace_style style = { .quotes = true, .why = cdt_options_has(&e->cli->options, CDT_OPTION_TRACE) };
    cdt_trace trace;

    cdt_problems_print(e->cli, diags);
    if (!cdt_agreement_is_valid(agreement) || with->draft_unread) {
        e->status = cdt_exit_worse(e->status, CDT_EXIT_INPUT);
        return true;
    }
    cdt_trace_alone(&trace, agreement, with->draft, e->today, e->settings, e->program);
    if (e->as_json)
        cdt_trace_json(&e->json, agreement, &trace, style);
    else
        put_text(e, &e->text, &trace, style);
    cdt_output_put(&e->cli->out, &e->text);
    cdt_buf_clear(&e->text);
    e->status = cdt_exit_worse(e->status, status_of(trace.at->why.value));
    cdt_trace_free(&trace);
    return !e->cli->out.error;
}

/* With JSON, one object around all. */
static void evaluate_all(evaluation *e, cdt_diags *diags)
{
    e->as_json = cdt_options_choice(&e->cli->options, CDT_OPTION_EVAL_FORMAT, 0) == 1;
    if (e->as_json) {
        e->json = cdt_json_to(&e->text, 2);
        cdt_trace_json_open(&e->json);
    }
    cdt_agreements_of(e->cli, e->cli->options.operands[1], evaluate, e, diags);
    if (e->as_json) {
        cdt_trace_json_close(&e->json);
        cdt_buf_char(&e->text, '\n');
        cdt_output_put(&e->cli->out, &e->text);
    }
    cdt_buf_free(&e->text);
}

cdt_exit cdt_cmd_eval(cdt_cli *cli)
{
    evaluation e = { .cli = cli };
    cdt_diags *diags = cdt_diags_new();

    if (!cdt_today_given(cli, &e.today)) {
        e.status = CDT_EXIT_INPUT;
    } else if (cdt_checklists_load(cli, &cli->options, &e.lists, diags)) {
        e.settings = e.lists.at[0];
        e.program = compile(&e, cdt_str_z(cli->options.operands[0]), diags);
        if (e.program)
            evaluate_all(&e, diags);
    }
    if (cdt_diags_errors(diags))
        e.status = cdt_exit_worse(e.status, CDT_EXIT_INPUT);
    cdt_problems_print(cli, diags);
    cdt_diags_free(diags);
    cdt_arena_free(&e.arena);
    cdt_checklists_free(&e.lists);
    return e.status;
}
