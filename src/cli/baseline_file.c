#include "cli/baseline_file.h"

#include "base/limits.h"
#include "cli/problems.h"
#include "cli/reader.h"

cdt_baseline *cdt_baseline_load(cdt_cli *cli, const char *file, cdt_diags *diags)
{
    cdt_baseline *baseline = NULL;
    cdt_buf bytes = { 0 };

    if (cdt_reader_slurp(&bytes, file, file, CDT_MAX_DOCUMENT_BYTES, diags)) {
        cdt_str text = cdt_buf_take(&bytes, &cli->arena);
        baseline = cdt_baseline_read(file, text.at, text.len, diags);
    }
    cdt_buf_free(&bytes);
    return baseline;
}

cdt_baseline *cdt_baseline_open(cdt_cli *cli, const char *file)
{
    cdt_diags *diags = cdt_diags_new();
    cdt_baseline *baseline = cdt_baseline_load(cli, file, diags);

    cdt_problems_print(cli, diags);
    cdt_diags_free(diags);
    return baseline;
}
