/* Words that the agreement gives a meaning to, in every usual style, and where they are used. */
#include "draft/grow.h"
#include "draft/making.h"
#include "draft/places.h"
#include "draft/terms.h"
#include "draft/token_set.h"

#define LOOK_BACK 8   /* words between "hereinafter" and the term */
#define LOOK_AHEAD 30 /* tokens between the term and "means" */
#define NAMES 6       /* terms of one definition: "A", "B" or "C" */

typedef struct site {
    size_t from, to; /* tokens of the term */
    bool opening;    /* the clause begins with it: what follows, to its end, is the meaning */
    bool verbal;     /* a definition by its own words; false: a name in brackets for what stands before it */
} site;

typedef struct finder {
    cdt_making *making;
    const cdt_tokens *t;
    cdt_definition *at;
    site *sites;
    size_t count, room, site_room;
    cdt_token_set looks;         /* where read_clause() looks */
    size_t clause, first, limit; /* the clause that is looked at, its first token and the one behind it */
    size_t bold;                 /* the next mark of bold letters */
    bool listing;                /* the clause is one of a list of definitions */
    bool whole;                  /* and so below a heading: all of it is one definition */
    bool table;                  /* the table that is read has a column of terms */
} finder;

/* A stretch of tokens. */
typedef struct run {
    size_t from, to, end; /* the words; the token behind them and their quotation marks */
} run;

static const cdt_clause *clause_of(const finder *f)
{
    return &f->making->draft.clauses[f->clause];
}

static bool word_at(const finder *f, size_t i)
{
    return i < f->limit && f->t->at[i].kind == CDT_TOKEN_WORD;
}

static bool capital_at(const finder *f, size_t i)
{
    return word_at(f, i) && (f->t->at[i].flags & CDT_TOKEN_CAPITAL);
}

/* --- terms that are set apart */

/* Marks at the end of the quoted words that do not belong to the term: "Park District," */
static void trim(const finder *f, run *r)
{
    while (r->to > r->from &&
           (cdt_token_sign(f->t, r->to - 1, r->to, ',') || cdt_token_sign(f->t, r->to - 1, r->to, '.') ||
            cdt_token_sign(f->t, r->to - 1, r->to, ';') || cdt_token_sign(f->t, r->to - 1, r->to, ':') ||
            cdt_token_sign(f->t, r->to - 1, r->to, '*')))
        r->to--;
    while (r->from < r->to && cdt_token_sign(f->t, r->from, r->to, '*'))
        r->from++;
}

/* The quoted words that begin at `i`. */
static bool quoted_at(const finder *f, size_t i, run *r)
{
    const cdt_token *open = &f->t->at[i];
    size_t most;

    if (i >= f->limit || open->kind != CDT_TOKEN_MARK || (open->mark != '"' && open->mark != '\'') ||
        (open->flags & CDT_TOKEN_CLOSES) || (open->mark == '\'' && !(open->flags & CDT_TOKEN_OPENS)))
        return false;
    most = i + CDT_TERM_WORDS + 6 < f->limit ? i + CDT_TERM_WORDS + 6 : f->limit;
    for (size_t at = i + 1; at < most; at++) {
        const cdt_token *close = &f->t->at[at];
        if (close->kind != CDT_TOKEN_MARK || close->mark != open->mark || (close->flags & CDT_TOKEN_OPENS))
            continue;
        *r = (run){ i + 1, at, at + 1 };
        trim(f, r);
        return r->to > r->from && f->t->at[r->from].kind != CDT_TOKEN_MARK;
    }
    return false;
}

