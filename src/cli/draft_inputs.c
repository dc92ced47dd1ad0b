#define _XOPEN_SOURCE 700 /* realpath() */

#include "cli/draft_inputs.h"

#include <errno.h>
#include <stdlib.h>

#include "agreement/agreement.h"
#include "base/limits.h"
#include "cli/documents.h"
#include "cli/drafts.h"
#include "cli/kind.h"
#include "cli/problems.h"

/* ---- a file that was named ---- */

/* The first line that says something. */
static cdt_str first_line(cdt_str text)
{
    while (text.len) {
        size_t end = cdt_str_find(text, CDT_STR("\n"), 0);
        cdt_str line = cdt_str_slice(text, 0, end);
        if (cdt_str_trim(line).len && line.at[0] != '#' && line.at[0] != '%')
            return line;
        text = end == (size_t)-1 ? CDT_STR("") : cdt_str_slice(text, end + 1, text.len);
    }
    return text;
}

/* Does text of no particular name begin as YAML does: a key of small letters and a colon, or three dashes? */
static bool begins_as_yaml(cdt_str text)
{
    cdt_str line = first_line(text);
    size_t at = 0;

    while (at < line.len && ((line.at[at] >= 'a' && line.at[at] <= 'z') || line.at[at] == '_' || line.at[at] == '-'))
        at++;
    if (at == 3 && cdt_str_is(cdt_str_trim(line), CDT_STR("---")))
        return true;
    return at > 0 && at < line.len && line.at[at] == ':' && (at + 1 == line.len || strchr(" \t\r", line.at[at + 1]));
}

/* Nothing but its name tells what an empty file should have been. */
static bool has_name_of_draft(cdt_str name)
{
    static const char *const endings[] = { ".docx", ".docm", ".dotx", ".odt", ".ott",      ".fodt",
                                           ".pdf",  ".html", ".htm",  ".md",  ".markdown", ".txt" };

    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (cdt_str_ends(name, cdt_str_z(endings[i])))
            return true;
    return false;
}

bool cdt_is_draft_input(const cdt_reader *reader)
{
    cdt_str head = { reader->head, reader->head_len }, name = cdt_str_z(reader->name);
    const char *format = cdt_draft_format(reader->name, head.at, head.len), *what;
    static const char *const data[] = { ".yaml", ".yml", ".json", ".csv" };

    if (!head.len)
        return has_name_of_draft(name);
    if (cdt_file_kind_of(head, &what) != CDT_FILE_FOREIGN)
        return false;
    for (size_t i = 0; i < sizeof data / sizeof *data; i++)
        if (cdt_str_ends(name, cdt_str_z(data[i])))
            return format != NULL; /* whatever it is called, a PDF is one */
    if (format && strcmp(format, "text") == 0 && !cdt_str_ends(name, CDT_STR(".txt")))
        return !begins_as_yaml(head);
    return true; /* also what cannot be read: the reader of drafts says what to do with it */
}

cdt_draft *cdt_draft_of_reader(const cdt_cli *cli, cdt_reader *reader, cdt_diags *diags)
{
    cdt_draft *draft = NULL;
    cdt_buf bytes = { 0 };

    if (cdt_reader_take(reader, &bytes, CDT_MAX_DRAFT_BYTES) < 0)
        CDT_FILE_PROBLEM(diags, CDT_CANNOT_READ, reader->name, "cannot read it: %s", strerror(reader->error));
    else
        draft = cdt_drafts_of(cli, reader->name, cdt_buf_str(&bytes), diags);
    cdt_buf_free(&bytes);
    return draft;
}

/* ---- --draft ---- */

cdt_draft *cdt_draft_given(const cdt_cli *cli, cdt_diags *diags)
{
    const char **paths = (const char **)cdt_malloc((cli->options.count + 1) * sizeof *paths), *path;
    cdt_draft *draft = NULL;
    size_t count = 0;

    for (size_t at = 0; (path = cdt_options_next(&cli->options, CDT_OPTION_DRAFT, &at));)
        paths[count++] = path;
    if (count)
        draft = cdt_drafts_read(cli, paths, count, diags);
    free(paths);
    return draft;
}

/* ---- agreement.draft ---- */

/* A path with nothing in it that could lead out of the folder. */
static bool is_below(cdt_str path)
{
    if (!path.len || path.at[0] == '/')
        return false;
    while (path.len) {
        size_t slash = cdt_str_find(path, CDT_STR("/"), 0);
        if (cdt_str_is(cdt_str_slice(path, 0, slash), CDT_STR("..")))
            return false;
        path = slash == (size_t)-1 ? CDT_STR("") : cdt_str_slice(path, slash + 1, path.len);
    }
    return true;
}

