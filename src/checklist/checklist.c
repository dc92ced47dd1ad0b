#include "checklist/checklist.h"

static const char *const severities[] = { "info", "low", "medium", "high" };

const char *cdt_severity_name(cdt_severity severity)
{
    return severities[severity];
}

bool cdt_severity_named(const char *name, cdt_severity *out)
{
    for (int i = 0; i <= CDT_HIGH; i++)
        if (strcmp(name, severities[i]) == 0) {
            *out = (cdt_severity)i;
            return true;
        }
    return false;
}

const char *cdt_none_rule_name(cdt_none_rule rule)
{
    static const char *const names[] = { "fails", "meets", "not_applicable" };

    return names[rule];
}

const char *cdt_checklist_name(const cdt_checklist *checklist)
{
    return checklist->name;
}

const char *cdt_checklist_version(const cdt_checklist *checklist)
{
    return checklist->version;
}

const char *cdt_checklist_title(const cdt_checklist *checklist)
{
    return checklist->title;
}

const char *cdt_checklist_law_as_at(const cdt_checklist *checklist)
{
    return checklist->law_as_at;
}

const char *cdt_checklist_file(const cdt_checklist *checklist)
{
    return checklist->document.file;
}

size_t cdt_checklist_count(const cdt_checklist *checklist)
{
    return checklist->check_count;
}

const cdt_check *cdt_checklist_at(const cdt_checklist *checklist, size_t index)
{
    return &checklist->checks[index];
}

const cdt_check *cdt_checklist_find(const cdt_checklist *checklist, const char *id)
{
    for (size_t i = 0; i < checklist->check_count; i++)
        if (strcmp(checklist->checks[i].id, id) == 0)
            return &checklist->checks[i];
    return NULL;
}

size_t cdt_checklist_groups(const cdt_checklist *checklist, const cdt_group **groups)
{
    *groups = checklist->groups;
    return checklist->group_count;
}

size_t cdt_checklist_sources(const cdt_checklist *checklist, const cdt_source **sources)
{
    *sources = checklist->sources;
    return checklist->source_count;
}

size_t cdt_checklist_settings(const cdt_checklist *checklist, const cdt_setting **settings)
{
    *settings = checklist->setting_list;
    return checklist->setting_count;
}

cdt_place cdt_condition_place(const cdt_checklist *checklist, const cdt_node *scalar, uint32_t from, uint32_t to)
{
    return cdt_scalar_place(&checklist->document, scalar, from, to > from ? to - from : 1);
}

bool cdt_checklist_severity(cdt_checklist *checklist, const char *id, cdt_severity severity)
{
    cdt_check *check;

    if (checklist->is_frozen && !checklist->has_own_checks) {
        cdt_check *own = CDT_NEW_ARRAY(&checklist->arena, cdt_check, checklist->check_count);
        memcpy(own, checklist->checks, checklist->check_count * sizeof *own);
        checklist->checks = own;
        checklist->has_own_checks = true;
    }
    check = (cdt_check *)cdt_checklist_find(checklist, id); /* its own: it was made to be changed here alone */
    if (check)
        check->draft = check->final = severity;
    return check != NULL;
}
