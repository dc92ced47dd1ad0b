/* Runs commands again and again, in turn, and prints what each took: wall time, processor time and peak memory.
 *   measure ROUNDS LABEL=COMMAND...
 * A command is split at blanks; <FILE and >FILE lead standard input and output, which are empty and thrown away
 * otherwise. Each is run once to warm up, unless there is one round only. The order is turned by one command a round, so
 * that whatever else the machine does hits all of them alike. One line a command, with tabs: label, exit status, wall ms
 * (median, least, most), processor ms (the same), peak KiB, processor time against the first command's within the round
 * (the same), wall time against it (the same).
 */
#define _DEFAULT_SOURCE /* wait4() */

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { COMMANDS = 40, ROUNDS = 1001, WORDS = 60 };

typedef struct command {
    char *label, *words[WORDS + 1];
    const char *in, *out;
    double wall[ROUNDS], cpu[ROUNDS];
    long peak;
    int status;
} command;

static command commands[COMMANDS];

static void fail(const char *what)
{
    fprintf(stderr, "measure: %s\n", what);
    exit(2);
}

static void read_command(command *c, char *text)
{
    char *equals = strchr(text, '=');
    size_t count = 0;

    if (!equals)
        fail("wanted LABEL=COMMAND");
    *equals = '\0';
    c->label = text;
    c->in = c->out = "/dev/null";
    for (char *word = strtok(equals + 1, " "); word; word = strtok(NULL, " ")) {
        if (*word == '<')
            c->in = word + 1;
        else if (*word == '>')
            c->out = word + 1;
        else if (count < WORDS)
            c->words[count++] = word;
        else
            fail("too many words in a command");
    }
    if (!count)
        fail("a command is empty");
}

static double seconds(struct timeval t)
{
    return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static void become(const command *c)
{
    int in = open(c->in, O_RDONLY), out = open(c->out, O_WRONLY | O_CREAT | O_TRUNC, 0600),
        none = open("/dev/null", O_WRONLY);

    if (in < 0 || out < 0 || dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(none, 2) < 0)
        _exit(126);
    execvp(c->words[0], c->words);
    _exit(127);
}

static void run(command *c, int round)
{
    struct timespec before, after;
    struct rusage used;
    int status;
    pid_t child;

    clock_gettime(CLOCK_MONOTONIC, &before);
    child = vfork(); /* what the child does is what may be done then: system calls */
    if (child == 0)
        become(c);
    if (child < 0 || wait4(child, &status, 0, &used) < 0)
        fail("cannot start a process");
    clock_gettime(CLOCK_MONOTONIC, &after);
    c->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    if (used.ru_maxrss > c->peak)
        c->peak = used.ru_maxrss;
    if (round < 0)
        return; /* to warm up */
    c->wall[round] = (double)(after.tv_sec - before.tv_sec) + (double)(after.tv_nsec - before.tv_nsec) / 1e9;
    c->cpu[round] = seconds(used.ru_utime) + seconds(used.ru_stime);
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return x < y ? -1 : x > y;
}

/* Median, least and most of the values, each divided by that of `unit` where there is one. */
static void put(const double *values, const double *unit, double factor, int count, const char *format)
{
    static double sorted[ROUNDS];

    for (int i = 0; i < count; i++)
        sorted[i] = values[i] * factor / (unit ? unit[i] > 0 ? unit[i] : 1e-9 : 1);
    qsort(sorted, (size_t)count, sizeof *sorted, by_size);
    printf(format, (sorted[(count - 1) / 2] + sorted[count / 2]) / 2);
    printf(format, sorted[0]);
    printf(format, sorted[count - 1]);
}

int main(int argc, char **argv)
{
    int rounds = argc > 2 ? atoi(argv[1]) : 0, count = argc - 2;

    if (rounds < 1 || rounds > ROUNDS || count > COMMANDS)
        fail("wanted ROUNDS LABEL=COMMAND...");
    for (int i = 0; i < count; i++)
        read_command(&commands[i], argv[i + 2]);
    for (int i = 0; i < count && rounds > 1; i++)
        run(&commands[i], -1);
    for (int round = 0; round < rounds; round++)
        for (int i = 0; i < count; i++)
            run(&commands[(i + round) % count], round);
    for (int i = 0; i < count; i++) {
        const command *c = &commands[i];
        printf("%s\t%d", c->label, c->status);
        put(c->wall, NULL, 1e3, rounds, "\t%.3f");
        put(c->cpu, NULL, 1e3, rounds, "\t%.3f");
        printf("\t%ld", c->peak);
        put(c->cpu, commands[0].cpu, 1, rounds, "\t%.3f");
        put(c->wall, commands[0].wall, 1, rounds, "\t%.3f");
        putchar('\n');
    }
    return 0;
}
