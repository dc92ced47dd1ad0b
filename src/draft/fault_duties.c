/* Duties that are not whole: nobody bears them ("shall be paid"), or nothing says when ("shall report"); and words of degree
 * in clauses where something hangs on them. */
#include "draft/faults.h"

#define ASIDE 3 /* adverbs between "shall" and its verb */

enum { UNKNOWN, NO, YES };

enum { DEEDS = 8 };

/* A sentence that is looked at, in tokens. What does not depend on the word that is asked about is found out once: sentences and
 * clauses may be of any length. */
typedef struct sentence {
    cdt_faults *f;
    size_t clause, from, to;
    uint8_t timed[2];      /* see timed() */
    uint8_t beside[DEEDS]; /* of the clause: see borne_beside() */
    uint8_t whole, below;  /* of the clause: does any of it say when, or what stands below it? */
    uint8_t *bears, *when; /* of each clause: does it say who its items are for, and when? */
} sentence;

static uint8_t answer(bool yes)
{
    return yes ? YES : NO;
}

static bool has(const sentence *s, size_t from, const char *words)
{
    return cdt_fault_has(s->f, from, s->to, words);
}

/* The verb behind "shall" at `i`, past adverbs: "shall promptly also report". */
static size_t verb_behind(const sentence *s, size_t i)
{
    size_t at = i + 1;

    for (size_t k = 0; k < ASIDE && at < s->to; k++) {
        cdt_str text = cdt_token_text(s->f->t, at);
        if (!cdt_token_among(s->f->t, at, s->to, "also then each both further always first jointly") &&
            !(text.len > 4 && cdt_str_ends(text, CDT_STR("ly")) && !cdt_token_is(s->f->t, at, s->to, "supply")))
            break;
        at++;
    }
    return at;
}

/* Does the clause above, whose list this is an item of, say who: "The Host shall ensure that:"? */
static bool borne_above(sentence *s)
{
    const cdt_draft *draft = &s->f->making->draft;
    size_t up = draft->clauses[s->clause].parent;

    for (int k = 0; up != CDT_NOWHERE && k < 4; up = draft->clauses[up].parent, k++) {
        size_t first = s->f->t->first[up], limit = s->f->t->first[up + 1];
        if (s->bears[up] == UNKNOWN)
            s->bears[up] = answer(limit > first && cdt_token_sign(s->f->t, limit - 1, limit, ':') &&
                                  cdt_fault_has(s->f, first, limit,
                                                "ensure procure arrange shall must will by responsible agrees agree"));
        if (s->bears[up] == YES)
            return true;
    }
    return false;
}

/* --- duties that nobody has */

/* What is done, and the same said of who does it: where both stand in a clause, the second tells who is meant by the first, as
 * in "Hill shall pay the fee. The fee shall be paid monthly." */
static const struct deed {
    const char *done, *doing;
} deeds[DEEDS] = {
    { "paid reimbursed remitted invoiced", "pay pays paying reimburse remit invoice invoices" },
    { "reported", "report reports" },
    { "submitted", "submit submits" },
    { "prepared produced published", "prepare prepares produce produces publish publishes" },
    { "procured purchased tendered", "procure procures purchase purchases tender" },
    { "supplied provided", "supply supplies provide provides" },
    { "audited reviewed", "audit review reviews" },
    { "agreed", "agree" },
};

static const struct deed *deed_at(const sentence *s, size_t i)
{
    for (size_t k = 0; k < DEEDS; k++)
        if (cdt_token_among(s->f->t, i, s->to, deeds[k].done))
            return &deeds[k];
    return NULL;
}

/* What such a duty is about, where the heading does not say so. */
static const char dutiable[] =
    "invoice invoices payment payments charges fees costs contribution contributions sum sums report reports "
    "procurement tender tenders budget";

static bool says_who(const sentence *s, const struct deed *deed)
{
    const cdt_tokens *t = s->f->t;
    size_t limit = t->first[s->clause + 1];

    for (size_t i = t->first[s->clause]; i + 1 < limit; i++)
        if (cdt_token_among(t, i, limit, "shall must will may agrees") &&
            cdt_fault_has(s->f, i + 1, i + 4 < limit ? i + 4 : limit, deed->doing))
            return true;
    return false;
}

/* Does a duty of the clause say who does such things: "Hill shall pay", not "a fee to pay"? */
static bool borne_beside(sentence *s, const struct deed *deed)
{
    uint8_t *known = &s->beside[deed - deeds];

    if (*known == UNKNOWN)
        *known = answer(says_who(s, deed));
    return *known == YES;
}

