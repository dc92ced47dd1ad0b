#include "words/literals.h"

enum { DEPTH = 40 };

/* A few texts. */
typedef struct texts {
    const cdt_str *at;
    size_t count;
} texts;

static const cdt_str empty_text = { "", 0 };
static const texts only_empty = { &empty_text, 1 };

/* What is known of a part of a pattern: which texts it matches, if these are few; and what it requires. */
typedef struct part {
    bool exact;    /* it matches `texts` and nothing else */
    texts texts;   /* where exact */
    texts leading; /* where not: what every match begins with; none: that is not known */
    texts sets[CDT_LITERAL_SETS];
    size_t set_count;
} part;

typedef struct parser {
    cdt_str pattern;
    size_t at;
    unsigned depth;
    bool lost; /* something is not understood: nothing is required */
    cdt_arena *arena;
} parser;

static void read_choices(parser *p, part *out);

/* ---- sets ---- */

static bool is_useful(const texts *t)
{
    for (size_t i = 0; i < t->count; i++)
        if (t->at[i].len < CDT_LITERAL_LEAST)
            return false;
    return t->count > 0;
}

/* How good a set is to look for: long texts, and few. */
static size_t worth(const texts *t)
{
    size_t least = CDT_LITERAL_MOST;

    for (size_t i = 0; i < t->count; i++)
        if (t->at[i].len < least)
            least = t->at[i].len;
    return least * 64 - t->count;
}

/* Keep the best sets, in the order of the pattern. */
static void add_set(part *out, const texts *set)
{
    size_t worst = 0;

    if (!is_useful(set))
        return;
    if (out->set_count < CDT_LITERAL_SETS) {
        out->sets[out->set_count++] = *set;
        return;
    }
    for (size_t i = 1; i < out->set_count; i++)
        if (worth(&out->sets[i]) < worth(&out->sets[worst]))
            worst = i;
    if (worth(set) <= worth(&out->sets[worst]))
        return;
    memmove(&out->sets[worst], &out->sets[worst + 1], (out->set_count - worst - 1) * sizeof out->sets[0]);
    out->sets[out->set_count - 1] = *set;
}

static part nothing(void)
{
    return (part){ .exact = true, .texts = only_empty };
}

static part anything(void)
{
    return (part){ .exact = false };
}

/* ---- one after the other ---- */

/* Each of `a` followed by each of `b`; false where that becomes too many or too long. */
static bool cross(parser *p, texts *a, const texts *b)
{
    size_t count = a->count * b->count, longest = 0, put = 0;
    cdt_str *out;

    if (count > CDT_LITERALS_IN_SET)
        return false;
    for (size_t i = 0; i < count; i++) {
        size_t length = a->at[i / b->count].len + b->at[i % b->count].len;
        longest = length > longest ? length : longest;
    }
    if (longest > CDT_LITERAL_MOST)
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
static void flush(part *sequence, texts *run, bool *begun)
{
    if (!*begun && is_useful(run))
        sequence->leading = *run;
    for (size_t i = 0; i < run->count; i++)
        *begun = *begun || run->at[i].len > 0;
    add_set(sequence, run);
    *run = only_empty;
}

/* Put `next` behind the sequence, whose exact end is `run`; `begun`: something stands before that. */
static void follow(parser *p, part *sequence, texts *run, bool *begun, const part *next)
{
    if (next->exact && cross(p, run, &next->texts))
        return;
    sequence->exact = false;
    flush(sequence, run, begun);
    if (next->exact) {
        *run = next->texts;
        return;
    }
    if (!*begun)
        sequence->leading = next->leading;
    *begun = true;
    for (size_t i = 0; i < next->set_count; i++)
        add_set(sequence, &next->sets[i]);
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

/* The best set that a branch requires; NULL: it requires nothing. */
static const texts *best(const part *branch)
{
    const texts *found = NULL;

    if (branch->exact)
        return is_useful(&branch->texts) ? &branch->texts : NULL;
    for (size_t i = 0; i < branch->set_count; i++)
        if (!found || worth(&branch->sets[i]) > worth(found))
            found = &branch->sets[i];
    return found;
}

/* `a` or `b`; `a` takes the result. */
static void choose(parser *p, part *a, const part *b)
{
    const texts *of_a, *of_b;
    part out = { .exact = false };
    texts both;

    if (a->exact && b->exact && join(p, &a->texts, &b->texts))
        return;
    of_a = best(a);
    of_b = best(b);
    out.leading = a->exact ? a->texts : a->leading;
    both = b->exact ? b->texts : b->leading;
    if (!is_useful(&out.leading) || !is_useful(&both) || !join(p, &out.leading, &both))
        out.leading = (texts){ 0 };
    if (of_a && of_b) {
        both = *of_a;
        if (join(p, &both, of_b))
            add_set(&out, &both);
    }
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
        if ((unsigned char)text.at[i] >= 0x80 || text.at[i] < ' ')
            return anything();
        copy[i] = small(text.at[i]);
    }
    *one = (cdt_str){ copy, text.len };
    return (part){ .exact = true, .texts = { one, 1 } };
}

/* Letters, figures and blanks up to what may repeat the last of them. */
static part of_run(parser *p)
{
    size_t from = p->at, to = from + 1;

    while (to < p->pattern.len && to - from < CDT_LITERAL_MOST && !strchr("\\[](){}|.^$?*+", p->pattern.at[to]))
        to++;
    if (to - from > 1 && to < p->pattern.len && p->pattern.at[to] && strchr("?*+{", p->pattern.at[to]))
        to--;
    p->at = to;
    return of_text(p, cdt_str_slice(p->pattern, from, to));
}

static part of_escape(parser *p)
{
    char c = next_char(p, 1);

    p->at += 2;
    if (!c) {
        p->lost = true;
        return anything();
    }
    if (strchr("bBAzZGK", c))
        return nothing();
    if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
        if (c == 's')
            return of_text(p, CDT_STR(" ")); /* the only white space of a folded text */
        if (!strchr("dDwWShHvV", c))
            p->lost = true; /* \Q, \x, references and the like */
        return anything();
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
        part one;
        if ((c == '[' && strchr(":.=", next_char(p, 1))) || (c == '\\' && next_char(p, 1) == 'Q'))
            p->lost = true;
        if (c == '\\' || range || c == '[')
            plain = false;
        one = plain ? of_text(p, cdt_str_slice(p->pattern, p->at, p->at + 1)) : anything();
        p->at += c == '\\' ? 2 : 1;
        plain = plain && one.exact && join(p, &out.texts, &one.texts);
    }
    p->at++;
    return plain && out.texts.count ? out : anything();
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
    case '.': p->at++; return anything();
    default: return of_run(p);
    }
}

