/* What a reader made of drafts, for tests: a line for each clause, then for each remark and problem.
 *   draft_blocks [--original] [--under] FILE...
 * A clause: its kind, row.column or -, label, text. A label ends in ? where it is uncertain, in * where it is no computed
 * number. Tabs between them; line feeds of the text are shown as arrows. With --under instead: the number of what each clause
 * stands under, or -, and the clause's own words. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/pdf.h"
#include "concordat/concordat.h"
#include "concordat/draft.h"

static char *read_whole(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    char *bytes = NULL;
    size_t room = 0, got;

    *length = 0;
    if (file == NULL)
        return NULL;
    do {
        room = room ? room * 2 : 65536;
        bytes = realloc(bytes, room);
        if (bytes == NULL)
            abort();
        got = fread(bytes + *length, 1, room - *length, file);
        *length += got;
    } while (*length == room);
    fclose(file);
    return bytes;
}

static void put(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '\n')
            fputs(" \xE2\x86\xB5 ", stdout);
        else
            putchar(text[i] == '\t' ? ' ' : text[i]);
    }
}

static void print_clause(const cdt_draft *draft, const cdt_clause *clause)
{
    size_t length = strlen(clause->label), start = clause->start;
    bool has = length && strncmp(draft->text + start, clause->label, length) == 0;
    /* That of a schedule is its name, whatever its title looks like. */
    const char *label = has || clause->kind != CDT_CLAUSE_SCHEDULE ? clause->label : "";

    printf("%s\t", cdt_clause_kind_name(clause->kind));
    if (clause->row)
        printf("%u.%u", clause->row, clause->column);
    else
        putchar('-');
    printf("\t%s%s\t", label, clause->uncertain ? "?" : *label && !clause->numbered ? "*" : "");
    start += has ? length + (draft->text[start + length] == ' ') : 0;
    if (start < clause->end)
        put(draft->text + start, clause->end - start);
    putchar('\n');
}

static void print_under(const cdt_draft *draft)
{
    for (size_t i = 0; i < draft->clause_count; i++) {
        const cdt_clause *clause = &draft->clauses[i];
        const cdt_clause *above = clause->parent == CDT_NOWHERE ? NULL : &draft->clauses[clause->parent];
        printf("%s\t", !above ? "-" : *above->number ? above->number : above->heading);
        put(draft->text + clause->start, clause->end - clause->start);
        putchar('\n');
    }
}

static void print_draft(const cdt_draft *draft)
{
    for (size_t i = 0; i < draft->clause_count; i++)
        print_clause(draft, &draft->clauses[i]);
    for (size_t i = 0; i < draft->remark_count; i++) {
        const cdt_remark *remark = &draft->remarks[i];
        printf("remark\t%s\t%s\t", remark->kind, remark->author);
        put(remark->text, strlen(remark->text));
        putchar('\n');
    }
    for (size_t i = 0; i < draft->health.problem_count; i++)
        printf("problem\t-\t\t%s\n", draft->health.problems[i]);
    if (!draft->health.readable)
        puts("unreadable\t-\t\t");
}

static int print_file(const char *path, const cdt_draft_options *options, bool under)
{
    cdt_draft_source source = { .file = path };
    char *bytes = read_whole(path, &source.length);
    cdt_diags *diags = cdt_diags_new();
    cdt_draft *draft;

    if (bytes == NULL) {
        perror(path);
        cdt_diags_free(diags);
        return 2;
    }
    source.bytes = bytes;
    draft = cdt_draft_read(&source, 1, options, diags);
    printf("file\t-\t\t%s\n", path);
    if (draft && under)
        print_under(draft);
    else if (draft)
        print_draft(draft);
    for (size_t i = 0; i < cdt_diags_count(diags); i++)
        printf("%s\t-\t\t%s\n", cdt_code_label(cdt_diags_at(diags, i)->code), cdt_diags_at(diags, i)->message);
    cdt_draft_free(draft);
    cdt_diags_free(diags);
    free(bytes);
    return 0;
}

int main(int argc, char **argv)
{
    cdt_pdf pdf = { .problem = "" };
    cdt_draft_options options = { .revision = CDT_AS_ACCEPTED, .pdf_text = cdt_pdf_text, .context = &pdf };
    int status = 0;
    bool under = false;

    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--original") == 0)
            options.revision = CDT_AS_ORIGINAL;
        else if (strcmp(argv[i], "--under") == 0)
            under = true;
        else
            status |= print_file(argv[i], &options, under);
    }
    return status;
}
