/* html_paper.c - a review as HTML: headings, tables with headers, pictures with their numbers beside them. */
#include <stdio.h>

#include "base/utf8.h"
#include "report/html.h"

void cdt_html_put(cdt_buf *out, const char *before, const char *text, const char *after)
{
    cdt_buf_put_z(out, before);
    cdt_escape_html(out, cdt_str_z(text));
    cdt_buf_put_z(out, after);
}

static void heading(cdt_paper *paper, unsigned below, const char *anchor, const char *text)
{
    unsigned level = paper->level + below < 6 ? paper->level + below : 6;

    cdt_buf_printf(paper->out, "<h%u", level);
    if (*anchor)
        cdt_html_put(paper->out, " id=\"", anchor, "\" tabindex=\"-1\"");
    cdt_html_put(paper->out, ">", text, "");
    cdt_buf_printf(paper->out, "</h%u>\n", level);
}

static void title(cdt_paper *paper, const char *text, const char *about)
{
    char anchor[32];

    snprintf(anchor, sizeof anchor, "r%u", paper->review);
    cdt_buf_printf(paper->out, paper->level > 1 ? "<section class=\"review\" aria-labelledby=\"%s\">\n" : "<div>\n",
                   anchor);
    heading(paper, 0, anchor, text);
    cdt_html_put(paper->out, "<p class=\"about\">", about, "</p>\n");
}

static void end_section(cdt_paper *paper)
{
    if (paper->in_section)
        cdt_buf_put_z(paper->out, "</section>\n");
    paper->in_section = false;
}

/* At the end of the report, where there is no review, sections are as high as reviews are. */
static void section(cdt_paper *paper, const char *anchor, const char *text)
{
    end_section(paper);
    cdt_buf_put_z(paper->out, "<section>\n");
    heading(paper, paper->review ? 1 : 2 - paper->level, anchor, text);
    paper->in_section = true;
}

static void group(cdt_paper *paper, const char *anchor, const char *text)
{
    heading(paper, 2, anchor, text);
}

static void verdict(cdt_paper *paper, const char *text)
{
    cdt_html_put(paper->out, "<p class=\"verdict\">", text, "</p>\n");
}

static void para(cdt_paper *paper, const char *text)
{
    cdt_html_put(paper->out, "<p>", text, "</p>\n");
}

static void warning(cdt_paper *paper, const char *label, const char *text)
{
    cdt_html_put(paper->out, "<p class=\"warning\"><b>", label, ":</b> ");
    cdt_html_put(paper->out, "", text, "</p>\n");
}

/* ---- the picture ---- */

void cdt_html_bar(cdt_buf *out, const cdt_tally *tally, size_t most)
{
    size_t at = 0;

    cdt_buf_printf(out,
                   "<svg class=\"bar\" viewBox=\"0 0 %zu 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\" "
                   "focusable=\"false\">",
                   most ? most : 1);
    for (size_t i = 0; i < CDT_SHARES; i++) {
        size_t share = cdt_share_of(tally, i);
        if (share)
            cdt_buf_printf(out, "<rect class=\"fill-%s\" x=\"%zu\" y=\"0\" width=\"%zu\" height=\"10\"/>",
                           cdt_shares[i].style, at, share);
        at += share;
    }
    cdt_buf_put_z(out, "</svg>");
}

/* Shares that some check has; the severities of gaps and what is met are always told. */
static bool is_told(const cdt_tally *sum, size_t share)
{
    return share < 2 || share == CDT_SHARE_MET || cdt_share_of(sum, share);
}

static void put_tiles(cdt_buf *out, const cdt_tally *sum)
{
    cdt_buf_put_z(out, "<ul class=\"tiles\">\n");
    for (size_t i = 0; i < CDT_SHARES; i++)
        if (is_told(sum, i))
            cdt_buf_printf(out, "<li class=\"%s\"><b>%zu</b> <span>%s%s</span></li>\n", cdt_shares[i].style,
                           cdt_share_of(sum, i), cdt_shares[i].title, i < 3 ? " gaps" : "");
    cdt_buf_put_z(out, "</ul>\n");
}

static void put_key(cdt_buf *out, const cdt_tally *sum)
{
    cdt_buf_put_z(out, "<ul class=\"key\" aria-hidden=\"true\">\n");
    for (size_t i = 0; i < CDT_SHARES; i++)
        if (is_told(sum, i))
            cdt_buf_printf(out,
                           "<li><svg viewBox=\"0 0 1 1\" focusable=\"false\"><rect class=\"fill-%s\" width=\"1\" "
                           "height=\"1\"/></svg>%s</li>\n",
                           cdt_shares[i].style, cdt_shares[i].title);
    cdt_buf_put_z(out, "</ul>\n");
}

