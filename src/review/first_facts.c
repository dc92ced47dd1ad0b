#include "review/first_facts.h"

#include <stdlib.h>

#include "base/buf.h"
#include "yaml/edit.h"
#include "yaml/lines.h"

/* ---- one fact ---- */

/* A fact of the draft as a node of the type that the schema has at its path. */
typedef struct reading {
    cdt_document document;
    bool fits;
} reading;

static reading read_fact(const cdt_library *library, const cdt_draft_fact *fact)
{
    const cdt_schema *schema = cdt_schema_find(library->agreement.root, cdt_str_z(fact->path));
    cdt_diags *diags = cdt_diags_new();
    reading made = { .fits = false };

    if (schema && cdt_document_read(&made.document, "", cdt_str_z(fact->value), 1, diags))
        made.fits = cdt_schema_apply_to(&library->agreement, schema, &made.document, made.document.root, diags) == 0 &&
                    made.document.root->state == CDT_STATED;
    cdt_diags_free(diags);
    return made;
}

/* ---- is it the same? ---- */

/* The plain value that a node comes down to: itself, or what its short form would say. NULL: there is no one value. */
static const cdt_node *plain(const cdt_node *node)
{
    const cdt_schema *schema = node->schema;

    if (node->kind == CDT_SCALAR)
        return node;
    if (schema && schema->shape == CDT_SHAPE_ARRAY && schema->single && node->kind != CDT_LIST)
        schema = schema->items;
    if (node->kind != CDT_MAP || !schema || !schema->scalar.len)
        return NULL;
    node = cdt_node_get(node, schema->scalar);
    return node && node->kind == CDT_SCALAR && node->state == CDT_STATED ? node : NULL;
}

/* The next letter or digit of a text, small; 0 at its end. Beyond ASCII every byte counts. */
static unsigned char next_letter(cdt_str text, size_t *at)
{
    while (*at < text.len) {
        unsigned char c = (unsigned char)text.at[(*at)++];
        if (c >= 'A' && c <= 'Z')
            return (unsigned char)(c + 32);
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80)
            return c;
    }
    return 0;
}

static bool same_text(cdt_str a, cdt_str b)
{
    size_t i = 0, k = 0;
    unsigned char one, other;

    do {
        one = next_letter(a, &i);
        other = next_letter(b, &k);
    } while (one && one == other);
    return one == other;
}

static bool same_value(const cdt_node *a, const cdt_node *b)
{
    if (a->type != b->type)
        return same_text(a->text, b->text);
    switch ((cdt_type)a->type) {
    case CDT_BOOLEAN: return a->as.boolean == b->as.boolean;
    case CDT_INTEGER: return a->as.integer == b->as.integer;
    case CDT_NUMBER: return cdt_decimal_cmp(a->as.number, b->as.number) == 0;
    case CDT_DATE: return a->as.date == b->as.date;
    case CDT_DURATION: return cdt_period_cmp(a->as.period, b->as.period) == 0;
    case CDT_FLOAT:
    case CDT_TEXT: break;
    }
    return same_text(a->text, b->text);
}

/* Does the description say something else? Only plain values are compared; of a list, it is enough that one item says the
 * same. What is expressly none is contradicted by any value. */
static bool differs(const cdt_node *stated, const cdt_node *fact)
{
    const cdt_node *value = plain(fact), *one;
    bool compared = false;

    if (!value)
        return false;
    if (stated->state == CDT_NONE)
        return true;
    if (stated->kind != CDT_LIST) {
        one = plain(stated);
        return one && !same_value(one, value);
    }
    for (uint32_t i = 0; i < stated->count; i++) {
        const cdt_node *item = stated->children[i];
        one = item->kind == CDT_SCALAR ? item : NULL;
        if (item->kind == CDT_MAP && item->schema && item->schema->scalar.len)
            one = cdt_node_get(item, item->schema->scalar);
        if (!one || one->state != CDT_STATED || one->kind != CDT_SCALAR)
            continue;
        if (same_value(one, value))
            return false;
        compared = true;
    }
    return compared;
}

