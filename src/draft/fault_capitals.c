/* Words that are written like defined terms, with capitals in the middle of sentences, again and again, and are not defined.
 * What has capitals for another reason, the names of laws, bodies, places, offices and days, is known by its words. */
#include "base/nearest.h"
#include "draft/faults.h"
#include "draft/grow.h"
#include "draft/terms.h"

#define LONGEST 6 /* words of such a term */
#define LEAST 2   /* so often it must stand there */
#define SHOWN 200 /* terms that are kept */

typedef struct candidate {
    size_t clause, from, to, count;
    bool led;     /* "the" or the like stands before it once at least: it is no name */
    bool defined; /* it stands alone in brackets or quotation marks somewhere */
} candidate;

typedef struct finder {
    cdt_faults *f;
    cdt_terms terms;   /* defined terms and the names of parties */
    cdt_map names;     /* the stems of `names` below */
    size_t *from, *to; /* the tokens of each definition */
    cdt_map headings;  /* the words of headings, which may be spoken of by name */
    cdt_map words;     /* of a candidate: its index, plus 1 */
    cdt_token_set capitals;
    candidate *at;
    size_t count, room;
} finder;

/* A name with one of these is that of a law, a body, a place, an office or a day, or tells where to look. */
static const char names[] = "act acts regulation regulations order orders directive code rules rule statute treaty "
                            "convention constitution law laws gdpr "
                            "charter standard standards guidance council county borough district city town parish "
                            "village university college school court "
                            "courts tribunal ministry department secretary minister state states kingdom union england "
                            "wales scotland ireland britain "
                            "london europe european british english scottish welsh american national international "
                            "royal federal north south east west "
                            "northern southern eastern western street road avenue lane house floor suite square "
                            "building park centre center january "
                            "february march april may june july august september october november december monday "
                            "tuesday wednesday thursday friday "
                            "saturday sunday mr mrs ms miss dr sir lord lady professor inc ltd limited llc plc llp "
                            "corp corporation company co bank "
                            "group association society institute institution office commissioner commission "
                            "commissioners agency authority authorities government "
                            "parliament nhs police fire chief executive officer officers director directors president "
                            "chairman chair treasurer manager head "
                            "board committee section sections article articles schedule schedules exhibit exhibits "
                            "annex appendix clause clauses part "
                            "paragraph attachment recital title chapter page version internet microsoft windows google";

static bool small_joint(const cdt_tokens *t, size_t i, size_t limit)
{
    return cdt_token_is(t, i, limit, "of") || cdt_token_sign(t, i, limit, '-');
}

static cdt_str key_of(finder *f, size_t from, size_t to)
{
    uint32_t *stems = CDT_NEW_ARRAY(&f->f->making->scratch, uint32_t, to - from);
    size_t count = 0;

    for (size_t i = from; i < to; i++)
        if (f->f->t->at[i].kind == CDT_TOKEN_WORD)
            stems[count++] = f->f->t->at[i].stem;
    return (cdt_str){ (const char *)stems, count * sizeof *stems };
}

static void know(finder *f)
{
    const cdt_draft *draft = &f->f->making->draft;
    const cdt_tokens *t = f->f->t;
    cdt_arena *arena = &f->f->making->scratch;

    for (const char *word = names;
         *word;) { /* a constant list; nearly all of its keys are taken, so that a map is quicker */
        size_t length = strcspn(word, " ");
        uint32_t *stem = CDT_NEW(arena, uint32_t);
        *stem = cdt_stem((cdt_str){ word, length });
        *cdt_map_at(&f->names, (cdt_str){ (const char *)stem, sizeof *stem }) = f;
        word += length + (word[length] == ' ');
    }
    f->from = CDT_NEW_ARRAY(arena, size_t, draft->definition_count + 1);
    f->to = CDT_NEW_ARRAY(arena, size_t, draft->definition_count + 1);
    for (size_t i = 0; i < draft->definition_count; i++) {
        const cdt_definition *d = &draft->definitions[i];
        f->from[i] = cdt_tokens_find(t, d->clause, d->at.start);
        f->to[i] = cdt_tokens_find(t, d->clause, d->at.end);
        cdt_terms_put(&f->terms, t, f->from[i], f->to[i], i, arena);
    }
    for (size_t i = 0; i < draft->party_count; i++) {
        const cdt_draft_party *p = &draft->parties[i];
        cdt_terms_put(&f->terms, t, cdt_tokens_find(t, p->clause, p->at.start),
                      cdt_tokens_find(t, p->clause, p->at.end), i, arena);
    }
    for (size_t c = 0; c < draft->clause_count; c++) {
        size_t from = cdt_making_first(f->f->making, c), to;
        if (!*draft->clauses[c].heading)
            continue;
        to = draft->clauses[c].words < draft->clauses[c].end ? cdt_tokens_find(t, c, draft->clauses[c].words)
                                                             : t->first[c + 1];
        if (to > from && to - from <= 2 * LONGEST)
            *cdt_map_at(&f->headings, key_of(f, from, to)) = f;
    }
}

