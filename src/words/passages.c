/* passages.c - from where patterns match to the passages that deal with a check, best first. */
#include <limits.h>
#include <stdlib.h>

#include "words/reading.h"

enum {
    NEAR = 3,      /* sentences either way that are near */
    FEW_WORDS = 4, /* the first sentence below a heading has so many, or it is passed over */
    MORE_MATCHES = 200,
    MORE_MATCHES_MOST = 600,
    WORDS_OF_WEIGHT = 150, /* of a draft, for each of which a lone find must weigh one more; */
    IN_SCHEDULE = 2        /* in a schedule, two more */
};

/* A passage with what ranks it. */
typedef struct ranked {
    uint32_t unit;
    int score;
    unsigned matches; /* alternatives that found it */
    unsigned weight;  /* of all of them */
    bool fits;        /* under a heading of best_under */
    size_t topic;     /* number of its topic; CDT_NOWHERE: none */
    cdt_passage passage;
} ranked;

typedef struct list {
    ranked *at;
    size_t count, room;
} list;

/* One alternative at work. */
typedef struct work {
    cdt_search *search;
    const cdt_check_words *check;
    const cdt_alternative *alternative;
} work;

/* ---- what counts ---- */

bool cdt_in_schedule(const cdt_draft *draft, size_t clause)
{
    size_t part = draft->clauses[clause].part;

    return part != CDT_NOWHERE && part != draft->instrument;
}

static bool counts(const cdt_unit *unit, void *context)
{
    const work *w = context;
    const cdt_draft *draft = w->search->reading->draft;

    if (!(w->alternative->regions & 1u << unit->region))
        return false;
    if (unit->heading && (unit->region == CDT_REGION_BODY || unit->region == CDT_REGION_DEFINITIONS))
        return false; /* headings alone are no evidence; a title, a party and a signature may stand alone */
    if (unit->note && !(w->alternative->regions & CDT_NOTES))
        return false;
    return w->check->schedules || !cdt_in_schedule(draft, unit->clause);
}

/* May all that has to stand in one sentence stand in this one? */
static bool may_have_all(const work *w, const cdt_unit *unit)
{
    const cdt_alternative *a = w->alternative;

    if (a->within != CDT_WITHIN_SENTENCE)
        return true;
    for (size_t i = a->that.count ? 0 : 1; i < a->all.count; i++)
        if (!cdt_may_find(w->search, a->all.at[i], (size_t)(unit - w->search->reading->units.at)))
            return false;
    return true;
}

/* The same beneath the headings that the alternative names, and with what else it asks for: its patterns are tried nowhere
 * else. */
static bool counts_there(const cdt_unit *unit, void *context)
{
    const work *w = context;

    return counts(unit, context) &&
           (!w->alternative->under.count || cdt_find_under(w->search, w->alternative->under, unit->clause)) &&
           may_have_all(w, unit);
}

/* A sentence that is marked: see keep_with(). */
static bool is_marked(const cdt_unit *unit, void *context)
{
    const cdt_reading *reading = context;

    return !unit->heading && reading->marks[unit - reading->units.at] == reading->mark;
}

static bool any_heading(const cdt_unit *unit, void *context)
{
    (void)context;
    return unit->heading;
}

/* ---- parts in which something else must stand ---- */

/* Units `from` up to `to`. */
typedef struct range {
    size_t from, to;
} range;

static range units_of(const cdt_units *units, size_t first, size_t last)
{
    return (range){ units->first[first], units->first[last + 1] };
}

static range schedule(const cdt_reading *reading, size_t clause)
{
    const cdt_draft *draft = reading->draft;
    size_t part = draft->clauses[clause].part, first = clause, last = clause;

    while (first > 0 && draft->clauses[first - 1].part == part)
        first--;
    while (last + 1 < draft->clause_count && draft->clauses[last + 1].part == part)
        last++;
    return units_of(&reading->units, first, last);
}

