/* occurrences.c - where the literals of an index stand in a draft, and which units may match a pattern. */
#include <stdlib.h>

#include "words/tree.h"

enum {
    REACHES = 16, /* ends that are followed at once */
    BLOCK = 64,
    MANY = 128 /* a set has many spots that has more than this part of all */
};

/* One place of a text that literals have: a byte of the folded text. */
typedef struct spot {
    uint32_t at;
    uint32_t kind; /* number of its kind times CDT_STATES, and how it stands there */
} spot;

/* A text of literals that is somewhere in the draft. */
typedef struct kind {
    uint32_t length;
    uint32_t end; /* where its spots end in `by_kind`, and those of the next begin */
    uint32_t count
        [CDT_STATES]; /* spots that stand so; once all are found: those in which a literal is found that asks for it */
} kind;

/* The spots of a set. Where it has many of them, they are mostly told by their kinds: to list them takes longer. */
typedef struct places {
    uint32_t *at;    /* by number; NULL: not listed */
    uint64_t *kinds; /* a bit for each `kind` of spots; NULL: not told by kinds */
    uint32_t count;
    uint32_t hint; /* that was asked for last: the next is mostly near */
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

enum { NOT_COUNTED, IN_NO_PLACE, LISTS }; /* of a set; from LISTS on: that, and the number of its list */

struct cdt_occurrences {
    const cdt_literal_index *index;
    const cdt_units *units;
    spot *spots; /* as they come in the text, but that at one place the longer ones come later */
    size_t spot_count, spot_room;
    uint32_t *kind_of; /* of each text the number of its kind, plus 1; 0: it is nowhere */
    kind *kinds;
    size_t kind_count, kind_room;
    uint32_t *by_kind;
    uint32_t *of_sets; /* NOT_COUNTED and the like */
    places *lists;
    size_t list_count;
    uint64_t *marks,
        *marked;     /* one bit for each spot, and for each of `marks` that is not 0; all clear between questions */
    uint32_t *first; /* of each unit its first spot; one more for the end */
    uint32_t *block; /* of each BLOCK bytes of the folded text the unit of the first of them, or the last one before */
    uint32_t *stamp; /* of each unit: the question that met it last */
    uint32_t stamps;
    uint32_t *out;
    uint32_t *starts;
    size_t starts_room;
    reaches from, to;            /* of in_order() */
    uint32_t rest_from, rest_to; /* of behind(): from there on it is one word up to there, and no further */
    cdt_arena arena;
};

static uint32_t new_kind(cdt_occurrences *o, uint32_t text)
{
    if (o->kind_count == o->kind_room) {
        o->kind_room = o->kind_room ? o->kind_room * 2 : 512;
        o->kinds = cdt_realloc(o->kinds, o->kind_room * sizeof *o->kinds);
    }
    o->kinds[o->kind_count++] = (kind){ .length = o->index->lengths[text] };
    return o->kind_of[text] = (uint32_t)o->kind_count;
}

/* The text stands at byte `at`; `state`: CDT_EDGES of a word that are there. */
static void add_spot(cdt_occurrences *o, uint32_t text, uint32_t at, unsigned state)
{
    uint32_t number = o->kind_of[text];

    if (!number)
        number = new_kind(o, text);
    if (o->spot_count == o->spot_room) {
        o->spot_room *= 2;
        o->spots = cdt_realloc(o->spots, o->spot_room * sizeof *o->spots);
    }
    o->spots[o->spot_count++] = (spot){ at, (number - 1) * CDT_STATES + state };
    o->kinds[number - 1].count[state]++;
}

/* The text of the node is the bytes from `at` to `end`: is a literal found, as the words around stand? */
static inline void meet(cdt_occurrences *o, const cdt_tree_node *n, uint32_t at, uint32_t end, bool begins)
{
    const unsigned state =
        (begins ? CDT_BEGINS_WORD : 0u) | (cdt_is_word(o->units->folded.at[end]) ? 0u : CDT_ENDS_WORD);

    if (n->found >> state & 1)
        add_spot(o, n->text, at, state);
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
static inline bool stands(const cdt_occurrences *o, const cdt_tree_node *n, uint32_t at, uint32_t to, uint32_t known)
{
    const char *adds = o->index->bytes + n->adds - n->from, *text = o->units->folded.at + at;

    if (n->to > to - at)
        return false;
    for (uint32_t i = known; i < n->to; i++)
        if (text[i] != adds[i])
            return false;
    return true;
}

/* Which literals stand at byte `at` of the folded text? All units end in a line feed. `gram` is what the four letters are. */
static void look(cdt_occurrences *o, uint32_t at, uint32_t to, uint32_t gram, bool begins)
{
    const cdt_literal_index *index = o->index;
    const uint32_t third = index->thirds[gram / 32];
    const cdt_tree_node *n = &index->nodes[0];
    uint32_t known = 0;

    if (third != CDT_WALK) {
        const uint32_t pair = index->pairs[gram / 1024];
        if (pair)
            meet(o, &index->nodes[pair], at, at + 2, begins);
        if (!third)
            return;
        n = &index->nodes[third];
        known = 3;
    }
    while (stands(o, n, at, to, known)) {
        if (n->found)
            meet(o, n, at, at + n->to, begins);
        known = n->to + 1u;
        if (at + n->to == to || !(n = child_of(index, n, o->units->folded.at[at + n->to])))
            return;
    }
}

static void scan(cdt_occurrences *o, const cdt_unit *u)
{
    const uint64_t *grams = o->index->grams;
    const uint8_t *letters = o->index->letters;
    const unsigned char *text = (const unsigned char *)o->units->folded.at;
    uint32_t gram = 0; /* from the byte at hand on; three bytes stand behind the last unit */
    bool within = false;

    for (uint32_t i = u->lead; i < u->lead + 3; i++)
        gram = cdt_push_letter(gram, letters[text[i]]);
    for (uint32_t i = u->lead; i < u->to; i++) {
        bool word, begins;
        gram = cdt_push_letter(gram, letters[text[i + 3]]);
        word = cdt_is_word_letter(gram / CDT_THIRDS);
        begins = word && !within;
        within = word;
        if (!(grams[gram / 32] >> (gram % 32 + (begins ? CDT_GRAM_BEGINS : CDT_GRAM_INSIDE)) & 1))
            continue;
        look(o, i, u->to, gram, begins);
        if (o->index->figure && gram / CDT_THIRDS == CDT_LETTER_FIGURE)
            add_spot(o, o->index->figure - 1, i, 0);
    }
}

/* Put the spots of each kind behind each other, and count those that each way of asking finds. */
static void sort_out(cdt_occurrences *o)
{
    uint32_t begin = 0;

    o->by_kind = cdt_malloc((o->spot_count + 1) * sizeof *o->by_kind);
    for (size_t i = 0; i < o->kind_count; i++) {
        uint32_t *count = o->kinds[i].count;
        o->kinds[i].end = begin;
        count[CDT_BEGINS_WORD] += count[CDT_EDGES];
        count[0] += count[CDT_ENDS_WORD] + count[CDT_BEGINS_WORD];
        count[CDT_ENDS_WORD] += count[CDT_EDGES];
        begin += count[0];
    }
    for (size_t i = 0; i < o->spot_count; i++)
        o->by_kind[o->kinds[o->spots[i].kind / CDT_STATES].end++] = (uint32_t)i;
}

/* Which unit is where? */
static void note_units(cdt_occurrences *o)
{
    const cdt_units *units = o->units;
    uint32_t unit = 0;

    o->block = CDT_NEW_ARRAY(&o->arena, uint32_t, units->folded.len / BLOCK + 1);
    for (size_t i = 0; i <= units->folded.len / BLOCK; i++) {
        while (unit + 1 < units->count && units->at[unit + 1].lead <= i * BLOCK)
            unit++;
        o->block[i] = unit;
    }
}

static uint32_t unit_of(const cdt_occurrences *o, uint32_t number)
{
    uint32_t at = o->spots[number].at, unit = o->block[at / BLOCK];

    while (unit + 1 < o->units->count && o->units->at[unit + 1].lead <= at)
        unit++;
    return unit;
}

cdt_occurrences *cdt_occurrences_find(const cdt_literal_index *index, const cdt_units *units)
{
    cdt_occurrences *o = cdt_malloc(sizeof *o);

    *o = (cdt_occurrences){ .index = index, .units = units, .spot_room = units->folded.len / 4 + 64, .rest_from = 1 };
    o->spots = cdt_malloc(o->spot_room * sizeof *o->spots); /* what is not used of it costs nothing */
    o->lists = cdt_malloc((index->set_count + 1) * sizeof *o->lists);
    o->kind_of = CDT_NEW_ARRAY(&o->arena, uint32_t, index->text_count + 1);
    o->of_sets = CDT_NEW_ARRAY(&o->arena, uint32_t, index->set_count + 1);
    o->stamp = CDT_NEW_ARRAY(&o->arena, uint32_t, units->count + 1);
    o->out = CDT_NEW_ARRAY(&o->arena, uint32_t, units->count + 1);
    o->first = CDT_NEW_ARRAY(&o->arena, uint32_t, units->count + 1);
    for (size_t i = 0; i < units->count; i++) {
        scan(o, &units->at[i]);
        o->first[i + 1] = (uint32_t)o->spot_count;
    }
    sort_out(o);
    note_units(o);
    o->marks = CDT_NEW_ARRAY(&o->arena, uint64_t, o->spot_count / 64 + 1);
    o->marked = CDT_NEW_ARRAY(&o->arena, uint64_t, o->spot_count / 64 / 64 + 1);
    return o;
}

void cdt_occurrences_free(cdt_occurrences *occurrences)
{
    if (!occurrences)
        return;
    free(occurrences->spots);
    free(occurrences->kinds);
    free(occurrences->by_kind);
    free(occurrences->lists);
    cdt_arena_free(&occurrences->arena);
    free(occurrences);
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return x < y ? -1 : x > y;
}

/* How many places a literal has, which is the member of a set. */
static uint32_t count_of(const cdt_occurrences *o, uint32_t member)
{
    uint32_t number = o->kind_of[member / CDT_STATES];

    return number ? o->kinds[number - 1].count[member % CDT_STATES] : 0;
}

/* The places of a set, of which it has one at least; NULL: it has none. */
static places *places_of(cdt_occurrences *o, uint32_t number)
{
    const cdt_tree_set *s = &o->index->sets[number];
    uint32_t count = 0;

    if (o->of_sets[number] >= LISTS)
        return &o->lists[o->of_sets[number] - LISTS];
    if (o->of_sets[number] == IN_NO_PLACE)
        return NULL;
    for (size_t i = 0; i < s->count; i++)
        count += count_of(o, s->at[i]);
    o->of_sets[number] = count ? LISTS + (uint32_t)o->list_count : IN_NO_PLACE;
    if (!count)
        return NULL;
    o->lists[o->list_count] = (places){ .count = count };
    return &o->lists[o->list_count++];
}

/* Mark the spots in which the literal is found. */
static void mark(cdt_occurrences *o, uint32_t member)
{
    const unsigned edges = member & CDT_EDGES;
    const kind *k = &o->kinds[o->kind_of[member / CDT_STATES] - 1];

    for (uint32_t i = k->end - k->count[0]; i < k->end; i++) {
        uint32_t number = o->by_kind[i];
        if ((o->spots[number].kind & edges) == edges) {
            o->marks[number / 64] |= UINT64_C(1) << number % 64;
            o->marked[number / 64 / 64] |= UINT64_C(1) << number / 64 % 64;
        }
    }
}

/* The marked spots in order; the marks are clear then. */
static uint32_t take_marked(cdt_occurrences *o, uint32_t *to)
{
    uint32_t put = 0;

    for (uint32_t i = 0; i <= o->spot_count / 64 / 64; i++)
        for (; o->marked[i]; o->marked[i] &= o->marked[i] - 1) {
            uint32_t k = i * 64 + (uint32_t)__builtin_ctzll(o->marked[i]);
            for (; o->marks[k]; o->marks[k] &= o->marks[k] - 1)
                to[put++] = k * 64 + (uint32_t)__builtin_ctzll(o->marks[k]);
        }
    return put;
}

static void list_places(cdt_occurrences *o, const cdt_tree_set *s, places *p)
{
    for (size_t i = 0; i < s->count; i++) {
        uint32_t count = count_of(o, s->at[i]);
        const kind *k;
        if (!count)
            continue;
        k = &o->kinds[o->kind_of[s->at[i] / CDT_STATES] - 1];
        if (count == p->count && count == k->count[0]) { /* the others have none */
            p->at = o->by_kind + k->end - count;
            return;
        }
        mark(o, s->at[i]);
    }
    p->at = CDT_NEW_ARRAY(&o->arena, uint32_t, p->count);
    p->count = take_marked(o, p->at);
}

static void tell_kinds(cdt_occurrences *o, const cdt_tree_set *s, places *p)
{
    p->kinds = CDT_NEW_ARRAY(&o->arena, uint64_t, o->kind_count * CDT_STATES / 64 + 1);
    for (size_t i = 0; i < s->count; i++) {
        uint32_t number = o->kind_of[s->at[i] / CDT_STATES];
        for (uint32_t state = 0; number && state < CDT_STATES; state++) {
            uint32_t of = (number - 1) * CDT_STATES + state;
            if ((state & s->at[i] & CDT_EDGES) == (s->at[i] & CDT_EDGES))
                p->kinds[of / 64] |= UINT64_C(1) << of % 64;
        }
    }
}

/* The same, and listed. */
static places *listed(cdt_occurrences *o, uint32_t number)
{
    places *p = places_of(o, number);

    if (p && !p->at)
        list_places(o, &o->index->sets[number], p);
    return p;
}

/* The same, listed or told by kinds. */
static places *told(cdt_occurrences *o, uint32_t number)
{
    places *p = places_of(o, number);

    if (!p || p->at || p->kinds)
        return p;
    if (p->count > o->spot_count / MANY)
        tell_kinds(o, &o->index->sets[number], p);
    else
        list_places(o, &o->index->sets[number], p);
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

/* The number of the first spot of the set from `from` on and before `end`; `end`: there is none. */
static uint32_t next_spot(const cdt_occurrences *o, places *p, uint32_t from, uint32_t end)
{
    uint32_t place;

    if (p->at) {
        place = first_place(p, from);
        return place < p->count && p->at[place] < end ? p->at[place] : end;
    }
    for (; from < end; from++) {
        uint32_t of = o->spots[from].kind;
        if (p->kinds[of / 64] >> of % 64 & 1)
            return from;
    }
    return end;
}

/* What goes on behind a spot; the rest of a word may belong to it. Where one word has many spots, its end is looked for once. */
static reach behind(cdt_occurrences *o, const spot *s, uint32_t next)
{
    const uint32_t end = s->at + o->kinds[s->kind / CDT_STATES].length;

    if (end < o->rest_from || end > o->rest_to) {
        o->rest_from = o->rest_to = end;
        while (cdt_is_word(o->units->folded.at[o->rest_to]))
            o->rest_to++;
    }
    return (reach){ end, o->rest_to, next };
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
    const uint32_t end = o->first[unit + 1];

    for (size_t i = 0; i < b->count; i++) {
        places *p = told(o, b->sets[i]);
        bool last = i + 1 == b->count, loose = !last && b->gaps[i + 1] == CDT_ANY_GAP;
        uint32_t next = UINT32_MAX;
        reaches *was = from;
        reach found;
        if (!p)
            return false;
        to->count = 0;
        for (size_t k = 0; k < from->count; k++)
            next = from->at[k].next < next ? from->at[k].next : next;
        for (uint32_t at = next_spot(o, p, next, end); at < end; at = next_spot(o, p, at + 1, end)) {
            const spot *s = &o->spots[at];
            if (!within_reach(from, s->at, b->gaps[i]))
                continue;
            if (last)
                return true;
            if (to->count == REACHES)
                return true; /* too many to tell */
            found = behind(o, s, at + 1);
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

/* Of the sets of a branch the one with the fewest places; NULL: one of them has none. */
static const places *rarest(cdt_occurrences *o, const cdt_tree_branch *b)
{
    uint32_t rarest = b->sets[b->order[0]];

    for (size_t i = 0; i < b->count; i++) {
        const places *p = places_of(o, b->sets[b->order[i]]);
        if (!p)
            return NULL;
        if (p->count < places_of(o, rarest)->count)
            rarest = b->sets[b->order[i]];
    }
    return listed(o, rarest);
}

/* Add to o->out, from `found` on, the units that count and that the branch may match. */
static size_t add_units(cdt_occurrences *o, const cdt_tree_branch *b, cdt_counts_fn *counts, void *context,
                        size_t found)
{
    const places *p = rarest(o, b);

    for (uint32_t k = 0, before = UINT32_MAX; p && k < p->count; k++) {
        uint32_t unit = unit_of(o, p->at[k]);
        if (unit == before || o->stamp[unit] == o->stamps)
            continue;
        before = unit;
        if (!counts(&o->units->at[unit], context) || ((b->count > 1 || b->from_start) && !may(o, b, unit)))
            continue;
        o->stamp[unit] = o->stamps;
        o->out[found++] = unit;
    }
    return found;
}

bool cdt_occurrences_candidates(cdt_occurrences *o, size_t pattern, cdt_counts_fn *counts, void *context,
                                const uint32_t **units, size_t *count)
{
    const cdt_tree_branches *all = &o->index->patterns[pattern];
    size_t found = 0;
    bool mixed = false;

    if (!all->count)
        return false;
    o->stamps++;
    for (size_t i = 0; i < all->count; i++) {
        size_t before = found;
        found = add_units(o, &all->at[i], counts, context, found);
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
    places *p = told(o, b->leading);
    const cdt_unit *u = &o->units->at[unit];
    const uint32_t end = o->first[unit + 1];
    uint32_t before = UINT32_MAX;

    for (uint32_t at = p ? next_spot(o, p, o->first[unit], end) : end; at < end; at = next_spot(o, p, at + 1, end)) {
        const spot *s = &o->spots[at];
        bool begins = !b->from_start || s->at == u->lead || s->at == u->from;
        if (!begins || s->at == before || !in_order_from(o, b, unit, at))
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
