#include "cli/options.h"

#include "base/buf.h"
#include "base/nearest.h"

const cdt_option cdt_option_table[CDT_OPTIONS] = {
#define OPTION(id, ...) { __VA_ARGS__ },
#include "cli/options.def"
#undef OPTION
};

/* The next word of a list; false at its end. */
static bool next_word(cdt_str *list, char separator, cdt_str *word)
{
    size_t end = 0;

    if (!list->len)
        return false;
    while (end < list->len && list->at[end] != separator)
        end++;
    *word = cdt_str_slice(*list, 0, end);
    *list = cdt_str_slice(*list, end + 1, list->len);
    return true;
}

bool cdt_option_belongs(const cdt_option *option, const char *command)
{
    cdt_str list = cdt_str_z(option->commands), word;

    while (next_word(&list, ',', &word))
        if (cdt_str_is_z(word, "*") || cdt_str_is_z(word, command))
            return true;
    return false;
}

int cdt_choice(const char *choices, const char *word)
{
    cdt_str list = cdt_str_z(choices), choice;

    for (int i = 0; next_word(&list, '|', &choice); i++)
        if (cdt_str_is_z(choice, word))
            return i;
    return -1;
}

const char *cdt_did_you_mean(cdt_arena *arena, const char *word, const char *known, char separator)
{
    cdt_nearest nearest = { .word = cdt_str_z(word) };
    cdt_str list = cdt_str_z(known), one;

    while (next_word(&list, separator, &one))
        cdt_nearest_try(&nearest, one);
    return nearest.best.len ? cdt_format(arena, "; did you mean `%.*s`?", CDT_ARGS(nearest.best)) : "";
}

typedef struct parser {
    cdt_options *options;
    cdt_arena *arena;
    const char *command;
    int argc, at;
    char **argv;
} parser;

static const cdt_option *find_long(cdt_str name, const char *command)
{
    for (size_t i = 0; i < CDT_OPTIONS; i++)
        if (cdt_str_is_z(name, cdt_option_table[i].name) &&
            (!command || cdt_option_belongs(&cdt_option_table[i], command)))
            return &cdt_option_table[i];
    return NULL;
}

static const cdt_option *find_letter(char letter, const char *command)
{
    for (size_t i = 0; i < CDT_OPTIONS; i++)
        if (cdt_option_table[i].letter == letter && cdt_option_belongs(&cdt_option_table[i], command))
            return &cdt_option_table[i];
    return NULL;
}

static const char *unknown_long(const parser *p, cdt_str name)
{
    cdt_nearest nearest = { .word = name };
    const cdt_option *elsewhere = find_long(name, NULL);

    if (elsewhere)
        return cdt_format(p->arena, "--%s is no option of %s, but of: %s", elsewhere->name, p->command,
                          elsewhere->commands);
    for (size_t i = 0; i < CDT_OPTIONS; i++)
        if (cdt_option_belongs(&cdt_option_table[i], p->command))
            cdt_nearest_try(&nearest, cdt_str_z(cdt_option_table[i].name));
    if (nearest.best.len)
        return cdt_format(p->arena, "unknown option --%.*s; did you mean --%.*s?", CDT_ARGS(name),
                          CDT_ARGS(nearest.best));
    return cdt_format(p->arena, "unknown option --%.*s", CDT_ARGS(name));
}

/* Keep one option. `inline_value` is what stands behind it in the same argument; NULL: the next argument is the value. */
static const char *keep(parser *p, const cdt_option *option, const char *inline_value)
{
    const char *value = NULL;

    if (option->argument) {
        value = inline_value ? inline_value : p->at < p->argc ? p->argv[p->at++] : NULL;
        if (!value)
            return cdt_format(p->arena, "--%s wants %s behind it", option->name, option->argument);
        if (*option->choices && cdt_choice(option->choices, value) < 0)
            return cdt_format(p->arena, "--%s wants one of %s, not `%s`%s", option->name, option->choices, value,
                              cdt_did_you_mean(p->arena, value, option->choices, '|'));
    }
    p->options->given[p->options->count++] =
        (cdt_given){ .id = (cdt_option_id)(option - cdt_option_table), .value = value };
    return NULL;
}

static const char *parse_long(parser *p, cdt_str text)
{
    size_t equals = cdt_str_find(text, CDT_STR("="), 0);
    cdt_str name = cdt_str_slice(text, 0, equals);
    const cdt_option *option = find_long(name, p->command);
    const char *value = equals == (size_t)-1 ? NULL : text.at + equals + 1;

    if (!option)
        return unknown_long(p, name);
    if (value && !option->argument)
        return cdt_format(p->arena, "--%s takes no value", option->name);
    return keep(p, option, value);
}

/* Letters behind one dash: the first that takes a value takes the rest. */
static const char *parse_letters(parser *p, const char *letters)
{
    const char *wrong = NULL;

    for (; *letters && !wrong; letters++) {
        const cdt_option *option = find_letter(*letters, p->command);
        if (!option)
            return cdt_format(p->arena, "unknown option -%c", *letters);
        if (option->argument)
            return keep(p, option, letters[1] ? letters + 1 : NULL);
        wrong = keep(p, option, NULL);
    }
    return wrong;
}

const char *cdt_options_parse(cdt_options *options, cdt_arena *arena, const char *command, int argc, char **argv)
{
    parser p = { options, arena, command, argc, 0, argv };
    const char *wrong = NULL;
    bool only_operands = false;
    size_t letters = 0;

    for (int i = 0; i < argc; i++)
        letters += strlen(argv[i]); /* -qqq is three */
    options->given = CDT_NEW_ARRAY(arena, cdt_given, letters + 1);
    options->operands = CDT_NEW_ARRAY(arena, const char *, (size_t)argc + 1);
    while (p.at < argc && !wrong) {
        const char *text = argv[p.at++];
        if (only_operands || text[0] != '-' || !text[1])
            options->operands[options->operand_count++] = text;
        else if (text[1] != '-')
            wrong = parse_letters(&p, text + 1);
        else if (text[2])
            wrong = parse_long(&p, cdt_str_z(text + 2));
        else
            only_operands = true;
    }
    return wrong;
}

const cdt_given *cdt_options_each(const cdt_options *options, cdt_option_id id, size_t *at)
{
    while (*at < options->count)
        if (options->given[(*at)++].id == id)
            return &options->given[*at - 1];
    return NULL;
}

const char *cdt_options_next(const cdt_options *options, cdt_option_id id, size_t *at)
{
    const cdt_given *given = cdt_options_each(options, id, at);

    return !given ? NULL : given->value ? given->value : "";
}

bool cdt_options_has(const cdt_options *options, cdt_option_id id)
{
    size_t at = 0;

    return cdt_options_next(options, id, &at) != NULL;
}

const char *cdt_options_last(const cdt_options *options, cdt_option_id id)
{
    const char *last = NULL, *value;
    size_t at = 0;

    while ((value = cdt_options_next(options, id, &at)))
        last = value;
    return last;
}

int cdt_options_choice(const cdt_options *options, cdt_option_id id, int otherwise)
{
    const char *value = cdt_options_last(options, id);

    return value ? cdt_choice(cdt_option_table[id].choices, value) : otherwise;
}
