/* repository.h - where a file stands in its repository: what an agreement without a reference is known by, on every machine
 * and from every folder that the program is run in. */
#ifndef CDT_CLI_REPOSITORY_H
#define CDT_CLI_REPOSITORY_H

#include "base/arena.h"

/* The folder that was looked at last, so that many files of a folder cost one search. Zero to begin with. */
typedef struct cdt_repository {
    cdt_arena arena;
    const char *folder, *prefix;
} cdt_repository;

/* The path of `file` from the root of the repository: the nearest folder above it that holds .git, or a .concordat.yaml that
 * says `root: yes`. Where there is none, the path as given. In the arena. */
const char *cdt_repository_path(cdt_repository *repository, const char *file, cdt_arena *arena);

/* The path of `file` from `folder` ("" is this one); where it is not below it, the path as given. In the arena, or `file`
 * itself. */
const char *cdt_path_below(cdt_arena *arena, const char *folder, const char *file);

void cdt_repository_free(cdt_repository *repository);

#endif
