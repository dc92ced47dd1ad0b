#include "draft/lines.h"

#include "base/limits.h"
#include "draft/chars.h"
#include "draft/furniture.h"
#include "draft/label.h"
#include "draft/wording.h"

#define LONG 160 /* bytes of a line that is a paragraph of its own */
#define LABEL_BYTES 24
#define PAGE_LINES 8 /* running headers, footers and page numbers between two pages */

static cdt_str text_of(const cdt_lines *lines, size_t i)
{
    return cdt_str_slice(lines->text, lines->at[i].start, lines->at[i].end);
}

/* --- cutting */

static bool is_rule(cdt_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] != text.at[0])
            return false;
    return text.len > 2 && strchr("-=*~", text.at[0]);
}

static size_t count_lines(cdt_str text, char end)
{
    size_t count = 1;
    const char *at = text.at;

    while (text.len && (at = memchr(at, end, (size_t)(text.at + text.len - at)))) {
        count++;
        at++;
    }
    return count;
}

/* One line, from `from` up to its end; form feeds in it begin pages. */
static void add_line(cdt_lines *lines, size_t from, size_t to, cdt_line *next)
{
    cdt_str text = lines->text;

    while (from < to && cdt_blank_at(text, from)) {
        next->page += text.at[from] == '\f';
        next->indent = text.at[from] == '\f' ? 0 : text.at[from] == '\t' ? (next->indent | 7) + 1 : next->indent + 1;
        from += cdt_blank_at(text, from);
    }
    while (to > from && cdt_is_blank(text.at[to - 1]))
        to--;
    if (from < to) {
        next->start = from;
        next->end = to;
        next->rule = is_rule(cdt_str_slice(text, from, to));
        lines->at[lines->count++] = *next;
        next->gap = 0;
    } else {
        next->gap++;
    }
    next->indent = 0;
    next->number++;
}

/* How this text is written: how wide its lines are, and whether paragraphs take several. */
static void measure(cdt_lines *lines)
{
    size_t lengths[LONG + 1] = { 0 }, shorter = 0, total = 0, pairs = 0, going = 0, apart = 0, apart_going = 0;

    for (size_t i = 0; i < lines->count; i++) {
        size_t length = lines->at[i].end - lines->at[i].start;
        cdt_str text = text_of(lines, i);
        bool goes = i && cdt_is_lower(text.at[0]) && !strchr(".:;?!", lines->text.at[lines->at[i - 1].end - 1]);
        if (length <= LONG) {
            lengths[length]++;
            total++;
        }
        if (i && lines->at[i].gap == 0) {
            pairs++;
            going += goes;
        } else if (i && lines->at[i].gap == 1) {
            apart++;
            apart_going += goes && lines->at[i - 1].end - lines->at[i - 1].start < LONG;
        }
    }
    for (lines->width = 0; lines->width < LONG && shorter * 10 < total * 9; lines->width++)
        shorter += lengths[lines->width];
    lines->few = pairs < 4;
    lines->wrapped = going * 8 > pairs || lines->few;
    lines->double_spaced = apart > 8 && apart_going * 4 > apart && pairs * 2 < apart;
}

bool cdt_lines_of(cdt_arena *arena, cdt_str text, cdt_lines *lines)
{
    char end = text.len && !memchr(text.at, '\n', text.len) ? '\r' : '\n';
    size_t count = count_lines(text, end), at = cdt_str_starts(text, CDT_STR("\xEF\xBB\xBF")) ? 3 : 0;
    cdt_line next = { .number = 1, .page = 1 };

    *lines = (cdt_lines){ .text = text };
    if (count > CDT_MAX_DRAFT_LINES)
        return false;
    lines->at = CDT_NEW_ARRAY(arena, cdt_line, count);
    while (at <= text.len) {
        const char *found = at < text.len ? memchr(text.at + at, end, text.len - at) : NULL;
        size_t to = found ? (size_t)(found - text.at) : text.len;
        add_line(lines, at, to, &next);
        at = to + 1;
    }
    measure(lines);
    cdt_find_furniture(arena, lines);
    return true;
}

/* --- paragraphs */

/* By one of the set, behind which quotation marks and brackets may close. */
static bool is_ended_by(cdt_str text, const char *set)
{
    size_t n = text.len;

    while (n && (text.at[n - 1] == '"' || text.at[n - 1] == ')' || text.at[n - 1] == ']'))
        n--;
    return n && strchr(set, text.at[n - 1]);
}

