/* bytes.h - what the bytes of a text are, found in one pass: whether YAML allows them all, and how it may be read. */
#ifndef CDT_YAML_BYTES_H
#define CDT_YAML_BYTES_H

#include <stdbool.h>

#include "base/str.h"

typedef struct cdt_bytes {
    size_t
        good; /* so many are UTF-8 that YAML 1.1 (5.1) allows; if not all, the byte behind them is the first that is not */
    bool wide; /* there are characters of several bytes */
    bool odd;  /* and among them NEL, LS or PS, which end lines, or byte order marks */
} cdt_bytes;

cdt_bytes cdt_bytes_of(cdt_str text);

#endif
