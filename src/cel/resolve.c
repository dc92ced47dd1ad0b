#include "cel/resolve.h"

#include "base/buf.h"
#include "cel/functions.h"
#include "cel/parse.h"
#include "cel/pattern.h"

/* A variable of a macro around. */
typedef struct local {
    cdt_str name;
    int slot;
    const struct local *outer;
} local;

typedef struct resolver {
    cdt_arena *arena;
    cdt_str source;
    const cel_options *options;
    cel_problems *problems;
    int slots; /* most at once */
} resolver;

static const local *find_local(const local *scope, cdt_str name)
{
    while (scope && !cdt_str_is(scope->name, name))
        scope = scope->outer;
    return scope;
}

/* The name that a select on plain names spells ("a.b.c"), unless a variable of a macro begins it; empty otherwise. */
static cdt_str dotted_name(resolver *r, const cel_ast *node, const local *scope)
{
    cdt_buf buf = { .limit = 240 };
    const cel_ast *parts[32];
    size_t count = 0;
    cdt_str name = { 0 };

    for (; node->form == CEL_SELECT && !node->optional && count < 31; node = node->args[0])
        parts[count++] = node;
    if (node->form != CEL_IDENT || (!node->root && find_local(scope, node->name)))
        return name;
    parts[count] = node;
    for (size_t i = count + 1; i-- > 0;) {
        cdt_buf_put(&buf, parts[i]->name);
        if (i > 0)
            cdt_buf_char(&buf, '.');
    }
    if (!buf.full)
        name = cdt_buf_take(&buf, r->arena);
    cdt_buf_free(&buf);
    return name;
}

/* math.abs(x) is parsed as a method of `math`; it is a function with a longer name. */
static void take_namespace(resolver *r, cel_ast *call, const local *scope)
{
    cdt_str space = dotted_name(r, call->args[0], scope);
    const char *name;
    uint32_t count;

    if (space.len == 0 || !cel_is_namespace(space))
        return;
    name = cdt_format(r->arena, "%.*s.%.*s", CDT_ARGS(space), CDT_ARGS(call->name));
    if (!cel_functions_find(cdt_str_z(name), &count))
        return;
    call->name = cdt_str_z(name);
    call->member = false;
    call->args++;
    call->count--;
}

/* Where byte `at` of a literal's text stands in the source; the whole literal when it has escapes. */
static void literal_span(const resolver *r, const cel_ast *literal, size_t at, uint32_t *from, uint32_t *to)
{
    cdt_str text = literal->literal.text;
    size_t start = cdt_str_find(cdt_str_slice(r->source, literal->from, literal->to), text, 0);

    *from = literal->from;
    *to = literal->to;
    if (start == (size_t)-1 || text.len == 0)
        return;
    *from = literal->from + (uint32_t)(start + (at < text.len ? at : text.len - 1));
    *to = *from + 1;
}

/* Literal patterns are compiled once, with the condition. */
static void take_pattern(resolver *r, cel_ast *call)
{
    const cel_ast *literal = call->count > 1 ? call->args[1] : NULL;
    cel_pattern_report report;
    uint32_t from, to;

    for (const cel_function *row = cel_functions_pattern; literal && row->name; row++) {
        if (!cdt_str_is_z(call->name, row->name) || literal->form != CEL_LITERAL || literal->literal.kind != CEL_STRING)
            continue;
        call->pattern = cel_pattern_compile(r->arena, literal->literal.text, &report);
        if (!call->pattern && r->options->env) {
            literal_span(r, literal, report.at, &from, &to);
            cel_problem_add(r->problems, false, from, to, cdt_format(r->arena, "bad pattern: %s", report.message));
        }
        return;
    }
}

static void resolve(resolver *r, cel_ast *node, const local *scope, int depth);

static void resolve_args(resolver *r, cel_ast *node, size_t from, const local *scope, int depth)
{
    for (size_t i = from; i < node->count; i++)
        resolve(r, (cel_ast *)node->args[i], scope, depth);
}

/* The range is outside of what the variables can see. */
static void resolve_macro(resolver *r, cel_ast *node, const local *scope, int depth)
{
    local inner[2];
    int count = node->vars[1].len ? 2 : 1;

    resolve(r, (cel_ast *)node->args[0], scope, depth);
    for (int i = 0; i < count; i++) {
        inner[i] = (local){ node->vars[i], depth + i, i ? &inner[0] : scope };
        node->slots[i] = depth + i;
    }
    if (depth + count > r->slots)
        r->slots = depth + count;
    resolve_args(r, node, 1, &inner[count - 1], depth + count);
}

static void resolve(resolver *r, cel_ast *node, const local *scope, int depth)
{
    const local *found;

    switch (node->form) {
    case CEL_IDENT:
        found = node->root ? NULL : find_local(scope, node->name);
        if (found)
            node->slots[0] = found->slot;
        return;
    case CEL_SELECT:
        node->qualified = dotted_name(r, node, scope);
        if (node->qualified.len) {
            const cel_ast *first = node;

            while (first->form == CEL_SELECT)
                first = first->args[0];
            node->root = first->root;
        }
        if (!r->options->qualified && !cdt_str_starts(node->qualified, CDT_STR("google.protobuf.")))
            node->qualified = (cdt_str){ 0 };
        break;
    case CEL_CALL:
        if (node->member)
            take_namespace(r, node, scope);
        node->overloads = cel_functions_find(node->name, &node->overload_count);
        take_pattern(r, node);
        break;
    case CEL_MACRO: resolve_macro(r, node, scope, depth); return;
    default: break;
    }
    resolve_args(r, node, 0, scope, depth);
}

int cel_resolve(cdt_arena *arena, cel_ast *root, cdt_str source, const cel_options *options, cel_problems *problems)
{
    resolver r = { arena, source, options, problems, 0 };

    resolve(&r, root, NULL, 0);
    return r.slots;
}
