/* Who takes part: names in tables and signature blocks that are no party's, parties that a table leaves out, and what is said
 * of all parties although one of them is something else. */
#include "base/nearest.h"
#include "draft/bodies.h"
#include "draft/faults.h"
#include "draft/terms.h"

#define PARTIES 64     /* of a draft that are looked at */
#define NAME_AHEAD 14  /* tokens of a name in a signature block */
#define CLAIM_AHEAD 12 /* tokens between "the parties are" and what they are */

typedef struct finder {
    cdt_faults *f;
    cdt_terms names; /* full and short names: the number is the party's */
    cdt_terms terms; /* defined terms, which are not parties and may well sign or pay */
    cdt_map words;   /* the words of all names that are somebody's own */
} finder;

/* Words that many names have. */
static const char common[] =
    "the of and for a an council city county borough district town parish authority trust board company "
    "limited ltd llc inc corp corporation plc llp lp co group holdings international services "
    "service national university department ministry office commissioner police fire nhs "
    "foundation care integrated north south east west united states state bank party parties";

static cdt_str stem_key(const cdt_token *token)
{
    return (cdt_str){ (const char *)&token->stem, sizeof token->stem };
}

static void know_names(finder *f)
{
    const cdt_draft *draft = &f->f->making->draft;
    const cdt_tokens *t = f->f->t;
    cdt_arena *arena = &f->f->making->scratch;

    for (size_t p = 0; p < draft->party_count && p < PARTIES; p++) {
        const cdt_draft_party *party = &draft->parties[p];
        size_t from = cdt_tokens_find(t, party->clause, party->at.start),
               to = cdt_tokens_find(t, party->clause, party->at.end), limit = t->first[party->clause + 1];
        cdt_str name = cdt_str_z(party->short_name);
        cdt_terms_put(&f->names, t, from, to, p, arena);
        for (size_t i = from; i < to; i++)
            if (t->at[i].kind == CDT_TOKEN_WORD && !cdt_token_among(t, i, to, common))
                *cdt_map_at(&f->words, stem_key(&t->at[i])) = f;
        for (size_t i = to; i < limit && i < to + 80 && name.len; i++) /* where its short name was read */
            if (t->text + t->at[i].start + name.len <= t->text + t->at[limit - 1].end &&
                memcmp(t->text + t->at[i].start, name.at, name.len) == 0) {
                size_t end = cdt_tokens_find(t, party->clause, t->at[i].start + name.len);
                cdt_terms_put(&f->names, t, i, end, p, arena);
                for (; i < end; i++)
                    if (t->at[i].kind == CDT_TOKEN_WORD)
                        *cdt_map_at(&f->words, stem_key(&t->at[i])) = f;
                break;
            }
    }
    for (size_t i = 0; i < draft->definition_count; i++) {
        const cdt_definition *d = &draft->definitions[i];
        cdt_terms_put(&f->terms, t, cdt_tokens_find(t, d->clause, d->at.start),
                      cdt_tokens_find(t, d->clause, d->at.end), i, arena);
    }
}

/* Is a word of [from, to) one that a party has for its own? */
static bool own_word(const finder *f, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (f->f->t->at[i].kind == CDT_TOKEN_WORD && cdt_map_get(&f->words, stem_key(&f->f->t->at[i])))
            return true;
    return false;
}

/* Does a name or term fill [from, to), but for "the"? Its number plus 1; 0: none. */
static size_t filled(const finder *f, const cdt_terms *terms, size_t from, size_t to)
{
    size_t end;
    const cdt_term_end *term;

    from += cdt_token_is(f->f->t, from, to, "the");
    if (from >= to)
        return 0;
    term = cdt_terms_at(terms, f->f->t, from, to, &end);
    return term && end == to ? term->first : 0;
}

/* The party whose name is nearest to these words; "" where none is near. */
static const char *nearest(const finder *f, size_t from, size_t to)
{
    const cdt_draft *draft = &f->f->making->draft;
    cdt_nearest near = { .word = cdt_tokens_copy(f->f->t, from, to, &f->f->making->scratch) };

    for (size_t p = 0; p < draft->party_count && p < PARTIES; p++)
        cdt_nearest_try(&near, cdt_str_z(draft->parties[p].name));
    return cdt_copy_z(&f->f->making->scratch, near.best);
}

