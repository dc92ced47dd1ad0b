/* beside.h - what a draft says otherwise than its description, beyond the plain facts of first_facts.h: other parties, other
 * shares and sums, duties in what is not to bind. Names are compared generously, and where it is not sure what is meant,
 * nothing is told. */
#ifndef CDT_REVIEW_BESIDE_H
#define CDT_REVIEW_BESIDE_H

#include "agreement/agreement.h"
#include "concordat/draft.h"

typedef struct cdt_difference {
    const char *path;       /* "parties", "finance", "agreement": a condition that reads it is told of the difference */
    const cdt_node *stated; /* of the agreement */
    cdt_stretch at;         /* of the draft */
    size_t clause;
    const char *description, *draft; /* what each says, as the ends of two sentences: "... says", "... says" */
} cdt_difference;

/* All of them, in `arena`; they point into the agreement. */
const cdt_difference *cdt_beside(const cdt_agreement *agreement, const cdt_draft *draft, cdt_arena *arena,
                                 size_t *count);

#endif