/* The part that `within` names, around a unit. */
static range part(const work *w, size_t unit)
{
    const cdt_units *units = &w->search->reading->units;
    size_t clause = units->at[unit].clause;

    switch (w->alternative->within) {
    case CDT_WITHIN_CLAUSE: return units_of(units, units->group[clause], units->last[units->group[clause]]);
    case CDT_WITHIN_SECTION: return units_of(units, units->section[clause], units->last[units->section[clause]]);
    case CDT_WITHIN_SCHEDULE: return schedule(w->search->reading, clause);
    default: return (range){ unit, unit + 1 };
    }
}

static range near(const work *w, size_t unit)
{
    const cdt_units *units = &w->search->reading->units;
    size_t section = units->section[units->at[unit].clause];
    range r = units_of(units, section, units->last[section]);

    if (unit >= NEAR && r.from < unit - NEAR)
        r.from = unit - NEAR;
    if (r.to > unit + NEAR + 1)
        r.to = unit + NEAR + 1;
    return r;
}

/* Is one of the hits within the range? They are in order. */
static bool has_hit(const cdt_hits *hits, range r)
{
    size_t low = 0, high = hits->count;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (hits->at[middle].unit < r.from)
            low = middle + 1;
        else
            high = middle;
    }
    return low < hits->count && hits->at[low].unit < r.to;
}

/* ---- which hits stay ---- */

/* Mark the units around the hits: no other is of interest. */
static void mark(const work *w, const cdt_hits *hits, range (*around)(const work *, size_t))
{
    cdt_reading *reading = w->search->reading;
    range done = { 0, 0 };

    reading->mark++;
    for (size_t i = 0; i < hits->count; i++) {
        range r = around(w, hits->at[i].unit);
        bool goes_on = r.from >= done.from && r.from <= done.to; /* all up to done.to is marked */
        for (size_t u = goes_on ? done.to : r.from; u < r.to; u++)
            reading->marks[u] = reading->mark;
        done.from = goes_on ? done.from : r.from;
        done.to = goes_on && done.to > r.to ? done.to : r.to;
    }
}

/* Keep the hits with (or without) one of `others` in the range that `around` tells. */
static void keep_with(const work *w, cdt_hits *hits, cdt_patterns others, range (*around)(const work *, size_t),
                      bool wanted)
{
    cdt_hits found;
    size_t kept = 0;

    if (!others.count || !hits->count)
        return;
    mark(w, hits, around);
    found = cdt_find_all(w->search, others, is_marked, w->search->reading);
    for (size_t i = 0; i < hits->count; i++)
        if (has_hit(&found, around(w, hits->at[i].unit)) == wanted)
            hits->at[kept++] = hits->at[i];
    hits->count = kept;
}

static bool stays(const work *w, const cdt_hit *hit)
{
    const cdt_alternative *a = w->alternative;
    const cdt_units *units = &w->search->reading->units;
    const cdt_unit *unit = &units->at[hit->unit];

    if (a->negated != CDT_EITHER && cdt_denied(units, unit, &hit->span) != (a->negated == CDT_DENIED))
        return false;
    if (a->under.count && !cdt_find_under(w->search, a->under, unit->clause)) /* what was found by a heading */
        return false;
    if (cdt_find_under(w->search, a->not_under, unit->clause) ||
        cdt_find_under(w->search, w->check->not_under, unit->clause))
        return false;
    return !cdt_find_any(w->search, a->not, hit->unit) && !cdt_find_any(w->search, w->check->not, hit->unit);
}

static void filter(const work *w, cdt_hits *hits)
{
    const cdt_alternative *a = w->alternative;
    size_t kept = 0;

    for (size_t i = 0; i < hits->count; i++)
        if (stays(w, &hits->at[i]))
            hits->at[kept++] = hits->at[i];
    hits->count = kept;
    for (size_t i = a->that.count ? 0 : 1; i < a->all.count; i++)
        keep_with(w, hits, (cdt_patterns){ a->all.at + i, 1 }, part, true);
    keep_with(w, hits, a->near, near, true);
    keep_with(w, hits, a->not_near, near, false);
}