/* Is the day stated the one that was reckoned, or beside it? */
static bool about_the_day(const cdt_node *stated, const cdt_node *fact)
{
    const cdt_node *one = plain(stated), *other = plain(fact);

    return one && other && one->type == CDT_DATE && other->type == CDT_DATE && one->as.date - other->as.date <= 1 &&
           other->as.date - one->as.date <= 1;
}

/* ---- all of them ---- */

typedef struct holding {
    const cdt_agreement *agreement;
    const cdt_draft *draft;
    cdt_first_facts *out;
    cdt_document copy; /* root NULL: not begun */
    cdt_filled *filled;
    cdt_contradiction *contradictions;
    cdt_told *told;
} holding;

/* The agreement's own facts, typed again: labels of elements are needed to find a path. */
static void begin_copy(holding *h)
{
    const cdt_document *own = &h->agreement->document;

    h->copy = (cdt_document){
        .file = own->file, .number = own->number, .text = own->text, .first_line = own->first_line, .lines = own->lines
    };
    h->copy.root = cdt_node_copy(&h->copy, own->root);
}

/* Texts of what was filled lie in a document that goes: the copy needs its own. */
static void own_texts(cdt_document *document, cdt_node *node)
{
    node->text = cdt_copy(&document->arena, node->text);
    node->key = cdt_copy(&document->arena, node->key);
    for (uint32_t i = 0; i < node->count; i++)
        own_texts(document, node->children[i]); /* no deeper than what was read */
}

/* Does something around the fact say that there is none of it, or that it is being settled? */
static bool is_settled_above(const cdt_document *document, cdt_str path)
{
    const cdt_node *node = document->root;
    cdt_str step;
    bool element;

    while (node && cdt_path_step(&path, &step, &element)) {
        if (node->state == CDT_NONE || node->state == CDT_OPEN)
            return true;
        node = element ? NULL : cdt_node_get(node, step);
    }
    return false;
}

static void fill(holding *h, size_t index, const cdt_node *value)
{
    const cdt_draft_fact *fact = &h->draft->facts[index];
    cdt_node *node;

    if (is_settled_above(&h->agreement->document, cdt_str_z(fact->path)))
        return;
    if (!h->copy.root)
        begin_copy(h);
    if (!cdt_node_set(&h->copy, cdt_str_z(fact->path), value))
        return;
    node = cdt_node_at(&h->copy, cdt_str_z(fact->path));
    own_texts(&h->copy, node);
    h->filled[h->out->filled_count++] = (cdt_filled){ node, fact };
    h->told[index].use = CDT_TOLD_FILLED;
}

static void hold(holding *h, size_t index)
{
    const cdt_draft_fact *fact = &h->draft->facts[index];
    const cdt_node *stated = cdt_node_at(&h->agreement->document, cdt_str_z(fact->path));
    reading read = read_fact(h->agreement->library, fact);

    if (!read.fits) {
        cdt_document_free(&read.document);
        return;
    }
    if (!stated || stated->state == CDT_UNSTATED) {
        fill(h, index, read.document.root);
    } else if (stated->state != CDT_OPEN && differs(stated, read.document.root) &&
               !(fact->reckoned && about_the_day(stated, read.document.root))) {
        if (strcmp(fact->path, "agreement.title") != 0) { /* people shorten titles */
            h->contradictions[h->out->contradiction_count++] = (cdt_contradiction){ fact, stated };
            h->told[index].use = CDT_TOLD_DIFFERS;
        }
    } else if (stated->state != CDT_OPEN && plain(read.document.root)) {
        h->told[index].use = CDT_TOLD_AGREES; /* of lists nobody has compared all */
    }
    cdt_document_free(&read.document);
}

/* Type the copy. Where it is no valid description, as an id is used twice or a fact fits nothing around it, nothing is
 * filled at all. */
static void finish_copy(holding *h)
{
    cdt_diags *diags = cdt_diags_new();

    h->out->copy = cdt_agreement_of(h->agreement->library, h->copy, diags);
    if (!h->out->copy->valid) {
        cdt_agreement_free(h->out->copy);
        h->out->copy = NULL;
        h->out->filled_count = 0;
        for (size_t i = 0; i < h->draft->fact_count; i++)
            if (h->told[i].use == CDT_TOLD_FILLED)
                h->told[i].use = CDT_TOLD_IDLE;
    }
    cdt_diags_free(diags);
}

