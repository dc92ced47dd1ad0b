/* Places that are left to be filled in, and notes of the drafter. */
#include <stdlib.h>

#include "draft/grow.h"
#include "draft/making.h"

typedef struct finder {
    cdt_making *making;
    const cdt_tokens *t;
    cdt_placeholder *at;
    size_t count, room;
    size_t clause, first, limit;
    size_t end; /* bytes before this belong to the one that was found last */
} finder;

static bool sign_at(const finder *f, size_t i, int mark)
{
    return cdt_token_sign(f->t, i, f->limit, mark);
}

/* Is it where a blank is normal: a signature block, or the date of signing in the parties clause? */
static bool execution(const finder *f)
{
    const cdt_clause *clause = &f->making->draft.clauses[f->clause];

    if (clause->region == CDT_REGION_EXECUTION)
        return true;
    if (f->limit - f->first < 20) /* a line to sign on, where no heading said so */
        for (size_t i = f->first; i < f->limit; i++)
            if (cdt_token_among(f->t, i, f->limit,
                                "by name title signed signature witness printed print attest position its"))
                return true;
    if (clause->region != CDT_REGION_TITLE && clause->region != CDT_REGION_PARTIES)
        return false;
    for (size_t i = f->first; i < f->limit && i < f->first + 30; i++)
        if (cdt_token_among(f->t, i, f->limit, "dated date day"))
            return true;
    return false;
}

static void put(finder *f, const char *kind, size_t start, size_t end)
{
    if (start < f->end)
        return;
    f->at = cdt_grow(&f->making->arena, f->at, f->count, &f->room, sizeof *f->at);
    f->at[f->count++] =
        (cdt_placeholder){ .kind = kind, .at = { start, end }, .clause = f->clause, .execution = execution(f) };
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

/* Kinds of square brackets: empty or a prompt is a place to fill; "[sic]", "[2024] EWHC", "[***]" and words are not all. */
static const char *bracket_kind(const finder *f, size_t i, size_t close)
{
    size_t first = i + 1;
    cdt_str text;

    if (close == first)
        return "bracket";
    for (size_t at = first; at < close; at++)
        if (note_at(f, at) || (at == first && cdt_token_is(f->t, at, close, "note")))
            return "drafting note";
    text = cdt_token_text(f->t, first);
    if (f->t->at[first].kind == CDT_TOKEN_MARK) {
        for (size_t at = first; at < close; at++)
            if (f->t->at[at].end - f->t->at[at].start == 1 && sign_at(f, at, '*'))
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

/* Words behind which three letters X are the number thirty. */
static const char roman_of[] = "article articles section part chapter exhibit schedule annex appendix title clause";

static bool all_x(cdt_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] != 'X')
            return false;
    return true;
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
        kind = end - i >= 3 ? "blank" : NULL;
    } else if (token->mark == '.') {
        end = run_of(f, i, '.');
        kind = end - i >= 6 && !(end < f->limit && f->t->at[end].kind == CDT_TOKEN_FIGURE && end + 1 == f->limit)
                   ? "blank"
                   : NULL;
    } else if (token->mark == CDT_SIGN_DOTS) {
        end = run_of(f, i, CDT_SIGN_DOTS);
        kind = end - i >= 2 ? "blank" : NULL;
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
        if (m->marks[mark].kind == CDT_MARK_BOLD || m->marks[mark].start < clause->start)
            continue;
        put(f, m->marks[mark].kind == CDT_MARK_PROMPT ? "prompt" : "highlight", m->marks[mark].start,
            m->marks[mark].end);
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

void cdt_find_placeholders(cdt_making *making)
{
    finder f = { .making = making, .t = cdt_making_tokens(making) };
    size_t mark = 0;

    for (size_t c = 0; c < making->draft.clause_count; c++) {
        cdt_region region = making->clauses[c].region;
        size_t before = f.count;
        f.clause = c;
        f.first = cdt_making_first(making, c);
        f.limit = f.t->first[c + 1];
        f.end = 0;
        mark = marks_of(&f, mark);
        if (region == CDT_REGION_CONTENTS || region == CDT_REGION_FURNITURE)
            continue;
        f.end = 0;
        for (size_t i = f.first; i < f.limit;)
            i = look(&f, i);
        if (f.count > before)
            f.count = before + sort(f.at + before, f.count - before);
    }
    making->draft.placeholders = f.at;
    making->draft.placeholder_count = f.count;
}
