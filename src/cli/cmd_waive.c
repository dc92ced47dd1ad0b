/* cmd_waive.c - `concordat waive list`, `check` and `prune`: what became of the waivers of files. */
#include "cli/problems.h"
#include "cli/reviewing.h"
#include "cli/today.h"
#include "cli/waiver_text.h"
#include "report/escape.h"
#include "report/layout.h"

typedef struct keeping {
    cdt_cli *cli;
    cdt_reviewing reviewing;
    bool **gone;       /* of each file, of each waiver: to be taken out */
    size_t bad, named; /* waivers that excuse nothing today; agreements that were reviewed */
    bool prune;        /* gone is wanted, not told */
    cdt_exit status;
} keeping;

static bool no_file(const keeping *k)
{
    if (cdt_options_has(&k->cli->options, CDT_OPTION_WAIVERS))
        return false;
    cdt_cli_usage(k->cli, "which file of waivers? Name it by --waivers FILE");
    return true;
}

/* ---- list ---- */

static void put_waiver(cdt_layout *l, const cdt_waiver *waiver)
{
    cdt_buf place = { 0 };

    cdt_layout_begin(l, 0, 4);
    cdt_layout_put(l, waiver->state == CDT_WAIVER_VALID ? CDT_INK_GREEN : CDT_INK_YELLOW,
                   waiver->state == CDT_WAIVER_LAPSED ? "not in force yet" : cdt_waiver_state_name(waiver->state));
    cdt_layout_printf(l, waiver->state == CDT_WAIVER_EXPIRED ? " after %s: " : ", until %s: ", waiver->until);
    cdt_layout_put(l, CDT_INK_BOLD, waiver->check);
    cdt_layout_printf(l, " of %s", waiver->agreement);
    if (*waiver->path)
        cdt_layout_printf(l, ", at %s", waiver->path);
    cdt_layout_end(l);
    cdt_layout_begin(l, 4, 4);
    cdt_layout_printf(l, "%s (%s%s%s%s%s)", waiver->reason, waiver->approved_by, *waiver->approved ? ", " : "",
                      waiver->approved, *waiver->reference ? "; " : "", waiver->reference);
    cdt_layout_end(l);
    cdt_layout_place(&place, waiver->place);
    cdt_layout_line(l, 4, CDT_INK_PLAIN, place.at);
    cdt_buf_free(&place);
}

static void put_all(keeping *k, cdt_day day)
{
    cdt_waiver_files *files = &k->reviewing.waivers;
    size_t counts[3] = { 0, 0, 0 };
    cdt_buf out = { 0 };
    cdt_layout l = cdt_layout_to(&out, cdt_cli_width(), cdt_cli_color(k->cli, 1));

    for (size_t i = 0; i < files->count; i++)
        for (size_t n = 0; n < cdt_waiver_file_count(files->at[i]); n++) {
            const cdt_waiver *waiver = cdt_waiver_file_at(files->at[i], n, day);
            counts[waiver->state]++;
            put_waiver(&l, waiver);
            cdt_layout_blank(&l);
        }
    cdt_layout_begin(&l, 0, 0);
    cdt_layout_printf(&l, "%zu valid, %zu expired, %zu not in force yet", counts[CDT_WAIVER_VALID],
                      counts[CDT_WAIVER_EXPIRED], counts[CDT_WAIVER_LAPSED]);
    cdt_layout_end(&l);
    cdt_output_put(&k->cli->out, &out);
    cdt_buf_free(&out);
}

/* Read the files alone: no agreement is asked for. */
static bool load_files(keeping *k, cdt_day *day)
{
    cdt_diags *diags = cdt_diags_new();
    bool good = false;

    if (cdt_today_given(k->cli, day) && !no_file(k)) {
        good = cdt_waiver_files_load(k->cli, &k->reviewing.waivers, diags);
        cdt_problems_print(k->cli, diags);
    }
    cdt_diags_free(diags);
    return good;
}

cdt_exit cdt_cmd_waive_list(cdt_cli *cli)
{
    keeping k = { .cli = cli };
    cdt_day day;
    bool good = load_files(&k, &day);

    if (good)
        put_all(&k, day);
    cdt_reviewing_free(&k.reviewing);
    return good ? CDT_EXIT_OK : CDT_EXIT_INPUT;
}

/* ---- check ---- */

/* Why the waiver excuses nothing today; NULL: it does, or it is not known. What is idle is told by the review itself. */
static const char *trouble(const cdt_waiver *waiver)
{
    if (waiver->idle)
        return NULL;
    if (waiver->state == CDT_WAIVER_EXPIRED)
        return "expired";
    if (waiver->state == CDT_WAIVER_LAPSED)
        return waiver->changed ? "lapsed, as what it excused has changed" : "not in force yet";
    return NULL;
}

