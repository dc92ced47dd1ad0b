#include "cli/reviewing.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "cli/baseline_file.h"
#include "cli/config.h"
#include "cli/crew.h"
#include "cli/jobs.h"
#include "cli/kind.h"
#include "cli/problems.h"
#include "cli/review_job.h"
#include "cli/today.h"

void cdt_reviewing_tell(cdt_reviewing *r, const cdt_diags *diags)
{
    if (r->tell) {
        r->tell(r->context, diags);
        return;
    }
    cdt_problems_print(r->cli, diags);
    if (cdt_diags_errors(diags))
        *r->status = cdt_exit_worse(*r->status, CDT_EXIT_INPUT);
}

/* Does an option name checks or settings? Then all checklists that may be used are read at once, so that it may name theirs. */
static bool names_checks(const cdt_options *given)
{
    static const cdt_option_id naming[] = { CDT_OPTION_SELECT, CDT_OPTION_IGNORE, CDT_OPTION_SET,
                                            CDT_OPTION_SEVERITY_OF, CDT_OPTION_TRACE_CHECK };

    for (size_t i = 0; i < sizeof naming / sizeof *naming; i++)
        if (cdt_options_has(given, naming[i]))
            return true;
    return false;
}

/* false: problems are in `diags`, or were told. */
static bool load_profile(cdt_reviewing *r, cdt_profile *profile, cdt_diags *diags)
{
    profile->lists.rules_only = true;
    profile->lists.drafts = names_checks(&profile->options);
    return cdt_checklists_load(r->cli, &profile->options, &profile->lists, diags) &&
           cdt_selection_read(r->cli, &profile->options, &profile->lists, &profile->selection);
}

/* What the file is held against. NULL: it could not be loaded, and the run is at its end. */
static cdt_profile *profile_of(cdt_reviewing *r, const char *file, cdt_diags *diags)
{
    unsigned long long overrides = cdt_config_overrides(r->cli, file);
    cdt_profile *made;

    if (!overrides)
        return &r->profile;
    for (size_t i = 0; i < r->other_count; i++)
        if (r->others[i]->overrides == overrides)
            return r->others[i];
    r->others = cdt_realloc(r->others, (r->other_count + 1) * sizeof *r->others);
    made = CDT_NEW(&r->cli->arena, cdt_profile); /* it stays where it is while others come */
    r->others[r->other_count++] = made;
    *made = (cdt_profile){ .overrides = overrides, .options = cdt_config_options(r->cli, overrides) };
    if (load_profile(r, made, diags))
        return made;
    if (!cdt_diags_errors(diags))
        CDT_FILE_PROBLEM(diags, CDT_BAD_SETTING, cdt_config_file(r->cli->config),
                         "the overrides for %s cannot be followed", file);
    return NULL;
}

/* ---- jobs, in the order of the inputs ---- */

/* Beyond this a file becomes a job for each of its documents. */
#define SMALL ((off_t)64 * 1024)
#define UNKNOWN_SIZE ((size_t)16 * 1024 * 1024) /* what a pipe may turn out to be */

/* Is it a file so small that one thread reviews all of it? */
static bool is_small(const cdt_input *input, size_t *size)
{
    struct stat found;
    bool regular = input->path && stat(input->path, &found) == 0 && S_ISREG(found.st_mode);

    *size = regular ? (size_t)found.st_size : 0;
    return regular && found.st_size <= SMALL;
}

static void begin(cdt_reviewing *r, cdt_review_job *job, const cdt_input *input)
{
    job->reviewing = r;
    job->input = input;
    job->held = NULL;
    job->path = "";
    job->kind = CDT_INPUT_UNSEEN;
    job->reader.fd = -1;
    job->reader.wake = r->wake;
    job->is_document = job->ends_file = job->ends_all = job->found = job->skipped = false;
    job->repeats = 0;
    job->diags = cdt_diags_new();
}

/* The next document of the file that is open; behind the last, what is wrong with the file. */
static void take_document(cdt_reviewing *r, cdt_review_job *job, size_t *weight)
{
    cdt_review_feed *feed = &r->feed;

    begin(r, job, feed->input);
    job->found = true;
    if (cdt_documents_next(&feed->documents, &job->arena, &job->document)) {
        job->held = feed->held;
        job->path = cdt_repository_path(&r->repository, feed->input->name, &job->arena);
        job->is_document = true;
        *weight = job->document.text.len;
        return;
    }
    cdt_documents_close(&feed->documents, job->diags);
    cdt_reader_close(&feed->reader);
    feed->open = false;
    job->ends_file = true;
}

