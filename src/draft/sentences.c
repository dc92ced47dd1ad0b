/* sentences.c - where sentences begin and end: never at abbreviations, numbers and initials. */
#include "base/limits.h"
#include "draft/chars.h"
#include "draft/structure.h"

/* Bytes of the closing quotation mark or bracket at `at`; 0: there is none. */
static size_t closing_at(cdt_str text, size_t at)
{
    if (at < text.len && strchr("\"')]", text.at[at]) && text.at[at])
        return 1;
    if (at + 2 < text.len && memcmp(text.at + at, "\xE2\x80", 2) == 0 &&
        (text.at[at + 2] == '\x9D' || text.at[at + 2] == '\x99'))
        return 3;
    return 0;
}

/* May a sentence begin here: a capital, a digit, a quotation, a bracket? */
static bool may_begin(cdt_str text, size_t at)
{
    char c = text.at[at];

    return cdt_is_upper(c) || cdt_is_digit(c) || (unsigned char)c >= 0x80 || strchr("\"'([*", c);
}

/* The word before byte `end`, with full stops inside it: "e.g", "U.S.C", "Ltd". */
static cdt_str word_before(cdt_str text, size_t end)
{
    size_t from = end;

    while (from && end - from < 16 && (cdt_is_wordly(text.at[from - 1]) || text.at[from - 1] == '.'))
        from--;
    return cdt_str_slice(text, from, end);
}

static bool is_word(cdt_str word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (word.len == strlen(list[i]) && cdt_begins_with(word, list[i]) == word.len)
            return true;
    return false;
}

#define IS_WORD(word, list) is_word((word), (list), sizeof(list) / sizeof *(list))

/* Never end a sentence. */
static const char *const leading[] = { "no",   "nos", "art",    "arts",   "s",   "ss",   "sec",  "secs",
                                       "cl",   "cls", "para",   "paras",  "mr",  "mrs",  "ms",   "dr",
                                       "prof", "st",  "v",      "vs",     "e.g", "eg",   "i.e",  "ie",
                                       "cf",   "viz", "approx", "ref",    "fig", "pt",   "sch",  "reg",
                                       "regs", "ch",  "hon",    "messrs", "rev", "gen",  "dept", "est",
                                       "vol",  "pp",  "p",      "ed",     "eds", "minn", "cal",  "stat" };
/* End one only where a capital other than that of a name follows; what follows tells no more than that. */
static const char *const either[] = { "ltd", "inc", "co",   "corp",  "llc", "llp", "plc", "l.p", "etc",
                                      "al",  "n.a", "n.v",  "s.a",   "jr",  "sr",  "u.s", "u.k", "u.s.c",
                                      "a.m", "p.m", "bros", "l.l.c", "b.v", "p.c", "ph.d" };

/* Words with which a new sentence begins, where a name might go on. */
static bool begins_anew(cdt_str rest)
{
    static const char *const words[] = { "the",     "this",   "these",    "those",   "it",
                                         "its",     "if",     "in",       "each",    "any",
                                         "all",     "such",   "no",       "for",     "where",
                                         "upon",    "either", "both",     "a",       "an",
                                         "on",      "at",     "to",       "by",      "notwithstanding",
                                         "subject", "except", "unless",   "however", "as",
                                         "they",    "that",   "provided", "nothing", "neither",
                                         "when",    "with",   "without",  "after",   "before" };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (cdt_begins_with(rest, words[i]))
            return true;
    return false;
}

/* Is the full stop at `at` that of an abbreviation, a number or an initial? `next`: where the next word begins. */
static bool abbreviates(cdt_str text, size_t at, size_t next)
{
    cdt_str word = word_before(text, at), rest = cdt_str_slice(text, next, text.len);

    if (!word.len)
        return false;
    if (IS_WORD(word, leading))
        return true;
    if (IS_WORD(word, either))
        return !begins_anew(rest);
    /* "J. Smith": a capital alone, before another capital; but "of type A. The other" */
    if (word.len == 1 && cdt_is_upper(word.at[0]))
        return !begins_anew(rest);
    return word.len > 2 && word.at[1] == '.' && cdt_is_upper(word.at[0]) && !begins_anew(rest);
}

/* Where the sentence that goes on at `at` ends, behind its mark and what closes; text.len at the latest. */
static size_t end_of(cdt_str text, size_t at)
{
    for (; at < text.len; at++) {
        size_t end = at + 1, next, closing;
        if (text.at[at] != '.' && text.at[at] != '?' && text.at[at] != '!')
            continue;
        while ((closing = closing_at(text, end)))
            end += closing;
        next = cdt_skip_blanks(text, end);
        if (next == text.len)
            return text.len;
        if (next == end || !may_begin(text, next))
            continue;
        if (text.at[at] == '.' && end == at + 1 && abbreviates(text, at, next))
            continue;
        return end;
    }
    return text.len;
}

typedef struct list {
    cdt_sentence *at; /* NULL: only counted */
    size_t count;
} list;

static void add(list *l, size_t start, size_t end, size_t clause)
{
    if (l->at)
        l->at[l->count] = (cdt_sentence){ start, end, clause };
    l->count++;
}

/* A heading before words is a sentence of its own, with its number. */
static void cut(cdt_making *making, list *l, size_t i)
{
    const cdt_clause *clause = &making->clauses[i];
    cdt_str text = cdt_clause_text(making, i);
    size_t from = cdt_skip_blanks(text, 0), words = clause->words - clause->start;

    if (words > from && words < text.len && *clause->heading) {
        size_t end = words;
        while (end > from && cdt_is_blank(text.at[end - 1]))
            end--;
        add(l, clause->start + from, clause->start + end, i);
        from = words;
    }
    while (from < text.len) {
        /* The number before the words is no sentence. */
        size_t end = end_of(text, from < words && words < text.len ? words : from);
        size_t last = end;
        while (last > from && cdt_is_blank(text.at[last - 1]))
            last--;
        if (last > from)
            add(l, clause->start + from, clause->start + last, i);
        from = cdt_skip_blanks(text, end);
    }
}

void cdt_find_sentences(cdt_making *making)
{
    list l = { .at = NULL };

    for (int round = 0; round < 2; round++) {
        l.count = 0;
        for (size_t i = 0; i < making->draft.clause_count; i++)
            cut(making, &l, i);
        if (!round)
            l.at = CDT_NEW_ARRAY(&making->arena, cdt_sentence, l.count + 1);
    }
    making->draft.sentences = l.at;
    making->draft.sentence_count = l.count;
}
