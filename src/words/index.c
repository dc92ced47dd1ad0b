#include <stdlib.h>

#include "base/map.h"
#include "words/tree.h"

/* ---- the literals of a checklist ---- */

/* A text that literals have. */
typedef struct literal_text {
    cdt_str text;
    uint32_t number; /* in the order of the texts, once that is known */
    bool figure;     /* any figure */
    uint8_t found;   /* see cdt_tree_node */
} literal_text;

typedef struct gatherer {
    cdt_literal_index *index;
    cdt_arena *arena;
    cdt_arena scratch;  /* what the index does not need */
    cdt_map by_text;    /* of texts: number plus 1 */
    cdt_map by_members; /* of sets: number plus 1 */
    literal_text *texts;
    size_t text_count, text_room, set_room;
    uint32_t **members;         /* of each set */
    const literal_text **order; /* the texts, but for any figure, in their order */
    size_t ordered;
} gatherer;

/* The number of the literal's text. */
static uint32_t text_of(gatherer *g, const cdt_literal *literal)
{
    char key[CDT_LITERAL_MOST + 1];
    cdt_str whole = { key, literal->text.len + 1 };
    const bool figure = literal->flags & CDT_ANY_FIGURE;
    void *known;

    memcpy(key, literal->text.at, literal->text.len);
    key[literal->text.len] = (char)figure;
    known = cdt_map_get(&g->by_text, whole);
    if (known)
        return (uint32_t)((uintptr_t)known - 1);
    if (g->text_count == g->text_room) {
        g->text_room = g->text_room ? g->text_room * 2 : 512;
        g->texts = cdt_realloc(g->texts, g->text_room * sizeof *g->texts);
    }
    whole = cdt_copy(&g->scratch, whole);
    g->texts[g->text_count++] = (literal_text){ .text = cdt_str_slice(whole, 0, whole.len - 1), .figure = figure };
    *cdt_map_at(&g->by_text, whole) = (void *)(uintptr_t)g->text_count;
    return (uint32_t)(g->text_count - 1);
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return x < y ? -1 : x > y;
}

/* Take out what is found wherever another of the same text is. They are in order; how many are left is returned. */
static size_t without_needless(uint32_t *members, size_t count)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++) {
        bool needed = true;
        for (size_t k = kept; k && members[k - 1] / CDT_STATES == members[i] / CDT_STATES; k--)
            needed = needed && (members[k - 1] & ~members[i] & CDT_EDGES) != 0;
        if (needed)
            members[kept++] = members[i];
    }
    return kept;
}

/* Note which ways of standing the literal is found in. */
static void note_found(literal_text *of, unsigned edges)
{
    for (unsigned state = 0; state < CDT_STATES; state++)
        if ((state & edges) == edges)
            of->found |= (uint8_t)(1u << state);
}

static uint32_t set_of(gatherer *g, const cdt_literals *literals)
{
    cdt_literal_index *index = g->index;
    uint32_t *numbers;
    size_t count;
    cdt_str members;
    void *known;

    if (!literals->count)
        return CDT_NO_SET;
    numbers = CDT_NEW_ARRAY(g->arena, uint32_t, literals->count);
    for (size_t i = 0; i < literals->count; i++)
        numbers[i] = text_of(g, &literals->at[i]) * CDT_STATES + (literals->at[i].flags & CDT_EDGES);
    qsort(numbers, literals->count, sizeof *numbers, by_number);
    count = without_needless(numbers, literals->count);
    for (size_t i = 0; i < count; i++)
        note_found(&g->texts[numbers[i] / CDT_STATES], numbers[i] & CDT_EDGES);
    members = (cdt_str){ (const char *)numbers, count * sizeof *numbers };
    known = cdt_map_get(&g->by_members, members);
    if (known)
        return (uint32_t)((uintptr_t)known - 1);
    if (index->set_count == g->set_room) {
        size_t room = g->set_room ? g->set_room * 2 : 512;
        cdt_tree_set *sets = CDT_NEW_ARRAY(g->arena, cdt_tree_set, room);
        if (index->set_count)
            memcpy(sets, index->sets, index->set_count * sizeof *sets);
        index->sets = sets;
        g->set_room = room;
        g->members = cdt_realloc(g->members, room * sizeof *g->members);
    }
    g->members[index->set_count] = numbers;
    index->sets[index->set_count++] = (cdt_tree_set){ numbers, count };
    *cdt_map_at(&g->by_members, members) = (void *)(uintptr_t)index->set_count;
    return (uint32_t)(index->set_count - 1);
}