static void put_tally(cdt_buf *out, const cdt_tally *tally, const cdt_tally *sum, size_t most)
{
    cdt_buf_put_z(out, tally == sum ? "<tr class=\"sum\"><th scope=\"row\">" : "<tr><th scope=\"row\">");
    if (*tally->anchor)
        cdt_html_put(out, "<a href=\"#", tally->anchor, "\">");
    cdt_html_put(out, "", tally->title, *tally->anchor ? "</a>" : "");
    cdt_buf_put_z(out, "</th><td class=\"picture\">");
    if (tally != sum)
        cdt_html_bar(out, tally, most);
    cdt_buf_put_z(out, "</td>");
    for (size_t i = 0; i < CDT_SHARES; i++) {
        size_t share = cdt_share_of(tally, i);
        if (is_told(sum, i))
            cdt_buf_printf(out, "<td class=\"number %s\">%zu</td>", share ? cdt_shares[i].style : "zero", share);
    }
    cdt_buf_put_z(out, "</tr>\n");
}

static void tallies(cdt_paper *paper, const cdt_tally *all, size_t count, const cdt_tally *sum)
{
    cdt_buf *out = paper->out;
    size_t most = 0;

    for (size_t i = 0; i < count; i++)
        most = all[i].checks > most ? all[i].checks : most;
    put_tiles(out, sum);
    cdt_buf_put_z(out, "<div class=\"wide\" role=\"group\" aria-label=\"Checks by subject\" tabindex=\"0\"><table>\n"
                       "<caption>Checks by subject; gaps by severity</caption>\n"
                       "<thead><tr><th scope=\"col\">Subject</th><th scope=\"col\">Picture</th>");
    for (size_t i = 0; i < CDT_SHARES; i++)
        if (is_told(sum, i))
            cdt_buf_printf(out, "<th scope=\"col\" class=\"number\">%s</th>", cdt_shares[i].title);
    cdt_buf_put_z(out, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < count; i++)
        put_tally(out, &all[i], sum, most);
    put_tally(out, sum, sum, most);
    cdt_buf_put_z(out, "</tbody></table></div>\n");
    put_key(out, sum);
}

/* ---- lists and tables ---- */

static void item(cdt_paper *paper, const char *anchor, const char *label, const char *text, const char *more)
{
    if (!paper->in_list)
        cdt_buf_put_z(paper->out, "<ol class=\"first\">\n");
    paper->in_list = true;
    cdt_html_put(paper->out, "<li><span class=\"tag ", label, "\">");
    cdt_html_put(paper->out, "", label, "</span> ");
    cdt_html_put(paper->out, "", text, " ");
    cdt_html_put(paper->out, "<a class=\"more\" href=\"#", anchor, "\">");
    cdt_html_put(paper->out, "", more, "</a></li>\n");
}

static void items_end(cdt_paper *paper)
{
    if (paper->in_list)
        cdt_buf_put_z(paper->out, "</ol>\n");
    paper->in_list = false;
}

static void table(cdt_paper *paper, const char *caption, const cdt_column *columns, size_t count)
{
    cdt_html_put(paper->out, "<div class=\"wide\" role=\"group\" tabindex=\"0\" aria-label=\"", caption,
                 "\"><table>\n");
    cdt_html_put(paper->out, "<caption>", caption, "</caption>\n<thead><tr>");
    for (size_t i = 0; i < count; i++)
        cdt_html_put(paper->out, columns[i].kind == 'n' ? "<th scope=\"col\" class=\"number\">" : "<th scope=\"col\">",
                     columns[i].title, "</th>");
    cdt_buf_put_z(paper->out, "</tr></thead>\n<tbody>\n");
}

static void row(cdt_paper *paper, const cdt_column *columns, const char *const *cells, size_t count)
{
    cdt_buf_put_z(paper->out, "<tr>");
    for (size_t i = 0; i < count; i++) {
        bool code = columns[i].kind == 'c' && *cells[i];
        cdt_buf_put_z(paper->out, columns[i].kind == 'n' ? "<td class=\"number\">" : "<td>");
        cdt_html_put(paper->out, code ? "<code>" : "", cells[i], code ? "</code>" : "");
        cdt_buf_put_z(paper->out, "</td>");
    }
    cdt_buf_put_z(paper->out, "</tr>\n");
}