/* Why the file cannot be opened, or does not stay below the folder where symbolic links lead; NULL: it can be read. */
static const char *why_not(const char *folder, const char *file)
{
    char *top = realpath(*folder ? folder : ".", NULL), *end = realpath(file, NULL);
    const char *why = top && end ? NULL : strerror(errno);
    size_t length = top ? strlen(top) : 0;

    if (!why && !(strncmp(top, end, length) == 0 && (end[length] == '/' || length == 1)))
        why = "a link leads out of the folder of this description";
    free(top);
    free(end);
    return why;
}

/* The file that `node` names; NULL: a problem was told. */
static const char *file_of(const cdt_agreement *agreement, const cdt_node *node, cdt_arena *arena, cdt_diags *diags)
{
    const char *file = agreement->document.file, *slash = strrchr(file, '/'), *folder, *path, *why;

    folder = slash ? cdt_copy_z(arena, (cdt_str){ file, (size_t)(slash - file) + 1 }) : "";
    path = cdt_format(arena, "%s%.*s", folder, CDT_ARGS(node->text));
    if (!is_below(node->text) || memchr(node->text.at, '\0', node->text.len)) {
        cdt_node_problem(&agreement->document, diags, CDT_CANNOT_READ, node,
                         "wanted a file below the folder of this description, such as schedules/agreement.docx; found "
                         "\"%.*s\"; a draft that lies elsewhere is given by --draft",
                         CDT_ARGS(node->text));
        return NULL;
    }
    why = why_not(folder, path);
    if (!why)
        return path;
    cdt_node_problem(&agreement->document, diags, CDT_CANNOT_READ, node, "cannot read the draft %s: %s", path, why);
    return NULL;
}

static size_t names_of(const cdt_agreement *agreement, const cdt_node *const **nodes, const cdt_node **room)
{
    const cdt_node *node = cdt_node_get_z(cdt_node_get_z(agreement->document.root, "agreement"), "draft");

    if (!node || node->state != CDT_STATED)
        return 0;
    *room = node;
    *nodes = node->kind == CDT_LIST ? (const cdt_node *const *)node->children : room;
    return node->kind == CDT_LIST ? node->count : 1;
}

cdt_draft *cdt_draft_named(const cdt_cli *cli, const cdt_agreement *agreement, bool *unread, cdt_diags *diags)
{
    const cdt_node *const *nodes = NULL, *room = NULL;
    size_t count = agreement->valid ? names_of(agreement, &nodes, &room) : 0;
    cdt_arena arena = { 0 };
    const char **paths = (const char **)cdt_alloc_array(&arena, count, sizeof *paths);
    cdt_draft *draft = NULL;
    bool good = count > 0;

    for (size_t i = 0; i < count; i++) {
        paths[i] = file_of(agreement, nodes[i], &arena, diags);
        good &= paths[i] != NULL;
    }
    if (good)
        draft = cdt_drafts_read(cli, paths, count, diags);
    *unread = count && !draft;
    cdt_arena_free(&arena);
    return draft;
}

/* ---- one file ---- */

typedef struct visiting {
    cdt_cli *cli;
    cdt_with_fn visit;
    void *context;
} visiting;

static bool visit_description(void *context, const cdt_agreement *agreement, cdt_diags *diags)
{
    visiting *v = context;
    cdt_with with = { .agreement = agreement };
    cdt_draft *draft = cdt_draft_named(v->cli, agreement, &with.draft_unread, diags);
    bool more;

    with.draft = draft;
    more = v->visit(v->context, &with, diags);
    cdt_draft_free(draft);
    return more;
}

static void visit_draft(visiting *v, cdt_reader *reader)
{
    cdt_diags *diags = cdt_diags_new();
    cdt_draft *draft = cdt_draft_of_reader(v->cli, reader, diags);
    cdt_agreement *agreement = cdt_agreement_of_draft(cdt_cli_library(v->cli), reader->name, draft);
    cdt_with with = { agreement, draft, !draft, true };

    v->visit(v->context, &with, diags);
    cdt_agreement_free(agreement);
    cdt_draft_free(draft);
    cdt_diags_free(diags);
}

void cdt_agreements_of(cdt_cli *cli, const char *path, cdt_with_fn visit, void *context, cdt_diags *diags)
{
    const char *named = cdt_options_last(&cli->options, CDT_OPTION_STDIN_FILENAME);
    bool standard = strcmp(path, "-") == 0;
    visiting v = { cli, visit, context };
    cdt_reader reader = { .fd = -1 };

    if (!cdt_reader_open(&reader, standard ? NULL : path, !standard ? path : named ? named : "<stdin>", diags))
        return;
    if (cdt_is_draft_input(&reader))
        visit_draft(&v, &reader);
    else
        cdt_documents_each(cdt_cli_library(cli), &reader, visit_description, &v, diags);
    cdt_reader_close(&reader);
}
