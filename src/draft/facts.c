/* Facts that the words state for sure, under the paths of a description. What two places of the draft say differently, or a
 * sentence says under a condition, is not given. */
#include <stdlib.h>

#include "base/buf.h"
#include "draft/chars.h"
#include "draft/grow.h"
#include "draft/making.h"
#include "draft/quantity.h"
#include "draft/token_set.h"

#define TITLE_CLAUSES 40 /* in which a title is looked for */
#define TITLE_WORDS 40
#define IDS 64 /* bytes of an id */

/* One fact as it is looked for: what the first sentence says, and whether another says otherwise. */
typedef struct candidate {
    const char *path, *value; /* NULL: not found */
    cdt_stretch at;
    size_t clause;
    bool disputed;
} candidate;

enum { START, END, NOTICE, LAW, BINDING, TERM, CANDIDATES };

typedef struct finder {
    cdt_making *making;
    const cdt_tokens *t;
    cdt_draft_fact *at;
    size_t count, room;
    candidate found[CANDIDATES];
    size_t next_value;            /* of the draft's values: the first that is not before the sentence */
    size_t clause, from, to;      /* the sentence that is looked at, in tokens */
    bool it;                      /* it begins with "It", which is the agreement */
    cdt_token_set laws, bindings; /* words without which it says nothing of these */
} finder;

static void put(finder *f, const char *path, const char *value, cdt_stretch at, size_t clause)
{
    f->at = cdt_grow(&f->making->arena, f->at, f->count, &f->room, sizeof *f->at);
    f->at[f->count++] = (cdt_draft_fact){ .path = path, .value = value, .at = at, .clause = clause };
}

static void offer(finder *f, int which, const char *value, cdt_stretch at)
{
    candidate *c = &f->found[which];

    if (!c->value) {
        c->value = value;
        c->at = at;
        c->clause = f->clause;
    } else if (strcmp(c->value, value) != 0) {
        c->disputed = true;
    }
}

static cdt_stretch stretch_of(const finder *f, size_t from, size_t to)
{
    return (cdt_stretch){ f->t->at[from].start, f->t->at[to - 1].end };
}

/* A text as a YAML scalar between double quotes. */
static const char *quoted(finder *f, cdt_str text)
{
    cdt_buf out = { 0 };

    cdt_buf_char(&out, '"');
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '"' || text.at[i] == '\\')
            cdt_buf_char(&out, '\\');
        cdt_buf_char(&out, (unsigned char)text.at[i] < ' ' ? ' ' : text.at[i]);
    }
    cdt_buf_char(&out, '"');
    text = cdt_buf_take(&out, &f->making->arena);
    cdt_buf_free(&out);
    return text.at;
}

/* --- the title */

static const char instruments[] = "agreement memorandum contract deed protocol concordat lease arrangement "
                                  "arrangements understanding charter mou moa";

/* Behind "Attachment 1" in a line of its own, which a packet puts above a title. */
static size_t behind_packet(const finder *f, size_t from, size_t to)
{
    return from + 3 < to && cdt_token_among(f->t, from, to, "attachment appendix enclosure") &&
                   (f->t->at[from + 2].flags & CDT_TOKEN_LINE)
               ? from + 2
               : from;
}

/* The words of a title, without the marks of a text format around them. */
static bool title_line(const finder *f, size_t c, size_t *from, size_t *to)
{
    *from = f->t->first[c];
    *to = f->t->first[c + 1];
    while (*from < *to && f->t->at[*from].kind == CDT_TOKEN_MARK)
        ++*from;
    while (*to > *from && f->t->at[*to - 1].kind == CDT_TOKEN_MARK && !cdt_token_sign(f->t, *to - 1, *to, ')'))
        --*to;
    *from = behind_packet(f, *from, *to);
    return *to > *from;
}

/* "The Joint Registry Agreement", and no more. */
static bool the_agreement(const finder *f, size_t from, size_t to)
{
    if (to < from + 4 || to > from + 8 || !cdt_token_is(f->t, from, to, "the") ||
        !cdt_token_among(f->t, to - 1, to, "agreement memorandum contract protocol concordat"))
        return false;
    for (size_t i = from; i < to; i++)
        if (!(f->t->at[i].flags & CDT_TOKEN_CAPITAL))
            return false;
    return true;
}

/* "SERVICE LEVEL AGREEMENT: SCHOOL MEALS", and a heading "Data sharing agreement: lettings": token `colon` stands in a title,
 * and not behind what a form asks for. */
static bool colon_in_title(const finder *f, size_t from, size_t colon, size_t to, bool heading)
{
    if (colon < from + 2 || colon + 1 >= to || !(heading || (f->t->at[colon + 1].flags & CDT_TOKEN_CAPITAL)))
        return false;
    for (size_t i = from; i < colon; i++)
        if (cdt_token_among(f->t, i, to,
                            "title name type number no ref reference project date status subject item report agenda "
                            "document file author owner manager administrator sum party") ||
            (!heading && f->t->at[i].kind == CDT_TOKEN_WORD && !(f->t->at[i].flags & CDT_TOKEN_CAPITALS) &&
             f->t->at[i].end > f->t->at[i].start + 1))
            return false;
    return heading || cdt_token_among(f->t, colon - 1, to, instruments);
}

