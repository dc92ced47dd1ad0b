/* What the program does when memory or the system fails it: at every place where it asks for something.
 *
 *     faults FOLDER STRIDE ARGUMENT...
 *
 * The program runs in this process, as `concordat ARGUMENT...`. At every STRIDE-th request for memory a child is split off in
 * which that request fails, by itself or with all that follow; at every call of read, write, open and fsync a run is made in
 * which that call is interrupted, short, or fails. Each must end in one of two ways: as if nothing had been, or with a message
 * that names the fault and a status that says so. What was to be written to FOLDER/out (an argument may name it) is the old
 * file or the new one, and nothing else is left in FOLDER. Exits with 1 where something ended otherwise. */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/cli.h"

/* ---- what fails, and when: the program's calls come here first ---- */

typedef enum call { CALL_MEMORY, CALL_READ, CALL_WRITE, CALL_OPEN, CALL_SYNC, CALLS } call;
typedef enum fault { AS_USUAL, INTERRUPTED, SHORT, NO_MEMORY, NO_MEMORY_EVER, NO_SPACE, BROKEN, FAULTS } fault;

static const char *const fault_names[] = { "as usual",          "interrupted",          "short",
                                           "no memory",         "no memory ever again", "no space",
                                           "input/output error" };

static struct {
    bool armed;       /* calls are counted */
    call call;        /* of these calls ... */
    unsigned long at; /* ... that one fails; from 1 */
    fault fault;      /* in this way */
    bool split;       /* a child is split off at each request for memory */
    unsigned long stride, counts[CALLS];
    unsigned long children, bad;
} plan;

static void split_off(void);

/* Does this call fail, and how? */
static fault meet(call kind)
{
    unsigned long number;

    if (!plan.armed)
        return AS_USUAL;
    number = ++plan.counts[kind];
    if (plan.split && kind == CALL_MEMORY && number % plan.stride == 0)
        split_off();
    if (kind != plan.call || !plan.fault)
        return AS_USUAL;
    number = plan.counts[kind];
    return number == plan.at || (plan.fault == NO_MEMORY_EVER && number > plan.at) ? plan.fault : AS_USUAL;
}

#ifdef FAULTS_UNDER_SANITIZER
#define REAL(name) __interceptor_##name
#else
#define REAL(name) __libc_##name
#endif
void *REAL(malloc)(size_t size);
void *REAL(calloc)(size_t count, size_t size);
void *REAL(realloc)(void *old, size_t size);

static void *none(void)
{
    errno = ENOMEM;
    return NULL;
}

void *malloc(size_t size)
{
    return meet(CALL_MEMORY) ? none() : REAL(malloc)(size);
}

void *calloc(size_t count, size_t size)
{
    return meet(CALL_MEMORY) ? none() : REAL(calloc)(count, size);
}

void *realloc(void *old, size_t size)
{
    return meet(CALL_MEMORY) ? none() : REAL(realloc)(old, size);
}

static bool fails(fault met)
{
    errno = met == INTERRUPTED ? EINTR : met == NO_SPACE ? ENOSPC : EIO;
    return met == INTERRUPTED || met == NO_SPACE || met == BROKEN;
}

ssize_t read(int fd, void *to, size_t size)
{
    fault met = meet(CALL_READ);

    return fails(met) ? -1 : syscall(SYS_read, fd, to, met == SHORT && size ? 1 : size);
}

ssize_t write(int fd, const void *from, size_t size)
{
    fault met = fd == STDERR_FILENO ? AS_USUAL : meet(CALL_WRITE);

    return fails(met) ? -1 : syscall(SYS_write, fd, from, met == SHORT && size ? 1 : size);
}

