/* Who makes the agreement, by what name, and who has a place to sign. */
#include "draft/grow.h"
#include "draft/making.h"
#include "draft/terms.h"

#define LONGEST_NAME 24 /* tokens */
#define EARLY 60        /* clauses in which the parties are looked for where no part of the text is theirs */
#define MOST 200        /* parties */

typedef struct finder {
    cdt_making *making;
    const cdt_tokens *t;
    cdt_draft_party *at;
    size_t *from, *to; /* tokens of each name; of each short name behind them */
    size_t count, room;
    size_t clause, limit;
    size_t from_name; /* the first token of the name that is looked at */
} finder;

static bool capital_at(const finder *f, size_t i)
{
    return i < f->limit && (f->t->at[i].flags & CDT_TOKEN_CAPITAL);
}

static bool sign_at(const finder *f, size_t i, int mark)
{
    return cdt_token_sign(f->t, i, f->limit, mark);
}

/* Does "of" at `i` belong to a name ("Borough of Camden"), and not to an address? */
static bool of_name(const finder *f, size_t i, size_t start)
{
    static const char heads[] =
        "borough county city township university secretary state bank office department ministry corporation "
        "commissioner commissioners constable mayor burgesses diocese bishop town board institute "
        "trustees body academy archbishop parish region college society house church order governors "
        "government republic kingdom village directors league association chamber dean chapter "
        "master fellows scholars council councillors commonwealth inhabitants bureau company "
        "registrar inspector inspectorate comptroller superintendent auditor regulator";

    if (i == start || !(capital_at(f, i + 1) || cdt_token_is(f->t, i + 1, f->limit, "the")))
        return false;
    if (cdt_token_among(f->t, i - 1, f->limit, "council company"))
        return cdt_token_is(f->t, i + 1, f->limit, "the") &&
               cdt_token_among(f->t, i + 2, f->limit,
                               "city borough county london royal town district isles metropolitan");
    return cdt_token_among(f->t, i - 1, f->limit, heads) > 0;
}

/* A small word inside a name: "Newcastle upon Tyne", "Trust for the Hills". */
static bool inner(const finder *f, size_t i)
{
    if (cdt_token_among(f->t, i, f->limit, "on upon in under"))
        return capital_at(f, i + 1);
    return cdt_token_among(f->t, i, f->limit, "for the de la le s") > 0;
}

/* "Fire and Rescue", "Police and Crime", "Health and Care": the "and" at `i` is inside one body's name. */
static bool fixed_and(const finder *f, size_t i)
{
    static const char firsts[] = "fire police health housing education families", seconds[] =
                                                                                      "rescue crime social care "
                                                                                      "communities skills children";

    return i && cdt_token_is(f->t, i, f->limit, "and") && cdt_token_among(f->t, i - 1, f->limit, firsts) &&
           cdt_token_among(f->t, i + 1, f->limit, seconds) && capital_at(f, i - 1) && capital_at(f, i + 1);
}

/* Words in which the names of public bodies end. */
static const char body_ends[] =
    "council authority trust board university agency commission partnership association "
    "constabulary foundation service services limited ltd department district police county";

/* Words with which a name goes on behind "of" or "for", and those of them behind which it names a place and no tasks. */
static const char name_heads[] = "department ministry office secretary university registrar inspectorate commissioner "
                                 "constable board bureau director superintendent city county town township village "
                                 "borough state commonwealth parish district bank institute";
static const char place_heads[] = "city county town township village borough state commonwealth parish district";

/* The head of a name from `i`, before "of" or "for": "Department" of "Department for Farming". The token
 * behind it; 0: there is none. */
static size_t headed(const finder *f, size_t i, size_t to, const char *heads)
{
    for (size_t at = i; at + 2 < to; at++)
        if (cdt_token_among(f->t, at, to, heads) && cdt_token_among(f->t, at + 1, to, "of for"))
            return at + 1;
    return 0;
}

/* Is the name up to `at` finished, for all that can be told: it ends as names of bodies do, or with a place? */
static bool finished(const finder *f, size_t i, size_t at)
{
    return at > i + 1 && (cdt_token_among(f->t, at - 1, f->limit, body_ends) || headed(f, i, at, place_heads));
}

static size_t behind_capitals(const finder *f, size_t i)
{
    while (capital_at(f, i) || (i < f->limit && f->t->at[i].kind == CDT_TOKEN_FIGURE))
        i++;
    return i;
}

/* "Department for Farming, Fisheries and Uplands", "Police, Fire and Crime Commissioner": is the comma at `at` one of a list of
 * tasks inside the name, and no address or other body? */
static bool listed_inside(const finder *f, size_t i, size_t at)
{
    size_t to = at;

    if (!(cdt_token_is(f->t, at - 1, f->limit, "police") && cdt_token_is(f->t, at + 1, f->limit, "fire")) &&
        (finished(f, i, at) || !headed(f, i, at, name_heads)))
        return false;
    while (sign_at(f, to, ',') && capital_at(f, to + 1) && to < at + LONGEST_NAME) {
        size_t from = to + 1;
        while (capital_at(f, ++to) && !cdt_token_is(f->t, to, f->limit, "and"))
            ;
        if (to > from + 3)
            return false;
    }
    to += sign_at(f, to, ',');
    if (to == at || !cdt_token_is(f->t, to, f->limit, "and") || !capital_at(f, to + 1))
        return false;
    to = behind_capitals(f, to + 1);
    return to == f->limit || sign_at(f, to, '(') || sign_at(f, to, ';') ||
           cdt_token_among(f->t, to - 1, f->limit, "commissioner department agency authority");
}

/* "Alder - North Fork School District 31J": is the dash at `at` inside the name? */
static bool dash_inside(const finder *f, size_t i, size_t at)
{
    size_t to = behind_capitals(f, at + 1);

    if (finished(f, i, at) || to == at + 1)
        return false;
    while (to > at + 2 && f->t->at[to - 1].kind == CDT_TOKEN_FIGURE)
        to--;
    return cdt_token_among(f->t, to - 1, f->limit, body_ends) > 0;
}

