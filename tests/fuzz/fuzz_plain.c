/* Any bytes as a draft in plain text. */
#include "draft.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_draft("a.txt", data, size, NULL);
    return 0;
}
