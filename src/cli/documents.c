#include "cli/documents.h"

#include <stdlib.h>
#include <string.h>

#include "agreement/agreement.h"
#include "base/limits.h"
#include "base/map.h"
#include "cli/problems.h"
#include "yaml/stream.h"

/* The references that a file has used. */
typedef struct references {
    cdt_arena arena;
    cdt_map lines; /* of the line of each, an unsigned in the arena */
} references;

/* An agreement among several of its file: it has a reference, and no other has the same. */
static void hold_reference(references *r, cdt_agreement *agreement, cdt_diags *diags)
{
    const cdt_document *document = &agreement->document;
    const cdt_node *head = cdt_node_get_z(document->root, "agreement");
    const cdt_node *node = cdt_node_get_z(head, "reference");
    void **slot;
    unsigned *at;

    if (!agreement->valid)
        return;
    if (!*agreement->reference) {
        cdt_node_problem(document, diags, CDT_MISSING_KEY, head,
                         "the file holds several agreements, so each needs `agreement.reference`, a name of its own");
        agreement->valid = false;
        return;
    }
    slot = cdt_map_at(&r->lines, cdt_copy(&r->arena, cdt_str_z(agreement->reference)));
    at = *slot;
    if (at) {
        cdt_node_problem(document, diags, CDT_DUPLICATE_ID, node,
                         "the reference \"%s\" is given twice in this file, first on line %u", agreement->reference,
                         *at);
        agreement->valid = false;
        return;
    }
    at = CDT_NEW(&r->arena, unsigned);
    *at = node->line;
    *slot = at;
}

typedef struct reading {
    const cdt_library *library;
    const char *name;
    cdt_agreement_fn visit;
    void *context;
    references references;
    bool any; /* a document was there */
} reading;

static bool read_one(reading *r, cdt_str text, unsigned line, unsigned number, bool several)
{
    cdt_diags *diags = cdt_diags_new();
    cdt_agreement *agreement = cdt_agreement_read(r->library, r->name, text.at, text.len, line, number, diags);
    bool more;

    if (several)
        hold_reference(&r->references, agreement, diags);
    more = r->visit(r->context, agreement, diags);
    cdt_agreement_free(agreement);
    cdt_diags_free(diags);
    return more;
}

/* The first is kept until it is known whether there is another. */
static void read_all(reading *r, cdt_stream *stream)
{
    cdt_arena arena = { 0 };
    unsigned line, first_line, number = 1;
    cdt_str text, first;
    bool several, more;

    if (!cdt_stream_next(stream, &text, &first_line))
        return;
    r->any = true;
    first = cdt_copy(&arena, text);
    several = cdt_stream_next(stream, &text, &line);
    more = read_one(r, first, first_line, 0, several);
    cdt_arena_free(&arena);
    while (several && more) {
        more = read_one(r, text, line, number++, true);
        several = more && cdt_stream_next(stream, &text, &line);
    }
}

static void tell_empty(const cdt_reader *reader, cdt_diags *diags)
{
    CDT_FILE_PROBLEM(diags, CDT_EMPTY, reader->name, "%s; a description begins with `schema: concordat.agreement/v1`",
                     reader->head_len ? "there is nothing in it but comments and blank lines" : "the file is empty");
}

void cdt_documents_each(const cdt_library *library, cdt_reader *reader, cdt_agreement_fn visit, void *context,
                        cdt_diags *diags)
{
    cdt_stream stream = cdt_stream_of(cdt_reader_read, reader);
    reading r = { .library = library, .name = reader->name, .visit = visit, .context = context };

    read_all(&r, &stream);
    if (stream.too_large)
        cdt_diags_add(diags, CDT_TOO_LARGE, (cdt_place){ .file = reader->name, .line = stream.line }, NULL,
                      "the document that begins here has more than %u bytes; nothing from here on was read",
                      (unsigned)CDT_MAX_DOCUMENT_BYTES);
    else if (stream.failed)
        CDT_FILE_PROBLEM(diags, CDT_CANNOT_READ, reader->name, "cannot read it: %s", strerror(reader->error));
    else if (!r.any)
        tell_empty(reader, diags);
    cdt_stream_free(&stream);
    cdt_map_free(&r.references.lines);
    cdt_arena_free(&r.references.arena);
}
