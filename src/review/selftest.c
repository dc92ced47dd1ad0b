#include "review/selftest.h"

#include <stdlib.h>

#include "base/buf.h"
#include "review/run.h"
#include "yaml/edit.h"

typedef struct tester {
    cdt_checklist *checklist;
    cdt_test_fn tell;
    void *context;
    cdt_test_counts counts;
    cdt_arena arena; /* of one example */
} tester;

static void tell(tester *t, const cdt_check *check, const cdt_example *example, cdt_place place, const char *failure)
{
    cdt_test_result result = { check, example, failure == NULL, failure ? failure : "", place };

    t->counts.passed += result.passed;
    t->counts.failed += !result.passed;
    t->tell(&result, t->context);
}

/* ---- agreements made from the complete one ---- */

static cdt_document copy_complete(const tester *t)
{
    cdt_document document = { .file = t->checklist->document.file,
                              .text = t->checklist->document.text,
                              .first_line = 1 };

    document.lines = t->checklist->document.lines;
    document.root = cdt_node_copy(&document, t->checklist->complete);
    return document;
}

/* Types and labels of what was just changed, so that the next path finds its way. */
static void retype(const tester *t, cdt_document *document)
{
    cdt_diags *diags = cdt_diags_new();

    cdt_schema_apply(&t->checklist->library->agreement, document, diags);
    cdt_diags_free(diags);
}

/* Why the change cannot be made; NULL: it was. */
static const char *change(const tester *t, cdt_document *document, const cdt_node *operation)
{
    cdt_str set = cdt_node_text(operation, "set"), cut = cdt_node_text(operation, "remove"),
            add = cdt_node_text(operation, "add");
    const cdt_node *to = cdt_node_get_z(operation, "to");
    bool done;

    if ((set.len > 0) + (cut.len > 0) + (add.len > 0) != 1)
        return "wanted one of set, remove and add; several changes stand in a list";
    if (!cut.len && !to)
        return "wanted `to`, the value";
    if (cut.len && to)
        return "beside remove, `to` means nothing";
    done = cut.len   ? cdt_node_remove(document, cut)
           : set.len ? cdt_node_set(document, set, to)
                     : cdt_node_append(document, add, to);
    retype(t, document);
    return done ? NULL : "there is no such place in the complete agreement";
}

/* The example's agreement; NULL, with a message, where a change cannot be made or leaves no valid description. */
static cdt_agreement *make_agreement(tester *t, const cdt_node *example, const char **failure)
{
    const cdt_node *list = cdt_node_get_z(example, "change");
    cdt_document document = copy_complete(t);
    cdt_diags *diags = cdt_diags_new();
    cdt_agreement *agreement;
    const char *why;

    retype(t, &document);
    for (uint32_t i = 0; list && list->kind == CDT_LIST && i < list->count; i++) {
        why = change(t, &document, list->children[i]);
        if (why)
            *failure = cdt_format(&t->arena, "change %u cannot be made: %s", i + 1, why);
    }
    why = list && list->kind == CDT_MAP ? change(t, &document, list) : NULL;
    if (why)
        *failure = cdt_format(&t->arena, "the change cannot be made: %s", why);
    agreement = cdt_agreement_of(t->checklist->library, document, diags);
    if (!agreement->valid && !*failure)
        *failure = cdt_format(&t->arena, "the changed agreement is not valid: %s", cdt_diags_at(diags, 0)->message);
    cdt_diags_free(diags);
    return agreement;
}

/* ---- one review ---- */

/* One check, or all that the facts alone decide. */
static bool is_checked(const cdt_checklist *checklist, const cdt_check *check, void *context)
{
    (void)checklist;
    return context ? check == context : check->requirement_count > 0;
}

static cdt_day day_of(const cdt_node *example, const cdt_agreement *agreement)
{
    const cdt_node *as_of = cdt_node_get_z(example, "as_of"),
                   *head = cdt_node_get_z(agreement->document.root, "agreement");
    const cdt_node *start = cdt_node_get_z(head, "start");

    if (as_of && as_of->type == CDT_DATE && as_of->state == CDT_STATED)
        return as_of->as.date;
    if (start && start->type == CDT_DATE && start->state == CDT_STATED)
        return start->as.date; /* nothing is history yet */
    return 0;
}

