/* first_facts.h - the facts that a draft's words state for sure, held against the description: what it does not state they fill,
 * and where it states something else, that is a contradiction.
 *
 * The agreement itself never changes. Where something is filled, conditions see a copy of it. */
#ifndef CDT_REVIEW_FIRST_FACTS_H
#define CDT_REVIEW_FIRST_FACTS_H

#include "agreement/agreement.h"
#include "concordat/review.h"

/* A fact of the draft that stands in the copy. */
typedef struct cdt_filled {
    const cdt_node *node;
    const cdt_draft_fact *fact;
} cdt_filled;

/* A fact that the description states otherwise. */
typedef struct cdt_contradiction {
    const cdt_draft_fact *fact;
    const cdt_node *stated; /* of the agreement */
} cdt_contradiction;

typedef struct cdt_first_facts {
    const cdt_draft *draft;
    cdt_agreement *copy; /* NULL: nothing was filled */
    const cdt_filled *filled;
    size_t filled_count;
    const cdt_contradiction *contradictions;
    size_t contradiction_count;
    const cdt_told *told; /* one for each fact of the draft, for reports */
} cdt_first_facts;

/* Lists live in `arena`, and point into the agreement and the draft. Release the copy with cdt_first_facts_free(). */
cdt_first_facts cdt_first_facts_of(const cdt_agreement *agreement, const cdt_draft *draft, cdt_arena *arena);
void cdt_first_facts_free(cdt_first_facts *facts);

/* The fact of the draft by which `node` is in the copy; NULL: it is the description's. */
const cdt_draft_fact *cdt_first_fact_at(const cdt_first_facts *facts, const cdt_node *node);

#endif
