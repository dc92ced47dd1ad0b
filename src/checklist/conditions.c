/* conditions.c - compiling what a checklist says: conditions against the schema of agreements, messages piece by piece. */
#include "base/limits.h"
#include "checklist/checklist.h"
#include "checklist/draft_type.h"

typedef struct compiler {
    cdt_checklist *checklist;
    cdt_diags *diags;
    cel_env env;
    cel_variable variables[CDT_GLOBALS + CDT_MAX_CONDITION_LOOPS];
    cdt_map names; /* of all conditions */
    size_t errors;
} compiler;

static const cdt_str stages[] = { { "draft", 5 }, { "final", 5 } };
static const cel_type stage_type = { .kind = CEL_STRING, .words = stages, .word_count = 2 };

void cdt_condition_env(const cdt_library *library, const cdt_checklist *checklist, cel_variable room[CDT_GLOBALS],
                       cel_env *env)
{
    room[0] = (cel_variable){ CDT_STR("settings"), checklist ? checklist->setting_root : &cel_type_dyn };
    room[1] = (cel_variable){ CDT_STR("today"), &cel_type_timestamp };
    room[2] = (cel_variable){ CDT_STR("stage"), &stage_type };
    room[3] = (cel_variable){ CDT_STR("draft"), &cdt_draft_type };
    *env = (cel_env){ .variables = room, .variable_count = CDT_GLOBALS, .root = library->root };
}

/* Compile `source`, which begins at byte `offset` of the scalar. */
static const cel_program *compile(compiler *c, const cdt_node *scalar, cdt_str source, size_t offset,
                                  const cel_type *result)
{
    cel_problems problems = { .count = 0 };
    cel_options options = { .env = &c->env, .names = &c->names };
    const cel_program *program;

    c->env.result = result;
    program = cel_compile(&c->checklist->arena, source, &options, &problems);
    for (size_t i = 0; i < problems.count; i++) {
        const cel_problem *problem = &problems.at[i];
        cdt_place_problem(
            &c->checklist->document, c->diags, problem->syntax ? CDT_CEL_SYNTAX : CDT_CEL_TYPE,
            cdt_condition_place(c->checklist, scalar, (uint32_t)offset + problem->from, (uint32_t)offset + problem->to),
            "%s", problem->message);
    }
    c->errors += problems.count;
    return problems.count ? NULL : program;
}

/* The condition under `key`. `example` says what one that is empty could be; NULL: the key is required, and the schema has
 * told already that it is empty. */
static cdt_condition condition(compiler *c, const cdt_node *map, const char *key, const cel_type *result,
                               const char *example)
{
    const cdt_node *node = cdt_node_get_z(map, key);

    if (!node || node->kind != CDT_SCALAR)
        return (cdt_condition){ NULL, NULL };
    if (node->state == CDT_STATED)
        return (cdt_condition){ compile(c, node, node->text, 0, result), node };
    c->errors++;
    if (example)
        cdt_place_problem(
            &c->checklist->document, c->diags, CDT_BAD_CHECKLIST, cdt_node_key_place(&c->checklist->document, node),
            "the condition of `%s` is empty; write one, such as %s: %s, or take the key out", key, key, example);
    return (cdt_condition){ NULL, node };
}

/* The byte behind the expression that begins at `from`: its closing brace, past braces and quotations inside. */
static size_t expression_end(cdt_str text, size_t from)
{
    unsigned depth = 0;
    char quote = '\0';

    for (size_t i = from; i < text.len; i++) {
        char ch = text.at[i];
        if (quote) {
            if (ch == '\\')
                i++;
            else if (ch == quote)
                quote = '\0';
        } else if (ch == '"' || ch == '\'') {
            quote = ch;
        } else if (ch == '{') {
            depth++;
        } else if (ch == '}' && depth-- == 0) {
            return i;
        }
    }
    return text.len;
}