/* Is the "and" at `at` inside a name that is not finished: "Department for Coastal and Inland Waters"? */
static bool and_inside(const finder *f, size_t i, size_t at)
{
    size_t to;

    if (!cdt_token_is(f->t, at, f->limit, "and") || !capital_at(f, at + 1) || finished(f, i, at))
        return false;
    to = behind_capitals(f, at + 1) + 3;
    if (headed(f, at + 1, to < f->limit ? to : f->limit, name_heads))
        return false;
    return headed(f, i, at, name_heads) ||
           (i && cdt_token_is(f->t, i - 1, f->limit, "the") && at == i + 1); /* the Moorings and Navigation Agency */
}

/* Do capitals from `i` on end as the name of a body does? */
static bool ends_as_body(const finder *f, size_t i)
{
    i += cdt_token_is(f->t, i, f->limit, "the");
    for (size_t at = i; at < i + 8 && capital_at(f, at); at++)
        if (at > i && cdt_token_among(f->t, at, f->limit, body_ends))
            return true;
    return false;
}

/* "A", "A.B" of "A.B. Hill and Company" */
static bool is_initials(const finder *f, size_t i)
{
    for (size_t at = f->t->at[i].start + 1; at < f->t->at[i].end; at += 2)
        if (f->t->text[at] != '.')
            return false;
    return f->t->at[i].kind == CDT_TOKEN_WORD;
}

/* The token behind the name that begins at `i`. `joined`: "and" is part of it, but not between two bodies. */
static size_t name_end(const finder *f, size_t i, bool joined)
{
    size_t at = i;
    bool commas = false; /* in a list inside the name, up to its "and" */

    for (; at < f->limit && at < i + LONGEST_NAME; at++) {
        const cdt_token *token = &f->t->at[at];
        if (token->kind == CDT_TOKEN_MARK) {
            if (token->mark == ',' &&
                cdt_token_among(f->t, at + 1, f->limit, "inc llc ltd limited plc lp n.a corp l.p l.l.c"))
                continue;
            if (token->mark == ',' && at > i && listed_inside(f, i, at))
                commas = true;
            if (token->mark == ',' && commas)
                continue;
            if (token->mark != '&' && token->mark != '-' && token->mark != '\'' && token->mark != '.' &&
                token->mark != '/')
                break;
            if (token->mark == '-' && (token->flags & CDT_TOKEN_SPACED) && !(at > i && dash_inside(f, i, at)))
                break;
            if (token->mark == '.' &&
                !(at > i && (cdt_token_among(f->t, at - 1, f->limit, "inc ltd co corp no st n.a l.l.c l.p s.a") ||
                             (is_initials(f, at - 1) && capital_at(f, at + 1)))))
                break;
            continue;
        }
        if (at > i && cdt_token_is(f->t, at, f->limit, "and") && ends_as_body(f, at + 1) &&
            cdt_token_among(f->t, at - 1, f->limit, body_ends))
            break;
        if (token->flags & CDT_TOKEN_CAPITAL)
            continue;
        if (token->kind == CDT_TOKEN_FIGURE && at > i)
            continue;
        if (cdt_token_is(f->t, at, f->limit, "of") ? of_name(f, at, i) : inner(f, at))
            continue;
        if (joined && cdt_token_is(f->t, at, f->limit, "and") &&
            (capital_at(f, at + 1) || cdt_token_is(f->t, at + 1, f->limit, "the")))
            continue;
        if (fixed_and(f, at) || (at > i && and_inside(f, i, at)))
            continue;
        if (commas && cdt_token_is(f->t, at, f->limit, "and")) {
            commas = false;
            continue;
        }
        break;
    }
    while (at > i && !(f->t->at[at - 1].flags & CDT_TOKEN_CAPITAL) && f->t->at[at - 1].kind != CDT_TOKEN_FIGURE &&
           !sign_at(f, at - 1, '.'))
        at--;
    return at;
}

/* A term in brackets from `i`: its tokens, and the token behind the brackets. */
typedef struct named {
    size_t from, to, end;
    bool joint; /* of several: (together the "Parties") */
} named;

/* "Hill" of "Hill Council": are all words of the brackets words of the name before them? */
static bool is_of_name(const finder *f, size_t i, const named *n)
{
    if (n->to <= n->from || n->to - n->from > 3 || i - f->from_name > LONGEST_NAME)
        return false;
    for (size_t k = n->from; k < n->to; k++) {
        size_t at = f->from_name;
        while (at < i && f->t->at[at].stem != f->t->at[k].stem && !sign_at(f, at, ','))
            at++;
        if (at == i || sign_at(f, at, ','))
            return false;
    }
    return true;
}

