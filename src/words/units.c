#include "words/units.h"

#include <ctype.h>

#include "base/limits.h"
#include "words/fold.h"

enum { LEAD_BYTES = 600 }; /* so much of a lead-in stands before an item */

/* While the units are made. */
typedef struct maker {
    cdt_units *units;
    const cdt_draft *draft;
    cdt_unit *list;
    size_t room;
    size_t lead_left; /* bytes that all lead-ins together may still take, so that the text stays linear in the draft */
    size_t row_head;  /* the unit that heads the row of the table, or CDT_NOWHERE */
    size_t list_head; /* the unit that ends in a colon right before a list that stands beside it, or CDT_NOWHERE */
    size_t sentence;  /* the next of the draft */
} maker;

static cdt_unit *new_unit(maker *m)
{
    if (m->units->count == m->room) {
        size_t room = m->room ? m->room * 2 : 256;
        cdt_unit *list = cdt_alloc_array(&m->units->arena, room, sizeof *list);
        if (m->units->count)
            memcpy(list, m->list, m->units->count * sizeof *list);
        m->list = list;
        m->room = room;
    }
    return &m->list[m->units->count];
}

/* The folded words of unit `number`, with its own lead-in, as far as they go in front of another. */
static cdt_str words_of(const maker *m, size_t number)
{
    const cdt_unit *unit = &m->list[number];
    cdt_str text = { m->units->text.at + unit->lead, unit->to - unit->lead };
    size_t from = text.len > LEAD_BYTES ? text.len - LEAD_BYTES : 0;

    while (from && from < text.len && ((unsigned char)text.at[from] & 0xC0) == 0x80)
        from++;
    return cdt_str_slice(text, from, text.len);
}

/* Do these words wait for what comes below them? */
static bool leads_in(cdt_str words)
{
    words = cdt_str_trim(words);
    return words.len && !strchr(".;!?", words.at[words.len - 1]);
}

/* An item with a bullet: what no number says stands below another clause stands beside it. */
static bool has_bullet(const cdt_clause *clause)
{
    char c = clause->label[0];

    return clause->kind == CDT_CLAUSE && c && c != '(' && c != '[' && !isalnum((unsigned char)c);
}

/* Is it an item of the list whose head was last: by a bullet, or by a number beside a paragraph that has none? */
static bool is_item(const maker *m, const cdt_clause *clause)
{
    const cdt_clause *head;

    if (m->list_head == CDT_NOWHERE || has_bullet(clause))
        return m->list_head != CDT_NOWHERE;
    head = &m->draft->clauses[m->list[m->list_head].clause];
    return clause->kind == CDT_CLAUSE && clause->label[0] && !head->label[0] && head->region == clause->region &&
           clause->parent == head->parent && clause->level == head->level && !clause->heading[0];
}

/* The unit whose words stand before those of the clause, or CDT_NOWHERE. */
static size_t lead_of(const maker *m, const cdt_clause *clause)
{
    size_t parent = clause->parent, unit;

    if (clause->kind == CDT_CLAUSE_TABLE && clause->column > 1)
        return m->row_head;
    if (is_item(m, clause))
        return m->list_head;
    if (parent == CDT_NOWHERE || parent >= (size_t)(clause - m->draft->clauses))
        return CDT_NOWHERE;
    if (m->draft->clauses[parent].kind == CDT_CLAUSE_SCHEDULE || m->units->first[parent] >= m->units->first[parent + 1])
        return CDT_NOWHERE;
    unit = m->units->first[parent + 1] - 1;
    return !m->list[unit].heading && leads_in(words_of(m, unit)) ? unit : CDT_NOWHERE;
}

static void add_unit(maker *m, size_t clause, size_t start, size_t end, size_t lead, bool heading)
{
    const cdt_clause *c = &m->draft->clauses[clause];
    cdt_buf *text = &m->units->text;
    cdt_unit unit = { .start = (uint32_t)start,
                      .end = (uint32_t)end,
                      .lead = (uint32_t)text->len,
                      .clause = (uint32_t)clause,
                      .region = (uint8_t)c->region,
                      .heading = heading,
                      .note = c->kind == CDT_CLAUSE_NOTE };

    if (lead != CDT_NOWHERE && words_of(m, lead).len < m->lead_left) {
        cdt_str words = words_of(m, lead);
        m->lead_left -= words.len;
        cdt_buf_repeat(text, ' ', words.len); /* room first: the words stand in the same buffer */
        memmove(text->at + unit.lead, text->at + (words_of(m, lead).at - text->at), words.len);
        cdt_buf_char(text, ' ');
    }
    unit.from = (uint32_t)text->len;
    cdt_fold((cdt_str){ m->draft->text + start, end - start }, text);
    unit.to = (uint32_t)text->len;
    cdt_buf_char(text, '\n');
    if (unit.to == unit.from)
        return;
    *new_unit(m) = unit;
    m->units->count++;
}

