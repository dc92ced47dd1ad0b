/* cmd_list.c - `concordat list`: the checks there are. */
#include <string.h>
#include <unistd.h>

#include "base/json.h"
#include "cli/checklists.h"
#include "cli/problems.h"
#include "report/layout.h"

#define ID_MOST 30   /* a longer id has a line of its own */
#define SEVERITY 8   /* columns of the severity, with the blank behind it */

/* Is `word` in the values of an option, with commas between them? True where the option was not given. */
static bool wanted(const cdt_options *options, cdt_option_id id, const char *word)
{
    const char *value;
    size_t at = 0;

    while ((value = cdt_options_next(options, id, &at))) {
        cdt_str rest = cdt_str_z(value);
        while (rest.len) {
            size_t comma = cdt_str_find(rest, CDT_STR(","), 0);
            if (cdt_str_is_z(cdt_str_trim(cdt_str_slice(rest, 0, comma)), word))
                return true;
            rest = comma == (size_t)-1 ? CDT_STR("") : cdt_str_slice(rest, comma + 1, rest.len);
        }
    }
    return !cdt_options_has(options, id);
}

static bool rests_on(const cdt_options *options, const cdt_check *check)
{
    for (size_t i = 0; i < check->source_count; i++)
        if (wanted(options, CDT_OPTION_SOURCE, check->sources[i].source->id))
            return true;
    return !cdt_options_has(options, CDT_OPTION_SOURCE);
}

static bool is_listed(const cdt_options *options, const cdt_check *check)
{
    return wanted(options, CDT_OPTION_GROUP, check->group ? check->group->id : "") &&
           (wanted(options, CDT_OPTION_SEVERITY, cdt_severity_name(check->final)) ||
            wanted(options, CDT_OPTION_SEVERITY, cdt_severity_name(check->draft))) &&
           rests_on(options, check);
}

/* The column behind the longest id. */
static unsigned severity_column(const cdt_checklist *list)
{
    size_t longest = 0;

    for (size_t i = 0; i < cdt_checklist_count(list); i++) {
        size_t length = strlen(cdt_checklist_at(list, i)->id);
        if (length > longest && length <= ID_MOST)
            longest = length;
    }
    return (unsigned)longest + 4;
}

static void put_check(cdt_layout *l, const cdt_check *check, unsigned column)
{
    cdt_layout_begin(l, 2, column + SEVERITY);
    cdt_layout_put(l, CDT_INK_BOLD, check->id);
    if (l->column >= column) {
        cdt_layout_end(l);
        cdt_layout_begin(l, 2, column + SEVERITY);
    }
    cdt_layout_tab(l, column);
    cdt_layout_put(l, check->final == CDT_HIGH ? CDT_INK_RED : check->final == CDT_MEDIUM ? CDT_INK_YELLOW : CDT_INK_CYAN,
                   cdt_severity_name(check->final));
    cdt_layout_tab(l, column + SEVERITY);
    cdt_layout_put(l, CDT_INK_PLAIN, check->title);
    if (!check->on)
        cdt_layout_put(l, CDT_INK_PLAIN, " (off unless selected)");
    cdt_layout_end(l);
}

/* The checks of one group (NULL: of none) that are listed; how many. */
static size_t put_group(cdt_layout *l, const cdt_options *options, const cdt_checklist *list, const cdt_group *group)
{
    size_t count = 0;

    for (size_t i = 0; i < cdt_checklist_count(list); i++) {
        const cdt_check *check = cdt_checklist_at(list, i);
        if (check->group != group || !is_listed(options, check))
            continue;
        if (!count++) {
            cdt_layout_blank(l);
            cdt_layout_begin(l, 0, 0);
            cdt_layout_put(l, CDT_INK_BOLD, group ? group->id : "in no group");
            if (group && *group->title)
                cdt_layout_printf(l, ": %s", group->title);
            cdt_layout_end(l);
        }
        put_check(l, check, severity_column(list));
    }
    return count;
}

static size_t put_table(cdt_layout *l, const cdt_options *options, const cdt_checklist *list)
{
    const cdt_group *groups;
    size_t count = cdt_checklist_groups(list, &groups), checks = 0;

    cdt_layout_begin(l, 0, 0);
    cdt_layout_put(l, CDT_INK_BOLD, cdt_checklist_name(list));
    cdt_layout_printf(l, " %s", cdt_checklist_version(list));
    if (*cdt_checklist_title(list))
        cdt_layout_printf(l, ": %s", cdt_checklist_title(list));
    cdt_layout_end(l);
    for (size_t i = 0; i < count; i++)
        checks += put_group(l, options, list, &groups[i]);
    return checks + put_group(l, options, list, NULL);
}

