#include "cli/config.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/limits.h"
#include "cli/checklists.h"
#include "cli/problems.h"
#include "cli/reader.h"
#include "cli/repository.h"
#include "yaml/outline.h"
#include "yaml/schema.h"

#define FOLDERS_UP 100

struct cdt_config {
    cdt_schemas schemas;
    cdt_document document;
    const char *file;
    const char *folder; /* "", "../", ...: before names that the file gives */
    cdt_options typed;  /* what stood on the command line */
};

/* ---- finding it ---- */

static bool is_there(const char *path, struct stat *found)
{
    return stat(path, found) == 0;
}

/* The nearest above, but not above the root of the repository. "" where there is none. */
static const char *find(cdt_arena *arena)
{
    const char *folder = "";
    struct stat here, above, found;

    for (int i = 0; i < FOLDERS_UP; i++) {
        const char *file = cdt_format(arena, "%s" CDT_CONFIG_NAME, folder);
        if (is_there(file, &found))
            return file;
        if (is_there(cdt_format(arena, "%s.git", folder), &found))
            break;
        if (!is_there(cdt_format(arena, "%s.", folder), &here) ||
            !is_there(cdt_format(arena, "%s..", folder), &above) ||
            (here.st_dev == above.st_dev && here.st_ino == above.st_ino))
            break;
        folder = cdt_format(arena, "%s../", folder);
    }
    return "";
}

/* ---- as options ---- */

/* Options that grow. */
typedef struct layer {
    cdt_cli *cli;
    const cdt_config *config;
    cdt_given *at;
    size_t count, room;
} layer;

static void put(layer *l, cdt_option_id id, const char *value, cdt_place place, const char *reason)
{
    if (!cdt_option_belongs(&cdt_option_table[id], l->cli->command->name))
        return;
    if (l->count == l->room) {
        cdt_given *grown = CDT_NEW_ARRAY(&l->cli->arena, cdt_given, l->room ? l->room * 2 : 32);
        for (size_t i = 0; i < l->count; i++)
            grown[i] = l->at[i];
        l->at = grown;
        l->room = l->room ? l->room * 2 : 32;
    }
    l->at[l->count++] = (cdt_given){ .id = id, .value = value, .place = place, .reason = reason };
}

/* A later layer takes the place of an earlier one's options. */
static void drop(layer *l, cdt_option_id id)
{
    size_t kept = 0;

    for (size_t i = 0; i < l->count; i++)
        if (l->at[i].id != id)
            l->at[kept++] = l->at[i];
    l->count = kept;
}

static const char *copy(layer *l, cdt_str text)
{
    return cdt_copy_z(&l->cli->arena, text);
}

static const char *text_of(layer *l, const cdt_node *map, const char *key)
{
    return copy(l, cdt_node_text(map, key));
}

static cdt_place place_of(const layer *l, const cdt_node *node)
{
    return cdt_node_place(&l->config->document, node);
}

/* A file that is named from the configuration's folder. */
static const char *file_of(layer *l, cdt_str name)
{
    return name.len && name.at[0] == '/' ? copy(l, name)
                                         : cdt_format(&l->cli->arena, "%s%.*s", l->config->folder, CDT_ARGS(name));
}

static const char *checklist_of(layer *l, cdt_str name)
{
    bool beside = name.len && name.at[0] == '+';
    const char *bare = copy(l, beside ? cdt_str_slice(name, 1, name.len) : name);

    return cdt_format(&l->cli->arena, "%s%s", beside ? "+" : "",
                      cdt_checklist_is_builtin(bare) ? bare : file_of(l, cdt_str_z(bare)));
}

static const char *as_it_is(layer *l, cdt_str text)
{
    return copy(l, text);
}

/* A list of texts, or one of them, each as an option. */
static void put_texts(layer *l, const cdt_node *map, const char *key, cdt_option_id id,
                      const char *(*value)(layer *l, cdt_str text))
{
    const cdt_node *node = cdt_node_get_z(map, key);

    if (node && node->kind == CDT_SCALAR && node->text.len)
        put(l, id, value(l, node->text), place_of(l, node), "");
    for (uint32_t i = 0; node && node->kind == CDT_LIST && i < node->count; i++)
        put(l, id, value(l, node->children[i]->text), place_of(l, node->children[i]), "");
}

/* Does a list of checklists take the place of what was there? */
static bool replaces(const cdt_node *node)
{
    if (node && node->kind == CDT_SCALAR)
        return node->text.len && node->text.at[0] != '+';
    for (uint32_t i = 0; node && node->kind == CDT_LIST && i < node->count; i++)
        if (node->children[i]->text.len && node->children[i]->text.at[0] != '+')
            return true;
    return false;
}