/* "ARTICLE IV", "14.", "1.1", "SCHEDULE 2": a number, and nothing behind it. */
static bool is_label_alone(cdt_str text)
{
    cdt_label label;
    cdt_arena arena = { 0 };
    cdt_schedule_title title;
    bool alone;

    if (text.len > LABEL_BYTES)
        return false;
    if (cdt_label_parse(text, &label))
        return label.length == text.len && label.style != '*' && (label.word || label.style != ' ' || label.parts > 1);
    alone = cdt_schedule_title_of(&arena, text, false, &title) && !title.heading.len;
    cdt_arena_free(&arena);
    return alone;
}

static bool looks_like_heading(cdt_str text)
{
    cdt_label label;
    cdt_look look;

    if (cdt_label_parse(text, &label))
        text = cdt_str_slice(text, label.length, text.len);
    look = cdt_look_at(text);

    return text.len < 90 && look.words && look.words < 13 && !cdt_ends_sentence(text) && look.first &&
           (cdt_look_caps(look) || cdt_look_title(look));
}

/* Is the label before this line one, and not the end of the sentence above it? */
static bool begins_clause(const cdt_lines *lines, cdt_str above, cdt_str text)
{
    cdt_label label;
    cdt_str rest;
    bool ended = is_ended_by(above, ".:;?!") || cdt_ends_sentence(above), brief = above.len * 10 < lines->width * 7;

    if (!cdt_label_parse(text, &label) || cdt_points_to_number(above, above.len))
        return false;
    rest = cdt_str_slice(text, cdt_skip_blanks(text, label.length), text.len);
    if (label.style != '*' && label.style != '(' && !ended && rest.len && cdt_is_lower(rest.at[0]))
        return false;
    if (label.style == '*')
        return label.id.at[0] != '-' || ended || brief || cdt_is_upper(rest.at[0]) || !lines->wrapped;
    if (label.style == ' ' && label.parts == 1 && !label.word)
        return (ended || brief) && rest.len && cdt_is_upper(rest.at[0]) &&
               cdt_skip_blanks(text, label.length) > label.length + 1;
    return ended || brief || looks_like_heading(above);
}

/* "by a council", in the middle of a sentence. */
static bool is_said_by(cdt_str text)
{
    return cdt_str_starts(text, CDT_STR("by ")) && text.len > 3 && cdt_is_letter(text.at[3]) &&
           !cdt_begins_with(text, "by its") && !cdt_begins_with(text, "by and");
}

static bool is_form_line(cdt_str text)
{
    static const char *const words[] = { "by:",        "name:",    "title:", "date:",     "its:",       "signature:",
                                         "signed by",  "address:", "email:", "tel:",      "telephone:", "fax:",
                                         "attention:", "attn:",    "by ",    "print name" };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (cdt_begins_with(text, words[i]))
            return !is_said_by(text);
    return cdt_str_starts(text, CDT_STR("____")) || cdt_str_starts(text, CDT_STR("....."));
}

/* "____, 2026 between the Councils", "____ day of May": a day to be filled in, inside a sentence as likely as below a name. */
static bool begins_with_open_day(cdt_str text)
{
    size_t at = 0, figures = 0;

    while (at < text.len && text.at[at] == '_')
        at++;
    if (at < 3)
        return false;
    at = cdt_skip_blanks(text, at + (at < text.len && text.at[at] == ','));
    while (at + figures < text.len && cdt_is_digit(text.at[at + figures]))
        figures++;
    return figures == 4 || cdt_str_starts(cdt_str_slice(text, at, text.len), CDT_STR("day of "));
}

/* Words behind which no paragraph ends. */
static bool ends_in_joint(cdt_str text)
{
    static const char *const words[] = { "the",   "a",    "an",   "of",   "to",   "and", "or",        "by",
                                         "with",  "in",   "for",  "from", "that", "its", "their",     "which",
                                         "under", "any",  "this", "such", "on",   "at",  "as",        "each",
                                         "shall", "will", "may",  "must", "be",   "is",  "effective", "dated" };
    size_t from = text.len;

    while (from && cdt_is_lower(text.at[from - 1]))
        from--;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (cdt_str_is_z(cdt_str_slice(text, from, text.len), words[i]))
            return from > 0 && cdt_is_blank(text.at[from - 1]);
    return false;
}

/* "and in each case the Partners ...": below the last item of a list, further out than that begins, or behind an empty line as
 * far out, though it had had room in the line above. It closes the list. */
