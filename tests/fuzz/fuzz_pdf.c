/* Any bytes as the text that a converter makes of a PDF. */
#include "draft.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct page_text {
    const uint8_t *data;
    size_t size;
} page_text;

static char *give(void *context, const char *bytes, size_t length, size_t *text_length, const char **problem)
{
    const page_text *text = context;
    char *copy = malloc(text->size + 1);

    (void)bytes;
    (void)length;
    (void)problem;
    *text_length = text->size;
    if (text->size)
        memcpy(copy, text->data, text->size);
    return copy;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    page_text text = { data, size };
    cdt_draft_options options = { .pdf_text = give, .context = &text };

    fuzz_draft("a.pdf", (const uint8_t *)"%PDF-", 5, &options);
    return 0;
}