/* --- tables */

/* A column of a table, as far as it was read. */
typedef struct table {
    size_t first, last; /* its cells: clauses [first, last) */
    size_t matched;     /* distinct parties in its first column */
    bool found[PARTIES];
    bool money; /* other columns have sums or percentages */
} table;

static bool amount(const finder *f, size_t c)
{
    size_t first = f->f->t->first[c], limit = f->f->t->first[c + 1];

    return first < limit && limit - first < 4 &&
           (cdt_fault_has(f->f, first, limit, "%") || cdt_token_sign(f->f->t, first, limit, CDT_SIGN_POUND) ||
            cdt_token_sign(f->f->t, first, limit, CDT_SIGN_EURO) || cdt_token_sign(f->f->t, first, limit, '$'));
}

/* Could the cell name a body of the kind that the parties are? */
static bool names_a_body(const finder *f, size_t from, size_t to)
{
    const cdt_tokens *t = f->f->t;
    bool own = false;

    if (to - from < 2 || to - from > NAME_AHEAD ||
        cdt_fault_has(f->f, from, to, "total totals other all joint each both reserve"))
        return false;
    for (size_t i = from; i < to; i++) {
        if (t->at[i].kind != CDT_TOKEN_WORD ||
            !((t->at[i].flags & CDT_TOKEN_CAPITAL) || cdt_token_among(t, i, to, "of the and for upon on")))
            return false;
        own |= !cdt_token_among(t, i, to, common);
    }
    return own &&
           cdt_token_among(t, to - 1, to, "council trust authority board borough limited ltd university constabulary");
}

static void judge_table(finder *f, table *tab)
{
    const cdt_draft *draft = &f->f->making->draft;
    size_t missing = 0, party = 0;

    if (tab->matched < 2 || !tab->money)
        return;
    for (size_t c = tab->first; c < tab->last; c++) {
        size_t from = f->f->t->first[c], to = f->f->t->first[c + 1];
        if (draft->clauses[c].column != 1 || draft->clauses[c].row == 1 || from == to ||
            filled(f, &f->names, from, to) || filled(f, &f->terms, from, to) || !names_a_body(f, from, to))
            continue;
        cdt_fault_put(f->f, "unknown party", cdt_fault_stretch(f->f, from, to), c, nearest(f, from, to),
                      "it stands in the table, and is not among the parties");
        tab->matched = PARTIES; /* which party was meant is told there */
    }
    for (size_t p = 0; p < draft->party_count && p < PARTIES; p++)
        if (!tab->found[p]) {
            missing++;
            party = p;
        }
    if (missing == 1 && tab->matched >= 2 && tab->matched + 1 == draft->party_count)
        cdt_fault_put(f->f, "party left out",
                      (cdt_stretch){ draft->clauses[tab->first].start, draft->clauses[tab->first].end }, tab->first,
                      draft->parties[party].name, "the table has all parties but %s", draft->parties[party].name);
}

static void find_in_tables(finder *f)
{
    const cdt_draft *draft = &f->f->making->draft;
    table tab = { 0 };

    for (size_t c = 0; c < draft->clause_count; c++) {
        const cdt_clause *clause = &draft->clauses[c];
        size_t party;
        if (clause->kind != CDT_CLAUSE_TABLE)
            continue;
        if (c != tab.last || (clause->row == 1 && clause->column == 1)) {
            judge_table(f, &tab);
            tab = (table){ .first = c };
        }
        tab.last = c + 1;
        tab.money |= clause->column > 1 && amount(f, c);
        if (clause->column != 1)
            continue;
        party = filled(f, &f->names, f->f->t->first[c], f->f->t->first[c + 1]);
        if (party && !tab.found[party - 1]) {
            tab.found[party - 1] = true;
            tab.matched++;
        }
    }
    judge_table(f, &tab);
}

/* --- signature blocks */

/* A name with one of these is that of a body, not of a person. */
static const char bodies[] =
    "council authority trust board district borough county city limited ltd plc llp llc inc corporation "
    "company agency association society foundation university college nhs constabulary department ministry";

