#include "words/index.h"

#include <stdlib.h>

#include "base/map.h"

/* A text is met by its rarest three letters, five bits each: a bit of `seen` says that some literal has these, and `chains`
 * leads to those. */
enum { GRAMS = 1 << 15, NONE = 0 };

typedef struct entry {
    uint32_t literal;
    uint32_t next;   /* in its chain, plus 1; NONE: the last */
    uint32_t behind; /* bytes of the literal up to the end of the three letters */
} entry;

struct cdt_literal_index {
    cdt_requires *patterns;
    cdt_str *literals;
    size_t literal_count;
    entry *entries;
    uint32_t *chains; /* of each gram: an entry plus 1, or NONE */
    uint64_t *seen;
};

/* ---- the literals of a checklist ---- */

typedef struct gatherer {
    cdt_literal_index *index;
    cdt_arena *arena;
    cdt_map by_text; /* number plus 1 */
    size_t room;
} gatherer;

static uint32_t number_of(gatherer *g, cdt_str literal)
{
    void *known = cdt_map_get(&g->by_text, literal);
    cdt_literal_index *index = g->index;

    if (known)
        return (uint32_t)((uintptr_t)known - 1);
    if (index->literal_count == g->room) {
        size_t room = g->room ? g->room * 2 : 512;
        cdt_str *literals = CDT_NEW_ARRAY(g->arena, cdt_str, room);
        if (g->room)
            memcpy(literals, index->literals, g->room * sizeof *literals);
        index->literals = literals;
        g->room = room;
    }
    literal = cdt_copy(g->arena, literal);
    index->literals[index->literal_count++] = literal;
    *cdt_map_at(&g->by_text, literal) = (void *)(uintptr_t)index->literal_count;
    return (uint32_t)(index->literal_count - 1);
}

static void add_sets(gatherer *g, const cdt_literal_sets *sets, cdt_requires *out)
{
    for (size_t i = 0; i < sets->count; i++) {
        uint32_t *numbers = CDT_NEW_ARRAY(g->arena, uint32_t, sets->at[i].count);
        for (size_t k = 0; k < sets->at[i].count; k++)
            numbers[k] = number_of(g, sets->at[i].at[k]);
        out->sets[i] = (cdt_literal_set){ numbers, sets->at[i].count };
    }
    out->count = sets->count;
}

/* How common a letter is in English, roughly, from a to z: the sum of three says which gram is rare. A blank is the most
 * common of all. */
static unsigned commonness(char c)
{
    static const unsigned char ranks[] = { 23, 7,  14, 16, 26, 12, 9,  18, 22, 3, 5, 17, 13,
                                           21, 24, 10, 1,  19, 20, 25, 15, 6,  8, 2, 11, 0 };

    return c >= 'a' && c <= 'z' ? ranks[c - 'a'] : c == ' ' ? 27 : 0;
}

static unsigned gram(const char *at)
{
    return ((unsigned)at[0] & 31) << 10 | ((unsigned)at[1] & 31) << 5 | ((unsigned)at[2] & 31);
}

static void chain(cdt_literal_index *index, uint32_t literal)
{
    cdt_str text = index->literals[literal];
    unsigned least = (unsigned)-1, best = 0;
    entry *e = &index->entries[literal];

    for (size_t i = 0; i + 3 <= text.len; i++) {
        unsigned sum = commonness(text.at[i]) + commonness(text.at[i + 1]) + commonness(text.at[i + 2]);
        if (sum >= least)
            continue;
        least = sum;
        best = gram(text.at + i);
        e->behind = (uint32_t)i + 3;
    }
    e->literal = literal;
    e->next = index->chains[best];
    index->chains[best] = literal + 1;
    index->seen[best / 64] |= (uint64_t)1 << best % 64;
}

cdt_literal_index *cdt_literal_index_new(const cdt_str *patterns, size_t count, cdt_arena *arena)
{
    cdt_literal_index *index = CDT_NEW(arena, cdt_literal_index);
    gatherer g = { .index = index, .arena = arena };
    cdt_arena scratch = { 0 };

    index->patterns = CDT_NEW_ARRAY(arena, cdt_requires, count + 1);
    index->chains = CDT_NEW_ARRAY(arena, uint32_t, GRAMS);
    index->seen = CDT_NEW_ARRAY(arena, uint64_t, GRAMS / 64);
    for (size_t i = 0; i < count; i++) {
        cdt_literal_sets sets;
        cdt_literals_of(patterns[i], &scratch, &sets);
        add_sets(&g, &sets, &index->patterns[i]);
        cdt_arena_reset(&scratch);
    }
    index->entries = CDT_NEW_ARRAY(arena, entry, index->literal_count);
    for (size_t i = 0; i < index->literal_count; i++)
        chain(index, (uint32_t)i);
    cdt_map_free(&g.by_text);
    cdt_arena_free(&scratch);
    return index;
}

const cdt_requires *cdt_literal_index_of(const cdt_literal_index *index, size_t pattern)
{
    return &index->patterns[pattern];
}

/* ---- where they stand ---- */

/* Units that hold a literal, in order. */
typedef struct places {
    uint32_t *at;
    uint32_t count, room;
} places;