/* ---- where an alternative is found ---- */

static size_t word_count(cdt_str text)
{
    size_t words = text.len > 0;

    for (size_t i = 0; i < text.len; i++)
        words += text.at[i] == ' ';
    return words;
}

/* The first sentence below a heading that is one: what the heading announces. */
static size_t first_below(const work *w, size_t heading)
{
    const cdt_units *units = &w->search->reading->units;
    const cdt_draft *draft = w->search->reading->draft;
    size_t clause = units->at[heading].clause, last = units->last[clause];
    range r;

    if (draft->clauses[clause].kind == CDT_CLAUSE_SCHEDULE)
        r = schedule(w->search->reading, clause);
    else
        r = units_of(units, clause, last);
    for (size_t u = heading + 1; u < r.to; u++) {
        const cdt_unit *unit = &units->at[u];
        cdt_str text = { units->folded.at + unit->from, unit->to - unit->from };
        if (!unit->heading && counts(unit, (void *)(uintptr_t)w) && word_count(text) >= FEW_WORDS)
            return u;
    }
    return CDT_NOWHERE;
}

static cdt_hits below_headings(const work *w, cdt_patterns headings)
{
    cdt_hits hits = cdt_find_all(w->search, headings, any_heading, NULL);
    size_t kept = 0;

    for (size_t i = 0; i < hits.count; i++) {
        size_t unit = first_below(w, hits.at[i].unit);
        const cdt_unit *u = unit == CDT_NOWHERE ? NULL : &w->search->reading->units.at[unit];
        if (!u || (kept && hits.at[kept - 1].unit >= unit))
            continue;
        hits.at[kept++] = (cdt_hit){ (uint32_t)unit, { u->from, u->from, CDT_NOWHERE, CDT_NOWHERE } };
    }
    hits.count = kept;
    return hits;
}

static cdt_hits find(const work *w)
{
    const cdt_alternative *a = w->alternative;
    cdt_patterns first = a->that.count ? a->that : (cdt_patterns){ a->all.at, a->all.count ? 1 : 0 };
    cdt_hits hits = { 0 };

    if (a->within == CDT_WITHIN_HEADING)
        hits = below_headings(w, first);
    else if (!first.count)
        hits = below_headings(w, a->under);
    else if (!a->under.count || cdt_any_under(w->search, a->under))
        hits = cdt_find_all(w->search, first, counts_there, (void *)(uintptr_t)w);
    filter(w, &hits);
    return hits;
}

/* ---- ranking ---- */

enum { OF_WEIGHT = 100, OF_BEST_HEADING = 1000, OF_VALUE = 250 };

/* The item inside a paragraph in which the words were found: that of all of them, or of their end where a lead-in begins them. */
static size_t item_of(const cdt_reading *reading, const cdt_unit *unit, const cdt_span *span)
{
    const cdt_draft *draft = reading->draft;
    cdt_str text = cdt_str_slice(reading->units.folded, 0, unit->to);
    size_t low = 0, high = draft->item_count, first = CDT_NOWHERE, last = CDT_NOWHERE, at = unit->from;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (draft->items[middle].start < unit->start)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < draft->item_count && draft->items[low].start < unit->end; low++) {
        const char *label = draft->text + draft->items[low].start;
        char small[8] = ""; /* "(xii)" */
        for (size_t i = 0; i + 1 < sizeof small && (i == 0 || label[i - 1] != ')'); i++)
            small[i] = (char)(label[i] >= 'A' && label[i] <= 'Z' ? label[i] + 32 : label[i]);
        at = cdt_str_find(text, cdt_str_z(small), at);
        if (at == (size_t)-1 || at >= span->to)
            break;
        first = at <= span->from ? low : first;
        last = low;
        at += strlen(small);
    }
    return first == CDT_NOWHERE || first == last ? last : CDT_NOWHERE;
}

