#include "report/result.h"

#include "base/map.h"

const char *cdt_check_name(cdt_arena *arena, const cdt_outcome *outcome)
{
    return cdt_format(arena, "%s/%s", cdt_checklist_name(outcome->checklist), outcome->check->id);
}

void cdt_put_says(cdt_buf *out, const cdt_outcome *outcome, const cdt_finding *finding)
{
    if (finding && finding->history)
        cdt_buf_put_z(out, "history: ");
    if (outcome->known || (finding && finding->known))
        cdt_buf_put_z(out, "known: ");
    if (!finding || outcome->kind == CDT_OUTCOME_UNANSWERED || outcome->kind == CDT_OUTCOME_UNCONFIRMED ||
        outcome->kind == CDT_OUTCOME_ERROR)
        cdt_buf_printf(out, "%s: ", cdt_outcome_words(outcome->kind));
    else if (finding->gap != CDT_GAP_NO)
        cdt_buf_printf(out, "%s: ", cdt_gap_words(finding->gap));
    else
        cdt_buf_put_z(out, "note: ");
    if (finding)
        cdt_buf_put_z(out, finding->message);
    else
        cdt_buf_put_z(out, *outcome->reason ? outcome->reason : outcome->check->title);
}

static cdt_standing standing_of(const cdt_outcome *outcome, const cdt_finding *finding)
{
    switch (outcome->kind) {
    case CDT_OUTCOME_ERROR: return CDT_STANDS_BROKEN;
    case CDT_OUTCOME_UNANSWERED: return outcome->known ? CDT_STANDS_ASIDE : CDT_STANDS_AGAINST;
    case CDT_OUTCOME_WAIVED: return finding && finding->gap == CDT_GAP_NO ? CDT_STANDS_ASIDE : CDT_STANDS_WAIVED;
    case CDT_OUTCOME_GAP: break;
    default: return CDT_STANDS_ASIDE;
    }
    if (outcome->history || outcome->known ||
        (finding && (finding->history || finding->known || finding->gap == CDT_GAP_NO)))
        return CDT_STANDS_ASIDE;
    return finding && finding->waiver && finding->waiver->state == CDT_WAIVER_VALID ? CDT_STANDS_WAIVED
                                                                                    : CDT_STANDS_AGAINST;
}

cdt_standing cdt_outcome_standing(const cdt_outcome *outcome)
{
    cdt_standing worst = outcome->finding_count ? CDT_STANDS_ASIDE : standing_of(outcome, NULL);

    for (size_t i = 0; i < outcome->finding_count; i++) {
        cdt_standing standing = standing_of(outcome, &outcome->findings[i]);
        worst = standing < worst ? standing : worst;
    }
    return worst;
}

/* A result while its findings are being gathered. */
typedef struct gathered {
    cdt_result result;
    cdt_buf text;
    const cdt_finding *last;
} gathered;

static void gather(gathered *g, const cdt_outcome *outcome, const cdt_finding *finding)
{
    if (g->last && strcmp(g->last->message, finding->message) == 0 && g->last->gap == finding->gap)
        return; /* two requirements that say the same */
    if (g->last)
        cdt_buf_char(&g->text, '\n');
    cdt_put_says(&g->text, outcome, finding);
    g->last = finding;
}

/* The results in the order of their first findings. */
static size_t gather_all(cdt_report *report, const cdt_review *review, const cdt_outcome *outcome, gathered *all)
{
    cdt_map places = { 0 };
    size_t count = 0;

    for (size_t i = 0; i < outcome->finding_count; i++) {
        const cdt_finding *finding = &outcome->findings[i];
        cdt_standing standing = standing_of(outcome, finding);
        char identity[CDT_IDENTITY_SIZE];
        void **slot;
        gathered *g;
        cdt_identity(review, outcome, finding, identity);
        slot = cdt_map_at(&places, cdt_str_z(cdt_format(&report->scratch, "%d%s", standing, identity)));
        if (!*slot) {
            g = *slot = &all[count++];
            g->result = (cdt_result){ .finding = finding, .standing = standing, .waiver = finding->waiver };
            if (!g->result.waiver)
                g->result.waiver = outcome->waiver;
            memcpy(g->result.identity, identity, sizeof identity);
        }
        gather(*slot, outcome, finding);
    }
    cdt_map_free(&places);
    return count;
}

