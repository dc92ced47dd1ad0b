#include "report/trace.h"

#define INDENT_MOST 16 /* of a line of a condition */

/* One condition that is being told. */
typedef struct telling {
    const cdt_traced *traced;
    cdt_trace_style style;
    cdt_layout *layout;
    cdt_json *json;
    size_t group, alternative; /* of the decisive leaf that was told last */
} telling;

/* The leaves from `i` on that stand in the same comprehension at `depth`, or with `element` in the same element of it. */
static size_t run_end(const cel_explanation *why, size_t i, size_t end, size_t depth, bool element)
{
    const cel_element *first = &why->leaves[i].elements[depth];

    while (i < end && why->leaves[i].element_count > depth && why->leaves[i].elements[depth].loop == first->loop &&
           (!element || why->leaves[i].elements[depth].index == first->index))
        i++;
    return i;
}

static cdt_str source(const telling *t, const cel_ast *node)
{
    return cel_node_text(t->traced->program, node);
}

/* ---- for people ---- */

static const char *outcome_words(cel_outcome outcome)
{
    return outcome == CEL_IS_NONE ? "expressly none" : outcome == CEL_IS_ERROR ? "an error" : cel_outcome_name(outcome);
}

/* "(parties[south].id, agreement.yaml:12)"; the path only where it says more than `called`. */
static void put_where(const telling *t, const cel_where *where, cdt_str called)
{
    bool path = where->path.len && !cdt_str_is(where->path, called);
    cdt_place place = { .file = where->place.file, .line = where->place.line };
    cdt_buf text = { 0 };

    cdt_layout_place(&text, place);
    cdt_layout_printf(t->layout, " (%.*s%s%.*s)", path ? (int)where->path.len : 0, path ? where->path.at : "",
                      path && text.len ? ", " : "", CDT_ARGS(cdt_buf_str(&text)));
    cdt_buf_free(&text);
}

static void put_operand(const telling *t, const cel_operand *operand, unsigned indent)
{
    cdt_layout_begin(t->layout, indent, indent + 4);
    cdt_layout_printf(t->layout, "%.*s", CDT_ARGS(operand->text));
    if (t->style.quotes)
        cdt_layout_printf(t->layout, " = %.*s", CDT_ARGS(operand->shown.text));
    if (operand->shown.located)
        put_where(t, &operand->shown.where, operand->text);
    cdt_layout_end(t->layout);
}

/* What is missing, with the keys that are there and the nearest. */
static void put_missing(const telling *t, const cel_leaf *leaf, unsigned indent)
{
    const cel_where *missing = &leaf->missing;
    cdt_layout *l = t->layout;

    cdt_layout_begin(l, indent, indent + 4);
    cdt_layout_printf(l, leaf->open ? "%.*s is being settled" : "nothing at %.*s", CDT_ARGS(missing->path));
    if (missing->open_who.len)
        cdt_layout_printf(l, " by %.*s", CDT_ARGS(missing->open_who));
    if (missing->open_by.len)
        cdt_layout_printf(l, " until %.*s", CDT_ARGS(missing->open_by));
    if (missing->place.line)
        put_where(t, missing, missing->path);
    for (size_t i = 0; i < leaf->key_count; i++)
        cdt_layout_printf(l, i ? ", %.*s" : "; keys there: %.*s", CDT_ARGS(leaf->keys[i]));
    if (leaf->nearest.len)
        cdt_layout_printf(l, "; did you mean %.*s?", CDT_ARGS(leaf->nearest));
    cdt_layout_end(l);
}

/* Is the leaf, the first of its group, followed by another alternative of it? */
static bool has_choice(const telling *t, const cel_leaf *leaf)
{
    const cel_leaf *end = t->traced->why.leaves + t->traced->why.count;

    for (const cel_leaf *next = leaf; next < end && next->group == leaf->group; next++)
        if (next->decisive && next->alternative != leaf->alternative)
            return true;
    return false;
}