static void tell_waiver(keeping *k, const cdt_review *review, const cdt_waiver *waiver)
{
    const char *what = trouble(waiver);
    cdt_buf line = { 0 }, shown = { 0 };

    k->bad += what || waiver->idle;
    if (!what || k->prune)
        return;
    cdt_layout_place(&line, waiver->place);
    cdt_buf_printf(&line, ": %s%s%s: %s of %s: %s (%s)", what, waiver->state == CDT_WAIVER_EXPIRED ? " after " : "",
                   waiver->state == CDT_WAIVER_EXPIRED ? waiver->until : "", waiver->check, review->identity,
                   waiver->reason, waiver->approved_by);
    cdt_escape_line(&shown, cdt_buf_str(&line));
    cdt_buf_char(&shown, '\n');
    cdt_output_put(&k->cli->out, &shown);
    cdt_buf_free(&shown);
    cdt_buf_free(&line);
}

/* The waiver's number in its file; files are few, and so are their waivers. */
static void mark_gone(keeping *k, const cdt_waiver *waiver)
{
    cdt_waiver_files *files = &k->reviewing.waivers;

    for (size_t i = 0; i < files->count; i++)
        for (size_t n = 0; n < cdt_waiver_file_count(files->at[i]) && waiver->place.file == files->names[i]; n++)
            if (cdt_waiver_file_at(files->at[i], n, k->reviewing.day)->place.line == waiver->place.line)
                k->gone[i][n] = true;
}

static bool visit(void *context, const cdt_review *review, cdt_diags *diags)
{
    keeping *k = context;

    if (!k->prune)
        cdt_problems_print(k->cli, diags);
    if (!review->reviewed) {
        k->status = cdt_exit_worse(k->status, CDT_EXIT_INPUT);
        return true;
    }
    k->named++;
    for (size_t i = 0; i < review->waiver_count; i++) {
        const cdt_waiver *waiver = &review->waivers[i];
        tell_waiver(k, review, waiver);
        if (k->prune && (waiver->idle || waiver->state == CDT_WAIVER_EXPIRED || waiver->changed))
            mark_gone(k, waiver);
    }
    return true;
}

cdt_exit cdt_cmd_waive_check(cdt_cli *cli)
{
    keeping k = { .cli = cli };

    k.reviewing = (cdt_reviewing){ .cli = cli, .context = &k, .visit = visit, .status = &k.status };
    if (cdt_reviewing_all(&k.reviewing) && k.bad)
        k.status = cdt_exit_worse(k.status, CDT_EXIT_FOUND);
    cdt_reviewing_free(&k.reviewing);
    return k.status;
}

/* ---- prune ---- */

static void mark_expired(keeping *k, cdt_day day)
{
    cdt_waiver_files *files = &k->reviewing.waivers;

    k->gone = CDT_NEW_ARRAY(&k->cli->arena, bool *, files->count);
    for (size_t i = 0; i < files->count; i++) {
        k->gone[i] = CDT_NEW_ARRAY(&k->cli->arena, bool, cdt_waiver_file_count(files->at[i]));
        for (size_t n = 0; n < cdt_waiver_file_count(files->at[i]); n++)
            k->gone[i][n] = cdt_waiver_file_at(files->at[i], n, day)->state == CDT_WAIVER_EXPIRED;
    }
}

static void tell_gone(const char *file, const cdt_waiver *waiver)
{
    cdt_say("%s:%u: taken out: %s of %s, until %s", file, waiver->place.line, waiver->check, waiver->agreement,
            waiver->until);
}

/* Write the files anew from which something is taken out, and say what. */
static cdt_exit write_files(keeping *k, cdt_day day)
{
    cdt_waiver_files *files = &k->reviewing.waivers;
    cdt_exit status = CDT_EXIT_OK;

    for (size_t i = 0; i < files->count; i++) {
        size_t count = cdt_waiver_file_count(files->at[i]), gone = 0;
        for (size_t n = 0; n < count; n++)
            gone += k->gone[i][n];
        if (gone)
            status = cdt_exit_worse(status, cdt_waiver_text_prune(k->cli, files->names[i], k->gone[i]));
        if (status != CDT_EXIT_OK)
            return status;
        for (size_t n = 0; n < count; n++)
            if (k->gone[i][n])
                tell_gone(files->names[i], cdt_waiver_file_at(files->at[i], n, day));
        if (!gone)
            cdt_say("%s: nothing to take out of %zu waiver%s", files->names[i], count, count == 1 ? "" : "s");
    }
    return status;
}

cdt_exit cdt_cmd_waive_prune(cdt_cli *cli)
{
    keeping k = { .cli = cli, .prune = true };
    cdt_day day = 0;

    k.reviewing = (cdt_reviewing){ .cli = cli, .context = &k, .visit = visit, .status = &k.status };
    if (!load_files(&k, &day)) {
        k.status = CDT_EXIT_INPUT;
    } else {
        mark_expired(&k, day);
        if (cli->options.operand_count)
            cdt_reviewing_all(&k.reviewing);
        if (k.status == CDT_EXIT_OK)
            k.status = write_files(&k, day);
    }
    cdt_reviewing_free(&k.reviewing);
    return k.status;
}
