/* checklists.h - the checklists of a run: which, with which settings. */
#ifndef CDT_CLI_CHECKLISTS_H
#define CDT_CLI_CHECKLISTS_H

#include "cli/cli.h"

typedef struct cdt_checklists {
    cdt_checklist **at;
    size_t count;
    bool rules_only;     /* examples are not needed: set before they are read */
    bool drafts;         /* the usual ones that are about drafts are wanted too: set before they are read */
    bool has_drafts;     /* they were read */
    size_t usual_drafts; /* how many of these there are: the last ones */
} cdt_checklists;

/* Read those that --checklist names, or the usual ones, and change what --set says. Problems go to `diags`; false where
 * there was an error. Release with cdt_checklists_free() in either case. */
bool cdt_checklists_load(cdt_cli *cli, const cdt_options *options, cdt_checklists *lists, cdt_diags *diags);
/* The same, where the operands of the command are checklists too. */
bool cdt_checklists_load_named(cdt_cli *cli, cdt_checklists *lists, cdt_diags *diags);

void cdt_checklists_free(cdt_checklists *lists);

/* Read the usual ones that are about drafts, where that was not done and --checklist does not replace them. */
bool cdt_checklists_add_drafts(cdt_cli *cli, const cdt_options *options, cdt_checklists *lists, cdt_diags *diags);

/* How many of them an agreement is held against. */
size_t cdt_checklists_held(const cdt_checklists *lists, bool has_draft);

/* Is there a built-in checklist of this name? */
bool cdt_checklist_is_builtin(const char *name);

/* One checklist: a built-in one by name (perhaps without its examples), or a file. NULL: problems say why not. */
cdt_checklist *cdt_checklist_open(cdt_cli *cli, const char *name, bool rules_only, cdt_diags *diags);

/* The check with that id, or CHECKLIST/ID. NULL: a problem on the command line was told. */
const cdt_check *cdt_checklists_find(cdt_cli *cli, const cdt_checklists *lists, const char *id,
                                     const cdt_checklist **found);

#endif
