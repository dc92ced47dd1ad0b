#include "cel/gate.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/limits.h"
#include "base/utf8.h"

/* No byte becomes more than 12. To fold the case of a range, PCRE2 looks at each character in it: all there are, once. */
enum { EXPANSION = 12, REPEAT_MAX = 1000, FOLDED_MAX = 0x110000 };

/* A pattern on its way through. */
typedef struct gate {
    cdt_arena *arena;
    cdt_str text;
    size_t at;
    char *out;
    uint16_t *from;
    size_t len;
    unsigned depth, largest;
    bool repeatable; /* something stands before that may be repeated */
    bool caseless;
    uint32_t span;
    cdt_str *wide;
    size_t wide_count;
    const char *message;
} gate;

static bool refuse(gate *g, const char *message)
{
    g->message = message;
    return false;
}

/* The byte `ahead` of where we are; 0 past the end. */
static char peek(const gate *g, size_t ahead)
{
    return g->at + ahead < g->text.len ? g->text.at[g->at + ahead] : '\0';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static void put(gate *g, const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        g->out[g->len] = text[i];
        g->from[g->len++] = (uint16_t)g->at;
    }
}

static void put_z(gate *g, const char *text)
{
    put(g, text, strlen(text));
}

/* Copy `count` bytes as they are. */
static void copy(gate *g, size_t count)
{
    for (; count > 0; count--, g->at++)
        put(g, g->text.at + g->at, 1);
}

/* One character, escaped where it might mean something. */
static void put_literal(gate *g)
{
    unsigned char c = (unsigned char)g->text.at[g->at];

    if (c < 0x80 && !is_letter((char)c) && !is_digit((char)c) && c > ' ' && c != 0x7f)
        put_z(g, "\\");
    copy(g, 1);
}

/* Up to two more octal digits after the first, as a hexadecimal escape: to PCRE2, \12 may be a group. */
static bool octal(gate *g)
{
    char text[16];
    unsigned value = 0;
    size_t digits = 0;

    while (digits < 3 && peek(g, 1 + digits) >= '0' && peek(g, 1 + digits) <= '7')
        value = value * 8 + (unsigned)(peek(g, 1 + digits++) - '0');
    if (digits == 0 || (digits == 1 && peek(g, 1) != '0'))
        return refuse(g, "a back-reference (\\1) is not part of this language of patterns");
    text[0] = '\\';
    text[1] = 'x';
    text[2] = "0123456789abcdef"[value >> 4 & 15];
    text[3] = "0123456789abcdef"[value & 15];
    if (value > 255)
        return refuse(g, "an octal escape goes up to \\377");
    put(g, text, 4);
    g->at += 1 + digits;
    return true;
}

