/* occurrences.c - where the literals of an index stand in a draft, and which units may match a pattern. */
#include <stdlib.h>

#include "words/tree.h"

enum { REACHES = 16 }; /* ends that are followed at once */

/* One place of a literal: a byte of the folded text. */
typedef struct spot {
    uint32_t literal;
    uint32_t unit;
    uint32_t at;
} spot;

/* Some of the spots, by number. */
typedef struct places {
    uint32_t *at;
    uint32_t count;
    uint32_t hint; /* that was asked for last: the next is mostly near */
    bool counted;  /* of a set: how many there are is known */
    bool listed;   /* and which */
} places;

/* Ends of what was found so far: what comes next begins at or behind `end`, and within its gap behind `rest`. */
typedef struct reach {
    uint32_t end, rest;
    uint32_t next; /* the first spot that may come next */
} reach;

typedef struct reaches {
    reach at[REACHES];
    size_t count;
} reaches;

struct cdt_occurrences {
    const cdt_literal_index *index;
    const cdt_units *units;
    spot *spots; /* as they come in the text, but that at one place the longer ones come later */
    size_t spot_count, spot_room;
    uint32_t *ends; /* of each literal: where its spots end in `by_literal`, and those of the next begin */
    uint32_t *by_literal;
    places *of_sets; /* of each set, once it is asked for */
    uint32_t *spare; /* as many as there are spots, once they are needed */
    uint32_t *first; /* of each unit its first spot; one more for the end */
    uint32_t *stamp; /* of each unit: the question that met it last */
    uint32_t stamps;
    uint32_t *out;
    uint32_t *starts;
    size_t starts_room;
    reaches from, to; /* of in_order() */
    cdt_arena arena;
};

static void add_spot(cdt_occurrences *o, uint32_t literal, uint32_t unit, uint32_t at)
{
    if (o->spot_count == o->spot_room) {
        o->spot_room *= 2;
        o->spots = cdt_realloc(o->spots, o->spot_room * sizeof *o->spots);
    }
    o->spots[o->spot_count++] = (spot){ literal, unit, at };
    o->ends[literal]++;
}

/* Literals that are the bytes from `at` to `end`: those stand here of which the words around do so as they have to. */
static void meet(cdt_occurrences *o, const cdt_tree_node *n, uint32_t unit, uint32_t at, uint32_t end, bool begins)
{
    const unsigned wrong =
        (begins ? 0u : CDT_BEGINS_WORD) | CDT_ANY_FIGURE | (cdt_is_word(o->units->folded.at[end]) ? CDT_ENDS_WORD : 0u);

    for (uint32_t i = n->literal; i < n->literal + n->ends; i++)
        if (!(o->index->literals[i].flags & wrong))
            add_spot(o, i, unit, at);
}

/* The child of a node that goes on with a byte; NULL: none does. */
static const cdt_tree_node *child_of(const cdt_literal_index *index, const cdt_tree_node *n, char c)
{
    const char *first = index->firsts + n->children;

    if (n == index->nodes)
        return index->top[(unsigned char)c] ? &index->nodes[index->top[(unsigned char)c]] : NULL;
    for (uint32_t i = 0; i < n->child_count; i++)
        if (first[i] == c)
            return &index->nodes[n->children + i];
    return NULL;
}

/* Does the text of the node stand at byte `at`, where its first `known` bytes are known to? */
static bool stands(const cdt_occurrences *o, const cdt_tree_node *n, uint32_t unit, uint32_t at, uint32_t known)
{
    const char *adds = o->index->literals[n->literal].text.at, *text = o->units->folded.at + at;

    if (n->to > o->units->at[unit].to - at)
        return false;
    for (uint32_t i = known; i < n->to; i++)
        if (text[i] != adds[i])
            return false;
    return true;
}

