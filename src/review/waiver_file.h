/* waiver_file.h - the inside of a file of waivers, and what it shares with the waivers of a description. */
#ifndef CDT_REVIEW_WAIVER_FILE_H
#define CDT_REVIEW_WAIVER_FILE_H

#include "concordat/waivers.h"
#include "yaml/schema.h"

struct cdt_waiver_file {
    cdt_schemas schemas;
    cdt_document document;
    const cdt_node *list;
    cdt_waiver *waivers; /* as cdt_waiver_file_at() has given them */
};

/* The waiver that a mapping states, with its state on the day `as_of`; texts go to the arena. */
cdt_waiver cdt_waiver_of(const cdt_document *document, const cdt_node *node, cdt_day as_of, cdt_arena *arena);

#endif
