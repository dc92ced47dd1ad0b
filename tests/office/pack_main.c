/* A Word or OpenDocument file from the text of its parts: pack_file PARTS FILE. */
#include <stdio.h>

#include "office/pack.h"

int main(int argc, char **argv)
{
    FILE *parts = argc == 3 ? fopen(argv[1], "rb") : NULL, *file = argc == 3 ? fopen(argv[2], "wb") : NULL;
    pack made = { .deflate = true };
    cdt_buf text = { 0 };
    char piece[4096];
    size_t got;
    cdt_str whole;

    if (!parts || !file)
        return 2;
    while ((got = fread(piece, 1, sizeof piece, parts)) > 0)
        cdt_buf_put(&text, (cdt_str){ piece, got });
    pack_parts(&made, cdt_buf_str(&text));
    whole = pack_end(&made);
    got = fwrite(whole.at, 1, whole.len, file);
    fclose(parts);
    pack_free(&made);
    cdt_buf_free(&text);
    return fclose(file) || got == 0;
}
