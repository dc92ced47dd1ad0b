/* elements.c - from a condition that did not hold to findings, each at its place. */
#include "base/buf.h"
#include "base/limits.h"
#include "cel/ast.h"
#include "review/run.h"

/* One requirement whose findings are collected. */
typedef struct collector {
    cdt_run *run;
    const cdt_check *check;
    const cdt_requirement *requirement;
    const cdt_rule *rule;
    bool history;
    cdt_findings *out;
    cel_budget budget;
    bool spent; /* the budget: what follows is not looked at */
    const cel_ast *nest[CDT_MAX_CONDITION_LOOPS];
    size_t depth;
} collector;

static const char *message(collector *c, const cel_context *context)
{
    cdt_buf buf = { 0 };
    const char *text;

    for (size_t i = 0; i < c->rule->piece_count; i++) {
        const cdt_piece *piece = &c->rule->otherwise[i];
        cel_value value;
        if (!piece->program) {
            cdt_buf_put(&buf, piece->text);
            continue;
        }
        value = cel_eval(piece->program, context);
        c->spent |= cdt_state_of_value(value) == CDT_IS_BUDGET;
        cdt_buf_put(&buf, cel_to_text(context, value));
    }
    if (!buf.len)
        cdt_buf_printf(&buf, "%s: this does not hold: %s", c->check->title, c->requirement->that);
    text = cdt_buf_take(&buf, c->run->arena).at;
    cdt_buf_free(&buf);
    return text;
}

/* Does `path` lie at or below `above`? */
static bool within(cdt_str path, cdt_str above)
{
    return cdt_str_starts(path, above) &&
           (path.len == above.len || !above.len || path.at[above.len] == '.' || path.at[above.len] == '[');
}

static bool is_setting(const cel_where *where)
{
    return cdt_str_starts(where->path, CDT_STR("settings"));
}

/* The first fact that a leaf read, at or below the element at hand. */
static bool place_of_leaf(const cel_leaf *leaf, const cel_where *element, cel_where *out)
{
    for (size_t k = 0; k < leaf->operand_count; k++) {
        const cel_where *where = &leaf->operands[k].shown.where;
        if (!leaf->operands[k].shown.located || is_setting(where))
            continue;
        if (element && !within(where->path, element->path))
            continue;
        *out = *where;
        return true;
    }
    if (!leaf->has_missing || (element && !within(leaf->missing.path, element->path)))
        return false;
    *out = leaf->missing;
    return true;
}

/* Does a part only choose between the branches of a conditional? */
typedef struct choice {
    const cel_ast *part;
    bool found;
} choice;

static bool find_choice(const cel_ast *node, void *context)
{
    choice *c = context;

    if (node->form == CEL_CONDITIONAL && node->args[0]->from <= c->part->from && c->part->to <= node->args[0]->to)
        c->found = true;
    return !c->found;
}

static bool is_choice(const cel_program *program, const cel_ast *part)
{
    choice c = { part, false };

    cel_ast_walk(program->root, find_choice, &c);
    return c.found;
}

/* Where the failure shows: at a fact of the first decisive leaf. What a conditional goes by comes last: of `c ? x : y` it is
 * x or y that failed. */
static bool blamed_place(const cel_program *program, const cel_explanation *why, const cel_where *element,
                         cel_where *out)
{
    for (int choices = 0; choices <= 1; choices++)
        for (size_t i = 0; i < why->count; i++) {
            const cel_leaf *leaf = &why->leaves[i];
            if (leaf->decisive && is_choice(program, leaf->node) == choices && place_of_leaf(leaf, element, out))
                return true;
        }
    return false;
}

/* The first top-level fact that the condition reads, where nothing better is known. */
typedef struct first_fact {
    collector *c;
    const cdt_node *node;
} first_fact;

static void note_fact(cdt_str path, const cel_ast *node, void *context)
{
    first_fact *first = context;
    size_t end = 0;

    (void)node;
    while (end < path.len && path.at[end] != '.' && path.at[end] != '[')
        end++;
    if (!first->node)
        first->node = cdt_node_get(first->c->run->agreement->document.root, cdt_str_slice(path, 0, end));
}

static void place_whole(collector *c, cel_where *out)
{
    first_fact first = { c, NULL };
    const cel_data *data = &c->run->facts.data;

    cel_each_path(c->rule->that.program, note_fact, &first);
    if (first.node)
        data->describe(data, &c->run->scratch, first.node, out);
    else
        data->describe_missing(data, &c->run->scratch, NULL, CDT_STR(""), out);
}

static void set_place(collector *c, cdt_finding *finding, const cel_where *where)
{
    finding->path = cdt_copy_z(c->run->arena, where->path);
    finding->subject = finding->path;
    finding->place = where->place;
    finding->alias_line = where->alias_line;
    if (where->draft)
        cdt_words_place(c->run, finding, where);
}

static cdt_finding *new_finding(collector *c)
{
    cdt_finding *finding = cdt_findings_add(c->out);

    *finding = (cdt_finding){ .gap = c->requirement->note ? CDT_GAP_NO : CDT_GAP_FALLS_SHORT,
                              .history = c->history && !c->requirement->note,
                              .requirement = c->requirement,
                              .message = "",
                              .path = "",
                              .subject = "",
                              .excerpt = "",
                              .clause = "" };
    return finding;
}

/* Has this check told already that the fact at `path` is none? What is history is told apart from what is not. */
static bool is_told(collector *c, cdt_str path)
{
    void **slot = cdt_map_at(&c->run->nones, cdt_copy(c->run->arena, path));
    void *now = (void *)(uintptr_t)(c->run->check_number * 2u + c->history);
    bool told = *slot == now;

    *slot = now;
    return told;
}

