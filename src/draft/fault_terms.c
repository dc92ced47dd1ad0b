/* Terms: words that are nearly a defined term or a party's name, terms that are defined twice or by themselves. */
#include "base/nearest.h"
#include "draft/faults.h"

#define LONGEST 8  /* words of a term that near-misses are looked for */
#define SELDOM 2   /* a misspelt word comes no more often than that, its right form more often */
#define SHORTEST 5 /* letters of a word that may be misspelt */

/* A term of several words, without one of them. */
typedef struct gap {
    const cdt_definition *definition; /* NULL: a party's name */
    const char *term;
    uint32_t stem; /* of the word that is left out */
    cdt_str word;
} gap;

typedef struct finder {
    cdt_faults *f;
    cdt_map gaps;  /* from the other words of a term to what is left out */
    cdt_map terms; /* all words of each term */
    cdt_map words; /* how often a word stands in the text */
    cdt_map told;
} finder;

static const char small_words[] = "of the and for to in on a an or by with";

/* The words of a phrase from token `i`: capitals, with small words between. Returns how many; *end is the token behind. */
static size_t phrase_at(const cdt_tokens *t, size_t i, size_t limit, size_t *at, size_t *end)
{
    size_t count = 0;

    *end = i;
    for (size_t k = i; k < limit && count <= LONGEST; k++) {
        if (t->at[k].kind == CDT_TOKEN_WORD && (t->at[k].flags & CDT_TOKEN_CAPITAL)) {
            if (count < LONGEST)
                at[count] = k;
            count++;
            *end = k + 1;
        } else if (count == 0 ||
                   !(cdt_token_sign(t, k, limit, '-') || (cdt_token_among(t, k, limit, small_words) && k < *end + 2))) {
            break;
        }
    }
    return count;
}

static cdt_str key_of(finder *f, const uint32_t *stems, size_t count, size_t without)
{
    uint32_t *key = CDT_NEW_ARRAY(&f->f->making->scratch, uint32_t, count + 2);

    for (size_t i = 0; i < count; i++)
        key[i] = i == without ? 0 : stems[i];
    key[count] = (uint32_t)count;
    key[count + 1] = (uint32_t)without;
    return (cdt_str){ (const char *)key, (count + 2) * sizeof *key };
}

static void keep(finder *f, const cdt_definition *definition, const char *term, size_t from, size_t to)
{
    const cdt_tokens *t = f->f->t;
    uint32_t stems[LONGEST];
    size_t at[LONGEST], count = 0;

    for (size_t i = from; i < to; i++) {
        if (t->at[i].kind != CDT_TOKEN_WORD || cdt_token_among(t, i, to, small_words))
            continue;
        if (count == LONGEST)
            return;
        stems[count] = t->at[i].stem;
        at[count++] = i;
    }
    if (count < 2)
        return;
    *cdt_map_at(&f->terms, key_of(f, stems, count, LONGEST)) = f;
    for (size_t k = 0; k < count; k++) {
        void **slot = cdt_map_at(&f->gaps, key_of(f, stems, count, k));
        gap *g;
        if (*slot)
            continue;
        g = CDT_NEW(&f->f->making->scratch, gap);
        *g = (gap){ definition, term, stems[k], cdt_token_text(t, at[k]) };
        *slot = g;
    }
}

static void count_words(finder *f)
{
    const cdt_tokens *t = f->f->t;

    for (size_t i = 0; i < t->count; i++)
        if (t->at[i].kind == CDT_TOKEN_WORD) {
            void **at = cdt_map_at(&f->words, (cdt_str){ (const char *)&t->at[i].stem, sizeof t->at[i].stem });
            *at = (void *)((uintptr_t)*at + 1);
        }
}

static size_t often(const finder *f, const uint32_t *stem)
{
    return (size_t)(uintptr_t)cdt_map_get(&f->words, (cdt_str){ (const char *)stem, sizeof *stem });
}

static bool misspelt(cdt_str word, cdt_str right)
{
    cdt_nearest nearest = { .word = word };

    if (word.len < SHORTEST || right.len < SHORTEST)
        return false;
    cdt_nearest_try(&nearest, right);
    return nearest.best.len && nearest.distance && nearest.distance <= (right.len > 7 ? 2u : 1u);
}

/* Is the phrase of `count` words a defined term but for one word? */
static void judge(finder *f, size_t clause, const size_t *at, size_t count, size_t end)
{
    const cdt_tokens *t = f->f->t;
    uint32_t stems[LONGEST];

    for (size_t i = 0; i < count; i++)
        stems[i] = t->at[at[i]].stem;
    if (count < 2 || cdt_map_get(&f->terms, key_of(f, stems, count, LONGEST)))
        return;
    for (size_t k = 0; k < count; k++) {
        const gap *g = cdt_map_get(&f->gaps, key_of(f, stems, count, k));
        void **told;
        if (!g || g->stem == stems[k] || !misspelt(cdt_token_text(t, at[k]), g->word) || often(f, &stems[k]) > SELDOM ||
            often(f, &g->stem) <= often(f, &stems[k]))
            continue;
        told = cdt_map_at(&f->told, cdt_tokens_copy(t, at[0], end, &f->f->making->scratch));
        if (!*told)
            cdt_fault_put(f->f, "near-miss", cdt_fault_stretch(f->f, at[0], end), clause, g->term, "%s is nearly %s",
                          cdt_copy_z(&f->f->making->scratch, cdt_tokens_copy(t, at[0], end, &f->f->making->scratch)),
                          g->term);
        *told = f;
        return;
    }
}

