/* review.h - one run of checklists over one agreement: a pure function of its inputs and of a date. */
#ifndef CONCORDAT_REVIEW_H
#define CONCORDAT_REVIEW_H

#include "concordat/checklist.h"
#include "concordat/draft.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum cdt_outcome_kind {
    CDT_OUTCOME_MET,
    CDT_OUTCOME_GAP,
    CDT_OUTCOME_UNCONFIRMED,
    CDT_OUTCOME_UNANSWERED,
    CDT_OUTCOME_NOT_APPLICABLE,
    CDT_OUTCOME_WAIVED, /* a gap all of whose findings are waived; they are underneath */
    CDT_OUTCOME_ERROR,
    CDT_OUTCOMES
} cdt_outcome_kind;

typedef enum cdt_gap_kind {
    CDT_GAP_FALLS_SHORT,
    CDT_GAP_CONTRADICTED,
    CDT_GAP_NOT_IN_DRAFT,
    CDT_GAP_NOT_STATED,
    CDT_GAPS,
    CDT_GAP_NO /* a note, or a finding of a check that is no gap */
} cdt_gap_kind;

const char *cdt_outcome_name(cdt_outcome_kind outcome); /* "met", "gap", "not_applicable", ...: as in the JSON report */
const char *cdt_outcome_words(cdt_outcome_kind outcome); /* "does not apply", ...: for people */
const char *cdt_gap_name(cdt_gap_kind gap);              /* "falls_short", ...; NULL for CDT_GAP_NO */
const char *cdt_gap_words(cdt_gap_kind gap);             /* "falls short", ... */

/* A value that a condition read. */
typedef struct cdt_operand {
    const char *text;  /* as the condition calls it: "n.period" */
    const char *value; /* as written, or as computed; cut at 80 characters */
    const char *path;  /* of the fact; "" where it was computed */
    cdt_place place;
    const char *clause; /* of the draft, from which it was read; "" */
} cdt_operand;

/* Why: a smallest part of a condition that accounts for its outcome. */
typedef struct cdt_because {
    const char *text;    /* the part's source */
    const char *outcome; /* "false", "not stated", "error", ... */
    const char *message; /* of an error, or of a missing key; "" */
    const cdt_operand *operands;
    size_t operand_count;
    bool decisive;
    cdt_place place; /* of the part, in the checklist */
} cdt_because;

/* A fact that is not stated. */
typedef struct cdt_question {
    const char *path;
    const char *text;               /* the schema's question; "" where it has none */
    const char *asked_of;           /* "legal", ...; "" */
    const char *open_who, *open_by; /* being settled: by whom, by when; "" */
    bool open;
    bool gate;            /* it decides whether a check or a requirement applies */
    unsigned alternative; /* questions of one finding with the same number > 0: one way to answer them is enough */
    cdt_place place;      /* of the nearest mapping that is there */
    unsigned alias_line;  /* of the alias that brings that mapping here; 0: none */
    unsigned way;         /* of alternatives: those with the same number here are one way, wanted together */
} cdt_question;

typedef enum cdt_waiver_state {
    CDT_WAIVER_VALID,
    CDT_WAIVER_EXPIRED, /* its last day is past */
    CDT_WAIVER_LAPSED   /* approved only later, or what it excused has changed since */
} cdt_waiver_state;

const char *cdt_waiver_state_name(cdt_waiver_state state); /* "valid", "expired", "lapsed" */

/* Texts are "" where the waiver does not say. */
typedef struct cdt_waiver {
    const char *check, *agreement, *path, *reason, *approved_by, *approved, *until, *reference, *digest;
    cdt_waiver_state state;
    bool changed;    /* lapsed because what it excused has changed */
    bool used;       /* some finding is excused by it, or was until it expired or lapsed */
    bool idle;       /* it names no check, or one that was held and has no such gap */
    cdt_place place; /* in the description, or in a file of waivers */
} cdt_waiver;

typedef struct cdt_waiver_file cdt_waiver_file; /* concordat/waivers.h */
typedef struct cdt_baseline cdt_baseline;       /* concordat/baseline.h */

