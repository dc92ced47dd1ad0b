/* Words that leave something open or say it in two ways, and laws that are no more. */
#include "draft/faults.h"
#include "draft/links.h"

#define FAR 1000 /* words of a sentence or clause that are looked at */
#define HITS 20  /* phrases of a sentence */

/* A sentence that is looked at, in tokens. */
typedef struct sentence {
    cdt_faults *f;
    size_t clause, from, to;
    struct answer *last; /* what was asked of a clause last, as the next sentence often asks it again */
    struct slashes *slashes;
} sentence;

/* "and/or": how often, and the fault that tells of it. */
typedef struct slashes {
    size_t count, fault;
} slashes;

typedef struct answer {
    size_t clause; /* plus 1 */
    const char *words;
    bool has;
} answer;

static bool has(const sentence *s, const char *words)
{
    for (size_t i = s->from; i < s->to && i < s->from + FAR; i++)
        if (cdt_token_among(s->f->t, i, s->to, words))
            return true;
    return false;
}

static bool clause_has(const sentence *s, const char *words)
{
    size_t first = s->f->t->first[s->clause];
    bool found = false;

    if (s->last->clause == s->clause + 1 && s->last->words == words)
        return s->last->has;
    for (size_t i = first; i < s->f->t->first[s->clause + 1] && i < first + FAR && !found; i++)
        found = cdt_token_among(s->f->t, i, s->f->t->first[s->clause + 1], words) > 0;
    *s->last = (answer){ s->clause + 1, words, found };
    return found;
}

static bool operative(const sentence *s)
{
    const cdt_clause *clause = &s->f->making->draft.clauses[s->clause];

    return (clause->region == CDT_REGION_BODY || clause->region == CDT_REGION_DEFINITIONS) &&
           clause->kind != CDT_CLAUSE_NOTE;
}

/* --- phrases */

typedef bool judge_fn(const sentence *s, size_t i, size_t end);

/* "to be agreed" without a way out in the clause. */
static bool open_agreement(const sentence *s, size_t i, size_t end)
{
    if (i > s->from && cdt_token_among(s->f->t, i - 1, s->to, "otherwise unless as not deemed other"))
        return false;
    if (cdt_token_among(s->f->t, end, s->to, "that not in"))
        return false;
    if (cdt_token_among(s->f->t, end, s->to, "upon on") &&
        cdt_token_among(s->f->t, end + 1 + cdt_token_among(s->f->t, end + 1, s->to, "the a any such"), s->to,
                        "request requests receipt termination expiry notice demand"))
        return false; /* "shall agree upon the request of Hill to return it" */
    if (cdt_token_is(s->f->t, end - 1, end, "agree") &&
        !cdt_token_among(s->f->t, end, s->to, "the a on upon any what how each"))
        return false;
    return !has(s, "otherwise unless failing default may unenforceable invalid enforceable severed") &&
           !clause_has(s, "failing default expert arbitration arbitrator dispute disputes determined mediation unable "
                          "cannot fail fails "
                          "failure absence disagreement deadlock escalated");
}

/* A vague time, without a last day in the sentence. */
static bool open_time(const sentence *s, size_t i, size_t end)
{
    (void)i;
    (void)end;
    for (size_t k = s->from; k + 1 < s->to; k++)
        if (cdt_token_phrase(s->f->t, k, s->to, "any event") || cdt_token_phrase(s->f->t, k, s->to, "no later than") ||
            cdt_token_phrase(s->f->t, k, s->to, "not later than"))
            return false;
    return !has(s, "days hours months weeks");
}

static bool always(const sentence *s, size_t i, size_t end)
{
    (void)s;
    (void)i;
    (void)end;
    return true;
}

/* An effort without steps: nothing in the sentence says by what. */
static bool open_effort(const sentence *s, size_t i, size_t end)
{
    (void)i;
    return !has(s, "including by following steps") && !cdt_token_sign(s->f->t, end, s->to, ':');
}

/* Who may change money, policy or terms "from time to time" without asking anybody. */
static bool changes_alone(const sentence *s, size_t i, size_t end)
{
    (void)i;
    (void)end;
    return has(s, "may") && has(s, "change changes vary varies amend amends increase revise revises update modify") &&
           has(s, "charges fees prices rates policy policies terms payments costs price fee") &&
           !has(s, "notice consent agreement agreed written writing approval consultation consult");
}

/* Not where it is told as history, or as what it was replaced by. */
static bool in_force(const sentence *s, size_t i, size_t end)
{
    (void)i;
    (void)end;
    return operative(s) &&
           !has(s, "repealed repeals replaced replaces replacing superseded supersedes former formerly previously "
                   "revoked successor successors predecessor historic amended dissolved abolished implementing");
}