static void table_end(cdt_paper *paper)
{
    cdt_buf_put_z(paper->out, "</tbody></table></div>\n");
}

/* ---- a check ---- */

static void check(cdt_paper *paper, const cdt_paper_check *check)
{
    const char *severity = cdt_severity_name(check->severity);
    cdt_buf *out = paper->out;
    unsigned level = paper->level + (check->number ? 3 : 2);

    cdt_html_put(out, "<article class=\"check ", severity, "\" aria-labelledby=\"");
    cdt_html_put(out, "", check->anchor, "\">\n");
    cdt_buf_printf(out, "<h%u id=\"", level < 6 ? level : 6);
    cdt_html_put(out, "", check->anchor, "\" tabindex=\"-1\">");
    if (check->number)
        cdt_buf_printf(out, "%zu. ", check->number);
    cdt_html_put(out, "", check->title, "");
    cdt_buf_printf(out, "</h%u>\n", level < 6 ? level : 6);
    cdt_html_put(out, "<p class=\"tags\"><span class=\"tag\">", severity, "</span>");
    cdt_html_put(out, " <span class=\"kind\">", check->label, "</span>");
    cdt_html_put(out, " <code class=\"name\">", check->name, "</code></p>\n");
}

static void end_terms(cdt_paper *paper)
{
    if (paper->in_terms)
        cdt_buf_put_z(paper->out, "</dl>\n");
    paper->in_terms = false;
}

static void check_end(cdt_paper *paper)
{
    end_terms(paper);
    cdt_buf_put_z(paper->out, "</article>\n");
}

static void message(cdt_paper *paper, const char *label, const char *text)
{
    cdt_buf_put_z(paper->out, *label ? "<p class=\"message aside\">" : "<p class=\"message\">");
    if (*label)
        cdt_html_put(paper->out, "<b>", label, ":</b> ");
    cdt_html_put(paper->out, "", text, "</p>\n");
}

static void place(cdt_paper *paper, const char *text)
{
    cdt_html_put(paper->out, "<p class=\"place\">", text, "</p>\n");
}

static void excerpt(cdt_paper *paper, cdt_place at, const char *line)
{
    cdt_excerpt part = cdt_excerpt_of(line, at);
    size_t from = at.column > part.first ? cdt_utf8_offset(part.text, at.column - part.first - 1) : 0, to;
    cdt_str rest = cdt_str_slice(part.text, from, part.text.len);
    cdt_buf *out = paper->out;

    if (!part.text.len)
        return;
    to = at.column ? from + cdt_utf8_offset(rest, at.length) : from;
    cdt_buf_printf(out, "<pre><span class=\"line\">%u</span>%s", at.line, part.first ? "\xE2\x80\xA6" : "");
    cdt_escape_html(out, cdt_str_slice(part.text, 0, from));
    if (to > from) {
        cdt_buf_put_z(out, "<mark>");
        cdt_escape_html(out, cdt_str_slice(part.text, from, to));
        cdt_buf_put_z(out, "</mark>");
    }
    cdt_escape_html(out, cdt_str_slice(part.text, to, part.text.len));
    cdt_buf_put_z(out, "</pre>\n");
}

static void quote(cdt_paper *paper, const char *where, const char *text)
{
    if (!*text) {
        place(paper, where);
        return;
    }
    cdt_html_put(paper->out, "<figure><figcaption>", where, "</figcaption>");
    cdt_html_put(paper->out, "<blockquote>", text, "</blockquote></figure>\n");
}

static void open_term(cdt_paper *paper, const char *label)
{
    if (!paper->in_terms)
        cdt_buf_put_z(paper->out, "<dl>\n");
    paper->in_terms = true;
    cdt_html_put(paper->out, "<dt>", label, "</dt>");
}

static void term(cdt_paper *paper, const char *label, const char *text)
{
    open_term(paper, label);
    cdt_html_put(paper->out, "<dd>", text, "</dd>\n");
}

static void wording(cdt_paper *paper, const char *label, const char *text)
{
    open_term(paper, label);
    cdt_html_put(paper->out, "<dd class=\"wording\">", text, "</dd>\n");
}

static void end(cdt_paper *paper)
{
    end_section(paper);
    if (paper->review)
        cdt_buf_put_z(paper->out, paper->level > 1 ? "</section>\n" : "</div>\n");
}

const cdt_paper_format cdt_paper_html = {
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
    .table_end = table_end,
    .check = check,
    .message = message,
    .place = place,
    .excerpt = excerpt,
    .quote = quote,
    .term = term,
    .wording = wording,
    .check_end = check_end,
    .end = end,
};
