/* guide_markdown.c - the guide in Markdown (CommonMark, with the boxes of GitHub's task lists). */
#include "report/escape.h"
#include "report/guide_page.h"

static void put(cdt_page *page, const char *text)
{
    cdt_escape_markdown(page->out, cdt_str_z(text));
}

static void begin(cdt_page *page, const char *title)
{
    (void)page;
    (void)title;
}

static void heading(cdt_page *page, unsigned level, const char *text)
{
    if (page->out->len)
        cdt_buf_char(page->out, '\n');
    cdt_buf_put_z(page->out, level == 1 ? "# " : "## ");
    put(page, text);
    cdt_buf_put_z(page->out, "\n");
    page->in_check = false;
}

/* What belongs to a check stands below its item. */
static void new_paragraph(cdt_page *page)
{
    cdt_buf_put_z(page->out, page->in_check ? "\n  " : "\n");
}

static void check(cdt_page *page, const char *title, const char *about)
{
    cdt_buf_put_z(page->out, "\n- [ ] **");
    put(page, title);
    cdt_buf_put_z(page->out, "** (");
    put(page, about);
    cdt_buf_put_z(page->out, ")\n");
    page->in_check = true;
}

static void label(cdt_page *page, const char *text)
{
    new_paragraph(page);
    cdt_buf_put_z(page->out, "**");
    put(page, text);
    cdt_buf_put_z(page->out, "**\n");
    new_paragraph(page);
    page->out->len -= page->in_check ? 2 : 0; /* the items bring their own blanks */
}

static void item(cdt_page *page, const char *text)
{
    cdt_buf_put_z(page->out, page->in_check ? "  - " : "- ");
    put(page, text);
    cdt_buf_char(page->out, '\n');
}

static void items_end(cdt_page *page)
{
    (void)page;
}

static void line(cdt_page *page, const char *name, const char *text)
{
    new_paragraph(page);
    if (*name) {
        cdt_buf_put_z(page->out, "**");
        put(page, name);
        cdt_buf_put_z(page->out, ":** ");
    }
    put(page, text);
    cdt_buf_char(page->out, '\n');
}

static void wording(cdt_page *page, const char *text)
{
    cdt_str rest = cdt_str_trim(cdt_str_z(text));

    while (rest.len) {
        size_t feed = cdt_str_find(rest, CDT_STR("\n"), 0);
        cdt_str one = cdt_str_trim(cdt_str_slice(rest, 0, feed));
        cdt_buf_put_z(page->out, page->in_check ? "  >" : ">");
        if (one.len)
            cdt_buf_char(page->out, ' ');
        cdt_escape_markdown(page->out, one);
        cdt_buf_char(page->out, '\n');
        rest = feed == (size_t)-1 ? CDT_STR("") : cdt_str_slice(rest, feed + 1, rest.len);
    }
}

static void end(cdt_page *page)
{
    (void)page;
}

const cdt_page_format cdt_page_markdown = { begin, heading, check, label, item, items_end, line, wording, end };
