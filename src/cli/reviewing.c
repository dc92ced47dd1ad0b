#include "cli/reviewing.h"

#include <stdlib.h>

#include "cli/baseline_file.h"
#include "cli/config.h"
#include "cli/documents.h"
#include "cli/draft_inputs.h"
#include "cli/kind.h"
#include "cli/problems.h"
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

/* Hold one agreement against the checklists, with the draft that the options have. */
static void review_with(cdt_reviewing *r, const cdt_agreement *agreement, cdt_diags *diags)
{
    cdt_checklists *lists = &r->held->lists;
    bool has_draft = r->options.draft || r->options.draft_unread;
    cdt_review *review;

    if (has_draft)
        cdt_checklists_add_drafts(r->cli, &r->held->options, lists, diags);
    r->options.path = cdt_repository_path(&r->repository, cdt_agreement_file(agreement));
    review = cdt_review_run(agreement, (const cdt_checklist *const *)lists->at, cdt_checklists_held(lists, has_draft),
                            &r->options, diags);
    if (!r->visit(r->context, review, diags))
        r->stop = true;
    cdt_review_free(review);
    r->options.draft = NULL;
    r->options.draft_unread = r->options.draft_only = false;
}

/* A description, with the draft of --draft or the one that it names. */
static bool review_one(void *context, const cdt_agreement *agreement, cdt_diags *diags)
{
    cdt_reviewing *r = context;
    bool given = cdt_options_has(&r->cli->options, CDT_OPTION_DRAFT);
    cdt_draft *draft;

    if (given && cdt_agreement_number(agreement)) {
        CDT_FILE_PROBLEM(diags, CDT_CANNOT_READ, cdt_agreement_file(agreement),
                         "--draft goes with one description, and this file holds several; name the draft of each at "
                         "agreement.draft instead");
        draft = NULL;
        r->options.draft_unread = true;
    } else if (given) {
        draft = cdt_draft_given(r->cli, diags);
        r->options.draft_unread = !draft;
    } else {
        draft = cdt_draft_named(r->cli, agreement, &r->options.draft_unread, diags);
    }
    r->options.draft = draft;
    review_with(r, agreement, diags);
    cdt_draft_free(draft);
    return !r->stop;
}

/* A draft that was named itself is a review of its own. */
static void review_draft(cdt_reviewing *r, cdt_reader *reader)
{
    cdt_diags *diags = cdt_diags_new();
    cdt_draft *draft = cdt_draft_of_reader(r->cli, reader, diags);
    cdt_agreement *agreement = cdt_agreement_of_draft(cdt_cli_library(r->cli), reader->name, draft);

    r->options.draft = draft;
    r->options.draft_unread = !draft;
    r->options.draft_only = true;
    review_with(r, agreement, diags);
    cdt_agreement_free(agreement);
    cdt_draft_free(draft);
    cdt_diags_free(diags);
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
    unsigned long long overrides = cdt_config_overrides(r->cli, &r->repository, file);
    cdt_profile *made;

    if (!overrides)
        return &r->profile;
    for (size_t i = 0; i < r->other_count; i++)
        if (r->others[i].overrides == overrides)
            return &r->others[i];
    r->others = cdt_realloc(r->others, (r->other_count + 1) * sizeof *r->others);
    made = &r->others[r->other_count++];
    *made = (cdt_profile){ .overrides = overrides, .options = cdt_config_options(r->cli, overrides) };
    if (load_profile(r, made, diags))
        return made;
    if (!cdt_diags_errors(diags))
        CDT_FILE_PROBLEM(diags, CDT_BAD_SETTING, cdt_config_file(r->cli->config),
                         "the overrides for %s cannot be followed", file);
    r->stop = true;
    return NULL;
}

static void review_input(cdt_reviewing *r, const cdt_input *input)
{
    cdt_diags *diags = cdt_diags_new();
    cdt_reader reader = { .fd = -1 };

    r->held = profile_of(r, input->name, diags);
    if (!r->held) {
        cdt_reviewing_tell(r, diags);
        cdt_diags_free(diags);
        return;
    }
    if (!cdt_reader_open(&reader, input->path, input->name, diags)) {
        if (input->folder)
            input->folder->found++;
    } else if (!input->folder && cdt_is_draft_input(&reader)) {
        if (cdt_options_has(&r->cli->options, CDT_OPTION_DRAFT))
            CDT_FILE_PROBLEM(
                diags, CDT_CANNOT_READ, input->name,
                "--draft gives the draft of a description, and this is a draft itself; review it alone, or "
                "name a description");
        else
            review_draft(r, &reader);
    } else if (is_description(input, &reader, diags)) {
        if (input->folder)
            input->folder->found++;
        cdt_documents_each(cdt_cli_library(r->cli), &reader, review_one, r, diags);
    }
    cdt_reader_close(&reader);
    cdt_reviewing_tell(r, diags);
    cdt_diags_free(diags);
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
                             "`schema: concordat.agreement/v1` (other YAML files: %zu)",
                             folder->skipped);
        else if (folder->skipped && !cdt_options_has(&r->cli->options, CDT_OPTION_QUIET))
            cdt_say("%s: passed over %zu YAML file%s that describe%s no agreement", folder->name, folder->skipped,
                    folder->skipped == 1 ? "" : "s", folder->skipped == 1 ? "s" : "");
    }
    cdt_reviewing_tell(r, diags);
    cdt_diags_free(diags);
}

void cdt_reviewing_run(cdt_reviewing *r)
{
    for (size_t i = 0; i < r->inputs.count && !r->stop; i++)
        review_input(r, &r->inputs.at[i]);
    if (!r->stop)
        tell_folders(r);
}

static bool selected(const cdt_checklist *checklist, const cdt_check *check, void *context)
{
    cdt_reviewing *r = context;

    return cdt_selection_has(checklist, check, &r->held->selection) || (r->also && r->also(r->context, check));
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

    if (!cdt_today_given(r->cli, &r->day) || !cdt_inputs_gather(r->cli, &r->inputs, diags))
        return false;
    cdt_date_write(r->day, r->as_of);
    r->options = (cdt_review_options){
        .as_of = r->day,
        .stage = cdt_options_choice(given, CDT_OPTION_STAGE, -1),
        .no_waivers = cdt_options_has(given, CDT_OPTION_NO_WAIVERS),
        .selected = selected,
        .context = r,
    };
    if (!cdt_diags_errors(diags) && !r->inputs.count && !r->inputs.folder_count) {
        cdt_say("nothing was named to review");
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
        cdt_checklists_free(&r->others[i].lists);
    free(r->others);
}
