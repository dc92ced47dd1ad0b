/* Calls and operators against the table of functions; comparisons that can never hold; literals that do not parse. */
#include <stdio.h>

#include "cel/checker.h"
#include "cel/functions.h"
#include "cel/parse.h"
#include "cel/time.h"

/* The result of the overloads that fit so far. */
typedef struct pick {
    size_t fitting;
    const cel_type *result;
} pick;

/* Does a row take these arguments? Fills parameters; the caller undoes that. */
static bool row_fits(cel_checker *c, const cel_ast *call, const cel_type *const *params, size_t count,
                     const cel_type *result, const cel_type **out)
{
    cel_fresh fresh = { .count = 0 };

    for (size_t i = 0; i < call->count; i++) {
        const cel_type *param = cel_type_fresh(&c->unifier, &fresh, params[i < count ? i : count - 1]);

        if (!cel_type_fits(&c->unifier, call->args[i]->type, param))
            return false;
    }
    *out = cel_type_fresh(&c->unifier, &fresh, result);
    return true;
}

static bool count_fits(const cel_function *row, const cel_ast *call)
{
    unsigned style = call->member ? CEL_MEMBER : CEL_GLOBAL;

    return (row->style & style) && (row->count == call->count || ((row->style & CEL_MANY) && call->count > row->count));
}

/* Several overloads may fit where something may be anything; if they do not agree the result may be anything too. */
static void consider(cel_checker *c, pick *picked, const cel_type *result)
{
    result = cel_type_final(c->arena, result);
    if (picked->fitting++ == 0)
        picked->result = result;
    else if (!cel_type_same(picked->result, result))
        picked->result = &cel_type_dyn;
}

static const cel_type *pick_row(cel_checker *c, const cel_ast *call)
{
    size_t mark = c->unifier.count;
    const cel_function *only = NULL;
    const cel_function *rows = cel_overloads(call);
    pick picked = { 0, NULL };
    const cel_type *result;

    for (size_t i = 0; i < call->overload_count; i++) {
        const cel_function *row = &rows[i];

        if (count_fits(row, call) && row_fits(c, call, row->params, row->count, row->result, &result)) {
            consider(c, &picked, result);
            only = row;
        }
        cel_type_undo(&c->unifier, mark);
    }
    if (picked.fitting == 1 && row_fits(c, call, only->params, only->count, only->result, &result))
        return result;
    return picked.result;
}

static const cel_type *pick_declaration(cel_checker *c, const cel_ast *call)
{
    const cel_env *env = c->options->env;
    const cel_type *result;
    size_t mark = c->unifier.count;

    for (size_t i = 0; i < env->declaration_count; i++) {
        const cel_declaration *declared = &env->declarations[i];

        if (!cdt_str_is(declared->name, call->name) || declared->member != call->member)
            continue;
        if (declared->param_count == call->count &&
            row_fits(c, call, declared->params, declared->param_count, declared->result, &result))
            return result;
        cel_type_undo(&c->unifier, mark);
    }
    return NULL;
}

bool cel_call_is_known(const cel_checker *c, const cel_ast *call)
{
    const cel_env *env = c->options->env;

    for (size_t i = 0; i < env->declaration_count; i++)
        if (cdt_str_is(env->declarations[i].name, call->name))
            return true;
    return call->overloads != 0;
}

const cel_type *cel_unknown_function(cel_checker *c, const cel_ast *call)
{
    cdt_nearest nearest = { .word = call->name };
    const char *usage = cel_macro_usage(call->name), *name;

    if (usage)
        return cel_check_fail_name(c, call, "`%.*s` is written %s", CDT_ARGS(call->name), usage);
    if (call->member && call->args[0]->form == CEL_IDENT && cel_is_namespace(call->args[0]->name))
        nearest.word =
            cdt_str_z(cdt_format(c->arena, "%.*s.%.*s", CDT_ARGS(call->args[0]->name), CDT_ARGS(call->name)));
    for (size_t i = 0; (name = cel_functions_name(i)); i++)
        cdt_nearest_try(&nearest, cdt_str_z(name));
    for (size_t i = 0; (name = cel_macro_name(i)); i++)
        cdt_nearest_try(&nearest, cdt_str_z(name));
    return cel_check_fail_name(c, call, "there is no function `%.*s`%s", CDT_ARGS(nearest.word),
                               cel_did_you_mean(c, &nearest));
}

