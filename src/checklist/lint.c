/* lint.c - what could be better in a checklist that can be used. */
#include "cel/ast.h"
#include "checklist/checklist.h"

typedef struct linter {
    const cdt_checklist *checklist;
    cdt_diags *diags;
    size_t count;
    const cdt_node *scalar; /* of the condition at hand */
    const cel_program *program;
    unsigned char *used; /* a flag a setting */
} linter;

static void warn(linter *l, const cdt_node *node, const char *message, const char *what)
{
    l->count++;
    cdt_node_problem(&l->checklist->document, l->diags, CDT_LINT, node, message, what);
}

static void warn_at(linter *l, const cel_ast *node, const char *message, cdt_str what)
{
    l->count++;
    cdt_place_problem(&l->checklist->document, l->diags, CDT_LINT,
                      cdt_condition_place(l->checklist, l->scalar, node->from, node->to), message, CDT_ARGS(what));
}

/* Does the subtree `node` read, as a value, what `has` asks for? */
typedef struct reader {
    const linter *l;
    cdt_str text;
    bool found;
} reader;

static bool find_read(const cel_ast *node, void *context)
{
    reader *r = context;
    cdt_str text = cel_node_text(r->l->program, node);

    if (node->form == CEL_HAS)
        return false;
    if ((node->form == CEL_SELECT || node->form == CEL_INDEX) && cdt_str_is(text, r->text))
        r->found = true;
    return !r->found;
}

/* has(x) is guarded where the same condition reads x itself: then silence is not turned into no unawares. */
static bool is_guarded(const linter *l, const cel_ast *has)
{
    reader r = { l, cel_node_text(l->program, has->args[0]), false };

    cel_ast_walk(l->program->root, find_read, &r);
    return r.found;
}

static bool visit(const cel_ast *node, void *context)
{
    linter *l = context;
    bool or_value = node->form == CEL_CALL && cdt_str_is(node->name, CDT_STR("orValue"));

    if (node->form == CEL_HAS && !is_guarded(l, node))
        warn_at(l, node, "%.*s turns silence into no; read the fact itself, and a missing one is asked for",
                cel_node_text(l->program, node));
    if (or_value || ((node->form == CEL_SELECT || node->form == CEL_INDEX) && node->optional))
        warn_at(l, node, "%.*s turns silence into a value; read the fact itself, and a missing one is asked for",
                cel_node_text(l->program, node));
    if (node->form == CEL_MACRO && node->macro == CEL_ALL && node->args[0]->form == CEL_MACRO &&
        node->args[0]->macro == CEL_FILTER)
        warn_at(l, node, "all() over a filter() holds when nothing passes the filter: %.*s; say what is wanted then",
                cel_node_text(l->program, node->args[0]));
    return true;
}

static void note_setting(cdt_str path, const cel_ast *node, void *context)
{
    linter *l = context;

    (void)node;
    for (size_t i = 0; i < l->checklist->setting_count; i++) {
        cdt_str name = cdt_str_z(l->checklist->setting_list[i].name), rest;
        if (!cdt_str_starts(path, CDT_STR("settings.")))
            return;
        rest = cdt_str_slice(path, 9, path.len);
        if (cdt_str_starts(rest, name) &&
            (rest.len == name.len || rest.at[name.len] == '.' || rest.at[name.len] == '['))
            l->used[i] = 1;
    }
}

static void lint_condition(linter *l, const cdt_condition *condition, bool strict)
{
    if (!condition->program)
        return;
    l->scalar = condition->node;
    l->program = condition->program;
    cel_each_path(condition->program, note_setting, l);
    if (strict)
        cel_ast_walk(condition->program->root, visit, l);
}

static void lint_texts(linter *l, const cdt_check *check, const cdt_node *node)
{
    if (!check->why[0])
        warn(l, node, "the check %s does not say why it matters; add `why`", check->id);
    if (!check->fix[0])
        warn(l, node, "the check %s does not say what to do; add `fix`", check->id);
    if (!check->source_count)
        warn(l, node, "the check %s names no source; add `sources`", check->id);
    if (!check->example_count)
        warn(l, node, "the check %s has no example; add `examples`, and `concordat checklist test` runs them",
             check->id);
    if (!check->group && l->checklist->group_count)
        warn(l, node, "the check %s is in no group; add `group`", check->id);
}

/* Patterns show that they work by a text in which they are found, and by one in which they are not. */
static void lint_words(linter *l, const cdt_check *check, const cdt_node *node)
{
    const cdt_node *list = cdt_node_get_z(node, "examples"), *words = cdt_node_get_z(node, "words");
    bool found = false, missed = false;

    for (size_t i = 0; i < check->example_count; i++) {
        bool met = check->examples[i].expect == CDT_EXPECT_MET || check->examples[i].expect == CDT_EXPECT_UNCONFIRMED;
        if (!cdt_node_get_z(list->kind == CDT_LIST ? list->children[i] : list, "draft"))
            continue;
        found = found || met;
        missed = missed || !met;
    }
    if (!found)
        warn(l, words, "no example shows a text in which the words of %s are found; add - {expect: met, draft: ...}",
             check->id);
    if (!missed)
        warn(l, words,
             "no example shows a text that is like it and in which the words of %s are not found; add - {expect: gap, "
             "draft: ...}",
             check->id);
}

static void lint_check(linter *l, size_t index)
{
    const cdt_check *check = &l->checklist->checks[index];
    const cdt_rules *rules = &l->checklist->rules[index];

    lint_texts(l, check, rules->node);
    if (check->words && cdt_node_get_z(rules->node, "words")->state == CDT_STATED)
        lint_words(l, check, rules->node);
    lint_condition(l, &rules->applies, true);
    for (size_t i = 0; i < check->requirement_count; i++) {
        const cdt_rule *rule = &rules->rules[i];
        lint_condition(l, &rule->when, true);
        lint_condition(l, &rule->that, true);
        for (size_t k = 0; k < rule->piece_count; k++) {
            cdt_condition piece = { rule->otherwise[k].program, rule->that.node };
            lint_condition(l, &piece, false);
        }
        if (!check->requirements[i].otherwise[0])
            warn(l, rule->that.node, "the requirement %s has no message; add `otherwise`", check->requirements[i].id);
    }
}

size_t cdt_checklist_lint(const cdt_checklist *checklist, cdt_diags *diags)
{
    cdt_arena scratch = { 0 };
    linter l = { .checklist = checklist, .diags = diags };

    l.used = CDT_NEW_ARRAY(&scratch, unsigned char, checklist->setting_count);
    for (size_t i = 0; i < checklist->check_count; i++)
        lint_check(&l, i);
    for (size_t i = 0; i < checklist->setting_count; i++)
        if (!l.used[i])
            warn(&l, checklist->setting_schemas.root->properties[i].schema->source, "no condition reads the setting %s",
                 checklist->setting_list[i].name);
    l.count += cdt_words_lint(cdt_checklist_words(checklist), diags);
    cdt_arena_free(&scratch);
    return l.count;
}
