/* escape.h - all quoting of reports: text from an input file on its way to something that gives meaning to characters. */
#ifndef CDT_REPORT_ESCAPE_H
#define CDT_REPORT_ESCAPE_H

#include "base/buf.h"

/* One code point for a terminal. What could steer it (controls, bidi and zero-width characters) is spelled \u{202e}; a byte
 * that is not UTF-8 (-1) becomes U+FFFD. */
void cdt_escape_rune(cdt_buf *out, int rune);

/* How many columns that takes. */
unsigned cdt_escape_width(int rune);

/* The same for text that stands in one line: tabs and line ends become blanks. */
void cdt_escape_line(cdt_buf *out, cdt_str text);

/* Text within an HTML element or a quoted attribute; what could steer a reader is spelled out, line ends stay. */
void cdt_escape_html(cdt_buf *out, cdt_str text);

/* Text in Markdown that means nothing but itself, in one line: tabs and line ends become blanks. */
void cdt_escape_markdown(cdt_buf *out, cdt_str text);

#endif