/* Let the documents of the file, which was opened, become jobs. */
static void open_feed(cdt_reviewing *r, cdt_review_job *job)
{
    cdt_review_feed *feed = &r->feed;

    *feed = (cdt_review_feed){ .open = true, .input = job->input, .held = job->held, .reader = job->reader };
    feed->documents = cdt_documents_of(&feed->reader);
    cdt_review_job_clear(job);
}

/* A file: a job by itself where it is small or no description. */
static void take_file(cdt_reviewing *r, cdt_review_job *job, size_t *weight)
{
    const cdt_input *input = &r->inputs.at[r->begun++];

    begin(r, job, input);
    job->held = profile_of(r, input->name, job->diags);
    if (!job->held) {
        r->begun = r->inputs.count;
        job->ends_all = true;
        return;
    }
    job->path = cdt_repository_path(&r->repository, input->name, &job->arena);
    if (is_small(input, weight))
        return;
    if (!cdt_reader_open(&job->reader, input->path, input->name, job->diags)) {
        job->found = true;
        job->held = NULL;
    } else if (cdt_review_job_kind(job) == CDT_INPUT_DESCRIPTION) {
        open_feed(r, job);
    } else if (!*weight) {
        *weight = UNKNOWN_SIZE;
    }
}

static bool take(void *context, void *at, size_t *weight, int wake)
{
    cdt_reviewing *r = context;
    cdt_review_job *job = at;

    r->wake = wake;
    if (!r->feed.open && r->begun == r->inputs.count)
        return false;
    if (!r->feed.open)
        take_file(r, job, weight);
    if (r->feed.open)
        take_document(r, job, weight);
    return true;
}

static void work(void *context, void *job)
{
    (void)context;
    cdt_review_job_do(job);
}

/* In a stream, only now is it known which references those before it have. */
static void hold_reference(cdt_reviewing *r, cdt_review_job *job)
{
    unsigned line = job->document.several ? cdt_references_hold(&r->references, job->at[0].agreement) : 0;

    if (line)
        cdt_review_job_again(job, line);
}

static bool give(void *context, void *at)
{
    cdt_reviewing *r = context;
    cdt_review_job *job = at;
    cdt_folder *folder = job->input->folder;

    r->held = job->held;
    if (job->is_document)
        hold_reference(r, job);
    for (size_t i = 0; i < job->count && !r->stop; i++)
        r->stop = !r->visit(r->context, job->at[i].review, job->at[i].diags);
    if (job->ends_all)
        r->stop = true;
    if (job->ends_file)
        cdt_first_lines_free(&r->references);
    cdt_reviewing_tell(r, job->diags);
    if (folder) {
        folder->found += job->found && !job->is_document;
        folder->skipped += job->skipped;
    }
    return !r->stop;
}

static void clear(void *context, void *job)
{
    (void)context;
    cdt_review_job_clear(job);
}

static void free_job(void *context, void *job)
{
    (void)context;
    cdt_review_job_free(job);
}

static void idle(void *context)
{
    cdt_reviewing *r = context;

    if (r->idle)
        r->idle(r->context);
}

/* Folders in which no description was found, and files there that are none. */
static void tell_folders(cdt_reviewing *r)
{
    cdt_diags *diags = cdt_diags_new();

    for (size_t i = 0; i < r->inputs.folder_count; i++) {
        const cdt_folder *folder = r->inputs.folders[i];
        if (!folder->found)
            CDT_FILE_PROBLEM(diags, CDT_NOTHING_TO_REVIEW, folder->name,
                             "there is no description of an agreement in it: no .yaml or .yml file that begins with "
                             "`schema: concordat.agreement/v1` (other YAML files: %zu); folders are searched for "
                             "descriptions only, so name each draft itself",
                             folder->skipped);
        else if (folder->skipped && !cdt_options_has(&r->cli->options, CDT_OPTION_QUIET))
            cdt_say("%s: passed over %zu YAML file%s that describe%s no agreement", folder->name, folder->skipped,
                    folder->skipped == 1 ? "" : "s", folder->skipped == 1 ? "s" : "");
    }
    cdt_reviewing_tell(r, diags);
    cdt_diags_free(diags);
}