/* The words in bold letters that begin at `i`. Calls go forwards through the text. */
static bool bold_at(finder *f, size_t i, run *r)
{
    const cdt_making *m = f->making;
    size_t start, to;

    if (i >= f->limit)
        return false;
    start = f->t->at[i].start;
    while (f->bold < m->mark_count && (m->marks[f->bold].kind != CDT_MARK_BOLD || m->marks[f->bold].end <= start))
        f->bold++;
    if (f->bold == m->mark_count || m->marks[f->bold].start > start ||
        (i > f->first && f->t->at[i - 1].start >= m->marks[f->bold].start) || f->t->at[i].kind == CDT_TOKEN_MARK)
        return false;
    for (to = i; to < f->limit && f->t->at[to].end <= m->marks[f->bold].end; to++)
        if (to - i > CDT_TERM_WORDS)
            return false;
    *r = (run){ i, to, to };
    trim(f, r);
    return r->to > r->from;
}

/* --- what stands behind and before a term */

/* A verb that defines, at `i`: its style, and the token behind it; NULL: none. */
static const char *verb_at(const finder *f, size_t i, size_t *end)
{
    static const struct {
        const char *phrase, *style;
    } rows[] = {
        { "shall mean", "shall mean" },
        { "will mean", "shall mean" },
        { "means", "means" },
        { "mean", "means" },
        { "shall have the meaning", "has the meaning" },
        { "shall have the meanings", "has the meaning" },
        { "shall have the same meaning", "has the meaning" },
        { "shall bear the meaning", "has the meaning" },
        { "will have the meaning", "has the meaning" },
        { "has the meaning", "has the meaning" },
        { "has the same meaning", "has the meaning" },
        { "have the meaning", "has the meaning" },
        { "have the meanings", "has the meaning" },
        { "have the same meaning", "has the meaning" },
        { "have the same meanings", "has the meaning" },
        { "bears the meaning", "has the meaning" },
        { "bear the meaning", "has the meaning" },
        { "is defined", "is defined as" },
        { "are defined", "is defined as" },
        { "shall be defined", "is defined as" },
        { "is as defined", "is defined as" },
        { "as defined", "is defined as" },
        { "shall include", "includes" },
        { "includes", "includes" },
        { "include", "includes" },
        { "refers to", "refers to" },
        { "refer to", "refers to" },
        { "refer only to", "refers to" },
        { "refers only to", "refers to" },
        { "shall refer to", "refers to" },
    };

    for (size_t k = 0; k < sizeof rows / sizeof rows[0]; k++) {
        size_t words = cdt_token_phrase(f->t, i, f->limit, rows[k].phrase);
        if (!words)
            continue;
        *end = i + words + cdt_token_is(f->t, i + words, f->limit, "as");
        return rows[k].style;
    }
    return NULL;
}

/* The same behind words that qualify the term: ", in relation to a Party, means". */
static const char *verb_near(const finder *f, size_t i, size_t *end)
{
    const char *style = verb_at(f, i, end);
    size_t most = i + LOOK_AHEAD < f->limit ? i + LOOK_AHEAD : f->limit;

    if (style)
        return style;
    if (!cdt_token_sign(f->t, i, f->limit, ',') && !cdt_token_sign(f->t, i, f->limit, '(') &&
        !cdt_token_among(f->t, i, f->limit, "in with for when as or and used"))
        return NULL;
    for (size_t at = i; at < most; at++) {
        if (cdt_token_sign(f->t, at, most, '.') || cdt_token_sign(f->t, at, most, ';') ||
            cdt_token_sign(f->t, at, most, '"'))
            return NULL;
        if (!cdt_token_among(f->t, at, most, "means mean shall has have"))
            continue;
        style = verb_at(f, at, end);
        if (style && strcmp(style, "includes") != 0 && strcmp(style, "refers to") != 0)
            return style;
    }
    return NULL;
}

/* Is the term before `i` named by what stands before it, without brackets: "hereinafter called the"? */
static bool called(const finder *f, size_t i)
{
    size_t least = i > f->first + LOOK_BACK ? i - LOOK_BACK : f->first;

    while (i > least && cdt_token_among(f->t, i - 1, f->limit, "the a an , :"))
        i--;
    if (i == f->first || !cdt_token_among(f->t, i - 1, f->limit, "as called hereinafter hereafter collectively"))
        return false;
    for (; i > least; i--)
        if (cdt_token_among(f->t, i - 1, f->limit, "hereinafter hereafter herein referred known called collectively"))
            return true;
    return false;
}

