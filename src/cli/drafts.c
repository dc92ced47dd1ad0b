#include "cli/drafts.h"

#include <stdlib.h>

#include "base/limits.h"
#include "cli/pdf.h"
#include "cli/reader.h"

static cdt_draft *read_sources(const cdt_cli *cli, const cdt_draft_source *sources, size_t count, cdt_diags *diags)
{
    cdt_pdf pdf = { .problem = { 0 } };
    cdt_draft_options options = {
        .revision = cdt_options_has(&cli->options, CDT_OPTION_AS_ORIGINAL) ? CDT_AS_ORIGINAL : CDT_AS_ACCEPTED,
        .pdf_text = cdt_pdf_text,
        .context = &pdf,
    };

    return cdt_draft_read(sources, count, &options, diags);
}

cdt_draft *cdt_drafts_of(const cdt_cli *cli, const char *name, cdt_str bytes, cdt_diags *diags)
{
    cdt_draft_source source = { name, bytes.at, bytes.len };

    return read_sources(cli, &source, 1, diags);
}

cdt_draft *cdt_drafts_read(const cdt_cli *cli, const char *const *paths, size_t count, cdt_diags *diags)
{
    cdt_draft_source *sources = cdt_malloc((count + 1) * sizeof *sources);
    cdt_buf *texts = cdt_malloc((count + 1) * sizeof *texts);
    cdt_draft *draft = NULL;
    bool good = true;

    for (size_t i = 0; i < count; i++) {
        bool piped = strcmp(paths[i], "-") == 0;
        const char *name = piped ? "<stdin>" : paths[i];
        texts[i] = (cdt_buf){ 0 };
        good &= cdt_reader_slurp(&texts[i], piped ? NULL : paths[i], name, CDT_MAX_DRAFT_BYTES, diags);
        sources[i] = (cdt_draft_source){ name, texts[i].at ? texts[i].at : "", texts[i].len };
    }
    if (good)
        draft = read_sources(cli, sources, count, diags);
    for (size_t i = 0; i < count; i++)
        cdt_buf_free(&texts[i]);
    free(texts);
    free(sources);
    return draft;
}
