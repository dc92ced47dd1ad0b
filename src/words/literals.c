#include "words/literals.h"

#include "words/cut.h"
#include "words/regex.h"

enum { DEPTH = 40 };

/* A few texts, with marks. */
typedef struct texts {
    const cdt_str *at;
    size_t count;
} texts;

static const cdt_str empty_text = { "", 0 }, edge_text = { "\1", 1 }, rest_text = { "\2", 1 },
                     figure_text = { "\3", 1 };
static const texts only_empty = { &empty_text, 1 }, only_edge = { &edge_text, 1 }, only_rest = { &rest_text, 1 },
                   only_figure = { &figure_text, 1 };

/* What is known of a part of a pattern: which texts it matches, if these are few; and what it requires. */
typedef struct part {
    bool exact;           /* it matches `texts` and nothing else */
    bool word;            /* it is \w */
    bool from_start;      /* it begins with ^ */
    texts texts;          /* where exact */
    cdt_literals leading; /* where not: what every match begins with; none: that is not known */
    cdt_literals sets[CDT_LITERAL_SETS];
    size_t set_count;
    uint32_t tail; /* where not exact: bytes, at most, behind the last set; of all, where there is none */
} part;

typedef struct parser {
    cdt_str pattern;
    size_t at;
    unsigned depth;
    uint32_t width; /* bytes, at most, of a character */
    bool edge;      /* what is read next begins at the edge of a word */
    bool lost;      /* something is not understood: nothing is required */
    cdt_arena *arena;
} parser;

static void read_choices(parser *p, part *out);

/* ---- lengths ---- */

static uint32_t times(uint32_t a, unsigned count)
{
    return a == CDT_ANY_GAP || (count && a > (CDT_ANY_GAP - 1) / count) ? CDT_ANY_GAP : a * count;
}

