/* compare_json.c - what changed, as concordat.comparison/v1. */
#include "base/json.h"
#include "concordat/concordat.h"
#include "report/compare.h"

static void put_text(cdt_json *json, const char *key, const char *text)
{
    cdt_json_put_z(json, key, text && *text ? text : NULL);
}

static void put_place(cdt_json *json, const char *key, const cdt_place *place)
{
    cdt_json_key(json, key);
    if (!place || !place->file) {
        cdt_json_null(json);
        return;
    }
    cdt_json_open(json, '{');
    cdt_json_put_z(json, "file", place->file);
    cdt_json_put_int(json, "line", place->line);
    cdt_json_put_int(json, "column", place->column);
    cdt_json_close(json, '}');
}

static void put_check(cdt_json *json, const cdt_outcome *outcome)
{
    cdt_json_put_z(json, "checklist", cdt_checklist_name(outcome->checklist));
    cdt_json_put_z(json, "check", outcome->check->id);
    cdt_json_put_z(json, "title", outcome->check->title);
    cdt_json_put_z(json, "severity", cdt_severity_name(outcome->severity));
}

static void put_outcomes(cdt_json *json, const cdt_comparison *c)
{
    cdt_json_key(json, "outcomes");
    cdt_json_open(json, '[');
    for (size_t i = 0; i < c->outcome_count; i++) {
        const cdt_outcome_change *change = &c->outcomes[i];
        cdt_json_open(json, '{');
        put_check(json, change->after ? change->after : change->before);
        cdt_json_put_z(json, "before", change->before ? cdt_outcome_name(change->before->kind) : NULL);
        cdt_json_put_z(json, "after", change->after ? cdt_outcome_name(change->after->kind) : NULL);
        cdt_json_key(json, "causes");
        cdt_json_open(json, '[');
        for (int bit = 0; bit < CDT_CAUSES; bit++)
            if (change->causes >> bit & 1)
                cdt_json_z(json, cdt_cause_name(bit));
        cdt_json_close(json, ']');
        cdt_json_close(json, '}');
    }
    cdt_json_close(json, ']');
}

static void put_gaps(cdt_json *json, const cdt_comparison *c)
{
    cdt_json_key(json, "gaps");
    cdt_json_open(json, '[');
    for (size_t i = 0; i < c->gap_count; i++) {
        const cdt_gap_change *change = &c->gaps[i];
        const cdt_finding *finding = change->after ? change->after : change->before;
        cdt_json_open(json, '{');
        cdt_json_put_z(json, "change", cdt_gap_change_name(change->kind));
        put_check(json, change->outcome);
        cdt_json_put_z(json, "gap", cdt_gap_name(finding->gap));
        cdt_json_put_z(json, "message", finding->message);
        put_text(json, "path", finding->path);
        put_text(json, "clause", finding->clause);
        put_place(json, "before", change->before ? &change->before->place : NULL);
        put_place(json, "after", change->after ? &change->after->place : NULL);
        cdt_json_close(json, '}');
    }
    cdt_json_close(json, ']');
}

static void put_fact(cdt_json *json, const char *key, const cdt_kept_fact *fact, bool quotes)
{
    cdt_json_key(json, key);
    if (!fact) {
        cdt_json_null(json);
        return;
    }
    cdt_json_open(json, '{');
    cdt_json_put_z(json, "value", quotes ? fact->value : NULL);
    cdt_json_put_z(json, "file", fact->place.file);
    cdt_json_put_int(json, "line", fact->place.line);
    cdt_json_close(json, '}');
}

static void put_facts(cdt_json *json, const cdt_comparison *c, bool quotes)
{
    cdt_json_key(json, "facts");
    if (!c->before.snapshot || !c->after.snapshot) {
        cdt_json_null(json); /* not known: a saved report holds none */
        return;
    }
    cdt_json_open(json, '[');
    for (size_t i = 0; i < c->fact_count; i++) {
        const cdt_fact_change *change = &c->facts[i];
        cdt_json_open(json, '{');
        cdt_json_put_z(json, "path", change->after ? change->after->path : change->before->path);
        put_fact(json, "before", change->before, quotes);
        put_fact(json, "after", change->after, quotes);
        cdt_json_close(json, '}');
    }
    cdt_json_close(json, ']');
}

static void put_clause(cdt_json *json, const char *key, const cdt_kept_clause *clause, bool quotes)
{
    cdt_json_key(json, key);
    if (!clause) {
        cdt_json_null(json);
        return;
    }
    cdt_json_open(json, '{');
    put_text(json, "number", clause->number);
    put_text(json, "heading", clause->heading);
    put_text(json, "citation", clause->citation);
    put_text(json, "text", quotes ? clause->text : NULL);
    cdt_json_close(json, '}');
}

static void put_clauses(cdt_json *json, const cdt_comparison *c, bool quotes)
{
    cdt_json_key(json, "clauses");
    cdt_json_open(json, '[');
    for (size_t i = 0; i < c->clause_count; i++) {
        cdt_json_open(json, '{');
        cdt_json_put_z(json, "change", cdt_clause_change_name(c->clauses[i].kind));
        put_clause(json, "before", c->clauses[i].before, quotes);
        put_clause(json, "after", c->clauses[i].after, quotes);
        cdt_json_close(json, '}');
    }
    cdt_json_close(json, ']');
    cdt_json_key(json, "stale_references");
    cdt_json_open(json, '[');
    for (size_t i = 0; i < c->stale_count; i++) {
        const cdt_stale_reference *stale = &c->stale[i];
        cdt_json_open(json, '{');
        cdt_json_put_z(json, "text", stale->reference->text);
        put_clause(json, "in", stale->in, false);
        put_clause(json, "meant", stale->meant, false);
        put_clause(json, "meets", stale->meets, false);
        put_clause(json, "now", stale->now, false);
        cdt_json_close(json, '}');
    }
    cdt_json_close(json, ']');
}

static void put_alone(cdt_json *json, const char *key, const cdt_review *const *all, size_t count)
{
    cdt_json_key(json, key);
    cdt_json_open(json, '[');
    for (size_t i = 0; i < count; i++)
        cdt_json_z(json, all[i]->identity);
    cdt_json_close(json, ']');
}

void cdt_compare_json(cdt_buf *out, const cdt_compared *compared)
{
    cdt_json json = cdt_json_to(out, true);

    cdt_json_open(&json, '{');
    cdt_json_put_z(&json, "schema", "concordat.comparison/v1");
    cdt_json_put_z(&json, "before", compared->before);
    cdt_json_put_z(&json, "after", compared->after);
    cdt_json_key(&json, "agreements");
    cdt_json_open(&json, '[');
    for (size_t i = 0; i < compared->count; i++) {
        const cdt_comparison *c = &compared->at[i];
        cdt_json_open(&json, '{');
        cdt_json_put_z(&json, "agreement", c->after.review->identity);
        put_text(&json, "title", cdt_agreement_title(c->after.review->agreement));
        put_gaps(&json, c);
        put_outcomes(&json, c);
        put_facts(&json, c, compared->quotes);
        put_clauses(&json, c, compared->quotes);
        cdt_json_close(&json, '}');
    }
    cdt_json_close(&json, ']');
    put_alone(&json, "added", compared->added, compared->added_count);
    put_alone(&json, "removed", compared->removed, compared->removed_count);
    cdt_json_put_z(&json, "notice", "This report is not legal advice.");
    cdt_json_close(&json, '}');
    cdt_buf_char(out, '\n');
}