static ranked rank(const work *w, const cdt_hit *hit)
{
    const cdt_alternative *a = w->alternative;
    cdt_reading *reading = w->search->reading;
    const cdt_unit *unit = &reading->units.at[hit->unit];
    ranked r = { .unit = hit->unit, .matches = 1, .topic = a->topic, .weight = a->weight };

    r.passage = (cdt_passage){ .start = unit->start, .end = unit->end, .clause = unit->clause, .topic = a->name };
    r.passage.item = item_of(reading, unit, &hit->span);
    r.passage.value = cdt_value_of(reading, unit, &hit->span, a->value, w->search->arena, &r.passage.unit);
    r.score = (int)a->weight * OF_WEIGHT + cdt_quality(reading, unit);
    r.fits = cdt_find_under(w->search, w->check->best_under, unit->clause);
    if (r.fits)
        r.score += OF_BEST_HEADING;
    if (r.passage.value[0])
        r.score += OF_VALUE;
    return r;
}

static void add(cdt_search *search, list *l, const ranked *r)
{
    if (l->count == l->room) {
        size_t room = l->room ? l->room * 2 : 16;
        ranked *at = CDT_NEW_ARRAY(search->arena, ranked, room);
        if (l->count)
            memcpy(at, l->at, l->count * sizeof *at);
        l->at = at;
        l->room = room;
    }
    l->at[l->count++] = *r;
}

/* The best of each unit (and topic) first. */
static int by_place(const void *a, const void *b)
{
    const ranked *x = a, *y = b;

    if (x->unit != y->unit)
        return x->unit < y->unit ? -1 : 1;
    if (x->topic != y->topic)
        return x->topic < y->topic ? -1 : 1;
    return x->score > y->score ? -1 : x->score < y->score;
}

static int by_score(const void *a, const void *b)
{
    const ranked *x = a, *y = b;

    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    return x->unit < y->unit ? -1 : x->unit > y->unit;
}

/* A unit is one passage, however many alternatives found it; that several did speaks for it. */
static void merge(list *l)
{
    size_t kept = 0;

    if (l->count > 1)
        qsort(l->at, l->count, sizeof *l->at, by_place);
    for (size_t i = 0; i < l->count; i++) {
        ranked *last = kept ? &l->at[kept - 1] : NULL;
        if (!last || last->unit != l->at[i].unit || last->topic != l->at[i].topic) {
            l->at[kept++] = l->at[i];
            continue;
        }
        last->matches++;
        last->weight += l->at[i].weight;
        if (!last->passage.value[0]) {
            last->passage.value = l->at[i].passage.value;
            last->passage.unit = l->at[i].passage.unit;
        }
    }
    l->count = kept;
    for (size_t i = 0; i < l->count; i++) {
        int more = (int)(l->at[i].matches - 1) * MORE_MATCHES;
        l->at[i].score += more < MORE_MATCHES_MOST ? more : MORE_MATCHES_MOST;
    }
    if (l->count > 1)
        qsort(l->at, l->count, sizeof *l->at, by_score);
}

/* ---- topics ---- */

static bool enough_topics(const cdt_check_words *check, const list *l, cdt_arena *arena)
{
    unsigned char *seen = CDT_NEW_ARRAY(arena, unsigned char, check->topic_count + 1);
    size_t found = 0;

    for (size_t i = 0; i < l->count; i++) {
        if (l->at[i].topic == CDT_NOWHERE)
            return true; /* an alternative beside the topics */
        found += !seen[l->at[i].topic];
        seen[l->at[i].topic] = 1;
    }
    return found >= check->found;
}