static uint32_t larger(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

static uint32_t longest(const texts *t)
{
    uint32_t length = 0;

    for (size_t i = 0; i < t->count; i++)
        length = larger(length, cdt_marked_length(t->at[i]));
    return length;
}

static uint32_t longest_literal(const cdt_literals *set)
{
    uint32_t length = 0;

    for (size_t i = 0; i < set->count; i++)
        length = set->at[i].flags & CDT_OPEN_WORD ? CDT_ANY_GAP : larger(length, (uint32_t)set->at[i].text.len);
    return length;
}

/* Bytes before set `at` of a part, at most, from where it begins; of all of it where there is no such set. */
static uint32_t before(const part *one, size_t at)
{
    uint32_t length = 0;

    if (one->exact)
        return longest(&one->texts);
    for (size_t i = 0; i < at && i < one->set_count; i++)
        length = cdt_gap_sum(length, cdt_gap_sum(one->sets[i].gap, longest_literal(&one->sets[i])));
    return cdt_gap_sum(length, at < CDT_LITERAL_SETS && at < one->set_count ? one->sets[at].gap : one->tail);
}

static uint32_t behind(const part *one, size_t at)
{
    uint32_t length = one->tail;

    for (size_t i = at + 1; i < one->set_count; i++)
        length = cdt_gap_sum(length, cdt_gap_sum(one->sets[i].gap, longest_literal(&one->sets[i])));
    return length;
}

static uint32_t whole_length(const part *one)
{
    return before(one, CDT_LITERAL_SETS);
}

/* ---- sets of literals ---- */

static bool same(const cdt_literal *a, const cdt_literal *b)
{
    return a->flags == b->flags && cdt_str_is(a->text, b->text);
}

/* Add a literal to those at `at`, unless it is there. */
static void add_literal(cdt_literal *at, size_t *count, const cdt_literal *l)
{
    for (size_t i = 0; i < *count; i++)
        if (same(&at[i], l))
            return;
    at[(*count)++] = *l;
}

/* One literal of each text; none where one of them has none that is worth it. `behind`: bytes behind them in their texts. */
static cdt_literals literals_of(parser *p, const texts *t, cdt_cutting (*of)(cdt_str, cdt_arena *),
                                uint32_t *behind_them)
{
    cdt_literal *at = CDT_NEW_ARRAY(p->arena, cdt_literal, t->count);
    cdt_literals out = { .at = at };

    *behind_them = 0;
    for (size_t i = 0; i < t->count; i++) {
        cdt_cutting c = of(t->at[i], p->arena);
        if (!cdt_literal_worth(&c.best))
            return (cdt_literals){ .count = 0 };
        add_literal(at, &out.count, &c.best);
        out.gap = larger(out.gap, c.before);
        *behind_them = larger(*behind_them, c.behind);
    }
    return out;
}

static cdt_literals leading_of(parser *p, const texts *t)
{
    uint32_t unused;

    return literals_of(p, t, cdt_cut_front, &unused);
}

/* ---- sets ---- */

/* How good a set is to look for: long texts, and few. */
static int worth(const cdt_literals *set)
{
    int least = CDT_LITERAL_MOST;

    for (size_t i = 0; i < set->count; i++)
        if (cdt_literal_worth(&set->at[i]) < least)
            least = cdt_literal_worth(&set->at[i]);
    return least * 64 - (int)set->count;
}

/* Put a set at the end of a part, whose tail it makes shorter. Only the best sets are kept, in the order of the pattern. */
static void add_set(part *out, cdt_literals set, uint32_t behind_it)
{
    size_t worst = 0;
    uint32_t room;

    set.gap = cdt_gap_sum(out->tail, set.gap);
    out->tail = behind_it;
    if (out->set_count < CDT_LITERAL_SETS) {
        out->sets[out->set_count++] = set;
        return;
    }
    for (size_t i = 1; i < out->set_count; i++)
        if (worth(&out->sets[i]) < worth(&out->sets[worst]))
            worst = i;
    if (worth(&set) <= worth(&out->sets[worst])) {
        out->tail = cdt_gap_sum(behind_it, cdt_gap_sum(set.gap, longest_literal(&set)));
        return;
    }
    room = cdt_gap_sum(out->sets[worst].gap, longest_literal(&out->sets[worst]));
    memmove(&out->sets[worst], &out->sets[worst + 1], (out->set_count - worst - 1) * sizeof out->sets[0]);
    out->sets[out->set_count - 1] = set;
    out->sets[worst].gap = cdt_gap_sum(out->sets[worst].gap, room);
}

static void add_texts(parser *p, part *out, const texts *t)
{
    uint32_t behind_them;
    cdt_literals set = literals_of(p, t, cdt_cut, &behind_them);

    if (set.count)
        add_set(out, set, behind_them);
    else
        out->tail = cdt_gap_sum(out->tail, longest(t));
}

static void add_sets(part *out, const part *from)
{
    for (size_t i = 0; i < from->set_count; i++)
        add_set(out, from->sets[i], 0);
    out->tail = cdt_gap_sum(out->tail, from->tail);
}

static part nothing(void)
{
    return (part){ .exact = true, .texts = only_empty };
}

static part anything(uint32_t length)
{
    return (part){ .exact = false, .tail = length };
}

/* ---- one after the other ---- */

static bool has_rest(const texts *t)
{
    for (size_t i = 0; i < t->count; i++)
        if (cdt_marked_length(t->at[i]) == CDT_ANY_GAP)
            return true;
    return false;
}

/* Nothing but the edge of a word. */
static bool is_edge(const texts *t)
{
    return t->count == 1 && t->at[0].len && !cdt_marked_length(t->at[0]);
}

/* Each of `a` followed by each of `b`; false where that becomes too many or too long, or has something behind the rest of a
 * word. */
static bool cross(parser *p, texts *a, const texts *b)
{
    size_t count = a->count * b->count, most = 0, put = 0;
    cdt_str *out;

    if (count > CDT_LITERALS_IN_SET || (longest(b) && has_rest(a)))
        return false;
    for (size_t i = 0; i < count; i++) {
        size_t length = a->at[i / b->count].len + b->at[i % b->count].len;
        most = length > most ? length : most;
    }
    if (most > CDT_LITERAL_MOST)
        return false;
    out = CDT_NEW_ARRAY(p->arena, cdt_str, count);
    for (size_t i = 0; i < count; i++) {
        cdt_str x = a->at[i / b->count], y = b->at[i % b->count];
        char *joined = cdt_alloc(p->arena, x.len + y.len + 1);
        memcpy(joined, x.at, x.len);
        memcpy(joined + x.len, y.at, y.len);
        out[put++] = (cdt_str){ joined, x.len + y.len };
    }
    *a = (texts){ out, put };
    return true;
}

/* What was exact so far becomes a requirement. */
static void flush(parser *p, part *sequence, texts *run, bool *begun)
{
    if (!*begun)
        sequence->leading = leading_of(p, run);
    *begun = *begun || longest(run) > 0;
    add_texts(p, sequence, run);
    *run = only_empty;
}

/* Put `next` behind the sequence, whose exact end is `run`; `begun`: something stands before that. */
static void follow(parser *p, part *sequence, texts *run, bool *begun, const part *next)
{
    if (next->exact && cross(p, run, &next->texts))
        return;
    sequence->exact = false;
    flush(p, sequence, run, begun);
    if (next->exact) {
        *run = next->texts;
        return;
    }
    if (!*begun)
        sequence->leading = next->leading;
    *begun = true;
    add_sets(sequence, next);
}

/* ---- one or the other ---- */

static bool join(parser *p, texts *a, const texts *b)
{
    cdt_str *out;

    if (a->count + b->count > CDT_LITERALS_IN_SET)
        return false;
    out = CDT_NEW_ARRAY(p->arena, cdt_str, a->count + b->count);
    for (size_t i = 0; i < a->count + b->count; i++)
        out[i] = i < a->count ? a->at[i] : b->at[i - a->count];
    *a = (texts){ out, a->count + b->count };
    return true;
}

/* The literals of two sets as one; none where one of them has none, or they are too many. */
static cdt_literals both(parser *p, const cdt_literals *a, const cdt_literals *b)
{
    cdt_literal *at;
    cdt_literals out = { .gap = larger(a->gap, b->gap) };

    if (!a->count || !b->count || a->count + b->count > CDT_LITERALS_IN_SET)
        return out;
    at = CDT_NEW_ARRAY(p->arena, cdt_literal, a->count + b->count);
    for (size_t i = 0; i < a->count + b->count; i++)
        add_literal(at, &out.count, i < a->count ? &a->at[i] : &b->at[i - a->count]);
    out.at = at;
    return out;
}

/* The best set that a branch requires, none where it requires nothing; and bytes behind it in the branch. */
static cdt_literals best(parser *p, const part *branch, uint32_t *behind_it)
{
    cdt_literals found;
    size_t at = 0;

    if (branch->exact)
        return literals_of(p, &branch->texts, cdt_cut, behind_it);
    if (!branch->set_count)
        return (cdt_literals){ .count = 0 };
    for (size_t i = 1; i < branch->set_count; i++)
        if (worth(&branch->sets[i]) > worth(&branch->sets[at]))
            at = i;
    found = branch->sets[at];
    found.gap = before(branch, at);
    *behind_it = behind(branch, at);
    return found;
}

/* `a` or `b`; `a` takes the result. */
static void choose(parser *p, part *a, const part *b)
{
    part out = { .exact = false, .from_start = a->from_start && b->from_start };
    cdt_literals of_a, of_b;
    uint32_t behind_a = 0, behind_b = 0;

    if (a->exact && b->exact && join(p, &a->texts, &b->texts)) {
        a->from_start = out.from_start;
        return;
    }
    of_a = a->exact ? leading_of(p, &a->texts) : a->leading;
    of_b = b->exact ? leading_of(p, &b->texts) : b->leading;
    out.leading = both(p, &of_a, &of_b);
    of_a = best(p, a, &behind_a);
    of_b = best(p, b, &behind_b);
    of_a = both(p, &of_a, &of_b);
    if (of_a.count)
        add_set(&out, of_a, larger(behind_a, behind_b));
    else
        out.tail = larger(whole_length(a), whole_length(b));
    *a = out;
}

/* ---- parts ---- */

static bool is_at(const parser *p, char c)
{
    return p->at < p->pattern.len && p->pattern.at[p->at] == c;
}

static char next_char(const parser *p, size_t ahead)
{
    return p->at + ahead < p->pattern.len ? p->pattern.at[p->at + ahead] : '\0';
}

static char small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 0x20) : c;
}