typedef struct row {
    const char *kind, *phrase, *what;
    judge_fn *judge;
} row;

static const row rows[] = {
    { "broken field", "reference source not found", "a reference of the word processor is broken", always },
    { "broken field", "bookmark not defined", "a reference of the word processor is broken", always },
    { "agreement to agree", "to be agreed", "nothing says what holds if they do not agree", open_agreement },
    { "agreement to agree", "shall agree", "nothing says what holds if they do not agree", open_agreement },
    { "agreement to agree", "will agree", "nothing says what holds if they do not agree", open_agreement },
    { "agreement to agree", "endeavours to agree", "nothing says what holds if they do not agree", open_agreement },
    { "open time", "as soon as possible", "no last day is named", open_time },
    { "open time", "as soon as practicable", "no last day is named", open_time },
    { "open time", "as soon as reasonably practicable", "no last day is named", open_time },
    { "open time", "as soon as is reasonably practicable", "no last day is named", open_time },
    { "open time", "as soon as reasonably possible", "no last day is named", open_time },
    { "open time", "in a timely manner", "no last day is named", open_time },
    { "open time", "without undue delay", "no last day is named", open_time },
    { "open time", "promptly", "no last day is named", open_time },
    { "open time", "forthwith", "no last day is named", open_time },
    { "open effort", "best endeavours", "no step or measure is named", open_effort },
    { "open effort", "reasonable endeavours", "no step or measure is named", open_effort },
    { "open effort", "best efforts", "no step or measure is named", open_effort },
    { "open effort", "reasonable efforts", "no step or measure is named", open_effort },
    { "and/or", "and / or", "it can be read in three ways", always },
    { "from time to time", "from time to time", "one party may change it alone", changes_alone },
    { "archaic", "witnesseth", "a plain word says the same", always },
    { "archaic", "hereinafter", "a plain word says the same", always },
    { "archaic", "hereinbefore", "a plain word says the same", always },
    { "archaic", "aforesaid", "a plain word says the same", always },
    { "archaic", "null and void", "a plain word says the same", always },
    { "old law", "data protection act 1998", "replaced by the UK GDPR and the Data Protection Act 2018", in_force },
    { "old law", "directive 95 / 46", "replaced by the GDPR", in_force },
    { "old law", "data protection directive", "replaced by the GDPR", in_force },
    { "old law", "public contracts regulations 2006", "replaced by the Procurement Act 2023", in_force },
    { "old law", "public contracts regulations 2015", "replaced by the Procurement Act 2023 for what is newly procured",
      in_force },
    { "old law", "directive 2004 / 18", "no longer the law of procurement", in_force },
    { "old law", "directive 2014 / 24", "no longer the law of procurement in the United Kingdom", in_force },
    { "old law", "clinical commissioning group", "replaced by integrated care boards in 2022", in_force },
    { "old law", "clinical commissioning groups", "replaced by integrated care boards in 2022", in_force },
    { "old law", "primary care trust", "abolished in 2013", in_force },
    { "old law", "primary care trusts", "abolished in 2013", in_force },
    { "old law", "strategic health authority", "abolished in 2013", in_force },
    { "old law", "section 31 of the health act 1999", "replaced by section 75 of the National Health Service Act 2006",
      in_force },
};

/* Where one of them stands. */
static cdt_token_set phrase_sites(const cdt_tokens *t, cdt_arena *arena)
{
    cdt_token_set sites = cdt_token_set_of(t, arena);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        cdt_token_set_phrase(&sites, rows[i].phrase);
    return sites;
}

static void look_at_sentence(const sentence *s, const cdt_token_set *sites)
{
    const cdt_tokens *t = s->f->t;

    for (size_t i = s->from, hits = 0; hits < HITS && (i = cdt_token_set_next(sites, i, s->to)) < s->to; i++) {
        size_t best = 0, words = 0;
        for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++) {
            size_t n = cdt_token_phrase(t, i, s->to, rows[r].phrase);
            if (n > words) {
                words = n;
                best = r;
            }
        }
        if (!words)
            continue;
        hits++;
        if (strcmp(rows[best].kind, "and/or") == 0 && s->slashes->count++) {
            i += words - 1; /* told once, with their number */
            continue;
        }
        if (strcmp(rows[best].kind, "and/or") == 0)
            s->slashes->fault = s->f->count;
        if (rows[best].judge(s, i, i + words))
            cdt_fault_put(s->f, rows[best].kind, cdt_fault_stretch(s->f, i, i + words), s->clause, "", "%s",
                          rows[best].what);
        i += words - 1;
    }
}

