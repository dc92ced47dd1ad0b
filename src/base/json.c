#include "base/json.h"

#include "base/utf8.h"

cdt_json cdt_json_to(cdt_buf *out, unsigned indent)
{
    return (cdt_json){ .out = out, .indent = indent, .first = true };
}

static void new_line(cdt_json *json)
{
    if (!json->indent)
        return;
    cdt_buf_char(json->out, '\n');
    cdt_buf_repeat(json->out, ' ', (size_t)json->indent * json->depth);
}

/* What stands before a value or a key: nothing after a key, else a comma and a new line within brackets. */
static void begin(cdt_json *json)
{
    if (json->after_key) {
        json->after_key = false;
        return;
    }
    if (!json->first)
        cdt_buf_char(json->out, ',');
    if (json->depth)
        new_line(json);
    json->first = false;
}

void cdt_json_open(cdt_json *json, char bracket)
{
    begin(json);
    cdt_buf_char(json->out, bracket);
    json->depth++;
    json->first = true;
}

void cdt_json_close(cdt_json *json, char bracket)
{
    json->depth--;
    if (!json->first)
        new_line(json);
    cdt_buf_char(json->out, bracket);
    json->first = false;
}

static void put_rune(cdt_buf *out, int rune)
{
    static const char letters[] = { ['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f', ['\r'] = 'r' };

    if (rune < 0)
        rune = 0xFFFD;
    if (rune == '"' || rune == '\\')
        cdt_buf_printf(out, "\\%c", rune);
    else if (rune < (int)sizeof letters && letters[rune])
        cdt_buf_printf(out, "\\%c", letters[rune]);
    else if (rune < 0x20 || (rune >= 0x7F && rune <= 0xFFFF && cdt_rune_unsafe(rune)))
        cdt_buf_printf(out, "\\u%04x", (unsigned)rune);
    else
        cdt_buf_rune(out, (unsigned)rune);
}

static void put_text(cdt_buf *out, cdt_str text)
{
    size_t at = 0;

    cdt_buf_char(out, '"');
    while (at < text.len) {
        size_t plain = at;
        while (plain < text.len && text.at[plain] >= 0x20 && text.at[plain] < 0x7F && text.at[plain] != '"' &&
               text.at[plain] != '\\')
            plain++;
        cdt_buf_put(out, cdt_str_slice(text, at, plain));
        at = plain;
        if (at < text.len)
            put_rune(out, cdt_utf8_next(text, &at));
    }
    cdt_buf_char(out, '"');
}

void cdt_json_key_str(cdt_json *json, cdt_str key)
{
    begin(json);
    put_text(json->out, key);
    cdt_buf_put_z(json->out, json->indent ? ": " : ":");
    json->after_key = true;
}

void cdt_json_key(cdt_json *json, const char *key)
{
    cdt_json_key_str(json, cdt_str_z(key));
}

void cdt_json_str(cdt_json *json, cdt_str text)
{
    begin(json);
    put_text(json->out, text);
}

void cdt_json_z(cdt_json *json, const char *text)
{
    if (text)
        cdt_json_str(json, cdt_str_z(text));
    else
        cdt_json_null(json);
}

void cdt_json_int(cdt_json *json, int64_t value)
{
    begin(json);
    cdt_buf_printf(json->out, "%lld", (long long)value);
}

void cdt_json_bool(cdt_json *json, bool value)
{
    cdt_json_raw(json, value ? CDT_STR("true") : CDT_STR("false"));
}

void cdt_json_null(cdt_json *json)
{
    cdt_json_raw(json, CDT_STR("null"));
}

void cdt_json_raw(cdt_json *json, cdt_str value)
{
    begin(json);
    cdt_buf_put(json->out, value);
}

void cdt_json_put_z(cdt_json *json, const char *key, const char *text)
{
    cdt_json_key(json, key);
    cdt_json_z(json, text);
}

void cdt_json_put_str(cdt_json *json, const char *key, cdt_str text)
{
    cdt_json_key(json, key);
    cdt_json_str(json, text);
}

void cdt_json_put_int(cdt_json *json, const char *key, int64_t value)
{
    cdt_json_key(json, key);
    cdt_json_int(json, value);
}

void cdt_json_put_bool(cdt_json *json, const char *key, bool value)
{
    cdt_json_key(json, key);
    cdt_json_bool(json, value);
}