/* The text, in small letters; anything where it holds what is not plain. */
static part of_text(parser *p, cdt_str text)
{
    char *copy = cdt_alloc(p->arena, text.len + 1);
    cdt_str *one = CDT_NEW(p->arena, cdt_str);

    for (size_t i = 0; i < text.len; i++) {
        if ((unsigned char)text.at[i] < ' ')
            return anything((uint32_t)text.len);
        copy[i] = small(text.at[i]);
    }
    *one = (cdt_str){ copy, text.len };
    return (part){ .exact = true, .texts = { one, 1 } };
}

static bool is_wide(char c)
{
    return (unsigned char)c >= 0x80;
}

/* One character beyond ASCII. It may be written in another case, but for signs. */
static part of_wide(parser *p)
{
    static const char *const signs[] = { "\xC2\xA3", "\xC2\xA7", "\xE2\x82\xAC" }; /* pound, section, euro */
    size_t from = p->at++;
    cdt_str text;

    while ((unsigned char)next_char(p, 0) >> 6 == 2)
        p->at++;
    text = cdt_str_slice(p->pattern, from, p->at);
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
        if (cdt_str_is_z(text, signs[i]))
            return of_text(p, text);
    return anything(p->width);
}

/* Letters, figures and blanks up to what may repeat the last of them. */
static part of_run(parser *p)
{
    size_t from = p->at, to = from + 1;

    while (to < p->pattern.len && to - from < CDT_LITERAL_MOST && !strchr("\\[](){}|.^$?*+", p->pattern.at[to]) &&
           !is_wide(p->pattern.at[to]))
        to++;
    if (to - from > 1 && to < p->pattern.len && p->pattern.at[to] && strchr("?*+{", p->pattern.at[to]))
        to--;
    p->at = to;
    return of_text(p, cdt_str_slice(p->pattern, from, to));
}