static void look_for_bearer(sentence *s, size_t i)
{
    const cdt_tokens *t = s->f->t;
    size_t at = verb_behind(s, i), clause = s->clause;
    const struct deed *deed;

    if (!cdt_token_is(t, at, s->to, "be"))
        return;
    at = verb_behind(s, at);
    deed = deed_at(s, at);
    if (!deed)
        return;
    if (!(cdt_fault_topics(s->f)[clause] &
          (CDT_ABOUT_MONEY | CDT_ABOUT_REPORTS | CDT_ABOUT_BUYING | CDT_ABOUT_SAFETY)) &&
        !cdt_fault_has(s->f, s->from, i, dutiable))
        return;
    if (cdt_token_is(t, at, s->to, "provided") && cdt_token_among(t, at + 1, s->to, "that for in"))
        return;
    if (cdt_token_among(t, at + 1, s->to,
                        "in at via out pursuant exclusive separately only directly and over fees , to") ||
        cdt_fault_has(s->f, s->from, i, "payable which"))
        return; /* how it is done, or what somebody owes already */
    if (borne_beside(s, deed) || has(s, at, "by between") ||
        cdt_fault_has(s->f, s->from, i, "ensure procure by responsible if unless no") || borne_above(s))
        return;
    cdt_fault_put(s->f, "no bearer", cdt_fault_stretch(s->f, i, at + 1), clause, "", "nothing says by whom");
}

/* --- duties without a time */

static const char timely[] = "day days week weeks month months year years annual annually yearly monthly quarterly "
                             "weekly daily quarter quarters "
                             "fortnightly fortnight hour hours date dates immediately promptly forthwith when whenever "
                             "while upon demand request "
                             "requested requests within before after following prior until time times timely receipt "
                             "due regularly periodically anniversary "
                             "periodic end commencement expiry termination annum per if where unless event during once "
                             "concurrently simultaneously presentation "
                             "basis instalments soon delay delivery schedule frequency closing completion invoice "
                             "invoices interval intervals meeting meetings "
                             "advance arrears occurrence every january february march april june july august september "
                             "october november december";

/* Is it a duty that needs a time? "meet" is to come together, not to meet a standard or a cost. */
static bool needs_time(const sentence *s, size_t at)
{
    const cdt_tokens *t = s->f->t;

    if (cdt_token_is(t, at, s->to, "report")) /* "shall report to the Board": whom it answers to */
        return !(cdt_token_among(t, at + 1, s->to, "directly to as and , income") &&
                 !cdt_fault_has(s->f, at, s->to, "on about regarding concerning"));
    if (cdt_token_is(t, at, s->to, "review")) /* not whatever comes up */
        return !cdt_fault_has(s->f, at, at + 7 < s->to ? at + 7 : s->to, "any such");
    if (cdt_token_is(t, at, s->to, "pay"))
        return !cdt_token_among(t, at + 1, s->to, "attention regard heed due") && !has(s, at, "own tax taxes should") &&
               cdt_fault_phrase(s->f, at, s->to, "for each") == s->to;
    if (cdt_token_is(t, at, s->to, "submit"))
        return cdt_fault_has(s->f, at, s->to, "report reports accounts statement statements budget");
    return cdt_token_is(t, at, s->to, "meet") &&
           cdt_token_among(t, at + 1, s->to, ". , ; with together to in and as at on by for");
}

/* Do the items below the clause say when? */
static bool timed_below(sentence *s)
{
    const cdt_draft *draft = &s->f->making->draft;
    const cdt_tokens *t = s->f->t;
    bool found = false;

    if (s->below != UNKNOWN)
        return s->below == YES;
    for (size_t c = s->clause + 1; c < draft->clause_count && c < s->clause + 12 && !found; c++)
        found = draft->clauses[c].parent != CDT_NOWHERE && draft->clauses[c].parent >= s->clause &&
                cdt_fault_has(s->f, t->first[c], t->first[c + 1], timely);
    s->below = answer(found);
    return found;
}

static bool timed_above(sentence *s, size_t up)
{
    if (s->when[up] == UNKNOWN)
        s->when[up] = answer(cdt_fault_has(s->f, s->f->t->first[up], s->f->t->first[up + 1], timely));
    return s->when[up] == YES;
}

/* Does the sentence say when, or the next one, or what stands below the clause? When something is paid, any part of the clause
 * may say. */
