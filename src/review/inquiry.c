#include "review/inquiry.h"

#include <stdlib.h>

#include "agreement/agreement.h"
#include "base/buf.h"
#include "base/map.h"

/* A fact while it is gathered. */
typedef struct gathered {
    cdt_inquiry_fact fact;
    size_t room;     /* of its checks */
    unsigned weight; /* of the checks that need it */
    size_t order;    /* in which it was met */
} gathered;

struct cdt_inquiry {
    cdt_arena arena;
    const cdt_review *review;
    cdt_map by_path;
    gathered **facts;
    size_t count, room;
};

static const struct {
    const char *name, *title;
} roles[CDT_ROLES] = {
    [CDT_ROLE_LEGAL] = { "legal", "Legal" },
    [CDT_ROLE_SERVICE] = { "service", "The service" },
    [CDT_ROLE_FINANCE] = { "finance", "Finance" },
    [CDT_ROLE_HR] = { "hr", "Human resources" },
    [CDT_ROLE_ICT] = { "ict", "Information technology" },
    [CDT_ROLE_GENERAL] = { "general", "Whoever knows" },
};

const char *cdt_role_name(cdt_role role)
{
    return roles[role].name;
}

const char *cdt_role_title(cdt_role role)
{
    return roles[role].title;
}

static cdt_role role_named(const char *name)
{
    for (int i = 0; i < CDT_ROLES; i++)
        if (strcmp(name, roles[i].name) == 0)
            return (cdt_role)i;
    return CDT_ROLE_GENERAL;
}

/* ---- what a question is about ---- */

static const cdt_schema *root_of(const cdt_inquiry *q)
{
    return q->review->agreement->library->agreement.root;
}

/* Paths count elements from 0, people from 1. */
static void put_name(cdt_buf *out, cdt_str name)
{
    size_t number = 0;

    for (size_t i = 0; i < name.len; i++) {
        if (name.at[i] < '0' || name.at[i] > '9' || i > 8) {
            cdt_buf_put(out, name);
            return;
        }
        number = number * 10 + (size_t)(name.at[i] - '0');
    }
    cdt_buf_printf(out, "number %zu", number + 1);
}

/* The elements on the way to the fact, each by its list's title: "costs of leaving: pensions". */
static void put_elements(const cdt_inquiry *q, cdt_buf *out, cdt_str path)
{
    for (size_t open = cdt_str_find(path, CDT_STR("["), 0); open != (size_t)-1;
         open = cdt_str_find(path, CDT_STR("["), open + 1)) {
        size_t close = cdt_str_find(path, CDT_STR("]"), open);
        const cdt_schema *list = cdt_schema_find(root_of(q), cdt_str_slice(path, 0, open));
        if (close == (size_t)-1 || !list)
            return;
        cdt_buf_printf(out, "%s%.*s: ", out->len ? ", " : "", CDT_ARGS(list->title));
        put_name(out, cdt_str_slice(path, open + 1, close));
    }
}

/* Does the question point at something that its own words do not name? */
static bool is_pointing(cdt_str question)
{
    return cdt_str_find(question, CDT_STR(" this"), 0) != (size_t)-1;
}

static const char *about(cdt_inquiry *q, cdt_str path, cdt_str question)
{
    cdt_buf out = { 0 };
    const cdt_schema *around;
    const char *text;
    size_t end = path.len;

    put_elements(q, &out, path);
    while (end && path.at[end - 1] != '.')
        end--;
    around = end > 1 ? cdt_schema_find(root_of(q), cdt_str_slice(path, 0, end - 1)) : NULL;
    if (!out.len && around && around->title.len && is_pointing(question))
        cdt_buf_put(&out, around->title);
    text = cdt_buf_take(&out, &q->arena).at;
    cdt_buf_free(&out);
    return text ? text : "";
}

/* The question for a fact; for the one that a plain value stands for, that of what is around it: an amount by itself says
 * nothing. */