static part of_escape(parser *p)
{
    char c = next_char(p, 1);
    part out = anything(p->width);

    p->at += 2;
    if (!c || is_wide(c)) {
        p->lost = true;
        return out;
    }
    if (strchr("bBAzZGK", c))
        return c == 'b' ? (part){ .exact = true, .texts = only_edge } : nothing();
    if (c == 'd')
        return (part){ .exact = true, .texts = only_figure };
    if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
        if (c == 's')
            return of_text(p, CDT_STR(" ")); /* the only white space of a folded text */
        if (!strchr("DwWShHvV", c))
            p->lost = true; /* \Q, \x, references and the like */
        out.word = c == 'w';
        return out;
    }
    return of_text(p, cdt_str_slice(p->pattern, p->at - 1, p->at));
}

/* A class of a few plain characters is a choice of them. */
static part of_class(parser *p)
{
    part out = { .exact = true };
    bool plain = next_char(p, 1) != '^';
    size_t first = ++p->at;

    if (is_at(p, '^'))
        first = ++p->at;
    while (p->at < p->pattern.len && (p->pattern.at[p->at] != ']' || p->at == first)) {
        char c = p->pattern.at[p->at];
        bool range = next_char(p, 1) == '-' && next_char(p, 2) != ']';
        part one = anything(p->width);
        if ((c == '[' && strchr(":.=", next_char(p, 1))) || (c == '\\' && next_char(p, 1) == 'Q'))
            p->lost = true;
        if (c == '\\' || range || c == '[')
            plain = false;
        if (is_wide(c)) {
            one = of_wide(p);
            plain = plain && !is_at(p, '-');
        } else {
            if (plain)
                one = of_text(p, cdt_str_slice(p->pattern, p->at, p->at + 1));
            p->at += c == '\\' ? 2 : 1;
        }
        plain = plain && one.exact && join(p, &out.texts, &one.texts);
    }
    p->at++;
    return plain && out.texts.count ? out : anything(p->width);
}
/* Past a group that takes part in nothing that is required. */
static void skip_group(parser *p)
{
    part inside;

    read_choices(p, &inside);
    if (!is_at(p, ')'))
        p->lost = true;
    p->at++;
}

