/* cmd_check.c - `concordat check`: everything that was named is held against the checklists, one agreement at a time. */
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/documents.h"
#include "cli/inputs.h"
#include "cli/kind.h"
#include "cli/problems.h"
#include "cli/repository.h"
#include "cli/select.h"
#include "cli/targets.h"
#include "cli/today.h"
#include "cli/traces.h"
#include "cli/waiver_files.h"

#define NEVER (-1)

typedef struct run {
    cdt_cli *cli;
    cdt_checklists lists;
    cdt_selection selection;
    cdt_inputs inputs;
    cdt_waiver_files waivers;
    cdt_repository repository;
    cdt_review_options options;
    char as_of[CDT_DATE_SIZE];
    cdt_targets targets;
    cdt_traces traces;
    int least; /* cdt_severity at which the exit status is 1, or NEVER */
    bool strict, stop;
    bool same_place; /* problems are told by the report alone */
    size_t reviewed, unanswered, unconfirmed;
    cdt_exit status;
} run;

static void worse(run *r, cdt_exit status)
{
    r->status = cdt_exit_worse(r->status, status);
}

/* Do the report and the problems end up in the same place, such as a terminal? Reports tell problems too. */
static bool same_place(const run *r)
{
    struct stat out, err;

    return !cdt_options_has(&r->cli->options, CDT_OPTION_QUIET) &&
           !cdt_options_has(&r->cli->options, CDT_OPTION_TRACE_CHECK) && fstat(STDOUT_FILENO, &out) == 0 &&
           fstat(STDERR_FILENO, &err) == 0 && out.st_dev == err.st_dev && out.st_ino == err.st_ino;
}

static void print(const run *r, const cdt_diags *diags)
{
    if (!r->same_place)
        cdt_problems_print(r->cli, diags);
}

/* Problems of no agreement in particular: told to people and to every report. */
static void tell(run *r, const cdt_diags *diags)
{
    print(r, diags);
    if (!cdt_targets_problems(&r->targets, diags))
        r->stop = true;
    if (cdt_diags_errors(diags))
        worse(r, CDT_EXIT_INPUT);
}

static void judge(run *r, const cdt_review *review)
{
    if (!review->reviewed) {
        worse(r, CDT_EXIT_INPUT);
        return;
    }
    r->reviewed++;
    r->unanswered += review->counts.outcomes[CDT_OUTCOME_UNANSWERED];
    r->unconfirmed += review->counts.outcomes[CDT_OUTCOME_UNCONFIRMED];
    if (cdt_review_has_error(review))
        worse(r, CDT_EXIT_CHECK);
    if (r->least != NEVER && cdt_review_fails(review, (cdt_severity)r->least, r->strict))
        worse(r, CDT_EXIT_FOUND);
}

/* With --verbose, where no text report tells it. */
static void tell_steps(const run *r, const cdt_review *review)
{
    const char *format = cdt_options_last(&r->cli->options, CDT_OPTION_FORMAT);
    const cdt_cost *most = &review->costliest;

    if (cdt_options_has(&r->cli->options, CDT_OPTION_VERBOSE) && most->check &&
        (r->traces.count || (format && strcmp(format, "text") != 0)))
        cdt_say("%s: %llu steps; most by %s/%s%s%s, %s: %llu of %llu", cdt_agreement_file(review->agreement),
                review->steps, cdt_checklist_name(most->checklist), most->check->id, most->requirement ? ", " : "",
                most->requirement ? most->requirement->id : "", most->part, most->steps, most->limit);
}

static bool review_one(void *context, const cdt_agreement *agreement, cdt_diags *diags)
{
    run *r = context;
    cdt_review *review;

    r->options.path = cdt_repository_path(&r->repository, cdt_agreement_file(agreement));
    review = cdt_review_run(agreement, (const cdt_checklist *const *)r->lists.at, r->lists.count, &r->options, diags);
    print(r, diags);
    judge(r, review);
    tell_steps(r, review);
    cdt_traces_add(r->cli, &r->traces, review, r->options.as_of);
    if (!cdt_targets_add(&r->targets, review) || r->cli->out.error)
        r->stop = true;
    cdt_review_free(review);
    return !r->stop;
}

/* What a file is that was opened: true where it is to be read as descriptions. */
static bool is_description(const cdt_input *input, const cdt_reader *reader, cdt_diags *diags)
{
    cdt_str head = { reader->head, reader->head_len };
    const char *foreign = cdt_reader_foreign(head), *what = NULL;
    cdt_file_kind kind;

    if (foreign && !input->folder) {
        CDT_FILE_PROBLEM(diags, CDT_NOT_TEXT, input->name, "%s", foreign);
        return false;
    }
    kind = foreign ? CDT_FILE_FOREIGN : cdt_file_kind_of(head, &what);
    if (kind == CDT_FILE_DESCRIPTION || (kind == CDT_FILE_FOREIGN && !input->folder))
        return true; /* reading it tells what is wrong with it */
    if (input->folder)
        input->folder->skipped++;
    else if (strcmp(what, "checklist") == 0)
        CDT_FILE_PROBLEM(diags, CDT_UNKNOWN_SCHEMA, input->name,
                         "this is a checklist, not a description of an agreement; hold agreements against it with "
                         "--checklist");
    else
        CDT_FILE_PROBLEM(diags, CDT_UNKNOWN_SCHEMA, input->name,
                         "this is a file of the kind concordat.%s, not a description of an agreement", what);
    return false;
}

