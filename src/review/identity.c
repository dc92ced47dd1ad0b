#include "review/identity.h"

#include <stdint.h>
#include <stdio.h>

#include <sha2.h>

#include "base/buf.h"

/* Words in small letters with one blank between them, so that a new line break or capital changes nothing. */
static void put_folded(cdt_buf *out, const char *words)
{
    bool blank = false;

    for (; *words; words++) {
        if (strchr(" \t\r\n", *words)) {
            blank = true;
            continue;
        }
        if (blank)
            cdt_buf_char(out, ' ');
        blank = false;
        cdt_buf_char(out, *words >= 'A' && *words <= 'Z' ? (char)(*words - 'A' + 'a') : *words);
    }
}

/* Elements of a draft have no names of their own: their words are what they are known by. */
static bool is_of_words(const cdt_finding *finding)
{
    return *finding->clause || strncmp(finding->path, "draft", 5) == 0;
}

static void put_finding(cdt_buf *out, const cdt_finding *finding)
{
    if (finding->subject)
        cdt_buf_put_z(out, finding->subject);
    else if (!is_of_words(finding))
        cdt_buf_put_z(out, finding->path);
    else
        put_folded(out, finding->excerpt && *finding->excerpt ? finding->excerpt : finding->message);
}

void cdt_identity(const cdt_review *review, const cdt_outcome *outcome, const cdt_finding *finding,
                  char out[CDT_IDENTITY_SIZE])
{
    cdt_buf text = { 0 };

    if (finding && finding->identity) {
        snprintf(out, CDT_IDENTITY_SIZE, "%s", finding->identity);
        return;
    }
    cdt_buf_printf(&text, "%s/%s\n", cdt_checklist_name(outcome->checklist), outcome->check->id);
    cdt_buf_printf(&text, "%s\n", review->identity ? review->identity : cdt_agreement_reference(review->agreement));
    if (finding)
        put_finding(&text, finding);
    SHA256Data((const uint8_t *)text.at, text.len, out);
    cdt_buf_free(&text);
}
