/* References whose sentence speaks of what another clause is about: "sums due under clause 9", where clause 9 is Insurance and
 * clause 10, Payment, has the sums. Words are compared by their stems with the heading and the words of the clause that the
 * reference leads to, and of those near it; only a clear margin is told. */
#include "draft/faults.h"
#include "draft/grow.h"

#define CONTEXT 8  /* content words before a reference */
#define REACH 10   /* tokens in which they are looked for */
#define NEAR 4     /* clauses on either side of the target */
#define FAMILY 6   /* letters that words of one family share */
#define SPREAD 48  /* clauses of a word that are kept */
#define HEADINGS 6 /* a word that stands in more headings says nothing about any */

/* A clause with a number and a heading, and all that stands below it. */
typedef struct unit {
    size_t clause;
    size_t order; /* among those of its level and part */
} unit;

/* A stem and the clauses in which it stands. */
typedef struct posting {
    uint32_t stem;
    size_t at;              /* a token that has it */
    uint32_t units[SPREAD]; /* by their place in the list of units */
    bool headings[SPREAD];
    uint32_t count, headed;
} posting;

/* The words before a reference. */
typedef struct context {
    const cdt_reference *reference;
    posting *words[CONTEXT];
    size_t count, from; /* the first token of them */
} context;

typedef struct finder {
    cdt_faults *f;
    unit *units;
    size_t count;
    uint32_t *unit_of; /* each clause: the unit in which it stands, plus 1; 0: none */
    context *contexts;
    size_t context_count, room;
    cdt_map postings;  /* of the stems of all contexts */
    uint64_t seen[64]; /* a bit for each such stem, as most words of the text have none */
    size_t budget;     /* tokens that may still be read once more */
} finder;

/* Words that stand in every clause, or say how one is referred to, and tell nothing of its subject. */
static const char idle[] =
    "a an the this that these those such any all each every other same its his her their our your it they he she who "
    "whom "
    "which what where when while if as is are was were be been being has have had having do does did shall will may "
    "must can "
    "would should could not no nor or and but of to in on at by for from with without within under over into upon "
    "pursuant "
    "accordance described set out forth referred referenced provided provisions provision specified defined stated "
    "listed "
    "contained required permitted made given agreement contract deed memorandum party parties clause clauses section "
    "sections "
    "paragraph paragraphs article articles schedule annex appendix exhibit part subject notwithstanding except "
    "including "
    "terms term conditions condition obligations obligation rights right requirements requirement above below "
    "following "
    "respect "
    "respective applicable relevant thereof hereof herein hereunder thereto than then there here also only both either "
    "first "
    "second third one two three time date day days month months year years more less per so up case event purpose "
    "purposes "
    "accordingly prior after before during until between s";

static bool says_something(const cdt_tokens *t, size_t i)
{
    return t->at[i].kind == CDT_TOKEN_WORD && t->at[i].end - t->at[i].start > 2 && !cdt_token_among(t, i, i + 1, idle);
}

/* --- the words before references */

static posting *posting_of(finder *f, size_t at)
{
    uint32_t stem = f->f->t->at[at].stem;
    posting *p = cdt_map_get(&f->postings, (cdt_str){ (const char *)&stem, sizeof stem });

    if (p)
        return p;
    p = CDT_NEW(&f->f->making->scratch, posting);
    p->stem = stem;
    p->at = at;
    *cdt_map_at(&f->postings, (cdt_str){ (const char *)&p->stem, sizeof p->stem }) = p;
    f->seen[stem >> 6 & 63] |= (uint64_t)1 << (stem & 63);
    return p;
}

/* Is it the word before a reference that says that what stands before is found there: "sums due under clause 9", not "subject
 * to clause 9"? Returns the first token of such words; `at` where they are none. */
static size_t points(const cdt_tokens *t, size_t first, size_t at)
{
    static const char *const leads[] = { "under",          "pursuant to",  "in accordance with", "in compliance with",
                                         "by virtue of",   "set out in",   "set forth in",       "described in",
                                         "referred to in", "specified in", "provided for in",    "contained in",
                                         "required by" };

    for (size_t i = 0; i < sizeof leads / sizeof leads[0]; i++) {
        size_t words = 1;
        for (const char *c = leads[i]; *c; c++)
            words += *c == ' ';
        if (at >= first + words && cdt_token_phrase(t, at - words, at, leads[i]))
            return at - words;
    }
    return at;
}

