#include "words/fold.h"

#include "base/eight.h"
#include "base/utf8.h"

/* What a character beyond ASCII becomes; "" drops it. Ranges in order. */
typedef struct folding {
    int first, last;
    const char *to;
} folding;

static const folding foldings[] = {
    { 0x85, 0x85, " " },       { 0xA0, 0xA0, " " },      { 0xAB, 0xAB, "\"" },      { 0xAD, 0xAD, "" },
    { 0xB4, 0xB4, "'" },       { 0xBB, 0xBB, "\"" },     { 0x17F, 0x17F, "s" },     { 0x2000, 0x200A, " " },
    { 0x200B, 0x200F, "" },    { 0x2010, 0x2015, "-" },  { 0x2018, 0x201B, "'" },   { 0x201C, 0x201F, "\"" },
    { 0x2026, 0x2026, "..." }, { 0x2028, 0x2029, " " },  { 0x202A, 0x202E, "" },    { 0x202F, 0x202F, " " },
    { 0x2032, 0x2032, "'" },   { 0x2033, 0x2033, "\"" }, { 0x205F, 0x205F, " " },   { 0x2060, 0x2064, "" },
    { 0x212A, 0x212A, "k" },   { 0x2212, 0x2212, "-" },  { 0x3000, 0x3000, " " },   { 0xFB00, 0xFB00, "ff" },
    { 0xFB01, 0xFB01, "fi" },  { 0xFB02, 0xFB02, "fl" }, { 0xFB03, 0xFB03, "ffi" }, { 0xFB04, 0xFB04, "ffl" },
    { 0xFB05, 0xFB06, "st" },  { 0xFE58, 0xFE58, "-" },  { 0xFE63, 0xFE63, "-" },   { 0xFEFF, 0xFEFF, "" },
    { 0xFF0D, 0xFF0D, "-" },
};

static const char *folded_rune(int rune)
{
    size_t low = 0, high = sizeof foldings / sizeof foldings[0];

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (rune > foldings[middle].last)
            low = middle + 1;
        else
            high = middle;
    }
    return low < sizeof foldings / sizeof foldings[0] && rune >= foldings[low].first ? foldings[low].to : NULL;
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Parts of words before which a hyphen at a line end was meant: "non-" and "exempt". */
static bool keeps_hyphen(cdt_str part)
{
    static const char *const parts[] = { "non",   "self",  "sub",   "pre",   "post", "anti", "cross", "inter", "multi",
                                         "long",  "short", "third", "first", "full", "part", "well",  "year",  "day",
                                         "month", "joint", "high",  "low",   "cost", "data", "end",   "on",    "off",
                                         "in",    "all",   "pro",   "semi",  "ex",   "vice", "by",    "no",    "co" };

    if (part.len < 2)
        return true;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        size_t k = 0;
        while (k < part.len && parts[i][k] && (part.at[k] | 0x20) == parts[i][k])
            k++;
        if (k == part.len && !parts[i][k])
            return true;
    }
    return false;
}

/* Does the hyphen from byte `hyphen` to byte `at` cut a word at a line end? Then `*next` is where the word goes on. */
static bool is_cut(cdt_str text, size_t hyphen, size_t at, size_t *next)
{
    unsigned lines = 0;

    if (!hyphen || !is_letter(text.at[hyphen - 1]))
        return false;
    while (at < text.len && is_blank(text.at[at]))
        lines += text.at[at++] == '\n';
    *next = at;
    return lines == 1 && at < text.len && text.at[at] >= 'a' && text.at[at] <= 'z';
}

/* A walk over a text: where it is, and whether a blank was passed since the last character that was given. */
typedef struct walk {
    cdt_str text;
    size_t at;    /* of the next character */
    size_t begun; /* of the character given last */
    size_t blank; /* the first blank of a run that is not given yet; (size_t)-1: there is none */
    bool given;   /* anything */
    char ascii[2];
} walk;

enum { NO_BLANK = -1 };

