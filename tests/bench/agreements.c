/* Makes descriptions of agreements, always the same: from a template (agreement.yaml), of which each leaves out 5 to 15 marked
 * lines, so that each has that many gaps.
 *   agreements files TEMPLATE COUNT FOLDER     FOLDER/000000.yaml and so on
 *   agreements stream TEMPLATE BYTES           a stream of at least so many bytes, on standard output
 *   agreements mixed TEMPLATE COUNT            a stream in which every fifth document is broken in one of several ways
 *   agreements hostile KIND SIZE               one document of the worst sort: flow, line, keys or anchors
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_LINES 1000

typedef struct template
{
    char *lines[MOST_LINES];
    size_t count;
    size_t marked[MOST_LINES]; /* numbers of lines that may be left out */
    size_t marked_count;
}
template;

static uint64_t state = 0x9E3779B97F4A7C15u;

/* xorshift64*; the same numbers everywhere. */
static unsigned below(unsigned most)
{
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return (unsigned)((state * 0x2545F4914F6CDD1Du) >> 33) % most;
}

static void fail(const char *what)
{
    fprintf(stderr, "agreements: %s\n", what);
    exit(2);
}

static void read_template(template *t, const char *path)
{
    FILE *file = fopen(path, "r");
    char line[1000];

    if (!file)
        fail("cannot open the template");
    while (fgets(line, sizeof line, file) && t->count < MOST_LINES) {
        char *mark = strstr(line, " #?");
        if (line[0] == '#')
            continue;
        if (mark) {
            memcpy(mark, "\n", 2);
            t->marked[t->marked_count++] = t->count;
        }
        t->lines[t->count] = malloc(strlen(line) + 1);
        if (!t->lines[t->count])
            fail("out of memory");
        strcpy(t->lines[t->count++], line);
    }
    fclose(file);
}

static void put_line(FILE *to, const char *line, unsigned long number, const char *const *places)
{
    for (; *line; line++) {
        if (line[0] != '@' || line[1] < 'A' || line[1] > 'Z' || line[2] != '@') {
            putc(*line, to);
            continue;
        }
        if (line[1] == 'N')
            fprintf(to, "A/%06lu", number);
        else
            fputs(places[line[1] - 'A'], to);
        line += 2;
    }
}

static void put_agreement(FILE *to, const template *t, unsigned long number)
{
    static const char *const names[] = { "Ashby",    "Barrow",  "Calder", "Dunmere", "Eastleigh", "Farrow",
                                         "Glenholm", "Harden",  "Ilkley", "Kelby",   "Larkhill",  "Marlow",
                                         "Norbury",  "Oakwell", "Penrow", "Quarley", "Redmere",   "Selwick" };
    unsigned first = below(18), gaps = 5 + below(11);
    const char *const places[] = { names[first], names[(first + 1 + below(17)) % 18] };
    char out[MOST_LINES] = { 0 };

    if (gaps > t->marked_count)
        gaps = (unsigned)t->marked_count;
    while (gaps) {
        size_t line = t->marked[below((unsigned)t->marked_count)];
        gaps -= !out[line];
        out[line] = 1;
    }
    for (size_t i = 0; i < t->count; i++)
        if (!out[i])
            put_line(to, t->lines[i], number, places);
}

static int files(const template *t, unsigned long count, const char *folder)
{
    char path[1000];

    for (unsigned long i = 0; i < count; i++) {
        FILE *file;
        snprintf(path, sizeof path, "%s/%06lu.yaml", folder, i);
        file = fopen(path, "w");
        if (!file)
            fail("cannot make a file");
        put_agreement(file, t, i);
        if (fclose(file) != 0)
            fail("cannot write a file");
    }
    return 0;
}

static int stream(const template *t, long bytes)
{
    for (unsigned long i = 0; ftell(stdout) < bytes; i++) {
        if (ftell(stdout) < 0)
            fail("standard output must be a file");
        fputs("---\n", stdout);
        put_agreement(stdout, t, i);
    }
    return 0;
}

static int mixed(const template *t, unsigned long count)
{
    static const char *const broken[] = {
        "agreement: [not, closed\n",
        "agreement:\n\ttitle: a tab\n",
        "schema: concordat.agreement/v1\nagreement: {title: no reference}\n",
        "schema: concordat.agreement/v1\nagreement: {title: not UTF-8 \xFF, reference: z}\n",
        "schema: concordat.agreement/v9\nagreement: {title: of another day, reference: y}\n",
        "schema: concordat.agreement/v1\nagreement: {title: of the first, reference: A/000000}\n",
        "schema: concordat.agreement/v1\nagreement: &a {title: itself, x: *a}\n",
        "# nothing but a comment\n",
        "schema: concordat.agreement/v1\nagreement: {title: unknown keys, reference: x, 1: 2, titel: 3}\nparteis: []\n",
        "...\n...\n",
        "just a text\n",
        "schema: concordat.agreement/v1\nagreement: {title: of the first lines, reference: w}\n",
    };

    for (unsigned long i = 0; i < count; i++) {
        fputs("---\n", stdout);
        if (i % 5 == 3)
            fputs(broken[i / 5 % (sizeof broken / sizeof *broken)], stdout);
        else
            put_agreement(stdout, t, i);
    }
    return 0;
}

static int hostile(const char *kind, unsigned long size)
{
    fputs("schema: concordat.agreement/v1\nagreement: {title: Hostile}\nx:\n", stdout);
    if (strcmp(kind, "flow") == 0) {
        fputs("  a: ", stdout);
        for (unsigned long i = 0; i < size; i++)
            putchar('[');
    } else if (strcmp(kind, "line") == 0) {
        fputs("  a: ", stdout);
        for (unsigned long i = 0; i < size; i++)
            putchar("abcdefghijk "[i % 12]);
    } else if (strcmp(kind, "keys") == 0) {
        for (unsigned long i = 0; i < size; i++)
            printf("  k%lu: 1\n", i);
    } else if (strcmp(kind, "anchors") == 0) {
        for (unsigned long i = 0; i < size; i++)
            printf("  k%lu: &a%lu 1\n", i, i);
    } else {
        fail("there is no such kind");
    }
    putchar('\n');
    return 0;
}

int main(int argc, char **argv)
{
    static template t;

    if (argc == 4 && strcmp(argv[1], "hostile") == 0)
        return hostile(argv[2], strtoul(argv[3], NULL, 10));
    if (argc < 4)
        fail("which ones, from which template, how many?");
    read_template(&t, argv[2]);
    if (argc == 5 && strcmp(argv[1], "files") == 0)
        return files(&t, strtoul(argv[3], NULL, 10), argv[4]);
    if (argc == 4 && strcmp(argv[1], "stream") == 0)
        return stream(&t, strtol(argv[3], NULL, 10));
    if (argc == 4 && strcmp(argv[1], "mixed") == 0)
        return mixed(&t, strtoul(argv[3], NULL, 10));
    fail("wrong arguments");
}