/* Do the brackets at `i` give a short name: ("Hill"), (the "Council"), (hereinafter the Council)? */
static bool short_name_at(const finder *f, size_t i, named *n)
{
    size_t at = i + 1, close;
    bool led = false;

    n->joint = false;
    if (!sign_at(f, i, '('))
        return false;
    for (close = at; close < f->limit && close < at + 40 && !sign_at(f, close, ')');)
        close++;
    n->end = close + 1;
    for (size_t k = at; k < close && !sign_at(f, k, '"'); k++)
        if (cdt_token_among(f->t, k, close, "individually collectively jointly together") &&
            !cdt_token_is(f->t, k + 1, close, "with"))
            return false; /* (hereinafter individually "Member" and collectively "Members") */
    while (at < close && !sign_at(f, at, '"') && !(sign_at(f, at, '\'') && (f->t->at[at].flags & CDT_TOKEN_OPENS)))
        at++;
    if (at < close &&
        !cdt_token_among(f->t, i + 1, f->limit, "together collectively each both jointly all individually")) {
        n->from = at + 1;
        for (n->to = n->from; n->to < close && f->t->at[n->to].mark != f->t->at[at].mark;)
            n->to++;
        while (n->to > n->from && (sign_at(f, n->to - 1, ',') || sign_at(f, n->to - 1, '.')))
            n->to--;
        return n->to > n->from && n->to - n->from < 10 && f->t->at[n->from].kind == CDT_TOKEN_WORD;
    }
    for (at = i + 1; cdt_token_among(f->t, at, close, "hereinafter hereafter referred to called as known the"); at++)
        led = true;
    n->from = at;
    for (n->to = at; n->to < close && capital_at(f, n->to);)
        n->to++;
    return n->to == close && n->to > n->from && n->to - n->from <= 5 &&
           (led || is_of_name(f, i, n) ||
            ((f->t->at[at].flags & CDT_TOKEN_CAPITALS) && n->to == at + 1 && !capital_at(f, n->end) &&
             i > f->from_name && f->t->text[f->t->at[at].start] == f->t->text[f->t->at[f->from_name].start]));
}

/* The short name of the party whose name ends before `i`: the next brackets that give one, before `stop`. */
static bool short_name(const finder *f, size_t i, size_t stop, named *n)
{
    for (; i < stop; i++)
        if (short_name_at(f, i, n) &&
            !cdt_token_among(f->t, n->to - 1, stop, "agreement date act deed contract memorandum"))
            return !n->joint;
    return false;
}

/* Are these words the name or short name of a party already? */
static bool known(const finder *f, size_t from, size_t to)
{
    cdt_str name = cdt_tokens_copy(f->t, from, to, &f->making->scratch);

    for (size_t i = 0; i < f->count; i++)
        if (cdt_str_is_z(name, f->at[i].name) || cdt_str_is_z(name, f->at[i].short_name))
            return true;
    return false;
}

static bool plausible(const finder *f, size_t from, size_t to)
{
    size_t letters = 0;

    if (to <= from || !capital_at(f, from))
        return false;
    if (to == from + 1 && f->t->at[from].end - f->t->at[from].start < 2)
        return false;
    if (cdt_token_among(
            f->t, from, f->limit,
            "party parties this dated whereas date agreement signed by each both name if any all in where "
            "for as upon unless "
            "no it capitalized capitalised terms recitals background now title page effective version please"))
        return false;
    if (cdt_token_among(f->t, from, f->limit, "witnesseth witness r e") && to <= from + 10)
        return false;
    for (size_t i = from; i < to; i++) {
        letters += f->t->at[i].kind == CDT_TOKEN_WORD;
        if (cdt_token_is(f->t, i, to, "and") && (known(f, from, i) || known(f, i + 1, to)))
            return false; /* two that are parties already */
    }
    return letters > 0;
}

/* A name as it reads: a word that a line's end has parted is put together again. */
static const char *name_of(finder *f, size_t from, size_t to)
{
    cdt_arena *scratch = &f->making->scratch;

    for (size_t i = from + 1; i + 1 < to; i++)
        if (sign_at(f, i, '-') && !(f->t->at[i].flags & CDT_TOKEN_SPACED) && (f->t->at[i + 1].flags & CDT_TOKEN_LINE) &&
            !capital_at(f, i + 1))
            return cdt_format(&f->making->arena, "%.*s%.*s", CDT_ARGS(cdt_tokens_copy(f->t, from, i, scratch)),
                              CDT_ARGS(cdt_tokens_copy(f->t, i + 1, to, scratch)));
    return cdt_copy_z(&f->making->arena, cdt_tokens_copy(f->t, from, to, scratch));
}

static void put(finder *f, size_t from, size_t to, const named *n)
{
    cdt_arena *arena = &f->making->arena;
    const cdt_token *tokens = f->t->at;

    if (f->count == MOST || known(f, from, to))
        return;
    f->at = cdt_grow(arena, f->at, f->count, &f->room, sizeof *f->at);
    f->from[2 * f->count] = from;
    f->to[2 * f->count] = to;
    f->from[2 * f->count + 1] = n ? n->from : 0;
    f->to[2 * f->count + 1] = n ? n->to : 0;
    f->at[f->count++] = (cdt_draft_party){
        .name = name_of(f, from, to),
        .short_name = n ? name_of(f, n->from, n->to) : "",
        .at = { tokens[from].start, tokens[to - 1].end },
        .clause = f->clause,
    };
}

/* Does a body begin at `i`, by what names of bodies end in or begin with: behind a comma it is no address? */
static bool body_at(const finder *f, size_t i)
{
    size_t start = i + cdt_token_is(f->t, i, f->limit, "the"), end;

    if (!capital_at(f, start))
        return false;
    if (cdt_token_among(f->t, start, f->limit,
                        "city county town township village borough department ministry office university") &&
        cdt_token_among(f->t, start + 1, f->limit, "of for") && capital_at(f, start + 2))
        return true;
    end = name_end(f, start, false);
    return end > start + 1 && cdt_token_among(f->t, end - 1, f->limit, body_ends) > 0;
}

/* One party from token `i`; the token behind it. `several`: more may follow in the clause. */
static size_t party_at(finder *f, size_t i, bool several)
{
    const size_t start = i;
    named n;
    bool has, joined;
    size_t to;

    i += cdt_token_is(f->t, i, f->limit, "the") && !(f->t->at[i].flags & CDT_TOKEN_CAPITALS);
    f->from_name = i;
    has = short_name(f, i, f->limit, &n);
    joined = has || !several;
    to = name_end(f, i, joined);
    if (!plausible(f, i, to))
        return has && several ? n.end : start + 1;
    if (!several || has) {
        put(f, i, to, has ? &n : NULL);
        return has ? n.end : f->limit;
    }
    put(f, i, to, NULL);
    while (to < f->limit && !cdt_token_is(f->t, to, f->limit, "and") && !sign_at(f, to, ';') &&
           !(sign_at(f, to, ',') && body_at(f, to + 1)))
        to++;
    return to;
}