/* Without "(consolidated version, as approved)" at its end, most words of which have no capital. */
static size_t before_remark(const finder *f, size_t from, size_t to)
{
    size_t open = to, capitals = 0, words = 0;

    if (to < from + 3 || !cdt_token_sign(f->t, to - 1, to, ')'))
        return to;
    while (open > from && !cdt_token_sign(f->t, open, to, '(')) {
        open--;
        words += f->t->at[open].kind == CDT_TOKEN_WORD;
        capitals += f->t->at[open].kind == CDT_TOKEN_WORD && (f->t->at[open].flags & CDT_TOKEN_CAPITAL);
    }
    return open > from && capitals * 2 < words && cdt_token_among(f->t, open - 1, to, instruments) ? open : to;
}

/* `heading`: the format sets it apart, so that its words need no capitals. */
static bool is_title(const finder *f, size_t from, size_t to, bool heading)
{
    bool named = false;
    size_t capitals = 0, words = 0;

    if (the_agreement(f, from, to))
        return true;
    if (to - from > TITLE_WORDS || cdt_token_among(f->t, from, to,
                                                   "dated date between this the version page draft whereas parties "
                                                   "about last schedule annex contents part exhibit in"))
        return false;
    for (size_t i = from; i < to; i++) {
        named |= cdt_token_among(f->t, i, to, instruments) > 0;
        if ((cdt_token_sign(f->t, i, to, ':') && !colon_in_title(f, from, i, to, heading)) ||
            cdt_token_sign(f->t, i, to, '>') || cdt_token_sign(f->t, i, to, '|') ||
            (f->t->at[i].kind == CDT_TOKEN_FIGURE && f->t->at[i].end - f->t->at[i].start > 4))
            return false; /* a form, a path of pages, or an address */
        if (f->t->at[i].kind != CDT_TOKEN_WORD)
            continue;
        words++;
        capitals +=
            f->t->at[i].flags & CDT_TOKEN_CAPITAL
                ? 1
                : cdt_token_among(f->t, i, to,
                                  "of for the and in on to a an by between with relating regarding as at under or") > 0;
    }
    return named && (heading || capitals * 4 >= words * 3) && !cdt_token_sign(f->t, to - 1, to, '.');
}

static bool goes_on(const finder *f, size_t last, size_t next, size_t limit);

/* "AGREEMENT FOR A SHARED" over "LIBRARY SERVICE": does the title that ends before `next` go on in the line there? What
 * the agreement is for was begun, and another name is none of it. */
static bool hangs_over(const finder *f, size_t from, size_t next, size_t limit)
{
    size_t last = next - 1, end = next + 1;
    bool begun = false;

    for (size_t i = from; i < last && next - from <= TITLE_WORDS; i++) /* a longer one is none */
        begun |= cdt_token_among(f->t, i, next, instruments) > 0 &&
                 cdt_token_among(f->t, i + 1, next, "for of on relating regarding concerning to in");
    if (!begun || cdt_token_among(f->t, last, next, instruments) || f->t->at[next].kind != CDT_TOKEN_WORD ||
        !(f->t->at[next].flags & CDT_TOKEN_CAPITAL) ||
        (f->t->at[last].flags & CDT_TOKEN_CAPITALS) != (f->t->at[next].flags & CDT_TOKEN_CAPITALS) ||
        cdt_token_among(f->t, next, limit, "between dated draft version ref date and by with the confidential"))
        return false;
    while (end < limit && !(f->t->at[end].flags & CDT_TOKEN_LINE))
        if (f->t->at[end++].kind != CDT_TOKEN_WORD)
            return false;
    return !cdt_token_among(
        f->t, end - 1, limit,
        "council councils authority trust board university county city police constabulary district "
        "agency department office limited");
}

/* Where the title ends within its clause: with the line that names the instrument, unless that breaks off or it is asked for that
 * line alone. */
static size_t title_end(const finder *f, size_t from, size_t to, bool line)
{
    bool named = false;

    for (size_t i = from; i < to; i++) {
        if (i > from && named && (f->t->at[i].flags & CDT_TOKEN_LINE) &&
            (line || (!goes_on(f, i - 1, i, to) && !hangs_over(f, from, i, to))))
            return i;
        named |= cdt_token_among(f->t, i, to, instruments) > 0;
    }
    return to;
}

/* Does the title go on in the next line: it ends, or that begins, in the middle of a phrase? */
static bool goes_on(const finder *f, size_t last, size_t next, size_t limit)
{
    static const char inner[] =
        "of for the and in on to by between with relating regarding concerning respect under a an or";

    return cdt_token_among(f->t, last, last + 1, inner) ||
           cdt_token_among(f->t, next, limit, "of for relating regarding concerning in to on under");
}

/* "To: the Board": a line of a letter's or memorandum's head. */
static bool is_head_line(const finder *f, size_t c, const char *words)
{
    size_t first, limit;

    if (c >= f->making->draft.clause_count)
        return false;
    first = f->t->first[c];
    limit = f->t->first[c + 1];
    return cdt_token_among(f->t, first, limit, words) && cdt_token_sign(f->t, first + 1, limit, ':');
}

/* Has the clause two words at least, unlike "MEMORANDUM" over such lines? */
static bool has_two(const finder *f, size_t c)
{
    return f->t->first[c + 1] > f->t->first[c] + 1;
}

/* Below minutes or a resolution the agreement has the title of its part. */
static bool find_attached_title(finder *f)
{
    const cdt_draft *draft = &f->making->draft;
    size_t c = f->making->draft.instrument;

    if (c == CDT_NOWHERE)
        return false;
    f->clause = c;
    if (*draft->clauses[c].heading)
        put(f, "agreement.title", quoted(f, cdt_str_z(draft->clauses[c].heading)),
            (cdt_stretch){ draft->clauses[c].start, draft->clauses[c].end }, c);
    return true;
}

