#include "cel/program.h"

#include "cel/parse.h"
#include "cel/resolve.h"
#include "cel/typecheck.h"

const cel_program *cel_compile(cdt_arena *arena, cdt_str source, const cel_options *options, cel_problems *problems)
{
    static const cel_options none;
    cel_program *program = CDT_NEW(arena, cel_program);
    cel_parser parser = { .arena = arena, .source = cdt_copy(arena, source), .problems = problems };
    size_t before = problems->count;
    cel_ast *root = cel_parse(&parser);

    if (!root)
        return NULL;
    if (!options)
        options = &none;
    program->source = parser.source;
    program->root = root;
    program->node_count = parser.nodes;
    program->container = cdt_copy(arena, options->container);
    program->qualified = options->qualified;
    program->slot_count = cel_resolve(arena, root, program->source, options, problems);
    if (options->env)
        program->type = cel_typecheck(arena, root, program->source, options, problems);
    if (problems->count != before)
        return NULL;
    program->code = cel_code_make(arena, root, options->names, &program->cell_count);
    return program;
}

cdt_str cel_node_text(const cel_program *program, const cel_ast *node)
{
    return cdt_str_slice(program->source, node->from, node->to);
}

void cel_ast_walk(const cel_ast *node, bool (*visit)(const cel_ast *node, void *context), void *context)
{
    if (!visit(node, context))
        return;
    for (size_t i = 0; i < node->count; i++)
        cel_ast_walk(node->args[i], visit, context);
}

/* Who asks for paths. */
typedef struct path_visit {
    void (*visit)(cdt_str path, const cel_ast *node, void *context);
    void *context;
} path_visit;

/* "a.b.c" of a select on plain names into `text`; its length, or 0 where it is something else. */
static size_t path_of(const cel_ast *node, char *text, size_t room)
{
    size_t count = 0, all = 0, len;
    const cel_ast *first = node;

    for (; first->form == CEL_SELECT && count < 63; first = first->args[0], count++)
        all += first->name.len + 1;
    if (first->form != CEL_IDENT || first->slots[0] != CEL_NO_SLOT)
        return 0;
    all += first->name.len;
    for (; all > room && node != first; node = node->args[0]) /* what has no room is left out */
        all -= node->name.len + 1;
    if (all > room)
        return 0;
    for (len = all; node != first; node = node->args[0]) { /* from behind */
        len -= node->name.len;
        memcpy(text + len, node->name.at, node->name.len);
        text[--len] = '.';
    }
    memcpy(text, first->name.at, len);
    return all;
}

static size_t visit_path_at(const cel_ast *node, const path_visit *to)
{
    char text[512];
    size_t len = path_of(node, text, sizeof text);

    if (len > 0)
        to->visit((cdt_str){ text, len }, node, to->context);
    return len;
}

static bool visit_path(const cel_ast *node, void *context)
{
    return (node->form != CEL_SELECT && node->form != CEL_IDENT) || visit_path_at(node, context) == 0;
}

void cel_each_path(const cel_program *program, void (*visit)(cdt_str path, const cel_ast *node, void *context),
                   void *context)
{
    path_visit to = { visit, context };

    cel_ast_walk(program->root, visit_path, &to);
}

/* A question whether a path is read. */
typedef struct path_question {
    cdt_str path;
    bool read;
} path_question;

/* Is `inner` the same as `outer`, or below it? */
static bool is_below(cdt_str inner, cdt_str outer)
{
    return cdt_str_starts(inner, outer) && (inner.len == outer.len || inner.at[outer.len] == '.');
}

static void ask_path(cdt_str path, const cel_ast *node, void *context)
{
    path_question *question = context;

    (void)node;
    question->read |= is_below(path, question->path) || is_below(question->path, path);
}

bool cel_reads(const cel_program *program, cdt_str path)
{
    path_question question = { path, false };

    cel_each_path(program, ask_path, &question);
    return question.read;
}

size_t cel_all_nest(const cel_ast *node, const cel_ast **nest, size_t room)
{
    size_t count = 0;

    while (count < room && node->form == CEL_MACRO && node->macro == CEL_ALL && node->vars[1].len == 0) {
        nest[count++] = node;
        node = node->args[1];
    }
    return count;
}
