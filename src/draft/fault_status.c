/* What an agreement says of itself: whether it binds, what it rests on, which of its parts prevails. */
#include "draft/faults.h"

#define EARLY 12 /* clauses in which the title is looked for */
#define HEAD 4   /* clauses in which an exhibit is only the name under which this paper was filed */

/* What was met on the way through the text; tokens, and the clauses in which they stand. */
typedef struct site {
    size_t clause, from, to;
    bool there;
} site;

static void keep(site *s, size_t clause, size_t from, size_t to)
{
    if (!s->there)
        *s = (site){ clause, from, to, true };
}

typedef struct survey {
    cdt_faults *f;
    size_t clause, from, to;      /* the sentence that is looked at */
    site named;                   /* it is called a memorandum */
    site unbound;                 /* "not legally binding" */
    site harsh;                   /* an indemnity, a jurisdiction, a penalty: words of what binds */
    bool parted;                  /* it says which clauses bind */
    bool bound;                   /* it says that it binds */
    site parts_first, body_first; /* "the Schedules prevail", "the clauses prevail" */
    bool ordered;                 /* some sentence says what prevails */
    site joined;                  /* a document or page that is made part of it */
} survey;

static bool says(const survey *s, const char *words)
{
    return cdt_fault_has(s->f, s->from, s->to, words);
}

/* --- whether it binds */

/* Does the sentence say of the whole agreement that it does not bind? Not of an offer, a plan or one clause. */
static bool unbinding(const survey *s, size_t *at, size_t *end)
{
    static const char *const forms[] = { "not legally binding",
                                         "not intended to be legally binding",
                                         "not intended to be legally enforceable",
                                         "not be legally binding",
                                         "not be legally enforceable",
                                         "no legally binding",
                                         "not a legally binding",
                                         "not create legally binding",
                                         "not create any legally binding",
                                         "not create legal",
                                         "not create any legal",
                                         "is non - binding",
                                         "are non - binding",
                                         "is not binding",
                                         "shall not be binding",
                                         "not legally enforceable" };

    if (!says(s,
              "memorandum mou agreement understanding arrangement document protocol concordat letter parties partners"))
        return false;
    if (says(s,
             "offer proposal forecast estimate estimates forecasts plan until unless relationship partnership third"))
        return false;
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        *at = cdt_fault_phrase(s->f, s->from, s->to, forms[i]);
        if (*at < s->to) {
            *end = *at;
            for (const char *c = forms[i] - 1; c; c = strchr(c + 1, ' '))
                ++*end;
            return true;
        }
    }
    return false;
}

/* "Clauses 3 and 4 are legally binding": not what binds successors, nor what stays enforceable if the rest does not. */
static bool names_parts(const survey *s)
{
    const cdt_tokens *t = s->f->t;

    for (size_t i = s->from + 1; i < s->to; i++)
        if (cdt_token_among(t, i, s->to, "binding enforceable") &&
            cdt_token_among(t, i - 1, s->to, "legally be are is remain intended") &&
            (cdt_token_is(t, i - 1, s->to, "legally") || cdt_token_is(t, i, s->to, "binding")) &&
            !cdt_token_among(t, i + 1, s->to, "upon on arbitration effect against in to for"))
            return cdt_fault_has(s->f, s->from, i, "clause clauses paragraph paragraphs section sections provisions");
    return false;
}

static void look_for_binding(survey *s)
{
    static const char harsh[] = "indemnify indemnifies indemnified indemnity damages liable";
    const cdt_tokens *t = s->f->t;
    size_t at, end;

    if (says(s, "binding enforceable legal legally") && unbinding(s, &at, &end)) {
        keep(&s->unbound, s->clause, at, end);
        s->parted |= says(s, "except save other apart excluding clauses clause paragraphs sections section paragraph");
        return;
    }
    s->parted |= names_parts(s);
    s->bound |= says(s, "binding bind binds enforceable");
    if (s->f->making->draft.clauses[s->clause].region != CDT_REGION_BODY || says(s, "means mean includes include"))
        return; /* it only says what is meant */
    for (size_t i = s->from; i < s->to && !s->harsh.there; i++)
        if (cdt_token_among(t, i, s->to, harsh) &&
            cdt_fault_has(s->f, s->from, s->to, "shall must will agrees agree") &&
            !cdt_fault_has(s->f, s->from, s->to, "not no nothing neither"))
            keep(&s->harsh, s->clause, i, i + 1);
    at = cdt_fault_phrase(s->f, s->from, s->to, "exclusive jurisdiction");
    if (at < s->to)
        keep(&s->harsh, s->clause, at, at + 2);
}

