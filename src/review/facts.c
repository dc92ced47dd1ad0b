#include "review/facts.h"

#include "review/draft_facts.h"

static const cdt_facts *of(const cel_data *data)
{
    return (const cdt_facts *)data;
}

/* Is it a node of the draft? */
static bool in_draft(const cdt_facts *facts, const void *pointer, cdt_draft_node *out)
{
    return facts->first && cdt_draft_node_of(facts->first->draft, pointer, out);
}

/* The document a node is of: the description's, or for a setting the checklist's. */
static const cdt_document *document_of(const cdt_facts *facts, const cdt_node *node, bool *setting)
{
    while (node->parent)
        node = node->parent;
    *setting = facts->checklist && node == facts->checklist->settings;
    return *setting ? &facts->checklist->document : &facts->agreement->document;
}

/* The object schema that a plain value stands for; NULL: none. */
static const cdt_schema *short_form(const cdt_node *node)
{
    const cdt_schema *schema = node->schema;

    if (schema && schema->shape == CDT_SHAPE_ARRAY && schema->single)
        schema = schema->items;
    return schema && schema->shape == CDT_SHAPE_OBJECT && schema->scalar.len ? schema : NULL;
}

static cel_value scalar(const cdt_node *node)
{
    switch ((cdt_type)node->type) {
    case CDT_BOOLEAN: return cel_bool(node->as.boolean);
    case CDT_INTEGER: return cel_int(node->as.integer);
    case CDT_NUMBER: return cel_decimal(node->as.number);
    case CDT_DATE: return cel_date(node->as.date);
    case CDT_DURATION: return cel_period(node->as.period);
    case CDT_FLOAT: return cel_double(node->as.real);
    case CDT_TEXT: break;
    }
    return cel_string(node->text);
}

static bool is_other(const cdt_node *node)
{
    return node->kind == CDT_MAP && node->schema && node->schema->other && node->schema->word_count && node->count;
}

/* Does a node that is no list stand for a list of one? */
static bool is_single(const cdt_node *node)
{
    return node->kind != CDT_LIST && node->schema && node->schema->shape == CDT_SHAPE_ARRAY && node->schema->single;
}

static void put_value(const cdt_node *node, cel_value *out)
{
    if (node->state == CDT_NONE)
        *out = (cel_value){ .kind = CEL_NONE };
    else if (node->kind == CDT_SCALAR && node->type == CDT_TEXT)
        *out = (cel_value){ .kind = CEL_STRING, .text = node->text };
    else if (node->kind == CDT_SCALAR)
        *out = scalar(node);
    else if (is_other(node))
        *out = cel_string(node->children[0]->text);
    else
        *out = (cel_value){ .kind = node->kind == CDT_LIST ? CEL_LIST : CEL_MAP };
    out->node = node;
    out->single = is_single(node);
}

static cel_value value(const cel_data *data, const void *pointer)
{
    cdt_draft_node draft;
    cel_value made;

    if (in_draft(of(data), pointer, &draft))
        return cdt_draft_read_node(of(data)->first->draft, &draft);
    put_value(pointer, &made);
    return made;
}

static void mark(const cdt_facts *facts, const cdt_node *node)
{
    bool leaf = node->kind == CDT_SCALAR || node->state == CDT_NONE;

    if (facts->told && leaf && node->number != CDT_NO_NUMBER) /* settings have none */
        facts->told[node->number / 8] |= (unsigned char)(1u << node->number % 8);
}

static cel_found found(const cel_data *data, const cdt_node *node, cel_value *out)
{
    if (node->state == CDT_UNSTATED || node->state == CDT_OPEN) {
        *out = (cel_value){ .kind = CEL_NULL, .node = node };
        return node->state == CDT_OPEN ? CEL_OPEN : CEL_MISSING;
    }
    mark(of(data), node);
    put_value(node, out);
    return CEL_FOUND;
}

static cel_found missing(cel_value *out)
{
    *out = (cel_value){ .kind = CEL_NULL };
    return CEL_MISSING;
}

static cel_found select(const cel_data *data, const void *pointer, cdt_str name, uint32_t sign, cel_value *out)
{
    const cdt_node *node = pointer, *child;
    const cdt_schema *object;
    cdt_draft_node draft;

    if (of(data)->first && in_draft(of(data), pointer, &draft)) {
        *out = (cel_value){ .kind = CEL_NULL };
        return cdt_draft_select(of(data)->first->draft, &draft, name, out);
    }
    if (node->kind == CDT_MAP) {
        child = cdt_node_get_signed(node, name, sign);
        return child ? found(data, child, out) : missing(out);
    }
    object = node->kind == CDT_SCALAR ? short_form(node) : NULL;
    if (!object)
        return CEL_NO_FIELDS;
    if (!cdt_str_is(name, object->scalar))
        return missing(out);
    put_value(node, out);
    out->single = false;
    return CEL_FOUND;
}

