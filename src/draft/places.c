#include "draft/places.h"

#include <stdlib.h>

#include "base/buf.h"
#include "draft/chars.h"
#include "draft/number.h"
#include "draft/quantity.h"

#define PARTS_DEEP 7 /* components of a number that are compared */
#define ABOVE 8      /* clauses that an "(a)" inside a paragraph may belong to */
#define LONGEST_NUMBER 24
#define LIST_AHEAD 16 /* tokens in which the next title of a list of attachments begins */

struct cdt_numbered {
    size_t part, clause;
    unsigned at[PARTS_DEEP];
};

/* --- kinds of places */

static const char kind_words[] = "clause clauses subclause subclauses paragraph paragraphs para paras subparagraph "
                                 "subparagraphs section sections sec secs subsection subsections article articles part "
                                 "parts schedule schedules annex annexes annexe annexures annexure appendix appendices "
                                 "exhibit exhibits attachment attachments regulation regulations rule rules";

const char *cdt_place_kind(const cdt_tokens *tokens, size_t i, size_t limit, size_t *end)
{
    static const char *const kinds[] = {
        "",           "clause",     "clause",     "clause",     "clause",   "paragraph", "paragraph", "paragraph",
        "paragraph",  "paragraph",  "paragraph",  "section",    "section",  "section",   "section",   "section",
        "section",    "article",    "article",    "part",       "part",     "schedule",  "schedule",  "annex",
        "annex",      "annex",      "annex",      "annex",      "appendix", "appendix",  "exhibit",   "exhibit",
        "attachment", "attachment", "regulation", "regulation", "rule",     "rule"
    };
    size_t word, at = i;

    if (cdt_token_sign(tokens, i, limit, CDT_SIGN_SECTION)) {
        *end = i + 1 + cdt_token_sign(tokens, i + 1, limit, CDT_SIGN_SECTION);
        return "section";
    }
    if (i >= limit || tokens->at[i].kind != CDT_TOKEN_WORD)
        return NULL;
    if (cdt_token_is(tokens, at, limit, "sub"))
        at += 1 + cdt_token_sign(tokens, at + 1, limit, '-');
    word = cdt_token_among(tokens, at, limit, kind_words);
    if (!word)
        return NULL;
    *end = at + 1 + (word == 7 || word == 13 ? cdt_token_sign(tokens, at + 1, limit, '.') : 0);
    return kinds[word];
}

void cdt_place_sites(cdt_token_set *set)
{
    static const char section[] = { CDT_SIGN_SECTION, '\0' };

    cdt_token_set_marks(set, section);
    cdt_token_set_words(set, "sub");
    cdt_token_set_words(set, kind_words);
}

bool cdt_place_attached(const char *kind)
{
    static const char *const kinds[] = { "schedule", "annex", "appendix", "exhibit", "attachment" };

    for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++)
        if (strcmp(kind, kinds[k]) == 0)
            return true;
    return false;
}

/* --- numbers */

/* What a roman figure in capitals says; 0: it is none. */
static unsigned roman(cdt_str text)
{
    static const char letters[] = "IVXLC";
    static const unsigned values[] = { 1, 5, 10, 50, 100 };
    unsigned total = 0, last = 1000;

    if (!text.len || text.len > 8)
        return 0;
    for (size_t i = 0; i < text.len; i++) {
        const char *at = memchr(letters, text.at[i], sizeof letters - 1);
        unsigned value = at ? values[at - letters] : 0;
        if (!value)
            return 0;
        total += value > last ? value - 2 * last : value;
        last = value;
    }
    return total;
}

bool cdt_places_ends_in(cdt_str number, cdt_str end)
{
    return end.len && cdt_str_ends(number, end) &&
           (end.len == number.len || number.at[number.len - end.len - 1] == '.');
}

cdt_str cdt_places_fold(cdt_str number, bool title, cdt_arena *arena)
{
    char *out = cdt_alloc(arena, number.len + 8);
    size_t length = 0;
    unsigned value = title ? roman(number) : 0;

    if (value && !(number.len == 1 && strchr("CL", number.at[0]))) /* Schedule C is the third */
        return cdt_copy(arena, cdt_str_z(cdt_format(arena, "%u", value)));
    for (size_t i = 0; i < number.len; i++) {
        char c = number.at[i];
        if (c >= 'A' && c <= 'Z')
            c = (char)(c + 32);
        if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'))
            out[length++] = c;
        else if (length && out[length - 1] != '.' && c != ' ')
            out[length++] = '.';
    }
    while (length && out[length - 1] == '.')
        length--;
    if (length > 2 && out[length - 1] == '0' && out[length - 2] == '.') /* "6.0" is 6 */
        length -= 2;
    return (cdt_str){ out, length };
}