/* The word before a leaf. Of alternatives one would be enough: each begins with "either" or "or". */
static const char *joined_by(telling *t, const cel_leaf *leaf)
{
    bool same = leaf->group && leaf->group == t->group, within = same && leaf->alternative == t->alternative;

    if (!leaf->decisive)
        return "also ";
    t->group = leaf->group;
    t->alternative = leaf->alternative;
    if (within)
        return "and ";
    return same ? "or " : leaf->group && has_choice(t, leaf) ? "either " : "because ";
}

static void put_leaf(telling *t, const cel_leaf *leaf, unsigned indent)
{
    cdt_layout *l = t->layout;
    bool whole = leaf->node == t->traced->program->root && leaf->outcome != CEL_IS_ERROR;

    if (!whole || leaf->message) {
        cdt_layout_begin(l, indent, indent + 4);
        cdt_layout_put(l, leaf->decisive ? CDT_INK_BOLD : CDT_INK_PLAIN, joined_by(t, leaf));
        cdt_layout_printf(l, "%.*s is %s", CDT_ARGS(leaf->text),
                          leaf->outcome == CEL_IS_VALUE ? "a value" : outcome_words(leaf->outcome));
        if (leaf->message)
            cdt_layout_printf(l, ": %s", leaf->message);
        cdt_layout_end(l);
        indent += 2;
    }
    for (size_t i = 0; i < leaf->operand_count; i++)
        put_operand(t, &leaf->operands[i], indent);
    if (leaf->has_missing)
        put_missing(t, leaf, indent);
}

static void put_element(const telling *t, const cel_element *element, unsigned indent)
{
    cdt_layout_begin(t->layout, indent, indent + 4);
    cdt_layout_printf(t->layout, "[%zu] %.*s", element->index, CDT_ARGS(element->var));
    if (element->located) {
        cdt_layout_printf(t->layout, " = %.*s", CDT_ARGS(element->where.path));
        put_where(t, &element->where, element->where.path);
    }
    cdt_layout_end(t->layout);
}

static void put_loop(const telling *t, const cel_loop *loop, unsigned indent)
{
    cdt_layout_begin(t->layout, indent, indent + 4);
    cdt_layout_put(t->layout, CDT_INK_BOLD, outcome_words(loop->outcome));
    cdt_layout_printf(t->layout, " for %zu of %zu elements of %.*s", loop->alike, loop->total,
                      CDT_ARGS(source(t, loop->macro->args[0])));
    cdt_layout_end(t->layout);
}

/* Two leaves side by side that say the same, such as a fact that is wanted twice. */
static bool is_same(const cel_leaf *a, const cel_leaf *b)
{
    return a->element_count == b->element_count && cdt_str_is(a->text, b->text) && a->outcome == b->outcome &&
           a->decisive == b->decisive && a->group == b->group && a->alternative == b->alternative;
}

static void put_leaves(telling *t, size_t from, size_t to, size_t depth, unsigned indent)
{
    const cel_explanation *why = &t->traced->why;

    for (size_t i = from, loop_end, element_end; i < to; i = loop_end) {
        const cel_loop *loop;
        if (why->leaves[i].element_count <= depth) {
            if (i == from || !is_same(&why->leaves[i - 1], &why->leaves[i]))
                put_leaf(t, &why->leaves[i], indent);
            loop_end = i + 1;
            continue;
        }
        loop = why->leaves[i].elements[depth].loop;
        loop_end = run_end(why, i, to, depth, false);
        put_loop(t, loop, indent);
        for (size_t k = i; k < loop_end; k = element_end) {
            element_end = run_end(why, k, loop_end, depth, true);
            put_element(t, &why->leaves[k].elements[depth], indent);
            put_leaves(t, k, element_end, depth + 1, indent + 2);
        }
        if (loop->alike > loop->told) {
            cdt_layout_begin(t->layout, indent, indent + 4);
            cdt_layout_printf(t->layout, "and %zu more of %zu", loop->alike - loop->told, loop->total);
            cdt_layout_end(t->layout);
        }
    }
}

void cdt_trace_put_why(cdt_layout *layout, const cdt_traced *traced, cdt_trace_style style, unsigned indent)
{
    telling t = { .traced = traced, .style = style, .layout = layout };

    put_leaves(&t, 0, traced->why.count, 0, indent);
}

