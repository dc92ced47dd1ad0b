/* hint.h - what a user most likely meant where libyaml stopped. */
#ifndef CDT_YAML_HINT_H
#define CDT_YAML_HINT_H

#include "base/arena.h"
#include "base/str.h"
#include "concordat/diag.h"

/* What libyaml said, and the line it was at. */
typedef struct cdt_yaml_error {
    const char *problem; /* libyaml's words */
    const char *context; /* may be NULL */
    cdt_str line;        /* the source line of the problem */
    size_t column;       /* byte of the line at which it was met */
    bool at_end;         /* the text ended too early */
} cdt_yaml_error;

/* A message for the user, in the arena, and the kind of problem. Where the message is about the value of the line, its
 * byte goes to `column`. */
const char *cdt_yaml_hint(const cdt_yaml_error *error, cdt_arena *arena, cdt_code *code, size_t *column);

#endif
