#include "review/compare.h"

#include "base/map.h"
#include "review/digest.h"
#include "review/subject.h"

const char *cdt_cause_name(int index)
{
    static const char *const names[CDT_CAUSES] = { "agreement", "draft", "checklist", "waiver", "date", "tool" };

    return names[index];
}

const char *cdt_gap_change_name(cdt_gap_change_kind kind)
{
    static const char *const names[] = { "opened", "closed", "moved" };

    return names[kind];
}

const char *cdt_clause_change_name(cdt_clause_change_kind kind)
{
    static const char *const names[] = { "inserted", "removed", "renumbered", "reworded" };

    return names[kind];
}

/* ---- facts ---- */

static void index_facts(cdt_map *map, const cdt_snapshot *snapshot)
{
    for (size_t i = 0; i < snapshot->fact_count; i++)
        *cdt_map_at(map, cdt_str_z(snapshot->facts[i].path)) = (void *)&snapshot->facts[i];
}

static void compare_facts(cdt_comparison *c, cdt_arena *arena)
{
    const cdt_snapshot *before = c->before.snapshot, *after = c->after.snapshot;
    cdt_map old = { 0 }, new = { 0 };
    cdt_fact_change *changes;

    if (!before || !after || !before->described || !after->described)
        return;
    index_facts(&old, before);
    index_facts(&new, after);
    c->facts = changes = CDT_NEW_ARRAY(arena, cdt_fact_change, before->fact_count + after->fact_count);
    for (size_t i = 0; i < after->fact_count; i++) {
        const cdt_kept_fact *fact = &after->facts[i], *was = cdt_map_get(&old, cdt_str_z(fact->path));
        if (!was || strcmp(was->value, fact->value) != 0)
            changes[c->fact_count++] = (cdt_fact_change){ was, fact };
    }
    for (size_t i = 0; i < before->fact_count; i++)
        if (!cdt_map_get(&new, cdt_str_z(before->facts[i].path)))
            changes[c->fact_count++] = (cdt_fact_change){ &before->facts[i], NULL };
    cdt_map_free(&old);
    cdt_map_free(&new);
}

/* ---- causes ---- */

static bool same_checklist(const cdt_review *before, const cdt_review *after, const char *name)
{
    const cdt_checklist *found[2] = { NULL, NULL };

    for (size_t i = 0; i < before->checklist_count; i++)
        if (strcmp(cdt_checklist_name(before->checklists[i]), name) == 0)
            found[0] = before->checklists[i];
    for (size_t i = 0; i < after->checklist_count; i++)
        if (strcmp(cdt_checklist_name(after->checklists[i]), name) == 0)
            found[1] = after->checklists[i];
    return found[0] && found[1] && strcmp(cdt_checklist_version(found[0]), cdt_checklist_version(found[1])) == 0;
}

static const char *draft_digest(const cdt_review *review)
{
    return review->draft && review->draft->file_count ? cdt_draft_digest(review->draft, 0) : "";
}

/* Everything that is not the same on both sides. */
static unsigned differences(const cdt_comparison *c)
{
    const cdt_review *before = c->before.review, *after = c->after.review;
    bool facts = strcmp(cdt_agreement_digest(before->agreement), cdt_agreement_digest(after->agreement)) != 0;
    unsigned causes = 0;

    if (c->before.snapshot && c->after.snapshot && !before->draft_only)
        facts = c->fact_count > 0;
    causes |= facts && !(before->draft_only && after->draft_only) ? CDT_BY_AGREEMENT : 0u;
    causes |= strcmp(draft_digest(before), draft_digest(after)) != 0 ? CDT_BY_DRAFT : 0u;
    causes |= strcmp(before->as_of, after->as_of) != 0 ? CDT_BY_DATE : 0u;
    causes |= strcmp(c->before.tool, c->after.tool) != 0 ? CDT_BY_TOOL : 0u;
    return causes;
}