/* The words of "Schedule One". */
static int64_t spelt(const cdt_tokens *t, size_t i, size_t limit, size_t *end)
{
    int64_t value;

    if (!(t->at[i].flags & CDT_TOKEN_CAPITAL) || !cdt_number_words(t, i, limit, &value, end) || value > 99)
        return 0;
    return value;
}

static bool small_label(cdt_str text)
{
    if (text.len == 1)
        return true;
    if (text.len > 4)
        return false;
    for (size_t i = 0; i < text.len; i++)
        if (!strchr("ivxIVX0123456789", text.at[i]) && text.at[i] != text.at[0])
            return false;
    return true;
}

/* "(a)" at `i`. */
static bool in_brackets(const cdt_tokens *t, size_t i, size_t limit)
{
    return cdt_token_sign(t, i, limit, '(') && cdt_token_sign(t, i + 2, limit, ')') &&
           t->at[i + 1].kind != CDT_TOKEN_MARK && small_label(cdt_token_text(t, i + 1));
}

/* Does token `i` begin a number: "4.2", "12A", "IV", "A", "B2"? */
static bool begins(const cdt_tokens *t, size_t i, size_t limit, bool attached)
{
    cdt_str text;

    if (i >= limit)
        return false;
    text = cdt_token_text(t, i);
    if (text.len > LONGEST_NUMBER)
        return false;
    if (t->at[i].kind == CDT_TOKEN_FIGURE) {
        for (size_t k = 1; k < text.len; k++) { /* a letter stands behind a digit: "12A", "2A.1" */
            char c = text.at[k];
            bool last = k + 1 == text.len || text.at[k + 1] == '.';
            if (!(c >= '0' && c <= '9') && c != '.' && !(last && c != ',' && text.at[k - 1] != '.'))
                return false;
        }
        return true;
    }
    if (t->at[i].kind != CDT_TOKEN_WORD || !(t->at[i].flags & CDT_TOKEN_CAPITAL) || !attached)
        return false;
    if (text.len == 1 || roman(text))
        return true;
    return text.len <= 4 && text.at[1] >= '0' && text.at[1] <= '9';
}

/* "A.2", "B1.3" of an annex, at token `i`: behind its last byte; 0: it is none. */
static size_t lettered(const cdt_tokens *t, size_t i, size_t limit)
{
    const char *text = t->text;
    size_t at = i < limit ? t->at[i].start : 0, end = i < limit ? t->at[limit - 1].end : 0, digits = 0;

    if (i >= limit || text[at] < 'A' || text[at] > 'Z')
        return 0;
    at++;
    at += at < end && text[at] == '.';
    for (; at < end && ((text[at] >= '0' && text[at] <= '9') ||
                        (text[at] == '.' && digits && at + 1 < end && text[at + 1] >= '0' && text[at + 1] <= '9'));
         at++)
        digits++;
    return digits && digits < LONGEST_NUMBER && (at == end || !cdt_is_wordly(text[at])) ? at : 0;
}

cdt_str cdt_place_number(const cdt_tokens *tokens, size_t i, size_t limit, const char *kind, size_t *end,
                         bool *relative, cdt_arena *arena)
{
    bool attached = cdt_place_attached(kind) || strcmp(kind, "part") == 0 || strcmp(kind, "article") == 0;
    cdt_buf number = { 0 };
    cdt_str folded;
    int64_t value;
    size_t at = i, letters = attached ? 0 : lettered(tokens, i, limit);

    *relative = in_brackets(tokens, i, limit);
    *end = i;
    if (!*relative && !letters && !begins(tokens, i, limit, attached)) {
        value = attached && i < limit ? spelt(tokens, i, limit, end) : 0;
        if (!value)
            *end = i;
        return value ? cdt_str_z(cdt_format(arena, "%lld", (long long)value)) : (cdt_str){ "", 0 };
    }
    if (letters) {
        cdt_buf_put(&number, (cdt_str){ tokens->text + tokens->at[i].start, letters - tokens->at[i].start });
        while (at < limit && tokens->at[at].start < letters)
            at++;
    } else if (!*relative) {
        cdt_buf_put(&number, cdt_token_text(tokens, at++));
        if (attached && strcmp(kind, "article") != 0 &&
            (cdt_token_sign(tokens, at, limit, '-') || cdt_token_sign(tokens, at, limit, '.')) &&
            !(tokens->at[at].flags & CDT_TOKEN_SPACED) && at + 1 < limit &&
            !(tokens->at[at + 1].flags & CDT_TOKEN_SPACED) && tokens->at[at + 1].end - tokens->at[at + 1].start <= 3 &&
            tokens->at[at + 1].kind != CDT_TOKEN_MARK) {
            cdt_buf_char(&number, '-');
            cdt_buf_put(&number, cdt_token_text(tokens, at + 1));
            at += 2;
        }
    }
    for (int k = 0; k < PARTS_DEEP && in_brackets(tokens, at, limit); k++, at += 3) {
        cdt_buf_char(&number, '(');
        cdt_buf_put(&number, cdt_token_text(tokens, at + 1));
        cdt_buf_char(&number, ')');
    }
    *end = at;
    folded = cdt_places_fold(cdt_buf_str(&number), attached, arena);
    cdt_buf_free(&number);
    return folded;
}