/* Do the brackets that are open at the term name it: ("X"), (the "X"), (each a "X"), (such sum being the "X")? */
static bool bracketed(const finder *f, size_t before, size_t behind)
{
    size_t i = before;

    if (!cdt_token_sign(f->t, behind, f->limit, ')') && !cdt_token_sign(f->t, behind, f->limit, ',') &&
        !cdt_token_sign(f->t, behind, f->limit, ';') && !cdt_token_sign(f->t, behind, f->limit, ']') &&
        !cdt_token_among(f->t, behind, f->limit, "and or for as in"))
        return false;
    while (i > f->first && cdt_token_among(f->t, i - 1, f->limit, "the a an , : * this these such each all any"))
        i--;
    if (i == f->first)
        return false;
    if (cdt_token_sign(f->t, i - 1, f->limit, '('))
        return true;
    return cdt_token_among(f->t, i - 1, f->limit,
                           "as called hereinafter hereafter collectively together individually jointly severally "
                           "being each and or known herein singly") > 0;
}

/* Are references explained: "references to a "X" are to"? */
static const char *references_are(const finder *f, size_t before, size_t behind, size_t *end)
{
    static const char *const phrases[] = {
        "are to",     "is to", "shall be to", "are references to", "is a reference to", "shall be construed",
        "shall mean", "mean",  "means",       "include",           "includes"
    };
    size_t i = before;

    i -= i > f->first && cdt_token_among(f->t, i - 1, f->limit, "a an the any");
    if (i < f->first + 2 || !cdt_token_is(f->t, i - 1, f->limit, "to") ||
        !cdt_token_among(f->t, i - 2, f->limit, "reference references"))
        return NULL;
    for (size_t k = 0; k < sizeof phrases / sizeof phrases[0]; k++) {
        size_t words = cdt_token_phrase(f->t, behind, f->limit, phrases[k]);
        if (words) {
            *end = behind + words;
            return "references to";
        }
    }
    return NULL;
}

/* --- keeping what is found */

static void put(finder *f, const run *term, const char *style, cdt_stretch meaning, bool opening, bool verbal)
{
    cdt_arena *arena = &f->making->arena;

    f->at = cdt_grow(arena, f->at, f->count, &f->room, sizeof *f->at);
    f->sites = cdt_grow(&f->making->scratch, f->sites, f->count, &f->site_room, sizeof *f->sites);
    f->sites[f->count] = (site){ term->from, term->to, opening, verbal };
    f->at[f->count++] =
        (cdt_definition){ .term = cdt_copy_z(arena, cdt_tokens_copy(f->t, term->from, term->to, &f->making->scratch)),
                          .at = { f->t->at[term->from].start, f->t->at[term->to - 1].end },
                          .meaning = meaning,
                          .clause = f->clause,
                          .style = style,
                          .same = CDT_NOWHERE };
}

static size_t start_of(const finder *f, size_t i)
{
    return i < f->limit ? f->t->at[i].start : clause_of(f)->end;
}

/* The end of the sentence in which byte `at` stands. */
static size_t sentence_end(const finder *f, size_t at)
{
    const cdt_sentence *sentence = cdt_draft_sentence_at(&f->making->draft, at);

    return sentence ? sentence->end : clause_of(f)->end;
}

static cdt_stretch meaning_from(const finder *f, size_t i, bool opening)
{
    size_t start = start_of(f, i), end = opening && f->whole ? clause_of(f)->end : sentence_end(f, start);

    return (cdt_stretch){ start, end > start ? end : start };
}

/* What brackets name: the words of the sentence before them. */
static cdt_stretch named(const finder *f, size_t i)
{
    size_t end = i > f->first ? f->t->at[i - 1].end : clause_of(f)->start;
    const cdt_sentence *sentence = cdt_draft_sentence_at(&f->making->draft, start_of(f, i));
    size_t start = sentence && sentence->start < end ? sentence->start : clause_of(f)->start;

    return (cdt_stretch){ start < end ? start : end, end };
}

