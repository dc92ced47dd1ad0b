/* draft_json.c - a draft for programs: all of draft.h. */
#include "report/draft.h"

static void put_index(cdt_json *json, const char *key, size_t index)
{
    cdt_json_key(json, key);
    if (index == CDT_NOWHERE)
        cdt_json_null(json);
    else
        cdt_json_int(json, (int64_t)index);
}

static void put_size(cdt_json *json, const char *key, size_t value)
{
    cdt_json_put_int(json, key, (int64_t)value);
}

/* Where it stands: the first thing of each list's element. */
static void open_at(cdt_json *json, cdt_stretch at, size_t clause)
{
    cdt_json_open(json, '{');
    put_size(json, "start", at.start);
    put_size(json, "end", at.end);
    put_index(json, "clause", clause);
}

/* Fields that only some formats know. */
static void put_known(cdt_json *json, const char *key, unsigned value)
{
    if (value)
        cdt_json_put_int(json, key, value);
}

void cdt_draft_put_health_json(cdt_json *json, const cdt_draft *draft)
{
    const cdt_health *health = &draft->health;

    cdt_json_open(json, '{');
    cdt_json_put_bool(json, "readable", health->readable);
    put_size(json, "words", health->words);
    put_size(json, "clauses", health->clauses);
    put_size(json, "numbered", health->numbered);
    put_size(json, "definitions", health->definitions);
    put_size(json, "references", health->references);
    put_size(json, "resolved", health->resolved);
    cdt_json_put_bool(json, "references_doubtful", health->references_doubtful);
    cdt_json_put_bool(json, "definitions_doubtful", health->definitions_doubtful);
    cdt_json_key(json, "problems");
    cdt_json_open(json, '[');
    for (size_t i = 0; i < health->problem_count; i++)
        cdt_json_z(json, health->problems[i]);
    cdt_json_close(json, ']');
    cdt_json_close(json, '}');
}

static void put_file(cdt_json *json, const cdt_draft *draft, size_t i)
{
    const cdt_draft_file *file = &draft->files[i];

    cdt_json_open(json, '{');
    cdt_json_put_z(json, "file", file->name);
    cdt_json_put_z(json, "format", file->format);
    cdt_json_put_z(json, "digest", cdt_draft_digest(draft, i));
    put_size(json, "start", file->start);
    put_size(json, "end", file->end);
    cdt_json_close(json, '}');
}

static void put_clause(cdt_json *json, const cdt_draft *draft, size_t i)
{
    const cdt_clause *clause = &draft->clauses[i];

    cdt_json_open(json, '{');
    cdt_json_put_z(json, "kind", cdt_clause_kind_name(clause->kind));
    cdt_json_put_z(json, "region", cdt_region_name(clause->region));
    cdt_json_put_int(json, "level", clause->level);
    cdt_json_put_z(json, "number", clause->number);
    cdt_json_put_z(json, "label", clause->label);
    cdt_json_put_z(json, "heading", clause->heading);
    put_size(json, "start", clause->start);
    put_size(json, "end", clause->end);
    put_size(json, "words", clause->words);
    put_index(json, "parent", clause->parent);
    put_index(json, "part", clause->part);
    cdt_json_put_bool(json, "numbered", clause->numbered);
    cdt_json_put_bool(json, "uncertain", clause->uncertain);
    cdt_json_put_bool(json, "listed", clause->listed);
    put_known(json, "line", clause->place.line);
    put_known(json, "paragraph", clause->paragraph);
    put_known(json, "page", clause->page);
    put_known(json, "row", clause->row);
    put_known(json, "column", clause->column);
    cdt_json_put_str(json, "text", (cdt_str){ draft->text + clause->start, clause->end - clause->start });
    cdt_json_close(json, '}');
}

static void put_sentence(cdt_json *json, const cdt_draft *draft, size_t i)
{
    const cdt_sentence *sentence = &draft->sentences[i];

    open_at(json, (cdt_stretch){ sentence->start, sentence->end }, sentence->clause);
    cdt_json_close(json, '}');
}

static void put_item(cdt_json *json, const cdt_draft *draft, size_t i)
{
    const cdt_item *item = &draft->items[i];

    open_at(json, (cdt_stretch){ item->start, item->end }, item->clause);
    cdt_json_put_z(json, "number", item->number);
    put_index(json, "above", item->above);
    cdt_json_close(json, '}');
}

static void put_definition(cdt_json *json, const cdt_draft *draft, size_t i)
{
    const cdt_definition *d = &draft->definitions[i];

    open_at(json, d->at, d->clause);
    cdt_json_put_z(json, "term", d->term);
    cdt_json_put_z(json, "style", d->style);
    put_size(json, "meaning_start", d->meaning.start);
    put_size(json, "meaning_end", d->meaning.end);
    put_size(json, "uses", d->uses);
    put_size(json, "uses_in_definitions", d->uses_in_definitions);
    put_index(json, "same", d->same);
    cdt_json_close(json, '}');
}

