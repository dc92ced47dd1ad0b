/* read.c - from the `words:` of a checklist to what is looked for. A schema has held the shape before; what does not fit is
 * passed over here, as it was told already. */
#include <stdlib.h>

#include "base/limits.h"
#include "base/map.h"
#include "base/nearest.h"
#include "words/language.h"

typedef struct reader {
    cdt_words *words;
    const cdt_words_source *source;
    cdt_diags *diags;
    cdt_map by_text; /* of each pattern's text, its number plus 1 */
    cdt_map terms;   /* of each term, its text: a cdt_str */
    cdt_str *texts;  /* of the patterns, with their room: what becomes their lists in the words */
    const char **shown;
    const cdt_node **nodes;
    cdt_buf expanded; /* the one that is being read */
    size_t room;
    bool full;
} reader;

/* ---- terms ---- */

static bool is_name_start(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_name(char c)
{
    return is_name_start(c) || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

/* "{name}" at byte `at`: the name; empty where there is none. `\p{Lu}` and the like are the pattern's own. */
static cdt_str term_at(cdt_str text, size_t at)
{
    size_t end = at + 1;

    if (text.at[at] != '{' || end >= text.len || !is_name_start(text.at[end]))
        return (cdt_str){ "", 0 };
    if (at >= 2 && text.at[at - 2] == '\\' && strchr("pPxNogkQ", text.at[at - 1]))
        return (cdt_str){ "", 0 };
    while (end < text.len && is_name(text.at[end]))
        end++;
    return end < text.len && text.at[end] == '}' ? cdt_str_slice(text, at + 1, end) : (cdt_str){ "", 0 };
}

_Static_assert(CDT_MAX_WORDS == 10000 && CDT_MAX_WORDS_BYTES == 16384, "messages below name the limits");

static void problem(reader *r, const cdt_node *node, size_t at, size_t length, const char *message)
{
    cdt_place_problem(r->source->document, r->diags, CDT_BAD_PATTERN,
                      cdt_scalar_place(r->source->document, node, at, length), "%s", message);
}

static void unknown_term(reader *r, const cdt_node *node, size_t at, cdt_str name)
{
    cdt_nearest nearest = { .word = name };
    cdt_buf message = { 0 };
    const cdt_node *terms = r->source->terms;

    for (uint32_t i = 0; terms && terms->kind == CDT_MAP && i < terms->count; i++)
        cdt_nearest_try(&nearest, terms->children[i]->key);
    cdt_buf_printf(&message, "{%.*s}: the checklist's `terms` have no %.*s above this place", CDT_ARGS(name),
                   CDT_ARGS(name));
    if (nearest.best.len)
        cdt_buf_printf(&message, "; did you mean {%.*s}?", CDT_ARGS(nearest.best));
    else
        cdt_buf_put_z(&message, "; for the braces themselves write \\{ and \\}");
    problem(r, node, at, name.len + 2, cdt_buf_str(&message).at);
    cdt_buf_free(&message);
}

/* The next "{name}" at or after byte `at`; the end of the text where there is none. */
static size_t next_term(cdt_str text, size_t at)
{
    for (; at < text.len; at++)
        if (text.at[at] == '\\')
            at++;
        else if (text.at[at] == '{' && term_at(text, at).len)
            return at;
    return text.len;
}

/* The scalar's text with its terms put in. false: it became too long, or a term is unknown. */
static bool expand(reader *r, const cdt_node *node, cdt_buf *out)
{
    cdt_str text = node->text;
    bool good = true;

    for (size_t at = 0; at < text.len && out->len <= CDT_MAX_WORDS_BYTES;) {
        size_t next = next_term(text, at);
        cdt_str name = next < text.len ? term_at(text, next) : (cdt_str){ "", 0 };
        const cdt_str *term = name.len ? cdt_map_get(&r->terms, name) : NULL;
        cdt_buf_put(out, cdt_str_slice(text, at, next));
        at = next + (name.len ? name.len + 2 : 0);
        if (term) {
            cdt_buf_put(out, *term);
        } else if (name.len) {
            unknown_term(r, node, next, name);
            good = false;
        }
    }
    if (out->len <= CDT_MAX_WORDS_BYTES)
        return good;
    problem(r, node, 0, text.len, "the pattern has more than 16384 bytes once its terms are put in; make two of it");
    return false;
}

/* The byte of the scalar from which byte `at` of its expanded text came: of a term, where that is named. */
static size_t source_of(const reader *r, cdt_str text, size_t at)
{
    size_t from = 0, passed = 0;

    while (from < text.len) {
        size_t next = next_term(text, from);
        const cdt_str *term = next < text.len ? cdt_map_get(&r->terms, term_at(text, next)) : NULL;
        if (at < passed + (next - from))
            return from + (at - passed);
        passed += next - from + (term ? term->len : 0);
        if (term && at < passed)
            return next;
        from = next < text.len ? next + term_at(text, next).len + 2 : next;
    }
    return text.len;
}

static void read_terms(reader *r)
{
    const cdt_node *terms = r->source->terms;

    for (uint32_t i = 0; terms && terms->kind == CDT_MAP && i < terms->count; i++) {
        const cdt_node *node = terms->children[i];
        cdt_str *text = CDT_NEW(&r->words->arena, cdt_str);
        cdt_buf e = { 0 };
        if (node->kind == CDT_SCALAR && node->state == CDT_STATED && node->key.len && expand(r, node, &e)) {
            *text = cdt_buf_take(&e, &r->words->arena);
            *cdt_map_at(&r->terms, node->key) = text;
        }
        cdt_buf_free(&e);
    }
}

/* ---- patterns ---- */

static uint32_t add_pattern(reader *r, const cdt_node *node, cdt_str expanded)
{
    cdt_words *words = r->words;
    cdt_str text = cdt_copy(&words->arena, expanded);
    uint32_t number = (uint32_t)words->pattern_count;
    char message[CDT_REGEX_MESSAGE];
    size_t at;

    if (number == r->room) {
        r->room = r->room ? r->room * 2 : 64;
        words->regexes = cdt_regexes_new(words->regexes, number, r->room - number);
        r->shown = cdt_realloc(r->shown, r->room * sizeof *r->shown);
        r->nodes = cdt_realloc(r->nodes, r->room * sizeof *r->nodes);
        r->texts = cdt_realloc(r->texts, r->room * sizeof *r->texts);
    }
    r->shown[number] = cdt_copy_z(&words->arena, node->text);
    r->texts[number] = text;
    r->nodes[number] = node;
    words->pattern_count++;
    *cdt_map_at(&r->by_text, text) = (void *)((uintptr_t)number + 1);
    if (r->source->compile && !cdt_regex_check(cdt_regex_at(words->regexes, number), text, message, &at))
        problem(r, node, source_of(r, node->text, at), 1, message);
    return number;
}

/* The number of the pattern that a scalar holds; false: it holds none that can be used. */
static bool pattern(reader *r, const cdt_node *node, uint32_t *number)
{
    cdt_buf *e = &r->expanded;
    bool good = node->kind == CDT_SCALAR && node->state == CDT_STATED && node->text.len;
    void *known;

    cdt_buf_clear(e);
    good = good && expand(r, node, e);
    known = good ? cdt_map_get(&r->by_text, cdt_buf_str(e)) : NULL;

    if (good && !known && r->words->pattern_count >= CDT_MAX_WORDS) {
        if (!r->full)
            problem(r, node, 0, 1, "the checklist has more than 10000 patterns of words; make two checklists of it");
        r->full = true;
        good = false;
    }
    if (good)
        *number = known ? (uint32_t)((uintptr_t)known - 1) : add_pattern(r, node, cdt_buf_str(e));
    return good;
}

/* Items of a list that may be written as one item. */
static size_t item_count(const cdt_node *list)
{
    if (!list || list->state != CDT_STATED)
        return 0;
    return list->kind == CDT_LIST ? list->count : 1;
}

static const cdt_node *item(const cdt_node *list, size_t index)
{
    return list->kind == CDT_LIST ? list->children[index] : list;
}

static cdt_patterns patterns(reader *r, const cdt_node *map, const char *key)
{
    const cdt_node *list = cdt_node_get_z(map, key);
    uint32_t *numbers = CDT_NEW_ARRAY(&r->words->arena, uint32_t, item_count(list));
    cdt_patterns out = { numbers, 0 };

    for (size_t i = 0; i < item_count(list); i++)
        out.count += pattern(r, item(list, i), &numbers[out.count]);
    return out;
}

/* ---- words of the vocabularies ---- */

static int named(cdt_str word, const char *const *names, int otherwise)
{
    for (int i = 0; names[i]; i++)
        if (word.len && cdt_str_is_z(word, names[i]))
            return i;
    return otherwise;
}

static cdt_regions region_named(cdt_str word)
{
    for (int i = 0; i <= CDT_REGION_FURNITURE; i++)
        if (cdt_str_is_z(word, cdt_region_name((cdt_region)i)))
            return 1u << i;
    return cdt_str_is(word, CDT_STR("notes")) ? CDT_NOTES : 0;
}

static cdt_regions regions(const cdt_node *map, cdt_regions otherwise)
{
    const cdt_node *list = cdt_node_get_z(map, "regions");
    cdt_regions out = CDT_BODY_ONLY;

    if (!item_count(list))
        return otherwise;
    for (size_t i = 0; i < item_count(list); i++)
        out |= region_named(item(list, i)->text);
    return out;
}

static cdt_wanted_value value(const cdt_node *map, cdt_wanted_value otherwise)
{
    static const char *const names[] = {
        "", "period", "date", "sum", "percent", "number", "law", "party", "text", NULL
    };

    return (cdt_wanted_value)named(cdt_node_text(map, "value"), names, (int)otherwise);
}

static void read_within(const cdt_node *node, cdt_alternative *a)
{
    static const char *const names[] = { "sentence", "clause", "section", "schedule", "heading", NULL };
    cdt_str word = cdt_node_text(node, "within");
    cdt_regions only = region_named(word);

    a->within = (cdt_within)named(word, names, CDT_WITHIN_SENTENCE);
    if (only && named(word, names, -1) < 0) {
        a->within = CDT_WITHIN_REGION;
        a->regions = only;
    }
}

static bool is_no(const cdt_node *map, const char *key)
{
    cdt_str word = cdt_node_text(map, key);

    return cdt_str_is(word, CDT_STR("no")) || cdt_str_is(word, CDT_STR("false"));
}

static bool is_yes(const cdt_node *map, const char *key)
{
    cdt_str word = cdt_node_text(map, key);

    return cdt_str_is(word, CDT_STR("yes")) || cdt_str_is(word, CDT_STR("true"));
}

static unsigned whole(const cdt_node *map, const char *key, unsigned otherwise)
{
    cdt_str text = cdt_node_text(map, key);
    unsigned number = 0;

    for (size_t i = 0; i < text.len && i < 6; i++)
        if (text.at[i] >= '0' && text.at[i] <= '9')
            number = number * 10 + (unsigned)(text.at[i] - '0');
    return text.len ? number : otherwise;
}

/* ---- alternatives ---- */

enum { WEIGHT = 10 };

/* What an alternative has where it does not say: from its check. */
typedef struct inherited {
    cdt_regions regions;
    cdt_wanted_value value;
    size_t topic;
    const char *name;
} inherited;

static bool read_alternative(reader *r, const cdt_node *node, const inherited *from, cdt_alternative *a)
{
    *a = (cdt_alternative){
        .regions = from->regions, .value = from->value, .weight = WEIGHT, .topic = from->topic, .name = from->name
    };
    if (node->kind == CDT_SCALAR) {
        uint32_t *number = CDT_NEW(&r->words->arena, uint32_t);
        a->that = (cdt_patterns){ number, pattern(r, node, number) };
        return a->that.count > 0;
    }
    a->regions = regions(node, a->regions);
    read_within(node, a);
    a->that = patterns(r, node, "that");
    a->all = patterns(r, node, "all");
    a->under = patterns(r, node, "under");
    a->near = patterns(r, node, "near");
    a->not = patterns(r, node, "not");
    a->not_near = patterns(r, node, "not_near");
    a->not_under = patterns(r, node, "not_under");
    a->negated = is_yes(node, "negated") ? CDT_DENIED : is_no(node, "negated") ? CDT_NOT_DENIED : CDT_EITHER;
    a->value = value(node, a->value);
    a->weight = whole(node, "weight", WEIGHT);
    if (cdt_node_text(node, "topic").len)
        a->name = cdt_copy_z(&r->words->arena, cdt_node_text(node, "topic"));
    if (a->that.count || a->all.count || a->under.count)
        return true;
    if (!cdt_node_get_z(node, "that") && !cdt_node_get_z(node, "all") && !cdt_node_get_z(node, "under"))
        cdt_node_problem(r->source->document, r->diags, CDT_BAD_PATTERN, node,
                         "an alternative needs `that`, `all` or `under`: there is nothing to look for");
    return false;
}

static void read_list(reader *r, const cdt_node *list, const inherited *from, cdt_alternative *room, size_t *count)
{
    for (size_t i = 0; i < item_count(list); i++)
        *count += read_alternative(r, item(list, i), from, &room[*count]);
}

static bool is_long_form(const cdt_node *words)
{
    return words->kind == CDT_MAP && (cdt_node_get_z(words, "any") || cdt_node_get_z(words, "topics"));
}

static void read_long(reader *r, const cdt_node *node, cdt_check_words *out)
{
    const cdt_node *any = cdt_node_get_z(node, "any"), *topics = cdt_node_get_z(node, "topics");
    inherited from = { regions(node, CDT_BODY_ONLY), value(node, CDT_WANTS_NOTHING), CDT_NOWHERE, "" };
    size_t room = item_count(any);
    cdt_alternative *list;

    out->topic_count = topics && topics->kind == CDT_MAP ? topics->count : 0;
    for (size_t i = 0; i < out->topic_count; i++)
        room += item_count(topics->children[i]);
    list = CDT_NEW_ARRAY(&r->words->arena, cdt_alternative, room);
    read_list(r, any, &from, list, &out->count);
    for (size_t i = 0; i < out->topic_count; i++) {
        from.topic = i;
        from.name = cdt_copy_z(&r->words->arena, topics->children[i]->key);
        read_list(r, topics->children[i], &from, list, &out->count);
    }
    out->alternatives = list;
    out->found = whole(node, "found", (unsigned)out->topic_count);
    out->not = patterns(r, node, "not");
    out->not_under = patterns(r, node, "not_under");
    out->best_under = patterns(r, node, "best_under");
    out->schedules = !is_no(node, "schedules");
}

static void read_check(reader *r, const cdt_node *node, cdt_check_words *out)
{
    inherited from = { CDT_BODY_ONLY, CDT_WANTS_NOTHING, CDT_NOWHERE, "" };
    cdt_alternative *list;

    out->schedules = true;
    out->usual = node && is_yes(node->parent, "words_usual");
    if (!node || node->state != CDT_STATED)
        return;
    if (is_long_form(node)) {
        read_long(r, node, out);
        return;
    }
    list = CDT_NEW_ARRAY(&r->words->arena, cdt_alternative, item_count(node));
    read_list(r, node, &from, list, &out->count);
    out->alternatives = list;
}

/* A list of something of each pattern, as long as it has to be. */
static void *kept(reader *r, void *list, size_t size)
{
    void *out = cdt_alloc_array(&r->words->arena, r->words->pattern_count + 1, size);

    if (r->words->pattern_count)
        memcpy(out, list, r->words->pattern_count * size);
    free(list);
    return out;
}

static void read_likeness(reader *r, const cdt_node *node)
{
    cdt_str *ids = CDT_NEW_ARRAY(&r->words->arena, cdt_str, r->source->check_count + 1);
    const char *problem;
    size_t line;

    if (!node || node->kind != CDT_SCALAR)
        return;
    for (size_t i = 0; i < r->source->check_count; i++)
        if (r->source->checks[i])
            ids[i] = cdt_node_text(r->source->checks[i]->parent, "id");
    r->words->likeness = cdt_likeness_read(node->text, ids, r->source->check_count, &r->words->arena, &line, &problem);
    if (problem)
        cdt_node_problem(r->source->document, r->diags, CDT_BAD_PATTERN, node, "line %zu of likeness: %s", line,
                         problem);
}

cdt_words *cdt_words_read(const cdt_words_source *source, cdt_diags *diags)
{
    cdt_words *words = cdt_malloc(sizeof *words);
    reader r = { .words = words, .source = source, .diags = diags };

    *words = (cdt_words){ .document = source->document, .check_count = source->check_count };
    words->lone_find = whole(source->document->root, "lone_find", 0);
    words->checks = CDT_NEW_ARRAY(&words->arena, cdt_check_words, source->check_count);
    read_terms(&r);
    for (size_t i = 0; i < source->check_count; i++)
        read_check(&r, source->checks[i], &words->checks[i]);
    read_likeness(&r, cdt_node_get_z(source->document->root, "likeness"));
    words->texts = kept(&r, r.texts, sizeof *r.texts);
    words->shown = kept(&r, r.shown, sizeof *r.shown);
    words->nodes = kept(&r, r.nodes, sizeof *r.nodes);
    cdt_map_free(&r.by_text);
    cdt_map_free(&r.terms);
    cdt_buf_free(&r.expanded);
    return words;
}

const cdt_literal_index *cdt_words_literals(const cdt_words *words)
{
    cdt_words *own = (cdt_words *)(uintptr_t)words; /* what is looked for does not change by this */
    cdt_literal_index *literals = atomic_load(&own->literals), *none = NULL;

    if (literals)
        return literals;
    literals = cdt_literal_index_own(words->texts, words->pattern_count);
    if (atomic_compare_exchange_strong(&own->literals, &none, literals))
        return literals;
    cdt_literal_index_free(literals); /* another thread came first */
    return none;
}

cdt_words *cdt_words_thaw(const cdt_words *frozen, const cdt_document *document)
{
    cdt_words *words = cdt_malloc(sizeof *words);

    memcpy(words, frozen, sizeof *words);
    words->document = document;
    words->regexes = cdt_regexes_new(NULL, 0, words->pattern_count);
    return words;
}

void cdt_words_free(cdt_words *words)
{
    if (!words)
        return;
    cdt_regexes_free(words->regexes, words->pattern_count);
    cdt_literal_index_free(atomic_load(&words->literals));
    cdt_arena_free(&words->arena);
    free(words);
}
