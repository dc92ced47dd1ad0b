/* sentences.c - where sentences begin and end. A mark that ends one is followed by blanks and by something that can begin
 * one: a capital, a figure, a quotation, a bracket. Abbreviations, initials and the number before a clause end none. */
#include "draft/grow.h"
#include "draft/making.h"

#include "base/str.h"

/* Words whose full stop is their own. What stands behind `either` also ends sentences: it does before a word that usually
 * begins one. In small letters. */
static const char *const abbreviations[] = {
    "no",    "nos", "mr",  "mrs", "ms",   "dr",   "prof", "st",    "art",  "arts", "sec",    "secs", "para",
    "paras", "cl",  "cls", "reg", "regs", "sch",  "ch",   "vs",    "v",    "vol",  "fig",    "figs", "approx",
    "e.g",   "i.e", "viz", "cf",  "al",   "p",    "pp",   "s",     "ss",   "dept", "messrs", "rev",  "hon",
    "lt",    "gen", "ref", "tel", "ext",  "attn", "stat", "stats", "minn", "wis"
};
static const char *const either[] = { "inc",  "ltd", "co",  "corp", "cos", "bros", "llc", "plc",   "etc",
                                      "a.m",  "p.m", "u.s", "u.k",  "e.u", "n.a",  "s.a", "b.v",   "l.p",
                                      "jr",   "sr",  "jan", "feb",  "mar", "apr",  "jun", "jul",   "aug",
                                      "sept", "sep", "oct", "nov",  "dec", "ave",  "rd",  "u.s.a", "d.c" };
static const char *const starters[] = {
    "the", "this",   "these",   "that",    "each",           "any",    "all",    "no",
    "in",  "if",     "it",      "such",    "upon",           "where",  "when",   "for",
    "to",  "either", "neither", "both",    "nothing",        "except", "unless", "a",
    "an",  "as",     "subject", "without", "notwithstanding"
};

enum { WORD_BYTES = 16, LETTERS = 32 };

/* The clause that is read, and what is known before. */
typedef struct reader {
    const char *text;
    size_t end;
    size_t next[3];           /* where each of the marks that may end a sentence stands next */
    uint8_t lengths[LETTERS]; /* of the abbreviations, by their first letter: a bit for each */
} reader;

static bool blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* How many bytes of a closing quotation mark or bracket stand at `at`; 0: none. */
static size_t closing(const char *text, size_t at, size_t end)
{
    switch (text[at]) {
    case '"':
    case '\'':
    case ')':
    case ']': return 1;
    case '\xE2':
        return end - at > 2 && text[at + 1] == '\x80' && (text[at + 2] == '\x9D' || text[at + 2] == '\x99') ? 3 : 0;
    case '\xC2': return end - at > 1 && text[at + 1] == '\xBB' ? 2 : 0;
    default: return 0;
    }
}

/* Can a sentence begin at `at`? A byte above ASCII: a letter, or an opening quotation mark; the sign of a section begins none. */
static bool begins(const char *text, size_t at)
{
    char c = text[at];

    if (strncmp(text + at, "\xC2\xA7", 2) == 0)
        return false;
    return (c >= 'A' && c <= 'Z') || digit(c) || strchr("\"'([*_", c) || (unsigned char)c >= 0x80;
}

static bool among(cdt_str word, const char *const *list, size_t count)
{
    char small[WORD_BYTES + 1];

    if (!word.len || word.len > WORD_BYTES)
        return false;
    for (size_t i = 0; i < word.len; i++)
        small[i] = (char)(word.at[i] >= 'A' && word.at[i] <= 'Z' ? word.at[i] + 32 : word.at[i]);
    for (size_t i = 0; i < count; i++)
        if (cdt_str_is_z((cdt_str){ small, word.len }, list[i]))
            return true;
    return false;
}

/* The word whose last byte is before `at`: letters, figures, and full stops between them. */
static cdt_str word_before(const char *text, size_t from, size_t at)
{
    size_t start = at;

    while (start > from && (letter(text[start - 1]) || digit(text[start - 1]) || text[start - 1] == '.'))
        start--;
    return (cdt_str){ text + start, at - start };
}

