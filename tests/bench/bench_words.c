/* bench_words [-a] CHECKLIST FILE... - what the words of a checklist find in drafts, without a review of anything else: NDJSON on
 * standard output in the shape of a report, for the programs that score it. CHECKLIST is a file, or the name of a built-in.
 * -a: every pattern is tried on every sentence, which finds the same. */
#include <stdio.h>
#include <stdlib.h>

#include "base/json.h"
#include "bench/bench.h"
#include "checklist/checklist.h"
#include "concordat/concordat.h"

static void print_problems(cdt_diags *diags)
{
    for (size_t i = 0; i < cdt_diags_count(diags); i++) {
        const cdt_diag *d = cdt_diags_at(diags, i);
        fprintf(stderr, "%s:%u:%u: %s\n", d->place.file, d->place.line, d->place.column, d->message);
    }
}

static void put_passage(cdt_json *json, const cdt_draft *draft, const cdt_passage *p)
{
    cdt_json_open(json, '{');
    cdt_json_put_z(json, "clause", cdt_draft_citation(draft, p->clause));
    cdt_json_put_int(json, "start", (int64_t)p->start);
    cdt_json_put_int(json, "end", (int64_t)p->end);
    cdt_json_put_str(json, "quote", (cdt_str){ draft->text + p->start, p->end - p->start });
    cdt_json_put_z(json, "topic", p->topic);
    cdt_json_put_z(json, "value", p->value);
    cdt_json_close(json, '}');
}

static void put_draft(cdt_json *json, const cdt_checklist *checklist, const cdt_draft *draft, bool all)
{
    cdt_reading *reading = cdt_reading_new(draft);
    cdt_arena arena = { 0 };

    if (all)
        cdt_reading_try_all(reading);
    cdt_json_open(json, '{');
    cdt_json_key(json, "draft");
    cdt_json_open(json, '{');
    cdt_json_put_z(json, "file", draft->files[0].name);
    cdt_json_close(json, '}');
    cdt_json_key(json, "outcomes");
    cdt_json_open(json, '[');
    for (size_t i = 0; i < cdt_checklist_count(checklist); i++) {
        cdt_passages found = cdt_reading_passages(reading, cdt_checklist_words(checklist), i, &arena);
        cdt_json_open(json, '{');
        cdt_json_put_z(json, "check", cdt_checklist_at(checklist, i)->id);
        cdt_json_key(json, "evidence");
        cdt_json_open(json, '[');
        for (size_t k = 0; k < found.count; k++)
            put_passage(json, draft, &found.at[k]);
        cdt_json_close(json, ']');
        cdt_json_close(json, '}');
        if (found.problem[0])
            fprintf(stderr, "%s: %s: %s\n", draft->files[0].name, cdt_checklist_at(checklist, i)->id, found.problem);
    }
    cdt_json_close(json, ']');
    cdt_json_close(json, '}');
    cdt_arena_free(&arena);
    cdt_reading_free(reading);
}

static void scan(const cdt_checklist *checklist, const char *path, bool all, cdt_diags *diags)
{
    cdt_buf bytes = { 0 }, out = { 0 };
    cdt_str text = bench_file(path, &bytes);
    cdt_draft_source source = { path, text.at, text.len };
    cdt_draft_options options = { 0 };
    cdt_draft *draft = cdt_draft_read(&source, 1, &options, diags);
    cdt_json json = cdt_json_to(&out, 0);

    if (draft) {
        put_draft(&json, checklist, draft, all);
        puts(cdt_buf_str(&out).at);
    }
    cdt_draft_free(draft);
    cdt_buf_free(&bytes);
    cdt_buf_free(&out);
}

int main(int argc, char **argv)
{
    cdt_diags *diags = cdt_diags_new();
    cdt_library *library = cdt_library_new();
    bool all = argc > 1 && strcmp(argv[1], "-a") == 0;
    const char *name = argc > 1 + all ? argv[1 + all] : NULL;
    cdt_checklist *checklist = name ? cdt_builtin_read_rules(library, name, diags) : NULL;
    cdt_buf bytes = { 0 };

    if (name && !checklist) {
        cdt_str text = bench_file(name, &bytes);
        checklist = cdt_checklist_read(library, name, text.at, text.len, diags);
    }
    for (int i = 2 + all; i < argc && checklist; i++)
        scan(checklist, argv[i], all, diags);
    print_problems(diags);
    cdt_checklist_free(checklist);
    cdt_library_free(library);
    cdt_diags_free(diags);
    cdt_buf_free(&bytes);
    return checklist ? 0 : 1;
}
