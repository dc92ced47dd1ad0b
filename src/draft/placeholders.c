/* Places that are left to be filled in, and notes of the drafter. */
#include <stdlib.h>

#include "draft/grow.h"
#include "draft/making.h"
#include "draft/token_set.h"

typedef struct finder {
    cdt_making *making;
    const cdt_tokens *t;
    cdt_placeholder *at;
    size_t count, room;
    size_t clause, first, limit;
    size_t dated;       /* the clause whose date was met, plus 1 */
    bool form;          /* a form that is attached, to be filled in when it is used */
    size_t signs_until; /* a signature block was met, and goes on up to this clause */
    bool begun;         /* a clause with a number was met */
    size_t end;         /* bytes before this belong to the one that was found last */
    size_t asked;       /* the clause that signs_alone is about, plus 1 */
    bool signs_alone;   /* see signing_line() */
} finder;

static bool sign_at(const finder *f, size_t i, int mark)
{
    return cdt_token_sign(f->t, i, f->limit, mark);
}

/* Is what stands in tokens [i, end), in the title or the parties clause, the date of the agreement: "dated ____", "this [ ] day
 * of"? */
static bool dates(const finder *f, size_t i, size_t end)
{
    const cdt_clause *clause = &f->making->draft.clauses[f->clause];

    if (clause->region != CDT_REGION_TITLE && clause->region != CDT_REGION_PARTIES)
        return false;
    for (size_t k = end; k < f->limit && k < end + 2; k++)
        if (cdt_token_is(f->t, k, f->limit, "day"))
            return true;
    for (size_t k = i; k-- > f->first && i - k <= 6;) {
        if (cdt_token_among(f->t, k, f->limit, "dated date day"))
            return true;
        if (cdt_token_sign(f->t, k, f->limit, ';') || cdt_token_among(f->t, k, f->limit, "between and by located"))
            break;
    }
    if (i > f->first + 1 && cdt_token_among(f->t, i - 1, f->limit, "on this the of") &&
        cdt_token_among(f->t, i - 2, f->limit, "made into executed effective entered signed as of"))
        return true;
    return i > f->first + 2 && cdt_token_is(f->t, i - 1, f->limit, "the") &&
           cdt_token_is(f->t, i - 2, f->limit, "of") && cdt_token_is(f->t, i - 3, f->limit, "as");
}

static const char signing[] = "by name title signed signature witness printed print attest position its initialed "
                              "initialled initials signatory";

/* Is the clause a line to sign on, where no heading said so: a few words, one of which says it, or a drawn line alone? */
static bool is_signing_line(const finder *f)
{
    size_t words = 0;
    bool says = false, asked = false;

    for (size_t i = f->first; i < f->limit && words < 20; i++) {
        words += !sign_at(f, i, '_') && !sign_at(f, i, '.') && !sign_at(f, i, CDT_SIGN_DOTS);
        says |= cdt_token_among(f->t, i, f->limit, signing) > 0;
    }
    if (f->clause)
        asked =
            f->t->first[f->clause] > 0 && cdt_token_sign(f->t, f->t->first[f->clause] - 1, f->t->first[f->clause], ':');
    return words < 20 && (says || (words == 0 && !asked));
}

/* The same; found out once for a clause, which may be a million lines and dots. */
static bool signing_line(finder *f)
{
    if (f->asked != f->clause + 1)
        f->signs_alone = is_signing_line(f);
    f->asked = f->clause + 1;
    return f->signs_alone;
}

/* Is token `i` led by "By:", "Title:", or by "in witness whereof ... this"? */
static bool led_by_signing(const finder *f, size_t i)
{
    size_t at = i;

    at -= at > f->first && sign_at(f, at - 1, ':');
    if (at > f->first && cdt_token_among(f->t, at - 1, f->limit, signing) &&
        !cdt_token_among(f->t, at - 1, f->limit, "name position") &&
        (at < i || !cdt_token_is(f->t, at - 1, f->limit, "by") || (f->t->at[at - 1].flags & CDT_TOKEN_CAPITAL)))
        return true;
    for (size_t k = i; k-- > f->first && i - k < 40;) {
        if (cdt_token_among(f->t, k, f->limit, "executed signed sealed whereof"))
            return true;
        if (sign_at(f, k, '/') && cdt_token_is(f->t, k + 1, f->limit, "s") && sign_at(f, k + 2, '/'))
            return true; /* "/s/ A. Hill" */
        if (sign_at(f, k, '.') && !sign_at(f, k + 1, '.') && i - k > 1)
            break;
    }
    return false;
}

