/* buf.h - text being built: a buffer that grows up to a limit and remembers its first failure, so that a writer asks once,
 * at the end. Used for reports, messages and file contents. */
#ifndef CDT_BASE_BUF_H
#define CDT_BASE_BUF_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

/* All zero is an empty buffer without a limit. */
typedef struct cdt_buf {
    char *at; /* always followed by a NUL once anything was put */
    size_t len, room;
    size_t limit; /* 0: none; past it nothing more is put and `full` is set */
    bool full;
} cdt_buf;

void cdt_buf_put(cdt_buf *buf, cdt_str text);
void cdt_buf_put_z(cdt_buf *buf, const char *text);
void cdt_buf_char(cdt_buf *buf, char c);
void cdt_buf_repeat(cdt_buf *buf, char c, size_t count);
void cdt_buf_number(cdt_buf *buf, size_t number);

/* Where `most` bytes may be written behind what was put, then how many were. NULL: there is no room. */
char *cdt_buf_spare(cdt_buf *buf, size_t most);
void cdt_buf_wrote(cdt_buf *buf, size_t count);

/* One code point as UTF-8. */
void cdt_buf_rune(cdt_buf *buf, unsigned rune);

#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void cdt_buf_printf(cdt_buf *buf, const char *format, ...);
void cdt_buf_vprintf(cdt_buf *buf, const char *format, va_list args);

/* What was put so far; borrowed until the next call. */
cdt_str cdt_buf_str(const cdt_buf *buf);

/* A copy in the arena (with a NUL behind it); the buffer is emptied but keeps its room. */
cdt_str cdt_buf_take(cdt_buf *buf, cdt_arena *arena);

void cdt_buf_clear(cdt_buf *buf);
void cdt_buf_free(cdt_buf *buf);

#endif