/* --- what is there */

/* Its number without the name of its part: "3.1" of "Schedule 2, 3.1". */
static cdt_str own_number(const cdt_draft *draft, const cdt_clause *clause)
{
    cdt_str number = cdt_str_z(clause->number), part;

    if (clause->part == CDT_NOWHERE || clause == &draft->clauses[clause->part])
        return number;
    part = cdt_str_z(draft->clauses[clause->part].number);
    if (part.len && cdt_str_starts(number, part))
        number = cdt_str_slice(number, part.len, number.len);
    while (number.len && (number.at[0] == ',' || number.at[0] == ' '))
        number = cdt_str_slice(number, 1, number.len);
    return number;
}

/* "2", folded, of a clause that is "Part 2" inside its schedule or the body; of length 0: it is none. */
static cdt_str inner_id(const cdt_draft *draft, const cdt_clause *clause, cdt_arena *arena)
{
    cdt_str number = own_number(draft, clause);

    if (clause->kind != CDT_CLAUSE || !cdt_str_starts(number, CDT_STR("Part ")) || memchr(number.at, ',', number.len))
        return (cdt_str){ "", 0 };
    return cdt_places_fold(cdt_str_slice(number, 5, number.len), true, arena);
}

static cdt_str inner_key(cdt_arena *arena, cdt_str id)
{
    return cdt_str_z(cdt_format(arena, "part %.*s", CDT_ARGS(id)));
}

/* Without "Part 2, ", which stands in the numbers of a schedule whose parts count anew. */
static cdt_str number_inside(const cdt_draft *draft, const cdt_clause *clause, size_t inner)
{
    cdt_str number = own_number(draft, clause);
    cdt_str of = inner == CDT_NOWHERE ? (cdt_str){ "", 0 } : own_number(draft, &draft->clauses[inner]);

    return of.len && cdt_str_starts(number, of) && number.len > of.len + 2 && number.at[of.len] == ','
               ? cdt_str_slice(number, of.len + 2, number.len)
               : number;
}

/* What a map knows a number of a part by: the bytes of both, with `tail` behind. */
static cdt_str number_key(cdt_arena *arena, size_t part, cdt_str number, const char *tail)
{
    size_t behind = strlen(tail), length = sizeof part;
    char *key = cdt_alloc(arena, length + number.len + 1 + behind);

    memcpy(key, &part, sizeof part);
    if (number.len)
        memcpy(key + length, number.at, number.len);
    length += number.len;
    if (behind)
        key[length++] = '.';
    memcpy(key + length, tail, behind);
    return (cdt_str){ key, length + behind };
}

/* The clause is kept plus 1, so that 0 is none; the first of a number stays. */
static void keep(cdt_map *map, cdt_str key, size_t clause)
{
    void **at = cdt_map_at(map, key);

    if (!*at)
        *at = (void *)(uintptr_t)(clause + 1);
}

static size_t kept(const cdt_map *map, cdt_str key)
{
    return (size_t)(uintptr_t)cdt_map_get(map, key) - 1;
}

static void components(cdt_str number, unsigned out[PARTS_DEEP])
{
    size_t k = 0;

    memset(out, 0, PARTS_DEEP * sizeof *out);
    for (size_t i = 0; i < number.len && k < PARTS_DEEP; i++) {
        char c = number.at[i];
        if (c == '.')
            k++;
        else if (c >= '0' && c <= '9')
            out[k] = out[k] > 100000 ? out[k] : out[k] * 10 + (unsigned)(c - '0');
        else
            out[k] = out[k] * 30 % 1000000 + 1000000 + (unsigned)(c - 'a');
    }
}

static int compare(const void *a, const void *b)
{
    const cdt_numbered *x = a, *y = b;

    if (x->part != y->part)
        return x->part < y->part ? -1 : 1;
    for (size_t k = 0; k < PARTS_DEEP; k++)
        if (x->at[k] != y->at[k])
            return x->at[k] < y->at[k] ? -1 : 1;
    return x->clause < y->clause ? -1 : x->clause > y->clause;
}

/* --- numbers and labels that stand inside a paragraph, as in texts whose lines were run together */

/* The number in force at a place: of the last clause or typed number before it. */
typedef struct running {
    size_t part;
    cdt_str number;
} running;

/* "(a)", for the number in force and each above it: "3.1" and "3" have it. */
static void keep_label(cdt_places *p, const running *in_force, cdt_str label, size_t c)
{
    cdt_str number = in_force->number;

    for (int k = 0; k < ABOVE && number.len; k++) {
        keep(&p->inlines, number_key(p->arena, in_force->part, number, label.at), c);
        while (number.len && number.at[number.len - 1] != '.')
            number.len--;
        number.len -= number.len > 0;
    }
}