#define LINE_MARKS 200 /* underscores of the lines behind a line */

/* Is token `end`, behind a line, what tells of a signature: "Name:", "(printed name)", be it on the next line? */
static bool signing_below(const finder *f, size_t end)
{
    size_t at = end, last = f->t->count;

    while (at < last && at < end + LINE_MARKS &&
           (cdt_token_sign(f->t, at, last, '_') || cdt_token_sign(f->t, at, last, '(')))
        at++;
    return cdt_token_among(f->t, at, last, "printed print signature signed title witness by its") ||
           (cdt_token_is(f->t, at, last, "name") && cdt_token_sign(f->t, at + 1, last, ':') && end == f->limit);
}

/* Is it where a blank is normal: a signature block, the date of signing, a form that is attached to be used later? */
static bool execution(finder *f, size_t i, size_t end, bool date)
{
    const cdt_clause *clause = &f->making->draft.clauses[f->clause];

    return date || f->form || clause->region == CDT_REGION_EXECUTION || signing_line(f) || led_by_signing(f, i) ||
           (sign_at(f, i, '_') && signing_below(f, end)) || (f->signs_until > f->clause && clause->part == CDT_NOWHERE);
}

#define AFTER_SIGNING 12 /* clauses behind a signature block that may belong to it */
#define SHORT_LINE 24    /* tokens of a title */

/* "FORM OF NOTICE": does the clause head a form that is attached? Up to the next attachment, its blanks are meant. */
static void see_form(finder *f)
{
    const cdt_clause *clause = &f->making->draft.clauses[f->clause];

    if (clause->kind == CDT_CLAUSE_SCHEDULE)
        f->form = false;
    if (clause->part == CDT_NOWHERE && !f->begun)
        return;
    for (size_t i = f->first; i + 1 < f->limit && f->limit - f->first < SHORT_LINE && i < f->first + 8; i++)
        if ((cdt_token_phrase(f->t, i, f->limit, "form of") && (f->t->at[i].flags & CDT_TOKEN_CAPITAL)) ||
            (cdt_token_among(f->t, i, f->limit,
                             "specimen template acknowledgement acknowledgment joinder certificate declaration") &&
             (f->t->at[i].flags & CDT_TOKEN_CAPITAL)))
            f->form = true;
}

static void put(finder *f, const char *kind, size_t start, size_t end)
{
    size_t first = cdt_tokens_find(f->t, f->clause, start), behind = cdt_tokens_find(f->t, f->clause, end);
    bool date;

    if (start < f->end)
        return;
    date = dates(f, first, behind);
    f->at = cdt_grow(&f->making->arena, f->at, f->count, &f->room, sizeof *f->at);
    f->at[f->count++] = (cdt_placeholder){ .kind = kind,
                                           .at = { start, end },
                                           .clause = f->clause,
                                           .execution = execution(f, first, behind, date),
                                           .date = date && f->dated != f->clause + 1 };
    if (date)
        f->dated = f->clause + 1; /* day, month and year are told once */
    f->end = end;
}

/* Words that tell a reader to fill something in. */
static const char asks[] =
    "insert enter name date amount address number tbc tba tbd xx xxx xxxx delete specify state complete "
    "describe add select choose party council authority organisation organization company period sum "
    "percentage title year month day agreed confirm details list e.g customer supplier provider "
    "vendor client postcode reference location time position role signatory fill blank job full";

/* Where the square bracket at `i` closes; 0: not in this clause, or too far off. */
static size_t closes(const finder *f, size_t i)
{
    int deep = 0;

    for (size_t at = i; at < f->limit && at < i + 80; at++) {
        deep += sign_at(f, at, '[');
        deep -= sign_at(f, at, ']');
        if (!deep)
            return at;
    }
    return 0;
}

