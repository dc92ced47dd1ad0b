/* lines.h - lines of YAML text, counted as libyaml counts them: LF, CR, CR LF, NEL, LS and PS each end one. */
#ifndef CDT_YAML_LINES_H
#define CDT_YAML_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/* How many bytes of a line end stand at byte `at`; 0 where there is none. */
size_t cdt_line_end(cdt_str text, size_t at);

/* Line (from 0) and column (from 0, in characters) of byte `offset`, by reading up to it. */
void cdt_line_of(cdt_str text, size_t offset, size_t *line, size_t *column);

/* Where each line begins: made on the first question, so that text without problems is never indexed. */
typedef struct cdt_lines {
    cdt_str text;
    cdt_arena *arena;
    uint32_t *starts; /* NULL until asked */
    size_t count;
} cdt_lines;

/* Line `index` (from 0), without its end, and the byte at which it begins. false: there are not so many. */
bool cdt_lines_at(cdt_lines *lines, size_t index, cdt_str *line, size_t *start);

#endif
