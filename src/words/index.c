#include "words/index.h"

#include <stdlib.h>

#include "base/map.h"

/* A text is met by its rarest letters in a row, three where it has no more, else four: a bit of `seen` says that some literal
 * has these, and `chains` leads to those. */
enum {
    GRAMS_OF_THREE = 1 << 15,
    GRAMS_OF_FOUR = 1 << 16,
    NONE = 0,
    OF_LENGTH = 4 /* letters' ranks that one more in a chain weighs */
};

typedef struct entry {
    uint32_t literal;
    uint32_t next;   /* in its chain, plus 1; NONE: the last */
    uint16_t behind; /* bytes of the literal up to the end of the letters */
    uint16_t length;
    char head[4]; /* of the literal */
} entry;

typedef struct grams {
    uint32_t *chains;  /* of each gram: an entry plus 1, or NONE */
    uint16_t *lengths; /* of the chains */
    uint64_t *seen;
} grams;

struct cdt_literal_index {
    cdt_requires *patterns;
    cdt_str *literals;
    size_t literal_count;
    entry *entries;
    grams of_three, of_four;
    cdt_arena own; /* empty: it lives in another */
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

static cdt_literal_set numbers_of(gatherer *g, const cdt_literals *literals)
{
    uint32_t *numbers = CDT_NEW_ARRAY(g->arena, uint32_t, literals->count);

    for (size_t i = 0; i < literals->count; i++)
        numbers[i] = number_of(g, literals->at[i]);
    return (cdt_literal_set){ numbers, literals->count };
}

static void add_sets(gatherer *g, const cdt_literal_sets *sets, cdt_requires *out)
{
    for (size_t i = 0; i < sets->count; i++)
        out->sets[i] = numbers_of(g, &sets->at[i]);
    out->count = sets->count;
    out->leading = numbers_of(g, &sets->leading);
}

/* How common a letter is in English, roughly, from a to z: the sum of three says which gram is rare. A blank is the most
 * common of all. */
static unsigned commonness(char c)
{
    static const unsigned char ranks[] = { 23, 7,  14, 16, 26, 12, 9,  18, 22, 3, 5, 17, 13,
                                           21, 24, 10, 1,  19, 20, 25, 15, 6,  8, 2, 11, 0 };

    return c >= 'a' && c <= 'z' ? ranks[c - 'a'] : c == ' ' ? 27 : 0;
}

/* The letters read last, five bits each, with one more. */
static uint32_t push(uint32_t letters, char c)
{
    return letters << 5 | ((uint32_t)(unsigned char)c & 31);
}

static unsigned gram_of_three(uint32_t letters)
{
    return letters & ((1u << 15) - 1);
}

/* Twenty bits made sixteen; others may meet here, and are told apart by their heads. */
static unsigned gram_of_four(uint32_t letters)
{
    return ((letters & ((1u << 20) - 1)) * 2654435769u) >> 16;
}

static bool has(const grams *g, unsigned gram)
{
    return g->seen[gram / 64] >> gram % 64 & 1;
}

static void chain(cdt_literal_index *index, uint32_t literal)
{
    cdt_str text = index->literals[literal];
    bool is_short = text.len < 4;
    grams *g = is_short ? &index->of_three : &index->of_four;
    unsigned least = (unsigned)-1, best = 0;
    entry *e = &index->entries[literal];
    uint32_t letters = 0;

    for (size_t i = 0; i < text.len; i++) {
        unsigned gram, sum = 0;
        letters = push(letters, text.at[i]);
        if (i < (is_short ? 2 : 3))
            continue;
        gram = is_short ? gram_of_three(letters) : gram_of_four(letters);
        for (size_t k = i - (is_short ? 2 : 3); k <= i; k++)
            sum += commonness(text.at[k]);
        sum += OF_LENGTH * g->lengths[gram];
        if (sum >= least)
            continue;
        least = sum;
        best = gram;
        e->behind = (uint16_t)(i + 1);
    }
    e->literal = literal;
    e->length = (uint16_t)text.len;
    memcpy(e->head, text.at, is_short ? text.len : sizeof e->head);
    e->next = g->chains[best];
    g->chains[best] = literal + 1;
    g->lengths[best] += g->lengths[best] < UINT16_MAX;
    g->seen[best / 64] |= (uint64_t)1 << best % 64;
}

static void new_grams(grams *g, size_t count, cdt_arena *arena)
{
    g->chains = CDT_NEW_ARRAY(arena, uint32_t, count);
    g->lengths = CDT_NEW_ARRAY(arena, uint16_t, count);
    g->seen = CDT_NEW_ARRAY(arena, uint64_t, count / 64);
}

cdt_literal_index *cdt_literal_index_new(const cdt_str *patterns, size_t count, cdt_arena *arena)
{
    cdt_literal_index *index = CDT_NEW(arena, cdt_literal_index);
    gatherer g = { .index = index, .arena = arena };
    cdt_arena scratch = { 0 };

    index->patterns = CDT_NEW_ARRAY(arena, cdt_requires, count + 1);
    new_grams(&index->of_three, GRAMS_OF_THREE, arena);
    new_grams(&index->of_four, GRAMS_OF_FOUR, arena);
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

cdt_literal_index *cdt_literal_index_own(const cdt_str *patterns, size_t count)
{
    cdt_arena arena = { 0 };
    cdt_literal_index *index = cdt_literal_index_new(patterns, count, &arena);

    index->own = arena;
    return index;
}

void cdt_literal_index_free(cdt_literal_index *index)
{
    cdt_arena arena;

    if (!index)
        return;
    arena = index->own; /* which lies in itself */
    cdt_arena_free(&arena);
}

const cdt_requires *cdt_literal_index_of(const cdt_literal_index *index, size_t pattern)
{
    return &index->patterns[pattern];
}

/* ---- where they stand ---- */

/* One place of a literal. */
typedef struct spot {
    uint32_t unit;
    uint32_t at; /* of the folded text */
} spot;

/* All of them, in order. */
typedef struct places {
    spot *at;
    uint32_t count, room;
    uint32_t hint; /* that was asked for last: the next is mostly near */
} places;

struct cdt_occurrences {
    const cdt_literal_index *index;
    const cdt_units *units;
    places *of;      /* of each literal */
    uint32_t *stamp; /* of each unit: the question that met it last */
    uint32_t stamps;
    uint32_t *out;
    uint32_t *starts;
    size_t starts_room;
    cdt_arena arena;
};

static void add_place(cdt_occurrences *o, uint32_t literal, uint32_t unit, uint32_t at)
{
    places *p = &o->of[literal];

    if (p->count == p->room) {
        uint32_t room = p->room ? p->room * 2 : 4;
        spot *list = CDT_NEW_ARRAY(&o->arena, spot, room);
        if (p->count)
            memcpy(list, p->at, p->count * sizeof *list);
        p->at = list;
        p->room = room;
    }
    p->at[p->count++] = (spot){ unit, at };
}

/* The letters that end before byte `at` of the folded text are those of some literal: which stand here, in the text of the
 * unit? */
static void meet(cdt_occurrences *o, uint32_t first, uint32_t at, uint32_t unit)
{
    const cdt_literal_index *index = o->index;
    const cdt_unit *u = &o->units->at[unit];
    const char *text = o->units->folded.at;

    for (uint32_t e = first; e != NONE; e = index->entries[e - 1].next) {
        const entry *one = &index->entries[e - 1];
        const char *begin = text + at - one->behind;
        if (at - u->lead < one->behind || at - one->behind + one->length > u->to)
            continue;
        if (memcmp(begin, one->head, 3) == 0 && memcmp(begin, index->literals[one->literal].at, one->length) == 0)
            add_place(o, one->literal, unit, at - one->behind);
    }
}

static void scan(cdt_occurrences *o, uint32_t unit)
{
    const cdt_unit *u = &o->units->at[unit];
    const grams *three = &o->index->of_three, *four = &o->index->of_four;
    const char *text = o->units->folded.at;
    uint32_t letters = 0;

    for (uint32_t i = u->lead; i < u->to; i++) {
        letters = push(letters, text[i]);
        if (has(four, gram_of_four(letters)))
            meet(o, four->chains[gram_of_four(letters)], i + 1, unit);
        if (has(three, gram_of_three(letters)))
            meet(o, three->chains[gram_of_three(letters)], i + 1, unit);
    }
}

cdt_occurrences *cdt_occurrences_find(const cdt_literal_index *index, const cdt_units *units)
{
    cdt_occurrences *o = cdt_malloc(sizeof *o);

    *o = (cdt_occurrences){ .index = index, .units = units };
    o->of = CDT_NEW_ARRAY(&o->arena, places, index->literal_count + 1);
    o->stamp = CDT_NEW_ARRAY(&o->arena, uint32_t, units->count + 1);
    o->out = CDT_NEW_ARRAY(&o->arena, uint32_t, units->count + 1);
    for (size_t i = 0; i < units->count; i++)
        scan(o, (uint32_t)i);
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

/* The first place of the literal at or behind byte `from`, whatever its unit; the end of the list where there is none. Most
 * questions go forward, so the search begins where the last one ended. */
static const spot *first_place(places *p, uint32_t from)
{
    uint32_t low = p->hint, high = p->count, step = 1;

    if (low < p->count && p->at[low].at < from) {
        while (low + step < p->count && p->at[low + step].at < from) {
            low += step;
            step *= 2;
        }
        high = low + step < p->count ? low + step : p->count;
        low++;
    } else {
        high = low;
        low = high && p->at[high - 1].at < from ? high : 0;
    }
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (p->at[middle].at < from)
            low = middle + 1;
        else
            high = middle;
    }
    p->hint = low;
    return p->at + low;
}

/* Do the sets stand in the unit, one behind the other, from byte `from` on? What matches has them so. */
static bool in_order(const cdt_occurrences *o, const cdt_requires *r, size_t unit, uint32_t from)
{
    for (size_t i = 0; i < r->count; i++) {
        uint32_t end = (uint32_t)-1; /* the least that one of the set ends at */
        for (size_t k = 0; k < r->sets[i].count; k++) {
            uint32_t literal = r->sets[i].at[k];
            places *p = &o->of[literal];
            const spot *s = p->count ? first_place(p, from) : NULL;
            uint32_t length = (uint32_t)o->index->literals[literal].len;
            if (s && s < p->at + p->count && s->unit == unit && s->at + length < end)
                end = s->at + length;
        }
        if (end == (uint32_t)-1)
            return false;
        from = end;
    }
    return true;
}

bool cdt_occurrences_candidates(cdt_occurrences *o, size_t pattern, const uint32_t **units, size_t *count)
{
    const cdt_requires *r = &o->index->patterns[pattern];
    size_t rarest = 0, found = 0, kept = 0;

    if (!r->count)
        return false;
    for (size_t i = 1; i < r->count; i++)
        if (size_of(o, &r->sets[i]) < size_of(o, &r->sets[rarest]))
            rarest = i;
    o->stamps++;
    for (size_t i = 0; i < r->sets[rarest].count; i++) {
        const places *p = &o->of[r->sets[rarest].at[i]];
        for (uint32_t k = 0; k < p->count; k++) {
            uint32_t unit = p->at[k].unit;
            if (o->stamp[unit] != o->stamps)
                o->out[found++] = unit;
            o->stamp[unit] = o->stamps;
        }
    }
    if (r->sets[rarest].count > 1 && found > 1)
        qsort(o->out, found, sizeof *o->out, by_number);
    for (size_t i = 0; i < found; i++)
        if (r->count == 1 || in_order(o, r, o->out[i], o->units->at[o->out[i]].lead))
            o->out[kept++] = o->out[i];
    *units = o->out;
    *count = kept;
    return true;
}

bool cdt_occurrences_may(const cdt_occurrences *o, size_t pattern, size_t unit)
{
    return in_order(o, &o->index->patterns[pattern], unit, o->units->at[unit].lead);
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

bool cdt_occurrences_starts(cdt_occurrences *o, size_t pattern, size_t unit, const uint32_t **starts, size_t *count)
{
    const cdt_requires *r = &o->index->patterns[pattern];
    const cdt_literal_set *leading = &r->leading;
    size_t found = 0, kept = 0;

    if (!leading->count)
        return false;
    for (size_t i = 0; i < leading->count; i++) {
        places *p = &o->of[leading->at[i]];
        const spot *s = p->count ? first_place(p, o->units->at[unit].lead) : NULL;
        for (; s && s < p->at + p->count && s->unit == unit; s++)
            add_start(o, &found, s->at);
    }
    if (leading->count > 1 && found > 1)
        qsort(o->starts, found, sizeof *o->starts, by_number);
    for (size_t i = 0; i < found; i++)
        if ((!kept || o->starts[kept - 1] != o->starts[i]) && (r->count == 1 || in_order(o, r, unit, o->starts[i])))
            o->starts[kept++] = o->starts[i];
    *starts = o->starts;
    *count = kept;
    return true;
}
