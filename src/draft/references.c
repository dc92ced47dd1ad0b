/* Where the words point to another place of the draft, or to another instrument. */
#include "draft/grow.h"
#include "draft/links.h"
#include "draft/making.h"
#include "draft/places.h"

#define BETWEEN 40    /* items of a range that are looked for one by one */
#define NAME_AHEAD 16 /* words in which the name of an instrument must end */
#define INSIDE 200    /* items of lists inside a clause that are looked at */
#define FAR_BEYOND 20 /* a number that much higher than any clause's is of an Act */

typedef struct finder {
    cdt_making *making;
    const cdt_tokens *t;
    cdt_places places;
    cdt_reference *at;
    size_t count, room;
    size_t clause, limit;   /* the clause that is looked at, and the token behind it */
    const cdt_links *links; /* numbers that a word processor made of bookmarks */
    const size_t *titles;   /* the attachments */
    size_t title_count;
    cdt_str *item_labels; /* see labels_of() */
    bool amending;        /* the draft changes another agreement, whose clauses it names */
    bool amending_clause; /* ... or this clause does */
    size_t others_until;  /* up to this clause, clauses may be those of a regulator */
    cdt_token_set places_at, changes_at, left_out_at,
        others_at;    /* where look(), changes(), left_out(), names_others() look */
    size_t outer_end; /* the token behind "Schedule 2" or "Part 1", of which a paragraph may follow; 0: none */
    size_t outer;     /* that reference */
} finder;

/* What the words behind a reference say of the place: of which instrument or part. */
typedef struct whole {
    bool external;
    size_t part;  /* the attachment that is named, or CDT_NOWHERE */
    bool missing; /* an attachment is named that is not there */
    bool body;    /* "of this Agreement" */
} whole;

static const char instruments[] = "act acts regulation regulations order orders directive directives gdpr code codes "
                                  "rules rule convention treaty law laws "
                                  "statute statutes statutory constitution ordinance bill charter measure agreement "
                                  "agreements contract contracts deed lease "
                                  "memorandum mou licence license policy policies framework scheme terms conditions "
                                  "standard standards u.s.c usc c.f.r cfr "
                                  "protocol guidance legislation instrument guidelines decision plan indenture note "
                                  "warrant plans guide manual handbook "
                                  "procedure procedures edition contract's agreement's iso resolution articles bylaws "
                                  "by-laws incoterms scc sccs clauses "
                                  "annotated";

static const char ours[] =
    "agreement deed contract mou memorandum schedule annex appendix exhibit attachment part clause section "
    "article document addendum dpa protocol lease amendment letter paragraph arrangement";

static bool capital_at(const finder *f, size_t i)
{
    return i < f->limit && (f->t->at[i].flags & CDT_TOKEN_CAPITAL);
}

/* Does the name of an instrument begin at `i`: "Local Government Act 1972", "UK GDPR", "1972 Act"? */
static bool instrument_at(const finder *f, size_t i)
{
    for (size_t at = i; at < f->limit && at < i + NAME_AHEAD; at++) {
        cdt_str text = cdt_token_text(f->t, at);
        if (cdt_token_among(f->t, at, f->limit, instruments) && capital_at(f, at))
            return true;
        if (at == i && cdt_token_among(f->t, at, f->limit, "act regulations directive order code rules gdpr treaty"))
            return true;
        if (capital_at(f, at) || f->t->at[at].kind == CDT_TOKEN_FIGURE ||
            cdt_token_among(f->t, at, f->limit, "of and the for in on to as s") || text.len == 1)
            if (!cdt_token_sign(f->t, at, f->limit, '.') && !cdt_token_sign(f->t, at, f->limit, ';') &&
                !cdt_token_sign(f->t, at, f->limit, ')'))
                continue;
        return false;
    }
    return false;
}

static size_t own_part(const finder *f)
{
    return f->making->draft.clauses[f->clause].part;
}

static const char ordinals[] = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth";

/* "Second Schedule" at `i`: its kind and its number; else NULL. */
static const char *ordinal_at(const finder *f, size_t i, cdt_str *number)
{
    size_t value = cdt_token_among(f->t, i, f->limit, ordinals), end;
    const char *kind =
        value && capital_at(f, i) && capital_at(f, i + 1) ? cdt_place_kind(f->t, i + 1, f->limit, &end) : NULL;

    if (!kind || !cdt_place_attached(kind))
        return NULL;
    *number = cdt_str_z(cdt_format(&f->making->scratch, "%zu", value));
    return kind;
}

/* "Schedule 2" or "the Schedule" at `i`, as the whole that a paragraph is of. */
static bool attachment_at(const finder *f, size_t i, whole *w)
{
    bool relative;
    size_t end;
    cdt_str number;
    const char *kind = ordinal_at(f, i, &number);

    if (kind) {
        w->part = cdt_places_title(&f->places, kind, number);
        w->missing = w->part == CDT_NOWHERE;
        w->external = cdt_token_is(f->t, i + 2, f->limit, "to") && instrument_at(f, i + 3);
        return true;
    }
    kind = cdt_place_kind(f->t, i, f->limit, &end);
    if (!kind || !(cdt_place_attached(kind) || strcmp(kind, "part") == 0))
        return false;
    number = cdt_place_number(f->t, end, f->limit, kind, &end, &relative, &f->making->scratch);
    if (!number.len && i && cdt_token_is(f->t, i - 1, f->limit, "this") && own_part(f) != CDT_NOWHERE &&
        cdt_place_attached(kind)) {
        w->part = own_part(f);
        return true;
    }
    if (!number.len || relative) {
        w->part = CDT_NOWHERE;
        w->missing = true; /* the only one, perhaps; the reference to it is told by itself */
        return true;
    }
    w->part = CDT_NOWHERE;
    if (strcmp(kind, "part") == 0) {
        whole around = { .part = CDT_NOWHERE };
        size_t next = end + 1, unused;
        const char *outer =
            cdt_token_among(f->t, end, f->limit, "of to in") ? cdt_place_kind(f->t, next, f->limit, &unused) : NULL;
        if (outer && cdt_place_attached(outer))
            attachment_at(f, next, &around);
        w->part = cdt_places_inner(&f->places, around.part != CDT_NOWHERE ? around.part : own_part(f), number);
    }
    if (w->part == CDT_NOWHERE)
        w->part = cdt_places_title(&f->places, kind, number);
    w->missing = w->part == CDT_NOWHERE;
    if (cdt_token_among(f->t, end, f->limit, "of to in") &&
        instrument_at(f, end + 1 + cdt_token_is(f->t, end + 1, f->limit, "the")))
        w->external = !cdt_token_is(f->t, end + 1, f->limit, "this");
    return true;
}