static bool closes_list(const cdt_lines *lines, size_t from, size_t i, cdt_str above, cdt_str text)
{
    const char *blank = memchr(text.at, ' ', text.len);
    size_t word = blank ? (size_t)(blank - text.at) : text.len;
    cdt_label label;

    return lines->at[i].indent < lines->at[from].indent + (lines->at[i].gap > 0) &&
           strchr(",;", above.at[above.len - 1]) &&
           (lines->at[i - 1].indent + above.len + 1 + word) * 10 < (lines->at[i].indent + lines->width) * 9 &&
           cdt_label_parse(text_of(lines, from), &label) && label.style == '(';
}

/* An empty line stands between: does the sentence go on all the same, as where a page ended? */
static bool goes_on_after_gap(const cdt_lines *lines, size_t from, size_t i, cdt_str above, cdt_str text)
{
    cdt_label label;

    if (lines->at[i].gap > 6)
        return false;
    if (begins_with_open_day(text) && ends_in_joint(above))
        return true;
    if (is_form_line(text) || (is_form_line(above) && !begins_with_open_day(above)))
        return false;
    if (is_label_alone(above))
        return looks_like_heading(text) && !cdt_label_parse(text, &label) && !is_label_alone(text);
    if (is_ended_by(above, ".:;?!") || cdt_label_parse(text, &label))
        return false;
    if (cdt_is_lower(text.at[0]))
        return above.len > (lines->narrow ? 20 : 40) &&
               !(lines->at[i].gap == 1 && closes_list(lines, from, i, above, text)) &&
               (above.len * 10 >= lines->width * 7 || !looks_like_heading(above));
    return lines->double_spaced && lines->at[i].gap == 1 && above.len * 4 > lines->width * 3 &&
           !looks_like_heading(above);
}

/* "under section" / "113 of the Act", "In the year" / "2026 the limit": a line that begins with a figure, in a sentence. */
static bool figure_goes_on(cdt_str above, cdt_str text)
{
    size_t at = 0;

    if (!cdt_is_digit(text.at[0]) || is_ended_by(above, ".:;?!") || is_label_alone(above))
        return false;
    if (cdt_points_to_number(above, above.len))
        return true;
    while (at < text.len && !cdt_blank_at(text, at) && !cdt_is_letter(text.at[at]) && text.at[at] != ')')
        at++;
    at = cdt_skip_blanks(text, at);
    return at < text.len && cdt_is_lower(text.at[at]) && !looks_like_heading(above);
}

size_t cdt_lines_over_page(const cdt_lines *lines, size_t last, size_t to)
{
    cdt_str above = text_of(lines, last), text;
    cdt_label label;
    size_t next = to;

    while (next < lines->count && lines->at[next].furniture && next < to + PAGE_LINES)
        next++;
    if (next == lines->count || (next == to && lines->at[to].page == lines->at[last].page) ||
        lines->at[next].furniture || lines->at[next].rule || lines->at[last].furniture || lines->at[last].rule)
        return 0;
    text = text_of(lines, next);
    if (above.len < 20 || above.len * 10 < lines->width * 6 || is_ended_by(above, ".:;?!") || is_form_line(text) ||
        is_form_line(above) || cdt_label_parse(text, &label) || text.at[0] == '#')
        return 0;
    if (cdt_is_lower(text.at[0]))
        return looks_like_heading(above) ? 0 : next;
    return ends_in_joint(above) && cdt_is_upper(text.at[0]) ? next : 0;
}

#define COLUMN 15 /* blanks between two columns of a table, at least */

/* "Annex II" alone in a line, with the words of another column right above and below it: a cell of a table, and no title. */
static bool is_in_row(const cdt_lines *lines, size_t i)
{
    const cdt_line *line = &lines->at[i];
    cdt_str text = text_of(lines, i);
    cdt_label label;

    if (i == 0 || i + 1 >= lines->count || line->gap || line[1].gap || line[-1].page != line[1].page ||
        text.len > LABEL_BYTES || cdt_label_parse(text, &label) || !is_label_alone(text) ||
        is_ended_by(text_of(lines, i - 1), ".:;"))
        return false;
    return line[-1].indent == line[1].indent && (line[1].indent > line->indent + COLUMN ||
                                                 line->indent > line[1].indent + (line[1].end - line[1].start) + 2);
}

/* Does line `i` begin in the column in which the words of the paragraph begin, behind its number? */
static bool hangs(const cdt_lines *lines, size_t from, size_t i)
{
    cdt_str first = text_of(lines, from);
    cdt_label label;
    size_t words;

    if (lines->at[i].indent <= lines->at[from].indent || !cdt_label_parse(first, &label))
        return false;
    words = cdt_skip_blanks(first, label.length);
    return words < first.len && !memchr(first.at, '\t', words) && lines->at[i].indent == lines->at[from].indent + words;
}

/* Columns, of which a page has no more. */
static size_t fewer(size_t columns)
{
    return columns < 10000 ? columns : 10000;
}

