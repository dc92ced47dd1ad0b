#include "cli/review_job.h"

#include <stdlib.h>

#include "cli/draft_inputs.h"
#include "cli/kind.h"
#include "cli/problems.h"
#include "draft/guess.h"

/* ---- agreements ---- */

static cdt_reviewed *add(cdt_review_job *job)
{
    if (job->count == job->room) {
        job->room = job->room ? job->room * 2 : 4;
        job->at = cdt_realloc(job->at, job->room * sizeof *job->at);
    }
    job->at[job->count] = (cdt_reviewed){ .diags = cdt_diags_new() };
    return &job->at[job->count++];
}

static bool selected(const cdt_checklist *checklist, const cdt_check *check, void *context)
{
    const cdt_review_job *job = context;
    const cdt_reviewing *r = job->reviewing;

    return cdt_selection_has(checklist, check, &job->held->selection) || (r->also && r->also(r->context, check));
}

/* How many checklists it is held against; those about drafts are read when the first draft comes. */
static size_t count_held(cdt_review_job *job, bool has_draft, cdt_diags *diags)
{
    cdt_reviewing *r = job->reviewing;
    cdt_checklists *lists = &job->held->lists;
    size_t count;

    pthread_mutex_lock(&r->reading_lists);
    if (has_draft)
        cdt_checklists_add_drafts(r->cli, &job->held->options, lists, diags);
    count = cdt_checklists_held(lists, has_draft);
    pthread_mutex_unlock(&r->reading_lists);
    return count;
}

/* Hold one agreement against the checklists. */
static void review(cdt_review_job *job, cdt_reviewed *one, cdt_review_options *options)
{
    bool has_draft = options->draft || options->draft_unread;
    size_t count = count_held(job, has_draft, one->diags);

    options->path = job->path;
    options->selected = selected;
    options->context = job;
    one->review =
        cdt_review_run(one->agreement, (const cdt_checklist *const *)job->held->lists.at, count, options, one->diags);
}

/* A description, with the draft of --draft or the one that it names. */
static void review_description(cdt_review_job *job, cdt_reviewed *one)
{
    const cdt_cli *cli = job->reviewing->cli;
    bool given = cdt_options_has(&cli->options, CDT_OPTION_DRAFT);
    cdt_review_options options = job->reviewing->options;

    if (given && cdt_agreement_number(one->agreement)) {
        CDT_FILE_PROBLEM(one->diags, CDT_CANNOT_READ, cdt_agreement_file(one->agreement),
                         "--draft goes with one description, and this file holds several; name the draft of each at "
                         "agreement.draft instead");
        options.draft_unread = true;
    } else if (given) {
        one->draft = cdt_draft_given(cli, one->diags);
        options.draft_unread = !one->draft;
    } else {
        one->draft = cdt_draft_named(cli, one->agreement, &options.draft_unread, one->diags);
    }
    options.draft = one->draft;
    review(job, one, &options);
}

/* A draft that was named itself is a review of its own. */
static void review_draft(cdt_review_job *job)
{
    cdt_cli *cli = job->reviewing->cli;
    cdt_review_options options = job->reviewing->options;
    cdt_reviewed *one = add(job);

    one->draft = cdt_draft_of_reader(cli, &job->reader, one->diags);
    one->agreement = cdt_agreement_of_draft(cdt_cli_library(cli), job->input->name, one->draft);
    options.draft = one->draft;
    options.draft_unread = !one->draft;
    options.draft_only = true;
    review(job, one, &options);
}

static void review_text(cdt_review_job *job, const cdt_document_text *text, cdt_first_lines *references)
{
    cdt_reviewed *one = add(job);
    unsigned line = job->repeats;

    one->agreement = cdt_document_agreement(cdt_cli_library(job->reviewing->cli), job->input->name, text, one->diags);
    if (references && text->several)
        line = cdt_references_hold(references, one->agreement);
    if (line)
        cdt_agreement_repeats(one->agreement, line, one->diags);
    review_description(job, one);
}

