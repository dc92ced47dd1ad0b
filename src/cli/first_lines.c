#include "cli/first_lines.h"

#include <sha2.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"

enum {
    PARTS = 64,
    LEAST = 8,         /* slots of a part */
    PROBES_MOST = 512, /* a part that is three quarters full needs a handful: texts were chosen to meet */
    SEEDS_MOST = 8
};

typedef struct slot {
    uint32_t hash[3];
    uint32_t line; /* 0: the slot is free */
} slot;

typedef struct cdt_lines_part {
    slot *slots;
    uint32_t size, count;
    uint32_t seed;
} part;

static slot slot_of(cdt_str text, unsigned line, uint32_t *which)
{
    SHA2_CTX sha;
    union {
        uint8_t bytes[SHA256_DIGEST_LENGTH];
        uint32_t words[SHA256_DIGEST_LENGTH / 4];
    } digest;

    SHA256Init(&sha);
    SHA256Update(&sha, (const uint8_t *)text.at, text.len);
    SHA256Final(digest.bytes, &sha);
    *which = digest.words[3] % PARTS;
    return (slot){ { digest.words[0], digest.words[1], digest.words[2] }, line };
}

/* The slot where it stands, or the free one where it would; `probes` counts the steps. */
static slot *find(const part *p, const slot *wanted, uint32_t *probes)
{
    uint64_t key = ((uint64_t)wanted->hash[0] << 32 | wanted->hash[1]) * (UINT64_C(0x9e3779b97f4a7c15) + 2 * p->seed);
    uint32_t at = (uint32_t)((key >> 32) * p->size >> 32);

    for (*probes = 0;; ++*probes, at = at + 1 == p->size ? 0 : at + 1) {
        slot *s = &p->slots[at];
        if (!s->line || memcmp(s->hash, wanted->hash, sizeof s->hash) == 0)
            return s;
    }
}

static void resize(part *p, uint32_t size)
{
    part old = *p;
    uint32_t probes;

    p->slots = cdt_malloc(size * sizeof *p->slots);
    memset(p->slots, 0, size * sizeof *p->slots);
    p->size = size;
    for (uint32_t i = 0; i < old.size; i++)
        if (old.slots[i].line)
            *find(p, &old.slots[i], &probes) = old.slots[i];
    free(old.slots);
}

/* Room for one more: at least a quarter of the slots stays free. */
static void make_room(part *p)
{
    if (p->count < p->size / 4 * 3)
        return;
    if (p->size > UINT32_MAX / 2)
        cdt_out_of_memory();
    resize(p, p->size ? p->size + (p->size / 16 + 1) * 4 : LEAST);
}

unsigned cdt_first_lines_hold(cdt_first_lines *lines, cdt_str text, unsigned line)
{
    uint32_t which, probes;
    slot wanted = slot_of(text, line, &which), *found;
    part *p;

    if (!lines->parts) {
        lines->parts = cdt_malloc(PARTS * sizeof *lines->parts);
        memset(lines->parts, 0, PARTS * sizeof *lines->parts);
    }
    p = &lines->parts[which];
    make_room(p);
    found = find(p, &wanted, &probes);
    if (found->line)
        return found->line;
    if (probes > PROBES_MOST && p->seed < SEEDS_MOST) {
        p->seed++;
        resize(p, p->size);
        found = find(p, &wanted, &probes);
    }
    *found = wanted;
    p->count++;
    return 0;
}

void cdt_first_lines_free(cdt_first_lines *lines)
{
    for (size_t i = 0; lines->parts && i < PARTS; i++)
        free(lines->parts[i].slots);
    free(lines->parts);
    *lines = (cdt_first_lines){ NULL };
}
