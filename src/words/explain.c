/* explain.c - what is looked for, in words: the syntax of patterns is put so that it can be read without knowing it. What may
 * be left out stands in square brackets, a choice has strokes, a gap is "...", and a term is its name in capitals. */
#include "words/language.h"

/* Where the bracket or class that opens at `at` ends; the end of the text where it does not. */
static size_t closing(cdt_str text, size_t at)
{
    bool is_class = text.at[at] == '[';
    size_t depth = 0;

    for (size_t i = at; i < text.len; i++) {
        char c = text.at[i];
        if (c == '\\')
            i++;
        else if (is_class && c == ']' && i > at + 1)
            return i;
        else if (!is_class && c == '(')
            depth++;
        else if (!is_class && c == ')' && --depth == 0)
            return i;
    }
    return text.len;
}

/* Past what says how often: `?` is told to the caller, as it makes optional what stands before. */
static size_t past_times(cdt_str text, size_t at, bool *optional)
{
    *optional = false;
    if (at < text.len && text.at[at] == '{' && at + 1 < text.len && text.at[at + 1] >= '0' && text.at[at + 1] <= '9')
        while (at < text.len && text.at[at++] != '}')
            ;
    else if (at < text.len && (text.at[at] == '*' || text.at[at] == '+' || text.at[at] == '?'))
        *optional = text.at[at++] == '?';
    if (at < text.len && (text.at[at] == '?' || text.at[at] == '+'))
        at++;
    return at;
}

static void put_gap(cdt_buf *out)
{
    if (out->len < 4 || memcmp(out->at + out->len - 4, "... ", 4) != 0)
        cdt_buf_printf(out, "%s... ", out->len && out->at[out->len - 1] != ' ' ? " " : "");
}

static void put_small(cdt_buf *out, cdt_str text, bool optional)
{
    cdt_buf_printf(out, optional ? "[%.*s]" : "%.*s", CDT_ARGS(text));
}

/* Is this the name of a term? It ends before the brace. */
static size_t term_end(cdt_str text, size_t at)
{
    size_t end = at + 1;

    while (end < text.len && ((text.at[end] >= 'a' && text.at[end] <= 'z') || text.at[end] == '_' ||
                              text.at[end] == '-' || (end > at + 1 && text.at[end] >= '0' && text.at[end] <= '9')))
        end++;
    return end > at + 1 && end < text.len && text.at[end] == '}' ? end : at;
}

static size_t put_term(cdt_buf *out, cdt_str text, size_t at, size_t end)
{
    bool optional;

    for (size_t i = at + 1; i < end; i++) {
        char c = text.at[i];
        cdt_buf_char(out, (char)(c >= 'a' && c <= 'z' ? c - 0x20 : c == '_' ? ' ' : c));
    }
    return past_times(text, end + 1, &optional);
}

static void put_plain(cdt_buf *out, cdt_str text, unsigned depth);

static size_t put_group(cdt_buf *out, cdt_str text, size_t at, unsigned depth)
{
    size_t end = closing(text, at), from = at + 1, next;
    bool optional;

    next = past_times(text, end < text.len ? end + 1 : end, &optional);
    if (from < text.len && text.at[from] == '?') {
        char c = from + 1 < text.len ? text.at[from + 1] : '\0', d = from + 2 < text.len ? text.at[from + 2] : '\0';
        if (c == '=' || c == '!' || (c == '<' && (d == '=' || d == '!')))
            return next; /* it looks around */
        while (from < end && text.at[from] != ':' && text.at[from] != '>')
            from++;
        from++;
    }
    cdt_buf_char(out, optional ? '[' : '(');
    put_plain(out, cdt_str_slice(text, from < end ? from : end, end), depth + 1);
    cdt_buf_char(out, optional ? ']' : ')');
    return next;
}

static size_t put_escape(cdt_buf *out, cdt_str text, size_t at)
{
    char c = at + 1 < text.len ? text.at[at + 1] : '\0';
    size_t next;
    bool optional;

    if (c && strchr("bBAzZK", c))
        return at + 2;
    next = past_times(text, at + 2, &optional);
    if (c == 's')
        cdt_buf_char(out, ' ');
    else if (c == 'd')
        cdt_buf_put_z(out, "0-9");
    else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
        put_gap(out);
    else if (c)
        put_small(out, cdt_str_slice(text, at + 1, at + 2), optional);
    return next;
}

