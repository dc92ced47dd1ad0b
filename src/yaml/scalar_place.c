/* scalar_place.c - from a byte of a scalar's text back to the line and column of the file. Read again from the source when
 * asked, so that reading pays nothing for it. */
#include "base/utf8.h"
#include "yaml/lines.h"
#include "yaml/tree.h"

/* Source and text side by side. */
typedef struct walk {
    cdt_str source;
    size_t at;     /* byte of the source */
    cdt_str text;  /* of the scalar */
    size_t done;   /* bytes of the text accounted for */
    size_t wanted; /* byte of the text looked for */
} walk;

static bool blank(char c)
{
    return c == ' ' || c == '\t';
}

/* Past one line end and the blanks around it; false where no line ends here. */
static bool skip_fold(walk *w)
{
    size_t at = w->at, end;

    while (at < w->source.len && blank(w->source.at[at]))
        at++;
    end = cdt_line_end(w->source, at);
    if (!end)
        return false;
    while (end) {
        at += end;
        while (at < w->source.len && blank(w->source.at[at]))
            at++;
        end = cdt_line_end(w->source, at);
    }
    w->at = at;
    return true;
}

/* Bytes of the source that an escape takes (YAML 1.2, 5.7), and how many of the text it makes. */
static void escape_size(const walk *w, size_t *source, size_t *text)
{
    static const struct {
        char letter;
        unsigned char digits, bytes;
    } wide[] = {
        { 'x', 2, 0 }, { 'u', 4, 0 }, { 'U', 8, 0 }, { 'N', 0, 2 }, { '_', 0, 2 }, { 'L', 0, 3 }, { 'P', 0, 3 }
    };
    char letter = w->at + 1 < w->source.len ? w->source.at[w->at + 1] : '\0';
    size_t after = w->done;

    *source = 2;
    *text = 1;
    for (size_t i = 0; i < sizeof wide / sizeof wide[0]; i++) {
        if (wide[i].letter != letter)
            continue;
        *source += wide[i].digits;
        if (wide[i].bytes) {
            *text = wide[i].bytes;
        } else if (after < w->text.len) {
            cdt_utf8_next(w->text, &after);
            *text = after - w->done;
        }
    }
}

/* One step of a plain or quoted scalar: from one character of the text to the next. */
static void step_flow(walk *w, cdt_style style)
{
    char c = w->source.at[w->at];
    size_t source = 1, text = 1;

    if (style == CDT_DOUBLE && c == '\\') {
        if (w->at + 1 < w->source.len && cdt_line_end(w->source, w->at + 1)) {
            w->at++; /* an escaped line end makes nothing */
            skip_fold(w);
            return;
        }
        escape_size(w, &source, &text);
    } else if (style == CDT_SINGLE && c == '\'') {
        source = 2;
    } else if (blank(c) || cdt_line_end(w->source, w->at)) {
        if (skip_fold(w)) {
            while (w->done < w->wanted && w->done < w->text.len && w->text.at[w->done] == '\n')
                w->done++;
            if (w->done < w->text.len && w->text.at[w->done] == ' ' && w->done < w->wanted)
                w->done++;
            return;
        }
    }
    w->at += source;
    w->done += text;
}

static void walk_flow(walk *w, cdt_style style)
{
    if (style != CDT_PLAIN)
        w->at++; /* the opening quote */
    while (w->done < w->wanted && w->at < w->source.len)
        step_flow(w, style);
    while (style == CDT_DOUBLE && w->at + 1 < w->source.len && w->source.at[w->at] == '\\' &&
           cdt_line_end(w->source, w->at + 1))
        step_flow(w, style); /* what is looked for stands behind an escaped line end */
}

/* The content of a source line of a block scalar, and the byte where the next line begins. */
static cdt_str block_line(const walk *w, size_t indent, size_t *content, size_t *next)
{
    size_t end = w->at, from;

    while (end < w->source.len && !cdt_line_end(w->source, end))
        end++;
    for (from = w->at; from < end && from < w->at + indent && w->source.at[from] == ' ';)
        from++;
    *content = from;
    *next = end + cdt_line_end(w->source, end);
    return cdt_str_slice(w->source, from, end);
}

/* The indentation of a block scalar's content: that of its first line that is not empty, less the blanks which the text
 * itself begins with (an explicit indentation indicator keeps them). */
static size_t block_indent(const walk *w)
{
    size_t at = w->at, blanks = 0;

    while (at < w->source.len) {
        size_t end = cdt_line_end(w->source, at);
        if (end) {
            at += end;
            blanks = 0;
        } else if (w->source.at[at] == ' ') {
            at++;
            blanks++;
        } else {
            break;
        }
    }
    at = 0;
    while (at < w->text.len && w->text.at[at] == '\n')
        at++;
    while (at < w->text.len && w->text.at[at] == ' ' && blanks)
        at++, blanks--;
    return blanks;
}

/* Literal and folded: each source line's content stands in the text, with folded line ends between. */
static void walk_block(walk *w)
{
    size_t indent, content, next;

    while (w->at < w->source.len && !cdt_line_end(w->source, w->at))
        w->at++; /* the rest of the line with | or > */
    w->at += cdt_line_end(w->source, w->at);
    indent = block_indent(w);
    while (w->at < w->source.len) {
        cdt_str line = block_line(w, indent, &content, &next);
        while (line.len && w->done < w->text.len && (w->text.at[w->done] == '\n' || w->text.at[w->done] == ' ') &&
               w->text.at[w->done] != line.at[0])
            w->done++;
        if (w->wanted <= w->done + line.len) {
            w->at = content + (w->wanted > w->done ? w->wanted - w->done : 0);
            return;
        }
        w->done += line.len;
        w->at = next;
    }
}

/* The byte of `source`, which begins where the scalar does, that byte `offset` of its text comes from. */
static size_t source_of(cdt_str source, const cdt_node *scalar, size_t offset)
{
    walk w = { .source = source, .text = scalar->text, .wanted = offset };

    if (scalar->style == CDT_LITERAL || scalar->style == CDT_FOLDED)
        walk_block(&w);
    else
        walk_flow(&w, (cdt_style)scalar->style);
    return w.at < source.len ? w.at : source.len;
}

/* The part of `source` from `from` to `to`, or to the end of its line. */
static cdt_str within_line(cdt_str source, size_t from, size_t to)
{
    size_t end = from;

    while (end < to && !cdt_line_end(source, end))
        end++;
    return cdt_str_trim(cdt_str_slice(source, from, end));
}

cdt_place cdt_scalar_place(const cdt_document *document, const cdt_node *scalar, size_t offset, size_t length)
{
    size_t line, column, start, from;
    cdt_str text, source;

    if (!cdt_lines_at(document->lines, scalar->line - document->first_line, &text, &start))
        return cdt_node_place(document, scalar);
    start += cdt_utf8_offset(text, scalar->column - 1);
    source = cdt_str_slice(document->text, start, document->text.len);
    from = source_of(source, scalar, offset);
    text = within_line(source, from, source_of(source, scalar, offset + length));
    cdt_line_of(source, from, &line, &column);
    if (!line)
        column += scalar->column - 1;
    return (cdt_place){ document->file, scalar->line + (unsigned)line, (unsigned)column + 1,
                        text.len ? (unsigned)cdt_utf8_count(text) : 1 };
}