/* What follows the numbers, from token `i`. */
static whole behind(const finder *f, size_t i)
{
    whole w = { .part = CDT_NOWHERE };
    size_t at = i;

    at += cdt_token_sign(f->t, at, f->limit, ',');
    if (cdt_token_among(f->t, at, f->limit, "hereof herein hereunder above below")) {
        w.body = cdt_token_is(f->t, at, f->limit, "hereof");
        return w;
    }
    if (cdt_token_among(f->t, at, f->limit, "thereof therein thereto")) {
        w.external = true;
        return w;
    }
    if (cdt_token_among(f->t, at, f->limit, "of to in under from contained")) {
        at += cdt_token_is(f->t, at, f->limit, "contained");
        at++;
        if (cdt_token_among(f->t, at, f->limit, "this the these our") &&
            (cdt_token_among(f->t, at + 1, f->limit, "agreement deed contract mou document") ||
             (cdt_token_is(f->t, at, f->limit, "this") && cdt_token_among(f->t, at + 1, f->limit, ours))) &&
            !attachment_at(f, at + 1, &w)) {
            w.external = cdt_token_is(f->t, at, f->limit, "the") &&
                         cdt_token_among(f->t, at + 2, f->limit, "for dated with between"); /* another one */
            w.body = !w.external;
            return w;
        }
        if (attachment_at(f, at + (cdt_token_among(f->t, at, f->limit, "the this") > 0), &w))
            return w;
        if (cdt_token_among(f->t, at, f->limit, "that those such said")) {
            w.external = cdt_token_among(f->t, at + 1, f->limit, instruments) > 0 ||
                         cdt_token_among(f->t, at + 1, f->limit, "certain other");
            return w;
        }
        at += cdt_token_among(f->t, at, f->limit, "the its their any a an") > 0;
        w.external = instrument_at(f, at) || (capital_at(f, at) && !cdt_token_among(f->t, at, f->limit, ours));
        return w;
    }
    if (at == i && capital_at(f, at) && !(f->t->at[at].flags & CDT_TOKEN_LINE))
        w.external = instrument_at(f, at);
    if (at == i + 1 && attachment_at(f, at, &w)) /* "paragraph 3, Schedule 2" */
        w.missing |= w.part == CDT_NOWHERE;
    return w;
}

/* Does the name of an instrument end before token `i`: "the Companies Act 2006, section 5", "42 U.S.C. § 1983"? */
static bool instrument_before(const finder *f, size_t i, size_t first)
{
    static const char acts[] = "act regulations regulation order directive gdpr code rules u.s.c usc c.f.r cfr far "
                               "dfar dfars c.r.s statutes statute "
                               "constitution law treaty r.s.a";

    for (int k = 0; k < 2 && i > first; k++)
        if (cdt_token_sign(f->t, i - 1, f->limit, ',') || cdt_token_sign(f->t, i - 1, f->limit, '(') ||
            cdt_token_sign(f->t, i - 1, f->limit, '.'))
            i--;
    if (i > first && f->t->at[i - 1].kind == CDT_TOKEN_FIGURE && f->t->at[i - 1].end - f->t->at[i - 1].start == 4)
        i--;
    return i > first && capital_at(f, i - 1) && cdt_token_among(f->t, i - 1, f->limit, acts);
}

/* --- what a reference points to */

/* The place of a number in the parts where it may be meant, nearest first. */
static size_t place_of(const finder *f, const char *kind, cdt_str number, const whole *w)
{
    bool paragraph = strcmp(kind, "paragraph") == 0;
    size_t own = own_part(f), inner = f->places.parts[f->clause], found = CDT_NOWHERE;

    if (strcmp(kind, "part") == 0) {
        found = cdt_places_inner(&f->places, w->part != CDT_NOWHERE ? w->part : own, number);
        return found != CDT_NOWHERE ? found : cdt_places_title(&f->places, kind, number);
    }
    if (w->part == CDT_NOWHERE && !w->body && inner != CDT_NOWHERE)
        found = cdt_places_find(&f->places, inner, number);
    if (found != CDT_NOWHERE)
        return found;
    if (w->part != CDT_NOWHERE) {
        found = cdt_places_find(&f->places, w->part, number);
        return found == CDT_NOWHERE && !cdt_places_numbered(&f->places, w->part) ? w->part : found;
    }
    if (own == CDT_NOWHERE || w->body || !paragraph) {
        found = cdt_places_find(&f->places, CDT_NOWHERE, number);
        if (found == CDT_NOWHERE && own != CDT_NOWHERE)
            found = cdt_places_find(&f->places, own, number);
    } else {
        found = cdt_places_find(&f->places, own, number);
        if (found == CDT_NOWHERE && (memchr(number.at, '.', number.len) || !cdt_places_numbered(&f->places, own)))
            found = cdt_places_find(&f->places, CDT_NOWHERE, number);
    }
    if (found == CDT_NOWHERE)
        found = cdt_places_title(&f->places, kind, number);
    if (number.len > 1 && number.at[0] >= 'a' && number.at[1 + (number.at[1] == '.' && number.len > 2)] <= '9')
        for (size_t k = 0; found == CDT_NOWHERE && k < f->title_count; k++) /* "A.2", of whichever annex has it */
            found = cdt_places_find(&f->places, f->titles[k], number);
    return found;
}

