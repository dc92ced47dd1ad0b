#include "cel/parse.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "cel/literal.h"

/* Nodes being collected; doubles as it grows. */
typedef struct node_list {
    const cel_ast **at;
    size_t count, room;
} node_list;

/* Which items of a literal are optional; `at` is NULL while none is. */
typedef struct flag_list {
    bool *at;
    size_t room;
} flag_list;

static cel_ast *expression(cel_parser *p);

void cel_problem_add(cel_problems *problems, bool syntax, uint32_t from, uint32_t to, const char *message)
{
    if (problems->count < CEL_PROBLEMS_MAX)
        problems->at[problems->count++] = (cel_problem){ syntax, from, to > from ? to : from + 1, message };
}

void cel_parse_fail(cel_parser *p, uint32_t from, uint32_t to, const char *message)
{
    if (!p->failed)
        cel_problem_add(p->problems, true, from, to, message);
    p->failed = true;
    p->lexer.at = (uint32_t)p->source.len;
    p->token = (cel_token){ CEL_T_END, p->lexer.at, p->lexer.at };
}

static void advance(cel_parser *p)
{
    p->last_to = p->token.to;
    p->token = cel_lex(&p->lexer);
    if (p->token.kind == CEL_T_BAD)
        cel_parse_fail(p, p->token.from, p->token.to, p->lexer.message);
}

/* "wanted `)`, saw a name `and`; ..." */
static void fail_wanted(cel_parser *p, const char *wanted)
{
    cdt_str seen = cdt_str_slice(p->source, p->token.from, p->token.to);
    const char *hint = "";

    if (cdt_str_is_z(seen, "and"))
        hint = "; for \"and\", write `&&`";
    else if (cdt_str_is_z(seen, "or"))
        hint = "; for \"or\", write `||`";
    else if (cdt_str_is_z(seen, "not"))
        hint = "; for \"not\", write `!`";
    if (p->token.kind > CEL_T_BAD && p->token.kind <= CEL_T_BYTES)
        cel_parse_fail(
            p, p->token.from, p->token.to,
            cdt_format(p->arena, "wanted %s, saw `%.*s`%s", wanted, CDT_ARGS(cdt_str_slice(seen, 0, 40)), hint));
    else
        cel_parse_fail(p, p->token.from, p->token.to,
                       cdt_format(p->arena, "wanted %s, saw %s", wanted, cel_token_words(p->token.kind)));
}

static bool accept(cel_parser *p, cel_token_kind kind)
{
    if (p->token.kind != kind)
        return false;
    advance(p);
    return true;
}

static bool expect(cel_parser *p, cel_token_kind kind, const char *wanted)
{
    if (accept(p, kind))
        return true;
    fail_wanted(p, wanted);
    return false;
}

static void list_add(cel_parser *p, node_list *list, const cel_ast *node)
{
    if (list->count == list->room) {
        const cel_ast **more = CDT_NEW_ARRAY(p->arena, const cel_ast *, list->room ? list->room * 2 : 4);

        if (list->count)
            memcpy(more, list->at, list->count * sizeof *more);
        list->at = more;
        list->room = list->room ? list->room * 2 : 4;
    }
    list->at[list->count++] = node;
}

/* A node that spans from `from` to the end of the last token. The tree may not be deeper than the parser, so that whatever
 * walks it by recursion is bounded. */
static cel_ast *node_new(cel_parser *p, cel_form form, uint32_t from, const node_list *args)
{
    cel_ast *node = CDT_NEW(p->arena, cel_ast);

    node->form = form;
    node->id = p->nodes++;
    node->from = node->name_from = from;
    node->to = p->last_to > from ? p->last_to : from;
    node->slots[0] = node->slots[1] = CEL_NO_SLOT;
    node->depth = 1;
    if (args) {
        node->args = args->at;
        node->count = args->count;
        for (size_t i = 0; i < args->count; i++)
            if (args->at[i]->depth >= node->depth)
                node->depth = args->at[i]->depth + 1;
    }
    if (node->depth > CDT_MAX_CONDITION_DEPTH)
        cel_parse_fail(p, from, node->to,
                       cdt_format(p->arena, "a condition may be nested %d deep: split it", CDT_MAX_CONDITION_DEPTH));
    return node;
}