/* The condition, line by line as it is written: a comment ends with its line. */
static void put_source(cdt_layout *l, cdt_str text)
{
    while (text.len) {
        size_t end = cdt_str_find(text, CDT_STR("\n"), 0), blanks = 0;
        cdt_str line = cdt_str_slice(text, 0, end);
        while (blanks < line.len && blanks < INDENT_MOST && line.at[blanks] == ' ')
            blanks++;
        cdt_layout_begin(l, 4 + (unsigned)blanks, 8 + (unsigned)blanks);
        cdt_layout_printf(l, "%.*s", CDT_ARGS(cdt_str_slice(line, blanks, line.len)));
        cdt_layout_end(l);
        text = cdt_str_slice(text, line.len + 1, text.len);
    }
}

static void put_condition(cdt_layout *l, const cdt_traced *traced, cdt_trace_style style)
{
    cdt_place place = cdt_traced_place(traced, traced->program->root);
    cdt_buf where = { 0 };

    cdt_layout_place(&where, place);
    cdt_layout_blank(l);
    cdt_layout_begin(l, 0, 4);
    if (traced->requirement)
        cdt_layout_printf(l, "%s, ", traced->requirement->id);
    cdt_layout_printf(l, "%s is ", traced->part);
    cdt_layout_put(l, CDT_INK_BOLD, outcome_words(traced->why.outcome));
    if (traced->stopped_by)
        cdt_layout_printf(l, ", but `%s` does not hold", traced->stopped_by);
    cdt_layout_printf(l, " (%.*s)", CDT_ARGS(cdt_buf_str(&where)));
    cdt_layout_end(l);
    put_source(l, cdt_str_trim(traced->program->source));
    if (traced->why.outcome == CEL_IS_BUDGET)
        cdt_layout_line(l, 2, CDT_INK_PLAIN, traced->why.value.failure->message);
    cdt_trace_put_why(l, traced, style, 2);
    cdt_buf_free(&where);
}

void cdt_trace_put(cdt_layout *layout, const cdt_agreement *agreement, const cdt_trace *trace, cdt_trace_style style)
{
    cdt_layout_begin(layout, 0, 4);
    cdt_layout_put(layout, CDT_INK_BOLD, cdt_checklist_name(trace->checklist));
    cdt_layout_put(layout, CDT_INK_BOLD, "/");
    cdt_layout_put(layout, CDT_INK_BOLD, trace->check->id);
    cdt_layout_printf(layout, " over %s: ", cdt_agreement_file(agreement));
    cdt_layout_put(layout, CDT_INK_BOLD, trace->outcome ? cdt_outcome_words(trace->outcome->kind) : "not reviewed");
    if (trace->outcome && *trace->outcome->reason)
        cdt_layout_printf(layout, " (%s)", trace->outcome->reason);
    cdt_layout_end(layout);
    for (size_t i = 0; i < trace->count; i++)
        put_condition(layout, &trace->at[i], style);
}

/* ---- as JSON ---- */

static void json_span(cdt_json *json, const cel_ast *node)
{
    cdt_json_key(json, "span");
    cdt_json_open(json, '[');
    cdt_json_int(json, node->from);
    cdt_json_int(json, node->to);
    cdt_json_close(json, ']');
}

/* A text, or null where there is none. */
static void json_text(cdt_json *json, const char *key, cdt_str text)
{
    if (text.len)
        cdt_json_put_str(json, key, text);
    else
        cdt_json_put_z(json, key, NULL);
}

static void json_place(cdt_json *json, cdt_place place)
{
    cdt_json_put_z(json, "file", place.file);
    cdt_json_put_int(json, "line", place.line);
    cdt_json_put_int(json, "column", place.column);
    cdt_json_put_int(json, "length", place.length);
}

