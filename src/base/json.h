/* json.h - writing JSON: a streaming writer, so that equal input gives equal bytes. It sees to commas, indentation and
 * escapes; a byte that is not UTF-8 becomes U+FFFD. Reading JSON is not done here.
 *
 *     cdt_json json = cdt_json_to(&buf, 2);
 *     cdt_json_open(&json, '{');
 *     cdt_json_key(&json, "line");
 *     cdt_json_int(&json, 12);
 *     cdt_json_close(&json, '}');
 */
#ifndef CDT_BASE_JSON_H
#define CDT_BASE_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"

typedef struct cdt_json {
    cdt_buf *out;
    unsigned indent; /* blanks a level; 0 writes all on one line */
    unsigned depth;
    bool first; /* nothing was written at this depth yet */
    bool after_key;
} cdt_json;

cdt_json cdt_json_to(cdt_buf *out, unsigned indent);

/* '{' or '[', and the matching '}' or ']'. */
void cdt_json_open(cdt_json *json, char bracket);
void cdt_json_close(cdt_json *json, char bracket);

void cdt_json_key(cdt_json *json, const char *key);
void cdt_json_key_str(cdt_json *json, cdt_str key);

void cdt_json_str(cdt_json *json, cdt_str text);
void cdt_json_z(cdt_json *json, const char *text); /* NULL writes null */
void cdt_json_int(cdt_json *json, int64_t value);
void cdt_json_bool(cdt_json *json, bool value);
void cdt_json_null(cdt_json *json);

/* Text that is a JSON value already (a number as it was written). */
void cdt_json_raw(cdt_json *json, cdt_str value);

/* Key and value in one call. */
void cdt_json_put_z(cdt_json *json, const char *key, const char *text);
void cdt_json_put_str(cdt_json *json, const char *key, cdt_str text);
void cdt_json_put_int(cdt_json *json, const char *key, int64_t value);
void cdt_json_put_bool(cdt_json *json, const char *key, bool value);

#endif