/* A blank child of a mapping is as if its key were not there. */
static size_t count(const cel_data *data, const void *pointer)
{
    const cdt_node *node = pointer;
    cdt_draft_node draft;

    if (in_draft(of(data), pointer, &draft))
        return cdt_draft_items(of(data)->first->draft, &draft);
    return node->kind == CDT_MAP ? node->stated : node->count;
}

/* The bookmark of `map`, which comes first; where it has none, that of the walk that was left alone longest is taken. There
 * is one for each loop that may be inside another, so none of these loses its own. */
static cdt_bookmark *bookmark_of(cdt_facts *facts, const cdt_node *map)
{
    const size_t last = sizeof facts->bookmarks / sizeof *facts->bookmarks - 1;
    cdt_bookmark found;
    size_t i = 0;

    while (i < last && facts->bookmarks[i].map != map)
        i++;
    found = facts->bookmarks[i].map == map ? facts->bookmarks[i] : (cdt_bookmark){ .map = map };
    memmove(&facts->bookmarks[1], &facts->bookmarks[0], i * sizeof *facts->bookmarks);
    facts->bookmarks[0] = found;
    return &facts->bookmarks[0];
}

/* Stated entry `index` of a mapping: goes on from where the last call stopped, so that a walk stays linear. */
static const cdt_node *entry(const cel_data *data, const cdt_node *map, size_t index)
{
    cdt_bookmark *at = bookmark_of((cdt_facts *)(uintptr_t)data, map); /* only bookmarks change */

    if (at->index > index)
        at->index = at->child = 0;
    for (;;) {
        while (map->children[at->child]->state == CDT_UNSTATED)
            at->child++;
        if (at->index == index)
            return map->children[at->child];
        at->child++;
        at->index++;
    }
}

static cel_found at(const cel_data *data, const void *pointer, size_t index, cel_value *out)
{
    const cdt_node *node = pointer;
    cdt_draft_node draft;

    if (in_draft(of(data), pointer, &draft))
        return cdt_draft_item(of(data)->first->draft, &draft, index, out);
    return found(data, node->kind == CDT_MAP ? entry(data, node, index) : node->children[index], out);
}

static cel_value key(const cel_data *data, const void *node, size_t index)
{
    cdt_draft_node draft;

    if (in_draft(of(data), node, &draft))
        return cdt_draft_key(&draft, index);
    return cel_string(entry(data, node, index)->key);
}

static cdt_str path_of(const cdt_node *node, bool setting, cdt_arena *arena)
{
    cdt_str path = cdt_node_path(node, arena);

    if (!setting)
        return path;
    return cdt_str_z(cdt_format(arena, "settings%s%.*s", path.len ? "." : "", CDT_ARGS(path)));
}

/* Where to point for a node: at a plain value itself, at a list's or mapping's key. */
static cdt_place place_of(const cdt_document *document, const cdt_node *node)
{
    if (node->kind == CDT_SCALAR || node->style == CDT_FLOW || !node->key_line)
        return cdt_node_place(document, node);
    return cdt_node_key_place(document, node);
}

/* Where a setting stands: in the checklist, or, where the user changed it, in no file. */
static cdt_place place_of_setting(const cdt_facts *facts, const cdt_node *node)
{
    const cdt_node *top = node;
    const char *changed;

    while (top->parent && top->parent->parent)
        top = top->parent;
    changed = top->parent ? cdt_settings_changed(facts->checklist, top->index) : NULL;
    return changed ? (cdt_place){ .file = changed } : place_of(&facts->checklist->document, node);
}

/* The line of the alias by which a node stands where it is; 0: it is written there. */
static unsigned alias_line(const cdt_node *node)
{
    while (node && !node->alias_line)
        node = node->parent;
    return node ? node->alias_line : 0;
}

/* A fact that the draft filled in stands in the draft. */
static void describe_first(const cdt_first_facts *first, const cdt_node *node, cel_where *out)
{
    const cdt_draft_fact *fact = cdt_first_fact_at(first, node);

    if (!fact)
        return;
    out->place = cdt_draft_place(first->draft, fact->at);
    out->draft = true;
    out->clause = cdt_str_z(cdt_draft_citation_at(first->draft, fact->clause, fact->at.start));
    out->start = fact->at.start;
    out->end = fact->at.end;
}