struct cdt_occurrences {
    const cdt_literal_index *index;
    places *of;      /* of each literal */
    uint32_t *stamp; /* of each unit: by which set of which question it was met last */
    uint32_t stamps;
    uint32_t *out;
    size_t unit_count;
    cdt_arena arena;
};

static void add_place(cdt_occurrences *o, uint32_t literal, uint32_t unit)
{
    places *p = &o->of[literal];

    if (p->count && p->at[p->count - 1] == unit)
        return;
    if (p->count == p->room) {
        uint32_t room = p->room ? p->room * 2 : 4;
        uint32_t *at = CDT_NEW_ARRAY(&o->arena, uint32_t, room);
        if (p->count)
            memcpy(at, p->at, p->count * sizeof *at);
        p->at = at;
        p->room = room;
    }
    p->at[p->count++] = unit;
}

/* The three letters that end before byte `at` of the unit's text are those of some literal: which stand here? */
static void meet(cdt_occurrences *o, cdt_str text, unsigned letters, size_t at, uint32_t unit)
{
    const cdt_literal_index *index = o->index;

    for (uint32_t e = index->chains[letters]; e != NONE; e = index->entries[e - 1].next) {
        const entry *one = &index->entries[e - 1];
        cdt_str literal = index->literals[one->literal];
        if (at < one->behind || at - one->behind + literal.len > text.len)
            continue;
        if (memcmp(text.at + at - one->behind, literal.at, literal.len) == 0)
            add_place(o, one->literal, unit);
    }
}

static void scan(cdt_occurrences *o, cdt_str text, uint32_t unit)
{
    const uint64_t *seen = o->index->seen;
    unsigned letters = 0;

    for (size_t i = 0; i < text.len; i++) {
        letters = (letters << 5 | ((unsigned)text.at[i] & 31)) & (GRAMS - 1);
        if (seen[letters / 64] >> letters % 64 & 1)
            meet(o, text, letters, i + 1, unit);
    }
}

cdt_occurrences *cdt_occurrences_find(const cdt_literal_index *index, const cdt_units *units)
{
    cdt_occurrences *o = cdt_malloc(sizeof *o);

    *o = (cdt_occurrences){ .index = index, .unit_count = units->count };
    o->of = CDT_NEW_ARRAY(&o->arena, places, index->literal_count + 1);
    o->stamp = CDT_NEW_ARRAY(&o->arena, uint32_t, units->count + 1);
    o->out = CDT_NEW_ARRAY(&o->arena, uint32_t, units->count + 1);
    for (size_t i = 0; i < units->count; i++) {
        const cdt_unit *unit = &units->at[i];
        scan(o, cdt_str_slice(units->folded, unit->lead, unit->to), (uint32_t)i);
    }
    return o;
}

void cdt_occurrences_free(cdt_occurrences *occurrences)
{
    if (!occurrences)
        return;
    cdt_arena_free(&occurrences->arena);
    free(occurrences);
}

/* How many places the set has in the draft. */
static size_t size_of(const cdt_occurrences *o, const cdt_literal_set *set)
{
    size_t size = 0;

    for (size_t i = 0; i < set->count; i++)
        size += o->of[set->at[i]].count;
    return size;
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return x < y ? -1 : x > y;
}

static bool holds(const places *p, size_t unit)
{
    size_t low = 0, high = p->count;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (p->at[middle] < unit)
            low = middle + 1;
        else
            high = middle;
    }
    return low < p->count && p->at[low] == unit;
}

static bool meets(const cdt_occurrences *o, const cdt_literal_set *set, size_t unit)
{
    for (size_t i = 0; i < set->count; i++)
        if (holds(&o->of[set->at[i]], unit))
            return true;
    return false;
}

bool cdt_occurrences_candidates(cdt_occurrences *o, size_t pattern, const uint32_t **units, size_t *count)
{
    const cdt_requires *r = &o->index->patterns[pattern];
    size_t rarest = 0, found = 0;

    if (!r->count)
        return false;
    for (size_t i = 1; i < r->count; i++)
        if (size_of(o, &r->sets[i]) < size_of(o, &r->sets[rarest]))
            rarest = i;
    o->stamps++;
    for (size_t i = 0; i < r->sets[rarest].count; i++) {
        const places *p = &o->of[r->sets[rarest].at[i]];
        for (uint32_t k = 0; k < p->count; k++) {
            bool all = o->stamp[p->at[k]] != o->stamps;
            o->stamp[p->at[k]] = o->stamps;
            for (size_t s = 0; s < r->count && all; s++)
                all = s == rarest || meets(o, &r->sets[s], p->at[k]);
            if (all)
                o->out[found++] = p->at[k];
        }
    }
    if (r->sets[rarest].count > 1 && found > 1)
        qsort(o->out, found, sizeof *o->out, by_number);
    *units = o->out;
    *count = found;
    return true;
}

bool cdt_occurrences_may(const cdt_occurrences *o, size_t pattern, size_t unit)
{
    const cdt_requires *r = &o->index->patterns[pattern];

    for (size_t i = 0; i < r->count; i++)
        if (!meets(o, &r->sets[i], unit))
            return false;
    return true;
}
