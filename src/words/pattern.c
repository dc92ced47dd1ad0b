#include "words/pattern.h"

#include "words/literals.h"
#include "words/regex.h"

enum { DEPTH = 20, MOST = 1000 };

typedef struct reader {
    cdt_str text;
    size_t at;
    unsigned depth, ahead; /* groups that are open; of these, those that look ahead */
    bool valued;           /* the group `value` was there */
    cdt_arena *arena;
} reader;

static cdt_part *choices(reader *r);

static char peek(const reader *r, size_t ahead)
{
    return r->at + ahead < r->text.len ? r->text.at[r->at + ahead] : '\0';
}

static bool is_one_of(char c, const char *list)
{
    return c && strchr(list, c);
}

static cdt_part *part_of(reader *r, cdt_part_kind kind)
{
    cdt_part *part = CDT_NEW(r->arena, cdt_part);

    part->kind = kind;
    return part;
}

/* ---- sets ---- */

static void put(cdt_byte_set *set, int c)
{
    set->bits[c >> 4] |= (uint16_t)(1u << (c & 15));
}

/* Patterns do not tell capitals from small letters. */
static void put_both(cdt_byte_set *set, int c)
{
    put(set, c);
    if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')
        put(set, c ^ 0x20);
}

static void turn(cdt_byte_set *set)
{
    for (int i = 0; i < 16; i++)
        set->bits[i] = (uint16_t)~set->bits[i];
}

/* \w \d \s, and what is none of these. */
static bool put_kind(cdt_byte_set *set, char kind)
{
    cdt_byte_set of = { { 0 } };

    for (int c = 0; c < 128; c++)
        switch (kind | 0x20) {
        case 'w': cdt_is_word((char)c) ? put(&of, c) : (void)0; break;
        case 'd': c >= '0' && c <= '9' ? put(&of, c) : (void)0; break;
        case 's': c == ' ' || (c >= '\t' && c <= '\r') ? put(&of, c) : (void)0; break;
        default: return false;
        }
    if (!(kind & 0x20))
        turn(&of);
    for (int i = 0; i < 16; i++)
        set->bits[i] |= of.bits[i];
    return true;
}

static bool is_plain(char c)
{
    return c >= ' ' && c <= '~';
}

static bool is_sign(char c)
{
    return c > ' ' && c <= '~' && (c == '_' || !cdt_is_word(c));
}

/* A character of a class: goes to `c`. */
static bool class_character(reader *r, char *c)
{
    bool escaped = peek(r, 0) == '\\';

    *c = peek(r, escaped);
    r->at += (size_t)escaped + 1;
    return escaped ? is_sign(*c) : is_plain(*c) && *c != '[';
}

static cdt_part *class_of(reader *r)
{
    cdt_part *part = part_of(r, CDT_PART_SET);
    bool others = peek(r, 1) == '^'; /* all that do not stand in it */

    r->at += others ? 2 : 1;
    if (peek(r, 0) == ']')
        return NULL;
    while (peek(r, 0) != ']') {
        char from, to;
        if (peek(r, 0) == '\\' && put_kind(&part->set, peek(r, 1))) {
            r->at += 2;
            if (peek(r, 0) == '-' && peek(r, 1) != ']')
                return NULL;
            continue;
        }
        if (!class_character(r, &from))
            return NULL;
        to = from;
        if (peek(r, 0) == '-' && peek(r, 1) != ']') {
            r->at++;
            if (!class_character(r, &to) || to < from)
                return NULL;
        }
        for (int c = from; c <= to; c++)
            put_both(&part->set, c);
    }
    r->at++;
    if (others)
        turn(&part->set);
    return part;
}

/* ---- single parts ---- */

