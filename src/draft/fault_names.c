/* Names of parties that are written in another way: another legal form ("Hill Services plc" for "Hill Services Limited"), words
 * run together or apart ("North Shire Council"), another kind of council. Letters that differ are told by fault_terms.c. */
#include "draft/faults.h"
#include "draft/terms.h"

#define PARTIES 64
#define WORDS 12 /* of a name */
#define SELDOM 3 /* a name that comes more often is meant */

/* Forms of companies; those in one row are one form. */
static const char *const forms[] = {
    "limited ltd", "plc", "llp", "cic", "lp l.p", "llc l.l.c", "inc incorporated", "corp corporation", "gmbh", "s.a sa"
};

enum { PLC = 2, BRITISH = 4 }; /* as form_at() counts them, from 1: the first four are British */

static const char councils[] = "county borough district city town parish metropolitan unitary";

typedef struct name {
    size_t from, core, to; /* tokens: the words without the form end at `core` */
    int form;              /* which of forms, plus 1; 0: none */
    size_t kind;           /* the token of "county" in "Hill County Council"; 0: none */
    char letters[64];      /* of the core, small, without blanks; "" where they are too few or too many */
    size_t right;          /* how often it is written as here */
} name;

/* A name that is written otherwise, once or several times. */
typedef struct variant {
    size_t party, clause, from, to, count;
    const char *what;
} variant;

#define VARIANTS 32

typedef struct finder {
    cdt_faults *f;
    name names[PARTIES];
    size_t count;
    variant variants[VARIANTS];
    size_t variant_count;
    cdt_map known;   /* names of parties and defined terms, as they are written */
    uint64_t firsts; /* a bit for each first letter of a name */
} finder;

static int form_at(const cdt_tokens *t, size_t i, size_t limit)
{
    for (size_t k = 0; k < sizeof forms / sizeof forms[0]; k++)
        if (cdt_token_among(t, i, limit, forms[k]))
            return (int)k + 1;
    return 0;
}

/* The letters of tokens [from, to) as small ones; their count, or 0 where they are more than fit. */
static size_t letters_of(const cdt_tokens *t, size_t from, size_t to, char *out, size_t room)
{
    size_t count = 0;

    for (size_t i = from; i < to; i++) {
        cdt_str text = cdt_token_text(t, i);
        for (size_t k = 0; k < text.len && t->at[i].kind != CDT_TOKEN_MARK; k++) {
            char c = text.at[k];
            if (count + 1 >= room)
                return 0;
            out[count++] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
        }
    }
    out[count] = '\0';
    return count;
}

static cdt_str written(const finder *f, size_t from, size_t to)
{
    return cdt_tokens_copy(f->f->t, from, to, &f->f->making->scratch);
}

static void know(finder *f)
{
    const cdt_draft *draft = &f->f->making->draft;
    const cdt_tokens *t = f->f->t;

    for (size_t p = 0; p < draft->party_count && p < PARTIES; p++) {
        const cdt_draft_party *party = &draft->parties[p];
        name *n = &f->names[f->count];
        *n = (name){ .from = cdt_tokens_find(t, party->clause, party->at.start),
                     .to = cdt_tokens_find(t, party->clause, party->at.end) };
        *cdt_map_at(&f->known, written(f, n->from, n->to)) = f;
        n->core = n->to;
        while (n->core > n->from + 1 && (t->at[n->core - 1].kind == CDT_TOKEN_MARK || form_at(t, n->core - 1, n->to))) {
            int form = form_at(t, n->core - 1, n->to);
            n->form = form ? form : n->form;
            n->core--;
        }
        for (size_t i = n->from + 1; i + 1 < n->core; i++)
            if (cdt_token_among(t, i, n->core, councils) && cdt_token_is(t, i + 1, n->core, "council"))
                n->kind = i;
        if (letters_of(t, n->from, n->core, n->letters, sizeof n->letters) < 8)
            n->letters[0] = '\0';
        f->firsts |= (uint64_t)1 << (t->text[t->at[n->from].start] & 31);
        f->count++;
    }
    for (size_t i = 0; i < draft->definition_count; i++) {
        const cdt_definition *d = &draft->definitions[i];
        *cdt_map_at(&f->known, written(f, cdt_tokens_find(t, d->clause, d->at.start),
                                       cdt_tokens_find(t, d->clause, d->at.end))) = f;
    }
}

static void offer(finder *f, size_t party, size_t clause, size_t from, size_t to, const char *what)
{
    cdt_str text = written(f, from, to);

    if (cdt_map_get(&f->known, text))
        return;
    for (size_t i = 0; i < f->variant_count; i++)
        if (cdt_str_is(written(f, f->variants[i].from, f->variants[i].to), text)) {
            f->variants[i].count++;
            return;
        }
    if (f->variant_count < VARIANTS)
        f->variants[f->variant_count++] = (variant){ party, clause, from, to, 1, what };
}

/* Do the words of the name, up to its form, stand at `i`, in the same words? The token behind them, or `i`. `other`: a token of
 * the name at which another word of councils may stand. */
