/* format.h - "...".format([...]), and building text within the budget. */
#ifndef CEL_FORMAT_H
#define CEL_FORMAT_H

#include "base/buf.h"
#include "cel/state.h"

/* What was built, as a value; frees the buffer. */
cel_value cel_text_finish(cel_state *state, cdt_buf *buf);

cel_value cel_format_text(cel_state *state, const cel_ast *call, cdt_str format, cel_value items);

#endif