static void put_reference(cdt_json *json, const cdt_draft *draft, size_t i)
{
    const cdt_reference *r = &draft->references[i];

    open_at(json, r->at, r->clause);
    cdt_json_put_z(json, "text", r->text);
    cdt_json_put_z(json, "kind", r->kind);
    cdt_json_put_z(json, "number", r->number);
    put_index(json, "target", r->target);
    put_index(json, "item", r->item);
    cdt_json_put_bool(json, "resolved", r->resolved);
    cdt_json_put_bool(json, "external", r->external);
    cdt_json_put_bool(json, "self", r->self);
    cdt_json_put_z(json, "near", r->near);
    cdt_json_close(json, '}');
}

static void put_party(cdt_json *json, const cdt_draft *draft, size_t i)
{
    const cdt_draft_party *p = &draft->parties[i];

    open_at(json, p->at, p->clause);
    cdt_json_put_z(json, "name", p->name);
    cdt_json_put_z(json, "short_name", p->short_name);
    cdt_json_put_bool(json, "signs", p->signs);
    cdt_json_close(json, '}');
}

static void put_value(cdt_json *json, const cdt_draft *draft, size_t i)
{
    const cdt_draft_value *v = &draft->values[i];

    open_at(json, v->at, v->clause);
    cdt_json_put_z(json, "kind", cdt_value_kind_name(v->kind));
    cdt_json_put_z(json, "value", v->value);
    cdt_json_put_z(json, "unit", v->unit);
    cdt_json_put_z(json, "figures", v->figures);
    cdt_json_close(json, '}');
}

static void put_placeholder(cdt_json *json, const cdt_draft *draft, size_t i)
{
    const cdt_placeholder *p = &draft->placeholders[i];

    open_at(json, p->at, p->clause);
    cdt_json_put_z(json, "kind", p->kind);
    cdt_json_put_bool(json, "execution", p->execution);
    cdt_json_close(json, '}');
}

static void put_remark(cdt_json *json, const cdt_draft *draft, size_t i)
{
    const cdt_remark *r = &draft->remarks[i];

    cdt_json_open(json, '{');
    put_index(json, "clause", r->clause);
    cdt_json_put_z(json, "kind", r->kind);
    cdt_json_put_z(json, "author", r->author);
    cdt_json_put_z(json, "text", r->text);
    cdt_json_close(json, '}');
}

static void put_fact(cdt_json *json, const cdt_draft *draft, size_t i)
{
    const cdt_draft_fact *f = &draft->facts[i];

    open_at(json, f->at, f->clause);
    cdt_json_put_z(json, "path", f->path);
    cdt_json_put_z(json, "value", f->value);
    cdt_json_close(json, '}');
}

static void put_fault(cdt_json *json, const cdt_draft *draft, size_t i)
{
    const cdt_fault *f = &draft->faults[i];

    open_at(json, f->at, f->clause);
    cdt_json_put_z(json, "kind", f->kind);
    cdt_json_put_z(json, "what", f->what);
    cdt_json_put_z(json, "near", f->near);
    cdt_json_close(json, '}');
}

static void put_list(cdt_json *json, const char *key, size_t count, const cdt_draft *draft,
                     void (*put)(cdt_json *json, const cdt_draft *draft, size_t i))
{
    cdt_json_key(json, key);
    cdt_json_open(json, '[');
    for (size_t i = 0; i < count; i++)
        put(json, draft, i);
    cdt_json_close(json, ']');
}

void cdt_draft_put_json(cdt_json *json, const cdt_draft *draft)
{
    cdt_json_open(json, '{');
    cdt_json_put_z(json, "schema", "concordat.draft/v1");
    cdt_json_key(json, "health");
    cdt_draft_put_health_json(json, draft);
    put_list(json, "files", draft->file_count, draft, put_file);
    put_list(json, "parties", draft->party_count, draft, put_party);
    put_list(json, "facts", draft->fact_count, draft, put_fact);
    put_list(json, "clauses", draft->clause_count, draft, put_clause);
    put_list(json, "sentences", draft->sentence_count, draft, put_sentence);
    put_list(json, "items", draft->item_count, draft, put_item);
    put_list(json, "definitions", draft->definition_count, draft, put_definition);
    put_list(json, "references", draft->reference_count, draft, put_reference);
    put_list(json, "values", draft->value_count, draft, put_value);
    put_list(json, "placeholders", draft->placeholder_count, draft, put_placeholder);
    put_list(json, "remarks", draft->remark_count, draft, put_remark);
    put_list(json, "faults", draft->fault_count, draft, put_fault);
    cdt_json_close(json, '}');
}