static void review_texts(cdt_review_job *job)
{
    cdt_documents documents = cdt_documents_of(&job->reader);
    cdt_first_lines references = { NULL };
    cdt_document_text text;

    while (cdt_documents_next(&documents, &job->arena, &text))
        review_text(job, &text, &references);
    cdt_documents_close(&documents, job->diags);
    cdt_first_lines_free(&references);
}

/* ---- files ---- */

static cdt_input_kind kind_of(cdt_review_job *job)
{
    const cdt_input *input = job->input;
    cdt_str head = { job->reader.head, job->reader.head_len };
    const char *foreign = cdt_file_is_foreign(head), *what = NULL;
    cdt_file_kind kind;

    if (!input->folder && cdt_is_draft_input(&job->reader))
        return CDT_INPUT_DRAFT;
    if (foreign && !input->folder) {
        CDT_FILE_PROBLEM(job->diags, CDT_NOT_TEXT, input->name, "%s", foreign);
        return CDT_INPUT_NEITHER;
    }
    kind = foreign ? CDT_FILE_FOREIGN : cdt_file_kind_of(head, &what);
    if (kind == CDT_FILE_DESCRIPTION || (kind == CDT_FILE_FOREIGN && !input->folder))
        return CDT_INPUT_DESCRIPTION; /* reading it tells what is wrong with it */
    if (input->folder)
        job->skipped = true;
    else if (strcmp(what, "checklist") == 0)
        CDT_FILE_PROBLEM(job->diags, CDT_UNKNOWN_SCHEMA, input->name,
                         "this is a checklist, not a description of an agreement; hold agreements against it with "
                         "--checklist");
    else
        CDT_FILE_PROBLEM(job->diags, CDT_UNKNOWN_SCHEMA, input->name,
                         "this is a file of the kind concordat.%s, not a description of an agreement", what);
    return CDT_INPUT_NEITHER;
}

cdt_input_kind cdt_review_job_kind(cdt_review_job *job)
{
    if (job->kind == CDT_INPUT_UNSEEN)
        job->kind = kind_of(job);
    return job->kind;
}

static void review_file(cdt_review_job *job)
{
    switch (cdt_review_job_kind(job)) {
    case CDT_INPUT_DESCRIPTION:
        job->found = true;
        review_texts(job);
        return;
    case CDT_INPUT_DRAFT:
        if (cdt_options_has(&job->reviewing->cli->options, CDT_OPTION_DRAFT))
            CDT_FILE_PROBLEM(
                job->diags, CDT_CANNOT_READ, job->input->name,
                "--draft gives the draft of a description, and this is a draft itself; review it alone, or "
                "name a description");
        else
            review_draft(job);
        return;
    case CDT_INPUT_UNSEEN:
    case CDT_INPUT_NEITHER: return;
    }
}

void cdt_review_job_do(cdt_review_job *job)
{
    if (!job->held)
        return;
    if (job->is_document) {
        review_text(job, &job->document, NULL);
    } else if (job->reader.fd >= 0 || cdt_reader_open(&job->reader, job->input->path, job->input->name, job->diags)) {
        review_file(job);
        cdt_reader_close(&job->reader);
    } else {
        job->found = true;
    }
}

static void clear_reviews(cdt_review_job *job)
{
    for (size_t i = 0; i < job->count; i++) {
        cdt_review_free(job->at[i].review);
        cdt_agreement_free(job->at[i].agreement);
        cdt_draft_free(job->at[i].draft);
        cdt_diags_free(job->at[i].diags);
    }
    job->count = 0;
}

void cdt_review_job_again(cdt_review_job *job, unsigned line)
{
    clear_reviews(job);
    job->repeats = line;
    cdt_review_job_do(job);
}

void cdt_review_job_clear(cdt_review_job *job)
{
    clear_reviews(job);
    cdt_diags_free(job->diags);
    job->diags = NULL;
    cdt_arena_reset(&job->arena);
}

void cdt_review_job_free(cdt_review_job *job)
{
    cdt_arena_free(&job->arena);
    free(job->at);
}
