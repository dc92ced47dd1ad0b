/* Any bytes as the words of a check and a draft: what stands before the first line "---" is YAML with `words` and maybe `terms`,
 * the rest is a text. The passages must lie in the draft, and be the same with and without the search for literals. */
#include <stdint.h>
#include <stdlib.h>

#include "words/words.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { DRAFT_BYTES = 6000 }; /* slow patterns are no find: each sentence has its own limit of steps */

static cdt_passages look(const cdt_draft *draft, const cdt_words *words, bool all, cdt_arena *arena)
{
    cdt_reading *reading = cdt_reading_new(draft);
    cdt_passages found;

    if (all)
        cdt_reading_try_all(reading);
    found = cdt_reading_passages(reading, words, 0, arena);
    for (size_t i = 0; i < found.count; i++)
        if (found.at[i].start >= found.at[i].end || found.at[i].end > draft->length ||
            found.at[i].clause >= draft->clause_count)
            abort();
    cdt_reading_free(reading);
    return found;
}

static void compare(const cdt_draft *draft, const cdt_words *words)
{
    cdt_arena arena = { 0 };
    cdt_passages some = look(draft, words, false, &arena), all = look(draft, words, true, &arena);

    if (!*some.problem && !*all.problem) { /* where a pattern takes too long, it is not tried on the same sentences */
        if (some.count != all.count)
            abort();
        for (size_t i = 0; i < some.count; i++)
            if (some.at[i].start != all.at[i].start || strcmp(some.at[i].value, all.at[i].value) != 0)
                abort();
    }
    cdt_arena_free(&arena);
}

static void read_both(cdt_str yaml, cdt_str text, cdt_diags *diags)
{
    cdt_draft_source source = { "draft.txt", text.at, text.len };
    cdt_draft_options options = { 0 };
    cdt_document document = { 0 };
    const cdt_node *checks[1];
    cdt_words_source from = { .document = &document, .checks = checks, .check_count = 1, .compile = true };
    cdt_draft *draft = NULL;
    cdt_words *words;

    if (cdt_document_read(&document, "words.yaml", yaml, 1, diags)) {
        cdt_buf explained = { 0 };
        checks[0] = cdt_node_get_z(document.root, "words");
        from.terms = cdt_node_get_z(document.root, "terms");
        words = cdt_words_read(&from, diags);
        cdt_words_explain(words, 0, &explained);
        cdt_words_lint(words, diags);
        draft = cdt_draft_read(&source, 1, &options, diags);
        if (draft) {
            draft->health.words += 300; /* so that likeness is asked for */
            compare(draft, words);
        }
        cdt_draft_free(draft);
        cdt_words_free(words);
        cdt_buf_free(&explained);
    }
    cdt_document_free(&document);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cdt_str all = { (const char *)data, size };
    size_t end = cdt_str_find(all, CDT_STR("\n---\n"), 0);
    cdt_diags *diags = cdt_diags_new();

    if (end != (size_t)-1)
        read_both(cdt_str_slice(all, 0, end + 1), cdt_str_slice(all, end + 5, end + 5 + DRAFT_BYTES), diags);
    cdt_diags_free(diags);
    return 0;
}
