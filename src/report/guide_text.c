/* guide_text.c - the guide as plain text. */
#include "report/guide_page.h"

#define INDENT 4 /* of what stands under the title of a check: the box and a blank */

static void begin(cdt_page *page, const char *title)
{
    (void)page;
    (void)title;
}

static void heading(cdt_page *page, unsigned level, const char *text)
{
    if (page->out->len)
        cdt_layout_blank(&page->layout);
    if (page->out->len && level == 1)
        cdt_layout_blank(&page->layout);
    cdt_layout_heading(&page->layout, level == 1 ? '=' : '-', text);
    page->in_check = false;
}

static void check(cdt_page *page, const char *title, const char *about)
{
    cdt_layout *l = &page->layout;

    cdt_layout_blank(l);
    cdt_layout_begin(l, 0, INDENT);
    cdt_layout_put(l, CDT_INK_PLAIN, "[ ]");
    cdt_layout_tab(l, INDENT);
    cdt_layout_put(l, CDT_INK_BOLD, title);
    cdt_layout_end(l);
    cdt_layout_line(l, INDENT, CDT_INK_PLAIN, about);
    page->in_check = true;
}

static unsigned indent(const cdt_page *page)
{
    return page->in_check ? INDENT : 0;
}

static void label(cdt_page *page, const char *text)
{
    cdt_layout_line(&page->layout, indent(page), CDT_INK_BOLD, text);
}

static void item(cdt_page *page, const char *text)
{
    cdt_layout_begin(&page->layout, indent(page) + 2, indent(page) + 4);
    cdt_layout_put(&page->layout, CDT_INK_PLAIN, "- ");
    cdt_layout_put(&page->layout, CDT_INK_PLAIN, text);
    cdt_layout_end(&page->layout);
}

static void items_end(cdt_page *page)
{
    (void)page;
}

static void line(cdt_page *page, const char *name, const char *text)
{
    cdt_layout_begin(&page->layout, indent(page), indent(page) + (*name ? 2 : 0));
    if (*name) {
        cdt_layout_put(&page->layout, CDT_INK_BOLD, name);
        cdt_layout_put(&page->layout, CDT_INK_PLAIN, ": ");
    }
    cdt_layout_put(&page->layout, CDT_INK_PLAIN, text);
    cdt_layout_end(&page->layout);
}

static void wording(cdt_page *page, const char *text)
{
    cdt_layout_prose(&page->layout, indent(page) + 2, text);
}

static void end(cdt_page *page)
{
    (void)page;
}

const cdt_page_format cdt_page_text = { begin, heading, check, label, item, items_end, line, wording, end };