/* Where to cut a sentence that is too long to be one passage: behind a semicolon, else a blank, before byte `end`. */
static size_t cut(const char *text, size_t start, size_t end)
{
    size_t at, blank = 0;

    for (at = end; at > start + CDT_MAX_PASSAGE_BYTES / 2; at--) {
        bool is_blank = text[at - 1] == ' ' || text[at - 1] == '\n';
        if (is_blank && !blank)
            blank = at;
        if (is_blank && at > start + 1 && (text[at - 2] == ';' || text[at - 2] == '.'))
            return at;
    }
    if (blank)
        return blank;
    for (at = end; at > start + 1 && ((unsigned char)text[at] & 0xC0) == 0x80;)
        at--;
    return at;
}

static void add_sentence(maker *m, size_t clause, size_t start, size_t end, size_t lead)
{
    while (end - start > CDT_MAX_PASSAGE_BYTES) {
        size_t at = cut(m->draft->text, start, start + CDT_MAX_PASSAGE_BYTES);
        add_unit(m, clause, start, at, lead, false);
        start = at;
        lead = CDT_NOWHERE;
    }
    add_unit(m, clause, start, end, lead, false);
}

/* From `start`, past blanks. */
static size_t past_blanks(const char *text, size_t start, size_t end)
{
    while (start < end && (text[start] == ' ' || (text[start] >= '\t' && text[start] <= '\r')))
        start++;
    return start;
}

static size_t before_blanks(const char *text, size_t start, size_t end)
{
    while (end > start && (text[end - 1] == ' ' || (text[end - 1] >= '\t' && text[end - 1] <= '\r')))
        end--;
    return end;
}

/* A clause with a heading that runs into its words has a unit for each. A title of a schedule is all heading.
 * The label is left out, so that a pattern may begin at the first word. */
static void add_heading(maker *m, size_t number)
{
    const cdt_clause *c = &m->draft->clauses[number];
    bool all = c->kind == CDT_CLAUSE_SCHEDULE || c->words >= c->end;
    size_t start = c->start, end = all ? c->end : c->words, label = strlen(c->label);

    if (!all && !c->heading[0])
        return;
    if (label && label <= end - start && strncmp(m->draft->text + start, c->label, label) == 0)
        start += label;
    start = past_blanks(m->draft->text, start, end);
    end = before_blanks(m->draft->text, start, end);
    if (end > start && end - start <= CDT_MAX_PASSAGE_BYTES)
        add_unit(m, number, start, end, CDT_NOWHERE, true);
}

/* Does the last unit from `first` on end in a colon, and is it no heading? */
static bool ends_in_colon(const maker *m, size_t first)
{
    const cdt_unit *unit;

    if (m->units->count <= first)
        return false;
    unit = &m->list[m->units->count - 1];
    return !unit->heading && unit->to > unit->from && m->units->text.at[unit->to - 1] == ':';
}

static void add_clause(maker *m, size_t number)
{
    const cdt_draft *draft = m->draft;
    const cdt_clause *c = &draft->clauses[number];
    size_t lead = lead_of(m, c);

    add_heading(m, number);
    for (; m->sentence < draft->sentence_count && draft->sentences[m->sentence].clause <= number; m->sentence++) {
        const cdt_sentence *s = &draft->sentences[m->sentence];
        size_t start = s->start > c->words ? s->start : c->words, end = s->end;
        start = past_blanks(draft->text, start, end);
        end = before_blanks(draft->text, start, end);
        if (s->clause != number || start >= end || c->kind == CDT_CLAUSE_SCHEDULE)
            continue;
        add_sentence(m, number, start, end, lead);
        lead = CDT_NOWHERE;
    }
    if (!has_bullet(c) && !is_item(m, c))
        m->list_head = ends_in_colon(m, m->units->first[number]) ? m->units->count - 1 : CDT_NOWHERE;
    if (c->kind == CDT_CLAUSE_TABLE && c->column <= 1)
        m->row_head = m->units->first[number] < m->units->count ? m->units->count - 1 : CDT_NOWHERE;
    else if (c->kind != CDT_CLAUSE_TABLE)
        m->row_head = CDT_NOWHERE;
}

