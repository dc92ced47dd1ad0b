/* Any bytes as a Word file: as they are, or as a text of its parts (tests/office/pack.h), of which a file is made. */
#include <stdint.h>
#include <stdlib.h>

#include "concordat/draft.h"
#include "office/pack.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_draft(cdt_str bytes, cdt_revision revision)
{
    cdt_draft_source source = { "fuzz.docx", bytes.at, bytes.len };
    cdt_draft_options options = { .revision = revision };
    cdt_diags *diags = cdt_diags_new();
    cdt_draft *draft = cdt_draft_read(&source, 1, &options, diags);

    if (draft == NULL && cdt_diags_errors(diags) == 0) /* what is not read has a reason */
        abort();
    for (size_t i = 0; draft && i < draft->clause_count; i++)
        if (draft->clauses[i].start > draft->clauses[i].end || draft->clauses[i].end > draft->length)
            abort();
    cdt_draft_free(draft);
    cdt_diags_free(diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cdt_str bytes = { (const char *)data, size };
    pack made = { .deflate = false };

    if (!cdt_str_starts(bytes, CDT_STR("PK"))) {
        pack_parts(&made, bytes);
        bytes = pack_end(&made);
    }
    read_draft(bytes, CDT_AS_ACCEPTED);
    read_draft(bytes, CDT_AS_ORIGINAL);
    pack_free(&made);
    return 0;
}