/* Does token `i` begin a line or a sentence? */
static bool begins_something(const cdt_tokens *t, size_t i, size_t first, size_t limit)
{
    return i == first || (t->at[i].flags & CDT_TOKEN_LINE) || cdt_token_sign(t, i - 1, limit, '.') ||
           cdt_token_sign(t, i - 1, limit, ';') || cdt_token_sign(t, i - 1, limit, ':') ||
           cdt_token_sign(t, i - 1, limit, '|') || cdt_token_sign(t, i - 1, limit, '*');
}

/* Words before a figure that make it an amount, a version or one of several references. */
static const char no_number_behind[] =
    "and or to through than of in under by with at from is are was were be equal equals "
    "version release no number nos vol page may can up least most see per";

/* "8.2 Fees" or "15. Fees" anywhere, as behind a running header or in lines that were run together: no word before it makes it
 * a reference, and a capital follows. */
static bool stands_apart(const cdt_tokens *t, size_t i, size_t first, size_t limit)
{
    static const char plain[] = "the this these it if in such each any all no for as when where";
    cdt_str text = cdt_token_text(t, i);
    bool parts = t->at[i].kind == CDT_TOKEN_FIGURE && memchr(text.at, '.', text.len);
    size_t next = i + 1 + (cdt_token_sign(t, i + 1, limit, '.') || cdt_token_sign(t, i + 1, limit, ')')), end;
    const cdt_token *before = i > first ? &t->at[i - 1] : NULL;

    if (t->at[i].kind != CDT_TOKEN_FIGURE || !before || next >= limit || (!parts && (next == i + 1 || text.len > 2)))
        return false;
    if (before->kind == CDT_TOKEN_MARK ? !strchr(parts ? ".;:])\"*|-" : ".;:])\"*|", before->mark)
                                       : cdt_token_among(t, i - 1, limit, no_number_behind) ||
                                             cdt_place_kind(t, i - 1, limit, &end) || cdt_month_of(t, i - 1, limit))
        return false;
    if (cdt_token_sign(t, next, limit, '"') || cdt_token_sign(t, next, limit, '['))
        return parts && !(t->at[next].flags & CDT_TOKEN_CLOSES);
    if (!(t->at[next].flags & CDT_TOKEN_CAPITAL) || !(t->at[next].flags & CDT_TOKEN_SPACED))
        return false;
    return parts || before->kind == CDT_TOKEN_MARK || !cdt_token_among(t, next, limit, plain);
}

/* "J. NOTICES" or "b) Each Party" at the beginning of something. */
static bool letter_at(const cdt_tokens *t, size_t i, size_t limit)
{
    return t->at[i].kind == CDT_TOKEN_WORD && t->at[i].end - t->at[i].start == 1 && i + 2 < limit &&
           (cdt_token_sign(t, i + 1, limit, '.') || cdt_token_sign(t, i + 1, limit, ')')) &&
           (t->at[i + 2].flags & CDT_TOKEN_CAPITAL) && (t->at[i + 2].flags & CDT_TOKEN_SPACED);
}

/* A number that is typed before a paragraph: "8.2 Fees", "8.2. Fees". */
static cdt_str typed_number(const cdt_tokens *t, size_t i, size_t limit, cdt_arena *arena)
{
    cdt_str text = cdt_token_text(t, i);
    size_t next = i + 1 + (cdt_token_sign(t, i + 1, limit, '.') || cdt_token_sign(t, i + 1, limit, ')')), points = 0;

    for (size_t k = 0; k < text.len; k++)
        points += text.at[k] == '.';
    if (t->at[i].kind != CDT_TOKEN_FIGURE || text.len > 10 || strspn(text.at, "0123456789.") < text.len)
        return (cdt_str){ "", 0 };
    if (next < limit && t->at[next].kind == CDT_TOKEN_WORD && !(t->at[next].flags & CDT_TOKEN_CAPITAL) && points < 2)
        return (cdt_str){ "", 0 };
    return cdt_places_fold(text, false, arena);
}

bool cdt_place_apart(const cdt_tokens *t, size_t i, size_t end, size_t first, size_t limit)
{
    const cdt_token *before = i > first ? &t->at[i - 1] : NULL;

    if (!(t->at[i].flags & CDT_TOKEN_CAPITAL) ||
        cdt_token_among(t, i > first ? i - 1 : limit, limit, "see attached the in of to on and or per under this each"))
        return false;
    if (before && before->kind == CDT_TOKEN_MARK && !strchr(".;:])-*|>", before->mark))
        return false;
    if (before && before->kind == CDT_TOKEN_WORD && !(before->flags & CDT_TOKEN_CAPITAL) && end < limit)
        return false;
    if (before && before->kind == CDT_TOKEN_WORD && cdt_token_among(t, i - 1, limit, "as by from with for at is a an"))
        return false;
    if (end >= limit || (t->at[end].flags & (CDT_TOKEN_CAPITAL | CDT_TOKEN_LINE)))
        return true;
    return (cdt_token_sign(t, end, limit, '-') || cdt_token_sign(t, end, limit, ':')) &&
           (end + 1 == limit || (t->at[end + 1].flags & CDT_TOKEN_CAPITAL));
}

