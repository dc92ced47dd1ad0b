/* frozen.h - a document that was read when the program was built, so that starting costs no parsing.
 *
 * A frozen tree is an array of words (13 for each node, parents before children) and the texts they point into. It is made
 * by src/embed.c for the data files that are compiled in, and holds what cdt_document_read() found: no types, as these
 * come from a schema.
 */
#ifndef CDT_YAML_FROZEN_H
#define CDT_YAML_FROZEN_H

#include "base/buf.h"
#include "base/embedded.h"
#include "yaml/tree.h"

/* Receives the words of a tree, one by one. */
typedef void (*cdt_word_fn)(void *context, uint32_t word);

/* Give out the words of `document`; its texts are put behind each other into `texts`, each with a NUL. */
void cdt_frozen_write(const cdt_document *document, cdt_word_fn put, void *context, cdt_buf *texts);

/* Make the document of an embedded file: from its frozen tree, or by reading its text where it has none. As
 * cdt_document_read() otherwise; nothing is copied. Keys of `without` (ends with NULL; may be NULL) are left out of a frozen
 * tree, with all below them. */
bool cdt_document_embedded(cdt_document *document, const cdt_embedded *file, const char *const *without,
                           cdt_diags *diags);

/* A document that was frozen with all that hangs off it (src/freeze.c): give it its text, and its lines. */
void cdt_document_thaw(cdt_document *document, const cdt_embedded *file);

#endif