/* A condition that came to an express none: it is told once, where it stands, however many requirements and elements ask
 * for it. */
static void collect_none(collector *c, cel_value value, const cel_explanation *why)
{
    const cdt_node *node = value.kind == CEL_NONE ? value.node : value.failure->node;
    cdt_str reason = node ? cdt_node_text(node, "none") : CDT_STR("");
    cdt_finding *finding;
    cel_where where;

    if (!node) {
        place_whole(c, &where);
    } else {
        c->run->facts.data.describe(&c->run->facts.data, &c->run->scratch, node, &where);
        if (is_told(c, where.path))
            return;
    }
    finding = new_finding(c);
    finding->because = cdt_because_of(c->run, &c->rule->that, why, &finding->because_count);
    finding->message =
        node ? cdt_format(c->run->arena, "%.*s is expressly none%s%.*s%s, and this check asks for it.",
                          CDT_ARGS(where.path), reason.len ? " (\"" : "", CDT_ARGS(reason), reason.len ? "\")" : "")
             : "A fact that this check asks for is expressly none.";
    set_place(c, finding, &where);
}

/* One that falls short, as the explanation says. */
static void collect_failed(collector *c, const cel_context *context, const cel_explanation *why,
                           const cel_where *element)
{
    const char *text = message(c, context);
    cdt_finding *finding;
    cel_where where;

    if (c->spent)
        return;
    finding = new_finding(c);
    finding->message = text;
    finding->because = cdt_because_of(c->run, &c->rule->that, why, &finding->because_count);
    if (!blamed_place(c->rule->that.program, why, element, &where)) {
        if (element)
            where = *element;
        else
            place_whole(c, &where);
    }
    set_place(c, finding, &where);
}

/* One node that came to `value`, with the variables of `context`: falls short, is none, or is not stated. */
static void collect_one(collector *c, const cel_ast *node, const cel_context *context, cel_value value,
                        const cel_where *element)
{
    cel_explain_options options = { .elements_max = 3, .without_keys = true };
    cdt_state_of state = cdt_state_of_value(value);
    cel_explanation why;
    cel_context telling = *context;

    telling.arena = &c->run->telling;
    c->spent |= state == CDT_IS_BUDGET;
    if ((state == CDT_IS_NOT_STATED || state == CDT_IS_OPEN) && !c->requirement->note) {
        cdt_asked asked = cdt_questions_of(c->run, c->rule->that.program, node, context);
        cdt_questions_finding(c->run, c->out, c->requirement, &asked);
    }
    if (state != CDT_FAILS && !(state == CDT_IS_NONE && c->check->none == CDT_NONE_FAILS))
        return;
    why = cel_explain(c->rule->that.program, node, &telling, &options);
    if (state == CDT_IS_NONE)
        collect_none(c, value, &why);
    else
        collect_failed(c, context, &why, element);
    cdt_arena_reset(&c->run->telling);
}

/* Where an element stands, if it is one of the agreement: nobody looks for a finding in the checklist. */
static bool locate(collector *c, cel_value value, cel_where *out)
{
    if (!value.node)
        return false;
    c->run->facts.data.describe(&c->run->facts.data, &c->run->scratch, value.node, out);
    return !is_setting(out);
}

/* The elements of macro number `level` of the nest; those whose predicate does not hold go deeper or are collected. */
static void collect_level(collector *c, size_t level, const cel_scope *scope, const cel_where *element)
{
    const cel_ast *macro = c->nest[level];
    cel_context context = cdt_run_context(c->run, &c->budget, scope);
    cel_value range = cel_eval_node(c->rule->that.program, macro->args[0], &context);
    size_t count;

    if (!cel_range(&context, range, &count)) {
        collect_one(c, macro->args[0], &context, range, element);
        return;
    }
    for (size_t i = 0; i < count && !c->spent; i++) {
        cel_binding binding = { macro->vars[0], cel_range_at(&context, range, i) };
        cel_scope inner = { &binding, 1, scope };
        cel_context within_element = cdt_run_context(c->run, &c->budget, &inner);
        cel_where here;
        const cel_where *at = locate(c, binding.value, &here) ? &here : element;
        if (level + 1 < c->depth) {
            collect_level(c, level + 1, &inner, at);
        } else {
            cel_value value = cel_eval_node(c->rule->that.program, macro->args[1], &within_element);
            if (!cel_is_true(value))
                collect_one(c, macro->args[1], &within_element, value, at);
        }
    }
}

/* What the budget of the condition did not reach may fail as well: that is said, not left out. */
static void collect_rest(collector *c)
{
    cdt_finding *finding = new_finding(c);
    cel_where where;

    finding->message = "More may fall short here: there is so much that not all of it could be looked at.";
    place_whole(c, &where);
    set_place(c, finding, &where);
}

void cdt_elements_collect(cdt_run *run, const cdt_check *check, const cdt_requirement *requirement,
                          const cdt_rule *rule, bool history, cdt_findings *out)
{
    collector c = { .run = run,
                    .check = check,
                    .requirement = requirement,
                    .rule = rule,
                    .history = history,
                    .out = out,
                    .budget = CEL_BUDGET };
    cel_context context = cdt_run_context(run, &c.budget, &run->scope);

    c.depth = cel_all_nest(rule->that.program->root, c.nest, CDT_MAX_CONDITION_LOOPS);
    if (c.depth)
        collect_level(&c, 0, &run->scope, NULL);
    else {
        cel_value value = cel_eval(rule->that.program, &context);
        collect_one(&c, NULL, &context, value, NULL);
    }
    if (c.spent)
        collect_rest(&c);
}