/* Does another title begin soon behind token `end`, as in a list of what is attached? */
static bool another_title(const cdt_tokens *t, size_t end, size_t first, size_t limit)
{
    for (size_t i = end; i < limit && i < end + LIST_AHEAD; i++) {
        size_t behind;
        const char *kind = cdt_place_kind(t, i, limit, &behind);
        if (kind && cdt_place_attached(kind) && behind < limit && t->at[behind].kind != CDT_TOKEN_MARK &&
            cdt_place_apart(t, i, behind + 1, first, limit))
            return true;
    }
    return false;
}

/* "Appendix 2: Safety" in the middle of lines that were run together. In a list of titles the first is no more than that. */
static void keep_title_apart(cdt_places *p, const cdt_tokens *t, size_t c, size_t i)
{
    size_t first = t->first[c], limit = t->first[c + 1], end;
    const char *kind = t->at[i].flags & CDT_TOKEN_CAPITAL ? cdt_place_kind(t, i, limit, &end) : NULL;
    cdt_str number, key;
    bool relative, listed;

    if (!kind || !cdt_place_attached(kind))
        return;
    number = cdt_place_number(t, end, limit, kind, &end, &relative, p->arena);
    if (relative || !number.len || !cdt_place_apart(t, i, end, first, limit))
        return;
    key = cdt_str_z(cdt_format(p->arena, "%s %.*s", kind, CDT_ARGS(number)));
    listed = another_title(t, end, first, limit) || (p->last_title > first && i < p->last_title + LIST_AHEAD);
    p->last_title = end;
    if (listed && kept(&p->listed, key) == CDT_NOWHERE)
        keep(&p->listed, key, c);
    else
        keep(&p->titles, key, c);
}

static void keep_title(cdt_places *p, const cdt_tokens *t, size_t c, size_t i, running *in_force);

bool cdt_place_spoken(const cdt_tokens *t, size_t i, size_t first, size_t limit)
{
    size_t from = i, end;

    while (from > first && !(t->at[from].flags & CDT_TOKEN_SPACED))
        from--;
    if (from == first || (from < i && begins_something(t, from, first, limit)))
        return false;
    return cdt_place_kind(t, from - 1, from, &end) ||
           (from < i && t->at[from].kind == CDT_TOKEN_FIGURE && cdt_token_among(t, from - 1, from, "and or to"));
}

/* Where keep_inlines() has to look. */
static cdt_token_set inline_sites(const cdt_tokens *t, cdt_arena *arena)
{
    cdt_token_set sites = cdt_token_set_of(t, arena);

    cdt_token_set_flagged(&sites, CDT_TOKEN_LINE);
    cdt_token_set_behind(&sites, ".;:|*]");
    cdt_token_set_marks(&sites, "(");
    cdt_token_set_figures(&sites);
    cdt_place_sites(&sites);
    return sites;
}

static void keep_inlines(cdt_places *p, const cdt_token_set *sites, size_t c, running *in_force)
{
    const cdt_tokens *t = sites->tokens;
    const cdt_clause *clause = &p->draft->clauses[c];
    cdt_str own = cdt_places_fold(number_inside(p->draft, clause, p->parts[c]), false, p->arena);
    size_t first = t->first[c], limit = t->first[c + 1];

    if (clause->part != in_force->part)
        *in_force = (running){ clause->part, { "", 0 } };
    if (own.len && clause->kind != CDT_CLAUSE_SCHEDULE)
        in_force->number = own;
    for (size_t i = first; (i = cdt_token_set_next(sites, i, limit)) < limit; i++) {
        if (in_brackets(t, i, limit)) {
            if (cdt_place_spoken(t, i, first, limit))
                continue;
            cdt_str label = cdt_places_fold(cdt_token_text(t, i + 1), false, p->arena);
            keep_label(p, in_force, label, c);
        } else if (begins_something(t, i, first, limit) && letter_at(t, i, limit)) {
            keep_label(p, in_force, cdt_places_fold(cdt_token_text(t, i), false, p->arena), c);
        } else if (begins_something(t, i, first, limit) || stands_apart(t, i, first, limit)) {
            cdt_str number = typed_number(t, i, limit, p->arena);
            if (number.len) {
                keep(&p->inlines, number_key(p->arena, clause->part, number, ""), c);
                if (!own.len || memchr(number.at, '.', number.len))
                    in_force->number = number;
            } else {
                keep_title(p, t, c, i, in_force);
            }
        } else if (cdt_token_sign(t, i - 1, limit, ']')) {
            keep_title(p, t, c, i, in_force);
        } else if (t->at[i].kind == CDT_TOKEN_WORD) {
            keep_title_apart(p, t, c, i);
        }
    }
}

