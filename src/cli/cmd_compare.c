/* cmd_compare.c - `concordat compare`: two descriptions, drafts, folders or saved reports, before and after.
 *
 * What is no saved report is reviewed now, kept as a saved report in memory, and compared like one; its facts and clauses are
 * kept beside it.
 */
#include <stdlib.h>

#include "base/limits.h"
#include "base/map.h"
#include "cli/problems.h"
#include "cli/reader.h"
#include "cli/reviewing.h"
#include "cli/verdict.h"
#include "report/compare.h"
#include "report/order.h"

typedef struct side {
    cdt_cli *cli;
    const char *name;
    cdt_saved *saved;
    cdt_reviewing reviewing;
    cdt_report *report; /* into `text` */
    cdt_buf text;
    cdt_snapshot **snapshots; /* of each review, in order; NULL: it was saved before */
    size_t count, room;
    cdt_arena arena;
    cdt_exit status;
} side;

static bool put(void *to, const char *text, size_t len)
{
    cdt_buf_put(to, (cdt_str){ text, len });
    return true;
}

/* ---- what is reviewed now ---- */

static bool visit(void *context, const cdt_review *review, cdt_diags *diags)
{
    side *s = context;

    cdt_problems_print(s->cli, diags);
    if (!review->reviewed)
        s->status = cdt_exit_worse(s->status, CDT_EXIT_INPUT);
    if (cdt_review_has_error(review))
        s->status = cdt_exit_worse(s->status, CDT_EXIT_CHECK);
    if (s->count == s->room) {
        s->room = s->room ? s->room * 2 : 8;
        s->snapshots = cdt_realloc(s->snapshots, s->room * sizeof *s->snapshots);
    }
    s->snapshots[s->count] = CDT_NEW(&s->arena, cdt_snapshot);
    *s->snapshots[s->count++] = cdt_snapshot_of(review, &s->arena);
    cdt_report_add(s->report, review);
    return true;
}

/* Review what the side names as if it were the only operand. */
static void review(side *s)
{
    cdt_options given = s->cli->options;
    cdt_report_options options = { .quotes = true };
    cdt_diags *diags = cdt_diags_new();

    s->cli->options.operands = &s->name;
    s->cli->options.operand_count = 1;
    s->reviewing =
        (cdt_reviewing){ .cli = s->cli, .context = s, .visit = visit, .status = &s->status, .with_baseline = true };
    if (cdt_reviewing_prepare(&s->reviewing, diags)) {
        s->report = cdt_report_open("json", &options, s->reviewing.as_of, put, &s->text);
        cdt_reviewing_tell(&s->reviewing, diags);
        cdt_reviewing_run(&s->reviewing);
        cdt_report_close(s->report);
    } else {
        s->status = CDT_EXIT_INPUT;
    }
    s->cli->options = given;
    cdt_diags_free(diags);
}

/* ---- what was saved ---- */

static bool is_saved(cdt_str text)
{
    text = cdt_str_trim(text);
    return text.len && text.at[0] == '{';
}

/* Read a side. What is wrong with it was told. */
static void read_side(side *s)
{
    bool standard = strcmp(s->name, "-") == 0;
    const char *name = standard ? "<stdin>" : s->name;
    cdt_diags *diags = cdt_diags_new();
    cdt_reader reader = { .fd = -1 };
    bool saved = cdt_reader_open(&reader, standard ? NULL : s->name, name, diags) &&
                 is_saved((cdt_str){ reader.head, reader.head_len });

    cdt_reader_close(&reader);
    cdt_diags_free(diags);
    diags = cdt_diags_new();
    if (saved)
        cdt_reader_slurp(&s->text, s->name, name, CDT_MAX_REPORT_BYTES, diags);
    else
        review(s);
    if (s->status == CDT_EXIT_OK && !cdt_diags_errors(diags))
        cdt_saved_read(s->saved, name, cdt_buf_str(&s->text).at, s->text.len, diags);
    cdt_problems_print(s->cli, diags);
    if (cdt_diags_errors(diags))
        s->status = cdt_exit_worse(s->status, CDT_EXIT_INPUT);
    cdt_diags_free(diags);
}

static void end_side(side *s)
{
    cdt_reviewing_free(&s->reviewing);
    cdt_saved_free(s->saved);
    cdt_buf_free(&s->text);
    cdt_arena_free(&s->arena);
    free(s->snapshots);
}

/* ---- comparing ---- */