/* Is it a file of one job: small, or by its first bytes no description, as a draft is? */
static bool is_one_job(const cdt_input *input)
{
    cdt_diags *diags = cdt_diags_new();
    cdt_reader reader;
    const char *what;
    size_t size;
    bool one = is_small(input, &size);

    if (!one && size && cdt_reader_open(&reader, input->path, input->name, diags)) {
        one = cdt_file_kind_of((cdt_str){ reader.head, reader.head_len }, &what) != CDT_FILE_DESCRIPTION;
        cdt_reader_close(&reader);
    }
    cdt_diags_free(diags);
    return one;
}

/* Threads are of use for several files, or for one that becomes many jobs. */
static unsigned usual_jobs(const cdt_reviewing *r)
{
    unsigned most;

    if (r->inputs.count == 1 && is_one_job(&r->inputs.at[0]))
        return 1;
    most = cdt_jobs_usual();
    return r->inputs.count == 1 || r->inputs.count > most ? most : (unsigned)r->inputs.count;
}

void cdt_reviewing_run(cdt_reviewing *r)
{
    const cdt_crew crew = { r, sizeof(cdt_review_job), take, work, give, clear, free_job, idle };

    if (!r->stop)
        cdt_crew_run(&crew, r->jobs ? r->jobs : usual_jobs(r));
    if (r->feed.open) {
        cdt_stream_free(&r->feed.documents.stream);
        cdt_reader_close(&r->feed.reader);
    }
    cdt_first_lines_free(&r->references);
    if (!r->stop)
        tell_folders(r);
}

/* Waivers and checklists. false: there was an error, and nothing may be reviewed. */
static bool load(cdt_reviewing *r, cdt_diags *diags)
{
    const char *file = cdt_options_last(&r->cli->options, CDT_OPTION_BASELINE);
    bool wanted = !r->without_waivers && !r->waivers.at;

    if (wanted && !cdt_waiver_files_load(r->cli, &r->waivers, diags))
        return false;
    if (r->with_baseline && file && !(r->baseline = cdt_baseline_load(r->cli, file, diags)))
        return false;
    r->options.baseline = r->baseline;
    r->options.waiver_files = (const cdt_waiver_file *const *)r->waivers.at;
    r->options.waiver_file_count = r->waivers.count;
    return true;
}

bool cdt_reviewing_prepare(cdt_reviewing *r, cdt_diags *diags)
{
    const cdt_options *given = &r->cli->options;

    pthread_mutex_init(&r->reading_lists, NULL);
    if (!cdt_today_given(r->cli, &r->day) || !cdt_jobs_given(r->cli, &r->jobs) ||
        !cdt_inputs_gather(r->cli, &r->inputs, diags))
        return false;
    cdt_date_write(r->day, r->as_of);
    r->options = (cdt_review_options){
        .as_of = r->day,
        .stage = cdt_options_choice(given, CDT_OPTION_STAGE, -1),
        .no_waivers = cdt_options_has(given, CDT_OPTION_NO_WAIVERS),
    };
    if (!cdt_diags_errors(diags) && !r->inputs.count && !r->inputs.folder_count) {
        cdt_say("nothing was named to review: there is no name in the list of --files-from");
        return false;
    }
    if (cdt_options_has(given, CDT_OPTION_DRAFT) && (r->inputs.count != 1 || r->inputs.folder_count)) {
        cdt_cli_usage(r->cli,
                      "--draft goes with exactly one description; in each of several, agreement.draft names its own");
        return false;
    }
    r->profile.options = r->cli->options;
    r->held = &r->profile;
    if (load(r, diags) && load_profile(r, &r->profile, diags))
        return true;
    r->stop = true; /* the reports say why nothing was reviewed */
    return cdt_diags_errors(diags) > 0;
}

bool cdt_reviewing_all(cdt_reviewing *r)
{
    cdt_diags *diags = cdt_diags_new();
    bool good = cdt_reviewing_prepare(r, diags);

    cdt_reviewing_tell(r, diags);
    cdt_diags_free(diags);
    if (good)
        cdt_reviewing_run(r);
    else
        *r->status = cdt_exit_worse(*r->status, CDT_EXIT_INPUT);
    return good;
}

void cdt_reviewing_free(cdt_reviewing *r)
{
    cdt_inputs_free(&r->inputs);
    cdt_waiver_files_free(&r->waivers);
    cdt_baseline_free(r->baseline);
    cdt_repository_free(&r->repository);
    cdt_checklists_free(&r->profile.lists);
    for (size_t i = 0; i < r->other_count; i++)
        cdt_checklists_free(&r->others[i]->lists);
    free(r->others);
}
