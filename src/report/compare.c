#include "report/compare.h"

#include "report/guide_page.h"

#define LONG 120 /* characters of a value or of words that are shown */

typedef struct writing {
    const cdt_page_format *format;
    cdt_page page;
    cdt_buf text; /* a line that is being made */
    bool quotes;
} writing;

static const char *line(writing *w)
{
    return w->text.len ? w->text.at : "";
}

static void item(writing *w)
{
    w->format->item(&w->page, line(w));
    cdt_buf_clear(&w->text);
}

static void label(writing *w, const char *text)
{
    if (w->format == &cdt_page_text)
        cdt_layout_blank(&w->page.layout);
    w->format->label(&w->page, text);
}

static void put_short(writing *w, const char *text)
{
    size_t len = strlen(text);

    while (len > LONG || (len && len < strlen(text) && ((unsigned char)text[len] & 0xC0) == 0x80))
        len--;
    cdt_buf_put(&w->text, (cdt_str){ text, len });
    cdt_buf_put_z(&w->text, text[len] ? "..." : "");
}

static void put_value(writing *w, const cdt_kept_fact *fact)
{
    if (!fact)
        cdt_buf_put_z(&w->text, "not stated");
    else if (w->quotes)
        put_short(w, fact->value);
    else
        cdt_buf_put_z(&w->text, "(not shown)");
}

static const char *called(const cdt_review *review)
{
    const char *title = cdt_agreement_title(review->agreement);

    return *title ? title : review->identity;
}

/* ---- what changed ---- */

static void put_causes(writing *w, unsigned causes)
{
    bool some = false;

    cdt_buf_put_z(&w->text, " (");
    for (int i = 0; i < CDT_CAUSES; i++) {
        if (!(causes >> i & 1))
            continue;
        cdt_buf_printf(&w->text, "%s%s", some ? " or " : "by the ", cdt_cause_name(i));
        some = true;
    }
    cdt_buf_char(&w->text, ')');
}

static const char *outcome_words(const cdt_outcome *outcome)
{
    return outcome ? cdt_outcome_words(outcome->kind) : "not held";
}

static void put_outcomes(writing *w, const cdt_comparison *c)
{
    if (c->outcome_count)
        label(w, "Outcomes");
    for (size_t i = 0; i < c->outcome_count; i++) {
        const cdt_outcome_change *change = &c->outcomes[i];
        const cdt_outcome *known = change->after ? change->after : change->before;
        cdt_buf_printf(&w->text, "%s [%s/%s]: %s, was %s", known->check->title, cdt_checklist_name(known->checklist),
                       known->check->id, outcome_words(change->after), outcome_words(change->before));
        put_causes(w, change->causes);
        item(w);
    }
    w->format->items_end(&w->page);
}

static void put_place(writing *w, cdt_place place)
{
    if (place.file)
        cdt_buf_printf(&w->text, ", %s:%u", place.file, place.line);
}

static void put_gap(writing *w, const cdt_gap_change *change)
{
    const cdt_finding *finding = change->after ? change->after : change->before;

    cdt_buf_printf(&w->text, "%s, %s: ", cdt_severity_name(change->outcome->severity), cdt_gap_words(finding->gap));
    cdt_buf_put_z(&w->text, finding->message);
    cdt_buf_printf(&w->text, " [%s/%s]", cdt_checklist_name(change->outcome->checklist), change->outcome->check->id);
    if (*finding->clause)
        cdt_buf_printf(&w->text, ", clause %s", finding->clause);
    if (change->kind == CDT_GAP_MOVED)
        cdt_buf_printf(&w->text, ", was clause %s", change->before->clause);
    put_place(w, finding->place);
    item(w);
}

/* Another clause is worth a line; another line of a file is not, where somebody put in a comment above. */
static bool is_told(const cdt_gap_change *change)
{
    return change->kind != CDT_GAP_MOVED || strcmp(change->before->clause, change->after->clause) != 0;
}

static void put_gaps(writing *w, const cdt_comparison *c)
{
    static const char *const titles[] = { "Gaps opened", "Gaps closed", "Gaps in other clauses now" };

    for (int kind = CDT_GAP_OPENED; kind <= CDT_GAP_MOVED; kind++) {
        bool some = false;
        for (size_t i = 0; i < c->gap_count; i++) {
            if ((int)c->gaps[i].kind != kind || !is_told(&c->gaps[i]))
                continue;
            if (!some)
                label(w, titles[kind]);
            some = true;
            put_gap(w, &c->gaps[i]);
        }
        w->format->items_end(&w->page);
    }
}

static void put_facts(writing *w, const cdt_comparison *c)
{
    if (c->fact_count)
        label(w, "Facts");
    for (size_t i = 0; i < c->fact_count; i++) {
        const cdt_fact_change *change = &c->facts[i];
        cdt_buf_printf(&w->text, "%s: ", change->after ? change->after->path : change->before->path);
        put_value(w, change->after);
        cdt_buf_put_z(&w->text, ", was ");
        put_value(w, change->before);
        put_place(w, change->after ? change->after->place : change->before->place);
        item(w);
    }
    w->format->items_end(&w->page);
}

/* "14.2 Term", "14.2", "Term"; else the clause it stands under. */
static void put_clause_name(writing *w, const cdt_kept_clause *clause)
{
    cdt_buf_printf(&w->text, "%s%s%s", clause->number, *clause->number && *clause->heading ? " " : "", clause->heading);
    if (!*clause->number && !*clause->heading)
        cdt_buf_put_z(&w->text, *clause->citation ? clause->citation : "a paragraph without a number");
}