static bool note_at(const finder *f, size_t i)
{
    return cdt_token_phrase(f->t, i, f->limit, "drafting note") ||
           cdt_token_phrase(f->t, i, f->limit, "drafting notes") ||
           cdt_token_phrase(f->t, i, f->limit, "note to draft") ||
           cdt_token_phrase(f->t, i, f->limit, "drafter's note") ||
           cdt_token_phrase(f->t, i, f->limit, "guidance note") ||
           cdt_token_phrase(f->t, i, f->limit, "note to drafter") ||
           (cdt_token_is(f->t, i, f->limit, "commented") && sign_at(f, i + 1, '['));
}

/* The signs of a footnote, by which is marked what was left out. */
static bool dagger(cdt_str text)
{
    return cdt_str_is_z(text, "\xE2\x80\xA0") || cdt_str_is_z(text, "\xE2\x80\xA1");
}

/* Kinds of square brackets: empty or a prompt is a place to fill; "[sic]", "[2024] EWHC", "[***]" and words are not all. */
static const char *bracket_kind(const finder *f, size_t i, size_t close)
{
    size_t first = i + 1;
    cdt_str text;

    if (close == first) /* a box to tick, where words follow on its line */
        return i == f->first && close + 1 < f->limit && (f->t->at[close + 1].flags & CDT_TOKEN_CAPITAL) ? NULL
                                                                                                        : "bracket";
    for (size_t at = first; at < close; at++)
        if (note_at(f, at) || (at == first && cdt_token_is(f->t, at, close, "note")))
            return "drafting note";
    text = cdt_token_text(f->t, first);
    if (f->t->at[first].kind == CDT_TOKEN_MARK) {
        for (size_t at = first; at < close; at++)
            if ((f->t->at[at].end - f->t->at[at].start == 1 && sign_at(f, at, '*')) || dagger(cdt_token_text(f->t, at)))
                return NULL; /* [***]: left out on purpose; a bullet is a blank */
        for (size_t at = first; at < close; at++)
            if (f->t->at[at].kind != CDT_TOKEN_MARK)
                return cdt_token_among(f->t, at, close, asks) ? "bracket" : NULL;
        return "bracket";
    }
    if (cdt_token_among(
            f->t, first, close,
            "sic reserved redacted intentionally omitted deleted not signature signatures seal page remainder "
            "balance continued end the"))
        return NULL;
    for (size_t at = first; at < close; at++)
        if (cdt_token_among(f->t, at, close, "seal stamp affixed ltd limited inc llc plc corp gmbh"))
            return NULL;
    if (f->t->at[first].kind == CDT_TOKEN_FIGURE && close == first + 1)
        return text.len == 4 ? NULL : "bracket"; /* [2024] EWHC; [30] days to be settled */
    for (size_t at = first; at < close && close - first <= 8 && (f->t->at[first].flags & CDT_TOKEN_CAPITALS); at++)
        if (cdt_token_among(f->t, at, close, asks))
            return "bracket"; /* [NAME OF COUNCIL] */
    if (cdt_token_among(f->t, first, close, asks))
        return "bracket";
    return NULL;
}

/* A run of one mark: underscores, dotted leaders. */
static size_t run_of(const finder *f, size_t i, int mark)
{
    size_t end = i;

    while (sign_at(f, end, mark))
        end++;
    return end;
}

/* "___August___": words that are written on the line. Returns the token behind all of it; `end` where it is blank. */
static size_t filled_in(const finder *f, size_t i, size_t end)
{
    size_t at = end;

    if (at >= f->limit || (f->t->at[at].flags & CDT_TOKEN_SPACED) || f->t->at[at].kind == CDT_TOKEN_MARK || end == i)
        return end;
    while (at < f->limit && at < end + 8 && !sign_at(f, at, '_'))
        at++;
    return at < f->limit && sign_at(f, at, '_') && !(f->t->at[at].flags & CDT_TOKEN_SPACED) && sign_at(f, at + 1, '_')
               ? run_of(f, at, '_')
               : end;
}

/* Dotted leaders of a contents list: a page number follows. */
static bool leads_to_page(const finder *f, size_t end)
{
    size_t at = end + cdt_token_is(f->t, end, f->limit, "page");

    return at < f->limit && f->t->at[at].kind == CDT_TOKEN_FIGURE &&
           (at > end || at + 1 == f->limit || (f->t->at[at + 1].flags & CDT_TOKEN_LINE));
}