static void judge_binding(const survey *s)
{
    const cdt_draft *draft = &s->f->making->draft;

    if (!s->unbound.there && s->named.there && s->harsh.there && !s->bound && !s->parted)
        cdt_fault_put(s->f, "binding unclear", cdt_fault_stretch(s->f, s->named.from, s->named.to), s->named.clause,
                      cdt_draft_citation(draft, s->harsh.clause),
                      "it has \"%.*s\" in %s, and does not say whether it binds",
                      CDT_ARGS(cdt_tokens_copy(s->f->t, s->harsh.from, s->harsh.to, &s->f->making->scratch)),
                      cdt_draft_citation(draft, s->harsh.clause));
    if (!s->unbound.there || !s->harsh.there || s->parted)
        return;
    cdt_fault_put(s->f, "binding unclear", cdt_fault_stretch(s->f, s->unbound.from, s->unbound.to), s->unbound.clause,
                  cdt_draft_citation(draft, s->harsh.clause),
                  "it says that it does not bind, and has \"%.*s\" in %s; no clause says which parts bind",
                  CDT_ARGS(cdt_tokens_copy(s->f->t, s->harsh.from, s->harsh.to, &s->f->making->scratch)),
                  cdt_draft_citation(draft, s->harsh.clause));
}

/* "Memorandum of Understanding" as the title, or near the top. */
static void look_for_name(survey *s)
{
    static const char *const names[] = { "memorandum of understanding", "heads of terms", "heads of agreement",
                                         "letter of intent" };
    const cdt_draft *draft = &s->f->making->draft;

    for (size_t c = 0; c < draft->clause_count && c < EARLY; c++)
        for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
            size_t first = s->f->t->first[c], limit = s->f->t->first[c + 1],
                   at = cdt_fault_phrase(s->f, first, limit, names[i]);
            if (at < limit && cdt_fault_counts(s->f, c) && at < first + 8 && limit - first < 12)
                keep(&s->named, c, at, limit);
        }
}

/* --- what prevails */

static const char parts[] =
    "schedule schedules annex annexes appendix appendices exhibit exhibits attachment attachments "
    "annexures annexure addendum";
static const char body[] = "agreement clauses conditions terms body contract deed memorandum main sections articles";

/* Which is said to prevail: what stands before the verb, behind "shall prevail over" is what yields. */
static void look_for_order(survey *s)
{
    size_t verb = s->to, before;
    bool parts_win, body_win;

    for (size_t i = s->from; i < s->to && verb == s->to; i++)
        if (cdt_token_among(s->f->t, i, s->to, "prevail prevails precedence prevailing") ||
            (cdt_token_among(s->f->t, i, s->to, "control controls govern governs priority supersede supersedes") &&
             says(s, "conflict inconsistency inconsistent inconsistencies discrepancy ambiguity")))
            verb = i;
    if (verb == s->to)
        return;
    s->ordered = true;
    if (says(s, "unless except law statute policy translation language english") || !says(s, parts) || !says(s, "this"))
        return;
    for (before = verb; before > s->from && !cdt_token_sign(s->f->t, before - 1, s->to, ',') &&
                        !cdt_token_sign(s->f->t, before - 1, s->to, ';');)
        before--;
    parts_win = cdt_fault_has(s->f, before, verb, parts);
    body_win = cdt_fault_has(s->f, before, verb, body);
    if (parts_win && !body_win)
        keep(&s->parts_first, s->clause, before, verb + 1);
    if (body_win && !parts_win)
        keep(&s->body_first, s->clause, before, verb + 1);
}

/* Papers that are made part of the agreement, or stand on a page that may change. */
static void look_for_joined(survey *s)
{
    static const char *const forms[] = { "incorporated by reference",        "incorporated herein by reference",
                                         "incorporated into this agreement", "forms part of this agreement",
                                         "form part of this agreement",      "deemed to be incorporated" };

    if (!says(s, "incorporated form forms") || says(s, "prospectus registration mutatis"))
        return;
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        size_t at = cdt_fault_phrase(s->f, s->from, s->to, forms[i]);
        if (at < s->to)
            keep(&s->joined, s->clause, at, at + 3);
    }
}

