#include "checklist/coverage.h"

typedef struct counting {
    cdt_arena *arena;
    const cdt_source *source;
    cdt_paragraph *paragraphs;
    const char **mistakes;
    size_t mistake_count;
} counting;

/* How many paragraphs are named in all: the most that can be wrong with them. */
static size_t count_named(const cdt_checklist *checklist, const cdt_source *source)
{
    size_t count = 0;

    for (size_t i = 0; i < source->no_advice_count; i++)
        count += source->no_advice[i].number_count;
    for (size_t i = 0; i < cdt_checklist_count(checklist); i++) {
        const cdt_check *check = cdt_checklist_at(checklist, i);
        for (size_t k = 0; k < check->source_count; k++)
            if (check->sources[k].source == source)
                count += check->sources[k].number_count;
    }
    return count;
}

/* The paragraph of that number; NULL, with a mistake, where the source has none. */
static cdt_paragraph *paragraph(counting *c, unsigned number, const char *who)
{
    if (number <= c->source->paragraphs)
        return &c->paragraphs[number - 1];
    if (c->source->paragraphs)
        c->mistakes[c->mistake_count++] =
            cdt_format(c->arena, "%s names paragraph %u; %s has %u", who, number, c->source->id, c->source->paragraphs);
    return NULL;
}

static void add_check(counting *c, cdt_paragraph *p, const cdt_check *check)
{
    const cdt_check **old = p->checks;

    if (!p || (p->check_count && p->checks[p->check_count - 1] == check))
        return;
    if ((p->check_count & (p->check_count - 1)) == 0) { /* room for twice as many at 0, 1, 2, 4, 8 ... */
        p->checks = CDT_NEW_ARRAY(c->arena, const cdt_check *, p->check_count ? p->check_count * 2 : 1);
        if (p->check_count)
            memcpy(p->checks, old, p->check_count * sizeof *old);
    }
    p->checks[p->check_count++] = check;
}

static void count_checks(counting *c, const cdt_checklist *checklist)
{
    for (size_t i = 0; i < cdt_checklist_count(checklist); i++) {
        const cdt_check *check = cdt_checklist_at(checklist, i);
        for (size_t k = 0; k < check->source_count; k++)
            for (size_t n = 0; check->sources[k].source == c->source && n < check->sources[k].number_count; n++) {
                cdt_paragraph *p = paragraph(c, check->sources[k].numbers[n], check->id);
                if (p)
                    add_check(c, p, check);
            }
    }
}

static void count_reasons(counting *c)
{
    for (size_t i = 0; i < c->source->no_advice_count; i++) {
        const cdt_no_advice *none = &c->source->no_advice[i];
        for (size_t n = 0; n < none->number_count; n++) {
            cdt_paragraph *p = paragraph(c, none->numbers[n], "no_advice");
            if (p && p->check_count)
                c->mistakes[c->mistake_count++] =
                    cdt_format(c->arena, "no_advice names paragraph %u, from which %s is drawn", none->numbers[n],
                               p->checks[0]->id);
            else if (p)
                p->reason = none->reason;
        }
    }
}

cdt_coverage cdt_coverage_of(const cdt_checklist *checklist, const cdt_source *source, cdt_arena *arena)
{
    counting c = { .arena = arena, .source = source };
    cdt_coverage coverage = { .count = source->paragraphs };

    c.paragraphs = CDT_NEW_ARRAY(arena, cdt_paragraph, source->paragraphs);
    coverage.named = count_named(checklist, source);
    c.mistakes = CDT_NEW_ARRAY(arena, const char *, coverage.named);
    count_checks(&c, checklist);
    count_reasons(&c);
    for (size_t i = 0; i < coverage.count; i++) {
        coverage.by_checks += c.paragraphs[i].check_count > 0;
        coverage.by_reason += !c.paragraphs[i].check_count && c.paragraphs[i].reason;
    }
    coverage.paragraphs = c.paragraphs;
    coverage.mistakes = c.mistakes;
    coverage.mistake_count = c.mistake_count;
    return coverage;
}

bool cdt_coverage_is_whole(const cdt_coverage *coverage)
{
    return (coverage->count || !coverage->named) && coverage->by_checks + coverage->by_reason == coverage->count &&
           !coverage->mistake_count;
}
