/* pdf.h - the text of a PDF, by the program pdftotext as a process of its own: without a shell or temporary files, and
 * within limits of time, memory and output. */
#ifndef CDT_CLI_PDF_H
#define CDT_CLI_PDF_H

#include <stddef.h>

typedef struct cdt_pdf {
    char problem[400]; /* of the last conversion that failed */
} cdt_pdf;

/* A cdt_pdf_text_fn; `context` is a cdt_pdf. */
char *cdt_pdf_text(void *context, const char *bytes, size_t length, size_t *text_length, const char **problem);

#endif
