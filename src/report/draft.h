/* draft.h - a draft as it was read, for people and for programs: `concordat read`. */
#ifndef CDT_REPORT_DRAFT_H
#define CDT_REPORT_DRAFT_H

#include "base/json.h"
#include "concordat/draft.h"
#include "report/layout.h"

/* One line on how well it could be read, and a line for each problem. */
void cdt_draft_put_health(cdt_layout *layout, const cdt_draft *draft);

/* The same in one line, without the file: "text, 931 words, 78 clauses (64 numbered), ..."; lives in the arena. */
const char *cdt_draft_health_line(const cdt_draft *draft, cdt_arena *arena);

/* What stands in it: definitions, references, parties, values, placeholders, remarks, facts; what there is none of is left
 * out. */
void cdt_draft_put_lists(cdt_layout *layout, const cdt_draft *draft);

/* The whole of draft.h as one JSON object, concordat.draft/v1. */
void cdt_draft_put_json(cdt_json *json, const cdt_draft *draft);

/* How well it could be read: part of the JSON report too. */
void cdt_draft_put_health_json(cdt_json *json, const cdt_draft *draft);

#endif
