#include "review/waiver_file.h"

#include <stdlib.h>

static const char *text(const cdt_node *map, const char *key, cdt_arena *arena)
{
    return cdt_copy_z(arena, cdt_node_text(map, key));
}

static bool date_of(const cdt_node *map, const char *key, cdt_day *day)
{
    const cdt_node *node = cdt_node_get_z(map, key);

    if (!node || node->state != CDT_STATED || node->type != CDT_DATE)
        return false;
    *day = node->as.date;
    return true;
}

const char *cdt_waiver_state_name(cdt_waiver_state state)
{
    static const char *const names[] = { "valid", "expired", "lapsed" };

    return names[state];
}

cdt_waiver cdt_waiver_of(const cdt_document *document, const cdt_node *node, cdt_day as_of, cdt_arena *arena)
{
    cdt_waiver waiver = {
        .check = text(node, "check", arena),
        .agreement = text(node, "agreement", arena),
        .path = text(node, "path", arena),
        .reason = text(node, "reason", arena),
        .approved_by = text(node, "approved_by", arena),
        .approved = text(node, "approved", arena),
        .until = text(node, "until", arena),
        .reference = text(node, "reference", arena),
        .digest = text(node, "digest", arena),
        .place = cdt_node_place(document, node),
    };
    cdt_day day;

    if (date_of(node, "until", &day) && as_of > day)
        waiver.state = CDT_WAIVER_EXPIRED; /* `until` is the last day on which it is valid */
    if (date_of(node, "approved", &day) && as_of < day)
        waiver.state = CDT_WAIVER_LAPSED; /* approved only later: not in force on the day of the review */
    return waiver;
}

cdt_waiver_file *cdt_waiver_file_read(const char *file, const char *bytes, size_t len, cdt_diags *diags)
{
    cdt_waiver_file *made = cdt_malloc(sizeof *made);

    *made = (cdt_waiver_file){ .list = NULL };
    if (cdt_schema_read_file(&made->schemas, &made->document, cdt_embedded_find("schemas/waivers.schema.yaml"), file,
                             (cdt_str){ bytes, len }, diags)) {
        made->list = cdt_node_get_z(made->document.root, "waivers");
        return made;
    }
    cdt_waiver_file_free(made);
    return NULL;
}

void cdt_waiver_file_free(cdt_waiver_file *waivers)
{
    if (!waivers)
        return;
    cdt_document_free(&waivers->document);
    cdt_schemas_free(&waivers->schemas);
    free(waivers);
}

size_t cdt_waiver_file_count(const cdt_waiver_file *waivers)
{
    return waivers->list && waivers->list->kind == CDT_LIST ? waivers->list->count : 0;
}

const cdt_waiver *cdt_waiver_file_at(cdt_waiver_file *waivers, size_t index, int as_of)
{
    cdt_arena *arena = &waivers->document.arena;

    if (!waivers->waivers)
        waivers->waivers = CDT_NEW_ARRAY(arena, cdt_waiver, cdt_waiver_file_count(waivers));
    waivers->waivers[index] = cdt_waiver_of(&waivers->document, waivers->list->children[index], as_of, arena);
    return &waivers->waivers[index];
}