static bool is_hex(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* \x41, \x{1F600} */
static bool hexadecimal(gate *g)
{
    size_t len = 3;

    if (peek(g, 2) == '{') {
        while (is_hex(peek(g, len)))
            len++;
        if (len == 3 || len > 9 || peek(g, len) != '}')
            return refuse(g, "\\x{...} takes one to six hexadecimal digits");
        copy(g, len + 1);
        return true;
    }
    if (!is_hex(peek(g, 2)) || !is_hex(peek(g, 3)))
        return refuse(g, "\\x takes two hexadecimal digits, or braces: \\x{1F600}");
    copy(g, 4);
    return true;
}

/* \pN, \p{Greek}, \p{^Greek}; names as Unicode writes them. */
static bool property(gate *g)
{
    size_t len = 3;

    if (peek(g, 2) != '{') {
        if (!strchr("CLMNPSZ", peek(g, 2)) || !peek(g, 2))
            return refuse(g, "\\p is followed by a category of one letter (C L M N P S Z) or a name in braces");
        copy(g, 3);
        return true;
    }
    len += peek(g, len) == '^';
    if (peek(g, len) < 'A' || peek(g, len) > 'W')
        return refuse(g, "the name in \\p{...} begins with a capital letter: \\p{Greek}, \\p{Lu}");
    while (is_letter(peek(g, len)) || peek(g, len) == '_')
        len++;
    if (peek(g, len) != '}')
        return refuse(g, "the name in \\p{...} is made of letters and `_`");
    copy(g, len + 1);
    return true;
}

/* \Q...\E: everything between stands for itself. */
static void quoted(gate *g)
{
    g->at += 2;
    while (g->at < g->text.len && !(peek(g, 0) == '\\' && peek(g, 1) == 'E'))
        put_literal(g);
    g->at += g->at < g->text.len ? 2 : 0;
}

/* Escapes that mean one character or one kind of characters, inside and outside of [ ]. */
static bool escape(gate *g, bool in_class)
{
    char c = peek(g, 1);

    if (g->at + 1 >= g->text.len)
        return refuse(g, "the pattern ends in a backslash");
    if (is_digit(c))
        return octal(g);
    switch (c) {
    case 'v': put_z(g, "\\x0b"); break;
    case 's': put_z(g, in_class ? "\\t\\n\\f\\r " : "[\\t\\n\\f\\r ]"); break;
    case 'S': put_z(g, in_class ? "\\S\\x0b" : "[^\\t\\n\\f\\r ]"); break;
    case 'x': return hexadecimal(g);
    case 'p':
    case 'P': return property(g);
    case 'a':
    case 'f':
    case 'n':
    case 'r':
    case 't':
    case 'd':
    case 'D':
    case 'w':
    case 'W': copy(g, 2); return true;
    default:
        if (is_letter(c) || (unsigned char)c >= 0x80)
            return refuse(g, "there is no such escape in this language of patterns; a backslash is written \\\\");
        copy(g, 2);
        return true;
    }
    g->at += 2;
    return true;
}

/* Escapes outside of [ ]: also the ones that stand for a place. */
static bool outer_escape(gate *g)
{
    char c = peek(g, 1);

    g->repeatable = true;
    if (c == 'Q') {
        quoted(g);
        return true;
    }
    if (c && strchr("bBAz", c)) {
        copy(g, 2);
        return true;
    }
    return escape(g, false);
}

/* [:alpha:] and its kin, at `[`; 0: it is none. */
static size_t posix_class(const gate *g)
{
    static const char *const names[] = { "alnum", "alpha", "ascii", "blank", "cntrl", "digit", "graph",
                                         "lower", "print", "punct", "space", "upper", "word",  "xdigit" };
    size_t from = 2 + (peek(g, 2) == '^');

    if (peek(g, 1) != ':')
        return 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        cdt_str name = cdt_str_z(names[i]), rest = cdt_str_slice(g->text, g->at + from, g->text.len);

        if (cdt_str_starts(rest, name) && peek(g, from + name.len) == ':' && peek(g, from + name.len + 1) == ']')
            return from + name.len + 2;
    }
    return 0;
}

/* The character that the element of a class at hand stands for, roughly: -1 where it is none or many. */
static int class_rune(const gate *g)
{
    size_t at = g->at;
    int rune = 0;

    if (peek(g, 0) != '\\')
        return cdt_utf8_next(g->text, &at);
    if (peek(g, 1) != 'x')
        return peek(g, 1) && strchr("dDwWsSpP", peek(g, 1)) ? -1 : 0x7f;
    for (at += 2 + (peek(g, 2) == '{'); at < g->text.len && is_hex(g->text.at[at]) && rune < 0x110000; at++)
        rune = rune * 16 + (is_digit(g->text.at[at]) ? g->text.at[at] - '0' : (g->text.at[at] | 0x20) - 'a' + 10);
    return rune;
}

/* What the classes of the pattern may cost. */
typedef struct class_cost {
    int low;    /* the element before; -1: none */
    bool range; /* it and a minus */
    bool wide;
} class_cost;

