#include "cli/documents.h"

#include <stdlib.h>
#include <string.h>

#include "agreement/agreement.h"
#include "base/limits.h"
#include "cli/problems.h"

/* ---- the texts ---- */

cdt_documents cdt_documents_of(cdt_reader *reader)
{
    return (cdt_documents){ .reader = reader, .stream = cdt_stream_of(cdt_reader_read, reader) };
}

/* The first is kept until it is known whether there is another. */
static bool first_of(cdt_documents *d, cdt_arena *arena, cdt_document_text *out)
{
    cdt_str text;

    if (!cdt_stream_next(&d->stream, &text, &out->line))
        return false;
    out->text = cdt_copy(arena, text);
    d->several = cdt_stream_next(&d->stream, &d->ahead, &d->ahead_line);
    return true;
}

static bool later_of(cdt_documents *d, cdt_arena *arena, cdt_document_text *out)
{
    cdt_str text = d->ahead;

    out->line = d->ahead_line;
    if (d->number > 1 && !cdt_stream_next(&d->stream, &text, &out->line))
        return false;
    out->text = cdt_copy(arena, text);
    return true;
}

bool cdt_documents_next(cdt_documents *d, cdt_arena *arena, cdt_document_text *out)
{
    if (d->over)
        return false;
    d->over = d->number ? !d->several || !later_of(d, arena, out) : !first_of(d, arena, out);
    if (d->over)
        return false;
    out->several = d->several;
    out->number = d->number++;
    return true;
}

static void tell_empty(const cdt_reader *reader, cdt_diags *diags)
{
    CDT_FILE_PROBLEM(diags, CDT_EMPTY, reader->name, "%s; a description begins with `schema: concordat.agreement/v1`",
                     reader->head_len ? "there is nothing in it but comments and blank lines" : "the file is empty");
}

void cdt_documents_close(cdt_documents *d, cdt_diags *diags)
{
    if (d->stream.too_large)
        cdt_diags_add(diags, CDT_TOO_LARGE, (cdt_place){ .file = d->reader->name, .line = d->stream.line }, NULL,
                      "the document that begins here has more than %u bytes; nothing from here on was read",
                      (unsigned)CDT_MAX_DOCUMENT_BYTES);
    else if (d->stream.failed)
        CDT_FILE_PROBLEM(diags, CDT_CANNOT_READ, d->reader->name, "cannot read it: %s", strerror(d->reader->error));
    else if (!d->number)
        tell_empty(d->reader, diags);
    cdt_stream_free(&d->stream);
}

/* ---- agreements ---- */

static const cdt_node *head_of(const cdt_agreement *agreement)
{
    return cdt_node_get_z(agreement->document.root, "agreement");
}

cdt_agreement *cdt_document_agreement(const cdt_library *library, const char *name, const cdt_document_text *text,
                                      cdt_diags *diags)
{
    cdt_agreement *agreement =
        cdt_agreement_read(library, name, text->text.at, text->text.len, text->line, text->number, diags);

    if (!text->several || !agreement->valid || *agreement->reference)
        return agreement;
    cdt_node_problem(&agreement->document, diags, CDT_MISSING_KEY, head_of(agreement),
                     "the file holds several agreements, so each needs `agreement.reference`, a name of its own");
    agreement->valid = false;
    return agreement;
}

unsigned cdt_references_hold(cdt_first_lines *references, const cdt_agreement *agreement)
{
    if (!agreement->valid)
        return 0;
    return cdt_first_lines_hold(references, cdt_str_z(agreement->reference),
                                cdt_node_get_z(head_of(agreement), "reference")->line);
}

void cdt_agreement_repeats(cdt_agreement *agreement, unsigned line, cdt_diags *diags)
{
    cdt_node_problem(&agreement->document, diags, CDT_DUPLICATE_ID, cdt_node_get_z(head_of(agreement), "reference"),
                     "the reference \"%s\" is given twice in this file, first on line %u", agreement->reference, line);
    agreement->valid = false;
}

void cdt_documents_each(const cdt_library *library, cdt_reader *reader, cdt_agreement_fn visit, void *context,
                        cdt_diags *diags)
{
    cdt_documents documents = cdt_documents_of(reader);
    cdt_first_lines references = { NULL };
    cdt_document_text text;
    cdt_arena arena = { 0 };
    bool more = true;

    while (more && cdt_documents_next(&documents, &arena, &text)) {
        cdt_diags *own = cdt_diags_new();
        cdt_agreement *agreement = cdt_document_agreement(library, reader->name, &text, own);
        unsigned line = text.several ? cdt_references_hold(&references, agreement) : 0;
        if (line)
            cdt_agreement_repeats(agreement, line, own);
        more = visit(context, agreement, own);
        cdt_agreement_free(agreement);
        cdt_diags_free(own);
        cdt_arena_reset(&arena);
    }
    cdt_documents_close(&documents, diags);
    cdt_first_lines_free(&references);
    cdt_arena_free(&arena);
}