static cdt_review *review(const tester *t, const cdt_agreement *agreement, const cdt_draft *draft,
                          const cdt_node *example, const cdt_check *check, const cdt_requirement *forced,
                          cdt_diags *diags)
{
    const cdt_checklist *list[] = { t->checklist };
    cdt_str stage = cdt_node_text(example, "stage");
    cdt_review_options options = { .as_of = day_of(example, agreement),
                                   .stage = !stage.len                            ? -1
                                            : cdt_str_is(stage, CDT_STR("draft")) ? CDT_STAGE_DRAFT
                                                                                  : CDT_STAGE_FINAL,
                                   .no_waivers = true,
                                   .draft = draft,
                                   .draft_only = draft != NULL,
                                   .selected = is_checked,
                                   .context = (void *)(uintptr_t)check };

    return cdt_review_forced(agreement, list, 1, &options, forced, diags);
}

/* ---- examples ---- */

static bool is_expected(const cdt_example *example, const char *requirement)
{
    for (size_t i = 0; i < example->fail_count; i++)
        if (strcmp(example->fails[i], requirement) == 0)
            return true;
    return false;
}

static bool is_requirement(const cdt_check *check, const char *id)
{
    for (size_t i = 0; i < check->requirement_count; i++)
        if (strcmp(check->requirements[i].id, id) == 0)
            return true;
    return false;
}

static cdt_outcome_kind wanted(const cdt_example *example)
{
    static const cdt_outcome_kind kinds[] = {
        [CDT_EXPECT_MET] = CDT_OUTCOME_MET,
        [CDT_EXPECT_GAP] = CDT_OUTCOME_GAP,
        [CDT_EXPECT_NOT_APPLICABLE] = CDT_OUTCOME_NOT_APPLICABLE,
        [CDT_EXPECT_UNANSWERED] = CDT_OUTCOME_UNANSWERED,
        [CDT_EXPECT_UNCONFIRMED] = CDT_OUTCOME_UNCONFIRMED,
        [CDT_EXPECT_ERROR] = CDT_OUTCOME_ERROR,
    };

    return kinds[example->expect];
}

static void put_findings(cdt_buf *buf, const cdt_outcome *outcome)
{
    for (size_t i = 0; i < outcome->finding_count; i++)
        cdt_buf_printf(buf, "; %s: %s",
                       outcome->findings[i].requirement ? outcome->findings[i].requirement->id : "applies",
                       outcome->findings[i].message);
    if (outcome->reason[0])
        cdt_buf_printf(buf, "; %s", outcome->reason);
}

/* NULL where the outcome is the example's. */
static const char *compare(tester *t, const cdt_check *check, const cdt_example *example, bool history,
                           const cdt_outcome *outcome)
{
    cdt_buf buf = { 0 };
    const char *failure = NULL;

    for (size_t i = 0; i < example->fail_count && !buf.len; i++)
        if (!is_requirement(check, example->fails[i]))
            cdt_buf_printf(&buf, "`fails` names %s, and the check has no such requirement", example->fails[i]);
    if (!buf.len && outcome->kind != wanted(example))
        cdt_buf_printf(&buf, "wanted %s, came %s", cdt_outcome_name(wanted(example)), cdt_outcome_name(outcome->kind));
    if (!buf.len && outcome->history != history)
        cdt_buf_printf(&buf, "wanted %s, came %s", history ? "history" : "a gap that counts",
                       outcome->history ? "history" : "a gap that counts");
    for (size_t i = 0; i < check->requirement_count && !buf.len; i++) {
        const char *id = check->requirements[i].id;
        if (is_expected(example, id) != outcome->failed[i])
            cdt_buf_printf(&buf, "the requirement %s %s", id,
                           is_expected(example, id) ? "was to fail and does not" : "fails and is not named in `fails`");
    }
    if (buf.len) {
        put_findings(&buf, outcome);
        failure = cdt_buf_take(&buf, &t->arena).at;
    }
    cdt_buf_free(&buf);
    return failure;
}

