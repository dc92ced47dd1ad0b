#include "cli/checklists.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/limits.h"
#include "base/nearest.h"
#include "cli/problems.h"
#include "cli/reader.h"
#include "draft/guess.h"

bool cdt_checklist_is_builtin(const char *name)
{
    for (size_t i = 0; i < cdt_builtin_count(); i++)
        if (strcmp(cdt_builtin_name(i), name) == 0)
            return true;
    return false;
}

static bool exists(const char *path)
{
    struct stat found;

    return stat(path, &found) == 0;
}

static void unknown_checklist(const char *name, cdt_diags *diags)
{
    cdt_nearest nearest = { .word = cdt_str_z(name) };

    for (size_t i = 0; i < cdt_builtin_count(); i++)
        cdt_nearest_try(&nearest, cdt_str_z(cdt_builtin_name(i)));
    CDT_FILE_PROBLEM(diags, CDT_CANNOT_READ, name,
                     "there is no such file, and no built-in checklist of this name%s%.*s%s",
                     nearest.best.len ? "; did you mean " : "", CDT_ARGS(nearest.best), nearest.best.len ? "?" : "");
}

cdt_checklist *cdt_checklist_open(cdt_cli *cli, const char *name, bool rules_only, cdt_diags *diags)
{
    cdt_library *library = cdt_cli_library(cli);
    size_t errors = cdt_diags_errors(diags);
    cdt_buf file = { 0 };
    const char *foreign;
    cdt_checklist *list;
    cdt_str text;

    if (cdt_checklist_is_builtin(name))
        return rules_only ? cdt_builtin_read_rules(library, name, diags) : cdt_builtin_read(library, name, diags);
    if (!exists(name)) {
        unknown_checklist(name, diags);
        return NULL;
    }
    if (!cdt_reader_slurp(&file, name, name, CDT_MAX_DOCUMENT_BYTES, diags)) {
        cdt_buf_free(&file);
        return NULL;
    }
    text = cdt_buf_take(&file, &cli->arena);
    cdt_buf_free(&file);
    foreign = cdt_file_is_foreign(text);
    list = foreign ? NULL : cdt_checklist_read(library, name, text.at, text.len, diags);
    if (!list && cdt_diags_errors(diags) == errors)
        CDT_FILE_PROBLEM(diags, foreign ? CDT_NOT_TEXT : CDT_EMPTY, name, "%s",
                         foreign ? "this is no checklist: a checklist is a YAML file" : "there is no checklist in it");
    return list;
}

static bool is_replaced(const cdt_options *options)
{
    bool replaced = false;
    const char *value;

    for (size_t at = 0; (value = cdt_options_next(options, CDT_OPTION_CHECKLIST, &at));)
        replaced = replaced || *value != '+';
    return replaced;
}

/* The names of the checklists to hold: the usual ones unless --checklist replaces them (every built-in one, but for those about
 * drafts), then the others in order. */
static size_t wanted(const cdt_options *options, const char **names)
{
    bool replaced = is_replaced(options);
    size_t count = 0, at = 0;
    const char *value;

    for (size_t i = 0; !replaced && i < cdt_builtin_count(); i++)
        if (!cdt_builtin_for_drafts(i))
            names[count++] = cdt_builtin_name(i);
    while ((value = cdt_options_next(options, CDT_OPTION_CHECKLIST, &at)))
        names[count++] = *value == '+' ? value + 1 : value;
    return count;
}

static cdt_checklist *find_list(const cdt_checklists *lists, cdt_str name)
{
    for (size_t i = 0; i < lists->count; i++)
        if (cdt_str_is_z(name, cdt_checklist_name(lists->at[i])))
            return lists->at[i];
    return NULL;
}

static bool has_setting(const cdt_checklist *list, const char *name)
{
    const cdt_setting *settings;
    size_t count = cdt_checklist_settings(list, &settings);

    for (size_t i = 0; i < count; i++)
        if (strcmp(settings[i].name, name) == 0)
            return true;
    return false;
}

/* Change a setting wherever it is; where it is nowhere, the first checklist says so. */
static void set_anywhere(const cdt_checklists *lists, const char *name, const char *value, cdt_diags *diags)
{
    bool found = false;

    for (size_t i = 0; i < lists->count; i++)
        if (has_setting(lists->at[i], name)) {
            found = true;
            cdt_checklist_set(lists->at[i], name, value, diags);
        }
    if (!found)
        cdt_checklist_set(lists->at[0], name, value, diags);
}