/* "MEMORANDUM OF AGREEMENT AMONG", "CONTRACT BY AND BETWEEN": where the title ends, if not with its last line. */
static size_t before_between(const finder *f, size_t from, size_t to)
{
    if (to < from + 2 || !cdt_token_among(f->t, to - 1, to, "between among amongst"))
        return to;
    to--;
    if (to > from + 2 && cdt_token_phrase(f->t, to - 2, to, "by and"))
        to -= 2;
    return to;
}

static void find_title(finder *f)
{
    const cdt_draft *draft = &f->making->draft;
    size_t from, to, next, end, begun;

    if (find_attached_title(f))
        return;
    for (size_t c = 0; c < draft->clause_count && c < TITLE_CLAUSES; c++) {
        const cdt_clause *clause = &draft->clauses[c];
        cdt_str title;
        if (clause->region == CDT_REGION_CONTENTS || clause->region == CDT_REGION_FURNITURE ||
            clause->kind == CDT_CLAUSE_TABLE)
            continue;
        if (clause->region == CDT_REGION_TITLE && clause->label[0] == '(') /* a party, on the cover */
            continue;
        if (clause->region == CDT_REGION_PARTIES || *clause->number || clause->kind == CDT_CLAUSE_SCHEDULE)
            return;
        if (is_head_line(f, c, "to from re subject cc via date") ||
            (is_head_line(f, c + 1, "to from") && !has_two(f, c)) || !title_line(f, c, &from, &to))
            continue;
        to = title_end(f, from, to, false);
        to = before_between(f, from, to);
        to = before_remark(f, from, to);
        if (!is_title(f, from, to, f->making->blocks[c].outline == 1)) {
            to = title_end(f, from, to, true); /* "JOINT AGREEMENT", and in small letters on what */
            if (!is_title(f, from, to, false))
                continue;
        }
        title = cdt_tokens_copy(f->t, from, to, &f->making->scratch);
        end = to;
        begun = from;
        while (c + 1 < draft->clause_count && draft->clauses[c + 1].region != CDT_REGION_PARTIES &&
               !*draft->clauses[c + 1].number && title_line(f, c + 1, &from, &next) && next - from <= TITLE_WORDS / 2 &&
               (f->t->at[from].flags & CDT_TOKEN_CAPITAL ||
                cdt_token_among(f->t, from, next, "for relating regarding concerning")) &&
               !cdt_token_among(f->t, from, next, "this between dated") &&
               (goes_on(f, end - 1, from, next) ||
                (f->making->blocks[c + 1].below && from == end && hangs_over(f, begun, from, next))) &&
               title.len < 200) {
            title = cdt_str_z(cdt_format(&f->making->scratch, "%.*s %.*s", CDT_ARGS(title),
                                         CDT_ARGS(cdt_tokens_copy(f->t, from, next, &f->making->scratch))));
            end = next;
            c++;
        }
        f->clause = c;
        put(f, "agreement.title", quoted(f, title), (cdt_stretch){ clause->start, f->t->at[end - 1].end }, c);
        for (size_t i = f->t->first[c]; i < to; i++)
            if (cdt_token_phrase(f->t, i, to, "memorandum of understanding")) {
                put(f, "agreement.form", "memorandum", stretch_of(f, i, i + 3), c);
                break;
            }
        return;
    }
}

/* --- the parties */

static void id_of(const char *name, char out[IDS])
{
    size_t length = 0;

    for (const char *at = name; *at && length < IDS - 4; at++) {
        char c = *at >= 'A' && *at <= 'Z' ? (char)(*at + 32) : *at;
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9' && length))
            out[length++] = c;
        else if (length && out[length - 1] != '-' && c != '\'')
            out[length++] = '-';
    }
    while (length && out[length - 1] == '-')
        length--;
    out[length] = '\0';
}

static bool taken(const char *id, char (*ids)[IDS], size_t count)
{
    static const char *const reserved[] = { "", "all", "leaving", "remaining", "disputes", "this", "none" };

    for (size_t i = 0; i < sizeof reserved / sizeof reserved[0]; i++)
        if (strcmp(id, reserved[i]) == 0)
            return true;
    for (size_t i = 0; i < count; i++)
        if (strcmp(id, ids[i]) == 0)
            return true;
    return false;
}

/* All of them in one fact: which they are is one thing to say. */
static void find_parties(finder *f)
{
    const cdt_draft *draft = &f->making->draft;
    char(*ids)[IDS] = cdt_alloc_array(&f->making->scratch, draft->party_count + 1, IDS);
    cdt_buf out = { 0 };

    if (draft->party_count < 2 || draft->party_count > 50)
        return;
    for (size_t i = 1; i < draft->party_count; i++)
        if ((*draft->parties[i].short_name != 0) != (*draft->parties[0].short_name != 0))
            return; /* one of them may be something else */
    for (size_t i = 0; i < draft->party_count; i++) {
        const cdt_draft_party *party = &draft->parties[i];
        id_of(*party->short_name ? party->short_name : party->name, ids[i]);
        if (taken(ids[i], ids, i))
            id_of(party->name, ids[i]);
        if (taken(ids[i], ids, i)) {
            cdt_buf_free(&out);
            return;
        }
        cdt_buf_printf(&out, "%s{id: %s, name: %s}", i ? ", " : "[", ids[i], quoted(f, cdt_str_z(party->name)));
    }
    cdt_buf_char(&out, ']');
    put(f, "parties", cdt_buf_take(&out, &f->making->arena).at,
        (cdt_stretch){ draft->parties[0].at.start, draft->parties[0].at.end }, draft->parties[0].clause);
    cdt_buf_free(&out);
}