/* What a hyphen becomes, which was just read: it and a line end behind it may go. */
static const char *step_hyphen(walk *w, bool soft)
{
    size_t from = w->begun, next;

    if (!is_cut(w->text, w->begun, w->at, &next))
        return soft ? "" : "-";
    while (from > 0 && w->begun - from < 20 && is_letter(w->text.at[from - 1]))
        from--;
    w->at = next;
    return !soft && keeps_hyphen((cdt_str){ w->text.at + from, w->begun - from }) ? "-" : "";
}

/* What the next character becomes; NULL at the end. A blank is "" here and is kept in w->blank. */
static const char *step(walk *w)
{
    unsigned char c = (unsigned char)w->text.at[w->at];
    const char *to;
    int rune;

    w->begun = w->at;
    if (c < 0x80) {
        w->at++;
        if (c == '-')
            return step_hyphen(w, false);
        w->ascii[0] = (char)(c >= 'A' && c <= 'Z' ? c + 0x20 : c == '`' ? '\'' : c);
        return is_blank((char)c) ? " " : c < 0x20 || c == 0x7F ? "" : w->ascii;
    }
    rune = cdt_utf8_next(w->text, &w->at);
    if (rune < 0)
        return "?";
    to = folded_rune(rune);
    return rune == 0xAD || rune == 0x2010 ? step_hyphen(w, rune == 0xAD) : to;
}

/* Give the next piece of the folded text: `from` is the byte it was made of. NULL: the end. */
static const char *next_piece(walk *w, size_t *from, size_t *length)
{
    while (w->at < w->text.len) {
        size_t was = w->at;
        const char *to = step(w);
        if (to && *to == ' ') {
            if (w->blank == (size_t)NO_BLANK)
                w->blank = was;
            continue;
        }
        if (to && !*to)
            continue;
        if (w->blank != (size_t)NO_BLANK && w->given) {
            *from = w->blank;
            *length = 1;
            w->at = was; /* the character itself comes next */
            w->blank = (size_t)NO_BLANK;
            return " ";
        }
        w->blank = (size_t)NO_BLANK;
        w->given = true;
        *from = was;
        *length = to ? strlen(to) : w->at - was;
        return to ? to : w->text.at + was;
    }
    return NULL;
}

/* Small letters, figures and blanks one by one, as most of a text is: how many bytes from w->at need no folding. */
static size_t plain(const walk *w)
{
    size_t at = w->at;
    unsigned count;

    do {
        uint64_t bytes = cdt_eight_at(w->text, at);
        uint64_t single =
            cdt_eight_are(bytes, ' ') & cdt_eight_within(bytes, '!', '~') >> 8; /* before something visible */
        uint64_t good =
            cdt_eight_within(bytes, 'a', 'z') | cdt_eight_within(bytes, '0', '9') | cdt_eight_are(bytes, ',') | single;
        count = cdt_eight_before(~good & CDT_EIGHT(0x80));
        at += count;
    } while (count >= 7); /* of a blank in the last place, the next eight tell */
    return at - w->at;
}

void cdt_fold(cdt_str text, cdt_buf *out)
{
    walk w = { .text = text, .blank = (size_t)NO_BLANK };
    size_t from, length;
    const char *piece;

    for (;;) {
        if (w.given && w.blank == (size_t)NO_BLANK && (length = plain(&w))) {
            cdt_buf_put(out, (cdt_str){ w.text.at + w.at, length });
            w.at += length;
        }
        piece = next_piece(&w, &from, &length);
        if (!piece)
            return;
        cdt_buf_put(out, (cdt_str){ piece, length });
    }
}

size_t cdt_fold_source(cdt_str text, size_t at)
{
    walk w = { .text = text, .blank = (size_t)NO_BLANK };
    size_t from, length, passed = 0;

    while (next_piece(&w, &from, &length)) {
        if (at < passed + length)
            return from;
        passed += length;
    }
    return text.len;
}