static void judge_order(const survey *s)
{
    const cdt_draft *draft = &s->f->making->draft;
    size_t attached = 0, first = CDT_NOWHERE;

    if (s->parts_first.there && s->body_first.there && s->parts_first.clause != s->body_first.clause)
        cdt_fault_put(s->f, "order circular", cdt_fault_stretch(s->f, s->body_first.from, s->body_first.to),
                      s->body_first.clause, cdt_draft_citation(draft, s->parts_first.clause),
                      "here the clauses prevail; in %s the schedules do",
                      cdt_draft_citation(draft, s->parts_first.clause));
    if (s->ordered)
        return;
    for (size_t c = 0; c < draft->clause_count; c++)
        if (draft->clauses[c].kind == CDT_CLAUSE_SCHEDULE && *draft->clauses[c].number && c >= HEAD &&
            !strchr(draft->clauses[c].number, '.') && cdt_fault_counts(s->f, c)) {
            attached++;
            first = first == CDT_NOWHERE ? c : first;
        }
    if (s->joined.there && attached)
        cdt_fault_put(s->f, "order absent", cdt_fault_stretch(s->f, s->joined.from, s->joined.to), s->joined.clause, "",
                      "nothing says which prevails where they differ");
    else if (attached > 1)
        cdt_fault_put(s->f, "order absent",
                      (cdt_stretch){ draft->clauses[first].start,
                                     draft->clauses[first].start + strlen(draft->clauses[first].number) },
                      first, "", "there are %zu of them, and nothing says which prevails where they differ", attached);
}

/* --- what it rests on */

/* "section 113 of the Local Government Act 1972", "s.113 LGA 1972"; the token behind the number, or `to`. */
static size_t section_at(const survey *s, size_t i, const char *number)
{
    const cdt_tokens *t = s->f->t;
    size_t at = i + 1;

    if (!cdt_token_among(t, i, s->to, "section s sections"))
        return s->to;
    at += cdt_token_sign(t, at, s->to, '.');
    return at < s->to && cdt_str_is_z(cdt_token_text(t, at), number) ? at + 1 : s->to;
}

/* Staff are lent under section 113; functions are delegated under section 101. */
static void look_for_lending(survey *s, size_t i, size_t end)
{
    const cdt_tokens *t = s->f->t;
    size_t at;

    if (!says(s, "1972 lga") || says(s, "101 102 9ea not"))
        return;
    for (at = s->from;
         at < s->to && !cdt_token_among(t, at, s->to, "delegate delegated delegates delegating delegation");)
        at++;
    if (at == s->to || (at > end ? at - end : i - at) > 25)
        return;
    if (says(s, "disposal lend lent loan placed seconded secondment") && !says(s, "functions function powers"))
        return;
    cdt_fault_put(s->f, "lending or delegating",
                  at < i ? cdt_fault_stretch(s->f, at, end) : cdt_fault_stretch(s->f, i, at + 1), s->clause,
                  "section 101",
                  "section 113 puts officers at another's disposal; functions are delegated under section 101");
}

static void look_for_basis(survey *s)
{
    for (size_t i = s->from; i < s->to; i++) {
        size_t end = section_at(s, i, "113");
        if (end < s->to) {
            look_for_lending(s, i, end);
            return;
        }
    }
}

/* --- all */

/* Without one of these a sentence says none of it. */
static const char openers[] =
    "binding bind binds enforceable legal legally indemnify indemnifies indemnified indemnity damages liable "
    "jurisdiction prevail prevails precedence prevailing priority supersede supersedes control controls "
    "govern governs incorporated form forms 113";

void cdt_find_status_faults(cdt_faults *faults)
{
    const cdt_draft *draft = &faults->making->draft;
    cdt_token_set sites = cdt_token_set_of(faults->t, &faults->making->scratch);
    survey s = { .f = faults };

    cdt_token_set_words(&sites, openers);
    look_for_name(&s);
    for (size_t i = 0; i < draft->sentence_count; i++) {
        s.clause = draft->sentences[i].clause;
        if (!cdt_fault_counts(faults, s.clause))
            continue;
        s.from = cdt_making_sentence(faults->making, i).from;
        s.to = cdt_making_sentence(faults->making, i).to;
        if (cdt_token_set_next(&sites, s.from, s.to) == s.to)
            continue; /* nearly all sentences */
        look_for_binding(&s);
        look_for_order(&s);
        look_for_joined(&s);
        look_for_basis(&s);
    }
    judge_binding(&s);
    judge_order(&s);
}
