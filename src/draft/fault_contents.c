/* The list of contents against the headings: another number, another title, a heading that is not there. Page numbers are passed
 * over. Nothing is said where most entries find no heading: the text is an extract, or its headings were lost. */
#include "draft/faults.h"
#include "draft/grow.h"

#define TITLE 12             /* words of a title that are compared */
#define SEVERAL ((size_t)-1) /* headings have these words: which is meant cannot be told */
#define LEAST 4              /* entries that must fit before the others are judged */

/* One line of the list. */
typedef struct entry {
    size_t clause, from, to; /* tokens of its number and title, without the page */
    const char *kind;        /* "article", "schedule"; NULL: a bare number, or none */
    cdt_str number;          /* folded; may be empty */
    uint32_t title[TITLE];
    size_t words;
    size_t target;    /* the clause of that number, or CDT_NOWHERE */
    size_t elsewhere; /* the clause of that title, or CDT_NOWHERE */
    bool fits;
} entry;

typedef struct finder {
    cdt_faults *f;
    entry *entries;
    size_t count, room;
    cdt_map headings; /* from the words of a heading to its clause, plus 1 */
    size_t first;     /* clause behind the list: headings stand there */
} finder;

static size_t words_of(const cdt_tokens *t, size_t from, size_t to, uint32_t *words)
{
    static const char small[] = "of the and for to in on a an or by with";
    size_t count = 0;

    for (size_t i = from; i < to && count < TITLE; i++)
        if (t->at[i].kind == CDT_TOKEN_WORD && !cdt_token_among(t, i, to, small))
            words[count++] = t->at[i].stem;
    return count;
}

static cdt_str key_of(const uint32_t *words, size_t count)
{
    return (cdt_str){ (const char *)words, count * sizeof *words };
}

/* --- headings */

static size_t heading_words(const finder *f, size_t c, uint32_t *words)
{
    const cdt_clause *clause = &f->f->making->draft.clauses[c];
    size_t from = cdt_making_first(f->f->making, c), to = cdt_tokens_find(f->f->t, c, clause->words);
    bool relative;
    size_t end;

    if (!*clause->heading)
        return 0;
    if (clause->words >= clause->end)
        to = f->f->t->first[c + 1];
    if (cdt_place_kind(f->f->t, from, to, &end)) { /* "Schedule 2 - Services" */
        cdt_str number = cdt_place_number(f->f->t, end, to, "schedule", &end, &relative, &f->f->making->scratch);
        if (number.len)
            from = end;
    }
    return words_of(f->f->t, from, to, words);
}

static void know_headings(finder *f)
{
    const cdt_draft *draft = &f->f->making->draft;

    for (size_t c = f->first; c < draft->clause_count; c++) {
        uint32_t *words;
        size_t count;
        void **at;
        if (!*draft->clauses[c].heading || !cdt_fault_counts(f->f, c))
            continue;
        words = CDT_NEW_ARRAY(&f->f->making->scratch, uint32_t, TITLE);
        count = heading_words(f, c, words);
        if (!count)
            continue;
        at = cdt_map_at(&f->headings, key_of(words, count));
        *at = (void *)(uintptr_t)(*at ? SEVERAL : c + 1);
    }
}

/* --- the list */

/* Does an entry begin at `i`: "4.2", "Article 4", "SCHEDULE 2"? Sets kind and number; the token behind them, or `i`. */
static size_t number_at(const finder *f, size_t i, size_t limit, entry *e)
{
    const cdt_tokens *t = f->f->t;
    cdt_arena *arena = &f->f->making->scratch;
    size_t end = i, at = i;
    bool relative;

    e->kind = cdt_place_kind(t, i, limit, &end);
    if (e->kind)
        at = end;
    e->number = cdt_place_number(t, at, limit, e->kind ? e->kind : "clause", &end, &relative, arena);
    if (!e->number.len || relative || (!e->kind && t->at[at].kind != CDT_TOKEN_FIGURE))
        return i;
    return end + cdt_token_sign(t, end, limit, '.') + (cdt_token_among(t, end, limit, ": -") > 0);
}

/* A page: a figure, or a small roman number, that ends the clause or stands before the next entry. */
static bool page_at(const finder *f, size_t i, size_t limit)
{
    const cdt_token *token = &f->f->t->at[i];
    entry next = { .clause = 0 };
    cdt_str text = cdt_token_text(f->f->t, i);

    if (token->kind != CDT_TOKEN_FIGURE && !(text.len <= 4 && strspn(text.at, "ivx") >= text.len))
        return false;
    if (memchr(text.at, '.', text.len))
        return false;
    return i + 1 == limit || number_at(f, i + 1, limit, &next) > i + 1;
}

static size_t read_entry(finder *f, size_t c, size_t i, size_t limit)
{
    const cdt_tokens *t = f->f->t;
    entry e = { .clause = c, .from = i, .target = CDT_NOWHERE, .elsewhere = CDT_NOWHERE };
    entry inner = { .clause = c };
    size_t from = number_at(f, i, limit, &e), to, unused;

    for (to = from; to < limit && !(to > from && page_at(f, to, limit));)
        to++;
    e.words = words_of(t, from, to, e.title);
    e.to = to;
    while (e.to > e.from &&
           (cdt_token_among(t, e.to - 1, limit, ". * -") || cdt_token_sign(t, e.to - 1, limit, CDT_SIGN_DOTS) ||
            cdt_token_is(t, e.to - 1, limit, "page")))
        e.to--;
    if (cdt_place_kind(t, from, limit, &unused) && number_at(f, from, limit, &inner) > from)
        e.words = 0; /* "1 EXHIBIT 10.2": a page and what runs above it */
    if (e.words && e.to > e.from && e.number.len) {
        f->entries = cdt_grow(&f->f->making->scratch, f->entries, f->count, &f->room, sizeof *f->entries);
        f->entries[f->count++] = e;
    }
    return to < limit ? to + 1 : limit;
}