static cel_ast *call_new(cel_parser *p, uint32_t from, cdt_str name, uint32_t name_from, const node_list *args)
{
    cel_ast *node = node_new(p, CEL_CALL, from, args);

    node->name = name;
    node->name_from = name_from;
    return node;
}

static cdt_str token_text(const cel_parser *p)
{
    return cdt_str_slice(p->source, p->token.from, p->token.to);
}

/* The rest of a call, after `(`. No comma may trail (langdef: ExprList). */
static void arguments(cel_parser *p, node_list *args)
{
    if (!accept(p, CEL_T_RPAREN)) {
        do
            list_add(p, args, expression(p));
        while (accept(p, CEL_T_COMMA));
        expect(p, CEL_T_RPAREN, "`,` or `)`");
    }
}

static cel_ast *literal(cel_parser *p, bool negative, uint32_t from)
{
    cel_value value;
    const char *message;
    uint32_t bad_from, bad_to;

    if (!cel_literal_read(p->arena, p->source, p->token, negative, &value, &message, &bad_from, &bad_to)) {
        cel_parse_fail(p, bad_from, bad_to, message);
        value = cel_null();
    }
    advance(p);
    cel_ast *node = node_new(p, CEL_LITERAL, from, NULL);
    node->literal = value;
    return node;
}

static cel_ast *constant(cel_parser *p, cel_value value)
{
    uint32_t from = p->token.from;
    cel_ast *node;

    advance(p);
    node = node_new(p, CEL_LITERAL, from, NULL);
    node->literal = value;
    return node;
}

/* `name`, `.name`, or a call of it. */
static cel_ast *name(cel_parser *p)
{
    uint32_t from = p->token.from, name_from;
    bool root = accept(p, CEL_T_DOT);
    cdt_str text = token_text(p);
    cel_ast *node;

    name_from = p->token.from;
    if (p->token.kind == CEL_T_IDENT && cel_is_reserved(text))
        cel_parse_fail(p, p->token.from, p->token.to,
                       cdt_format(p->arena, "`%.*s` is a reserved word and names nothing here", CDT_ARGS(text)));
    if (!expect(p, CEL_T_IDENT, "a name"))
        return node_new(p, CEL_LITERAL, from, NULL);
    if (accept(p, CEL_T_LPAREN)) {
        node_list args = { 0 };

        arguments(p, &args);
        node = call_new(p, from, text, name_from, &args);
        node->root = root;
        return p->failed || root ? node : cel_macro_expand(p, node);
    }
    node = node_new(p, CEL_IDENT, from, NULL);
    node->name = text;
    node->name_from = name_from;
    node->root = root;
    return node;
}

/* Mark item number `at` of a literal as `?e`. */
static void flag_set(cel_parser *p, flag_list *flags, size_t at)
{
    if (at >= flags->room) {
        size_t room = (at + 1) * 2;
        bool *more = CDT_NEW_ARRAY(p->arena, bool, room);

        if (flags->room)
            memcpy(more, flags->at, flags->room * sizeof *more);
        *flags = (flag_list){ more, room };
    }
    flags->at[at] = true;
}

/* Items up to the closing bracket; `pairs` reads `key: value`. */
static cel_ast *collection(cel_parser *p, bool pairs)
{
    uint32_t from = p->token.from;
    cel_token_kind close = pairs ? CEL_T_RBRACE : CEL_T_RBRACKET;
    node_list items = { 0 };
    flag_list flags = { 0 };
    size_t entries = 0;
    cel_ast *node;

    advance(p);
    for (; p->token.kind != close && !p->failed; entries++) {
        if (accept(p, CEL_T_QUESTION))
            flag_set(p, &flags, entries);
        list_add(p, &items, expression(p));
        if (pairs && expect(p, CEL_T_COLON, "`:` between key and value"))
            list_add(p, &items, expression(p));
        if (!accept(p, CEL_T_COMMA)) {
            entries++;
            break;
        }
    }
    expect(p, close, pairs ? "`,` or `}`" : "`,` or `]`");
    node = node_new(p, pairs ? CEL_MAP_LITERAL : CEL_LIST_LITERAL, from, &items);
    if (flags.at) {
        flag_set(p, &flags, entries); /* as many flags as entries */
        node->optionals = flags.at;
    }
    return node;
}