static cdt_part *character(reader *r, char c)
{
    cdt_part *part = part_of(r, CDT_PART_SET);

    put_both(&part->set, c);
    part->only = (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
    r->at++;
    return part;
}

static cdt_part *escape(reader *r)
{
    char c = peek(r, 1);
    cdt_part *part;

    r->at++;
    if (is_one_of(c, "bB")) {
        part = part_of(r, CDT_PART_EDGE);
        part->negative = c == 'B';
    } else if (is_sign(c)) {
        return character(r, c);
    } else {
        part = part_of(r, CDT_PART_SET);
        if (!put_kind(&part->set, c))
            return NULL;
    }
    r->at++;
    return part;
}

/* Nothing but sets, one behind the other, and at least one. */
static bool is_row_of_sets(const cdt_part *row)
{
    if (row->kind != CDT_PART_ROW || !row->first)
        return false;
    for (const cdt_part *p = row->first; p; p = p->next)
        if (p->kind != CDT_PART_SET)
            return false;
    return true;
}

/* What stands behind "(" says what kind of group it is. */
static cdt_part *opened(reader *r)
{
    static const char value[] = "?<value>";
    cdt_str rest = cdt_str_slice(r->text, r->at, r->text.len);
    bool behind = cdt_str_starts(rest, CDT_STR("?<=")) || cdt_str_starts(rest, CDT_STR("?<!"));
    cdt_part *part;

    if (peek(r, 0) == '*')
        return NULL;
    if (peek(r, 0) != '?')
        return part_of(r, CDT_PART_ROW);
    if (cdt_str_starts(rest, CDT_STR(value)) && !r->valued && !r->ahead) {
        r->valued = true;
        r->at += sizeof value - 1;
        return part_of(r, CDT_PART_VALUE);
    }
    if (!behind && !is_one_of(peek(r, 1), ":=!"))
        return NULL;
    part = part_of(r, behind ? CDT_PART_BEHIND : peek(r, 1) == ':' ? CDT_PART_ROW : CDT_PART_AHEAD);
    r->at += behind ? 2 : 1;
    part->negative = peek(r, 0) == '!';
    r->at++;
    return part;
}

static cdt_part *group(reader *r)
{
    cdt_part *part;
    bool ahead;

    r->at++;
    part = opened(r);
    if (!part || r->depth == DEPTH)
        return NULL;
    ahead = part->kind == CDT_PART_AHEAD;
    r->depth++;
    r->ahead += ahead;
    part->first = choices(r);
    r->ahead -= ahead;
    r->depth--;
    if (!part->first || peek(r, 0) != ')')
        return NULL;
    r->at++;
    if (part->kind == CDT_PART_BEHIND && !is_row_of_sets(part->first))
        return NULL;
    part->takes = (part->kind == CDT_PART_ROW || part->kind == CDT_PART_VALUE) && part->first->takes;
    return part;
}

static cdt_part *one(reader *r)
{
    char c = peek(r, 0);
    cdt_part *part;

    switch (c) {
    case '\\': return escape(r);
    case '[': return class_of(r);
    case '(': return group(r);
    case '^':
    case '$': r->at++; return part_of(r, c == '^' ? CDT_PART_START : CDT_PART_END);
    case '.':
        part = character(r, c);
        part->only = '\0';
        memset(&part->set, 0xff, sizeof part->set);
        return part;
    default: return is_plain(c) && !is_one_of(c, "?*+{") ? character(r, c) : NULL;
    }
}

/* ---- repetitions ---- */

static bool number(reader *r, uint16_t *to)
{
    unsigned n = 0;
    size_t from = r->at;

    for (; peek(r, 0) >= '0' && peek(r, 0) <= '9' && n <= MOST; r->at++)
        n = n * 10 + (unsigned)(peek(r, 0) - '0');
    *to = (uint16_t)n;
    return r->at > from && n <= MOST;
}

/* "{2}", "{2,}", "{2,5}" */
static bool counts(reader *r, cdt_part *repeat)
{
    r->at++;
    if (!number(r, &repeat->least))
        return false;
    repeat->most = repeat->least;
    if (peek(r, 0) == ',') {
        r->at++;
        repeat->most = CDT_NO_MOST;
        if (peek(r, 0) != '}' && !number(r, &repeat->most))
            return false;
    }
    return peek(r, 0) == '}' && repeat->least <= repeat->most && repeat->most;
}

static bool takes_nothing(const cdt_part *part)
{
    return part->kind != CDT_PART_SET && part->kind != CDT_PART_ROW && part->kind != CDT_PART_VALUE;
}

/* What may stand behind a part and repeats it. What may be empty is not repeated without an end: who knows when that ends? */
static cdt_part *repeated(reader *r, cdt_part *part)
{
    char c = peek(r, 0);
    cdt_part *repeat;

    if (!is_one_of(c, "?*+{"))
        return part;
    repeat = part_of(r, CDT_PART_REPEAT);
    repeat->first = part;
    repeat->least = c == '+';
    repeat->most = c == '?' ? 1 : CDT_NO_MOST;
    if (c == '{' && !counts(r, repeat))
        return NULL;
    r->at++;
    if (peek(r, 0) == '+') /* keeps what it took */
        return NULL;
    repeat->lazy = peek(r, 0) == '?';
    r->at += repeat->lazy;
    repeat->takes = repeat->least && part->takes;
    return part->takes || (!takes_nothing(part) && repeat->most != CDT_NO_MOST) ? repeat : NULL;
}

/* ---- rows and choices ---- */

static cdt_part *row(reader *r)
{
    cdt_part *row = part_of(r, CDT_PART_ROW), **end = &row->first;

    while (r->at < r->text.len && !is_one_of(peek(r, 0), "|)")) {
        cdt_part *part = one(r);
        if (!part)
            return NULL;
        part->takes = part->takes || part->kind == CDT_PART_SET;
        part = repeated(r, part);
        if (!part)
            return NULL;
        row->takes = row->takes || part->takes;
        *end = part;
        end = &part->next;
    }
    return row;
}

static cdt_part *choices(reader *r)
{
    cdt_part *choice, **end, *only = row(r);

    if (!only || peek(r, 0) != '|')
        return only;
    choice = part_of(r, CDT_PART_CHOICE);
    choice->first = only;
    choice->takes = only->takes;
    for (end = &only->next; peek(r, 0) == '|'; end = &(*end)->next) {
        r->at++;
        *end = row(r);
        if (!*end)
            return NULL;
        choice->takes = choice->takes && (*end)->takes;
    }
    return choice;
}

const cdt_part *cdt_pattern_parts(cdt_str pattern, cdt_arena *arena)
{
    reader r = { .text = pattern, .arena = arena };
    const cdt_part *parts = cdt_regex_is_wide(pattern) ? NULL : choices(&r);

    return parts && r.at == pattern.len ? parts : NULL;
}