static size_t put_one(cdt_buf *out, cdt_str text, size_t at, unsigned depth)
{
    char c = text.at[at];
    size_t end = c == '{' ? term_end(text, at) : at, next;
    bool optional;

    if (end > at)
        return put_term(out, text, at, end);
    if (c == '\\')
        return put_escape(out, text, at);
    if (c == '(' && depth < 30)
        return put_group(out, text, at, depth);
    if (c == '|')
        cdt_buf_put_z(out, " / ");
    if (c == '^' || c == '$' || c == '|')
        return at + 1;
    end = c == '[' ? closing(text, at) + 1 : at + 1;
    next = past_times(text, end < text.len ? end : text.len, &optional);
    if (c == '.' || c == '[')
        put_gap(out);
    else
        put_small(out, cdt_str_slice(text, at, at + 1), optional);
    return next;
}

static void put_plain(cdt_buf *out, cdt_str text, unsigned depth)
{
    size_t at = 0;

    while (at < text.len)
        at = put_one(out, text, at, depth);
}

/* ---- alternatives ---- */

static void put_patterns(cdt_buf *out, const cdt_words *words, cdt_patterns patterns, const char *before,
                         const char *between)
{
    for (size_t i = 0; i < patterns.count; i++) {
        cdt_buf one = { 0 };
        put_plain(&one, cdt_str_z(words->shown[patterns.at[i]]), 0);
        cdt_buf_printf(out, "%s%.*s", i ? between : before, CDT_ARGS(cdt_str_trim(cdt_buf_str(&one))));
        cdt_buf_free(&one);
    }
}

static void put_within(cdt_buf *out, const cdt_alternative *a)
{
    static const char *const parts[] = {
        "", "in one clause: ", "in one section: ", "in one schedule: ", "heading: ", ""
    };

    if (a->within != CDT_WITHIN_REGION) {
        cdt_buf_put_z(out, parts[a->within]);
        return;
    }
    for (int i = 0; i <= CDT_REGION_FURNITURE; i++)
        if (a->regions & 1u << i)
            cdt_buf_printf(out, "%s: ", cdt_region_name((cdt_region)i));
}

static void put_alternative(cdt_buf *out, const cdt_words *words, const cdt_alternative *a)
{
    bool bare = !a->that.count && !a->all.count;

    if (a->name[0])
        cdt_buf_printf(out, "%s: ", a->name);
    put_within(out, a);
    put_patterns(out, words, a->that, "", "; or ");
    put_patterns(out, words, a->all, a->that.count ? "; with " : "", "; with ");
    put_patterns(out, words, a->under, bare ? "under the heading " : "; under the heading ", " or ");
    put_patterns(out, words, a->near, "; near ", " or ");
    put_patterns(out, words, a->not, "; not with ", " or ");
    put_patterns(out, words, a->not_near, "; not near ", " or ");
    put_patterns(out, words, a->not_under, "; not under the heading ", " or ");
    if (a->negated != CDT_EITHER)
        cdt_buf_put_z(out, a->negated == CDT_DENIED ? "; denied" : "; not denied");
    cdt_buf_char(out, '\n');
}

void cdt_words_explain(const cdt_words *words, size_t check, cdt_buf *out)
{
    const cdt_check_words *c = &words->checks[check];

    for (size_t i = 0; i < c->count; i++)
        put_alternative(out, words, &c->alternatives[i]);
    if (c->topic_count && c->found < c->topic_count)
        cdt_buf_printf(out, "%zu of the %zu topics are enough\n", c->found, c->topic_count);
    if (c->not .count) {
        put_patterns(out, words, c->not, "no sentence with ", " or ");
        cdt_buf_char(out, '\n');
    }
    if (c->not_under.count) {
        put_patterns(out, words, c->not_under, "nothing under the heading ", " or ");
        cdt_buf_char(out, '\n');
    }
    if (c->count && !c->schedules)
        cdt_buf_put_z(out, "nothing in a schedule\n");
}
