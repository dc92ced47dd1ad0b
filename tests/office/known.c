#include "office/known.h"

#include "draft/making.h"

#define ROOM (1ul << 20) /* for sums; half of it is used, and then nothing more is remembered */

static struct {
    unsigned long sums[ROOM]; /* 0: a free place */
    size_t count;
    bool again; /* what is being made was made before */
} known;

/* --- a sum of all that a reader gave */

static void mix(unsigned long *sum, unsigned long value)
{
    *sum = (*sum ^ value) * 0x9e3779b97f4a7c15ul;
    *sum ^= *sum >> 32;
}

static void mix_bytes(unsigned long *sum, const char *bytes, size_t length)
{
    mix(sum, length);
    for (size_t at = 0; at < length; at += sizeof(long)) {
        unsigned long word = 0;
        memcpy(&word, bytes + at, length - at < sizeof word ? length - at : sizeof word);
        mix(sum, word);
    }
}

static void mix_z(unsigned long *sum, const char *text)
{
    mix_bytes(sum, text, strlen(text));
}

static void mix_clause(unsigned long *sum, const cdt_clause *clause)
{
    const unsigned long values[] = { clause->kind,      clause->start, clause->end, clause->words, clause->place.line,
                                     clause->paragraph, clause->page,  clause->row, clause->column };

    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        mix(sum, values[i]);
    mix(sum, clause->numbered + clause->uncertain * 2u);
    mix_z(sum, clause->label);
}

static void mix_block(unsigned long *sum, const cdt_block *block)
{
    const unsigned long values[] = { block->kind,
                                     block->bullet + block->uncertain * 2u + block->furniture * 4u,
                                     (unsigned long)block->outline,
                                     (unsigned long)block->depth,
                                     (unsigned long)block->list,
                                     block->line,
                                     block->paragraph,
                                     block->page,
                                     block->row,
                                     block->column };

    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        mix(sum, values[i]);
    mix_bytes(sum, block->text.at, block->text.len);
}

static void mix_rest(unsigned long *sum, const cdt_making *making)
{
    const cdt_draft *draft = &making->draft;

    for (size_t i = 0; i < making->mark_count; i++) {
        mix(sum, making->marks[i].kind);
        mix(sum, making->marks[i].start);
        mix(sum, making->marks[i].end);
        mix_bytes(sum, making->marks[i].name.at, making->marks[i].name.len);
    }
    for (size_t i = 0; i < draft->remark_count; i++) {
        mix_z(sum, draft->remarks[i].kind);
        mix_z(sum, draft->remarks[i].author);
        mix_z(sum, draft->remarks[i].text);
        mix(sum, draft->remarks[i].clause);
    }
    for (size_t i = 0; i < draft->health.problem_count; i++)
        mix_z(sum, draft->health.problems[i]);
    for (size_t i = 0; i < draft->file_count; i++) {
        mix_z(sum, draft->files[i].name);
        mix_z(sum, draft->files[i].format);
        mix(sum, making->places_made[i]);
    }
    mix(sum, draft->health.readable);
}

static unsigned long sum_of(const cdt_making *making)
{
    unsigned long sum = 1;

    mix_bytes(&sum, making->draft.text, making->draft.length);
    mix(&sum, making->draft.clause_count);
    for (size_t i = 0; i < making->draft.clause_count; i++) {
        mix_clause(&sum, &making->clauses[i]);
        mix_block(&sum, &making->blocks[i]);
    }
    mix_rest(&sum, making);
    return sum ? sum : 1;
}

/* --- which of them were there before */

static bool was_there(unsigned long sum)
{
    size_t at = sum % ROOM;

    while (known.sums[at] && known.sums[at] != sum)
        at = (at + 1) % ROOM;
    if (known.sums[at])
        return true;
    if (known.count < ROOM / 2)
        known.sums[at] = sum;
    known.count++;
    return false;
}

size_t known_count(void)
{
    return known.count;
}

/* --- the finders; the first of them sees what the reader made */

#define FINDER(name, first)                                                                                            \
    void __real_cdt_find_##name(cdt_making *making);                                                                   \
    void __wrap_cdt_find_##name(cdt_making *making);                                                                   \
    void __wrap_cdt_find_##name(cdt_making *making)                                                                    \
    {                                                                                                                  \
        if (first)                                                                                                     \
            known.again = was_there(sum_of(making));                                                                   \
        if (!known.again)                                                                                              \
            __real_cdt_find_##name(making);                                                                            \
    }

FINDER(structure, true)
FINDER(sentences, false)
FINDER(items, false)
FINDER(parties, false)
FINDER(definitions, false)
FINDER(references, false)
FINDER(values, false)
FINDER(placeholders, false)
FINDER(facts, false)
FINDER(faults, false)
FINDER(health, false)
