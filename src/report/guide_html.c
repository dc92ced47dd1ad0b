/* guide_html.c - the guide as one HTML file for the screen and for A4 paper: no script, nothing fetched from elsewhere. */
#include "report/escape.h"
#include "report/guide_page.h"

static const char head[] =
    "<meta charset=\"utf-8\">\n"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    "<style>\n"
    "@page { size: A4; margin: 18mm 16mm }\n"
    "body { font: 11pt/1.4 Georgia, serif; max-width: 44em; margin: 2em auto; padding: 0 1em; color: #111; background: #fff }\n"
    "h1 { font-size: 1.7em; line-height: 1.2 }\n"
    "h2 { font-size: 1.3em; border-bottom: 1px solid #777; margin-top: 2em; break-after: avoid }\n"
    "h3 { font-size: 1.05em; margin: 0; break-after: avoid }\n"
    "h4 { font-size: 1em; margin: .5em 0 0; break-after: avoid }\n"
    "p, ul, blockquote { margin: .3em 0 }\n"
    "ul { padding-left: 1.3em }\n"
    ".check { position: relative; padding-left: 2em; margin: 1.3em 0 }\n"
    ".box { position: absolute; left: 0; top: .15em; width: 1em; height: 1em; border: 1.5px solid #111 }\n"
    ".about { color: #555; font-size: .9em }\n"
    "blockquote { white-space: pre-line; border-left: 3px solid #999; padding-left: .8em }\n"
    "@media print { body { margin: 0; padding: 0; max-width: none; font-size: 10pt } p, li { orphans: 3; widows: 3 } }\n"
    "</style>\n";

static void put(cdt_page *page, const char *before, const char *text, const char *after)
{
    cdt_buf_put_z(page->out, before);
    cdt_escape_html(page->out, cdt_str_z(text));
    cdt_buf_put_z(page->out, after);
}

static void begin(cdt_page *page, const char *title)
{
    cdt_buf_put_z(page->out, "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n");
    cdt_buf_put_z(page->out, head);
    put(page, "<title>", title, "</title>\n</head>\n<body>\n");
}

static void close_check(cdt_page *page)
{
    if (page->in_check)
        cdt_buf_put_z(page->out, "</section>\n");
    page->in_check = false;
}

static void heading(cdt_page *page, unsigned level, const char *text)
{
    close_check(page);
    put(page, level == 1 ? "<h1>" : "<h2>", text, level == 1 ? "</h1>\n" : "</h2>\n");
}

static void check(cdt_page *page, const char *title, const char *about)
{
    close_check(page);
    put(page, "<section class=\"check\"><span class=\"box\"></span>\n<h3>", title, "</h3>\n");
    put(page, "<p class=\"about\">", about, "</p>\n");
    page->in_check = true;
}

static void label(cdt_page *page, const char *text)
{
    put(page, "<h4>", text, "</h4>\n");
}

/* The first item opens the list: a label stands right before it. */
static void item(cdt_page *page, const char *text)
{
    if (cdt_str_ends(cdt_buf_str(page->out), CDT_STR("</h4>\n")))
        cdt_buf_put_z(page->out, "<ul>\n");
    put(page, "<li>", text, "</li>\n");
}

static void items_end(cdt_page *page)
{
    if (cdt_str_ends(cdt_buf_str(page->out), CDT_STR("</li>\n")))
        cdt_buf_put_z(page->out, "</ul>\n");
}

static void line(cdt_page *page, const char *name, const char *text)
{
    if (*name)
        put(page, "<p><b>", name, ":</b> ");
    else
        cdt_buf_put_z(page->out, "<p>");
    put(page, "", text, "</p>\n");
}

static void wording(cdt_page *page, const char *text)
{
    put(page, "<blockquote>", text, "</blockquote>\n");
}

static void end(cdt_page *page)
{
    close_check(page);
    cdt_buf_put_z(page->out, "</body>\n</html>\n");
}

const cdt_page_format cdt_page_html = { begin, heading, check, label, item, items_end, line, wording, end };
