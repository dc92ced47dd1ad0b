/* markdown_paper.c - a review in Markdown, as GitHub and GitLab show it and pandoc turns it into a Word file: headings, tables,
 * quotations; nothing that needs HTML. */
#include "report/markdown.h"

#include "report/layout.h"

#define WIDTH 100 /* of a source line that is quoted */

void cdt_markdown_put(cdt_buf *out, const char *before, const char *text, const char *after)
{
    cdt_buf_put_z(out, before);
    cdt_escape_markdown(out, cdt_str_z(text));
    cdt_buf_put_z(out, after);
}

/* Code with as many backquotes around it as it needs; blanks where it would end in one. */
static void put_code(cdt_buf *out, const char *text, bool in_table)
{
    size_t longest = 0, run = 0, len = strlen(text);
    bool apart = len && (text[0] == '`' || text[len - 1] == '`');

    for (const char *c = text; *c; c++) {
        run = *c == '`' ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    cdt_buf_repeat(out, '`', longest + 1);
    if (apart)
        cdt_buf_char(out, ' ');
    while (*text) { /* a bar would end the cell of a table even here */
        size_t plain = in_table ? strcspn(text, "|") : strlen(text);
        cdt_escape_line(out, (cdt_str){ text, plain });
        text += plain;
        if (*text) {
            cdt_buf_put_z(out, "\\|");
            text++;
        }
    }
    if (apart)
        cdt_buf_char(out, ' ');
    cdt_buf_repeat(out, '`', longest + 1);
}

static void blank(cdt_paper *paper)
{
    if (paper->out->len)
        cdt_buf_char(paper->out, '\n');
}

static void heading(cdt_paper *paper, unsigned below, const char *text)
{
    unsigned level = paper->level + below < 6 ? paper->level + below : 6;

    blank(paper);
    cdt_buf_repeat(paper->out, '#', level);
    cdt_markdown_put(paper->out, " ", text, "\n");
}

static void title(cdt_paper *paper, const char *text, const char *about)
{
    heading(paper, 0, text);
    cdt_markdown_put(paper->out, "\n", about, "\n");
}

static void section(cdt_paper *paper, const char *anchor, const char *text)
{
    (void)anchor;
    heading(paper, paper->review ? 1 : 2 - paper->level, text);
}

static void group(cdt_paper *paper, const char *anchor, const char *text)
{
    (void)anchor;
    heading(paper, 2, text);
}

static void verdict(cdt_paper *paper, const char *text)
{
    cdt_markdown_put(paper->out, "\n**", text, "**\n");
}

static void para(cdt_paper *paper, const char *text)
{
    cdt_markdown_put(paper->out, "\n", text, "\n");
}

static void warning(cdt_paper *paper, const char *label, const char *text)
{
    cdt_markdown_put(paper->out, "\n> **", label, ":** ");
    cdt_markdown_put(paper->out, "", text, "\n");
}

/* ---- tables ---- */

static void open_row(cdt_paper *paper)
{
    cdt_buf_char(paper->out, '|');
}

static void put_cell(cdt_paper *paper, const char *text, bool code)
{
    cdt_buf_char(paper->out, ' ');
    if (code && *text)
        put_code(paper->out, text, true);
    else
        cdt_escape_markdown(paper->out, cdt_str_z(text));
    cdt_buf_put_z(paper->out, " |");
}

static void end_row(cdt_paper *paper)
{
    cdt_buf_char(paper->out, '\n');
}

static void table(cdt_paper *paper, const char *caption, const cdt_column *columns, size_t count)
{
    cdt_markdown_put(paper->out, "\n", caption, ":\n\n");
    open_row(paper);
    for (size_t i = 0; i < count; i++)
        put_cell(paper, columns[i].title, false);
    end_row(paper);
    open_row(paper);
    for (size_t i = 0; i < count; i++)
        cdt_buf_put_z(paper->out, columns[i].kind == 'n' ? "---:|" : "---|");
    end_row(paper);
}

static void row(cdt_paper *paper, const cdt_column *columns, const char *const *cells, size_t count)
{
    open_row(paper);
    for (size_t i = 0; i < count; i++)
        put_cell(paper, cells[i], columns[i].kind == 'c');
    end_row(paper);
}

static void nothing(cdt_paper *paper)
{
    (void)paper;
}

static bool is_told(const cdt_tally *sum, size_t share)
{
    return share < 2 || share == CDT_SHARE_MET || cdt_share_of(sum, share);
}

static void put_tally(cdt_paper *paper, const cdt_tally *tally, const cdt_tally *sum)
{
    open_row(paper);
    cdt_markdown_put(paper->out, tally == sum ? " **" : " ", tally->title, tally == sum ? "** |" : " |");
    for (size_t i = 0; i < CDT_SHARES; i++) {
        size_t share = cdt_share_of(tally, i);
        if (!is_told(sum, i))
            continue;
        if (tally == sum)
            cdt_buf_printf(paper->out, " **%zu** |", share);
        else if (share)
            cdt_buf_printf(paper->out, " %zu |", share);
        else
            cdt_buf_put_z(paper->out, "  |");
    }
    end_row(paper);
}

static void tallies(cdt_paper *paper, const cdt_tally *all, size_t count, const cdt_tally *sum)
{
    cdt_buf_put_z(paper->out, "\n| Subject |");
    for (size_t i = 0; i < CDT_SHARES; i++)
        if (is_told(sum, i))
            cdt_buf_printf(paper->out, " %s |", cdt_shares[i].title);
    cdt_buf_put_z(paper->out, "\n|---|");
    for (size_t i = 0; i < CDT_SHARES; i++)
        if (is_told(sum, i))
            cdt_buf_put_z(paper->out, "---:|");
    end_row(paper);
    for (size_t i = 0; i < count; i++)
        put_tally(paper, &all[i], sum);
    put_tally(paper, sum, sum);
}

/* ---- lists ---- */

static void item(cdt_paper *paper, const char *anchor, const char *label, const char *text, const char *more)
{
    (void)anchor;
    if (!paper->in_list) {
        paper->rows = 0;
        blank(paper);
    }
    paper->in_list = true;
    cdt_buf_printf(paper->out, "%zu. ", ++paper->rows);
    cdt_markdown_put(paper->out, "**", label, ":** ");
    cdt_markdown_put(paper->out, "", text, "");
    cdt_markdown_put(paper->out, " *", more, "*\n");
}

static void items_end(cdt_paper *paper)
{
    paper->in_list = false;
}

/* ---- a check ---- */

static void check(cdt_paper *paper, const cdt_paper_check *check)
{
    unsigned level = paper->level + (check->number ? 3 : 2);

    blank(paper);
    cdt_buf_repeat(paper->out, '#', level < 6 ? level : 6);
    cdt_buf_char(paper->out, ' ');
    if (check->number)
        cdt_buf_printf(paper->out, "%zu\\. ", check->number);
    cdt_escape_markdown(paper->out, cdt_str_z(check->title));
    cdt_markdown_put(paper->out, "\n\n**", cdt_severity_name(check->severity), "**, ");
    cdt_markdown_put(paper->out, "", check->label, " (");
    put_code(paper->out, check->name, false);
    cdt_buf_put_z(paper->out, ")\n");
}

static void message(cdt_paper *paper, const char *label, const char *text)
{
    cdt_buf_char(paper->out, '\n');
    if (*label)
        cdt_markdown_put(paper->out, "**", label, ":** ");
    cdt_markdown_put(paper->out, "", text, "\n");
}

static void place(cdt_paper *paper, const char *text)
{
    cdt_buf_char(paper->out, '\n');
    put_code(paper->out, text, false);
    cdt_buf_char(paper->out, '\n');
}

static void excerpt(cdt_paper *paper, cdt_place at, const char *line)
{
    cdt_layout layout = cdt_layout_to(paper->out, WIDTH, false);
    cdt_excerpt part = cdt_excerpt_of(line, at);

    if (!part.text.len)
        return;
    at.column -= at.column ? part.first : 0;
    cdt_buf_char(paper->out, '\n');
    cdt_layout_excerpt(&layout, 4, 5, CDT_INK_PLAIN, at, cdt_copy_z(&paper->report->scratch, part.text));
}

/* A quotation, each of whose lines is escaped as one of its own. */
static void put_quoted(cdt_paper *paper, const char *text)
{
    cdt_str rest = cdt_str_trim(cdt_str_z(text));

    while (rest.len) {
        size_t end = cdt_str_find(rest, CDT_STR("\n"), 0);
        cdt_str line = cdt_str_trim(cdt_str_slice(rest, 0, end));
        cdt_buf_put_z(paper->out, ">");
        if (line.len)
            cdt_buf_char(paper->out, ' ');
        cdt_escape_markdown(paper->out, line);
        rest = end == (size_t)-1 ? CDT_STR("") : cdt_str_slice(rest, end + 1, rest.len);
        cdt_buf_put_z(paper->out, rest.len && line.len ? "\n>\n" : "\n");
    }
}

static void quote(cdt_paper *paper, const char *where, const char *text)
{
    cdt_markdown_put(paper->out, "\n", where, *text ? ":\n\n" : "\n");
    put_quoted(paper, text);
}

static void wording(cdt_paper *paper, const char *label, const char *text)
{
    cdt_markdown_put(paper->out, "\n**", label, ":**\n\n");
    put_quoted(paper, text);
}

const cdt_paper_format cdt_paper_markdown = {
    .title = title,
    .section = section,
    .group = group,
    .verdict = verdict,
    .para = para,
    .warning = warning,
    .tallies = tallies,
    .item = item,
    .items_end = items_end,
    .table = table,
    .row = row,
    .table_end = nothing,
    .check = check,
    .message = message,
    .place = place,
    .excerpt = excerpt,
    .quote = quote,
    .term = message,
    .wording = wording,
    .check_end = nothing,
    .end = nothing,
};
