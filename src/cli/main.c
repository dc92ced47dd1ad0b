#include <signal.h>
#include <unistd.h>

#include "cli/cli.h"

static void out_of_memory(void)
{
    static const char message[] = "concordat: out of memory\n";
    ssize_t ignored = write(STDERR_FILENO, message, sizeof message - 1);

    (void)ignored;
    cdt_output_abandon();
    _exit(CDT_EXIT_FAILED);
}

int main(int argc, char **argv)
{
    cdt_on_out_of_memory(out_of_memory);
    signal(SIGPIPE,
           SIG_IGN); /* a closed pipe is an error of writing, told like any other, and no half file stays behind */
    signal(SIGXFSZ, SIG_IGN); /* so is a file that would be larger than allowed */
    cdt_output_guard();
    return (int)cdt_cli_main(argc, argv);
}