static void read_list(finder *f)
{
    const cdt_draft *draft = &f->f->making->draft;

    for (size_t c = 0; c < draft->clause_count; c++) {
        size_t limit = f->f->t->first[c + 1];
        if (draft->clauses[c].region != CDT_REGION_CONTENTS)
            continue;
        f->first = c + 1;
        for (size_t i = f->f->t->first[c]; i < limit;)
            i = read_entry(f, c, i, limit);
    }
}

/* --- each against the other */

/* The one heading with the words of the entry, of a clause with a number like it; CDT_NOWHERE: none, or several. */
static size_t titled_at(const finder *f, const entry *e)
{
    const cdt_draft *draft = &f->f->making->draft;
    size_t c = (size_t)(uintptr_t)cdt_map_get(&f->headings, key_of(e->title, e->words));
    bool attached = e->kind && cdt_place_attached(e->kind);

    if (!c || c == SEVERAL)
        return CDT_NOWHERE;
    if (attached != (draft->clauses[c - 1].kind == CDT_CLAUSE_SCHEDULE) ||
        (!attached && (draft->clauses[c - 1].part != CDT_NOWHERE || draft->clauses[c - 1].number[0] < '0' ||
                       draft->clauses[c - 1].number[0] > '9')))
        return CDT_NOWHERE;
    return c - 1;
}

/* Has the clause whose heading is that of the entry its number, too? "Schedule 2" of a schedule. */
static bool has_number(const finder *f, const entry *e)
{
    cdt_arena *scratch = &f->f->making->scratch;
    cdt_str number = cdt_places_fold(cdt_str_z(f->f->making->draft.clauses[e->elsewhere].number), false, scratch);

    return cdt_str_is(number, e->number) ||
           (e->kind && cdt_str_is_z(number, cdt_format(scratch, "%s%.*s", e->kind, CDT_ARGS(e->number))));
}

static void match(finder *f, entry *e)
{
    uint32_t heading[TITLE];
    size_t count;
    bool titled =
        e->kind && (cdt_place_attached(e->kind) || strcmp(e->kind, "article") == 0 || strcmp(e->kind, "part") == 0);

    e->target = titled ? cdt_places_title(&f->f->places, e->kind, e->number) : CDT_NOWHERE;
    if (e->target == CDT_NOWHERE && !(titled && cdt_place_attached(e->kind)))
        e->target = cdt_places_find(&f->f->places, CDT_NOWHERE, e->number);
    if (e->target != CDT_NOWHERE && (e->target < f->first || !cdt_fault_counts(f->f, e->target)))
        e->target = CDT_NOWHERE;
    count = e->target == CDT_NOWHERE ? 0 : heading_words(f, e->target, heading);
    if (count == e->words && cdt_fault_shared(e->title, e->words, heading, count) == count) {
        e->fits = true;
        return;
    }
    e->elsewhere = titled_at(f, e);
    if (e->elsewhere == CDT_NOWHERE)
        e->fits = count && 2 * cdt_fault_shared(e->title, e->words, heading, count) >= e->words;
    else
        e->fits = e->elsewhere == e->target || has_number(f, e);
}

static void tell(finder *f, const entry *e)
{
    const cdt_draft *draft = &f->f->making->draft;
    cdt_stretch at = cdt_fault_stretch(f->f, e->from, e->to);
    const cdt_clause *other;

    if ((e->kind && (strcmp(e->kind, "article") == 0 || strcmp(e->kind, "part") == 0)) ||
        cdt_fault_has(f->f, e->from, e->to, "*"))
        return; /* what stands over clauses is seldom a heading of its own; what was taken out has no title */
    if (e->elsewhere != CDT_NOWHERE && *draft->clauses[e->elsewhere].number) {
        other = &draft->clauses[e->elsewhere];
        cdt_fault_put(f->f, "contents differ", at, e->clause, other->number, "the heading has the number %s",
                      other->number);
    } else if (e->target != CDT_NOWHERE && *draft->clauses[e->target].heading) {
        other = &draft->clauses[e->target];
        cdt_fault_put(f->f, "contents differ", at, e->clause, other->heading, "%s is headed %s", other->number,
                      other->heading);
    }
}

void cdt_find_contents_faults(cdt_faults *faults)
{
    finder f = { .f = faults };
    size_t fit = 0;

    read_list(&f);
    if (f.count <= LEAST)
        return;
    know_headings(&f);
    for (size_t i = 0; i < f.count; i++) {
        match(&f, &f.entries[i]);
        fit += f.entries[i].fits;
    }
    for (size_t i = 0; i < f.count && fit >= LEAST && fit * 4 >= f.count * 3; i++)
        if (!f.entries[i].fits)
            tell(&f, &f.entries[i]);
    cdt_map_free(&f.headings);
}