/* The name is known, but not with so many arguments, or not written that way. */
static const cel_type *wrong_count(cel_checker *c, const cel_ast *call)
{
    const cel_function *row = cel_overloads(call);
    size_t receiver = row->style & CEL_GLOBAL ? 0 : 1, wanted = row->count - receiver;
    const char *plural = wanted == 1 ? "" : "s";

    if (call->member && !(row->style & CEL_MEMBER))
        return cel_check_fail_name(c, call, "`%.*s` is written %.*s(...), with all it needs in the brackets",
                                   CDT_ARGS(call->name), CDT_ARGS(call->name));
    if (!call->member && !(row->style & CEL_GLOBAL))
        return cel_check_fail_name(c, call, "`%.*s` is written after what it works on: thing.%.*s(...)",
                                   CDT_ARGS(call->name), CDT_ARGS(call->name));
    if (call->member && (row->style & CEL_GLOBAL))
        return cel_check_fail_name(c, call, "`%.*s` takes %zu argument%s with what stands before the dot; here are %zu",
                                   CDT_ARGS(call->name), wanted, plural, call->count);
    return cel_check_fail_name(c, call, "`%.*s` takes %zu argument%s; here are %zu", CDT_ARGS(call->name), wanted,
                               plural, call->count - receiver);
}

static bool is_kind(const cel_type *type, cel_kind kind)
{
    type = cel_type_bound(type);
    return type->kind == kind || (type->kind == CEL_LIST && type->single && is_kind(type->item, kind));
}

/* One of the two arguments is of kind `a`, the other of kind `b`. */
static bool between(const cel_ast *call, cel_kind a, cel_kind b)
{
    const cel_type *x = call->args[0]->type, *y = call->args[1]->type;

    return (is_kind(x, a) && is_kind(y, b)) || (is_kind(x, b) && is_kind(y, a));
}

/* What to do instead, for the usual mistakes. */
static const char *hint(const cel_ast *call)
{
    if (call->count != 2)
        return "";
    if (between(call, CEL_TIMESTAMP, CEL_STRING))
        return ": a date is written date(\"2026-04-01\")";
    if (between(call, CEL_PERIOD, CEL_STRING))
        return ": a period is written period(\"12 months\")";
    if (between(call, CEL_PERIOD, CEL_INT) || between(call, CEL_PERIOD, CEL_DOUBLE) ||
        between(call, CEL_PERIOD, CEL_DECIMAL))
        return ": months(...) makes a number of a period";
    if (between(call, CEL_TIMESTAMP, CEL_INT))
        return ": addMonths(date, n) and date + period(\"30 days\") count from a date";
    if (between(call, CEL_NULL, CEL_STRING) || is_kind(call->args[1]->type, CEL_NULL))
        return ": whether a fact is stated is asked by has(thing.field)";
    if (between(call, CEL_OPTIONAL, CEL_STRING) || is_kind(call->args[0]->type, CEL_OPTIONAL))
        return ": .orValue(...) takes a value out of an optional one";
    if (cdt_str_is_z(call->name, "+") &&
        (is_kind(call->args[0]->type, CEL_STRING) || is_kind(call->args[1]->type, CEL_STRING)))
        return ": string(...) makes text of a value";
    return "";
}

static const cel_type *no_row_fits(cel_checker *c, const cel_ast *call)
{
    const char *first = call->count > 0 ? cel_words(c, call->args[0]->type) : "";
    bool any = false;

    for (size_t i = 0; i < call->overload_count; i++)
        any |= count_fits(&cel_overloads(call)[i], call);
    if (!any)
        return wrong_count(c, call);
    if (call->count == 1)
        return cel_check_fail(c, call->args[0], "`%.*s` does not work on %s", CDT_ARGS(call->name), first);
    if (call->count == 2)
        return cel_check_fail_name(c, call, "`%.*s` does not work on %s and %s%s", CDT_ARGS(call->name), first,
                                   cel_words(c, call->args[1]->type), hint(call));
    return cel_check_fail_name(c, call, "`%.*s` does not work on such arguments (the first is %s)",
                               CDT_ARGS(call->name), first);
}

/* The vocabulary behind a type: of the text itself, or of the items of a list. */
static const cel_type *vocabulary(const cel_type *type)
{
    type = cel_type_bound(type);
    while (type->kind == CEL_LIST || type->kind == CEL_OPTIONAL)
        type = cel_type_bound(type->item);
    return type->kind == CEL_STRING && type->words && !type->more_words ? type : NULL;
}