/* Past "(1)", "1.", "and", ",", ":" before a party. */
static size_t skip_before(const finder *f, size_t i)
{
    if (cdt_token_is(f->t, i, f->limit, "parties") && sign_at(f, i + 1, ':'))
        i += 2; /* "PARTIES: (1) Fell Council", in one line */
    for (;;) {
        if (sign_at(f, i, '(') && i + 2 < f->limit && sign_at(f, i + 2, ')') &&
            f->t->at[i + 1].end - f->t->at[i + 1].start <= 3)
            i += 3;
        else if (cdt_token_among(f->t, i, f->limit, "and , ; : . between among amongst *"))
            i++;
        else if (i < f->limit && f->t->at[i].kind == CDT_TOKEN_FIGURE && sign_at(f, i + 1, '.'))
            i += 2;
        else
            return i;
    }
}

/* "the following bodies, each by its board: the City of Oak": the token behind the colon. */
static size_t skip_following(const finder *f, size_t i)
{
    size_t at = i;

    if (!cdt_token_phrase(f->t, i, f->limit, "the following"))
        return i;
    while (at < f->limit && at < i + 2 * LONGEST_NAME && !sign_at(f, at, ':') && !sign_at(f, at, '('))
        at++;
    return sign_at(f, at, ':') && at + 1 < f->limit ? at + 1 : i;
}

static void read_several(finder *f, size_t i)
{
    for (i = skip_before(f, i); i < f->limit;) {
        size_t count = f->count, next = party_at(f, i, true);
        if (f->count == count && count)
            break;
        i = skip_before(f, next);
        if (i == next && i < f->limit && !cdt_token_among(f->t, i - 1, f->limit, "and , ;"))
            break;
        if (cdt_token_among(f->t, i, f->limit, "together collectively each hereinafter whereas for which in on with"))
            break;
        while (sign_at(f, i, '(') && i < f->limit) { /* "(together the Parties)" */
            while (i < f->limit && !sign_at(f, i, ')'))
                i++;
            i = skip_before(f, i + 1);
        }
    }
}

/* The token behind "between", or `limit`. Behind a title that says "made" or "agreement" only. */
static size_t behind_between(const finder *f, size_t i)
{
    for (; i < f->limit; i++)
        if (cdt_token_among(f->t, i, f->limit, "between among amongst"))
            return skip_following(f, i + 1);
        else if (cdt_token_phrase(f->t, i, f->limit, "entered into by") && body_at(f, i + 3))
            return i + 3;
    return f->limit;
}

static bool has_agreement(const finder *f, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (cdt_token_among(f->t, i, to,
                            "agreement memorandum deed contract mou moa protocol understanding lease arrangement"))
            return true;
    return false;
}

/* Is the clause one party, as an item of a list? */
static bool one_party(finder *f, size_t first)
{
    const cdt_clause *clause = &f->making->draft.clauses[f->clause];
    size_t i = skip_before(f, first);
    named n;

    if (clause->kind == CDT_CLAUSE_TABLE || clause->kind == CDT_CLAUSE_SCHEDULE)
        return false;
    if (*clause->label || clause->listed || i != first)
        return true;
    f->from_name = i;
    return capital_at(f, i) && short_name(f, i, f->limit, &n);
}

/* Does a name begin at `i`, with or without "the"? */
static bool name_at(const finder *f, size_t i)
{
    return capital_at(f, i + cdt_token_is(f->t, i, f->limit, "the"));
}

static void read_region(finder *f, cdt_region region)
{
    const cdt_draft *draft = &f->making->draft;
    bool begun = false, open = false; /* the list of parties goes on in the next paragraph */

    for (size_t c = 0; c < draft->clause_count; c++) {
        size_t first = cdt_making_first(f->making, c), behind;
        if (draft->clauses[c].region != region || draft->clauses[c].part != f->making->draft.instrument)
            continue;
        f->clause = c;
        f->limit = f->t->first[c + 1];
        behind = behind_between(f, first);
        if (begun && open && behind == f->limit && !*draft->clauses[c].label) {
            read_several(f, first);
        } else if (behind < f->limit && !begun && name_at(f, skip_before(f, behind))) {
            read_several(f, behind);
            begun = true;
        } else if (behind == f->limit && one_party(f, first)) {
            size_t at = skip_before(f, first);
            if (at < f->limit && !cdt_token_among(f->t, at, f->limit, "dated date this whereas background"))
                party_at(f, at, false);
        }
        open = first < f->limit && !sign_at(f, f->limit - 1, '.');
    }
}

/* Are these parties, and not two officers between whom something happens? Each has a short name, or the whole is short. */
static bool sure(const finder *f, size_t first)
{
    for (size_t i = first; i < f->limit; i++)
        if (cdt_token_among(f->t, i, f->limit, "dispute disputes conflict inconsistency discussions escalated"))
            return false;
    for (size_t i = 0; i < f->count; i++)
        if (!*f->at[i].short_name && (f->count < 2 || f->limit - first > 60))
            return false;
    return f->count > 0;
}

/* Where no part of the text was told to be that of the parties: "this Agreement is made between A and B" near the top. */
static void read_early(finder *f)
{
    const cdt_draft *draft = &f->making->draft;

    for (size_t c = 0; c < draft->clause_count && c < EARLY && !f->count; c++) {
        size_t first = cdt_making_first(f->making, c), behind;
        cdt_region region = draft->clauses[c].region;
        if (region == CDT_REGION_CONTENTS || region == CDT_REGION_FURNITURE || region == CDT_REGION_DEFINITIONS)
            continue;
        f->clause = c;
        f->limit = f->t->first[c + 1];
        behind = behind_between(f, first);
        if (behind == f->limit || !has_agreement(f, behind > first + 40 ? behind - 40 : first, behind) ||
            f->limit - behind < 4)
            continue;
        read_several(f, behind);
        if (!sure(f, first))
            f->count = 0;
    }
}

