/* documents.h - the agreements of a file, one after the other, in memory that does not grow with their number. */
#ifndef CDT_CLI_DOCUMENTS_H
#define CDT_CLI_DOCUMENTS_H

#include "cli/cli.h"
#include "cli/reader.h"
#include "concordat/agreement.h"

/* Gets each agreement, valid or not, and what was found wrong with it. Both are gone when it returns. false: enough. */
typedef bool (*cdt_agreement_fn)(void *context, const cdt_agreement *agreement, cdt_diags *diags);

/* Read every document of an open file. What is wrong with the file itself goes to `diags`. In a file with several
 * agreements each needs a reference of its own. */
void cdt_documents_each(const cdt_library *library, cdt_reader *reader, cdt_agreement_fn visit, void *context,
                        cdt_diags *diags);

#endif
