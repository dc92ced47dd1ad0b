/* waivers.c - gaps that were accepted: by whom, why, and until when. */
#include "base/buf.h"
#include "review/run.h"

static const char *text(cdt_run *run, const cdt_node *map, const char *key)
{
    return cdt_copy_z(run->arena, cdt_node_text(map, key));
}

static bool date_of(const cdt_node *map, const char *key, cdt_day *day)
{
    const cdt_node *node = cdt_node_get_z(map, key);

    if (!node || node->state != CDT_STATED || node->type != CDT_DATE)
        return false;
    *day = node->as.date;
    return true;
}

void cdt_waivers_read(cdt_run *run)
{
    const cdt_document *document = &run->agreement->document;
    const cdt_node *list = cdt_node_get_z(document->root, "waivers");

    if (run->options->no_waivers || !list || list->kind != CDT_LIST || list->state != CDT_STATED)
        return;
    run->waivers = CDT_NEW_ARRAY(run->arena, cdt_waiver, list->count);
    run->used = CDT_NEW_ARRAY(run->arena, bool, list->count);
    run->waiver_count = list->count;
    for (uint32_t i = 0; i < list->count; i++) {
        const cdt_node *node = list->children[i];
        cdt_waiver *waiver = &run->waivers[i];
        cdt_day day;
        *waiver = (cdt_waiver){
            .check = text(run, node, "check"),
            .path = text(run, node, "path"),
            .reason = text(run, node, "reason"),
            .approved_by = text(run, node, "approved_by"),
            .approved = text(run, node, "approved"),
            .until = text(run, node, "until"),
            .reference = text(run, node, "reference"),
            .place = cdt_node_place(document, node),
        };
        if (date_of(node, "until", &day) && run->options->as_of > day)
            waiver->state = CDT_WAIVER_EXPIRED; /* `until` is the last day on which it is valid */
        if (date_of(node, "approved", &day) && run->options->as_of < day)
            waiver->state = CDT_WAIVER_LAPSED; /* approved only later: not in force on the day of the review */
    }
    run->review->waivers = run->waivers;
    run->review->waiver_count = run->waiver_count;
}

/* `check` is an id, or checklist/id. */
static bool names_check(const char *name, const cdt_outcome *outcome)
{
    cdt_str wanted = cdt_str_z(name), checklist = cdt_str_z(outcome->checklist->name);

    if (cdt_str_starts(wanted, checklist) && wanted.len > checklist.len && wanted.at[checklist.len] == '/')
        return cdt_str_is_z(cdt_str_slice(wanted, checklist.len + 1, wanted.len), outcome->check->id);
    return cdt_str_is_z(wanted, outcome->check->id);
}

/* A waiver of a path excuses what lies at or below it; one without a path, the whole check. */
static bool covers(const cdt_waiver *waiver, const cdt_finding *finding)
{
    size_t len = strlen(waiver->path);

    if (!len)
        return true;
    return strncmp(finding->path, waiver->path, len) == 0 &&
           (finding->path[len] == '\0' || finding->path[len] == '.' || finding->path[len] == '[');
}

static void apply_one(cdt_run *run, size_t i, const cdt_outcome *outcome, cdt_findings *findings)
{
    const cdt_waiver *waiver = &run->waivers[i];

    for (size_t k = 0; k < findings->count && outcome->kind == CDT_OUTCOME_GAP; k++) {
        cdt_finding *finding = &findings->at[k];
        bool valid = finding->waiver && finding->waiver->state == CDT_WAIVER_VALID;
        if (finding->gap == CDT_GAP_NO || valid || !covers(waiver, finding))
            continue;
        finding->waiver = waiver;
        run->used[i] = true;
    }
}

void cdt_waivers_apply(cdt_run *run, cdt_outcome *outcome, cdt_findings *findings)
{
    const cdt_waiver *whole = NULL;
    size_t gaps = 0, waived = 0;

    for (size_t i = 0; i < run->waiver_count; i++)
        if (names_check(run->waivers[i].check, outcome))
            apply_one(run, i, outcome, findings);
    for (size_t k = 0; k < findings->count; k++) {
        const cdt_finding *finding = &findings->at[k];
        if (finding->gap == CDT_GAP_NO)
            continue;
        gaps++;
        if (!finding->waiver)
            continue;
        waived += finding->waiver->state == CDT_WAIVER_VALID;
        if (!whole)
            whole = finding->waiver;
    }
    outcome->waiver = whole;
    if (outcome->kind == CDT_OUTCOME_GAP && gaps && gaps == waived)
        outcome->kind = CDT_OUTCOME_WAIVED;
}

/* Is the check that a waiver names one of those that were reviewed? */
static const cdt_outcome *outcome_named(const cdt_run *run, const char *name)
{
    for (size_t i = 0; i < run->review->outcome_count; i++)
        if (names_check(name, &run->review->outcomes[i]))
            return &run->review->outcomes[i];
    return NULL;
}

static bool is_known(const cdt_run *run, const char *name)
{
    for (size_t i = 0; i < run->review->checklist_count; i++) {
        const cdt_checklist *checklist = run->review->checklists[i];
        size_t len = strlen(checklist->name);
        if (cdt_checklist_find(checklist, name))
            return true;
        if (strncmp(name, checklist->name, len) == 0 && name[len] == '/')
            return cdt_checklist_find(checklist, name + len + 1) != NULL;
        if (strchr(name, '/') && i + 1 == run->review->checklist_count)
            return true; /* a check of a checklist that is not held today */
    }
    return false;
}

/* Why the waiver excuses nothing; NULL where its check is not among those that were reviewed. */
static const char *idle_because(const cdt_run *run, const cdt_waiver *waiver)
{
    const cdt_outcome *outcome = outcome_named(run, waiver->check);

    if (!outcome)
        return NULL;
    if (outcome->kind == CDT_OUTCOME_GAP || outcome->kind == CDT_OUTCOME_WAIVED)
        return "has no such finding";
    return outcome->kind == CDT_OUTCOME_NOT_APPLICABLE ? "does not apply" : "is no gap";
}

void cdt_waivers_close(cdt_run *run)
{
    for (size_t i = 0; i < run->waiver_count; i++) {
        const cdt_waiver *waiver = &run->waivers[i];
        const char *why = idle_because(run, waiver);
        bool known = is_known(run, waiver->check);
        if (run->used[i] || (known && !why))
            continue;
        run->review->stale_waivers++;
        if (!known)
            cdt_place_problem(&run->agreement->document, run->diags, CDT_BAD_WAIVER, waiver->place,
                              "this waiver names the check %s, which no checklist here has; concordat list shows them",
                              waiver->check);
        else
            cdt_place_problem(&run->agreement->document, run->diags, CDT_BAD_WAIVER, waiver->place,
                              "this waiver excuses nothing: %s%s%s %s; take it out", waiver->check,
                              waiver->path[0] ? " at " : "", waiver->path, why);
    }
}