void cdt_lines_columns(const cdt_lines *lines, size_t from, cdt_block *block)
{
    cdt_str first = text_of(lines, from);
    cdt_label label;

    block->indent = block->hang = (int)fewer(lines->at[from].indent) * CDT_BLOCK_COLUMN;
    if (cdt_label_parse(first, &label) &&
        !memchr(first.at, '\t', label.length + 1 < first.len ? label.length + 1 : first.len))
        block->hang += (int)fewer(cdt_skip_blanks(first, label.length)) * CDT_BLOCK_COLUMN;
}

/* Directly below the line above, in the paragraph that begins with line `from`. */
static bool goes_on(const cdt_lines *lines, size_t from, size_t i, cdt_str above, cdt_str text)
{
    bool lower = cdt_is_lower(text.at[0]), ended = is_ended_by(above, ".:;?!");

    if (is_in_row(lines, i) || (i > 1 && is_in_row(lines, i - 1)))
        return true;
    if (is_label_alone(above)) {
        cdt_label label;
        return looks_like_heading(text) || (cdt_label_parse(above, &label) && !cdt_ends_sentence(above));
    }
    if (above.at[0] == '#' || text.at[0] == '#')
        return false;
    if (begins_with_open_day(text) && ends_in_joint(above))
        return true;
    if (begins_clause(lines, above, text) || (is_form_line(text) && !cdt_str_starts(text, CDT_STR("by and "))))
        return false;
    if (lower && closes_list(lines, from, i, above, text))
        return false;
    if ((lower && !ended) || figure_goes_on(above, text))
        return true;
    if (!ended && above.len > 30 &&
        (hangs(lines, from, i) ||
         (lines->paged && above.len * 10 > lines->width * 9 &&
          (!looks_like_heading(above) || memchr(above.at, ',', above.len) || cdt_has_verb(above)))))
        return true;
    if (above.len > LONG || !lines->wrapped)
        return false;
    if (looks_like_heading(above) && above.len * 10 < lines->width * 7)
        return false;
    if (ended && above.len * 10 < lines->width * 7)
        return false;
    if (ended && lines->at[i].indent > lines->at[i - 1].indent + 1)
        return false;
    return lines->few || above.len * 2 > lines->width;
}

size_t cdt_lines_paragraph(const cdt_lines *lines, size_t from)
{
    size_t i = from + 1;

    if (lines->at[from].furniture || lines->at[from].rule)
        return i;
    for (; i < lines->count && !lines->at[i].furniture && !lines->at[i].rule; i++) {
        cdt_str above = text_of(lines, i - 1), text = text_of(lines, i);
        if (lines->at[i].gap ? !goes_on_after_gap(lines, from, i, above, text) : !goes_on(lines, from, i, above, text))
            break;
        if (lines->at[i].page != lines->at[i - 1].page && is_ended_by(above, ".:;?!"))
            break;
    }
    return i;
}

/* "## Heading", as people type it also where nothing reads it: its marks are no part of the words. */
static void take_marks(cdt_block *block)
{
    size_t n = 0;

    while (n < block->text.len && n < 6 && block->text.at[n] == '#')
        n++;
    if (n == 0 || cdt_blank_at(block->text, n) == 0)
        return;
    block->outline = (int)n;
    block->text = cdt_str_trim(cdt_str_slice(block->text, n, block->text.len));
}

/* The line behind the paragraph that begins with line `from`, and goes on over pages: what belongs to these is made blank. */
static size_t whole_paragraph(const cdt_lines *lines, cdt_builder *builder, size_t from)
{
    size_t to = cdt_lines_paragraph(lines, from), next;

    while ((next = cdt_lines_over_page(lines, to - 1, to)) > 0) {
        cdt_build_blank(builder, lines->at[to - 1].end, lines->at[next].start);
        to = cdt_lines_paragraph(lines, next);
    }
    return to;
}

void cdt_lines_build(const cdt_lines *lines, cdt_builder *builder)
{
    cdt_flow flow = { 0 };

    for (size_t from = 0; from < lines->count;) {
        size_t to = whole_paragraph(lines, builder, from);
        cdt_block block = { .depth = -1,
                            .line = lines->at[from].number,
                            .below = from && !lines->at[from].gap,
                            .furniture = lines->at[from].furniture || lines->at[from].rule };
        block.text = cdt_str_slice(lines->text, lines->at[from].start, lines->at[to - 1].end);
        cdt_lines_columns(lines, from, &block);
        take_marks(&block);
        cdt_flow_build(&flow, builder, &block);
        from = to;
    }
}
