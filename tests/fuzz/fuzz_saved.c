/* Saved reports of somebody else: whatever is read is told in every format, and what is told as JSON can be read again. */
#include <stdint.h>
#include <stdlib.h>

#include "base/buf.h"
#include "concordat/concordat.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool keep(void *to, const char *text, size_t len)
{
    cdt_buf_put(to, (cdt_str){ text, len });
    return true;
}

static void tell(const cdt_saved *saved, const char *format, cdt_buf *out)
{
    cdt_report_options options = {
        .quotes = true, .always_quote = true, .verbose = true, .show = ~0u, .program = "concordat"
    };
    cdt_report *report = cdt_report_open(format, &options, cdt_saved_as_of(saved), keep, out);

    for (size_t i = 0; i < cdt_saved_count(saved); i++) {
        const cdt_saved_item *item = cdt_saved_at(saved, i);
        if (item->review)
            cdt_report_add(report, item->review);
        else
            cdt_report_problems(report, item->problems);
    }
    cdt_report_close(report);
}

static void again(const cdt_buf *text)
{
    cdt_saved *saved = cdt_saved_new();
    cdt_diags *diags = cdt_diags_new();

    if (!cdt_saved_read(saved, "again.json", text->at, text->len, diags))
        abort();
    cdt_diags_free(diags);
    cdt_saved_free(saved);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cdt_saved *saved = cdt_saved_new();
    cdt_diags *diags = cdt_diags_new();
    cdt_buf out = { 0 };

    if (cdt_saved_read(saved, "fuzz.json", (const char *)data, size, diags))
        for (size_t i = 0; i < cdt_format_count(); i++) {
            cdt_buf_clear(&out);
            tell(saved, cdt_format_name(i), &out);
            if (strcmp(cdt_format_name(i), "json") == 0)
                again(&out);
        }
    cdt_buf_free(&out);
    cdt_diags_free(diags);
    cdt_saved_free(saved);
    return 0;
}
