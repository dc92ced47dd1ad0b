/* draft.h - what every fuzzer of drafts asks of what was read: that all that it says of itself holds. */
#ifndef CDT_TESTS_FUZZ_DRAFT_H
#define CDT_TESTS_FUZZ_DRAFT_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "concordat/draft.h"

static void hold(bool holds)
{
    if (!holds)
        abort();
}

static void hold_clauses(const cdt_draft *draft)
{
    for (size_t i = 0; i < draft->clause_count; i++) {
        const cdt_clause *c = &draft->clauses[i];
        hold(c->start <= c->words && c->words <= c->end && c->end <= draft->length);
        hold(i == 0 || draft->clauses[i - 1].end <= c->start);
        hold(c->parent == CDT_NOWHERE || c->parent < i);
        hold(c->part == CDT_NOWHERE || (c->part <= i && draft->clauses[c->part].kind == CDT_CLAUSE_SCHEDULE));
        hold(c->number && c->label && c->heading && cdt_draft_citation(draft, i));
    }
    for (size_t i = 0; i < draft->item_count; i++) {
        const cdt_item *item = &draft->items[i];
        hold(item->start < item->end && item->clause < draft->clause_count && *item->number);
        hold(item->start >= draft->clauses[item->clause].start && item->end <= draft->clauses[item->clause].end);
        hold(i == 0 || draft->items[i - 1].start < item->start);
        hold(item->above == CDT_NOWHERE || (item->above < i && draft->items[item->above].clause == item->clause &&
                                            draft->items[item->above].end >= item->end));
        hold(cdt_draft_item_at(draft, item->clause, item->start) == i);
    }
    for (size_t i = 0; i < draft->reference_count; i++)
        hold(draft->references[i].item == CDT_NOWHERE ||
             draft->items[draft->references[i].item].clause == draft->references[i].target);
    for (size_t i = 0; i < draft->sentence_count; i++) {
        const cdt_sentence *s = &draft->sentences[i];
        hold(s->start < s->end && s->clause < draft->clause_count);
        hold(s->start >= draft->clauses[s->clause].start && s->end <= draft->clauses[s->clause].end);
        hold(i == 0 || draft->sentences[i - 1].end <= s->start);
    }
}

static inline void fuzz_draft(const char *name, const uint8_t *data, size_t size, const cdt_draft_options *options)
{
    cdt_draft_source source = { name, (const char *)data, size };
    cdt_diags *diags = cdt_diags_new();
    cdt_draft *draft = cdt_draft_read(&source, 1, options, diags);

    hold(draft || cdt_diags_errors(diags));
    if (draft) {
        hold(draft->text[draft->length] == '\0');
        hold_clauses(draft);
        cdt_draft_place(draft, (cdt_stretch){ draft->length / 2, draft->length });
    }
    cdt_draft_free(draft);
    cdt_diags_free(diags);
}

#endif
