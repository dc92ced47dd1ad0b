/* waiver_files.h - the files of waivers of a run: those that --waivers names. */
#ifndef CDT_CLI_WAIVER_FILES_H
#define CDT_CLI_WAIVER_FILES_H

#include "cli/cli.h"

typedef struct cdt_waiver_files {
    cdt_waiver_file **at;
    const char **names;
    size_t count;
} cdt_waiver_files;

/* Read them. Problems go to `diags`; false where there was an error: then nothing may be reviewed, as a broken file must not
 * look as if it excused nothing. Release with cdt_waiver_files_free() in either case. */
bool cdt_waiver_files_load(cdt_cli *cli, cdt_waiver_files *files, cdt_diags *diags);
void cdt_waiver_files_free(cdt_waiver_files *files);

#endif
