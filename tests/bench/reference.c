/* What speed is held against, as processes of their own, linked as the program is:
 *   reference                         ends at once
 *   reference events [FILE...]        libyaml's event loop and nothing else, over files or standard input
 *   reference events-of LIST          the same over the files that LIST names, one a line
 */
#include <stdio.h>
#include <string.h>
#include <yaml.h>

static unsigned long count;

static int events(FILE *file)
{
    yaml_parser_t parser;
    yaml_event_t event;
    int more = 1, good = 1;

    if (!yaml_parser_initialize(&parser))
        return 0;
    yaml_parser_set_input_file(&parser, file);
    while (more && (good = yaml_parser_parse(&parser, &event))) {
        more = event.type != YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
        count++;
    }
    yaml_parser_delete(&parser);
    return good;
}

static int events_of_file(const char *path)
{
    FILE *file = fopen(path, "r");
    int good = file && events(file);

    if (file)
        fclose(file);
    return good;
}

static int events_of_list(const char *path)
{
    FILE *list = fopen(path, "r");
    char line[4096];
    int good = list != NULL;

    while (good && fgets(line, sizeof line, list)) {
        line[strcspn(line, "\n")] = '\0';
        good = events_of_file(line);
    }
    if (list)
        fclose(list);
    return good;
}

int main(int argc, char **argv)
{
    int good = 1;

    if (argc > 1 && strcmp(argv[1], "events") == 0 && argc == 2)
        good = events(stdin);
    for (int i = 2; i < argc && good; i++)
        good = strcmp(argv[1], "events-of") == 0 ? events_of_list(argv[i]) : events_of_file(argv[i]);
    if (count)
        printf("%lu events\n", count);
    return !good;
}