/* Which literals stand at byte `at` of the folded text? All units end in a line feed. `gram` is what the four letters are. */
static void look(cdt_occurrences *o, uint32_t unit, uint32_t at, uint32_t gram, bool begins)
{
    const cdt_literal_index *index = o->index;
    const uint32_t to = o->units->at[unit].to, third = index->thirds[gram / 32];
    const cdt_tree_node *n = &index->nodes[0];
    uint32_t known = 0;

    if (third != CDT_WALK) {
        const uint32_t pair = index->pairs[gram / 1024];
        if (pair)
            meet(o, &index->nodes[pair], unit, at, at + 2, begins);
        if (!third)
            return;
        n = &index->nodes[third];
        known = 3;
    }
    while (stands(o, n, unit, at, known)) {
        if (n->ends)
            meet(o, n, unit, at, at + n->to, begins);
        known = n->to + 1u;
        if (at + n->to == to || !(n = child_of(index, n, o->units->folded.at[at + n->to])))
            return;
    }
}

/* At byte `at` stands a gram with which literals begin: `found` says which. */
static void visit(cdt_occurrences *o, uint32_t unit, uint32_t at, uint32_t gram, uint64_t found)
{
    const char *text = o->units->folded.at;
    bool begins = cdt_is_word(text[at]) && (at == o->units->at[unit].lead || !cdt_is_word(text[at - 1]));

    if (found & (begins ? CDT_GRAM_BEGINS : CDT_GRAM_INSIDE))
        look(o, unit, at, gram, begins);
    if (o->index->figure && o->index->letters[(unsigned char)text[at]] == CDT_LETTER_FIGURE)
        add_spot(o, o->index->figure - 1, unit, at);
}

static void scan(cdt_occurrences *o, uint32_t unit)
{
    const uint64_t *grams = o->index->grams;
    const uint8_t *letters = o->index->letters;
    const unsigned char *text = (const unsigned char *)o->units->folded.at;
    const uint32_t from = o->units->at[unit].lead, to = o->units->at[unit].to;
    uint32_t gram = 0; /* from the byte at hand on; three bytes stand behind the last unit */

    for (uint32_t i = from; i < from + 3; i++)
        gram = cdt_push_letter(gram, letters[text[i]]);
    for (uint32_t i = from; i < to; i++) {
        uint64_t found;
        gram = cdt_push_letter(gram, letters[text[i + 3]]);
        found = grams[gram / 32] >> gram % 32;
        if (found & (CDT_GRAM_BEGINS | CDT_GRAM_INSIDE))
            visit(o, unit, i, gram, found);
    }
}

/* Put the spots of each literal behind each other; until now `ends` has counted them. */
static void sort_out(cdt_occurrences *o)
{
    uint32_t begin = 0;

    o->by_literal = cdt_malloc((o->spot_count + 1) * sizeof *o->by_literal);
    for (size_t i = 0; i < o->index->literal_count; i++) {
        uint32_t count = o->ends[i];
        o->ends[i] = begin;
        begin += count;
    }
    for (size_t i = 0; i < o->spot_count; i++)
        o->by_literal[o->ends[o->spots[i].literal]++] = (uint32_t)i;
}

/* Of a literal: its spots go to `spots`, and how many they are is returned. */
static uint32_t spots_of(const cdt_occurrences *o, uint32_t literal, uint32_t **spots)
{
    uint32_t begin = literal ? o->ends[literal - 1] : 0;

    *spots = o->by_literal + begin;
    return o->ends[literal] - begin;
}

cdt_occurrences *cdt_occurrences_find(const cdt_literal_index *index, const cdt_units *units)
{
    cdt_occurrences *o = cdt_malloc(sizeof *o);

    *o = (cdt_occurrences){ .index = index, .units = units, .spot_room = units->folded.len / 2 + 64 };
    o->spots = cdt_malloc(o->spot_room * sizeof *o->spots); /* what is not used of it costs nothing */
    o->ends = CDT_NEW_ARRAY(&o->arena, uint32_t, index->literal_count + 1);
    o->of_sets = CDT_NEW_ARRAY(&o->arena, places, index->set_count + 1);
    o->stamp = CDT_NEW_ARRAY(&o->arena, uint32_t, units->count + 1);
    o->out = CDT_NEW_ARRAY(&o->arena, uint32_t, units->count + 1);
    o->first = CDT_NEW_ARRAY(&o->arena, uint32_t, units->count + 1);
    for (size_t i = 0; i < units->count; i++) {
        scan(o, (uint32_t)i);
        o->first[i + 1] = (uint32_t)o->spot_count;
    }
    sort_out(o);
    return o;
}

