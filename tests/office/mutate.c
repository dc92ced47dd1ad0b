/* Damage to Word and OpenDocument files: cut off anywhere, bits turned over in the zip file, and in the XML inside of it,
 * packed again as if all were well. A crash, a hang or a leak is the finding (build it with sanitizers).
 *   office_mutate TURNS FILE...      TURNS of each kind, and every length that a file may be cut to, or TURNS of these
 * A text of parts (pack.h) is made into a file first. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "concordat/draft.h"
#include "draft/zip.h"
#include "office/pack.h"

#define SLOWEST 10 /* seconds that one reading may take */

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
    unsigned long state;
} file;

static unsigned random_below(file *f, size_t end)
{
    f->state = f->state * 6364136223846793005ul + 1442695040888963407ul;
    return end ? (unsigned)((f->state >> 33) % end) : 0;
}

static void read_draft(const file *f, cdt_str bytes, const char *what, size_t turn)
{
    char *exact = malloc(bytes.len ? bytes.len : 1); /* so that a read past the end is seen */
    cdt_draft_source source = { f->path, exact, bytes.len };
    cdt_draft_options options = { .revision = turn % 2 ? CDT_AS_ORIGINAL : CDT_AS_ACCEPTED };
    cdt_diags *diags = cdt_diags_new();
    time_t before = time(NULL);

    if (exact == NULL)
        abort();
    if (bytes.len)
        memcpy(exact, bytes.at, bytes.len);
    cdt_draft *draft = cdt_draft_read(&source, 1, &options, diags);
    if (draft == NULL && cdt_diags_errors(diags) == 0) {
        printf("%s: %s %zu: neither read nor refused\n", f->path, what, turn);
        exit(1);
    }
    if (time(NULL) - before > SLOWEST) {
        printf("%s: %s %zu: took more than %d seconds\n", f->path, what, turn, SLOWEST);
        exit(1);
    }
    cdt_draft_free(draft);
    cdt_diags_free(diags);
    free(exact);
}

static void cut(file *f, size_t turns)
{
    size_t step = turns && f->bytes.len > turns ? f->bytes.len / turns : 1;

    for (size_t length = 0; length < f->bytes.len; length += step)
        read_draft(f, (cdt_str){ f->bytes.at, length }, "cut to", length);
}

static void turn_bits(file *f, size_t turns)
{
    for (size_t i = 0; i < turns; i++) {
        unsigned at = random_below(f, f->bytes.len), bit = random_below(f, 8);
        f->bytes.at[at] = (char)(f->bytes.at[at] ^ 1 << bit);
        read_draft(f, cdt_buf_str(&f->bytes), "bit of the file", i);
        f->bytes.at[at] = (char)(f->bytes.at[at] ^ 1 << bit);
    }
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
    default: { /* whole tags, so that the XML stays well-formed more often */
        size_t open = cdt_str_find(from, CDT_STR("<w:p"), at), shut = cdt_str_find(from, CDT_STR("</w:p>"), at);
        size_t first = open < shut ? open : shut;
        size_t end = first == (size_t)-1 ? first : cdt_str_find(from, CDT_STR(">"), first);
        cdt_buf_put(to, cdt_str_slice(from, 0, first));
        if (end != (size_t)-1)
            cdt_buf_put(to, cdt_str_slice(from, end + 1, from.len));
    }
    }
}

static void change_members(file *f, size_t turns)
{
    cdt_buf changed = { 0 };

    for (size_t i = 0; i < turns && f->count; i++) {
        pack made = { .deflate = false };
        size_t one = random_below(f, f->count);
        change(f, &changed, cdt_buf_str(&f->members[one].bytes));
        for (size_t m = 0; m < f->count; m++)
            pack_add(&made, f->members[m].name, m == one ? cdt_buf_str(&changed) : cdt_buf_str(&f->members[m].bytes));
        read_draft(f, pack_end(&made), "change in a member", i);
        pack_free(&made);
    }
    cdt_buf_free(&changed);
}

/* The XML of the file, and what says which file it is. */
static void unpack(file *f)
{
    cdt_diags *diags = cdt_diags_new();
    cdt_zip *zip = cdt_zip_open(&f->arena, cdt_buf_str(&f->bytes), f->path, diags);
    char piece[4096];

    f->members = CDT_NEW_ARRAY(&f->arena, member, (zip ? cdt_zip_count(zip) : 0) + 1);
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
    if (!cdt_str_starts(cdt_buf_str(&f->bytes), CDT_STR("PK"))) {
        pack made = { .deflate = true };
        pack_parts(&made, cdt_buf_str(&f->bytes));
        cdt_buf_clear(&f->bytes);
        cdt_buf_put(&f->bytes, pack_end(&made));
        pack_free(&made);
    }
    return true;
}

int main(int argc, char **argv)
{
    size_t turns = argc > 1 ? strtoul(argv[1], NULL, 10) : 0;

    for (int i = 2; i < argc; i++) {
        file f = { .path = argv[i], .state = (unsigned long)i };
        if (!read_bytes(&f))
            return 1;
        unpack(&f);
        cut(&f, turns < 1000 ? turns : 0);
        turn_bits(&f, turns);
        change_members(&f, turns);
        for (size_t m = 0; m < f.count; m++)
            cdt_buf_free(&f.members[m].bytes);
        cdt_buf_free(&f.bytes);
        cdt_arena_free(&f.arena);
    }
    printf("%d files, %zu turns each\n", argc - 2, turns);
    return 0;
}