/* The sets of fewest literals come first: most often one of those is nowhere in a draft, and the others need not be asked for. */
static void put_in_order(const cdt_literal_index *index, cdt_tree_branch *b)
{
    for (uint8_t i = 0; i < b->count; i++) {
        size_t at = i;
        for (; at && index->sets[b->sets[b->order[at - 1]]].count > index->sets[b->sets[i]].count; at--)
            b->order[at] = b->order[at - 1];
        b->order[at] = i;
    }
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
        put_in_order(g->index, &list[i]);
    }
    *out = (cdt_tree_branches){ list, from->count };
}

/* ---- the tree of literals ---- */

static int by_text(const void *a, const void *b)
{
    const literal_text *x = *(const literal_text *const *)a, *y = *(const literal_text *const *)b;
    size_t least = x->text.len < y->text.len ? x->text.len : y->text.len;
    int order = memcmp(x->text.at, y->text.at, least);

    return order ? order : x->text.len < y->text.len ? -1 : x->text.len > y->text.len;
}

/* Put the texts in their order, in the sets too; any figure stands behind them. */
static void sort_texts(gatherer *g)
{
    cdt_literal_index *index = g->index;

    g->order = (const literal_text **)cdt_malloc((g->text_count + 1) * sizeof *g->order);
    for (size_t i = 0; i < g->text_count; i++)
        if (!g->texts[i].figure)
            g->order[g->ordered++] = &g->texts[i];
        else
            index->figure = (uint32_t)g->text_count; /* its number plus 1 */
    if (g->ordered)
        qsort(g->order, g->ordered, sizeof *g->order, by_text);
    index->text_count = g->text_count;
    index->lengths = CDT_NEW_ARRAY(g->arena, uint8_t, g->text_count + 1);
    for (size_t i = 0; i < g->text_count; i++)
        g->texts[i].number = (uint32_t)g->text_count - 1;
    for (size_t i = 0; i < g->ordered; i++)
        g->texts[g->order[i] - g->texts].number = (uint32_t)i;
    for (size_t i = 0; i < g->text_count; i++)
        index->lengths[g->texts[i].number] = (uint8_t)g->texts[i].text.len;
    for (size_t i = 0; i < index->set_count; i++) {
        uint32_t *m = g->members[i];
        for (size_t k = 0; k < index->sets[i].count; k++)
            m[k] = g->texts[m[k] / CDT_STATES].number * CDT_STATES + (m[k] & CDT_EDGES);
        qsort(m, index->sets[i].count, sizeof *m, by_number);
    }
}

/* Where the row that begins at text `at` and ends before `end` goes on with another byte `depth`. */
static size_t same_until(const gatherer *g, size_t at, size_t end, size_t depth)
{
    size_t next = at + 1;

    while (next < end && g->order[next]->text.at[depth] == g->order[at]->text.at[depth])
        next++;
    return next;
}

/* A node for texts `at` up to `end`, which share their first `depth` bytes. Its children are made when it is their turn. */
static cdt_tree_node node_for(const gatherer *g, cdt_buf *bytes, size_t at, size_t end, size_t depth)
{
    const cdt_str first = g->order[at]->text, last = g->order[end - 1]->text;
    size_t to = depth;
    cdt_tree_node n = { .text = (uint32_t)at, .adds = (uint32_t)bytes->len, .from = (uint8_t)depth };

    while (to < first.len && to < last.len && first.at[to] == last.at[to])
        to++;
    n.to = (uint8_t)to;
    n.found = first.len == to ? g->order[at]->found : 0;
    cdt_buf_put(bytes, cdt_str_slice(first, depth, to));
    return n;
}

