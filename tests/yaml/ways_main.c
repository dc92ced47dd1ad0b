/* Reads YAML both ways (ways.h); they must find the same.
 *
 *     yaml_ways all LENGTH        every text of so many pieces or fewer, of the pieces below
 *     yaml_ways some COUNT SEED   so many texts that are made of longer pieces at random, the same for the same seed
 *     yaml_ways files FILE...     each file, whole, and with each of its lines left out or indented otherwise
 *
 * Prints how many were tried and how many of them were read without libyaml; the first that differs is told with how, and
 * status 1.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "yaml/ways.h"

enum { MOST = 1 << 20 };

static size_t tried, quick;

static void try(cdt_str text)
{
    char why[WAYS_WHY];

    tried++;
    quick += ways_quick(text);
    if (ways_agree(text, why))
        return;
    printf("%s, of:\n%.*s\n", why, CDT_ARGS(text));
    exit(1);
}

/* ---- every text of a few pieces ---- */

static const char *const pieces[] = { "a",  " ", "\n", ":", "-",  "#", "[",   "]",  "{",  "}",       ",",
                                      "\"", "'", "|",  ">", "\\", "?", "---", "\t", "\r", "\xC3\xA9" };

static void all_of(char *text, size_t at, unsigned length)
{
    try((cdt_str){ text, at });
    for (size_t i = 0; length && i < sizeof pieces / sizeof *pieces; i++) {
        size_t size = strlen(pieces[i]);
        memcpy(text + at, pieces[i], size);
        all_of(text, at + size, length - 1);
    }
}

/* ---- texts of longer pieces ---- */

static const char *const longer[] = {
    "a: ",
    "b: ",
    "c:",
    "d",
    "- ",
    "-",
    "\n",
    "\n",
    "\n",
    "\n  ",
    "\n  ",
    "\n    ",
    "\n   ",
    "\n ",
    "\n- ",
    "\n  - ",
    "\na: ",
    "\nb:",
    "\n  b: ",
    "\n    e: ",
    "\n  f: ",
    "[",
    "]",
    "{",
    "}",
    ", ",
    ",",
    ": ",
    ":",
    " # note",
    "#",
    "\n# note",
    "'",
    "\"",
    "''",
    "\\n",
    "\\\"",
    "\\x41",
    "null",
    "~",
    "1.5",
    "2026-11-22",
    "word word",
    "caf\xC3\xA9",
    "\xE2\x80\x99",
    "|",
    ">",
    "|-",
    ">+",
    "|2",
    "\n\n",
    " ",
    "  ",
    "---\n",
    "\n---",
    "...",
    "\t",
    "\r\n",
    "\r",
    "x:y",
    "x#y",
    "http://x",
    "-1",
    "--",
    "&a ",
    "*a",
    "!t ",
    "<<: ",
    "? ",
    "%",
    "@",
    "`",
    "=",
    "(x)",
    "{g: h}",
    "[i, j]",
    "{k: [l, m], n: {o: p}}",
    "\"q r\"",
    "'s''t'",
    "\"u\\\\v\"",
    "\xC2\x85",
    "\xE2\x80\xA8",
    "\xEF\xBB\xBF",
    "\xC2\xA0",
    "k:\n  - l\n  - m\n",
    "k:\n- l\n- m\n",
    "t: |\n  one\n   two\n\n  three\n",
    "t: >-\n  one\n  two\n\n\n  three\n\n",
    "- - x\n  - y\n",
    "- a: 1\n  b: 2\n",
    "long: [a,\n  b, {c: d,\n e: f}]\n",
};

static uint64_t state = 1;

static size_t below(size_t bound)
{
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return (size_t)((state * 2685821657736338717u) >> 33) % bound;
}

static void some(size_t count, uint64_t seed)
{
    static char text[4096];

    state = seed * 0x9E3779B97F4A7C15u + 1;
    while (count--) {
        size_t at = 0;
        for (size_t i = 1 + below(24); i; i--) {
            const char *piece = longer[below(sizeof longer / sizeof *longer)];
            memcpy(text + at, piece, strlen(piece));
            at += strlen(piece);
        }
        try((cdt_str){ text, at });
    }
}

/* ---- files ---- */

/* The text with a line left out, or with blanks before it, or without one. */
static void try_line(const char *text, size_t len, size_t from, size_t to, char *made)
{
    memcpy(made, text, from);
    memcpy(made + from, text + to, len - to);
    try((cdt_str){ made, len - (to - from) });
    for (unsigned blanks = 1; blanks <= 2; blanks++) {
        memset(made + from, ' ', blanks);
        memcpy(made + from + blanks, text + from, len - from);
        try((cdt_str){ made, len + blanks });
    }
    if (text[from] == ' ') {
        memcpy(made + from, text + from + 1, len - from - 1);
        try((cdt_str){ made, len - 1 });
    }
}

static void try_file(const char *path)
{
    static char text[MOST], made[MOST + 2];
    FILE *file = fopen(path, "rb");
    size_t len, lines = 0, number = 0;

    if (!file) {
        perror(path);
        exit(2);
    }
    len = fread(text, 1, sizeof text, file);
    fclose(file);
    try((cdt_str){ text, len });
    for (size_t i = 0; i < len; i++)
        lines += text[i] == '\n';
    for (size_t from = 0, to; from < len; from = to) {
        const char *end = memchr(text + from, '\n', len - from);
        to = end ? (size_t)(end - text) + 1 : len;
        if (number++ % (lines * len / MOST * 50 + 1) == 0) /* of a long one a few lines */
            try_line(text, len, from, to, made);
    }
}

int main(int argc, char **argv)
{
    static char text[4096];

    if (argc > 2 && strcmp(argv[1], "all") == 0)
        all_of(text, 0, (unsigned)atoi(argv[2]));
    else if (argc > 3 && strcmp(argv[1], "some") == 0)
        some(strtoul(argv[2], NULL, 10), strtoul(argv[3], NULL, 10));
    else if (argc > 2 && strcmp(argv[1], "files") == 0)
        for (int i = 2; i < argc; i++)
            try_file(argv[i]);
    else
        return 2;
    printf("%zu texts, %zu of them without libyaml\n", tried, quick);
    return 0;
}
