/* Feeds files to a fuzz entry point, for compilers without libFuzzer: those of the folders given, whole and cut off at up to 64
 * places, and then as many mutations of them as are wanted, always the same ones; or, instead, as many inputs of the greatest
 * size a fuzzer makes in which a piece of a file is repeated, which is how time that grows with the square is found.
 *
 *     fuzz_NAME [-m MUTATIONS | -r REPETITIONS] FOLDER...
 *
 * Exits with 0 unless a file cannot be read; a crash, or an input that takes ten seconds of processor time, is the finding. The
 * input at work is then in ./mutation-NAME; the slowest repetition is in ./slowest-NAME. */
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { LONGEST = 1 << 16, FILES = 4096, SECONDS = 10 };

typedef struct input {
    uint8_t *at;
    size_t size;
} input;

static input files[FILES];
static size_t file_count;
static input at_work;
static char kept[256];

/* ---- what is at work, for who looks at a finding ---- */

static void keep(void)
{
    int fd = open(kept, O_CREAT | O_TRUNC | O_WRONLY, 0600);

    if (fd >= 0 && write(fd, at_work.at, at_work.size) >= 0)
        close(fd);
}

static void too_long(int signal_number)
{
    static const char message[] = "an input takes too long\n";

    (void)signal_number;
    keep();
    if (write(2, message, sizeof message - 1) >= 0)
        abort();
}

static void ended(int signal_number)
{
    keep();
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}

/* Of the sanitizers, before they end the program. */
void __asan_on_error(void);
void __asan_on_error(void)
{
    keep();
}

static void guard(const char *program)
{
    const char *slash = strrchr(program, '/');

    snprintf(kept, sizeof kept, "mutation-%s", slash ? slash + 1 : program);
    signal(SIGVTALRM, too_long);
    signal(SIGABRT, ended);
}

static void take_time(void)
{
    struct itimerval most = { .it_value = { .tv_sec = SECONDS } };

    setitimer(ITIMER_VIRTUAL, &most, NULL);
}

/* A copy of exactly this size each time, so that the address sanitizer sees a read past the end. */
static void feed(const uint8_t *data, size_t size)
{
    uint8_t *copy = malloc(size ? size : 1);
    if (copy == NULL)
        abort();
    memcpy(copy, data, size);
    at_work = (input){ copy, size };
    take_time();
    LLVMFuzzerTestOneInput(copy, size);
    free(copy);
}

static void feed_cut_off(const uint8_t *bytes, size_t size)
{
    size_t step = size / 64 + 1;

    for (size_t end = 0; end < size; end += step)
        feed(bytes, end);
    feed(bytes, size);
}

/* ---- mutations ---- */

static uint64_t state = 1;

/* Below `bound`; xorshift64*. */
static size_t below(size_t bound)
{
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return bound ? (size_t)((state * 2685821657736338717u) >> 33) % bound : 0;
}

/* Put `count` bytes at `at`, instead of `gone` that are there; what does not fit is left out. */
static void put(input *in, size_t at, size_t gone, const uint8_t *bytes, size_t count)
{
    static uint8_t copy[LONGEST];

    if (in->size - gone + count > LONGEST)
        return;
    memcpy(copy, bytes, count);
    memmove(in->at + at + count, in->at + at + gone, in->size - at - gone);
    memcpy(in->at + at, copy, count);
    in->size += count - gone;
}

static void mutate_once(input *in)
{
    static const char *const odd[] = { "\xff",
                                       "\xc3\x28",
                                       "\xe2\x80\xa8",
                                       "\0",
                                       "\n\n",
                                       "\t",
                                       "99999999999999999999",
                                       "-1",
                                       "\"",
                                       "'",
                                       "{",
                                       "[",
                                       "]",
                                       "}",
                                       "*a",
                                       "&a ",
                                       ": ",
                                       "- ",
                                       "<",
                                       "</p>",
                                       "&#x10FFFF;",
                                       "|",
                                       "1.1.1.1.1.1.1.1.1 ",
                                       "(a) ",
                                       "means",
                                       "clause ",
                                       "\xe2\x80\x9c",
                                       "\r",
                                       "2026-02-30",
                                       "%1.",
                                       "<!--",
                                       "" };
    size_t at = below(in->size + 1), length = below(in->size - at + 1), from;
    const input *other = &files[below(file_count)];
    const char *words = odd[below(sizeof odd / sizeof *odd)];

    if (below(4))
        length = length < 40 ? length : below(40);
    switch (below(7)) {
    case 0: /* a bit */
        if (at < in->size)
            in->at[at] ^= (uint8_t)(1u << below(8));
        break;
    case 1: /* a byte */
        if (at < in->size)
            in->at[at] = (uint8_t)below(256);
        break;
    case 2: put(in, at, 0, (const uint8_t *)words, *words ? strlen(words) : 1); break;
    case 3: put(in, at, length, (const uint8_t *)"", 0); break;
    case 4: /* some of it again, elsewhere */
        from = below(in->size + 1);
        length = length < in->size - from ? length : in->size - from;
        put(in, at, 0, in->at + from, length);
        break;
    case 5: /* some of another file */
        from = below(other->size + 1);
        put(in, at, 0, other->at + from, below(other->size - from < 400 ? other->size - from : 400));
        break;
    default: /* some of it again and again */
        for (size_t times = below(30); times; times--)
            put(in, at, 0, in->at + at, length < 30 ? length : 30);
    }
}

