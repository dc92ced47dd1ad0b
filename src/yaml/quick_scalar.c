#include "yaml/quick_parts.h"

enum {
    NO_START = 1,  /* a plain scalar does not begin with it */
    ENDS = 2,      /* it may end one, or is a reason to give up */
    ENDS_FLOW = 4, /* within brackets it does */
    QUOTED = 8     /* it means something between quotes */
};

static const unsigned char kinds[256] = {
    ['\0'] = NO_START | ENDS | QUOTED,
    ['\t'] = NO_START | ENDS,
    ['\n'] = NO_START | ENDS | QUOTED,
    ['\r'] = NO_START | ENDS | QUOTED,
    [':'] = NO_START | ENDS,
    ['#'] = NO_START | ENDS,
    [','] = NO_START | ENDS_FLOW,
    ['['] = NO_START | ENDS_FLOW,
    [']'] = NO_START | ENDS_FLOW,
    ['{'] = NO_START | ENDS_FLOW,
    ['}'] = NO_START | ENDS_FLOW,
    ['?'] = NO_START | ENDS_FLOW,
    [' '] = NO_START,
    ['-'] = NO_START,
    ['&'] = NO_START,
    ['*'] = NO_START,
    ['!'] = NO_START,
    ['|'] = NO_START,
    ['>'] = NO_START,
    ['\''] = NO_START | QUOTED,
    ['"'] = NO_START | QUOTED,
    ['\\'] = QUOTED,
    ['%'] = NO_START,
    ['@'] = NO_START,
    ['`'] = NO_START,
};

static unsigned kind(char c)
{
    return kinds[(unsigned char)c];
}

void cdt_quick_comment(cdt_quick *q)
{
    q->at += strcspn(q->at, "\r\n");
}

/* ---- lines of plain and quoted scalars: their text is put together where it stands, as it grows shorter ---- */

/* A scalar that begins here, and its text a little further. */
static void begin(cdt_quick *q, cdt_style style, char *text, cdt_quick_scalar *s)
{
    *s = (cdt_quick_scalar){
        .at = text, .end = text, .style = style, .line = q->line, .column = cdt_quick_column(q, q->at)
    };
}

/* Add what stands from `from` to `end`, on a line of which all up to `behind` is the scalar's. */
static void add(cdt_quick *q, const char *from, const char *end, const char *behind, cdt_quick_scalar *s)
{
    uint32_t column = cdt_quick_column(q, behind); /* counted before anything moves */

    s->length = q->line == s->line ? column - s->column : 1;
    if (from != s->end)
        memmove(s->end, from, (size_t)(end - from));
    s->end += end - from;
}

/* On to the next line that is not blank, which may not begin left of `indent`; line ends are folded (YAML 1.1, 4.2.8). */
static bool next_line(cdt_quick *q, uint32_t indent, cdt_quick_scalar *s)
{
    size_t breaks = 0;

    for (; cdt_quick_newline(q); breaks++)
        cdt_quick_spaces(q);
    if (!breaks || q->at < q->line_at + indent || strchr("\t\r", *q->at)) /* or the end */
        return false;
    memset(s->end, breaks == 1 ? ' ' : '\n', breaks == 1 ? 1 : breaks - 1);
    s->end += breaks == 1 ? 1 : breaks - 1;
    return true;
}

/* ---- plain ---- */

/* A - begins one where something follows that could itself. */
static bool may_start(const char *at)
{
    return !(kind(at[0]) & NO_START) || (at[0] == '-' && !kind(at[1]));
}

/* The byte that ends it; NULL where something is in it that libyaml should judge. */
static char *plain_end(char *at, unsigned ends)
{
    for (;; at++) {
        while (!(kind(*at) & ends))
            at++;
        switch (*at) {
        case ':':
            if (cdt_quick_gap(at[1]))
                return at;
            if (at[1] == '\t' || (kind(at[1]) & ends & ENDS_FLOW))
                return NULL;
            break;
        case '#':
            if (at[-1] == ' ')
                return at;
            break;
        case '\t':
        case '?': return NULL;
        default: return at;
        }
    }
}

