/* cmd_eval.c - `concordat eval CONDITION FILE`: one condition over one description, with the facts that decided. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/utf8.h"
#include "cel/explain.h"
#include "cli/checklists.h"
#include "cli/documents.h"
#include "cli/problems.h"
#include "cli/today.h"
#include "report/layout.h"
#include "review/facts.h"

static const char condition_name[] = "CONDITION"; /* as the usage line calls it */

typedef struct evaluation {
    cdt_cli *cli;
    cdt_checklists lists;
    const cdt_checklist *settings; /* whose settings may be read */
    cdt_arena arena;
    const cel_program *program;
    cdt_day today;
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

/* Where a fact stands; of a setting, the checklist it is from. `path` is what was just printed. */
static void put_where(cdt_layout *l, const cel_where *where, const char *path)
{
    if (cdt_str_starts(where->path, CDT_STR("settings.")))
        cdt_layout_printf(l, " (%s)", where->place.file);
    else if (*path && !cdt_str_is_z(where->path, path))
        cdt_layout_printf(l, " (%.*s, line %u)", CDT_ARGS(where->path), where->place.line);
    else if (where->place.line)
        cdt_layout_printf(l, " (line %u)", where->place.line);
}

static void put_result(cdt_layout *l, const cel_context *context, cel_value value)
{
    cel_outcome outcome = cel_outcome_of(value);
    cel_where missing = { .place = { .line = 0 } };

    cdt_layout_begin(l, 0, 4);
    if (value.kind != CEL_FAILURE) {
        cdt_str text = value.kind == CEL_BOOL ? cdt_str_z(value.boolean ? "true" : "false") : cel_to_text(context, value);
        cdt_layout_printf(l, "%.*s", CDT_ARGS(text));
    } else {
        cdt_layout_put(l, CDT_INK_YELLOW, cel_outcome_name(outcome));
        if (value.failure->message) {
            cdt_layout_printf(l, ": %s", value.failure->message);
        } else if (outcome == CEL_IS_NOT_STATED) {
            cel_describe_missing(context, value, &missing);
            cdt_layout_printf(l, ": %.*s", CDT_ARGS(missing.path));
            put_where(l, &missing, "");
        }
    }
    cdt_layout_end(l);
}

static void put_operand(cdt_layout *l, const cel_operand *operand)
{
    char text[128];

    snprintf(text, sizeof text, "%.*s", CDT_ARGS(operand->text));
    cdt_layout_begin(l, 4, 8);
    cdt_layout_printf(l, "%.*s = %.*s", CDT_ARGS(operand->text), CDT_ARGS(operand->shown));
    if (operand->located)
        put_where(l, &operand->where, text);
    cdt_layout_end(l);
}

static void put_leaf(cdt_layout *l, const cel_leaf *leaf)
{
    cdt_layout_begin(l, 2, 6);
    cdt_layout_put(l, leaf->decisive ? CDT_INK_BOLD : CDT_INK_PLAIN, leaf->decisive ? "because " : "also ");
    cdt_layout_printf(l, "%.*s is %s", CDT_ARGS(leaf->text), cel_outcome_name(leaf->outcome));
    if (leaf->message)
        cdt_layout_printf(l, ": %s", leaf->message);
    cdt_layout_end(l);
    for (size_t i = 0; i < leaf->element_count; i++) {
        const cel_element *element = &leaf->elements[i];
        cdt_layout_begin(l, 4, 8);
        cdt_layout_printf(l, "%.*s is element %zu of %zu", CDT_ARGS(element->var), element->index + 1, element->total);
        if (element->located)
            put_where(l, &element->where, "-");
        cdt_layout_end(l);
    }
    for (size_t i = 0; i < leaf->operand_count; i++)
        put_operand(l, &leaf->operands[i]);
    if (!leaf->has_missing)
        return;
    cdt_layout_begin(l, 4, 8);
    cdt_layout_printf(l, "%.*s %s", CDT_ARGS(leaf->missing.path), leaf->open ? "is being settled" : "is not stated");
    put_where(l, &leaf->missing, "");
    if (leaf->nearest.len)
        cdt_layout_printf(l, "; did you mean %.*s?", CDT_ARGS(leaf->nearest));
    cdt_layout_end(l);
}

static void put_trace(cdt_layout *l, const cel_program *program, const cel_context *context)
{
    cel_explain_options options = { 0 };
    cel_explanation explanation = cel_explain(program, NULL, context, &options);

    for (size_t i = 0; i < explanation.count; i++)
        put_leaf(l, &explanation.leaves[i]);
}

static bool evaluate(void *to, const cdt_agreement *agreement, cdt_diags *diags)
{
    evaluation *e = to;
    cdt_facts facts;
    cel_binding globals[CDT_GLOBALS];
    cel_scope scope = { globals, CDT_GLOBALS, NULL };
    cel_budget budget = CEL_BUDGET;
    cdt_arena arena = { 0 };
    cdt_buf text = { 0 };
    cdt_layout layout = cdt_layout_to(&text, cdt_cli_width(), cdt_cli_color(e->cli, STDOUT_FILENO));
    cel_value value;

    cdt_problems_print(e->cli, diags);
    if (!cdt_agreement_is_valid(agreement)) {
        e->status = cdt_exit_worse(e->status, CDT_EXIT_INPUT);
        return true;
    }
    cdt_facts_init(&facts, agreement, e->settings, NULL);
    cdt_facts_globals(&facts, &arena, e->today, cdt_stage_of(agreement), globals);
    cel_context context = {
        .arena = &arena, .budget = &budget, .data = &facts.data, .root = cdt_facts_root(&facts), .scope = &scope,
        .zones = cdt_cli_library(e->cli)->zones
    };
    value = cel_eval(e->program, &context);
    put_result(&layout, &context, value);
    if (cdt_options_has(&e->cli->options, CDT_OPTION_TRACE))
        put_trace(&layout, e->program, &context);
    cdt_output_put(&e->cli->out, &text);
    e->status = cdt_exit_worse(e->status, status_of(value));
    cdt_buf_free(&text);
    cdt_arena_free(&arena);
    return !e->cli->out.error;
}

static void evaluate_file(evaluation *e, cdt_diags *diags)
{
    const char *path = e->cli->options.operands[1], *named = cdt_options_last(&e->cli->options, CDT_OPTION_STDIN_FILENAME);
    bool standard = strcmp(path, "-") == 0;
    const char *foreign;
    cdt_reader reader;

    if (!cdt_reader_open(&reader, standard ? NULL : path, !standard ? path : named ? named : "<stdin>", diags))
        return;
    foreign = cdt_reader_foreign((cdt_str){ reader.head, reader.head_len });
    if (foreign)
        CDT_FILE_PROBLEM(diags, CDT_NOT_TEXT, reader.name, "%s", foreign);
    else
        cdt_documents_each(cdt_cli_library(e->cli), &reader, evaluate, e, diags);
    cdt_reader_close(&reader);
}

cdt_exit cdt_cmd_eval(cdt_cli *cli)
{
    evaluation e = { .cli = cli };
    cdt_diags *diags = cdt_diags_new();

    if (!cdt_today_given(cli, &e.today)) {
        e.status = CDT_EXIT_INPUT;
    } else if (cdt_checklists_load(cli, &e.lists, diags)) {
        e.settings = e.lists.at[0];
        e.program = compile(&e, cdt_str_z(cli->options.operands[0]), diags);
        if (e.program)
            evaluate_file(&e, diags);
    }
    if (cdt_diags_errors(diags))
        e.status = cdt_exit_worse(e.status, CDT_EXIT_INPUT);
    cdt_problems_print(cli, diags);
    cdt_diags_free(diags);
    cdt_arena_free(&e.arena);
    cdt_checklists_free(&e.lists);
    return e.status;
}