/* "(a)" alone: below the clause that it stands in, or below one above. */
static size_t below_here(const finder *f, cdt_str label)
{
    const cdt_draft *draft = &f->making->draft;
    size_t up = f->clause;

    for (int k = 0; k < 8 && up != CDT_NOWHERE; k++, up = draft->clauses[up].parent) {
        const cdt_clause *clause = &draft->clauses[up];
        cdt_str number = cdt_str_z(clause->number), folded;
        size_t comma = cdt_str_find(number, CDT_STR(", "), 0), found;
        if (comma != CDT_NOWHERE)
            number = cdt_str_slice(number, comma + 2, number.len);
        folded = cdt_places_fold(number, false, &f->making->scratch);
        if (!folded.len)
            continue;
        folded = cdt_str_z(cdt_format(&f->making->scratch, "%.*s.%.*s", CDT_ARGS(folded), CDT_ARGS(label)));
        found = cdt_places_find(&f->places, clause->part, folded);
        if (found != CDT_NOWHERE)
            return found;
    }
    return CDT_NOWHERE;
}

/* "b.ii" of item "5.1(b)(ii)". */
static cdt_str read_labels(const finder *f, const cdt_item *item)
{
    cdt_str number = cdt_str_z(item->number);
    size_t from = number.len, depth = 1;

    for (size_t up = item->above; up != CDT_NOWHERE; up = f->making->draft.items[up].above)
        depth++;
    while (from && depth)
        depth -= number.at[--from] == '(';
    return cdt_places_fold(cdt_str_slice(number, from, number.len), false, &f->making->scratch);
}

/* The same, read once for each item: thousands of references may lead to a clause. */
static cdt_str labels_of(const finder *f, size_t item)
{
    const cdt_draft *draft = &f->making->draft;

    if (!f->item_labels[item].at)
        f->item_labels[item] = read_labels(f, &draft->items[item]);
    return f->item_labels[item];
}

