#include "review/snapshot.h"

#include <ctype.h>
#include <stdlib.h>

#include "agreement/agreement.h"
#include "base/buf.h"
#include "review/subject.h"

/* ---- facts ---- */

typedef struct facts {
    const cdt_document *document;
    cdt_arena *arena;
    cdt_kept_fact *at;
    size_t count, room;
} facts;

static void keep(facts *f, const cdt_node *node, const char *value)
{
    const char *path = cdt_node_path(node, f->arena).at;
    cdt_place place = cdt_node_place(f->document, node);

    if (f->count == f->room) {
        f->room = f->room ? f->room * 2 : 64;
        f->at = cdt_realloc(f->at, f->room * sizeof *f->at);
    }
    place.file = cdt_copy_z(f->arena, cdt_str_z(place.file));
    f->at[f->count++] = (cdt_kept_fact){ cdt_subject_of(f->document, path, f->arena), value, place };
}

/* The leaves below a node. The depth of a document is limited. */
static void walk(facts *f, const cdt_node *node)
{
    if (node->state == CDT_NONE || node->state == CDT_OPEN)
        keep(f, node, node->state == CDT_NONE ? "none" : "open");
    else if (node->kind == CDT_SCALAR && node->state == CDT_STATED)
        keep(f, node, cdt_copy_z(f->arena, node->text));
    else
        for (uint32_t i = 0; node->kind != CDT_SCALAR && i < node->count; i++)
            walk(f, node->children[i]);
}

static void keep_facts(cdt_snapshot *snapshot, const cdt_agreement *agreement, cdt_arena *arena)
{
    const cdt_node *root = agreement->document.root;
    facts f = { .document = &agreement->document, .arena = arena };
    cdt_kept_fact *kept;

    for (uint32_t i = 0; root && root->kind == CDT_MAP && i < root->count; i++)
        if (!cdt_str_is_z(root->children[i]->key, "schema") && !cdt_str_is_z(root->children[i]->key, "waivers"))
            walk(&f, root->children[i]);
    kept = CDT_NEW_ARRAY(arena, cdt_kept_fact, f.count);
    for (size_t i = 0; i < f.count; i++)
        kept[i] = f.at[i];
    free(f.at);
    snapshot->facts = kept;
    snapshot->fact_count = f.count;
}

/* ---- clauses ---- */

static const char *collapsed(const char *from, size_t length, bool small, cdt_arena *arena)
{
    cdt_buf out = { 0 };
    bool blank = false;
    const char *made;

    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)from[i];
        if (strchr(" \t\r\n\f", c) && c) {
            blank = out.len > 0;
            continue;
        }
        if (blank)
            cdt_buf_char(&out, ' ');
        blank = false;
        cdt_buf_char(&out, small && c < 128 ? (char)tolower(c) : (char)c);
    }
    made = cdt_copy_z(arena, cdt_buf_str(&out));
    cdt_buf_free(&out);
    return made;
}

static cdt_kept_clause clause_of(const cdt_draft *draft, size_t index, cdt_arena *arena)
{
    const cdt_clause *clause = &draft->clauses[index];
    const char *heading = collapsed(clause->heading, strlen(clause->heading), true, arena);
    const char *words = collapsed(draft->text + clause->words, clause->end - clause->words, true, arena);
    cdt_kept_clause kept = {
        .number = cdt_copy_z(arena, cdt_str_z(clause->number)),
        .heading = cdt_copy_z(arena, cdt_str_z(clause->heading)),
        .citation = cdt_copy_z(arena, cdt_str_z(cdt_draft_citation(draft, index))),
        .text = collapsed(draft->text + clause->words, clause->end - clause->words, false, arena),
        .folded = cdt_format(arena, "%s%s%s", heading, *heading && *words ? ": " : "", words),
        .place = clause->place,
    };

    kept.place.file = cdt_copy_z(arena, cdt_str_z(clause->place.file));
    return kept;
}

static void keep_draft(cdt_snapshot *snapshot, const cdt_draft *draft, cdt_arena *arena)
{
    cdt_kept_clause *clauses = CDT_NEW_ARRAY(arena, cdt_kept_clause, draft->clause_count);
    cdt_kept_reference *references = CDT_NEW_ARRAY(arena, cdt_kept_reference, draft->reference_count);

    for (size_t i = 0; i < draft->clause_count; i++)
        clauses[i] = clause_of(draft, i, arena);
    for (size_t i = 0; i < draft->reference_count; i++) {
        const cdt_reference *from = &draft->references[i];
        references[i] = (cdt_kept_reference){ .clause = from->clause,
                                              .text = cdt_copy_z(arena, cdt_str_z(from->text)),
                                              .number = cdt_copy_z(arena, cdt_str_z(from->number)),
                                              .target = from->external ? CDT_NOWHERE : from->target };
    }
    snapshot->clauses = clauses;
    snapshot->clause_count = draft->clause_count;
    snapshot->references = references;
    snapshot->reference_count = draft->reference_count;
}

cdt_snapshot cdt_snapshot_of(const cdt_review *review, cdt_arena *arena)
{
    cdt_snapshot snapshot = { .described = review->reviewed && !review->draft_only };

    if (snapshot.described)
        keep_facts(&snapshot, review->agreement, arena);
    snapshot.drafted = review->draft && review->draft->health.readable;
    if (snapshot.drafted)
        keep_draft(&snapshot, review->draft, arena);
    return snapshot;
}