/* Put the example's settings, or take them back. Why that cannot be; NULL: it can. */
static const char *use_settings(tester *t, const cdt_node *settings, bool put)
{
    cdt_diags *diags = cdt_diags_new();
    const char *failure = NULL;

    for (uint32_t i = 0; settings && settings->kind == CDT_MAP && i < settings->count; i++) {
        cdt_node *value = settings->children[i];
        if (cdt_settings_put(t->checklist, value->key, put ? value : NULL, diags))
            continue;
        failure = cdt_diags_count(diags)
                      ? cdt_format(&t->arena, "a setting does not fit: %s", cdt_diags_at(diags, 0)->message)
                      : cdt_format(&t->arena, "the checklist has no setting %.*s", CDT_ARGS(value->key));
    }
    cdt_diags_free(diags);
    return failure;
}

/* Run one example, once as it is and once with each requirement taken to hold: `noticed` has a flag for each. */
static void run_example(tester *t, const cdt_check *check, const cdt_example *example, const cdt_node *node,
                        bool *noticed)
{
    const cdt_node *history_node = cdt_node_get_z(node, "history"), *settings = cdt_node_get_z(node, "settings");
    bool history = history_node && history_node->state == CDT_STATED && history_node->type == CDT_BOOLEAN &&
                   history_node->as.boolean;
    cdt_diags *diags = cdt_diags_new();
    const char *failure = NULL;
    cdt_agreement *agreement = make_agreement(t, node, &failure);
    const char *unfit = use_settings(t, settings, true);

    if (!failure)
        failure = unfit;
    if (!failure) {
        cdt_review *plain = review(t, agreement, NULL, node, check, NULL, diags);
        failure = compare(t, check, example, history, &plain->outcomes[0]);
        cdt_review_free(plain);
    }
    for (size_t i = 0; i < check->requirement_count && !failure; i++) {
        cdt_review *forced = review(t, agreement, NULL, node, check, &check->requirements[i], diags);
        noticed[i] |= compare(t, check, example, history, &forced->outcomes[0]) != NULL;
        cdt_review_free(forced);
    }
    (void)use_settings(t, settings, false);
    tell(t, check, example, example->place, failure);
    cdt_agreement_free(agreement);
    cdt_diags_free(diags);
    cdt_arena_reset(&t->arena);
}

/* ---- words ---- */

/* One paragraph is a clause of its own; several are read as they stand, with their numbers and headings. */
static cdt_draft *read_draft(tester *t, const cdt_node *node, cdt_diags *diags)
{
    cdt_str text = cdt_str_trim(cdt_node_text(node, "draft"));
    const char *whole = memchr(text.at, '\n', text.len) ? cdt_copy_z(&t->arena, text)
                                                        : cdt_format(&t->arena, "1. %.*s\n", CDT_ARGS(text));
    cdt_draft_source source = { "draft.txt", whole, strlen(whole) };
    cdt_draft_options options = { 0 };

    return cdt_draft_read(&source, 1, &options, diags);
}

/* Why the best passage is not the one that the example wants; NULL: it is. */
static const char *compare_passage(tester *t, const cdt_node *node, const cdt_draft *draft, const cdt_passage *best)
{
    cdt_str finds = cdt_str_trim(cdt_node_text(node, "finds")), value = cdt_node_text(node, "value");
    cdt_str quote = cdt_str_slice((cdt_str){ draft->text, draft->length }, best->start, best->end);

    if (finds.len && cdt_str_find(quote, finds, 0) == (size_t)-1)
        return cdt_format(&t->arena, "wanted as the best evidence \"%.*s\", came \"%.*s\"", CDT_ARGS(finds),
                          CDT_ARGS(quote));
    if (value.len && !cdt_str_is_z(value, best->value))
        return cdt_format(&t->arena, "wanted the value %.*s, came %s of \"%.*s\"", CDT_ARGS(value),
                          *best->value ? best->value : "none", CDT_ARGS(quote));
    return NULL;
}

static const char *compare_words(tester *t, const cdt_example *example, const cdt_node *node, const cdt_draft *draft,
                                 const cdt_passages *found)
{
    bool wants = example->expect == CDT_EXPECT_MET || example->expect == CDT_EXPECT_UNCONFIRMED;

    if (*found->problem)
        return found->problem;
    if (wants && !found->count)
        return cdt_format(&t->arena, "wanted the words to be found, and nothing is: \"%.*s\"",
                          CDT_ARGS(cdt_str_trim(cdt_node_text(node, "draft"))));
    if (!wants && found->count)
        return cdt_format(
            &t->arena, "wanted the words not to be found, came \"%.*s\"",
            CDT_ARGS(cdt_str_slice((cdt_str){ draft->text, draft->length }, found->at[0].start, found->at[0].end)));
    return found->count ? compare_passage(t, node, draft, &found->at[0]) : NULL;
}