static void keep(finder *f, size_t clause, size_t from, size_t to)
{
    const cdt_tokens *t = f->f->t;
    cdt_str key = key_of(f, from, to);
    size_t index = (size_t)(uintptr_t)cdt_map_get(&f->words, key), limit = t->first[clause + 1];
    bool led = cdt_token_among(t, from - 1, from, "the a an each any all such its their every no this these those") > 0;
    bool defined = t->at[from - 1].kind == CDT_TOKEN_MARK && cdt_token_among(t, from - 1, from, ",") == 0 &&
                   to < limit && t->at[to].kind == CDT_TOKEN_MARK;

    if (index) {
        f->at[index - 1].count++;
        f->at[index - 1].led |= led;
        f->at[index - 1].defined |= defined;
        return;
    }
    if (f->count == SHOWN || cdt_map_get(&f->headings, key))
        return;
    f->at = cdt_grow(&f->f->making->scratch, f->at, f->count, &f->room, sizeof *f->at);
    f->at[f->count++] = (candidate){ clause, from, to, 1, led, defined };
    *cdt_map_at(&f->words, key) = (void *)(uintptr_t)f->count;
}

/* Words with capitals from token `i`; the token behind them. */
static size_t run_of(const cdt_tokens *t, size_t i, size_t limit)
{
    size_t end = i;

    for (size_t at = i; at < limit; at++) {
        const cdt_token *token = &t->at[at];
        if (token->kind == CDT_TOKEN_WORD && (token->flags & CDT_TOKEN_CAPITAL))
            end = at + 1;
        else if (at == i || at > end || !small_joint(t, at, limit))
            break;
    }
    return end;
}

static void judge_run(finder *f, size_t clause, size_t from, size_t to)
{
    const cdt_tokens *t = f->f->t;
    size_t words = 0, end;

    for (size_t i = from; i < to; i++)
        words += (t->at[i].flags & CDT_TOKEN_CAPITAL) != 0;
    if (words < 2 || words > LONGEST)
        return;
    for (size_t i = from; i < to; i++)
        if ((t->at[i].flags & CDT_TOKEN_CAPITALS) ||
            cdt_map_get(&f->names, (cdt_str){ (const char *)&t->at[i].stem, sizeof t->at[i].stem }))
            return;
    for (size_t i = from; i < to; i++)
        if ((t->at[i].flags & CDT_TOKEN_CAPITAL) && cdt_terms_at(&f->terms, t, i, to, &end))
            return; /* a term, or what is said of one */
    keep(f, clause, from, to);
}

static void read_sentence(finder *f, size_t number)
{
    const cdt_tokens *t = f->f->t;
    const cdt_sentence *s = &f->f->making->draft.sentences[number];
    const cdt_clause *clause = &f->f->making->draft.clauses[s->clause];
    cdt_token_run run = cdt_making_sentence(f->f->making, number);
    size_t to = run.to;

    if (s->start < clause->words)
        run.from = cdt_tokens_find(t, s->clause, clause->words);
    /* the first word has its capital anyway */
    for (size_t i = run.from + 1; (i = cdt_token_set_next(&f->capitals, i, to)) < to; i++) {
        size_t end = run_of(t, i, to);
        if (cdt_token_is(t, end, to, "and") && end + 1 < to && (t->at[end + 1].flags & CDT_TOKEN_CAPITAL)) {
            i = end + 1; /* perhaps one long name */
            continue;
        }
        if (t->at[i - 1].kind != CDT_TOKEN_MARK || strchr(",(\"'", t->at[i - 1].mark))
            judge_run(f, s->clause, i, end);
        i = end;
    }
}

/* The defined term that is nearest: by its letters, or by most of its words. */
static const char *nearest(finder *f, const candidate *c)
{
    const cdt_draft *draft = &f->f->making->draft;
    const cdt_tokens *t = f->f->t;
    cdt_nearest near = { .word = cdt_tokens_copy(t, c->from, c->to, &f->f->making->scratch) };
    const char *best = "";
    size_t most = 0;

    for (size_t i = 0; i < draft->definition_count; i++) {
        const cdt_definition *d = &draft->definitions[i];
        size_t shared = 0, words = 0, length = d->at.end - d->at.start;
        if (length <= near.word.len + 2 && near.word.len <= length + 2)
            cdt_nearest_try(&near, cdt_str_z(d->term));
        for (size_t k = f->from[i]; k < f->to[i]; k++) {
            words += t->at[k].kind == CDT_TOKEN_WORD;
            for (size_t j = c->from; j < c->to; j++)
                if (t->at[k].kind == CDT_TOKEN_WORD && t->at[j].stem == t->at[k].stem) {
                    shared++;
                    break;
                }
        }
        if (2 * shared >= words && shared > most && words > 1) {
            most = shared;
            best = d->term;
        }
    }
    return near.best.len ? cdt_copy_z(&f->f->making->scratch, near.best) : best;
}

void cdt_find_capital_faults(cdt_faults *faults)
{
    const cdt_draft *draft = &faults->making->draft;
    finder f = { .f = faults };

    know(&f);
    f.capitals = cdt_token_set_of(faults->t, &faults->making->scratch);
    cdt_token_set_flagged(&f.capitals, CDT_TOKEN_CAPITAL);
    for (size_t i = 0; i < draft->sentence_count; i++) {
        const cdt_clause *clause = &draft->clauses[draft->sentences[i].clause];
        if ((clause->region == CDT_REGION_BODY || clause->region == CDT_REGION_DEFINITIONS) &&
            clause->kind == CDT_CLAUSE)
            read_sentence(&f, i);
    }
    for (size_t i = 0; i < f.count; i++) {
        const candidate *c = &f.at[i];
        if (c->count >= LEAST && c->led && !c->defined)
            cdt_fault_put(faults, "undefined", cdt_fault_stretch(faults, c->from, c->to), c->clause, nearest(&f, c),
                          "it stands there %zu times with capitals, and is not defined", c->count);
    }
    cdt_terms_free(&f.terms);
    cdt_map_free(&f.names);
    cdt_map_free(&f.headings);
    cdt_map_free(&f.words);
}
