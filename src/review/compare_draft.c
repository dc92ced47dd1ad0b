/* compare_draft.c - two drafts of one agreement: which clause became which, and which references went stale because of it.
 *
 * Clauses are paired by their words; those whose words differ, by number and heading, then by their neighbours. What is left
 * was inserted or removed. A reference is looked at where its clause and its words stayed: what it pointed to then is where it
 * should point now.
 */
#include "base/map.h"
#include "review/compare.h"

typedef struct pairing {
    const cdt_snapshot *before, *after;
    size_t *was; /* of each clause now: the clause that it was, or CDT_NOWHERE */
    size_t *is;  /* of each clause then: the clause that it is */
    cdt_arena *arena;
} pairing;

static void pair(pairing *p, size_t before, size_t after)
{
    p->was[after] = before;
    p->is[before] = after;
}

/* Clauses then that are not paired yet, by `name`, in order; several of one name form a chain. */
typedef struct chain {
    size_t at, next; /* next + 1; 0: the end */
} chain;

static const char *by_words(const cdt_kept_clause *clause, cdt_arena *arena)
{
    (void)arena;
    return clause->folded;
}

static const char *by_number_and_heading(const cdt_kept_clause *clause, cdt_arena *arena)
{
    return *clause->number && *clause->heading ? cdt_format(arena, "%s %s", clause->number, clause->heading) : "";
}

static const char *by_heading(const cdt_kept_clause *clause, cdt_arena *arena)
{
    (void)arena;
    return clause->heading;
}

static const char *by_number(const cdt_kept_clause *clause, cdt_arena *arena)
{
    (void)arena;
    return clause->number;
}

/* Pair what has the same name on both sides and is not paired yet, in order: the first with the first. */
static void pair_by(pairing *p, const char *(*name)(const cdt_kept_clause *clause, cdt_arena *arena))
{
    chain *links = CDT_NEW_ARRAY(p->arena, chain, p->before->clause_count);
    cdt_map map = { 0 };

    for (size_t i = p->before->clause_count; i-- > 0;) {
        const char *called = p->is[i] == CDT_NOWHERE ? name(&p->before->clauses[i], p->arena) : "";
        void **slot;
        if (!*called)
            continue;
        slot = cdt_map_at(&map, cdt_str_z(called));
        links[i] = (chain){ i, *slot ? ((chain *)*slot)->at + 1 : 0 };
        *slot = &links[i];
    }
    for (size_t i = 0; i < p->after->clause_count; i++) {
        const char *called = p->was[i] == CDT_NOWHERE ? name(&p->after->clauses[i], p->arena) : "";
        void **slot = *called && cdt_map_get(&map, cdt_str_z(called)) ? cdt_map_at(&map, cdt_str_z(called)) : NULL;
        chain *first = slot ? *slot : NULL;
        if (!first || first->at == CDT_NOWHERE)
            continue;
        pair(p, first->at, i);
        if (first->next)
            *slot = &links[first->next - 1];
        else
            first->at = CDT_NOWHERE;
    }
    cdt_map_free(&map);
}

/* What is left and stands between the same neighbours was reworded. */
static void pair_by_place(pairing *p)
{
    for (size_t i = 1; i < p->after->clause_count; i++) {
        size_t above = p->was[i - 1], there = above + 1;
        if (p->was[i] == CDT_NOWHERE && above != CDT_NOWHERE && there < p->before->clause_count &&
            p->is[there] == CDT_NOWHERE && !*p->before->clauses[there].number == !*p->after->clauses[i].number)
            pair(p, there, i);
    }
}

static void put(cdt_comparison *c, cdt_clause_change *changes, cdt_clause_change_kind kind,
                const cdt_kept_clause *before, const cdt_kept_clause *after)
{
    if (*(after ? after : before)->folded)
        changes[c->clause_count++] = (cdt_clause_change){ kind, before, after };
}

