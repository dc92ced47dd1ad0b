#include "review/baseline.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/map.h"
#include "review/subject.h"
#include "yaml/outline.h"
#include "yaml/schema.h"

struct cdt_baseline {
    cdt_schemas schemas;
    cdt_document document;
    cdt_known *known;
    size_t count, room;
    cdt_map by_name; /* of cdt_known */
    cdt_arena arena;
};

/* ---- reading ---- */

static cdt_str name_of(cdt_arena *arena, const char *agreement, const char *check, const char *at)
{
    return cdt_str_z(cdt_format(arena, "%s\n%s\n%s", agreement, check, at));
}

static void add(cdt_baseline *b, cdt_known known)
{
    if (b->count == b->room) {
        b->room = b->room ? b->room * 2 : 64;
        b->known = cdt_realloc(b->known, b->room * sizeof *b->known);
    }
    b->known[b->count++] = known;
}

static const cdt_node *list_of(const cdt_node *map, const char *key)
{
    const cdt_node *list = cdt_node_get_z(map, key);

    return list && list->kind == CDT_LIST && list->state == CDT_STATED ? list : NULL;
}

static void read_gap(cdt_baseline *b, const char *agreement, const cdt_node *gap)
{
    const cdt_node *places = cdt_node_get_z(gap, "at");
    cdt_known known = { .agreement = agreement,
                        .check = cdt_copy_z(&b->arena, cdt_node_text(gap, "check")),
                        .at = "",
                        .place = cdt_node_place(&b->document, gap) };

    if (!places || places->kind != CDT_LIST || !places->count)
        add(b, known);
    for (uint32_t i = 0; places && places->kind == CDT_LIST && i < places->count; i++) {
        known.at = cdt_copy_z(&b->arena, places->children[i]->text);
        add(b, known);
    }
}

static void read_all(cdt_baseline *b)
{
    const cdt_node *agreements = list_of(b->document.root, "agreements");

    for (uint32_t i = 0; agreements && i < agreements->count; i++) {
        const cdt_node *item = agreements->children[i], *gaps = list_of(item, "gaps");
        const char *agreement = cdt_copy_z(&b->arena, cdt_node_text(item, "agreement"));
        for (uint32_t k = 0; gaps && k < gaps->count; k++)
            read_gap(b, agreement, gaps->children[k]);
    }
    for (size_t i = 0; i < b->count; i++)
        *cdt_map_at(&b->by_name, name_of(&b->arena, b->known[i].agreement, b->known[i].check, b->known[i].at)) =
            &b->known[i];
}

cdt_baseline *cdt_baseline_read(const char *file, const char *bytes, size_t len, cdt_diags *diags)
{
    cdt_baseline *made = cdt_malloc(sizeof *made);

    *made = (cdt_baseline){ .count = 0 };
    if (cdt_schema_read_file(&made->schemas, &made->document, cdt_embedded_find("schemas/baseline.schema.yaml"), file,
                             (cdt_str){ bytes, len }, diags)) {
        read_all(made);
        return made;
    }
    cdt_baseline_free(made);
    return NULL;
}

void cdt_baseline_free(cdt_baseline *baseline)
{
    if (!baseline)
        return;
    cdt_map_free(&baseline->by_name);
    cdt_document_free(&baseline->document);
    cdt_schemas_free(&baseline->schemas);
    cdt_arena_free(&baseline->arena);
    free(baseline->known);
    free(baseline);
}

size_t cdt_baseline_count(const cdt_baseline *baseline)
{
    return baseline->count;
}

const cdt_known *cdt_baseline_at(const cdt_baseline *baseline, size_t index)
{
    return &baseline->known[index];
}

/* ---- reviews ---- */

static bool has(const cdt_baseline *baseline, const cdt_review *review, const cdt_outcome *outcome, const char *at)
{
    cdt_arena scratch = { 0 };
    const char *check = cdt_format(&scratch, "%s/%s", cdt_checklist_name(outcome->checklist), outcome->check->id);
    bool found = cdt_map_get(&baseline->by_name, name_of(&scratch, review->identity, check, at)) != NULL;

    cdt_arena_free(&scratch);
    return found;
}