/* --- the styles */

/* Further terms of the same definition: "A", "B" or "C". Returns the token behind the last. */
static size_t more_terms(finder *f, size_t i, run *terms, size_t *count)
{
    while (*count < NAMES) {
        size_t at = i;
        run next;
        at += cdt_token_sign(f->t, at, f->limit, ',');
        at += cdt_token_among(f->t, at, f->limit, "and or") > 0;
        at += cdt_token_sign(f->t, at, f->limit, '/');
        at += cdt_token_sign(f->t, at, f->limit, '(');
        at += cdt_token_among(f->t, at, f->limit, "the a an each") > 0;
        if (at == i || !quoted_at(f, at, &next))
            break;
        terms[(*count)++] = next;
        i = next.end;
        i += cdt_token_sign(f->t, i, f->limit, ')');
    }
    return i;
}

/* Does the clause begin with token `i`, but for an article, "the term" and its heading? */
static bool opens_clause(const finder *f, size_t i)
{
    size_t words = cdt_tokens_find(f->t, f->clause, clause_of(f)->words);

    while (i > f->first && i != words &&
           cdt_token_among(f->t, i - 1, f->limit,
                           "the a an term terms expression word words * "
                           "expressions"))
        i--;
    return i <= f->first || i == words;
}

/* The definition whose term is set apart at `term`, if it is one. Returns the token behind what was read. */
static size_t set_apart(finder *f, size_t i, const run *term, bool bold)
{
    bool opening = opens_clause(f, i);
    size_t place;
    run terms[NAMES] = { *term };
    size_t count = 1, behind, end;
    const char *style;

    if (cdt_place_kind(f->t, term->from, term->to, &place) && term->to > place)
        return term->end; /* "Section 365(n)" */
    behind = more_terms(f, term->end, terms, &count);
    style = references_are(f, i, behind, &end);
    if (!style)
        style = bold && !opening ? NULL : verb_near(f, behind, &end);
    if (!style && opening && !bold && clause_of(f)->kind != CDT_CLAUSE_TABLE &&
        (cdt_token_sign(f->t, behind, f->limit, ':') || cdt_token_sign(f->t, behind, f->limit, '=') ||
         cdt_token_sign(f->t, behind, f->limit, '-'))) {
        style = "colon";
        end = behind + 1;
    }
    if (!style && opening && f->listing && behind < f->limit) {
        const cdt_clause *c = clause_of(f);
        bool heading = *c->heading && f->t->at[i].start < c->words; /* "Interpretation. In this Agreement" */
        style = cdt_token_sign(f->t, behind, f->limit, ':') ? "colon" : heading ? NULL : "list";
        end = behind + cdt_token_sign(f->t, behind, f->limit, ':');
    }
    if (style) {
        for (size_t k = 0; k < count; k++)
            put(f, &terms[k], style, meaning_from(f, end, opening), opening, true);
        return end;
    }
    if (bracketed(f, i, term->end) || (!bold && called(f, i))) {
        bool brackets = cdt_token_sign(f->t, term->end, f->limit, ')') || !called(f, i);
        put(f, term, brackets ? "in brackets" : "referred to as", named(f, i), false, false);
    }
    return term->end;
}

/* Words in capitals that may be a term, from `i`: "Hill Director", "Director of Finance". Returns the token behind. */
static size_t capitals(const finder *f, size_t i)
{
    size_t end = i;

    for (size_t at = i; at < f->limit && at - i < CDT_TERM_WORDS; at++) {
        if (capital_at(f, at) || (at > i && f->t->at[at].kind == CDT_TOKEN_FIGURE))
            end = at + 1;
        else if (at == i || !(cdt_token_among(f->t, at, f->limit, "of and for the in to & - / '") && at < end + 2))
            break;
    }
    return end;
}

/* Does a tab or a wide gap, as between columns, stand behind one of the first tokens from `i` up to the one at `to`, and a
 * meaning behind it: "Warden      the officer who ..."? */
