#include "yaml/hint.h"

/* The value of a line `key: value` or `- key: value` or `- value`: where it begins, or the line's length. */
static size_t value_at(cdt_str line)
{
    size_t at = 0, colon;

    while (at < line.len && (line.at[at] == ' ' || (line.at[at] == '-' && at + 1 < line.len && line.at[at + 1] == ' ')))
        at++;
    colon = cdt_str_find(line, CDT_STR(": "), at);
    if (colon != (size_t)-1 && line.at[at] != '"' && line.at[at] != '\'')
        at = colon + 2;
    while (at < line.len && line.at[at] == ' ')
        at++;
    return at;
}

static bool holds(const char *text, const char *part)
{
    return text && strstr(text, part);
}

/* `value` between single quotes, as YAML wants it. */
static const char *quoted(cdt_str value, cdt_arena *arena)
{
    char *out = cdt_alloc(arena, value.len * 2 + 3), *at = out;

    *at++ = '\'';
    for (size_t i = 0; i < value.len; i++) {
        if (value.at[i] == '\'')
            *at++ = '\'';
        *at++ = value.at[i];
    }
    *at = '\'';
    return out;
}

/* The value at byte `at` of a line: in brackets up to the comma or bracket that ends it, else to the end of the line. */
static cdt_str value_from(cdt_str line, size_t at)
{
    bool flow = false;
    int depth = 0;
    size_t end = at;

    for (size_t i = 0; i < at; i++)
        flow |= line.at[i] == '{' || line.at[i] == '[';
    for (; end < line.len; end++) {
        char c = line.at[end];
        if (flow && depth == 0 && (c == ',' || c == '}' || c == ']'))
            break;
        depth += (c == '(' || c == '{' || c == '[') - (c == ')' || c == '}' || c == ']');
    }
    return cdt_str_trim(cdt_str_slice(line, at, end));
}

typedef struct opening {
    char first;
    cdt_code code;
    const char *why;
} opening;

/* Characters that mean something to YAML at the beginning of a value. */
static const opening openings[] = {
    { '!', CDT_TAG, "a value that begins with ! is read as a YAML tag" },
    { '"', CDT_YAML_SYNTAX, "text goes on after the closing quote" },
    { '\'', CDT_YAML_SYNTAX, "text goes on after the closing quote" },
    { '{', CDT_YAML_SYNTAX, "a value that begins with { is read as a mapping" },
    { '[', CDT_YAML_SYNTAX, "a value that begins with [ is read as a list" },
    { '@', CDT_YAML_SYNTAX, "a value cannot begin with @" },
    { '`', CDT_YAML_SYNTAX, "a value cannot begin with `" },
    { '%', CDT_YAML_SYNTAX, "a value cannot begin with %" },
    { '*', CDT_BAD_ALIAS, "a value that begins with * is read as an alias" },
    { '&', CDT_BAD_ALIAS, "a value that begins with & is read as an anchor" },
};

static const char *opening_hint(const cdt_yaml_error *error, cdt_arena *arena, cdt_code *code, size_t *column)
{
    size_t at = value_at(error->line);
    cdt_str value = cdt_str_trim(cdt_str_slice(error->line, at, error->line.len));

    if (!value.len || value.len > 200 || error->at_end)
        return NULL;
    for (size_t i = 0; i < sizeof openings / sizeof openings[0]; i++) {
        if (value.at[0] != openings[i].first)
            continue;
        if ((value.at[0] == '{' || value.at[0] == '[') && error->column <= at)
            return NULL;
        *code = openings[i].code;
        *column = at;
        return cdt_format(arena, "%s; to have it as text, put quotes around the whole value: %s", openings[i].why,
                          quoted(value, arena));
    }
    return NULL;
}

const char *cdt_yaml_hint(const cdt_yaml_error *error, cdt_arena *arena, cdt_code *code, size_t *column)
{
    const char *hint;

    *code = CDT_YAML_SYNTAX;
    *column = error->column;
    if (error->column < error->line.len && error->line.at[error->column] == '\t')
        return "a tab stands where YAML wants blanks; indent with blanks";
    if (holds(error->context, "scanning a tag")) {
        *code = CDT_TAG;
        return cdt_format(arena,
                          "a value that begins with ! is read as a YAML tag; to have it as text, put quotes around "
                          "the whole value: %s",
                          quoted(value_from(error->line, error->column), arena));
    }
    if (holds(error->context, "quoted scalar") && holds(error->problem, "escape"))
        return "in double quotes a backslash begins an escape, and this one means no character; write \\\\ for a "
               "backslash, or use single quotes";
    if (holds(error->context, "quoted scalar"))
        return "the quotation that begins here is never closed; add the closing quote";
    hint = opening_hint(error, arena, code, column);
    if (hint)
        return hint;
    if (holds(error->problem, "mapping values are not allowed")) {
        cdt_str value = cdt_str_trim(cdt_str_slice(error->line, value_at(error->line), error->line.len));
        if (value.len && value.len <= 200 && cdt_str_find(value, CDT_STR(": "), 0) != (size_t)-1)
            return cdt_format(arena, "a second \": \" on the line is read as a key; put quotes around the value: %s",
                              quoted(value, arena));
        return "a key stands where none can be; check the indentation of this line and the one above";
    }
    if (holds(error->problem, "could not find expected ':'"))
        return "a key without a colon, or text that is indented too little; write `key: value`, or indent it further";
    if (holds(error->problem, "expected <document start>"))
        return "text goes on after the end of what begins the file; is a bracket or quotation closed too early?";
    if (error->at_end)
        return "what begins here is never closed, and the text ends; is the file whole?";
    if (holds(error->problem, "expected ',' or"))
        return "a list or mapping in brackets is not closed, or lacks a comma; close it, or write it one item a line";
    if (holds(error->problem, "expected <block end>") || holds(error->problem, "expected '-' indicator") ||
        holds(error->problem, "did not find expected key"))
        return "this line does not fit the indentation of the lines above; items of one list or mapping begin in one "
               "column";
    return cdt_format(arena, "this is not YAML: %s%s%s", error->context ? error->context : "",
                      error->context ? ", " : "", error->problem ? error->problem : "cannot be read");
}