/* The value of something, and the path of the fact that it is; neither of a failure. */
static void json_value(const telling *t, cel_value value, const cel_shown *shown)
{
    cdt_str text = t->style.quotes ? shown->text : CDT_STR("");

    if (value.kind == CEL_BOOL && !shown->located)
        text = cdt_str_z(value.boolean ? "true" : "false");
    json_text(t->json, "value", value.kind == CEL_FAILURE ? CDT_STR("") : text);
    json_text(t->json, "path", shown->located && value.kind != CEL_FAILURE ? shown->where.path : CDT_STR(""));
}

/* A part of the condition. Its place is where the part itself stands. */
static void json_node(const telling *t, const cel_ast *node, cel_outcome outcome)
{
    cdt_json_put_str(t->json, "expr", source(t, node));
    json_span(t->json, node);
    cdt_json_put_z(t->json, "outcome", cel_outcome_name(outcome));
    json_place(t->json, cdt_traced_place(t->traced, node));
}

/* An operand. Its place is where the value stands that it read. */
static void json_operand(const telling *t, const cel_operand *operand)
{
    cdt_json_open(t->json, '{');
    cdt_json_put_str(t->json, "expr", operand->text);
    json_span(t->json, operand->node);
    cdt_json_put_z(t->json, "outcome", cel_outcome_name(cel_outcome_of(operand->value)));
    json_value(t, operand->value, &operand->shown);
    json_place(t->json, operand->shown.located ? operand->shown.where.place : (cdt_place){ 0 });
    cdt_json_close(t->json, '}');
}

static void json_missing(const telling *t, const cel_leaf *leaf)
{
    cdt_json *json = t->json;

    cdt_json_key(json, "missing");
    if (!leaf->has_missing) {
        cdt_json_null(json);
        return;
    }
    cdt_json_open(json, '{');
    cdt_json_put_str(json, "path", leaf->missing.path);
    json_text(json, "wanted", leaf->wanted);
    json_place(json, leaf->missing.place);
    cdt_json_key(json, "keys");
    cdt_json_open(json, '[');
    for (size_t i = 0; i < leaf->key_count; i++)
        cdt_json_str(json, leaf->keys[i]);
    cdt_json_close(json, ']');
    json_text(json, "nearest", leaf->nearest);
    cdt_json_put_bool(json, "open", leaf->open);
    json_text(json, "who", leaf->missing.open_who);
    json_text(json, "by", leaf->missing.open_by);
    cdt_json_close(json, '}');
}

static void json_leaf(const telling *t, const cel_leaf *leaf)
{
    cdt_json *json = t->json;

    cdt_json_open(json, '{');
    json_node(t, leaf->node, leaf->outcome);
    json_value(t, leaf->value, &leaf->shown);
    cdt_json_put_bool(json, "decisive", leaf->decisive);
    cdt_json_put_z(json, "message", leaf->message);
    cdt_json_key(json, "operands");
    cdt_json_open(json, '[');
    for (size_t i = 0; i < leaf->operand_count; i++)
        json_operand(t, &leaf->operands[i]);
    cdt_json_close(json, ']');
    json_missing(t, leaf);
    cdt_json_key(json, "alternative"); /* of several parts of one group, any is enough */
    if (leaf->group) {
        cdt_json_open(json, '{');
        cdt_json_put_int(json, "group", (int64_t)leaf->group);
        cdt_json_put_int(json, "number", (int64_t)leaf->alternative);
        cdt_json_close(json, '}');
    } else {
        cdt_json_null(json);
    }
    cdt_json_close(json, '}');
}

static void json_leaves(const telling *t, size_t from, size_t to, size_t depth);

static void json_element(const telling *t, size_t from, size_t to, size_t depth)
{
    const cel_element *element = &t->traced->why.leaves[from].elements[depth];
    cdt_json *json = t->json;

    cdt_json_open(json, '{');
    cdt_json_put_str(json, "var", element->var);
    cdt_json_put_int(json, "index", (int64_t)element->index);
    json_text(json, "id", element->where.id);
    json_text(json, "path", element->where.path);
    json_place(json, element->where.place);
    json_leaves(t, from, to, depth + 1);
    cdt_json_close(json, '}');
}

