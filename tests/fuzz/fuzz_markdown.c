/* Any bytes as a draft in Markdown. */
#include "draft.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_draft("a.md", data, size, NULL);
    return 0;
}
