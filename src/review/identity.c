#include "review/identity.h"

#include <sha2.h>
#include <stdint.h>

#include "base/buf.h"
#include "review/subject.h"

void cdt_identity(const cdt_review *review, const cdt_outcome *outcome, const cdt_finding *finding,
                  char out[CDT_IDENTITY_SIZE])
{
    const char *agreement = review->identity ? review->identity : cdt_agreement_reference(review->agreement);
    const char *subject = finding ? cdt_finding_subject(finding) : "";
    cdt_buf text = { 0 };

    cdt_buf_printf(&text, "%s/%s\n%s\n%s", cdt_checklist_name(outcome->checklist), outcome->check->id, agreement,
                   subject);
    SHA256Data((const uint8_t *)text.at, text.len, out);
    cdt_buf_free(&text);
}