static void tell_clauses(cdt_comparison *c, const pairing *p, cdt_arena *arena)
{
    const cdt_snapshot *before = p->before, *after = p->after;
    size_t most = 2 * (before->clause_count + after->clause_count);
    cdt_clause_change *changes = CDT_NEW_ARRAY(arena, cdt_clause_change, most);

    c->clauses = changes;
    for (size_t i = 0; i < after->clause_count; i++) {
        const cdt_kept_clause *now = &after->clauses[i];
        const cdt_kept_clause *was = p->was[i] == CDT_NOWHERE ? NULL : &before->clauses[p->was[i]];
        if (!was) {
            put(c, changes, CDT_CLAUSE_INSERTED, NULL, now);
            continue;
        }
        if (strcmp(was->number, now->number) != 0)
            put(c, changes, CDT_CLAUSE_RENUMBERED, was, now);
        if (strcmp(was->folded, now->folded) != 0)
            put(c, changes, CDT_CLAUSE_REWORDED, was, now);
    }
    for (size_t i = 0; i < before->clause_count; i++)
        if (p->is[i] == CDT_NOWHERE)
            put(c, changes, CDT_CLAUSE_REMOVED, &before->clauses[i], NULL);
}

/* The references then by clause, words and which of those it is: the first, the second, ... `counts` has how many there are. */
static const char *reference_name(size_t clause, const cdt_kept_reference *reference, cdt_map *counts, cdt_arena *arena)
{
    const char *name = cdt_format(arena, "%zu\n%s\n%s", clause, reference->text, reference->number);
    void **count = cdt_map_at(counts, cdt_str_z(name));

    *count = (void *)((uintptr_t)*count + 1);
    return cdt_format(arena, "%s\n%zu", name, (size_t)(uintptr_t)*count);
}

static void tell_stale(cdt_comparison *c, const pairing *p, cdt_arena *arena)
{
    cdt_stale_reference *stale = CDT_NEW_ARRAY(arena, cdt_stale_reference, p->after->reference_count);
    cdt_map by_name = { 0 }, old_counts = { 0 }, new_counts = { 0 };

    for (size_t i = 0; i < p->before->reference_count; i++) {
        const cdt_kept_reference *was = &p->before->references[i];
        *cdt_map_at(&by_name, cdt_str_z(reference_name(was->clause, was, &old_counts, arena))) = (void *)was;
    }
    c->stale = stale;
    for (size_t i = 0; i < p->after->reference_count; i++) {
        const cdt_kept_reference *now = &p->after->references[i], *was = NULL;
        if (p->was[now->clause] != CDT_NOWHERE)
            was = cdt_map_get(&by_name, cdt_str_z(reference_name(p->was[now->clause], now, &new_counts, arena)));
        size_t meant = was ? was->target : CDT_NOWHERE;
        if (meant == CDT_NOWHERE || p->is[meant] == now->target)
            continue;
        stale[c->stale_count++] = (cdt_stale_reference){
            .reference = now,
            .in = &p->after->clauses[now->clause],
            .meant = &p->before->clauses[meant],
            .meets = now->target == CDT_NOWHERE ? NULL : &p->after->clauses[now->target],
            .now = p->is[meant] == CDT_NOWHERE ? NULL : &p->after->clauses[p->is[meant]],
        };
    }
    cdt_map_free(&by_name);
    cdt_map_free(&old_counts);
    cdt_map_free(&new_counts);
}

static size_t *nowhere(size_t count, cdt_arena *arena)
{
    size_t *all = CDT_NEW_ARRAY(arena, size_t, count);

    for (size_t i = 0; i < count; i++)
        all[i] = CDT_NOWHERE;
    return all;
}

void cdt_compare_drafts(cdt_comparison *c, cdt_arena *arena)
{
    pairing p = { .before = c->before.snapshot, .after = c->after.snapshot, .arena = arena };

    if (!p.before || !p.after || !p.before->drafted || !p.after->drafted)
        return;
    p.was = nowhere(p.after->clause_count, arena);
    p.is = nowhere(p.before->clause_count, arena);
    pair_by(&p, by_words);
    pair_by(&p, by_number_and_heading);
    pair_by(&p, by_heading);
    pair_by(&p, by_number);
    pair_by_place(&p);
    tell_clauses(c, &p, arena);
    tell_stale(c, &p, arena);
}
