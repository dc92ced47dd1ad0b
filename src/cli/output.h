/* output.h - where reports go: standard output, or a file that is written whole or not at all.
 *
 * A file is written beside its final place under a name nobody can guess, then flushed to the disk and renamed, so that
 * whoever reads it sees the old one or the new one. What is no regular file (a device, a pipe) is written directly.
 */
#ifndef CDT_CLI_OUTPUT_H
#define CDT_CLI_OUTPUT_H

#include <stdbool.h>

#include "base/buf.h"

typedef struct cdt_output {
    int fd;                 /* -1: closed */
    cdt_buf text;           /* not written yet */
    int error;              /* errno of the first failure; 0: none. Nothing is written after it */
    const char *name;       /* for messages */
    char *path, *temporary; /* of a file: where it will be, where it is; NULL for standard output and devices */
} cdt_output;

cdt_output cdt_output_stdout(void);

/* From now on a signal that ends the program (an interrupt, say) takes away files that are not whole, and then ends it. */
void cdt_output_guard(void);

/* Take away files that are not whole, as the program ends here. Safe in a signal's handler. */
void cdt_output_abandon(void);

/* Begin a file. false: `error` says why not; there is nothing to close. `path` must outlive it. */
bool cdt_output_create(cdt_output *output, const char *path);

/* A cdt_write_fn; `to` is the cdt_output. */
bool cdt_output_write(void *to, const char *text, size_t len);

void cdt_output_put(cdt_output *output, const cdt_buf *text);

/* Write what was put so far. false: that failed, now or before. */
bool cdt_output_flush(cdt_output *output);

/* Write what is left, of a file as far as the disk, so that little can go wrong when it is closed. false: something did. */
bool cdt_output_ready(cdt_output *output);

/* Write what is left and put a file in its place. With `keep` false, or after a failure, a file's old content stays.
 * false: something went wrong, and `error` says what. */
bool cdt_output_close(cdt_output *output, bool keep);

#endif
