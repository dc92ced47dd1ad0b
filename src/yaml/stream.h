/* stream.h - the documents of a YAML stream, one after the other, in memory that does not grow with their number.
 *
 * The text is cut at lines that begin with `---` (YAML forbids such a line inside a scalar) and after lines that begin with
 * `...`, so a document that cannot be read does not hide the next one. Comments and directives before the first `---` stay
 * with the document that follows. UTF-16 with a byte order mark is turned to UTF-8; line numbers are those of the file.
 */
#ifndef CDT_YAML_STREAM_H
#define CDT_YAML_STREAM_H

#include "base/buf.h"
#include "base/str.h"

/* Put up to `size` bytes into `to`; returns how many, 0 at the end, -1 where reading failed. */
typedef long (*cdt_read_fn)(void *from, char *to, size_t size);

typedef struct cdt_stream {
    cdt_read_fn read;
    void *from;
    cdt_buf text; /* read but not yet given out, from `at` on */
    size_t at;
    size_t scanned;  /* bytes from `at` on that were looked at for the end of the document */
    size_t searched; /* bytes from `at` on in which the line at `scanned` does not end */
    unsigned line;   /* of the file, at `at` */
    bool started, ended, failed, too_large;
    int wide;              /* 0: UTF-8; 1: UTF-16 little-endian; 2: big-endian */
    unsigned char rest[4]; /* of UTF-16: bytes of a character that is not whole yet */
    size_t rest_len;
} cdt_stream;

cdt_stream cdt_stream_of(cdt_read_fn read, void *from);

/* The next document's text, valid until the next call, and the line on which it begins. false: there are no more; then
 * `failed` says that reading failed, `too_large` that a document is larger than its limit (it is given out no more). Text
 * that holds only blank lines and comments is passed over. */
bool cdt_stream_next(cdt_stream *stream, cdt_str *text, unsigned *first_line);

void cdt_stream_free(cdt_stream *stream);

#endif