/* The token behind names of bodies that follow each other from `i` on, with commas and "and" between. */
static size_t read_bodies(finder *f, size_t i)
{
    while (i < f->limit && body_at(f, i)) {
        size_t start = i + cdt_token_is(f->t, i, f->limit, "the");
        i = name_end(f, start, false);
        put(f, start, i, NULL);
        if (!sign_at(f, i, ',') && !cdt_token_is(f->t, i, f->limit, "and"))
            break;
        i += sign_at(f, i, ',');
        i += cdt_token_is(f->t, i, f->limit, "and");
    }
    return i;
}

#define BEFORE_NAMES 8 /* "I write to confirm what", before the first of those who agreed */

/* "The County of Oak and the City of Elm agree as follows", near the top of a letter or a note. */
static void read_agreeing(finder *f)
{
    const cdt_draft *draft = &f->making->draft;

    for (size_t c = 0; c < draft->clause_count && c < EARLY; c++) {
        size_t i = cdt_making_first(f->making, c), most = i + BEFORE_NAMES;
        cdt_region region = draft->clauses[c].region;
        bool listed;
        if (region == CDT_REGION_CONTENTS || region == CDT_REGION_FURNITURE || *draft->clauses[c].number)
            continue;
        f->clause = c;
        f->limit = f->t->first[c + 1];
        listed = cdt_token_is(f->t, i, f->limit, "parties") && sign_at(f, i + 1, ':');
        while (i < f->limit && i < most && !body_at(f, i))
            i++;
        i = i < most ? read_bodies(f, i) : f->limit;
        if (f->count > 1 && (listed || cdt_token_phrase(f->t, i, f->limit, "are the parties")))
            return;
        i += cdt_token_among(f->t, i, f->limit, "have hereby both each") > 0;
        if (f->count > 1 && cdt_token_among(f->t, i, f->limit, "agree agreed"))
            return;
        f->count = 0;
    }
}

/* "an arrangement between five county and borough councils ("the Authorities"):" before a list of them; `last`: its colon. */
static bool counts_them(const finder *f, size_t first, size_t last)
{
    size_t i = last;

    if (!sign_at(f, last, ':'))
        return false;
    if (sign_at(f, i - 1, ')'))
        while (i > first && !sign_at(f, i, '('))
            i--;
    if (i <= first + 2 || !cdt_token_among(f->t, i - 1, f->limit,
                                           "councils authorities bodies organisations organizations partners parties "
                                           "agencies trusts boards counties cities"))
        return false;
    for (size_t k = i - 1; k > first && k + 12 > i; k--) {
        if (cdt_token_among(f->t, k, f->limit, "between among amongst"))
            return true;
        if (capital_at(f, k) || f->t->at[k].kind == CDT_TOKEN_MARK)
            return false;
    }
    return false;
}

/* "between", "This Agreement is made between:" */
static bool ends_in_between(const finder *f, size_t first)
{
    size_t last = f->limit;

    if (cdt_token_is(f->t, last - 1, f->limit, "parties") &&
        (last == first + 1 || (last == first + 2 && cdt_token_is(f->t, first, f->limit, "the"))))
        return true;
    if (last == first + 2 && cdt_token_is(f->t, first, f->limit, "participating") &&
        cdt_token_among(f->t, first + 1, f->limit, "councils authorities bodies agencies organisations trusts"))
        return true;
    last -= last > first && sign_at(f, last - 1, '-');
    last -= last > first && sign_at(f, last - 1, ':');
    return last > first &&
           (cdt_token_among(f->t, last - 1, f->limit, "between among amongst") || counts_them(f, first, last));
}

/* Is each of them a body, by a word of its name? */
static bool are_bodies(const finder *f)
{
    static const char bodies[] =
        "council authority trust board department ministry police commissioner university company limited ltd inc llc "
        "plc nhs county city borough district town service services agency office association government state "
        "constabulary corporation college school parish foundation partnership committee cooperative society "
        "commission";

    for (size_t i = 0; i < f->count; i++) {
        bool body = false;
        for (size_t at = f->from[2 * i]; at < f->to[2 * i] && !body; at++)
            body = cdt_token_among(f->t, at, f->to[2 * i], bodies) > 0;
        if (!body)
            return false;
    }
    return f->count > 1;
}

/* On a cover, or instead of a sentence: "between Fell Council and Dale Council", or each name in a line of its own. */
static void read_cover(finder *f)
{
    const cdt_draft *draft = &f->making->draft;
    bool below = false;

    for (size_t c = 0; c < draft->clause_count && c < EARLY; c++) {
        size_t first = cdt_making_first(f->making, c), count = f->count;
        cdt_region region = draft->clauses[c].region;
        if (first == f->t->first[c + 1] || (region != CDT_REGION_PARTIES && region != CDT_REGION_TITLE))
            continue;
        f->clause = c;
        f->limit = f->t->first[c + 1];
        if (!below) {
            below = ends_in_between(f, first);
            if (below || !cdt_token_among(f->t, first, f->limit, "between among amongst"))
                continue;
            read_several(f, first + 1);
            break;
        }
        if (skip_before(f, first) == f->limit) /* "and" */
            continue;
        read_several(f, first);
        if (f->count == count)
            break;
    }
    if (!are_bodies(f))
        f->count = 0;
}

