/* typed.h - values and types as the conformance tests write them: {"int": "-5"}, {"list": "int"}. */
#ifndef CONFORMANCE_TYPED_H
#define CONFORMANCE_TYPED_H

#include <jansson.h>

#include "base/buf.h"
#include "cel/type.h"
#include "cel/value.h"

cel_value typed_value(cdt_arena *arena, const json_t *json);

/* Same value of the same type; any NaN equals any NaN, and the sign of a zero does not matter. */
bool typed_equal(cel_value value, const json_t *wanted);

void typed_write(cdt_buf *out, cel_value value);

/* "list(int)", valid until the next call. */
const char *typed_type_text(const json_t *json);

void typed_env(cdt_arena *arena, const json_t *json, cel_env *env);

#endif