/* --- sentences */

static bool has(const finder *f, const char *words)
{
    for (size_t i = f->from; i < f->to; i++)
        if (cdt_token_among(f->t, i, f->to, words))
            return true;
    return false;
}

static bool has_phrase(const finder *f, const char *phrase)
{
    for (size_t i = f->from; i < f->to; i++)
        if (cdt_token_phrase(f->t, i, f->to, phrase))
            return true;
    return false;
}

/* Does it speak of the agreement as a whole? "It will run for two years" does behind a sentence that begins with it. */
static bool of_the_agreement(const finder *f)
{
    if (f->it)
        return true;
    for (size_t i = f->from; i + 1 < f->to; i++)
        if (cdt_token_among(f->t, i, f->to, "this the our") &&
            cdt_token_among(f->t, i + 1, f->to,
                            "agreement mou memorandum contract deed minute arrangement moa term partnership protocol"))
            return true;
    return false;
}

/* "Either party may terminate it", where a heading says what it is. */
static bool ends_it(const finder *f)
{
    static const char *const about[] = { "term", "duration", "termination", "ending", "ending this agreement" };
    const cdt_draft *draft = &f->making->draft;
    bool it = false;

    for (size_t i = f->from; i + 1 < f->to; i++)
        it |= (cdt_token_among(f->t, i, f->to, "terminate end determine") && cdt_token_is(f->t, i + 1, f->to, "it")) ||
              cdt_token_phrase(f->t, i, f->to, "bring it to an end");
    for (size_t c = f->clause; it && c != CDT_NOWHERE; c = draft->clauses[c].parent)
        for (size_t k = 0; k < sizeof about / sizeof *about; k++)
            if (cdt_begins_with(cdt_str_z(draft->clauses[c].heading), about[k]))
                return true;
    return false;
}

/* The only value of that kind in the sentence; NULL: there is none, or more than one. */
static const cdt_draft_value *only(const finder *f, cdt_value_kind kind)
{
    const cdt_draft *draft = &f->making->draft;
    const cdt_draft_value *found = NULL;
    size_t end = f->t->at[f->to - 1].end;

    for (size_t i = f->next_value; i < draft->value_count && draft->values[i].at.start < end; i++) {
        if (draft->values[i].kind != kind)
            continue;
        if (found)
            return NULL;
        found = &draft->values[i];
    }
    return found && !*found->figures ? found : NULL;
}

/* "P12M" as a description says it: "12 months". */
static const char *period_text(finder *f, const cdt_draft_value *value)
{
    static const char letters[] = "YMWDH";
    static const char *const names[] = { "year", "month", "week", "day", "hour" };
    const char *at = value->value + 1;
    cdt_buf out = { 0 };
    const char *text;

    while (*at) {
        char *end;
        unsigned long number;
        const char *letter;
        at += *at == 'T';
        number = strtoul(at, &end, 10);
        letter = *end ? strchr(letters, *end) : NULL;
        if (!letter)
            break;
        cdt_buf_printf(&out, "%s%lu %s%s%s", out.len ? " " : "", number, *value->unit ? "working " : "",
                       names[letter - letters], number == 1 ? "" : "s");
        at = end + 1;
    }
    text = cdt_buf_take(&out, &f->making->arena).at;
    cdt_buf_free(&out);
    return text;
}

/* The first word of the sentence, behind its label. */
static size_t first_word(const finder *f)
{
    size_t i = f->from;

    while (i < f->to && f->t->at[i].kind != CDT_TOKEN_WORD)
        i++;
    return i;
}

/* "English law.", and no more, as a clause or a sentence of the general ones. */
static bool only_english_law(const finder *f, size_t at)
{
    return cdt_token_phrase(f->t, at, f->to, "english law") &&
           (at == f->from || f->t->at[at - 1].kind != CDT_TOKEN_WORD) &&
           (at + 2 == f->to || cdt_token_among(f->t, at + 2, f->to, ". applies")) && at + 4 >= f->to;
}

static bool begins_with_agreement(const finder *f);

/* "governed by the laws of England and Wales" */
static void look_for_law(finder *f)
{
    size_t law = first_word(f);

    if (only_english_law(f, law)) {
        offer(f, LAW, "\"England and Wales\"", stretch_of(f, law, law + 2));
        return;
    }
    for (size_t i = f->from; i + 3 < f->to; i++) {
        size_t at, end;
        cdt_str name;
        if (!cdt_token_is(f->t, i, f->to, "governed") &&
            !(cdt_token_among(f->t, i, f->to, "construed interpreted subject") && begins_with_agreement(f)))
            continue;
        if (cdt_token_is(f->t, i, f->to, "subject") && !cdt_token_among(f->t, i + 2, f->to, "english scots"))
            continue;
        for (at = i + 1; at < f->to && at < i + 20 && !cdt_token_among(f->t, at, f->to, "law laws");)
            at++;
        if (!cdt_token_among(f->t, at, f->to, "law laws"))
            continue;
        if (cdt_token_is(f->t, at - 1, f->to, "scots")) {
            offer(f, LAW, "\"Scotland\"", stretch_of(f, i, at + 1));
            return;
        }
        if (at > i + 1 && cdt_token_is(f->t, at - 1, f->to, "english")) {
            offer(f, LAW, "\"England and Wales\"", stretch_of(f, i, at + 1));
            return;
        }
        if (!cdt_token_among(f->t, at + 1, f->to, "of in for"))
            continue;
        at += 2;
        at += cdt_token_is(f->t, at, f->to, "the");
        for (end = at; end < f->to && end < at + 8; end++)
            if (!(f->t->at[end].flags & CDT_TOKEN_CAPITAL) &&
                !(end > at && cdt_token_among(f->t, end, f->to, "of and") && end + 1 < f->to &&
                  (f->t->at[end + 1].flags & CDT_TOKEN_CAPITAL)))
                break;
        if (end == at || cdt_token_among(f->t, at, f->to, "country jurisdiction federal") ||
            (end == at + 1 && cdt_token_among(f->t, at, f->to, "state commonwealth province"))) /* which one? */
            continue;
        name = cdt_tokens_copy(f->t, at, end, &f->making->scratch);
        if (cdt_str_is_z(name, "England") || cdt_str_is_z(name, "Wales") || cdt_str_is_z(name, "England & Wales"))
            name = CDT_STR("England and Wales");
        offer(f, LAW, quoted(f, name), stretch_of(f, i, end));
        return;
    }
}