/* "XIII - GOVERNING LAW": an article whose title does not say so. */
static bool roman_title(cdt_places *p, const cdt_tokens *t, size_t c, size_t i)
{
    size_t limit = t->first[c + 1];
    unsigned value = t->at[i].flags & CDT_TOKEN_CAPITAL ? roman(cdt_token_text(t, i)) : 0;

    if (!value || !(cdt_token_sign(t, i + 1, limit, '-') || cdt_token_sign(t, i + 1, limit, '.')) || i + 2 >= limit ||
        !(t->at[i + 2].flags & CDT_TOKEN_CAPITALS))
        return false;
    keep(&p->titles, cdt_str_z(cdt_format(p->arena, "article %u", value)), c);
    keep(&p->titles, cdt_str_z(cdt_format(p->arena, "section %u", value)), c);
    return true;
}

enum { MARKS_BEFORE = 12 };

/* "Schedule 2", "ARTICLE IV", "Part A" at the beginning of a clause or line. */
static void keep_title(cdt_places *p, const cdt_tokens *t, size_t c, size_t i, running *in_force)
{
    size_t limit = t->first[c + 1], end;
    const char *kind;
    cdt_str number;
    bool relative;
    size_t marks = i + MARKS_BEFORE; /* more than those before a title are none of its */

    if (roman_title(p, t, c, i))
        return;
    while (i < marks && (cdt_token_sign(t, i, limit, '#') || cdt_token_sign(t, i, limit, '*') ||
                         cdt_token_sign(t, i, limit, '[') || cdt_token_sign(t, i, limit, '"')))
        i++;
    if (i >= limit || !(t->at[i].flags & CDT_TOKEN_CAPITAL))
        return;
    kind = cdt_place_kind(t, i, limit, &end);
    if (!kind)
        return;
    end += cdt_token_is(t, end, limit, "no") ? 1 + cdt_token_sign(t, end + 1, limit, '.') : 0;
    end +=
        cdt_token_sign(t, end, limit, '"') ||
        (cdt_token_sign(t, end, limit, '-') && (t->at[i].flags & CDT_TOKEN_CAPITALS)); /* Exhibit "B", SCHEDULE - B */
    number = cdt_place_number(t, end, limit, kind, &end, &relative, p->arena);
    if (relative || !number.len)
        return;
    end += cdt_token_sign(t, end, limit, '"');
    if (end < limit && t->at[end].kind == CDT_TOKEN_WORD &&
        !(t->at[end].flags & (CDT_TOKEN_CAPITAL | CDT_TOKEN_LINE)) &&
        !((t->at[i].flags & CDT_TOKEN_CAPITALS) && cdt_token_among(t, end, limit, "to of for")))
        return; /* a sentence that begins with it */
    if (cdt_token_sign(t, end, limit, ',') || cdt_token_sign(t, end, limit, ';'))
        return;
    keep(&p->titles, cdt_str_z(cdt_format(p->arena, "%s %.*s", kind, CDT_ARGS(number))), c);
    if (!cdt_place_attached(kind) && strcmp(kind, "part") != 0) {
        keep(&p->inlines, number_key(p->arena, p->draft->clauses[c].part, number, ""), c);
        in_force->number = number;
    }
}

/* The number of a title as the format computed it, where the words do not say it: "Schedule 2". */
static void keep_part(cdt_places *p, const cdt_clause *clause, size_t c)
{
    cdt_str number = cdt_str_z(clause->number);
    size_t blank = cdt_str_find(number, CDT_STR(" "), 0);
    cdt_str kind, id;

    if (blank == CDT_NOWHERE)
        return;
    kind = cdt_places_fold(cdt_str_slice(number, 0, blank), false, p->arena);
    id = cdt_places_fold(cdt_str_trim(cdt_str_slice(number, blank, number.len)), true, p->arena);
    keep(&p->titles, cdt_str_z(cdt_format(p->arena, "%.*s %.*s", CDT_ARGS(kind), CDT_ARGS(id))), c);
}