int open(const char *path, int flags, ...)
{
    va_list more;
    mode_t mode;

    va_start(more, flags);
    mode = flags & O_CREAT ? va_arg(more, mode_t) : 0;
    va_end(more);
    return fails(meet(CALL_OPEN)) ? -1 : (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

int fsync(int fd)
{
    return fails(meet(CALL_SYNC)) ? -1 : (int)syscall(SYS_fsync, fd);
}

/* ---- a run, and what came of it ---- */

typedef struct outcome {
    int status; /* as wait() gives it */
    char *out, *err, *file;
    size_t out_length;
} outcome;

static struct {
    const char *folder;
    char file[4096];
    int argc;
    char **argv;
    int out, err; /* files in memory, for what is printed */
    outcome usual;
} runs;

static char *all_of(int fd, size_t *length)
{
    off_t size = lseek(fd, 0, SEEK_END);
    char *text = REAL(malloc)((size_t)size + 1);

    *length = (size_t)(size > 0 && pread(fd, text, (size_t)size, 0) == size ? size : 0);
    text[*length] = '\0';
    return text;
}

static char *file_now(void)
{
    int fd = (int)syscall(SYS_openat, AT_FDCWD, runs.file, O_RDONLY, 0);
    size_t length;
    char *text = fd < 0 ? NULL : all_of(fd, &length);

    if (fd >= 0)
        close(fd);
    return text;
}

static void out_of_memory(void)
{
    static const char message[] = "concordat: out of memory\n";

    syscall(SYS_write, STDERR_FILENO, message, sizeof message - 1);
    cdt_output_abandon();
    _exit(CDT_EXIT_FAILED);
}

/* In a child, which then ends. */
static void run(void)
{
    cdt_on_out_of_memory(out_of_memory);
    plan.armed = true;
    int status = (int)cdt_cli_main(runs.argc, runs.argv);
    plan.armed = false;
    exit(status);
}

/* What the child that is to be waited for came to. */
static outcome come_of(pid_t child)
{
    outcome came = { .status = -1 };
    size_t ignored;

    if (waitpid(child, &came.status, 0) < 0)
        perror("waitpid");
    came.out = all_of(runs.out, &came.out_length);
    came.err = all_of(runs.err, &ignored);
    came.file = file_now();
    return came;
}

static void forget(outcome *came)
{
    free(came->out);
    free(came->err);
    free(came->file);
}

static void prepare(void)
{
    FILE *old = fopen(runs.file, "w");

    if (old) {
        fputs("old\n", old);
        fclose(old);
    }
    if (ftruncate(runs.out, 0) || ftruncate(runs.err, 0) || lseek(runs.out, 0, SEEK_SET) ||
        lseek(runs.err, 0, SEEK_SET))
        perror("files in memory");
}

/* In a child: its outputs are the files in memory, and it may not take long. */
static void settle_in(void)
{
    alarm(60);
    if (dup2(runs.out, STDOUT_FILENO) < 0 || dup2(runs.err, STDERR_FILENO) < 0)
        _exit(125);
}

/* ---- judging it ---- */

/* Only the file itself may be there; what else there is, is taken away for those that follow. */
static bool is_clean(void)
{
    DIR *dir = opendir(runs.folder);
    struct dirent *entry;
    bool clean = true;

    while (dir && (entry = readdir(dir)))
        if (strncmp(entry->d_name, ".concordat-", 11) == 0) {
            clean = false;
            unlinkat(dirfd(dir), entry->d_name, 0);
        }
    if (dir)
        closedir(dir);
    return clean;
}

static bool same(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool says(const outcome *came, const char *word)
{
    return strstr(came->err, word) || strstr(came->out, word);
}

/* As if nothing had been. What the parent printed before a child was split off, `before` bytes, is not the child's. */
static bool is_as_usual(const outcome *came, size_t before)
{
    const outcome *usual = &runs.usual;

    return came->status == usual->status && before <= usual->out_length &&
           came->out_length == usual->out_length - before &&
           memcmp(came->out, usual->out + before, came->out_length) == 0 && same(came->file, usual->file);
}

/* The message names the fault, and no half of a file is there: the old one, the new one, or a report that names it too. */
static bool is_told(const outcome *came, fault met)
{
    int status = WIFEXITED(came->status) ? WEXITSTATUS(came->status) : -1;
    const char *word = met == NO_SPACE ? "No space left" : met == BROKEN ? "Input/output error" : "memory";
    bool told = says(came, word) && (status == CDT_EXIT_FAILED || status == CDT_EXIT_INPUT || status == CDT_EXIT_CHECK);

    return told && (same(came->file, "old\n") || same(came->file, runs.usual.file) ||
                    (came->file && strstr(came->file, word) && strstr(came->file, "}\n")));
}

/* Where what was printed begins to differ. */
static const char *difference(const outcome *came, size_t before)
{
    const char *usual = runs.usual.out + before, *now = came->out;

    while (*now && *now == *usual) {
        now++;
        usual++;
    }
    return now;
}

static void judge(const outcome *came, call kind, unsigned long number, fault met, size_t before)
{
    static const char *const names[] = { "memory", "read", "write", "open", "fsync" };
    bool gentle = met == INTERRUPTED || met == SHORT;

    bool clean = is_clean();

    plan.children++;
    if ((is_as_usual(came, before) || (!gentle && is_told(came, met))) && clean)
        return;
    if (plan.bad++ < 5)
        fprintf(stderr, "%s %lu, %s: %s %d%s\n%.1500s%.300s\n", names[kind], number, fault_names[met],
                WIFSIGNALED(came->status) ? "signal" : "status",
                WIFSIGNALED(came->status) ? WTERMSIG(came->status) : WEXITSTATUS(came->status),
                clean ? "" : ", files are left", came->err, difference(came, before));
}

/* ---- the ways to fail ---- */

/* Where the parent stands: a child goes on from here without memory. */
static void split_off(void)
{
    static const fault faults[] = { NO_MEMORY, NO_MEMORY_EVER };
    off_t before = lseek(STDOUT_FILENO, 0, SEEK_CUR);

    plan.armed = false;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        outcome came;
        pid_t child;
        if (ftruncate(runs.out, 0) || ftruncate(runs.err, 0))
            _exit(124);
        child = fork();
        if (child == 0) {
            settle_in();
            lseek(runs.out, 0, SEEK_SET);
            lseek(runs.err, 0, SEEK_SET);
            plan.split = false;
            plan.fault = faults[i];
            plan.call = CALL_MEMORY;
            plan.at = plan.counts[CALL_MEMORY];
            plan.armed = true;
            return;
        }
        came = come_of(child);
        judge(&came, CALL_MEMORY, plan.counts[CALL_MEMORY], faults[i], (size_t)before);
        forget(&came);
    }
    plan.armed = true;
}

/* A child runs the program and splits off children of its own, so that this process stays as it was; its counts come back. */
static void without_memory(unsigned long stride)
{
    int own = memfd_create("own", 0), said[2], status;
    pid_t child;

    if (pipe(said) != 0 || own < 0)
        exit(2);
    prepare();
    memset(plan.counts, 0, sizeof plan.counts);
    child = fork();
    if (child == 0) {
        dup2(own, STDOUT_FILENO);
        plan.split = true;
        plan.stride = stride;
        cdt_on_out_of_memory(out_of_memory);
        plan.armed = true;
        status = (int)cdt_cli_main(runs.argc, runs.argv);
        plan.armed = false;
        if (plan.split) { /* the one that was never without */
            if (syscall(SYS_write, said[1], &plan, sizeof plan) != (long)sizeof plan)
                _exit(123);
            _exit(0);
        }
        exit(status);
    }
    close(said[1]);
    if (syscall(SYS_read, said[0], &plan, sizeof plan) != (long)sizeof plan)
        plan.bad++;
    waitpid(child, &status, 0);
    plan.armed = plan.split = false;
    close(said[0]);
    close(own);
}

/* A whole run in which one call fails. */
static outcome run_with(call kind, unsigned long number, fault how)
{
    pid_t child;

    prepare();
    child = fork();
    if (child == 0) {
        settle_in();
        memset(plan.counts, 0, sizeof plan.counts);
        plan.call = kind;
        plan.at = number;
        plan.fault = how;
        run();
    }
    return come_of(child);
}

static void with_faults(call kind, const fault *faults, size_t count, const unsigned long *calls, unsigned long step)
{
    for (size_t i = 0; i < count; i++)
        for (unsigned long number = 1; number <= calls[kind]; number += step) {
            outcome came = run_with(kind, number, faults[i]);
            judge(&came, kind, number, faults[i], 0);
            forget(&came);
        }
}

int main(int argc, char **argv)
{
    static const fault reading[] = { INTERRUPTED, SHORT, BROKEN }, writing[] = { INTERRUPTED, SHORT, NO_SPACE, BROKEN };
    static const fault failing[] = { BROKEN }, memory[] = { NO_MEMORY };
    unsigned long stride = argc > 3 ? strtoul(argv[2], NULL, 10) : 0, calls[CALLS];
    bool writes = false;

    if (!stride)
        return 2;
    runs.folder = argv[1];
    snprintf(runs.file, sizeof runs.file, "%s/out", argv[1]);
    runs.argc = argc - 2;
    runs.argv = argv + 2;
    runs.out = memfd_create("out", 0);
    runs.err = memfd_create("err", 0);
    for (int i = 3; i < argc; i++)
        writes |= strstr(argv[i], runs.file) != NULL;
    without_memory(~0ul); /* only to count */
    memcpy(calls, plan.counts, sizeof calls);
    runs.usual = run_with(CALLS, 0, AS_USUAL);
    if (!writes)
        without_memory(stride);
    else /* children would share the file that is written */
        with_faults(CALL_MEMORY, memory, 1, calls, calls[CALL_MEMORY] / (8000 / stride) + 1);
    with_faults(CALL_READ, reading, 3, calls, calls[CALL_READ] / 20 + 1);
    with_faults(CALL_WRITE, writing, 4, calls, 1);
    with_faults(CALL_OPEN, failing, 1, calls, 1);
    with_faults(CALL_SYNC, failing, 1, calls, 1);
    printf("%lu faults at %lu requests for memory, %lu reads, %lu writes: %lu ended otherwise than they should\n",
           plan.children, calls[CALL_MEMORY], calls[CALL_READ], calls[CALL_WRITE], plan.bad);
    return plan.bad || !plan.children;
}
