/* cmd_waive_add.c - `concordat waive add`: a gap that is there today is accepted, by somebody, until a day. */
#include <string.h>

#include "agreement/agreement.h"
#include "base/buf.h"
#include "cli/problems.h"
#include "cli/reviewing.h"
#include "cli/waiver_text.h"
#include "review/digest.h"
#include "review/subject.h"
#include "yaml/outline.h"

typedef struct adding {
    cdt_cli *cli;
    cdt_reviewing reviewing;
    const char *check, *path;
    size_t agreements;
    bool found;
    cdt_buf entry;   /* the waiver, as lines of YAML */
    cdt_arena arena; /* texts; that of the program is the workers' while they review */
    cdt_exit status;
} adding;

static const char *given(const adding *a, cdt_option_id id)
{
    const char *value = cdt_options_last(&a->cli->options, id);

    return value ? value : "";
}

static void put_field(cdt_buf *out, const char *key, const char *value)
{
    if (!*value)
        return;
    cdt_buf_printf(out, "%s%s: ", out->len ? "\n" : "", key);
    cdt_yaml_scalar(out, cdt_str_z(value));
}

static void put_entry(adding *a, const cdt_review *review, const cdt_outcome *outcome)
{
    const char *approved = given(a, CDT_OPTION_APPROVED);
    char digest[CDT_DIGEST_SIZE];

    cdt_waiver_digest(review, outcome, a->path, digest);
    put_field(&a->entry, "check",
              cdt_format(&a->arena, "%s/%s", cdt_checklist_name(outcome->checklist), outcome->check->id));
    put_field(&a->entry, "agreement", review->identity);
    put_field(&a->entry, "path", a->path);
    put_field(&a->entry, "reason", given(a, CDT_OPTION_REASON));
    put_field(&a->entry, "approved_by", given(a, CDT_OPTION_APPROVED_BY));
    put_field(&a->entry, "approved", *approved ? approved : a->reviewing.as_of);
    put_field(&a->entry, "until", given(a, CDT_OPTION_UNTIL));
    put_field(&a->entry, "reference", given(a, CDT_OPTION_REFERENCE));
    put_field(&a->entry, "digest", digest);
}

/* Does the path lead to a gap of the check? */
static bool has_gap_at(const cdt_outcome *outcome, const char *path)
{
    for (size_t i = 0; i < outcome->finding_count; i++)
        if (outcome->findings[i].gap != CDT_GAP_NO && cdt_path_covers_finding(path, &outcome->findings[i]))
            return true;
    return false;
}

static cdt_exit no_gap_at(const adding *a, const cdt_outcome *outcome)
{
    cdt_buf paths = { 0 };
    cdt_exit status;

    for (size_t i = 0; i < outcome->finding_count; i++)
        if (outcome->findings[i].gap != CDT_GAP_NO)
            cdt_buf_printf(&paths, "%s%s", paths.len ? ", " : "", cdt_finding_subject(&outcome->findings[i]));
    status = cdt_cli_usage(a->cli, "--path %s: %s has no gap there; it has them at: %s", a->path, outcome->check->id,
                           paths.len ? paths.at : "the agreement as a whole");
    cdt_buf_free(&paths);
    return status;
}

static cdt_exit waive(adding *a, const cdt_review *review)
{
    a->path =
        cdt_subject_of(&review->agreement->document, a->path, &a->arena); /* as reports write it, or as waivers do */
    for (size_t i = 0; i < review->outcome_count; i++) {
        const cdt_outcome *outcome = &review->outcomes[i];
        if (outcome->kind != CDT_OUTCOME_GAP)
            return cdt_cli_usage(a->cli, "%s is %s in %s, so there is no gap to waive", a->check,
                                 outcome->kind == CDT_OUTCOME_NOT_APPLICABLE ? "not applicable"
                                                                             : cdt_outcome_words(outcome->kind),
                                 cdt_agreement_file(review->agreement));
        if (!has_gap_at(outcome, a->path))
            return no_gap_at(a, outcome);
        put_entry(a, review, outcome);
        a->found = true;
    }
    return CDT_EXIT_OK;
}

