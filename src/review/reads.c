#include "review/reads.h"

#include "agreement/library.h"
#include "checklist/checklist.h"

/* A type stands for one schema, so the type that a selection leads to says which fact is read. */
static void mark(cdt_reads *reads, const cel_type *type)
{
    const cdt_types *types = &reads->library->types;

    for (size_t i = 0; type && i < types->schemas->count; i++)
        if (types->by_number[i] == type)
            reads->read[i] = true;
}

static const cel_type *field_of(const cel_type *type, cdt_str name)
{
    if (type && type->kind == CEL_LIST && type->single)
        type = type->item;
    return type && type->kind == CEL_OBJECT ? type->table->field(type->object, name) : NULL;
}

static bool visit(const cel_ast *node, void *context)
{
    cdt_reads *reads = context;

    if (node->form == CEL_SELECT && node->count)
        mark(reads, field_of(node->args[0]->type, node->name));
    else if (node->form == CEL_IDENT && node->slots[0] == CEL_NO_SLOT)
        mark(reads, field_of(reads->library->root, node->name));
    return true;
}

static void read_program(cdt_reads *reads, const cel_program *program)
{
    if (program)
        cel_ast_walk(program->root, visit, reads);
}

static void read_rule(cdt_reads *reads, const cdt_rule *rule)
{
    read_program(reads, rule->when.program);
    read_program(reads, rule->that.program);
    read_program(reads, rule->only_before.program);
    for (size_t i = 0; i < rule->piece_count; i++)
        read_program(reads, rule->otherwise[i].program);
}

cdt_reads cdt_reads_of(const cdt_checklist *const *lists, size_t count, cdt_arena *arena)
{
    cdt_reads reads = { .library = lists[0]->library };

    reads.read = CDT_NEW_ARRAY(arena, bool, reads.library->agreement.count + 1);
    for (size_t i = 0; i < count; i++)
        for (size_t c = 0; c < lists[i]->check_count; c++) {
            read_program(&reads, lists[i]->rules[c].applies.program);
            for (size_t r = 0; r < lists[i]->checks[c].requirement_count; r++)
                read_rule(&reads, &lists[i]->rules[c].rules[r]);
        }
    return reads;
}

bool cdt_reads_has(const cdt_reads *reads, const cdt_schema *schema)
{
    return reads->read[schema->number];
}