static void json_loop(const telling *t, size_t from, size_t to, size_t depth)
{
    const cel_explanation *why = &t->traced->why;
    const cel_loop *loop = why->leaves[from].elements[depth].loop;
    cdt_json *json = t->json;

    cdt_json_open(json, '{');
    json_node(t, loop->macro, loop->outcome);
    cdt_json_put_z(json, "value", loop->outcome <= CEL_IS_TRUE ? cel_outcome_name(loop->outcome) : NULL);
    cdt_json_put_z(json, "path", NULL);
    cdt_json_put_int(json, "total", (int64_t)loop->total);
    cdt_json_put_int(json, "alike", (int64_t)loop->alike);
    cdt_json_put_int(json, "left_out", (int64_t)(loop->alike - loop->told));
    cdt_json_key(json, "elements");
    cdt_json_open(json, '[');
    for (size_t end; from < to; from = end) {
        end = run_end(why, from, to, depth, true);
        json_element(t, from, end, depth);
    }
    cdt_json_close(json, ']');
    cdt_json_close(json, '}');
}

static void json_leaves(const telling *t, size_t from, size_t to, size_t depth)
{
    const cel_explanation *why = &t->traced->why;

    cdt_json_key(t->json, "because");
    cdt_json_open(t->json, '[');
    for (size_t end; from < to; from = end) {
        if (why->leaves[from].element_count <= depth) {
            json_leaf(t, &why->leaves[from]);
            end = from + 1;
        } else {
            end = run_end(why, from, to, depth, false);
            json_loop(t, from, end, depth);
        }
    }
    cdt_json_close(t->json, ']');
}

static void json_condition(cdt_json *json, const cdt_traced *traced, cdt_trace_style style)
{
    const telling t = { .traced = traced, .style = style, .json = json };
    const cel_explanation *why = &traced->why;

    cdt_json_open(json, '{');
    cdt_json_put_z(json, "requirement", traced->requirement ? traced->requirement->id : NULL);
    cdt_json_put_z(json, "part", traced->part);
    cdt_json_put_z(json, "stopped_by", traced->stopped_by);
    json_node(&t, traced->program->root, why->outcome);
    json_value(&t, why->value, &why->shown);
    cdt_json_put_z(json, "message", why->value.kind == CEL_FAILURE ? why->value.failure->message : NULL);
    cdt_json_put_int(json, "steps", (int64_t)traced->steps);
    if (style.why)
        json_leaves(&t, 0, why->count, 0);
    cdt_json_close(json, '}');
}

void cdt_trace_json_open(cdt_json *json)
{
    cdt_json_open(json, '{');
    cdt_json_put_z(json, "schema", "concordat.trace/v1");
    cdt_json_key(json, "traces");
    cdt_json_open(json, '[');
}

void cdt_trace_json_close(cdt_json *json)
{
    cdt_json_close(json, ']');
    cdt_json_close(json, '}');
}

void cdt_trace_json(cdt_json *json, const cdt_agreement *agreement, const cdt_trace *trace, cdt_trace_style style)
{
    cdt_json_open(json, '{');
    cdt_json_key(json, "agreement");
    cdt_json_open(json, '{');
    cdt_json_put_z(json, "file", cdt_agreement_file(agreement));
    cdt_json_put_int(json, "document", cdt_agreement_number(agreement));
    json_text(json, "reference", cdt_str_z(cdt_agreement_reference(agreement)));
    json_text(json, "title", cdt_str_z(cdt_agreement_title(agreement)));
    cdt_json_close(json, '}');
    cdt_json_put_z(json, "checklist", trace->check ? cdt_checklist_name(trace->checklist) : NULL);
    cdt_json_put_z(json, "check", trace->check ? trace->check->id : NULL);
    cdt_json_put_z(json, "outcome", trace->outcome ? cdt_outcome_name(trace->outcome->kind) : NULL);
    cdt_json_key(json, "conditions");
    cdt_json_open(json, '[');
    for (size_t i = 0; i < trace->count; i++)
        json_condition(json, &trace->at[i], style);
    cdt_json_close(json, ']');
    cdt_json_close(json, '}');
}
