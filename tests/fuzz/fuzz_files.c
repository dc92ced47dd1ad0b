/* Any bytes as the files that are kept beside agreements: waivers, a baseline, a configuration. What is read and written again
 * must be the same; what is added to a file of waivers, or taken out, must leave the others. */
#include <stdint.h>
#include <stdlib.h>

#include "cli/config.h"
#include "review/baseline.h"
#include "review/waiver_file.h"
#include "yaml/items.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* How many waivers the text has; (size_t)-1: it cannot be read. */
static size_t count_waivers(cdt_str text)
{
    cdt_diags *diags = cdt_diags_new();
    cdt_waiver_file *file = cdt_waiver_file_read("w.yaml", text.at ? text.at : "", text.len, diags);
    size_t count = file ? cdt_waiver_file_count(file) : (size_t)-1;

    cdt_waiver_file_free(file);
    cdt_diags_free(diags);
    return count;
}

/* Take every other waiver out. The command refuses a result that cannot be read or has another number of waivers. */
static void edit(const cdt_waiver_file *file)
{
    size_t count = cdt_waiver_file_count(file);
    bool *gone = calloc(count + 1, sizeof *gone);
    cdt_buf text = { 0 };

    for (size_t i = 0; gone && i < count; i += 2)
        gone[i] = true;
    if (gone && file->list && cdt_items_editable(file->list)) {
        cdt_items_without(&file->document, file->list, gone, &text);
        count_waivers(cdt_buf_str(&text));
        cdt_buf_clear(&text);
        cdt_items_with(&file->document, file->list, CDT_STR("check: a\nagreement: b\nreason: c"), &text);
        count_waivers(cdt_buf_str(&text));
    }
    cdt_buf_free(&text);
    free(gone);
}

static void waivers(cdt_str text)
{
    cdt_diags *diags = cdt_diags_new();
    cdt_waiver_file *file = cdt_waiver_file_read("w.yaml", text.at, text.len, diags);

    for (size_t i = 0; file && i < cdt_waiver_file_count(file); i++)
        if (!cdt_waiver_file_at(file, i, 20000)->check)
            abort();
    if (file)
        edit(file);
    cdt_waiver_file_free(file);
    cdt_diags_free(diags);
}

/* A baseline that is written from what was read says the same. */
static void again(const cdt_baseline *baseline)
{
    size_t count = cdt_baseline_count(baseline);
    const cdt_known **all = calloc(count + 1, sizeof *all);
    cdt_diags *diags = cdt_diags_new();
    cdt_baseline *twin;
    cdt_buf text = { 0 };

    for (size_t i = 0; i < count; i++)
        all[i] = cdt_baseline_at(baseline, i);
    cdt_baseline_write(&text, all, count, "2026-07-01");
    twin = cdt_baseline_read("again.yaml", text.at, text.len, diags);
    if (twin && cdt_baseline_count(twin) > count)
        abort();
    cdt_baseline_free(twin);
    cdt_buf_free(&text);
    cdt_diags_free(diags);
    free(all);
}

static void baseline(cdt_str text)
{
    cdt_diags *diags = cdt_diags_new();
    cdt_baseline *read = cdt_baseline_read("b.yaml", text.at, text.len, diags);

    if (read)
        again(read);
    cdt_baseline_free(read);
    cdt_diags_free(diags);
}

/* A configuration becomes options of `check`, by itself and with the overrides of a path. */
static void config(cdt_str text)
{
    cdt_diags *diags = cdt_diags_new();
    cdt_cli cli = { .command = &cdt_command_table[0] };
    cdt_place place;

    cli.config = cdt_config_read(&cli, "c.yaml", text, diags);
    if (cli.config) {
        cdt_config_options(&cli, 0);
        cdt_config_options(&cli, cdt_config_overrides(&cli, "agreements/payroll/2026.yaml"));
        cdt_config_options(&cli, ~0ull);
    }
    for (size_t i = 0; cli.config && i < cdt_config_override_count(cli.config); i++)
        cdt_config_override_paths(&cli, i, &place);
    cdt_config_free(cli.config);
    cdt_arena_free(&cli.arena);
    cdt_diags_free(diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cdt_str text = { (const char *)data, size };

    waivers(text);
    baseline(text);
    config(text);
    return 0;
}