/* "for cause", but not "without cause"; "for safety reasons", but not "for any reason"; "upon a change", but not "upon sixty
 * days' notice". `period`: its first token. */
static bool has_reason(const finder *f, size_t period)
{
    for (size_t i = f->from; i < f->to; i++)
        if ((cdt_token_is(f->t, i, f->to, "cause") && !cdt_token_among(f->t, i - 1, f->to, "without any")) ||
            (cdt_token_among(f->t, i, f->to, "reason reasons") &&
             !cdt_token_among(f->t, i - 1, f->to, "any no or without giving") &&
             !cdt_token_phrase(f->t, i - 2, f->to, "whatever the")) ||
            (cdt_token_is(f->t, i, f->to, "upon") && !(period > i && period - i < 5)))
            return true;
    return false;
}

/* "A Member may withdraw on 30 days' notice", "Any body may leave by giving": it can be nothing but the agreement. */
static bool leaves(const finder *f)
{
    for (size_t i = f->from; i + 4 < f->to; i++) {
        size_t at = i + 1;
        if (cdt_token_among(f->t, i, f->to, "before until during while prior"))
            return false;
        if (!cdt_token_among(f->t, i, f->to, "a any either each"))
            continue;
        if (cdt_token_among(f->t, at, f->to, "partner member participating constituent") &&
            !cdt_token_among(f->t, at + 1, f->to, "may can"))
            at++;
        if (cdt_token_among(f->t, at, f->to, "party member body partner agency trust fund county city department") &&
            cdt_token_among(f->t, at + 1, f->to, "may can") && cdt_token_among(f->t, at + 2, f->to, "withdraw leave") &&
            cdt_token_among(f->t, at + 3, f->to, "on upon by"))
            return true;
    }
    return false;
}

/* A right to leave by notice, without a reason. */
static void look_for_notice(finder *f)
{
    static const char reasons[] =
        "breach breaches default insolvency insolvent material remedy if where event unless renew renewal "
        "increase change amend vary employment supplier invoice failure fails fail following "
        "within negotiations review inspect inspection audit after loan licence lease subcontract";
    const cdt_draft_value *period;

    if (!has(f, "notice") || !has(f, "terminate terminated withdraw leave resile end ended determine determined") ||
        !has(f, "may can entitled shall wishes wishing") || !(of_the_agreement(f) || ends_it(f) || leaves(f)) ||
        has(f, reasons) || has(f, "not") != (has_phrase(f, "not less than") || has_phrase(f, "is not")))
        return;
    period = only(f, CDT_VALUE_PERIOD);
    if (!period || has_reason(f, cdt_tokens_find(f->t, f->clause, period->at.start)))
        return;
    for (size_t i = cdt_tokens_find(f->t, f->clause, period->at.end), k = i; k < f->to && k < i + 6; k++)
        if (cdt_token_is(f->t, k, f->to, "notice") || cdt_token_among(f->t, k, f->to, "notification")) {
            offer(f, NOTICE, period_text(f, period), period->at);
            return;
        }
    for (size_t i = cdt_tokens_find(f->t, f->clause, period->at.start), k = i; k > f->from && k + 8 > i; k--)
        if (cdt_token_is(f->t, k - 1, f->to, "notice") && cdt_token_among(f->t, k, f->to, "of ,")) {
            offer(f, NOTICE, period_text(f, period), period->at);
            return;
        }
}

/* "1 April 2027 or such later date as the Councils agree": which day it is, is open. `end`: behind the date, in bytes. */
static bool is_open_day(const finder *f, size_t end)
{
    size_t limit = f->t->first[f->clause + 1];
    size_t i = cdt_tokens_find(f->t, f->clause, end);

    for (size_t k = i; k < limit && k < i + 3; k++)
        if (cdt_token_is(f->t, k, limit, "or"))
            for (size_t word = k + 1; word < limit && word < k + 6; word++)
                if (cdt_token_among(f->t, word, limit, "later earlier other such"))
                    return true;
    return false;
}

/* "The commencement date of this Agreement is 1 April 2027", "Commencement Date: 1 April 2027": which of both dates it is, where
 * that stands right before token `date`; -1: it does not. */