static bool gap_at(const finder *f, size_t i, size_t to, size_t *behind)
{
    for (size_t at = i + 1; at <= to && at < f->limit; at++) {
        const char *from = f->t->text + f->t->at[at - 1].end;
        size_t bytes = f->t->at[at].start - f->t->at[at - 1].end;
        if (memchr(from, '\n', bytes) || (bytes < 3 && !memchr(from, '\t', bytes)))
            continue;
        *behind = at;
        return cdt_token_among(f->t, at, f->limit, "the a an any each all such those") > 0;
    }
    return false;
}

/* "The Hill Director means": a clause that begins with a term that nothing sets apart. */
static bool unquoted(finder *f)
{
    static const char never[] = "this that these those it he she they which what who there nothing neither no such "
                                "if where when in for unless each any all by means references reference words";
    size_t i = cdt_tokens_find(f->t, f->clause, clause_of(f)->words), to, end;
    const char *style;
    run term;

    i += cdt_token_among(f->t, i, f->limit, "the a an") > 0;
    if (!word_at(f, i) || cdt_token_among(f->t, i, f->limit, never) || cdt_token_is(f->t, i, f->limit, "term") ||
        cdt_place_kind(f->t, i, f->limit, &end))
        return false;
    to = capitals(f, i);
    if (to == i && f->listing)
        for (to = i; to < i + 6 && word_at(f, to) && !verb_at(f, to, &end);)
            to++;
    if (to == i)
        return false;
    if (f->listing && clause_of(f)->kind != CDT_CLAUSE_TABLE && gap_at(f, i, to, &to)) {
        term = (run){ i, to, to };
        put(f, &term, "table", meaning_from(f, to, true), true, true);
        return true;
    }
    style = verb_near(f, to, &end);
    if (style && (strcmp(style, "includes") == 0 || strcmp(style, "refers to") == 0) && !f->listing)
        style = NULL;
    if (!style && f->listing && to - i <= 8 && to < f->limit && clause_of(f)->kind != CDT_CLAUSE_TABLE &&
        (cdt_token_sign(f->t, to, f->limit, ':') ||
         (cdt_token_sign(f->t, to, f->limit, '-') && (f->t->at[to].flags & CDT_TOKEN_SPACED)))) {
        style = "colon";
        end = to + 1;
        if (end == f->limit)
            return false;
    }
    if (!style || (cdt_token_is(f->t, end, f->limit, "of") && strcmp(style, "means") == 0))
        return false;
    term = (run){ i, to, to };
    put(f, &term, style, meaning_from(f, end, true), true, true);
    return true;
}

/* Letters that stand for the capitals before the bracket at `i`: "Integrated Care Board (ICB)". */
static bool abbreviates(const finder *f, size_t i, cdt_str letters)
{
    size_t at = i, left = letters.len, met = 0;

    while (left && letters.at[left - 1] >= 'a' && letters.at[left - 1] <= 'z')
        left--;
    while (at > f->first && left && i - at < 14) {
        cdt_str word = cdt_token_text(f->t, --at);
        if (f->t->at[at].kind == CDT_TOKEN_MARK && !cdt_token_sign(f->t, at, i, '-') &&
            !cdt_token_sign(f->t, at, i, '&'))
            break;
        if (word.at[0] == letters.at[left - 1] || (word.at[0] == letters.at[left - 1] + 32 && word.len > 3)) {
            left--;
            met++;
        }
    }
    return met >= 2 && left == 0;
}

/* Brackets without quotation marks: (the Council), (hereinafter the Council), (ICB). */
static size_t plain_brackets(finder *f, size_t i)
{
    size_t at = i + 1, to, lead;
    run term;

    while (
        cdt_token_among(f->t, at, f->limit, "hereinafter hereafter collectively together referred to called as known"))
        at++;
    lead = at;
    at += cdt_token_among(f->t, at, f->limit, "the a") > 0;
    to = capitals(f, at);
    if (to == at || to - at > 6 || !cdt_token_sign(f->t, to, f->limit, ')') || i == f->first)
        return i + 1;
    if (at == i + 1) {
        cdt_str letters = cdt_token_text(f->t, at);
        if (to != at + 1 || letters.len < 2 || letters.len > 8 || !abbreviates(f, i, letters))
            return i + 1;
    } else if (lead == i + 1 && !capital_at(f, i - 1)) {
        return i + 1; /* "in that country (the Netherlands)" */
    }
    term = (run){ at, to, to };
    put(f, &term, at == i + 1 ? "abbreviation" : "in brackets", named(f, i), false, false);
    return to + 1;
}

