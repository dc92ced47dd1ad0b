#include <stdlib.h>

#include "base/map.h"
#include "words/tree.h"

/* ---- the literals of a checklist ---- */

typedef struct gatherer {
    cdt_literal_index *index;
    cdt_arena *arena;
    cdt_map by_text;    /* of literals: number plus 1 */
    cdt_map by_members; /* of sets: number plus 1 */
    size_t literal_room, set_room;
    uint32_t **members; /* of each set */
} gatherer;

/* A list that was full has twice the room. */
static void *roomier(gatherer *g, void *list, size_t *room, size_t size)
{
    size_t more = *room ? *room * 2 : 512;
    void *out = cdt_alloc_array(g->arena, more, size);

    if (*room)
        memcpy(out, list, *room * size);
    *room = more;
    return out;
}

static uint32_t number_of(gatherer *g, const cdt_literal *literal)
{
    cdt_literal_index *index = g->index;
    char key[CDT_LITERAL_MOST + 1];
    cdt_str whole = { key, literal->text.len + 1 };
    void *known;

    memcpy(key, literal->text.at, literal->text.len);
    key[literal->text.len] = (char)literal->flags;
    known = cdt_map_get(&g->by_text, whole);
    if (known)
        return (uint32_t)((uintptr_t)known - 1);
    if (index->literal_count == g->literal_room)
        index->literals = roomier(g, index->literals, &g->literal_room, sizeof *index->literals);
    whole = cdt_copy(g->arena, whole);
    index->literals[index->literal_count++] = (cdt_literal){ cdt_str_slice(whole, 0, whole.len - 1), literal->flags };
    *cdt_map_at(&g->by_text, whole) = (void *)(uintptr_t)index->literal_count;
    return (uint32_t)(index->literal_count - 1);
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return x < y ? -1 : x > y;
}

static uint32_t set_of(gatherer *g, const cdt_literals *literals)
{
    cdt_literal_index *index = g->index;
    uint32_t *numbers;
    cdt_str members;
    void *known;

    if (!literals->count)
        return CDT_NO_SET;
    numbers = CDT_NEW_ARRAY(g->arena, uint32_t, literals->count);
    for (size_t i = 0; i < literals->count; i++)
        numbers[i] = number_of(g, &literals->at[i]);
    qsort(numbers, literals->count, sizeof *numbers, by_number);
    members = (cdt_str){ (const char *)numbers, literals->count * sizeof *numbers };
    known = cdt_map_get(&g->by_members, members);
    if (known)
        return (uint32_t)((uintptr_t)known - 1);
    if (index->set_count == g->set_room) {
        index->sets = roomier(g, index->sets, &g->set_room, sizeof *index->sets);
        g->members = cdt_realloc(g->members, g->set_room * sizeof *g->members);
    }
    g->members[index->set_count] = numbers;
    index->sets[index->set_count++] = (cdt_tree_set){ numbers, literals->count };
    *cdt_map_at(&g->by_members, members) = (void *)(uintptr_t)index->set_count;
    return (uint32_t)(index->set_count - 1);
}

static void add_branches(gatherer *g, const cdt_literal_branches *from, cdt_tree_branches *out)
{
    cdt_tree_branch *list = CDT_NEW_ARRAY(g->arena, cdt_tree_branch, from->count);

    for (size_t i = 0; i < from->count; i++) {
        const cdt_literal_sets *sets = &from->at[i];
        list[i].count = (uint16_t)sets->count;
        list[i].from_start = sets->from_start;
        list[i].leading = set_of(g, &sets->leading);
        for (size_t k = 0; k < sets->count; k++) {
            list[i].sets[k] = set_of(g, &sets->at[k]);
            list[i].gaps[k] = sets->at[k].gap;
        }
    }
    *out = (cdt_tree_branches){ list, from->count };
}

/* ---- the tree of literals ---- */

static int by_text(const void *a, const void *b)
{
    const cdt_literal *x = *(const cdt_literal *const *)a, *y = *(const cdt_literal *const *)b;
    size_t least = x->text.len < y->text.len ? x->text.len : y->text.len;
    int order = memcmp(x->text.at, y->text.at, least);

    if (order)
        return order;
    if (x->text.len != y->text.len)
        return x->text.len < y->text.len ? -1 : 1;
    return x->flags < y->flags ? -1 : x->flags > y->flags;
}

