/* cmd_baseline.c - `concordat baseline create`, `check` and `prune`: the gaps of a day, and what became of them. */
#include <stdlib.h>
#include <sys/stat.h>

#include "base/map.h"
#include "cli/baseline_file.h"
#include "cli/kind.h"
#include "cli/problems.h"
#include "cli/reader.h"
#include "cli/reviewing.h"
#include "cli/waiver_text.h"
#include "review/baseline.h"

typedef struct keeping {
    cdt_cli *cli;
    cdt_reviewing reviewing;
    cdt_arena arena;
    const cdt_known **now; /* what the agreements have today */
    size_t now_count, now_room;
    cdt_map agreements; /* that were reviewed */
    cdt_map held;       /* their checks, by "agreement\nchecklist/check" */
    cdt_exit status;
} keeping;

static bool visit(void *context, const cdt_review *review, cdt_diags *diags)
{
    keeping *k = context;
    const cdt_known *known;
    size_t count;

    cdt_problems_print(k->cli, diags);
    if (!review->reviewed) {
        k->status = cdt_exit_worse(k->status, CDT_EXIT_INPUT);
        return true;
    }
    if (cdt_review_has_error(review))
        k->status = cdt_exit_worse(k->status, CDT_EXIT_CHECK);
    *cdt_map_at(&k->agreements, cdt_copy(&k->arena, cdt_str_z(review->identity))) = k;
    for (size_t i = 0; i < review->outcome_count; i++) {
        const cdt_outcome *outcome = &review->outcomes[i];
        const char *name = cdt_format(&k->arena, "%s\n%s/%s", review->identity, cdt_checklist_name(outcome->checklist),
                                      outcome->check->id);
        *cdt_map_at(&k->held, cdt_str_z(name)) = k;
    }
    count = cdt_baseline_gather(review, &k->arena, &known);
    for (size_t i = 0; i < count; i++) {
        if (k->now_count == k->now_room) {
            k->now_room = k->now_room ? k->now_room * 2 : 64;
            k->now = cdt_realloc(k->now, k->now_room * sizeof *k->now);
        }
        k->now[k->now_count++] = &known[i];
    }
    return true;
}

/* false: there was something wrong, and a baseline that lacks an agreement would look as if that had no gaps. */
static bool review_all(keeping *k)
{
    return cdt_reviewing_all(&k->reviewing) && k->status == CDT_EXIT_OK;
}

static keeping begin(cdt_cli *cli)
{
    return (keeping){ .cli = cli };
}

static cdt_exit end(keeping *k)
{
    cdt_reviewing_free(&k->reviewing);
    cdt_map_free(&k->agreements);
    cdt_map_free(&k->held);
    cdt_arena_free(&k->arena);
    free(k->now);
    return k->status;
}

/* ---- create ---- */

static int by_agreement(const void *a, const void *b)
{
    const cdt_known *left = *(const cdt_known *const *)a, *right = *(const cdt_known *const *)b;
    int order = strcmp(left->agreement, right->agreement);

    if (!order)
        order = strcmp(left->check, right->check);
    return order ? order : strcmp(left->at, right->at);
}

/* To the file, or to standard output. In order, so that it is the same whatever the order of the inputs was. */
static cdt_exit write(keeping *k, const cdt_known **known, size_t count)
{
    const char *file = cdt_options_last(&k->cli->options, CDT_OPTION_BASELINE);
    cdt_exit status = CDT_EXIT_OK;
    cdt_buf text = { 0 };

    if (count)
        qsort(known, count, sizeof *known, by_agreement);
    cdt_baseline_write(&text, known, count, k->reviewing.as_of);
    if (file)
        status = cdt_text_replace(file, &text);
    else
        cdt_output_put(&k->cli->out, &text);
    cdt_buf_free(&text);
    return status;
}

