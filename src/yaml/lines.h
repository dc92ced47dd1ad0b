/* lines.h - lines of YAML text, counted as libyaml counts them: LF, CR, CR LF, NEL, LS and PS each end one. */
#ifndef CDT_YAML_LINES_H
#define CDT_YAML_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* How many bytes of a line end stand at byte `at`; 0 where there is none. */
size_t cdt_line_end(cdt_str text, size_t at);

/* Line (from 0) and column (from 0, in characters) of byte `offset`, by reading up to it. */
void cdt_line_of(cdt_str text, size_t offset, size_t *line, size_t *column);

/* Where each line begins. */
typedef struct cdt_line_index {
    size_t count;
    uint32_t starts[];
} cdt_line_index;

/* The lines of a text: their index is made on the first question, so that text without problems is never indexed. Several threads
 * may ask of the same lines. Zero but for the text to begin with. */
typedef struct cdt_lines {
    cdt_str text;
    _Atomic(cdt_line_index *) index; /* NULL until asked */
} cdt_lines;

const cdt_line_index *cdt_lines_index(cdt_lines *lines);
void cdt_lines_free(cdt_lines *lines);

/* Line `number` (from 0), without its end, and the byte at which it begins. false: there are not so many. */
bool cdt_lines_at(cdt_lines *lines, size_t number, cdt_str *line, size_t *start);

#endif
