/* cmd_config.c - `concordat config show`: what holds here, and where each option is from. */
#include "cli/config.h"
#include "report/layout.h"

#define VALUE 13  /* column of a value */
#define ORIGIN 40 /* column of its place */

/* What is shown, under the names that the file has for it. */
static const struct {
    cdt_option_id id;
    const char *name, *otherwise; /* what holds where it was not given */
} shown[] = {
    { CDT_OPTION_CHECKLIST, "checklists", "the usual ones" },
    { CDT_OPTION_SELECT, "select", "all checks that are on" },
    { CDT_OPTION_IGNORE, "ignore", NULL },
    { CDT_OPTION_SEVERITY_OF, "severities", NULL },
    { CDT_OPTION_SET, "settings", NULL },
    { CDT_OPTION_FAIL_ON, "fail_on", "high" },
    { CDT_OPTION_STRICT, "strict", "no" },
    { CDT_OPTION_WAIVERS, "waivers", NULL },
    { CDT_OPTION_BASELINE, "baseline", NULL },
};

static void put_row(cdt_layout *l, const char *name, const char *value, const char *origin, const char *reason)
{
    cdt_layout_begin(l, 0, VALUE);
    cdt_layout_put(l, CDT_INK_BOLD, name);
    cdt_layout_tab(l, VALUE);
    cdt_layout_put(l, CDT_INK_PLAIN, value);
    if (*origin) {
        cdt_layout_tab(l, ORIGIN);
        cdt_layout_put(l, CDT_INK_CYAN, origin);
    }
    if (reason && *reason)
        cdt_layout_printf(l, ": %s", reason);
    cdt_layout_end(l);
}

static void put_given(cdt_layout *l, const char *name, const cdt_given *given)
{
    cdt_buf origin = { 0 };

    if (given->place.line)
        cdt_buf_printf(&origin, "%s:%u", given->place.file, given->place.line);
    else
        cdt_buf_printf(&origin, "--%s", cdt_option_table[given->id].name);
    put_row(l, name, given->value ? given->value : "yes", origin.at, given->reason);
    cdt_buf_free(&origin);
}

/* The last of options of which only one holds. */
static bool is_last(const cdt_options *options, const cdt_given *given)
{
    for (size_t i = 0; i < options->count; i++)
        if (&options->given[i] > given && options->given[i].id == given->id)
            return false;
    return true;
}

static void put_option(cdt_layout *l, const cdt_options *options, size_t row)
{
    const cdt_given *given;
    size_t at = 0, count = 0;

    while ((given = cdt_options_each(options, shown[row].id, &at))) {
        bool one = shown[row].id == CDT_OPTION_FAIL_ON || shown[row].id == CDT_OPTION_BASELINE;
        if (one && !is_last(options, given))
            continue;
        put_given(l, count++ ? "" : shown[row].name, given);
    }
    if (!count && shown[row].otherwise)
        put_row(l, shown[row].name, shown[row].otherwise, "by default", NULL);
}

/* The overrides, and whether each is for the file at hand. */
static void put_overrides(cdt_cli *cli, cdt_layout *l, bool for_file, unsigned long long bits)
{
    for (size_t i = 0; i < cdt_config_override_count(cli->config); i++) {
        cdt_place place;
        const char *paths = cdt_config_override_paths(cli, i, &place);
        cdt_buf origin = { 0 };
        cdt_buf_printf(&origin, "%s:%u", place.file, place.line);
        put_row(l, i ? "" : "overrides", paths, origin.at,
                !for_file       ? ""
                : bits >> i & 1 ? "holds"
                                : "not for this file");
        cdt_buf_free(&origin);
    }
}

cdt_exit cdt_cmd_config_show(cdt_cli *cli)
{
    const char *file = cli->options.operand_count ? cli->options.operands[0] : NULL,
               *name = cdt_config_file(cli->config);
    unsigned long long bits = file ? cdt_config_overrides(cli, file) : 0;
    cdt_options options = cdt_config_options(cli, bits);
    cdt_buf out = { 0 };
    cdt_layout l = cdt_layout_to(&out, cdt_cli_width(), false);

    put_row(&l, "config", name ? name : "none", name ? "" : "no " CDT_CONFIG_NAME " here or above", NULL);
    if (file)
        put_row(&l, "for", file, "", NULL);
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
        put_option(&l, &options, i);
    put_overrides(cli, &l, file != NULL, bits);
    cdt_output_put(&cli->out, &out);
    cdt_buf_free(&out);
    return CDT_EXIT_OK;
}