/* Is the number of unit `u` that of the reference, or the beginning of it? Where it is not, the target was told by other means,
 * and is not sure enough. */
static bool numbered(const finder *f, const cdt_reference *r, size_t u)
{
    const cdt_clause *clause = &f->f->making->draft.clauses[f->units[u].clause];
    cdt_arena *arena = &f->f->making->scratch;
    cdt_str number = cdt_str_z(clause->number);
    size_t comma = cdt_str_find(number, CDT_STR(", "), 0);

    if (comma != CDT_NOWHERE)
        number = cdt_str_slice(number, comma + 2, number.len);
    if (number.len && (number.at[0] < '0' || number.at[0] > '9'))
        return false;
    number = cdt_places_fold(number, false, arena);
    return cdt_str_starts(cdt_str_z(cdt_format(arena, "%s.", r->number)),
                          cdt_str_z(cdt_format(arena, "%.*s.", CDT_ARGS(number))));
}

static void find_contexts(finder *f)
{
    const cdt_draft *draft = &f->f->making->draft;
    const cdt_tokens *t = f->f->t;

    for (size_t i = 0; i < draft->reference_count; i++) {
        const cdt_reference *r = &draft->references[i];
        size_t first = t->first[r->clause], at, to;
        context c = { .reference = r };
        if (!r->resolved || r->external || r->self || r->attachment || !f->unit_of[r->target] ||
            !cdt_fault_counts(f->f, r->clause) || !numbered(f, r, f->unit_of[r->target] - 1))
            continue;
        at = cdt_tokens_find(t, r->clause, r->at.start);
        to = points(t, first, at);
        if (to == at || cdt_fault_has(f->f, first, to, "means mean"))
            continue; /* what a term means is often not what the clause is headed */
        for (at = to; at > first && to - at < REACH && c.count < CONTEXT; at--) {
            if (t->at[at - 1].kind == CDT_TOKEN_MARK && t->at[at - 1].mark != '-' && t->at[at - 1].mark != '\'')
                break;
            if (says_something(t, at - 1)) {
                c.words[c.count++] = posting_of(f, at - 1);
                c.from = at - 1;
            }
        }
        if (!c.count)
            continue;
        f->contexts = cdt_grow(&f->f->making->scratch, f->contexts, f->context_count, &f->room, sizeof *f->contexts);
        f->contexts[f->context_count++] = c;
    }
}

/* --- what stands where */

static bool headed(const cdt_clause *clause)
{
    return *clause->number && *clause->heading && clause->kind == CDT_CLAUSE && clause->level && clause->level <= 2;
}

static void find_units(finder *f)
{
    const cdt_draft *draft = &f->f->making->draft;
    size_t parts[3] = { CDT_NOWHERE, CDT_NOWHERE, CDT_NOWHERE }, orders[3] = { 0 };

    f->units = CDT_NEW_ARRAY(&f->f->making->scratch, unit, draft->clause_count + 1);
    f->unit_of = CDT_NEW_ARRAY(&f->f->making->scratch, uint32_t, draft->clause_count + 1);
    for (size_t c = 0; c < draft->clause_count; c++) {
        const cdt_clause *clause = &draft->clauses[c];
        if (clause->parent != CDT_NOWHERE)
            f->unit_of[c] = f->unit_of[clause->parent];
        if (!cdt_fault_counts(f->f, c) || !headed(clause))
            continue;
        if (parts[clause->level] != clause->part)
            orders[clause->level] += 2 * NEAR; /* those of another part are not near */
        parts[clause->level] = clause->part;
        f->units[f->count] = (unit){ c, ++orders[clause->level] };
        f->unit_of[c] = (uint32_t)++f->count;
    }
}