static bool visit(void *context, const cdt_review *review, cdt_diags *diags)
{
    adding *a = context;
    const char *wanted = given(a, CDT_OPTION_AGREEMENT);

    cdt_problems_print(a->cli, diags);
    if (!review->reviewed) {
        a->status = cdt_exit_worse(a->status, CDT_EXIT_INPUT);
        return false;
    }
    if (*wanted && strcmp(wanted, review->identity) != 0)
        return true;
    if (a->agreements++) {
        a->status = cdt_cli_usage(a->cli, "%s holds several agreements; say which by --agreement REFERENCE",
                                  cdt_agreement_file(review->agreement));
        return false;
    }
    a->status = cdt_exit_worse(a->status, waive(a, review));
    return a->status == CDT_EXIT_OK;
}

static bool has_day(const adding *a, cdt_option_id id, cdt_day *day)
{
    const char *value = given(a, id);

    if (!*value || cdt_date_read(cdt_str_z(value), day))
        return true;
    cdt_cli_usage(a->cli, "--%s: `%s` is no date that exists; write it as 2027-03-31", cdt_option_table[id].name,
                  value);
    return false;
}

/* What a waiver must say, and days that make sense. */
static bool check_options(const adding *a)
{
    static const cdt_option_id needed[] = { CDT_OPTION_REASON, CDT_OPTION_APPROVED_BY, CDT_OPTION_UNTIL };
    cdt_day until = 0, approved = a->reviewing.day;

    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        if (!*given(a, needed[i])) {
            cdt_cli_usage(a->cli, "a waiver says why, who accepted it and until when: --%s is missing",
                          cdt_option_table[needed[i]].name);
            return false;
        }
    if (!has_day(a, CDT_OPTION_UNTIL, &until) || !has_day(a, CDT_OPTION_APPROVED, &approved))
        return false;
    if (until < a->reviewing.day || until < approved) {
        cdt_cli_usage(a->cli, "--until %s is past already; it is the last day on which the waiver holds",
                      given(a, CDT_OPTION_UNTIL));
        return false;
    }
    return true;
}

/* Only the check that the last operand names is held, as if by --select. */
static void select_check(adding *a)
{
    cdt_options *options = &a->cli->options;
    cdt_given *grown = CDT_NEW_ARRAY(&a->cli->arena, cdt_given, options->count + 1);

    a->check = options->operands[--options->operand_count];
    for (size_t i = 0; i < options->count; i++)
        grown[i] = options->given[i];
    grown[options->count] = (cdt_given){ .id = CDT_OPTION_SELECT, .value = a->check };
    options->given = grown;
    options->count++;
}

static cdt_exit write(adding *a)
{
    const char *file = cdt_options_last(&a->cli->options, CDT_OPTION_WAIVERS);
    cdt_str entry = cdt_buf_str(&a->entry);
    cdt_buf text = { 0 };

    if (file)
        return cdt_waiver_text_add(a->cli, file, entry);
    cdt_waiver_text_new(&text, entry);
    cdt_output_put(&a->cli->out, &text);
    cdt_buf_free(&text);
    return CDT_EXIT_OK;
}

static cdt_exit add(adding *a, cdt_diags *diags)
{
    select_check(a);
    a->path = given(a, CDT_OPTION_PATH);
    if (!cdt_reviewing_prepare(&a->reviewing, diags) || !check_options(a))
        return CDT_EXIT_INPUT;
    a->reviewing.options.no_waivers = true;
    cdt_reviewing_tell(&a->reviewing, diags);
    cdt_reviewing_run(&a->reviewing);
    if (a->status != CDT_EXIT_OK)
        return a->status;
    if (a->found)
        return write(a);
    return cdt_cli_usage(a->cli, "there is no agreement %s in %s", given(a, CDT_OPTION_AGREEMENT),
                         a->cli->options.operands[0]);
}

cdt_exit cdt_cmd_waive_add(cdt_cli *cli)
{
    adding a = { .cli = cli };
    cdt_diags *diags = cdt_diags_new();
    cdt_exit status;

    a.reviewing =
        (cdt_reviewing){ .cli = cli, .context = &a, .visit = visit, .status = &a.status, .without_waivers = true };
    status = add(&a, diags);
    cdt_diags_free(diags);
    cdt_buf_free(&a.entry);
    cdt_arena_free(&a.arena);
    cdt_reviewing_free(&a.reviewing);
    return status;
}