/* The name behind "on behalf of": capitals, up to a mark or the end of the line. */
static size_t name_end(const cdt_tokens *t, size_t i, size_t limit)
{
    size_t at = i;

    for (; at < limit && at < i + NAME_AHEAD; at++) {
        if (at > i && (t->at[at].flags & CDT_TOKEN_LINE) && !cdt_token_among(t, at - 1, limit, "of the and for"))
            break;
        if (t->at[at].kind == CDT_TOKEN_MARK
                ? t->at[at].mark != '&' && t->at[at].mark != '-'
                : !(t->at[at].flags & CDT_TOKEN_CAPITAL) && !cdt_token_among(t, at, limit, "of the and for upon on in"))
            break;
    }
    while (at > i && !(t->at[at - 1].flags & CDT_TOKEN_CAPITAL))
        at--;
    return at;
}

/* The token behind words that lead to the name of who signs; `i`: none of them stands there. */
static size_t behind_lead(const cdt_tokens *t, size_t i, size_t limit)
{
    static const char *const leads[] = { "for and on behalf of",   "on behalf of",        "signed for",
                                         "executed for",           "signed as a deed by", "executed as a deed by",
                                         "executed as a deed for", "the common seal of",  "the corporate seal of" };

    for (size_t k = 0; k < sizeof leads / sizeof leads[0]; k++)
        if (cdt_token_phrase(t, i, limit, leads[k]))
            return i + cdt_token_phrase(t, i, limit, leads[k]);
    return i;
}

#define SIGNER_AHEAD 12 /* tokens of "Signed by Ann Other, Director, for" */

/* "Signed by Ann Other, Director, for Hill Council", where `first` is "Signed" and `i` is "for". */
static bool signs_for(const cdt_tokens *t, size_t first, size_t i, size_t limit)
{
    return i > first + 1 && i < first + SIGNER_AHEAD && cdt_token_is(t, i, limit, "for") &&
           cdt_token_among(t, first, limit, "signed executed") && cdt_token_is(t, first + 1, limit, "by");
}

/* Does a paragraph that was not told to be a signature block begin like one: "Signed for and on behalf of"? */
static bool signs_at(const cdt_tokens *t, size_t i, size_t limit)
{
    return cdt_token_among(t, i, limit, "signed executed sealed the") &&
           (behind_lead(t, i, limit) > i ||
            (!cdt_token_is(t, i, limit, "the") && behind_lead(t, i + 1, limit) > i + 1) ||
            (cdt_token_among(t, i, limit, "signed executed") && cdt_token_is(t, i + 1, limit, "by")));
}

static void judge_signer(finder *f, size_t c, size_t from, size_t to)
{
    if (to < from + 2 || own_word(f, from, to) || filled(f, &f->names, from, to) || filled(f, &f->terms, from, to) ||
        !cdt_fault_has(f->f, from, to, bodies) || cdt_fault_has(f->f, from, to, "secretary"))
        return;
    cdt_fault_put(f->f, "unknown party", cdt_fault_stretch(f->f, from, to), c, nearest(f, from, to),
                  "it has a place to sign, and is not among the parties");
}

static void find_in_signatures(finder *f)
{
    const cdt_draft *draft = &f->f->making->draft;
    const cdt_tokens *t = f->f->t;

    for (size_t c = 0; c < draft->clause_count; c++) {
        size_t first = t->first[c], limit = t->first[c + 1];
        if (!cdt_fault_counts(f->f, c) ||
            (draft->clauses[c].region != CDT_REGION_EXECUTION && !signs_at(t, first, limit)))
            continue;
        for (size_t i = first; i < limit; i++) {
            size_t from = behind_lead(t, i, limit), to;
            if (from == i && signs_for(t, first, i, limit))
                from = i + 1;
            if (from == i)
                continue;
            from += cdt_token_is(t, from, limit, "the");
            to = name_end(t, from, limit);
            judge_signer(f, c, from, to);
            i = to > i ? to - 1 : i; /* a name is told once */
        }
    }
}

/* --- what is said of all parties */

static unsigned kind_of(const finder *f, size_t p)
{
    const cdt_draft_party *party = &f->f->making->draft.parties[p];

    return cdt_body_of(f->f->t, cdt_tokens_find(f->f->t, party->clause, party->at.start),
                       cdt_tokens_find(f->f->t, party->clause, party->at.end));
}