/* The first item at or behind `at`. */
static size_t items_from(const cdt_draft *draft, size_t at)
{
    size_t low = 0, high = draft->item_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (draft->items[middle].start < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The item inside clause `target` that the folded number means: the one with most of its labels. */
static size_t item_of(const finder *f, size_t target, cdt_str number)
{
    const cdt_draft *draft = &f->making->draft;
    size_t found = CDT_NOWHERE, best = 0, first;

    if (target == CDT_NOWHERE ||
        cdt_places_ends_in(cdt_places_fold(cdt_str_z(draft->clauses[target].number), false, &f->making->scratch),
                           number))
        return CDT_NOWHERE;
    first = items_from(draft, draft->clauses[target].start);
    for (size_t i = first; i < draft->item_count && i < first + INSIDE && draft->items[i].clause == target; i++) {
        cdt_str own = labels_of(f, i);
        if (own.len <= best || !cdt_places_ends_in(number, own))
            continue;
        found = i;
        best = own.len;
    }
    return found;
}

static const char *nearest_title(const finder *f, const char *kind)
{
    const cdt_draft *draft = &f->making->draft;
    const char *near = "";
    size_t length = strlen(kind);

    for (size_t k = 0; k < f->title_count; k++) {
        const char *number = draft->clauses[f->titles[k]].number;
        if ((number[0] | 32) == kind[0] && strncmp(number + 1, kind + 1, length - 1) == 0)
            near = number;
    }
    return near;
}

/* One number of a reference, in tokens [from, to) where it is written. */
typedef struct item {
    cdt_str number;
    size_t from, to;
    bool relative, between; /* "(a)" alone; an item of a range that is not written */
} item;

/* Nothing can be said of a clause that an attachment names and the body does not have: the attachment may be an agreement of
 * its own, or speak of another. Nor of one below a clause under which nothing has a number. */
static bool unknowable(const finder *f, const char *kind, cdt_str number, const whole *w)
{
    size_t above = number.len;
    bool own = own_part(f) != CDT_NOWHERE, paragraph = strcmp(kind, "paragraph") == 0;

    if (cdt_place_attached(kind) || w->part != CDT_NOWHERE)
        return false;
    if (own && !w->body && !paragraph)
        return true;
    if (number.len > 1 && number.at[number.len - 1] >= 'a' &&
        number.at[number.len - 2] != '.') /* "4A" may be the part A */
        return place_of(f, kind, cdt_str_slice(number, 0, number.len - 1), w) != CDT_NOWHERE;
    for (; above; number.len = above - 1, above = number.len) {
        cdt_str up;
        while (above && number.at[above - 1] != '.')
            above--;
        if (above < 2)
            return false;
        up = cdt_str_slice(number, 0, above - 1);
        if (place_of(f, kind, up, w) != CDT_NOWHERE)
            return !cdt_places_below(&f->places, own && paragraph ? own_part(f) : CDT_NOWHERE, up, number);
    }
    return false;
}

/* "attached hereto", "of this Amendment": the place is one of the text at hand. */
static bool here(const finder *f, size_t i)
{
    for (size_t at = i; at < f->limit && at < i + 3; at++)
        if (cdt_token_among(f->t, at, f->limit, "hereto hereof herein"))
            return true;
    return cdt_token_among(f->t, i, f->limit, "of to") && cdt_token_is(f->t, i + 1, f->limit, "this") &&
           cdt_token_is(f->t, i + 2, f->limit, "amendment");
}

#define ABOVE 8 /* clauses before a reference in which clauses of a regulator are named */

/* Clauses that a regulator wrote, named shortly before: "the EU SCCs ... in Clause 17, option 1". */
static bool names_others(const finder *f)
{
    for (size_t i = f->t->first[f->clause]; (i = cdt_token_set_next(&f->others_at, i, f->limit)) < f->limit; i++)
        if (!cdt_token_is(f->t, i, f->limit, "contractual") || i + 1 < f->limit)
            return true;
    return false;
}

/* A number that the file itself leads to a clause: what it shows may be a part of it, or old. Labels may be typed behind it. */
static bool put_linked(const finder *f, cdt_reference *r)
{
    const cdt_draft *draft = &f->making->draft;
    cdt_link *link = cdt_links_in(f->links, r->at);
    cdt_arena *scratch = &f->making->scratch;
    cdt_str number, typed = { "", 0 };

    if (!link)
        return false;
    link->used = true;
    number = link->number;
    r->target = link->target;
    if (link->at.end < r->at.end)
        typed = cdt_places_fold((cdt_str){ draft->text + link->at.end, r->at.end - link->at.end }, false, scratch);
    if (typed.len) {
        size_t below;
        number = cdt_str_z(cdt_format(scratch, "%.*s.%.*s", CDT_ARGS(number), CDT_ARGS(typed)));
        below = cdt_places_find(&f->places, draft->clauses[link->target].part, number);
        r->target = below != CDT_NOWHERE ? below : r->target;
        r->item = item_of(f, r->target, number);
    }
    r->number = cdt_copy_z(&f->making->arena, number);
    r->resolved = true;
    r->external = false;
    return true;
}

static void put(finder *f, const char *kind, const item *it, const whole *w, size_t from, bool self)
{
    const cdt_token *tokens = f->t->at;
    cdt_reference r = { .kind = kind,
                        .number = cdt_copy_z(&f->making->arena, it->number),
                        .at = { tokens[from].start, tokens[it->to - 1].end },
                        .clause = f->clause,
                        .target = CDT_NOWHERE,
                        .item = CDT_NOWHERE,
                        .external = w->external,
                        .self = self && !f->amending && !f->amending_clause,
                        .near = "" };
    bool linked = it->number.len && !it->between && put_linked(f, &r);

    if (!r.external && !it->number.len)
        return;
    if (!r.external && !linked && w->missing)
        return; /* what it is part of is missing, and told by itself */
    if (!r.external && !linked) {
        r.target = it->relative               ? below_here(f, it->number)
                   : cdt_place_attached(kind) ? cdt_places_title(&f->places, kind, it->number)
                                              : place_of(f, kind, it->number, w);
        r.resolved = r.target != CDT_NOWHERE;
        if (!cdt_place_attached(kind))
            r.item = item_of(f, r.target, it->number);
    }
    if (!r.external && !r.resolved) {
        if (self && cdt_place_attached(kind))
            return; /* the file at hand, by the name that another one gives it */
        if (it->relative || it->between || f->t->at[it->from].kind == CDT_TOKEN_MARK)
            return;
        r.external = unknowable(f, kind, it->number, w) || ((f->amending || f->amending_clause) && !here(f, it->to)) ||
                     (f->clause < f->others_until && strcmp(kind, "clause") == 0);
    }
    if (!r.external && !r.resolved) {
        r.near = cdt_place_attached(kind) ? nearest_title(f, kind)
                                          : cdt_places_near(&f->places,
                                                            w->part != CDT_NOWHERE                       ? w->part
                                                            : strcmp(kind, "paragraph") == 0 && !w->body ? own_part(f)
                                                                                                         : CDT_NOWHERE,
                                                            it->number);
        if (!cdt_place_attached(kind) && it->number.at[0] <= '9') /* nothing has such a number there */
            r.external = r.doubtful = !*r.near || !strpbrk(r.near, "0123456789");
    }
    r.text = cdt_copy_z(&f->making->arena, cdt_tokens_copy(f->t, from, it->to, &f->making->scratch));
    f->at = cdt_grow(&f->making->arena, f->at, f->count, &f->room, sizeof *f->at);
    f->at[f->count++] = r;
}

/* --- lists and ranges */

/* Does what stands behind a further number of a list say that it is one: not "and 30 days"? */
static bool goes_on(const finder *f, size_t i, cdt_str number)
{
    const cdt_token *next = &f->t->at[i];

    if (i >= f->limit || memchr(number.at, '.', number.len))
        return true;
    if (next->kind == CDT_TOKEN_MARK)
        return next->mark != '%' && next->mark != '/';
    return cdt_token_among(
               f->t, i, f->limit,
               "and or to of in shall above below which is are will may must for the as by with inclusive hereof "
               "herein under do does apply applies has have that this where at on if but (a) unless when except "
               "together respectively then were was being contained hereto attached set thereof through until") > 0;
}

/* The last number of the folded text, and where it begins. */
static unsigned tail_of(cdt_str number, size_t *at)
{
    unsigned value = 0;

    *at = number.len;
    while (*at && number.at[*at - 1] >= '0' && number.at[*at - 1] <= '9')
        --*at;
    for (size_t i = *at; i < number.len && value < 100000; i++)
        value = value * 10 + (unsigned)(number.at[i] - '0');
    return value;
}

/* The items between the two ends of a range that are there. */
static void put_between(finder *f, const char *kind, const item *low, const item *high, const whole *w)
{
    size_t a, b;
    unsigned from = tail_of(low->number, &a), to = tail_of(high->number, &b);

    if (a != b || a == low->number.len ||
        !cdt_str_is(cdt_str_slice(low->number, 0, a), cdt_str_slice(high->number, 0, b)) || to <= from ||
        to - from > BETWEEN || low->relative)
        return;
    for (unsigned k = from + 1; k < to; k++) {
        item middle = *high;
        middle.number = cdt_str_z(cdt_format(&f->making->scratch, "%.*s%u", (int)a, low->number.at, k));
        middle.from = low->from;
        middle.between = true;
        put(f, kind, &middle, w, low->from, false);
    }
}

#define ITEMS 24 /* of one list */

/* The numbers from token `i`; returns how many. A range's second end has `between` set until it is put. */
static size_t read_items(finder *f, const char *kind, size_t i, item *items)
{
    size_t count = 0, end;

    while (count < ITEMS) {
        size_t at = i;
        bool range = false;
        item it = { .to = 0 };
        if (count) {
            range = cdt_token_among(f->t, at, f->limit, "to through until") || cdt_token_sign(f->t, at, f->limit, '-');
            at += range || cdt_token_sign(f->t, at, f->limit, ',');
            if (!range && cdt_token_among(f->t, at, f->limit, "and or"))
                at += 1 + (cdt_token_sign(f->t, at + 1, f->limit, '/') ? 2 : 0);
            if (at == i)
                break;
        }
        it.number = cdt_place_number(f->t, at, f->limit, kind, &end, &it.relative, &f->making->scratch);
        if (!it.number.len || (count && !it.relative && !goes_on(f, end, it.number)))
            break;
        if (count && it.relative && !items[count - 1].relative) { /* "clause 4.2(a) and (b)" */
            const item *last = &items[count - 1];
            size_t cut = last->number.len;
            while (cut && last->number.at[cut - 1] != '.')
                cut--;
            if (!cut)
                break;
            it.number =
                cdt_str_z(cdt_format(&f->making->scratch, "%.*s%.*s", (int)cut, last->number.at, CDT_ARGS(it.number)));
            it.relative = false;
        }
        it.from = at;
        it.to = i = end;
        it.between = range;
        items[count++] = it;
    }
    return count;
}

/* Is it a number of a code or Act by its form: "8-2-113", "275" beside 22 clauses, "Schedule 13D"? */
static bool foreign(const finder *f, const char *kind, const item *it)
{
    unsigned first = 0;
    size_t i = 0;

    for (; i < it->number.len && it->number.at[i] >= '0' && it->number.at[i] <= '9' && first < 100000; i++)
        first = first * 10 + (unsigned)(it->number.at[i] - '0');
    if (strcmp(kind, "schedule") == 0)
        return first > 40 || cdt_str_is_z(it->number, "13d") || cdt_str_is_z(it->number, "13g") ||
               cdt_str_is_z(it->number, "14a");
    if (cdt_place_attached(kind) || it->relative)
        return false;
    return i && (first > f->places.highest + FAR_BEYOND || first > 999) && first > 30;
}

/* Figures joined by hyphens, two at least: "8-2-113". Returns the token behind them; `i` where they are none. */
static size_t hyphened(const finder *f, size_t i)
{
    size_t at = i, groups = 0;

    while (at + 2 < f->limit && f->t->at[at].kind == CDT_TOKEN_FIGURE && cdt_token_sign(f->t, at + 1, f->limit, '-') &&
           !(f->t->at[at + 1].flags & CDT_TOKEN_SPACED) && f->t->at[at + 2].kind == CDT_TOKEN_FIGURE &&
           !(f->t->at[at + 2].flags & CDT_TOKEN_SPACED)) {
        at += 2;
        groups++;
    }
    return groups > 1 ? at : i;
}

/* A heading such as "Section 4. Payment" or "Schedule 2" names its own place. */
static bool own_heading(const finder *f, size_t i, size_t first, size_t end)
{
    const cdt_clause *clause = &f->making->draft.clauses[f->clause];

    if (i > first + 1 || (i > first && f->t->at[first].kind != CDT_TOKEN_MARK &&
                          !(clause->kind == CDT_CLAUSE_SCHEDULE && cdt_token_is(f->t, first, f->limit, "the"))))
        return false;
    if (clause->kind == CDT_CLAUSE_SCHEDULE || end >= f->limit)
        return i == f->t->first[f->clause] || clause->kind == CDT_CLAUSE_SCHEDULE;
    if (f->t->at[end].kind == CDT_TOKEN_MARK)
        return !cdt_token_sign(f->t, end, f->limit, '(') && !cdt_token_sign(f->t, end, f->limit, ',');
    return capital_at(f, end) || (f->t->at[end].flags & CDT_TOKEN_LINE);
}

/* The same in the middle of lines that were run together: "Exhibit 10.5" of a filing, "Appendix 2: Safety", "ARTICLE V
 * PAYMENT", "Section 9.2. Payment". */
static bool heading_inside(const finder *f, const char *kind, size_t i, size_t first, size_t end, const item *it)
{
    bool dotted = cdt_token_sign(f->t, end, f->limit, '.') && capital_at(f, end + 1), after_word;

    if (!capital_at(f, i) || it->relative)
        return false;
    after_word = i > first && f->t->at[i - 1].kind == CDT_TOKEN_WORD;
    if (cdt_place_attached(kind)) {
        cdt_str text = cdt_tokens_copy(f->t, it->from, it->to, &f->making->scratch);
        if (strcmp(kind, "exhibit") == 0 && text.at[0] <= '9' && memchr(text.at, '.', text.len) &&
            !(after_word && !capital_at(f, i - 1)))
            return true;
        return cdt_place_apart(f->t, i, end, first, f->limit);
    }
    if (i > first && !after_word && f->t->at[i - 1].kind == CDT_TOKEN_MARK &&
        (cdt_token_sign(f->t, i - 1, f->limit, '.') || cdt_token_sign(f->t, i - 1, f->limit, ']')))
        return dotted;
    return (f->t->at[i].flags & CDT_TOKEN_CAPITALS) && end < f->limit && (f->t->at[end].flags & CDT_TOKEN_CAPITALS) &&
           !(after_word && (f->t->at[i - 1].flags & CDT_TOKEN_CAPITALS));
}

/* "the Schedule", which has no number: the only one there is. */
static void put_only(finder *f, size_t i, size_t end, const char *kind)
{
    const cdt_draft *draft = &f->making->draft;
    item it = { .from = i, .to = end };
    size_t only = CDT_NOWHERE, length = strlen(kind);
    const cdt_token *tokens = f->t->at;

    if (!capital_at(f, i) || i == 0 || !cdt_token_among(f->t, i - 1, f->limit, "the this") ||
        cdt_token_among(f->t, end, f->limit, "of") || capital_at(f, end) ||
        (tokens[end - 1].flags & CDT_TOKEN_CAPITALS))
        return;
    for (size_t k = 0; k < f->title_count; k++) {
        const char *number = draft->clauses[f->titles[k]].number;
        if ((number[0] | 32) != kind[0] || strncmp(number + 1, kind + 1, length - 1) != 0)
            continue;
        if (only != CDT_NOWHERE)
            return; /* which one is meant cannot be told */
        only = f->titles[k];
    }
    if (only == CDT_NOWHERE)
        return;
    f->at = cdt_grow(&f->making->arena, f->at, f->count, &f->room, sizeof *f->at);
    f->at[f->count++] = (cdt_reference){ .kind = kind,
                                         .number = "",
                                         .text = cdt_copy_z(&f->making->arena,
                                                            cdt_tokens_copy(f->t, it.from, it.to, &f->making->scratch)),
                                         .at = { tokens[i].start, tokens[end - 1].end },
                                         .clause = f->clause,
                                         .target = only,
                                         .item = CDT_NOWHERE,
                                         .resolved = true,
                                         .self = cdt_token_is(f->t, i - 1, f->limit, "this"),
                                         .near = "" };
}

/* Behind "Section 6.08, Section 6.09 and Section 6.10": what follows the last is said of all. */
static size_t chain_end(finder *f, size_t end)
{
    for (int k = 0; k < 6; k++) {
        size_t at = end, next;
        item items[ITEMS];
        size_t count;
        const char *kind;
        at += cdt_token_sign(f->t, at, f->limit, ',');
        at += cdt_token_among(f->t, at, f->limit, "and or") > 0;
        kind = at > end ? cdt_place_kind(f->t, at, f->limit, &next) : NULL;
        count = kind ? read_items(f, kind, next, items) : 0;
        if (!count)
            break;
        end = items[count - 1].to;
    }
    return end;
}

/* Behind "Schedule 2 (Charges),": a paragraph of it may follow. */
static void keep_outer(finder *f, const char *kind, size_t before, size_t end)
{
    f->outer_end = 0;
    if (f->count != before + 1 || !(cdt_place_attached(kind) || strcmp(kind, "part") == 0))
        return;
    if (cdt_token_sign(f->t, end, f->limit, '('))
        for (size_t at = end + 1; at < f->limit && at < end + 12; at++)
            if (cdt_token_sign(f->t, at, f->limit, ')')) {
                end = at + 1;
                break;
            }
    f->outer = before;
    f->outer_end = end + cdt_token_sign(f->t, end, f->limit, ',');
}

/* "Schedule 2, paragraph 3": of what stands before it at `i`, "Part 1, paragraph 3 of Schedule 2" of both. */
static void take_outer(const finder *f, const char *kind, size_t i, whole *w)
{
    const cdt_reference *outer;
    size_t inner = CDT_NOWHERE;

    if (!f->outer_end || i != f->outer_end || w->external || w->body ||
        (strcmp(kind, "paragraph") && strcmp(kind, "part")))
        return;
    outer = &f->at[f->outer];
    if (w->part != CDT_NOWHERE && strcmp(outer->kind, "part") == 0)
        inner = cdt_places_inner(&f->places, w->part, cdt_str_z(outer->number));
    if (w->part == CDT_NOWHERE) {
        w->external = outer->external;
        w->missing = !outer->resolved && !w->external;
        inner = outer->target;
    }
    w->part = inner != CDT_NOWHERE ? inner : w->part;
}

/* The numbers of the place that is named at token `i`, and how many there are; where to look on in `*next`. */
static size_t read_place(finder *f, size_t i, item items[ITEMS], const char **kind, size_t *next)
{
    size_t end, count;
    cdt_str ordinal;

    *next = i + 1;
    if ((*kind = ordinal_at(f, i, &ordinal)) != NULL) {
        items[0] = (item){ .number = ordinal, .from = i, .to = i + 2 };
        return 1;
    }
    *kind = cdt_place_kind(f->t, i, f->limit, &end);
    if (!*kind)
        return 0;
    end += cdt_token_among(f->t, end, f->limit, "no nos number") > 0 &&
           (cdt_token_sign(f->t, end + 1, f->limit, '.') || end + 1 < f->limit);
    end += end > i + 1 && cdt_token_sign(f->t, end, f->limit, '.');
    *next = hyphened(f, end);
    if (*next > end)
        return 0;
    *next = i + 1;
    count = read_items(f, *kind, end, items);
    if (!count && cdt_place_attached(*kind))
        put_only(f, i, i + 1, *kind);
    if (count && !capital_at(f, i) && cdt_place_attached(*kind) && f->t->at[items[0].from].kind == CDT_TOKEN_WORD &&
        items[0].to == items[0].from + 1 && f->t->at[items[0].from].end - f->t->at[items[0].from].start > 1)
        return 0; /* "schedule IT services" */
    return count;
}

/* What stands at token `i`; returns the token behind it. */
static size_t look(finder *f, size_t i, size_t first)
{
    item items[ITEMS];
    const char *kind;
    size_t end, before, count = read_place(f, i, items, &kind, &end);
    bool law, self;
    whole w;

    if (!count)
        return end;
    end = items[count - 1].to;
    if (own_heading(f, i, first, end) || heading_inside(f, kind, i, first, end, &items[0]))
        return end;
    law = strcmp(kind, "regulation") == 0 || strcmp(kind, "rule") == 0;
    if (law && items[0].number.len == 4)
        return end; /* the year in the name of regulations */
    w = behind(f, chain_end(f, end));
    if (!w.external)
        w = behind(f, end);
    self = i > first && cdt_token_is(f->t, i - 1, f->limit, "this") && count == 1;
    w.external |= i > first && cdt_token_among(f->t, i - 1, f->limit, "new existing original");
    w.external |= law || (!self && instrument_before(f, i, first));
    for (size_t k = 0; k < count; k++)
        w.external |= foreign(f, kind, &items[k]);
    if (!self)
        take_outer(f, kind, i, &w);
    before = f->count;
    for (size_t k = 0; k < count; k++) {
        bool range = items[k].between;
        items[k].between = false;
        if (range)
            put_between(f, kind, &items[k - 1], &items[k], &w);
        put(f, kind, &items[k], &w, k ? items[k].from : i, self);
    }
    keep_outer(f, kind, before, end);
    return end;
}

/* A draft whose clauses are called clauses speaks of sections of Acts: where most of one kind lead nowhere, beside others that
 * are the draft's own, they are foreign. */
static void judge_kind(finder *f, const char *kind)
{
    size_t own = 0, lost = 0, others = 0;

    for (size_t i = 0; i < f->count; i++) {
        const cdt_reference *r = &f->at[i];
        if (r->external || cdt_place_attached(r->kind))
            continue;
        if (strcmp(r->kind, kind) != 0)
            others += r->resolved;
        else if (r->resolved)
            own++;
        else
            lost++;
    }
    if (own > lost || others <= own + (own ? lost : 0))
        return;
    for (size_t i = 0; i < f->count; i++) {
        cdt_reference *r = &f->at[i];
        if (r->external || r->resolved || strcmp(r->kind, kind) != 0)
            continue;
        r->external = true;
        r->near = "";
    }
}

#define TITLES 200 /* attachments that are looked at for the nearest one */

static void find_titles(finder *f)
{
    const cdt_draft *draft = &f->making->draft;
    size_t *titles = CDT_NEW_ARRAY(&f->making->scratch, size_t, TITLES);

    for (size_t c = 0; c < draft->clause_count && f->title_count < TITLES; c++)
        if (draft->clauses[c].kind == CDT_CLAUSE_SCHEDULE && *draft->clauses[c].number)
            titles[f->title_count++] = c;
    f->titles = titles;
}

/* A missing place is told once. */
static void find_again(finder *f)
{
    cdt_map seen = { 0 };

    for (size_t i = 0; i < f->count; i++) {
        cdt_reference *r = &f->at[i];
        void **at;
        r->attachment = cdt_place_attached(r->kind);
        if (r->resolved || r->external)
            continue;
        at = cdt_map_at(&seen, cdt_str_z(cdt_format(&f->making->scratch, "%s %s", r->kind, r->number)));
        r->again = *at != NULL;
        *at = r;
    }
    cdt_map_free(&seen);
}

/* --- numbers that lead to a bookmark, of which no word says what they are: "as 4.2 has it" */

static size_t count_bare(const finder *f)
{
    size_t count = 0;

    for (size_t i = 0; i < f->links->count; i++) {
        cdt_link *link = &f->links->at[i];
        const cdt_clause *in = cdt_draft_clause_at(&f->making->draft, link->at.start);
        link->used |= !in || in->region == CDT_REGION_CONTENTS || in->region == CDT_REGION_FURNITURE;
        count += !link->used;
    }
    return count;
}

static cdt_reference bare(const finder *f, const cdt_link *link)
{
    const cdt_draft *draft = &f->making->draft;
    cdt_arena *arena = &f->making->arena;
    cdt_str text = { draft->text + link->at.start, link->at.end - link->at.start };

    return (cdt_reference){ .text = cdt_copy_z(arena, text),
                            .kind = "clause",
                            .number = cdt_copy_z(arena, link->number),
                            .at = link->at,
                            .clause = (size_t)(cdt_draft_clause_at(draft, link->at.start) - draft->clauses),
                            .target = link->target,
                            .item = CDT_NOWHERE,
                            .resolved = true,
                            .near = "" };
}

/* All in the order of the text. */
static void put_bare(finder *f)
{
    size_t more = count_bare(f), from = 0, to = 0;
    cdt_reference *all;

    if (!more)
        return;
    all = CDT_NEW_ARRAY(&f->making->arena, cdt_reference, f->count + more);
    for (size_t i = 0; i < f->links->count; i++) {
        const cdt_link *link = &f->links->at[i];
        if (link->used)
            continue;
        while (from < f->count && f->at[from].at.start < link->at.start)
            all[to++] = f->at[from++];
        all[to++] = bare(f, link);
    }
    while (from < f->count)
        all[to++] = f->at[from++];
    f->at = all;
    f->count = to;
}

/* --- agreements that change another one */

#define TITLE_WORDS 150 /* in which a title says that it is an amendment */

/* "AMENDMENT NO. 2 TO", "First Amendment to": near the top of the text. */
static bool amends(finder *f)
{
    const cdt_draft *draft = &f->making->draft;
    size_t seen = 0;

    for (size_t c = 0; c < draft->clause_count && seen < TITLE_WORDS; c++) {
        size_t first = f->t->first[c], limit = f->t->first[c + 1];
        if (draft->clauses[c].region == CDT_REGION_FURNITURE)
            continue;
        for (size_t i = first; i < limit && seen < TITLE_WORDS; i++, seen++) {
            if (!cdt_token_is(f->t, i, limit, "amendment") || !(f->t->at[i].flags & CDT_TOKEN_CAPITAL))
                continue;
            if (i + 1 == limit || cdt_token_among(f->t, i + 1, limit, "no number to agreement and of") ||
                f->t->at[i + 1].kind == CDT_TOKEN_FIGURE || cdt_token_sign(f->t, i + 1, limit, '#') ||
                (i > first && cdt_token_among(f->t, i - 1, limit, "first second third fourth fifth sixth this")))
                return true;
        }
    }
    return false;
}

/* Does the clause at hand say how another text is changed: "is hereby amended", "are deleted"? */
static bool changes(const finder *f)
{
    for (size_t i = f->t->first[f->clause] + 1; (i = cdt_token_set_next(&f->changes_at, i, f->limit)) < f->limit; i++) {
        if (cdt_token_among(f->t, i, f->limit, "delete add replace insert") && capital_at(f, i) &&
            capital_at(f, i + 1) + cdt_token_among(f->t, i + 1, f->limit, "the a") > 0)
            return true;
        if (!cdt_token_among(f->t, i, f->limit, "amended deleted renumbered replaced"))
            continue;
        if (cdt_token_among(f->t, i - 1, f->limit, "hereby is are"))
            return true;
        if (cdt_token_is(f->t, i - 1, f->limit, "be") && i > f->t->first[f->clause] + 1 &&
            cdt_token_is(f->t, i - 2, f->limit, "shall") &&
            !cdt_token_among(f->t, i + 1, f->limit, "only except by unless from"))
            return true;
    }
    return false;
}

/* Does the clause before end in a colon, and so this one say what is put in? */
static bool quoted_after(const finder *f)
{
    size_t first = f->t->first[f->clause];

    return first > f->t->first[f->clause - 1] && cdt_token_sign(f->t, first - 1, first, ':');
}

/* "Schedules have been omitted pursuant to ...": the copy at hand is not whole. */
static bool left_out(const finder *f)
{
    size_t first = f->t->first[f->clause];

    for (size_t i = first; (i = cdt_token_set_next(&f->left_out_at, i, f->limit)) < f->limit; i++) {
        size_t from = i > first + 25 ? i - 25 : first, whys = 0, whats = 0;
        for (size_t k = from; k < f->limit && k < i + 25; k++) {
            whats += k < i && cdt_token_among(f->t, k, f->limit, "schedules exhibits annexes attachments appendices");
            whys +=
                k > i && cdt_token_among(f->t, k, f->limit, "pursuant copy copies publication published commercially");
        }
        if (whats && whys)
            return true;
    }
    return false;
}

static void find_sites(finder *f)
{
    cdt_arena *arena = &f->making->scratch;

    f->places_at = cdt_token_set_of(f->t, arena);
    cdt_place_sites(&f->places_at);
    cdt_token_set_words(&f->places_at, ordinals);
    f->changes_at = cdt_token_set_of(f->t, arena);
    cdt_token_set_words(&f->changes_at, "delete add replace insert amended deleted renumbered replaced");
    f->left_out_at = cdt_token_set_of(f->t, arena);
    cdt_token_set_words(&f->left_out_at, "omitted redacted");
    f->others_at = cdt_token_set_of(f->t, arena);
    cdt_token_set_words(&f->others_at, "scc sccs");
    cdt_token_set_phrase(&f->others_at, "contractual clauses");
}

void cdt_find_references(cdt_making *making)
{
    finder f = { .making = making,
                 .t = cdt_making_tokens(making),
                 .places = *cdt_making_places(making),
                 .links = cdt_making_links(making) };

    f.item_labels = CDT_NEW_ARRAY(&making->scratch, cdt_str, making->draft.item_count + 1);
    find_sites(&f);
    find_titles(&f);
    f.amending = amends(&f);
    for (size_t c = 0; c < making->draft.clause_count; c++) {
        cdt_region region = making->draft.clauses[c].region;
        size_t first = cdt_making_first(making, c);
        if (region == CDT_REGION_CONTENTS || region == CDT_REGION_FURNITURE)
            continue;
        f.clause = c;
        f.limit = f.t->first[c + 1];
        f.amending_clause = changes(&f) || (f.amending_clause && c && quoted_after(&f));
        making->draft.health.attachments_left_out |= left_out(&f);
        if (names_others(&f))
            f.others_until = c + ABOVE;
        f.outer_end = 0;
        for (size_t i = first; (i = cdt_token_set_next(&f.places_at, i, f.limit)) < f.limit;)
            i = look(&f, i, first);
    }
    judge_kind(&f, "clause");
    judge_kind(&f, "section");
    judge_kind(&f, "article");
    judge_kind(&f, "part");
    find_again(&f);
    put_bare(&f);
    making->draft.references = f.at;
    making->draft.reference_count = f.count;
}
