/* inputs.h - the files that a review was asked for: operands, folders opened up, lists of names. */
#ifndef CDT_CLI_INPUTS_H
#define CDT_CLI_INPUTS_H

#include "cli/cli.h"

/* A folder that was named. */
typedef struct cdt_folder {
    const char *name;
    size_t found;   /* descriptions in it, also those that could not be read */
    size_t skipped; /* YAML files that are none */
} cdt_folder;

typedef struct cdt_input {
    const char *path;   /* NULL: standard input */
    const char *name;   /* as it is shown */
    cdt_folder *folder; /* it was found below; NULL: named itself */
} cdt_input;

typedef struct cdt_inputs {
    cdt_input *at;
    size_t count, room;
    cdt_folder **folders;
    size_t folder_count, folder_room;
} cdt_inputs;

/* Everything that the operands and --files-from stand for, in their order, each path once; folders in the order of their names.
 * Below a folder: files ending in .yaml or .yml; nothing hidden; symbolic links to files, not to folders. Problems go to
 * `diags`. false: a mistake on the command line was told. Release with cdt_inputs_free() in either case. */
bool cdt_inputs_gather(cdt_cli *cli, cdt_inputs *inputs, cdt_diags *diags);
void cdt_inputs_free(cdt_inputs *inputs);

#endif