/* An example of a draft for a check whose conditions read the draft: what comes of a review of it alone. */
static const char *compare_review(tester *t, const cdt_check *check, const cdt_example *example, const cdt_node *node,
                                  const cdt_draft *draft, bool *noticed, cdt_diags *diags)
{
    cdt_agreement *agreement = cdt_agreement_of_draft(t->checklist->library, "draft.txt", draft);
    cdt_review *plain = review(t, agreement, draft, node, check, NULL, diags);
    const char *failure = compare(t, check, example, false, &plain->outcomes[0]);

    cdt_review_free(plain);
    for (size_t i = 0; i < check->requirement_count && !failure; i++) {
        cdt_review *forced = review(t, agreement, draft, node, check, &check->requirements[i], diags);
        noticed[i] |= compare(t, check, example, false, &forced->outcomes[0]) != NULL;
        cdt_review_free(forced);
    }
    cdt_agreement_free(agreement);
    return failure;
}

/* An example of a draft: are the words of the check found in it, or not; or what do its conditions make of it? */
static void run_draft(tester *t, size_t index, const cdt_example *example, const cdt_node *node, bool *noticed)
{
    const cdt_check *check = &t->checklist->checks[index];
    cdt_diags *diags = cdt_diags_new();
    cdt_draft *draft = read_draft(t, node, diags);
    const char *failure = NULL;

    if (!check->words && !check->requirement_count) {
        failure = "the example has a draft, and the check has no `words`";
    } else if (!draft) {
        failure = cdt_diags_count(diags) ? cdt_copy_z(&t->arena, cdt_str_z(cdt_diags_at(diags, 0)->message))
                                         : "the draft cannot be read";
    } else if (!check->words) {
        failure = compare_review(t, check, example, node, draft, noticed, diags);
    } else {
        cdt_reading *reading = cdt_reading_new(draft);
        cdt_passages found = cdt_reading_passages(reading, cdt_checklist_words(t->checklist), index, &t->arena);
        failure = compare_words(t, example, node, draft, &found);
        cdt_reading_free(reading);
    }
    tell(t, check, example, example->place, failure);
    cdt_draft_free(draft);
    cdt_diags_free(diags);
    cdt_arena_reset(&t->arena);
}

/* ---- checks ---- */

static void run_check(tester *t, size_t index)
{
    const cdt_check *check = &t->checklist->checks[index];
    const cdt_node *list = cdt_node_get_z(t->checklist->rules[index].node, "examples");
    bool *noticed = cdt_malloc(check->requirement_count * sizeof *noticed);

    memset(noticed, 0, check->requirement_count * sizeof *noticed);
    for (size_t i = 0; i < check->example_count; i++) {
        const cdt_node *node = list->kind == CDT_LIST ? list->children[i] : list;
        if (cdt_node_get_z(node, "draft"))
            run_draft(t, index, &check->examples[i], node, noticed);
        else if (t->checklist->complete)
            run_example(t, check, &check->examples[i], node, noticed);
    }
    for (size_t i = 0; i < check->requirement_count && t->checklist->complete; i++)
        tell(t, check, NULL, check->requirements[i].place,
             noticed[i] ? NULL
                        : cdt_format(&t->arena,
                                     "no example would notice if the requirement %s always held; add one that it "
                                     "alone fails",
                                     check->requirements[i].id));
    free(noticed);
    cdt_arena_reset(&t->arena);
}

/* ---- the complete agreement ---- */

static void run_complete(tester *t)
{
    const char *failure = NULL;
    cdt_agreement *agreement = make_agreement(t, NULL, &failure);
    cdt_place place = cdt_node_key_place(&t->checklist->document, t->checklist->complete);
    cdt_diags *diags = cdt_diags_new();

    if (failure) {
        tell(t, NULL, NULL, place, failure);
    } else {
        cdt_review *made = review(t, agreement, NULL, NULL, NULL, NULL, diags);
        for (size_t i = 0; i < made->outcome_count; i++) {
            const cdt_outcome *outcome = &made->outcomes[i];
            cdt_buf buf = { 0 };
            cdt_buf_printf(&buf, "the complete agreement does not meet it: %s", cdt_outcome_name(outcome->kind));
            put_findings(&buf, outcome);
            tell(t, outcome->check, NULL, place, outcome->kind == CDT_OUTCOME_MET ? NULL : cdt_buf_str(&buf).at);
            cdt_buf_free(&buf);
        }
        cdt_review_free(made);
    }
    cdt_agreement_free(agreement);
    cdt_diags_free(diags);
    cdt_arena_reset(&t->arena);
}