static cdt_str asking(const cdt_inquiry *q, const cdt_question *question)
{
    cdt_str path = cdt_str_z(question->path);
    const cdt_schema *around;
    size_t dot = path.len;

    while (dot && path.at[dot - 1] != '.')
        dot--;
    around = dot ? cdt_schema_find(root_of(q), cdt_str_slice(path, 0, dot - 1)) : NULL;
    if (around && around->question.len && around->shape == CDT_SHAPE_OBJECT &&
        cdt_str_is(around->scalar, cdt_str_slice(path, dot, path.len)))
        return around->question;
    return *question->text ? cdt_str_z(question->text) : CDT_STR("What is to be said here?");
}

static const char *question_text(cdt_inquiry *q, const cdt_question *question)
{
    cdt_str text = asking(q, question);
    const char *what = about(q, cdt_str_z(question->path), text);

    return cdt_format(&q->arena, *what ? "%.*s (%s)" : "%.*s%s", CDT_ARGS(text), what);
}

/* ---- gathering ---- */

static gathered *new_fact(cdt_inquiry *q, const cdt_question *question)
{
    gathered *made = CDT_NEW(&q->arena, gathered);

    if (q->count == q->room) {
        q->room = q->room ? q->room * 2 : 64;
        q->facts = cdt_realloc(q->facts, q->room * sizeof *q->facts);
    }
    *made = (gathered){ .order = q->count };
    made->fact = (cdt_inquiry_fact){
        .path = question->path,
        .text = question_text(q, question),
        .schema = cdt_schema_find(root_of(q), cdt_str_z(question->path)),
        .role = role_named(question->asked_of),
        .open = question->open,
        .open_who = question->open_who,
        .open_by = question->open_by,
        .instead = "",
        .place = question->place,
    };
    q->facts[q->count++] = made;
    return made;
}

static gathered *fact_of(cdt_inquiry *q, const cdt_question *question)
{
    void **slot = cdt_map_at(&q->by_path, cdt_str_z(question->path));

    if (!*slot)
        *slot = new_fact(q, question);
    return *slot;
}

static void add_check(cdt_inquiry *q, gathered *g, const cdt_outcome *outcome)
{
    static const unsigned weights[] = { [CDT_INFO] = 0, [CDT_LOW] = 1, [CDT_MEDIUM] = 4, [CDT_HIGH] = 12 };
    cdt_inquiry_fact *fact = &g->fact;

    if (fact->check_count && fact->checks[fact->check_count - 1] == outcome)
        return;
    if (fact->check_count == g->room) {
        const cdt_outcome **old = fact->checks;
        g->room = g->room ? g->room * 2 : 4;
        fact->checks = CDT_NEW_ARRAY(&q->arena, const cdt_outcome *, g->room);
        if (fact->check_count)
            memcpy(fact->checks, old, fact->check_count * sizeof *old);
    }
    fact->checks[fact->check_count++] = outcome;
    g->weight += weights[outcome->severity];
}

/* What is enough instead: the other ways of its group, which stand together from `group` on. */
static const char *alternatives(cdt_inquiry *q, const cdt_finding *finding, size_t group, const cdt_question *question)
{
    const cdt_question *before = NULL;
    cdt_buf out = { 0 };
    const char *text;

    for (size_t i = group; i < finding->question_count && out.len < 400; i++) {
        const cdt_question *other = &finding->questions[i];
        if (other->alternative != question->alternative)
            break;
        if (other->way == question->way || strcmp(other->path, question->path) == 0)
            continue;
        cdt_buf_printf(&out, "%s%s", !before ? "" : before->way == other->way ? " and " : " or ", other->path);
        before = other;
    }
    text = cdt_buf_take(&out, &q->arena).at;
    cdt_buf_free(&out);
    return text ? text : "";
}