/* [CHECKLIST.]NAME=VALUE */
static void set(cdt_cli *cli, const cdt_checklists *lists, const char *given, cdt_diags *diags)
{
    cdt_str text = cdt_str_z(given);
    size_t equals = cdt_str_find(text, CDT_STR("="), 0), dot;
    cdt_str left = cdt_str_slice(text, 0, equals);
    cdt_checklist *list;

    if (equals == (size_t)-1 || !equals) {
        cdt_diags_add(diags, CDT_BAD_SETTING, (cdt_place){ 0 }, NULL, "--set wants NAME=VALUE, not `%s`", given);
        return;
    }
    dot = cdt_str_find(left, CDT_STR("."), 0);
    if (dot == (size_t)-1) {
        set_anywhere(lists, cdt_copy_z(&cli->arena, left), given + equals + 1, diags);
        return;
    }
    list = find_list(lists, cdt_str_slice(left, 0, dot));
    if (list)
        cdt_checklist_set(list, cdt_copy_z(&cli->arena, cdt_str_slice(left, dot + 1, left.len)), given + equals + 1,
                          diags);
    else
        cdt_diags_add(diags, CDT_BAD_SETTING, (cdt_place){ 0 }, NULL, "--set %s: no checklist called %.*s is in use",
                      given, CDT_ARGS(cdt_str_slice(left, 0, dot)));
}

/* Is an option of the configuration about a checklist that is not in use? Other commands may use it. */
static bool is_elsewhere(const cdt_checklists *lists, const cdt_given *given)
{
    return given->place.line && !lists->drafts;
}

static bool knows_setting(const cdt_checklists *lists, const char *given)
{
    cdt_str left = cdt_str_slice(cdt_str_z(given), 0, strcspn(given, "="));
    size_t dot = cdt_str_find(left, CDT_STR("."), 0);
    char name[128];

    snprintf(name, sizeof name, "%.*s", CDT_ARGS(cdt_str_slice(left, dot == (size_t)-1 ? 0 : dot + 1, left.len)));
    for (size_t i = 0; i < lists->count; i++)
        if (has_setting(lists->at[i], name))
            return true;
    return false;
}

/* CHECK=SEVERITY, the check perhaps with its checklist. */
static void set_severity(const cdt_checklists *lists, const cdt_given *given, cdt_diags *diags)
{
    cdt_str text = cdt_str_z(given->value), checklist = CDT_STR("");
    size_t equals = cdt_str_find(text, CDT_STR("="), 0), slash = cdt_str_find(text, CDT_STR("/"), 0);
    cdt_arena scratch = { 0 };
    bool found = false;
    cdt_severity severity;

    if (equals == (size_t)-1 || !cdt_severity_named(given->value + equals + 1, &severity)) {
        cdt_diags_add(diags, CDT_BAD_SETTING, given->place, NULL,
                      "--severity wants CHECK=SEVERITY such as exit-notice=medium, not `%s`", given->value);
        return;
    }
    if (slash < equals)
        checklist = cdt_str_slice(text, 0, slash);
    text = cdt_str_slice(text, slash < equals ? slash + 1 : 0, equals);
    for (size_t i = 0; i < lists->count; i++)
        if (!checklist.len || cdt_str_is_z(checklist, cdt_checklist_name(lists->at[i])))
            found |= cdt_checklist_severity(lists->at[i], cdt_copy_z(&scratch, text), severity);
    if (!found && !is_elsewhere(lists, given))
        cdt_diags_add(diags, CDT_BAD_SETTING, given->place, NULL,
                      "the severity of %s cannot be changed: no checklist in use has such a check; `concordat list` has them all",
                      given->value);
    cdt_arena_free(&scratch);
}

static bool load_one(cdt_cli *cli, cdt_checklists *lists, const char *name, cdt_diags *diags)
{
    cdt_checklist *list = cdt_checklist_open(cli, name, lists->rules_only, diags), *twin;

    if (!list)
        return false;
    twin = find_list(lists, cdt_str_z(cdt_checklist_name(list)));
    lists->at[lists->count++] = list;
    if (twin)
        CDT_FILE_PROBLEM(diags, CDT_BAD_CHECKLIST, name, "another checklist in use is called %s too (%s)",
                         cdt_checklist_name(twin), cdt_checklist_file(twin));
    return !twin;
}