/* Does a fact that changed stand at one of the findings, or was it read there? */
static bool reads_fact(const cdt_outcome *outcome, const char *path)
{
    for (size_t i = 0; outcome && i < outcome->finding_count; i++) {
        const cdt_finding *finding = &outcome->findings[i];
        const char *subject = cdt_finding_subject(finding);
        if (*subject && (cdt_path_covers(subject, path) || cdt_path_covers(path, subject)))
            return true;
        for (size_t k = 0; k < finding->because_count; k++)
            for (size_t n = 0; n < finding->because[k].operand_count; n++) {
                const char *read = finding->because[k].operands[n].path;
                if (*read && (cdt_path_covers(read, path) || cdt_path_covers(path, read)))
                    return true;
            }
    }
    return false;
}

static bool is_by_facts(const cdt_comparison *c, const cdt_outcome_change *change)
{
    for (size_t i = 0; i < c->fact_count; i++) {
        const char *path = c->facts[i].after ? c->facts[i].after->path : c->facts[i].before->path;
        if (reads_fact(change->before, path) || reads_fact(change->after, path))
            return true;
    }
    return false;
}

static unsigned causes_of(const cdt_comparison *c, const cdt_outcome_change *change, unsigned different)
{
    const cdt_outcome *before = change->before, *after = change->after;
    unsigned causes = different;

    if (!before || !after)
        return CDT_BY_CHECKLIST;
    if ((before->kind == CDT_OUTCOME_WAIVED) != (after->kind == CDT_OUTCOME_WAIVED) &&
        (before->kind == CDT_OUTCOME_GAP || after->kind == CDT_OUTCOME_GAP))
        return CDT_BY_WAIVER | (different & CDT_BY_DATE);
    if (is_by_facts(c, change))
        return CDT_BY_AGREEMENT;
    if (!same_checklist(c->before.review, c->after.review, cdt_checklist_name(after->checklist)))
        causes |= CDT_BY_CHECKLIST;
    return causes ? causes : CDT_BY_CHECKLIST; /* nothing else is left, though its version is the same */
}

/* ---- outcomes and gaps ---- */

static const char *name_of(const cdt_outcome *outcome, const cdt_finding *finding, cdt_arena *arena)
{
    return cdt_format(arena, "%s/%s\n%s", cdt_checklist_name(outcome->checklist), outcome->check->id,
                      finding ? cdt_finding_subject(finding) : "");
}

static bool is_gap(const cdt_outcome *outcome)
{
    return outcome->kind == CDT_OUTCOME_GAP || outcome->kind == CDT_OUTCOME_WAIVED;
}

static bool has_moved(const cdt_finding *before, const cdt_finding *after)
{
    return before->place.line != after->place.line || strcmp(before->clause, after->clause) != 0;
}

/* A finding by its name on one side: the first of several requirements that meet in one place. */
typedef struct indexed {
    const cdt_outcome *outcome;
    const cdt_finding *finding;
} indexed;

static void index_review(cdt_map *outcomes, cdt_map *findings, const cdt_review *review, cdt_arena *arena)
{
    for (size_t i = 0; i < review->outcome_count; i++) {
        const cdt_outcome *outcome = &review->outcomes[i];
        *cdt_map_at(outcomes, cdt_str_z(name_of(outcome, NULL, arena))) = (void *)outcome;
        for (size_t k = 0; is_gap(outcome) && k < outcome->finding_count; k++) {
            void **slot;
            if (outcome->findings[k].gap == CDT_GAP_NO)
                continue;
            slot = cdt_map_at(findings, cdt_str_z(name_of(outcome, &outcome->findings[k], arena)));
            if (!*slot) {
                indexed *made = *slot = CDT_NEW(arena, indexed);
                *made = (indexed){ outcome, &outcome->findings[k] };
            }
        }
    }
}

typedef struct sides {
    cdt_map old_outcomes, old_findings, new_outcomes, new_findings;
} sides;

