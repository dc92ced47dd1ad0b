#include "yaml/stream.h"

#include "base/limits.h"
#include "base/utf8.h"

#define CHUNK ((size_t)32 * 1024)

cdt_stream cdt_stream_of(cdt_read_fn read, void *from)
{
    return (cdt_stream){ .read = read, .from = from, .line = 1 };
}

void cdt_stream_free(cdt_stream *stream)
{
    cdt_buf_free(&stream->text);
}

static unsigned unit(const cdt_stream *s, const unsigned char *bytes)
{
    return s->wide == 1 ? bytes[0] | (unsigned)bytes[1] << 8 : bytes[1] | (unsigned)bytes[0] << 8;
}

/* UTF-16 (RFC 2781) to UTF-8; a lone surrogate becomes the byte FF, which is refused where the text is read. */
static void put_wide(cdt_stream *s, const unsigned char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        unsigned high, low;
        s->rest[s->rest_len++] = bytes[i];
        if (s->rest_len < 2)
            continue;
        high = unit(s, s->rest);
        if (high < 0xD800 || high > 0xDFFF) {
            cdt_buf_rune(&s->text, high);
            s->rest_len = 0;
        } else if (s->rest_len == 4) {
            low = unit(s, s->rest + 2);
            if (high < 0xDC00 && low >= 0xDC00 && low <= 0xDFFF)
                cdt_buf_rune(&s->text, 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00));
            else
                cdt_buf_char(&s->text, (char)0xFF);
            s->rest_len = 0;
        }
    }
}

/* Put up to `size` bytes into `to`; returns how many. */
static size_t read_some(cdt_stream *s, void *to, size_t size)
{
    long got = s->read(s->from, to, size);

    s->failed = got < 0;
    s->ended = got <= 0;
    return got > 0 ? (size_t)got : 0;
}

static void put(cdt_stream *s, const unsigned char *bytes, size_t len)
{
    if (s->wide)
        put_wide(s, bytes, len);
    else
        cdt_buf_put(&s->text, (cdt_str){ (const char *)bytes, len });
}

/* The byte order mark, once at the beginning: sets `wide`. */
static void begin(cdt_stream *s)
{
    unsigned char mark[3];
    size_t len = 0, skip = 0;

    while (!s->ended && len < sizeof mark) /* a pipe may give less than a mark has */
        len += read_some(s, mark + len, sizeof mark - len);
    if (len == 3 && mark[0] == 0xEF && mark[1] == 0xBB && mark[2] == 0xBF)
        skip = 3;
    else if (len >= 2 && mark[0] == 0xFF && mark[1] == 0xFE)
        s->wide = 1;
    else if (len >= 2 && mark[0] == 0xFE && mark[1] == 0xFF)
        s->wide = 2;
    if (s->wide)
        skip = 2;
    s->started = true;
    put(s, mark + skip, len - skip);
}

static void read_piece(cdt_stream *s)
{
    char *to = cdt_buf_spare(&s->text, CHUNK);

    cdt_buf_wrote(&s->text, read_some(s, to, CHUNK));
}

static void read_wide_piece(cdt_stream *s)
{
    unsigned char piece[4096];

    put_wide(s, piece, read_some(s, piece, sizeof piece));
}

/* Forget what was given out, then read one more piece. */
static void read_more(cdt_stream *s)
{
    if (s->at) {
        memmove(s->text.at, s->text.at + s->at, s->text.len - s->at);
        s->text.len -= s->at;
        s->at = 0;
    }
    if (!s->started)
        begin(s);
    if (!s->ended && s->wide)
        read_wide_piece(s);
    else if (!s->ended)
        read_piece(s);
    if (s->ended && s->rest_len)
        cdt_buf_char(&s->text, (char)0xFF);
    if (s->ended)
        s->rest_len = 0;
}

static bool marker(cdt_str line, char c)
{
    return line.len >= 3 && line.at[0] == c && line.at[1] == c && line.at[2] == c &&
           (line.len == 3 || line.at[3] == ' ' || line.at[3] == '\t' || line.at[3] == '\r');
}

static bool has_content(cdt_str line)
{
    line = cdt_str_trim(line);
    return line.len && line.at[0] != '#' && line.at[0] != '%';
}

/* Looking for where a document ends, line by line. */
typedef struct cut {
    size_t end;     /* byte behind the document, from `at` on */
    unsigned lines; /* that end in it */
    bool content;   /* something other than comments was seen */
    bool opened;    /* `---` was seen */
} cut;

/* Goes on from `s->scanned`; true once the end is known. A line is judged when it is whole. */
static bool find_cut(cdt_stream *s, cut *c)
{
    cdt_str text = { s->text.at ? s->text.at + s->at : NULL, s->text.len - s->at }; /* NULL: nothing was given yet */

    while (s->scanned < text.len) {
        size_t from = s->searched > s->scanned ? s->searched : s->scanned;
        const char *lf = memchr(text.at + from, '\n', text.len - from);
        size_t next = lf ? (size_t)(lf - text.at) + 1 : text.len;
        cdt_str line = cdt_str_slice(text, s->scanned, lf ? next - 1 : next);
        if (!lf && !s->ended) {
            s->searched = text.len; /* a long line is not searched again from its beginning */
            return false;
        }
        if (marker(line, '-') && (c->opened || c->content)) {
            c->end = s->scanned;
            return true;
        }
        if (marker(line, '.') && (c->opened || c->content)) {
            c->end = s->scanned = next;
            c->lines += lf != NULL;
            return true;
        }
        if (marker(line, '-')) {
            c->opened = true;
            c->content = has_content(cdt_str_slice(line, 3, line.len));
        } else if (!c->content && !marker(line, '.')) {
            c->content = has_content(line);
        }
        s->scanned = next;
        c->lines += lf != NULL;
    }
    c->end = text.len;
    return s->ended;
}

bool cdt_stream_next(cdt_stream *s, cdt_str *text, unsigned *first_line)
{
    while (!s->too_large) {
        cut c = { 0 };
        s->scanned = s->searched = 0;
        while (!find_cut(s, &c)) {
            if (s->text.len - s->at > CDT_MAX_DOCUMENT_BYTES) {
                s->too_large = true;
                return false;
            }
            read_more(s);
        }
        if (!c.end)
            return false;
        *text = (cdt_str){ s->text.at + s->at, c.end };
        *first_line = s->line;
        s->line += c.lines;
        s->at += c.end;
        if (c.content)
            return true;
    }
    return false;
}
