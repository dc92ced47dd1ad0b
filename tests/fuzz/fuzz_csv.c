/* Any bytes as a table of answers: made into a description, and added to one whose own text must stay. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "concordat/concordat.h"
#include "review/answers.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char description[] = "schema: concordat.agreement/v1\n"
                                  "agreement:\n  title: Payroll # ours\n  start:\n"
                                  "parties:\n- id: north\n  resources: {money: 5}\n- id: south\n"
                                  "exit:\n  notice:\n    open: {who: law}\n  written: yes\n";

/* The schemas are the library's own: compiled once, they serve every input. */
static const cdt_library *schemas(void)
{
    static cdt_library *library;

    if (library == NULL)
        library = cdt_library_new();
    return library;
}

/* What was made is a description; whoever reads it finds no error. */
static void hold(const cdt_buf *made, bool done)
{
    cdt_diags *diags = cdt_diags_new();
    cdt_agreement *agreement;

    if (done) {
        agreement = cdt_agreement_read(schemas(), "made.yaml", made->at, made->len, 1, 0, diags);
        if (!cdt_agreement_is_valid(agreement))
            abort();
        cdt_agreement_free(agreement);
    }
    cdt_diags_free(diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cdt_table table = { "answers.csv", { (const char *)data, size } };
    cdt_diags *diags = cdt_diags_new();
    cdt_agreement *into = cdt_agreement_read(schemas(), "into.yaml", description, strlen(description), 1, 0, diags);
    cdt_buf made = { 0 };

    hold(&made, cdt_answers_write(&made, schemas(), &table, NULL, diags));
    cdt_buf_clear(&made);
    hold(&made, cdt_answers_insert(&made, into, &table, diags));
    cdt_buf_free(&made);
    cdt_agreement_free(into);
    cdt_diags_free(diags);
    return 0;
}
