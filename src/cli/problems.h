/* problems.h - problems in input files, told to people: one line each with its place, then the line of the file. */
#ifndef CDT_CLI_PROBLEMS_H
#define CDT_CLI_PROBLEMS_H

#include "cli/cli.h"

/* Put them into `out`, in the order found, with lines of the input unless `quotes` is false. */
void cdt_problems_write(cdt_buf *out, const cdt_diags *diags, bool color, bool quotes);

/* The same to standard error; --no-quotes is heeded. */
void cdt_problems_print(const cdt_cli *cli, const cdt_diags *diags);

/* A problem with a file as a whole; the message is printf's. */
#define CDT_FILE_PROBLEM(diags, code, name, ...) \
    cdt_diags_add((diags), (code), (cdt_place){ .file = (name) }, NULL, __VA_ARGS__)

#endif
