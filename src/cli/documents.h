/* documents.h - the agreements of a file, one after the other, in memory that does not grow with their number. */
#ifndef CDT_CLI_DOCUMENTS_H
#define CDT_CLI_DOCUMENTS_H

#include "cli/cli.h"
#include "cli/first_lines.h"
#include "cli/reader.h"
#include "concordat/agreement.h"
#include "yaml/stream.h"

/* The text of one document of a file. */
typedef struct cdt_document_text {
    cdt_str text;
    unsigned line;   /* of the file, on which it begins */
    unsigned number; /* among the documents of the file, from 0 */
    bool several;    /* the file has more than this one */
} cdt_document_text;

/* An open file that is being taken apart. */
typedef struct cdt_documents {
    cdt_reader *reader;
    cdt_stream stream;
    cdt_str ahead; /* the second document, found when the first was given out */
    unsigned ahead_line, number;
    bool several, over;
} cdt_documents;

/* The reader stays the caller's, and where it is. */
cdt_documents cdt_documents_of(cdt_reader *reader);

/* The next document; its text is a copy in the arena. false: there are no more. */
bool cdt_documents_next(cdt_documents *documents, cdt_arena *arena, cdt_document_text *out);

/* What is wrong with the file itself goes to `diags`. */
void cdt_documents_close(cdt_documents *documents, cdt_diags *diags);

/* Read one of them. Among several, each needs a reference of its own. Never NULL. */
cdt_agreement *cdt_document_agreement(const cdt_library *library, const char *name, const cdt_document_text *text,
                                      cdt_diags *diags);

/* The line on which an agreement before this one has the same reference; 0: none has, and from now on this one does. */
unsigned cdt_references_hold(cdt_first_lines *references, const cdt_agreement *agreement);

/* Such an agreement is not valid: told to `diags`. */
void cdt_agreement_repeats(cdt_agreement *agreement, unsigned line, cdt_diags *diags);

/* Gets each agreement, valid or not, and what was found wrong with it. Both are gone when it returns. false: enough. */
typedef bool (*cdt_agreement_fn)(void *context, const cdt_agreement *agreement, cdt_diags *diags);

/* All of it: every document of an open file. */
void cdt_documents_each(const cdt_library *library, cdt_reader *reader, cdt_agreement_fn visit, void *context,
                        cdt_diags *diags);

#endif