/* What stands behind "(?": moves to where the group's choices begin. `look` is set where it only looks around; false: there is
 * nothing inside to be read. */
static bool open_group(parser *p, bool *look)
{
    char c = next_char(p, 0), d = next_char(p, 1);
    size_t end;

    *look = false;
    if (c == ':' || c == '>' || c == '|') {
        p->at++;
        return true;
    }
    if (c == '=' || c == '!' || (c == '<' && (d == '=' || d == '!'))) {
        *look = true;
        p->at += c == '<' ? 2 : 1;
        return true;
    }
    if (c == '<' || c == '\'' || (c == 'P' && d == '<')) {
        end = cdt_str_find(p->pattern, c == '\'' ? CDT_STR("'") : CDT_STR(">"), p->at + 1);
        p->lost = p->lost || end == (size_t)-1;
        p->at = end == (size_t)-1 ? p->pattern.len : end + 1;
        return true;
    }
    while (next_char(p, 0) == 'i' || next_char(p, 0) == 's')
        p->at++;
    if (next_char(p, 0) == ':') {
        p->at++;
        return true;
    }
    if (next_char(p, 0) == ')')
        return false;
    p->lost = true; /* other options, conditions, calls */
    return false;
}

static part of_group(parser *p)
{
    part out = nothing();
    bool look = false;

    p->at++;
    if (is_at(p, '*'))
        p->lost = true;
    if (is_at(p, '?')) {
        p->at++;
        if (!open_group(p, &look)) {
            p->at++;
            return out;
        }
    }
    if (look) {
        p->edge = false;
        skip_group(p);
        return out;
    }
    read_choices(p, &out);
    if (!is_at(p, ')'))
        p->lost = true;
    p->at++;
    return out;
}

static part of_one(parser *p)
{
    char c = p->pattern.at[p->at];

    switch (c) {
    case '\\': return of_escape(p);
    case '[': return of_class(p);
    case '(': return of_group(p);
    case '^':
    case '$': p->at++; return nothing();
    case '.': p->at++; return anything(p->width);
    default: return is_wide(c) ? of_wide(p) : of_run(p);
    }
}

static unsigned read_number(parser *p)
{
    unsigned number = 0;

    for (; next_char(p, 0) >= '0' && next_char(p, 0) <= '9'; p->at++)
        number = number < 100000 ? number * 10 + (unsigned)(next_char(p, 0) - '0') : number;
    return number;
}

/* How often the part before is repeated at least and at most (0: that is not known); 1 and 1 where nothing stands there. */
static void read_times(parser *p, unsigned *least, unsigned *most)
{
    char c = next_char(p, 0);

    *least = *most = 1;
    if (c == '?' || c == '*' || c == '+') {
        *least = c == '+';
        *most = c == '?';
        p->at++;
    } else if (c == '{' && ((next_char(p, 1) >= '0' && next_char(p, 1) <= '9') || next_char(p, 1) == ',')) {
        p->at++;
        *least = read_number(p);
        *most = *least;
        if (is_at(p, ',')) {
            bool odd = p->pattern.at[p->at - 1] == '{'; /* {,3}: some versions take it as it is */
            p->at++;
            *most = read_number(p);
            *most = odd ? 0 : *most;
        }
        p->lost = p->lost || !is_at(p, '}');
        p->at++;
    } else {
        return;
    }
    if (is_at(p, '?') || is_at(p, '+'))
        p->at++;
}

