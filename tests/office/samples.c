/* Samples: each is a text of parts, of which a file is made, and what draft_blocks prints of it.
 *   office_samples DRAFT_BLOCKS FOLDER SAMPLE...
 * writes FOLDER/<sample>, and compares. The part "expected" is what is read; "original", of clauses only, what is read as
 * before tracked changes; "under", what each clause stands under. */
#include <stdio.h>
#include <stdlib.h>

#include "office/pack.h"

static cdt_buf read_file(FILE *file)
{
    cdt_buf text = { 0 };
    char piece[4096];
    size_t got;

    while ((got = fread(piece, 1, sizeof piece, file)) > 0)
        cdt_buf_put(&text, (cdt_str){ piece, got });
    return text;
}

static cdt_str part(cdt_str parts, const char *name)
{
    cdt_arena arena = { 0 };
    cdt_str head = cdt_str_z(cdt_format(&arena, "=== %s\n", name));
    size_t at = cdt_str_find(parts, head, 0);
    size_t start = at + head.len;

    cdt_arena_free(&arena);
    if (at == (size_t)-1)
        return (cdt_str){ NULL, 0 };
    size_t end = cdt_str_find(parts, CDT_STR("\n=== "), start);
    return cdt_str_slice(parts, start, end == (size_t)-1 ? parts.len : end + 1);
}

/* Lines of clauses alone. */
static void keep_clauses(cdt_buf *text)
{
    cdt_buf kept = { 0 };
    cdt_str all = cdt_buf_str(text);

    for (size_t at = 0; at < all.len;) {
        size_t end = cdt_str_find(all, CDT_STR("\n"), at);
        cdt_str line = cdt_str_slice(all, at, end == (size_t)-1 ? all.len : end + 1);
        if (!cdt_str_starts(line, CDT_STR("remark\t")) && !cdt_str_starts(line, CDT_STR("problem\t")))
            cdt_buf_put(&kept, line);
        at += line.len;
    }
    cdt_buf_clear(text);
    cdt_buf_put(text, cdt_buf_str(&kept));
    cdt_buf_free(&kept);
}

/* What the program prints, without its first line, against what is wanted. */
static int compare(const char *program, const char *option, const char *path, cdt_str wanted)
{
    char command[4096];
    FILE *pipe;
    cdt_buf seen;
    int failed;

    snprintf(command, sizeof command, "'%s' %s '%s'", program, option, path);
    pipe = popen(command, "r");
    if (pipe == NULL)
        return 1;
    seen = read_file(pipe);
    failed = pclose(pipe) != 0;
    if (*option)
        keep_clauses(&seen);
    cdt_str all = cdt_buf_str(&seen);
    size_t line = cdt_str_find(all, CDT_STR("\n"), 0);
    cdt_str text = cdt_str_slice(all, line + 1, all.len);
    if (failed || !cdt_str_is(text, wanted)) {
        printf("%s %s: wanted\n%.*sseen\n%.*s", path, option, CDT_ARGS(wanted), CDT_ARGS(text));
        failed = 1;
    }
    cdt_buf_free(&seen);
    return failed;
}

static int check(const char *program, const char *folder, const char *sample)
{
    FILE *file = fopen(sample, "rb");
    pack made = { .deflate = true };
    const char *name = strrchr(sample, '/') ? strrchr(sample, '/') + 1 : sample;
    char path[2048];
    cdt_buf parts;
    cdt_str bytes;
    int failed;

    if (file == NULL) {
        perror(sample);
        return 1;
    }
    parts = read_file(file);
    fclose(file);
    snprintf(path, sizeof path, "%s/%.*s", folder, (int)(strlen(name) - strlen(".parts")), name);
    pack_parts(&made, cdt_buf_str(&parts));
    bytes = pack_end(&made);
    file = fopen(path, "wb");
    if (file == NULL || fwrite(bytes.at, 1, bytes.len, file) != bytes.len || fclose(file) != 0) {
        perror(path);
        exit(1);
    }
    failed = compare(program, "", path, part(cdt_buf_str(&parts), "expected"));
    if (part(cdt_buf_str(&parts), "original").at)
        failed |= compare(program, "--original", path, part(cdt_buf_str(&parts), "original"));
    if (part(cdt_buf_str(&parts), "under").at)
        failed |= compare(program, "--under", path, part(cdt_buf_str(&parts), "under"));
    pack_free(&made);
    cdt_buf_free(&parts);
    return failed;
}

int main(int argc, char **argv)
{
    int failed = argc < 4;

    for (int i = 3; i < argc; i++)
        failed |= check(argv[1], argv[2], argv[i]);
    return failed;
}
