/* read.c - from a checklist's YAML to what it says. The schema has held the shape before anything is taken out here. */
#include <stdatomic.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/embedded.h"
#include "base/image.h"
#include "checklist/checklist.h"
#include "yaml/frozen.h"

static const char *text(cdt_checklist *checklist, const cdt_node *map, const char *key)
{
    cdt_str found = cdt_node_text(map, key);

    return found.len ? cdt_copy_z(&checklist->arena, cdt_str_trim(found)) : "";
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

/* "england, wales" */
static const char *joined(cdt_checklist *checklist, const cdt_node *list)
{
    cdt_buf buf = { 0 };
    const char *out;

    for (size_t i = 0; i < item_count(list); i++)
        cdt_buf_printf(&buf, "%s%.*s", i ? ", " : "", CDT_ARGS(item(list, i)->text));
    out = cdt_buf_take(&buf, &checklist->arena).at;
    cdt_buf_free(&buf);
    return out;
}

/* "England, Northern Ireland": the vocabulary's words as a page writes them. */
static const char *nations(cdt_checklist *checklist, const cdt_node *list)
{
    char *out = cdt_copy_z(&checklist->arena, cdt_str_z(joined(checklist, list)));

    for (char *at = out; *at; at++)
        if ((at == out || at[-1] == ' ') && *at >= 'a' && *at <= 'z')
            *at = (char)(*at - 'a' + 'A');
    return out;
}

static void read_groups(cdt_checklist *c, const cdt_node *list)
{
    cdt_group *groups = CDT_NEW_ARRAY(&c->arena, cdt_group, item_count(list));

    c->groups = groups;
    c->group_count = item_count(list);
    for (size_t i = 0; i < c->group_count; i++) {
        groups[i] = (cdt_group){ text(c, item(list, i), "id"), text(c, item(list, i), "title") };
        if (!groups[i].title[0])
            groups[i].title = groups[i].id;
    }
}

/* Numbers of paragraphs; what is none (it was told already) is left out. */
static const unsigned *numbers(cdt_checklist *c, const cdt_node *list, size_t *count)
{
    unsigned *out = CDT_NEW_ARRAY(&c->arena, unsigned, item_count(list));

    *count = 0;
    for (size_t i = 0; i < item_count(list); i++) {
        const cdt_node *node = item(list, i);
        if (node->kind == CDT_SCALAR && node->type == CDT_INTEGER && node->as.integer > 0 &&
            node->as.integer <= UINT32_MAX)
            out[(*count)++] = (unsigned)node->as.integer;
    }
    return out;
}

static void read_no_advice(cdt_checklist *c, cdt_source *source, const cdt_node *list)
{
    cdt_no_advice *all = CDT_NEW_ARRAY(&c->arena, cdt_no_advice, item_count(list));

    source->no_advice = all;
    source->no_advice_count = item_count(list);
    for (size_t i = 0; i < source->no_advice_count; i++) {
        all[i].numbers = numbers(c, cdt_node_get_z(item(list, i), "paragraph"), &all[i].number_count);
        all[i].reason = text(c, item(list, i), "reason");
    }
}

static void read_sources(cdt_checklist *c, const cdt_node *list)
{
    cdt_source *sources = CDT_NEW_ARRAY(&c->arena, cdt_source, item_count(list));

    c->sources = sources;
    c->source_count = item_count(list);
    for (size_t i = 0; i < c->source_count; i++) {
        const cdt_node *node = item(list, i), *paragraphs = cdt_node_get_z(node, "paragraphs");
        sources[i] = (cdt_source){ .id = text(c, node, "id"),
                                   .title = text(c, node, "title"),
                                   .kind = text(c, node, "kind"),
                                   .author = text(c, node, "author"),
                                   .publisher = text(c, node, "publisher"),
                                   .published = text(c, node, "dated"),
                                   .note = text(c, node, "note"),
                                   .place = cdt_node_place(&c->document, node) };
        if (paragraphs && paragraphs->kind == CDT_SCALAR && paragraphs->type == CDT_INTEGER &&
            paragraphs->as.integer > 0 && paragraphs->as.integer <= UINT32_MAX)
            sources[i].paragraphs = (unsigned)paragraphs->as.integer;
        read_no_advice(c, &sources[i], cdt_node_get_z(node, "no_advice"));
    }
}

static const cdt_source *source_named(const cdt_checklist *c, cdt_str id)
{
    for (size_t i = 0; i < c->source_count; i++)
        if (cdt_str_is_z(id, c->sources[i].id))
            return &c->sources[i];
    return NULL;
}

static void read_citations(cdt_checklist *c, cdt_check *check, const cdt_node *list)
{
    cdt_citation *citations = CDT_NEW_ARRAY(&c->arena, cdt_citation, item_count(list));

    check->sources = citations;
    check->source_count = item_count(list);
    for (size_t i = 0; i < check->source_count; i++) {
        const cdt_node *node = item(list, i);
        citations[i] = (cdt_citation){ .source = source_named(c, cdt_node_text(node, "source")),
                                       .paragraphs = joined(c, cdt_node_get_z(node, "paragraph")),
                                       .note = text(c, node, "note") };
        citations[i].numbers = numbers(c, cdt_node_get_z(node, "paragraph"), &citations[i].number_count);
    }
}

static void read_laws(cdt_checklist *c, cdt_check *check, const cdt_node *list)
{
    cdt_law *laws = CDT_NEW_ARRAY(&c->arena, cdt_law, item_count(list));

    check->laws = laws;
    check->law_count = item_count(list);
    for (size_t i = 0; i < check->law_count; i++) {
        const cdt_node *node = item(list, i);
        laws[i] = (cdt_law){ text(c, node, "law"), nations(c, cdt_node_get_z(node, "nations")), text(c, node, "as_at"),
                             text(c, node, "note") };
    }
}

static bool is_yes(const cdt_node *map, const char *key)
{
    const cdt_node *node = cdt_node_get_z(map, key);

    return node && node->state == CDT_STATED && node->type == CDT_BOOLEAN && node->as.boolean;
}

static void read_requirements(cdt_checklist *c, cdt_check *check, const cdt_node *list)
{
    cdt_requirement *requirements = CDT_NEW_ARRAY(&c->arena, cdt_requirement, item_count(list));

    check->requirements = requirements;
    check->requirement_count = item_count(list);
    for (size_t i = 0; i < check->requirement_count; i++) {
        const cdt_node *node = item(list, i);
        requirements[i] = (cdt_requirement){
            .id = text(c, node, "id"),
            .when = text(c, node, "when"),
            .that = text(c, node, "that"),
            .otherwise = text(c, node, "otherwise"),
            .only_before = text(c, node, "only_before"),
            .note = is_yes(node, "note"),
            .place = cdt_node_place(&c->document, node),
        };
    }
}

static void put_value(cdt_buf *buf, const cdt_node *node, unsigned depth)
{
    if (node->kind == CDT_SCALAR) {
        cdt_buf_put(buf, node->text);
        return;
    }
    if (depth > 3) {
        cdt_buf_put_z(buf, "...");
        return;
    }
    cdt_buf_char(buf, node->kind == CDT_LIST ? '[' : '{');
    for (uint32_t i = 0; i < node->count; i++) {
        if (i)
            cdt_buf_put_z(buf, ", ");
        if (node->kind == CDT_MAP)
            cdt_buf_printf(buf, "%.*s: ", CDT_ARGS(node->children[i]->key));
        put_value(buf, node->children[i], depth + 1);
    }
    cdt_buf_char(buf, node->kind == CDT_LIST ? ']' : '}');
}

/* "exit.notice: 1 month; without parties[south]" */
static const char *changes(cdt_checklist *c, const cdt_node *list)
{
    static const char *const words[] = { "set", "", "remove", "without ", "add", "more " };
    cdt_buf buf = { 0 };
    const char *out;

    for (size_t i = 0; i < item_count(list); i++) {
        const cdt_node *to = cdt_node_get_z(item(list, i), "to");
        for (size_t w = 0; w < sizeof words / sizeof words[0]; w += 2) {
            cdt_str path = cdt_node_text(item(list, i), words[w]);
            if (path.len)
                cdt_buf_printf(&buf, "%s%s%.*s", buf.len ? "; " : "", words[w + 1], CDT_ARGS(path));
        }
        if (to)
            cdt_buf_put_z(&buf, ": ");
        if (to)
            put_value(&buf, to, 0);
    }
    out = cdt_buf_take(&buf, &c->arena).at;
    cdt_buf_free(&buf);
    return out;
}

static cdt_expected expected(cdt_str word)
{
    static const char *const words[] = { "met", "gap", "not_applicable", "unanswered", "unconfirmed", "error" };

    for (int i = 0; i < 6; i++)
        if (cdt_str_is_z(word, words[i]))
            return (cdt_expected)i;
    return CDT_EXPECT_MET;
}

static void read_examples(cdt_checklist *c, cdt_check *check, const cdt_node *list)
{
    cdt_example *examples = CDT_NEW_ARRAY(&c->arena, cdt_example, item_count(list));

    check->examples = examples;
    check->example_count = item_count(list);
    for (size_t i = 0; i < check->example_count; i++) {
        const cdt_node *node = item(list, i), *fails = cdt_node_get_z(node, "fails");
        const char **ids = CDT_NEW_ARRAY(&c->arena, const char *, item_count(fails));
        for (size_t k = 0; k < item_count(fails); k++)
            ids[k] = cdt_copy_z(&c->arena, item(fails, k)->text);
        examples[i] = (cdt_example){ .title = text(c, node, "title"),
                                     .expect = expected(cdt_node_text(node, "expect")),
                                     .fails = ids,
                                     .fail_count = item_count(fails),
                                     .draft = text(c, node, "draft"),
                                     .changes = changes(c, cdt_node_get_z(node, "change")),
                                     .place = cdt_node_place(&c->document, node) };
    }
}

static cdt_severity severity(cdt_str word, cdt_severity otherwise)
{
    cdt_severity found = otherwise;
    char name[16] = { 0 };

    if (word.len && word.len < sizeof name) {
        memcpy(name, word.at, word.len);
        cdt_severity_named(name, &found);
    }
    return found;
}

/* One word alone, also one under `draft` or `final`, stands for both stages. */
static void read_severity(cdt_check *check, const cdt_node *node)
{
    cdt_severity always;

    check->draft = check->final = CDT_MEDIUM;
    if (!node)
        return;
    if (node->kind == CDT_SCALAR) {
        check->draft = check->final = severity(node->text, CDT_MEDIUM);
        return;
    }
    always = severity(cdt_node_text(node, "always"), CDT_MEDIUM);
    check->final = severity(cdt_node_text(node, "final"), always);
    check->draft = severity(cdt_node_text(node, "draft"), always);
    if (!cdt_node_text(node, "always").len && !cdt_node_text(node, "final").len)
        check->final = check->draft;
    if (!cdt_node_text(node, "always").len && !cdt_node_text(node, "draft").len)
        check->draft = check->final;
}

static const cdt_group *group_named(const cdt_checklist *c, cdt_str id)
{
    for (size_t i = 0; i < c->group_count; i++)
        if (cdt_str_is_z(id, c->groups[i].id))
            return &c->groups[i];
    return NULL;
}

static void read_check(cdt_checklist *c, cdt_check *check, const cdt_node *node)
{
    cdt_str none = cdt_node_text(node, "none");
    const cdt_node *words = cdt_node_get_z(node, "words");

    *check = (cdt_check){
        .id = text(c, node, "id"),
        .title = text(c, node, "title"),
        .why = text(c, node, "why"),
        .fix = text(c, node, "fix"),
        .clause = text(c, node, "clause"),
        .applies = text(c, node, "applies"),
        .group = group_named(c, cdt_node_text(node, "group")),
        .on = !cdt_str_is(cdt_node_text(node, "default"), CDT_STR("off")),
        .none = cdt_str_is(none, CDT_STR("meets"))            ? CDT_NONE_MEETS
                : cdt_str_is(none, CDT_STR("not_applicable")) ? CDT_NONE_NOT_APPLICABLE
                                                              : CDT_NONE_FAILS,
        .words = words != NULL,
        .words_required = is_yes(node, "words_required"),
        .words_measured = is_yes(node, "words_measured"),
        .place = cdt_node_place(&c->document, node),
    };
    read_severity(check, cdt_node_get_z(node, "severity"));
    read_citations(c, check, cdt_node_get_z(node, "sources"));
    read_laws(c, check, cdt_node_get_z(node, "see_also"));
    read_requirements(c, check, cdt_node_get_z(node, "require"));
    read_examples(c, check, cdt_node_get_z(node, "examples"));
}

/* What the schema cannot say. */
static void check_rules(const cdt_checklist *c, const cdt_check *check, const cdt_node *node, cdt_diags *diags)
{
    if (!check->requirement_count && !check->words)
        cdt_node_problem(&c->document, diags, CDT_BAD_CHECKLIST, node,
                         "the check %s needs `require` (conditions that must hold): there is nothing to check",
                         check->id);
}

static void read_all(cdt_checklist *c, cdt_diags *diags)
{
    const cdt_node *root = c->document.root, *list = cdt_node_get_z(root, "checks");
    cdt_check *checks = CDT_NEW_ARRAY(&c->arena, cdt_check, item_count(list));
    cdt_rules *rules = CDT_NEW_ARRAY(&c->arena, cdt_rules, item_count(list));

    c->name = text(c, root, "name");
    c->version = text(c, root, "version");
    c->title = text(c, root, "title");
    c->law_as_at = text(c, root, "law_as_at");
    c->complete = cdt_node_get_z(root, "complete");
    if (c->complete && c->complete->state != CDT_STATED)
        c->complete = NULL;
    read_groups(c, cdt_node_get_z(root, "groups"));
    read_sources(c, cdt_node_get_z(root, "sources"));
    c->checks = checks;
    c->rules = rules;
    c->check_count = item_count(list);
    for (size_t i = 0; i < c->check_count; i++) {
        read_check(c, &checks[i], item(list, i));
        rules[i].node = item(list, i);
        check_rules(c, &checks[i], item(list, i), diags);
    }
}

static cdt_words *read_words(const cdt_checklist *c, bool compile, cdt_diags *diags)
{
    const cdt_node **words = cdt_malloc((c->check_count + 1) * sizeof *words);
    cdt_words_source source = { .document = &c->document,
                                .terms = cdt_node_get_z(c->document.root, "terms"),
                                .checks = words,
                                .check_count = c->check_count,
                                .compile = compile };
    cdt_words *out;

    for (size_t i = 0; i < c->check_count; i++)
        words[i] = cdt_node_get_z(c->rules[i].node, "words");
    out = cdt_words_read(&source, diags);
    free(words);
    return out;
}

/* The name of something of a built-in checklist in the image of base/image.h. */
static const void *frozen(const char *what, const char *name)
{
    cdt_arena scratch = { 0 };
    const void *found = cdt_image_find(cdt_format(&scratch, "%s %s", what, name));

    cdt_arena_free(&scratch);
    return found;
}

static cdt_words *frozen_words(const cdt_checklist *c)
{
    const cdt_words *words = c->is_frozen ? frozen("words", c->name) : NULL;

    return words ? cdt_words_thaw(words, &c->document) : NULL;
}

const cdt_words *cdt_checklist_words(const cdt_checklist *checklist)
{
    cdt_checklist *c = (cdt_checklist *)(uintptr_t)checklist; /* what it says does not change by being read later */
    cdt_words *words = atomic_load(&c->words), *none = NULL;
    cdt_diags *diags;

    if (words)
        return words;
    diags = cdt_diags_new(); /* of no interest: the patterns that are built in were tested */
    words = frozen_words(c);
    if (!words)
        words = read_words(c, false, diags);
    cdt_diags_free(diags);
    if (atomic_compare_exchange_strong(&c->words, &none, words))
        return words;
    cdt_words_free(words); /* another thread came first */
    return none;
}

/* Go on with the document that was read; frees the checklist and returns NULL where there was an error. */
static cdt_checklist *finish(cdt_checklist *c, bool was_read, bool is_builtin, size_t errors, cdt_diags *diags)
{
    if (was_read && cdt_schema_head(&c->library->checklist, &c->document, diags)) {
        cdt_schema_apply(&c->library->checklist, &c->document, diags);
        read_all(c, diags); /* also of one that does not fit the schema, so that one run shows every mistake */
        if (!is_builtin)
            atomic_store(&c->words, read_words(c, true, diags));
        if (cdt_settings_read(c, diags))
            cdt_conditions_compile(c, diags);
    }
    if (cdt_diags_errors(diags) == errors)
        return c;
    cdt_checklist_free(c);
    return NULL;
}

static cdt_checklist *new_checklist(const cdt_library *library)
{
    cdt_checklist *c = cdt_malloc(sizeof *c);

    *c = (cdt_checklist){ .library = library };
    return c;
}

cdt_checklist *cdt_checklist_read(const cdt_library *library, const char *file, const char *bytes, size_t len,
                                  cdt_diags *diags)
{
    cdt_checklist *c = new_checklist(library);
    size_t errors = cdt_diags_errors(diags);
    bool was_read = cdt_document_read(&c->document, file, (cdt_str){ bytes, len }, 1, diags);

    if (!was_read && cdt_diags_errors(diags) == errors)
        cdt_diags_add(diags, CDT_EMPTY, (cdt_place){ .file = file, .line = 1, .column = 1 }, NULL,
                      "the file is empty; a checklist begins with `schema: concordat.checklist/v1`");
    return finish(c, was_read, false, errors, diags);
}

/* ---- built in ---- */

static const struct {
    const char *name;
    bool for_drafts;
} builtins[] = {
    { "shared-services", false },
    { "clauses", true },
    { "drafting", true },
};

size_t cdt_builtin_count(void)
{
    return sizeof builtins / sizeof builtins[0];
}

const char *cdt_builtin_name(size_t index)
{
    return builtins[index].name;
}

bool cdt_builtin_for_drafts(size_t index)
{
    return builtins[index].for_drafts;
}

static cdt_checklist *read_builtin(const cdt_library *library, const char *name, const char *const *without,
                                   cdt_diags *diags)
{
    cdt_arena scratch = { 0 };
    const cdt_embedded *file = cdt_embedded_find(cdt_format(&scratch, "checklists/%s.yaml", name));
    size_t errors = cdt_diags_errors(diags);
    cdt_checklist *c;

    cdt_arena_free(&scratch);
    if (!file)
        return NULL;
    c = new_checklist(library);
    return finish(c, cdt_document_embedded(&c->document, file, without, diags), true, errors, diags);
}

/* A checklist that was frozen, to be used and changed. */
static cdt_checklist *thaw(const cdt_library *library, const cdt_checklist *ready)
{
    cdt_checklist *c = new_checklist(library);

    memcpy(c, ready, sizeof *c);
    c->library = library;
    c->is_frozen = true;
    cdt_document_thaw(&c->document, cdt_embedded_find(c->document.file));
    cdt_settings_thaw(c);
    return c;
}

cdt_checklist *cdt_builtin_read(const cdt_library *library, const char *name, cdt_diags *diags)
{
    return read_builtin(library, name, NULL, diags);
}

cdt_checklist *cdt_builtin_read_rules(const cdt_library *library, const char *name, cdt_diags *diags)
{
    static const char *const without[] = { "complete", "examples", NULL };
    const cdt_checklist *ready = frozen("checklist", name);

    if (ready && library->root == ready->library->root)
        return thaw(library, ready);
    return read_builtin(library, name, without, diags);
}