/* A sentence that begins with the term that it defines. */
static cdt_unit *defining(const maker *m, const cdt_definition *d)
{
    for (size_t u = m->units->first[d->clause]; u < m->units->first[d->clause + 1]; u++) {
        cdt_unit *unit = &m->list[u];
        if (!unit->heading && d->at.start >= unit->start && d->at.start <= unit->start + 8 && d->at.start < unit->end)
            return unit;
    }
    return NULL;
}

static void mark(cdt_unit *unit)
{
    if (unit->region == CDT_REGION_BODY)
        unit->region = CDT_REGION_DEFINITIONS;
}

/* Sentences that define are definitions, wherever they stand; and so are the items below them and the cells beside them. */
static void mark_definitions(maker *m)
{
    size_t done = 0; /* units before it need not be looked at again */

    for (size_t i = 0; i < m->draft->definition_count; i++) {
        const cdt_definition *d = &m->draft->definitions[i];
        cdt_unit *unit = NULL;
        if (d->clause < m->draft->clause_count && strcmp(d->style, "in brackets") != 0)
            unit = defining(m, d);
        if (!unit)
            continue;
        mark(unit);
        if (m->units->first[d->clause + 1] > done)
            done = m->units->first[d->clause + 1];
        for (; done < m->units->count && m->list[done].start < d->meaning.end; done++)
            if (m->list[done].start >= d->meaning.start && !m->list[done].heading)
                mark(&m->list[done]);
    }
}

static void find_families(cdt_units *units, const cdt_draft *draft)
{
    size_t count = draft->clause_count;
    uint32_t *group = CDT_NEW_ARRAY(&units->arena, uint32_t, count + 1);
    uint32_t *section = CDT_NEW_ARRAY(&units->arena, uint32_t, count + 1);
    uint32_t *last = CDT_NEW_ARRAY(&units->arena, uint32_t, count + 1);

    for (size_t i = 0; i < count; i++) {
        size_t parent = draft->clauses[i].parent;
        bool outermost = parent >= i || draft->clauses[parent].kind == CDT_CLAUSE_SCHEDULE;
        group[i] = outermost || !draft->clauses[i].listed ? (uint32_t)i : group[parent];
        section[i] = outermost ? (uint32_t)i : section[parent];
        last[i] = (uint32_t)i;
    }
    for (size_t i = count; i-- > 0;) {
        size_t parent = draft->clauses[i].parent;
        if (parent < i && last[parent] < last[i])
            last[parent] = last[i];
    }
    units->group = group;
    units->section = section;
    units->last = last;
}

void cdt_units_make(cdt_units *units, const cdt_draft *draft)
{
    maker m = { .units = units, .draft = draft, .row_head = CDT_NOWHERE, .list_head = CDT_NOWHERE };
    uint32_t *first;

    *units = (cdt_units){ .draft = draft };
    first = CDT_NEW_ARRAY(&units->arena, uint32_t, draft->clause_count + 1);
    units->first = first;
    m.lead_left = draft->length + 65536;
    for (size_t i = 0; i < draft->clause_count; i++) {
        first[i] = (uint32_t)units->count;
        first[i + 1] = (uint32_t)units->count; /* as long as its own units are not all there */
        add_clause(&m, i);
        first[i + 1] = (uint32_t)units->count;
    }
    mark_definitions(&m);
    find_families(units, draft);
    units->at = m.list;
    cdt_buf_put_z(&units->text, "\n\n\n"); /* so that grams that begin in a unit end in the text */
    units->folded = cdt_buf_str(&units->text);
}

void cdt_units_free(cdt_units *units)
{
    cdt_buf_free(&units->text);
    cdt_arena_free(&units->arena);
}

cdt_str cdt_unit_heading(const cdt_units *units, const cdt_unit *unit)
{
    size_t clause = unit->clause;

    for (;;) {
        const cdt_unit *first = &units->at[units->first[clause]];
        size_t parent = units->draft->clauses[clause].parent;
        if (units->first[clause] < units->first[clause + 1] && first->heading)
            return cdt_str_slice(units->folded, first->from, first->to);
        if (parent >= clause)
            return (cdt_str){ "", 0 };
        clause = parent;
    }
}
