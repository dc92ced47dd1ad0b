/* facts.h - a description's facts and a checklist's settings, as conditions see them (cel/data.h). */
#ifndef CDT_REVIEW_FACTS_H
#define CDT_REVIEW_FACTS_H

#include "agreement/agreement.h"
#include "base/limits.h"
#include "cel/data.h"
#include "cel/eval.h"
#include "checklist/checklist.h"
#include "review/first_facts.h"

/* Where a walk over a mapping with blanks in it stopped: its stated entry `index` is child number `child`. */
typedef struct cdt_bookmark {
    const cdt_node *map;
    size_t index, child;
} cdt_bookmark;

typedef struct cdt_facts {
    cel_data data; /* first, so that the table's functions find the rest */
    const cdt_agreement *agreement;
    const cdt_checklist *checklist; /* whose settings may be read; NULL: none */
    const cdt_first_facts *first;   /* of the draft, which `draft` is bound to; NULL: there is none */
    unsigned char *told;            /* a bit a node of the description: a condition read it; NULL: not kept */
    cdt_bookmark bookmarks[CDT_MAX_CONDITION_LOOPS]; /* of walks inside each other, the last used first */
} cdt_facts;

/* `told`, if not NULL, has a bit for each node of the agreement's document. */
void cdt_facts_init(cdt_facts *facts, const cdt_agreement *agreement, const cdt_checklist *checklist,
                    unsigned char *told);

/* Let conditions see a draft too. */
void cdt_facts_draft(cdt_facts *facts, const cdt_first_facts *first);

/* The node that holds the top-level facts; NULL where the agreement could not be read. */
const void *cdt_facts_root(const cdt_facts *facts);

/* What conditions see besides the facts: settings, today, stage, draft. Their types: cdt_condition_env(). */
void cdt_facts_globals(const cdt_facts *facts, cdt_arena *arena, cdt_day today, cdt_stage stage,
                       cel_binding room[CDT_GLOBALS]);

/* Draft or final, by the agreement's status; one without a status counts as final. */
cdt_stage cdt_stage_of(const cdt_agreement *agreement);

#endif