static void read_clause(finder *f)
{
    bool done = clause_of(f)->kind != CDT_CLAUSE_TABLE && unquoted(f);
    size_t i = f->first;
    run term;

    for (; i < f->limit; i = cdt_token_set_next(&f->looks, i, f->limit)) {
        if (quoted_at(f, i, &term))
            i = set_apart(f, i, &term, false);
        else if (!(done && i < f->first + 3) && bold_at(f, i, &term))
            i = set_apart(f, i, &term, true);
        else if (cdt_token_sign(f->t, i, f->limit, '('))
            i = plain_brackets(f, i);
        else
            i++;
    }
}

/* --- tables of two columns */

static bool is_cell(const finder *f, size_t c, unsigned row, unsigned column)
{
    const cdt_clause *clause = &f->making->draft.clauses[c];

    return c < f->making->draft.clause_count && clause->kind == CDT_CLAUSE_TABLE && clause->row == row &&
           clause->column == column;
}

static bool has_word(const finder *f, size_t c, const char *words)
{
    for (size_t i = f->t->first[c]; i < f->t->first[c + 1]; i++)
        if (cdt_token_among(f->t, i, f->t->first[c + 1], words))
            return true;
    return false;
}

/* "1", "2.1", "(a)": the number of a row, which means nothing. */
static bool is_number(const finder *f, const run *term)
{
    for (size_t i = term->from; i < term->to; i++)
        if (f->t->at[i].kind == CDT_TOKEN_WORD)
            return false;
    return true;
}

/* Does the cell beside this one begin with "means"? Then the two are a definition, whatever the table says of itself. */
static bool means_beside(finder *f)
{
    size_t limit = f->limit, end;
    const char *style;

    f->limit = f->t->first[f->clause + 2];
    style = verb_at(f, f->t->first[f->clause + 1], &end);
    f->limit = limit;
    return style && strcmp(style, "includes") != 0 && strcmp(style, "refers to") != 0;
}

/* A cell of the first column: a term, whose meaning stands beside it. */
static bool cell(finder *f)
{
    const cdt_clause *clause = clause_of(f);
    run term = { f->first, f->limit, f->limit };
    const cdt_clause *beside = clause + 1;

    if (clause->column != 1)
        return clause->column == 2 && f->table;
    if (clause->row == 1)
        f->table =
            has_word(f, f->clause, "term terms expression expressions word words definition abbreviation acronym") &&
            is_cell(f, f->clause + 1, 1, 2) &&
            has_word(f, f->clause + 1, "meaning meanings definition means description");
    if (clause->row == 1 && f->table)
        return true;
    if (!is_cell(f, f->clause + 1, clause->row, 2) || !(f->table || f->listing || means_beside(f)))
        return false;
    if (!quoted_at(f, f->first, &term))
        trim(f, &term);
    if (term.to <= term.from || term.to - term.from > CDT_TERM_WORDS || f->t->at[term.from].kind == CDT_TOKEN_MARK ||
        is_number(f, &term))
        return false;
    put(f, &term, "table", (cdt_stretch){ beside->start, beside->end }, false, true);
    return true;
}

/* Does the clause, or one that it stands under, promise a list of definitions? */
static bool lists_definitions(const finder *f, size_t c)
{
    const cdt_draft *draft = &f->making->draft;

    for (int up = 0; c != CDT_NOWHERE && up < 4; up++, c = draft->clauses[c].parent) {
        const cdt_clause *clause = &draft->clauses[c];
        cdt_str heading = cdt_str_z(clause->heading);
        if (clause->region == CDT_REGION_DEFINITIONS)
            return true;
        if (!heading.len && clause->end - clause->start < 60)
            heading = (cdt_str){ draft->text + clause->start, clause->end - clause->start };
        if (heading.len < 60 && cdt_str_find(heading, CDT_STR("efinition"), 0) != CDT_NOWHERE)
            return true;
    }
    return false;
}

