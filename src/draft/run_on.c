/* run_on.c - clauses that run on in one paragraph, as where a text was copied from a page without its lines. */
#include "base/eight.h"
#include "draft/chars.h"
#include "draft/label.h"
#include "draft/lines.h"
#include "draft/wording.h"

#define SHORTEST 250 /* bytes of a paragraph that is looked through */

/* Words before a number that point to it: "Section. 4" is no end of a sentence. */
bool cdt_points_to_number(cdt_str text, size_t end)
{
    static const char *const words[] = { "no",       "nos",    "sec",      "section",    "sections",  "art",
                                         "article",  "clause", "clauses",  "para",       "paragraph", "exhibit",
                                         "schedule", "annex",  "appendix", "paragraphs", "articles",  "part" };
    size_t from;

    end += end < text.len && cdt_is_letter(text.at[end]);
    from = end;
    while (from && cdt_is_wordly(text.at[from - 1]))
        from--;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (cdt_begins_with(cdt_str_slice(text, from, end), words[i]) == end - from && end > from)
            return true;
    return end - from == 1 && cdt_is_upper(text.at[from]);
}

/* Words that no sentence ends in. */
static bool goes_on(cdt_str text, size_t end)
{
    static const char *const words[] = { "ltd", "inc", "co", "and", "or", "to", "of", "in" };
    size_t from;

    end += end < text.len && cdt_is_letter(text.at[end]);
    from = end;
    while (from && cdt_is_wordly(text.at[from - 1]))
        from--;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (cdt_begins_with(cdt_str_slice(text, from, end), words[i]) == end - from && end > from)
            return true;
    return false;
}

/* `headed`: a heading stands behind it, so that numbers may be missing between. */
static bool takes_dotted(const cdt_flow *flow, const cdt_label *label, bool headed)
{
    unsigned parts = label->parts, last = label->value[parts - 1];
    size_t bytes = (parts - 1) * sizeof *label->value;

    if (flow->parts >= parts && memcmp(flow->dotted, label->value, bytes) == 0)
        return last > flow->dotted[parts - 1] && last <= flow->dotted[parts - 1] + (headed ? 3 : 1);
    if (last > (headed ? 3 : 1))
        return false;
    if (parts == 2)
        return label->value[0] == flow->single ||
               (label->value[0] > flow->dotted[0] && label->value[0] <= flow->dotted[0] + (headed ? 2 : 1));
    return flow->parts + 1 == parts && memcmp(flow->dotted, label->value, bytes) == 0;
}

/* Is the label the next in its turn? */
static bool takes(const cdt_flow *flow, const cdt_label *label, char before, bool headed)
{
    if (label->word && !label->parts && label->upper)
        return before == '.' || headed;
    if (label->parts > 1)
        return takes_dotted(flow, label, headed);
    if (label->parts == 1 && label->style == '.')
        return label->value[0] == flow->single + 1 || (headed && label->value[0] == flow->single + 2) ||
               (flow->outer && label->value[0] == flow->outer + 1) || (label->value[0] == 1 && before == ':');
    if (label->letter && (label->style == '(' || label->style == '.') && !label->word)
        return (label->letter == flow->letter + 1 && label->letter > 1) ||
               (label->letter == 1 && (before == '.' || before == ':') && label->style == '(');
    return false;
}

static void take(cdt_flow *flow, const cdt_label *label)
{
    if (label->parts > 1) {
        flow->parts = label->parts;
        memcpy(flow->dotted, label->value, sizeof flow->dotted);
        flow->single = label->value[0];
        flow->outer = flow->letter = 0;
    } else if (label->parts == 1 && label->style != '(') {
        unsigned value = label->value[0];
        if (value == 1 && flow->single && value != flow->single + 1)
            flow->outer = flow->single;
        else if (flow->outer && value == flow->outer + 1)
            flow->outer = 0;
        flow->single = value;
        if (!flow->outer)
            flow->letter = 0;
    } else if (label->letter) {
        flow->letter = label->letter;
    }
}

