#include "words/plain.h"

#include <stddef.h>

/* What is nested deeper or would be compiled to more is left to PCRE2, whose own limits are far beyond: 100 groups inside each
 * other, 64 KB. So many bytes are more than a part is compiled to, whatever repeats it; groups are copied when they are. */
enum { DEPTH = 20, SIZE = 20000, COUNT = 200, CHARACTER = 16, CLASS = 64, GROUP = 32 };

/* A group that is open, or the pattern itself. */
typedef struct level {
    size_t before;    /* bytes of what stands before it */
    bool ahead;       /* it looks ahead: takes no text */
    bool all, branch; /* of its branches so far, and of the one at hand: is some text needed? */
} level;

typedef struct scan {
    cdt_str text;
    size_t at;
    level levels[DEPTH];
    size_t depth;
    size_t size, group; /* compiled, at most: all until now, and the group that ended here; 0: none did */
    bool repeatable;    /* something stands before that may be repeated, */
    bool takes;         /* and it takes text */
    bool named;         /* a group `value` was there */
} scan;

static char peek(const scan *s, size_t ahead)
{
    return s->at + ahead < s->text.len ? s->text.at[s->at + ahead] : '\0';
}

static bool is_alnum(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool is_sign(char c)
{
    return c > ' ' && c < 0x7f && !is_alnum(c);
}

/* What was before the part at hand stays as it was, whatever is repeated now. */
static void settle(scan *s)
{
    level *now = &s->levels[s->depth];

    if (s->repeatable)
        now->branch |= s->takes;
    s->repeatable = false;
}

/* A part that is `len` bytes of the pattern. */
static bool part(scan *s, size_t len, bool repeatable, size_t size)
{
    settle(s);
    s->at += len;
    s->repeatable = s->takes = repeatable;
    s->group = 0;
    s->size += size;
    return true;
}

static bool is_one_of(char c, const char *list)
{
    return c && strchr(list, c);
}

static bool escape(scan *s)
{
    char c = peek(s, 1);

    if (is_one_of(c, "bB"))
        return part(s, 2, false, CHARACTER);
    return (is_sign(c) || is_one_of(c, "wWdDsS")) && part(s, 2, true, CHARACTER);
}

/* "[^a-z0-9 _-]": letters, digits, ranges of them, escaped signs, \w and the like; a minus first or last. */
static bool class_of_some(scan *s)
{
    size_t at = peek(s, 1) == '^' ? 2 : 1, first = at;
    char c;

    for (; (c = peek(s, at)) != ']'; at++) {
        char next = peek(s, at + 1), last = peek(s, at + 2);
        if (c == '\\') {
            if (!is_sign(next) && !is_one_of(next, "wds"))
                return false;
            at++;
            if (peek(s, at + 1) == '-' && peek(s, at + 2) != ']')
                return false;
        } else if (c == '-') {
            if (at != first && next != ']')
                return false;
            if (at == first && next == '-')
                return false;
        } else if (next == '-' && last != ']') {
            if (!is_alnum(c) || !is_alnum(last) || c > last)
                return false;
            at += 2;
            if (peek(s, at + 1) == '-' && peek(s, at + 2) != ']')
                return false;
        } else if (c < ' ' || c > '~' || c == '[') {
            return false;
        }
    }
    return at > first && part(s, at + 1, true, CLASS);
}

static bool open_group(scan *s)
{
    static const char value[] = "(?<value>";
    bool ahead = peek(s, 1) == '?' && is_one_of(peek(s, 2), "=!");
    size_t len = 1;

    settle(s);
    if (ahead || (peek(s, 1) == '?' && peek(s, 2) == ':')) {
        len = 3;
    } else if (cdt_str_starts(cdt_str_slice(s->text, s->at, s->text.len), CDT_STR(value)) && !s->named) {
        len = sizeof value - 1;
        s->named = true;
    } else if (is_one_of(peek(s, 1), "?*")) {
        return false;
    }
    if (++s->depth == DEPTH)
        return false;
    s->levels[s->depth] = (level){ .before = s->size, .ahead = ahead, .all = true };
    s->at += len;
    s->size += GROUP;
    return true;
}

static void next_branch(scan *s)
{
    level *now = &s->levels[s->depth];

    settle(s);
    now->all &= now->branch;
    now->branch = false;
    s->size += GROUP;
    s->at++;
}

static bool close_group(scan *s)
{
    const level *closed = &s->levels[s->depth];

    if (!s->depth)
        return false;
    next_branch(s);
    s->depth--;
    s->repeatable = !closed->ahead;
    s->takes = closed->all;
    s->group = s->size - closed->before;
    return true;
}

/* "{2}", "{2,}", "{2,5}": its length; 0: it is none, or counts too far. */
static size_t counted(const scan *s, unsigned counts[2])
{
    size_t len = 1, from = 1;

    counts[0] = counts[1] = 0;
    for (int i = 0; i < 2; i++) {
        for (from = len; peek(s, len) >= '0' && peek(s, len) <= '9'; len++) {
            counts[i] = counts[i] * 10 + (unsigned)(peek(s, len) - '0');
            if (counts[i] > COUNT)
                return 0;
        }
        if (i == 0 && len == from)
            return 0;
        if (i == 0 && peek(s, len) == ',')
            len++;
        else if (i == 0)
            counts[i = 1] = counts[0];
    }
    if (peek(s, len - 1) == ',')
        counts[1] = counts[0];
    return peek(s, len) == '}' && counts[0] <= counts[1] ? len + 1 : 0;
}

static bool repetition(scan *s)
{
    unsigned counts[2] = { peek(s, 0) == '+', 1 };
    size_t len = peek(s, 0) == '{' ? counted(s, counts) : 1;

    if (!s->repeatable || !len)
        return false;
    s->takes &= counts[0] > 0;
    settle(s);
    s->size += s->group * (counts[1] + 1);
    s->at += len;
    if (is_one_of(peek(s, 0), "?+"))
        s->at++;
    return true;
}

static bool next_part(scan *s)
{
    char c = peek(s, 0);

    switch (c) {
    case '\\': return escape(s);
    case '[': return class_of_some(s);
    case '(': return open_group(s);
    case ')': return close_group(s);
    case '|': next_branch(s); return true;
    case '*':
    case '+':
    case '?':
    case '{': return repetition(s);
    case '^':
    case '$': return part(s, 1, false, CHARACTER);
    default: return c >= ' ' && c <= '~' && part(s, 1, true, CHARACTER);
    }
}

bool cdt_pattern_is_plain(cdt_str text)
{
    scan s = { .text = text, .levels = { { .all = true } } };

    while (s.at < text.len)
        if (!next_part(&s) || s.size > SIZE)
            return false;
    settle(&s);
    return !s.depth && s.levels[0].all && s.levels[0].branch;
}