static void count_element(gate *g, class_cost *cost)
{
    int rune = class_rune(g);

    if (rune > 0x7f || (rune < 0 && (peek(g, 1) | 0x20) == 'p'))
        cost->wide = true;
    if (cost->range && rune > 0x7f && rune > cost->low)
        g->span += (uint32_t)(rune - cost->low);
    if (rune == '-' && cost->low >= 0 && !cost->range) {
        cost->range = true;
    } else {
        cost->low = rune;
        cost->range = false;
    }
}

/* Keep a class that begins at byte `from` of the output. */
static void keep_wide(gate *g, size_t from)
{
    if (!g->wide)
        g->wide = CDT_NEW_ARRAY(g->arena, cdt_str, g->text.len / 3 + 1);
    g->wide[g->wide_count++] = (cdt_str){ g->out + from, g->len - from };
}

static bool char_class(gate *g)
{
    size_t start = g->at, from = g->len;
    class_cost cost = { .low = -1 };

    copy(g, peek(g, 1) == '^' ? 2 : 1);
    for (bool first = true; first || peek(g, 0) != ']'; first = false) {
        size_t posix = peek(g, 0) == '[' ? posix_class(g) : 0;

        if (g->at >= g->text.len) {
            g->at = start;
            return refuse(g, "`[` is not closed by `]`; a bracket itself is written \\[");
        }
        if (((unsigned char)peek(g, 0) & 0xc0) != 0x80) /* not within a character */
            count_element(g, &cost);
        if (peek(g, 0) == '\\') {
            if (!escape(g, true))
                return false;
        } else if (posix) {
            copy(g, posix);
        } else if (peek(g, 0) == '[' && peek(g, 1) == ':') {
            return refuse(g, "there is no such class; known are [:alpha:], [:digit:], [:alnum:], [:space:] and so on");
        } else if (peek(g, 0) == '-' && peek(g, 1) == '\\' && peek(g, 2) && strchr("dDwWsSpP", peek(g, 2)) && !first) {
            return refuse(g, "a range cannot end in a class such as \\d; a minus itself is written \\-");
        } else {
            if (peek(g, 0) == '[' || (first && peek(g, 0) == ']'))
                put_z(g, "\\");
            copy(g, 1);
        }
    }
    copy(g, 1);
    if (cost.wide)
        keep_wide(g, from);
    g->repeatable = true;
    return true;
}

/* After `(?`: groups and flags that RE2 has. */
static bool special_group(gate *g)
{
    size_t len = 2;

    if (peek(g, 2) == 'P' || (peek(g, 2) == '<' && peek(g, 3) != '=' && peek(g, 3) != '!')) {
        len += peek(g, 2) == 'P';
        if (peek(g, len) != '<' || is_digit(peek(g, len + 1)))
            return refuse(g, "a named group is written (?P<name>...); references and recursion are not known");
        for (len++; is_letter(peek(g, len)) || is_digit(peek(g, len)) || peek(g, len) == '_';)
            len++;
        if (peek(g, len) != '>')
            return refuse(g, "a named group is written (?P<name>...)");
    } else {
        for (; peek(g, len) && strchr("imsU-", peek(g, len)); len++)
            g->caseless |= peek(g, len) == 'i';
        if (peek(g, len) != ':' && (peek(g, len) != ')' || len == 2))
            return refuse(
                g, "this language of patterns has no look-ahead, look-behind, atomic groups, conditions, comments "
                   "or recursion: only (...), (?:...), (?P<name>...) and the flags i, m, s, U");
    }
    if (peek(g, len) == ')')
        g->depth--; /* flags alone open nothing */
    copy(g, len + 1);
    return true;
}

static bool group(gate *g)
{
    if (++g->depth > CDT_MAX_PATTERN_PARENS)
        return refuse(g, "parentheses are nested too deeply in this pattern, more than 50 inside each other");
    g->repeatable = false;
    if (peek(g, 1) == '*')
        return refuse(g, "`(*` begins nothing here; a star itself is written \\*");
    if (peek(g, 1) == '?')
        return special_group(g);
    copy(g, 1);
    return true;
}

