#include <fcntl.h>
#include <signal.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "cli/cli.h"

static void out_of_memory(void)
{
    static const char message[] = "concordat: out of memory\n";
    ssize_t ignored = write(STDERR_FILENO, message, sizeof message - 1);

    (void)ignored;
    cdt_output_abandon();
    _exit(CDT_EXIT_FAILED);
}

/* Where standard input, output or error is closed, no file that is opened later may be taken for it. Neither can be used for
 * what it is there for, so that this is told as before. */
static void hold_standard(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0)
            return;
}

/* What a review gives back the next one asks for: it is not handed to the kernel in between, which, of several threads, all of
 * them would wait for. A draft takes many times its size, each part of it for a moment, and pages had anew cost more than
 * most of what is done in them. This is said here, as it is no more safe once there are threads. */
static void keep_memory(void)
{
#ifdef __GLIBC__
    enum { KEPT = 9 * 1024 * 1024, AT_ONCE = 512 * 1024 };

    mallopt(M_TRIM_THRESHOLD, KEPT);
    mallopt(M_MMAP_THRESHOLD, KEPT);
    mallopt(M_TOP_PAD, AT_ONCE);
#endif
}

int main(int argc, char **argv)
{
    keep_memory();
    hold_standard();
    cdt_on_out_of_memory(out_of_memory);
    signal(SIGPIPE,
           SIG_IGN); /* a closed pipe is an error of writing, told like any other, and no half file stays behind */
    signal(SIGXFSZ, SIG_IGN); /* so is a file that would be larger than allowed */
    cdt_output_guard();
    return (int)cdt_cli_main(argc, argv);
}