/* Where a term may be set apart, or named in brackets; besides, the first token of a clause may be in bold letters. */
static cdt_token_set sites_of(const cdt_making *making, const cdt_tokens *t, cdt_arena *arena)
{
    cdt_token_set sites = cdt_token_set_of(t, arena);
    size_t at = 0;

    cdt_token_set_marks(&sites, "\"'(");
    for (size_t k = 0; k < making->mark_count; k++) {
        if (making->marks[k].kind != CDT_MARK_BOLD)
            continue;
        while (at < t->count && t->at[at].start < making->marks[k].start)
            at++;
        if (at < t->count)
            cdt_token_set_add(&sites, at);
    }
    return sites;
}

static void find_all(finder *f)
{
    const cdt_draft *draft = &f->making->draft;

    f->looks = sites_of(f->making, f->t, &f->making->scratch);
    for (size_t c = 0; c < draft->clause_count; c++) {
        cdt_region region = draft->clauses[c].region;
        if (region == CDT_REGION_CONTENTS || region == CDT_REGION_FURNITURE)
            continue;
        f->clause = c;
        f->first = cdt_making_first(f->making, c);
        f->limit = f->t->first[c + 1];
        f->whole = lists_definitions(f, draft->clauses[c].parent);
        f->listing = f->whole || lists_definitions(f, c);
        if (f->first < f->limit && !(draft->clauses[c].kind == CDT_CLAUSE_TABLE && cell(f)))
            read_clause(f);
    }
}

/* --- what belongs to a definition */

static bool below(const cdt_draft *draft, size_t c, size_t above)
{
    for (int up = 0; c != CDT_NOWHERE && c > above && up < 32; up++)
        c = draft->clauses[c].parent;
    return c == above;
}

/* A definition that opens its clause goes on in the clauses below it, up to the next that opens one. */
static void extend(finder *f)
{
    const cdt_draft *draft = &f->making->draft;

    for (size_t i = 0; i < f->count; i++) {
        size_t next = i + 1, last = f->at[i].clause, stop;
        if (!f->sites[i].opening || f->at[i].meaning.end < draft->clauses[last].end)
            continue;
        while (next < f->count && (!f->sites[next].opening || f->at[next].clause == last))
            next++;
        stop = next < f->count ? f->at[next].clause : draft->clause_count;
        while (last + 1 < stop && below(draft, last + 1, f->at[i].clause))
            last++;
        if (last > f->at[i].clause && draft->clauses[last].end > f->at[i].meaning.end)
            f->at[i].meaning.end = draft->clauses[last].end;
    }
}

static cdt_str folded(finder *f, const char *term)
{
    cdt_str text = cdt_copy(&f->making->scratch, cdt_str_z(term));
    char *at = (char *)text.at;

    for (size_t i = 0; i < text.len; i++)
        if (at[i] >= 'A' && at[i] <= 'Z')
            at[i] = (char)(at[i] + 32);
    return text;
}

/* Which definitions are of a term that was defined before. */
static void find_same(finder *f)
{
    cdt_map first = { 0 };

    for (size_t i = 0; i < f->count; i++) {
        void **known = cdt_map_at(&first, folded(f, f->at[i].term));
        if (*known)
            f->at[i].same = (size_t)((cdt_definition *)*known - f->at);
        else
            *known = &f->at[i];
    }
    cdt_map_free(&first);
}

/* --- uses */

typedef struct counter {
    finder *f;
    cdt_terms terms;
    size_t *next;                  /* the next definition of the same words, plus 1 */
    size_t *last;                  /* of the first of them: the last one so far */
    size_t *near;                  /* of the first of them: the one whose place was passed last, plus 1 */
    size_t *meanings;              /* definitions by their own words, in order of their meanings */
    size_t meaning_count, meaning; /* the one that is open or comes next */
} counter;