static size_t same_words(const finder *f, const name *n, size_t i, size_t limit, size_t other)
{
    const cdt_tokens *t = f->f->t;
    size_t at = i;

    for (size_t k = n->from; k < n->core; k++, at++) {
        if (at >= limit || t->at[at].kind != t->at[k].kind)
            return i;
        if (k == other ? !cdt_token_among(t, at, limit, councils) || !(t->at[at].flags & CDT_TOKEN_CAPITAL)
                       : t->at[at].stem != t->at[k].stem && t->at[at].kind != CDT_TOKEN_MARK)
            return i;
    }
    return at;
}

/* The letters of the name, in words of another length; the token behind them, or `i`. */
static size_t other_words(const finder *f, const name *n, size_t i, size_t limit)
{
    const cdt_tokens *t = f->f->t;
    char letters[sizeof n->letters];
    size_t wanted = strlen(n->letters);

    for (size_t at = i + 1; at <= limit && at <= i + WORDS; at++) {
        size_t count = letters_of(t, i, at, letters, sizeof letters);
        if (!count || count > wanted || memcmp(letters, n->letters, count) != 0)
            return i;
        if (count == wanted)
            return t->at[at - 1].kind == CDT_TOKEN_MARK ? at - 1 : at;
    }
    return i;
}

static size_t words_of(const cdt_tokens *t, size_t from, size_t to)
{
    size_t count = 0;

    for (size_t i = from; i < to; i++)
        count += t->at[i].kind != CDT_TOKEN_MARK;
    return count;
}

/* Is the company of another form meant to be the party? Groups have companies of one name and several forms, in several
 * countries: it is where the parties are named and sign, or where both forms are British and seldom stand side by side. */
static bool mistaken(const finder *f, size_t c, int right, int other)
{
    cdt_region region = f->f->making->draft.clauses[c].region;

    return region == CDT_REGION_TITLE || region == CDT_REGION_PARTIES || region == CDT_REGION_EXECUTION ||
           (right <= BRITISH && other <= BRITISH);
}

/* Not the address of a page, or a mark that is registered: "hillcare.co.uk". */
static bool plain_words(const finder *f, size_t c, size_t end)
{
    const cdt_tokens *t = f->f->t;
    size_t limit = t->first[c + 1];

    return !(cdt_token_sign(t, end, limit, '.') && end + 1 < limit && !(t->at[end + 1].flags & CDT_TOKEN_SPACED)) &&
           !cdt_fault_has(f->f, t->first[c], limit, "trademark trademarks logo logos website domain www");
}

static void compare(finder *f, size_t p, size_t c, size_t i, size_t limit)
{
    const cdt_tokens *t = f->f->t;
    name *n = &f->names[p];
    size_t end = same_words(f, n, i, limit, 0), at;

    if (end > i) {
        int form;
        at = end + cdt_token_sign(t, end, limit, ',');
        form = form_at(t, at, limit);
        n->right += form == n->form || !form;
        if (form && n->form && form != n->form && ((t->at[at].flags & CDT_TOKEN_CAPITAL) || form == PLC) &&
            mistaken(f, c, n->form, form))
            offer(f, p, c, i, at + 1, "the legal form is another");
        return;
    }
    if (n->kind) {
        end = same_words(f, n, i, limit, n->kind);
        if (end > i)
            offer(f, p, c, i, end, "the kind of council is another");
    }
    if (!n->letters[0] || end > i)
        return;
    end = other_words(f, n, i, limit);
    if (end > i && plain_words(f, c, end) && (words_of(t, n->from, n->core) > 1 || form_at(t, end, limit)) &&
        words_of(t, i, end) != words_of(t, n->from, n->core))
        offer(f, p, c, i, end, "its words are run together or apart");
}

void cdt_find_name_faults(cdt_faults *faults)
{
    const cdt_draft *draft = &faults->making->draft;
    finder *f;

    if (!draft->party_count)
        return;
    f = CDT_NEW(&faults->making->scratch, finder);
    f->f = faults;
    know(f);
    for (size_t c = 0; c < draft->clause_count; c++)
        for (size_t i = faults->t->first[c]; i < faults->t->first[c + 1] && cdt_fault_counts(faults, c); i++) {
            const cdt_token *token = &faults->t->at[i];
            if (!(token->flags & CDT_TOKEN_CAPITAL) || !(f->firsts >> (faults->t->text[token->start] & 31) & 1))
                continue;
            for (size_t p = 0; p < f->count; p++)
                if ((faults->t->text[token->start] | 32) ==
                    (faults->t->text[faults->t->at[f->names[p].from].start] | 32))
                    compare(f, p, c, i, faults->t->first[c + 1]);
        }
    for (size_t v = 0; v < f->variant_count; v++) {
        const variant *found = &f->variants[v];
        if (found->count <= SELDOM && f->names[found->party].right >= found->count)
            cdt_fault_put(faults, "other name", cdt_fault_stretch(faults, found->from, found->to), found->clause,
                          draft->parties[found->party].name, "the party is %s; %s", draft->parties[found->party].name,
                          found->what);
    }
    cdt_map_free(&f->known);
}