static size_t put_ids(cdt_buf *out, const cdt_options *options, const cdt_checklist *list)
{
    size_t count = 0;

    for (size_t i = 0; i < cdt_checklist_count(list); i++) {
        const cdt_check *check = cdt_checklist_at(list, i);
        if (!is_listed(options, check))
            continue;
        cdt_buf_printf(out, "%s/%s\n", cdt_checklist_name(list), check->id);
        count++;
    }
    return count;
}

static void put_json_check(cdt_json *json, const cdt_check *check)
{
    cdt_json_open(json, '{');
    cdt_json_put_z(json, "id", check->id);
    cdt_json_put_z(json, "group", check->group ? check->group->id : NULL);
    cdt_json_put_z(json, "title", check->title);
    cdt_json_put_z(json, "severity", cdt_severity_name(check->final));
    cdt_json_put_z(json, "severity_of_draft", cdt_severity_name(check->draft));
    cdt_json_put_bool(json, "default", check->on);
    cdt_json_key(json, "requirements");
    cdt_json_open(json, '[');
    for (size_t i = 0; i < check->requirement_count; i++)
        cdt_json_z(json, check->requirements[i].id);
    cdt_json_close(json, ']');
    cdt_json_key(json, "sources");
    cdt_json_open(json, '[');
    for (size_t i = 0; i < check->source_count; i++) {
        cdt_json_open(json, '{');
        cdt_json_put_z(json, "source", check->sources[i].source->id);
        cdt_json_put_z(json, "paragraphs", *check->sources[i].paragraphs ? check->sources[i].paragraphs : NULL);
        cdt_json_close(json, '}');
    }
    cdt_json_close(json, ']');
    cdt_json_close(json, '}');
}

static size_t put_json(cdt_json *json, const cdt_options *options, const cdt_checklist *list)
{
    size_t count = 0;

    cdt_json_open(json, '{');
    cdt_json_put_z(json, "name", cdt_checklist_name(list));
    cdt_json_put_z(json, "version", cdt_checklist_version(list));
    cdt_json_put_z(json, "title", cdt_checklist_title(list));
    cdt_json_key(json, "checks");
    cdt_json_open(json, '[');
    for (size_t i = 0; i < cdt_checklist_count(list); i++)
        if (is_listed(options, cdt_checklist_at(list, i))) {
            put_json_check(json, cdt_checklist_at(list, i));
            count++;
        }
    cdt_json_close(json, ']');
    cdt_json_close(json, '}');
    return count;
}

enum { TABLE, IDS, JSON };

static size_t put_all(cdt_cli *cli, cdt_buf *out, const cdt_checklists *lists, int format)
{
    cdt_layout layout = cdt_layout_to(out, cdt_cli_width(), cdt_cli_color(cli, STDOUT_FILENO));
    cdt_json json = cdt_json_to(out, 2);
    size_t count = 0;

    if (format == JSON) {
        cdt_json_open(&json, '{');
        cdt_json_key(&json, "checklists");
        cdt_json_open(&json, '[');
    }
    for (size_t i = 0; i < lists->count; i++) {
        if (format == TABLE && i)
            cdt_layout_blank(&layout);
        count += format == TABLE ? put_table(&layout, &cli->options, lists->at[i])
                 : format == IDS ? put_ids(out, &cli->options, lists->at[i])
                                 : put_json(&json, &cli->options, lists->at[i]);
    }
    if (format == JSON) {
        cdt_json_close(&json, ']');
        cdt_json_close(&json, '}');
        cdt_buf_char(out, '\n');
    }
    return count;
}

cdt_exit cdt_cmd_list(cdt_cli *cli)
{
    int format = cdt_options_choice(&cli->options, CDT_OPTION_LIST_FORMAT, TABLE);
    cdt_checklists lists = { 0 };
    cdt_diags *diags = cdt_diags_new();
    cdt_exit status = CDT_EXIT_INPUT;
    cdt_buf text = { 0 };

    if (cdt_checklists_load_named(cli, &lists, diags)) {
        if (put_all(cli, &text, &lists, format)) {
            cdt_output_put(&cli->out, &text);
            status = CDT_EXIT_OK;
        } else {
            cdt_cli_usage(cli, "no check is like that; `concordat list` has them all");
        }
    }
    cdt_problems_print(cli, diags);
    cdt_buf_free(&text);
    cdt_diags_free(diags);
    cdt_checklists_free(&lists);
    return status;
}