typedef struct cdt_finding {
    cdt_gap_kind gap;
    bool history;                       /* it can no longer be mended and does not count for the exit status */
    bool known;                         /* the baseline has it: it does not count for the exit status */
    const cdt_requirement *requirement; /* NULL: the check's `applies`, or the draft's words */
    const char *message;
    const char *path; /* "" for the whole agreement */
    /* What waivers, baselines and fingerprints call it, within its check and agreement: the path; of what stands in a
     * draft "words:" and a hash of its sentence, which stays when numbers change. */
    const char *subject;
    cdt_place place;     /* the line is never 0; of an aliased fact, where the text stands */
    unsigned alias_line; /* of the alias that brings it here; 0: none */
    const char *excerpt; /* that line */
    const char *clause;  /* of the draft; "" */
    cdt_place draft;     /* of a contradiction: where the draft says otherwise; else all 0 */
    const cdt_because *because;
    size_t because_count;
    const cdt_question *questions; /* what is not stated */
    size_t question_count;
    const cdt_waiver *waiver; /* valid or expired; NULL: none */
} cdt_finding;

/* A passage of the draft that deals with a check: a sentence or a list item. */
typedef struct cdt_evidence {
    const char *clause;  /* as it is cited: "14.2"; "" */
    const char *heading; /* of that clause or of the nearest above it that has one; "" */
    const char *quote;   /* the passage, as it stands, white space collapsed; cut at 600 characters with an ellipsis */
    const char *file;    /* of the draft */
    size_t start, end;   /* bytes of that file's text, half open */
    const char *value;   /* "P12M" of a period that the check asks for; "" */
    const char *unit;    /* "GBP" of a sum, "working days" of such a period; "" */
    const char *topic;   /* which of several topics it shows; "" */
    cdt_place place;
} cdt_evidence;

typedef struct cdt_outcome {
    const cdt_checklist *checklist;
    const cdt_check *check;
    cdt_severity severity; /* at the review's stage */
    cdt_outcome_kind kind;
    bool history;       /* a gap all of whose findings are history */
    bool known;         /* a gap or unanswered check of which the baseline has all that counts */
    const char *reason; /* why, in a clause, where the findings do not say it; "" */
    const cdt_finding *findings;
    size_t finding_count;
    const cdt_evidence *evidence; /* best first; also of a gap */
    size_t evidence_count;
    const cdt_evidence *near; /* the best sentence that has the words, taken for chance; NULL: there is none */
    const bool *failed;       /* of each requirement of the check: does it fall short (a note: was it made)? */
    const cdt_waiver *waiver; /* of the first finding that has one */
} cdt_outcome;

typedef struct cdt_counts {
    size_t outcomes[CDT_OUTCOMES];
    size_t gaps[CDT_GAPS]; /* gaps by kind; each gap once, by the first kind that it has */
    size_t history;        /* gaps that are history; not counted among the kinds */
    size_t known;          /* gaps that the baseline has; they are counted among the kinds too */
} cdt_counts;

/* A condition and what it used up of its budget: counted, so the same on every machine. */
typedef struct cdt_cost {
    const cdt_checklist *checklist;
    const cdt_check *check;             /* NULL: there was no condition */
    const cdt_requirement *requirement; /* NULL: the check's gate */
    const char *part;                   /* "applies", "when", "that", "only_before" */
    unsigned long long steps, limit;    /* with more than `limit` the check ends in an error */
} cdt_cost;

/* What became of a fact that the draft states for sure. */
typedef enum cdt_told_use {
    CDT_TOLD_FILLED,  /* the description does not state it: the checks went by the draft */
    CDT_TOLD_AGREES,  /* the description states the same */
    CDT_TOLD_DIFFERS, /* it states something else: a contradiction for every check that reads the fact */
    CDT_TOLD_IDLE     /* neither: it is being settled, or fits nothing that the description says */
} cdt_told_use;

typedef struct cdt_told {
    const char *path, *value; /* "exit.notice", YAML in one line */
    const char *clause;       /* where the draft states it; "" */
    cdt_place place;
    cdt_told_use use;
} cdt_told;

