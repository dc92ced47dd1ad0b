#include "cli/inputs.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/limits.h"
#include "cli/problems.h"
#include "cli/reader.h"

#define FOLDERS_DEEP 100 /* folders inside each other */

typedef struct gathering {
    cdt_cli *cli;
    cdt_inputs *inputs;
    cdt_diags *diags;
} gathering;

/* Room for one more element. */
static void *grown(void *items, size_t count, size_t *room, size_t size)
{
    if (count < *room)
        return items;
    *room = *room ? *room * 2 : 16;
    return cdt_realloc(items, *room * size);
}

static void add(gathering *g, const char *path, const char *name, cdt_folder *folder)
{
    cdt_inputs *inputs = g->inputs;

    inputs->at = grown(inputs->at, inputs->count, &inputs->room, sizeof *inputs->at);
    inputs->at[inputs->count++] = (cdt_input){ path, name, folder };
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names in a folder that are not hidden, sorted, in the arena. false: it cannot be read. */
static bool read_names(gathering *g, const char *path, cdt_arena *arena, const char ***names, size_t *count)
{
    DIR *folder = opendir(path);
    size_t room = 0;
    struct dirent *entry;

    *names = NULL;
    *count = 0;
    if (!folder) {
        CDT_FILE_PROBLEM(g->diags, CDT_CANNOT_READ, path, "cannot open the folder: %s", strerror(errno));
        return false;
    }
    while ((entry = readdir(folder))) {
        if (entry->d_name[0] == '.')
            continue;
        *names = grown(*names, *count, &room, sizeof **names);
        (*names)[(*count)++] = cdt_copy_z(arena, cdt_str_z(entry->d_name));
    }
    closedir(folder);
    if (*count)
        qsort(*names, *count, sizeof **names, by_name);
    return true;
}

static bool is_yaml(const char *name)
{
    cdt_str text = cdt_str_z(name);

    return cdt_str_ends(text, CDT_STR(".yaml")) || cdt_str_ends(text, CDT_STR(".yml"));
}

/* A folder reached through a symbolic link is not entered, so that no loop is walked and nothing is found twice. */
static void walk(gathering *g, cdt_folder *folder, const char *path, unsigned depth)
{
    const char **names;
    size_t count, length = strlen(path);
    cdt_arena scratch = { 0 };

    if (depth > FOLDERS_DEEP) {
        CDT_FILE_PROBLEM(g->diags, CDT_TOO_LARGE, path, "more than %d folders are inside each other", FOLDERS_DEEP);
        return;
    }
    if (!read_names(g, path, &scratch, &names, &count))
        folder->found++;
    for (size_t i = 0; i < count; i++) {
        const char *below = cdt_format(&g->cli->arena, "%s%s%s", path, path[length - 1] == '/' ? "" : "/", names[i]);
        struct stat found;
        bool link = lstat(below, &found) == 0 && S_ISLNK(found.st_mode);
        bool there = stat(below, &found) == 0;
        if (there && S_ISDIR(found.st_mode)) {
            if (!link)
                walk(g, folder, below, depth + 1);
        } else if (is_yaml(names[i]) && (!there || S_ISREG(found.st_mode))) {
            add(g, below, below, folder);
        }
    }
    free(names);
    cdt_arena_free(&scratch);
}

static void add_folder(gathering *g, const char *path)
{
    cdt_inputs *inputs = g->inputs;
    cdt_folder *folder = CDT_NEW(&g->cli->arena, cdt_folder);

    folder->name = path;
    inputs->folders = grown(inputs->folders, inputs->folder_count, &inputs->folder_room, sizeof *inputs->folders);
    inputs->folders[inputs->folder_count++] = folder;
    walk(g, folder, path, 0);
}

/* A name that was given: what is not there is told when it is opened. */
static void add_named(gathering *g, const char *path)
{
    struct stat found;

    if (stat(path, &found) == 0 && S_ISDIR(found.st_mode))
        add_folder(g, path);
    else
        add(g, path, path, NULL);
}

static const char *stdin_name(const cdt_cli *cli)
{
    const char *name = cdt_options_last(&cli->options, CDT_OPTION_STDIN_FILENAME);

    return name ? name : "<stdin>";
}

/* Names with line feeds between them, or with NUL bytes where there is one. */
static void add_list(gathering *g, const char *from)
{
    bool standard = strcmp(from, "-") == 0;
    cdt_buf text = { 0 };
    cdt_str names;
    char separator;

    if (cdt_reader_slurp(&text, standard ? NULL : from, standard ? "<stdin>" : from, CDT_MAX_DOCUMENT_BYTES,
                         g->diags)) {
        names = cdt_buf_take(&text, &g->cli->arena);
        separator = names.len && memchr(names.at, '\0', names.len) ? '\0' : '\n';
        while (names.len) {
            const char *end = memchr(names.at, separator, names.len);
            size_t len = end ? (size_t)(end - names.at) : names.len;
            cdt_str name =
                cdt_str_slice(names, 0, len && separator == '\n' && names.at[len - 1] == '\r' ? len - 1 : len);
            if (name.len)
                add_named(g, cdt_copy_z(&g->cli->arena, name));
            names = cdt_str_slice(names, len + 1, names.len);
        }
    }
    cdt_buf_free(&text);
}

/* The name without "./" before it. */
static const char *short_path(const char *path)
{
    while (path[0] == '.' && path[1] == '/')
        for (path += 2; *path == '/';)
            path++;
    return path;
}

/* By their paths, and those of one path by their places; standard input has none. */
static int by_path(const void *a, const void *b)
{
    const cdt_input *one = *(cdt_input *const *)a, *other = *(cdt_input *const *)b;
    int order = one->path && other->path ? strcmp(short_path(one->path), short_path(other->path))
                                         : (one->path != NULL) - (other->path != NULL);

    return order ? order : one < other ? -1 : 1;
}

/* A file that was named twice, or by itself and by its folder, is reviewed once: where it was named first. */
static void drop_repeated(cdt_inputs *inputs)
{
    cdt_input **order = cdt_malloc((inputs->count + 1) * sizeof *order);
    size_t kept = 0;

    for (size_t i = 0; i < inputs->count; i++)
        order[i] = &inputs->at[i];
    qsort(order, inputs->count, sizeof *order, by_path);
    for (size_t i = 1, first = 0; i < inputs->count; i++) {
        cdt_input *again = order[i];
        if (!again->path || !order[first]->path ||
            strcmp(short_path(again->path), short_path(order[first]->path)) != 0) {
            first = i;
            continue;
        }
        again->name = NULL;
        if (again->folder)
            again->folder->found++; /* there is something in it */
    }
    for (size_t i = 0; i < inputs->count; i++)
        if (inputs->at[i].name)
            inputs->at[kept++] = inputs->at[i];
    inputs->count = kept;
    free(order);
}

bool cdt_inputs_gather(cdt_cli *cli, cdt_inputs *inputs, cdt_diags *diags)
{
    gathering g = { cli, inputs, diags };
    const char *list;
    size_t at = 0, standard = 0;

    for (size_t i = 0; i < cli->options.operand_count; i++)
        standard += strcmp(cli->options.operands[i], "-") == 0;
    while ((list = cdt_options_next(&cli->options, CDT_OPTION_FILES_FROM, &at)))
        standard += strcmp(list, "-") == 0;
    at = 0;
    while ((list = cdt_options_next(&cli->options, CDT_OPTION_DRAFT, &at)))
        standard += strcmp(list, "-") == 0;
    if (!cli->options.operand_count && !cdt_options_has(&cli->options, CDT_OPTION_FILES_FROM)) {
        cdt_cli_usage(cli, "which agreement? Give a file, a folder, or - for standard input");
        return false;
    }
    if (standard > 1) {
        cdt_cli_usage(cli, "standard input can be read only once");
        return false;
    }
    for (size_t i = 0; i < cli->options.operand_count; i++) {
        const char *operand = cli->options.operands[i];
        if (strcmp(operand, "-") == 0)
            add(&g, NULL, stdin_name(cli), NULL);
        else
            add_named(&g, operand);
    }
    at = 0;
    while ((list = cdt_options_next(&cli->options, CDT_OPTION_FILES_FROM, &at)))
        add_list(&g, list);
    if (inputs->count > 1)
        drop_repeated(inputs);
    return true;
}

void cdt_inputs_free(cdt_inputs *inputs)
{
    free(inputs->at);
    free(inputs->folders);
    *inputs = (cdt_inputs){ 0 };
}
