/* reviewing.h - everything that was named on the command line, reviewed by one or more threads and told one agreement after the
 * other, in the order of the inputs: what `check` reports, and what waivers, baselines and comparisons are made of. */
#ifndef CDT_CLI_REVIEWING_H
#define CDT_CLI_REVIEWING_H

#include <pthread.h>

#include "base/date.h"
#include "cli/documents.h"
#include "cli/inputs.h"
#include "cli/repository.h"
#include "cli/select.h"
#include "cli/waiver_files.h"

/* What an agreement is held against: as the options say, with the overrides of the configuration for its path. */
typedef struct cdt_profile {
    unsigned long long overrides; /* as cdt_config_overrides() says */
    cdt_options options;
    cdt_checklists lists;
    cdt_selection selection;
} cdt_profile;

/* A file of many documents, which become jobs one by one. */
typedef struct cdt_review_feed {
    bool open;
    cdt_reader reader;
    cdt_documents documents;
    const cdt_input *input;
    cdt_profile *held;
} cdt_review_feed;

typedef struct cdt_reviewing {
    cdt_cli *cli;
    /* Set these before cdt_reviewing_prepare(). */
    void *context;
    bool (*visit)(void *context, const cdt_review *review, cdt_diags *diags); /* false: enough */
    void (*idle)(void *context); /* nothing more can be told for now; NULL: that is of no interest */
    void (*tell)(void *context, const cdt_diags *diags); /* problems of no agreement in particular; NULL: `status` */
    cdt_exit *status;                                    /* what they make worse where there is no `tell` */
    bool (*also)(void *context, const cdt_check *check); /* held whatever is selected; NULL: none */
    bool with_baseline;                                  /* what --baseline names is read, and its gaps do not count */
    bool without_waivers; /* what --waivers names is not read; files that were read before are taken as they are */

    cdt_day day; /* the rest may be read from then on */
    char as_of[CDT_DATE_SIZE];
    cdt_review_options options;
    cdt_profile profile;  /* without overrides */
    cdt_profile **others; /* with some: made when they are first needed */
    size_t other_count;
    cdt_profile *held; /* of what is visited */
    cdt_inputs inputs;
    size_t begun; /* of the inputs */
    cdt_review_feed feed;
    cdt_first_lines references;    /* of the documents of a feed that were told */
    int wake;                      /* can be read from when nothing more is wanted; 0: never */
    unsigned jobs;                 /* how many threads review */
    pthread_mutex_t reading_lists; /* held while the checklists of a profile may grow */
    cdt_waiver_files waivers;
    cdt_baseline *baseline; /* of --baseline, where `with_baseline` is set */
    cdt_repository repository;
    bool stop; /* nothing more is to be reviewed */
} cdt_reviewing;

/* Read the options, find the inputs, load what they are held against. Problems go to `diags`; after an error `stop` is set.
 * false: a mistake on the command line was told. */
bool cdt_reviewing_prepare(cdt_reviewing *reviewing, cdt_diags *diags);

/* Review all of it. */
void cdt_reviewing_run(cdt_reviewing *reviewing);

/* Both, for a command that makes no report. false: a mistake on the command line was told, or nothing could be reviewed. */
bool cdt_reviewing_all(cdt_reviewing *reviewing);

/* Problems of no agreement in particular: by `tell`, else on standard error, where they make `status` worse. */
void cdt_reviewing_tell(cdt_reviewing *reviewing, const cdt_diags *diags);

void cdt_reviewing_free(cdt_reviewing *reviewing);

#endif