static void judge_claim(finder *f, size_t clause, size_t from, size_t end, unsigned fits)
{
    const cdt_draft *draft = &f->f->making->draft;

    for (size_t p = 0; p < draft->party_count && p < PARTIES; p++) {
        unsigned kind = kind_of(f, p);
        if (!kind || (kind & fits))
            continue;
        cdt_fault_put(f->f, "claim about parties", cdt_fault_stretch(f->f, from, end), clause, draft->parties[p].name,
                      "by its name, %s is %s", draft->parties[p].name, cdt_body_name(kind));
        return;
    }
}

static void look_for_claim(finder *f, size_t clause, size_t from, size_t to)
{
    const cdt_tokens *t = f->f->t;

    for (size_t i = from; i + 2 < to; i++) {
        size_t at = i + 1, end;
        unsigned fits = 0;
        if (!cdt_token_among(t, i, to, "parties partners"))
            continue;
        if (cdt_token_phrase(t, at, to, "to this agreement"))
            at += 3;
        if (!cdt_token_among(t, at, to, "are is"))
            continue;
        if (cdt_fault_has(f->f, at, at + CLAIM_AHEAD < to ? at + CLAIM_AHEAD : to,
                          "or not both committed working required"))
            continue;
        for (size_t k = at + 1; k < to && k < at + CLAIM_AHEAD && !fits; k++) {
            if (t->at[k].kind == CDT_TOKEN_MARK || cdt_token_among(t, k, to, "with by to under between of and"))
                break;
            fits = cdt_body_claim(t, k, to, &end);
        }
        if (fits)
            judge_claim(f, clause, i, end, fits);
        return;
    }
}

/* "This Agreement is made under section 75 of the National Health Service Act 2006": an NHS body and a council, nobody else. */
static void look_for_partners(finder *f, size_t clause, size_t from, size_t to)
{
    const cdt_draft *draft = &f->f->making->draft;
    const cdt_tokens *t = f->f->t;
    size_t at = from;

    while (at < to && !(cdt_token_among(t, at, to, "75") && at > from && cdt_token_among(t, at - 1, to, "section s .")))
        at++;
    if (at == to || !cdt_fault_has(f->f, at, to, "2006") || !cdt_fault_has(f->f, at, to, "nhs national"))
        return;
    if (!cdt_fault_has(f->f, from, at, "agreement arrangement arrangements deed") ||
        !cdt_fault_has(f->f, from, at, "this these") ||
        cdt_fault_has(f->f, from, to, "not other separate existing previous may"))
        return;
    for (size_t p = 0; p < draft->party_count && p < PARTIES; p++) {
        unsigned kind = kind_of(f, p);
        if (!kind || (kind & (CDT_BODY_NHS | CDT_BODY_COUNCIL)))
            continue;
        cdt_fault_put(f->f, "partner without power", cdt_fault_stretch(f->f, at - 1, at + 1), clause,
                      draft->parties[p].name,
                      "section 75 is for NHS bodies and certain councils; by its name, %s is %s",
                      draft->parties[p].name, cdt_body_name(kind));
        return;
    }
}

static void find_claims(finder *f)
{
    const cdt_draft *draft = &f->f->making->draft;

    for (size_t i = 0; i < draft->sentence_count; i++) {
        const cdt_sentence *s = &draft->sentences[i];
        cdt_region region = draft->clauses[s->clause].region;
        size_t from, to;
        if (!cdt_fault_counts(f->f, s->clause))
            continue;
        from = cdt_making_sentence(f->f->making, i).from;
        to = cdt_making_sentence(f->f->making, i).to;
        if (region == CDT_REGION_RECITALS)
            look_for_claim(f, s->clause, from, to);
        if (region != CDT_REGION_EXECUTION)
            look_for_partners(f, s->clause, from, to);
    }
}

void cdt_find_party_faults(cdt_faults *faults)
{
    finder f = { .f = faults };

    if (faults->making->draft.party_count < 2)
        return;
    know_names(&f);
    find_in_tables(&f);
    find_in_signatures(&f);
    find_claims(&f);
    cdt_terms_free(&f.names);
    cdt_terms_free(&f.terms);
    cdt_map_free(&f.words);
}
