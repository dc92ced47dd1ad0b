#define _XOPEN_SOURCE 700 /* realpath() */

#include "cli/repository.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

/* Does a configuration say that its folder is the root? One line is enough to know, so the file need not be right. */
static bool says_root(const char *path)
{
    FILE *file = fopen(path, "r");
    char line[256];
    bool found = false;

    while (file && !found && fgets(line, sizeof line, file))
        found = cdt_str_starts(cdt_str_z(line), CDT_STR("root: yes")) ||
                cdt_str_starts(cdt_str_z(line), CDT_STR("root: true"));
    if (file)
        fclose(file);
    return found;
}

static bool is_root(cdt_arena *arena, const char *folder)
{
    struct stat found;

    return stat(cdt_format(arena, "%s/.git", folder), &found) == 0 ||
           says_root(cdt_format(arena, "%s/.concordat.yaml", folder));
}

/* What stands before the names of files of `folder`: "" at the root, "agreements/north/" below it, and the folder as it is
 * written where there is no root. */
static const char *prefix_of(cdt_arena *arena, const char *folder)
{
    char *whole = realpath(*folder ? folder : ".", NULL);
    const char *below = NULL;
    size_t length = whole ? strlen(whole) : 0;

    while (whole && !below && length > 1) {
        const char *above = cdt_copy_z(arena, (cdt_str){ whole, length });
        if (is_root(arena, above))
            below = whole[length] ? cdt_format(arena, "%s/", whole + length + 1) : "";
        while (length && whole[--length] != '/')
            continue;
    }
    free(whole);
    if (below)
        return below;
    while (folder[0] == '.' && folder[1] == '/')
        folder += 2;
    return cdt_format(arena, "%s", folder);
}

const char *cdt_repository_path(cdt_repository *repository, const char *file, cdt_arena *arena)
{
    const char *slash = strrchr(file, '/'), *name = slash ? slash + 1 : file;
    cdt_str folder = { file, (size_t)(name - file) };

    if (!repository->folder || !cdt_str_is_z(folder, repository->folder)) {
        cdt_arena_reset(&repository->arena);
        repository->folder = cdt_copy_z(&repository->arena, folder);
        repository->prefix = prefix_of(&repository->arena, repository->folder);
    }
    return cdt_format(arena, "%s%s", repository->prefix, name);
}

const char *cdt_path_below(cdt_arena *arena, const char *folder, const char *file)
{
    const char *slash = strrchr(file, '/'), *name = slash ? slash + 1 : file;
    const char *dir = cdt_format(arena, "%.*s.", (int)(name - file), file);
    char *top = realpath(*folder ? folder : ".", NULL), *whole = realpath(dir, NULL);
    size_t length = top ? strlen(top) : 0;
    const char *path = file;

    if (top && whole && strncmp(whole, top, length) == 0 && (whole[length] == '/' || !whole[length]))
        path = cdt_format(arena, "%s%s%s", whole[length] ? whole + length + 1 : "", whole[length] ? "/" : "", name);
    free(top);
    free(whole);
    return path;
}

void cdt_repository_free(cdt_repository *repository)
{
    cdt_arena_free(&repository->arena);
}
