#include "report/format.h"

#include <stdlib.h>

/* Every report format, in the order in which --help shows them. */
static const cdt_report_format *const formats[] = {
    &cdt_report_text,  &cdt_report_compact, &cdt_report_markdown, &cdt_report_html,
    &cdt_report_json,  &cdt_report_ndjson,  &cdt_report_csv,      &cdt_report_sarif,
    &cdt_report_junit, &cdt_report_tap,     &cdt_report_github,   &cdt_report_gitlab,
};

size_t cdt_format_count(void)
{
    return sizeof formats / sizeof formats[0];
}

const char *cdt_format_name(size_t index)
{
    return formats[index]->name;
}

const char *cdt_format_title(size_t index)
{
    return formats[index]->title;
}

static const cdt_report_format *find(const char *name)
{
    for (size_t i = 0; i < cdt_format_count(); i++)
        if (strcmp(formats[i]->name, name) == 0)
            return formats[i];
    return NULL;
}

void cdt_report_flush(cdt_report *report)
{
    cdt_str made = cdt_buf_str(&report->out);

    if (made.len && !report->failed && !report->write(report->to, made.at, made.len))
        report->failed = true;
    cdt_buf_clear(&report->out);
}

static void settle(cdt_report *report)
{
    cdt_report_flush(report);
    cdt_arena_reset(&report->scratch);
}

cdt_report *cdt_report_open(const char *format, const cdt_report_options *options, const char *as_of,
                            cdt_write_fn write, void *to)
{
    const cdt_report_format *found = find(format);
    cdt_report *report;

    if (!found)
        return NULL;
    report = cdt_malloc(sizeof *report);
    *report = (cdt_report){ .format = found, .options = *options, .write = write, .to = to };
    report->options.quotes &= !found->confidential || options->always_quote;
    report->as_of = cdt_copy_z(&report->arena, cdt_str_z(as_of));
    if (found->open)
        found->open(report);
    settle(report);
    return report;
}

bool cdt_report_is_bare(const cdt_report *report)
{
    return report->format->bare;
}

void cdt_report_add(cdt_report *report, const cdt_review *review)
{
    if (report->failed || !report->format->add)
        return;
    report->format->add(report, review);
    settle(report);
}

void cdt_report_problems(cdt_report *report, const cdt_diags *diags)
{
    if (report->failed || !report->format->problems || cdt_diags_count(diags) == 0)
        return;
    report->format->problems(report, diags);
    settle(report);
}

bool cdt_report_close(cdt_report *report)
{
    bool written;

    if (report->format->close)
        report->format->close(report);
    settle(report);
    written = !report->failed;
    cdt_buf_free(&report->out);
    cdt_arena_free(&report->scratch);
    cdt_arena_free(&report->arena);
    free(report);
    return written;
}
