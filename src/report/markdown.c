/* markdown.c - the report in Markdown, for a pull request or a committee's paper. */
#include "report/markdown.h"

#include "concordat/concordat.h"
#include "report/book.h"

static void markdown_open(cdt_report *report)
{
    cdt_book_open(report, &cdt_paper_markdown);
}

static void put_summary(cdt_buf *out, const cdt_book *book)
{
    cdt_buf_put_z(out, "\n| Agreement |");
    for (size_t i = 0; i < CDT_SHARES; i++)
        cdt_buf_printf(out, " %s |", cdt_shares[i].title);
    cdt_buf_put_z(out, "\n|---|");
    for (size_t i = 0; i < CDT_SHARES; i++)
        cdt_buf_put_z(out, "---:|");
    cdt_buf_char(out, '\n');
    for (const cdt_book_line *l = book->lines; l; l = l->next) {
        cdt_markdown_put(out, "| ", l->name, "");
        if (*l->reference)
            cdt_markdown_put(out, " (", l->reference, ")");
        cdt_buf_put_z(out, l->reviewed ? " |" : ", **not reviewed** |");
        for (size_t i = 0; i < CDT_SHARES; i++)
            cdt_buf_printf(out, " %zu |", cdt_share_of(&l->sum, i));
        cdt_buf_char(out, '\n');
    }
}

static void markdown_close(cdt_report *report)
{
    cdt_book *book = report->state;
    cdt_buf *out = &report->out;

    if (book->paper.review != 1)
        cdt_markdown_put(out, "# ", cdt_book_title(report), "\n");
    cdt_buf_put(out, cdt_buf_str(&book->problems));
    if (book->paper.review > 1)
        put_summary(out, book);
    if (book->paper.review > 1)
        cdt_buf_char(out, '\n');
    cdt_buf_put(out, cdt_book_text(book));
    book->paper.out = out;
    book->paper.level = 1;
    cdt_paper_end(&book->paper);
    cdt_buf_put_z(out, "\n*This report is not legal advice.* Made by concordat " CONCORDAT_VERSION ", as of ");
    cdt_markdown_put(out, "", report->as_of, ".\n");
    cdt_book_free(book);
}

const cdt_report_format cdt_report_markdown = {
    .name = "markdown",
    .title = "for a pull request or a committee's paper",
    .open = markdown_open,
    .add = cdt_book_add,
    .problems = cdt_book_problems,
    .close = markdown_close,
};
