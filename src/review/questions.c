/* questions.c - what is not stated: the missing facts, and the schema's question for each. */
#include "review/run.h"
#include "yaml/schema.h"

/* The entry of a fact that was wanted and is not there; each fact is counted once. */
static cdt_missing *missing(cdt_run *run, cdt_str path)
{
    void **slot = cdt_map_at(&run->missing, path);

    if (!*slot)
        *slot = CDT_NEW(run->arena, cdt_missing);
    return *slot;
}

/* The schema's question for a fact: its own, or that of the nearest fact around it that has one. A fact of the user's own
 * has none. */
static const cdt_schema *asking_schema(const cdt_schema *root, cdt_str path)
{
    const cdt_schema *schema = cdt_schema_find(root, path);

    while (schema && !schema->question.len) {
        while (path.len && path.at[path.len - 1] != '.' && path.at[path.len - 1] != '[')
            path.len--;
        if (!path.len)
            return NULL;
        path.len--;
        schema = cdt_schema_find(root, path);
    }
    return schema;
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
    return (cdt_question){ .path = path.at,
                           .text = text,
                           .asked_of = asking ? cdt_copy_z(run->arena, asking->asked_of) : "",
                           .open_who = cdt_copy_z(run->arena, leaf->missing.open_who),
                           .open_by = cdt_copy_z(run->arena, leaf->missing.open_by),
                           .open = leaf->open,
                           .gate = run->gate,
                           .alternative = (unsigned)leaf->group,
                           .way = (unsigned)leaf->alternative,
                           .place = leaf->missing.place,
                           .alias_line = leaf->missing.alias_line };
}

cdt_asked cdt_questions_of(cdt_run *run, const cel_program *program, const cel_ast *node, const cel_context *context)
{
    cel_explain_options options = { .elements_max = 0, .without_keys = true };
    cel_context telling = *context;
    cel_explanation why;
    cdt_question *questions, *kept;
    cdt_asked asked = { NULL, 0, 0 };

    telling.arena = &run->telling;
    why = cel_explain(program, node, &telling, &options);
    questions = CDT_NEW_ARRAY(&run->telling, cdt_question, why.count);

    run->explanation_number++;
    for (size_t i = 0; i < why.count; i++) {
        const cel_leaf *leaf = &why.leaves[i];
        cdt_missing *entry;
        cdt_str path;
        if (!leaf->has_missing || leaf->outcome != CEL_IS_NOT_STATED)
            continue;
        path = cdt_copy(run->arena, leaf->open || !leaf->wanted.len ? leaf->missing.path : leaf->wanted);
        entry = missing(run, path);
        if (entry->explanation == run->explanation_number)
            continue;
        asked.fresh += entry->check != run->check_number;
        entry->explanation = run->explanation_number;
        entry->check = run->check_number;
        questions[asked.count++] = question(run, leaf, path);
    }
    asked.questions = kept = CDT_NEW_ARRAY(run->arena, cdt_question, asked.count);
    if (asked.count)
        memcpy(kept, questions, asked.count * sizeof *kept);
    cdt_arena_reset(&run->telling);
    return asked;
}

/* "exit.costs[pensions].limit or exit.costs[pensions].formula, exit.notice"; "a and b or c" */
static const char *paths(cdt_run *run, const cdt_question *questions, size_t count)
{
    cdt_buf text = { 0 };
    const char *out;

    for (size_t i = 0; i < count; i++) {
        bool alternative = i && questions[i].alternative && questions[i].alternative == questions[i - 1].alternative;
        bool together = alternative && questions[i].way == questions[i - 1].way;
        cdt_buf_printf(&text, "%s%s", !i ? "" : together ? " and " : alternative ? " or " : ", ", questions[i].path);
    }
    out = cdt_buf_take(&text, run->arena).at;
    cdt_buf_free(&text);
    return out;
}

/* Facts that are told together: all that are missing, or that the same people settle by the same day. */
static const char *sentence(cdt_run *run, const cdt_question *first, size_t count)
{
    const char *where = paths(run, first, count);

    if (first->open)
        return cdt_format(run->arena, "Being settled%s%s%s%s: %s.", first->open_who[0] ? " by " : "", first->open_who,
                          first->open_by[0] ? ", due " : "", first->open_by, where);
    if (first->text[0])
        return cdt_format(run->arena, "%s (%s)", first->text, where);
    return cdt_format(run->arena, "Nothing is stated at %s.", where);
}

static bool are_together(const cdt_question *a, const cdt_question *b)
{
    return a->open == b->open && strcmp(a->open_who, b->open_who) == 0 && strcmp(a->open_by, b->open_by) == 0;
}

static const char *message(cdt_run *run, const cdt_asked *asked)
{
    const cdt_question *questions = asked->questions;
    cdt_buf text = { 0 };
    const char *out;
    size_t next;

    if (!asked->count)
        return "A fact that this check needs is not stated.";
    for (size_t i = 0; i < asked->count; i = next) {
        for (next = i + 1; next < asked->count && are_together(&questions[i], &questions[next]);)
            next++;
        cdt_buf_printf(&text, "%s%s", i ? " " : "", sentence(run, &questions[i], next - i));
    }
    out = cdt_buf_take(&text, run->arena).at;
    cdt_buf_free(&text);
    return out;
}

void cdt_questions_finding(cdt_run *run, cdt_findings *findings, const cdt_requirement *requirement,
                           const cdt_asked *asked)
{
    cdt_finding *finding;

    if (asked->count && !asked->fresh)
        return;
    finding = cdt_findings_add(findings);
    *finding = (cdt_finding){ .gap = CDT_GAP_NOT_STATED,
                              .requirement = requirement,
                              .message = message(run, asked),
                              .path = asked->count ? asked->questions[0].path : "",
                              .subject = "",
                              .excerpt = "",
                              .clause = "",
                              .questions = asked->questions,
                              .question_count = asked->count };
    if (!asked->count)
        return;
    finding->subject = finding->path;
    finding->place = asked->questions[0].place;
    finding->alias_line = asked->questions[0].alias_line;
}
