/* select.h - which checks are held: --select and --ignore. */
#ifndef CDT_CLI_SELECT_H
#define CDT_CLI_SELECT_H

#include "cli/checklists.h"

typedef struct cdt_pattern {
    cdt_str head; /* checklist or group; empty: none */
    cdt_str id;   /* "*": all of the group or checklist */
} cdt_pattern;

typedef struct cdt_selection {
    cdt_pattern *select, *ignore;
    size_t select_count, ignore_count;
} cdt_selection;

/* Read the options. false: a pattern that no check matches was told. */
bool cdt_selection_read(cdt_cli *cli, const cdt_options *options, const cdt_checklists *lists,
                        cdt_selection *selection);

/* For cdt_review_options; `context` is the cdt_selection. */
bool cdt_selection_has(const cdt_checklist *checklist, const cdt_check *check, void *context);

/* How many checks are selected. */
size_t cdt_selection_count(const cdt_checklists *lists, cdt_selection *selection);

#endif
