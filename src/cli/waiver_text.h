/* waiver_text.h - files of waivers as text: made, added to, taken from, with every other line as it was. */
#ifndef CDT_CLI_WAIVER_TEXT_H
#define CDT_CLI_WAIVER_TEXT_H

#include "cli/cli.h"

/* A new file with one waiver, given as lines of YAML. */
void cdt_waiver_text_new(cdt_buf *out, cdt_str entry);

/* Put a waiver into a file, which is made where there is none. What stands in the way is told. */
cdt_exit cdt_waiver_text_add(cdt_cli *cli, const char *file, cdt_str entry);

/* Take those out for which `gone` is true, one for each waiver of the file. */
cdt_exit cdt_waiver_text_prune(cdt_cli *cli, const char *file, const bool *gone);

/* Write a file whole or not at all. */
cdt_exit cdt_text_replace(const char *file, const cdt_buf *text);

#endif