/* A text that is compared with a vocabulary must be one of its words. */
static void check_word(cel_checker *c, const cel_ast *node, const cel_type *words)
{
    cdt_nearest nearest = { .word = node->literal.text };

    if (node->form != CEL_LITERAL || node->literal.kind != CEL_STRING)
        return;
    for (size_t i = 0; i < words->word_count; i++) {
        if (cdt_str_is(words->words[i], node->literal.text))
            return;
        cdt_nearest_try(&nearest, words->words[i]);
    }
    if (nearest.best.len == 0 && words->word_count <= 8) {
        const char *list = "";

        for (size_t i = 0; i < words->word_count; i++)
            list = cdt_format(c->arena, "%s%s%.*s", list, i ? ", " : "", CDT_ARGS(words->words[i]));
        cel_check_fail(c, node, "this never holds: \"%.*s\" is not one of the words (%s)", CDT_ARGS(node->literal.text),
                       list);
        return;
    }
    cel_check_fail(c, node, "this never holds: \"%.*s\" is not one of the words%s", CDT_ARGS(node->literal.text),
                   cel_did_you_mean(c, &nearest));
}

/* The literals on one side against the vocabulary of the other. */
static void check_words(cel_checker *c, const cel_ast *literals, const cel_ast *other)
{
    const cel_type *words = vocabulary(other->type);

    if (!words)
        return;
    check_word(c, literals, words);
    for (size_t i = 0; literals->form == CEL_LIST_LITERAL && i < literals->count; i++)
        check_word(c, literals->args[i], words);
}

static void check_equality(cel_checker *c, const cel_ast *call)
{
    const cel_type *a = call->args[0]->type, *b = call->args[1]->type;

    check_words(c, call->args[0], call->args[1]);
    check_words(c, call->args[1], call->args[0]);
    if (!cel_type_meets(&c->unifier, a, b))
        cel_check_fail_name(c, call, "this comparison never holds: %s is never %s%s", cel_words(c, a), cel_words(c, b),
                            hint(call));
}

static bool has_members(const cel_type *type)
{
    type = cel_type_bound(type);
    return type->kind == CEL_LIST || type->kind == CEL_MAP || type->kind == CEL_OBJECT;
}

static void check_in(cel_checker *c, const cel_ast *call)
{
    const cel_type *item = call->args[0]->type, *range = cel_type_bound(call->args[1]->type);
    const cel_type *held = range->kind == CEL_MAP    ? range->key
                           : range->kind == CEL_LIST ? range->item
                                                     : &cel_type_string;

    check_words(c, call->args[0], call->args[1]);
    check_words(c, call->args[1], call->args[0]);
    if (!cel_type_meets(&c->unifier, item, held))
        cel_check_fail_name(c, call, "this never holds: %s is never in %s", cel_words(c, item), cel_words(c, range));
}

static bool reads_time(cdt_str text)
{
    cel_time time;

    return cel_time_read(text, &time);
}

static bool reads_duration(cdt_str text)
{
    int64_t nanos;

    return cel_duration_read(text, &nanos);
}

static bool reads_date(cdt_str text)
{
    cdt_day day;

    return cdt_date_read(text, &day);
}

static bool reads_period(cdt_str text)
{
    cdt_period period;

    return cdt_period_read(text, &period);
}

/* date("2026-02-30") and the like. */
static void check_literal(cel_checker *c, const cel_ast *call)
{
    static const struct {
        const char *function;
        bool (*reads)(cdt_str text);
        const char *wanted;
    } readers[] = {
        { "date", reads_date, "a date that exists, like \"2026-04-01\"" },
        { "timestamp", reads_time, "a time like \"2026-04-01T00:00:00Z\"" },
        { "duration", reads_duration, "a duration like \"1h30m\"" },
        { "period", reads_period, "a period like \"12 months\" or \"30 days\"" },
    };
    const cel_ast *arg = call->count == 1 ? call->args[0] : NULL;

    if (!arg || arg->form != CEL_LITERAL || arg->literal.kind != CEL_STRING)
        return;
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
        if (cdt_str_is_z(call->name, readers[i].function) && !readers[i].reads(arg->literal.text))
            cel_check_fail(c, arg, "\"%.*s\" is not %s", CDT_ARGS(cdt_str_slice(arg->literal.text, 0, 60)),
                           readers[i].wanted);
}

const cel_type *cel_check_call(cel_checker *c, const cel_ast *call)
{
    const cel_type *result = pick_declaration(c, call);

    if (result)
        return result;
    if (!call->overloads)
        return cel_check_fail_name(c, call, "`%.*s` does not take these arguments", CDT_ARGS(call->name));
    if (cdt_str_is_z(call->name, "==") || cdt_str_is_z(call->name, "!=")) {
        check_equality(c, call);
        return &cel_type_bool;
    }
    if (cdt_str_is_z(call->name, "in") && has_members(call->args[1]->type)) {
        check_in(c, call);
        return &cel_type_bool;
    }
    result = pick_row(c, call);
    if (!result)
        return no_row_fits(c, call);
    check_literal(c, call);
    return result;
}
