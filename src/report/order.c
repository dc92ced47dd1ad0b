#include "report/order.h"

#include <stdlib.h>

bool cdt_outcome_counts(const cdt_outcome *outcome)
{
    return outcome->kind == CDT_OUTCOME_GAP && !outcome->history && !outcome->known;
}

void cdt_count_severities(const cdt_review *review, size_t counts[CDT_HIGH + 1])
{
    for (int i = CDT_INFO; i <= CDT_HIGH; i++)
        counts[i] = 0;
    for (size_t i = 0; i < review->outcome_count; i++)
        counts[review->outcomes[i].severity] += cdt_outcome_counts(&review->outcomes[i]);
}

static int compare(size_t a, size_t b)
{
    return a < b ? -1 : a > b;
}

static int by_weight(const cdt_ordered *a, const cdt_ordered *b)
{
    int order = compare(b->outcome->severity, a->outcome->severity);

    return order ? order : compare(a->gap, b->gap);
}

static int by_group(const cdt_ordered *a, const cdt_ordered *b)
{
    int order = compare(a->checklist_rank, b->checklist_rank);

    return order ? order : compare(a->group_rank, b->group_rank);
}

static int group_first(const void *left, const void *right)
{
    const cdt_ordered *a = left, *b = right;
    int order = by_group(a, b);

    if (!order)
        order = by_weight(a, b);
    return order ? order : compare(a->index, b->index);
}

static int weight_first(const void *left, const void *right)
{
    const cdt_ordered *a = left, *b = right;
    int order = by_weight(a, b);

    if (!order)
        order = by_group(a, b);
    return order ? order : compare(a->index, b->index);
}

static size_t rank_of_checklist(const cdt_review *review, const cdt_checklist *checklist)
{
    size_t rank = 0;

    while (rank < review->checklist_count && review->checklists[rank] != checklist)
        rank++;
    return rank;
}

static size_t rank_of_group(const cdt_outcome *outcome)
{
    const cdt_group *groups;
    size_t count = cdt_checklist_groups(outcome->checklist, &groups), rank = 0;

    while (rank < count && (!outcome->check->group || strcmp(groups[rank].id, outcome->check->group->id) != 0))
        rank++;
    return rank;
}

static cdt_ordered *gather(const cdt_review *review, cdt_arena *arena)
{
    cdt_ordered *all = CDT_NEW_ARRAY(arena, cdt_ordered, review->outcome_count);

    for (size_t i = 0; i < review->outcome_count; i++) {
        const cdt_outcome *outcome = &review->outcomes[i];
        all[i] = (cdt_ordered){
            .outcome = outcome,
            .group = outcome->check->group,
            .gap = cdt_outcome_gap(outcome),
            .checklist_rank = rank_of_checklist(review, outcome->checklist),
            .group_rank = rank_of_group(outcome),
            .index = i,
        };
    }
    return all;
}

const cdt_ordered *cdt_order_outcomes(const cdt_review *review, cdt_arena *arena)
{
    cdt_ordered *all = gather(review, arena);

    if (review->outcome_count)
        qsort(all, review->outcome_count, sizeof *all, group_first);
    return all;
}

const cdt_ordered *cdt_order_by_severity(const cdt_review *review, cdt_arena *arena)
{
    cdt_ordered *all = gather(review, arena);

    if (review->outcome_count)
        qsort(all, review->outcome_count, sizeof *all, weight_first);
    return all;
}