/* The best passage of each topic comes before the second of any. */
static void topics_first(const cdt_check_words *check, list *l, cdt_arena *arena)
{
    unsigned char *seen = CDT_NEW_ARRAY(arena, unsigned char, check->topic_count + 1);
    ranked *out = CDT_NEW_ARRAY(arena, ranked, l->count);
    unsigned char *is_first = CDT_NEW_ARRAY(arena, unsigned char, l->count);
    size_t put = 0;

    for (size_t i = 0; i < l->count; i++) {
        size_t topic = l->at[i].topic == CDT_NOWHERE ? check->topic_count : l->at[i].topic;
        is_first[i] = !seen[topic];
        seen[topic] = 1;
        if (is_first[i])
            out[put++] = l->at[i];
    }
    for (size_t i = 0; i < l->count; i++)
        if (!is_first[i])
            out[put++] = l->at[i];
    l->at = out;
}

/* ---- what stands alone ---- */

/* Where an agreement deals with a point it says more of it than one sentence, or says it under a heading, or in words that are
 * sharp. One sentence of a long draft that a blunt pattern found, or two, is more often chance; most of all in a schedule,
 * which lists the words of all that is done. Not so where most agreements deal with the point: a find is mostly right there. */
static bool is_chance(const cdt_words *words, const cdt_check_words *check, const list *l, const cdt_draft *draft)
{
    size_t asked = draft->health.words / WORDS_OF_WEIGHT;

    if (l->count != 1 || l->at[0].fits || check->usual)
        return false;
    asked = asked < words->lone_find ? asked : words->lone_find;
    if (cdt_in_schedule(draft, l->at[0].passage.clause))
        asked *= IN_SCHEDULE;
    return l->at[0].weight < asked;
}

/* ---- the question ---- */

static cdt_known *known(cdt_reading *reading, const cdt_words *words)
{
    cdt_known *k;

    for (k = reading->known; k; k = k->next)
        if (k->words == words)
            return k;
    k = CDT_NEW(&reading->arena, cdt_known);
    *k = (cdt_known){ .next = reading->known, .words = words };
    for (const cdt_known *other = reading->known; other; other = other->next)
        if (cdt_words_literals(other->words) == cdt_words_literals(words))
            k->occurrences = other->occurrences;
    k->shared = k->occurrences;
    if (!k->shared)
        k->occurrences = cdt_occurrences_find(cdt_words_literals(words), &reading->units);
    k->under = CDT_NEW_ARRAY(&reading->arena, const unsigned char *, words->pattern_count + 1);
    reading->known = k;
    return k;
}

/* ---- likeness ---- */

enum {
    OF_LIKENESS = 3, /* of its hundredths, in a score */
    LIKE_FINDS = 60, /* that are weighed: the best as their alternatives weigh */
    LIKE_WORDS = 300 /* of a draft from which on what patterns find needs it: in a few sentences little is chance */
};

/* Is it no evidence for the check, whatever else it says? */
static bool is_excluded(cdt_search *search, const cdt_check_words *check, size_t unit)
{
    return cdt_find_any(search, check->not, unit) ||
           cdt_find_under(search, check->not_under, search->reading->units.at[unit].clause);
}

/* A sentence that patterns do not find, but that is very like those that deal with the check. */
static void add_alike(cdt_search *search, list *l, size_t unit)
{
    const cdt_unit *u = &search->reading->units.at[unit];
    ranked r = { .unit = (uint32_t)unit, .topic = CDT_NOWHERE };

    r.passage = (cdt_passage){ .start = u->start, .end = u->end, .clause = u->clause, .item = CDT_NOWHERE };
    r.passage.topic = r.passage.value = r.passage.unit = "";
    r.score = cdt_quality(search->reading, u);
    add(search, l, &r);
}

static bool has_unit(const list *l, size_t unit)
{
    for (size_t i = 0; i < l->count; i++)
        if (l->at[i].unit == unit)
            return true;
    return false;
}

/* Add the likest sentences that patterns do not find and that are like enough by themselves. How like the draft is as a
 * whole, or, where one of the likest is no evidence, the best of the others; `next`: the likest that was not added. */