cdt_first_facts cdt_first_facts_of(const cdt_agreement *agreement, const cdt_draft *draft, cdt_arena *arena)
{
    cdt_first_facts out = { .draft = draft };
    holding h = { .agreement = agreement, .draft = draft, .out = &out };

    out.filled = h.filled = CDT_NEW_ARRAY(arena, cdt_filled, draft->fact_count);
    out.contradictions = h.contradictions = CDT_NEW_ARRAY(arena, cdt_contradiction, draft->fact_count);
    out.told = h.told = CDT_NEW_ARRAY(arena, cdt_told, draft->fact_count);
    for (size_t i = 0; i < draft->fact_count; i++) {
        const cdt_draft_fact *fact = &draft->facts[i];
        h.told[i] = (cdt_told){ .path = fact->path,
                                .value = fact->value,
                                .clause = cdt_draft_citation_at(draft, fact->clause, fact->at.start),
                                .place = cdt_draft_place(draft, fact->at),
                                .use = CDT_TOLD_IDLE };
        hold(&h, i);
    }
    if (h.copy.root)
        finish_copy(&h);
    return out;
}

void cdt_first_facts_free(cdt_first_facts *facts)
{
    cdt_agreement_free(facts->copy);
    facts->copy = NULL;
}

const cdt_draft_fact *cdt_first_fact_at(const cdt_first_facts *facts, const cdt_node *node)
{
    for (; node && facts->filled_count; node = node->parent)
        for (size_t i = 0; i < facts->filled_count; i++)
            if (facts->filled[i].node == node)
                return facts->filled[i].fact;
    return NULL;
}

/* ---- a draft alone ---- */

static cdt_node *text_node(cdt_document *document, cdt_str text)
{
    cdt_node *node = CDT_NEW(&document->arena, cdt_node);

    *node = (cdt_node){ .line = 1, .column = 1, .length = 1, .text = cdt_copy(&document->arena, text) };
    node->kind = CDT_SCALAR;
    node->state = CDT_STATED;
    return node;
}

/* The title as the draft states it; else its file's name stands for it. */
static cdt_str title_of(const cdt_draft *draft, const char *file, const cdt_library *library, cdt_document *document)
{
    cdt_str title = cdt_str_z(file);

    for (size_t i = 0; draft && i < draft->fact_count; i++) {
        reading read = { .fits = false };
        if (strcmp(draft->facts[i].path, "agreement.title") != 0)
            continue;
        read = read_fact(library, &draft->facts[i]);
        if (read.fits && read.document.root->text.len)
            title = cdt_copy(&document->arena, read.document.root->text);
        cdt_document_free(&read.document);
        break;
    }
    return title;
}

cdt_agreement *cdt_agreement_of_draft(const cdt_library *library, const char *file, const cdt_draft *draft)
{
    cdt_document document = { .file = file, .text = CDT_STR(""), .first_line = 1 };
    const cdt_schema *kind = cdt_schema_find(library->agreement.root, CDT_STR("schema"));
    cdt_diags *diags = cdt_diags_new();
    cdt_agreement *agreement;
    cdt_str title;

    document.root = text_node(&document, CDT_STR(""));
    document.lines = CDT_NEW(&document.arena, cdt_lines);
    document.lines->index = CDT_NEW(&document.arena, cdt_line_index); /* no line: there is no text */
    document.root->kind = CDT_MAP;
    document.root->style = CDT_BLOCK;
    document.node_count = 1;
    title = title_of(draft, file, library, &document);
    cdt_node_set(&document, CDT_STR("schema"), text_node(&document, kind->words[0]));
    cdt_node_set(&document, CDT_STR("agreement.title"), text_node(&document, title));
    agreement = cdt_agreement_of(library, document, diags);
    agreement->valid = draft != NULL;
    agreement->draft = draft;
    cdt_diags_free(diags);
    return agreement;
}