/* A clause's number, in its schedule or the body, and in the "Part 2" of it; the first of each stays. */
static void keep_number(cdt_places *p, size_t *numbered, size_t c)
{
    const cdt_draft *draft = p->draft;
    const cdt_clause *clause = &draft->clauses[c];
    size_t inner = p->parts[c];
    cdt_str number = cdt_places_fold(number_inside(draft, clause, inner), false, p->arena);
    cdt_str id = inner_id(draft, clause, p->arena);

    if (!number.len || clause->kind == CDT_CLAUSE_SCHEDULE)
        return;
    keep(&p->numbers, number_key(p->arena, clause->part, number, ""), c);
    numbered[clause->part == CDT_NOWHERE ? draft->clause_count : clause->part]++;
    if (id.len)
        keep(&p->numbers, number_key(p->arena, clause->part, inner_key(p->arena, id), ""), c);
    if (inner != CDT_NOWHERE) {
        cdt_str whole = cdt_places_fold(own_number(draft, clause), false, p->arena);
        keep(&p->numbers, number_key(p->arena, inner, number, ""), c);
        keep(&p->numbers, number_key(p->arena, clause->part, whole, ""), c);
        numbered[inner]++;
    }
    p->sorted[p->count] = (cdt_numbered){ .part = clause->part, .clause = c };
    components(number, p->sorted[p->count].at);
    if (p->sorted[p->count].at[0] < 1000 && p->sorted[p->count].at[0] > p->highest)
        p->highest = p->sorted[p->count].at[0];
    p->count++;
}

/* By clause: the "Part 2" above it. Parents stand before what is below them. */
static const size_t *find_inner(const cdt_draft *draft, cdt_arena *arena)
{
    size_t *inner = CDT_NEW_ARRAY(arena, size_t, draft->clause_count + 1);

    for (size_t c = 0; c < draft->clause_count; c++) {
        size_t parent = draft->clauses[c].parent;
        inner[c] = CDT_NOWHERE;
        if (parent < c)
            inner[c] = inner_id(draft, &draft->clauses[parent], arena).len ? parent : inner[parent];
    }
    return inner;
}

/* Items of lists inside paragraphs, by their numbers. */
static void keep_items(cdt_places *p)
{
    const cdt_draft *draft = p->draft;

    for (size_t i = 0; i < draft->item_count; i++) {
        const cdt_item *item = &draft->items[i];
        const cdt_clause *clause = &draft->clauses[item->clause];
        cdt_str number = cdt_str_z(item->number);
        cdt_str part = clause->part == CDT_NOWHERE ? CDT_STR("") : cdt_str_z(draft->clauses[clause->part].number);
        if (part.len && cdt_str_starts(number, part))
            number = cdt_str_slice(number, part.len, number.len);
        keep(&p->inlines, number_key(p->arena, clause->part, cdt_places_fold(number, false, p->arena), ""),
             item->clause);
    }
}

static cdt_places places_of(cdt_making *making)
{
    const cdt_draft *draft = &making->draft;
    const cdt_tokens *t = cdt_making_tokens(making);
    cdt_places p = { .draft = draft, .arena = &making->scratch };
    size_t *numbered = CDT_NEW_ARRAY(p.arena, size_t, draft->clause_count + 1);
    running in_force = { CDT_NOWHERE, { "", 0 } };
    cdt_token_set sites = inline_sites(t, p.arena);

    p.sorted = CDT_NEW_ARRAY(p.arena, cdt_numbered, draft->clause_count + 1);
    p.numbered = numbered;
    p.parts = find_inner(draft, p.arena);
    for (size_t c = 0; c < draft->clause_count; c++) {
        const cdt_clause *clause = &draft->clauses[c];
        if (clause->region == CDT_REGION_FURNITURE && t->first[c] < t->first[c + 1])
            keep_title_apart(&p, t, c, t->first[c]); /* "Schedule 2" at the head of each of its pages */
        if (clause->region == CDT_REGION_CONTENTS || clause->region == CDT_REGION_FURNITURE)
            continue;
        keep_inlines(&p, &sites, c, &in_force);
        if (clause->kind == CDT_CLAUSE_SCHEDULE)
            keep_part(&p, clause, c);
        keep_number(&p, numbered, c);
    }
    keep_items(&p);
    qsort(p.sorted, p.count, sizeof *p.sorted, compare);
    return p;
}

const cdt_places *cdt_making_places(cdt_making *making)
{
    if (!making->places) {
        making->places = CDT_NEW(&making->scratch, cdt_places);
        *making->places = places_of(making);
    }
    return making->places;
}

void cdt_places_free(cdt_places *places)
{
    if (!places)
        return;
    cdt_map_free(&places->numbers);
    cdt_map_free(&places->inlines);
    cdt_map_free(&places->titles);
    cdt_map_free(&places->listed);
}

bool cdt_places_numbered(const cdt_places *places, size_t part)
{
    return places->numbered[part == CDT_NOWHERE ? places->draft->clause_count : part] > 0;
}

/* Where the last component of the number begins; 0: it has one only. */
static size_t last_of(cdt_str number)
{
    size_t at = number.len;

    while (at && number.at[at - 1] != '.')
        at--;
    return at;
}

/* "4A" may be "4(A)"; of length 0: it is not of that form. */
static cdt_str parted(const cdt_places *places, cdt_str number)
{
    size_t n = number.len;

    if (n < 2 || number.at[n - 1] < 'a' || number.at[n - 2] < '0' || number.at[n - 2] > '9')
        return (cdt_str){ "", 0 };
    return cdt_str_z(cdt_format(places->arena, "%.*s.%c", (int)(n - 1), number.at, number.at[n - 1]));
}