#define RULE 13 /* underscores of a line that is drawn across the page */

/* Is it a line drawn on the page, above a footnote or between pages, and nothing to fill in? */
static bool rule_line(const finder *f, size_t i, size_t end)
{
    bool begins = i == f->first || (f->t->at[i].flags & CDT_TOKEN_LINE),
         closes = end == f->limit || (f->t->at[end].flags & CDT_TOKEN_LINE);

    if (end - i > 70 && i > f->first && end < f->limit && (f->t->at[end].flags & CDT_TOKEN_CAPITAL) &&
        (f->t->at[i - 1].kind == CDT_TOKEN_FIGURE || sign_at(f, i - 1, '.')))
        return true; /* below the foot of a page */
    if (end - i > 7 && end + 1 < f->limit && sign_at(f, end, '*') && (f->t->at[end].flags & CDT_TOKEN_SPACED) &&
        (begins || f->t->at[i - 1].kind == CDT_TOKEN_MARK || cdt_token_among(f->t, i - 1, f->limit, "and or")))
        return true; /* above a footnote */
    if (!begins || end - i < RULE)
        return false;
    return closes && end - i > 70 && !(i > f->first && sign_at(f, i - 1, ':'));
}

/* Words behind which three letters X are the number thirty. */
static const char roman_of[] = "article articles section part chapter exhibit schedule annex appendix title clause";

static bool all_x(cdt_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] != 'X')
            return false;
    return true;
}

/* Do the words stand alone, in a field or in brackets, and not in a sentence ("milestones yet to be completed")? */
static bool alone(const finder *f, size_t i, size_t end)
{
    return (i == f->first || f->t->at[i - 1].kind == CDT_TOKEN_MARK || (f->t->at[i].flags & CDT_TOKEN_LINE)) &&
           (end == f->limit || f->t->at[end].kind == CDT_TOKEN_MARK || (f->t->at[end].flags & CDT_TOKEN_LINE));
}

/* Words that stand for something that is still to come. */
static const char *words_at(const finder *f, size_t i, size_t *end)
{
    static const struct {
        const char *phrase, *kind;
    } rows[] = { { "to be confirmed", "to be confirmed" },
                 { "to be inserted", "to be confirmed" },
                 { "to be completed", "to be confirmed" },
                 { "insert name", "prompt" },
                 { "insert date", "prompt" },
                 { "click or tap here", "prompt" },
                 { "click here to enter", "prompt" },
                 { "choose an item", "prompt" } };
    cdt_str text;

    *end = i + 1;
    if (f->t->at[i].kind != CDT_TOKEN_WORD)
        return NULL;
    if (f->t->at[i].flags & CDT_TOKEN_CAPITALS) {
        if (cdt_token_among(f->t, i, f->limit, "tbc tba tbd"))
            return "to be confirmed";
        text = cdt_token_text(f->t, i);
        if (cdt_token_is(f->t, i, f->limit, "xx") && sign_at(f, i + 1, '.') &&
            cdt_token_is(f->t, i + 2, f->limit, "xx")) {
            *end = i + 3;
            return "blank";
        }
        if (text.len > 2 && all_x(text) && !(i > f->first && cdt_token_among(f->t, i - 1, f->limit, roman_of)))
            return "blank";
    }
    for (size_t k = 0; k < sizeof rows / sizeof rows[0]; k++) {
        size_t words = cdt_token_phrase(f->t, i, f->limit, rows[k].phrase);
        if (!words)
            continue;
        if (strcmp(rows[k].phrase, "to be completed") == 0 && !alone(f, i, i + words))
            continue;
        *end = i + words;
        return rows[k].kind;
    }
    return NULL;
}

