/* Damage to files as word processors write them: cut off anywhere, bits turned over, and the XML inside of a zip file changed
 * and packed again as if all were well. A crash, a hang or a leak is the finding (build it with sanitizers).
 *   office_mutate TURNS SECONDS FILE...
 * TURNS of each kind, and every length that a file may be cut to, where it has at most CUTS bytes; of a larger one each at its
 * beginning and its end, and CUTS in between (TURNS of a file that is no zip file, and where that is few). No file takes more
 * than SECONDS of processor time (0: as many as it needs). All is in one process, and the same each time; one line tells of
 * each file. Where damage changes nothing of what the reader makes, the finders are not run again (known.h).
 * A text of parts (pack.h) is made into a file first. A file of any other kind is its own only member; one that is called
 * .pdf.txt is what a converter makes of a PDF. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "concordat/draft.h"
#include "draft/zip.h"
#include "office/known.h"
#include "office/pack.h"

#define SLOWEST 10 /* seconds of processor time that one reading may take */
#define CUTS 40000 /* lengths of a file that are tried in between */
#define ENDS 5000  /* and at each end */
#define FEW_TURNS 1000

typedef struct member {
    cdt_str name;
    cdt_buf bytes;
} member;

typedef struct file {
    const char *path;
    cdt_arena arena;
    cdt_buf bytes;
    member *members;
    size_t count;
    bool zip, page_text;
    unsigned long state;
    clock_t begun;
    double seconds; /* 0: no end */
    size_t read, refused;
} file;

/* What is done at the moment, for the line that a finding gets. */
static struct {
    const char *path, *what;
    size_t turn;
} now;

static void tell_now(void)
{
    char line[400];
    int length = snprintf(line, sizeof line, "%s: at %s %zu\n", now.path, now.what, now.turn);

    if (length > 0 && write(STDERR_FILENO, line, (size_t)length) < 0)
        return;
}

static void tell_hang(int number)
{
    (void)number;
    tell_now();
    _exit(1);
}

/* The sanitizers call this before they end the process. */
extern void __sanitizer_set_death_callback(void (*callback)(void)) __attribute__((weak));

static unsigned random_below(file *f, size_t end)
{
    f->state = f->state * 6364136223846793005ul + 1442695040888963407ul;
    return end ? (unsigned)((f->state >> 33) % end) : 0;
}

static double seconds_of(const file *f)
{
    return (double)(clock() - f->begun) / CLOCKS_PER_SEC;
}

static bool spent(const file *f)
{
    return f->seconds > 0 && seconds_of(f) >= f->seconds;
}

static char *page_text(void *context, const char *bytes, size_t length, size_t *text_length, const char **problem)
{
    const cdt_str *text = context;
    char *copy = malloc(text->len + 1);

    (void)bytes;
    (void)length;
    if (copy == NULL)
        *problem = "no memory";
    else if (text->len)
        memcpy(copy, text->at, text->len);
    *text_length = text->len;
    return copy;
}

static void read_draft(file *f, cdt_str bytes, const char *what, size_t turn)
{
    char *exact = malloc(bytes.len ? bytes.len : 1); /* so that a read past the end is seen */
    cdt_draft_source source = { f->path, exact, bytes.len };
    cdt_draft_options options = { .revision = turn % 2 ? CDT_AS_ORIGINAL : CDT_AS_ACCEPTED };
    struct itimerval limit = { .it_value = { .tv_sec = SLOWEST } };
    cdt_str text = { exact, bytes.len };
    cdt_diags *diags = cdt_diags_new();

    if (exact == NULL)
        abort();
    if (bytes.len)
        memcpy(exact, bytes.at, bytes.len);
    if (f->page_text) {
        source = (cdt_draft_source){ f->path, "%PDF-", 5 };
        options.pdf_text = page_text;
        options.context = &text;
    }
    now.what = what;
    now.turn = turn;
    setitimer(ITIMER_PROF, &limit, NULL);
    cdt_draft *draft = cdt_draft_read(&source, 1, &options, diags);
    if (draft == NULL && cdt_diags_errors(diags) == 0) {
        tell_now();
        puts("neither read nor refused");
        exit(1);
    }
    f->read += draft != NULL;
    f->refused += draft == NULL;
    cdt_draft_free(draft);
    cdt_diags_free(diags);
    free(exact);
}

