/* waivers.c - gaps that were accepted: by whom, why, and until when. */
#include "review/digest.h"
#include "review/run.h"
#include "review/waiver_file.h"

static const cdt_node *own_list(const cdt_run *run)
{
    const cdt_node *list = cdt_node_get_z(run->agreement->document.root, "waivers");

    return list && list->kind == CDT_LIST && list->state == CDT_STATED ? list : NULL;
}

/* Those of a list that are for this agreement; in a description, one that names none is for it. */
static void add_list(cdt_run *run, const cdt_document *document, const cdt_node *list, bool own)
{
    for (uint32_t i = 0; list && i < list->count; i++) {
        cdt_waiver waiver = cdt_waiver_of(document, list->children[i], run->options->as_of, run->arena);
        bool ours = own && !*waiver.agreement;
        if (!ours && strcmp(waiver.agreement, run->review->identity) != 0)
            continue;
        run->waiver_documents[run->waiver_count] = document;
        run->waivers[run->waiver_count++] = waiver;
    }
}

void cdt_waivers_read(cdt_run *run)
{
    const cdt_review_options *options = run->options;
    const cdt_node *own = own_list(run);
    size_t most = own ? own->count : 0;

    if (options->no_waivers)
        return;
    for (size_t i = 0; i < options->waiver_file_count; i++)
        most += cdt_waiver_file_count(options->waiver_files[i]);
    run->waivers = CDT_NEW_ARRAY(run->arena, cdt_waiver, most);
    run->waiver_documents = CDT_NEW_ARRAY(run->arena, const cdt_document *, most);
    add_list(run, &run->agreement->document, own, true);
    for (size_t i = 0; i < options->waiver_file_count; i++)
        add_list(run, &options->waiver_files[i]->document, options->waiver_files[i]->list, false);
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

/* Has what the waiver excused changed since its digest was taken? */
static bool has_changed(const cdt_run *run, const cdt_waiver *waiver, const cdt_findings *findings)
{
    char digest[CDT_DIGEST_SIZE];

    if (!*waiver->digest)
        return false;
    cdt_digest_findings(run->agreement, findings->at, findings->count, waiver->path, digest);
    return strcmp(digest, waiver->digest) != 0;
}

/* A waiver of a path excuses what lies at or below it; one without a path, the whole check. */
static void apply_one(cdt_run *run, cdt_waiver *waiver, const cdt_outcome *outcome, cdt_findings *findings)
{
    bool looked = false;

    for (size_t k = 0; k < findings->count && outcome->kind == CDT_OUTCOME_GAP; k++) {
        cdt_finding *finding = &findings->at[k];
        bool valid = finding->waiver && finding->waiver->state == CDT_WAIVER_VALID;
        if (finding->gap == CDT_GAP_NO || valid || !cdt_path_covers_finding(waiver->path, finding))
            continue;
        if (!looked && waiver->state == CDT_WAIVER_VALID && has_changed(run, waiver, findings)) {
            waiver->state = CDT_WAIVER_LAPSED;
            waiver->changed = true;
        }
        looked = true;
        finding->waiver = waiver;
        waiver->used = true;
    }
}

void cdt_waivers_apply(cdt_run *run, cdt_outcome *outcome, cdt_findings *findings)
{
    const cdt_waiver *whole = NULL;
    size_t gaps = 0, waived = 0;

    for (size_t i = 0; i < run->waiver_count; i++)
        if (names_check(run->waivers[i].check, outcome))
            apply_one(run, &run->waivers[i], outcome, findings);
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
        cdt_waiver *waiver = &run->waivers[i];
        const char *why = idle_because(run, waiver);
        bool known = is_known(run, waiver->check);
        if (waiver->used || (known && !why))
            continue;
        run->review->stale_waivers++;
        waiver->idle = true;
        if (!known)
            cdt_place_problem(run->waiver_documents[i], run->diags, CDT_BAD_WAIVER, waiver->place,
                              "this waiver names the check %s, which no checklist here has; concordat list shows them",
                              waiver->check);
        else
            cdt_place_problem(run->waiver_documents[i], run->diags, CDT_BAD_WAIVER, waiver->place,
                              "this waiver excuses nothing: %s%s%s %s; take it out", waiver->check,
                              waiver->path[0] ? " at " : "", waiver->path, why);
    }
}