/* Does a finding count against the agreement, if nobody knew of it? */
static bool counts(const cdt_outcome *outcome, const cdt_finding *finding)
{
    if (outcome->kind == CDT_OUTCOME_UNANSWERED)
        return true;
    return finding->gap != CDT_GAP_NO && !finding->history &&
           !(finding->waiver && finding->waiver->state == CDT_WAIVER_VALID);
}

static bool is_of_interest(const cdt_outcome *outcome)
{
    return outcome->kind == CDT_OUTCOME_UNANSWERED || (outcome->kind == CDT_OUTCOME_GAP && !outcome->history);
}

void cdt_baseline_apply(const cdt_baseline *baseline, const cdt_review *review, cdt_outcome *outcome,
                        cdt_finding *findings)
{
    size_t fresh = 0;

    if (!baseline || !is_of_interest(outcome))
        return;
    for (size_t i = 0; i < outcome->finding_count; i++) {
        if (!counts(outcome, &findings[i]))
            continue;
        findings[i].known = has(baseline, review, outcome, cdt_finding_subject(&findings[i]));
        fresh += !findings[i].known;
    }
    if (!outcome->finding_count)
        fresh = !has(baseline, review, outcome, "");
    outcome->known = fresh == 0;
}

size_t cdt_baseline_gather(const cdt_review *review, cdt_arena *arena, const cdt_known **known)
{
    size_t most = 0, count = 0;
    cdt_map seen = { 0 };
    cdt_known *all;

    for (size_t i = 0; i < review->outcome_count; i++)
        most += review->outcomes[i].finding_count + 1;
    all = CDT_NEW_ARRAY(arena, cdt_known, most);
    for (size_t i = 0; i < review->outcome_count; i++) {
        const cdt_outcome *outcome = &review->outcomes[i];
        cdt_known one = { .agreement = cdt_copy_z(arena, cdt_str_z(review->identity)), .at = "" };
        one.check = cdt_format(arena, "%s/%s", cdt_checklist_name(outcome->checklist), outcome->check->id);
        if (is_of_interest(outcome) && !outcome->finding_count)
            all[count++] = one;
        for (size_t k = 0; is_of_interest(outcome) && k < outcome->finding_count; k++) {
            const char *at = cdt_finding_subject(&outcome->findings[k]);
            void **slot = cdt_map_at(&seen, name_of(arena, one.agreement, one.check, at));
            if (*slot || !counts(outcome, &outcome->findings[k]))
                continue;
            *slot = &all[count];
            one.at = cdt_copy_z(arena, cdt_str_z(at));
            all[count++] = one;
        }
    }
    cdt_map_free(&seen);
    *known = all;
    return count;
}

/* ---- writing ---- */

void cdt_baseline_write(cdt_buf *out, const cdt_known *const *known, size_t count, const char *as_of)
{
    const cdt_known *before = NULL;

    cdt_buf_printf(out, "schema: concordat.baseline/v1\nas_of: %s\nagreements:%s\n", as_of, count ? "" : " []");
    for (size_t i = 0; i < count; i++) {
        const cdt_known *one = known[i];
        bool same = before && strcmp(before->agreement, one->agreement) == 0;
        if (!same) {
            cdt_buf_put_z(out, "  - agreement: ");
            cdt_yaml_scalar(out, cdt_str_z(one->agreement));
            cdt_buf_put_z(out, "\n    gaps:\n");
        }
        if (!same || strcmp(before->check, one->check) != 0) {
            cdt_buf_printf(out, "      - check: %s\n", one->check);
            if (*one->at)
                cdt_buf_put_z(out, "        at:\n");
        }
        if (*one->at) {
            cdt_buf_put_z(out, "          - ");
            cdt_yaml_scalar(out, cdt_str_z(one->at));
            cdt_buf_char(out, '\n');
        }
        before = one;
    }
}