/* Does it go on, on the next line that is not blank? */
static bool goes_on(const cdt_quick *q, uint32_t indent)
{
    const char *at = q->at, *line;

    do {
        at += *at == '\r';
        if (*at != '\n')
            return false;
        for (line = ++at; *at == ' ';)
            at++;
    } while (*at == '\n' || *at == '\r');
    return at >= line + indent && *at != '#' && *at != '\0';
}

static bool plain(cdt_quick *q, bool flow, uint32_t indent, cdt_quick_scalar *s)
{
    if (!may_start(q->at))
        return false;
    begin(q, CDT_PLAIN, q->at, s);
    for (;;) {
        char *from = q->at, *end = plain_end(from, flow ? ENDS | ENDS_FLOW : ENDS);

        if (!end)
            return false;
        q->at = end;
        while (end > from && end[-1] == ' ')
            end--;
        add(q, from, end, end, s);
        if (flow || !goes_on(q, indent))
            return s->line == q->line || *q->at != ':';
        if (!next_line(q, indent, s))
            return false;
    }
}

/* ---- quoted ---- */

/* What an escape of one letter makes; NUL: not one of the few. */
static char escaped(char letter)
{
    switch (letter) {
    case '"':
    case '\\':
    case '/':
    case ' ': return letter;
    case 'n': return '\n';
    case 't': return '\t';
    default: return '\0';
    }
}

/* The closing quote or the end of the line, with how many escapes before it; NULL where libyaml should look for it. */
static char *quote_end(char *at, char quote, size_t *escapes)
{
    for (*escapes = 0;; at++) {
        while (!(kind(*at) & QUOTED))
            at++;
        if (*at == quote) {
            if (quote == '"' || at[1] != quote)
                return at;
        } else if (*at == '\n' || *at == '\r') {
            return at;
        } else if (*at == '\0') {
            return NULL;
        } else if (quote == '\'' || *at != '\\') {
            continue;
        } else if (!escaped(at[1])) {
            return NULL;
        }
        at++;
        ++*escapes;
    }
}

/* Put what the quotes hold where it stands; it grows shorter. Returns the new end. */
static char *unescape(char *at, char *end, char quote)
{
    char *to = at;

    while (at < end) {
        if (*at == '\\' && quote == '"') {
            *to++ = escaped(at[1]);
            at += 2;
        } else {
            at += *at == quote;
            *to++ = *at++;
        }
    }
    return to;
}

/* Blanks before a line end are no part of the text. false: perhaps an escape makes one of them a part. */
static bool trim(const char *from, char **end)
{
    const char *before = *end;

    while (*end > from && ((*end)[-1] == ' ' || (*end)[-1] == '\t'))
        --*end;
    return *end == before || *end == from || (*end)[-1] != '\\';
}

static bool quoted(cdt_quick *q, uint32_t indent, cdt_quick_scalar *s)
{
    char quote = *q->at;

    begin(q, quote == '"' ? CDT_DOUBLE : CDT_SINGLE, q->at + 1, s);
    q->at++;
    for (;;) {
        size_t escapes;
        char *from = q->at, *end = quote_end(from, quote, &escapes);
        bool ended = end && *end == quote;

        if (!end)
            return false;
        q->at = end + ended;
        if (!ended && !trim(from, &end))
            return false;
        cdt_quick_column(q, q->at);
        add(q, from, escapes ? unescape(from, end, quote) : end, q->at, s);
        if (ended)
            return true;
        if (!next_line(q, indent, s))
            return false;
    }
}

bool cdt_quick_scalar_at(cdt_quick *q, bool flow, uint32_t indent, cdt_quick_scalar *scalar)
{
    return *q->at == '"' || *q->at == '\'' ? quoted(q, indent, scalar) : plain(q, flow, indent, scalar);
}

/* ---- literal and folded ---- */

/* A block scalar that is being read: its text is put together where it stands, as it grows shorter by its indentation. */
typedef struct block {
    bool literal;
    char chomp; /* '-', '+' or NUL */
    uint32_t indent;
    char *to;            /* behind the text so far */
    size_t breaks;       /* empty lines since its last line */
    bool ended, blanked; /* its last line: with a line end; beginning with a blank */
} block;

