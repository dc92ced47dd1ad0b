/* Prints the parts of concordat(1) that say what a table says, as items of an mdoc list: commands, options or limits.
 * tests/house/manual.sh holds the page to it. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/limits.h"

/* Text as mdoc, a sentence a line; a line never begins with a control character. */
static void text(const char *s, int capital)
{
    for (const char *c = s; *c; c++) {
        int begins = c == s || c[-1] == '\n' || (c > s + 1 && strncmp(c - 2, ". ", 2) == 0);
        if (begins && strchr(".'", *c))
            fputs("\\&", stdout);
        if (*c == '\\')
            fputs("\\e", stdout);
        else if (*c == '\n')
            fputs("\n.Pp\n", stdout);
        else if (c > s && c[-1] == '.' && *c == ' ')
            putchar('\n');
        else
            putchar(c == s && capital ? toupper((unsigned char)*c) : *c);
    }
}

static void command(const char *name, const char *operands, const char *what)
{
    printf(".It Ic %s", name);
    for (const char *word = operands; *word; word += strcspn(word, " "), word += strspn(word, " "))
        printf(" Ar %.*s", (int)strcspn(word, " "), word);
    putchar('\n');
    text(what, 1);
    putchar('\n');
}

static void option(const char *name, char letter, const char *argument, const char *choices, const char *commands,
                   const char *help)
{
    printf(".It ");
    if (letter)
        printf("Fl %c , ", letter);
    printf("Fl -%s", name);
    if (argument != NULL)
        printf(*choices ? " Cm %s" : " Ar %s", *choices ? choices : argument);
    putchar('\n');
    text(help, 1);
    puts(".");
    if (strcmp(commands, "*") != 0) {
        printf("For");
        for (const char *c = commands; *c; c += strcspn(c, ","), c += *c == ',')
            printf("\n.Ic %.*s%s", (int)strcspn(c, ","), c, strchr(c, ',') ? " ," : " .");
        putchar('\n');
    }
}

static void limit(long long value, const char *what)
{
    if (value >= 1 << 20 && value % (1 << 20) == 0)
        printf(".It %lld Mi\n", value >> 20);
    else
        printf(".It %lld\n", value);
    text(what, 0);
    putchar('\n');
}

int main(int argc, char **argv)
{
    const char *table = argc == 2 ? argv[1] : "";

    if (strcmp(table, "commands") == 0) {
#define COMMAND(function, name, operands, least, most, title, what) command(name, operands, what);
#include "cli/commands.def"
    } else if (strcmp(table, "options") == 0) {
#define OPTION(id, name, letter, argument, choices, commands, help) \
    option(name, letter, argument, choices, commands, help);
#include "cli/options.def"
    } else if (strcmp(table, "limits") == 0) {
#define LIMIT(name, value, what) limit(value, what);
        CDT_LIMITS(LIMIT)
    } else {
        fputs("usage: manual_tables commands|options|limits\n", stderr);
        return 2;
    }
    return 0;
}
