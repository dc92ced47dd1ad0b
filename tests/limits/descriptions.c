/* Limits of descriptions, checklists, configurations, tables of answers and saved reports. */
#include <string.h>

#include "limits/attempt.h"

#define HEAD "schema: concordat.agreement/v1\nagreement: {title: A}\n"

static void check(attempt *a, const cdt_buf *text)
{
    argue(a, "check", file_of(a, "a.yaml", text), NULL);
}

void reach_DOCUMENT_BYTES(attempt *a)
{
    cdt_buf text = { 0 };

    cdt_buf_put_z(&text, HEAD);
    fill(&text, a->n - text.len, '#');
    check(a, &text);
    a->says = "more than 67108864 bytes";
    cdt_buf_free(&text);
}

void reach_DEPTH(attempt *a)
{
    cdt_buf text = { 0 };

    cdt_buf_put_z(&text, HEAD "more: "); /* in the mapping that is the document */
    cdt_buf_repeat(&text, '[', a->n - 1);
    cdt_buf_repeat(&text, ']', a->n - 1);
    check(a, &text);
    a->says = "nested deeper than 64";
    cdt_buf_free(&text);
}

void reach_ALIAS_NODES(attempt *a)
{
    cdt_buf text = { 0 };

    cdt_buf_put_z(&text, HEAD "one: &one 1\nmany: &many [1");
    for (int i = 0; i < 998; i++)
        cdt_buf_put_z(&text, ",1");
    cdt_buf_put_z(&text, "]\nmore: [*many");
    for (int i = 0; i < 999; i++)
        cdt_buf_put_z(&text, ",*many");
    if (a->over)
        cdt_buf_put_z(&text, ",*one");
    cdt_buf_put_z(&text, "]\n");
    check(a, &text);
    a->says = "1000000 nodes";
    cdt_buf_free(&text);
}

void reach_KEY_BYTES(attempt *a)
{
    cdt_buf text = { 0 };

    cdt_buf_put_z(&text, HEAD "? "); /* YAML's other way to write a key, as one behind nothing ends at 1024 anyway */
    cdt_buf_repeat(&text, 'k', a->n);
    cdt_buf_put_z(&text, "\n: 1\n");
    check(a, &text);
    a->says = "at most 1024 are read";
    cdt_buf_free(&text);
}

void reach_SHOWN_LINE(attempt *a)
{
    cdt_buf text = { 0 };

    cdt_buf_put_z(&text, HEAD);
    cdt_buf_put_z(&text, "shown: yes #");
    cdt_buf_repeat(&text, 'x', a->n - strlen("shown: yes #"));
    check(a, &text);
    a->keeps = "shown: yes #";
    cdt_buf_free(&text);
}

void reach_SCHEMA_DEPTH(attempt *a)
{
    cdt_buf text = { 0 };

    cdt_buf_put_z(&text, "schema: concordat.checklist/v1\nname: deep\nversion: \"1\"\nsettings:\n  s: ");
    for (size_t i = 1; i < a->n; i++)
        cdt_buf_put_z(&text, "{type: array, items: ");
    cdt_buf_put_z(&text, "{type: integer}");
    cdt_buf_repeat(&text, '}', a->n - 1);
    cdt_buf_put_z(&text, "\nchecks: []\n");
    argue(a, "checklist", "lint", file_of(a, "deep.yaml", &text), NULL);
    a->says = "more than 32 inside each other";
    cdt_buf_free(&text);
}

void reach_OVERRIDES(attempt *a)
{
    cdt_buf text = { 0 }, description = { 0 };

    cdt_buf_put_z(&text, "schema: concordat.config/v1\noverrides:\n");
    for (size_t i = 0; i < a->n; i++)
        cdt_buf_printf(&text, "  - paths: \"%zu/*\"\n    ignore: [{check: exit-notice, reason: it is so}]\n", i);
    cdt_buf_put_z(&description, HEAD);
    argue(a, "check", "--config", file_of(a, "c.yaml", &text), file_of(a, "a.yaml", &description), NULL);
    a->says = "at most 64 are allowed";
    cdt_buf_free(&text);
    cdt_buf_free(&description);
}

void reach_JOBS(attempt *a)
{
    cdt_buf description = { 0 };

    cdt_buf_put_z(&description, HEAD);
    argue(a, "check", "--jobs", cdt_format(&a->arena, "%zu", a->n), file_of(a, "a.yaml", &description), NULL);
    a->says = "a number from 1 to 64";
    cdt_buf_free(&description);
}

/* ---- tables of answers ---- */