/* `one` so often; `most` is 0 where there is no end to it. */
static part repeated(parser *p, part one, unsigned least, unsigned most)
{
    uint32_t length = whole_length(&one), all = most ? times(length, most) : CDT_ANY_GAP;
    part out = anything(0);

    if (least == 1 && most == 1)
        return one;
    if (one.word && !most)
        return (part){ .exact = true, .texts = only_rest };
    if (least == 0)
        return one.exact && most == 1 && join(p, &one.texts, &only_empty) ? one : anything(all);
    out.leading = one.exact ? leading_of(p, &one.texts) : one.leading;
    if (one.exact)
        add_texts(p, &out, &one.texts);
    else
        add_sets(&out, &one);
    out.tail = cdt_gap_sum(out.tail, most ? times(length, most - 1) : CDT_ANY_GAP);
    return out;
}

static void read_sequence(parser *p, part *out)
{
    texts run = p->edge ? only_edge : only_empty;
    bool begun = false;

    *out = (part){ .exact = true };
    out->from_start = is_at(p, '^') && !(next_char(p, 1) && strchr("?*+{", next_char(p, 1)));
    while (p->at < p->pattern.len && !p->lost && !is_at(p, '|') && !is_at(p, ')')) {
        unsigned least, most;
        part next;
        p->edge = is_edge(&run);
        next = of_one(p);
        p->edge = false;
        read_times(p, &least, &most);
        next = repeated(p, next, least, most);
        follow(p, out, &run, &begun, &next);
    }
    if (out->exact)
        out->texts = run;
    else
        flush(p, out, &run, &begun);
}

static void read_choices(parser *p, part *out)
{
    bool edge = p->edge;

    if (++p->depth > DEPTH) {
        p->lost = true;
        *out = anything(CDT_ANY_GAP);
    } else {
        read_sequence(p, out);
        while (is_at(p, '|') && !p->lost) {
            part other;
            p->at++;
            p->edge = edge;
            read_sequence(p, &other);
            choose(p, out, &other);
        }
    }
    p->edge = false;
    p->depth--;
}

/* ---- the whole ---- */

/* The branches of a pattern; plain texts beside each other are one. Returns how many. */
static size_t read_branches(parser *p, part *branches)
{
    size_t count = 0;

    for (;; p->at++) {
        part *last = &branches[count ? count - 1 : 0], one;
        read_sequence(p, &one);
        if (count == CDT_LITERAL_BRANCHES || (count && last->exact && one.exact))
            choose(p, last, &one);
        else
            branches[count++] = one;
        if (!is_at(p, '|') || p->lost)
            return count;
    }
}

static cdt_literals keep(parser *p, const cdt_literals *set)
{
    cdt_literal *at = CDT_NEW_ARRAY(p->arena, cdt_literal, set->count);

    if (set->count)
        memcpy(at, set->at, set->count * sizeof *at);
    return (cdt_literals){ at, set->count, set->gap };
}

void cdt_literals_of(cdt_str pattern, cdt_arena *arena, cdt_literal_branches *branches)
{
    parser p = { .pattern = pattern, .arena = arena, .width = cdt_regex_is_wide(pattern) ? 4 : 1 };
    part parts[CDT_LITERAL_BRANCHES];
    size_t count = read_branches(&p, parts);

    branches->count = 0;
    if (p.lost || p.at < pattern.len)
        return;
    for (size_t i = 0; i < count; i++) {
        cdt_literal_sets *out = &branches->at[i];
        part one = parts[i];
        if (one.exact) {
            one.leading = leading_of(&p, &one.texts);
            one.tail = 0;
            add_texts(&p, &one, &one.texts);
        }
        if (!one.set_count)
            return;
        *out = (cdt_literal_sets){ .count = one.set_count,
                                   .leading = keep(&p, &one.leading),
                                   .from_start = one.from_start };
        for (size_t k = 0; k < one.set_count; k++)
            out->at[k] = keep(&p, &one.sets[k]);
    }
    branches->count = count;
}