/* A baseline may take the place of a baseline, and of nothing else. */
static bool is_free(cdt_cli *cli)
{
    const char *file = cdt_options_last(&cli->options, CDT_OPTION_BASELINE), *what = "";
    cdt_diags *diags = cdt_diags_new();
    cdt_reader reader = { .fd = -1 };
    struct stat found;
    bool free = true;

    if (file && stat(file, &found) == 0 && S_ISREG(found.st_mode) && found.st_size > 0) {
        free = cdt_reader_open(&reader, file, file, diags) &&
               cdt_file_kind_of((cdt_str){ reader.head, reader.head_len }, &what) == CDT_FILE_OTHER &&
               strcmp(what, "baseline") == 0;
        if (!free)
            cdt_cli_usage(cli, "--baseline %s: the file is there and is no baseline, so it is not written over", file);
    }
    cdt_reader_close(&reader);
    cdt_diags_free(diags);
    return free;
}

cdt_exit cdt_cmd_baseline_create(cdt_cli *cli)
{
    keeping k = begin(cli);

    if (!is_free(cli))
        return CDT_EXIT_INPUT;

    k.reviewing = (cdt_reviewing){ .cli = cli, .context = &k, .visit = visit, .status = &k.status };
    if (review_all(&k)) {
        k.status = write(&k, k.now, k.now_count);
        if (k.status == CDT_EXIT_OK)
            cdt_say("%zu gap%s of %zu agreement%s", k.now_count, k.now_count == 1 ? "" : "s", k.agreements.count,
                    k.agreements.count == 1 ? "" : "s");
    }
    return end(&k);
}

/* ---- check and prune ---- */

static cdt_str name_of(cdt_arena *arena, const cdt_known *known)
{
    return cdt_str_z(cdt_format(arena, "%s\n%s\n%s", known->agreement, known->check, known->at));
}

/* Was the agreement held to the check, and is the entry no gap of it any more? What was not looked at is not gone. */
static bool is_gone(keeping *k, const cdt_map *now, const cdt_known *entry)
{
    const char *check = cdt_format(&k->arena, "%s\n%s", entry->agreement, entry->check);

    return cdt_map_get(&k->held, cdt_str_z(check)) && !cdt_map_get(now, name_of(&k->arena, entry));
}

/* The entries that are gone, told; the others are `left`. */
static size_t sift(keeping *k, const cdt_baseline *baseline, const char *file, const cdt_known **left,
                   size_t *left_count)
{
    cdt_map now = { 0 };
    size_t gone = 0;

    for (size_t i = 0; i < k->now_count; i++)
        *cdt_map_at(&now, name_of(&k->arena, k->now[i])) = k;
    for (size_t i = 0; i < cdt_baseline_count(baseline); i++) {
        const cdt_known *entry = cdt_baseline_at(baseline, i);
        if (!is_gone(k, &now, entry)) {
            left[(*left_count)++] = entry;
            continue;
        }
        gone++;
        cdt_say("%s:%u: no gap any more: %s of %s%s%s", file, entry->place.line, entry->check, entry->agreement,
                *entry->at ? " at " : "", entry->at);
    }
    cdt_map_free(&now);
    return gone;
}

static cdt_exit keep(cdt_cli *cli, bool prune)
{
    keeping k = begin(cli);
    const char *file = cdt_options_last(&cli->options, CDT_OPTION_BASELINE);
    cdt_baseline *baseline = NULL;
    size_t gone = 0, left_count = 0;

    k.reviewing = (cdt_reviewing){ .cli = cli, .context = &k, .visit = visit, .status = &k.status };
    if (!file)
        k.status = cdt_cli_usage(cli, "which baseline? Name it by --baseline FILE");
    else if (!(baseline = cdt_baseline_open(cli, file)))
        k.status = CDT_EXIT_INPUT;
    else if (review_all(&k)) {
        const cdt_known **left = CDT_NEW_ARRAY(&k.arena, const cdt_known *, cdt_baseline_count(baseline));
        gone = sift(&k, baseline, file, left, &left_count);
        if (prune && gone)
            k.status = write(&k, left, left_count);
        else if (gone)
            k.status = CDT_EXIT_FOUND;
        else
            cdt_say("%s: every entry of these agreements is a gap still", file);
    }
    cdt_baseline_free(baseline);
    return end(&k);
}

cdt_exit cdt_cmd_baseline_check(cdt_cli *cli)
{
    return keep(cli, false);
}

cdt_exit cdt_cmd_baseline_prune(cdt_cli *cli)
{
    return keep(cli, true);
}