/* The reviews of a side, in order. */
static cdt_side *reviews_of(side *s, size_t *count)
{
    size_t total = cdt_saved_count(s->saved);
    cdt_side *all = CDT_NEW_ARRAY(&s->arena, cdt_side, total);

    *count = 0;
    for (size_t i = 0; i < total; i++) {
        const cdt_saved_item *item = cdt_saved_at(s->saved, i);
        if (!item->review)
            continue;
        all[*count] = (cdt_side){ .review = item->review, .tool = cdt_saved_tool(s->saved) };
        all[*count].snapshot = *count < s->count ? s->snapshots[*count] : NULL;
        ++*count;
    }
    return all;
}

typedef struct comparing {
    side before, after;
    cdt_arena arena;
    cdt_compared compared;
    int least;
} comparing;

/* Pair what is known by the same name; one agreement on each side is one pair, whatever they are called. */
static void compare(comparing *c)
{
    size_t old_count, new_count, count = 0, added = 0, removed = 0;
    cdt_side *old = reviews_of(&c->before, &old_count), *new = reviews_of(&c->after, &new_count);
    cdt_comparison *all = CDT_NEW_ARRAY(&c->arena, cdt_comparison, new_count);
    const cdt_review **only_new = CDT_NEW_ARRAY(&c->arena, const cdt_review *, new_count);
    const cdt_review **only_old = CDT_NEW_ARRAY(&c->arena, const cdt_review *, old_count);
    cdt_map by_name = { 0 };

    for (size_t i = 0; i < old_count; i++)
        *cdt_map_at(&by_name, cdt_str_z(old[i].review->identity)) = &old[i];
    for (size_t i = 0; i < new_count; i++) {
        cdt_side *twin =
            old_count == 1 && new_count == 1 ? &old[0] : cdt_map_get(&by_name, cdt_str_z(new[i].review->identity));
        if (!twin || !twin->review) {
            only_new[added++] = new[i].review;
            continue;
        }
        all[count++] = cdt_compare(*twin, new[i], &c->arena);
        twin->review = NULL; /* told */
    }
    for (size_t i = 0; i < old_count; i++)
        if (old[i].review)
            only_old[removed++] = old[i].review;
    c->compared = (cdt_compared){ .at = all,
                                  .count = count,
                                  .added = only_new,
                                  .removed = only_old,
                                  .added_count = added,
                                  .removed_count = removed,
                                  .before = c->before.name,
                                  .after = c->after.name };
    cdt_map_free(&by_name);
}

/* Did a gap open that counts, at the threshold or above? */
static bool is_worse(const comparing *c)
{
    for (size_t i = 0; i < c->compared.count; i++)
        for (size_t k = 0; k < c->compared.at[i].gap_count; k++) {
            const cdt_gap_change *change = &c->compared.at[i].gaps[k];
            if (change->kind == CDT_GAP_OPENED && cdt_outcome_counts(change->outcome) && !change->after->history &&
                (int)change->outcome->severity >= c->least && change->outcome->severity > CDT_INFO)
                return true;
        }
    return false;
}

static cdt_exit run(comparing *c, cdt_cli *cli)
{
    int format = cdt_options_choice(&cli->options, CDT_OPTION_COMPARE_FORMAT, CDT_COMPARE_TEXT);
    cdt_exit status;
    cdt_buf out = { 0 };

    read_side(&c->before);
    read_side(&c->after);
    status = cdt_exit_worse(c->before.status, c->after.status);
    if (status == CDT_EXIT_INPUT)
        return status;
    compare(c);
    c->compared.quotes = !cdt_options_has(&cli->options, CDT_OPTION_NO_QUOTES);
    cdt_compare_write(&out, (cdt_compare_format)format, &c->compared, cdt_cli_width(), cdt_cli_color(cli, 1));
    cdt_output_put(&cli->out, &out);
    cdt_buf_free(&out);
    return is_worse(c) ? cdt_exit_worse(status, CDT_EXIT_FOUND) : status;
}

cdt_exit cdt_cmd_compare(cdt_cli *cli)
{
    comparing c = { .least = cdt_verdict_of(cli).least };
    cdt_exit status;

    c.before = (side){ .cli = cli, .name = cli->options.operands[0], .saved = cdt_saved_new() };
    c.after = (side){ .cli = cli, .name = cli->options.operands[1], .saved = cdt_saved_new() };
    status = run(&c, cli);
    end_side(&c.before);
    end_side(&c.after);
    cdt_arena_free(&c.arena);
    return status;
}