/* Put the literals in the order of their texts, in the sets too. */
static void sort_literals(gatherer *g)
{
    cdt_literal_index *index = g->index;
    const cdt_literal **order = (const cdt_literal **)cdt_malloc((index->literal_count + 1) * sizeof *order);
    cdt_literal *sorted = CDT_NEW_ARRAY(g->arena, cdt_literal, index->literal_count);
    uint32_t *now = cdt_malloc((index->literal_count + 1) * sizeof *now); /* of each its number */

    for (size_t i = 0; i < index->literal_count; i++)
        order[i] = &index->literals[i];
    if (index->literal_count)
        qsort(order, index->literal_count, sizeof *order, by_text);
    for (size_t i = 0; i < index->literal_count; i++) {
        sorted[i] = *order[i];
        now[order[i] - index->literals] = (uint32_t)i;
    }
    for (size_t i = 0; i < index->set_count; i++)
        for (size_t k = 0; k < index->sets[i].count; k++)
            g->members[i][k] = now[g->members[i][k]];
    index->literals = sorted;
    free(order);
    free(now);
}

/* Where the row that begins at literal `at` and ends before `end` goes on with another byte `depth`. */
static size_t same_until(const cdt_literal_index *index, size_t at, size_t end, size_t depth)
{
    size_t next = at + 1;

    while (next < end && index->literals[next].text.at[depth] == index->literals[at].text.at[depth])
        next++;
    return next;
}

/* A node for literals `at` up to `end`, which share their first `depth` bytes. Its children are made when it is their turn. */
static cdt_tree_node node_for(const cdt_literal_index *index, size_t at, size_t end, size_t depth)
{
    const cdt_str first = index->literals[at].text, last = index->literals[end - 1].text;
    size_t to = depth;
    cdt_tree_node n = { .literal = (uint32_t)at, .from = (uint8_t)depth };

    while (to < first.len && to < last.len && first.at[to] == last.at[to])
        to++;
    n.to = (uint8_t)to;
    while (at + n.ends < end && index->literals[at + n.ends].text.len == to)
        n.ends++;
    return n;
}

/* The tree, one level after the other. */
static void grow_tree(gatherer *g)
{
    cdt_literal_index *index = g->index;
    size_t room = 2 * index->literal_count + 2, count = 1;
    size_t *ends = cdt_malloc(room * sizeof *ends); /* of the rows of nodes */

    index->nodes = CDT_NEW_ARRAY(g->arena, cdt_tree_node, room);
    index->firsts = CDT_NEW_ARRAY(g->arena, char, room);
    ends[0] = index->literal_count;
    for (size_t i = 0; i < count; i++) {
        cdt_tree_node *n = &index->nodes[i];
        n->children = (uint32_t)count;
        for (size_t at = n->literal + n->ends, next; at < ends[i]; at = next) {
            next = same_until(index, at, ends[i], n->to);
            index->nodes[count] = node_for(index, at, next, n->to);
            index->firsts[count] = index->literals[at].text.at[n->to];
            ends[count++] = next;
            n->child_count++;
        }
    }
    index->node_count = count;
    free(ends);
}

static uint8_t letter_of(char c)
{
    if (c >= '0' && c <= '9')
        return CDT_LETTER_FIGURE;
    if (cdt_is_word(c))
        return c == '_' ? CDT_LETTER_LINE : (uint8_t)(c & 31);
    return c == ' '                                           ? CDT_LETTER_BLANK
           : c == '%' || c == '$' || (unsigned char)c >= 0x80 ? CDT_LETTER_SIGN
                                                              : CDT_LETTER_OTHER;
}

/* Note all grams with which the text begins: where it has less than four letters, any may follow. */
static void note_grams(cdt_literal_index *index, cdt_str text, uint64_t what)
{
    uint32_t gram = 0, count = 1;

    for (size_t i = 0; i < 4; i++)
        gram = cdt_push_letter(gram, i < text.len ? letter_of(text.at[i]) : 0);
    for (size_t i = text.len; i < 4; i++)
        count *= 32;
    for (uint32_t i = gram; i < gram + count; i++)
        index->grams[i / 32] |= what << i % 32;
}

