#include "cli/waiver_files.h"

#include "base/limits.h"
#include "cli/reader.h"

static cdt_waiver_file *open_file(cdt_cli *cli, const char *name, cdt_diags *diags)
{
    cdt_buf bytes = { 0 };
    cdt_waiver_file *file = NULL;

    if (cdt_reader_slurp(&bytes, name, name, CDT_MAX_DOCUMENT_BYTES, diags)) {
        cdt_str text = cdt_buf_take(&bytes, &cli->arena);
        file = cdt_waiver_file_read(name, text.at, text.len, diags);
    }
    cdt_buf_free(&bytes);
    return file;
}

bool cdt_waiver_files_load(cdt_cli *cli, cdt_waiver_files *files, cdt_diags *diags)
{
    size_t errors = cdt_diags_errors(diags), at = 0;
    const char *name;

    files->at = CDT_NEW_ARRAY(&cli->arena, cdt_waiver_file *, cli->options.count);
    files->names = CDT_NEW_ARRAY(&cli->arena, const char *, cli->options.count);
    while ((name = cdt_options_next(&cli->options, CDT_OPTION_WAIVERS, &at))) {
        cdt_waiver_file *file = open_file(cli, name, diags);
        if (!file)
            continue;
        files->names[files->count] = name;
        files->at[files->count++] = file;
    }
    return cdt_diags_errors(diags) == errors;
}

void cdt_waiver_files_free(cdt_waiver_files *files)
{
    for (size_t i = 0; i < files->count; i++)
        cdt_waiver_file_free(files->at[i]);
    files->count = 0;
}
