#include "draft/links.h"

#include "base/map.h"
#include "draft/places.h"

/* The clause in which byte `at` is, or which ends there; CDT_NOWHERE. */
static size_t clause_at(const cdt_draft *draft, size_t at)
{
    size_t low = 0, high = draft->clause_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (draft->clauses[middle].end < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low < draft->clause_count && draft->clauses[low].start <= at ? low : CDT_NOWHERE;
}

/* The last word of a number, folded: "5.1.b", "3" of "Schedule 2, 3", "2" of "Schedule 2". */
static cdt_str fold_last(cdt_str number, const cdt_clause *clause, cdt_arena *scratch)
{
    size_t from = (number = cdt_str_trim(number)).len;

    while (from && number.at[from - 1] != ' ' && number.at[from - 1] != '\xA0')
        from--;
    return cdt_places_fold(cdt_str_slice(number, from, number.len), clause->kind == CDT_CLAUSE_SCHEDULE, scratch);
}

/* Where each bookmark begins; the first of a name counts. */
static void find_anchors(const cdt_making *making, cdt_map *anchors)
{
    for (size_t i = 0; i < making->mark_count; i++) {
        const cdt_mark *mark = &making->marks[i];
        void **at;
        if (mark->kind != CDT_MARK_ANCHOR)
            continue;
        at = cdt_map_at(anchors, mark->name);
        if (!*at)
            *at = (void *)mark;
    }
}

static void add_link(cdt_making *making, cdt_links *links, const cdt_mark *mark, const cdt_mark *anchor)
{
    size_t target = clause_at(&making->draft, anchor->start);
    const cdt_clause *clause = target == CDT_NOWHERE ? NULL : &making->draft.clauses[target];

    if (!clause || !*clause->number || !*clause->label ||
        (links->count && links->at[links->count - 1].at.end > mark->start))
        return;
    links->at[links->count++] = (cdt_link){ .at = { mark->start, mark->end },
                                            .target = target,
                                            .number = fold_last(cdt_str_z(clause->number), clause, &making->scratch) };
}

cdt_links *cdt_making_links(cdt_making *making)
{
    cdt_links *links = making->links;
    cdt_map anchors = { 0 };
    size_t count = 0;

    if (links)
        return links;
    making->links = links = CDT_NEW(&making->scratch, cdt_links);
    for (size_t i = 0; i < making->mark_count; i++)
        count += making->marks[i].kind == CDT_MARK_LINK;
    if (!count)
        return links;
    links->at = CDT_NEW_ARRAY(&making->scratch, cdt_link, count);
    find_anchors(making, &anchors);
    for (size_t i = 0; i < making->mark_count; i++) {
        const cdt_mark *mark = &making->marks[i],
                       *anchor = mark->kind == CDT_MARK_LINK ? cdt_map_get(&anchors, mark->name) : NULL;
        if (anchor)
            add_link(making, links, mark, anchor);
    }
    cdt_map_free(&anchors);
    return links;
}

cdt_link *cdt_links_in(const cdt_links *links, cdt_stretch stretch)
{
    size_t low = 0, high = links->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (links->at[middle].at.end <= stretch.start)
            low = middle + 1;
        else
            high = middle;
    }
    return low < links->count && links->at[low].at.start < stretch.end ? &links->at[low] : NULL;
}

bool cdt_link_is_stale(cdt_making *making, const cdt_link *link)
{
    const cdt_clause *target = &making->draft.clauses[link->target];
    cdt_str shown = fold_last((cdt_str){ making->draft.text + link->at.start, link->at.end - link->at.start }, target,
                              &making->scratch);

    return shown.len && !cdt_places_ends_in(link->number, shown) &&
           !cdt_places_ends_in(fold_last(cdt_str_z(target->label), target, &making->scratch), shown);
}
