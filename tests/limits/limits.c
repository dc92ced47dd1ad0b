/* Every limit of base/limits.h, from outside: what is exactly as large as it may be is read, and of one more the program says
 * which limit it passes.
 *
 *     limits PROGRAM FOLDER [NAME...]
 *
 * Without names, all rows. Inputs are made in FOLDER. Exits with 1 where a row does not hold. */
#include <dirent.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "limits/attempt.h"

static const struct {
    const char *name;
    size_t value;
    void (*reach)(attempt *a);
} rows[] = {
#define CDT_LIMIT_ROW(name, value, what) { #name, (value), reach_##name },
    CDT_LIMITS(CDT_LIMIT_ROW)
#undef CDT_LIMIT_ROW
};

static void give_up(const char *what)
{
    perror(what);
    exit(2);
}

const char *file_at(attempt *a, const char *name)
{
    return cdt_format(&a->arena, "%s/%s", a->folder, name);
}

const char *file_of(attempt *a, const char *name, const cdt_buf *text)
{
    const char *path = file_at(a, name);
    FILE *file = fopen(path, "wb");

    if (!file || fwrite(text->at, 1, text->len, file) != text->len || fclose(file) != 0)
        give_up(path);
    return path;
}

void argue(attempt *a, ...)
{
    va_list words;
    const char *word;

    va_start(words, a);
    while ((word = va_arg(words, const char *)) && a->count + 1 < ARGUMENTS)
        a->arguments[a->count++] = word;
    va_end(words);
}

void fill(cdt_buf *text, size_t bytes, char first)
{
    for (size_t i = 0; i < bytes; i++)
        cdt_buf_char(text, i + 1 == bytes || i % 100 == 99 ? '\n' : i % 100 ? 'x' : first);
}

/* ---- running the program ---- */

static void become(const attempt *a, const char *program, int out)
{
    const char *words[ARGUMENTS + 1] = { program };

    for (size_t i = 0; i < a->count; i++)
        words[i + 1] = a->arguments[i];
    if (a->path)
        setenv("PATH", a->path, 1);
    if (dup2(open("/dev/null", O_RDONLY), 0) < 0 || dup2(out, 1) < 0 || dup2(out, 2) < 0)
        _exit(125);
    execv(program, (char **)words);
    _exit(126);
}

/* What it prints, on both outputs; the status as wait() gives it. */
static int run(attempt *a, const char *program, cdt_buf *printed)
{
    const char *path = file_at(a, "printed");
    int out = open(path, O_CREAT | O_TRUNC | O_RDWR, 0600), status = 0;
    pid_t child;
    char piece[65536];
    ssize_t got;

    if (out < 0)
        give_up(path);
    child = fork();
    if (child == 0)
        become(a, program, out);
    if (child < 0 || waitpid(child, &status, 0) < 0)
        give_up("the program");
    lseek(out, 0, SEEK_SET);
    while ((got = read(out, piece, sizeof piece)) > 0)
        cdt_buf_put(printed, (cdt_str){ piece, (size_t)got });
    close(out);
    return status;
}

static bool stands_in(const cdt_buf *text, const char *words)
{
    return words && cdt_str_find(cdt_buf_str(text), cdt_str_z(words), 0) != (size_t)-1;
}

static bool try(size_t row, bool over, const char *program, const char *folder)
{
    attempt a = { .n = rows[row].value + over, .over = over, .folder = folder };
    cdt_buf printed = { 0 };
    bool good;
    int status;

    rows[row].reach(&a);
    status = run(&a, program, &printed);
    good = WIFEXITED(status) && WEXITSTATUS(status) <= 4 && (!a.says || stands_in(&printed, a.says) == over) &&
           (!a.keeps || stands_in(&printed, a.keeps) != over);
    if (!good)
        printf("%s at %zu: wanted%s \"%s\", %s \"%s\"; it ended with %d and printed\n%.*s\n", rows[row].name, a.n,
               over ? "" : " not", a.says ? a.says : "", over ? "not" : "and", a.keeps ? a.keeps : "", status,
               (int)(printed.len < 2000 ? printed.len : 2000), printed.at ? printed.at : "");
    cdt_buf_free(&printed);
    cdt_arena_free(&a.arena);
    return good;
}

static bool is_wanted(const char *name, int count, char **names)
{
    for (int i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return count == 0;
}

/* What was made; all of it lies in one folder. */
static void remove_all(const char *folder)
{
    DIR *dir = opendir(folder);
    struct dirent *entry;
    char path[8192];

    while (dir && (entry = readdir(dir))) {
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        unlink(path);
    }
    if (dir)
        closedir(dir);
    rmdir(folder);
}

int main(int argc, char **argv)
{
    int failed = 0, tried = 0;
    char folder[4096];

    if (argc < 3)
        return 2;
    snprintf(folder, sizeof folder, "%s/limits-XXXXXX", argv[2]);
    if (!mkdtemp(folder))
        give_up(folder);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (is_wanted(rows[i].name, argc - 3, argv + 3)) {
            failed += !try(i, false, argv[1], folder) || !try(i, true, argv[1], folder);
            tried++;
        }
    remove_all(folder);
    printf("%d limits tried from both sides, %d do not hold\n", tried, failed);
    return failed || !tried;
}
