#include <sha2.h>
#include <stdio.h>
#include <stdlib.h>

#include "agreement/agreement.h"

static const char kind_prefix[] = "schema:";

/* The first line that says something, without its end. */
static cdt_str first_line(cdt_str text)
{
    while (text.len) {
        size_t end = cdt_str_find(text, CDT_STR("\n"), 0);
        cdt_str line = cdt_str_trim(cdt_str_slice(text, 0, end));
        if (cdt_str_starts(line, CDT_STR("\xEF\xBB\xBF")))
            line = cdt_str_slice(line, 3, line.len);
        if (line.len && line.at[0] != '#' && line.at[0] != '%' && !cdt_str_starts(line, CDT_STR("---")))
            return line;
        if (end == (size_t)-1)
            break;
        text = cdt_str_slice(text, end + 1, text.len);
    }
    return CDT_STR("");
}

bool cdt_kind_of_text(const char *text, size_t len, char *kind, size_t room)
{
    cdt_str line = first_line((cdt_str){ text, len }), value;
    size_t comment;

    if (!cdt_str_starts(line, cdt_str_z(kind_prefix)))
        return false;
    value = cdt_str_slice(line, sizeof kind_prefix - 1, line.len);
    comment = cdt_str_find(value, CDT_STR(" #"), 0);
    value = cdt_str_trim(cdt_str_slice(value, 0, comment));
    if (value.len >= 2 && (value.at[0] == '"' || value.at[0] == '\''))
        value = cdt_str_slice(value, 1, value.len - 1);
    snprintf(kind, room, "%.*s", CDT_ARGS(value));
    return value.len > 0;
}

static cdt_agreement *new_agreement(const cdt_library *library, const char *file)
{
    cdt_agreement *agreement = cdt_malloc(sizeof *agreement);

    *agreement = (cdt_agreement){ .library = library, .title = "", .reference = "" };
    agreement->document.file = file;
    return agreement;
}

/* Type the facts and take out what the agreement is called. */
static void settle(cdt_agreement *agreement, cdt_diags *diags, size_t errors_before)
{
    cdt_document *document = &agreement->document;
    const cdt_node *head;

    cdt_schema_apply(&agreement->library->agreement, document, diags);
    head = cdt_node_get_z(document->root, "agreement");
    agreement->title = cdt_copy_z(&document->arena, cdt_node_text(head, "title"));
    agreement->reference = cdt_copy_z(&document->arena, cdt_node_text(head, "reference"));
    agreement->valid = cdt_diags_errors(diags) == errors_before;
}

cdt_agreement *cdt_agreement_read(const cdt_library *library, const char *file, const char *text, size_t len,
                                  unsigned line, unsigned number, cdt_diags *diags)
{
    cdt_agreement *agreement = new_agreement(library, file);
    size_t errors = cdt_diags_errors(diags);

    if (cdt_document_read(&agreement->document, file, (cdt_str){ text, len }, line, diags) &&
        cdt_schema_head(&library->agreement, &agreement->document, diags))
        settle(agreement, diags, errors);
    agreement->document.number = number;
    return agreement;
}

cdt_agreement *cdt_agreement_of(const cdt_library *library, cdt_document document, cdt_diags *diags)
{
    cdt_agreement *agreement = new_agreement(library, document.file);

    agreement->document = document;
    settle(agreement, diags, cdt_diags_errors(diags));
    return agreement;
}

void cdt_agreement_free(cdt_agreement *agreement)
{
    if (!agreement)
        return;
    cdt_document_free(&agreement->document);
    free(agreement);
}

bool cdt_agreement_is_valid(const cdt_agreement *agreement)
{
    return agreement->valid;
}

const char *cdt_agreement_title(const cdt_agreement *agreement)
{
    return agreement->title;
}

const char *cdt_agreement_reference(const cdt_agreement *agreement)
{
    return agreement->reference;
}

const char *cdt_agreement_file(const cdt_agreement *agreement)
{
    return agreement->document.file;
}

unsigned cdt_agreement_number(const cdt_agreement *agreement)
{
    return agreement->document.number;
}

const char *cdt_agreement_digest(const cdt_agreement *agreement)
{
    cdt_agreement *own = (cdt_agreement *)(uintptr_t)agreement; /* what it says does not change by being told later */
    char hex[SHA256_DIGEST_STRING_LENGTH];

    if (own->draft)
        return cdt_draft_digest(own->draft, 0);
    if (!*own->digest && own->library) { /* most reports do not ask */
        SHA256Data((const uint8_t *)own->document.text.at, own->document.text.len, hex);
        snprintf(own->digest, sizeof own->digest, "sha256:%s", hex);
    }
    return own->digest;
}
