#include "cel/code.h"

#include "cel/functions.h"

_Static_assert(sizeof(cel_value) <= sizeof(cel_cell) && _Alignof(cel_value) <= _Alignof(cel_cell),
               "a literal's value lies in a cell");

typedef struct coder {
    cdt_arena *arena;
    cdt_map *names;
    cel_cell *cells;
} coder;

static uint32_t span_of(const cel_ast *node)
{
    uint32_t span = node->form == CEL_LITERAL ? 2 : 1;

    for (size_t i = 0; i < node->count; i++)
        span += span_of(node->args[i]); /* no deeper than what was parsed */
    return span;
}

static cel_quick quick_of(const cel_ast *call)
{
    if (call->member || call->count != 2)
        return CEL_NOT_QUICK;
    return cdt_str_is(call->name, CDT_STR("=="))   ? CEL_EQUAL
           : cdt_str_is(call->name, CDT_STR("!=")) ? CEL_UNEQUAL
                                                   : CEL_NOT_QUICK;
}

static void set_call(cel_cell *cell, const cel_ast *node)
{
    cell->which = (unsigned char)quick_of(node);
    cell->style = node->member ? CEL_MEMBER : CEL_GLOBAL;
    cell->overloads = node->overloads;
    cell->overload_count = node->overload_count;
}

/* The text of a name, which lies where other code has it. */
static const char *shared(coder *c, cdt_str name)
{
    void **known = c->names ? cdt_map_at(c->names, name) : NULL;

    if (!known)
        return name.at;
    if (!*known)
        *known = cdt_copy_z(c->arena, name);
    return *known;
}

static void set_name(coder *c, cel_cell *cell, const cel_ast *node)
{
    bool dotted = node->form == CEL_SELECT && node->qualified.len;

    cell->name = shared(c, node->name);
    cell->name_len = (uint32_t)node->name.len;
    cell->sign = cdt_key_sign(node->name);
    cell->flags |= dotted ? CEL_CELL_DOTTED : 0;
    cell->flags |= node->form == CEL_IDENT && cel_is_type_name(node->name) ? CEL_CELL_TYPE_NAME : 0;
}

/* Write the code of `node` to cell `at` and on; where it ends. */
static uint32_t put(coder *c, uint32_t at, cel_ast *node)
{
    cel_cell *cell = &c->cells[at];
    uint32_t end = at + (node->form == CEL_LITERAL ? 2 : 1);

    node->cell = at;
    cell->form = (unsigned char)node->form;
    cell->which = (unsigned char)node->macro;
    cell->flags = (node->optional ? CEL_CELL_OPTIONAL : 0) | (node->root ? CEL_CELL_ROOT : 0) |
                  (node->optionals ? CEL_CELL_OPTIONALS : 0);
    cell->count = (uint32_t)node->count;
    cell->slots[0] = (int16_t)node->slots[0];
    cell->slots[1] = (int16_t)node->slots[1];
    cell->ast = node;
    if (node->form == CEL_LITERAL)
        memcpy(cell + 1, &node->literal, sizeof node->literal);
    else if (node->form == CEL_CALL)
        set_call(cell, node);
    else if (node->form == CEL_IDENT || node->form == CEL_SELECT)
        set_name(c, cell, node);
    else if (node->form == CEL_MACRO && node->vars[1].len)
        cell->flags |= CEL_CELL_PAIRS;
    for (size_t i = 0; i < node->count; i++)
        end = put(c, end, (cel_ast *)(uintptr_t)node->args[i]);
    cell->span = end - at;
    return end;
}

const cel_cell *cel_code_make(cdt_arena *arena, cel_ast *root, cdt_map *names, uint32_t *count)
{
    coder c = { arena, names, NULL };

    *count = span_of(root);
    c.cells = CDT_NEW_ARRAY(arena, cel_cell, *count);
    put(&c, 0, root);
    return c.cells;
}
