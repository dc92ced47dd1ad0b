/* reads.h - which facts the conditions and messages of checklists read at all. */
#ifndef CDT_REVIEW_READS_H
#define CDT_REVIEW_READS_H

#include "concordat/checklist.h"
#include "yaml/schema.h"

typedef struct cdt_reads {
    const cdt_library *library;
    bool *read; /* by the number of a schema of agreements */
} cdt_reads;

/* Of all checks of these checklists, in the arena. */
cdt_reads cdt_reads_of(const cdt_checklist *const *lists, size_t count, cdt_arena *arena);

/* Is a fact of this schema read? What lies in others is read only where those are. */
bool cdt_reads_has(const cdt_reads *reads, const cdt_schema *schema);

#endif
