/* Any bytes as a YAML document: read both ways, which must find the same; then the place and the path of every node, which must
 * hold for hostile text too. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "yaml/ways.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void visit(const cdt_document *document, const cdt_node *node, cdt_arena *arena)
{
    cdt_place place = cdt_node_place(document, node);
    cdt_document_line(document, place.line, arena);
    cdt_node_key_place(document, node);
    cdt_node_path(node, arena);
    if (node->kind == CDT_SCALAR)
        cdt_scalar_place(document, node, node->text.len / 2, 1);
    for (uint32_t i = 0; i < node->count && i < 100; i++)
        visit(document, node->children[i], arena); /* as deep as CDT_MAX_DEPTH at most */
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cdt_diags *diags = cdt_diags_new();
    cdt_arena arena = { 0 };
    cdt_document document;
    char why[WAYS_WHY];

    if (!ways_agree((cdt_str){ (const char *)data, size }, why)) {
        fprintf(stderr, "%s\n", why);
        abort();
    }
    cdt_document_read(&document, "fuzz.yaml", (cdt_str){ (const char *)data, size }, 1, diags);
    if (document.root != NULL)
        visit(&document, document.root, &arena);
    cdt_document_free(&document);
    cdt_arena_free(&arena);
    cdt_diags_free(diags);
    return 0;
}
