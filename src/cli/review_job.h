/* review_job.h - one part of what a run reviews: a file with all that is in it, or one document of a stream. It is begun in the
 * order of the inputs, done by any thread, and told in that order again. */
#ifndef CDT_CLI_REVIEW_JOB_H
#define CDT_CLI_REVIEW_JOB_H

#include "cli/documents.h"
#include "cli/reviewing.h"

/* One agreement that was reviewed, with all that its review rests on. */
typedef struct cdt_reviewed {
    cdt_agreement *agreement;
    cdt_draft *draft;
    cdt_review *review;
    cdt_diags *diags;
} cdt_reviewed;

typedef enum cdt_input_kind {
    CDT_INPUT_UNSEEN,
    CDT_INPUT_DESCRIPTION,
    CDT_INPUT_DRAFT,
    CDT_INPUT_NEITHER /* it was told, or counted as skipped */
} cdt_input_kind;

typedef struct cdt_review_job {
    cdt_reviewing *reviewing;
    const cdt_input *input;
    cdt_profile *held; /* NULL: there is nothing to do but to tell of problems */
    const char *path;  /* of the file in its repository */
    cdt_input_kind kind;
    cdt_reader reader; /* open, or to be opened by whoever does it */
    bool is_document;  /* it is `document` alone; the rest of the file is in other jobs */
    bool ends_file;    /* it is the job behind those documents */
    bool ends_all;     /* nothing may be reviewed any more */
    cdt_document_text document;
    unsigned repeats; /* the line of an agreement before it with the same reference; 0: none */
    cdt_reviewed *at;
    size_t count, room;
    cdt_diags *diags;    /* of the file itself, told behind its reviews */
    bool found, skipped; /* as cdt_folder counts them */
    cdt_arena arena;     /* texts */
} cdt_review_job;

/* What the file is that was opened: looked at once. */
cdt_input_kind cdt_review_job_kind(cdt_review_job *job);

/* Review it: what comes of that is in `at` and `diags`. Fit for threads. */
void cdt_review_job_do(cdt_review_job *job);

/* Review a document again, as one whose reference stands on that line already. */
void cdt_review_job_again(cdt_review_job *job, unsigned line);

/* Make it ready for another; then, free what it kept. */
void cdt_review_job_clear(cdt_review_job *job);
void cdt_review_job_free(cdt_review_job *job);

#endif