/* The tree, one level after the other. */
static void grow_tree(gatherer *g)
{
    cdt_literal_index *index = g->index;
    size_t room = 2 * g->ordered + 2, count = 1;
    size_t *ends = cdt_malloc(room * sizeof *ends); /* of the rows of nodes */
    cdt_buf bytes = { 0 };

    index->nodes = CDT_NEW_ARRAY(g->arena, cdt_tree_node, room);
    index->firsts = CDT_NEW_ARRAY(g->arena, char, room);
    ends[0] = g->ordered;
    for (size_t i = 0; i < count; i++) {
        cdt_tree_node *n = &index->nodes[i];
        n->children = (uint32_t)count;
        for (size_t at = n->text + (n->found != 0), next; at < ends[i]; at = next) {
            next = same_until(g, at, ends[i], n->to);
            index->nodes[count] = node_for(g, &bytes, at, next, n->to);
            index->firsts[count] = g->order[at]->text.at[n->to];
            ends[count++] = next;
            n->child_count++;
        }
    }
    index->node_count = count;
    index->bytes = (char *)(uintptr_t)cdt_copy(g->arena, cdt_buf_str(&bytes)).at;
    cdt_buf_free(&bytes);
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
static void note_grams(cdt_literal_index *index, cdt_str text, unsigned what)
{
    uint32_t gram = 0, count = 1;

    for (size_t i = 0; i < 4; i++)
        gram = cdt_push_letter(gram, i < text.len ? letter_of(text.at[i]) : 0);
    for (size_t i = text.len; i < 4; i++)
        count *= 32;
    for (uint32_t i = gram; i < gram + count; i++)
        index->grams[i / 32] |= UINT64_C(1) << (i % 32 + what);
}

/* The first `count` letters of a literal as a number; CDT_WALK where they are not all letters or blanks, which alone are one
 * byte each. */
static uint32_t first_letters(const gatherer *g, const cdt_tree_node *n, size_t count)
{
    const char *text = g->order[n->text]->text.at;
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
static void note_ways(gatherer *g)
{
    cdt_literal_index *index = g->index;

    index->pairs = CDT_NEW_ARRAY(g->arena, uint32_t, CDT_THIRDS / 32);
    index->thirds = CDT_NEW_ARRAY(g->arena, uint32_t, CDT_THIRDS);
    for (uint32_t i = 0; i < CDT_THIRDS; i++)
        if (i / 1024 >= CDT_LETTER_FIGURE || i / 32 % 32 >= CDT_LETTER_FIGURE || i % 32 >= CDT_LETTER_FIGURE)
            index->thirds[i] = CDT_WALK;
    for (uint32_t i = 1; i < index->node_count; i++) {
        const cdt_tree_node *n = &index->nodes[i];
        size_t count = n->to == 2 && n->found ? 2 : 3;
        uint32_t letters = n->from < count && n->to >= count ? first_letters(g, n, count) : CDT_WALK;
        if (letters != CDT_WALK)
            (count == 2 ? index->pairs : index->thirds)[letters] = i;
    }
}

/* Note with what the literals begin. */
static void note_beginnings(gatherer *g)
{
    cdt_literal_index *index = g->index;
    const cdt_tree_node *top = &index->nodes[0];

    index->grams = CDT_NEW_ARRAY(g->arena, uint64_t, CDT_GRAMS / 32);
    index->letters = CDT_NEW_ARRAY(g->arena, uint8_t, CDT_BYTES);
    index->top = CDT_NEW_ARRAY(g->arena, uint16_t, CDT_BYTES);
    for (uint32_t i = top->children; i < top->children + top->child_count; i++)
        index->top[(unsigned char)index->firsts[i]] = (uint16_t)i;
    for (int c = 0; c < CDT_BYTES; c++)
        index->letters[c] = letter_of((char)c);
    for (size_t i = 0; i < g->text_count; i++) {
        const literal_text *t = &g->texts[i];
        if (cdt_is_word(*t->text.at))
            note_grams(index, t->text, CDT_GRAM_BEGINS);
        if (t->found & (1u << 0 | 1u << CDT_ENDS_WORD))
            note_grams(index, t->text, CDT_GRAM_INSIDE);
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
    sort_texts(&g);
    grow_tree(&g);
    note_beginnings(&g);
    note_ways(&g);
    cdt_map_free(&g.by_text);
    cdt_map_free(&g.by_members);
    cdt_arena_free(&scratch);
    cdt_arena_free(&g.scratch);
    free(g.members);
    free(g.texts);
    free((void *)g.order);
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
