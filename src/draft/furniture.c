#include "draft/furniture.h"

#include "base/map.h"
#include "draft/chars.h"
#include "draft/label.h"
#include "draft/wording.h"

#define KEY_BYTES 120 /* a longer line is no header */
#define TIMES 3       /* that a line must come to be one */
#define TITLE_LINES 4 /* below the header of the first page, in which a title stands */

static cdt_str text_of(const cdt_lines *lines, size_t i)
{
    return cdt_str_slice(lines->text, lines->at[i].start, lines->at[i].end);
}

bool cdt_is_page_number(cdt_str text, bool *plain)
{
    size_t digits = 0;

    *plain = true;
    if (text.len > 24)
        return false;
    for (size_t at = 0; at < text.len; at++) {
        cdt_str rest = cdt_str_slice(text, at, text.len);
        size_t word = cdt_begins_with(rest, "page");
        if (!word && digits)
            word = cdt_begins_with(rest, "of");
        if (cdt_is_digit(text.at[at])) {
            digits++;
        } else if (word) {
            *plain = false;
            at += word - 1;
        } else if (strchr("-[]|/", text.at[at]) || (unsigned char)text.at[at] >= 0x80) {
            *plain = false; /* dashes and bars of all kinds */
        } else if (!cdt_blank_at(text, at)) {
            return false;
        }
    }
    return digits > 0 && digits <= 8 && !(*plain && digits > 3);
}

/* A number alone is one where several come in rising order. */
static void mark_plain(cdt_lines *lines)
{
    size_t found = 0, last = (size_t)-1;
    unsigned before = 0;

    for (int round = 0; round < 2; round++) {
        for (size_t i = 0; i < lines->count; i++) {
            cdt_str text = text_of(lines, i);
            unsigned value = 0;
            bool plain;
            if (!cdt_is_page_number(text, &plain) || !plain ||
                (i > 0 && lines->at[i].gap == 0 && i + 1 < lines->count && lines->at[i + 1].gap == 0 &&
                 lines->at[i].page == lines->at[i - 1].page && lines->at[i].page == lines->at[i + 1].page))
                continue;
            for (size_t j = 0; j < text.len; j++)
                value = value * 10 + (unsigned)(text.at[j] - '0') * cdt_is_digit(text.at[j]);
            found += value == before + 1 || value == before + 2;
            if (round && found > 1)
                lines->at[i].furniture = true;
            before = value;
            last = i;
        }
        if (found < 2 || last == (size_t)-1)
            return;
        before = 0;
    }
}

/* The line without its gaps and digits, but for those of the title of a schedule: the next schedule is none of its pages. */
static cdt_str key_of(cdt_arena *arena, cdt_str text, bool titled)
{
    char *to = cdt_alloc(arena, text.len + 1);
    size_t n = 0;

    for (size_t i = 0; i < text.len; i++)
        if ((titled || !cdt_is_digit(text.at[i])) && !cdt_is_blank(text.at[i]))
            to[n++] = cdt_to_lower(text.at[i]);
    return (cdt_str){ to, n };
}

static bool may_repeat(const cdt_lines *lines, size_t i)
{
    static const char *const forms[] = { "by",   "by:",   "name",   "name:",     "title", "title:",
                                         "date", "date:", "signed", "signature", "its:",  "attest" };
    cdt_str text = text_of(lines, i);
    cdt_label label;

    if (text.len > KEY_BYTES || text.len < 4 || lines->at[i].furniture ||
        cdt_str_find(text, CDT_STR("__"), 0) != (size_t)-1)
        return false;
    if (lines->at[i].gap == 0 && i > 0 && !lines->at[i - 1].furniture && lines->at[i].page == lines->at[i - 1].page)
        return false;
    for (size_t f = 0; f < sizeof forms / sizeof *forms; f++)
        if (cdt_begins_with(text, forms[f]))
            return false;
    return !(cdt_label_parse(text, &label) && label.style != '*') && !strchr(":;,", text.at[text.len - 1]);
}

/* Is a page number or the edge of a page within a few lines? */
static bool near_an_edge(const cdt_lines *lines, size_t i)
{
    size_t from = i > 2 ? i - 2 : 0, to = i + 3 < lines->count ? i + 3 : lines->count;

    for (size_t j = from; j < to; j++)
        if ((j != i && lines->at[j].furniture) || (j > from && lines->at[j].page != lines->at[j - 1].page))
            return true;
    return to == lines->count || from == 0;
}

/* Is it the first or the last line of its page, but for page numbers? */
static bool is_outer(const cdt_lines *lines, size_t i)
{
    size_t before = i, behind = i + 1;

    while (before > 0 && lines->at[before - 1].furniture && lines->at[before - 1].page == lines->at[i].page)
        before--;
    while (behind < lines->count && lines->at[behind].furniture && lines->at[behind].page == lines->at[i].page)
        behind++;
    return before == 0 || lines->at[before - 1].page != lines->at[i].page || behind == lines->count ||
           lines->at[behind].page != lines->at[i].page;
}

