/* Limits of drafts: text, Markdown, HTML, and PDF by a program that stands in for pdftotext. */
#include <string.h>
#include <sys/stat.h>

#include "limits/attempt.h"

static void read_draft(attempt *a, const char *name, cdt_buf *text)
{
    argue(a, "read", file_of(a, name, text), NULL);
    cdt_buf_free(text);
}

static void repeat(cdt_buf *text, const char *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        cdt_buf_put_z(text, words);
}

/* Letters of an old encoding, which have two bytes each in the text that is made of them; one of the euro has three. */
void reach_DRAFT_TEXT(attempt *a)
{
    cdt_buf text = { 0 };

    cdt_buf_repeat(&text, '\xE9', a->n / 2 - a->over);
    if (a->over)
        cdt_buf_char(&text, '\x80');
    read_draft(a, "a.txt", &text);
    a->says = "134217728 bytes";
}

void reach_DRAFT_BLOCKS(attempt *a)
{
    cdt_buf text = { 0 };

    repeat(&text, "a\n\n", a->n);
    read_draft(a, "a.txt", &text);
    a->says = "more than 500000 paragraphs";
}

void reach_DRAFT_LINES(attempt *a)
{
    cdt_buf text = { 0 };

    cdt_buf_put_z(&text, "The parties agree.");
    cdt_buf_repeat(&text, '\n', a->n - 1);
    read_draft(a, "a.txt", &text);
    a->says = "more than 2000000 lines";
}

void reach_DRAFT_REMARKS(attempt *a)
{
    cdt_buf text = { 0 };

    repeat(&text, "<del>x</del>y ", a->n);
    read_draft(a, "a.html", &text);
    a->says = "more than 100000 comments";
}

void reach_DRAFT_FILES(attempt *a)
{
    cdt_buf text = { 0 };
    const char *path;

    cdt_buf_put_z(&text, "1. The parties agree.\n");
    path = file_of(a, "a.txt", &text);
    argue(a, "read", NULL);
    for (size_t i = 0; i < a->n; i++)
        argue(a, path, NULL);
    a->says = "1 to 64 files";
    cdt_buf_free(&text);
}

/* The clause that is one too deep stands beside the one above it. */
void reach_CLAUSE_DEPTH(attempt *a)
{
    static const char *const labels[] = { "1.",        "1.1",         "1.1.1",         "1.1.1.1",
                                          "1.1.1.1.1", "1.1.1.1.1.1", "1.1.1.1.1.1.1", "1.1.1.1.1.1.1.1",
                                          "(a)",       "(i)",         "(A)",           "(I)",
                                          "(1)" };
    cdt_buf text = { 0 };

    for (size_t i = 0; i < a->n; i++)
        cdt_buf_printf(&text, "%s The parties agree.\n\n", labels[i]);
    argue(a, "read", "-f", "json", file_of(a, "a.txt", &text), NULL);
    a->keeps = a->over ? "\"level\": 13," : "\"level\": 12,";
    cdt_buf_free(&text);
}

void reach_MARKUP_DEPTH(attempt *a)
{
    cdt_buf text = { 0 };

    repeat(&text, "<ol><li>", a->n);
    cdt_buf_put_z(&text, "The parties agree.");
    read_draft(a, "a.html", &text);
    a->says = "more than 64 lists inside each other";
}

void reach_TABLE_COLUMNS(attempt *a)
{
    cdt_buf text = { 0 };

    repeat(&text, "|a", a->n);
    cdt_buf_put_z(&text, "|\n");
    repeat(&text, "|-", a->n);
    cdt_buf_put_z(&text, "|\n");
    read_draft(a, "a.md", &text);
    a->says = "more than 500 columns";
}

/* ---- pages of HTML ---- */

void reach_HTML_BYTES(attempt *a)
{
    cdt_buf text = { 0 };

    cdt_buf_put_z(&text, "<p>The parties agree.</p><!--\n");
    fill(&text, a->n - text.len - 3, 'x');
    cdt_buf_put_z(&text, "-->");
    read_draft(a, "a.html", &text);
    a->says = "more than 16777216 bytes";
}

void reach_HTML_DEPTH(attempt *a)
{
    cdt_buf text = { 0 };

    repeat(&text, "<div>", a->n);
    cdt_buf_put_z(&text, "The parties agree.");
    read_draft(a, "a.html", &text);
    a->says = "more than 256 elements";
}

void reach_HTML_TAGS(attempt *a)
{
    cdt_buf text = { 0 };

    repeat(&text, "<p>", a->n / 1000);
    repeat(&text, "a<br>", a->n - a->n / 1000);
    read_draft(a, "a.html", &text);
    a->says = "more than 1000000 tags";
}

void reach_HTML_ATTRIBUTES(attempt *a)
{
    cdt_buf text = { 0 };

    cdt_buf_put_z(&text, "<p");
    for (size_t i = 0; i < a->n; i++)
        cdt_buf_printf(&text, " a%zu=1", i);
    cdt_buf_put_z(&text, ">The parties agree.</p>");
    read_draft(a, "a.html", &text);
    a->says = "more than 256 attributes";
}

/* ---- PDF ---- */

/* A pdftotext that does what the line of shell says and then prints a clause. */
static void read_by(attempt *a, const char *line)
{
    cdt_buf text = { 0 };
    const char *program;

    cdt_buf_printf(&text, "#!/bin/sh\ncat >/dev/null\n%s\necho '1. The parties agree.'\n", line);
    program = file_of(a, "pdftotext", &text);
    chmod(program, 0700);
    cdt_buf_clear(&text);
    cdt_buf_put_z(&text, "%PDF-1.4\n");
    a->path = cdt_format(&a->arena, "%s:/usr/bin:/bin", a->folder);
    read_draft(a, "a.pdf", &text);
}

/* It is ended a moment after the limit, so the two sides are some seconds from it. */
void reach_PDF_SECONDS(attempt *a)
{
    read_by(a, cdt_format(&a->arena, "sleep %zu", a->over ? a->n + 2 : a->n - 4));
    a->says = "it took too long";
}

/* What a shell is allowed is told in units of 1024 bytes; the program is given no more than the limit. */
void reach_PDF_MEMORY(attempt *a)
{
    read_by(a, cdt_format(&a->arena, "[ \"$(ulimit -v)\" -ge %zu ] || exit 3", (a->n + 1023) / 1024));
    a->says = "could not read it";
    a->keeps = "The parties agree.";
}