/* The unit above unit `u`, plus 1. */
static size_t above(const finder *f, size_t u)
{
    size_t parent = f->f->making->draft.clauses[f->units[u].clause].parent;

    return parent == CDT_NOWHERE ? 0 : f->unit_of[parent];
}

static void post(posting *p, size_t u, bool heading)
{
    for (size_t i = 0; i < p->count && i < SPREAD; i++)
        if (p->units[i] == u) {
            p->headed += heading && !p->headings[i];
            p->headings[i] |= heading;
            return;
        }
    if (p->count < SPREAD) {
        p->units[p->count] = (uint32_t)u;
        p->headings[p->count] = heading;
        p->headed += heading;
        p->count++;
    }
}

static void read_clause(finder *f, size_t c)
{
    const cdt_clause *clause = &f->f->making->draft.clauses[c];
    const cdt_tokens *t = f->f->t;
    size_t u = f->unit_of[c], words;

    if (!u)
        return;
    words = f->units[u - 1].clause == c ? clause->words : 0;
    for (size_t i = t->first[c]; i < t->first[c + 1]; i++) {
        uint32_t stem = t->at[i].stem;
        posting *p;
        if (t->at[i].kind != CDT_TOKEN_WORD || !(f->seen[stem >> 6 & 63] >> (stem & 63) & 1))
            continue;
        p = cdt_map_get(&f->postings, (cdt_str){ (const char *)&stem, sizeof stem });
        for (size_t up = u; p && up; up = above(f, up - 1))
            post(p, up - 1, up == u && t->at[i].start < words);
    }
}

/* --- who fits better */

/* In how many clauses the word stands, where it is not one of all headings. */
static size_t units_of(const posting *p)
{
    return p->headed <= HEADINGS ? p->count : 0;
}

typedef struct fit {
    size_t shared, headed;
} fit;

static fit fit_of(const context *c, size_t u)
{
    fit out = { 0, 0 };

    for (size_t k = 0; k < c->count; k++) {
        bool before = false; /* the same word twice counts once */
        for (size_t j = 0; j < k; j++)
            before |= c->words[j] == c->words[k];
        for (size_t i = 0; i < units_of(c->words[k]) && !before; i++)
            if (c->words[k]->units[i] == u) {
                out.shared++;
                out.headed += c->words[k]->headings[i];
            }
    }
    return out;
}

static bool under(const finder *f, size_t u, size_t other)
{
    for (size_t up = u + 1; up; up = above(f, up - 1))
        if (up - 1 == other)
            return true;
    return false;
}

/* Is token `i` the word, or one of its family: "indemnify" and "Indemnification"? */
static bool akin(const cdt_tokens *t, size_t i, const posting *p)
{
    cdt_str text = cdt_token_text(t, i), word = cdt_token_text(t, p->at);
    size_t k = 0;

    if (t->at[i].stem == p->stem)
        return true;
    while (k < text.len && k < word.len && k < FAMILY && (text.at[k] | 32) == (word.at[k] | 32))
        k++;
    return k == FAMILY;
}

/* Which words of the context stand in unit `u`, however common: a bit each. All of them where it cannot be read once more. */
static unsigned spoken(finder *f, const context *words, size_t u)
{
    const cdt_tokens *t = f->f->t;
    const cdt_draft *draft = &f->f->making->draft;
    unsigned found = 0, all = (1u << words->count) - 1;

    for (size_t c = f->units[u].clause; c < draft->clause_count && found != all; c++) {
        if (c > f->units[u].clause && headed(&draft->clauses[c]) && !under(f, f->unit_of[c] - 1, u))
            break;
        if (f->budget < t->first[c + 1] - t->first[c])
            return all;
        f->budget -= t->first[c + 1] - t->first[c];
        for (size_t i = t->first[c]; i < t->first[c + 1]; i++)
            for (size_t k = 0; k < words->count; k++)
                if (t->at[i].kind == CDT_TOKEN_WORD && akin(t, i, words->words[k]))
                    found |= 1u << k;
    }
    return found;
}