static void review_input(run *r, const cdt_input *input)
{
    cdt_diags *diags = cdt_diags_new();
    cdt_reader reader;

    if (!cdt_reader_open(&reader, input->path, input->name, diags)) {
        if (input->folder)
            input->folder->found++;
    } else if (is_description(input, &reader, diags)) {
        if (input->folder)
            input->folder->found++;
        cdt_documents_each(cdt_cli_library(r->cli), &reader, review_one, r, diags);
    }
    cdt_reader_close(&reader);
    tell(r, diags);
    cdt_diags_free(diags);
}

/* Folders in which no description was found, and files there that are none. */
static void tell_folders(run *r)
{
    cdt_diags *diags = cdt_diags_new();

    for (size_t i = 0; i < r->inputs.folder_count; i++) {
        const cdt_folder *folder = r->inputs.folders[i];
        if (!folder->found)
            CDT_FILE_PROBLEM(diags, CDT_NOTHING_TO_REVIEW, folder->name,
                             "there is no description of an agreement in it: no .yaml or .yml file that begins with "
                             "`schema: concordat.agreement/v1` (other YAML files: %zu)",
                             folder->skipped);
        else if (folder->skipped && !cdt_options_has(&r->cli->options, CDT_OPTION_QUIET))
            cdt_say("%s: passed over %zu YAML file%s that describe%s no agreement", folder->name, folder->skipped,
                    folder->skipped == 1 ? "" : "s", folder->skipped == 1 ? "s" : "");
    }
    tell(r, diags);
    cdt_diags_free(diags);
}

static void review_all(run *r)
{
    for (size_t i = 0; i < r->inputs.count && !r->stop; i++)
        review_input(r, &r->inputs.at[i]);
    if (!r->stop)
        tell_folders(r);
}

/* Silence does not pay: a pass that leaves questions open says so. */
static void tell_open(const run *r)
{
    if (r->status == CDT_EXIT_OK && r->unanswered + r->unconfirmed)
        cdt_say("nothing at or above the threshold; not settled: %zu unanswered, %zu unconfirmed", r->unanswered,
                r->unconfirmed);
}

static bool selected(const cdt_checklist *checklist, const cdt_check *check, void *context)
{
    run *r = context;

    return cdt_selection_has(checklist, check, &r->selection) || cdt_traces_has(&r->traces, check);
}

static cdt_exit read_options(run *r)
{
    const cdt_options *given = &r->cli->options;
    static const int severities[] = { CDT_HIGH, CDT_MEDIUM, CDT_LOW, NEVER };
    cdt_day day;

    if (!cdt_today_given(r->cli, &day))
        return CDT_EXIT_INPUT;
    cdt_date_write(day, r->as_of);
    r->least = severities[cdt_options_choice(given, CDT_OPTION_FAIL_ON, 0)];
    r->same_place = same_place(r);
    r->strict = cdt_options_has(given, CDT_OPTION_STRICT);
    r->options = (cdt_review_options){
        .as_of = day,
        .stage = cdt_options_choice(given, CDT_OPTION_STAGE, -1),
        .no_waivers = cdt_options_has(given, CDT_OPTION_NO_WAIVERS),
        .selected = selected,
        .context = r,
    };
    return CDT_EXIT_OK;
}

/* Checklists, selection, files. false: a mistake on the command line was told. */
static bool prepare(run *r, cdt_diags *diags)
{
    if (!cdt_inputs_gather(r->cli, &r->inputs, diags))
        return false;
    if (!cdt_diags_errors(diags) && !r->inputs.count && !r->inputs.folder_count) {
        cdt_say("nothing was named to review");
        return false;
    }
    r->lists.rules_only = true;
    if (!cdt_waiver_files_load(r->cli, &r->waivers, diags) || !cdt_checklists_load(r->cli, &r->lists, diags)) {
        r->stop = true; /* the reports say why nothing was reviewed */
        return true;
    }
    r->options.waiver_files = (const cdt_waiver_file *const *)r->waivers.at;
    r->options.waiver_file_count = r->waivers.count;
    if (!cdt_selection_read(r->cli, &r->lists, &r->selection) || !cdt_traces_read(r->cli, &r->lists, &r->traces))
        return false;
    if (cdt_selection_count(&r->lists, &r->selection) || r->traces.count)
        return true;
    cdt_say("no check is selected, so nothing would be reviewed");
    return false;
}

static cdt_exit run_check(run *r, cdt_diags *diags)
{
    cdt_exit status = read_options(r);

    if (status != CDT_EXIT_OK || !prepare(r, diags))
        return CDT_EXIT_INPUT;
    status = cdt_targets_open(r->cli, &r->targets, r->as_of);
    if (status != CDT_EXIT_OK)
        return status;
    tell(r, diags);
    review_all(r);
    cdt_traces_close(r->cli, &r->traces);
    worse(r, cdt_targets_close(&r->targets));
    tell_open(r);
    return r->status;
}

cdt_exit cdt_cmd_check(cdt_cli *cli)
{
    run r = { .cli = cli };
    cdt_diags *diags = cdt_diags_new();
    cdt_exit status = run_check(&r, diags);

    cdt_diags_free(diags);
    cdt_inputs_free(&r.inputs);
    cdt_waiver_files_free(&r.waivers);
    cdt_repository_free(&r.repository);
    cdt_checklists_free(&r.lists);
    return status;
}
