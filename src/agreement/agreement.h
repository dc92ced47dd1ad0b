/* agreement.h - the inside of a description: its document, read and typed. */
#ifndef CDT_AGREEMENT_AGREEMENT_H
#define CDT_AGREEMENT_AGREEMENT_H

#include "agreement/library.h"
#include "concordat/agreement.h"
#include "concordat/draft.h"
#include "yaml/tree.h"

struct cdt_agreement {
    const cdt_library *library;
    cdt_document document;
    bool valid;
    const char *title, *reference;
    char digest[8 + 64];    /* "" until it is asked for */
    const cdt_draft *draft; /* whose digest it has; NULL: it has its own */
};

/* An agreement over a document that was made elsewhere (an example of a checklist); takes it over. `apply` errors go to
 * `diags`. */
cdt_agreement *cdt_agreement_of(const cdt_library *library, cdt_document document, cdt_diags *diags);

#endif
