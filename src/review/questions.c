/* questions.c - what is not stated: the missing facts, and the schema's question for each. */
#include "review/run.h"
#include "yaml/schema.h"

typedef struct seen_path {
    struct seen_path *next;
    cdt_str path;
} seen_path;

#define SLOTS 256 /* facts missing from one description: a few hundred at most, longer chains do no harm */

/* Count a fact that was wanted and is not there, once. */
static void count_missing(cdt_run *run, cdt_str path)
{
    seen_path **slot, *seen;

    if (!run->seen) {
        run->seen_slots = SLOTS;
        run->seen = CDT_NEW_ARRAY(run->arena, seen_path *, SLOTS);
    }
    slot = &run->seen[cdt_str_hash(path) & (SLOTS - 1)];
    for (seen = *slot; seen; seen = seen->next)
        if (cdt_str_is(seen->path, path))
            return;
    seen = CDT_NEW(run->arena, seen_path);
    *seen = (seen_path){ *slot, path };
    *slot = seen;
    run->seen_count++;
}

/* The schema's question for a fact: its own, or that of the nearest fact around it that has one. */
static const cdt_schema *asking_schema(const cdt_schema *root, cdt_str path)
{
    for (;;) {
        const cdt_schema *schema = cdt_schema_find(root, path);
        if (schema && schema->question.len)
            return schema;
        while (path.len && path.at[path.len - 1] != '.' && path.at[path.len - 1] != '[')
            path.len--;
        if (!path.len)
            return NULL;
        path.len--;
    }
}

/* Looking for the field that is selected from a node. */
typedef struct selection {
    const cel_ast *of, *found;
} selection;

static bool find_selection(const cel_ast *node, void *context)
{
    selection *s = context;

    if (node->form == CEL_SELECT && node->count && node->args[0] == s->of)
        s->found = node;
    return !s->found;
}

/* The fact that the condition was after: `finance` is not there, and finance.payments was wanted. */
static cdt_str wanted_path(cdt_run *run, const cel_program *program, const cel_leaf *leaf)
{
    selection s = { leaf->value.kind == CEL_FAILURE ? leaf->value.failure->at : NULL, NULL };
    cdt_str path = cdt_copy(run->arena, leaf->missing.path);

    while (s.of && !leaf->open) {
        s.found = NULL;
        cel_ast_walk(program->root, find_selection, &s);
        if (!s.found)
            break;
        path = cdt_str_z(cdt_format(run->arena, "%.*s.%.*s", CDT_ARGS(path), CDT_ARGS(s.found->name)));
        s.of = s.found;
    }
    return path;
}

static cdt_question question(cdt_run *run, const cel_leaf *leaf, cdt_str path)
{
    const cdt_schema *root = run->agreement->library->agreement.root;
    const cdt_schema *fact = cdt_schema_find(root, path), *asking = asking_schema(root, path);
    const char *text = "";

    if (asking)
        text = cdt_copy_z(run->arena, asking->question);
    else if (fact && fact->title.len)
        text = cdt_format(run->arena, "What is the %.*s?", CDT_ARGS(fact->title));
    count_missing(run, path);
    return (cdt_question){ .path = path.at,
                           .text = text,
                           .asked_of = asking ? cdt_copy_z(run->arena, asking->asked_of) : "",
                           .open_who = cdt_copy_z(run->arena, leaf->missing.open_who),
                           .open_by = cdt_copy_z(run->arena, leaf->missing.open_by),
                           .open = leaf->open,
                           .alternative = (unsigned)leaf->group,
                           .place = leaf->missing.place };
}

static bool asked_already(const cdt_question *questions, size_t count, cdt_str path)
{
    for (size_t i = 0; i < count; i++)
        if (cdt_str_is_z(path, questions[i].path))
            return true;
    return false;
}

size_t cdt_questions_of(cdt_run *run, const cel_program *program, const cel_ast *node, const cel_context *context,
                        const cdt_question **out)
{
    cel_explain_options options = { .elements_max = 0 };
    cel_explanation why = cel_explain(program, node, context, &options);
    cdt_question *questions = CDT_NEW_ARRAY(run->arena, cdt_question, why.count);
    size_t count = 0;

    for (size_t i = 0; i < why.count; i++) {
        const cel_leaf *leaf = &why.leaves[i];
        cdt_str path;
        if (!leaf->has_missing || leaf->outcome != CEL_IS_NOT_STATED)
            continue;
        path = wanted_path(run, program, leaf);
        if (!asked_already(questions, count, path))
            questions[count++] = question(run, leaf, path);
    }
    *out = questions;
    return count;
}

/* "exit.costs[pensions].limit or exit.costs[pensions].formula, exit.notice" */
static const char *paths(cdt_run *run, const cdt_question *questions, size_t count)
{
    cdt_buf text = { 0 };
    const char *out;

    for (size_t i = 0; i < count; i++) {
        bool alternative = i && questions[i].alternative && questions[i].alternative == questions[i - 1].alternative;
        cdt_buf_printf(&text, "%s%s", !i ? "" : alternative ? " or " : ", ", questions[i].path);
    }
    out = cdt_buf_take(&text, run->arena).at;
    cdt_buf_free(&text);
    return out;
}

void cdt_questions_finding(cdt_run *run, cdt_finding *finding, const cdt_question *questions, size_t count)
{
    const cdt_question *first = questions;

    finding->questions = questions;
    finding->question_count = count;
    finding->path = count ? first->path : "";
    finding->place = count ? first->place : (cdt_place){ .line = 0 };
    if (!count)
        finding->message = "A fact that this check needs is not stated.";
    else if (first->open)
        finding->message =
            cdt_format(run->arena, "Being settled%s%s%s%s: %s.", first->open_who[0] ? " by " : "", first->open_who,
                       first->open_by[0] ? ", due " : "", first->open_by, paths(run, questions, count));
    else if (first->text[0])
        finding->message = cdt_format(run->arena, "%s (%s)", first->text, paths(run, questions, count));
    else
        finding->message = cdt_format(run->arena, "Nothing is stated at %s.", paths(run, questions, count));
}