/* Is the name of party `p` whole: does it end, or begin, as the name of one body does? */
static bool whole(const finder *f, size_t p)
{
    static const char ends[] =
        "college school inc llc plc llp lp corp corporation company bank fund institute office ministry government "
        "executive regulator university hospital centre center society church committee cooperative township village "
        "town borough parish city state incorporated court courts";
    static const char heads[] = "agency authority council commission";
    size_t from = f->from[2 * p], to = f->to[2 * p];

    from += cdt_token_is(f->t, from, to, "the");
    if (to < from + 2)
        return false;
    if (headed(f, from, to, name_heads) || headed(f, from, to, heads) || headed(f, from, to, ends))
        return true; /* "Care Regulator for England" */
    while (to > from + 1 && (f->t->at[to - 1].kind != CDT_TOKEN_WORD || cdt_token_is(f->t, to - 1, to, "no")))
        to--; /* "District No. 9" */
    return cdt_token_among(f->t, to - 1, to, ends) || cdt_token_among(f->t, to - 1, to, body_ends);
}

/* Does the name stand for several ("the Cities of Oak and Elm"), or does more of it stand behind it? */
static bool cut(const finder *f, size_t p)
{
    static const char several[] = "counties cities towns townships villages boroughs councils districts parishes";
    size_t from = f->from[2 * p], to = f->to[2 * p], limit = f->t->first[f->at[p].clause + 1];

    from += cdt_token_is(f->t, from, to, "the");
    if (cdt_token_among(f->t, from, to, several) && (to == from + 1 || cdt_token_is(f->t, from + 1, to, "of")))
        return true;
    if (to == from + 1)
        return true;
    for (size_t i = from + 1; i < to; i++)
        if ((f->t->at[i].start > f->t->at[i - 1].end + 2 && !(f->t->at[i].flags & CDT_TOKEN_LINE)) ||
            cdt_token_among(f->t, i, to, "this whereas dated") ||
            (f->t->at[i].kind == CDT_TOKEN_FIGURE &&
             cdt_token_among(f->t, i - 1, to, "council authority trust board county city")))
            return true; /* two columns, two sentences */
    return cdt_token_sign(f->t, to, limit, '-') && to + 1 < limit && (f->t->at[to + 1].flags & CDT_TOKEN_CAPITAL) &&
           !whole(f, p);
}

/* May one name be wrong, or not the whole one? Then none of the others can be trusted. */
static bool unsure(const finder *f)
{
    for (size_t p = 0; p < f->count; p++)
        if (cut(f, p) || (f->count > 1 && !*f->at[p].short_name && !whole(f, p)))
            return true;
    return false;
}

#define LISTED 250 /* clauses in which a list below "between" is looked for */

typedef enum listed { NOT_LISTED, IS_LISTED, MAY_BE_LISTED } listed;

/* Welsh words with which names of bodies begin. */
static const char welsh[] =
    "cyngor bwrdd prifysgol awdurdod gwasanaeth heddlu ymddiriedolaeth comisiynydd gweinidogion "
    "llywodraeth coleg parc iechyd";

/* "Cyngor Gwynedd / Gwynedd Council" is one name in two languages, and the English one tells where it ends, or the clause is cut
 * behind that. Returns where it begins. */
static size_t one_language(finder *f, size_t from)
{
    size_t slash = from, right;

    while (slash < f->limit && slash < from + LONGEST_NAME && !sign_at(f, slash, '/'))
        slash++;
    right = slash + 1;
    if (!sign_at(f, slash, '/') || right >= f->limit ||
        cdt_token_among(f->t, from, f->limit, welsh) == cdt_token_among(f->t, right, f->limit, welsh))
        return from;
    if (cdt_token_among(f->t, from, f->limit, welsh))
        return right;
    if (cdt_token_among(f->t, right, f->limit, welsh))
        f->limit = slash;
    return from;
}

/* "Elm, Oak and Ash Coast District Council (EDC)": the end of a name with commas that is all of its clause but the short name;
 * `i`: it is none, or may be several. */
static size_t line_name(const finder *f, size_t i)
{
    size_t to = i;

    for (; to < f->limit && to < i + LONGEST_NAME && !sign_at(f, to, '('); to++)
        if (!capital_at(f, to) && !sign_at(f, to, ',') && !cdt_token_among(f->t, to, f->limit, "and of the"))
            return i;
        else if ((sign_at(f, to, ',') || cdt_token_is(f->t, to, f->limit, "and")) && to > i &&
                 cdt_token_among(f->t, to - 1, f->limit, body_ends))
            return i;
    return to > i && cdt_token_among(f->t, to - 1, f->limit, body_ends) ? to : i;
}

/* Does a line from token `i` on begin with "(3)": another party, that was not told from this one? */
static bool another(const finder *f, size_t i)
{
    for (; i + 2 < f->limit; i++)
        if ((f->t->at[i].flags & CDT_TOKEN_LINE) && sign_at(f, i, '(') && f->t->at[i + 1].kind == CDT_TOKEN_FIGURE &&
            sign_at(f, i + 2, ')'))
            return true;
    return false;
}

/* Is the whole clause one party of a list: a name, at most with where it is and its short name behind it? */
static listed is_listed(finder *f, size_t c)
{
    size_t count = f->count, from, to, both;
    named n;

    f->clause = c;
    f->limit = f->t->first[c + 1];
    if (f->making->draft.clauses[c].kind == CDT_CLAUSE_TABLE)
        return NOT_LISTED;
    both = skip_before(f, cdt_making_first(f->making, c));
    if (count && both == f->t->first[c] && (sign_at(f, both + 1, ':') || sign_at(f, both + 2, ':')))
        return NOT_LISTED; /* "Reference: SLA/27" */
    from = one_language(f, both);
    both = from > both ? both : CDT_NOWHERE;
    from += cdt_token_is(f->t, from, f->limit, "the") && !(f->t->at[from].flags & CDT_TOKEN_CAPITALS);
    to = line_name(f, from);
    f->from_name = from;
    if (to > from + 2 && capital_at(f, from) && plausible(f, from, to))
        put(f, from, to, short_name_at(f, to, &n) && n.end == f->limit ? &n : NULL);
    else
        party_at(f, from, false);
    if (f->count != count + 1)
        return *f->making->draft.clauses[c].label == '(' ? MAY_BE_LISTED : NOT_LISTED;
    to = f->to[2 * count];
    if (both != CDT_NOWHERE)
        f->at[count].name = name_of(f, both, to);
    return another(f, to) ? MAY_BE_LISTED
           : whole(f, count) && (to == f->limit || sign_at(f, to, ',') || sign_at(f, to, ';') || sign_at(f, to, '(') ||
                                 cdt_token_among(f->t, to, f->limit, "of and whose acting as"))
               ? IS_LISTED
           : to < f->limit && f->t->at[to].kind == CDT_TOKEN_WORD && to == from + 1
               ? NOT_LISTED /* "Lead officer: Ann" */
               : MAY_BE_LISTED;
}

