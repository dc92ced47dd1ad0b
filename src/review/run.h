/* run.h - the inside of a review: what run.c (checks and outcomes), elements.c (findings of a condition), questions.c (what
 * is not stated) and waivers.c share while it is made. */
#ifndef CDT_REVIEW_RUN_H
#define CDT_REVIEW_RUN_H

#include "base/map.h"
#include "cel/eval.h"
#include "cel/explain.h"
#include "concordat/review.h"
#include "review/beside.h"
#include "review/facts.h"
#include "words/words.h"

/* A fact that was wanted and is not there: the last check and explanation that asked for it, by number. */
typedef struct cdt_missing {
    unsigned check, explanation;
} cdt_missing;

/* One review that is being made. */
typedef struct cdt_run {
    cdt_review *review;
    cdt_arena *arena;  /* the review's */
    cdt_arena scratch; /* of one check */
    cdt_arena telling; /* of one explanation: a check may have many, each as long as what it is about */
    const cdt_agreement *agreement;
    const cdt_review_options *options;
    const cdt_requirement *forced; /* taken to hold, whatever its condition says; NULL: none */
    cdt_diags *diags;
    cdt_first_facts first;             /* what the draft states, beside the description */
    const cdt_difference *differences; /* the draft beside the description, once a check has asked */
    size_t difference_count;
    bool compared;
    cdt_reading *reading; /* of the draft; NULL: there is none, or it could not be read */
    cdt_facts facts;      /* with the settings of the checklist at hand */
    cel_binding globals[CDT_GLOBALS];
    cel_scope scope;
    unsigned char *told;
    cdt_map missing;        /* of cdt_missing, by path */
    cdt_map nones;          /* by path of what is expressly none: the last check that told of it, see elements.c */
    const cdt_check *check; /* at hand */
    unsigned check_number, explanation_number;
    bool gate; /* what is asked now decides whether something applies */
    cdt_waiver *waivers;
    const cdt_document **waiver_documents; /* that each stands in */
    size_t waiver_count;
} cdt_run;

/* What a review of a draft saw: for those who look at its conditions again. `draft` NULL: there was none. */
const cdt_first_facts *cdt_review_first_facts(const cdt_review *review);

/* A review in which one requirement is taken to hold: does an example notice that it is gone? */
cdt_review *cdt_review_forced(const cdt_agreement *agreement, const cdt_checklist *const *checklists, size_t count,
                              const cdt_review_options *options, const cdt_requirement *forced, cdt_diags *diags);

/* The state of a condition once evaluated. */
typedef enum cdt_state_of {
    CDT_HOLDS,
    CDT_FAILS,
    CDT_IS_NONE, /* it came to an express none */
    CDT_IS_NOT_STATED,
    CDT_IS_OPEN, /* not stated because a fact is being settled */
    CDT_IS_ERROR,
    CDT_IS_BUDGET
} cdt_state_of;

cdt_state_of cdt_state_of_value(cel_value value);

/* Findings that grow; they live in the review's arena once taken. */
typedef struct cdt_findings {
    cdt_finding *at;
    size_t count, room;
} cdt_findings;

cdt_finding *cdt_findings_add(cdt_findings *findings);

/* A context for one evaluation: everything on the way goes to the scratch arena. */
cel_context cdt_run_context(cdt_run *run, cel_budget *budget, const cel_scope *scope);

/* elements.c: the findings of a requirement whose condition did not hold: one for each innermost element of a nest of
 * all(), else one. What is expressly none is told of once a check. `history`: a failure can no longer be mended. */
void cdt_elements_collect(cdt_run *run, const cdt_check *check, const cdt_requirement *requirement,
                          const cdt_rule *rule, bool history, cdt_findings *out);

/* questions.c: what could not be answered. */
typedef struct cdt_asked {
    const cdt_question *questions;
    size_t count;
    size_t fresh; /* those that this check has not asked before */
} cdt_asked;

/* What `program` (or one node of it) could not be answered for. */
cdt_asked cdt_questions_of(cdt_run *run, const cel_program *program, const cel_ast *node, const cel_context *context);

/* Add a finding that says so, unless the check asks for all of it already. `requirement` NULL: the check's gate. */
void cdt_questions_finding(cdt_run *run, cdt_findings *findings, const cdt_requirement *requirement,
                           const cdt_asked *asked);

/* words.c: what the draft says. */

/* The passages that deal with check number `index` of the checklist at hand. Why that cannot be told; "": it can. */
const char *cdt_words_evidence(cdt_run *run, size_t index, cdt_outcome *outcome);

/* A finding about the whole of the draft. */
cdt_finding *cdt_words_finding(cdt_run *run, cdt_findings *findings, cdt_gap_kind gap, const char *message);

/* A finding for each fact that the check reads and the draft states otherwise; how many. */
size_t cdt_words_contradictions(cdt_run *run, const cdt_check *check, const cdt_rules *rules, cdt_findings *findings);

/* Do its conditions read the draft and the description? Then it is told of what differs between them, and a draft alone is
 * none of its business. */
bool cdt_words_beside(const cdt_check *check, const cdt_rules *rules);

/* Clause, line and identity of a finding in the draft. */
void cdt_words_place(cdt_run *run, cdt_finding *finding, const cel_where *where);

/* waivers.c */
void cdt_waivers_read(cdt_run *run);
void cdt_waivers_apply(cdt_run *run, cdt_outcome *outcome, cdt_findings *findings);
void cdt_waivers_close(cdt_run *run); /* warn of those that excuse nothing */

/* The leaves of an explanation as the report shows them. */
const cdt_because *cdt_because_of(cdt_run *run, const cdt_condition *condition, const cel_explanation *explanation,
                                  size_t *count);

#endif
