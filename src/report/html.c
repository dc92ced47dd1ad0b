/* html.c - the report as one HTML file: no script, nothing fetched from elsewhere, for the screen, a screen reader and A4. One
 * agreement has the page for itself; several stand below a matrix of agreements and subjects. */
#include <sha2.h>
#include <stdio.h>

#include "base/embedded.h"
#include "concordat/concordat.h"
#include "report/book.h"
#include "report/html.h"

/* ---- the matrix ---- */

static const cdt_tally *tally_of(const cdt_book_line *l, const char *title)
{
    for (size_t i = 0; i < l->count; i++)
        if (strcmp(l->tallies[i].title, title) == 0)
            return &l->tallies[i];
    return NULL;
}

/* The worst that a subject has, as a number of cdt_shares. */
static size_t worst_of(const cdt_tally *tally)
{
    size_t worst = 0;

    while (worst + 1 < CDT_SHARES && !cdt_share_of(tally, worst))
        worst++;
    return worst;
}

/* A subject in which nothing is open. */
static void put_settled(cdt_buf *out, size_t share)
{
    const char *sign = "\xE2\x80\x93", *words = "does not apply";

    if (share == CDT_SHARE_MET) {
        sign = "\xE2\x9C\x93";
        words = "all met";
    } else if (share < CDT_SHARE_MET) {
        sign = "(\xE2\x9C\x93)";
        words = "waived or known";
    }
    cdt_buf_printf(out, "<td class=\"%s\"><span aria-hidden=\"true\">%s</span><span class=\"unseen\">%s</span></td>",
                   cdt_shares[share].style, sign, words);
}

static void put_cell(cdt_buf *out, const cdt_book_line *l, const cdt_tally *tally)
{
    size_t worst = tally ? worst_of(tally) : CDT_SHARES - 1, open = 0;
    char anchor[32];

    for (size_t i = 0; tally && i < 6; i++)
        open += cdt_share_of(tally, i);
    if (!tally || !l->reviewed) {
        cdt_buf_put_z(out, "<td class=\"none\"><span class=\"unseen\">not looked at</span></td>");
        return;
    }
    if (!open) {
        put_settled(out, worst);
        return;
    }
    snprintf(anchor, sizeof anchor, "r%u", l->review);
    cdt_buf_printf(out, "<td class=\"%s\">", cdt_shares[worst].style);
    cdt_html_put(out, "<a href=\"#", *tally->anchor ? tally->anchor : anchor, "\">");
    cdt_buf_printf(out, "%zu<span class=\"unseen\"> open, the worst: %s; ", open, cdt_shares[worst].title);
    cdt_html_put(out, "", tally->title, "</span></a></td>");
}

static void put_line(cdt_buf *out, const cdt_book *s, const cdt_book_line *l)
{
    cdt_buf_printf(out, "<tr><th scope=\"row\"><a href=\"#r%u\">", l->review);
    cdt_html_put(out, "", l->name, "</a>");
    if (*l->reference)
        cdt_html_put(out, " <span class=\"about\">", l->reference, "</span>");
    if (!l->reviewed)
        cdt_buf_put_z(out, " <b class=\"high\">not reviewed</b>");
    cdt_buf_put_z(out, "</th>");
    for (const cdt_book_column *c = s->columns; c; c = c->next)
        put_cell(out, l, tally_of(l, c->title));
    for (size_t i = 0; i < 4; i++) {
        size_t share = cdt_share_of(&l->sum, i);
        if (l->reviewed)
            cdt_buf_printf(out, "<td class=\"%s\">%zu</td>", share ? cdt_shares[i].style : "zero", share);
        else
            cdt_buf_put_z(out, "<td class=\"zero\">?</td>");
    }
    cdt_buf_put_z(out, "</tr>\n");
}

static void put_matrix(cdt_buf *out, const cdt_book *s)
{
    cdt_buf_put_z(out,
                  "<section>\n<h2 id=\"matrix\" tabindex=\"-1\">Agreements and subjects</h2>\n"
                  "<div class=\"wide\" role=\"group\" aria-label=\"Agreements and subjects\" tabindex=\"0\">"
                  "<table class=\"matrix\">\n<caption>Checks that are open: gaps, questions and what is unconfirmed. "
                  "The colour is that of the worst; \xE2\x9C\x93 all met, (\xE2\x9C\x93) waived or "
                  "known, \xE2\x80\x93 does not apply.</caption>\n"
                  "<thead><tr><th scope=\"col\">Agreement</th>");
    for (const cdt_book_column *c = s->columns; c; c = c->next)
        cdt_html_put(out, "<th scope=\"col\" class=\"turned\"><span>", c->title, "</span></th>");
    for (size_t i = 0; i < 4; i++)
        cdt_buf_printf(out, "<th scope=\"col\" class=\"turned\"><span>%s%s</span></th>", cdt_shares[i].title,
                       i < 3 ? " gaps" : "");
    cdt_buf_put_z(out, "</tr></thead>\n<tbody>\n");
    for (const cdt_book_line *l = s->lines; l; l = l->next)
        put_line(out, s, l);
    cdt_buf_put_z(out, "</tbody></table></div>\n</section>\n");
}