/* The parties of a list from clause `c` on; none where one that may belong to it is no whole name. */
static void read_list(finder *f, size_t c)
{
    const cdt_draft *draft = &f->making->draft;
    bool joined = false, last = false; /* an "and" stands between them; and before the one that is read */
    bool first = false, labelled;      /* is the first labelled; the one that is read */

    for (; c < draft->clause_count; c++) {
        size_t count = f->count, end = f->t->first[c + 1];
        listed is;
        f->limit = end;
        if (end == f->t->first[c])
            continue;
        if (skip_before(f, f->t->first[c]) == end) { /* "and", "- and -" */
            joined = last = true;
            continue;
        }
        labelled = *draft->clauses[c].label != '\0';
        if (count && (labelled != first || (!labelled && joined && !last)))
            return;
        first = labelled;
        last = cdt_token_is(f->t, end - 1, end, "and");
        joined |= last;
        is = is_listed(f, c);
        if (is == IS_LISTED && !(count && !joined && !labelled &&
                                 cdt_token_among(f->t, f->to[2 * count] - 1, end, "service services department")))
            continue;
        f->count = is == NOT_LISTED ? count : 0;
        return;
    }
}

/* Below "BETWEEN" or "PARTIES" at the end of a clause: each party in one of its own, with "and" between. */
static void read_below(finder *f)
{
    const cdt_draft *draft = &f->making->draft;

    for (size_t c = 0; c + 2 < draft->clause_count && c < LISTED && f->count < 2; c++) {
        size_t first = cdt_making_first(f->making, c);
        f->limit = f->t->first[c + 1];
        if (draft->clauses[c].part != f->making->draft.instrument || first == f->limit || !ends_in_between(f, first))
            continue;
        f->count = 0;
        read_list(f, c + 1);
    }
    if (f->count < 2)
        f->count = 0;
}

/* Do clause `c` and the next begin with "(1)" and "(2)"? */
static bool counts_from_one(const cdt_draft *draft, size_t c)
{
    return strcmp(draft->clauses[c].label, "(1)") == 0 && strcmp(draft->clauses[c + 1].label, "(2)") == 0;
}

/* On a cover without "between": names in lines of their own that are numbered, or have "and" in lines between them; or "Between:
 * Fell Council" over "And: Dale Council", as on a form. */
static void read_joined(finder *f)
{
    const cdt_draft *draft = &f->making->draft;

    for (size_t c = 0; c + 2 < draft->clause_count && c < EARLY && f->count < 2; c++) {
        size_t next = f->t->first[c + 1], end = f->t->first[c + 2];
        bool joined = (next > f->t->first[c] + 2 && cdt_token_is(f->t, next - 1, next, "and")) ||
                      (end == next + 1 && cdt_token_is(f->t, next, end, "and")) || counts_from_one(draft, c);
        joined |= cdt_token_is(f->t, f->t->first[c], next, "between") &&
                  cdt_token_sign(f->t, f->t->first[c] + 1, next, ':') && cdt_token_is(f->t, next, end, "and") &&
                  cdt_token_sign(f->t, next + 1, end, ':');
        if (!joined || draft->clauses[c].region != CDT_REGION_TITLE ||
            draft->clauses[c].part != f->making->draft.instrument)
            continue;
        f->count = 0;
        read_list(f, c);
    }
    if (f->count < 2)
        f->count = 0;
}

/* Words that many names have: none of them tells who signs. */
static const char common[] =
    "the of and for council city county borough district town parish authority trust board company limited ltd "
    "llc inc corp corporation plc llp lp co group holdings international services service national "
    "university department ministry office commissioner police fire nhs foundation care integrated "
    "north south east west united states state bank party";

/* Does the name of another party have that word too? */
static bool shared(const finder *f, size_t party, uint32_t stem)
{
    for (size_t p = 0; p < f->count; p++)
        for (size_t i = f->from[2 * p]; p != party && i < f->to[2 * p]; i++)
            if (f->t->at[i].stem == stem)
                return true;
    return false;
}

/* Is a word of tokens [from, to) that is the party's own among the words of signature blocks? */
static bool own_word_in(const finder *f, const cdt_map *words, size_t party, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        const cdt_token *token = &f->t->at[i];
        if (token->kind == CDT_TOKEN_WORD && !cdt_token_among(f->t, i, to, common) && !shared(f, party, token->stem) &&
            cdt_map_get(words, (cdt_str){ (const char *)&token->stem, sizeof token->stem }))
            return true;
    }
    return false;
}

#define LEAD_IN 4 /* clauses before the first signature block that may have its names already */

#define BLOCK_WORDS 16 /* tokens of a line before it, which is no clause */

/* Where signature blocks begin: a few clauses before the first; the end of the text where there is none. */
static size_t signing(const finder *f)
{
    const cdt_draft *draft = &f->making->draft;
    size_t c = 0;

    while (c < draft->clause_count && draft->clauses[c].region != CDT_REGION_EXECUTION)
        c++;
    if (c == draft->clause_count)
        return c;
    for (size_t k = 0; k < LEAD_IN && c && draft->clauses[c - 1].region != CDT_REGION_PARTIES; k++)
        c--;
    return c;
}

