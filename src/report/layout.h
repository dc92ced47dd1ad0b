/* layout.h - paragraphs for a terminal: words wrapped by the columns they take, hanging indents, a few colours that can be
 * read on dark and on light ground. Everything that is put is escaped (escape.h).
 *
 *     cdt_layout_begin(layout, 2, 10);
 *     cdt_layout_put(layout, CDT_INK_BOLD, "Why");
 *     cdt_layout_tab(layout, 10);
 *     cdt_layout_put(layout, CDT_INK_PLAIN, check->why);
 *     cdt_layout_end(layout);
 */
#ifndef CDT_REPORT_LAYOUT_H
#define CDT_REPORT_LAYOUT_H

#include "base/buf.h"
#include "concordat/diag.h"

/* Colour never carries a meaning of its own: the words say it too. */
typedef enum cdt_ink { CDT_INK_PLAIN, CDT_INK_BOLD, CDT_INK_RED, CDT_INK_YELLOW, CDT_INK_GREEN, CDT_INK_CYAN } cdt_ink;

typedef struct cdt_layout {
    cdt_buf *out;
    unsigned width;
    bool color;
    unsigned hang, column; /* of the paragraph */
    bool blank;            /* a blank is due before the next word */
} cdt_layout;

/* `width` 0 is 80; it is kept within 40 and 120. */
cdt_layout cdt_layout_to(cdt_buf *out, unsigned width, bool color);

/* A paragraph whose first line begins at column `first` (from 0) and whose others begin at `hang`. */
void cdt_layout_begin(cdt_layout *layout, unsigned first, unsigned hang);

/* Words. A blank at either end of `text` parts them from their neighbours; without one they stand close. */
void cdt_layout_put(cdt_layout *layout, cdt_ink ink, const char *text);

/* The same of text as printf makes it, plain. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void cdt_layout_printf(cdt_layout *layout, const char *format, ...);

/* Blanks up to `column`; one where that is passed. */
void cdt_layout_tab(cdt_layout *layout, unsigned column);

void cdt_layout_end(cdt_layout *layout);

/* A paragraph of its own. */
void cdt_layout_line(cdt_layout *layout, unsigned indent, cdt_ink ink, const char *text);

/* A bold label, and text in a column of its own beside it. */
void cdt_layout_labelled(cdt_layout *layout, unsigned indent, unsigned column, const char *label, const char *text);

/* Wording with line ends of its own: lines are filled up again, but for blank ones and the beginnings of items. */
void cdt_layout_prose(cdt_layout *layout, unsigned indent, const char *text);

/* Does a line of wording begin something of its own: a number, a letter in brackets, a dash, nothing at all? */
bool cdt_layout_begins_item(cdt_str line);

/* A heading with a line of `rule` under it. */
void cdt_layout_heading(cdt_layout *layout, char rule, const char *text);

void cdt_layout_blank(cdt_layout *layout);

/* A source line after its number, and carets under the characters that `place` names. A line that is too long is cut around
 * them. `indent` blanks stand before all of it; the numbers take `gutter` columns. */
void cdt_layout_excerpt(cdt_layout *layout, unsigned indent, unsigned gutter, cdt_ink ink, cdt_place place,
                        const char *line);

/* "file:12:5", as much of it as is known, in the buffer; columns only where `line` is known. */
void cdt_layout_place(cdt_buf *out, cdt_place place);

#endif