static size_t find_as_written(const cdt_places *places, size_t part, cdt_str number)
{
    cdt_str key = number_key(places->arena, part, number, "");
    size_t found = kept(&places->numbers, key);

    return found != CDT_NOWHERE ? found : kept(&places->inlines, key);
}

/* The first clause below a number that has no clause of its own: 6.15.1 for 6.15. */
static size_t find_below(const cdt_places *places, size_t part, cdt_str number)
{
    cdt_numbered wanted = { .part = part };
    size_t low = 0, high = places->count, deep = 0;

    components(number, wanted.at);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare(&places->sorted[middle], &wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    while (deep < PARTS_DEEP && wanted.at[deep])
        deep++;
    if (!deep || low == places->count || places->sorted[low].part != part ||
        memcmp(places->sorted[low].at, wanted.at, deep * sizeof *wanted.at) != 0)
        return CDT_NOWHERE;
    return places->sorted[low].clause;
}

size_t cdt_places_find(const cdt_places *places, size_t part, cdt_str number)
{
    size_t found = find_as_written(places, part, number), last = last_of(number), middle;
    cdt_str tail, other;

    if (found != CDT_NOWHERE)
        return found;
    other = parted(places, number);
    if (other.len)
        found = find_as_written(places, part, other);
    if (found == CDT_NOWHERE)
        found = find_below(places, part, number);
    if (found != CDT_NOWHERE || last < 3)
        return found;
    /* "2(b)(ii)" where both stand inside a paragraph: "(ii)" is known below 2 */
    middle = last_of(cdt_str_slice(number, 0, last - 1));
    if (middle < 2 || cdt_places_find(places, part, cdt_str_slice(number, 0, last - 1)) == CDT_NOWHERE)
        return CDT_NOWHERE;
    tail = cdt_copy(places->arena, cdt_str_slice(number, last, number.len));
    for (;; middle = last_of(cdt_str_slice(number, 0, middle - 1))) {
        found = kept(&places->inlines, number_key(places->arena, part, cdt_str_slice(number, 0, middle - 1), tail.at));
        if (found != CDT_NOWHERE || last_of(cdt_str_slice(number, 0, middle - 1)) < 2)
            return found;
    }
}

size_t cdt_places_inner(const cdt_places *places, size_t part, cdt_str number)
{
    return kept(&places->numbers, number_key(places->arena, part, inner_key(places->arena, number), ""));
}

size_t cdt_places_title(const cdt_places *places, const char *kind, cdt_str number)
{
    return kept(&places->titles, cdt_str_z(cdt_format(places->arena, "%s %.*s", kind, CDT_ARGS(number))));
}

/* How many components are the same, from the left. */
static size_t alike(const unsigned *a, const unsigned *b)
{
    size_t k = 0;

    while (k < PARTS_DEEP && a[k] == b[k])
        k++;
    return k;
}

bool cdt_places_below(const cdt_places *places, size_t part, cdt_str above, cdt_str number)
{
    static const char *const firsts[] = { "1", "2", "a", "b", "i" };
    char before[LONGEST_NUMBER];
    cdt_str tail = cdt_str_slice(number, above.len + 1, number.len);
    size_t end = 0;

    for (size_t k = 0; k < sizeof firsts / sizeof firsts[0]; k++)
        if (kept(&places->numbers, number_key(places->arena, part, above, firsts[k])) != CDT_NOWHERE)
            return true;
    while (end < tail.len && end + 1 < sizeof before && tail.at[end] != '.') {
        before[end] = tail.at[end];
        end++;
    }
    for (char label[2] = "a"; tail.len == 1 && label[0] < tail.at[0]; label[0]++) /* "(a)", "(b)" and not "(d)" */
        if (kept(&places->inlines, number_key(places->arena, part, above, label)) == CDT_NOWHERE)
            return label[0] > 'b' && tail.at[0] - label[0] < 3;
    if (!end || before[end - 1] == 'a' || before[end - 1] == '0')
        return false;
    before[end - 1]--;
    before[end] = '\0';
    return kept(&places->inlines, number_key(places->arena, part, above, before)) != CDT_NOWHERE;
}

const char *cdt_places_near(const cdt_places *places, size_t part, cdt_str number)
{
    cdt_numbered wanted = { .part = part };
    const cdt_numbered *before = NULL, *after = NULL;
    size_t low = 0, high = places->count;

    components(number, wanted.at);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare(&places->sorted[middle], &wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low && places->sorted[low - 1].part == part)
        before = &places->sorted[low - 1];
    if (low < places->count && places->sorted[low].part == part)
        after = &places->sorted[low];
    if (after && (!before || alike(after->at, wanted.at) > alike(before->at, wanted.at)))
        before = after;
    return before ? places->draft->clauses[before->clause].number : "";
}