static void describe(const cel_data *data, cdt_arena *arena, const void *pointer, cel_where *out)
{
    const cdt_node *node = pointer, *open;
    bool setting;
    const cdt_document *document;
    cdt_draft_node draft;

    if (in_draft(of(data), pointer, &draft)) {
        cdt_draft_describe(of(data)->first->draft, arena, &draft, out);
        return;
    }
    document = document_of(of(data), node, &setting);
    *out = (cel_where){ .path = path_of(node, setting, arena), .alias_line = alias_line(node) };
    out->place = setting ? place_of_setting(of(data), node) : place_of(document, node);
    if (of(data)->first)
        describe_first(of(data)->first, node, out);
    if (node->kind == CDT_SCALAR)
        out->written = node->text;
    else if (node->state == CDT_NONE)
        out->written = CDT_STR("none");
    else if (is_other(node))
        out->written = node->children[0]->text;
    if (node->label)
        out->id = node->label->text;
    open = node->state == CDT_OPEN ? cdt_node_get_z(node, "open") : NULL;
    if (open && open->kind == CDT_SCALAR)
        out->open_who = open->text;
    out->open_who = open && open->kind == CDT_MAP ? cdt_node_text(open, "who") : out->open_who;
    out->open_by = open ? cdt_node_text(open, "by") : CDT_STR("");
}

static void describe_missing(const cel_data *data, cdt_arena *arena, const void *pointer, cdt_str name, cel_where *out)
{
    const cdt_node *node = pointer ? pointer : cdt_facts_root(of(data));
    bool setting = false, index = name.len && name.at[0] == '[';
    const cdt_document *document;
    cdt_draft_node draft;
    cdt_str path;

    if (pointer && in_draft(of(data), pointer, &draft)) {
        cdt_draft_describe(of(data)->first->draft, arena, &draft, out);
        out->path = cdt_join(arena, out->path, CDT_STR("."), name);
        return;
    }
    *out = (cel_where){ .path = name, .place = { of(data)->agreement->document.file, 1, 1, 1 } };
    if (!node)
        return;
    document = document_of(of(data), node, &setting);
    out->alias_line = alias_line(node);
    path = path_of(node, setting, arena);
    if (name.len)
        path = cdt_join(arena, path, path.len && !index ? CDT_STR(".") : CDT_STR(""), name);
    out->path = path;
    if (node->parent || setting)
        out->place = place_of(document, node);
    else
        out->place = (cdt_place){ document->file, document->first_line, 1, 1 };
    if (!node->parent && !setting) /* the whole document: its first key */
        out->place = node->count ? cdt_node_key_place(document, node->children[0]) : out->place;
}

void cdt_facts_init(cdt_facts *facts, const cdt_agreement *agreement, const cdt_checklist *checklist,
                    unsigned char *told)
{
    *facts = (cdt_facts){ .data = { value, select, count, at, key, describe, describe_missing },
                          .agreement = agreement,
                          .checklist = checklist,
                          .told = told };
}

void cdt_facts_draft(cdt_facts *facts, const cdt_first_facts *first)
{
    facts->first = first;
    if (first->copy)
        facts->agreement = first->copy;
}

const void *cdt_facts_root(const cdt_facts *facts)
{
    return facts->agreement->document.root;
}

void cdt_facts_globals(const cdt_facts *facts, cdt_arena *arena, cdt_day today, cdt_stage stage,
                       cel_binding room[CDT_GLOBALS])
{
    cel_value settings = { .kind = CEL_MAP, .node = facts->checklist ? facts->checklist->settings : NULL };

    if (!facts->checklist)
        cel_map_new(arena, NULL, 0, &settings);
    room[0] = (cel_binding){ CDT_STR("settings"), settings };
    room[1] = (cel_binding){ CDT_STR("today"), cel_date(today) };
    room[2] =
        (cel_binding){ CDT_STR("stage"), cel_string(stage == CDT_STAGE_DRAFT ? CDT_STR("draft") : CDT_STR("final")) };
    room[3] =
        (cel_binding){ CDT_STR("draft"), facts->first ? cdt_draft_root(facts->first->draft)
                                                      : cel_fail(arena, (cel_failure){ .rank = CEL_RANK_NOT_STATED,
                                                                                       .missing = CDT_STR("draft") }) };
}

cdt_stage cdt_stage_of(const cdt_agreement *agreement)
{
    cdt_str status = cdt_node_text(cdt_node_get_z(agreement->document.root, "agreement"), "status");

    if (cdt_str_is(status, CDT_STR("draft")) || cdt_str_is(status, CDT_STR("approved")))
        return CDT_STAGE_DRAFT;
    return CDT_STAGE_FINAL;
}