static void gather_finding(cdt_inquiry *q, const cdt_outcome *outcome, const cdt_finding *finding)
{
    size_t group = 0;

    if (finding->waiver && finding->waiver->state == CDT_WAIVER_VALID)
        return;
    for (size_t i = 0; i < finding->question_count; i++) {
        const cdt_question *question = &finding->questions[i];
        gathered *g = fact_of(q, question);
        bool first = !g->fact.check_count;
        if (question->alternative != finding->questions[group].alternative)
            group = i;
        add_check(q, g, outcome);
        g->fact.gate |= question->gate;
        if (first && question->alternative)
            g->fact.instead = alternatives(q, finding, group, question);
        else if (!question->alternative)
            g->fact.instead = "";
    }
}

static void gather(cdt_inquiry *q)
{
    for (size_t i = 0; i < q->review->outcome_count; i++) {
        const cdt_outcome *outcome = &q->review->outcomes[i];
        if (outcome->kind != CDT_OUTCOME_GAP && outcome->kind != CDT_OUTCOME_UNANSWERED &&
            outcome->kind != CDT_OUTCOME_UNCONFIRMED)
            continue;
        for (size_t k = 0; k < outcome->finding_count; k++)
            gather_finding(q, outcome, &outcome->findings[k]);
    }
}

/* A fact whose key stands there without an answer is answered on that line. Linear: one walk over the description. */
static void find_places(cdt_inquiry *q, const cdt_node *node)
{
    const cdt_document *document = &q->review->agreement->document;

    if (node->key.len && (node->state == CDT_UNSTATED || node->state == CDT_OPEN)) {
        cdt_arena scratch = { 0 };
        gathered *g = cdt_map_get(&q->by_path, cdt_node_path(node, &scratch));
        if (g)
            g->fact.place = cdt_node_key_place(document, node);
        cdt_arena_free(&scratch);
    }
    for (uint32_t i = 0; i < node->count; i++)
        find_places(q, node->children[i]);
}

/* ---- order ---- */

static int by_severity(const void *left, const void *right)
{
    const cdt_outcome *a = *(const cdt_outcome *const *)left, *b = *(const cdt_outcome *const *)right;

    if (a->severity != b->severity)
        return a->severity > b->severity ? -1 : 1;
    return a < b ? -1 : a > b; /* both lie in the review's one array: its order */
}

static bool is_parties(const gathered *g)
{
    return strcmp(g->fact.path, "parties") == 0;
}

static int by_use(const void *left, const void *right)
{
    const gathered *a = *(gathered *const *)left, *b = *(gathered *const *)right;

    if (is_parties(a) != is_parties(b))
        return is_parties(a) ? -1 : 1;
    if (a->fact.gate != b->fact.gate)
        return a->fact.gate ? -1 : 1;
    if (a->weight != b->weight)
        return a->weight > b->weight ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

cdt_inquiry *cdt_inquiry_of(const cdt_review *review)
{
    cdt_inquiry *q = cdt_malloc(sizeof *q);

    *q = (cdt_inquiry){ .review = review };
    gather(q);
    if (q->count) {
        find_places(q, review->agreement->document.root);
        for (size_t i = 0; i < q->count; i++)
            qsort((void *)q->facts[i]->fact.checks, q->facts[i]->fact.check_count, sizeof *q->facts[i]->fact.checks,
                  by_severity);
        qsort(q->facts, q->count, sizeof *q->facts, by_use);
    }
    return q;
}

void cdt_inquiry_free(cdt_inquiry *q)
{
    if (!q)
        return;
    free(q->facts);
    cdt_map_free(&q->by_path);
    cdt_arena_free(&q->arena);
    free(q);
}

size_t cdt_inquiry_count(const cdt_inquiry *inquiry)
{
    return inquiry->count;
}

const cdt_inquiry_fact *cdt_inquiry_at(const cdt_inquiry *inquiry, size_t index)
{
    return &inquiry->facts[index]->fact;
}