static void put_pairs(layer *l, const cdt_node *map, const char *key, cdt_option_id id)
{
    const cdt_node *list = cdt_node_get_z(map, key);

    for (uint32_t i = 0; list && list->kind == CDT_LIST && i < list->count; i++) {
        const cdt_node *item = list->children[i];
        const char *check = text_of(l, item, "check"), *severity = text_of(l, item, "severity");
        put(l, id, *severity ? cdt_format(&l->cli->arena, "%s=%s", check, severity) : check, place_of(l, item),
            text_of(l, item, "reason"));
    }
}

/* A value in one line of YAML. The depth of a document is limited. */
static void put_flow(cdt_buf *out, const cdt_node *node)
{
    bool list = node->kind == CDT_LIST;

    if (node->kind == CDT_SCALAR && node->style == CDT_PLAIN) {
        cdt_buf_put(out, node->text);
        return;
    }
    if (node->kind == CDT_SCALAR) {
        cdt_yaml_scalar(out, node->text);
        return;
    }
    cdt_buf_char(out, list ? '[' : '{');
    for (uint32_t i = 0; i < node->count; i++) {
        cdt_buf_put_z(out, i ? ", " : "");
        if (!list) {
            cdt_yaml_scalar(out, node->children[i]->key);
            cdt_buf_put_z(out, ": ");
        }
        put_flow(out, node->children[i]);
    }
    cdt_buf_char(out, list ? ']' : '}');
}

static void put_settings(layer *l, const cdt_node *map)
{
    const cdt_node *settings = cdt_node_get_z(map, "settings");
    cdt_buf text = { 0 };

    for (uint32_t i = 0; settings && settings->kind == CDT_MAP && i < settings->count; i++) {
        const cdt_node *node = settings->children[i];
        cdt_buf_printf(&text, "%.*s=", CDT_ARGS(node->key));
        put_flow(&text, node);
        put(l, CDT_OPTION_SET, cdt_buf_take(&text, &l->cli->arena).at, place_of(l, node), "");
    }
    cdt_buf_free(&text);
}

/* What the head of the file and an override have in common. */
static void put_layer(layer *l, const cdt_node *map)
{
    if (replaces(cdt_node_get_z(map, "checklists")))
        drop(l, CDT_OPTION_CHECKLIST);
    put_texts(l, map, "checklists", CDT_OPTION_CHECKLIST, checklist_of);
    put_pairs(l, map, "ignore", CDT_OPTION_IGNORE);
    put_pairs(l, map, "severities", CDT_OPTION_SEVERITY_OF);
    put_settings(l, map);
}

static void put_head(layer *l, const cdt_node *root)
{
    const cdt_node *node;

    put_layer(l, root);
    put_texts(l, root, "select", CDT_OPTION_SELECT, as_it_is);
    put_texts(l, root, "waivers", CDT_OPTION_WAIVERS, file_of);
    put_texts(l, root, "baseline", CDT_OPTION_BASELINE, file_of);
    put_texts(l, root, "fail_on", CDT_OPTION_FAIL_ON, as_it_is);
    node = cdt_node_get_z(root, "strict");
    if (node && node->type == CDT_BOOLEAN && node->as.boolean)
        put(l, CDT_OPTION_STRICT, NULL, place_of(l, node), "");
}

/* What was typed comes last, and beats the file: checklists without a +, selections and files take the place of those there. */
static void put_typed(layer *l, const cdt_options *typed)
{
    static const cdt_option_id replaced[] = { CDT_OPTION_SELECT, CDT_OPTION_WAIVERS, CDT_OPTION_BASELINE };
    size_t at = 0;
    const char *list;

    while ((list = cdt_options_next(typed, CDT_OPTION_CHECKLIST, &at)))
        if (*list != '+')
            drop(l, CDT_OPTION_CHECKLIST);
    for (size_t i = 0; i < sizeof replaced / sizeof *replaced; i++)
        if (cdt_options_has(typed, replaced[i]))
            drop(l, replaced[i]);
    if (cdt_options_has(typed, CDT_OPTION_SELECT))
        drop(l, CDT_OPTION_IGNORE); /* whoever asks for a check gets it */
    for (size_t i = 0; i < typed->count; i++)
        put(l, typed->given[i].id, typed->given[i].value, typed->given[i].place, "");
}

static const cdt_node *override_list(const cdt_config *config)
{
    const cdt_node *list = config ? cdt_node_get_z(config->document.root, "overrides") : NULL;

    return list && list->kind == CDT_LIST ? list : NULL;
}

cdt_options cdt_config_options(cdt_cli *cli, unsigned long long overrides)
{
    const cdt_config *config = cli->config;
    layer l = { .cli = cli, .config = config };
    const cdt_node *list = override_list(config);
    cdt_options options = cli->options;

    if (!config)
        return options;
    put_head(&l, config->document.root);
    for (uint32_t i = 0; list && i < list->count && i < 64; i++)
        if (overrides >> i & 1)
            put_layer(&l, list->children[i]);
    put_typed(&l, &config->typed);
    options.given = l.at;
    options.count = l.count;
    return options;
}