size_t cdt_results(cdt_report *report, const cdt_review *review, const cdt_outcome *outcome, const cdt_result **out)
{
    size_t room = outcome->finding_count ? outcome->finding_count : 1, count;
    gathered *all = CDT_NEW_ARRAY(&report->scratch, gathered, room);
    cdt_result *results = CDT_NEW_ARRAY(&report->scratch, cdt_result, room);

    count = gather_all(report, review, outcome, all);
    if (!count) {
        all[0].result = (cdt_result){ .standing = standing_of(outcome, NULL), .waiver = outcome->waiver };
        cdt_identity(review, outcome, NULL, all[0].result.identity);
        cdt_put_says(&all[0].text, outcome, NULL);
        count = 1;
    }
    for (size_t i = 0; i < count; i++) {
        results[i] = all[i].result;
        results[i].text = cdt_buf_take(&all[i].text, &report->scratch).at;
        cdt_buf_free(&all[i].text);
    }
    *out = results;
    return count;
}

bool cdt_result_is_told(const cdt_report *report, const cdt_outcome *outcome, const cdt_result *result)
{
    return result->standing != CDT_STANDS_ASIDE || report->options.show & 1u << outcome->kind;
}

bool cdt_outcome_is_explained(const cdt_outcome *outcome)
{
    return outcome->finding_count || (outcome->kind != CDT_OUTCOME_MET && outcome->kind != CDT_OUTCOME_NOT_APPLICABLE);
}

cdt_place cdt_result_place(const cdt_review *review, const cdt_result *result)
{
    if (result->finding)
        return result->finding->place;
    return (cdt_place){ cdt_agreement_file(review->agreement), 1, 1, 0 };
}

void cdt_put_sources(cdt_buf *out, const cdt_check *check)
{
    for (size_t i = 0; i < check->source_count; i++) {
        const cdt_citation *citation = &check->sources[i];
        const cdt_source *source = citation->source;
        cdt_buf_printf(out, "%s%s", i ? "; " : "", *source->title ? source->title : source->id);
        if (*citation->paragraphs)
            cdt_buf_printf(out, ", paragraph%s %s", strpbrk(citation->paragraphs, ",-") ? "s" : "",
                           citation->paragraphs);
        if (*source->kind)
            cdt_buf_printf(out, " (%s)", source->kind);
    }
}

void cdt_put_waiver_words(cdt_buf *out, const cdt_waiver *waiver)
{
    static const char *const words[] = { [CDT_WAIVER_VALID] = "waived",
                                         [CDT_WAIVER_EXPIRED] = "waiver expired",
                                         [CDT_WAIVER_LAPSED] = "waiver lapsed, as what it excused has changed" };

    cdt_buf_put_z(out, waiver->state == CDT_WAIVER_LAPSED && !waiver->changed ? "waiver not in force yet"
                                                                              : words[waiver->state]);
    if (*waiver->until && waiver->state != CDT_WAIVER_LAPSED)
        cdt_buf_printf(out, "%s%s", waiver->state == CDT_WAIVER_VALID ? " until " : " on ", waiver->until);
    if (*waiver->reason)
        cdt_buf_printf(out, ": %s", waiver->reason);
    if (*waiver->approved_by)
        cdt_buf_printf(out, " (%s%s%s)", waiver->approved_by, *waiver->approved ? ", " : "", waiver->approved);
}

void cdt_put_checklists(cdt_buf *out, const cdt_review *review)
{
    for (size_t i = 0; i < review->checklist_count; i++) {
        const cdt_checklist *checklist = review->checklists[i];
        cdt_buf_printf(out, "%s%s", i ? ", " : "", cdt_checklist_name(checklist));
        if (*cdt_checklist_version(checklist))
            cdt_buf_printf(out, " %s", cdt_checklist_version(checklist));
        if (*cdt_checklist_law_as_at(checklist))
            cdt_buf_printf(out, " (law as at %s)", cdt_checklist_law_as_at(checklist));
    }
}
