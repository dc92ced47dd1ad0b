#include "cli/waiver_text.h"

#include <errno.h>
#include <sys/stat.h>

#include "base/limits.h"
#include "cli/problems.h"
#include "cli/reader.h"
#include "review/waiver_file.h"
#include "yaml/items.h"

/* Behind a text without the key. */
static void add_key(cdt_buf *out, cdt_str text, cdt_str entry)
{
    cdt_document document = { .file = "", .first_line = 1 };
    cdt_node list = { .kind = CDT_SCALAR, .key_line = 1, .key_column = 1, .key = CDT_STR("waivers") };
    cdt_buf whole = { 0 };

    cdt_buf_put(&whole, text);
    if (text.len && text.at[text.len - 1] != '\n')
        cdt_buf_char(&whole, '\n');
    for (size_t i = 0; i < whole.len; i++)
        list.key_line += whole.at[i] == '\n';
    cdt_buf_put_z(&whole, "waivers:\n");
    document.text = cdt_buf_str(&whole);
    cdt_items_with(&document, &list, entry, out);
    cdt_buf_free(&whole);
}

void cdt_waiver_text_new(cdt_buf *out, cdt_str entry)
{
    add_key(out, CDT_STR("schema: concordat.waivers/v1\n"), entry);
}

cdt_exit cdt_text_replace(const char *file, const cdt_buf *text)
{
    cdt_output output;

    if (cdt_output_create(&output, file)) {
        cdt_output_put(&output, text);
        if (cdt_output_close(&output, true))
            return CDT_EXIT_OK;
    }
    cdt_say("cannot write %s: %s", file, strerror(output.error));
    return CDT_EXIT_FAILED;
}

/* A file that is there, read; NULL: what is wrong with it was told. */
static cdt_waiver_file *open_file(cdt_cli *cli, const char *file)
{
    cdt_diags *diags = cdt_diags_new();
    cdt_waiver_file *waivers = NULL;
    cdt_buf bytes = { 0 };

    if (cdt_reader_slurp(&bytes, file, file, CDT_MAX_DOCUMENT_BYTES, diags)) {
        cdt_str text = cdt_buf_take(&bytes, &cli->arena);
        waivers = cdt_waiver_file_read(file, text.at, text.len, diags);
    }
    cdt_problems_print(cli, diags);
    cdt_buf_free(&bytes);
    cdt_diags_free(diags);
    return waivers;
}

/* Is the new text a file of `count` waivers? Editing text is only right when reading it says so. */
static bool holds(const char *file, const cdt_buf *text, size_t count)
{
    cdt_diags *diags = cdt_diags_new();
    cdt_waiver_file *waivers = cdt_waiver_file_read(file, text->at, text->len, diags);
    bool right = waivers && cdt_waiver_file_count(waivers) == count;

    cdt_waiver_file_free(waivers);
    cdt_diags_free(diags);
    return right;
}

/* Does the last waiver of the new text say what one before it says, for the same place and as long or longer? */
static const char *repeats(const char *file, const cdt_buf *text, cdt_arena *arena)
{
    cdt_diags *diags = cdt_diags_new();
    cdt_waiver_file *waivers = cdt_waiver_file_read(file, text->at, text->len, diags);
    size_t count = waivers ? cdt_waiver_file_count(waivers) : 0;
    const char *found = NULL;
    cdt_waiver last = { 0 };

    if (count)
        last = *cdt_waiver_file_at(waivers, count - 1, 0);
    for (size_t i = 0; i + 1 < count && !found; i++) {
        const cdt_waiver *one = cdt_waiver_file_at(waivers, i, 0);
        if (!strcmp(one->check, last.check) && !strcmp(one->agreement, last.agreement) &&
            !strcmp(one->path, last.path) && !strcmp(one->digest, last.digest) && strcmp(one->until, last.until) >= 0)
            found = cdt_format(arena, "%s:%u waives this gap already, until %s", file, one->place.line, one->until);
    }
    cdt_waiver_file_free(waivers);
    cdt_diags_free(diags);
    return found;
}

static cdt_exit replace(const char *file, const cdt_buf *text, size_t count)
{
    if (text->len && holds(file, text, count))
        return cdt_text_replace(file, text);
    cdt_say("%s: the waivers are not written one item a line (`- check: ...`), so the file cannot be edited without "
            "losing its "
            "form; bring it into that form, or edit it by hand",
            file);
    return CDT_EXIT_INPUT;
}

static bool exists(const char *file)
{
    struct stat found;

    return stat(file, &found) == 0 || errno != ENOENT;
}

cdt_exit cdt_waiver_text_add(cdt_cli *cli, const char *file, cdt_str entry)
{
    cdt_waiver_file *waivers;
    const char *twice;
    cdt_buf text = { 0 };
    cdt_exit status;

    if (!exists(file)) {
        cdt_waiver_text_new(&text, entry);
        status = cdt_text_replace(file, &text);
    } else {
        waivers = open_file(cli, file);
        if (!waivers)
            return CDT_EXIT_INPUT;
        if (!waivers->list)
            add_key(&text, waivers->document.text, entry);
        else if (cdt_items_editable(waivers->list))
            cdt_items_with(&waivers->document, waivers->list, entry, &text);
        twice = text.len ? repeats(file, &text, &cli->arena) : NULL;
        status = twice ? cdt_cli_usage(cli, "%s", twice) : replace(file, &text, cdt_waiver_file_count(waivers) + 1);
        cdt_waiver_file_free(waivers);
    }
    cdt_buf_free(&text);
    return status;
}

cdt_exit cdt_waiver_text_prune(cdt_cli *cli, const char *file, const bool *gone)
{
    cdt_waiver_file *waivers = open_file(cli, file);
    size_t left = 0;
    cdt_buf text = { 0 };
    cdt_exit status;

    if (!waivers)
        return CDT_EXIT_INPUT;
    for (size_t i = 0; i < cdt_waiver_file_count(waivers); i++)
        left += !gone[i];
    if (waivers->list && cdt_items_editable(waivers->list))
        cdt_items_without(&waivers->document, waivers->list, gone, &text);
    status = replace(file, &text, left);
    cdt_waiver_file_free(waivers);
    cdt_buf_free(&text);
    return status;
}
