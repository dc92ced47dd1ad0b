/* drafts.h - what the unit tests of drafts share: a draft that each test reads anew, and a text in which it shows what it found.
 */
#ifndef CDT_TESTS_UNIT_DRAFTS_H
#define CDT_TESTS_UNIT_DRAFTS_H

#include "base/buf.h"
#include "concordat/draft.h"
#include "unit.h"

/* Readers that a build may leave out: a test of what they read begins with it. */
#ifdef CDT_WITH_HTML
#define NEEDS_HTML (void)0
#else
#define NEEDS_HTML return
#endif
#ifdef CDT_WITH_MARKDOWN
#define NEEDS_MARKDOWN (void)0
#else
#define NEEDS_MARKDOWN return
#endif

static cdt_diags *diags;
static cdt_draft *draft;
static cdt_buf shown;

static inline void setup(void)
{
    diags = cdt_diags_new();
    draft = NULL;
}

static inline void teardown(void)
{
    cdt_draft_free(draft);
    cdt_diags_free(diags);
    cdt_buf_free(&shown);
}

/* The draft of these files, instead of the one before; NULL where they cannot be read. Nothing is shown yet. */
static inline const cdt_draft *read_files(const cdt_draft_source *sources, size_t count, const cdt_draft_options *options)
{
    cdt_draft_free(draft);
    draft = cdt_draft_read(sources, count, options, diags);
    cdt_buf_clear(&shown);
    return draft;
}

static inline const cdt_draft *read_as(const char *name, const char *text, const cdt_draft_options *options)
{
    cdt_draft_source source = { name, text, strlen(text) };

    return read_files(&source, 1, options);
}

/* Of a plain text. */
static inline const cdt_draft *of(const char *text)
{
    const cdt_draft *d = read_as("a.txt", text, NULL);

    ck_assert_ptr_nonnull(d);
    return d;
}

#endif