static void mutate(size_t count)
{
    static uint8_t bytes[LONGEST];

    for (size_t i = 0; i < count && file_count; i++) {
        const input *file = &files[below(file_count)];
        input in = { bytes, file->size };
        memcpy(bytes, file->at, file->size);
        for (size_t times = 1 + below(6); times; times--)
            mutate_once(&in);
        feed(in.at, in.size);
    }
}

/* ---- repetitions ---- */

/* Some of a file up to a piece of it, the piece again and again, and what stands behind it. */
static void repeat(input *in, const input *file)
{
    size_t from = below(file->size), length = 1 + below(below(4) ? 24 : 200), lead = below(4) ? from : 0;
    size_t behind = below(2) ? file->size - from : 0;

    length = length < file->size - from ? length : file->size - from;
    lead = lead < LONGEST / 4 ? lead : LONGEST / 4;
    behind = behind < LONGEST / 4 ? behind : LONGEST / 4;
    memcpy(in->at, file->at + from - lead, lead);
    for (in->size = lead; length && in->size + length + behind <= LONGEST; in->size += length)
        memcpy(in->at + in->size, file->at + from, length);
    memcpy(in->at + in->size, file->at + file->size - behind, behind);
    in->size += behind;
}

static void write_slowest(const input *in)
{
    char path[sizeof kept + 8];
    FILE *file;

    snprintf(path, sizeof path, "slowest-%s", kept + strlen("mutation-"));
    file = fopen(path, "wb");
    if (file == NULL || fwrite(in->at, 1, in->size, file) != in->size || fclose(file) != 0)
        perror(path);
}

static void repeat_all(size_t count)
{
    static uint8_t bytes[LONGEST];
    double slowest = 0;

    for (size_t i = 0; i < count && file_count; i++) {
        const input *file = &files[below(file_count)];
        input in = { bytes, 0 };
        clock_t start;
        if (file->size == 0)
            continue;
        repeat(&in, file);
        start = clock();
        feed(in.at, in.size);
        double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
        if (seconds > slowest)
            write_slowest(&in);
        slowest = seconds > slowest ? seconds : slowest;
    }
    printf("%zu repetitions of pieces of %zu files, the slowest took %.2f s\n", count, file_count, slowest);
}

/* ---- files ---- */

static bool whole_only; /* files are fed as they are, not cut off as well */

static int take_file(const char *path)
{
    static uint8_t bytes[1 << 20];
    FILE *file = fopen(path, "rb");
    input *kept_file = &files[file_count];

    if (file == NULL) {
        perror(path);
        return 1;
    }
    size_t size = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    if (whole_only)
        feed(bytes, size);
    else
        feed_cut_off(bytes, size);
    if (file_count == FILES || size > LONGEST)
        return 0;
    *kept_file = (input){ malloc(size + 1), size };
    if (!kept_file->at)
        abort();
    memcpy(kept_file->at, bytes, size);
    file_count++;
    return 0;
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static int take_folder(const char *folder)
{
    struct dirent **entries;
    int failed = 0, count = scandir(folder, &entries, NULL, by_name);

    if (count < 0) {
        perror(folder);
        return 1;
    }
    for (int i = 0; i < count; i++) {
        char path[4096];
        struct stat found;
        snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
        if (entries[i]->d_name[0] != '.' && stat(path, &found) == 0 && S_ISREG(found.st_mode))
            failed |= take_file(path);
        free(entries[i]);
    }
    free(entries);
    return failed;
}

int main(int argc, char **argv)
{
    bool repeating = argc > 2 && strcmp(argv[1], "-r") == 0, mutating = argc > 2 && strcmp(argv[1], "-m") == 0;
    int failed = 0, first = repeating || mutating ? 3 : 1;
    size_t count = first == 3 ? strtoul(argv[2], NULL, 10) : 0;

    guard(argv[0]);
    whole_only = repeating;
    for (int i = first; i < argc; i++)
        failed |= take_folder(argv[i]);
    if (repeating)
        repeat_all(count);
    else
        mutate(count);
    if (mutating)
        printf("%zu mutations of %zu files\n", count, file_count);
    for (size_t i = 0; i < file_count; i++)
        free(files[i].at);
    return failed;
}