static void find_phrases(cdt_faults *f)
{
    const cdt_draft *draft = &f->making->draft;
    cdt_token_set sites = phrase_sites(f->t, &f->making->scratch);
    answer last = { 0, NULL, false };
    slashes seen = { 0, 0 };

    for (size_t i = 0; i < draft->sentence_count; i++) {
        sentence s = { f, draft->sentences[i].clause, 0, 0, &last, &seen };
        if (!cdt_fault_counts(f, s.clause) || draft->clauses[s.clause].region == CDT_REGION_RECITALS)
            continue;
        s.from = cdt_making_sentence(f->making, i).from;
        s.to = cdt_making_sentence(f->making, i).to;
        look_at_sentence(&s, &sites);
    }
    if (seen.count > 1)
        f->at[seen.fault].what =
            cdt_format(&f->making->arena, "it can be read in three ways; it stands %zu times", seen.count);
}

/* --- the whole text */

typedef struct tally {
    size_t shall, will, must, deeds, agreements, first_deed, deed_clause;
    bool sealed; /* the signature blocks, or a clause, say that it is executed as a deed */
} tally;

static void count_at(tally *n, const cdt_faults *f, size_t c, size_t i)
{
    size_t limit = f->t->first[c + 1];

    n->shall += cdt_token_is(f->t, i, limit, "shall");
    n->will += cdt_token_is(f->t, i, limit, "will") && !(f->t->at[i].flags & CDT_TOKEN_CAPITAL);
    n->must += cdt_token_is(f->t, i, limit, "must");
    if (cdt_token_phrase(f->t, i, limit, "this deed")) {
        if (!n->deeds++) {
            n->first_deed = i;
            n->deed_clause = c;
        }
    }
    n->agreements += cdt_token_phrase(f->t, i, limit, "this agreement") > 0;
    n->sealed |= cdt_token_phrase(f->t, i, limit, "as a deed") || cdt_token_phrase(f->t, i, limit, "common seal") ||
                 cdt_token_phrase(f->t, i, limit, "by deed") || cdt_token_phrase(f->t, i, limit, "as its deed");
}

static bool over_a_fifth(size_t part, size_t whole)
{
    return part * 5 > whole;
}

static void find_on_the_whole(cdt_faults *f)
{
    static const char *const phrases[] = { "this deed",   "this agreement", "as a deed",
                                           "common seal", "by deed",        "as its deed" };
    const cdt_draft *draft = &f->making->draft;
    cdt_token_set sites = cdt_token_set_of(f->t, &f->making->scratch);
    tally n = { 0 };
    size_t all;

    cdt_token_set_words(&sites, "shall will must");
    for (size_t i = 0; i < sizeof phrases / sizeof phrases[0]; i++)
        cdt_token_set_phrase(&sites, phrases[i]);
    for (size_t c = 0; c < draft->clause_count; c++) {
        size_t limit = f->t->first[c + 1];
        if (!cdt_fault_counts(f, c))
            continue;
        for (size_t i = f->t->first[c]; (i = cdt_token_set_next(&sites, i, limit)) < limit; i++)
            count_at(&n, f, c, i);
    }
    all = n.shall + n.will + n.must;
    if (all >= 20 && over_a_fifth(n.shall, all) + over_a_fifth(n.will, all) + over_a_fifth(n.must, all) > 1)
        cdt_fault_put(f, "mixed duties", (cdt_stretch){ 0, 0 }, draft->clause_count ? 0 : CDT_NOWHERE, "",
                      "%zu times shall, %zu times will, %zu times must", n.shall, n.will, n.must);
    if (n.deeds && n.agreements > n.deeds && !n.sealed)
        cdt_fault_put(f, "deed or agreement", cdt_fault_stretch(f, n.first_deed, n.first_deed + 2), n.deed_clause,
                      "this Agreement", "nothing says that it is executed as a deed");
}

/* Numbers that a word processor made of a bookmark, and that were not made anew when their clause got another one. */
static void find_old_numbers(cdt_faults *f)
{
    const cdt_links *links = cdt_making_links(f->making);

    for (size_t i = 0; i < links->count; i++) {
        const cdt_link *link = &links->at[i];
        const cdt_clause *in = cdt_draft_clause_at(&f->making->draft, link->at.start);
        const cdt_clause *target = &f->making->draft.clauses[link->target];
        size_t clause = in ? (size_t)(in - f->making->draft.clauses) : CDT_NOWHERE;
        if (in && cdt_fault_counts(f, clause) && !target->uncertain && cdt_link_is_stale(f->making, link))
            cdt_fault_put(f, "broken field", link->at, clause, target->number,
                          "it leads to %s, and shows an old number: update the fields", target->number);
    }
}

void cdt_find_word_faults(cdt_faults *faults)
{
    find_old_numbers(faults);
    find_phrases(faults);
    find_on_the_whole(faults);
}
