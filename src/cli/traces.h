/* traces.h - the conditions of checks, told instead of a report: `check --trace CHECK`. */
#ifndef CDT_CLI_TRACES_H
#define CDT_CLI_TRACES_H

#include "base/json.h"
#include "cli/checklists.h"

typedef struct cdt_traces {
    const cdt_checklist **checklists; /* of each check */
    const cdt_check **checks;
    size_t count; /* 0: a report is wanted */
    bool as_json, quotes;
    cdt_json json;
    cdt_buf text; /* made, not yet written */
    size_t told;
} cdt_traces;

/* Read --trace, and --format where that is given. false: a mistake on the command line was told. */
bool cdt_traces_read(cdt_cli *cli, const cdt_checklists *lists, cdt_traces *traces);

/* Is this one of the checks? They are held, whatever else is selected. */
bool cdt_traces_has(const cdt_traces *traces, const cdt_check *check);

/* Tell the checks of one review; then, behind the last, close. Both write to standard output. */
void cdt_traces_add(cdt_cli *cli, cdt_traces *traces, const cdt_review *review, int as_of);
void cdt_traces_close(cdt_cli *cli, cdt_traces *traces);

#endif
