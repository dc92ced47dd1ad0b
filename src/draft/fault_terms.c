/* Terms: words that are nearly a defined term or a party's name, terms that are defined twice or by themselves. */
#include "base/nearest.h"
#include "draft/faults.h"
#include "draft/terms.h"

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

/* Few drafts have a word of which it is asked. */
static size_t often(finder *f, const uint32_t *stem)
{
    if (!f->words.count)
        count_words(f);
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

/* "Undisputed" is no slip for "Disputed": one is the other behind a small word that turns it. */
static bool turned(cdt_str word, cdt_str right)
{
    static const char *const turns[] = { "un", "in", "im", "non", "dis", "re", "de", "sub", "pre", "co" };
    cdt_str longer = word.len > right.len ? word : right, shorter = word.len > right.len ? right : word;

    if (longer.len == shorter.len)
        return false;
    for (size_t k = 0; k < sizeof turns / sizeof turns[0]; k++) {
        size_t n = strlen(turns[k]);
        if (longer.len == shorter.len + n && (longer.at[0] | 32) == turns[k][0] &&
            (longer.at[n] | 32) == (shorter.at[0] | 32) &&
            memcmp(longer.at + n + 1, shorter.at + 1, shorter.len - 1) == 0)
            return true;
    }
    return false;
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
        if (!g || g->stem == stems[k] || !misspelt(cdt_token_text(t, at[k]), g->word) ||
            turned(cdt_token_text(t, at[k]), g->word) || often(f, &stems[k]) > SELDOM ||
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

#define LEAD 14 /* words before a term in which its definition is narrowed */

/* Is it a definition of its own, for the whole text: not one for a purpose or case only ("for purposes of this clause, ...",
 * "... means, in relation to Hill"), not one by a word in quotation marks inside another? */
static bool plain_definition(const cdt_faults *f, const cdt_definition *d)
{
    const cdt_tokens *t = f->t;
    size_t at = cdt_tokens_find(t, d->clause, d->at.start), behind = cdt_tokens_find(t, d->clause, d->at.end),
           meaning = cdt_tokens_find(t, d->clause, d->meaning.start), limit = t->first[d->clause + 1],
           first = cdt_making_first(f->making, d->clause);

    if (!verbal(d) || strcmp(d->style, "colon") == 0 || strcmp(d->style, "references to") == 0 ||
        strcmp(d->style, "refers to") == 0 || strcmp(d->style, "includes") == 0)
        return false;
    for (size_t i = behind; i < meaning; i++) /* between the term and its meaning: the verb alone */
        if (t->at[i].kind != CDT_TOKEN_MARK &&
            !cdt_token_among(t, i, limit, "means mean shall will has have the same meaning is are as defined term s"))
            return false;
    if (cdt_token_among(t, meaning, limit, "not only does do shall will may") || cdt_token_sign(t, meaning, limit, ','))
        return false;
    for (size_t i = at; i-- > first && at - i <= LEAD;) {
        if (cdt_token_sign(t, i, limit, '.') || cdt_token_sign(t, i, limit, ';') ||
            (cdt_token_sign(t, i, limit, '"') && at - i > 3))
            break;
        if (t->at[i].kind != CDT_TOKEN_MARK &&
            !cdt_token_among(t, i, limit,
                             "the a an term terms expression word as used herein in this agreement deed contract "
                             "hereof and for purpose purposes of shall capitalised capitalized"))
            return false; /* "for the purposes of this clause" */
    }
    return true;
}

static void find_twice(cdt_faults *f)
{
    const cdt_draft *draft = &f->making->draft;

    for (size_t i = 0; i < draft->definition_count; i++) {
        const cdt_definition *d = &draft->definitions[i], *first;
        const char *where;
        if (d->same == CDT_NOWHERE || !plain_definition(f, d))
            continue;
        first = &draft->definitions[d->same];
        if (!plain_definition(f, first) || strcmp(d->term, first->term) != 0 ||
            draft->clauses[d->clause].part != draft->clauses[first->clause].part)
            continue;
        where = cdt_draft_citation(draft, first->clause);
        cdt_fault_put(f, "defined twice", d->at, d->clause, "", "%s is defined %s %s%s", d->term,
                      meaning_hash(f, d) == meaning_hash(f, first) ? "already" : "otherwise", *where ? "in " : "above",
                      where);
    }
}

/* A meaning that is the term and nothing else: its words, in their order. */
static void find_circular(cdt_faults *f)
{
    const cdt_draft *draft = &f->making->draft;
    const cdt_tokens *t = f->t;

    for (size_t d = 0; d < draft->definition_count; d++) {
        const cdt_definition *def = &draft->definitions[d];
        size_t k = cdt_tokens_find(t, def->clause, def->at.start), to = cdt_tokens_find(t, def->clause, def->at.end),
               i = cdt_tokens_find(t, def->clause, def->meaning.start), limit = t->first[def->clause + 1];
        if (!verbal(def) || strcmp(def->style, "colon") == 0 || strcmp(def->style, "list") == 0 ||
            strcmp(def->style, "has the meaning") == 0 || strcmp(def->style, "references to") == 0)
            continue;
        for (; i < limit && t->at[i].start < def->meaning.end; i++) {
            if (t->at[i].kind == CDT_TOKEN_MARK ? !cdt_token_sign(t, i, limit, '"')
                                                : cdt_token_among(t, i, limit, "the a an such all any each"))
                continue;
            while (k < to && t->at[k].kind == CDT_TOKEN_MARK)
                k++;
            if (k == to || t->at[k].kind == CDT_TOKEN_MARK || t->at[k].stem != t->at[i].stem)
                break;
            k++;
        }
        if (k == to && (i >= limit || t->at[i].start >= def->meaning.end))
            cdt_fault_put(f, "circular", def->at, def->clause, "", "%s is defined by itself", def->term);
    }
}

/* --- terms that are never used */

#define SHORT_TERM 4 /* letters below which a term may be anything */

/* Is it one of several names for one thing, of which another may be in use: "X" or "Y"? */
static bool one_of_several(const cdt_tokens *t, size_t from, size_t to, size_t limit)
{
    return (from > 2 && cdt_token_among(t, from - 2, limit, "or and /") && cdt_token_sign(t, from - 3, limit, '"')) ||
           (cdt_token_among(t, to + 1, limit, "or /") &&
            cdt_token_sign(t, to + 2 + (cdt_token_among(t, to + 2, limit, "the a an") > 0), limit, '"'));
}

/* Is it a name by which nothing has to be called again: letters that stand for a name, what something is known as, a heading
 * that was taken for a term? */
static bool needs_no_use(const cdt_faults *f, const cdt_definition *d)
{
    static const char *const styles[] = { "abbreviation", "includes", "references to", "refers to", "referred to as" };
    const cdt_tokens *t = f->t;
    size_t from = cdt_tokens_find(t, d->clause, d->at.start), to = cdt_tokens_find(t, d->clause, d->at.end),
           limit = t->first[d->clause + 1], first = t->first[d->clause];
    bool bracketed = strcmp(d->style, "in brackets") == 0;
    size_t before = from;

    for (size_t k = 0; k < sizeof styles / sizeof styles[0]; k++)
        if (strcmp(d->style, styles[k]) == 0)
            return true;
    if (to <= from || (d->term[0] >= 'a' && d->term[0] <= 'z') || (d->term[0] >= '0' && d->term[0] <= '9') ||
        strlen(d->term) < SHORT_TERM)
        return true;
    if (strchr(d->term, '"') || strstr(d->term, "\xE2\x80\x9C") ||
        (to == from + 1 && cdt_token_among(t, from, limit, "name title by date per its attention email address")) ||
        f->making->draft.clauses[d->clause].region == CDT_REGION_EXECUTION)
        return true;
    while (before > first && cdt_token_among(t, before - 1, limit, "the a an \" , : such"))
        before--;
    if (bracketed && !(before > first && (cdt_token_sign(t, before - 1, limit, '(') ||
                                          cdt_token_among(t, before - 1, limit,
                                                          "hereinafter hereafter called collectively "
                                                          "together each individually being"))))
        return true; /* "advertise itself as a “Proud Sponsor”" */
    if (cdt_token_among(t, to - 1, limit, "as of and or the in for to terms expressions words") ||
        cdt_token_among(t, from, limit, "terms words capitalized capitalised definitions recitals"))
        return true;
    for (size_t i = from; bracketed && i < to; i++) /* "FIFO", "FAU OIT" */
        if ((t->at[i].flags & CDT_TOKEN_CAPITALS) && t->at[i].end - t->at[i].start < 6)
            return true;
    for (size_t i = from; bracketed && i > first && from - i < 4; i--)
        if (cdt_token_among(t, i - 1, limit, "known aka"))
            return true;
    return one_of_several(t, from, to, limit);
}

/* Terms of several words that are used in small letters, "each purchase order": whoever wrote it meant the term. */
static void find_unused(cdt_faults *f)
{
    const cdt_draft *draft = &f->making->draft;
    const cdt_tokens *t = f->t;
    bool *used = CDT_NEW_ARRAY(&f->making->scratch, bool, draft->definition_count + 1);
    cdt_terms terms = { 0 };

    for (size_t d = 0; d < draft->definition_count; d++) {
        const cdt_definition *def = &draft->definitions[d];
        size_t from = cdt_tokens_find(t, def->clause, def->at.start), to = cdt_tokens_find(t, def->clause, def->at.end);
        cdt_term_end *end;
        used[d] = def->uses > 0 || needs_no_use(f, def);
        if (used[d] || to - from < 2)
            continue;
        end = cdt_terms_put(&terms, t, from, to, d, &f->making->scratch);
        if (end)
            end->small = true;
    }
    for (size_t c = 0; c < draft->clause_count && terms.steps.count; c++)
        for (size_t i = t->first[c]; i < t->first[c + 1] && cdt_fault_counts(f, c); i++) {
            size_t behind;
            const cdt_term_end *end = cdt_terms_at(&terms, t, i, t->first[c + 1], &behind);
            const cdt_definition *def = end ? &draft->definitions[end->first - 1] : NULL;
            size_t at = t->at[i].start;
            if (def && !(at >= def->at.start && at < def->at.end) &&
                !(at >= def->meaning.start && at < def->meaning.end))
                used[end->first - 1] = true;
        }
    for (size_t d = 0; d < draft->definition_count; d++)
        if (!used[d] && cdt_fault_counts(f, draft->definitions[d].clause))
            cdt_fault_put(f, "never used", draft->definitions[d].at, draft->definitions[d].clause, "",
                          "%s is defined and never used", draft->definitions[d].term);
    cdt_terms_free(&terms);
}

void cdt_find_term_faults(cdt_faults *faults)
{
    finder f = { .f = faults };

    find_near_misses(&f);
    find_twice(faults);
    find_circular(faults);
    find_unused(faults);
    cdt_map_free(&f.gaps);
    cdt_map_free(&f.terms);
    cdt_map_free(&f.words);
    cdt_map_free(&f.told);
}
