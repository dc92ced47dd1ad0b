/* diag.h - places in input files, and problems found there.
 *
 * A problem in a user's file is data: it is collected with its place and never printed where it is found, and reading goes
 * on, so that one run shows all of them. Mistakes of the programmer are assertions.
 */
#ifndef CONCORDAT_DIAG_H
#define CONCORDAT_DIAG_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Where something stands in a file. Lines and columns start at 1, 0 is unknown; columns and lengths count characters
 * (code points), as libyaml's marks do. The file's name belongs to whoever made the place. */
typedef struct cdt_place {
    const char *file;
    unsigned line, column;
    unsigned length; /* characters to underline from there */
} cdt_place;

typedef enum cdt_level { CDT_NOTE, CDT_WARNING, CDT_ERROR } cdt_level;

/* "note", "warning", "error" */
const char *cdt_level_name(cdt_level level);

/* What kind of problem: one row each in codes.def. */
typedef enum cdt_code {
#define CODE(identifier, label, level, text) CDT_##identifier,
#include "concordat/codes.def"
#undef CODE
    CDT_CODES
} cdt_code;

/* The stable label ("duplicate-key"), the usual level, and the sentence that the manual prints. */
const char *cdt_code_label(cdt_code code);
cdt_level cdt_code_level(cdt_code code);
const char *cdt_code_text(cdt_code code);

typedef struct cdt_diag {
    cdt_code code;
    cdt_level level;
    cdt_place place;     /* place.line is 0 where the problem is with the file as a whole */
    const char *message; /* what was wanted, what was seen, what to do; no line break */
    const char *excerpt; /* the line at the place, without its line end; NULL where there is none */
} cdt_diag;

/* A collection of problems, in the order found. It owns its strings. */
typedef struct cdt_diags cdt_diags;

cdt_diags *cdt_diags_new(void);
void cdt_diags_free(cdt_diags *diags); /* NULL is allowed */
size_t cdt_diags_count(const cdt_diags *diags);
size_t cdt_diags_errors(const cdt_diags *diags);
const cdt_diag *cdt_diags_at(const cdt_diags *diags, size_t index);

/* Add a problem of the code's usual level. The message is printf's; `excerpt` may be NULL; both and the file's name are
 * copied. After 100 problems of a level the rest of that level is counted but not kept, and the last one kept says so. */
#if defined(__GNUC__)
__attribute__((format(printf, 5, 6)))
#endif
void cdt_diags_add(cdt_diags *diags, cdt_code code, cdt_place place, const char *excerpt, const char *message, ...);

/* Is the next problem of that level one whose message is not kept? Then it is not worth looking for a suggestion: what takes
 * time for each problem would take it for every line of a bad file. */
bool cdt_diags_full(const cdt_diags *diags, cdt_level level);

/* So many more errors were found than are kept: of problems that were counted elsewhere. */
void cdt_diags_count_errors(cdt_diags *diags, size_t more);

/* Out of memory: `handler` must not return (it may exit or jump); without one the process aborts. Set it before the first
 * other call; it serves the whole process. */
void cdt_on_out_of_memory(void (*handler)(void));

#ifdef __cplusplus
}
#endif
#endif
