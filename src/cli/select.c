#include "cli/select.h"

#include "base/nearest.h"

static bool matches(const cdt_pattern *pattern, const cdt_checklist *checklist, const cdt_check *check)
{
    bool all = cdt_str_is_z(pattern->id, "*");

    if (!all && !cdt_str_is_z(pattern->id, check->id))
        return false;
    return !pattern->head.len || cdt_str_is_z(pattern->head, cdt_checklist_name(checklist)) ||
           (check->group && cdt_str_is_z(pattern->head, check->group->id));
}

static bool any(const cdt_pattern *patterns, size_t count, const cdt_checklist *checklist, const cdt_check *check)
{
    for (size_t i = 0; i < count; i++)
        if (matches(&patterns[i], checklist, check))
            return true;
    return false;
}

bool cdt_selection_has(const cdt_checklist *checklist, const cdt_check *check, void *context)
{
    const cdt_selection *selection = context;
    bool selected =
        selection->select_count ? any(selection->select, selection->select_count, checklist, check) : check->on;

    return selected && !any(selection->ignore, selection->ignore_count, checklist, check);
}

size_t cdt_selection_count(const cdt_checklists *lists, cdt_selection *selection)
{
    size_t count = 0;

    for (size_t i = 0; i < lists->count; i++)
        for (size_t n = 0; n < cdt_checklist_count(lists->at[i]); n++)
            count += cdt_selection_has(lists->at[i], cdt_checklist_at(lists->at[i], n), selection);
    return count;
}

/* The known words that lie nearest to a pattern which matches nothing. */
typedef struct near {
    cdt_nearest id, head;
    const char *group; /* the pattern is a group's name without the slash and star */
} near;

static void try_check(near *n, const cdt_pattern *pattern, const cdt_check *check)
{
    cdt_nearest_try(&n->id, cdt_str_z(check->id));
    if (!check->group)
        return;
    cdt_nearest_try(&n->head, cdt_str_z(check->group->id));
    if (!pattern->head.len && cdt_str_is_z(pattern->id, check->group->id))
        n->group = check->group->id;
}

static void tell_unknown(cdt_cli *cli, const near *n, cdt_str written, const cdt_given *given, bool all)
{
    const char *option = cdt_option_table[given->id].name;

    if (given->place.line)
        cdt_say("%s:%u: the check that is named here is not there:", given->place.file, given->place.line);
    if (n->group)
        cdt_cli_usage(cli, "--%s: `%s` is a group; write `%s/*`", option, n->group, n->group);
    else if (!all && n->id.best.len)
        cdt_cli_usage(cli, "--%s: no check is called `%.*s`; did you mean `%.*s`?", option, CDT_ARGS(written),
                      CDT_ARGS(n->id.best));
    else if (all && n->head.best.len)
        cdt_cli_usage(cli, "--%s: no check is in `%.*s`; did you mean `%.*s/*`?", option, CDT_ARGS(written),
                      CDT_ARGS(n->head.best));
    else
        cdt_cli_usage(cli, "--%s: no check is called `%.*s`; `concordat list` has them all", option, CDT_ARGS(written));
}

/* Whether a pattern matches anything; otherwise that is told. */
static bool known(cdt_cli *cli, const cdt_checklists *lists, const cdt_pattern *pattern, cdt_str written,
                  const cdt_given *given)
{
    near n = { .id = { .word = pattern->id }, .head = { .word = pattern->head } };

    for (size_t i = 0; i < lists->count; i++) {
        cdt_nearest_try(&n.head, cdt_str_z(cdt_checklist_name(lists->at[i])));
        for (size_t c = 0; c < cdt_checklist_count(lists->at[i]); c++) {
            const cdt_check *check = cdt_checklist_at(lists->at[i], c);
            if (matches(pattern, lists->at[i], check))
                return true;
            try_check(&n, pattern, check);
        }
    }
    if (given->place.line && !lists->drafts)
        return true; /* of a checklist that this command does not use */
    tell_unknown(cli, &n, written, given, cdt_str_is_z(pattern->id, "*"));
    return false;
}

static bool read_one(cdt_cli *cli, const cdt_checklists *lists, cdt_str text, const cdt_given *given,
                     cdt_pattern *pattern)
{
    size_t slash = cdt_str_find(text, CDT_STR("/"), 0);

    pattern->head = slash == (size_t)-1 ? CDT_STR("") : cdt_str_slice(text, 0, slash);
    pattern->id = slash == (size_t)-1 ? text : cdt_str_slice(text, slash + 1, text.len);
    return known(cli, lists, pattern, text, given);
}

static bool read_option(cdt_cli *cli, const cdt_options *options, const cdt_checklists *lists, cdt_option_id id,
                        cdt_pattern **patterns, size_t *count)
{
    const char *value;
    const cdt_given *given;
    size_t at = 0, room = 1;

    while ((value = cdt_options_next(options, id, &at)))
        room += strlen(value);
    *patterns = CDT_NEW_ARRAY(&cli->arena, cdt_pattern, room);
    at = 0;
    while ((given = cdt_options_each(options, id, &at))) {
        cdt_str text = cdt_str_z(given->value);
        while (text.len) {
            size_t comma = cdt_str_find(text, CDT_STR(","), 0);
            cdt_str one = cdt_str_trim(cdt_str_slice(text, 0, comma));
            text = comma == (size_t)-1 ? CDT_STR("") : cdt_str_slice(text, comma + 1, text.len);
            if (one.len && !read_one(cli, lists, one, given, &(*patterns)[(*count)++]))
                return false;
        }
    }
    return true;
}

bool cdt_selection_read(cdt_cli *cli, const cdt_options *options, const cdt_checklists *lists, cdt_selection *selection)
{
    *selection = (cdt_selection){ 0 };
    return read_option(cli, options, lists, CDT_OPTION_SELECT, &selection->select, &selection->select_count) &&
           read_option(cli, options, lists, CDT_OPTION_IGNORE, &selection->ignore, &selection->ignore_count);
}