static void answers(attempt *a, const cdt_buf *text)
{
    argue(a, "new", "--answers", file_of(a, "a.csv", text), NULL);
}

void reach_CSV_BYTES(attempt *a)
{
    cdt_buf text = { 0 };

    cdt_buf_put_z(&text, "path,answer\n");
    while (a->n - text.len > 65000)
        cdt_buf_repeat(&text, 'x', 64999), cdt_buf_char(&text, '\n');
    cdt_buf_repeat(&text, 'x', a->n - text.len);
    answers(a, &text);
    a->says = "more than 16777216 bytes";
    cdt_buf_free(&text);
}

void reach_CSV_ROWS(attempt *a)
{
    cdt_buf text = { 0 };

    cdt_buf_put_z(&text, "path,answer\n");
    for (size_t i = 1; i < a->n; i++)
        cdt_buf_put_z(&text, "agreement.title,\n");
    answers(a, &text);
    a->says = "more than 10000 rows";
    cdt_buf_free(&text);
}

void reach_CSV_COLUMNS(attempt *a)
{
    cdt_buf text = { 0 };

    cdt_buf_put_z(&text, "path,answer");
    cdt_buf_repeat(&text, ',', a->n - 2);
    cdt_buf_put_z(&text, "\nagreement.title,A\n");
    answers(a, &text);
    a->says = "more than 64 columns";
    cdt_buf_free(&text);
}

void reach_CSV_CELL(attempt *a)
{
    cdt_buf text = { 0 };

    cdt_buf_put_z(&text, "path,answer\nagreement.title,");
    cdt_buf_repeat(&text, 'x', a->n);
    cdt_buf_char(&text, '\n');
    answers(a, &text);
    a->says = "more than 65536 bytes";
    cdt_buf_free(&text);
}

/* ---- saved reports ---- */

#define BEFORE "{\"schema\": \"concordat.report/v1\", \"tool\": {\"name\": \"concordat\", \"version\": \"0.1.0\"}, "

void reach_REPORT_BYTES(attempt *a)
{
    cdt_buf text = { 0 };

    fill(&text, a->n - 2, ' ');
    for (size_t i = 0; i < text.len; i++)
        text.at[i] = text.at[i] == 'x' ? ' ' : text.at[i];
    cdt_buf_put_z(&text, "{}");
    argue(a, "report", file_of(a, "a.json", &text), NULL);
    a->says = "more than 268435456 bytes";
    cdt_buf_free(&text);
}

/* A saved review that was held against so many checklists. */
void reach_REPORT_LISTS(attempt *a)
{
    static const char list[] =
        "{\"name\":\"one\",\"version\":\"1\",\"title\":null,\"file\":\"one.yaml\",\"law_as_at\":null,"
        "\"settings_changed\":[],\"groups\":[],\"sources\":[]}";
    cdt_buf text = { 0 };

    cdt_buf_put_z(&text,
                  "{\"schema\":\"concordat.report/v1\",\"tool\":{\"name\":\"concordat\",\"version\":\"0.1.0\"},"
                  "\"as_of\":\"2026-06-30\",\"columns\":\"code points\",\"quotes\":true,\"reviews\":[{\"status\":"
                  "\"reviewed\",\"agreement\":{\"file\":\"old.yaml\",\"document\":0,\"reference\":\"A\",\"title\":"
                  "\"A\",\"identity\":\"A\",\"digest\":\"sha256:0\"},\"draft_only\":false,\"draft\":null,\"told\":[],"
                  "\"as_of\":\"2026-06-30\",\"stage\":\"final\",\"checklists\":[");
    for (size_t i = 0; i < a->n; i++)
        cdt_buf_printf(&text, "%s%s", i ? "," : "", list);
    cdt_buf_put_z(
        &text, "],\"diagnostics\":[],\"errors\":0,\"counts\":{\"met\":0,\"gap\":0,\"unconfirmed\":0,\"unanswered\":0,"
               "\"not_applicable\":0,\"waived\":0,\"error\":0,\"gaps\":{\"falls_short\":0,\"contradicted\":0,"
               "\"not_in_draft\":0,\"not_stated\":0,\"history\":0,\"known\":0}},\"severities\":{\"high\":0,"
               "\"medium\":0,\"low\":0,\"info\":0},\"facts\":{\"asked\":0,\"told\":0},\"steps\":0,\"costliest\":"
               "null,\"waivers\":[],\"stale_waivers\":0,\"outcomes\":[]}],\"diagnostics\":[],\"notice\":\"\"}");
    argue(a, "report", file_of(a, "a.json", &text), NULL);
    a->says = "more than 1000 of them";
    cdt_buf_free(&text);
}