/* The line with | or >. */
static bool block_head(cdt_quick *q, block *b)
{
    b->literal = *q->at++ == '|';
    if (*q->at == '-' || *q->at == '+')
        b->chomp = *q->at++;
    if (*q->at == ' ') {
        cdt_quick_spaces(q);
        if (*q->at == '#')
            cdt_quick_comment(q);
    }
    return cdt_quick_newline(q);
}

/* Its indentation is that of its first line; empty lines before that one may not be indented further. */
static bool block_indent(cdt_quick *q, uint32_t least, block *b)
{
    size_t longest = 0;

    for (;;) {
        cdt_quick_spaces(q);
        b->indent = (uint32_t)(q->at - q->line_at);
        if (!cdt_quick_newline(q))
            break;
        longest = b->indent > longest ? b->indent : longest;
        b->breaks++;
    }
    return *q->at != '\0' && *q->at != '\t' && *q->at != '\r' && b->indent >= least && b->indent >= longest;
}

/* What the line ends between the last line and this one make. */
static void fold(block *b, bool blank)
{
    if (!b->literal && b->ended && !b->blanked && !blank) {
        if (!b->breaks)
            *b->to++ = ' ';
    } else if (b->ended) {
        *b->to++ = '\n';
    }
    for (; b->breaks; b->breaks--)
        *b->to++ = '\n';
    b->ended = false;
}

/* One line of text, behind its indentation. */
static bool block_line(cdt_quick *q, block *b)
{
    bool blank = *q->at == ' ' || *q->at == '\t';
    size_t length;

    fold(b, blank);
    b->blanked = blank;
    length = strcspn(q->at, "\r\n");
    memmove(b->to, q->at, length);
    b->to += length;
    q->at += length;
    b->ended = cdt_quick_newline(q);
    return b->ended || *q->at == '\0';
}

/* On to the next line of the text, behind its indentation. false: there is none. */
static bool block_next(cdt_quick *q, block *b)
{
    for (;;) {
        while (*q->at == ' ' && q->at < q->line_at + b->indent)
            q->at++;
        if (!cdt_quick_newline(q))
            break;
        b->breaks++;
    }
    return q->at == q->line_at + b->indent && *q->at != '\0';
}

bool cdt_quick_block_at(cdt_quick *q, uint32_t indent, cdt_quick_scalar *s)
{
    block b = { .chomp = '\0' };

    s->line = q->line;
    s->column = cdt_quick_column(q, q->at);
    s->length = 1;
    if (!block_head(q, &b))
        return false;
    s->at = b.to = q->line_at;
    if (!block_indent(q, indent + 1, &b))
        return false;
    s->style = b.literal ? CDT_LITERAL : CDT_FOLDED;
    do {
        if (!block_line(q, &b))
            return false;
    } while (block_next(q, &b));
    if (*q->at == '\t' || *q->at == '\r') /* where blanks should be */
        return false;
    if (b.ended && b.chomp != '-')
        *b.to++ = '\n';
    for (; b.breaks && b.chomp == '+'; b.breaks--)
        *b.to++ = '\n';
    s->end = b.to;
    if (*q->at != '\0') /* where the text ends, its last line was moved */
        q->at = q->line_at;
    return true;
}

/* ---- what is made of them ---- */

/* Its text, which ends in a NUL once the next one was read or the document ends. */
static cdt_str text_of(cdt_quick *q, const cdt_quick_scalar *s)
{
    *q->end = '\0';
    q->end = s->end;
    return (cdt_str){ s->at, (size_t)(s->end - s->at) };
}

cdt_node *cdt_quick_node(cdt_quick *q, const cdt_quick_scalar *s)
{
    cdt_node *node = cdt_build_node(&q->build, CDT_SCALAR, s->style, s->line, s->column + 1);

    node->length = s->length;
    cdt_build_text(node, text_of(q, s));
    return node;
}

#define KEY_MOST 1000 /* characters from which libyaml is asked whether it is still a key */

bool cdt_quick_key(cdt_quick *q, const cdt_quick_scalar *s, cdt_build_key *key)
{
    if (q->line != s->line || q->at - s->at > KEY_MOST || s->end - s->at > CDT_MAX_KEY_BYTES)
        return false;
    *key = (cdt_build_key){ text_of(q, s), q->line, s->column + 1 };
    q->build.document->node_count++; /* libyaml's events make a node of it */
    return !cdt_str_is(key->text, CDT_STR("<<"));
}