/* ---- overrides ---- */

static bool matches(const cdt_node *paths, const char *path, cdt_arena *arena)
{
    if (paths && paths->kind == CDT_SCALAR)
        return fnmatch(cdt_copy_z(arena, paths->text), path, 0) == 0;
    for (uint32_t i = 0; paths && paths->kind == CDT_LIST && i < paths->count; i++)
        if (fnmatch(cdt_copy_z(arena, paths->children[i]->text), path, 0) == 0)
            return true;
    return false;
}

unsigned long long cdt_config_overrides(const cdt_cli *cli, const char *file)
{
    const cdt_node *list = override_list(cli->config);
    unsigned long long bits = 0;
    cdt_arena scratch = { 0 };
    const char *path;

    if (!list)
        return 0;
    path = cdt_path_below(&scratch, cli->config->folder, file);
    for (uint32_t i = 0; i < list->count && i < 64; i++)
        if (matches(cdt_node_get_z(list->children[i], "paths"), path, &scratch))
            bits |= 1ull << i;
    cdt_arena_free(&scratch);
    return bits;
}

size_t cdt_config_override_count(const cdt_config *config)
{
    const cdt_node *list = override_list(config);

    return list ? list->count : 0;
}

const char *cdt_config_override_paths(cdt_cli *cli, size_t index, cdt_place *place)
{
    const cdt_node *item = override_list(cli->config)->children[index], *paths = cdt_node_get_z(item, "paths");
    cdt_buf text = { 0 };
    const char *made;

    *place = cdt_node_place(&cli->config->document, item);
    if (paths && paths->kind == CDT_SCALAR)
        cdt_buf_put(&text, paths->text);
    for (uint32_t i = 0; paths && paths->kind == CDT_LIST && i < paths->count; i++)
        cdt_buf_printf(&text, "%s%.*s", i ? " " : "", CDT_ARGS(paths->children[i]->text));
    made = cdt_copy_z(&cli->arena, cdt_buf_str(&text));
    cdt_buf_free(&text);
    return made;
}

/* ---- reading it ---- */

const char *cdt_config_file(const cdt_config *config)
{
    return config ? config->file : NULL;
}

void cdt_config_free(cdt_config *config)
{
    if (!config)
        return;
    cdt_document_free(&config->document);
    cdt_schemas_free(&config->schemas);
    free(config);
}

static void read_text(cdt_config *config, cdt_str text, cdt_diags *diags)
{
    const cdt_node *list;

    cdt_schema_read_file(&config->schemas, &config->document, cdt_embedded_find("schemas/config.schema.yaml"),
                         config->file, text, diags);
    list = config->document.root ? override_list(config) : NULL;
    if (list && list->count > CDT_MAX_OVERRIDES)
        cdt_node_problem(&config->document, diags, CDT_TOO_LARGE, list,
                         "there are %u overrides; at most %u are allowed", (unsigned)list->count,
                         (unsigned)CDT_MAX_OVERRIDES);
}

cdt_config *cdt_config_read(cdt_cli *cli, const char *file, cdt_str text, cdt_diags *diags)
{
    const char *slash = strrchr(file, '/');
    cdt_config *config = cdt_malloc(sizeof *config);

    *config = (cdt_config){ .file = file, .typed = cli->options };
    config->folder = cdt_copy_z(&cli->arena, (cdt_str){ file, slash ? (size_t)(slash + 1 - file) : 0 });
    read_text(config, text, diags);
    if (!cdt_diags_errors(diags))
        return config;
    cdt_config_free(config);
    return NULL;
}

static cdt_config *read_file(cdt_cli *cli, const char *file, cdt_diags *diags)
{
    cdt_buf bytes = { 0 };
    cdt_config *config = NULL;

    if (cdt_reader_slurp(&bytes, file, file, CDT_MAX_DOCUMENT_BYTES, diags))
        config = cdt_config_read(cli, file, cdt_buf_take(&bytes, &cli->arena), diags);
    cdt_buf_free(&bytes);
    return config;
}

cdt_exit cdt_config_apply(cdt_cli *cli)
{
    const char *file = cdt_options_last(&cli->options, CDT_OPTION_CONFIG);
    cdt_exit status = CDT_EXIT_OK;
    cdt_diags *diags;

    if (!cdt_option_belongs(&cdt_option_table[CDT_OPTION_CONFIG], cli->command->name) ||
        cdt_options_has(&cli->options, CDT_OPTION_NO_CONFIG))
        return status;
    if (!file)
        file = find(&cli->arena);
    if (!*file)
        return status;
    diags = cdt_diags_new();
    cli->config = read_file(cli, file, diags);
    if (cli->config)
        cli->options = cdt_config_options(cli, 0);
    else
        status = CDT_EXIT_INPUT;
    cdt_problems_print(cli, diags);
    cdt_diags_free(diags);
    return status;
}
