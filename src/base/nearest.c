#include "base/nearest.h"

#define LONGEST 64

static char folded(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (char)(c - 'A' + 'a');
    return c == '-' || c == ' ' ? '_' : c;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Optimal string alignment distance: insert, delete, change, swap of two neighbours. Both are LONGEST bytes at most. */
static size_t distance(cdt_str a, cdt_str b)
{
    size_t rows[3][LONGEST + 1];

    for (size_t j = 0; j <= b.len; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        size_t *row = rows[i % 3], *last = rows[(i + 2) % 3], *older = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            char x = folded(a.at[i - 1]), y = folded(b.at[j - 1]);
            row[j] = least(least(last[j] + 1, row[j - 1] + 1), last[j - 1] + (x != y));
            if (i > 1 && j > 1 && x == folded(b.at[j - 2]) && folded(a.at[i - 2]) == y)
                row[j] = least(row[j], older[j - 2] + 1);
        }
    }
    return rows[a.len % 3][b.len];
}

void cdt_nearest_try(cdt_nearest *nearest, cdt_str known)
{
    cdt_str word = nearest->word;
    size_t longer = word.len > known.len ? word.len : known.len;
    size_t gap = longer - least(word.len, known.len);
    size_t most = least(2, longer / 3), found;

    if (longer > LONGEST || gap > most)
        return;
    found = distance(word, known);
    if (found > most || (nearest->best.len && found > nearest->distance))
        return;
    if (nearest->best.len && found == nearest->distance && cdt_str_cmp(known, nearest->best) >= 0)
        return; /* of two that are as near the first by letters, in whatever order they were tried */
    nearest->best = known;
    nearest->distance = found;
}
