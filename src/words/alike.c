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

/* Does it belong to the likest of some check, by itself or with the unit before it? `before`: CDT_NOWHERE where none is under the
 * same heading. */
static void weigh(cdt_search *search, size_t before, size_t u, const cdt_regions *regions)
{
    const cdt_words *words = search->words;
    const cdt_unit *units = search->reading->units.at;
    const cdt_draft *draft = search->reading->draft;
    const cdt_liking *liking = &search->known->liking;
    const bool pair = before != CDT_NOWHERE;

    for (size_t i = 0; i < words->check_count; i++) {
        const cdt_check_words *check = &words->checks[i];
        cdt_alike *alike = &search->known->alike[i];
        int likeness, both;
        if (!words->likeness->checks[i])
            continue;
        likeness = cdt_liking_of(liking, words->likeness->checks[i] - 1U);
        both = pair ? cdt_liking_of_both(liking, words->likeness->checks[i] - 1U) : INT_MIN;
        if ((likeness < alike->least && both < alike->least) || !may_be_evidence(draft, check, regions[i], &units[u]))
            continue;
        cdt_likely_add(&alike->all, likeness);
        if (pair && may_be_evidence(draft, check, regions[i], &units[before]))
            cdt_likely_add(&alike->all, both);
        keep(alike, u, likeness);
        alike->least = cdt_likely_least(&alike->all);
        if (alike->likeness[CDT_ALIKE - 1] < alike->least)
            alike->least = alike->likeness[CDT_ALIKE - 1];
    }
}

static cdt_alike none(void)
{
    cdt_alike alike = { .least = INT_MIN };

    for (size_t i = 0; i < CDT_ALIKE; i++) {
        alike.units[i] = CDT_NOWHERE;
        alike.likeness[i] = INT_MIN;
    }
    return alike;
}

static void look_at_all(cdt_search *search)
{
    const cdt_words *words = search->words;
    const cdt_units *units = &search->reading->units;
    cdt_known *known = search->known;
    cdt_arena *arena = &search->reading->arena;
    cdt_regions *regions = CDT_NEW_ARRAY(arena, cdt_regions, words->check_count + 1);
    size_t before = CDT_NOWHERE;
    cdt_str above = { "", 0 };

    known->liking = cdt_liking_new(words->likeness, arena);
    known->alike = CDT_NEW_ARRAY(arena, cdt_alike, words->check_count + 1);
    for (size_t i = 0; i < words->check_count; i++) {
        regions[i] = regions_of(&words->checks[i]);
        known->alike[i] = none();
    }
    for (size_t u = 0; u < units->count; u++) {
        cdt_str heading;
        if (units->at[u].heading)
            continue;
        heading = cdt_unit_heading(units, &units->at[u]);
        if (heading.at != above.at)
            before = CDT_NOWHERE;
        look(search, u, before != CDT_NOWHERE);
        weigh(search, before, u, regions);
        before = u;
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
