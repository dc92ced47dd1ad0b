/* alike.c - the sentences of a draft that are most like those that deal with a check. */
#include "words/reading.h"

#include <limits.h>

bool cdt_has_likeness(const cdt_words *words, size_t check)
{
    return words->likeness && words->likeness->checks[check];
}

static void look(cdt_search *search, size_t unit, bool follows)
{
    const cdt_units *units = &search->reading->units;
    const cdt_unit *u = &units->at[unit];

    search->known->looked = unit + 1;
    cdt_liking_look(&search->known->liking, cdt_str_slice(units->folded, u->lead, u->to), cdt_unit_heading(units, u),
                    follows);
}

static cdt_regions regions_of(const cdt_check_words *check)
{
    cdt_regions all = CDT_BODY_ONLY;

    for (size_t i = 0; i < check->count; i++)
        all |= check->alternatives[i].regions;
    return all;
}

static bool may_be_evidence(const cdt_draft *draft, const cdt_check_words *check, cdt_regions regions,
                            const cdt_unit *unit)
{
    return !unit->heading && regions >> unit->region & 1 && (!unit->note || regions & CDT_NOTES) &&
           (check->schedules || !cdt_in_schedule(draft, unit->clause));
}

static void keep(cdt_alike *alike, size_t unit, int likeness)
{
    size_t at = CDT_ALIKE;

    while (at && alike->likeness[at - 1] < likeness)
        at--;
    for (size_t i = CDT_ALIKE - 1; i > at; i--) {
        alike->units[i] = alike->units[i - 1];
        alike->likeness[i] = alike->likeness[i - 1];
    }
    if (at < CDT_ALIKE) {
        alike->units[at] = unit;
        alike->likeness[at] = likeness;
    }
}

/* While all units are looked at. */
typedef struct looking {
    cdt_search *search;
    size_t unit, before;  /* the one before it under the same heading; CDT_NOWHERE: there is none */
    size_t *checks;       /* of each number of the likeness its check; CDT_NOWHERE: the checklist has it not */
    cdt_regions *regions; /* of each number */
    int32_t *bars;        /* what is less changes nothing */
} looking;

static looking begin(cdt_search *search)
{
    const cdt_words *words = search->words;
    const cdt_likeness *likeness = words->likeness;
    cdt_arena *arena = &search->reading->arena;
    looking l = { .search = search, .before = CDT_NOWHERE };

    l.checks = CDT_NEW_ARRAY(arena, size_t, likeness->wide + 1);
    l.regions = CDT_NEW_ARRAY(arena, cdt_regions, likeness->wide + 1);
    l.bars = CDT_NEW_ARRAY(arena, int32_t, likeness->wide + 1);
    for (size_t i = 0; i < likeness->wide; i++) {
        l.checks[i] = CDT_NOWHERE;
        l.bars[i] = INT32_MAX; /* which nothing reaches */
    }
    for (size_t i = 0; i < words->check_count; i++)
        if (likeness->checks[i]) {
            l.checks[likeness->checks[i] - 1U] = i;
            l.regions[likeness->checks[i] - 1U] = regions_of(&words->checks[i]);
            l.bars[likeness->checks[i] - 1U] = INT32_MIN;
        }
    return l;
}

/* Does it belong to the likest of the check, by itself or with the unit before it? */
static void weigh(looking *l, size_t number)
{
    const size_t check = l->checks[number];
    const cdt_check_words *words = &l->search->words->checks[check];
    const cdt_unit *units = l->search->reading->units.at;
    const cdt_draft *draft = l->search->reading->draft;
    const cdt_liking *liking = &l->search->known->liking;
    const int likeness = cdt_liking_of(liking, number);
    cdt_alike *alike = &l->search->known->alike[check];
    int least;

    if (!may_be_evidence(draft, words, l->regions[number], &units[l->unit]))
        return;
    cdt_likely_add(&alike->all, likeness);
    if (l->before != CDT_NOWHERE && may_be_evidence(draft, words, l->regions[number], &units[l->before]))
        cdt_likely_add(&alike->all, cdt_liking_of_both(liking, number));
    keep(alike, l->unit, likeness);
    least = cdt_likely_least(&alike->all);
    if (alike->likeness[CDT_ALIKE - 1] < least)
        least = alike->likeness[CDT_ALIKE - 1];
    l->bars[number] = cdt_liking_bar(liking->likeness, number, least);
}

static void weigh_all(looking *l)
{
    const cdt_liking *liking = &l->search->known->liking;

    for (size_t first = 0; first < liking->likeness->wide; first += CDT_LIKE_WIDE)
        for (uint32_t reach = cdt_liking_reaches(liking, l->bars, first); reach; reach &= reach - 1)
            weigh(l, first + (size_t)__builtin_ctz(reach));
}

static cdt_alike none(void)
{
    cdt_alike alike;

    memset(&alike, 0, sizeof alike);
    for (size_t i = 0; i < CDT_ALIKE; i++) {
        alike.units[i] = CDT_NOWHERE;
        alike.likeness[i] = INT_MIN;
    }
    return alike;
}

static void look_at_all(cdt_search *search)
{
    const cdt_units *units = &search->reading->units;
    cdt_known *known = search->known;
    looking l = begin(search);
    cdt_str above = { "", 0 };

    known->liking = cdt_liking_new(search->words->likeness, &search->reading->arena);
    known->alike = CDT_NEW_ARRAY(&search->reading->arena, cdt_alike, search->words->check_count + 1);
    for (size_t i = 0; i < search->words->check_count; i++)
        known->alike[i] = none();
    for (l.unit = 0; l.unit < units->count; l.unit++) {
        cdt_str heading;
        if (units->at[l.unit].heading)
            continue;
        heading = cdt_unit_heading(units, &units->at[l.unit]);
        if (heading.at != above.at)
            l.before = CDT_NOWHERE;
        look(search, l.unit, l.before != CDT_NOWHERE);
        weigh_all(&l);
        l.before = l.unit;
        above = heading;
    }
}

int cdt_likeness_of(cdt_search *search, size_t check, size_t unit)
{
    if (!search->known->alike)
        look_at_all(search);
    if (search->known->looked != unit + 1)
        look(search, unit, false);
    return cdt_liking_of(&search->known->liking, search->words->likeness->checks[check] - 1U);
}

const cdt_alike *cdt_alike_for(cdt_search *search, size_t check)
{
    if (!search->known->alike)
        look_at_all(search);
    return &search->known->alike[check];
}