void cdt_occurrences_free(cdt_occurrences *occurrences)
{
    if (!occurrences)
        return;
    free(occurrences->spots);
    free(occurrences->by_literal);
    free(occurrences->spare);
    cdt_arena_free(&occurrences->arena);
    free(occurrences);
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return x < y ? -1 : x > y;
}

/* How many places the set has in the draft. */
static uint32_t size_of(const cdt_occurrences *o, uint32_t number)
{
    const cdt_tree_set *s = &o->index->sets[number];
    places *p = &o->of_sets[number];
    uint32_t *unused;

    if (!p->counted)
        for (size_t i = 0; i < s->count; i++)
            p->count += spots_of(o, s->at[i], &unused);
    p->counted = true;
    return p->count;
}

/* Two lists in order become one at `to`. */
static void merge(const uint32_t *a, const uint32_t *a_end, const uint32_t *b, const uint32_t *b_end, uint32_t *to)
{
    while (a < a_end && b < b_end)
        *to++ = *a < *b ? *a++ : *b++;
    if (a < a_end)
        memcpy(to, a, (size_t)(a_end - a) * sizeof *to);
    if (b < b_end)
        memcpy(to, b, (size_t)(b_end - b) * sizeof *to);
}

/* `runs` lists in order, which stand behind each other and end at `ends`, become one. */
static void merge_all(cdt_occurrences *o, uint32_t *list, uint32_t *ends, size_t runs)
{
    uint32_t *from = list, *to;

    if (runs > 1 && !o->spare)
        o->spare = cdt_malloc((o->spot_count + 1) * sizeof *o->spare);
    to = o->spare;
    while (runs > 1) {
        uint32_t *was = from;
        size_t put = 0;
        for (size_t i = 0; i < runs; i += 2) {
            uint32_t begin = i ? ends[i - 1] : 0, middle = ends[i], end = i + 1 < runs ? ends[i + 1] : middle;
            merge(from + begin, from + middle, from + middle, from + end, to + begin);
            ends[put++] = end;
        }
        runs = put;
        from = to;
        to = was;
    }
    if (from != list)
        memcpy(list, from, ends[0] * sizeof *list);
}

static void list_places(cdt_occurrences *o, uint32_t number, places *p)
{
    const cdt_tree_set *s = &o->index->sets[number];
    uint32_t size = size_of(o, number), ends[CDT_LITERALS_IN_SET], put = 0;
    size_t runs = 0;

    p->listed = true;
    for (size_t i = 0; i < s->count && size; i++) {
        uint32_t *spots, count = spots_of(o, s->at[i], &spots);
        if (count == size) { /* the others have none */
            p->at = spots;
            return;
        }
        if (!count)
            continue;
        if (!put)
            p->at = CDT_NEW_ARRAY(&o->arena, uint32_t, size);
        memcpy(p->at + put, spots, count * sizeof *spots);
        put += count;
        ends[runs++] = put;
    }
    merge_all(o, p->at, ends, runs);
}

/* Where the literals of the set stand. */
static places *places_of(cdt_occurrences *o, uint32_t number)
{
    places *p = &o->of_sets[number];

    if (!p->listed)
        list_places(o, number, p);
    return p;
}

/* The first place of spot `from` or a later one; the end of the list where there is none. Most questions go forward, so the
 * search begins where the last one ended. */