/* Returns how many lengths were tried, as the others do with what they try. */
static size_t cut(file *f, size_t turns)
{
    size_t most = turns < FEW_TURNS || !f->zip ? turns : CUTS, ends = turns < FEW_TURNS ? 0 : ENDS, done = 0,
           length = 0;
    size_t step = f->bytes.len > most ? f->bytes.len / (most ? most : 1) : 1;

    for (; length < f->bytes.len && !spent(f); done++) {
        read_draft(f, (cdt_str){ f->bytes.at, length }, "cut to", length);
        length += length < ends || length + ends >= f->bytes.len ? 1 : step;
    }
    return done;
}

static size_t turn_bits(file *f, size_t turns)
{
    size_t done = 0;

    for (; done < turns && f->bytes.len && !spent(f); done++) {
        unsigned at = random_below(f, f->bytes.len), bit = random_below(f, 8);
        f->bytes.at[at] = (char)(f->bytes.at[at] ^ 1 << bit);
        read_draft(f, cdt_buf_str(&f->bytes), "bit of the file", done);
        f->bytes.at[at] = (char)(f->bytes.at[at] ^ 1 << bit);
    }
    return done;
}

/* One change inside of a member: bits, a stretch taken out, said twice, or moved. */
static void change(file *f, cdt_buf *to, cdt_str from)
{
    size_t at = random_below(f, from.len), length = random_below(f, 400), other = random_below(f, from.len);
    cdt_str piece = cdt_str_slice(from, at, at + length);

    cdt_buf_clear(to);
    switch (random_below(f, 5)) {
    case 0:
        cdt_buf_put(to, from);
        if (from.len)
            to->at[at] = (char)(to->at[at] ^ 1 << random_below(f, 8));
        break;
    case 1:
        cdt_buf_put(to, cdt_str_slice(from, 0, at));
        cdt_buf_put(to, cdt_str_slice(from, at + length, from.len));
        break;
    case 2:
        cdt_buf_put(to, cdt_str_slice(from, 0, other));
        cdt_buf_put(to, piece);
        cdt_buf_put(to, cdt_str_slice(from, other, from.len));
        break;
    case 3: cdt_buf_put(to, cdt_str_slice(from, 0, at)); break;
    default: { /* a whole tag, so that the XML stays well-formed more often */
        size_t first = cdt_str_find(from, CDT_STR("<"), at);
        size_t end = first == (size_t)-1 ? first : cdt_str_find(from, CDT_STR(">"), first);
        cdt_buf_put(to, cdt_str_slice(from, 0, first));
        if (end != (size_t)-1)
            cdt_buf_put(to, cdt_str_slice(from, end + 1, from.len));
    }
    }
}

/* The file with one member changed, or without it. */
static void pack_changed(const file *f, pack *made, size_t one, cdt_str changed, bool dropped)
{
    for (size_t m = 0; m < f->count; m++)
        if (m != one || !dropped)
            pack_add(made, f->members[m].name, m == one ? changed : cdt_buf_str(&f->members[m].bytes));
}

static size_t change_members(file *f, size_t turns)
{
    cdt_buf changed = { 0 };
    size_t done = 0;

    for (; done < turns && f->count && !spent(f); done++) {
        pack made = { .deflate = false };
        size_t one = random_below(f, f->count);
        change(f, &changed, cdt_buf_str(&f->members[one].bytes));
        if (f->zip) {
            pack_changed(f, &made, one, cdt_buf_str(&changed), random_below(f, 32) == 0);
            read_draft(f, pack_end(&made), "change in a member", done);
        } else {
            read_draft(f, cdt_buf_str(&changed), "change of the text", done);
        }
        pack_free(&made);
    }
    cdt_buf_free(&changed);
    return done;
}