static void put_words(writing *w, const char *before, const cdt_kept_clause *clause)
{
    if (!w->quotes || !*clause->text)
        return;
    cdt_buf_put_z(&w->text, before);
    cdt_buf_char(&w->text, '"');
    put_short(w, clause->text);
    cdt_buf_char(&w->text, '"');
}

static void put_clauses(writing *w, const cdt_comparison *c)
{
    if (c->clause_count)
        label(w, "Clauses");
    for (size_t i = 0; i < c->clause_count; i++) {
        const cdt_clause_change *change = &c->clauses[i];
        put_clause_name(w, change->after ? change->after : change->before);
        cdt_buf_printf(&w->text, ": %s", cdt_clause_change_name(change->kind));
        if (change->kind == CDT_CLAUSE_RENUMBERED)
            cdt_buf_printf(&w->text, ", was %s", *change->before->number ? change->before->number : "without a number");
        if (change->kind == CDT_CLAUSE_REWORDED) {
            put_words(w, ", now ", change->after);
            put_words(w, ", was ", change->before);
        } else if (change->kind != CDT_CLAUSE_RENUMBERED) {
            put_words(w, ": ", change->after ? change->after : change->before);
        }
        item(w);
    }
    w->format->items_end(&w->page);
}

static void put_stale(writing *w, const cdt_comparison *c)
{
    if (c->stale_count)
        label(w, "References that point elsewhere now");
    for (size_t i = 0; i < c->stale_count; i++) {
        const cdt_stale_reference *stale = &c->stale[i];
        cdt_buf_printf(&w->text, "\"%s\" in ", stale->reference->text);
        put_clause_name(w, stale->in);
        cdt_buf_put_z(&w->text, " meant ");
        put_clause_name(w, stale->meant);
        if (stale->meets) {
            cdt_buf_put_z(&w->text, " and meets ");
            put_clause_name(w, stale->meets);
        } else {
            cdt_buf_put_z(&w->text, " and meets nothing");
        }
        if (stale->now) {
            cdt_buf_put_z(&w->text, "; what it meant is now ");
            put_clause_name(w, stale->now);
        } else {
            cdt_buf_put_z(&w->text, "; what it meant is gone");
        }
        item(w);
    }
    w->format->items_end(&w->page);
}

/* ---- the whole ---- */

static size_t count_gaps(const cdt_comparison *c, cdt_gap_change_kind kind)
{
    size_t count = 0;

    for (size_t i = 0; i < c->gap_count; i++)
        count += c->gaps[i].kind == kind;
    return count;
}

static bool is_same(const cdt_comparison *c)
{
    return !c->outcome_count && !c->gap_count && !c->fact_count && !c->clause_count && !c->stale_count;
}

static void put_summary(writing *w, const cdt_comparison *c)
{
    const cdt_review *before = c->before.review, *after = c->after.review;

    cdt_buf_printf(&w->text,
                   "Gaps opened: %zu; closed: %zu; at other lines or clauses: %zu. Checks with gaps: %zu, were %zu.",
                   count_gaps(c, CDT_GAP_OPENED), count_gaps(c, CDT_GAP_CLOSED), count_gaps(c, CDT_GAP_MOVED),
                   after->counts.outcomes[CDT_OUTCOME_GAP], before->counts.outcomes[CDT_OUTCOME_GAP]);
    if (!c->before.snapshot || !c->after.snapshot)
        cdt_buf_put_z(&w->text, " A saved report holds no facts, so only what was found is compared.");
    w->format->line(&w->page, "", line(w));
    cdt_buf_clear(&w->text);
}

static void put_one(writing *w, const cdt_comparison *c)
{
    w->format->heading(&w->page, 2, called(c->after.review));
    if (is_same(c)) {
        w->format->line(&w->page, "", "Nothing changed.");
        return;
    }
    put_summary(w, c);
    put_gaps(w, c);
    put_outcomes(w, c);
    put_facts(w, c);
    put_clauses(w, c);
    put_stale(w, c);
}

static void put_alone(writing *w, const char *title, const cdt_review *const *all, size_t count)
{
    if (!count)
        return;
    w->format->heading(&w->page, 2, title);
    for (size_t i = 0; i < count; i++) {
        cdt_buf_put_z(&w->text, called(all[i]));
        item(w);
    }
    w->format->items_end(&w->page);
}

void cdt_compare_write(cdt_buf *out, cdt_compare_format format, const cdt_compared *compared, unsigned width,
                       bool color)
{
    static const cdt_page_format *const formats[] = { &cdt_page_text, NULL, &cdt_page_markdown, &cdt_page_html };
    writing w = { .format = formats[format], .page = { .out = out }, .quotes = compared->quotes };
    cdt_buf title = { 0 };

    if (format == CDT_COMPARE_JSON) {
        cdt_compare_json(out, compared);
        return;
    }
    w.page.layout = cdt_layout_to(out, width, color);
    cdt_buf_printf(&title, "%s against %s", compared->after, compared->before);
    w.format->begin(&w.page, title.at);
    w.format->heading(&w.page, 1, title.at);
    for (size_t i = 0; i < compared->count; i++)
        put_one(&w, &compared->at[i]);
    put_alone(&w, "New agreements", compared->added, compared->added_count);
    put_alone(&w, "Agreements that are there no more", compared->removed, compared->removed_count);
    if (w.format == &cdt_page_text)
        cdt_layout_blank(&w.page.layout);
    w.format->line(&w.page, "", "This report is not legal advice.");
    w.format->end(&w.page);
    cdt_buf_free(&title);
    cdt_buf_free(&w.text);
}
