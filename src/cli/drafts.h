/* drafts.h - drafts from files: what the library cannot do itself, the reading of files and the running of pdftotext. */
#ifndef CDT_CLI_DRAFTS_H
#define CDT_CLI_DRAFTS_H

#include "cli/cli.h"
#include "concordat/draft.h"

/* Read one draft of the files at `paths` ("-": standard input), in their order. --as-original is heeded. Problems go to
 * `diags`, and NULL is returned where there is an error. Release with cdt_draft_free(). */
cdt_draft *cdt_drafts_read(const cdt_cli *cli, const char *const *paths, size_t count, cdt_diags *diags);

/* The same of a file whose bytes were read already. */
cdt_draft *cdt_drafts_of(const cdt_cli *cli, const char *name, cdt_str bytes, cdt_diags *diags);

#endif
