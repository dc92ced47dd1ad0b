#include "report/book.h"

void cdt_book_open(cdt_report *report, const cdt_paper_format *format)
{
    cdt_book *book = CDT_NEW(&report->arena, cdt_book);

    report->state = book;
    book->last_line = &book->lines;
    book->last_column = &book->columns;
    book->paper = (cdt_paper){ .format = format, .report = report };
}

static void know_column(cdt_report *report, cdt_book *book, const char *title)
{
    for (const cdt_book_column *c = book->columns; c; c = c->next)
        if (strcmp(c->title, title) == 0)
            return;
    *book->last_column = CDT_NEW(&report->arena, cdt_book_column);
    (*book->last_column)->title = cdt_copy_z(&report->arena, cdt_str_z(title));
    book->last_column = &(*book->last_column)->next;
}

static void keep(cdt_report *report, const cdt_review *review)
{
    cdt_book *book = report->state;
    cdt_arena *arena = &report->arena;
    const cdt_ordered *all = cdt_order_outcomes(review, &report->scratch);
    cdt_book_line *kept = CDT_NEW(arena, cdt_book_line);
    cdt_tally *tallies;

    kept->count = cdt_paper_tallies(&book->paper, review, all, &tallies, &kept->sum);
    kept->review = book->paper.review;
    kept->name = cdt_copy_z(arena, cdt_str_z(cdt_paper_name(review)));
    kept->reference = cdt_copy_z(arena, cdt_str_z(cdt_agreement_reference(review->agreement)));
    kept->reviewed = review->reviewed;
    kept->tallies = CDT_NEW_ARRAY(arena, cdt_tally, kept->count);
    for (size_t i = 0; i < kept->count; i++) {
        kept->tallies[i] = tallies[i];
        kept->tallies[i].title = cdt_copy_z(arena, cdt_str_z(tallies[i].title));
        kept->tallies[i].anchor = cdt_copy_z(arena, cdt_str_z(tallies[i].anchor));
        know_column(report, book, tallies[i].title);
    }
    *book->last_line = kept;
    book->last_line = &kept->next;
}

void cdt_book_add(cdt_report *report, const cdt_review *review)
{
    cdt_book *book = report->state;
    cdt_paper *paper = &book->paper;

    paper->review++;
    if (paper->review == 1) {
        paper->out = &book->alone;
        paper->level = 1;
        paper->last_section = &book->sections;
        cdt_paper_review(paper, review);
        paper->last_section = NULL;
        book->first = cdt_copy_z(&report->arena, cdt_str_z(cdt_paper_name(review)));
    } else {
        cdt_buf_free(&book->alone);
    }
    paper->out = &book->several;
    paper->level = 2;
    cdt_paper_review(paper, review);
    cdt_paper_keep(paper, review);
    keep(report, review);
}

void cdt_book_problems(cdt_report *report, const cdt_diags *diags)
{
    cdt_book *book = report->state;

    book->paper.out = &book->problems;
    cdt_paper_put_problems(&book->paper, diags);
}

const char *cdt_book_title(cdt_report *report)
{
    const cdt_book *book = report->state;

    if (book->paper.review == 1)
        return book->first;
    return book->paper.review ? cdt_format(&report->scratch, "Review of %u agreements", book->paper.review)
                              : "Nothing was reviewed";
}

cdt_str cdt_book_text(const cdt_book *book)
{
    return cdt_buf_str(book->paper.review == 1 ? &book->alone : &book->several);
}

void cdt_book_free(cdt_book *book)
{
    cdt_buf_free(&book->alone);
    cdt_buf_free(&book->several);
    cdt_buf_free(&book->problems);
}