/* The XML of the file, and what says which file it is; or the file, where it is no zip file. */
static void unpack(file *f)
{
    cdt_diags *diags = cdt_diags_new();
    cdt_zip *zip = cdt_zip_open(&f->arena, cdt_buf_str(&f->bytes), f->path, diags);
    char piece[4096];

    f->members = CDT_NEW_ARRAY(&f->arena, member, (zip ? cdt_zip_count(zip) : 0) + 1);
    f->zip = zip != NULL;
    if (!f->zip)
        cdt_buf_put(&f->members[f->count++].bytes, cdt_buf_str(&f->bytes));
    for (size_t i = 0; zip && i < cdt_zip_count(zip); i++) {
        cdt_str name = cdt_zip_name(zip, i);
        long got;
        if (!cdt_str_ends(name, CDT_STR(".xml")) && !cdt_str_ends(name, CDT_STR(".rels")) &&
            !cdt_str_is(name, CDT_STR("mimetype")))
            continue;
        f->members[f->count].name = name;
        if (!cdt_zip_start(zip, i))
            continue;
        while ((got = cdt_zip_take(zip, piece, sizeof piece)) > 0)
            cdt_buf_put(&f->members[f->count].bytes, (cdt_str){ piece, (size_t)got });
        cdt_zip_finish(zip);
        f->count++;
    }
    cdt_zip_close(zip);
    cdt_diags_free(diags);
}

static bool read_bytes(file *f)
{
    FILE *stream = fopen(f->path, "rb");
    char piece[4096];
    size_t got;

    if (stream == NULL) {
        perror(f->path);
        return false;
    }
    while ((got = fread(piece, 1, sizeof piece, stream)) > 0)
        cdt_buf_put(&f->bytes, (cdt_str){ piece, got });
    fclose(stream);
    f->page_text = cdt_str_ends(cdt_str_z(f->path), CDT_STR(".pdf.txt"));
    if (cdt_str_starts(cdt_buf_str(&f->bytes), CDT_STR("=== "))) {
        pack made = { .deflate = true };
        pack_parts(&made, cdt_buf_str(&f->bytes));
        cdt_buf_clear(&f->bytes);
        cdt_buf_put(&f->bytes, pack_end(&made));
        pack_free(&made);
    }
    return true;
}

/* One file, and the line that tells of it. */
static bool damage(const char *path, size_t turns, double seconds)
{
    file f = { .path = path, .state = 2, .begun = clock(), .seconds = seconds };
    size_t changes, bits, lengths, before = known_count();
    const char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;

    if (!read_bytes(&f))
        return false;
    now.path = path;
    unpack(&f);
    changes = change_members(&f, turns);
    bits = turn_bits(&f, turns);
    lengths = cut(&f, turns);
    printf("%s: %zu changes in members, %zu bits, %zu lengths of %zu: %zu read (%zu unlike), %zu refused, %.0f s%s\n",
           name, changes, bits, lengths, f.bytes.len, f.read, known_count() - before, f.refused, seconds_of(&f),
           spent(&f) ? ", which were all it had" : "");
    fflush(stdout);
    for (size_t m = 0; m < f.count; m++)
        cdt_buf_free(&f.members[m].bytes);
    cdt_buf_free(&f.bytes);
    cdt_arena_free(&f.arena);
    return true;
}

int main(int argc, char **argv)
{
    struct sigaction hang = { .sa_handler = tell_hang };

    if (argc < 4) {
        fputs("usage: office_mutate TURNS SECONDS FILE...\n", stderr);
        return 2;
    }
    sigaction(SIGPROF, &hang, NULL);
    if (__sanitizer_set_death_callback)
        __sanitizer_set_death_callback(tell_now);
    for (int i = 3; i < argc; i++)
        if (!damage(argv[i], strtoul(argv[1], NULL, 10), strtod(argv[2], NULL)))
            return 1;
    return 0;
}