static cel_ast *primary(cel_parser *p)
{
    cel_ast *node;

    switch (p->token.kind) {
    case CEL_T_INT:
    case CEL_T_UINT:
    case CEL_T_DOUBLE:
    case CEL_T_STRING:
    case CEL_T_BYTES: return literal(p, false, p->token.from);
    case CEL_T_TRUE:
    case CEL_T_FALSE: return constant(p, cel_bool(p->token.kind == CEL_T_TRUE));
    case CEL_T_NULL: return constant(p, cel_null());
    case CEL_T_IDENT:
    case CEL_T_DOT: return name(p);
    case CEL_T_LBRACKET: return collection(p, false);
    case CEL_T_LBRACE: return collection(p, true);
    case CEL_T_LPAREN:
        advance(p);
        node = expression(p);
        expect(p, CEL_T_RPAREN, "`)`");
        return node;
    default: fail_wanted(p, "a value, a name or `(`"); return node_new(p, CEL_LITERAL, p->token.from, NULL);
    }
}

/* `.f`, `.?f` or `.f(...)`, after the dot. A field may be a reserved word, but not true, false, null, in. */
static cel_ast *selection(cel_parser *p, cel_ast *operand, uint32_t from)
{
    bool optional = accept(p, CEL_T_QUESTION), quoted = p->token.kind == CEL_T_QUOTED;
    uint32_t name_from = p->token.from;
    cdt_str text = token_text(p);
    node_list args = { 0 };
    cel_ast *node;

    if (quoted)
        advance(p);
    else if (!expect(p, CEL_T_IDENT, "a field name"))
        return operand;
    list_add(p, &args, operand);
    if (!optional && !quoted && accept(p, CEL_T_LPAREN)) {
        arguments(p, &args);
        node = call_new(p, from, text, name_from, &args);
        node->member = true;
        return p->failed ? node : cel_macro_expand(p, node);
    }
    node = node_new(p, CEL_SELECT, from, &args);
    node->name = quoted ? cdt_str_slice(text, 1, text.len - 1) : text;
    node->name_from = name_from;
    node->optional = optional;
    return node;
}

static cel_ast *member(cel_parser *p, cel_ast *node, uint32_t from)
{
    for (;;) {
        if (accept(p, CEL_T_DOT)) {
            node = selection(p, node, from);
        } else if (accept(p, CEL_T_LBRACKET)) {
            bool optional = accept(p, CEL_T_QUESTION);
            node_list args = { 0 };

            list_add(p, &args, node);
            list_add(p, &args, expression(p));
            expect(p, CEL_T_RBRACKET, "`]`");
            node = node_new(p, CEL_INDEX, from, &args);
            node->optional = optional;
        } else if (p->token.kind == CEL_T_LBRACE && (node->form == CEL_IDENT || node->form == CEL_SELECT)) {
            cel_parse_fail(p, p->token.from, p->token.to,
                           "messages (`Name{...}`) are not part of this language: a map is written {\"key\": value}");
        } else {
            return node;
        }
    }
}

/* `!` and `-`, any number of one of them; the last minus before a number belongs to the number, so that the least integer
 * can be written (langdef, "Numeric Values"). */
static cel_ast *unary(cel_parser *p)
{
    cel_token_kind kind = p->token.kind;
    uint32_t from = p->token.from, first = from;
    size_t count = 0;
    cel_ast *node;

    if (kind != CEL_T_NOT && kind != CEL_T_MINUS)
        return member(p, primary(p), from);
    while (p->token.kind == kind) {
        from = p->token.from;
        if (++count > CDT_MAX_CONDITION_DEPTH) {
            cel_parse_fail(p, first, p->token.to, "too many signs in a row");
            break;
        }
        advance(p);
    }
    if (kind == CEL_T_MINUS && p->token.kind >= CEL_T_INT && p->token.kind <= CEL_T_DOUBLE &&
        p->token.kind != CEL_T_UINT) {
        node = member(p, literal(p, true, from), from);
        count--;
    } else {
        uint32_t operand = p->token.from;

        node = member(p, primary(p), operand);
    }
    while (count-- > 0) {
        node_list args = { 0 };

        list_add(p, &args, node);
        node = kind == CEL_T_NOT ? node_new(p, CEL_NOT, first, &args) : call_new(p, first, CDT_STR("-"), first, &args);
    }
    return node;
}