static cdt_str word_at(const char *text, size_t at, size_t end)
{
    size_t to = at;

    while (to < end && letter(text[to]))
        to++;
    return (cdt_str){ text + at, to - at };
}

/* Is the full stop before `at` a part of the word before it? `next`: what would begin the next sentence. */
static bool own_stop(const reader *r, size_t from, size_t at, size_t next)
{
    const char *text = r->text;
    cdt_str word = word_before(text, from, at - 1);
    bool number = word.len > 0;
    bool perhaps = word.len < 8 && number && (r->lengths[*word.at % LETTERS] >> word.len & 1);

    if (perhaps && among(word, abbreviations, sizeof abbreviations / sizeof *abbreviations))
        return true;
    if ((word.len == 1 && word.at[0] >= 'A' && word.at[0] <= 'Z') ||
        (perhaps && among(word, either, sizeof either / sizeof *either)))
        return !among(word_at(text, next, r->end), starters, sizeof starters / sizeof *starters);
    for (size_t i = 0; i < word.len; i++)
        number = number && (digit(word.at[i]) || word.at[i] == '.');
    return (number || word.len == 1) && word.at == text + from; /* "14." and "a." in front of a clause */
}

/* Where the sentence ends that began at `from`, if one ends with the mark before `at`: behind what closes it; else 0. */
static size_t ends(const reader *r, size_t from, size_t at)
{
    const char *text = r->text;
    size_t end = r->end;
    size_t close, to = at, next;
    char c = text[at - 1];

    while (to < end && (close = closing(text, to, end)))
        to += close;
    for (next = to; next < end && blank(text[next]);)
        next++;
    if (next == end)
        return end;
    if (next == to || !begins(text, next))
        return 0;
    return c == '.' && to == at && own_stop(r, from, at, next) ? 0 : to;
}

/* Where the mark stands next, at or after `from`; the end of the clause: nowhere. */
static size_t mark_at(const reader *r, char mark, size_t from)
{
    const char *found = memchr(r->text + from, mark, r->end - from);

    return found ? (size_t)(found - r->text) : r->end;
}

static const char marks[] = ".?!";

static void begin_clause(reader *r, const cdt_clause *clause)
{
    r->end = clause->end;
    for (size_t k = 0; marks[k]; k++)
        r->next[k] = mark_at(r, marks[k], clause->start);
}

/* The first of them at or after `from`. */
static size_t next_mark(reader *r, size_t from)
{
    size_t first = r->end;

    for (size_t k = 0; marks[k]; k++) {
        if (r->next[k] < from)
            r->next[k] = mark_at(r, marks[k], from);
        first = r->next[k] < first ? r->next[k] : first;
    }
    return first;
}

/* The end of the sentence that begins at `from`. */
static size_t sentence_end(reader *r, size_t from)
{
    for (size_t at = from; (at = next_mark(r, at)) + 1 < r->end; at++) {
        size_t to = ends(r, from, at + 1);
        if (to)
            return to;
    }
    return r->end;
}

static void know_lengths(reader *r, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        r->lengths[*words[i] % LETTERS] |= (uint8_t)(1 << strlen(words[i]));
}

static size_t trimmed(const char *text, size_t from, size_t end)
{
    while (end > from && blank(text[end - 1]))
        end--;
    return end;
}

void cdt_find_sentences(cdt_making *making)
{
    cdt_draft *draft = &making->draft;
    const char *text = draft->text;
    cdt_sentence *list = NULL;
    size_t count = 0, room = 0;
    reader r = { .text = text };

    know_lengths(&r, abbreviations, sizeof abbreviations / sizeof *abbreviations);
    know_lengths(&r, either, sizeof either / sizeof *either);
    for (size_t i = 0; i < draft->clause_count; i++) {
        const cdt_clause *clause = &draft->clauses[i];
        begin_clause(&r, clause);
        for (size_t from = clause->start, to; from < clause->end; from = to) {
            while (from < clause->end && blank(text[from]))
                from++;
            to = from < clause->end ? sentence_end(&r, from) : clause->end;
            if (from == to)
                continue;
            list = cdt_grow(&making->arena, list, count, &room, sizeof *list);
            list[count++] = (cdt_sentence){ from, trimmed(text, from, to), i };
        }
    }
    draft->sentences = list;
    draft->sentence_count = count;
}