typedef struct repeated {
    size_t count, edges;
    size_t outer;  /* as the first or the last line of a page, but for page numbers */
    bool same;     /* each time with the same digits, */
    bool numbered; /* of which there are some */
    bool titled;   /* "Schedule 2": where it stands first, it is the title of what follows */
    size_t at;     /* the first line */
    cdt_str first;
} repeated;

static bool names_agreement(cdt_str text)
{
    static const char *const words[] = { "agreement", "memorandum", "contract", "deed", "protocol", "concordat" };

    for (size_t w = 0; w < sizeof words / sizeof *words; w++)
        for (size_t at = 0; at < text.len; at++)
            if (cdt_begins_with(cdt_str_slice(text, at, text.len), words[w]))
                return true;
    return false;
}

/* The name of the agreement, at the very top: its title, though every page repeats it; unless the title follows. */
static bool is_title(const cdt_lines *lines, size_t line, size_t first, const repeated *r)
{
    if (first != line || r->numbered || !names_agreement(r->first))
        return false;
    for (size_t next = line + 1; next < lines->count && next < line + TITLE_LINES; next++) {
        cdt_str text = text_of(lines, next);
        if (lines->at[next].page != lines->at[line].page)
            break;
        cdt_label label;
        if (text.len < KEY_BYTES && text.at[text.len - 1] != '.' && names_agreement(text) && !cdt_has_verb(text) &&
            !cdt_label_parse(text, &label))
            return false;
    }
    return true;
}

/* A header has no number in the middle of a sentence that is another on each page. */
static bool is_sentence(cdt_str text)
{
    return text.len > 40 && text.at[text.len - 1] == '.';
}

/* First or last on most pages, of two at least. */
static bool on_pages(const cdt_lines *lines, const repeated *r)
{
    unsigned pages = lines->count ? lines->at[lines->count - 1].page : 0;

    return pages > 1 && r->same && r->outer > 1 && r->outer * 10 >= pages * 6;
}

/* `first` is the first line that is no furniture. */
static bool is_header(const cdt_lines *lines, const repeated *r, size_t line, size_t first)
{
    if (!r || (!r->same && is_sentence(r->first)))
        return false;
    if (line == r->at && (r->titled ? line > 0 : is_title(lines, line, first, r)))
        return false;
    return (r->count >= TIMES && (r->edges * 2 >= r->count || (r->same && r->numbered && !r->titled))) ||
           on_pages(lines, r);
}

static void mark_repeated(cdt_arena *arena, cdt_lines *lines)
{
    cdt_map map = { 0 };
    repeated **of = CDT_NEW_ARRAY(arena, repeated *, lines->count + 1);

    for (size_t i = 0; i < lines->count; i++) {
        cdt_schedule_title title;
        void **slot;
        cdt_str key, text = text_of(lines, i);
        bool titled;
        if (!may_repeat(lines, i))
            continue;
        titled = cdt_schedule_title_of(arena, text, false, &title) && !memchr(title.name.at, '.', title.name.len);
        key = key_of(arena, text, titled);
        if (!key.len)
            continue;
        slot = cdt_map_at(&map, key);
        if (!*slot) {
            *slot = of[i] = CDT_NEW(arena, repeated);
            *of[i] = (repeated){ .same = true, .titled = titled, .at = i, .first = text };
            for (size_t j = 0; j < text.len; j++)
                of[i]->numbered |= cdt_is_digit(text.at[j]);
        }
        of[i] = *slot;
        of[i]->count++;
        of[i]->edges += near_an_edge(lines, i);
        of[i]->outer += is_outer(lines, i);
        of[i]->same &= cdt_str_is(of[i]->first, text);
    }
    for (size_t i = 0, first = 0; i < lines->count; i++) {
        while (first < i && lines->at[first].furniture)
            first++;
        lines->at[i].furniture |= is_header(lines, of[i], i, first);
    }
    cdt_map_free(&map);
}

/* "17." above a footer is a page number, where several come in order: numbers of clauses do not all stand there. */
static void mark_dotted(cdt_lines *lines)
{
    size_t found = 0;

    for (int round = 0; round < 2 && (round == 0 || found + 1 >= TIMES); round++) {
        unsigned before = 0;
        for (size_t i = 0; i + 1 < lines->count; i++) {
            cdt_str text = text_of(lines, i);
            unsigned value = 0;
            if (text.len < 2 || text.len > 4 || text.at[text.len - 1] != '.' || !lines->at[i + 1].furniture)
                continue;
            for (size_t j = 0; j + 1 < text.len; j++)
                value = cdt_is_digit(text.at[j]) ? value * 10 + (unsigned)(text.at[j] - '0') : 10000;
            found += round == 0 && value && value == before + 1;
            lines->at[i].furniture |= round == 1 && value < 1000;
            before = value;
        }
    }
}

void cdt_find_furniture(cdt_arena *arena, cdt_lines *lines)
{
    for (size_t i = 0; i < lines->count; i++) {
        bool plain;
        if (cdt_is_page_number(text_of(lines, i), &plain) && !plain)
            lines->at[i].furniture = true;
    }
    mark_plain(lines);
    mark_repeated(arena, lines);
    mark_dotted(lines);
}
