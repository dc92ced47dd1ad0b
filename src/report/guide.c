#include "report/guide.h"

#include "report/guide_page.h"
#include "report/wording.h"

typedef struct guide {
    const cdt_page_format *format;
    cdt_page page;
    const cdt_checklist *list;
    cdt_buf text; /* of the piece at hand */
} guide;

/* What was put into the buffer, which is empty for the next. It stays valid until something is put. */
static const char *taken(guide *g)
{
    g->text.len = 0; /* and not cleared: the text is still to be read */
    return g->text.at;
}

static const char *about(guide *g, const cdt_check *check)
{
    cdt_buf_printf(&g->text, "%s, %s", check->id, cdt_severity_name(check->final));
    if (check->draft != check->final)
        cdt_buf_printf(&g->text, "; of a draft: %s", cdt_severity_name(check->draft));
    if (!check->on)
        cdt_buf_put_z(&g->text, "; only where it is asked for");
    return taken(g);
}

/* Where the value that begins behind a brace ends; past braces and quotations in it. */
static const char *value_end(const char *from)
{
    unsigned depth = 0;
    char quote = '\0';

    for (; *from; from++) {
        if (quote && *from == '\\' && from[1])
            from++;
        else if (quote && *from == quote)
            quote = '\0';
        else if (!quote && (*from == '"' || *from == '\''))
            quote = *from;
        else if (!quote && *from == '{')
            depth++;
        else if (!quote && *from == '}' && depth-- == 0)
            return from + 1;
    }
    return from;
}

/* A message with dots for the values that only an agreement has. */
static void put_message(guide *g, const char *message)
{
    while (*message) {
        if (*message != '{') {
            cdt_buf_char(&g->text, *message++);
            continue;
        }
        cdt_buf_put_z(&g->text, "\xE2\x80\xA6");
        message = value_end(message + 1);
    }
}

/* Does the message say anything beside the values that only an agreement has? */
static bool says_something(const char *message)
{
    while (*message) {
        if (!strchr("{ .,:;\"'", *message))
            return true;
        message = *message == '{' ? value_end(message + 1) : message + 1;
    }
    return false;
}

/* The id in words, "record-dated" as "Record dated", and what is said where it does not hold. */
static const char *requirement(guide *g, const cdt_requirement *r)
{
    for (const char *c = r->id; *c; c++)
        cdt_buf_char(&g->text, *c == '-' ? ' ' : c == r->id && *c >= 'a' && *c <= 'z' ? (char)(*c - 'a' + 'A') : *c);
    if (*r->when)
        cdt_buf_put_z(&g->text, " (where it applies)");
    if (r->note)
        cdt_buf_put_z(&g->text, " (worth a remark)");
    if (*r->only_before)
        cdt_buf_printf(&g->text, " (can be mended until %s)", r->only_before);
    if (says_something(r->otherwise)) {
        cdt_buf_put_z(&g->text, ". If not: ");
        put_message(g, r->otherwise);
    }
    return taken(g);
}

static const char *wording(guide *g, const char *text)
{
    cdt_wording_fill(&g->text, text);
    return taken(g);
}

static const char *citation(guide *g, const cdt_citation *c)
{
    cdt_buf_put_z(&g->text, *c->source->title ? c->source->title : c->source->id);
    if (*c->source->kind)
        cdt_buf_printf(&g->text, " (%s)", c->source->kind);
    if (*c->paragraphs)
        cdt_buf_printf(&g->text, ", paragraph%s %s", strpbrk(c->paragraphs, ",-") ? "s" : "", c->paragraphs);
    if (*c->note)
        cdt_buf_printf(&g->text, "; %s", c->note);
    return taken(g);
}

static const char *law(guide *g, const cdt_law *l)
{
    const char *as_at = *l->as_at ? l->as_at : cdt_checklist_law_as_at(g->list);

    cdt_buf_put_z(&g->text, l->law);
    if (*l->nations)
        cdt_buf_printf(&g->text, " (%s)", l->nations);
    if (*as_at)
        cdt_buf_printf(&g->text, ", as at %s", as_at);
    if (*l->note)
        cdt_buf_printf(&g->text, "; %s", l->note);
    return taken(g);
}

/* Do the messages say nothing but what was found, as "{f.text}: {f.what}."? Then the title alone says what must hold. */
static bool only_values(const cdt_check *check)
{
    for (size_t i = 0; i < check->requirement_count; i++)
        if (!*check->requirements[i].otherwise || says_something(check->requirements[i].otherwise))
            return false;
    return true;
}