/* How many can sign there, by what is said most often: "By:", "/s/", "Signed", "Signature", "Name:", "Title:". */
static size_t places_to_sign(const finder *f, size_t from)
{
    static const char lines[] = "by signature name title its per";
    size_t said[8] = { 0 }, drawn = 0, signed_by = 0, most, limit = f->t->count;

    for (size_t i = f->t->first[from]; i < limit; i++) {
        size_t line = cdt_token_among(f->t, i, limit, lines);
        if (line && (cdt_token_sign(f->t, i + 1, limit, ':') || cdt_token_sign(f->t, i + 1, limit, '_') ||
                     (i + 1 < limit && (f->t->at[i + 1].flags & CDT_TOKEN_LINE))))
            said[line]++;
        drawn += cdt_token_sign(f->t, i, limit, '/') && cdt_token_is(f->t, i + 1, limit, "s") &&
                 cdt_token_sign(f->t, i + 2, limit, '/');
        signed_by +=
            cdt_token_among(f->t, i, limit, "signed executed") && cdt_token_among(f->t, i + 1, limit, "by for on as");
    }
    most = drawn > signed_by ? drawn : signed_by;
    for (size_t k = 1; k < 7; k++)
        most = said[k] > most ? said[k] : most;
    return most;
}

/* Is the clause part of the signature blocks: marked as one, or a line beside them that is no sentence and no footer? */
static bool signs_there(const finder *f, size_t c)
{
    size_t first = f->t->first[c], limit = f->t->first[c + 1];

    if (cdt_token_is(f->t, first, limit, "source") && cdt_token_sign(f->t, first + 1, limit, ':'))
        return false;
    return f->making->draft.clauses[c].region == CDT_REGION_EXECUTION ||
           (limit > first && limit - first < BLOCK_WORDS &&
            !(cdt_token_sign(f->t, limit - 1, limit, '.') &&
              !cdt_token_among(f->t, limit - 2, limit, "inc ltd corp co llc n.a l.p a p")));
}

/* Can it be told who does not sign: do the blocks stand behind the parties and near the end, and is each party a name, with a
 * short one? */
static bool can_tell(const finder *f, size_t from)
{
    const cdt_draft *draft = &f->making->draft;

    while (from < draft->clause_count && draft->clauses[from].region != CDT_REGION_EXECUTION)
        from++;
    if (from * 2 < draft->clause_count)
        return false;
    for (size_t i = 0; i < f->count; i++)
        if (f->at[i].clause >= from || !*f->at[i].short_name || !strchr(f->at[i].name, ' ') ||
            cdt_token_among(f->t, f->to[2 * i] - 1, f->t->count, "with by name and of"))
            return false;
    return true;
}

/* Whose name stands in a signature block? A word of its own is enough, as companies sign in many spellings; one whose name
 * has none must stand there with all of it. Where as many can sign as there are parties, nobody is said to be left out. */
static void find_signatures(finder *f)
{
    const cdt_draft *draft = &f->making->draft;
    size_t from = signing(f);
    cdt_terms terms = { 0 };
    cdt_map words = { 0 };
    bool enough = from < draft->clause_count && (!can_tell(f, from) || places_to_sign(f, from) >= f->count);

    for (size_t i = 0; i < 2 * f->count; i++)
        if (f->to[i] > f->from[i])
            cdt_terms_put(&terms, f->t, f->from[i], f->to[i], i / 2, &f->making->scratch);
    for (size_t c = from; c < draft->clause_count; c++)
        for (size_t i = f->t->first[c]; i < f->t->first[c + 1] && signs_there(f, c); i++) {
            size_t end;
            const cdt_term_end *term = cdt_terms_at(&terms, f->t, i, f->t->first[c + 1], &end);
            if (term && !(end == i + 1 && cdt_token_among(f->t, i, end, common))) /* "Company" is in many names */
                f->at[term->first - 1].signs = true;
            if (f->t->at[i].kind == CDT_TOKEN_WORD)
                *cdt_map_at(&words, (cdt_str){ (const char *)&f->t->at[i].stem, sizeof f->t->at[i].stem }) = f;
        }
    for (size_t i = 0; i < 2 * f->count; i++)
        f->at[i / 2].signs |= enough || own_word_in(f, &words, i / 2, f->from[i], f->to[i]);
    cdt_terms_free(&terms);
    cdt_map_free(&words);
}

static finder new_finder(cdt_making *making)
{
    return (finder){ .making = making,
                     .t = cdt_making_tokens(making),
                     .from = CDT_NEW_ARRAY(&making->scratch, size_t, 2 * MOST),
                     .to = CDT_NEW_ARRAY(&making->scratch, size_t, 2 * MOST) };
}

void cdt_find_parties(cdt_making *making)
{
    finder f = new_finder(making), below = new_finder(making);

    read_region(&f, CDT_REGION_PARTIES);
    if (f.count == 1 && making->draft.clauses[f.at[0].clause].label[0] >= '0' &&
        making->draft.clauses[f.at[0].clause].label[0] <= '9')
        f.count = 0; /* "1. Hill Council ("Hill")" alone is no list */
    if (unsure(&f))
        f.count = 0;
    read_below(&below);
    if (f.count && below.count > f.count && !unsure(&below))
        f = below; /* a list that goes on where no part of the text is the parties' */
    if (!f.count)
        read_early(&f);
    if (unsure(&f))
        f.count = 0;
    if (!f.count)
        f = below;
    if (!f.count)
        read_cover(&f);
    if (!f.count)
        read_joined(&f);
    if (!f.count)
        read_agreeing(&f);
    if (unsure(&f))
        f.count = 0;
    find_signatures(&f);
    making->draft.parties = f.at;
    making->draft.party_count = f.count;
}