static uint32_t first_place(places *p, uint32_t from)
{
    uint32_t low = p->hint, high = p->count, step = 1;

    if (!high)
        return 0;
    if (low < p->count && p->at[low] < from) {
        while (low + step < p->count && p->at[low + step] < from) {
            low += step;
            step *= 2;
        }
        high = low + step < p->count ? low + step : p->count;
        low++;
    } else {
        high = low;
        low = high && p->at[high - 1] < from ? high : 0;
    }
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (p->at[middle] < from)
            low = middle + 1;
        else
            high = middle;
    }
    p->hint = low;
    return low;
}

/* The spot at that place, if it is one of the unit; else NULL. */
static const spot *spot_at(const cdt_occurrences *o, const places *p, uint32_t place, size_t unit)
{
    const spot *s = place < p->count ? &o->spots[p->at[place]] : NULL;

    return s && s->unit == unit ? s : NULL;
}

/* What goes on behind a spot; the rest of a word may belong to it. */
static reach behind(const cdt_occurrences *o, const spot *s, uint32_t next)
{
    const cdt_literal *l = &o->index->literals[s->literal];
    const uint32_t end = s->at + (uint32_t)l->text.len;
    uint32_t rest = end;

    while (l->flags & CDT_OPEN_WORD && cdt_is_word(o->units->folded.at[rest]))
        rest++;
    return (reach){ end, rest, next };
}

static bool within_reach(const reaches *from, uint32_t at, uint32_t gap)
{
    for (size_t i = 0; i < from->count; i++)
        if (at >= from->at[i].end && (gap == CDT_ANY_GAP || at <= from->at[i].rest || at - from->at[i].rest <= gap))
            return true;
    return false;
}

/* Do the sets stand in the unit, one behind the other and near enough, from o->from on? What matches has them so. */
static bool in_order(cdt_occurrences *o, const cdt_tree_branch *b, size_t unit)
{
    reaches *from = &o->from, *to = &o->to;

    for (size_t i = 0; i < b->count; i++) {
        places *p = places_of(o, b->sets[i]);
        bool last = i + 1 == b->count, loose = !last && b->gaps[i + 1] == CDT_ANY_GAP;
        uint32_t next = UINT32_MAX;
        reaches *was = from;
        reach found;
        const spot *s;
        to->count = 0;
        for (size_t k = 0; k < from->count; k++)
            next = from->at[k].next < next ? from->at[k].next : next;
        for (uint32_t at = first_place(p, next); (s = spot_at(o, p, at, unit)); at++) {
            if (!within_reach(from, s->at, b->gaps[i]))
                continue;
            if (last)
                return true;
            if (to->count == REACHES)
                return true; /* too many to tell */
            found = behind(o, s, p->at[at] + 1);
            if (!loose || !to->count)
                to->at[to->count++] = found;
            else if (found.end < to->at[0].end) /* only the least end counts */
                to->at[0] = found;
        }
        if (!to->count)
            return false;
        from = to;
        to = was;
    }
    return true;
}

/* A match may begin anywhere in the unit, but for what only begins where a text does: at its lead-in, or at itself. */
static bool may(cdt_occurrences *o, const cdt_tree_branch *b, size_t unit)
{
    const cdt_unit *u = &o->units->at[unit];
    const uint32_t next = o->first[unit];

    o->from.at[0] = (reach){ u->lead, b->from_start ? u->lead : UINT32_MAX, next };
    o->from.at[1] = (reach){ u->from, u->from, next };
    o->from.count = b->from_start && u->lead != u->from ? 2 : 1;
    return in_order(o, b, unit);
}

/* Add to o->out, from `found` on, the units that the branch may match. */
static size_t add_units(cdt_occurrences *o, const cdt_tree_branch *b, size_t found)
{
    uint32_t rarest = b->sets[0];
    const places *p;

    for (size_t i = 1; i < b->count; i++)
        if (size_of(o, b->sets[i]) < size_of(o, rarest))
            rarest = b->sets[i];
    if (!size_of(o, rarest))
        return found;
    p = places_of(o, rarest);
    for (uint32_t k = 0, before = UINT32_MAX; k < p->count; k++) {
        uint32_t unit = o->spots[p->at[k]].unit;
        if (unit == before || o->stamp[unit] == o->stamps)
            continue;
        before = unit;
        if ((b->count > 1 || b->from_start) && !may(o, b, unit))
            continue;
        o->stamp[unit] = o->stamps;
        o->out[found++] = unit;
    }
    return found;
}

