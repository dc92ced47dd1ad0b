/* Values as messages show them. */
#include "base/buf.h"
#include "cel/state.h"
#include "cel/time.h"

enum { TEXT_LIMIT = 4096 };

static void put(const cel_context *context, cdt_buf *out, cel_value value, unsigned depth);

/* As it stands in the file; false: it is no scalar that was read. */
static bool put_written(const cel_context *context, cdt_buf *out, cel_value value)
{
    cel_where where = { 0 };

    if (!value.node || !context->data || value.kind == CEL_LIST || value.kind == CEL_MAP)
        return false;
    context->data->describe(context->data, context->arena, value.node, &where);
    cdt_buf_put(out, where.written);
    return where.written.len > 0;
}

static void put_items(const cel_context *context, cdt_buf *out, cel_value value, unsigned depth)
{
    cel_state state = { .context = context };
    size_t count = cel_count(&state, value);

    if (depth == 0) {
        cdt_buf_put_z(out, "...");
        return;
    }
    for (size_t i = 0; i < count && !out->full; i++) {
        if (i > 0)
            cdt_buf_put_z(out, ", ");
        if (value.kind == CEL_MAP) {
            put(context, out, cel_key_at(&state, value, i), depth - 1);
            cdt_buf_put_z(out, ": ");
            put(context, out, cel_entry_at(&state, NULL, value, i), depth - 1);
        } else {
            put(context, out, cel_item(&state, NULL, value, i), depth - 1);
        }
    }
}

static void put_failure(cdt_buf *out, const cel_failure *failure)
{
    if (!failure)
        return;
    if (failure->rank == CEL_RANK_NOT_STATED)
        cdt_buf_put_z(out, failure->open ? "being settled" : "not stated");
    else
        cdt_buf_put_z(out, failure->rank == CEL_RANK_NONE ? "none" : failure->message);
}

/* A date without a time of day is only its day. */
static void put_time(cdt_buf *out, cel_time time)
{
    char text[CEL_TIME_SIZE];
    int32_t of_day;
    cdt_day day = cel_time_day(time.seconds, &of_day);

    if (of_day == 0 && time.nanos == 0)
        cdt_date_write(day, text);
    else
        cel_time_write(time, text);
    cdt_buf_put_z(out, text);
}

/* A value that was computed. */
static void put_computed(const cel_context *context, cdt_buf *out, cel_value value, unsigned depth)
{
    cel_budget budget = CEL_BUDGET;
    cel_context own = *context;
    cel_state state = { .context = &own };

    switch (value.kind) {
    case CEL_FAILURE: put_failure(out, value.failure); return;
    case CEL_NONE: cdt_buf_put_z(out, "none"); return;
    case CEL_NULL: cdt_buf_put_z(out, "null"); return;
    case CEL_BOOL: cdt_buf_put_z(out, value.boolean ? "yes" : "no"); return;
    case CEL_TIMESTAMP: put_time(out, value.time); return;
    case CEL_TYPE: cdt_buf_put(out, value.text); return;
    case CEL_OPTIONAL:
        if (value.inner && depth > 0)
            put(context, out, *value.inner, depth - 1);
        else
            cdt_buf_put_z(out, "nothing");
        return;
    case CEL_BYTES: cdt_buf_printf(out, "%zu bytes", value.text.len); return;
    default:
        own.budget = &budget;
        value = cel_to_string(&state, NULL, value);
        if (value.kind == CEL_STRING)
            cdt_buf_put(out, value.text);
    }
}

static void put(const cel_context *context, cdt_buf *out, cel_value value, unsigned depth)
{
    if (value.kind == CEL_LIST || value.kind == CEL_MAP)
        put_items(context, out, value, depth);
    else if (value.kind == CEL_FAILURE || !put_written(context, out, value))
        put_computed(context, out, value, depth);
}

cdt_str cel_to_text(const cel_context *context, cel_value value)
{
    cdt_buf buf = { .limit = TEXT_LIMIT };
    cdt_str text;

    put(context, &buf, value, 6);
    text = cdt_buf_take(&buf, context->arena);
    cdt_buf_free(&buf);
    return text;
}

void cel_describe_missing(const cel_context *context, cel_value value, cel_where *out)
{
    const cel_failure *failure = value.failure;
    const cel_data *data = context->data;

    *out = (cel_where){ 0 };
    if (!data)
        out->path = failure->missing;
    else if (failure->missing.len > 0 || !failure->node)
        data->describe_missing(data, context->arena, failure->node, failure->missing, out);
    else
        data->describe(data, context->arena, failure->node, out);
}
