/* Any bytes as a description, and the same as a checklist of a user's own: read, reviewed, and reported in a few formats; in
 * which ones, the bytes decide: 64 KB may have ten thousand gaps, and all formats of those take seconds under the sanitizers. */
#include <stdint.h>
#include <string.h>

#include "concordat/concordat.h"
#include "report/trace.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool swallow(void *to, const char *text, size_t len)
{
    *(size_t *)to += len + (text == NULL);
    return true;
}

enum { FORMATS = 3 };

/* A number that any byte changes. */
static unsigned choice_of(const uint8_t *data, size_t size)
{
    unsigned made = 2166136261u;

    for (size_t i = 0; i < size; i++)
        made = (made ^ data[i]) * 16777619u;
    return made >> 8;
}

static void report(const cdt_review *review, const cdt_diags *diags, unsigned choice)
{
    cdt_report_options options = { .quotes = true, .verbose = true, .show = ~0u };

    for (size_t i = 0; i < FORMATS; i++) {
        size_t written = 0;
        const char *format = cdt_format_name((choice + i * (cdt_format_count() / FORMATS)) % cdt_format_count());
        cdt_report *out = cdt_report_open(format, &options, "2026-07-01", swallow, &written);
        cdt_report_problems(out, diags);
        cdt_report_add(out, review);
        cdt_report_close(out);
    }
}

/* The schemas are the library's own: compiled once, they serve every input. */
static const cdt_library *schemas(void)
{
    static cdt_library *library;

    if (library == NULL)
        library = cdt_library_new();
    return library;
}

/* So does the checklist that descriptions are held against. */
static const cdt_checklist *builtin(void)
{
    static cdt_checklist *checklist;

    if (checklist == NULL) {
        cdt_diags *diags = cdt_diags_new();
        checklist = cdt_builtin_read(schemas(), cdt_builtin_name(0), diags);
        cdt_diags_free(diags);
    }
    return checklist;
}

/* The first checks as --trace tells them. */
static void trace(const cdt_review *review, const cdt_checklist *held)
{
    const cdt_trace_style style = { .quotes = true, .why = true };

    for (size_t i = 0; i < cdt_checklist_count(held) && i < 3; i++) {
        cdt_buf out = { 0 };
        cdt_layout layout = cdt_layout_to(&out, 80, false);
        cdt_json json = cdt_json_to(&out, 2);
        cdt_trace made;
        cdt_trace_check(&made, review, 20635, held, cdt_checklist_at(held, i));
        cdt_trace_put(&layout, review->agreement, &made, style);
        cdt_trace_json(&json, review->agreement, &made, style);
        cdt_trace_free(&made);
        cdt_buf_free(&out);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char description[] = "schema: concordat.agreement/v1\nagreement: {title: Payroll}\n";
    const cdt_library *library = schemas();
    const char *text = (const char *)data;
    cdt_diags *diags = cdt_diags_new();
    cdt_checklist *own = cdt_checklist_read(library, "fuzz.yaml", text, size, diags);
    const cdt_checklist *held = own != NULL ? own : builtin();
    cdt_agreement *agreement =
        own != NULL ? cdt_agreement_read(library, "plain.yaml", description, strlen(description), 1, 0, diags)
                    : cdt_agreement_read(library, "fuzz.yaml", text, size, 1, 0, diags);
    const cdt_checklist *const checklists[] = { held };
    cdt_review_options options = { .as_of = 20635, .stage = -1 };
    cdt_review *review = cdt_review_run(agreement, checklists, 1, &options, diags);

    report(review, diags, choice_of(data, size));
    trace(review, held);
    cdt_review_free(review);
    cdt_agreement_free(agreement);
    if (own != NULL)
        cdt_checklist_free(own);
    cdt_diags_free(diags);
    return 0;
}