/* Does a clause begin at `at`, behind the end of a sentence? Its label is taken. */
static bool begins_at(cdt_flow *flow, cdt_str text, size_t before, size_t at)
{
    cdt_str rest = cdt_str_slice(text, at, text.len);
    cdt_label label;
    size_t next, heading;
    bool headed;

    if (!cdt_label_parse(rest, &label) || label.style == '*' || label.style == ' ')
        if (label.style != ' ' || label.parts < 2)
            return false;
    next = cdt_skip_blanks(rest, label.length);
    if (next + 1 >= rest.len || !(cdt_is_upper(rest.at[next]) || rest.at[next] == '"' || rest.at[next] == '[' ||
                                  cdt_str_starts(cdt_str_slice(rest, next, next + 3), CDT_STR("\xE2\x80\x9C"))))
        return false;
    headed = cdt_inline_heading(cdt_str_slice(rest, next, rest.len), true, &heading) > 0 ||
             (label.word && rest.len > 1 && cdt_is_upper(rest.at[1]) && cdt_is_upper(rest.at[next]) &&
              cdt_is_upper(rest.at[next + 1])); /* "ARTICLE IV - TERM" */
    if (cdt_points_to_number(text, before) || goes_on(text, before) || !takes(flow, &label, text.at[before], headed))
        return false;
    if (!strchr(".;:", text.at[before]) && ((label.parts < 2 && !label.word) || !headed))
        return false;
    take(flow, &label);
    return true;
}

static void build_piece(cdt_builder *builder, const cdt_block *block, size_t from, size_t to, unsigned line)
{
    cdt_block piece = *block;

    piece.text = cdt_str_trim(cdt_str_slice(block->text, from, to));
    piece.line = line;
    if (piece.text.len)
        cdt_build_block(builder, &piece);
}

/* By these bytes the labels that are looked for are known: by the first, or the first one behind letters. */
static const bool tells[256] = {
    ['0'] = true, ['1'] = true, ['2'] = true, ['3'] = true, ['4'] = true, ['5'] = true,
    ['6'] = true, ['7'] = true, ['8'] = true, ['9'] = true, ['('] = true, /* "4.2", "(a)" */
    ['.'] = true, [')'] = true,                                           /* "IV.", "a)" */
    ['P'] = true, ['C'] = true, ['A'] = true, ['S'] = true,               /* "Part 2", "Clause", "Article", "Section" */
};

static size_t next_tell(cdt_str text, size_t at)
{
    for (; at < text.len; at += 8) {
        uint64_t some = cdt_eight_within(cdt_eight_at(text, at), '(', 'S'); /* all of them, and few others */
        for (; some; some &= some - 1)
            if (tells[(unsigned char)text.at[at + cdt_eight_before(some)]])
                return at + cdt_eight_before(some);
    }
    return text.len;
}

/* Where a label may begin that the byte at `tell` tells of; 0: nowhere. Letters are "a", "bb", "ccc" or a roman figure. */
static size_t label_site(cdt_str text, size_t tell)
{
    size_t at = tell;

    if (text.at[tell] == '.' || text.at[tell] == ')') {
        while (at && cdt_is_letter(text.at[at - 1]) && (tell - at < 3 || strchr("ivxlcIVXLC", text.at[at - 1])))
            at--;
        if (at == tell)
            return 0;
    } else if (at && cdt_is_digit(text.at[at]) && cdt_is_upper(text.at[at - 1])) {
        at--; /* "B1.4" */
    }
    return at && cdt_is_blank(text.at[at - 1]) ? at : 0;
}

static unsigned lines_in(cdt_str text)
{
    unsigned lines = 0;

    for (const char *at = text.at, *end = at + text.len; (at = memchr(at, '\n', (size_t)(end - at))); at++)
        lines++;
    return lines;
}

/* Does something stand before byte `at` behind which a clause may begin? The last byte of it is at `*before`. */
static bool may_follow(cdt_str text, size_t at, size_t *before)
{
    while (at && cdt_is_blank(text.at[at - 1]))
        at--;
    *before = at - 1;
    return at && (strchr(".;:\")", text.at[at - 1]) || cdt_is_letter(text.at[at - 1]));
}

void cdt_flow_build(cdt_flow *flow, cdt_builder *builder, const cdt_block *block)
{
    cdt_str text = block->text;
    size_t from = 0, tried = 0, before;
    unsigned line = block->line;
    cdt_label label;

    if (!block->furniture && cdt_label_parse(text, &label) && label.style != '*' &&
        (label.style != ' ' || label.parts > 1 || label.word))
        take(flow, &label);
    for (size_t tell = 1; !block->furniture && text.len > SHORTEST && (tell = next_tell(text, tell)) < text.len;
         tell++) {
        size_t at = label_site(text, tell);
        if (at <= tried)
            continue;
        tried = at;
        if (!may_follow(text, at, &before) || !begins_at(flow, text, before, at))
            continue;
        build_piece(builder, block, from, at, line);
        line += lines_in(cdt_str_slice(text, from, at));
        from = at;
    }
    build_piece(builder, block, from, text.len, line);
}