static void compare_outcomes(cdt_comparison *c, const sides *s, cdt_arena *arena)
{
    const cdt_review *before = c->before.review, *after = c->after.review;
    cdt_outcome_change *changes =
        CDT_NEW_ARRAY(arena, cdt_outcome_change, before->outcome_count + after->outcome_count);
    unsigned different = differences(c);

    c->outcomes = changes;
    for (size_t i = 0; i < after->outcome_count; i++) {
        const cdt_outcome *now = &after->outcomes[i];
        const cdt_outcome *was = cdt_map_get(&s->old_outcomes, cdt_str_z(name_of(now, NULL, arena)));
        if (!was || was->kind != now->kind)
            changes[c->outcome_count++] = (cdt_outcome_change){ was, now, 0 };
    }
    for (size_t i = 0; i < before->outcome_count; i++)
        if (!cdt_map_get(&s->new_outcomes, cdt_str_z(name_of(&before->outcomes[i], NULL, arena))))
            changes[c->outcome_count++] = (cdt_outcome_change){ &before->outcomes[i], NULL, 0 };
    for (size_t i = 0; i < c->outcome_count; i++)
        changes[i].causes = causes_of(c, &changes[i], different);
}

/* Each finding of `review` that the other side's `findings` lack, or that stands elsewhere there. */
static size_t gaps_of(const cdt_review *review, cdt_map *own, const cdt_map *other, bool after, cdt_gap_change *changes,
                      cdt_arena *arena)
{
    size_t count = 0;

    for (size_t i = 0; i < review->outcome_count; i++) {
        const cdt_outcome *outcome = &review->outcomes[i];
        for (size_t k = 0; is_gap(outcome) && k < outcome->finding_count; k++) {
            const cdt_finding *finding = &outcome->findings[k];
            cdt_str name = cdt_str_z(name_of(outcome, finding, arena));
            const indexed *mine = cdt_map_get(own, name), *twin = cdt_map_get(other, name);
            if (finding->gap == CDT_GAP_NO || mine->finding != finding)
                continue;
            if (!twin)
                changes[count++] = after ? (cdt_gap_change){ CDT_GAP_OPENED, outcome, NULL, finding }
                                         : (cdt_gap_change){ CDT_GAP_CLOSED, outcome, finding, NULL };
            else if (after && has_moved(twin->finding, finding))
                changes[count++] = (cdt_gap_change){ CDT_GAP_MOVED, outcome, twin->finding, finding };
        }
    }
    return count;
}

static size_t count_findings(const cdt_review *review)
{
    size_t count = 0;

    for (size_t i = 0; i < review->outcome_count; i++)
        count += review->outcomes[i].finding_count;
    return count;
}

static void compare_gaps(cdt_comparison *c, sides *s, cdt_arena *arena)
{
    const cdt_review *before = c->before.review, *after = c->after.review;
    cdt_gap_change *changes = CDT_NEW_ARRAY(arena, cdt_gap_change, count_findings(before) + count_findings(after));

    c->gaps = changes;
    c->gap_count = gaps_of(after, &s->new_findings, &s->old_findings, true, changes, arena);
    c->gap_count += gaps_of(before, &s->old_findings, &s->new_findings, false, changes + c->gap_count, arena);
}

cdt_comparison cdt_compare(cdt_side before, cdt_side after, cdt_arena *arena)
{
    cdt_comparison c = { .before = before, .after = after };
    sides s = { .old_outcomes = { 0 } };

    index_review(&s.old_outcomes, &s.old_findings, before.review, arena);
    index_review(&s.new_outcomes, &s.new_findings, after.review, arena);
    compare_facts(&c, arena);
    compare_outcomes(&c, &s, arena);
    compare_gaps(&c, &s, arena);
    cdt_compare_drafts(&c, arena);
    cdt_map_free(&s.old_outcomes);
    cdt_map_free(&s.old_findings);
    cdt_map_free(&s.new_outcomes);
    cdt_map_free(&s.new_findings);
    return c;
}