/* Binding strength of binary operators; 0: the token is none (langdef, "Syntax"). */
static int strength(cel_token_kind kind)
{
    switch (kind) {
    case CEL_T_OR: return 1;
    case CEL_T_AND: return 2;
    case CEL_T_EQ:
    case CEL_T_NE:
    case CEL_T_LT:
    case CEL_T_LE:
    case CEL_T_GT:
    case CEL_T_GE:
    case CEL_T_IN: return 3;
    case CEL_T_PLUS:
    case CEL_T_MINUS: return 4;
    case CEL_T_STAR:
    case CEL_T_SLASH:
    case CEL_T_PERCENT: return 5;
    default: return 0;
    }
}

/* All operands of a chain of one of `&&` and `||`; they bind what is stronger. */
static cel_ast *chain(cel_parser *p, cel_ast *first, uint32_t from, int level, cel_ast *(*operand)(cel_parser *, int))
{
    cel_token_kind kind = p->token.kind;
    uint32_t name_from = p->token.from;
    node_list args = { 0 };
    cel_ast *node;

    list_add(p, &args, first);
    while (accept(p, kind))
        list_add(p, &args, operand(p, level + 1));
    node = node_new(p, kind == CEL_T_AND ? CEL_AND : CEL_OR, from, &args);
    node->name_from = name_from;
    return node;
}

static cel_ast *binary(cel_parser *p, int least)
{
    uint32_t from = p->token.from;
    cel_ast *left = unary(p);

    for (;;) {
        cel_token op = p->token;
        int level = strength(op.kind);
        node_list args = { 0 };

        if (level == 0 || level < least)
            return left;
        if (op.kind == CEL_T_AND || op.kind == CEL_T_OR) {
            left = chain(p, left, from, level, binary);
            continue;
        }
        advance(p);
        list_add(p, &args, left);
        list_add(p, &args, binary(p, level + 1));
        left = call_new(p, from, cdt_str_slice(p->source, op.from, op.to), op.from, &args);
    }
}

static cel_ast *expression(cel_parser *p)
{
    uint32_t from = p->token.from;
    cel_ast *node;

    if (++p->level > CDT_MAX_CONDITION_DEPTH) {
        cel_parse_fail(p, p->token.from, p->token.to,
                       cdt_format(p->arena, "a condition may be nested %d deep: split it", CDT_MAX_CONDITION_DEPTH));
        p->level--;
        return node_new(p, CEL_LITERAL, from, NULL);
    }
    node = binary(p, 1);
    if (p->token.kind == CEL_T_QUESTION) {
        node_list args = { 0 };

        advance(p);
        list_add(p, &args, node);
        list_add(p, &args, binary(p, 1));
        expect(p, CEL_T_COLON, "`:` and what holds otherwise");
        list_add(p, &args, expression(p));
        node = node_new(p, CEL_CONDITIONAL, from, &args);
    }
    p->level--;
    return node;
}

/* The limits on the text as a whole. */
static bool source_fits(cel_parser *p)
{
    size_t bad = cdt_utf8_valid(p->source);

    if (p->source.len > 4 * (size_t)CDT_MAX_CONDITION_SOURCE || cdt_utf8_count(p->source) > CDT_MAX_CONDITION_SOURCE)
        cel_parse_fail(p, 0, 1,
                       cdt_format(p->arena, "a condition has %d characters at most", CDT_MAX_CONDITION_SOURCE));
    else if (bad < p->source.len)
        cel_parse_fail(p, (uint32_t)bad, (uint32_t)bad + 1, "this byte is not UTF-8 text");
    return !p->failed;
}

cel_ast *cel_parse(cel_parser *p)
{
    cel_ast *node;

    if (!source_fits(p))
        return NULL;
    p->lexer.source = p->source;
    advance(p);
    if (p->token.kind == CEL_T_END && !p->failed) {
        cel_parse_fail(p, 0, 0, "the condition is empty: write `true` if it always holds");
        return NULL;
    }
    node = expression(p);
    if (p->token.kind != CEL_T_END)
        fail_wanted(p, "an operator or the end of the condition");
    return p->failed ? NULL : node;
}
