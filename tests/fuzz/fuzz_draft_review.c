/* Any bytes as a draft, alone or beside a description: read, reviewed by all built-in checklists, and reported. Which of the two,
 * in which format and with what is shown, the bytes decide: to do all each time would be a tenth of the runs. */
#include <stdint.h>
#include <string.h>

#include "concordat/concordat.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define LISTS 8

static bool swallow(void *to, const char *text, size_t len)
{
    *(size_t *)to += len + (text == NULL);
    return true;
}

/* A number that any byte changes. */
static unsigned choice_of(const uint8_t *data, size_t size)
{
    unsigned made = 2166136261u;

    for (size_t i = 0; i < size; i++)
        made = (made ^ data[i]) * 16777619u;
    return made >> 8;
}

/* One of the formats that lay a draft out or tell of it, the dear ones seldom; fuzz_review has them all. */
static void report(const cdt_review *review, const cdt_diags *diags, cdt_report_by by, unsigned choice)
{
    static const char *const formats[] = { "text", "text", "text", "text", "json", "json", "markdown", "html" };
    cdt_report_options options = {
        .quotes = true, .verbose = choice % 16 == 0, .show = choice % 16 ? 0 : ~0u, .by = by
    };
    size_t written = 0;
    cdt_report *out = cdt_report_open(formats[choice / 16 % 8], &options, "2026-07-01", swallow, &written);

    cdt_report_problems(out, diags);
    cdt_report_add(out, review);
    cdt_report_close(out);
}

/* The schemas and the checklists are the library's own: compiled once, they serve every input. */
static const cdt_library *schemas(void)
{
    static cdt_library *library;

    if (library == NULL)
        library = cdt_library_new();
    return library;
}

static const cdt_checklist *const *lists(size_t *count)
{
    static const cdt_checklist *all[LISTS];
    static size_t read;

    while (read < cdt_builtin_count() && read < LISTS) {
        cdt_diags *diags = cdt_diags_new();
        all[read] = cdt_builtin_read_rules(schemas(), cdt_builtin_name(read), diags);
        cdt_diags_free(diags);
        read++;
    }
    *count = read;
    return all;
}

static void review(cdt_agreement *agreement, const cdt_draft *draft, bool alone, unsigned choice)
{
    cdt_diags *diags = cdt_diags_new();
    cdt_review_options options = {
        .as_of = 20635, .stage = -1, .draft = draft, .draft_unread = draft == NULL, .draft_only = alone
    };
    size_t count;
    const cdt_checklist *const *held = lists(&count);
    cdt_review *made = cdt_review_run(agreement, held, count, &options, diags);

    report(made, diags, alone ? CDT_BY_CLAUSE : CDT_BY_GROUP, choice);
    cdt_review_free(made);
    cdt_agreement_free(agreement);
    cdt_diags_free(diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char description[] = "schema: concordat.agreement/v1\n"
                                      "agreement: {title: Payroll, start: 2026-04-01, governing_law: Scotland}\n"
                                      "parties: [{id: north}, {id: south}]\nexit: {notice: 6 months}\n";
    cdt_draft_source source = { "fuzz.txt", (const char *)data, size };
    unsigned choice = choice_of(data, size);
    cdt_diags *diags = cdt_diags_new();
    cdt_draft *draft = cdt_draft_read(&source, 1, NULL, diags);

    if (choice % 2)
        review(cdt_agreement_of_draft(schemas(), "fuzz.txt", draft), draft, true, choice / 2);
    else
        review(cdt_agreement_read(schemas(), "plain.yaml", description, strlen(description), 1, 0, diags), draft, false,
               choice / 2);
    cdt_draft_free(draft);
    cdt_diags_free(diags);
    return 0;
}
