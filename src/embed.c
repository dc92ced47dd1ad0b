/* embed.c - a tool of the build: writes data files as a C source that defines cdt_embedded_files (base/embedded.h).
 *
 *     embed OUT.c NAME=PATH...
 *
 * Each file becomes its bytes; a YAML file also the tree that reading it gives (yaml/frozen.h), so that the program need not
 * read it again at every start. Bytes, not string literals: C promises only 4095 characters of those.
 */
#include <stdio.h>
#include <stdlib.h>

#include "yaml/frozen.h"

static void fail(const char *what, const char *name)
{
    fprintf(stderr, "embed: %s: %s\n", name, what);
    exit(1);
}

static cdt_str read_file(const char *path, cdt_arena *arena)
{
    FILE *file = fopen(path, "rb");
    cdt_buf buf = { 0 };
    char piece[4096];
    size_t got;
    cdt_str text;

    if (!file)
        fail("cannot be opened", path);
    while ((got = fread(piece, 1, sizeof piece, file)) > 0)
        cdt_buf_put(&buf, (cdt_str){ piece, got });
    if (ferror(file))
        fail("cannot be read", path);
    fclose(file);
    text = cdt_buf_take(&buf, arena);
    cdt_buf_free(&buf);
    return text;
}

static void write_bytes(FILE *out, const char *kind, unsigned number, cdt_str bytes)
{
    fprintf(out, "static const unsigned char %s_%u[] = {", kind, number);
    for (size_t i = 0; i <= bytes.len; i++) /* the NUL as well */
        fprintf(out, "%s%u,", i % 24 ? "" : "\n", i < bytes.len ? (unsigned)(unsigned char)bytes.at[i] : 0u);
    fprintf(out, "\n};\n");
}

/* Words on their way into the source. */
typedef struct words {
    FILE *out;
    size_t count;
} words;

static void write_word(void *context, uint32_t word)
{
    words *w = context;

    fprintf(w->out, "%s%lu,", w->count++ % 12 ? "" : "\n", (unsigned long)word);
}

/* The tree of a YAML file; returns how many words it has. */
static size_t write_tree(FILE *out, unsigned number, const char *name, cdt_str text)
{
    cdt_document document;
    cdt_diags *diags = cdt_diags_new();
    cdt_buf texts = { 0 };
    words w = { out, 0 };

    if (!cdt_document_read(&document, name, text, 1, diags) || cdt_diags_errors(diags))
        fail(cdt_diags_count(diags) ? cdt_diags_at(diags, 0)->message : "empty", name);
    fprintf(out, "static const uint32_t words_%u[] = {", number);
    cdt_frozen_write(&document, write_word, &w, &texts);
    fprintf(out, "\n};\n");
    write_bytes(out, "texts", number, cdt_buf_str(&texts));
    cdt_buf_free(&texts);
    cdt_document_free(&document);
    cdt_diags_free(diags);
    return w.count;
}

int main(int argc, char **argv)
{
    cdt_arena arena = { 0 };
    cdt_buf rows = { 0 };
    FILE *out = argc > 1 ? fopen(argv[1], "wb") : NULL;

    if (!out)
        fail("cannot be written", argc > 1 ? argv[1] : "OUT.c");
    fprintf(out, "/* Made from the data files by src/embed.c. */\n#include \"base/embedded.h\"\n\n");
    for (int i = 2; i < argc; i++) {
        char *path = strchr(argv[i], '=');
        size_t count = 0;
        cdt_str text;
        if (!path)
            fail("wanted NAME=PATH", argv[i]);
        *path++ = '\0';
        text = read_file(path, &arena);
        write_bytes(out, "file", (unsigned)i, text);
        if (cdt_str_ends(cdt_str_z(argv[i]), CDT_STR(".yaml")))
            count = write_tree(out, (unsigned)i, argv[i], text);
        cdt_buf_printf(&rows, "    {\"%s\", (const char *)file_%d, %zu, ", argv[i], i, text.len);
        if (count)
            cdt_buf_printf(&rows, "words_%d, %zu, (const char *)texts_%d},\n", i, count, i);
        else
            cdt_buf_put_z(&rows, "NULL, 0, NULL},\n");
    }
    fprintf(out, "const cdt_embedded cdt_embedded_files[] = {\n%s    {NULL, NULL, 0, NULL, 0, NULL},\n};\n",
            rows.at ? rows.at : "");
    fprintf(out, "const size_t cdt_embedded_count = %d;\n", argc - 2);
    cdt_buf_free(&rows);
    cdt_arena_free(&arena);
    return fclose(out) ? 1 : 0;
}
