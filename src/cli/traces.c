#include "cli/traces.h"

#include <string.h>
#include <unistd.h>

#include "report/trace.h"

bool cdt_traces_read(cdt_cli *cli, const cdt_checklists *lists, cdt_traces *traces)
{
    const char *format = cdt_options_last(&cli->options, CDT_OPTION_FORMAT), *id;
    size_t room = cli->options.count;

    *traces = (cdt_traces){ .quotes = !cdt_options_has(&cli->options, CDT_OPTION_NO_QUOTES) };
    traces->checks = (const cdt_check **)cdt_alloc_array(&cli->arena, room, sizeof *traces->checks);
    traces->checklists = (const cdt_checklist **)cdt_alloc_array(&cli->arena, room, sizeof *traces->checklists);
    for (size_t at = 0; (id = cdt_options_next(&cli->options, CDT_OPTION_TRACE_CHECK, &at));) {
        const cdt_checklist *list = NULL;
        const cdt_check *check = cdt_checklists_find(cli, lists, id, &list);
        if (!check)
            return false;
        if (cdt_traces_has(traces, check))
            continue;
        traces->checklists[traces->count] = list;
        traces->checks[traces->count++] = check;
    }
    traces->as_json = format && strcmp(format, "json") == 0;
    if (!traces->count || !format || traces->as_json || strcmp(format, "text") == 0)
        return true;
    cdt_cli_usage(cli, "--trace is told as text or json, not as %s", format);
    return false;
}

bool cdt_traces_has(const cdt_traces *traces, const cdt_check *check)
{
    for (size_t i = 0; i < traces->count; i++)
        if (traces->checks[i] == check)
            return true;
    return false;
}

static void write_out(cdt_cli *cli, cdt_traces *traces)
{
    if (!cdt_options_has(&cli->options, CDT_OPTION_QUIET))
        cdt_output_put(&cli->out, &traces->text);
    cdt_buf_clear(&traces->text);
}

static void begin_json(cdt_traces *traces)
{
    if (traces->told++)
        return;
    traces->json = cdt_json_to(&traces->text, 2);
    cdt_trace_json_open(&traces->json);
}

void cdt_traces_add(cdt_cli *cli, cdt_traces *traces, const cdt_review *review, int as_of)
{
    const cdt_trace_style style = { .quotes = traces->quotes, .why = true };
    cdt_layout layout = cdt_layout_to(&traces->text, cdt_cli_width(), cdt_cli_color(cli, STDOUT_FILENO));

    for (size_t i = 0; i < traces->count; i++) {
        cdt_trace trace;
        cdt_trace_check(&trace, review, as_of, traces->checklists[i], traces->checks[i]);
        if (traces->as_json) {
            begin_json(traces);
            cdt_trace_json(&traces->json, review->agreement, &trace, style);
        } else {
            if (traces->told++)
                cdt_buf_put_z(&traces->text, "\n\n");
            cdt_trace_put(&layout, review->agreement, &trace, style);
        }
        cdt_trace_free(&trace);
        write_out(cli, traces);
    }
}

void cdt_traces_close(cdt_cli *cli, cdt_traces *traces)
{
    if (traces->count && traces->as_json) {
        begin_json(traces);
        cdt_trace_json_close(&traces->json);
        cdt_buf_char(&traces->text, '\n');
        write_out(cli, traces);
    }
    cdt_buf_free(&traces->text);
}
