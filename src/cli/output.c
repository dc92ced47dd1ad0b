#define _XOPEN_SOURCE 700 /* realpath() */

#include "cli/output.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define PIECE ((size_t)64 * 1024)
enum { UNFINISHED = 64 };

static const char pattern[] = ".concordat-XXXXXX";

/* ---- signals ---- */

/* Files that are not whole. A signal's handler can be told of them in no other way. */
static char *volatile unfinished[UNFINISHED];

void cdt_output_abandon(void)
{
    for (size_t i = 0; i < UNFINISHED; i++)
        if (unfinished[i])
            unlink(unfinished[i]);
}

static void end_by(int signal_number)
{
    cdt_output_abandon();
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}

void cdt_output_guard(void)
{
    static const int ending[] = { SIGINT, SIGTERM, SIGHUP };
    struct sigaction guard = { .sa_handler = end_by }, old;

    sigfillset(&guard.sa_mask);
    for (size_t i = 0; i < sizeof ending / sizeof *ending; i++)
        if (sigaction(ending[i], NULL, &old) == 0 && old.sa_handler == SIG_DFL) /* of nohup it stays ignored */
            sigaction(ending[i], &guard, NULL);
}

/* One name instead of another: NULL is none. With more files than there is room for, the last are not guarded. */
static void guard(const char *before, char *now)
{
    for (size_t i = 0; i < UNFINISHED; i++)
        if (unfinished[i] == before) {
            unfinished[i] = now;
            return;
        }
}

/* ---- files ---- */

cdt_output cdt_output_stdout(void)
{
    return (cdt_output){ .fd = STDOUT_FILENO, .name = "standard output" };
}

/* `path` up to its last slash, and `name` behind it. */
static char *beside(const char *path, const char *name)
{
    const char *slash = strrchr(path, '/');
    size_t folder = slash ? (size_t)(slash - path) + 1 : 0, rest = strlen(name);
    char *joined = cdt_malloc(folder + rest + 1);

    memcpy(joined, path, folder);
    memcpy(joined + folder, name, rest + 1);
    return joined;
}

/* The mode that a new file would get. */
static mode_t usual_mode(void)
{
    mode_t mask = umask(0);

    umask(mask);
    return 0666 & ~mask;
}

static bool create_beside(cdt_output *output, const char *path, mode_t mode)
{
    output->path = realpath(path, NULL); /* a symbolic link stays one; NULL: there is no such file yet */
    if (!output->path)
        output->path = beside(path, strrchr(path, '/') ? strrchr(path, '/') + 1 : path);
    output->temporary = beside(output->path, pattern);
    output->fd = mkstemp(output->temporary);
    if (output->fd < 0) {
        output->error = errno;
        free(output->path);
        free(output->temporary);
        output->path = output->temporary = NULL;
        return false;
    }
    guard(NULL, output->temporary);
    fchmod(output->fd, mode);
    return true;
}

bool cdt_output_create(cdt_output *output, const char *path)
{
    struct stat old;

    *output = (cdt_output){ .fd = -1, .name = path };
    if (stat(path, &old) != 0)
        return create_beside(output, path, usual_mode());
    if (S_ISREG(old.st_mode) && access(path, W_OK) == 0)
        return create_beside(output, path, old.st_mode & 0777);
    output->fd = open(path, O_WRONLY | O_CLOEXEC);
    output->error = output->fd < 0 ? errno : 0;
    return output->fd >= 0;
}

bool cdt_output_flush(cdt_output *output)
{
    size_t at = 0;

    while (at < output->text.len && !output->error) {
        ssize_t put = write(output->fd, output->text.at + at, output->text.len - at);
        if (put >= 0)
            at += (size_t)put;
        else if (errno != EINTR)
            output->error = errno;
    }
    cdt_buf_clear(&output->text);
    return !output->error;
}

bool cdt_output_write(void *to, const char *text, size_t len)
{
    cdt_output *output = to;

    if (output->error || output->fd < 0)
        return false;
    cdt_buf_put(&output->text, (cdt_str){ text, len });
    return output->text.len < PIECE || cdt_output_flush(output);
}

void cdt_output_put(cdt_output *output, const cdt_buf *text)
{
    cdt_output_write(output, text->at, text->len);
}

/* The new name reaches the disk with its folder; where that cannot be asked for, the rename still holds. */
static void sync_folder(const char *path)
{
    char *folder = beside(path, ".");
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (fd >= 0) {
        fsync(fd);
        close(fd);
    }
    free(folder);
}

static void settle(cdt_output *output, bool keep)
{
    if (keep && !output->error && rename(output->temporary, output->path) != 0)
        output->error = errno;
    if (!keep || output->error)
        unlink(output->temporary);
    else
        sync_folder(output->path);
    guard(output->temporary, NULL);
    free(output->path);
    free(output->temporary);
    output->path = output->temporary = NULL;
}

bool cdt_output_ready(cdt_output *output)
{
    if (output->fd < 0)
        return !output->error;
    cdt_output_flush(output);
    if (!output->error && output->temporary && fsync(output->fd) != 0)
        output->error = errno;
    return !output->error;
}

bool cdt_output_close(cdt_output *output, bool keep)
{
    if (output->fd < 0)
        return !output->error;
    if (keep)
        cdt_output_ready(output);
    if (close(output->fd) != 0 && !output->error)
        output->error = errno;
    output->fd = -1;
    if (output->temporary)
        settle(output, keep);
    cdt_buf_free(&output->text);
    return !output->error;
}