static void put_requirements(guide *g, const cdt_check *check)
{
    if (!check->requirement_count) {
        if (check->words)
            g->format->line(&g->page, "What must hold", "The words of the draft deal with it.");
        return;
    }
    if (only_values(check))
        return;
    g->format->label(&g->page, "What must hold");
    for (size_t i = 0; i < check->requirement_count; i++)
        g->format->item(&g->page, requirement(g, &check->requirements[i]));
    g->format->items_end(&g->page);
}

static void put_sources(guide *g, const cdt_check *check)
{
    if (check->source_count) {
        g->format->label(&g->page, check->source_count == 1 ? "Source" : "Sources");
        for (size_t i = 0; i < check->source_count; i++)
            if (check->sources[i].source)
                g->format->item(&g->page, citation(g, &check->sources[i]));
        g->format->items_end(&g->page);
    }
    if (check->law_count) {
        g->format->label(&g->page, "Law on the same point");
        for (size_t i = 0; i < check->law_count; i++)
            g->format->item(&g->page, law(g, &check->laws[i]));
        g->format->items_end(&g->page);
    }
}

static void put_check(guide *g, const cdt_check *check)
{
    g->format->check(&g->page, check->title, about(g, check));
    if (*check->why)
        g->format->line(&g->page, "Why", check->why);
    put_requirements(g, check);
    if (*check->fix)
        g->format->line(&g->page, "What to do", check->fix);
    if (*check->clause) {
        g->format->label(&g->page, "Model clause, a start for your lawyers");
        g->format->wording(&g->page, wording(g, check->clause));
    }
    put_sources(g, check);
}

/* The checks of one group; of none for NULL. */
static void put_group(guide *g, const cdt_group *group)
{
    bool begun = false;

    for (size_t i = 0; i < cdt_checklist_count(g->list); i++) {
        const cdt_check *check = cdt_checklist_at(g->list, i);
        if (check->group != group)
            continue;
        if (!begun)
            g->format->heading(&g->page, 2, group ? group->title : "Other checks");
        begun = true;
        put_check(g, check);
    }
}

static const char *checklist_title(const cdt_checklist *list)
{
    return *cdt_checklist_title(list) ? cdt_checklist_title(list) : cdt_checklist_name(list);
}

static void put_checklist(guide *g)
{
    const cdt_group *groups;
    size_t count = cdt_checklist_groups(g->list, &groups);

    g->format->heading(&g->page, 1, checklist_title(g->list));
    cdt_buf_printf(&g->text, "%s %s, %zu check%s. Tick what the agreement settles.", cdt_checklist_name(g->list),
                   cdt_checklist_version(g->list), cdt_checklist_count(g->list),
                   cdt_checklist_count(g->list) == 1 ? "" : "s");
    g->format->line(&g->page, "", taken(g));
    for (size_t i = 0; i < count; i++)
        put_group(g, &groups[i]);
    put_group(g, NULL);
}

static const char *source_line(guide *g, const cdt_source *source)
{
    const char *const more[] = { source->author, source->publisher, source->published, source->kind, source->note };

    cdt_buf_put_z(&g->text, source->title);
    for (size_t i = 0; i < sizeof more / sizeof *more; i++)
        if (*more[i])
            cdt_buf_printf(&g->text, "; %s", more[i]);
    return taken(g);
}

static void put_end(guide *g, const cdt_checklist *const *lists, size_t count)
{
    g->format->heading(&g->page, 2, "Where this comes from");
    for (size_t i = 0; i < count; i++) {
        const cdt_source *sources;
        size_t source_count = cdt_checklist_sources(lists[i], &sources);
        if (source_count) {
            cdt_buf_printf(&g->text, "Sources of %s", cdt_checklist_name(lists[i]));
            g->format->label(&g->page, taken(g));
        }
        for (size_t k = 0; k < source_count; k++)
            g->format->item(&g->page, source_line(g, &sources[k]));
        if (source_count)
            g->format->items_end(&g->page);
        if (*cdt_checklist_law_as_at(lists[i])) {
            cdt_buf_printf(&g->text, "as at %s", cdt_checklist_law_as_at(lists[i]));
            g->format->line(&g->page, "Law", taken(g));
        }
    }
    g->format->line(&g->page, "", "This guide is not legal advice.");
}

void cdt_guide_write(cdt_buf *out, cdt_guide_format format, const cdt_checklist *const *lists, size_t count,
                     unsigned width, bool color)
{
    static const cdt_page_format *const formats[] = { &cdt_page_text, &cdt_page_markdown, &cdt_page_html };
    guide g = { .format = formats[format], .page = { .out = out } };

    g.page.layout = cdt_layout_to(out, width, color);
    g.format->begin(&g.page, count ? checklist_title(lists[0]) : "");
    for (size_t i = 0; i < count; i++) {
        g.list = lists[i];
        put_checklist(&g);
    }
    put_end(&g, lists, count);
    g.format->end(&g.page);
    cdt_buf_free(&g.text);
}