bool cdt_checklists_add_drafts(cdt_cli *cli, const cdt_options *options, cdt_checklists *lists, cdt_diags *diags)
{
    bool good = true;

    if (lists->has_drafts || is_replaced(options))
        return true;
    lists->has_drafts = true;
    for (size_t i = 0; i < cdt_builtin_count(); i++) {
        if (!cdt_builtin_for_drafts(i) || find_list(lists, cdt_str_z(cdt_builtin_name(i))))
            continue;
        good &= load_one(cli, lists, cdt_builtin_name(i), diags);
        lists->usual_drafts++;
    }
    return good;
}

size_t cdt_checklists_held(const cdt_checklists *lists, bool has_draft)
{
    return lists->count - (has_draft ? 0 : lists->usual_drafts);
}

bool cdt_checklists_load(cdt_cli *cli, const cdt_options *options, cdt_checklists *lists, cdt_diags *diags)
{
    size_t most = cdt_builtin_count() + options->count, errors = cdt_diags_errors(diags), at = 0, count;
    const char **names = CDT_NEW_ARRAY(&cli->arena, const char *, most);
    const cdt_given *given;

    lists->at = CDT_NEW_ARRAY(&cli->arena, cdt_checklist *, most);
    count = wanted(options, names);
    for (size_t i = 0; i < count; i++)
        load_one(cli, lists, names[i], diags);
    if (lists->drafts)
        cdt_checklists_add_drafts(cli, options, lists, diags);
    while (cdt_diags_errors(diags) == errors && (given = cdt_options_each(options, CDT_OPTION_SET, &at)))
        if (!is_elsewhere(lists, given) || knows_setting(lists, given->value))
            set(cli, lists, given->value, diags);
    at = 0;
    while (cdt_diags_errors(diags) == errors && (given = cdt_options_each(options, CDT_OPTION_SEVERITY_OF, &at)))
        set_severity(lists, given, diags);
    return cdt_diags_errors(diags) == errors;
}

bool cdt_checklists_load_named(cdt_cli *cli, cdt_checklists *lists, cdt_diags *diags)
{
    cdt_options options = cli->options;
    size_t operands = options.operand_count;

    options.given = CDT_NEW_ARRAY(&cli->arena, cdt_given, options.count + operands);
    if (options.count)
        memcpy(options.given, cli->options.given, options.count * sizeof *options.given);
    for (size_t i = 0; i < operands; i++)
        options.given[options.count++] = (cdt_given){ .id = CDT_OPTION_CHECKLIST, .value = options.operands[i] };
    return cdt_checklists_load(cli, &options, lists, diags);
}

void cdt_checklists_free(cdt_checklists *lists)
{
    for (size_t i = 0; i < lists->count; i++)
        cdt_checklist_free(lists->at[i]);
    lists->count = 0;
}

static void nearest_check(const cdt_checklists *lists, cdt_nearest *nearest)
{
    for (size_t i = 0; i < lists->count; i++)
        for (size_t n = 0; n < cdt_checklist_count(lists->at[i]); n++)
            cdt_nearest_try(nearest, cdt_str_z(cdt_checklist_at(lists->at[i], n)->id));
}

const cdt_check *cdt_checklists_find(cdt_cli *cli, const cdt_checklists *lists, const char *id,
                                     const cdt_checklist **found)
{
    cdt_str text = cdt_str_z(id);
    size_t slash = cdt_str_find(text, CDT_STR("/"), 0);
    const char *own = slash == (size_t)-1 ? id : id + slash + 1;
    cdt_nearest nearest = { .word = cdt_str_z(own) };
    const cdt_check *check = NULL;

    for (size_t i = 0; i < lists->count; i++) {
        const cdt_check *here = cdt_checklist_find(lists->at[i], own);
        if (!here || (own != id && !cdt_str_is_z(cdt_str_slice(text, 0, slash), cdt_checklist_name(lists->at[i]))))
            continue;
        if (check) {
            cdt_cli_usage(cli, "`%s` is a check of %s and of %s; write %s/%s", id, cdt_checklist_name(*found),
                          cdt_checklist_name(lists->at[i]), cdt_checklist_name(*found), id);
            return NULL;
        }
        check = here;
        *found = lists->at[i];
    }
    if (check)
        return check;
    if (cdt_checklist_is_builtin(id)) {
        cdt_cli_usage(cli, "`%s` is a checklist; `concordat list %s` has its checks", id, id);
        return NULL;
    }
    nearest_check(lists, &nearest);
    cdt_cli_usage(cli, "there is no check `%s`%s%.*s%s", id, nearest.best.len ? "; did you mean `" : "",
                  CDT_ARGS(nearest.best), nearest.best.len ? "`?" : "");
    return NULL;
}