static void find_near_misses(finder *f)
{
    const cdt_draft *draft = &f->f->making->draft;
    const cdt_tokens *t = f->f->t;

    for (size_t i = 0; i < draft->definition_count; i++) {
        const cdt_definition *d = &draft->definitions[i];
        keep(f, d, d->term, cdt_tokens_find(t, d->clause, d->at.start), cdt_tokens_find(t, d->clause, d->at.end));
    }
    for (size_t i = 0; i < draft->party_count; i++) {
        const cdt_draft_party *p = &draft->parties[i];
        keep(f, NULL, p->name, cdt_tokens_find(t, p->clause, p->at.start), cdt_tokens_find(t, p->clause, p->at.end));
    }
    if (!f->gaps.count)
        return;
    count_words(f);
    for (size_t c = 0; c < draft->clause_count; c++) {
        if (!cdt_fault_counts(f->f, c))
            continue;
        for (size_t i = t->first[c]; i < t->first[c + 1]; i++) {
            size_t at[LONGEST + 1], end, count = phrase_at(t, i, t->first[c + 1], at, &end);
            for (size_t from = 0; from + 1 < count && count <= LONGEST; from++) /* "The Comencement Date" */
                judge(f, c, at + from, count - from, end);
            i = end > i ? end - 1 : i;
        }
    }
}

/* --- definitions */

static bool verbal(const cdt_definition *d)
{
    return strcmp(d->style, "in brackets") != 0 && strcmp(d->style, "abbreviation") != 0 &&
           strcmp(d->style, "referred to as") != 0 && strcmp(d->style, "has the meaning") != 0 &&
           strcmp(d->style, "includes") != 0 && strcmp(d->style, "refers to") != 0 &&
           strcmp(d->style, "references to") != 0;
}

/* The words that define, as stems, so that blanks, case and marks make no difference. */
static uint32_t meaning_hash(const cdt_faults *f, const cdt_definition *d)
{
    uint32_t hash = 2166136261u;

    for (size_t i = cdt_tokens_find(f->t, d->clause, d->meaning.start);
         i < f->t->count && f->t->at[i].start < d->meaning.end; i++)
        if (f->t->at[i].kind != CDT_TOKEN_MARK)
            hash = (hash ^ f->t->at[i].stem) * 16777619u;
    return hash;
}

static void find_twice(cdt_faults *f)
{
    const cdt_draft *draft = &f->making->draft;

    for (size_t i = 0; i < draft->definition_count; i++) {
        const cdt_definition *d = &draft->definitions[i], *first;
        if (d->same == CDT_NOWHERE || !verbal(d))
            continue;
        first = &draft->definitions[d->same];
        if (!verbal(first) || draft->clauses[d->clause].part != draft->clauses[first->clause].part)
            continue;
        cdt_fault_put(f, "defined twice", d->at, d->clause, "", "%s is defined %s in %s", d->term,
                      meaning_hash(f, d) == meaning_hash(f, first) ? "already" : "otherwise",
                      cdt_draft_citation(draft, first->clause));
    }
}

/* A meaning that is the term and nothing else. */
static void find_circular(cdt_faults *f)
{
    const cdt_draft *draft = &f->making->draft;

    for (size_t d = 0; d < draft->definition_count; d++) {
        const cdt_definition *def = &draft->definitions[d];
        size_t from = cdt_tokens_find(f->t, def->clause, def->at.start),
               to = cdt_tokens_find(f->t, def->clause, def->at.end);
        size_t own = 0, others = 0, i = cdt_tokens_find(f->t, def->clause, def->meaning.start);
        if (!verbal(def) || strcmp(def->style, "colon") == 0 || strcmp(def->style, "list") == 0)
            continue;
        for (; i < f->t->first[def->clause + 1] && f->t->at[i].start < def->meaning.end && others < 2; i++) {
            bool same = false;
            if (f->t->at[i].kind == CDT_TOKEN_MARK || cdt_token_among(f->t, i, f->t->count, small_words))
                continue;
            for (size_t k = from; k < to; k++)
                same |= f->t->at[k].stem == f->t->at[i].stem && f->t->at[k].kind == CDT_TOKEN_WORD;
            own += same;
            others += !same;
        }
        if (own && own + 1 >= to - from && others == 0)
            cdt_fault_put(f, "circular", def->at, def->clause, "", "%s is defined by itself", def->term);
    }
}

void cdt_find_term_faults(cdt_faults *faults)
{
    finder f = { .f = faults };

    find_near_misses(&f);
    find_twice(faults);
    find_circular(faults);
    cdt_map_free(&f.gaps);
    cdt_map_free(&f.terms);
    cdt_map_free(&f.words);
    cdt_map_free(&f.told);
}
