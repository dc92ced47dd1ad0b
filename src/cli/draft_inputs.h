/* draft_inputs.h - where the drafts of a run come from: a file that was named and is one, --draft, and what a description says
 * at agreement.draft. */
#ifndef CDT_CLI_DRAFT_INPUTS_H
#define CDT_CLI_DRAFT_INPUTS_H

#include "cli/inputs.h"
#include "cli/reader.h"

/* Is the file that was opened a draft rather than a description? By its first bytes; its name helps where they are any text. */
bool cdt_is_draft_input(const cdt_reader *reader);

/* Read the open file as a draft. NULL: problems in `diags` say why not. */
cdt_draft *cdt_draft_of_reader(const cdt_cli *cli, cdt_reader *reader, cdt_diags *diags);

/* The files of --draft, as one draft. NULL where it was not given, or problems say why not. */
cdt_draft *cdt_draft_given(const cdt_cli *cli, cdt_diags *diags);

/* The files that the description names, which lie below its folder. `*unread`: it names some, and they cannot be read; then the
 * result is NULL and problems say why. */
cdt_draft *cdt_draft_named(const cdt_cli *cli, const cdt_agreement *agreement, bool *unread, cdt_diags *diags);

/* An agreement with its words. */
typedef struct cdt_with {
    const cdt_agreement *agreement;
    const cdt_draft *draft;        /* NULL: there is none */
    bool draft_unread, draft_only; /* as in cdt_review_options */
} cdt_with;

/* Gets each agreement of a file, valid or not, and what was found wrong with it. All are gone when it returns. false: enough. */
typedef bool (*cdt_with_fn)(void *context, const cdt_with *with, cdt_diags *diags);

/* The agreements of the file at `path` (`-`: standard input), each with the draft that it names; of a file that is a draft
 * itself, that one. What is wrong with the file itself goes to `diags`. */
void cdt_agreements_of(cdt_cli *cli, const char *path, cdt_with_fn visit, void *context, cdt_diags *diags);

#endif