static bool says_when(sentence *s, bool paid)
{
    const cdt_tokens *t = s->f->t;
    size_t up = s->f->making->draft.clauses[s->clause].parent, first = t->first[s->clause],
           limit = t->first[s->clause + 1];

    if (paid && s->whole == UNKNOWN)
        s->whole = answer(cdt_fault_has(s->f, first, limit, timely));
    if (paid ? s->whole == YES : cdt_fault_has(s->f, s->from, cdt_fault_first(s->f, s->to, limit, "."), timely))
        return true; /* up to the end of the next sentence */
    return (cdt_token_sign(t, s->to - 1, s->to, ':') && timed_below(s)) ||
           (up != CDT_NOWHERE && s->from == first && timed_above(s, up));
}

static bool timed(sentence *s, bool paid)
{
    if (s->timed[paid] == UNKNOWN)
        s->timed[paid] = answer(says_when(s, paid));
    return s->timed[paid] == YES;
}

static void look_for_time(sentence *s, size_t i)
{
    size_t at = verb_behind(s, i);

    if (!needs_time(s, at) || cdt_fault_has(s->f, s->from, i, "neither nor no any") ||
        timed(s, cdt_token_is(s->f->t, at, s->to, "pay")))
        return;
    if (has(s, s->from, "schedule annex appendix exhibit clause section paragraph article"))
        return; /* another place says so, perhaps */
    cdt_fault_put(s->f, "no time", cdt_fault_stretch(s->f, i, at + 1), s->clause, "",
                  "nothing says when, or how often");
}

/* --- words of degree */

static bool measured(const sentence *s)
{
    return has(s, s->from, "means defined determined measured according");
}

static void look_for_degree(const sentence *s, size_t i)
{
    const cdt_tokens *t = s->f->t;
    size_t end = i + 1;
    bool key =
        cdt_fault_topics(s->f)[s->clause] & (CDT_ABOUT_MONEY | CDT_ABOUT_EXIT | CDT_ABOUT_TARGETS | CDT_ABOUT_SAFETY);

    if (cdt_token_is(t, i, s->to, "where")) {
        end += cdt_token_among(t, end, s->to, "reasonably") > 0;
        if (!cdt_token_among(t, end, s->to, "practicable appropriate possible"))
            return;
        end++;
    } else if (cdt_token_is(t, i, s->to, "material")) {
        if (!cdt_token_among(t, end, s->to, "breach change adverse default failure impact effect respect increase"))
            return; /* else it is a thing */
    } else if (cdt_token_is(t, i, s->to, "appropriate") &&
               cdt_token_among(t, i - (i > s->from), s->to, "as where if when")) {
        return;
    }
    if ((t->at[i].flags & CDT_TOKEN_CAPITAL) && i > s->from)
        return; /* a defined term */
    if (measured(s))
        return;
    cdt_fault_put(s->f, key ? "open degree" : "open degree elsewhere", cdt_fault_stretch(s->f, i, end), s->clause, "",
                  "nothing says how much that is");
}

/* --- all */

static const char duties[] = "shall must will";
static const char degrees[] =
    "material materially substantial substantially significant significantly adequate adequately "
    "appropriate appropriately properly regularly where";

static void look_at_sentence(sentence *s, const cdt_token_set *sites)
{
    for (size_t i = s->from; (i = cdt_token_set_next(sites, i, s->to)) < s->to; i++) {
        if (cdt_token_among(s->f->t, i, s->to, duties)) {
            look_for_bearer(s, i);
            look_for_time(s, i);
        } else {
            look_for_degree(s, i);
        }
    }
}

void cdt_find_duty_faults(cdt_faults *faults)
{
    const cdt_draft *draft = &faults->making->draft;
    cdt_arena *arena = &faults->making->scratch;
    sentence s = { .f = faults,
                   .clause = CDT_NOWHERE,
                   .bears = CDT_NEW_ARRAY(arena, uint8_t, draft->clause_count + 1),
                   .when = CDT_NEW_ARRAY(arena, uint8_t, draft->clause_count + 1) };
    cdt_token_set sites = cdt_token_set_of(faults->t, arena);

    cdt_token_set_words(&sites, duties);
    cdt_token_set_words(&sites, degrees);
    for (size_t i = 0; i < draft->sentence_count; i++) {
        const cdt_sentence *at = &draft->sentences[i];
        const cdt_clause *clause = &draft->clauses[at->clause];
        if (clause->region != CDT_REGION_BODY || clause->kind == CDT_CLAUSE_NOTE)
            continue;
        if (s.clause != at->clause)
            s = (sentence){ .f = faults, .clause = at->clause, .bears = s.bears, .when = s.when };
        s.timed[0] = s.timed[1] = UNKNOWN;
        s.from = cdt_making_sentence(faults->making, i).from;
        s.to = cdt_making_sentence(faults->making, i).to;
        look_at_sentence(&s, &sites);
    }
}