static int add_likest(cdt_search *search, size_t check, list *l, size_t *next)
{
    const int16_t *needs = search->words->likeness->needs;
    const cdt_alike *alike = cdt_alike_for(search, check);
    int best = CDT_NO_LIKENESS;
    bool excluded = false;

    *next = CDT_NOWHERE;
    for (size_t i = 0; i < CDT_ALIKE && alike->units[i] != CDT_NOWHERE; i++) {
        bool known = has_unit(l, alike->units[i]);
        if (!known && is_excluded(search, &search->words->checks[check], alike->units[i])) {
            excluded = true;
            continue;
        }
        best = alike->likeness[i] > best ? alike->likeness[i] : best;
        if (!known && alike->likeness[i] >= needs[CDT_NEEDS_ALONE])
            add_alike(search, l, alike->units[i]);
        else if (!known && *next == CDT_NOWHERE)
            *next = alike->units[i];
    }
    return excluded ? best : cdt_likely_all(&alike->all);
}

/* What was found is weighed with how like it is, and what is very like is added. False: nothing is like enough to count. */
static bool weigh_likeness(cdt_search *search, size_t check, list *l, bool chance)
{
    const int16_t *needs = search->words->likeness->needs;
    const size_t found = l->count;
    const int needed = needs[chance ? CDT_NEEDS_ALONE : l->count > 1 ? CDT_NEEDS_MORE : CDT_NEEDS_LONE];
    size_t next;
    int best = add_likest(search, check, l, &next);

    if (!l->count && next != CDT_NOWHERE && best >= needed)
        add_alike(search, l, next);
    for (size_t i = 0; i < l->count; i++) {
        ranked *r = &l->at[i];
        bool weighed = i < LIKE_FINDS || i >= found;
        int likeness = weighed ? cdt_likeness_of(search, check, r->unit) : CDT_NO_LIKENESS;
        r->score += likeness * OF_LIKENESS;
        best = likeness > best ? likeness : best;
    }
    if (l->count > 1)
        qsort(l->at, l->count, sizeof *l->at, by_score);
    return best >= needed;
}

/* ---- the answer ---- */

static list hits_of(cdt_search *search, const cdt_check_words *c)
{
    list l = { 0 };

    for (size_t i = 0; i < c->count && !search->problem; i++) {
        work w = { search, c, &c->alternatives[i] };
        cdt_hits hits = find(&w);
        for (size_t k = 0; k < hits.count && !search->problem; k++) {
            ranked r = rank(&w, &hits.at[k]);
            add(search, &l, &r);
        }
    }
    return l;
}

cdt_passages cdt_reading_passages(cdt_reading *reading, const cdt_words *words, size_t check, cdt_arena *arena)
{
    const cdt_check_words *c = &words->checks[check];
    cdt_search search = { .reading = reading, .words = words, .known = known(reading, words), .arena = arena };
    list l = hits_of(&search, c);
    cdt_passage *out;
    bool chance;

    if (search.problem)
        return (cdt_passages){ .problem = search.problem };
    merge(&l);
    if (c->topic_count && l.count && !enough_topics(c, &l, arena))
        l.count = 0;
    chance = !l.count || is_chance(words, c, &l, reading->draft);
    if (cdt_has_likeness(words, check) && (chance || reading->draft->health.words >= LIKE_WORDS))
        chance = !weigh_likeness(&search, check, &l, chance);
    if (c->topic_count && l.count)
        topics_first(c, &l, arena);
    if (search.problem)
        return (cdt_passages){ .problem = search.problem };
    out = CDT_NEW_ARRAY(arena, cdt_passage, l.count);
    for (size_t i = 0; i < l.count; i++)
        out[i] = l.at[i].passage;
    if (chance)
        return (cdt_passages){ .chance = l.count ? out : NULL, .problem = "" };
    return (cdt_passages){ .at = out, .count = l.count, .problem = "" };
}