/* The first `count` letters of a literal as a number; CDT_WALK where they are not all letters or blanks, which alone are one
 * byte each. */
static uint32_t first_letters(const cdt_literal_index *index, const cdt_tree_node *n, size_t count)
{
    const char *text = index->literals[n->literal].text.at;
    uint32_t gram = 0;

    for (size_t i = 0; i < count; i++) {
        uint8_t letter = letter_of(text[i]);
        if (letter >= CDT_LETTER_FIGURE)
            return CDT_WALK;
        gram = cdt_push_letter(gram, letter);
    }
    return gram;
}

/* Note which nodes are where two and three letters lead to. */
static void note_ways(cdt_literal_index *index, cdt_arena *arena)
{
    index->pairs = CDT_NEW_ARRAY(arena, uint32_t, CDT_THIRDS / 32);
    index->thirds = CDT_NEW_ARRAY(arena, uint32_t, CDT_THIRDS);
    for (uint32_t i = 0; i < CDT_THIRDS; i++)
        if (i / 1024 >= CDT_LETTER_FIGURE || i / 32 % 32 >= CDT_LETTER_FIGURE || i % 32 >= CDT_LETTER_FIGURE)
            index->thirds[i] = CDT_WALK;
    for (uint32_t i = 1; i < index->node_count; i++) {
        const cdt_tree_node *n = &index->nodes[i];
        size_t count = n->to == 2 && n->ends ? 2 : 3;
        uint32_t letters = n->from < count && n->to >= count ? first_letters(index, n, count) : CDT_WALK;
        if (letters != CDT_WALK)
            (count == 2 ? index->pairs : index->thirds)[letters] = i;
    }
}

/* Note with what the literals begin. */
static void note_beginnings(cdt_literal_index *index, cdt_arena *arena)
{
    const cdt_tree_node *top = &index->nodes[0];

    index->grams = CDT_NEW_ARRAY(arena, uint64_t, CDT_GRAMS / 32);
    index->letters = CDT_NEW_ARRAY(arena, uint8_t, CDT_BYTES);
    index->top = CDT_NEW_ARRAY(arena, uint16_t, CDT_BYTES);
    for (uint32_t i = top->children; i < top->children + top->child_count; i++)
        index->top[(unsigned char)index->firsts[i]] = (uint16_t)i;
    for (int c = 0; c < CDT_BYTES; c++)
        index->letters[c] = letter_of((char)c);
    for (size_t i = 0; i < index->literal_count; i++) {
        const cdt_literal *l = &index->literals[i];
        if (l->flags & CDT_ANY_FIGURE)
            index->figure = (uint32_t)i + 1;
        if (cdt_is_word(*l->text.at))
            note_grams(index, l->text, CDT_GRAM_BEGINS);
        if (!(l->flags & CDT_BEGINS_WORD))
            note_grams(index, l->text, CDT_GRAM_INSIDE);
    }
}

cdt_literal_index *cdt_literal_index_new(const cdt_str *patterns, size_t count, cdt_arena *arena)
{
    cdt_literal_index *index = CDT_NEW(arena, cdt_literal_index);
    gatherer g = { .index = index, .arena = arena };
    cdt_arena scratch = { 0 };

    index->patterns = CDT_NEW_ARRAY(arena, cdt_tree_branches, count + 1);
    for (size_t i = 0; i < count; i++) {
        cdt_literal_branches *found = CDT_NEW(&scratch, cdt_literal_branches);
        cdt_literals_of(patterns[i], &scratch, found);
        add_branches(&g, found, &index->patterns[i]);
        cdt_arena_reset(&scratch);
    }
    sort_literals(&g);
    grow_tree(&g);
    note_beginnings(index, arena);
    note_ways(index, arena);
    cdt_map_free(&g.by_text);
    cdt_map_free(&g.by_members);
    cdt_arena_free(&scratch);
    free(g.members);
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

bool cdt_literal_index_is_open(const cdt_literal_index *index, size_t pattern)
{
    return !index->patterns[pattern].count;
}
