#include "report/escape.h"

#include "base/utf8.h"

/* cdt_rune_unsafe() leaves tab and line feed to the caller: here neither may pass. */
static bool steers(int rune)
{
    return rune >= 0 && (rune == '\t' || rune == '\n' || cdt_rune_unsafe(rune));
}

void cdt_escape_rune(cdt_buf *out, int rune)
{
    if (steers(rune))
        cdt_buf_printf(out, "\\u{%x}", (unsigned)rune);
    else
        cdt_buf_rune(out, rune < 0 ? 0xFFFD : (unsigned)rune);
}

unsigned cdt_escape_width(int rune)
{
    unsigned width = 4;

    if (!steers(rune))
        return rune < 0 ? 1 : (unsigned)cdt_rune_width(rune);
    do
        width++;
    while (rune >>= 4);
    return width;
}

void cdt_escape_line(cdt_buf *out, cdt_str text)
{
    size_t at = 0;

    while (at < text.len) {
        size_t plain = at;
        while (plain < text.len && text.at[plain] >= 0x20 && text.at[plain] < 0x7F)
            plain++;
        cdt_buf_put(out, cdt_str_slice(text, at, plain));
        at = plain;
        if (at < text.len) {
            int rune = cdt_utf8_next(text, &at);
            if (rune == '\t' || rune == '\n')
                cdt_buf_char(out, ' ');
            else
                cdt_escape_rune(out, rune);
        }
    }
}

void cdt_escape_html(cdt_buf *out, cdt_str text)
{
    static const struct {
        char c;
        const char *entity;
    } entities[] = { { '&', "&amp;" }, { '<', "&lt;" }, { '>', "&gt;" }, { '"', "&quot;" }, { '\'', "&#39;" } };
    size_t at = 0;

    while (at < text.len) {
        int rune = cdt_utf8_next(text, &at);
        const char *entity = NULL;
        for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
            if (rune == entities[i].c)
                entity = entities[i].entity;
        if (entity)
            cdt_buf_put_z(out, entity);
        else if (rune == '\n' || rune == '\t')
            cdt_buf_char(out, (char)rune);
        else
            cdt_escape_rune(out, rune);
    }
}

void cdt_escape_xml(cdt_buf *out, cdt_str text, bool attribute)
{
    size_t at = 0;

    while (at < text.len) {
        size_t begin = at;
        int rune = cdt_utf8_next(text, &at);
        if (rune == 0xFFFE || rune == 0xFFFF)
            cdt_buf_printf(out, "\\u{%x}", (unsigned)rune);
        else if (attribute && (rune == '\n' || rune == '\t'))
            cdt_buf_printf(out, "&#%d;", rune);
        else
            cdt_escape_html(out, cdt_str_slice(text, begin, at));
    }
}

void cdt_escape_command(cdt_buf *out, cdt_str text, bool property)
{
    size_t at = 0;

    while (at < text.len) {
        int rune = cdt_utf8_next(text, &at);
        if (rune == '%' || rune == '\n' || rune == '\r' || (property && (rune == ':' || rune == ',')))
            cdt_buf_printf(out, "%%%02X", (unsigned)rune);
        else if (rune == '\t')
            cdt_buf_char(out, ' ');
        else
            cdt_escape_rune(out, rune);
    }
}

void cdt_escape_tap(cdt_buf *out, cdt_str text)
{
    size_t at = 0;

    while (at < text.len) {
        size_t begin = at;
        int rune = cdt_utf8_next(text, &at);
        if (rune == '#' || rune == '\\')
            cdt_buf_char(out, '\\');
        cdt_escape_line(out, cdt_str_slice(text, begin, at));
    }
}

void cdt_escape_cell(cdt_buf *out, cdt_str text)
{
    size_t at = 0;

    while (at < text.len) {
        int rune = cdt_utf8_next(text, &at);
        if (rune == '\n')
            cdt_buf_char(out, '\n');
        else if (rune == '\t')
            cdt_buf_char(out, ' ');
        else
            cdt_escape_rune(out, rune);
    }
}

void cdt_escape_uri(cdt_buf *out, cdt_str path)
{
    for (size_t i = 0; i < path.len; i++) {
        unsigned char c = (unsigned char)path.at[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr("-._~/", c);
        if (plain && c)
            cdt_buf_char(out, (char)c);
        else
            cdt_buf_printf(out, "%%%02X", c);
    }
}

/* Would `text` begin a list, as in "1. " or "2) "? Other openings are escaped wherever they stand. */
static size_t list_number(cdt_str text)
{
    size_t digits = 0;

    while (digits < text.len && text.at[digits] >= '0' && text.at[digits] <= '9')
        digits++;
    return digits && digits < text.len && (text.at[digits] == '.' || text.at[digits] == ')') ? digits : 0;
}

/* Would GitHub make more of the text at `at` than it says: a link of an address, or a message to somebody who is named? */
static bool is_magic(cdt_str text, size_t at)
{
    cdt_str rest = cdt_str_slice(text, at, text.len);

    return cdt_str_starts(rest, CDT_STR("://")) ||
           (*rest.at == '.' && at >= 3 && cdt_str_is(cdt_str_slice(text, at - 3, at), CDT_STR("www")));
}

void cdt_escape_markdown(cdt_buf *out, cdt_str text)
{
    size_t at = 0, number = list_number(text);

    if (text.len && (text.at[0] == '-' || text.at[0] == '+' || text.at[0] == '='))
        cdt_buf_char(out, '\\');
    while (at < text.len) {
        bool escaped = (number && at == number) || is_magic(text, at);
        int rune = cdt_utf8_next(text, &at);
        if (rune == '\n' || rune == '\t')
            rune = ' ';
        if (escaped || (rune > 0 && rune < 0x80 && strchr("\\`*_[]<>&#|~!$", rune)))
            cdt_buf_char(out, '\\');
        cdt_escape_rune(out, rune);
        if (rune == '@' && at < text.len)
            cdt_buf_put_z(out, "<!-- -->");
    }
}
