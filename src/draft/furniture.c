#include "draft/furniture.h"

#include "base/map.h"
#include "draft/chars.h"
#include "draft/label.h"

#define KEY_BYTES 120 /* a longer line is no header */
#define TIMES 3       /* that a line must come to be one */

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
                (i > 0 && lines->at[i].gap == 0 && i + 1 < lines->count && lines->at[i + 1].gap == 0))
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

/* The line without its digits and gaps. */
static cdt_str key_of(cdt_arena *arena, cdt_str text)
{
    char *to = cdt_alloc(arena, text.len + 1);
    size_t n = 0;

    for (size_t i = 0; i < text.len; i++)
        if (!cdt_is_digit(text.at[i]) && !cdt_is_blank(text.at[i]))
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

typedef struct repeated {
    size_t count, edges;
    bool same;     /* each time with the same digits, */
    bool numbered; /* of which there are some */
    cdt_str first;
} repeated;

static bool is_header(const repeated *r)
{
    return r && r->count >= TIMES && (r->edges * 2 >= r->count || (r->same && r->numbered));
}

static void mark_repeated(cdt_arena *arena, cdt_lines *lines)
{
    cdt_map map = { 0 };
    repeated **of = CDT_NEW_ARRAY(arena, repeated *, lines->count + 1);

    for (size_t i = 0; i < lines->count; i++) {
        void **slot;
        cdt_str key, text = text_of(lines, i);
        if (!may_repeat(lines, i))
            continue;
        key = key_of(arena, text);
        if (!key.len)
            continue;
        slot = cdt_map_at(&map, key);
        if (!*slot) {
            *slot = of[i] = CDT_NEW(arena, repeated);
            *of[i] = (repeated){ .same = true, .first = text };
            for (size_t j = 0; j < text.len; j++)
                of[i]->numbered |= cdt_is_digit(text.at[j]);
        }
        of[i] = *slot;
        of[i]->count++;
        of[i]->edges += near_an_edge(lines, i);
        of[i]->same &= cdt_str_is(of[i]->first, text);
    }
    for (size_t i = 0; i < lines->count; i++)
        lines->at[i].furniture |= is_header(of[i]);
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