const char *cdt_told_use_name(cdt_told_use use); /* "filled", "agrees", "differs", "idle" */

typedef struct cdt_review {
    bool reviewed;                  /* false: the agreement could not be; see diags */
    const cdt_agreement *agreement; /* of a draft alone: an empty description under the draft's name */
    const cdt_draft *draft;         /* NULL: there is none */
    bool draft_unread;              /* there is one, and it could not be read at all */
    bool draft_only;                /* no description was given */
    const cdt_told *told;           /* facts that the draft states, in its order */
    size_t told_count;
    const cdt_diags *diags; /* of this agreement; may be NULL */
    cdt_stage stage;
    const char *as_of;    /* "2026-07-01" */
    const char *identity; /* of the agreement, for waivers, baselines and fingerprints: its reference, else its file */
    const cdt_checklist *const *checklists;
    size_t checklist_count;
    const cdt_outcome *outcomes; /* in the checklists' order */
    size_t outcome_count;
    cdt_counts counts;
    size_t facts_asked, facts_told; /* facts that the checks wanted to read, and how many of them were there */
    const cdt_waiver *waivers;      /* all of the agreement's, in its order, then those of files */
    size_t waiver_count;
    size_t stale_waivers;     /* those that excuse nothing */
    unsigned long long steps; /* what the conditions used up together */
    cdt_cost costliest;       /* the one that took most; the first of several */
} cdt_review;

typedef struct cdt_review_options {
    int as_of; /* days since 1970-01-01: the one clock */
    int stage; /* cdt_stage, or -1: from the agreement's status */
    bool no_waivers;
    /* No report asks for the lines of the file, for reasons, for quotes, or for more than one passage: what is found
     * comes without them. */
    bool bare;
    /* The agreement's file from the root of its repository: its identity where it has no reference; NULL: the file as it
     * is shown. */
    const char *path;
    const cdt_waiver_file *const *waiver_files; /* they must outlive the review */
    size_t waiver_file_count;
    const cdt_baseline *baseline; /* it must outlive the review; NULL: none */
    const cdt_draft *draft;       /* the words; must outlive the review. NULL: there is none */
    bool draft_unread;            /* there is a draft, and it could not be read at all */
    bool draft_only;              /* the agreement is that of cdt_agreement_of_draft() */
    /* Is this check to be held? NULL: all that are on. */
    bool (*selected)(const cdt_checklist *checklist, const cdt_check *check, void *context);
    void *context;
} cdt_review_options;

/* A description that states nothing, for the review of a draft alone: under the name, the title and the digest of the draft,
 * which must outlive it. `draft` NULL: it could not be read, so that it cannot be reviewed. Release with
 * cdt_agreement_free(). */
cdt_agreement *cdt_agreement_of_draft(const cdt_library *library, const char *file, const cdt_draft *draft);

/* Never NULL. The agreement, the checklists and `diags` (which may get warnings, of waivers) must outlive it. */
cdt_review *cdt_review_run(const cdt_agreement *agreement, const cdt_checklist *const *checklists, size_t count,
                           const cdt_review_options *options, cdt_diags *diags);
void cdt_review_free(cdt_review *review);

/* The kind a gap is counted and ordered by: the first, in the order of cdt_gap_kind, among its findings that are no history
 * (of a gap that is all history, among those). CDT_GAP_NO: it has no such finding. */
cdt_gap_kind cdt_outcome_gap(const cdt_outcome *outcome);

/* Does anything at or above `least` count against the agreement: a gap that is no history and not waived, or an unanswered
 * check, where the baseline does not have it. `strict` adds unconfirmed ones, and waivers that excuse nothing. */
bool cdt_review_fails(const cdt_review *review, cdt_severity least, bool strict);

/* Could everything be read that belongs to the agreement, its draft above all? Where not, nothing may look clean. */
bool cdt_review_is_whole(const cdt_review *review);

/* Did a check end in an error? */
bool cdt_review_has_error(const cdt_review *review);

#ifdef __cplusplus
}
#endif
#endif