static int is_named_day(const finder *f, size_t date)
{
    static const char *const starts[] = { "commencement date", "start date", "effective date" };
    static const char *const ends[] = { "expiry date", "end date", "expiration date" };
    size_t at = date, from, names = 3;

    if (at > f->from && cdt_token_sign(f->t, at - 1, f->to, ':')) {
        at--;
        names = 1; /* others stand in the heads of forms and of versions */
    } else if (at > f->from && cdt_token_among(f->t, at - 1, f->to, "is be"))
        at -= 1 + (at > f->from + 1 && cdt_token_among(f->t, at - 2, f->to, "shall will"));
    else
        return -1;
    from = at;
    if (from >= f->from + 3 && cdt_token_among(f->t, from - 3, f->to, "of for") &&
        cdt_token_among(f->t, from - 2, f->to, "this the") &&
        cdt_token_among(f->t, from - 1, f->to, "agreement mou memorandum contract deed"))
        from -= 3;
    for (size_t i = 0; i < names && from >= f->from + 2; i++) {
        bool alone = from == f->from + 2 || cdt_token_is(f->t, from - 3, f->to, "the") ||
                     f->t->at[from - 3].kind != CDT_TOKEN_WORD;
        if (alone && cdt_token_phrase(f->t, from - 2, f->to, starts[i]))
            return START;
        if (alone && cdt_token_phrase(f->t, from - 2, f->to, ends[i]))
            return END;
    }
    return -1;
}

/* The first token of what stands before a date: "on", "from the"; the date itself where nothing does. */
static size_t before_date(const finder *f, const cdt_draft_value *date)
{
    size_t i = cdt_tokens_find(f->t, f->clause, date->at.start), at = i;

    while (at > f->from && i - at < 3 &&
           cdt_token_among(f->t, at - 1, f->to, "on from the as of at midnight until to and"))
        at--;
    return at;
}

/* "begins on 1 April 2027 and ends on 31 March 2030", "runs from 1 April 2027 to 31 March 2030": the only dates. */
static void look_for_both(finder *f)
{
    const cdt_draft_value *dates = f->making->draft.values, *two[3];
    size_t count = 0, first, second, second_date, end = f->t->at[f->to - 1].end;

    for (size_t i = f->next_value; i < f->making->draft.value_count && dates[i].at.start < end && count < 3; i++)
        if (dates[i].kind == CDT_VALUE_DATE)
            two[count++] = &dates[i];
    if (count != 2 || strcmp(two[0]->value, two[1]->value) >= 0)
        return;
    first = before_date(f, two[0]);
    second = before_date(f, two[1]);
    second_date = cdt_tokens_find(f->t, f->clause, two[1]->at.start);
    if (first == f->from || second <= cdt_tokens_find(f->t, f->clause, two[0]->at.start))
        return;
    if (!cdt_token_is(f->t, first, f->to, "from") &&
        !cdt_token_among(f->t, first - 1, f->to,
                         "commence commences begin begins start starts effect effective force run runs"))
        return;
    for (size_t i = second ? second - 1 : 0; i < second_date; i++)
        if (cdt_token_among(f->t, i, f->to, "until expire expires end ends expiring ending terminate terminates") ||
            (cdt_token_is(f->t, first, f->to, "from") && cdt_token_is(f->t, i, f->to, "to"))) {
            if (!has(f, "whichever"))
                offer(f, START, two[0]->value, two[0]->at);
            offer(f, END, two[1]->value, two[1]->at);
            return;
        }
}

/* "unless ended sooner" is said of every term. */
static bool is_conditional(const finder *f)
{
    for (size_t i = f->from; i < f->to; i++)
        if (cdt_token_is(f->t, i, f->to, "unless") &&
            !(cdt_token_among(f->t, i + 1, f->to, "ended terminated determined") ||
              (cdt_token_among(f->t, i + 1, f->to, "sooner earlier") &&
               cdt_token_among(f->t, i + 2, f->to, "ended terminated determined"))))
            return true;
    return has(f, "if") || (has_phrase(f, "subject to") && has(f, "approval approvals ratification consent consents"));
}

/* "runs from 1 April 2026", "will run for five years from 1 April 2026": the verb before the "from" at token `at`. */
static bool runs_from(const finder *f, size_t at)
{
    static const char verbs[] = "run runs last lasts continue continues";
    size_t i = at;

    if (!cdt_token_is(f->t, at, f->to, "from"))
        return false;
    if (cdt_token_among(f->t, at - 1, f->to, verbs))
        return true;
    if (!cdt_token_among(f->t, at - 1, f->to, "year years month months"))
        return false;
    while (i > f->from && i + 6 > at && !cdt_token_is(f->t, i, f->to, "for"))
        i--;
    return i > f->from && cdt_token_among(f->t, i - 1, f->to, verbs);
}

/* When the arrangement begins and ends. */
static void look_for_dates(finder *f)
{
    const cdt_draft_value *date = only(f, CDT_VALUE_DATE);
    size_t i, at;

    if (date && !is_conditional(f) && !is_open_day(f, date->at.end)) {
        int which = is_named_day(f, cdt_tokens_find(f->t, f->clause, date->at.start));
        if (which >= 0) {
            offer(f, which, date->value, date->at);
            return;
        }
    }
    if (!of_the_agreement(f) || is_conditional(f) || (date && is_open_day(f, date->at.end)) ||
        has(f, "amended amendment previous prior replaces superseded supersedes payment") ||
        has(f, "extended extend renewed review"))
        return;
    if (!date) {
        look_for_both(f);
        return;
    }
    i = at = cdt_tokens_find(f->t, f->clause, date->at.start);
    while (at > f->from && i - at < 3 &&
           cdt_token_among(f->t, at - 1, f->to, "on from and the as of at midnight until"))
        at--;
    if (at == f->from ||
        (at == i && !cdt_token_among(f->t, at - 1, f->to, "commence commences begin begins start starts effect")))
        return; /* "begins July 1, 2014", but not "dated July 1, 2014" */
    if (has(f, "whichever"))
        return;
    if ((runs_from(f, at) && !has(f, "to until")) ||
        (cdt_token_among(
             f->t, at - 1, f->to,
             "commence commences commenced begin begins start starts started effect force effective commencing "
             "starting beginning") &&
         !cdt_token_is(f->t, at, f->to, "until")))
        offer(f, START, date->value, date->at);
    else if (cdt_token_among(f->t, at - 1, f->to,
                             "expire expires ends end terminate terminates expiring ending force effect continue") &&
             (cdt_token_is(f->t, at, f->to, "until") ||
              cdt_token_among(f->t, at - 1, f->to, "expire expires ends end expiring ending terminates terminate")))
        offer(f, END, date->value, date->at);
}