static bool holds(cdt_stretch stretch, size_t at)
{
    return at >= stretch.start && at < stretch.end;
}

/* All that is one definition's own: from its clause's beginning, where it opens that, to the end of the meaning. */
static bool own(const finder *f, size_t d, size_t at)
{
    const cdt_definition *definition = &f->at[d];

    if (holds(definition->at, at) || holds(definition->meaning, at))
        return true;
    return f->sites[d].opening && at >= f->making->draft.clauses[definition->clause].start &&
           at < definition->meaning.end;
}

static void used(counter *c, const cdt_term_end *term, size_t at)
{
    finder *f = c->f;
    size_t first = term->first - 1;
    bool inside;

    while (c->near[first] && c->next[c->near[first] - 1] &&
           f->making->draft.clauses[f->at[c->next[c->near[first] - 1] - 1].clause].start <= at)
        c->near[first] = c->next[c->near[first] - 1];
    if (own(f, c->near[first] - 1, at) || own(f, first, at))
        return;
    while (c->meaning < c->meaning_count && f->at[c->meanings[c->meaning]].meaning.end <= at)
        c->meaning++;
    inside = c->meaning < c->meaning_count && holds(f->at[c->meanings[c->meaning]].meaning, at);
    f->at[first].uses++;
    f->at[first].uses_in_definitions += inside;
}

static void count_uses(counter *c)
{
    const cdt_draft *draft = &c->f->making->draft;
    const cdt_tokens *t = c->f->t;

    if (!c->terms.places)
        return;
    for (size_t k = 0; k < draft->clause_count; k++) {
        cdt_region region = draft->clauses[k].region;
        if (region == CDT_REGION_CONTENTS || region == CDT_REGION_FURNITURE)
            continue;
        for (size_t i = t->first[k]; i < t->first[k + 1];) {
            size_t end = i + 1;
            const cdt_term_end *term =
                cdt_terms_could(&c->terms, &t->at[i]) ? cdt_terms_at(&c->terms, t, i, t->first[k + 1], &end) : NULL;
            if (term)
                used(c, term, t->at[i].start);
            i = term ? end : i + 1;
        }
    }
}

static void find_uses(finder *f)
{
    cdt_arena *scratch = &f->making->scratch;
    counter c = { .f = f };

    c.next = CDT_NEW_ARRAY(scratch, size_t, f->count + 1);
    c.last = CDT_NEW_ARRAY(scratch, size_t, f->count + 1);
    c.near = CDT_NEW_ARRAY(scratch, size_t, f->count + 1);
    c.meanings = CDT_NEW_ARRAY(scratch, size_t, f->count + 1);
    for (size_t i = 0; i < f->count; i++) {
        cdt_term_end *end = cdt_terms_put(&c.terms, f->t, f->sites[i].from, f->sites[i].to, i, scratch);
        if (f->sites[i].verbal)
            c.meanings[c.meaning_count++] = i;
        if (!end)
            continue;
        if (end->first - 1 != i)
            c.next[c.last[end->first - 1]] = i + 1;
        else
            c.near[i] = i + 1;
        c.last[end->first - 1] = i;
    }
    count_uses(&c);
    for (size_t i = 0; i < f->count; i++) { /* "Party" and "Parties": what one has, the other has */
        size_t d = c.near[i] ? c.next[i] : 0;
        for (; d; d = c.next[d - 1]) {
            f->at[d - 1].uses = f->at[i].uses;
            f->at[d - 1].uses_in_definitions = f->at[i].uses_in_definitions;
        }
    }
    cdt_terms_free(&c.terms);
}

void cdt_find_definitions(cdt_making *making)
{
    finder f = { .making = making, .t = cdt_making_tokens(making) };

    find_all(&f);
    extend(&f);
    find_same(&f);
    find_uses(&f);
    making->draft.definitions = f.at;
    making->draft.definition_count = f.count;
}