/* Split a message into text and expressions: "{n.period} is short". */
static void read_message(compiler *c, const cdt_node *node, cdt_rule *rule)
{
    cdt_str text = cdt_str_trim(node->text);
    size_t offset = (size_t)(text.at - node->text.at), at = 0;
    cdt_piece *pieces;

    for (size_t i = 0; i < text.len; i++)
        rule->piece_count += text.at[i] == '{';
    pieces = CDT_NEW_ARRAY(&c->checklist->arena, cdt_piece, rule->piece_count * 2 + 1);
    rule->otherwise = pieces;
    rule->piece_count = 0;
    while (at < text.len) {
        size_t open = cdt_str_find(text, CDT_STR("{"), at), end;
        if (open > text.len)
            open = text.len;
        if (open > at)
            pieces[rule->piece_count++] = (cdt_piece){ cdt_str_slice(text, at, open), NULL };
        if (open >= text.len)
            break;
        end = expression_end(text, open + 1);
        if (end >= text.len) {
            c->errors++;
            cdt_place_problem(
                &c->checklist->document, c->diags, CDT_CEL_SYNTAX,
                cdt_condition_place(c->checklist, node, (uint32_t)(offset + open), (uint32_t)(offset + open + 1)),
                "the brace that opens here is never closed; a message holds values as {exit.notice}");
            break;
        }
        pieces[rule->piece_count++] =
            (cdt_piece){ cdt_str_slice(text, open + 1, end),
                         compile(c, node, cdt_str_slice(text, open + 1, end), offset + open + 1, NULL) };
        at = end + 1;
    }
}

/* The variables of the nest of all() around the innermost predicate may stand in the message. */
static void add_locals(compiler *c, const cel_program *that)
{
    const cel_ast *nest[CDT_MAX_CONDITION_LOOPS];
    size_t count = cel_all_nest(that->root, nest, CDT_MAX_CONDITION_LOOPS);

    c->env.variable_count = CDT_GLOBALS;
    for (size_t i = 0; i < count; i++)
        c->variables[c->env.variable_count++] =
            (cel_variable){ nest[i]->vars[0], nest[i]->var_types[0] ? nest[i]->var_types[0] : &cel_type_dyn };
}

static void compile_rule(compiler *c, const cdt_node *node, cdt_rule *rule)
{
    const cdt_node *message = cdt_node_get_z(node, "otherwise");

    rule->when = condition(c, node, "when", &cel_type_bool, "size(parties) >= 2");
    rule->that = condition(c, node, "that", &cel_type_bool, NULL);
    rule->only_before = condition(c, node, "only_before", &cel_type_timestamp, "agreement.start");
    if (!message || message->kind != CDT_SCALAR || message->state != CDT_STATED || !rule->that.program)
        return;
    add_locals(c, rule->that.program);
    read_message(c, message, rule);
    c->env.variable_count = CDT_GLOBALS;
}

static bool reads_draft(const cdt_rules *rules, size_t count)
{
    cdt_str draft = CDT_STR("draft");

    if (rules->applies.program && cel_reads(rules->applies.program, draft))
        return true;
    for (size_t i = 0; i < count; i++)
        if ((rules->rules[i].that.program && cel_reads(rules->rules[i].that.program, draft)) ||
            (rules->rules[i].when.program && cel_reads(rules->rules[i].when.program, draft)))
            return true;
    return false;
}

bool cdt_conditions_compile(cdt_checklist *checklist, cdt_diags *diags)
{
    compiler c = { .checklist = checklist, .diags = diags };

    cdt_condition_env(checklist->library, checklist, c.variables, &c.env);
    for (size_t i = 0; i < checklist->check_count; i++) {
        cdt_rules *rules = (cdt_rules *)(uintptr_t)&checklist->rules[i]; /* ours, while we read */
        const cdt_node *list = cdt_node_get_z(rules->node, "require");
        size_t count = checklist->checks[i].requirement_count;
        cdt_rule *compiled = CDT_NEW_ARRAY(&checklist->arena, cdt_rule, count);
        rules->rules = compiled;
        rules->applies = condition(&c, rules->node, "applies", &cel_type_bool, "size(parties) >= 2");
        for (size_t k = 0; k < count; k++)
            compile_rule(&c, list->kind == CDT_LIST ? list->children[k] : list, &compiled[k]);
        rules->reads_draft = reads_draft(rules, count);
    }
    cdt_map_free(&c.names);
    return c.errors == 0;
}
