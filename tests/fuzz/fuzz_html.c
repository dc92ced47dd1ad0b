/* Any bytes as a draft in HTML. */
#include "draft.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cdt_draft_options original = { .revision = CDT_AS_ORIGINAL };

    fuzz_draft("a.html", data, size, NULL);
    fuzz_draft("a.html", data, size, &original);
    return 0;
}
