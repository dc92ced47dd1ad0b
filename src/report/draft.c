/* draft.c - a draft for people: how well it could be read, and the lists of what stands in it. */
#include "report/draft.h"

#define WHERE 16 /* columns of the number of a clause */

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

void cdt_draft_put_health(cdt_layout *l, const cdt_draft *draft)
{
    const cdt_health *health = &draft->health;

    cdt_layout_begin(l, 0, 4);
    for (size_t i = 0; i < draft->file_count; i++)
        cdt_layout_printf(l, "%s (%s)%s ", draft->files[i].name, draft->files[i].format,
                          i + 1 < draft->file_count ? "," : ":");
    cdt_layout_printf(l, "%zu word%s, %zu clause%s, %zu of them numbered, %zu definition%s, ", health->words,
                      plural(health->words), health->clauses, plural(health->clauses), health->numbered,
                      health->definitions, plural(health->definitions));
    cdt_layout_printf(l, "%zu of %zu reference%s resolved", health->resolved, health->references,
                      plural(health->references));
    cdt_layout_end(l);
    for (size_t i = 0; i < health->problem_count; i++)
        cdt_layout_line(l, 0, CDT_INK_YELLOW, health->problems[i]);
}

const char *cdt_draft_health_line(const cdt_draft *draft, cdt_arena *arena)
{
    const cdt_health *health = &draft->health;

    return cdt_format(arena,
                      "%s, %zu word%s, %zu clause%s (%zu numbered), %zu definition%s, %zu of %zu reference%s resolved",
                      draft->files[0].format, health->words, plural(health->words), health->clauses,
                      plural(health->clauses), health->numbered, health->definitions, plural(health->definitions),
                      health->resolved, health->references, plural(health->references));
}

/* --- lists: each line begins with the clause */

static void heading(cdt_layout *l, const char *what, size_t count)
{
    cdt_layout_blank(l);
    cdt_layout_begin(l, 0, 0);
    cdt_layout_put(l, CDT_INK_BOLD, what);
    cdt_layout_printf(l, " (%zu)", count);
    cdt_layout_end(l);
}

static void begin(cdt_layout *l, const cdt_draft *draft, size_t clause, size_t at)
{
    const char *where = clause == CDT_NOWHERE ? "" : cdt_draft_citation_at(draft, clause, at);

    cdt_layout_begin(l, 2, WHERE + 2);
    cdt_layout_put(l, CDT_INK_CYAN, *where ? where : "-");
    cdt_layout_tab(l, WHERE + 2);
}

static void quote(cdt_layout *l, const cdt_draft *draft, cdt_stretch at)
{
    cdt_layout_printf(l, "\"%.*s\"", (int)(at.end - at.start), draft->text + at.start);
}

static void put_definitions(cdt_layout *l, const cdt_draft *draft)
{
    for (size_t i = 0; i < draft->definition_count; i++) {
        const cdt_definition *d = &draft->definitions[i];
        begin(l, draft, d->clause, d->at.start);
        cdt_layout_put(l, CDT_INK_BOLD, d->term);
        cdt_layout_printf(l, " (%s; used %zu time%s)", d->style, d->uses, plural(d->uses));
        cdt_layout_end(l);
    }
}

static void put_references(cdt_layout *l, const cdt_draft *draft)
{
    for (size_t i = 0; i < draft->reference_count; i++) {
        const cdt_reference *r = &draft->references[i];
        begin(l, draft, r->clause, r->at.start);
        cdt_layout_put(l, CDT_INK_PLAIN, r->text);
        if (r->external)
            cdt_layout_put(l, CDT_INK_PLAIN, " -> another instrument");
        else if (!r->resolved)
            cdt_layout_put(l, CDT_INK_YELLOW, " -> nothing");
        else if (r->target != CDT_NOWHERE)
            cdt_layout_printf(l, " -> %s %s",
                              r->item == CDT_NOWHERE ? cdt_draft_citation(draft, r->target)
                                                     : draft->items[r->item].number,
                              draft->clauses[r->target].heading);
        if (!r->resolved && *r->near)
            cdt_layout_printf(l, "; there is %s", r->near);
        cdt_layout_end(l);
    }
}

static void put_parties(cdt_layout *l, const cdt_draft *draft)
{
    for (size_t i = 0; i < draft->party_count; i++) {
        const cdt_draft_party *p = &draft->parties[i];
        begin(l, draft, p->clause, p->at.start);
        cdt_layout_put(l, CDT_INK_BOLD, p->name);
        if (*p->short_name)
            cdt_layout_printf(l, " (%s)", p->short_name);
        if (!p->signs)
            cdt_layout_put(l, CDT_INK_PLAIN, ", no signature block");
        cdt_layout_end(l);
    }
}

static void put_values(cdt_layout *l, const cdt_draft *draft)
{
    for (size_t i = 0; i < draft->value_count; i++) {
        const cdt_draft_value *v = &draft->values[i];
        begin(l, draft, v->clause, v->at.start);
        cdt_layout_printf(l, "%s %s%s%s ", cdt_value_kind_name(v->kind), v->value, *v->unit ? " " : "", v->unit);
        quote(l, draft, v->at);
        if (*v->figures)
            cdt_layout_printf(l, "; the figures say %s", v->figures);
        cdt_layout_end(l);
    }
}

static void put_placeholders(cdt_layout *l, const cdt_draft *draft)
{
    for (size_t i = 0; i < draft->placeholder_count; i++) {
        const cdt_placeholder *p = &draft->placeholders[i];
        begin(l, draft, p->clause, p->at.start);
        cdt_layout_printf(l, "%s ", p->kind);
        quote(l, draft, p->at);
        cdt_layout_end(l);
    }
}

static void put_remarks(cdt_layout *l, const cdt_draft *draft)
{
    for (size_t i = 0; i < draft->remark_count; i++) {
        const cdt_remark *r = &draft->remarks[i];
        begin(l, draft, r->clause, 0);
        cdt_layout_printf(l, "%s%s%s: %s", r->kind, *r->author ? " by " : "", r->author, r->text);
        cdt_layout_end(l);
    }
}

static void put_facts(cdt_layout *l, const cdt_draft *draft)
{
    for (size_t i = 0; i < draft->fact_count; i++) {
        const cdt_draft_fact *f = &draft->facts[i];
        begin(l, draft, f->clause, f->at.start);
        cdt_layout_printf(l, "%s: %s", f->path, f->value);
        cdt_layout_end(l);
    }
}

void cdt_draft_put_lists(cdt_layout *l, const cdt_draft *draft)
{
    const struct {
        const char *what;
        size_t count;
        void (*put)(cdt_layout *l, const cdt_draft *draft);
    } lists[] = {
        { "Parties", draft->party_count, put_parties },
        { "Facts", draft->fact_count, put_facts },
        { "Definitions", draft->definition_count, put_definitions },
        { "References", draft->reference_count, put_references },
        { "Values", draft->value_count, put_values },
        { "Left open", draft->placeholder_count, put_placeholders },
        { "Left in the file by reviewers", draft->remark_count, put_remarks },
    };

    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        if (!lists[i].count)
            continue;
        heading(l, lists[i].what, lists[i].count);
        lists[i].put(l, draft);
    }
}