/* "{2}", "{2,}", "{2,5}" at `{`: its length; 0: the brace is a character like any other. */
static size_t counted(gate *g, bool *good)
{
    size_t len = 1;
    unsigned counts[2] = { 0, 0 };
    bool open = false;

    *good = true;
    for (int part = 0; part < 2; part++) {
        size_t from = len;

        for (; is_digit(peek(g, len)); len++)
            if (counts[part] <= REPEAT_MAX)
                counts[part] = counts[part] * 10 + (unsigned)(peek(g, len) - '0');
        if (part == 0 && len == from)
            return 0;
        open = part == 1 && len == from;
        if (part == 0 && peek(g, len) == ',')
            len++;
        else if (part == 0)
            counts[part = 1] = counts[0];
    }
    if (peek(g, len) != '}')
        return 0;
    *good = counts[0] <= REPEAT_MAX && counts[1] <= REPEAT_MAX && (open || counts[0] <= counts[1]);
    for (int part = 0; part < 2; part++)
        if (counts[part] > g->largest)
            g->largest = counts[part];
    return len + 1;
}

/* One repetition and its `?`. A second one on top of it is an error in RE2, and `+` would make it possessive in PCRE2. */
static bool repetition(gate *g)
{
    bool good = true, again_good;
    size_t len = peek(g, 0) == '{' ? counted(g, &good) : 1, again;

    if (len == 0) {
        put_literal(g);
        g->repeatable = true;
        return true;
    }
    if (!good)
        return refuse(g, "a repetition counts up to 1000, the smaller number first");
    if (!g->repeatable)
        return refuse(g, "nothing stands before this repetition; the sign itself is written with a backslash");
    copy(g, len);
    if (peek(g, 0) == '?')
        copy(g, 1);
    again = peek(g, 0) == '{' ? counted(g, &again_good) : peek(g, 0) && strchr("*+?", peek(g, 0));
    if (again)
        return refuse(g, "one repetition stands on another; put brackets around the first: (?:a+)*");
    return true;
}

static bool item(gate *g)
{
    switch (peek(g, 0)) {
    case '\\': return outer_escape(g);
    case '[': return char_class(g);
    case '(': return group(g);
    case ')':
        if (g->depth-- == 0)
            return refuse(g, "`)` closes nothing; the bracket itself is written \\)");
        copy(g, 1);
        g->repeatable = true;
        return true;
    case '*':
    case '+':
    case '?':
    case '{': return repetition(g);
    case '|':
        copy(g, 1);
        g->repeatable = false;
        return true;
    default:
        copy(g, 1);
        g->repeatable = true;
        return true;
    }
}

bool cel_gate(cdt_arena *arena, cdt_str text, cel_gated *out, const char **message, size_t *at)
{
    gate g = { .arena = arena, .text = text, .largest = 1 };
    bool good = text.len <= CDT_MAX_PATTERN_BYTES;

    if (!good) {
        refuse(&g, "a pattern has 1,000 bytes at most");
    } else {
        g.out = cdt_alloc(arena, text.len * EXPANSION + 1);
        g.from = CDT_NEW_ARRAY(arena, uint16_t, text.len * EXPANSION + 1);
        while (good && g.at < text.len)
            good = item(&g);
        if (good && g.depth > 0)
            good = refuse(&g, "`(` is not closed; the bracket itself is written \\(");
        if (good && g.caseless && g.span > FOLDED_MAX)
            good = refuse(&g, "the ranges of the classes in this pattern are too wide for the flag i");
        g.from[g.len] = (uint16_t)text.len;
    }
    *out = (cel_gated){ { g.out, g.len }, g.from, g.largest, g.caseless, g.span, g.wide, g.wide_count };
    *message = g.message;
    *at = g.at < text.len ? g.at : text.len;
    return good;
}