/* How often the part before is repeated at least and at most (0: without end); 1 and 1 where nothing stands there. */
static void read_times(parser *p, unsigned *least, unsigned *most)
{
    char c = next_char(p, 0);
    size_t at = p->at + 1;

    *least = *most = 1;
    if (c == '?' || c == '*' || c == '+') {
        *least = c == '+';
        *most = c == '?';
        p->at++;
    } else if (c == '{' && ((next_char(p, 1) >= '0' && next_char(p, 1) <= '9') || next_char(p, 1) == ',')) {
        *least = 0;
        for (; at < p->pattern.len && p->pattern.at[at] >= '0' && p->pattern.at[at] <= '9' && *least < 1000; at++)
            *least = *least * 10 + (unsigned)(p->pattern.at[at] - '0');
        *most = p->pattern.at[at] == '}' ? *least : 0;
        at = cdt_str_find(p->pattern, CDT_STR("}"), p->at);
        p->lost = p->lost || at == (size_t)-1;
        p->at = at == (size_t)-1 ? p->pattern.len : at + 1;
    } else {
        return;
    }
    if (is_at(p, '?') || is_at(p, '+'))
        p->at++;
}

static part repeated(parser *p, part one, unsigned least, unsigned most)
{
    part out = { .exact = false };

    if (least == 1 && most == 1)
        return one;
    if (least == 0)
        return one.exact && most == 1 && join(p, &one.texts, &only_empty) ? one : anything();
    out.leading = one.exact && is_useful(&one.texts) ? one.texts : one.leading;
    if (one.exact)
        add_set(&out, &one.texts);
    for (size_t i = 0; !one.exact && i < one.set_count; i++)
        add_set(&out, &one.sets[i]);
    return out;
}

static void read_sequence(parser *p, part *out)
{
    texts run = only_empty;
    bool begun = false;

    *out = (part){ .exact = true };
    while (p->at < p->pattern.len && !p->lost && !is_at(p, '|') && !is_at(p, ')')) {
        unsigned least, most;
        part next = of_one(p);
        read_times(p, &least, &most);
        next = repeated(p, next, least, most);
        follow(p, out, &run, &begun, &next);
    }
    if (out->exact)
        out->texts = run;
    else
        flush(out, &run, &begun);
}

static void read_choices(parser *p, part *out)
{
    if (++p->depth > DEPTH) {
        p->lost = true;
        *out = anything();
    } else {
        read_sequence(p, out);
        while (is_at(p, '|') && !p->lost) {
            part other;
            p->at++;
            read_sequence(p, &other);
            choose(p, out, &other);
        }
    }
    p->depth--;
}

static void keep(parser *p, const texts *set, cdt_literals *out)
{
    cdt_str *at = CDT_NEW_ARRAY(p->arena, cdt_str, set->count);

    if (set->count)
        memcpy(at, set->at, set->count * sizeof *at);
    *out = (cdt_literals){ at, set->count };
}

void cdt_literals_of(cdt_str pattern, cdt_arena *arena, cdt_literal_sets *sets)
{
    parser p = { .pattern = pattern, .arena = arena };
    part whole;

    *sets = (cdt_literal_sets){ .count = 0 };
    read_choices(&p, &whole);
    if (p.lost || p.at < pattern.len)
        return;
    if (whole.exact) {
        add_set(&whole, &whole.texts);
        whole.leading = is_useful(&whole.texts) ? whole.texts : (texts){ 0 };
    }
    keep(&p, &whole.leading, &sets->leading);
    for (size_t i = 0; i < whole.set_count; i++)
        keep(&p, &whole.sets[i], &sets->at[sets->count++]);
}
