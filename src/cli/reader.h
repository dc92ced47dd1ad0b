/* reader.h - an input file, open for reading: its bytes by a read handler, and its beginning to be looked at first. */
#ifndef CDT_CLI_READER_H
#define CDT_CLI_READER_H

#include <stdbool.h>

#include "base/buf.h"
#include "concordat/diag.h"

#define CDT_READER_HEAD 16384

typedef struct cdt_reader {
    int fd;           /* -1: not open */
    const char *name; /* as it is shown */
    int error;        /* errno of a failed read; 0: none */
    int wake;         /* a descriptor that can be read from when nothing more is wanted: input ends then. 0: none */
    char *head;       /* while it is open */
    size_t head_len, head_at;
    size_t size; /* of a file, as the system says; 0: unknown */
} cdt_reader;

/* Open `path` (NULL: standard input) and read its beginning. false: a problem says why not. */
bool cdt_reader_open(cdt_reader *reader, const char *path, const char *name, cdt_diags *diags);

/* A cdt_read_fn; `from` is the cdt_reader. */
long cdt_reader_read(void *from, char *to, size_t size);

/* All that is left of it, and no more than some bytes beyond `limit`, behind what is in `text`, which has no limit of its own.
 * < 0: it cannot be read. */
long cdt_reader_take(cdt_reader *reader, cdt_buf *text, size_t limit);

void cdt_reader_close(cdt_reader *reader);

/* All of a file in memory, of at most `limit` bytes. false: a problem says why not. */
bool cdt_reader_slurp(cdt_buf *text, const char *path, const char *name, size_t limit, cdt_diags *diags);

#endif