/* Is the fact one whose loss a check should notice: a plain value, or an element of a list? */
static bool is_fact(const cdt_node *node)
{
    for (const cdt_node *at = node; at; at = at->parent)
        if (!at->schema || at->schema->descriptive || cdt_str_is(at->key, CDT_STR("waivers")))
            return false;
    return node->parent && (node->kind == CDT_SCALAR || node->parent->kind == CDT_LIST || node->state == CDT_NONE);
}

/* The agreement without node number `number` of the complete one; NULL where that is no fact, or leaves no valid one. */
static cdt_agreement *without(tester *t, uint32_t number, cdt_str *path, cdt_place *place)
{
    cdt_document document = copy_complete(t);
    cdt_diags *diags = cdt_diags_new();
    cdt_agreement *agreement;
    cdt_node *node = document.root;

    retype(t, &document);
    while (node->number != number) { /* numbers grow in the order of the copy, parents first */
        cdt_node *next = node->children[0];
        for (uint32_t i = 1; i < node->count && node->children[i]->number <= number; i++)
            next = node->children[i];
        node = next;
    }
    if (!is_fact(node)) {
        cdt_document_free(&document);
        cdt_diags_free(diags);
        return NULL;
    }
    *path = cdt_node_path(node, &t->arena);
    *place = cdt_node_key_place(&document, node);
    cdt_node_cut(node);
    agreement = cdt_agreement_of(t->checklist->library, document, diags);
    cdt_diags_free(diags);
    if (agreement->valid)
        return agreement;
    cdt_agreement_free(agreement);
    return NULL;
}

static void run_mutations(tester *t)
{
    cdt_document whole = copy_complete(t);
    uint32_t count = whole.node_count;

    cdt_document_free(&whole);
    for (uint32_t number = 1; number < count; number++) {
        cdt_str path;
        cdt_place place;
        cdt_agreement *agreement = without(t, number, &path, &place);
        cdt_diags *diags;
        cdt_review *made;
        if (!agreement)
            continue;
        diags = cdt_diags_new();
        made = review(t, agreement, NULL, NULL, NULL, NULL, diags);
        tell(t, NULL, NULL, place,
             made->counts.outcomes[CDT_OUTCOME_MET] < made->outcome_count
                 ? NULL
                 : cdt_format(&t->arena, "no check notices that %.*s is gone", CDT_ARGS(path)));
        cdt_review_free(made);
        cdt_diags_free(diags);
        cdt_agreement_free(agreement);
        cdt_arena_reset(&t->arena);
    }
}

/* Is there an example that changes the complete agreement? */
static bool changes_complete(const cdt_checklist *checklist)
{
    for (size_t i = 0; i < checklist->check_count; i++) {
        const cdt_node *list = cdt_node_get_z(checklist->rules[i].node, "examples");
        for (size_t k = 0; k < checklist->checks[i].example_count; k++)
            if (!cdt_node_get_z(list->kind == CDT_LIST ? list->children[k] : list, "draft"))
                return true;
    }
    return false;
}

cdt_test_counts cdt_checklist_test(cdt_checklist *checklist, bool mutate, cdt_test_fn function, void *context)
{
    tester t = { .checklist = checklist, .tell = function, .context = context };

    if (checklist->complete)
        run_complete(&t);
    else if (changes_complete(checklist))
        tell(&t, NULL, NULL, (cdt_place){ checklist->document.file, 1, 1, 0 },
             "there is no `complete:` agreement for the examples to change; add one that meets every check");
    for (size_t i = 0; i < checklist->check_count; i++)
        run_check(&t, i);
    if (mutate && checklist->complete)
        run_mutations(&t);
    cdt_arena_free(&t.arena);
    return t.counts;
}