static size_t look(finder *f, size_t i)
{
    const cdt_token *token = &f->t->at[i];
    size_t end = i + 1, close;
    const char *kind = NULL;

    if (token->kind != CDT_TOKEN_MARK) {
        kind = note_at(f, i) && (i == f->first || f->t->at[i - 1].kind == CDT_TOKEN_MARK) ? "drafting note"
                                                                                          : words_at(f, i, &end);
        if (kind && strcmp(kind, "drafting note") == 0)
            end = f->limit;
    } else if (token->mark == '[') {
        close = closes(f, i);
        kind = close ? bracket_kind(f, i, close) : NULL;
        end = kind ? close + 1 : end;
    } else if (token->mark == '_') {
        end = run_of(f, i, '_');
        close = filled_in(f, i, end);
        kind = end - i >= 3 && close == end && !rule_line(f, i, end) ? "blank" : NULL;
        end = close;
    } else if (token->mark == '.') {
        end = run_of(f, i, '.');
        kind = end - i >= 6 && !leads_to_page(f, end) ? "blank" : NULL;
    } else if (token->mark == CDT_SIGN_DOTS) {
        end = run_of(f, i, CDT_SIGN_DOTS);
        kind = end - i >= 2 && !leads_to_page(f, end) ? "blank" : NULL;
    }
    if (kind)
        put(f, kind, token->start, f->t->at[end - 1].end);
    return end;
}

/* Marks of the format: highlights, and prompts of fields. Returns the next mark behind the clause. */
static size_t marks_of(finder *f, size_t mark)
{
    const cdt_making *m = f->making;
    const cdt_clause *clause = &m->draft.clauses[f->clause];

    for (; mark < m->mark_count && m->marks[mark].start < clause->end; mark++) {
        cdt_mark_kind kind = m->marks[mark].kind;
        if ((kind != CDT_MARK_PROMPT && kind != CDT_MARK_HIGHLIGHT) || m->marks[mark].start < clause->start)
            continue;
        put(f, kind == CDT_MARK_PROMPT ? "prompt" : "highlight", m->marks[mark].start, m->marks[mark].end);
    }
    return mark;
}

static int order(const void *one, const void *other)
{
    const cdt_placeholder *a = one, *b = other;

    return a->at.start < b->at.start ? -1 : a->at.start > b->at.start;
}

/* Those of the words and those of the format, of one clause, in order, and each place once. Returns how many are left. */
static size_t sort(cdt_placeholder *at, size_t count)
{
    size_t left = 0;

    qsort(at, count, sizeof *at, order);
    for (size_t i = 0; i < count; i++)
        if (!left || at[i].at.start >= at[left - 1].at.end)
            at[left++] = at[i];
    return left;
}

/* Where look() may find something. */
static cdt_token_set sites_of(const cdt_tokens *t, cdt_arena *arena)
{
    static const char marks[] = { '[', '_', '.', (char)CDT_SIGN_DOTS, '\0' };
    cdt_token_set sites = cdt_token_set_of(t, arena);

    cdt_token_set_marks(&sites, marks);
    cdt_token_set_words(&sites, "drafting drafter's note guidance commented insert click choose");
    cdt_token_set_phrase(&sites, "to be");
    cdt_token_set_flagged(&sites, CDT_TOKEN_CAPITALS);
    return sites;
}

void cdt_find_placeholders(cdt_making *making)
{
    finder f = { .making = making, .t = cdt_making_tokens(making) };
    cdt_token_set sites = sites_of(f.t, &making->scratch);
    size_t mark = 0;

    for (size_t c = 0; c < making->draft.clause_count; c++) {
        cdt_region region = making->clauses[c].region;
        size_t before = f.count;
        f.clause = c;
        f.first = cdt_making_first(making, c);
        f.limit = f.t->first[c + 1];
        f.end = 0;
        see_form(&f);
        if (region == CDT_REGION_EXECUTION)
            f.signs_until = c + AFTER_SIGNING;
        f.begun |= *making->draft.clauses[c].number != '\0';
        mark = marks_of(&f, mark);
        if (region == CDT_REGION_CONTENTS || region == CDT_REGION_FURNITURE)
            continue;
        f.end = 0;
        for (size_t i = f.first; (i = cdt_token_set_next(&sites, i, f.limit)) < f.limit;)
            i = look(&f, i);
        if (f.count > before)
            f.count = before + sort(f.at + before, f.count - before);
    }
    making->draft.placeholders = f.at;
    making->draft.placeholder_count = f.count;
}
