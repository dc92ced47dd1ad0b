/* cmd_check.c - `concordat check`: everything that was named is held against the checklists, one agreement at a time. */
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/problems.h"
#include "cli/reviewing.h"
#include "cli/targets.h"
#include "cli/traces.h"
#include "cli/verdict.h"

typedef struct run {
    cdt_cli *cli;
    cdt_reviewing reviewing;
    cdt_targets targets;
    cdt_traces traces;
    cdt_verdict verdict;
    bool same_place; /* problems are told by the report alone */
} run;

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
static void tell(void *context, const cdt_diags *diags)
{
    run *r = context;

    print(r, diags);
    if (!cdt_targets_problems(&r->targets, diags))
        r->reviewing.stop = true;
    cdt_verdict_problems(&r->verdict, diags);
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

static bool report_one(void *context, const cdt_review *review, cdt_diags *diags)
{
    run *r = context;

    print(r, diags);
    if (review->reviewed && !review->outcome_count && !r->reviewing.held->overrides) {
        cdt_say("%s: none of the selected checks is held here: they look in a draft, and none was given",
                cdt_agreement_file(review->agreement));
        cdt_verdict_worse(&r->verdict, CDT_EXIT_INPUT);
    }
    cdt_verdict_add(&r->verdict, review);
    tell_steps(r, review);
    cdt_traces_add(r->cli, &r->traces, review, r->reviewing.day);
    return cdt_targets_add(&r->targets, review) && !r->cli->out.error;
}

/* Whoever reads the report need not wait for what is still to be reviewed. */
static void flush(void *context)
{
    run *r = context;

    cdt_targets_flush(&r->targets);
}

static bool is_traced(void *context, const cdt_check *check)
{
    run *r = context;

    return cdt_traces_has(&r->traces, check);
}

static void read_options(run *r)
{
    r->verdict = cdt_verdict_of(r->cli);
    r->same_place = same_place(r);
    r->reviewing = (cdt_reviewing){ .cli = r->cli,
                                    .context = r,
                                    .visit = report_one,
                                    .tell = tell,
                                    .idle = flush,
                                    .also = is_traced,
                                    .with_baseline = true };
}

/* Is any check held? What is traced is. */
static bool any_selected(run *r)
{
    cdt_profile *profile = &r->reviewing.profile;

    for (size_t i = 0; i < r->reviewing.inputs.count && cdt_options_has(&r->cli->options, CDT_OPTION_OUTPUT); i++)
        if (r->reviewing.inputs.at[i].path && !cdt_targets_spare(r->cli, r->reviewing.inputs.at[i].path))
            return false;
    if (r->reviewing.stop)
        return true; /* the reports say why nothing was reviewed */
    if (!cdt_traces_read(r->cli, &profile->lists, &r->traces))
        return false;
    if (cdt_selection_count(&profile->lists, &profile->selection) || r->traces.count)
        return true;
    cdt_say("no check is selected, so nothing would be reviewed");
    return false;
}

static cdt_exit run_check(run *r, cdt_diags *diags)
{
    cdt_exit status;

    read_options(r);
    if (!cdt_reviewing_prepare(&r->reviewing, diags) || !any_selected(r))
        return CDT_EXIT_INPUT;
    status = cdt_targets_open(r->cli, &r->targets, r->reviewing.as_of);
    if (status != CDT_EXIT_OK)
        return status;
    r->reviewing.options.bare = cdt_targets_are_bare(&r->targets);
    tell(r, diags);
    cdt_reviewing_run(&r->reviewing);
    cdt_traces_close(r->cli, &r->traces);
    cdt_verdict_worse(&r->verdict, cdt_targets_close(&r->targets));
    cdt_verdict_tell_open(&r->verdict);
    return r->verdict.status;
}

cdt_exit cdt_cmd_check(cdt_cli *cli)
{
    run r = { .cli = cli };
    cdt_diags *diags = cdt_diags_new();
    cdt_exit status = run_check(&r, diags);

    cdt_diags_free(diags);
    cdt_reviewing_free(&r.reviewing);
    return status;
}