/* Does the sentence begin with the agreement, or its term? */
static bool begins_with_agreement(const finder *f)
{
    finder head = *f;

    head.to = f->from + 12 < f->to ? f->from + 12 : f->to;
    head.it = f->it;
    return of_the_agreement(&head);
}

/* "This Agreement shall continue for a period of five years from the Commencement Date." What it begins with has to be the date
 * that is known to be the beginning. */
static void look_for_term(finder *f)
{
    static const char elsewhere[] =
        "if may initial minimum rolling extend extended extension renew renewed renewal option review notice after "
        "following "
        "thereafter survive survives confidential confidentiality obligation obligations record records data insurance "
        "lease "
        "licence license warranty employee employees staff least until indefinitely each every any except amended";
    const cdt_draft_value *period, *date;
    bool dated;

    if (!begins_with_agreement(f) || !has(f, "continue continues remain remains last lasts run runs term duration") ||
        has(f, elsewhere) || !has(f, "for of is be"))
        return;
    period = only(f, CDT_VALUE_PERIOD);
    if (!period || *period->unit || strpbrk(period->value, "WDTH"))
        return;
    date = only(f, CDT_VALUE_DATE);
    dated = has_phrase(f, "commencement date") || has_phrase(f, "start date") || has_phrase(f, "effective date");
    if (has(f, "from on beginning starting commencing") && !dated &&
        !(date && f->found[START].value && strcmp(date->value, f->found[START].value) == 0))
        return;
    offer(f, TERM, period->value, period->at);
}

/* The months of "P1Y6M". */
static int64_t months_of(const char *iso)
{
    int64_t months = 0;

    for (const char *at = iso + 1; *at;) {
        char *end;
        int64_t number = (int64_t)strtoul(at, &end, 10);
        if (!*end)
            break;
        months += *end == 'Y' ? number * 12 : number;
        at = end + 1;
    }
    return months;
}

/* A term, and the day on which it begins, are a last day. */
static void reckon_end(finder *f)
{
    const candidate *start = &f->found[START], *term = &f->found[TERM];
    char written[CDT_DATE_SIZE];
    cdt_day from, due;

    if (f->found[END].value || !start->value || start->disputed || !term->value || term->disputed ||
        !cdt_date_read(cdt_str_z(start->value), &from) || !cdt_add_months(from, months_of(term->value), &due))
        return;
    cdt_date_write(due - 1, written);
    put(f, "agreement.end", cdt_format(&f->making->arena, "%s", written), term->at, term->clause);
    f->at[f->count - 1].reckoned = true;
}

/* "is not intended to be legally binding" */
static void look_for_binding(finder *f)
{
    for (size_t i = f->from; i < f->to; i++)
        if (cdt_token_phrase(f->t, i, f->to, "legally binding") && of_the_agreement(f) && has(f, "not") &&
            !has(f, "except save other unless clauses apart paragraphs sections until") && i > f->from + 2 &&
            i < f->from + 14 && cdt_token_among(f->t, first_word(f), f->to, "this the")) {
            offer(f, BINDING, "no", stretch_of(f, i, i + 2));
            return;
        }
}

/* "Commencement Date" means 1 April 2026. */
static void look_at_definitions(finder *f)
{
    const cdt_draft *draft = &f->making->draft;
    size_t v = 0;

    for (size_t d = 0; d < draft->definition_count; d++) {
        const cdt_definition *definition = &draft->definitions[d];
        cdt_str term = cdt_str_z(definition->term + (strncmp(definition->term, "the ", 4) == 0 ? 4 : 0));
        int which = cdt_str_is_z(term, "Commencement Date") || cdt_str_is_z(term, "Start Date") ||
                            cdt_str_is_z(term, "Effective Date") || cdt_str_is_z(term, "Commencement Day")
                        ? START
                    : cdt_str_is_z(term, "Expiry Date") || cdt_str_is_z(term, "End Date") ||
                            cdt_str_is_z(term, "Expiration Date")
                        ? END
                        : -1;
        bool brackets = strcmp(definition->style, "in brackets") == 0;
        if (which < 0)
            continue;
        f->clause = definition->clause;
        while (v < draft->value_count && draft->values[v].at.start < definition->meaning.start)
            v++;
        for (size_t i = v; i < draft->value_count && draft->values[i].at.start < definition->meaning.end; i++) {
            const cdt_draft_value *value = &draft->values[i];
            bool close =
                brackets ? definition->at.start - value->at.end < 12 : value->at.start - definition->meaning.start < 6;
            if (value->kind == CDT_VALUE_DATE && close && !is_open_day(f, value->at.end))
                offer(f, which, value->value, value->at);
        }
    }
}