bool cdt_occurrences_candidates(cdt_occurrences *o, size_t pattern, const uint32_t **units, size_t *count)
{
    const cdt_tree_branches *all = &o->index->patterns[pattern];
    size_t found = 0;
    bool mixed = false;

    if (!all->count)
        return false;
    o->stamps++;
    for (size_t i = 0; i < all->count; i++) {
        size_t before = found;
        found = add_units(o, &all->at[i], found);
        mixed = mixed || (before && found > before);
    }
    if (mixed)
        qsort(o->out, found, sizeof *o->out, by_number);
    *units = o->out;
    *count = found;
    return true;
}

bool cdt_occurrences_may(cdt_occurrences *o, size_t pattern, size_t unit)
{
    const cdt_tree_branches *all = &o->index->patterns[pattern];

    for (size_t i = 0; i < all->count; i++)
        if (may(o, &all->at[i], unit))
            return true;
    return !all->count;
}

static void add_start(cdt_occurrences *o, size_t *count, uint32_t at)
{
    if (*count == o->starts_room) {
        size_t room = o->starts_room ? o->starts_room * 2 : 64;
        uint32_t *starts = CDT_NEW_ARRAY(&o->arena, uint32_t, room);
        if (*count)
            memcpy(starts, o->starts, *count * sizeof *starts);
        o->starts = starts;
        o->starts_room = room;
    }
    o->starts[(*count)++] = at;
}

/* Do the sets stand behind a spot with which a match begins? What is one of them may begin there too. */
static bool in_order_from(cdt_occurrences *o, const cdt_tree_branch *b, size_t unit, uint32_t number)
{
    const spot *s = &o->spots[number];

    while (number > o->first[unit] && o->spots[number - 1].at == s->at)
        number--;
    o->from.at[0] = (reach){ s->at, s->at, number };
    o->from.count = 1;
    return in_order(o, b, unit);
}

/* Add where a match of the branch may begin. */
static size_t add_starts(cdt_occurrences *o, const cdt_tree_branch *b, size_t unit, size_t found)
{
    places *p = places_of(o, b->leading);
    const cdt_unit *u = &o->units->at[unit];
    uint32_t before = UINT32_MAX;
    const spot *s;

    for (uint32_t at = first_place(p, o->first[unit]); (s = spot_at(o, p, at, unit)); at++) {
        bool begins = !b->from_start || s->at == u->lead || s->at == u->from;
        if (!begins || s->at == before || !in_order_from(o, b, unit, p->at[at]))
            continue;
        before = s->at;
        add_start(o, &found, s->at);
    }
    return found;
}

bool cdt_occurrences_starts(cdt_occurrences *o, size_t pattern, size_t unit, const uint32_t **starts, size_t *count)
{
    const cdt_tree_branches *all = &o->index->patterns[pattern];
    size_t found = 0, kept = 0;
    bool mixed = false;

    for (size_t i = 0; i < all->count; i++) {
        size_t before = found;
        if (all->at[i].leading != CDT_NO_SET)
            found = add_starts(o, &all->at[i], unit, found);
        else if (may(o, &all->at[i], unit))
            return false;
        mixed = mixed || (before && found > before);
    }
    if (mixed)
        qsort(o->starts, found, sizeof *o->starts, by_number);
    for (size_t i = 0; i < found; i++)
        if (!kept || o->starts[kept - 1] != o->starts[i])
            o->starts[kept++] = o->starts[i];
    *starts = o->starts;
    *count = kept;
    return all->count > 0;
}
