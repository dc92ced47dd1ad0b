/* cmd_new.c - `concordat new`: a description to begin with, or one made from a table of answers. */
#include "base/limits.h"
#include "cli/checklists.h"
#include "cli/documents.h"
#include "cli/problems.h"
#include "draft/guess.h"
#include "review/answers.h"
#include "review/starter.h"

static const char *title(const cdt_cli *cli)
{
    return cdt_options_last(&cli->options, CDT_OPTION_TITLE);
}

static void put_starter(cdt_cli *cli, cdt_buf *out, cdt_diags *diags)
{
    cdt_checklists lists = { 0 };

    if (cdt_checklists_load(cli, &cli->options, &lists, diags)) {
        cdt_reads reads = cdt_reads_of((const cdt_checklist *const *)lists.at, lists.count, &cli->arena);
        cdt_starter_write(out, &reads, cdt_str_z(title(cli) ? title(cli) : "Title of the agreement"));
    }
    cdt_checklists_free(&lists);
}

/* The text of a file or, for `-`, of standard input, kept for the run. */
static bool read_text(cdt_cli *cli, const char *path, size_t limit, cdt_str *out, const char **name, cdt_diags *diags)
{
    bool standard = strcmp(path, "-") == 0, done;
    cdt_buf text = { 0 };

    *name = standard ? "<stdin>" : path;
    done = cdt_reader_slurp(&text, standard ? NULL : path, *name, limit, diags);
    *out = cdt_buf_take(&text, &cli->arena);
    cdt_buf_free(&text);
    return done;
}

/* The documents of a file: how many, and what is wrong with them. */
typedef struct count {
    size_t documents;
    cdt_diags *diags;
    const cdt_cli *cli;
    bool valid;
} count;

static bool count_one(void *context, const cdt_agreement *agreement, cdt_diags *diags)
{
    count *c = context;

    cdt_problems_print(c->cli, diags);
    c->valid = c->valid && cdt_agreement_is_valid(agreement);
    c->documents++;
    return true;
}

/* May answers be added to this file: one agreement, and a valid one? */
static bool is_fit(cdt_cli *cli, const char *path, cdt_diags *diags)
{
    count c = { .diags = diags, .cli = cli, .valid = true };
    cdt_reader reader = { .fd = -1 };
    const char *foreign;

    if (!cdt_reader_open(&reader, path, path, diags))
        return false;
    foreign = cdt_file_is_foreign((cdt_str){ reader.head, reader.head_len });
    if (foreign)
        CDT_FILE_PROBLEM(diags, CDT_NOT_TEXT, path, "%s", foreign);
    else
        cdt_documents_each(cdt_cli_library(cli), &reader, count_one, &c, diags);
    cdt_reader_close(&reader);
    if (c.documents > 1)
        CDT_FILE_PROBLEM(diags, CDT_BAD_TABLE, path,
                         "it holds several agreements; put the one that the answers are about into a file of its own");
    return c.documents == 1 && c.valid;
}

/* false: the description is not fit, which was told. */
static bool insert(cdt_cli *cli, cdt_buf *out, const cdt_table *table, const char *into, cdt_diags *diags)
{
    cdt_agreement *agreement;
    const char *name;
    cdt_str text;

    if (!is_fit(cli, into, diags) || !read_text(cli, into, CDT_MAX_DOCUMENT_BYTES, &text, &name, diags))
        return false;
    agreement = cdt_agreement_read(cdt_cli_library(cli), name, text.at, text.len, 1, 0, diags);
    cdt_answers_insert(out, agreement, table, diags);
    cdt_agreement_free(agreement);
    return true;
}

static bool put_answers(cdt_cli *cli, cdt_buf *out, const char *answers, const char *into, cdt_diags *diags)
{
    cdt_table table;

    if (!read_text(cli, answers, CDT_MAX_CSV_BYTES, &table.text, &table.file, diags))
        return false;
    if (into)
        return insert(cli, out, &table, into, diags);
    return cdt_answers_write(out, cdt_cli_library(cli), &table, title(cli), diags);
}

cdt_exit cdt_cmd_new(cdt_cli *cli)
{
    const char *answers = cdt_options_last(&cli->options, CDT_OPTION_ANSWERS),
               *into = cdt_options_last(&cli->options, CDT_OPTION_INTO);
    cdt_diags *diags = cdt_diags_new();
    cdt_buf text = { 0 };
    bool done = true;

    if (into && !answers) {
        cdt_diags_free(diags);
        return cdt_cli_usage(cli, "--into says where the answers go; say with --answers FILE which they are");
    }
    if (answers)
        done = put_answers(cli, &text, answers, into, diags);
    else
        put_starter(cli, &text, diags);
    done = done && !cdt_diags_errors(diags);
    if (done)
        cdt_output_put(&cli->out, &text);
    cdt_problems_print(cli, diags);
    cdt_buf_free(&text);
    cdt_diags_free(diags);
    return done ? CDT_EXIT_OK : CDT_EXIT_INPUT;
}
