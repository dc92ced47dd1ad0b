/* encoding.h - text files in the encodings that they come in, as UTF-8. */
#ifndef CDT_DRAFT_ENCODING_H
#define CDT_DRAFT_ENCODING_H

#include "base/buf.h"
#include "base/str.h"

/* The bytes in UTF-8: as they are where they are that, else converted into `made` (UTF-16 with a byte order mark, otherwise
 * Windows-1252, which every byte string is). `*was`: what it was, NULL where it was UTF-8. */
cdt_str cdt_text_decode(cdt_buf *made, cdt_str bytes, const char **was);

#endif
