/* escape.h - all quoting of reports: text from an input file on its way to something that gives meaning to characters. */
#ifndef CDT_REPORT_ESCAPE_H
#define CDT_REPORT_ESCAPE_H

#include <stdbool.h>

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

/* Text within an XML element, or a quoted attribute, where a line end is spelled &#10;. What XML cannot hold is spelled
 * out too; a byte that is not UTF-8 becomes U+FFFD. */
void cdt_escape_xml(cdt_buf *out, cdt_str text, bool attribute);

/* Text in Markdown that means nothing but itself, in one line: tabs and line ends become blanks. */
void cdt_escape_markdown(cdt_buf *out, cdt_str text);

/* The data, or with `property` a property, of a GitHub workflow command: %, line ends, and of a property : and , too. */
void cdt_escape_command(cdt_buf *out, cdt_str text, bool property);

/* A description in TAP: one line in which no # begins a directive. */
void cdt_escape_tap(cdt_buf *out, cdt_str text);

/* A cell of a table: line ends stay, what could steer a reader is spelled out. What would be a formula is csv.h's business. */
void cdt_escape_cell(cdt_buf *out, cdt_str text);

/* A path as the path of a URI (RFC 3986): every byte but the unreserved ones and / is percent-encoded. */
void cdt_escape_uri(cdt_buf *out, cdt_str path);

#endif
