/* rank.c - what the words of a sentence say about it, whatever it is about. */
#include "words/reading.h"

/* Of folded text: small letters, figures, the apostrophe, and whatever is beyond ASCII. */
static bool is_word_char(char c)
{
    unsigned char byte = (unsigned char)c;

    return (unsigned)(byte - 'a') < 26 || byte >= 0x80 || (unsigned)(byte - '0') < 10 || c == '\'';
}

/* The next word of the folded text, which it is taken off; empty at the end. */
static cdt_str next_word(cdt_str *text)
{
    size_t from = 0, to;

    while (from < text->len && !is_word_char(text->at[from]))
        from++;
    for (to = from; to < text->len && is_word_char(text->at[to]);)
        to++;
    cdt_str word = { text->at + from, to - from };
    *text = (cdt_str){ text->at + to, text->len - to };
    return word;
}

static bool is_one_of(cdt_str word, const char *const *words)
{
    if (!word.len)
        return false;
    for (size_t i = 0; words[i]; i++)
        if (*word.at == *words[i] && cdt_str_is_z(word, words[i]))
            return true;
    return false;
}

/* "not less than", "no later than", "not only", "without limitation": these deny nothing. */
static bool denies(cdt_str before, cdt_str word, cdt_str after)
{
    static const char *const denials[] = { "not",     "no",   "neither", "nor",     "never", "cannot",
                                           "nothing", "none", "nobody",  "without", NULL };
    static const char *const harmless[] = { "less",       "more",       "later",      "earlier",     "fewer",
                                            "exceed",     "exceeding",  "only",       "limited",     "limitation",
                                            "limiting",   "limit",      "prejudice",  "doubt",       "unreasonably",
                                            "derogating", "derogation", "restricted", "necessarily", NULL };
    static const char *const doubts[] = { "or", "if", "unless", "whether", NULL };

    return is_one_of(word, denials) && !is_one_of(after, harmless) && !is_one_of(before, doubts);
}

bool cdt_denied(const cdt_units *units, const cdt_unit *unit, const cdt_span *span)
{
    const char *text = units->folded.at;
    size_t from = span->from;
    cdt_str rest, before = { "", 0 }, word;

    while (from > unit->lead && text[from - 1] != ';' && text[from - 1] != ':')
        from--;
    rest = (cdt_str){ text + from, span->to - from };
    word = next_word(&rest);
    while (word.len) {
        cdt_str behind = { word.at + word.len, unit->to - (size_t)(word.at + word.len - text) };
        if (denies(before, word, next_word(&behind)))
            return true;
        before = word;
        word = next_word(&rest);
    }
    return false;
}

enum {
    OPERATIVE = 120,
    BODY = 60,
    OTHER_REGION = -150,
    CELL = -30,
    HEDGED = -40,
    VERY_SHORT = -150,
    SHORT = -50,
    LONG = -60,
    VERY_LONG = -120,
    KNOWN = 10000 /* put on what is kept, so that 0 says that nothing is */
};

static int of_length(size_t words)
{
    return words < 6 ? VERY_SHORT : words < 10 ? SHORT : words > 160 ? VERY_LONG : words > 90 ? LONG : 0;
}

static int quality_of(const cdt_units *units, const cdt_unit *unit)
{
    static const char *const verbs[] = { "shall",  "must",       "will",      "may",      "agree",       "agrees",
                                         "agreed", "undertakes", "undertake", "entitled", "responsible", NULL };
    static const char verb_letters[] = "smwaure"; /* with which they begin */
    static const char *const hedges[] = {
        "notwithstanding", "except", "save", "subject", "without", "where", "if", NULL
    };
    const cdt_clause *clause = &units->draft->clauses[unit->clause];
    cdt_str rest = { units->folded.at + unit->lead, unit->to - unit->lead }, word;
    bool operative = false, first = true;
    int quality = 0;
    size_t words = 0;

    while ((word = next_word(&rest)).len) {
        if (first && is_one_of(word, hedges))
            quality += HEDGED;
        first = false;
        operative = operative || (word.len > 2 && strchr(verb_letters, *word.at) && is_one_of(word, verbs));
        words++;
    }
    quality += of_length(words) + (operative ? OPERATIVE : 0);
    quality += unit->region != CDT_REGION_BODY ? OTHER_REGION : 0;
    quality += clause->part == CDT_NOWHERE ? BODY : 0;
    quality += clause->kind == CDT_CLAUSE_TABLE ? CELL : 0;
    return quality;
}

int cdt_quality(cdt_reading *reading, const cdt_unit *unit)
{
    int16_t *known = &reading->quality[unit - reading->units.at];

    if (!*known)
        *known = (int16_t)(KNOWN + quality_of(&reading->units, unit));
    return *known - KNOWN;
}
