/* quick_parts.h - what the files of quick.h share. Functions that return bool return false where libyaml has to read the
 * document. */
#ifndef CDT_YAML_QUICK_PARTS_H
#define CDT_YAML_QUICK_PARTS_H

#include "base/limits.h"
#include "base/utf8.h"
#include "yaml/build.h"

/* A mapping or list by indentation that is open. */
typedef struct cdt_quick_level {
    cdt_node *node;
    size_t base;                       /* where its children begin in the build */
    uint32_t column;                   /* of its keys or dashes, from 0 */
    bool beside;                       /* a list whose dashes stand right under the key that it is the value of */
    bool awaits;                       /* a key or a dash was read, and not yet its value */
    cdt_build_key key;                 /* of a mapping: that key */
    uint32_t after_line, after_column; /* where the value stands if there is none: right behind the colon or dash */
} cdt_quick_level;

typedef struct cdt_quick {
    cdt_build build;
    char *at;            /* in a copy of the text, which scalars stay in; it ends in a NUL, and has none before */
    char *line_at;       /* where its line begins */
    uint32_t line;       /* which of the file it is */
    bool wide;           /* there are characters of several bytes: columns are counted */
    const char *counted; /* as far as here on the line, */
    uint32_t columns;    /* which are so many */
    char *end;           /* of the last scalar: it gets a NUL once what stands there was read */
    bool opened;         /* `---` was read */
    size_t depth;
    cdt_quick_level levels[CDT_MAX_DEPTH];
} cdt_quick;

/* A scalar that was read, where it begins, and how many columns it takes: 1 where it goes over several lines. */
typedef struct cdt_quick_scalar {
    char *at, *end;
    cdt_style style;
    uint32_t line, column, length; /* column from 0 */
} cdt_quick_scalar;

/* The column (from 0) of `at`, which does not stand before the last one that was asked for on the line. */
static inline uint32_t cdt_quick_column(cdt_quick *q, const char *at)
{
    if (!q->wide)
        return (uint32_t)(at - q->line_at);
    q->columns += (uint32_t)cdt_utf8_count((cdt_str){ q->counted, (size_t)(at - q->counted) });
    q->counted = at;
    return q->columns;
}

/* Past a line end; false where none stands here, which is no reason to give up. */
static inline bool cdt_quick_newline(cdt_quick *q)
{
    char *at = q->at + (q->at[0] == '\r' && q->at[1] == '\n');

    if (*at != '\n')
        return false;
    q->at = q->line_at = at + 1;
    q->counted = q->line_at;
    q->columns = 0;
    q->line++;
    return true;
}

/* What must follow the - or : that is an indicator. A tab may follow too, but is not for us. */
static inline bool cdt_quick_gap(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\0';
}

static inline void cdt_quick_spaces(cdt_quick *q)
{
    while (*q->at == ' ')
        q->at++;
}

/* From the # of a comment to the end of its line. */
void cdt_quick_comment(cdt_quick *q);

/* Read the plain or quoted scalar that begins here, up to what ends it; blanks behind a plain one are passed. Further lines
 * of it begin in column `indent` (from 0, but 1 at least) or right of it; in brackets (`flow`) a plain one has none. */
bool cdt_quick_scalar_at(cdt_quick *q, bool flow, uint32_t indent, cdt_quick_scalar *scalar);

/* Read what | or > begins, up to the line that is no longer part of it. `indent` is the column that it must be right of. */
bool cdt_quick_block_at(cdt_quick *q, uint32_t indent, cdt_quick_scalar *scalar);

/* The node of a scalar. */
cdt_node *cdt_quick_node(cdt_quick *q, const cdt_quick_scalar *scalar);

/* The key that a scalar is which ends here: false where it may not be one. */
bool cdt_quick_key(cdt_quick *q, const cdt_quick_scalar *scalar, cdt_build_key *key);

/* Read what [ or { begins, which becomes the next child of what is open. `depth` is how many lists and mappings it stands in;
 * `key` is its own, NULL in a list. */
bool cdt_quick_flow_at(cdt_quick *q, const cdt_build_key *key, size_t depth);

/* Is no key of a mapping that was closed given twice? */
bool cdt_quick_distinct(const cdt_node *map);

#endif