/* The heading of unit `u`: how many words of it say something, and which words of the context they are. */
static size_t heading_of(const finder *f, const context *words, size_t u, unsigned *found)
{
    const cdt_tokens *t = f->f->t;
    const cdt_clause *clause = &f->f->making->draft.clauses[f->units[u].clause];
    size_t count = 0;

    *found = 0;
    for (size_t i = t->first[f->units[u].clause]; i < t->count && t->at[i].start < clause->words; i++) {
        if (!says_something(t, i))
            continue;
        count++;
        for (size_t k = 0; k < words->count; k++)
            if (akin(t, i, words->words[k]))
                *found |= 1u << k;
    }
    return count;
}

static unsigned bits(unsigned set)
{
    unsigned count = 0;

    for (; set; set &= set - 1)
        count++;
    return count;
}

/* Does the better clause fit by far? The target speaks of none of it; or all of the better one's heading stands before the
 * reference, of two words at least, none of them is in the target's heading, and one nowhere in the target. */
static bool far_better(finder *f, const context *c, size_t target, size_t best)
{
    unsigned named, own, there;
    size_t top = target, words;

    while (above(f, top))
        top = above(f, top) - 1;
    there = spoken(f, c, top);
    if (!there)
        return true;
    words = heading_of(f, c, best, &named);
    heading_of(f, c, target, &own);
    return words > 1 && bits(named) >= words && !(named & own) && (named & ~there);
}

/* One word is enough where it is a heading's, stands right before the reference, and both are whole clauses of one part:
 * "payments under clause 5". */
static bool at_once(const finder *f, const context *c, size_t u)
{
    const cdt_draft *draft = &f->f->making->draft;
    const cdt_reference *r = c->reference;

    if (strchr(r->number, '.') || draft->clauses[r->clause].part != draft->clauses[r->target].part ||
        draft->clauses[f->units[u].clause].level != 1)
        return false;
    for (size_t i = 0; i < units_of(c->words[0]); i++)
        if (c->words[0]->units[i] == u)
            return c->words[0]->headings[i];
    return false;
}

static void judge(finder *f, const context *c)
{
    const cdt_draft *draft = &f->f->making->draft;
    const cdt_reference *r = c->reference;
    size_t target = f->unit_of[r->target] - 1, here = f->unit_of[r->clause], best = CDT_NOWHERE;
    const cdt_clause *clause = &draft->clauses[f->units[target].clause];
    fit most = { 0, 0 };

    for (size_t k = 0; k < c->count; k++)
        for (size_t i = 0; i < units_of(c->words[k]); i++) {
            size_t u = c->words[k]->units[i];
            const cdt_clause *other = &draft->clauses[f->units[u].clause];
            size_t a = f->units[u].order, b = f->units[target].order;
            fit now;
            if (u == best || u == target || other->level != clause->level || other->part != clause->part ||
                (a > b ? a - b : b - a) > NEAR || (here && under(f, here - 1, u)))
                continue;
            now = fit_of(c, u);
            if (!now.headed || now.shared < most.shared || (now.shared == most.shared && now.headed <= most.headed))
                continue;
            most = now;
            best = u;
        }
    if (best == CDT_NOWHERE || (most.shared < 2 && !at_once(f, c, best)))
        return;
    if (!far_better(f, c, target, best))
        return;
    clause = &draft->clauses[f->units[best].clause];
    cdt_fault_put(f->f, "better target", (cdt_stretch){ f->f->t->at[c->from].start, r->at.end }, r->clause,
                  clause->number, "%s is headed %s; %s is headed %s, which fits better",
                  draft->clauses[f->units[target].clause].number, draft->clauses[f->units[target].clause].heading,
                  clause->number, clause->heading);
}

void cdt_find_subject_faults(cdt_faults *faults)
{
    finder f = { .f = faults, .budget = 4 * faults->t->count };

    find_units(&f);
    find_contexts(&f);
    for (size_t c = 0; c < faults->making->draft.clause_count && f.context_count; c++)
        if (cdt_fault_counts(faults, c))
            read_clause(&f, c);
    for (size_t i = 0; i < f.context_count; i++)
        judge(&f, &f.contexts[i]);
    cdt_map_free(&f.postings);
}
