/* fields.h - the fields of a JSON value that was read, each of the type that is wanted. What is not so is told once, with the
 * way to it ("reviews[3].outcomes[2].severity"); then everything reads as empty, and its caller looks at `failed` at the
 * end. */
#ifndef CDT_REPORT_FIELDS_H
#define CDT_REPORT_FIELDS_H

#include <jansson.h>

#include "base/arena.h"
#include "concordat/diag.h"

typedef struct cdt_fields_file {
    const char *name;
    unsigned line; /* on which the value begins */
    cdt_arena *arena;
    cdt_diags *diags;
    bool failed;
} cdt_fields_file;

/* A value and the way to it; on the stack of whoever reads it. */
typedef struct cdt_fields {
    cdt_fields_file *file;
    const struct cdt_fields *up; /* NULL: the whole */
    const char *key;             /* NULL: an element of a list */
    size_t index;
    const json_t *json; /* NULL: it is not there, or null */
} cdt_fields;

cdt_fields cdt_fields_of(cdt_fields_file *file, const json_t *json);

/* Something is wrong with a field; `key` NULL: with the value itself. */
#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
void cdt_fields_fail(const cdt_fields *of, const char *key, const char *format, ...);

/* Text in the arena; "" where it is null or missing. */
const char *cdt_field_text(const cdt_fields *of, const char *key);
const char *cdt_field_maybe(const cdt_fields *of, const char *key);  /* the same, but NULL */
const char *cdt_field_needed(const cdt_fields *of, const char *key); /* it has to be there and say something */

/* A whole number from 0 to `most`; 0 where it is missing. */
size_t cdt_field_number(const cdt_fields *of, const char *key, size_t most);

bool cdt_field_is(const cdt_fields *of, const char *key);

/* Which of the words of `name`, from 0 to `count` - 1, the text is; it has to be one. */
int cdt_field_word(const cdt_fields *of, const char *key, int count, const char *(*name)(int));

/* An object; its `json` is NULL where it is null or missing. */
cdt_fields cdt_field_object(const cdt_fields *of, const char *key);

/* A list, and its elements, which have to be objects. */
cdt_fields cdt_field_list(const cdt_fields *of, const char *key, size_t *count);
cdt_fields cdt_field_at(const cdt_fields *list, size_t index);

#endif
