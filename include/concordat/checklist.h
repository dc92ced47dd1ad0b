/* checklist.h - the checks that an agreement is held against.
 *
 * A checklist is read once, its conditions are compiled against the schema of agreements, and it never changes: one serves
 * any number of reviews. What is here is to be read: explained, listed, printed.
 */
#ifndef CONCORDAT_CHECKLIST_H
#define CONCORDAT_CHECKLIST_H

#include "concordat/agreement.h"
#include "concordat/diag.h"

#ifdef __cplusplus
extern "C" {
#endif

/* How much a gap matters. CDT_INFO never fails a review. */
typedef enum cdt_severity { CDT_INFO, CDT_LOW, CDT_MEDIUM, CDT_HIGH } cdt_severity;

/* Whether the agreement is still being written, or stands. */
typedef enum cdt_stage { CDT_STAGE_DRAFT, CDT_STAGE_FINAL } cdt_stage;

/* What an express `none` does to a check. */
typedef enum cdt_none_rule { CDT_NONE_FAILS, CDT_NONE_MEETS, CDT_NONE_NOT_APPLICABLE } cdt_none_rule;

const char *cdt_severity_name(cdt_severity severity); /* "info", "low", "medium", "high" */
bool cdt_severity_named(const char *name, cdt_severity *out);
const char *cdt_none_rule_name(cdt_none_rule rule); /* "fails", "meets", "not_applicable" */

/* Paragraphs of a source that no check is drawn from, and what stands there instead. */
typedef struct cdt_no_advice {
    const unsigned *numbers;
    size_t number_count;
    const char *reason;
} cdt_no_advice;

/* A document the advice is from. Texts are "" where the checklist does not say. */
typedef struct cdt_source {
    const char *id, *title, *kind, *author, *publisher, *published, *note;
    unsigned paragraphs; /* how many it has; 0: the checklist does not say */
    const cdt_no_advice *no_advice;
    size_t no_advice_count;
    cdt_place place;
} cdt_source;

typedef struct cdt_citation {
    const cdt_source *source;
    const char *paragraphs; /* "23" or "17, 19"; "" for the whole */
    const char *note;
    const unsigned *numbers; /* the same as numbers, from 1 */
    size_t number_count;
} cdt_citation;

/* Law on the same point. */
typedef struct cdt_law {
    const char *law, *nations, *as_at, *note;
} cdt_law;

typedef struct cdt_group {
    const char *id, *title;
} cdt_group;

typedef struct cdt_requirement {
    const char *id;
    const char *when, *that;  /* the conditions' text; `when` is "" where it always applies */
    const char *otherwise;    /* the message with its {places} */
    const char *only_before;  /* path of the date after which a failure is history; "" */
    bool note;                /* its findings are notes and change no outcome */
    cdt_place place;
} cdt_requirement;

typedef enum cdt_expected {
    CDT_EXPECT_MET,
    CDT_EXPECT_GAP,
    CDT_EXPECT_NOT_APPLICABLE,
    CDT_EXPECT_UNANSWERED,
    CDT_EXPECT_UNCONFIRMED,
    CDT_EXPECT_ERROR
} cdt_expected;

typedef struct cdt_example {
    const char *title;
    cdt_expected expect;
    const char *const *fails; /* ids of requirements */
    size_t fail_count;
    const char *changes; /* for people: "exit.notice: 1 month; without parties[south]" */
    const char *draft;   /* in place of a change: the text in which the words are found, or not; "" */
    cdt_place place;
} cdt_example;

typedef struct cdt_check {
    const char *id, *title, *why, *fix, *clause, *applies;
    const cdt_group *group;             /* NULL: none */
    cdt_severity draft, final;          /* severity by stage */
    bool on;                            /* false: only when selected */
    bool words, words_required, words_measured;
    cdt_none_rule none;
    const cdt_citation *sources;
    size_t source_count;
    const cdt_law *laws;                /* see_also */
    size_t law_count;
    const cdt_requirement *requirements;
    size_t requirement_count;
    const cdt_example *examples;
    size_t example_count;
    cdt_place place;
} cdt_check;

typedef struct cdt_setting {
    const char *name, *title, *unit;
    const char *value; /* as it is written */
    bool changed;      /* not the default */
} cdt_setting;

typedef struct cdt_checklist cdt_checklist;

/*
 * Read a checklist from YAML text, which must outlive the result, as `file` must. Every problem goes to `diags` with its
 * place. Returns a checklist to be released with cdt_checklist_free(), or NULL once an error was added.
 */
cdt_checklist *cdt_checklist_read(const cdt_library *library, const char *file, const char *text, size_t len,
                                  cdt_diags *diags);
void cdt_checklist_free(cdt_checklist *checklist);

const char *cdt_checklist_name(const cdt_checklist *checklist);
const char *cdt_checklist_version(const cdt_checklist *checklist);
const char *cdt_checklist_title(const cdt_checklist *checklist);
const char *cdt_checklist_law_as_at(const cdt_checklist *checklist); /* "" where it does not say */
const char *cdt_checklist_file(const cdt_checklist *checklist);

size_t cdt_checklist_count(const cdt_checklist *checklist);
const cdt_check *cdt_checklist_at(const cdt_checklist *checklist, size_t index);
const cdt_check *cdt_checklist_find(const cdt_checklist *checklist, const char *id); /* NULL: there is none */
size_t cdt_checklist_groups(const cdt_checklist *checklist, const cdt_group **groups);
size_t cdt_checklist_sources(const cdt_checklist *checklist, const cdt_source **sources);
size_t cdt_checklist_settings(const cdt_checklist *checklist, const cdt_setting **settings);

/* Change a setting before the first review: `value` is YAML in one line. false, with a problem in `diags`: there is no such
 * setting, or the value does not fit. */
bool cdt_checklist_set(cdt_checklist *checklist, const char *name, const char *value, cdt_diags *diags);

/* Let a check matter more or less, at every stage, before the first review. false: there is no such check. */
bool cdt_checklist_severity(cdt_checklist *checklist, const char *id, cdt_severity severity);

/* Built-in checklists by name, in the order in which they are listed. */
size_t cdt_builtin_count(void);
const char *cdt_builtin_name(size_t index);
bool cdt_builtin_for_drafts(size_t index); /* it is about the words: of use only where there is a draft */
cdt_checklist *cdt_builtin_read(const cdt_library *library, const char *name, cdt_diags *diags); /* NULL: no such name */

/* The same without the examples and the complete agreement, which a review has no use for: half of a checklist. */
cdt_checklist *cdt_builtin_read_rules(const cdt_library *library, const char *name, cdt_diags *diags);

/* Faults that do not keep a checklist from being used go to `diags` as warnings: no source, no example, a condition that
 * turns silence into no. Returns how many there were. */
size_t cdt_checklist_lint(const cdt_checklist *checklist, cdt_diags *diags);

#ifdef __cplusplus
}
#endif
#endif