/* Which date a cell of a table names, and no more; -1: none. */
static int named_by_cell(const finder *f, size_t c)
{
    size_t from = f->t->first[c], to = f->t->first[c + 1];

    from += cdt_token_is(f->t, from, to, "the");
    to -= to > from && cdt_token_sign(f->t, to - 1, to, ':');
    if (to != from + 2 || f->making->draft.clauses[c].kind != CDT_CLAUSE_TABLE ||
        f->making->draft.clauses[c].part != f->making->draft.instrument)
        return -1;
    return cdt_token_phrase(f->t, from, to, "commencement date") ? START
           : cdt_token_phrase(f->t, from, to, "expiry date") || cdt_token_phrase(f->t, from, to, "expiration date")
               ? END
               : -1;
}

/* "Commencement Date | 1 April 2026", as a row of the particulars. */
static void look_at_rows(finder *f)
{
    const cdt_draft *draft = &f->making->draft;
    size_t v = 0;

    for (size_t c = 0; c + 1 < draft->clause_count; c++) {
        const cdt_clause *cell = &draft->clauses[c + 1];
        int which = named_by_cell(f, c);
        cdt_str words;
        if (which < 0 || cell->kind != CDT_CLAUSE_TABLE || cell->row != draft->clauses[c].row ||
            cell->column <= draft->clauses[c].column)
            continue;
        while (v < draft->value_count && draft->values[v].at.start < cell->start)
            v++;
        words = cdt_str_trim((cdt_str){ draft->text + cell->start, cell->end - cell->start });
        words.len -= words.len && words.at[words.len - 1] == '.';
        f->clause = c + 1;
        if (v < draft->value_count && draft->values[v].kind == CDT_VALUE_DATE &&
            draft->text + draft->values[v].at.start == words.at &&
            draft->text + draft->values[v].at.end == words.at + words.len)
            offer(f, which, draft->values[v].value, draft->values[v].at);
    }
}

static bool counts(const cdt_clause *clause)
{
    return clause->region != CDT_REGION_CONTENTS && clause->region != CDT_REGION_FURNITURE &&
           clause->region != CDT_REGION_RECITALS && clause->kind != CDT_CLAUSE_NOTE;
}

static void find_sites(finder *f)
{
    cdt_arena *arena = &f->making->scratch;

    f->laws = cdt_token_set_of(f->t, arena);
    cdt_token_set_words(&f->laws, "governed construed interpreted subject");
    cdt_token_set_phrase(&f->laws, "english law");
    f->bindings = cdt_token_set_of(f->t, arena);
    cdt_token_set_phrase(&f->bindings, "legally binding");
}

/* Is "It", with which the sentence begins, the agreement that the one before it begins with? `before`: that one, if any. */
static bool is_it(const finder *f, const cdt_token_run *before)
{
    finder last = *f;
    size_t it = first_word(f);

    if (!before || !cdt_token_is(f->t, it, f->to, "it") ||
        !cdt_token_among(f->t, it + 1, f->to, "will shall takes runs lasts begins starts continues comes is ends"))
        return false;
    last.it = false;
    last.from = before->from;
    last.to = before->to < before->from + 8 ? before->to : before->from + 8;
    return of_the_agreement(&last) ||
           (cdt_token_is(f->t, last.from, last.to, "this") && cdt_token_is(f->t, last.from + 1, last.to, "letter"));
}

static bool has_one(const finder *f, const cdt_token_set *set)
{
    return cdt_token_set_next(set, f->from, f->to) < f->to;
}

static void look_at_sentences(finder *f)
{
    const cdt_draft *draft = &f->making->draft;

    for (size_t s = 0; s < draft->sentence_count; s++) {
        const cdt_sentence *sentence = &draft->sentences[s];
        const cdt_clause *clause = &draft->clauses[sentence->clause];
        cdt_token_run before = { f->from, f->to };
        bool same = s > 0 && (draft->sentences[s - 1].clause == sentence->clause ||
                              (*clause->number && clause->parent != CDT_NOWHERE &&
                               draft->clauses[draft->sentences[s - 1].clause].parent == clause->parent));
        f->clause = sentence->clause;
        f->from = cdt_making_sentence(f->making, s).from;
        f->to = cdt_making_sentence(f->making, s).to;
        f->it = is_it(f, same ? &before : NULL);
        while (f->next_value < draft->value_count && draft->values[f->next_value].at.start < sentence->start)
            f->next_value++;
        if (f->from == f->to || f->to - f->from > 150 || !counts(clause))
            continue;
        if (has_one(f, &f->laws))
            look_for_law(f);
        if (clause->part != f->making->draft.instrument)
            continue;
        if (f->next_value < draft->value_count && draft->values[f->next_value].at.start < sentence->end) {
            look_for_notice(f);
            look_for_dates(f);
            look_for_term(f);
        }
        if (has_one(f, &f->bindings))
            look_for_binding(f);
    }
}

void cdt_find_facts(cdt_making *making)
{
    static const char *const paths[] = { "agreement.start", "agreement.end", "exit.notice", "agreement.governing_law",
                                         "agreement.binding" };
    enum { GIVEN = sizeof paths / sizeof *paths }; /* the term is none itself */
    finder f = { .making = making, .t = cdt_making_tokens(making) };

    find_title(&f);
    find_parties(&f);
    look_at_definitions(&f);
    look_at_rows(&f);
    find_sites(&f);
    look_at_sentences(&f);
    for (int i = 0; i < GIVEN; i++)
        if (f.found[i].value && !f.found[i].disputed)
            put(&f, paths[i], f.found[i].value, f.found[i].at, f.found[i].clause);
    reckon_end(&f);
    making->draft.facts = f.at;
    making->draft.fact_count = f.count;
}