/* ---- the page ---- */

static void put_base64(cdt_buf *out, const uint8_t *bytes, size_t len)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    for (size_t i = 0; i < len; i += 3) {
        unsigned left = (unsigned)(len - i), word = (unsigned)bytes[i] << 16;
        word |= left > 1 ? (unsigned)bytes[i + 1] << 8 : 0;
        word |= left > 2 ? bytes[i + 2] : 0;
        for (unsigned k = 0; k < 4; k++)
            cdt_buf_char(out, k <= left ? digits[word >> (18 - 6 * k) & 63] : '=');
    }
}

/* Nothing may be loaded or run; the one style sheet is known by its digest. */
static void put_style(cdt_buf *out)
{
    const cdt_embedded *css = cdt_embedded_find("report/html.css");
    uint8_t digest[SHA256_DIGEST_LENGTH];
    SHA2_CTX context;

    SHA256Init(&context);
    SHA256Update(&context, (const uint8_t *)css->text, css->len);
    SHA256Final(digest, &context);
    cdt_buf_put_z(out, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-");
    put_base64(out, digest, sizeof digest);
    cdt_buf_put_z(out, "'; base-uri 'none'; form-action 'none'\">\n"
                       "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                       "<meta name=\"referrer\" content=\"no-referrer\">\n<style>");
    cdt_buf_put(out, (cdt_str){ css->text, css->len });
    cdt_buf_put_z(out, "</style>\n");
}

static void put_nav(cdt_buf *out, const cdt_book *s)
{
    cdt_buf_put_z(out, "<nav aria-label=\"Contents\"><ul>\n");
    if (s->paper.review == 1)
        for (const cdt_paper_section *section = s->sections; section; section = section->next) {
            cdt_html_put(out, "<li><a href=\"#", section->anchor, "\">");
            cdt_html_put(out, "", section->title, "</a></li>\n");
        }
    else
        cdt_buf_put_z(out, "<li><a href=\"#matrix\">Agreements and subjects</a></li>\n");
    cdt_buf_put_z(out, s->paper.used ? "<li><a href=\"#r0-sources\">What this rests on</a></li>\n" : "");
    cdt_buf_put_z(out, "</ul></nav>\n");
}

static void put_body(cdt_report *report, const char *title)
{
    cdt_book *s = report->state;
    cdt_buf *out = &report->out;

    if (s->paper.review != 1)
        cdt_html_put(out, "<h1>", title, "</h1>\n");
    cdt_buf_put(out, cdt_buf_str(&s->problems));
    if (s->paper.review > 1)
        put_matrix(out, s);
    cdt_buf_put(out, cdt_book_text(s));
}

static void html_close(cdt_report *report)
{
    cdt_book *s = report->state;
    cdt_buf *out = &report->out;
    const char *title = cdt_book_title(report);

    cdt_buf_put_z(out, "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n");
    put_style(out);
    cdt_html_put(out, "<title>", title, " \xE2\x80\x93 gap report</title>\n</head>\n<body>\n");
    cdt_buf_put_z(out,
                  "<a class=\"skip\" href=\"#main\">Skip to the report</a>\n<header><p>Gap report on shared-service "
                  "agreements</p>");
    cdt_html_put(out, "<p>As of ", report->as_of, "</p></header>\n");
    put_nav(out, s);
    cdt_buf_put_z(out, "<main id=\"main\" tabindex=\"-1\">\n");
    put_body(report, title);
    s->paper.out = out;
    s->paper.level = 1;
    cdt_paper_end(&s->paper);
    cdt_buf_put_z(
        out, "</main>\n<footer><p>This report is not legal advice. It says what a description and a draft state and "
             "what published advice asks for; whether an agreement is lawful and wise is for those who advise and "
             "decide.</p>\n");
    cdt_html_put(out, "<p>Made by concordat ", CONCORDAT_VERSION, ", as of ");
    cdt_html_put(out, "", report->as_of, ".</p></footer>\n</body>\n</html>\n");
    cdt_book_free(s);
}

static void html_open(cdt_report *report)
{
    cdt_book_open(report, &cdt_paper_html);
}

const cdt_report_format cdt_report_html = {
    .name = "html",
    .title = "one page to forward or print, with a picture of what is covered",
    .open = html_open,
    .add = cdt_book_add,
    .problems = cdt_book_problems,
    .close = html_close,
};
