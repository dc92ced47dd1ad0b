/* alike.c - the sentences of a draft that are most like those that deal with a check. */
#include "words/reading.h"

#include <limits.h>

bool cdt_has_likeness(const cdt_words *words, size_t check)
{
    return words->likeness && words->likeness->checks[check];
}

static void look(cdt_search *search, size_t unit)
{
    const cdt_units *units = &search->reading->units;
    const cdt_unit *u = &units->at[unit];

    if (search->known->looked == unit + 1)
        return;
    search->known->looked = unit + 1;
    cdt_liking_look(&search->known->liking, cdt_str_slice(units->folded, u->lead, u->to), cdt_unit_heading(units, u));
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

/* Does it belong to the likest of some check? */
static void weigh(cdt_search *search, size_t u, const cdt_regions *regions)
{
    const cdt_words *words = search->words;
    const cdt_unit *unit = &search->reading->units.at[u];
    const uint16_t *numbers = words->likeness->checks;
    cdt_alike *alike = search->known->alike;

    look(search, u);
    for (size_t i = 0; i < words->check_count; i++) {
        int likeness;
        if (!numbers[i])
            continue;
        likeness = cdt_liking_of(&search->known->liking, numbers[i] - 1U);
        if (likeness > alike[i].likeness[CDT_ALIKE - 1] &&
            may_be_evidence(search->reading->draft, &words->checks[i], regions[i], unit))
            keep(&alike[i], u, likeness);
    }
}

static void look_at_all(cdt_search *search)
{
    const cdt_words *words = search->words;
    cdt_known *known = search->known;
    cdt_reading *reading = search->reading;
    cdt_regions *regions = CDT_NEW_ARRAY(&reading->arena, cdt_regions, words->check_count + 1);

    known->liking = cdt_liking_new(words->likeness, &reading->arena);
    known->alike = CDT_NEW_ARRAY(&reading->arena, cdt_alike, words->check_count + 1);
    for (size_t i = 0; i < words->check_count; i++) {
        regions[i] = regions_of(&words->checks[i]);
        for (size_t k = 0; k < CDT_ALIKE; k++) {
            known->alike[i].units[k] = CDT_NOWHERE;
            known->alike[i].likeness[k] = INT_MIN;
        }
    }
    for (size_t u = 0; u < reading->units.count; u++)
        if (!reading->units.at[u].heading)
            weigh(search, u, regions);
}

int cdt_likeness_of(cdt_search *search, size_t check, size_t unit)
{
    if (!search->known->alike)
        look_at_all(search);
    look(search, unit);
    return cdt_liking_of(&search->known->liking, search->words->likeness->checks[check] - 1U);
}

const cdt_alike *cdt_alike_for(cdt_search *search, size_t check)
{
    if (!search->known->alike)
        look_at_all(search);
    return &search->known->alike[check];
}
