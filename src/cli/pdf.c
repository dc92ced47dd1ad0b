#define _GNU_SOURCE /* pipe2() */

#include "cli/pdf.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/limits.h"

#define PROGRAM "pdftotext"
#define NOT_THERE 127 /* the child's status where the program cannot be run */
#define ENDS 6

/* The two ends of standard input, output and error; -1: closed. */
typedef struct pipes {
    int end[ENDS]; /* in: read, write; out: read, write; err: read, write */
} pipes;

typedef struct conversion {
    const char *bytes;
    size_t left;
    pipes pipes;
    cdt_buf out, err;
    pid_t child;
    const char *stopped; /* why we ended it; NULL: we did not */
    int error;           /* errno of talking to it; 0: none */
} conversion;

static void shut(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

static void shut_all(pipes *p)
{
    for (int i = 0; i < ENDS; i++)
        shut(&p->end[i]);
}

static bool open_pipes(pipes *p)
{
    for (int i = 0; i < ENDS; i++)
        p->end[i] = -1;
    for (int i = 0; i < ENDS; i += 2)
        if (pipe2(p->end + i, O_CLOEXEC) != 0) { /* at once: another thread may start a process between two calls */
            shut_all(p);
            return false;
        }
    return true;
}

static void limit(int what, rlim_t most)
{
    struct rlimit limit = { most, most };

    setrlimit(what, &limit);
}

/* In the child, where only what is safe after a fork may be called. */
static void become_program(const pipes *p)
{
    sigset_t none;

    if (dup2(p->end[0], STDIN_FILENO) < 0 || dup2(p->end[3], STDOUT_FILENO) < 0 || dup2(p->end[5], STDERR_FILENO) < 0)
        _exit(NOT_THERE);
    limit(RLIMIT_CPU, CDT_MAX_PDF_SECONDS);
    limit(RLIMIT_AS, CDT_MAX_PDF_MEMORY);
    limit(RLIMIT_FSIZE, CDT_MAX_DRAFT_BYTES); /* of the copy that it makes of its input */
    limit(RLIMIT_CORE, 0);
    signal(SIGPIPE, SIG_DFL);
    signal(SIGXFSZ, SIG_DFL);
    sigemptyset(&none); /* the threads that review hold all of them back */
    sigprocmask(SIG_SETMASK, &none, NULL);
    execlp(PROGRAM, PROGRAM, "-enc", "UTF-8", "-layout", "-", "-", (char *)NULL);
    _exit(NOT_THERE);
}

static void feed(conversion *c)
{
    ssize_t put = c->left ? write(c->pipes.end[1], c->bytes, c->left) : 0;

    if (put > 0) {
        c->bytes += put;
        c->left -= (size_t)put;
    }
    if (put < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (put < 0 && errno != EPIPE) /* it may end before it has read all, and then says why */
        c->error = errno;
    if (c->left == 0 || put < 0)
        shut(&c->pipes.end[1]);
}

/* What was lost here would look like a draft that says less. */
static void drain(conversion *c, int *fd, cdt_buf *to)
{
    char piece[16384];
    ssize_t got = read(*fd, piece, sizeof piece);

    if (got > 0)
        cdt_buf_put(to, (cdt_str){ piece, (size_t)got });
    else if (got == 0)
        shut(fd);
    else if (errno != EAGAIN && errno != EINTR)
        c->error = errno;
}

static long milliseconds_since(const struct timespec *start)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (long)(now.tv_sec - start->tv_sec) * 1000 + (now.tv_nsec - start->tv_nsec) / 1000000;
}

/* Feed and drain until it has said all, or too much, or takes too long. */
static void talk(conversion *c)
{
    const long most = CDT_MAX_PDF_SECONDS * 1000L;
    struct timespec start;

    clock_gettime(CLOCK_MONOTONIC, &start);
    while (c->pipes.end[2] >= 0 || c->pipes.end[4] >= 0) {
        struct pollfd watched[] = {
            { .fd = c->pipes.end[1], .events = POLLOUT },
            { .fd = c->pipes.end[2], .events = POLLIN },
            { .fd = c->pipes.end[4], .events = POLLIN },
        };
        long left = most - milliseconds_since(&start);
        if (left <= 0)
            c->stopped = "it took too long";
        if (c->out.full)
            c->stopped = "its text is too long";
        if (c->stopped || c->error)
            return;
        if (poll(watched, 3, (int)left) < 0) {
            c->error = errno == EINTR ? 0 : errno;
            continue;
        }
        if (watched[0].fd >= 0 && watched[0].revents)
            feed(c);
        if (watched[1].fd >= 0 && watched[1].revents)
            drain(c, &c->pipes.end[2], &c->out);
        if (watched[2].fd >= 0 && watched[2].revents)
            drain(c, &c->pipes.end[4], &c->err);
    }
}

/* Start it, talk to it, wait for it; its status as wait() gives it, or -1 where it could not be started. */
static int run(conversion *c)
{
    struct sigaction ignore = { .sa_handler = SIG_IGN }, old;
    int status = -1;

    if (!open_pipes(&c->pipes))
        return -1;
    c->child = fork();
    if (c->child == 0)
        become_program(&c->pipes);
    shut(&c->pipes.end[0]);
    shut(&c->pipes.end[3]);
    shut(&c->pipes.end[5]);
    if (c->child > 0) {
        for (int i = 1; i < ENDS - 1; i++)
            if (c->pipes.end[i] >= 0)
                fcntl(c->pipes.end[i], F_SETFL, O_NONBLOCK);
        sigaction(SIGPIPE, &ignore, &old); /* it may end before it has read all */
        talk(c);
        sigaction(SIGPIPE, &old, NULL);
        if (c->stopped || c->error)
            kill(c->child, SIGKILL);
        while (waitpid(c->child, &status, 0) < 0 && errno == EINTR)
            continue;
    }
    shut_all(&c->pipes);
    return status;
}

/* The first line of what it said, of characters that can be shown. */
static void first_line(cdt_str said, char *to, size_t room)
{
    size_t n = 0;

    for (size_t i = 0; i < said.len && said.at[i] != '\n' && n + 1 < room; i++)
        if (said.at[i] >= ' ' && said.at[i] < 0x7F)
            to[n++] = said.at[i];
    to[n] = '\0';
}

static void explain(cdt_pdf *pdf, const conversion *c, int status)
{
    char said[160];

    first_line(cdt_buf_str(&c->err), said, sizeof said);
    if (status == -1)
        snprintf(pdf->problem, sizeof pdf->problem, "no process could be started: %s", strerror(errno));
    else if (c->error)
        snprintf(pdf->problem, sizeof pdf->problem, "talking to %s failed: %s", PROGRAM, strerror(c->error));
    else if (c->stopped)
        snprintf(pdf->problem, sizeof pdf->problem, "%s was stopped: %s (at most %d seconds and %d bytes)", PROGRAM,
                 c->stopped, CDT_MAX_PDF_SECONDS, CDT_MAX_DRAFT_TEXT);
    else if (WIFEXITED(status) && WEXITSTATUS(status) == NOT_THERE)
        snprintf(
            pdf->problem, sizeof pdf->problem,
            "the program %s is wanted for it, and is not here; install it (Debian, Ubuntu: poppler-utils), or save "
            "the draft as .docx or text",
            PROGRAM);
    else if (strstr(said, "assword"))
        snprintf(pdf->problem, sizeof pdf->problem, "it is protected by a password; save it without one (%s)", said);
    else
        snprintf(pdf->problem, sizeof pdf->problem,
                 "%s could not read it; the file may be damaged, export it again (%s)", PROGRAM,
                 *said                 ? said
                 : WIFSIGNALED(status) ? "it ran out of time or memory"
                                       : "it did not say why");
}

char *cdt_pdf_text(void *context, const char *bytes, size_t length, size_t *text_length, const char **problem)
{
    cdt_pdf *pdf = context;
    conversion c = { .bytes = bytes, .left = length, .out = { .limit = CDT_MAX_DRAFT_TEXT }, .err = { .limit = 4096 } };
    int status = run(&c);

    if (status == 0 && !c.stopped && !c.error) {
        cdt_buf_free(&c.err);
        *text_length = c.out.len;
        return c.out.at ? c.out.at : calloc(1, 1);
    }
    explain(pdf, &c, status);
    *problem = pdf->problem;
    cdt_buf_free(&c.out);
    cdt_buf_free(&c.err);
    return NULL;
}
